//! What is told to people, in their language: messages by id from Fluent catalogues, numbers and dates by locale.
//!
//! A [`Message`] names what to say and carries its values; the words come from `locales/<language>/*.ftl` when it is
//! shown. Templates say `{{ "vote-in" | t }}`; Rust says `say!("vote-in")`. Whoever shows a page does so inside
//! [`speaking`], which holds the language and the time zone for everything that is written meanwhile. Outside of it,
//! as in the API and the log, English is spoken and UTC is the time.
use std::cell::RefCell;

use jiff::tz::TimeZone;

mod catalogue;
mod dates;
mod message;
mod numbers;

pub use catalogue::{ids, markup, missing, term};
pub use dates::{ago, date, exact, lasting, month};
pub use message::{Message, Value};
pub use numbers::number;

/// Says something by its id: `say!("use-characters", min = 4, max = 150)`.
#[macro_export]
macro_rules! say {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::lang::Message::new($id)$(.with(stringify!($name), $value))*
    };
}

/// A language the whole site speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// German.
    De,
    /// Arabic, written from right to left.
    Ar,
}

impl Lang {
    /// Every one of them.
    pub const ALL: [Self; 3] = [Self::En, Self::De, Self::Ar];

    /// Its BCP 47 tag: `en`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Ar => "ar",
        }
    }
    /// What it calls itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Ar => "العربية",
        }
    }
    /// Which way it is written, as HTML says it.
    pub const fn dir(self) -> &'static str {
        match self {
            Self::En | Self::De => "ltr",
            Self::Ar => "rtl",
        }
    }
    /// The one with this tag, whatever its region: `de-AT` is German.
    pub fn tagged(tag: &str) -> Option<Self> {
        let main = tag.trim().split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|lang| lang.tag().eq_ignore_ascii_case(main))
    }
    /// The one that `Accept-Language` prefers among ours (RFC 9110 §12.5.4).
    pub fn preferred(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for part in header.split(',').take(20) {
            let mut parts = part.split(';');
            let Some(lang) = parts.next().and_then(Self::tagged) else {
                continue;
            };
            let weight = parts
                .find_map(|p| p.trim().strip_prefix("q=")?.parse().ok())
                .unwrap_or(1.0);
            if weight > 0.0 && best.is_none_or(|(_, w)| weight > w) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }
}

/// How someone is spoken to.
#[derive(Clone, Debug)]
pub struct Manner {
    /// In which language.
    pub lang: Lang,
    /// By whose clock.
    pub zone: TimeZone,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            zone: TimeZone::UTC,
        }
    }
}

thread_local!(static NOW: RefCell<Manner> = RefCell::default());

/// Runs `f` and has everything that it shows said in this manner.
pub fn speaking<T>(manner: &Manner, f: impl FnOnce() -> T) -> T {
    /// Puts the manner before back, also when `f` panics.
    struct Back(Option<Manner>);
    impl Drop for Back {
        fn drop(&mut self) {
            if let Some(before) = self.0.take() {
                NOW.with(|now| now.replace(before));
            }
        }
    }
    let _back = Back(Some(NOW.with(|now| now.replace(manner.clone()))));
    f()
}

/// The language spoken now.
pub fn lang() -> Lang {
    NOW.with(|now| now.borrow().lang)
}

/// The time zone spoken of now.
pub fn zone() -> TimeZone {
    NOW.with(|now| now.borrow().zone.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Time;

    fn in_lang<T>(lang: Lang, f: impl FnOnce() -> T) -> T {
        let manner = Manner {
            lang,
            ..Manner::default()
        };
        speaking(&manner, f)
    }

    #[test]
    fn the_language_asked_for_most_is_spoken() {
        assert_eq!(Lang::preferred("fr, de-AT;q=0.8, en;q=0.5"), Some(Lang::De));
        assert_eq!(Lang::preferred("ar"), Some(Lang::Ar));
        assert_eq!(Lang::preferred("de;q=0, fr"), None);
        assert_eq!(Lang::preferred(""), None);
    }

    #[test]
    fn numbers_are_written_as_people_write_them() {
        assert_eq!(number(1_204), "1,204");
        assert_eq!(in_lang(Lang::De, || number(1_234_567)), "1.234.567");
        assert_eq!(in_lang(Lang::Ar, || number(-1_204)), "\u{2212}١٬٢٠٤");
    }

    #[test]
    fn dates_are_told_by_language_and_zone() {
        let at = Time::parse("2026-03-14T23:41:00Z").expect("a time");
        assert_eq!(exact(at), "14 March 2026, 23:41 UTC");
        let manner = Manner {
            lang: Lang::De,
            zone: TimeZone::get("Europe/Berlin").expect("a zone"),
        };
        assert_eq!(speaking(&manner, || exact(at)), "15. März 2026, 00:41 CET");
        assert_eq!(in_lang(Lang::Ar, || date(at)), "١٤ مارس ٢٠٢٦");
    }

    #[test]
    fn times_are_told_as_people_say_them() {
        let now = Time::parse("2026-03-14T12:00:00Z").expect("a time");
        for (seconds, told) in [
            (3, "just now"),
            (61, "1 minute ago"),
            (7300, "2 hours ago"),
            (90_000, "yesterday"),
            (86_400 * 5, "5 days ago"),
            (86_400 * 40, "2 February"),
            (86_400 * 400, "7 February 2025"),
        ] {
            assert_eq!(super::ago(now.plus_seconds(-seconds), now), told);
        }
    }

    #[test]
    fn how_long_ago_follows_the_plural_rules() {
        let now = Time::parse("2026-03-14T12:00:00Z").expect("a time");
        assert_eq!(ago(now.plus_seconds(-60), now), "1 minute ago");
        assert_eq!(ago(now.plus_seconds(-7200), now), "2 hours ago");
        assert_eq!(
            in_lang(Lang::Ar, || ago(now.plus_days(-3), now)),
            "قبل ٣ أيام"
        );
        assert_eq!(
            in_lang(Lang::De, || ago(now.plus_days(-3), now)),
            "vor 3 Tagen"
        );
    }

    #[test]
    fn what_was_spoken_before_is_spoken_again() {
        in_lang(Lang::De, || {
            in_lang(Lang::Ar, || assert_eq!(lang(), Lang::Ar));
            assert_eq!(lang(), Lang::De);
        });
        assert_eq!(lang(), Lang::En);
    }
}
