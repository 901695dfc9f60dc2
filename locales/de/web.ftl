# Was über Anfragen gesagt wird, bevor eine Seite erreicht ist.
web-other-site = Das kam von einer fremden Website. Öffne die Seite hier und sende es noch einmal.
web-form-not-whole = Dieses Formular kam nicht vollständig an. Bitte noch einmal senden.
web-address-unread = Die Adresse ist nicht zu verstehen: { $told }.
