# Was die API über Anfragen sagt.
wire-ask-for = Frag nach 1 bis { $max }.
wire-send-json = Sende den Inhalt als application/json.
wire-send-object = Sende ein JSON-Objekt als Inhalt.
wire-not-utf8 = Der Inhalt ist kein UTF-8.
wire-not-json = Der Inhalt ist kein JSON: { $told }.
wire-key = Verwende 1 bis { $max } einfache Zeichen.
wire-key-used = Dieser Schlüssel gehört zu einer anderen Anfrage. Verwende einen neuen.
