# Nachrichten per Mail und die Seite, die sie aufbewahrt.
mail-trial-subject = Mail kommt an
mail-trial-words = Das ist ein Versuch. Wenn du das liest, kann die Seite Mail versenden.
mail-trial-link = Zum Postausgang
mail-trial-why = Du bekommst das, weil du es auf der Seite des Postausgangs verlangt hast.
mail-refused = Ein Mailserver hat deine Adresse abgelehnt, deshalb bekommst du von hier keine Mail.
mail-refused-link = Adresse prüfen
mail-refused-since = Ein Mailserver lehnt diese Adresse seit { $date } ab. Er sagte:
mail-refused-again = Sie geht wieder
mail-refused-tried-again = Mail geht wieder an deine Adresse.
outbox-title = Mail
outbox-told = Jede Nachricht, die diese Seite verschickt, und was aus ihr wurde. Erledigte werden 30 Tage aufbewahrt.
outbox-no-server = Es ist kein Mailserver eingerichtet.
outbox-no-server-told = Nachrichten warten hier und lassen sich hier lesen. Damit sie verschickt werden, starte die Seite mit der Adresse eines Servers:
outbox-which = Welche Nachrichten
outbox-state = Stand
outbox-state-all = Alle
outbox-state-waiting = Wartet
outbox-state-sent = Gesendet
outbox-state-refused = Abgelehnt
outbox-state-withheld = Zurückgehalten
outbox-state-expired = Zu spät
outbox-subject = Betreff
outbox-to = An
outbox-written = Geschrieben
outbox-pages = Weitere Nachrichten
outbox-none = Hier ist keine Nachricht.
outbox-trial = Dir selbst eine Probe senden
outbox-trial-kept = Die Probe liegt im Postausgang.
outbox-trial-no-address = Dein Konto hat keine Adresse. Trag zuerst eine in deinen Einstellungen ein.
outbox-letter-told = Eine Nachricht an { $address }.
outbox-attempts = { $n ->
    [0] Noch nicht versucht
    [one] Einmal versucht
   *[other] { $n }-mal versucht
}
outbox-due = nächster Versuch { $date }
outbox-server-said = Der Server sagte:
outbox-again = Noch einmal senden
outbox-sent-again = Die Nachricht wird noch einmal gesendet.
outbox-forgotten = Ihr Text hätte jemanden eingelassen und wurde beim Senden vergessen.
