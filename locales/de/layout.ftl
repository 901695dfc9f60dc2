# Was um jede Seite herum steht.
layout-skip = Zum Inhalt springen
layout-main = Hauptmenü
layout-sign-up = Konto anlegen
layout-account = Dein Konto
layout-guest = Du bist als Gast hier.
layout-guest-more = Leg ein Konto an, um einen eigenen Namen zu behalten.
layout-profile = Dein Profil
layout-settings = Einstellungen
layout-admin = Verwaltung
layout-sign-out = Abmelden
layout-open-data = Offene Daten:
layout-language = Sprache
