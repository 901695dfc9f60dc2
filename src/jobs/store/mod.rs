//! The SQL of jobs: one function, one statement.
use diesel::prelude::*;

use super::model::{Lane, Standing, State};
use crate::clock::Time;
use crate::db::schema::{job_events, jobs};
use crate::db::{Conn, Tx, on_each};
use crate::id::{JobId, PersonId, WorkerId};

mod kinds;
mod workers;

pub use kinds::*;
pub use workers::*;

/// A job as it is kept.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = jobs)]
#[allow(missing_docs)]
pub struct Row {
    pub id: JobId,
    pub kind: String,
    pub payload: String,
    pub priority: i32,
    pub state: State,
    pub run_at: Time,
    pub deadline_at: Option<Time>,
    pub timeout_s: i64,
    pub attempts: i32,
    pub max_attempts: i32,
    pub crashes: i32,
    pub suspect: bool,
    pub lease_owner: Option<WorkerId>,
    pub lease_epoch: i64,
    pub last_error: Option<String>,
    pub last_signal: Option<String>,
    pub origin: Option<String>,
    pub created_at: Time,
    pub started_at: Option<Time>,
    pub finished_at: Option<Time>,
}

impl Row {
    /// What the rules know of it.
    pub fn standing(&self) -> Standing {
        Standing {
            state: self.state,
            run_at: self.run_at,
            deadline_at: self.deadline_at,
            attempts: self.attempts,
            max_attempts: self.max_attempts,
            crashes: self.crashes,
            suspect: self.suspect,
        }
    }
}

pub fn insert(tx: &mut Tx<'_>, new: &super::New, now: Time) -> QueryResult<Option<JobId>> {
    let row = (
        jobs::kind.eq(new.kind.name),
        jobs::dedupe_key.eq(new.dedupe_key.as_deref()),
        jobs::payload.eq(new.payload.to_string()),
        jobs::priority.eq(new.priority),
        jobs::state.eq(State::Ready),
        jobs::run_at.eq(new.run_at.unwrap_or(now)),
        jobs::deadline_at.eq(new.deadline_at),
        jobs::timeout_s.eq(new.kind.timeout_s),
        jobs::max_attempts.eq(new.kind.max_attempts),
        jobs::origin.eq(new.origin.as_deref()),
        jobs::created_at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(jobs::table)
        .values(row)
        .on_conflict_do_nothing()
        .returning(jobs::id)
        .get_result(c)
        .optional())
}

pub fn find(conn: &mut Conn, id: JobId) -> QueryResult<Option<Row>> {
    jobs::table
        .find(id.get())
        .select(Row::as_select())
        .first(conn)
        .optional()
}

macro_rules! waiting {
    ($now:expr, $n:expr, $who:expr) => {
        jobs::table
            .filter(jobs::state.eq(State::Ready))
            .filter(jobs::run_at.le($now))
            .filter(jobs::deadline_at.is_null().or(jobs::deadline_at.gt($now)))
            .filter($who)
            .order((jobs::priority.desc(), jobs::run_at, jobs::id))
            .limit($n)
            .select(jobs::id)
    };
}
/// Two workers on PostgreSQL do not wait for each other's candidates.
macro_rules! locked {
    ($tx:expr, $query:expr) => {
        match AsMut::<Conn>::as_mut($tx) {
            Conn::Postgres(c) => $query.for_update().skip_locked().load(c),
            Conn::Sqlite(c) => $query.load(c),
        }
    };
}

/// Jobs of these kinds that the main lane may take.
pub fn next_main(tx: &mut Tx<'_>, kinds: &[&str], n: i64, now: Time) -> QueryResult<Vec<JobId>> {
    let who = jobs::suspect.eq(false).and(jobs::kind.eq_any(kinds));
    locked!(tx, waiting!(now, n, who))
}

/// The job that the probe lane may take: a suspect of one of `kinds`, or any of one of `tried`.
pub fn next_probe(
    tx: &mut Tx<'_>,
    kinds: &[&str],
    tried: &[&str],
    now: Time,
) -> QueryResult<Vec<JobId>> {
    let who = jobs::suspect
        .eq(true)
        .and(jobs::kind.eq_any(kinds))
        .or(jobs::kind.eq_any(tried));
    locked!(tx, waiting!(now, 1, who))
}

