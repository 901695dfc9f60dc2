# Jede Antwort, die kein Erfolg ist.
error-sign-in-first = Bitte zuerst anmelden.
error-no-such = { $what ->
    [topic] Dieses Thema gibt es nicht.
    [proposal] Diesen Vorschlag gibt es nicht.
    [comment] Diesen Kommentar gibt es nicht.
    [board] Diesen Bereich gibt es nicht.
    [status] Diesen Status gibt es nicht.
    [tag] Dieses Schlagwort gibt es nicht.
    [field] Diese Frage stellt kein Bereich.
    [person] Diese Person gibt es nicht.
    [page] Diese Seite gibt es nicht.
    [address] Diese Adresse gibt es nicht.
    [draft] Diesen Entwurf gibt es nicht.
    [image] Dieses Bild gibt es nicht.
    [search] Diese gemerkte Suche gibt es nicht.
    [discussion] Diese Diskussion gibt es nicht.
    [vote] Diese Stimme gibt es nicht.
    [field] Dieses Feld gibt es nicht.
    [file] Diese Datei gibt es nicht.
    [release] Diese Veröffentlichung gibt es nicht.
    [import] Diesen Import gibt es nicht.
    [invitation] Diese Einladung gibt es nicht.
   *[other] Das gibt es hier nicht.
}
error-gone = { $what ->
    [topic] Dieses Thema wurde entfernt.
    [proposal] Dieser Vorschlag wurde entfernt.
    [comment] Dieser Kommentar wurde entfernt.
   *[other] Das wurde entfernt.
}
error-moved = Das steht jetzt unter einer anderen Adresse.
error-stale = Jemand hat das geändert, seit du es gelesen hast. Lies es noch einmal und wiederhole dann deine Änderung.
error-invalid = Einige Felder brauchen noch einen Blick.
error-slow = Die Anfrage kam nicht rechtzeitig an. Bitte noch einmal senden.
error-too-many = Das war viel auf einmal. Bitte { $seconds } Sekunden warten und es noch einmal versuchen.
error-busy = Im Moment ist zu viel los. Bitte in ein paar Sekunden noch einmal versuchen.
error-no-room = Es ist kein Platz mehr, um das zu speichern. Nichts wurde geändert; bitte sag es denen, die diese Seite betreiben.
error-internal = Bei uns ist etwas kaputtgegangen. Es ist festgehalten; bitte noch einmal versuchen.
error-not-understood = Diese Anfrage ist nicht zu verstehen.
error-forbidden = Das darfst du nicht.
error-method = Diese Adresse nimmt diese Methode nicht.
error-length-required = Sag, wie lang die Anfrage ist.
error-too-large = Das ist mehr, als auf einmal gesendet werden kann.
error-body-too-large = Eine Anfrage fasst höchstens zwei Megabyte. Bitte kürze deinen Text.
error-address-too-long = Diese Adresse ist zu lang.
error-media-type = Sende das als application/json.
error-not-whole = Die Anfrage kam nicht vollständig an. Bitte noch einmal senden.
error-no-part = Diese Seite hat keinen solchen Teil.
