# Themen jeder Art.
topic-edited = bearbeitet { $time }
topic-is-removed = Das ist entfernt: Nur wer es geschrieben hat und das Team sehen es.
topic-put-back = Zurückholen
topic-imported = Von einem anderen Ort übernommen
topic-spoken-of = Erwähnt in
topic-data = Diese Seite als Daten
topic-title-says-it-all = Der Titel sagt alles.
topic-about-page = Über diese Seite
topic-become-wish = Ist ein Wunsch daraus geworden?
topic-become-wish-html = <a href="{ $href }">Schlag vor, was leichter werden soll.</a> Andere können sich dahinterstellen.

# Antworten und bearbeiten.
topic-comment = Kommentar
topic-reply-title = Antworten: { $title }
topic-reply-to-html = Antwort an <bdi>{ $name }</bdi>
topic-your-answer = Deine Antwort
topic-comment-answered = Der Kommentar, auf den du antwortest
topic-comment-edit = Kommentar bearbeiten
topic-comment-edit-title = Deinen Kommentar bearbeiten: { $title }
topic-comment-edit-hint = Markdown geht. Der Text von vorher bleibt unter „bearbeitet“ lesbar.
topic-stale-html = Jemand hat das geändert, während du geschrieben hast. <a href="{ $href }">Lies, wie es jetzt ist</a>; dein Text steht unten und ersetzt beim Speichern den anderen.
topic-edit = { $kind ->
    [proposal] Diesen Vorschlag bearbeiten
    [discussion] Diese Diskussion bearbeiten
    [announcement] Diese Ankündigung bearbeiten
   *[other] Das bearbeiten
}
topic-edit-title = Bearbeiten: { $title }
topic-edit-told = Der Text von vorher bleibt unter „bearbeitet“ lesbar.
topic-removal = { $what ->
    [topic] Dieses Thema entfernen?
    [comment] Diesen Kommentar entfernen?
   *[other] Das entfernen?
}
topic-removal-title = { $what ->
    [topic] Dieses Thema entfernen
    [comment] Diesen Kommentar entfernen
   *[other] Das entfernen
}
topic-remove-it = Entfernen
topic-keep-it = Behalten

# Was sich geändert hat.
topic-changes = Was sich geändert hat
topic-changes-title = Was sich geändert hat: { $title }
topic-changes-on = Was sich am { $date } geändert hat, { $number }
topic-changed-by = geändert von { $who }
topic-title-was-html = Der Titel war <del><bdi>{ $before }</bdi></del>.
topic-title-became-html = Der Titel war <del><bdi>{ $before }</bdi></del> und wurde zu <ins><bdi>{ $after }</bdi></ins>.
topic-lines-unchanged = { $n ->
    [one] … { $n } Zeile unverändert
   *[other] … { $n } Zeilen unverändert
}
topic-only-tags-changed = Nur Schlagwörter oder Leerzeichen haben sich geändert.
topic-nothing-changed = Nichts hat sich geändert
topic-nothing-changed-told = Der Text steht so da, wie er zuerst geschrieben wurde. Wenn er bearbeitet wird, bleibt hier lesbar, was vorher dastand.

# Diskussionen und Ankündigungen.
topic-discussions-told = Wie Leute heute arbeiten. Daraus wachsen Vorschläge.
topic-discussions-empty = Noch hat niemand etwas gesagt
topic-discussions-empty-told = In Diskussionen geht es darum, wie Leute heute arbeiten. Daraus wachsen Vorschläge.
topic-start-discussion = Diskussion beginnen
topic-start-discussion-told = Wie arbeitest du heute, und was möchtest du von anderen wissen?
topic-start-first = Die erste beginnen
topic-start-it = Beginnen
topic-search-discussions = Diskussionen durchsuchen
topic-see-all-discussions = Alle Diskussionen ansehen
topic-announcements-told = Was die zu erzählen haben, die daran bauen.
topic-announcements-link = Was die zu erzählen haben, die daran bauen
topic-announcements-empty = Noch wurde nichts angekündigt
topic-announcements-empty-told = Hier steht dann, was umgesetzt wurde und was als Nächstes kommt.
topic-announce = Etwas ankündigen
topic-announce-told = Was sich ändert, für wen, und was zu tun ist.
topic-announce-it = Ankündigen
topic-search-announcements = Ankündigungen durchsuchen
topic-see-all-announcements = Alle Ankündigungen ansehen
topic-see-proposals = Ansehen, was sich Leute wünschen
topic-nothing-fits = Hier ist nichts dergleichen, oder noch nichts.
topic-what-is-it = Was ist es?
topic-talk-back = Antworten
topic-talk-back-html = Sag <a href="{ $discussions }">in einer Diskussion</a>, was du denkst, oder <a href="{ $proposals }">wünsch dir etwas</a>.

# Schlagwörter.
topic-tags-told = Wie Leute nennen, worüber sie reden; das Häufigste zuerst.
topic-tags-empty = Noch keine Schlagwörter
topic-tags-empty-told = Schlagwörter führen zusammen, worin es um dasselbe geht. Wer etwas vorschlägt, kann bis zu fünf vergeben.
