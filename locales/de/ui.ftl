# Wörter, die viele Seiten teilen.
ui-proposals = Vorschläge
ui-discussions = Diskussionen
ui-announcements = Ankündigungen
ui-discussion = Diskussion
ui-announcement = Ankündigung
ui-all-proposals = Alle Vorschläge
ui-tags = Schlagwörter
ui-tags-hint = Bis zu fünf, mit Kommas dazwischen.
ui-tags-used = Schlagwörter in Gebrauch
ui-board = Bereich
ui-boards = Bereiche
ui-title = Titel
ui-text = Text
ui-details = Einzelheiten
ui-easier = Was soll leichter werden?
ui-markdown = Markdown geht.
ui-search = Suchen
ui-search-proposals = Vorschläge suchen
ui-sort = Sortieren
ui-filter = Filtern
ui-nothing-fits = Nichts passt
ui-nothing-yet = Hier ist noch nichts
ui-list-ends = Hier endet die Liste.
ui-more = Mehr
ui-propose = Etwas vorschlagen
ui-sign-in = Anmelden
ui-save = Speichern
ui-cancel = Abbrechen
ui-edit = Bearbeiten
ui-remove = Entfernen
ui-reply = Antworten
ui-go-back = Zurück
ui-copy = Kopieren
ui-copied = Kopiert
ui-where-you-are = Wo du bist
ui-what-to-do = Was zu tun ist
# Steht zwischen den Teilen einer Aufzählung.
ui-comma = ,
ui-comments = { $n ->
    [one] { $n } Kommentar
   *[other] { $n } Kommentare
}
ui-by-asked = vorgeschlagen von { $who }, { $time }
ui-by-told = angekündigt von { $who }, { $time }
ui-by-started = begonnen von { $who }, { $time }
ui-role-guest = Gast
ui-role-member = Mitglied
ui-role-moderator = Moderation
ui-role-admin = Admin

# Formulare.
ui-optional = (freiwillig)
ui-kept = Nichts von dem, was du geschrieben hast, ist verloren.
ui-errors = { $n ->
    [one] Eine Sache braucht noch einen Blick
   *[other] { $n } Sachen brauchen noch einen Blick
}
ui-importance = Wie wichtig ist es dir?
ui-importance-none = Keine Angabe
ui-importance-nice = Wäre schön
ui-importance-important = Wichtig
ui-importance-essential = Unverzichtbar

# Die Status, mit denen eine neue Seite beginnt.
status-open = Offen
status-under-review = Wird geprüft
status-planned = Geplant
status-in-progress = In Arbeit
status-preview = Vorschau
status-paved = Umgesetzt
status-declined = Abgelehnt
status-duplicate = Doppelt
status-archived = Archiviert
