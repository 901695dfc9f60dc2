# Was das Team über Themen entscheidet, und wie es rückgängig wird.
desk-for-staff = Für das Team
desk-leave-it = So lassen
desk-merged-elsewhere = Das ist mit „{ $title }“ zusammengelegt. Stimme und kommentiere dort.
desk-open-it = Dort öffnen
desk-merge = Mit einem anderen zusammenlegen
desk-merge-told = Alle, die diesen Vorschlag wollen, zählen dann beim anderen, jede Person einmal. Seine Kommentare stehen dort, seine Adresse führt dorthin, und du kannst beide wieder trennen.
desk-merge-into = Zusammenlegen mit
desk-merge-into-hint = Nummer oder Adresse des Vorschlags, der bleibt, etwa 12 oder #12.
desk-merge-look = Ansehen, was daraus wird
desk-merge-leads = „{ $title }“ bleibt und führt; dieser hier führt dorthin.
desk-merge-people = { $theirs ->
    [one] Eine Person will
   *[other] { $theirs } Personen wollen
} diesen, { $ours } den anderen. Zusammen sind es { $together }: Jede Person zählt einmal.
desk-merge-comments = { $comments ->
    [0] Er hat keine Kommentare.
    [one] Ein Kommentar steht dann dort.
   *[other] { $comments } Kommentare stehen dann dort.
}
desk-merge-undo = Du kannst beide jederzeit wieder trennen; dann ist alles wie vorher.
desk-merge-along = { $along ->
    [one] Ein Vorschlag, der mit ihm zusammengelegt war, kommt mit.
   *[other] { $along } Vorschläge, die mit ihm zusammengelegt waren, kommen mit.
} Du kannst beide jederzeit wieder trennen.
desk-merge-do = Zusammenlegen
desk-merged = Zusammengelegt. Unter „Für das Team“ kannst du beide wieder trennen.
desk-unmerge = Wieder trennen
desk-unmerge-from = Er ist mit „{ $title }“ zusammengelegt.
desk-unmerge-told = { $people ->
    [0] Niemand, der ihn will,
    [one] Eine Person, die ihn will,
   *[other] { $people } Personen, die ihn wollen,
} und { $comments ->
    [0] kein Kommentar
    [one] ein Kommentar
   *[other] { $comments } Kommentare
} gehen mit zurück; wer beide will, zählt bei beiden.
desk-unmerge-do = Trennen
desk-unmerged = Er steht wieder für sich.
desk-no-target = Einen solchen Vorschlag zum Zusammenlegen gibt es nicht.
desk-into-itself = Das ist derselbe Vorschlag. Nenne den, der bleibt.
desk-merged-already = Das ist schon zusammengelegt. Trenne es zuerst.
desk-not-merged = Das ist mit keinem anderen zusammengelegt.
desk-removed-first = Das wurde entfernt. Hole es zuerst zurück.
desk-board-narrower = Den Bereich { $board } sehen weniger Leute als den des anderen. Verschiebe diesen Vorschlag zuerst in einen ebenso offenen.
desk-merged-here = Hiermit zusammengelegt
desk-comment-from = gesagt zu „{ $title }“
# Diese setzen einen Satz fort, der mit einem Namen beginnt.
desk-note-merged = hat „{ $title }“ hiermit zusammengelegt
desk-note-merged-other = hat einen anderen Vorschlag hiermit zusammengelegt
desk-note-unmerged = hat „{ $title }“ wieder hiervon getrennt
desk-note-unmerged-other = hat einen anderen Vorschlag wieder hiervon getrennt
