# Vorschläge, Stimmen und Status: was das Programm über sie sagt.
importance-nice = wäre schön
importance-important = wichtig
importance-essential = unverzichtbar
proposal-is-here = Dein Vorschlag ist da, und du unterstützt ihn als Erstes.
proposal-is-here-unvoted = Dein Vorschlag ist da. Er beginnt ohne deine Stimme; andere können sich ihm anschließen.
proposal-no-board = Es gibt keinen Bereich, in dem du etwas vorschlagen darfst.
proposal-moved = Weitergerückt. Wer dafür ist, kann lesen, warum.
proposal-moved-note = hat den Status auf „{ $status }“ gesetzt
proposal-answered-note = hat offiziell geantwortet
proposal-next-statuses = Von hier aus geht es weiter zu: { $names }.
vote-in = Deine Stimme zählt.
vote-taken-back = Deine Stimme ist zurückgenommen.
vote-not-for-you = Vermerkt: nichts für dich.
vote-reason-long = Sag es in höchstens { $max } Zeichen; in den Kommentaren ist Platz für mehr.
vote-after-removal = Dieser Vorschlag wurde entfernt und nimmt keine Stimmen mehr an.
vote-closed-by-status = Die Abstimmung ist beendet: Der Status ist „{ $status }“.
vote-budget-empty = Du stehst gerade hinter so vielen offenen Vorschlägen, wie du kannst. Nimm eine Stimme zurück oder warte, bis über einen davon entschieden ist.
vote-budget-left = { $left ->
    [0] Du hast keine Stimme mehr für einen weiteren Vorschlag.
    [one] Du hast noch eine Stimme für andere Vorschläge.
   *[other] Du hast noch { $left } Stimmen für andere Vorschläge.
}
