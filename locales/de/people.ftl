# Was jede Person hier hat: Einstellungen, was sie schrieb, ihre Daten, der Weg hinaus.
people-reserved = Namen, die mit „deleted-“ beginnen, sind für Menschen, die gegangen sind. Wähle einen anderen.
people-choose = Wähle etwas aus der Liste.
people-unknown-zone = Diese Zeitzone gibt es nicht. Wähle eine aus der Liste, etwa Europe/Berlin.
people-as-site = Wie die Seite
people-preferences-kept = Deine Vorlieben sind gespeichert.
people-not-password = Das ist nicht dein Passwort.
people-gone = Dein Konto ist gelöscht. Danke, dass du hier warst.
people-settings = Einstellungen
people-preferences = Vorlieben
people-data = Deine Daten
people-preferences-told = Wie die Seite für dich aussieht und mit dir spricht. Niemand sonst sieht das.
people-theme = Hell oder dunkel
people-theme-system = Wie dein Gerät
people-theme-light = Hell
people-theme-dark = Dunkel
people-density = Platz
people-density-comfortable = Bequem
people-density-compact = Dicht
people-language = Sprache
people-zone = Zeitzone
people-zone-hint = In ihr werden genaue Zeiten angezeigt.
people-landing = Wo du beginnst
people-landing-hint = Nach dem Anmelden, und wenn du dem Namen der Seite folgst.
people-landing-home = Startseite
people-landing-proposals = Vorschläge
people-landing-discussions = Diskussionen
people-landing-announcements = Ankündigungen
people-landing-following = Was ich verfolge
people-sort = Reihenfolge der Vorschläge
people-shortcuts = Tastenkürzel
people-shortcuts-hint = Einzelne Tasten tun etwas; mit ? siehst du, welche.
people-save = Speichern
people-data-told = Alles, was diese Seite über dich aufbewahrt, als eine Datei zum Behalten oder Mitnehmen.
people-data-holds = Darin sind dein Konto, deine Vorlieben, Themen, Kommentare, Stimmen mit ihren Gründen, frühere Fassungen und was du wann getan hast, jeweils als JSON. Passwörter und Tokens sind nicht dabei: Hier liegen nur ihre Fingerabdrücke.
people-data-download = Meine Daten herunterladen
people-password = Dein Passwort
people-password-hint = Damit das niemand sonst tun kann.
people-password-kept = Passwörter werden nie zurückgeschickt: Gib es noch einmal ein.
people-leave = Konto löschen
people-leave-short = Du kannst für immer gehen. Nichts wird gelöscht, bevor du gesehen hast, was geschieht.
people-leave-see = Ansehen, was geschieht
people-leave-told = Das lässt sich nicht rückgängig machen. Wenn du dein Konto löschst:
people-leave-account = Deine Adresse, dein Passwort, deine Anmeldungen, Tokens und Vorlieben werden gelöscht; deinen Namen kann niemand übernehmen.
people-leave-mentions = Was andere über dich geschrieben haben, bleibt ihres.
people-leave-first = Bevor du gehst: { $link }
people-leave-first-link = lade deine Daten herunter
people-leave-now = Mein Konto endgültig löschen
people-leave-not = Behalten
people-topics-go = { $n ->
    [one] Ein Thema, auf das niemand geantwortet hat, wird gelöscht.
   *[other] { $n } Themen, auf die niemand geantwortet hat, werden gelöscht.
}
people-topics-stay = { $n ->
    [one] Ein Thema, auf das andere geantwortet haben, bleibt, von einer „gelöschten Person“.
   *[other] { $n } Themen, auf die andere geantwortet haben, bleiben, von einer „gelöschten Person“.
}
people-comments-go = { $n ->
    [one] Ein Kommentar ohne Antwort wird gelöscht.
   *[other] { $n } Kommentare ohne Antwort werden gelöscht.
}
people-comments-stay = { $n ->
    [one] Ein Kommentar mit Antworten anderer bleibt, von einer „gelöschten Person“.
   *[other] { $n } Kommentare mit Antworten anderer bleiben, von einer „gelöschten Person“.
}
people-votes-go = { $n ->
    [one] Deine Stimme wird mit ihrem Grund zurückgenommen.
   *[other] Deine { $n } Stimmen werden mit ihren Gründen zurückgenommen.
}
people-deleted = gelöschte Person
people-tabs = Was sie schrieb
people-tab-proposals = Vorschläge
people-tab-discussions = Diskussionen
people-tab-comments = Kommentare
people-tab-votes = Stimmen
people-official = offiziell
people-vote-hidden = Ein Vorschlag, den du nicht mehr sehen darfst
people-vote-for = Das willst du
people-vote-against = Nichts für dich
people-votes-private = Nur du siehst diese Liste.
people-none-proposals = Noch keine Vorschläge.
people-none-discussions = Noch keine Diskussionen.
people-none-comments = Noch keine Kommentare.
people-none-votes = Du hast noch nicht abgestimmt.
people-list-ends = Hier endet die Liste.
people-delete-someone = { $handle } löschen
people-leave-told-admin = Das lässt sich nicht rückgängig machen. Die hier gezählten Stimmen und Worte gehören dieser Person:
people-leave-account-admin = Name, Adresse, Passwort, Anmeldungen, Tokens und Vorlieben werden gelöscht; den Namen kann niemand übernehmen.
people-reason = Warum?
people-reason-hint = Wird mit der Löschung aufbewahrt. Nenne die Person hier nicht.
people-reason-needed = Sag in höchstens 300 Zeichen, warum.
people-delete-now = Dieses Konto endgültig löschen
people-deleted-by-admin = Das Konto ist gelöscht.
people-delete = Löschen
