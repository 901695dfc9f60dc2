# Die eigenen Einstellungen.
account-nav-profile = Profil
account-nav-account = Adresse und Passwort
account-nav-sessions = Browser
account-nav-tokens = API-Schlüssel
account-nav-preferences = Vorlieben
account-nav-following = Gefolgt
account-nav-ignored = Ignoriert
account-nav-searches = Suchen
account-nav-data = Deine Daten
account-email = E-Mail
account-email-hint = Niemand sonst sieht sie.
account-email-now-html = Zurzeit ist es <bdi>{ $email }</bdi>. Niemand sonst sieht sie.
account-email-none = Du hast keine angegeben.
account-new-address = Neue Adresse
account-change-address = Adresse ändern
account-your-password = Dein Passwort
account-your-password-hint = Damit niemand sonst das tun kann.
account-password = Passwort
account-password-told = Jeder andere Browser wird abgemeldet.
account-password-now = Dein jetziges Passwort
account-password-new = Neues Passwort
account-password-hint = Ein paar Wörter hintereinander sind gut: lang ist besser als seltsam.
account-change-password = Passwort ändern
account-retype = Passwörter werden nie zurückgeschickt: Gib es noch einmal ein.
account-retype-both = Passwörter werden nie zurückgeschickt: Gib sie noch einmal ein.
account-profile-told-html = Was andere von dir sehen. <a href="{ $href }">Ansehen</a>
account-handle = Kurzname
account-handle-hint = In Adressen, und wenn andere dich mit @ rufen.
account-full-name = Voller Name
account-about = Über dich
account-sessions = Wo du angemeldet bist
account-sessions-told-html = Beende, was du nicht kennst, und <a href="{ $href }">ändere dann dein Passwort</a>.
account-browser = Browser
account-browser-unknown = Unbekannter Browser
account-browser-this = dieser hier
account-signed-in = Angemeldet
account-last-seen = Zuletzt gesehen
account-sign-out-there = Dort abmelden

# Schlüssel.
account-tokens-told = Für Skripte und Programme, die in deinem Namen handeln. Wer einen hat, kann alles tun, was er erlaubt.
account-tokens-none = Du hast keinen. Um die API zu lesen, braucht es auch keinen.
account-token-fresh = Dein neuer Schlüssel
account-token-fresh-told = Kopiere ihn jetzt. Er wird nicht noch einmal gezeigt.
account-token-use-html = Sende ihn mit jeder Anfrage: <code dir="ltr">Authorization: Bearer</code>, dann der Schlüssel. <a href="{ $href }">Wie die API funktioniert</a>
account-token-name = Name
account-token-may = Darf
account-token-until = Bis
account-token-used = Zuletzt benutzt
account-token-expired = abgelaufen
account-token-for-ever = für immer
account-token-never = nie
account-token-revoke = Widerrufen
account-token-make = Schlüssel anlegen
account-token-make-it = Schlüssel anlegen
account-token-purpose = Wofür ist er?
account-token-purpose-hint = Das Programm, das ihn benutzen wird.
account-token-it-may = Er darf
account-token-works-for = Er gilt
account-token-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}
account-token-year = ein Jahr
account-token-ever = für immer, bis du ihn widerrufst

# Die Seite einer Person.
account-from-import = aus einer Übernahme bekannt
account-is-closed = Konto geschlossen
account-here-since = hier seit { $date }
account-edit-profile = Profil bearbeiten
account-no-bio-html = Du hast noch nichts über dich gesagt. <a href="{ $href }">Eine Zeile hilft anderen</a> zu wissen, wer fragt.
account-ghost = Diese Worte kamen von einem anderen Ort. Diese Person hat sich hier nie angemeldet.

# Anmelden und Konto anlegen.
account-sign-in-told = Zum Abstimmen und Schreiben. Lesen geht ohne Konto.
account-name-or-email = Name oder E-Mail
account-new-here-html = Neu hier? <a href="{ $href }">Leg ein Konto an</a>, es dauert eine Minute.
account-by-invitation = Neue Leute kommen hier auf Einladung. Bitte jemanden, der die Seite betreibt, um einen Link.
account-as-guest-html = Oder <button class="button button--small">als Gast weitermachen</button>, wo Bereiche es erlauben.
account-make = Konto anlegen
account-make-told = Ein Name, eine Adresse und ein Passwort, und du kannst abstimmen und schreiben.
account-make-approval = Jede Anfrage wird angesehen; danach kannst du dich anmelden.
account-make-mine = Mein Konto anlegen
account-ask-for = Um ein Konto bitten
account-invited = { $role ->
    [admin] Du bist als Admin eingeladen. Wähle einen Namen und ein Passwort.
    [moderator] Du bist zur Moderation eingeladen. Wähle einen Namen und ein Passwort.
    [guest] Du bist als Gast eingeladen. Wähle einen Namen und ein Passwort.
   *[member] Du bist eingeladen. Wähle einen Namen und ein Passwort.
}
account-name = Name
account-name-hint = Wie andere dich hier nennen, etwa mira oder lee-anne.
account-been-here-html = Schon einmal hier gewesen? <a href="{ $href }">Melde dich an</a>
