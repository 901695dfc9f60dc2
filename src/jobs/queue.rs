//! What can be done with jobs, each in one transaction. The rules are the model's.
use super::breaker;
use super::kind::{Kind, Kinds, New, Spacing};
use super::model::{Ended, Gate, Lane, State};
use super::store;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::{JobId, PersonId, WorkerId};
use crate::say;

pub use super::store::Row;

/// Characters of an error that are kept.
const TOLD: usize = 500;

/// Puts a job into the queue, in the transaction of the act that it follows from. Nothing when one with the same key
/// waits already.
///
/// # Errors
/// Those of the database.
pub fn enqueue(tx: &mut Tx<'_>, new: &New, now: Time) -> Result<Option<JobId>> {
    Ok(store::insert(tx, new, now)?)
}

/// A job, whatever became of it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: JobId) -> Result<Row> {
    store::find(conn, id)?.ok_or(Error::NotFound("job"))
}

/// Jobs, youngest first.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Conn,
    states: &[State],
    kind: Option<&str>,
    before: Option<JobId>,
    limit: i64,
) -> Result<Vec<Row>> {
    Ok(store::list(conn, states, kind, before, limit)?)
}

/// How often each of these jobs was completed; those that never were are left out.
///
/// # Errors
/// Those of the database.
pub fn completions(conn: &mut Conn, ids: &[JobId]) -> Result<Vec<(JobId, i64)>> {
    let all = store::completions(conn, ids)?;
    Ok(all
        .into_iter()
        .filter_map(|(id, n)| Some((JobId::new(id?), n)))
        .collect())
}

/// Which kinds may start now.
pub(super) struct Gates {
    /// As usual.
    pub closed: Vec<&'static str>,
    /// One of them, in the probe lane; none of them runs.
    pub half: Vec<&'static str>,
    /// Killed a worker within the last day.
    pub crashed: Vec<&'static str>,
}

/// How the breakers of all kinds stand.
pub(super) fn gates(conn: &mut Conn, kinds: &Kinds, now: Time) -> Result<Gates> {
    let names: Vec<&'static str> = kinds.0.iter().map(|kind| kind.name).collect();
    let known = store::kinds(conn, &names)?;
    let of = |name: &str| known.iter().find(|row| row.name == name);
    let gate = |name: &&str| of(name).map_or(Gate::Closed, |row| row.breaker().gate(now));
    let mut half: Vec<_> = names
        .iter()
        .copied()
        .filter(|name| gate(name) == Gate::HalfOpen)
        .collect();
    if !half.is_empty() {
        let busy = store::running_kinds(conn)?;
        half.retain(|name| !busy.iter().any(|kind| kind == name));
    }
    let day_ago = now.plus_days(-1);
    Ok(Gates {
        closed: names
            .iter()
            .copied()
            .filter(|name| gate(name) == Gate::Closed)
            .collect(),
        half,
        crashed: known
            .iter()
            .filter(|row| row.crashed_at.is_some_and(|at| at > day_ago))
            .filter_map(|row| names.iter().copied().find(|name| *name == row.name))
            .collect(),
    })
}

/// Whether a lane has something to do.
pub(super) fn any_waiting(conn: &mut Conn, kinds: &Kinds, lane: Lane, now: Time) -> Result<bool> {
    let gates = gates(conn, kinds, now)?;
    Ok(store::any_waiting(
        conn,
        lane,
        &gates.closed,
        &gates.half,
        now,
    )?)
}

/// Who takes jobs.
#[derive(Clone, Copy, Debug)]
pub struct Taker {
    /// The worker.
    pub worker: WorkerId,
    /// Its lane.
    pub lane: Lane,
    /// Seconds for which a job is its own without a sign of life.
    pub lease_s: i64,
    /// In safe mode: kinds that killed nobody first.
    pub careful: bool,
}

