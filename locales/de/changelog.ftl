# Was gebaut wurde: Veröffentlichungen.
changelog-heading = Gebaut
changelog-told = Was gebaut wurde, wann, und wem wir es verdanken.
changelog-write = Neuigkeit schreiben
changelog-write-first = Die erste Neuigkeit schreiben
changelog-drafts = Entwürfe
changelog-draft = Entwurf
changelog-end = Hier endet die Liste.
changelog-empty = Noch ist nichts gebaut
changelog-empty-told = Sobald etwas fertig ist, das sich Leute gewünscht haben, steht es hier, mit Dank an alle, die danach gefragt haben.
changelog-older = Älteres
changelog-aside = Mehr
changelog-next = Was als Nächstes kommt
changelog-next-told = Was geplant, in Arbeit und fast da ist.
changelog-see-roadmap = Zum Fahrplan
changelog-hear = Auf dem Laufenden bleiben
changelog-feed-title = { $site }: was gebaut wurde
changelog-where = Wo du bist
changelog-wanted = { $n ->
    [one] { $n } Person wollte das
   *[other] { $n } Leute wollten das
}
changelog-more-paved = { $n ->
    [one] Ein Vorschlag
   *[other] Alle { $n } Vorschläge
}
changelog-thanks = Dank an { $who }
changelog-paves = Was damit erledigt ist
changelog-all = Alles, was gebaut wurde
changelog-only-staff = Das sieht bisher nur das Team
changelog-pave = { $n ->
    [one] Den einen offenen Vorschlag auf „Gebaut“ setzen
   *[other] Die { $n } offenen Vorschläge auf „Gebaut“ setzen
}
changelog-pave-hint = Wer sie haben wollte, erfährt davon.
changelog-publish = Veröffentlichen
changelog-edit = Bearbeiten
changelog-discard = Wegwerfen
changelog-discard-told = Der Entwurf ist dann endgültig weg. Seine Vorschläge bleiben, wie sie sind.
changelog-discard-now = Den Entwurf wegwerfen
changelog-withdraw = Wieder zum Entwurf machen
changelog-new-heading = Neuigkeit schreiben
changelog-edit-heading = Neuigkeit bearbeiten
changelog-form-told = Sie bleibt ein Entwurf, bis du sie veröffentlichst.
changelog-title = Was ist neu?
changelog-title-hint = In ein paar Worten: „Schnellere Suche, leisere Mails“.
changelog-body = Erzähl davon
changelog-body-hint = Was geht jetzt, was vorher nicht ging? Markdown ist möglich.
changelog-proposals = Welche Vorschläge sind damit erledigt?
changelog-proposals-hint = Einer je Zeile, als Nummer oder Adresse. Was nach der Nummer steht, ist nur für dich.
changelog-people = Wem gebührt Dank?
changelog-people-hint = Namen der Profile, mit Kommas dazwischen.
changelog-day = Seit wann?
changelog-day-hint = Wenn du es leer lässt, gilt der Tag der Veröffentlichung.
changelog-keep = Als Entwurf behalten
changelog-cancel = Abbrechen
changelog-draft-kept = Als Entwurf behalten. Schau noch einmal darüber und veröffentliche ihn dann.
changelog-changed = Geändert.
changelog-published = Veröffentlicht. Alle können es jetzt lesen.
changelog-withdrawn = Es ist wieder ein Entwurf. Nur das Team sieht ihn.
changelog-discarded = Der Entwurf ist weg.
changelog-title-length = Nimm 1 bis { $max } Zeichen.
changelog-title-marks = Lass Zeichen weg, die die Schreibrichtung ändern.
changelog-day-unread = Schreib den Tag als 2026-03-14.
changelog-proposal-unread = Beginn diese Zeile mit der Nummer eines Vorschlags: „{ $line }“.
changelog-too-many = Nenne höchstens { $max }.
changelog-nobody = Hier heißt niemand { $handle }.
changelog-no-proposal = Den Vorschlag { $id } gibt es nicht.
changelog-cannot-pave = „{ $title }“ kann von dort, wo er steht, nicht „gebaut“ werden. { $why }
changelog-withdraw-first = Das ist veröffentlicht. Mach es zuerst wieder zum Entwurf.
changelog-paved-in = Gebaut mit { $release }
