# Listen von Themen. Vor den ersten beiden steht eine Zahl.
lists-want = { $n ->
    [one] will das
   *[other] wollen das
}
lists-wanted = { $n ->
    [one] wollte das
   *[other] wollten das
}
lists-want-count = { $n ->
    [one] { $n } will das
   *[other] { $n } wollen das
}
lists-wanted-count = { $n ->
    [one] { $n } wollte das
   *[other] { $n } wollten das
}
lists-vote-sign-in = : { $title }. Melde dich an, um abzustimmen
# Davor steht eine Zahl.
lists-replies = { $n ->
    [one] Antwort
   *[other] Antworten
}
lists-replies-to = auf { $title }
lists-replies-count = { $n ->
    [one] { $n } Antwort
   *[other] { $n } Antworten
}
lists-last = zuletzt: { $time }
lists-narrowed = Nur das wird gezeigt
lists-widen = : auch das andere zeigen
lists-pages = Seiten
lists-from-start = Von vorn
lists-back = Zurück
