//! What is known about kinds of jobs, and about hosts that are called.
use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::job_kinds;
use crate::db::{Conn, Tx, on_each};
use crate::jobs::model::Breaker;

/// What is known about a kind, or a host.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = job_kinds)]
#[allow(missing_docs)]
pub struct KindRow {
    pub name: String,
    pub recent: String,
    pub trips: i32,
    pub open_until: Option<Time>,
    pub since_at: Time,
    pub crashed_at: Option<Time>,
    pub done_at: Option<Time>,
    pub next_at: Option<Time>,
}

impl KindRow {
    /// Its breaker.
    pub fn breaker(&self) -> Breaker {
        Breaker {
            recent: self.recent.clone(),
            trips: self.trips,
            open_until: self.open_until,
        }
    }
}

pub fn kind(conn: &mut Conn, name: &str) -> QueryResult<Option<KindRow>> {
    job_kinds::table
        .find(name)
        .select(KindRow::as_select())
        .first(conn)
        .optional()
}

/// Those of these kinds that anything is known about.
pub fn kinds(conn: &mut Conn, names: &[&str]) -> QueryResult<Vec<KindRow>> {
    job_kinds::table
        .filter(job_kinds::name.eq_any(names))
        .select(KindRow::as_select())
        .load(conn)
}

pub fn open_hosts(conn: &mut Conn) -> QueryResult<Vec<KindRow>> {
    job_kinds::table
        .filter(job_kinds::name.like("host:%"))
        .filter(job_kinds::open_until.is_not_null())
        .limit(100)
        .select(KindRow::as_select())
        .load(conn)
}

pub fn keep_breaker(tx: &mut Tx<'_>, name: &str, breaker: &Breaker) -> QueryResult<()> {
    let row = (
        job_kinds::recent.eq(&breaker.recent),
        job_kinds::trips.eq(breaker.trips),
        job_kinds::open_until.eq(breaker.open_until),
    );
    on_each!(tx, |c| diesel::insert_into(job_kinds::table)
        .values((
            job_kinds::name.eq(name),
            job_kinds::since_at.eq(Time::from_micros(0)),
            row
        ))
        .on_conflict(job_kinds::name)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

macro_rules! set_time {
    ($(#[$doc:meta])* $fn:ident, $column:ident) => {
        $(#[$doc])*
        pub fn $fn(tx: &mut Tx<'_>, name: &str, at: Time) -> QueryResult<()> {
            on_each!(tx, |c| diesel::insert_into(job_kinds::table)
                .values((
                    job_kinds::name.eq(name),
                    job_kinds::since_at.eq(Time::from_micros(0)),
                    job_kinds::$column.eq(Some(at)),
                ))
                .on_conflict(job_kinds::name)
                .do_update()
                .set(job_kinds::$column.eq(Some(at)))
                .execute(c))?;
            Ok(())
        }
    };
}
set_time!(
    /// When a job of a kind last killed its worker.
    kind_crashed, crashed_at
);
set_time!(
    /// When a job of a kind was last done.
    kind_done, done_at
);
set_time!(
    /// When the next of a kind that repeats is due.
    kind_next, next_at
);

/// Forgets what went wrong with a kind until now.
pub fn absolve(tx: &mut Tx<'_>, name: &str, now: Time) -> QueryResult<usize> {
    diesel::update(job_kinds::table.find(name))
        .set((
            job_kinds::recent.eq(""),
            job_kinds::trips.eq(0),
            job_kinds::open_until.eq(None::<i64>),
            job_kinds::since_at.eq(now),
        ))
        .execute(&mut **tx)
}