/// Whether a lane has something to do.
pub fn any_waiting(
    conn: &mut Conn,
    lane: Lane,
    kinds: &[&str],
    tried: &[&str],
    now: Time,
) -> QueryResult<bool> {
    let found: Option<JobId> = match lane {
        Lane::Main => {
            let who = jobs::suspect.eq(false).and(jobs::kind.eq_any(kinds));
            waiting!(now, 1, who).first(conn).optional()?
        }
        Lane::Probe => {
            let who = jobs::suspect
                .eq(true)
                .and(jobs::kind.eq_any(kinds))
                .or(jobs::kind.eq_any(tried));
            waiting!(now, 1, who).first(conn).optional()?
        }
    };
    Ok(found.is_some())
}

/// The kinds of which a job runs.
pub fn running_kinds(conn: &mut Conn) -> QueryResult<Vec<String>> {
    jobs::table
        .filter(jobs::state.eq(State::Running))
        .select(jobs::kind)
        .distinct()
        .load(conn)
}

pub fn take(
    tx: &mut Tx<'_>,
    ids: &[JobId],
    worker: WorkerId,
    until: Time,
    now: Time,
) -> QueryResult<usize> {
    diesel::update(
        jobs::table
            .filter(jobs::id.eq_any(ids))
            .filter(jobs::state.eq(State::Ready)),
    )
    .set((
        jobs::state.eq(State::Running),
        jobs::attempts.eq(jobs::attempts + 1),
        jobs::lease_owner.eq(Some(worker)),
        jobs::lease_epoch.eq(jobs::lease_epoch + 1),
        jobs::lease_until.eq(Some(until)),
        jobs::started_at.eq(Some(now)),
        jobs::dedupe_key.eq(None::<String>),
    ))
    .execute(&mut **tx)
}

/// What a worker holds.
pub fn held(conn: &mut Conn, worker: WorkerId) -> QueryResult<Vec<Row>> {
    jobs::table
        .filter(jobs::lease_owner.eq(worker))
        .filter(jobs::state.eq(State::Running))
        .order(jobs::id)
        .select(Row::as_select())
        .load(conn)
}

pub fn extend(tx: &mut Tx<'_>, worker: WorkerId, until: Time) -> QueryResult<usize> {
    diesel::update(
        jobs::table
            .filter(jobs::lease_owner.eq(worker))
            .filter(jobs::state.eq(State::Running)),
    )
    .set(jobs::lease_until.eq(Some(until)))
    .execute(&mut **tx)
}

/// What nobody holds any more although it runs.
pub fn lapsed(conn: &mut Conn, now: Time) -> QueryResult<Vec<Row>> {
    jobs::table
        .filter(jobs::state.eq(State::Running))
        .filter(jobs::lease_until.is_null().or(jobs::lease_until.lt(now)))
        .limit(500)
        .select(Row::as_select())
        .load(conn)
}

pub fn overdue(conn: &mut Conn, now: Time) -> QueryResult<Vec<Row>> {
    jobs::table
        .filter(jobs::state.eq(State::Ready))
        .filter(jobs::deadline_at.le(now))
        .limit(500)
        .select(Row::as_select())
        .load(conn)
}

/// What a run leaves behind, if it still is the run of this epoch; `false`: someone else decided already.
pub fn leave(
    tx: &mut Tx<'_>,
    row: &Row,
    after: &Standing,
    error: Option<&str>,
    signal: Option<&str>,
    now: Time,
) -> QueryResult<bool> {
    let changed = diesel::update(
        jobs::table
            .filter(jobs::id.eq(row.id))
            .filter(jobs::lease_epoch.eq(row.lease_epoch))
            .filter(jobs::state.eq(row.state)),
    )
    .set((
        jobs::state.eq(after.state),
        jobs::run_at.eq(after.run_at),
        jobs::attempts.eq(after.attempts),
        jobs::crashes.eq(after.crashes),
        jobs::suspect.eq(after.suspect),
        jobs::deadline_at.eq(after.deadline_at),
        jobs::lease_owner.eq(None::<i64>),
        jobs::lease_until.eq(None::<i64>),
        jobs::dedupe_key.eq(None::<String>),
        jobs::last_error.eq(error.or(row.last_error.as_deref())),
        jobs::last_signal.eq(signal.or(row.last_signal.as_deref())),
        jobs::finished_at.eq(after.state.is_over().then_some(now)),
    ))
    .execute(&mut **tx)?;
    Ok(changed == 1)
}

