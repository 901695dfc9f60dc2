//! SQL for drafts, and nothing else.
use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{drafts, stashes};
use crate::db::{Conn, Tx, on_each};
use crate::id::PersonId;

pub type Row = (String, String, i64, Time);

pub fn find(conn: &mut Conn, person: PersonId, context: &str) -> QueryResult<Option<Row>> {
    drafts::table
        .find((person, context))
        .select((
            drafts::context,
            drafts::data,
            drafts::version,
            drafts::updated_at,
        ))
        .first(conn)
        .optional()
}

/// Newest first.
pub fn of(conn: &mut Conn, person: PersonId, limit: i64) -> QueryResult<Vec<Row>> {
    drafts::table
        .filter(drafts::person_id.eq(person))
        .order((drafts::updated_at.desc(), drafts::context))
        .limit(limit)
        .select((
            drafts::context,
            drafts::data,
            drafts::version,
            drafts::updated_at,
        ))
        .load(conn)
}

pub fn put(
    tx: &mut Tx<'_>,
    person: PersonId,
    context: &str,
    data: &str,
    version: i64,
    now: Time,
) -> QueryResult<()> {
    let row = (
        drafts::person_id.eq(person),
        drafts::context.eq(context),
        drafts::data.eq(data),
        drafts::version.eq(version),
        drafts::updated_at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(drafts::table)
        .values(row)
        .on_conflict((drafts::person_id, drafts::context))
        .do_update()
        .set((
            drafts::data.eq(data),
            drafts::version.eq(version),
            drafts::updated_at.eq(now),
        ))
        .execute(c))
    .map(drop)
}

pub fn delete(tx: &mut Tx<'_>, person: PersonId, context: &str) -> QueryResult<usize> {
    diesel::delete(drafts::table.find((person, context))).execute(&mut **tx)
}

pub fn delete_older(tx: &mut Tx<'_>, than: Time) -> QueryResult<()> {
    diesel::delete(drafts::table.filter(drafts::updated_at.lt(than)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn insert_stash(
    tx: &mut Tx<'_>,
    hash: &str,
    context: &str,
    data: &str,
    expires: Time,
) -> QueryResult<()> {
    diesel::insert_into(stashes::table)
        .values((
            stashes::secret_hash.eq(hash),
            stashes::context.eq(context),
            stashes::data.eq(data),
            stashes::expires_at.eq(expires),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn stash(conn: &mut Conn, hash: &str, now: Time) -> QueryResult<Option<(String, String)>> {
    stashes::table
        .find(hash)
        .filter(stashes::expires_at.gt(now))
        .select((stashes::context, stashes::data))
        .first(conn)
        .optional()
}

pub fn delete_stash(tx: &mut Tx<'_>, hash: &str) -> QueryResult<()> {
    diesel::delete(stashes::table.find(hash))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_stashes(tx: &mut Tx<'_>, now: Time) -> QueryResult<()> {
    diesel::delete(stashes::table.filter(stashes::expires_at.le(now)))
        .execute(&mut **tx)
        .map(drop)
}
