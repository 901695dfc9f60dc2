# Was zu tun ist, wenn etwas nicht geht.
error-page-home = Zur ersten Seite
error-page-gone = Wer es geschrieben hat, oder das Team, hat es weggenommen.
error-page-not-found = Vielleicht wurde es verschoben oder entfernt, oder es war nie da.
error-page-signed-in-only = Oder es ist nur für angemeldete Leute.
error-page-look = Danach suchen
error-page-or-see-html = Oder sieh nach, <a href="{ $href }">was eine Stimme wert ist</a>.
error-page-sign-in = Lesen geht ohne Konto. Abstimmen, Schreiben und Einstellungen nicht.
error-page-make-account = Konto anlegen
error-page-forbidden = Wenn du meinst, dass du das können solltest, frag jemanden, der die Seite betreibt.
error-page-forbidden-visitor = Vielleicht geht es, wenn du angemeldet bist.
error-page-stale = Nichts wurde geändert. Öffne die Seite noch einmal, um zu sehen, wie es jetzt steht.
error-page-invalid = Nichts wurde geändert. Geh zurück; dein Text sollte noch im Formular stehen.
error-page-method = Wahrscheinlich wurde ein Formular als Seite geöffnet. Geh zurück und nimm seinen Knopf.
error-page-too-large = Nichts wurde geändert. Geh zurück und sende weniger auf einmal.
error-page-too-many = Geh danach zurück und sende es noch einmal; dein Text sollte noch im Formular stehen. Lesen geht inzwischen weiter.
error-page-no-room = Lesen geht weiter wie immer. Heb deinen Text irgendwo auf, bis wieder Platz ist.
error-page-busy = Nichts ist verloren. Lade die Seite neu, oder geh zurück und sende es noch einmal.
error-page-internal = Es liegt nicht an dir. Wenn es wieder passiert, sag denen, die die Seite betreiben, was du getan hast.
error-page-number = Fehler { $status }
