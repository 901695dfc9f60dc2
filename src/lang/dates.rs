//! Instants as people tell them, by language and time zone.
use std::cell::Cell;

use jiff::ZonedDateTime;

use super::numbers::plain;
use super::{lang, zone};
use crate::clock::Time;
use crate::say;

fn local(at: Time) -> ZonedDateTime {
    jiff::Timestamp::from_microsecond(at.micros())
        .unwrap_or(jiff::Timestamp::UNIX_EPOCH)
        .to_zoned_datetime(zone())
}

fn year(at: &ZonedDateTime) -> String {
    plain(lang(), &at.year().to_string())
}

/// The name of a month, from 1 to 12.
pub fn month(number: i8) -> String {
    super::Message::of("month", &number.to_string()).to_string()
}

/// `14 March 2026`.
pub fn date(at: Time) -> String {
    day(&local(at))
}

fn day(at: &ZonedDateTime) -> String {
    say!(
        "date-day",
        day = i32::from(at.day()),
        month = month(at.month()),
        year = year(at)
    )
    .to_string()
}

/// `14 March 2026, 09:41 UTC`.
pub fn exact(at: Time) -> String {
    let at = local(at);
    say!(
        "date-exact",
        date = day(&at),
        time = plain(lang(), &at.strftime("%H:%M").to_string()),
        zone = at.strftime("%Z").to_string()
    )
    .to_string()
}

thread_local! {
    /// When the first of the words told since [`lasting`] began will be other words, in microseconds.
    static LASTS: Cell<i64> = const { Cell::new(i64::MAX) };
}

/// Runs `f`; until when everything that it told with [`ago`] stays as it is.
pub fn lasting<T>(f: impl FnOnce() -> T) -> (T, Time) {
    LASTS.set(i64::MAX);
    let done = f();
    (done, Time::from_micros(LASTS.get()))
}

/// When [`ago`] will say something else.
fn changes(at: Time, now: Time) -> i64 {
    const SECOND: i64 = 1_000_000;
    let past = now.micros() - at.micros();
    let steps = |unit: i64| at.micros() + (past / (unit * SECOND) + 1) * unit * SECOND;
    match past / SECOND {
        i64::MIN..=-60 => at.micros() - 60 * SECOND + 1,
        -59..60 => at.micros() + 60 * SECOND,
        60..3600 => steps(60),
        3600..86_400 => steps(3600),
        86_400..2_592_000 => steps(86_400),
        // A year ends somewhere; nobody minds one page made anew each day.
        _ => now.micros() + 86_400 * SECOND,
    }
}

/// As seen at `now`: `5 minutes ago`, `yesterday`, `14 March`.
pub fn ago(at: Time, now: Time) -> String {
    LASTS.set(LASTS.get().min(changes(at, now)));
    let seconds = (now.micros() - at.micros()) / 1_000_000;
    match seconds {
        i64::MIN..=-60 => say!("date-on", date = date(at)),
        -59..60 => say!("date-just-now"),
        60..3600 => say!("date-minutes-ago", n = seconds / 60),
        3600..86_400 => say!("date-hours-ago", n = seconds / 3600),
        86_400..172_800 => say!("date-yesterday"),
        172_800..2_592_000 => say!("date-days-ago", n = seconds / 86_400),
        _ => {
            let (at, now) = (local(at), local(now));
            match at.year() == now.year() {
                true => say!(
                    "date-this-year",
                    day = i32::from(at.day()),
                    month = month(at.month())
                ),
                false => return day(&at),
            }
        }
    }
    .to_string()
}
