//! Kinds that run again and again by themselves.
use super::kind::{Kind, Kinds, New};
use super::queue;
use super::store;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;

/// Whether [`run`] would enqueue anything.
///
/// # Errors
/// Those of the database.
pub fn due(conn: &mut Conn, kinds: &Kinds, now: Time) -> Result<bool> {
    let repeated: Vec<&str> = repeated(kinds).map(|(kind, _)| kind.name).collect();
    let known = store::kinds(conn, &repeated)?;
    Ok(repeated_due(kinds, &known, now).next().is_some())
}

/// Enqueues what is due, at most one of each kind: what was missed while nothing ran is not made up for.
///
/// # Errors
/// Those of the database.
pub fn run(tx: &mut Tx<'_>, kinds: &Kinds, now: Time) -> Result<usize> {
    let repeated: Vec<&str> = repeated(kinds).map(|(kind, _)| kind.name).collect();
    let known = store::kinds(tx, &repeated)?;
    let running = store::running_kinds(tx)?;
    let mut enqueued = 0;
    for (kind, every) in repeated_due(kinds, &known, now) {
        store::kind_next(tx, kind.name, now.plus_seconds(every))?;
        if running.iter().any(|name| name == kind.name) {
            continue;
        }
        let new = New::of(kind, serde_json::json!({})).once_for("schedule");
        enqueued += usize::from(queue::enqueue(tx, &new, now)?.is_some());
    }
    Ok(enqueued)
}

fn repeated(kinds: &Kinds) -> impl Iterator<Item = (&Kind, i64)> {
    kinds
        .0
        .iter()
        .filter_map(|kind| kind.every_s.map(|every| (kind, every)))
}

fn repeated_due<'a>(
    kinds: &'a Kinds,
    known: &'a [store::KindRow],
    now: Time,
) -> impl Iterator<Item = (&'a Kind, i64)> {
    repeated(kinds).filter(move |(kind, every)| {
        let next = known
            .iter()
            .find(|row| row.name == kind.name)
            .and_then(|row| row.next_at);
        // Further away than one turn: the clock was set back.
        next.is_none_or(|at| at <= now || at > now.plus_seconds(*every))
    })
}