/// Takes up to `n` jobs. Once this is committed their attempts are counted, whatever happens to the worker.
///
/// # Errors
/// Those of the database.
pub fn claim(tx: &mut Tx<'_>, kinds: &Kinds, by: Taker, n: i64, now: Time) -> Result<Vec<Row>> {
    let gates = gates(tx, kinds, now)?;
    let ids = match by.lane {
        Lane::Probe => store::next_probe(tx, &gates.closed, &gates.half, now)?,
        Lane::Main => {
            let calm: Vec<_> = gates
                .closed
                .iter()
                .copied()
                .filter(|name| !by.careful || !gates.crashed.contains(name))
                .collect();
            let first = store::next_main(tx, &calm, n, now)?;
            match by.careful && first.is_empty() {
                true => store::next_main(tx, &gates.closed, n, now)?,
                false => first,
            }
        }
    };
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    store::take(tx, &ids, by.worker, now.plus_seconds(by.lease_s), now)?;
    let mut taken = store::held(tx, by.worker)?;
    taken.retain(|row| ids.contains(&row.id));
    Ok(taken)
}

/// A worker's sign of life. Returns what is still its own; what is missing was cancelled, or given to someone else.
///
/// # Errors
/// Those of the database.
pub fn heartbeat(tx: &mut Tx<'_>, by: Taker, now: Time) -> Result<Vec<(JobId, i64)>> {
    store::worker_seen(tx, by.worker, i64::from(std::process::id()), now)?;
    store::extend(tx, by.worker, now.plus_seconds(by.lease_s))?;
    let held = store::held(tx, by.worker)?;
    Ok(held.iter().map(|row| (row.id, row.lease_epoch)).collect())
}

/// Whether a run is still this job's, and of use.
pub(super) fn still_wanted(conn: &mut Conn, id: JobId, epoch: i64, now: Time) -> Result<()> {
    let row = find(conn, id)?;
    let ours = row.state == State::Running && row.lease_epoch == epoch;
    if !ours || row.deadline_at.is_some_and(|at| at <= now) {
        return Err(Error::Conflict(say!("job-not-wanted")));
    }
    Ok(())
}

fn settings_of(kinds: &Kinds, name: &str) -> (Spacing, i64, bool) {
    let of = |kind: &Kind| (kind.spacing, kind.pause_s, kind.every_s.is_some());
    kinds.named(name).map_or((Spacing::Doubling, 60, false), of)
}

/// What a run came to.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// How it ended.
    pub ended: Ended,
    /// The error, for staff.
    pub error: Option<String>,
    /// Between -1 and 1.
    pub jitter: f64,
}

/// Notes how the run of this epoch ended. `false`, and nothing changed: the job is not that run's any more.
///
/// # Errors
/// Those of the database.
pub fn settle(
    tx: &mut Tx<'_>,
    kinds: &Kinds,
    id: JobId,
    epoch: i64,
    outcome: &Outcome,
    now: Time,
) -> Result<bool> {
    match store::find(tx, id)? {
        Some(row) if row.state == State::Running && row.lease_epoch == epoch => {
            apply(tx, kinds, &row, outcome, None, now)
        }
        _ => Ok(false),
    }
}

