# Daten und Zeiten.
date-day = { $day }. { $month } { $year }
date-this-year = { $day }. { $month }
date-exact = { $date }, { $time } { $zone }
date-on = am { $date }
date-just-now = gerade eben
date-yesterday = gestern
date-minutes-ago = { $n ->
    [one] vor { $n } Minute
   *[other] vor { $n } Minuten
}
date-hours-ago = { $n ->
    [one] vor { $n } Stunde
   *[other] vor { $n } Stunden
}
date-days-ago = { $n ->
    [one] vor { $n } Tag
   *[other] vor { $n } Tagen
}
month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
