# Der Fahrplan.
roadmap-heading = Fahrplan
roadmap-told = Wo die gefragtesten Vorschläge auf ihrem Weg stehen.
roadmap-paved-link = Was gebaut wurde
roadmap-filter = Filtern
roadmap-board = Bereich
roadmap-tag = Schlagwort
roadmap-want = { $n ->
    [one] { $n } möchte das
   *[other] { $n } möchten das
}
roadmap-more-than = mehr als { $n }
roadmap-column-empty = Hier ist gerade nichts.
roadmap-all = Alle ansehen
roadmap-empty = Noch gibt es keinen Fahrplan
roadmap-empty-told = Kein Status steht auf dem Fahrplan.
roadmap-to-proposals = Zu den Vorschlägen
roadmap-move = Verschieben
roadmap-move-to = Verschieben nach
roadmap-response = Offizielle Antwort (freiwillig)
roadmap-response-hint = Alle, die es möchten, können sie lesen.
roadmap-no-step = { $status }: von hier aus nicht
roadmap-no-step-here = Von dort nicht nach „{ $status }“
roadmap-dropped = Sag, wenn du magst, warum, und bestätige dann:
roadmap-moved = „{ $title }“ ist jetzt: { $status }.