fn apply(
    tx: &mut Tx<'_>,
    kinds: &Kinds,
    row: &Row,
    outcome: &Outcome,
    signal: Option<&str>,
    now: Time,
) -> Result<bool> {
    let (spacing, pause_s, repeats) = settings_of(kinds, &row.kind);
    let after = row
        .standing()
        .after(outcome.ended, spacing, now, outcome.jitter);
    let error: Option<String> = outcome
        .error
        .as_ref()
        .map(|error| error.chars().take(TOLD).collect());
    if !store::leave(tx, row, &after, error.as_deref(), signal, now)? {
        return Ok(false);
    }
    let what = match (outcome.ended, after.state) {
        (Ended::Done, _) => "done",
        (Ended::WorkerDied { alone: true }, _) => "crashed",
        (Ended::WorkerDied { alone: false }, _) => "suspected",
        (Ended::Lost, _) => "lost",
        (Ended::TooLate, _) => "expired",
        (Ended::Hung, _) => "hung",
        (Ended::Failed, _) => "failed",
    };
    let told = error.or(signal.map(str::to_owned)).unwrap_or_default();
    store::note(tx, Some(row.id), &row.kind, what, &told, None, now)?;
    if matches!(after.state, State::Quarantined | State::Dead) {
        store::note(
            tx,
            Some(row.id),
            &row.kind,
            after.state.text(),
            &told,
            None,
            now,
        )?;
    }
    match outcome.ended {
        Ended::Done => {
            breaker::well(tx, &row.kind, now)?;
            if repeats {
                store::kind_done(tx, &row.kind, now)?;
            }
        }
        Ended::Failed | Ended::Hung => breaker::failed(tx, &row.kind, pause_s, now)?,
        Ended::WorkerDied { alone: true } => breaker::crashed(tx, &row.kind, pause_s, now)?,
        Ended::WorkerDied { alone: false } | Ended::Lost | Ended::TooLate => {}
    }
    Ok(true)
}

/// How a worker ended, as its supervisor saw it.
#[derive(Clone, Debug, Default)]
pub struct Death {
    /// The exit code, unless a signal ended it.
    pub status: Option<i32>,
    /// The signal that ended it.
    pub signal: Option<i32>,
    /// We ended it ourselves: nobody is to blame.
    pub ours: bool,
    /// Between -1 and 1.
    pub jitter: f64,
}

/// Buries a worker: what it held goes back, or is blamed. Returns how many jobs it held.
///
/// # Errors
/// Those of the database.
pub fn bury(
    tx: &mut Tx<'_>,
    kinds: &Kinds,
    worker: WorkerId,
    death: &Death,
    now: Time,
) -> Result<usize> {
    let held = store::held(tx, worker)?;
    // In the probe lane a process runs one job and no other, ever. In the main lane one whose lease lapsed may still go
    // on in it, unseen, so that nobody there is known to be alone.
    let probe = store::worker(tx, worker)?.is_some_and(|row| row.lane == Lane::Probe.text());
    let told = match (death.signal, death.status) {
        (Some(signal), _) => format!("signal {signal}"),
        (None, status) => format!("exit {}", status.unwrap_or(-1)),
    };
    let outcome = Outcome {
        ended: match death.ours {
            true => Ended::Lost,
            false => Ended::WorkerDied {
                alone: probe && held.len() == 1,
            },
        },
        error: None,
        jitter: death.jitter,
    };
    let signal = (!death.ours).then_some(told.as_str());
    for row in &held {
        apply(tx, kinds, row, &outcome, signal, now)?;
    }
    let blamed = match death.ours {
        true => 0,
        false => held.len() as i32,
    };
    store::worker_ended(tx, worker, death.status, death.signal, blamed, now)?;
    Ok(held.len())
}

/// Looks after what nobody looks after: deadlines that passed, leases that lapsed. Returns how many of each.
///
/// # Errors
/// Those of the database.
pub fn sweep(tx: &mut Tx<'_>, kinds: &Kinds, now: Time) -> Result<(usize, usize)> {
    let lapsed = store::lapsed(tx, now)?;
    let lost = Outcome {
        ended: Ended::Lost,
        error: None,
        jitter: 0.0,
    };
    for row in &lapsed {
        apply(tx, kinds, row, &lost, None, now)?;
    }
    let overdue = store::overdue(tx, now)?;
    let late = Outcome {
        ended: Ended::TooLate,
        error: None,
        jitter: 0.0,
    };
    for row in &overdue {
        apply(tx, kinds, row, &late, None, now)?;
    }
    Ok((overdue.len(), lapsed.len()))
}

/// Whether [`sweep`] would find anything.
///
/// # Errors
/// Those of the database.
pub fn sweepable(conn: &mut Conn, now: Time) -> Result<bool> {
    Ok(!store::lapsed(conn, now)?.is_empty() || !store::overdue(conn, now)?.is_empty())
}

