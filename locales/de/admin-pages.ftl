# Die Verwaltung.
admin-nav = Verwaltung
admin-nav-settings = Einstellungen
admin-nav-people = Leute
admin-nav-invitations = Einladungen
admin-nav-boards = Bereiche
admin-role = Rolle
admin-role-guest = Gast
admin-role-member = Mitglied
admin-role-moderator = Moderation
admin-role-admin = Admin
admin-role-of = Rolle von { $name }
admin-role-set = Setzen
# Steht hinter „Setzen“.
admin-role-set-of = : Rolle von { $name }
admin-settings = Einstellungen dieser Seite
admin-settings-told = Jede wird für sich gespeichert und gilt sofort.
admin-settings-normally = Normalerweise: { $value }.

# Bereiche.
admin-boards-told = Wohin Themen gehören, und wer dort was darf.
admin-boards-all = Die Bereiche
admin-boards-none = Es gibt noch keinen. Ohne Bereich kann niemand etwas beginnen.
admin-board-title = Bereich: { $name }
admin-board-change = Bereich ändern
admin-board-change-told = Wer was darf, gilt sofort, auch für das, was schon da ist.
admin-board-change-short = Ändern
admin-board-make = Bereich anlegen
admin-board-make-it = Bereich anlegen
admin-board-name = Name
admin-board-address = Adresse
admin-board-address-hint = Der letzte Teil seiner Adresse; wird aus dem Namen gemacht, wenn du nichts angibst.
admin-board-purpose = Wofür er da ist
admin-board-place = Platz in der Liste
admin-board-place-hint = Eine Zahl; niedrigere kommen zuerst.
admin-board-who-sees = Wer sieht ihn?
admin-board-who-starts = Wer beginnt Themen?
admin-board-who-comments = Wer kommentiert?
admin-board-who-votes = Wer stimmt ab?
admin-board-see = Sehen
admin-board-start = Themen beginnen
admin-board-comment = Kommentieren
admin-board-vote = Abstimmen
admin-may-guests = Alle
admin-may-members = Mitglieder
admin-may-staff = Team
admin-only-guests = Gäste
admin-only-members = Mitglieder
admin-only-staff = Team

# Einladungen.
admin-invite = Jemanden einladen
admin-invitations-told = Ein Link lässt eine Person herein, was auch immer für neue Konten gilt.
admin-invitations-all = Frühere Links
admin-invitations-none = Noch keine.
admin-invitation-fresh = Der neue Link
admin-invitation-fresh-told = Kopiere ihn jetzt und verschicke ihn. Er wird nicht noch einmal gezeigt.
admin-invitation-as = Die Person kommt als
admin-invitation-who = Für wen ist er?
admin-invitation-who-hint = Nur für diese Liste.
admin-invitation-make = Link anlegen
admin-invitation-for = Für
admin-invitation-made = Angelegt
admin-invitation-state = Zustand
admin-invitation-anyone = Irgendwen
admin-invitation-used = benutzt
admin-invitation-expired = abgelaufen
admin-invitation-open = offen bis { $date }
admin-invitation-end = Zurücknehmen
# Stehen hinter „Zurücknehmen“.
admin-invitation-end-of = : Einladung für { $name }
admin-invitation-end-anyone = : Einladung für irgendwen

# Leute.
admin-people-told = Wer hier ist, und was sie dürfen.
admin-people-which = Welche Leute
admin-people-pages = Seiten mit Leuten
admin-people-none = Noch ist niemand hier
admin-people-none-told = Leute kommen von selbst oder auf Einladung.
admin-person-name = Name
admin-person-came = Gekommen
admin-person-no-email = keine
admin-person-let-in = Hereinlassen
admin-person-refuse = Ablehnen
admin-person-open = Wieder öffnen
admin-person-close = Schließen
admin-waiting-none = Niemand wartet
admin-waiting-told = Wenn neue Konten ein Ja vom Team brauchen, stehen hier, die darum bitten.
admin-ghosts-none = Niemand wurde übernommen
admin-ghosts-told = Hier stehen Leute, die nur aus einer Übernahme bekannt sind; sie können sich nicht anmelden.
admin-closed-none = Kein Konto ist geschlossen
admin-closed-told = Konten, die du schließt, stehen hier und lassen sich wieder öffnen.
