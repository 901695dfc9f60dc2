//! How the jobs are, told by the web process: workers that are in trouble are not asked.
use serde::Serialize;

use super::kind::Kinds;
use super::model::{Gate, State};
use super::store::{self, Row, WorkerRow};
use super::supervisor::LANE;
use super::{CANARY, queue};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;

/// Seconds after which a job that could run should have begun.
pub const LATE_S: i64 = 300;
/// Seconds within which the canary, which is sent every 60, should have come through.
pub const CANARY_S: i64 = 180;

/// How jobs are, in numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Health {
    /// Whether all is well.
    pub well: bool,
    /// What is not, one word each: `no-lane`, `late`, `canary`.
    pub wrong: Vec<&'static str>,
    /// Supervisors that showed that they live.
    pub supervisors: usize,
    /// Jobs that could run.
    pub waiting: i64,
    /// Jobs that run.
    pub running: i64,
    /// Jobs set aside because they kill their worker.
    pub quarantined: i64,
    /// Jobs that failed as often as they may.
    pub dead: i64,
    /// Seconds the oldest of those that could run has waited beyond its time.
    pub oldest_s: i64,
    /// Seconds since the canary came through.
    pub canary_s: Option<i64>,
    /// Workers that died at their work within the last minute.
    pub deaths_per_minute: i64,
}

/// How jobs are now.
///
/// # Errors
/// Those of the database.
pub fn health(conn: &mut Conn, kinds: &Kinds, lease_s: i64, now: Time) -> Result<Health> {
    let all = overview(conn, kinds, lease_s, now)?;
    let sum = |of: fn(&KindTold) -> i64| all.kinds.iter().map(of).sum::<i64>();
    let oldest_s = all
        .kinds
        .iter()
        // What rests on purpose is not late.
        .filter(|kind| kind.gate == Gate::Closed && kind.known)
        .filter_map(|kind| kind.oldest_s)
        .max()
        .unwrap_or(0);
    let mut wrong = Vec::new();
    if all.supervisors.is_empty() {
        wrong.push("no-lane");
    }
    if oldest_s > LATE_S {
        wrong.push("late");
    }
    // A supervisor that has just begun has time to send the first one.
    let settled = all
        .supervisors
        .iter()
        .any(|s| s.started_at.plus_seconds(CANARY_S) < now);
    if all.canary_s.map_or(settled, |s| s > CANARY_S && settled) {
        wrong.push("canary");
    }
    Ok(Health {
        well: wrong.is_empty(),
        wrong,
        supervisors: all.supervisors.len(),
        waiting: sum(|k| k.waiting),
        running: sum(|k| k.running),
        quarantined: sum(|k| k.quarantined),
        dead: sum(|k| k.dead),
        oldest_s,
        canary_s: all.canary_s,
        deaths_per_minute: store::deaths_since(conn, now.plus_seconds(-60))?,
    })
}

/// A kind, and how many of its jobs are where.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct KindTold {
    pub name: String,
    /// Whether this program knows how to run it.
    pub known: bool,
    pub waiting: i64,
    /// Of those that wait, the ones in the probe lane.
    pub suspects: i64,
    pub running: i64,
    pub quarantined: i64,
    pub dead: i64,
    pub oldest_s: Option<i64>,
    /// The same, of those in the probe lane.
    pub oldest_suspect_s: Option<i64>,
    pub gate: Gate,
    pub open_until: Option<Time>,
}

/// Everything staff want to see at a glance.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Overview {
    pub kinds: Vec<KindTold>,
    /// Hosts whose breaker is open.
    pub hosts: Vec<(String, Time)>,
    pub running: Vec<Row>,
    /// Quarantined and dead, youngest first.
    pub aside: Vec<Row>,
    /// Waiting, youngest first.
    pub waiting: Vec<Row>,
    pub supervisors: Vec<WorkerRow>,
    pub workers: Vec<WorkerRow>,
    pub canary_s: Option<i64>,
}

/// Rows of each list.
const ROWS: i64 = 50;

/// How jobs are, in full.
///
/// # Errors
/// Those of the database.
pub fn overview(conn: &mut Conn, kinds: &Kinds, lease_s: i64, now: Time) -> Result<Overview> {
    let mut names: Vec<String> = kinds.0.iter().map(|kind| kind.name.to_owned()).collect();
    let depths = store::depths(conn)?;
    for (name, ..) in &depths {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names.sort();
    let asked: Vec<&str> = names.iter().map(String::as_str).collect();
    let known = store::kinds(conn, &asked)?;
    let told = names.iter().map(|name| {
        let row = known.iter().find(|row| row.name == *name);
        let count = |state: State| -> i64 {
            let of = depths.iter().filter(|d| d.0 == *name && d.1 == state);
            of.map(|d| d.3).sum()
        };
        let ready = depths
            .iter()
            .filter(|d| d.0 == *name && d.1 == State::Ready);
        let oldest = |suspects: bool| {
            let of = ready.clone().filter(|d| d.2 || !suspects);
            of.filter_map(|d| d.4)
                .min()
                .filter(|at| *at <= now)
                .map(|at| (now.micros() - at.micros()) / 1_000_000)
        };
        KindTold {
            known: kinds.named(name).is_some(),
            waiting: count(State::Ready),
            suspects: ready.clone().filter(|d| d.2).map(|d| d.3).sum(),
            running: count(State::Running),
            quarantined: count(State::Quarantined),
            dead: count(State::Dead),
            oldest_s: oldest(false),
            oldest_suspect_s: oldest(true),
            gate: row.map_or(Gate::Closed, |row| row.breaker().gate(now)),
            open_until: row.and_then(|row| row.open_until),
            name: name.clone(),
        }
    });
    let kinds_told = told.collect();
    let seen = store::workers_since(conn, now.plus_seconds(-lease_s))?;
    let (supervisors, workers) = seen
        .into_iter()
        .filter(|worker| worker.ended_at.is_none())
        .partition(|worker| worker.lane == LANE);
    let canary = known.iter().find(|row| row.name == CANARY.name);
    Ok(Overview {
        kinds: kinds_told,
        hosts: store::open_hosts(conn)?
            .into_iter()
            .filter_map(|row| Some((row.name, row.open_until?)))
            .collect(),
        running: queue::list(conn, &[State::Running], None, None, ROWS)?,
        aside: queue::list(conn, &[State::Quarantined, State::Dead], None, None, ROWS)?,
        waiting: queue::list(conn, &[State::Ready], None, None, ROWS)?,
        supervisors,
        workers,
        canary_s: canary
            .and_then(|row| row.done_at)
            .map(|at| (now.micros() - at.micros()) / 1_000_000),
    })
}
