# Dates and times.
date-day = { $day } { $month } { $year }
date-this-year = { $day } { $month }
date-exact = { $date }, { $time } { $zone }
date-on = on { $date }
date-just-now = just now
date-yesterday = yesterday
date-minutes-ago = { $n ->
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
date-hours-ago = { $n ->
    [one] { $n } hour ago
   *[other] { $n } hours ago
}
date-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
