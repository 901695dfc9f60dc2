//! Time as the product sees it: UTC, in microseconds, from one clock, which tests can stop.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::serialize::{self, Output, ToSql};
use diesel::sql_types::BigInt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant: microseconds since 1970 in UTC. RFC 3339 on the wire, a number in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow)]
#[diesel(sql_type = BigInt)]
pub struct Time(i64);

impl Time {
    /// The instant so many microseconds after 1970 began.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// Microseconds since 1970.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// Seconds since 1970, with their fraction.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1e6
    }
    /// The instant so many seconds later (or earlier).
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
    /// The instant so many days later (or earlier).
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days.saturating_mul(86_400))
    }
    /// Reads RFC 3339, a date (`2026-03-14`, `14-Mar-2026`) or a date with a time; no zone means UTC.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
            return Some(stamp.into());
        }
        let civil = text
            .parse::<jiff::civil::DateTime>()
            .or_else(|_| text.parse::<jiff::civil::Date>().map(Into::into))
            .or_else(|_| jiff::civil::Date::strptime("%d-%b-%Y", text).map(Into::into))
            .or_else(|_| jiff::civil::Date::strptime("%d %b %Y", text).map(Into::into))
            .ok()?;
        let stamp = jiff::tz::TimeZone::UTC.to_timestamp(civil).ok()?;
        Some(stamp.into())
    }
    fn stamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

impl std::fmt::Display for Time {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.stamp().fmt(f)
    }
}
impl From<jiff::Timestamp> for Time {
    fn from(stamp: jiff::Timestamp) -> Self {
        Self(stamp.as_microsecond())
    }
}
impl Serialize for Time {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a time in RFC 3339"))
    }
}
impl<B: Backend> FromSql<BigInt, B> for Time
where
    i64: FromSql<BigInt, B>,
{
    fn from_sql(raw: B::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(raw).map(Self)
    }
}
impl<B: Backend> ToSql<BigInt, B> for Time
where
    i64: ToSql<BigInt, B>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, B>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

/// Where "now" comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The computer's clock.
    #[default]
    System,
    /// A clock that moves only when told to.
    Stopped(Arc<AtomicI64>),
}

impl Clock {
    /// A clock stopped at `time`.
    pub fn stopped(time: Time) -> Self {
        Self::Stopped(Arc::new(AtomicI64::new(time.0)))
    }
    /// The present instant.
    pub fn now(&self) -> Time {
        match self {
            Self::System => jiff::Timestamp::now().into(),
            Self::Stopped(at) => Time(at.load(Ordering::Relaxed)),
        }
    }
    /// Moves a stopped clock on; the computer's clock is left alone.
    pub fn advance(&self, seconds: i64) {
        if let Self::Stopped(at) = self {
            at.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_real_imports_are_read() {
        for (text, told) in [
            ("14-Mar-2001", "2001-03-14T00:00:00Z"),
            ("2014-03-11", "2014-03-11T00:00:00Z"),
            ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05+02:00", "2026-01-02T01:04:05Z"),
            ("2026-01-02 03:04:05", "2026-01-02T03:04:05Z"),
        ] {
            assert_eq!(
                Time::parse(text).map(|t| t.to_string()).as_deref(),
                Some(told)
            );
        }
        assert_eq!(Time::parse("soon"), None);
    }
}
