# Themen aller Arten, Kommentare, Bereiche und Listen: was das Programm über sie sagt.
sort-hot = Gefragt
sort-surging = Im Kommen
sort-top = Meiste Stimmen
sort-new = Neu
sort-discussed = Im Gespräch
sort-unanswered = Ohne Antwort
topics-discussions = Diskussionen
topics-announcements = Ankündigungen
narrowed-board = im Bereich { $value }
narrowed-status = mit dem Status { $value }
narrowed-tag = mit dem Schlagwort { $value }
narrowed-by = von { $value }
narrowed-q = mit den Worten { $value }
narrowed-field = { $field }: { $value }
list-other-place = Diese Stelle gehört zu einer anderen Liste.
board-only = In diesem Bereich { $who ->
        [staff] darf nur das Team
       *[members] dürfen nur Mitglieder
    } { $act ->
        [propose] Themen eröffnen
        [comment] kommentieren
       *[vote] abstimmen
    }.
board-choose = Wähle einen Bereich, in dem du Themen eröffnen darfst.
board-choose-audience = Wähle Gäste, Mitglieder oder Team.
board-address-taken = Ein anderer Bereich hat diese Adresse.
topic-is-here = Dein Thema ist da.
topic-changed = Geändert. Der Text davor ist unter „bearbeitet“ aufgehoben.
topic-removal-told = { $comments ->
    [0] Nur du und das Team sehen es dann noch. Du kannst es zurückholen.
    [one] Nur du und das Team sehen es und seinen Kommentar dann noch. Du kannst es zurückholen.
   *[other] Nur du und das Team sehen es und seine { $comments } Kommentare dann noch. Du kannst es zurückholen.
}
topic-removed = Entfernt. Unten kannst du es zurückholen.
topic-is-back = Es ist wieder da.
topic-not-yours = Das dürfen nur die Verfasserin oder der Verfasser und das Team ändern.
topic-final = Der Status „{ $status }“ ist endgültig: Der Text bleibt, wie er ist.
topic-staff-move = Nur das Team verschiebt Themen zwischen Bereichen.
topic-staff-restore = Das Team hat das entfernt; nur das Team kann es zurückholen.
topic-proposals-elsewhere = Mach einen Vorschlag dort, wo Vorschläge gemacht werden.
announcement-staff-only = Nur das Team kündigt etwas an.
discussion-no-board = Es gibt keinen Bereich, in dem du eine Diskussion eröffnen darfst.
tags-at-most = Verwende höchstens { $max } Schlagwörter.
tag-too-long = „{ $name }“ ist zu lang für ein Schlagwort; verwende höchstens { $max } Buchstaben oder Ziffern.
comment-empty = Schreib zuerst etwas.
comment-is-in = Dein Kommentar ist da.
comment-changed = Geändert.
comment-removed = Der Kommentar ist entfernt.
comment-removal-told = Niemand sieht seine Worte mehr; Antworten darauf bleiben.
comment-parent-gone = Der Kommentar, auf den du antwortest, ist nicht mehr bei diesem Thema.
comment-staff-official = Nur das Team antwortet offiziell.
comments-after-removal = Das wurde entfernt und nimmt keine Kommentare mehr an.
comments-closed-by-status = Kommentare sind geschlossen: Der Status ist „{ $status }“.
comments-unknown-place = Diese Stelle in den Kommentaren ist nicht bekannt. Fang noch einmal auf der ersten Seite des Themas an.
extra-app-name = Verwende 1 bis 40 Zeichen aus a–z, 0–9, - _ und . als Namen des Programms.
extra-too-large = Behalte höchstens 16 KiB.
extra-many-keys = Verwende höchstens { $max } Schlüssel auf der obersten Ebene.
extra-of-another = Die Felder von „{ $app }“ gehören jemand anderem. Verwende einen anderen Namen.
