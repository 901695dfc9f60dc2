# Die Einstellungen der Seite.
registration-open = Alle dürfen dazukommen
registration-approval = Alle dürfen fragen, das Team sagt ja
registration-invitation = Nur mit Einladung
registration-closed = Niemand darf dazukommen
setting-changed = Geändert.
setting-unknown = Diese Einstellung gibt es nicht.
setting-registration = Registrierung
setting-registration-meaning = Wer ein Konto anlegen darf.
setting-site-name = Name
setting-site-name-meaning = Der Name der Seite, in der Kopfzeile und in Titeln.
setting-site-question = Frage
setting-site-question-meaning = Die Frage ganz oben auf der Startseite.
setting-api-per-minute = API-Anfragen pro Minute
setting-api-per-minute-meaning = Für eine Adresse ohne Zugangsschlüssel oder für einen Zugangsschlüssel.
setting-writes-per-minute = Beiträge pro Minute
setting-writes-per-minute-meaning = Themen, Kommentare und Stimmen einer Person oder Adresse.
setting-sign-ins-per-minute = Anmeldungen pro Minute
setting-sign-ins-per-minute-meaning = Versuche für eine Adresse und für ein Konto.
setting-sign-ups-per-day = Registrierungen pro Tag
setting-sign-ups-per-day-meaning = Konten, die eine Adresse anlegen darf.
site-question = Was soll leichter werden?
setting-synonyms = Wörter, die dasselbe bedeuten
setting-synonyms-meaning = Gilt, wenn Ähnliches zu einem Vorschlag gesucht wird: a = b, c; mit ; zwischen den Gruppen.
