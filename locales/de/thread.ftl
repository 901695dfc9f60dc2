# Was unter einem Thema gesagt wird und geschieht.
thread-comments = Kommentare
thread-comment-by = Kommentar von { $name }
thread-comment-removed = Dieser Kommentar wurde entfernt.
thread-official = offizielle Antwort
thread-is-official = Das ist eine offizielle Antwort
thread-began = hat das begonnen
thread-edited = bearbeitet
thread-edited-more = : was sich geändert hat
thread-answering-html = antwortet <a href="{ $href }"><bdi>@{ $handle }</bdi></a>
# Steht hinter „Antworten“.
thread-reply-to = an { $name }
# Steht hinter „Bearbeiten“ und „Entfernen“.
thread-the-comment-by = : Kommentar von { $name }
# $told geht vom Namen aus weiter: „hat das auf Geplant gesetzt“.
thread-note-html = <b>{ $who }</b> { $told }, { $time }
thread-note-someone = Jemand { $told }, { $time }
thread-more-answers = Weitere Antworten auf einen Kommentar der vorigen Seite
thread-from-first = Vom ersten Kommentar an
thread-empty = Noch hat niemand etwas gesagt.
thread-more = Weitere Kommentare
thread-pages = Seiten mit Kommentaren
thread-closed = Kommentare sind geschlossen.
thread-add = Sag etwas dazu
thread-your-comment = Dein Kommentar
thread-hint = Markdown geht. @name ruft jemanden dazu.
thread-send = Kommentieren
