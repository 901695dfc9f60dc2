//! Processes that take jobs, and how they ended.
use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::job_workers;
use crate::db::{Conn, Tx};
use crate::id::WorkerId;

/// A process that takes jobs, or took them.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = job_workers)]
#[allow(missing_docs)]
pub struct WorkerRow {
    pub id: WorkerId,
    pub boot: String,
    pub host: String,
    pub pid: i64,
    pub lane: String,
    pub started_at: Time,
    pub seen_at: Time,
    pub ended_at: Option<Time>,
    pub exit_status: Option<i32>,
    pub exit_signal: Option<i32>,
    pub blamed: i32,
}

pub fn insert_worker(
    tx: &mut Tx<'_>,
    boot: &str,
    host: &str,
    pid: i64,
    lane: &str,
    now: Time,
) -> QueryResult<WorkerId> {
    diesel::insert_into(job_workers::table)
        .values((
            job_workers::boot.eq(boot),
            job_workers::host.eq(host),
            job_workers::pid.eq(pid),
            job_workers::lane.eq(lane),
            job_workers::started_at.eq(now),
            job_workers::seen_at.eq(now),
        ))
        .returning(job_workers::id)
        .get_result(&mut **tx)
}

pub fn worker_seen(tx: &mut Tx<'_>, id: WorkerId, pid: i64, now: Time) -> QueryResult<usize> {
    diesel::update(job_workers::table.find(id.get()))
        .set((job_workers::seen_at.eq(now), job_workers::pid.eq(pid)))
        .execute(&mut **tx)
}

pub fn worker(conn: &mut Conn, id: WorkerId) -> QueryResult<Option<WorkerRow>> {
    job_workers::table
        .find(id.get())
        .select(WorkerRow::as_select())
        .first(conn)
        .optional()
}

pub fn worker_ended(
    tx: &mut Tx<'_>,
    id: WorkerId,
    status: Option<i32>,
    signal: Option<i32>,
    blamed: i32,
    now: Time,
) -> QueryResult<usize> {
    diesel::update(job_workers::table.find(id.get()))
        .set((
            job_workers::ended_at.eq(Some(now)),
            job_workers::exit_status.eq(status),
            job_workers::exit_signal.eq(signal),
            job_workers::blamed.eq(blamed),
        ))
        .execute(&mut **tx)
}

/// Who was seen since then.
pub fn workers_since(conn: &mut Conn, since: Time) -> QueryResult<Vec<WorkerRow>> {
    job_workers::table
        .filter(job_workers::seen_at.ge(since))
        .order(job_workers::id.desc())
        .limit(200)
        .select(WorkerRow::as_select())
        .load(conn)
}

/// Workers that died at their work since then: not idle, not stopped by us.
pub fn deaths_since(conn: &mut Conn, since: Time) -> QueryResult<i64> {
    job_workers::table
        .filter(job_workers::ended_at.ge(since))
        .filter(job_workers::blamed.ge(1))
        .count()
        .get_result(conn)
}

pub fn forget_workers(tx: &mut Tx<'_>, before: Time) -> QueryResult<usize> {
    diesel::delete(job_workers::table.filter(job_workers::seen_at.lt(before))).execute(&mut **tx)
}
