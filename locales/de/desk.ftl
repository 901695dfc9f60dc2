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
desk-note-split = hat einige Kommentare nach „{ $title }“ verschoben
desk-note-split-other = hat einige Kommentare in ein anderes Thema verschoben
desk-note-split-from = hat das von „{ $title }“ abgetrennt
desk-note-split-from-other = hat das von einem anderen Thema abgetrennt
desk-note-joined = hat die abgetrennten Kommentare wieder zurückgeholt
desk-note-moved = hat das von { $from } nach { $to } verschoben
desk-note-moved-to = hat das nach { $to } verschoben
desk-note-moved-away = hat das in einen anderen Bereich verschoben
desk-note-locked = hat die Kommentare geschlossen
desk-note-locked-why = hat die Kommentare geschlossen: { $why }
desk-note-unlocked = hat die Kommentare wieder geöffnet
desk-note-closing = lässt das am { $date } schließen
desk-note-open = hat das Datum entfernt, an dem das schließt
desk-note-pinned = hat das angeheftet
desk-note-pinned-until = hat das bis { $date } angeheftet
desk-note-unpinned = hat das wieder abgenommen
desk-note-to-proposal = hat daraus einen Vorschlag gemacht
desk-note-to-discussion = hat daraus eine Diskussion gemacht
desk-note-accepted = hat eine Antwort angenommen
desk-note-unaccepted = hat die Annahme einer Antwort zurückgenommen
desk-note-plan = hat @{ $who } dies anvertraut, erwartet für { $month }
desk-note-plan-owner = hat @{ $who } dies anvertraut
desk-note-plan-month = erwartet dies für { $month }
desk-note-plan-none = hat zurückgenommen, wer dies verantwortet und wann es erwartet wird
desk-locked = Das Team hat das geschlossen: Es nimmt keine Kommentare mehr an.
desk-locked-why = Das Team hat das geschlossen: { $why }
desk-closed = Das ist zum gesetzten Datum geschlossen worden und nimmt keine Kommentare mehr an.
desk-votes-closed = Die Abstimmung endete am gesetzten Datum.
desk-closed-mark = Geschlossen für Stimmen und Kommentare
desk-closed-talk = Geschlossen für Kommentare
desk-lock = Kommentare schließen
desk-lock-do = Schließen
desk-lock-told = { $comments ->
    [0] Ab jetzt kann nur noch das Team kommentieren. Du kannst es wieder öffnen.
    [one] Der Kommentar bleibt; ab jetzt kann nur noch das Team etwas hinzufügen. Du kannst es wieder öffnen.
   *[other] Die { $comments } Kommentare bleiben; ab jetzt kann nur noch das Team etwas hinzufügen. Du kannst es wieder öffnen.
}
desk-lock-why = Warum? Das lesen alle, die kommentieren wollen.
desk-lock-done = Geschlossen. Unter „Für das Team“ kannst du es wieder öffnen.
desk-unlock = Kommentare öffnen
desk-unlock-do = Wieder öffnen
desk-unlock-told = Alle, die in diesem Bereich kommentieren dürfen, können es wieder.
desk-unlocked = Wieder offen.
desk-closing = Zu einem Datum schließen
desk-closing-do = Speichern
desk-closing-told = Danach nimmt es keine Kommentare und Stimmen mehr an. Was da ist, bleibt.
desk-closing-now = Es schließt am { $date }.
desk-closing-on = Letzter offener Tag
desk-closing-hint = In Weltzeit. Leer lassen, damit es offen bleibt.
desk-closing-none = Es bleibt offen.
desk-closes = Schließt am { $date }
desk-date-past = Wähle einen Tag, der noch nicht vorbei ist.
desk-no-date = Schreibe ein Datum wie 2026-03-14.
desk-pin = In Listen anheften
desk-pinned-change = Anheftung ändern oder abnehmen
desk-pin-do = Speichern
desk-pin-told = Es steht über der ersten Seite der Liste, wie auch immer sie sortiert ist.
desk-pin-place = Wo
desk-pin-board = In der Liste seines Bereichs
desk-pin-everywhere = In jeder Liste seiner Art
desk-pin-until = Bis
desk-pin-until-hint = Leer lassen, damit es bleibt, bis es jemand abnimmt.
desk-unpin = Abnehmen
desk-pin-done = Angeheftet.
desk-unpinned = Abgenommen.
desk-pinned = Angeheftet
desk-pinned-until = Angeheftet bis { $date }
desk-move = In einen anderen Bereich verschieben
desk-move-do = Verschieben
desk-move-told = { $comments ->
    [0] Wer jenen Bereich sehen darf, sieht es dann, sonst niemand. Du kannst es zurückschieben.
    [one] Wer jenen Bereich sehen darf, sieht es und seinen Kommentar dann, sonst niemand. Du kannst es zurückschieben.
   *[other] Wer jenen Bereich sehen darf, sieht es und seine { $comments } Kommentare dann, sonst niemand. Du kannst es zurückschieben.
}
desk-move-along = { $merged ->
    [one] Der damit zusammengelegte Vorschlag geht mit.
   *[other] Die { $merged } damit zusammengelegten Vorschläge gehen mit.
}
desk-move-to = In den Bereich
desk-moved = Verschoben.
desk-to-proposal = Zum Vorschlag machen
desk-to-proposal-told = { $comments ->
    [0] Die Adresse bleibt. Dann können sich Leute dahinterstellen; frühere Stimmen, falls es schon einmal ein Vorschlag war, zählen wieder. Du kannst es zurückverwandeln.
    [one] Die Adresse und der Kommentar bleiben. Dann können sich Leute dahinterstellen; frühere Stimmen, falls es schon einmal ein Vorschlag war, zählen wieder. Du kannst es zurückverwandeln.
   *[other] Die Adresse und die { $comments } Kommentare bleiben. Dann können sich Leute dahinterstellen; frühere Stimmen, falls es schon einmal ein Vorschlag war, zählen wieder. Du kannst es zurückverwandeln.
}
desk-to-discussion = Zur Diskussion machen
desk-to-discussion-told = { $people ->
    [0] Noch steht niemand dahinter.
    [one] Die Stimme einer Person wird mit dem Status beiseitegelegt.
   *[other] Die Stimmen von { $people } Personen werden mit dem Status beiseitegelegt.
} Die Adresse und die Kommentare bleiben; alles kommt zurück, wenn du es wieder zum Vorschlag machst.
desk-turn-do = So machen
desk-is-proposal = Es ist jetzt ein Vorschlag.
desk-is-discussion = Es ist jetzt eine Diskussion. Die Stimmen sind aufgehoben.
desk-no-announcement = Ankündigungen bleiben Ankündigungen.
desk-apart-first = Hiermit sind andere Vorschläge zusammengelegt. Trenne sie zuerst.
desk-split = Kommentare in ein neues Thema verschieben
desk-split-told = Was du auswählst, und alles, was darauf antwortet, zieht um. Alte Links zu diesen Kommentaren führen dorthin. Du kannst sie zurückholen.
desk-split-title = Titel des neuen Themas
desk-split-kind = Es wird
desk-split-discussion = Eine Diskussion
desk-split-proposal = Ein Vorschlag
desk-split-which = Kommentare, die umziehen
desk-split-do = Verschieben
desk-split-done = Verschoben. Unter „Für das Team“ kannst du sie zurückholen.
desk-split-words = Abgetrennt von
desk-split-nothing = Wähle mindestens einen Kommentar.
desk-split-many = Verschiebe höchstens { $max } Kommentare auf einmal.
desk-join = Dorthin zurück, wovon es abgetrennt wurde
desk-join-do = Zurückholen
desk-join-told = { $comments ->
    [0] Es geht kein Kommentar
    [one] Ein Kommentar geht
   *[other] { $comments } Kommentare gehen
} zurück nach „{ $title }“, und dieses Thema wird entfernt.
desk-joined = Wieder beisammen.
desk-not-split = Das wurde von keinem anderen Thema abgetrennt.
desk-plan = Zuständig und Monat
desk-plan-do = Speichern
desk-plan-told = Wer sich darum kümmert, und wann man damit rechnen darf. Beides sehen alle.
desk-owner = Zuständig
desk-owner-hint = Das Handle von jemandem aus dem Team; leer für niemanden.
desk-owner-of-staff = Nenne jemanden aus dem Team beim Handle.
desk-eta = Erwartet im
desk-eta-hint = Ein Monat wie 2026-03; leer für kein Versprechen.
desk-no-month = Schreibe einen Monat wie 2026-03.
desk-month = { $month } { $year }
desk-planned = Gespeichert.
desk-owned-by = Zuständig: { $who }
desk-expected = Erwartet im { $month }
desk-behalf = Für jemand anderen stimmen
desk-behalf-do = Für diese Person stimmen
desk-behalf-told = Für Leute, die in einem Brief, am Telefon oder anderswo darum gebeten haben. Ihre Stimme zählt einmal und ist als vom Team abgegeben gekennzeichnet.
desk-behalf-person = Für wen
desk-behalf-person-hint = Ein Handle, ein Name oder eine E-Mail-Adresse. Adressen werden nicht gezeigt.
desk-behalf-source = Wo sie darum gebeten hat (ein Link)
desk-behalf-asked = Wo darum gebeten wurde
desk-behalf-reason = Warum sie es braucht
desk-behalf-importance = Wie wichtig es ihr ist
desk-not-said = Nicht gesagt
desk-behalf-undo = Oder eine abgegebene Stimme zurücknehmen von
desk-behalf-undo-none = Niemandem
desk-behalf-done = Die Stimme für { $handle } zählt.
desk-behalf-undone = Diese Stimme ist zurückgenommen.
desk-behalf-counted = { $n ->
    [one] Eine dieser Stimmen hat das Team für jemanden abgegeben, der anderswo darum bat.
   *[other] { $n } dieser Stimmen hat das Team für Leute abgegeben, die anderswo darum baten.
}
desk-has-voted = { $handle } hat hier schon eine Stimme.
desk-source-address = Gib eine ganze Adresse an, die mit https:// beginnt.
desk-name-someone = Nenne jemanden: ein Handle, einen Namen oder eine E-Mail-Adresse.
desk-person-address = Das ist keine E-Mail-Adresse. Schreibe sie wie name@example.org.
desk-answer = Angenommene Antwort
desk-answer-by = Antwort von { $who }
desk-answer-see = In den Kommentaren ansehen
desk-answer-accept = Als Antwort annehmen
desk-answer-undo = Nicht die Antwort
desk-answer-accepted = Als Antwort angenommen. Daneben kannst du es zurücknehmen.
desk-answer-undone = Nicht mehr die Antwort.
desk-answered = beantwortet
desk-no-answers = Nur Kommentare zu Diskussionen können als Antwort angenommen werden.
desk-answer-not-yours = Nur wer die Diskussion begonnen hat und das Team nehmen eine Antwort an.
desk-internal = Nur für das Team
desk-note-staff-only = Nur das Team schreibt Notizen für das Team.
desk-say-internal = Das soll nur das Team sehen
desk-why-here = Warum steht das hier?
desk-rank-told = Listen sind nach Zahlen sortiert, die alle nachrechnen können. Das sind die dieses Themas.
desk-rank-supporters = Personen, die es wollen
desk-rank-weight = Ihr Gewicht
desk-rank-weight-told = Eins für jede Person; eineinhalb, wo es ihr wichtig ist, zwei, wo sie nicht darauf verzichten kann.
desk-rank-commenters = Personen, die kommentieren, außer der, die begonnen hat
desk-rank-begun = Begonnen
desk-rank-hot = Beliebt
desk-rank-hot-votes = Der Zehnerlogarithmus des Gewichts, dazu höchstens noch einmal so viel für Personen, die kommentieren, plus eins für je 22 Stunden, die es jünger ist.
desk-rank-hot-talk = Der Zehnerlogarithmus der Personen, die kommentieren, plus eins für je 22 Stunden, die es jünger ist.
desk-rank-surging = Im Kommen
desk-rank-surging-told = Jede Stimme trägt dazu bei und verblasst in einer Woche, damit ein alter Wunsch, der erwacht, nach oben kommt.
desk-rank-pinned = Es ist angeheftet: Das Team hat es über die Liste gesetzt, unabhängig von den Zahlen.
