# Die Seite betreiben: was das Programm darüber sagt.
standing-active = Mitglieder
standing-waiting = Wartend
standing-ghost = Importiert
standing-closed = Geschlossen
standing-choose = Wähle aktiv oder geschlossen.
standing-opened = Die Anmeldung ist jetzt möglich.
standing-ended = Das Konto ist geschlossen, und seine Browser sind abgemeldet.
person-role-changed = Die Rolle ist geändert.
invitation-ended = Diese Einladung gilt nicht mehr.
board-made = Der Bereich ist da.
board-changed = Der Bereich ist geändert.
