//! Breakers: of kinds of jobs, and of hosts that are called. While one is open, nobody tries.
use super::model::{Breaker, CRASH_MINUTES, Gate};
use super::store;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;

fn load(conn: &mut Conn, name: &str) -> Result<Breaker> {
    Ok(store::kind(conn, name)?.map_or_else(Breaker::default, |row| row.breaker()))
}

/// Keeps a breaker if it changed, and notes when it opens or closes.
fn keep(tx: &mut Tx<'_>, name: &str, before: &Breaker, after: &Breaker, now: Time) -> Result<()> {
    if before == after {
        return Ok(());
    }
    store::keep_breaker(tx, name, after)?;
    match (before.open_until, after.open_until) {
        (was, Some(until)) if was != Some(until) => {
            tracing::warn!(kind = name, %until, "too much went wrong: a breaker opened");
            store::note(tx, None, name, "opened", &until.to_string(), None, now)?;
        }
        (Some(_), None) => store::note(tx, None, name, "closed", "", None, now)?,
        _ => {}
    }
    Ok(())
}

pub(super) fn well(tx: &mut Tx<'_>, name: &str, now: Time) -> Result<()> {
    let before = load(tx, name)?;
    let mut after = before.clone();
    after.well(now);
    keep(tx, name, &before, &after, now)
}

pub(super) fn failed(tx: &mut Tx<'_>, name: &str, pause_s: i64, now: Time) -> Result<()> {
    let before = load(tx, name)?;
    let mut after = before.clone();
    after.failed(pause_s, now);
    keep(tx, name, &before, &after, now)
}

pub(super) fn crashed(tx: &mut Tx<'_>, name: &str, pause_s: i64, now: Time) -> Result<()> {
    let known = store::kind(tx, name)?;
    let since = now.plus_seconds(-60 * CRASH_MINUTES);
    let since = known.as_ref().map_or(since, |row| row.since_at.max(since));
    let killers = store::killers(tx, name, since)?;
    let before = known.map_or_else(Breaker::default, |row| row.breaker());
    let mut after = before.clone();
    after.crashed(killers, pause_s, now);
    keep(tx, name, &before, &after, now)?;
    Ok(store::kind_crashed(tx, name, now)?)
}

/// The name under which a host's breaker is kept.
fn of_host(host: &str) -> String {
    format!("host:{}", host.to_ascii_lowercase())
}

/// Seconds for which a host's breaker opens at first.
const HOST_PAUSE: i64 = 60;

/// Whether a host may be called now; if not, from when on one may try again. After a pause everyone may try: the first
/// to fail opens it again, for longer.
///
/// # Errors
/// Those of the database.
pub fn host_rests(conn: &mut Conn, host: &str, now: Time) -> Result<Option<Time>> {
    let breaker = load(conn, &of_host(host))?;
    Ok(match breaker.gate(now) {
        Gate::Open => breaker.open_until,
        Gate::Closed | Gate::HalfOpen => None,
    })
}

/// Notes that a host answered as it should, or at least was there to answer.
///
/// # Errors
/// Those of the database.
pub fn host_well(tx: &mut Tx<'_>, host: &str, now: Time) -> Result<()> {
    well(tx, &of_host(host), now)
}

/// Notes that a host did not answer, or not in a way that promises anything.
///
/// # Errors
/// Those of the database.
pub fn host_failed(tx: &mut Tx<'_>, host: &str, now: Time) -> Result<()> {
    failed(tx, &of_host(host), HOST_PAUSE, now)
}