/// Forgets what is long over: after a week what ended as it should, after 90 days the rest.
///
/// # Errors
/// Those of the database.
pub fn forget(tx: &mut Tx<'_>, now: Time) -> Result<()> {
    let (week, quarter) = (now.plus_days(-7), now.plus_days(-90));
    store::forget_jobs(tx, &[State::Done, State::Expired, State::Cancelled], week)?;
    store::forget_jobs(tx, &[State::Dead, State::Quarantined], quarter)?;
    store::forget_events(tx, quarter)?;
    store::forget_workers(tx, week)?;
    Ok(())
}

/// Calls a job off that has not ended. Twice is once.
///
/// # Errors
/// Those of the database.
pub fn cancel(tx: &mut Tx<'_>, id: JobId, now: Time) -> Result<()> {
    let row = find(tx, id)?;
    if row.state.is_over() {
        return Ok(());
    }
    over(tx, &row, "cancelled", None, now)
}

fn over(tx: &mut Tx<'_>, row: &Row, what: &str, by: Option<PersonId>, now: Time) -> Result<()> {
    let mut after = row.standing();
    after.state = State::Cancelled;
    store::leave(tx, row, &after, None, None, now)?;
    Ok(store::note(tx, Some(row.id), &row.kind, what, "", by, now)?)
}

/// Lets a job that is over, but not done, run again. Whoever killed a worker runs alone.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when it is not over or is done.
pub fn retry(tx: &mut Tx<'_>, id: JobId, by: Option<PersonId>, now: Time) -> Result<()> {
    let row = find(tx, id)?;
    if !row.state.is_over() || row.state == State::Done {
        return Err(Error::Conflict(say!("job-not-retried")));
    }
    let mut after = row.standing();
    after.state = State::Ready;
    after.attempts = 0;
    after.run_at = now;
    after.deadline_at = None;
    after.suspect = row.suspect || row.crashes > 0;
    store::leave(tx, &row, &after, None, None, now)?;
    Ok(store::note(
        tx,
        Some(id),
        &row.kind,
        "retried",
        "",
        by,
        now,
    )?)
}

/// Gives a job up for good.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when it runs, or is over with nothing left to give up.
pub fn discard(tx: &mut Tx<'_>, id: JobId, by: Option<PersonId>, now: Time) -> Result<()> {
    let row = find(tx, id)?;
    match row.state {
        State::Ready | State::Dead | State::Quarantined => over(tx, &row, "discarded", by, now),
        State::Running | State::Done | State::Expired | State::Cancelled => {
            Err(Error::Conflict(say!("job-not-discarded")))
        }
    }
}

/// Runs a job that waits for its time as soon as there is room.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Conflict`] when it does not wait.
pub fn run_now(tx: &mut Tx<'_>, id: JobId, by: Option<PersonId>, now: Time) -> Result<()> {
    let row = find(tx, id)?;
    if store::hurry(tx, id, now)? == 0 {
        return Err(Error::Conflict(say!("job-not-waiting")));
    }
    Ok(store::note(
        tx,
        Some(id),
        &row.kind,
        "hurried",
        "",
        by,
        now,
    )?)
}

/// Closes the breaker of a kind (or of `host:…`), and forgets what went wrong until now.
///
/// # Errors
/// Those of the database.
pub fn release(tx: &mut Tx<'_>, kind: &str, by: Option<PersonId>, now: Time) -> Result<()> {
    if store::absolve(tx, kind, now)? > 0 {
        store::note(tx, None, kind, "released", "", by, now)?;
    }
    Ok(())
}

/// A worker to be: its number goes with everything it takes.
///
/// # Errors
/// Those of the database.
pub fn enlist(tx: &mut Tx<'_>, boot: &str, host: &str, lane: &str, now: Time) -> Result<WorkerId> {
    Ok(store::insert_worker(tx, boot, host, 0, lane, now)?)
}
