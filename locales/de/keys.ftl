# Tastenkürzel.
keys-heading = Tastenkürzel
keys-told = Sie wirken, solange du nicht schreibst. In deinen Einstellungen kannst du sie abschalten.
keys-help = Diese Liste
keys-search = Suchen
keys-propose = Etwas vorschlagen
keys-next = Zur nächsten Zeile
keys-before = Zur Zeile davor
keys-vote = Für die Zeile stimmen, auf der du bist
keys-home = Zur ersten Seite
keys-proposals = Zu den Vorschlägen
keys-discussions = Zu den Diskussionen
keys-roadmap = Zum Fahrplan
keys-changelog = Zu dem, was gebaut wurde
keys-escape = Schließen, was offen ist
keys-close = Schließen