pub fn hurry(tx: &mut Tx<'_>, id: JobId, now: Time) -> QueryResult<usize> {
    diesel::update(
        jobs::table
            .filter(jobs::id.eq(id))
            .filter(jobs::state.eq(State::Ready)),
    )
    .set(jobs::run_at.eq(now))
    .execute(&mut **tx)
}

pub fn list(
    conn: &mut Conn,
    states: &[State],
    kind: Option<&str>,
    before: Option<JobId>,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    jobs::table
        .filter(jobs::state.eq_any(states))
        .filter(
            jobs::kind
                .eq(kind.unwrap_or_default())
                .or(kind.is_none().into_sql::<diesel::sql_types::Bool>()),
        )
        .filter(jobs::id.lt(before.map_or(i64::MAX, JobId::get)))
        .order(jobs::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)
}

/// How many there are of each kind in each state that is not over, with the time of the one that waits longest.
pub fn depths(conn: &mut Conn) -> QueryResult<Vec<(String, State, bool, i64, Option<Time>)>> {
    use diesel::dsl::{count_star, min};
    jobs::table
        .filter(jobs::state.eq_any([
            State::Ready,
            State::Running,
            State::Dead,
            State::Quarantined,
        ]))
        .group_by((jobs::kind, jobs::state, jobs::suspect))
        .select((
            jobs::kind,
            jobs::state,
            jobs::suspect,
            count_star(),
            min(jobs::run_at),
        ))
        .load(conn)
}

pub fn forget_jobs(tx: &mut Tx<'_>, states: &[State], before: Time) -> QueryResult<usize> {
    let old: Vec<JobId> = jobs::table
        .filter(jobs::state.eq_any(states))
        .filter(jobs::finished_at.lt(before))
        .limit(1000)
        .select(jobs::id)
        .load(&mut **tx)?;
    diesel::delete(jobs::table.filter(jobs::id.eq_any(old))).execute(&mut **tx)
}

pub fn forget_events(tx: &mut Tx<'_>, before: Time) -> QueryResult<usize> {
    let old: Vec<i64> = job_events::table
        .filter(job_events::at.lt(before))
        .limit(5000)
        .select(job_events::id)
        .load(&mut **tx)?;
    diesel::delete(job_events::table.filter(job_events::id.eq_any(old))).execute(&mut **tx)
}

// What happened.

/// What someone did with jobs stays; who did is told no more.
pub fn forget_person(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    diesel::update(job_events::table.filter(job_events::by_id.eq(person)))
        .set(job_events::by_id.eq(None::<PersonId>))
        .execute(&mut **tx)
        .map(drop)
}

pub fn note(
    tx: &mut Tx<'_>,
    job: Option<JobId>,
    kind: &str,
    what: &str,
    told: &str,
    by: Option<PersonId>,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(job_events::table)
        .values((
            job_events::job_id.eq(job),
            job_events::kind.eq(kind),
            job_events::at.eq(now),
            job_events::what.eq(what),
            job_events::told.eq(told),
            job_events::by_id.eq(by),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Jobs of a kind that killed their worker since then.
pub fn killers(conn: &mut Conn, kind: &str, since: Time) -> QueryResult<i64> {
    let ids: Vec<Option<i64>> = job_events::table
        .filter(job_events::kind.eq(kind))
        .filter(job_events::what.eq("crashed"))
        .filter(job_events::at.ge(since))
        .select(job_events::job_id)
        .distinct()
        .load(conn)?;
    Ok(ids.len() as i64)
}

pub fn completions(conn: &mut Conn, ids: &[JobId]) -> QueryResult<Vec<(Option<i64>, i64)>> {
    let ids: Vec<Option<i64>> = ids.iter().map(|id| Some(id.get())).collect();
    job_events::table
        .filter(job_events::job_id.eq_any(ids))
        .filter(job_events::what.eq("done"))
        .group_by(job_events::job_id)
        .select((job_events::job_id, diesel::dsl::count_star()))
        .load(conn)
}
