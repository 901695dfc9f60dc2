//! Saved and failed searches.
use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{failed_searches, saved_searches};
use crate::db::{Conn, Tx, on_each};
use crate::id::{PersonId, SearchId};
use crate::search::saved::Saved;

pub fn saved(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Saved>> {
    saved_searches::table
        .filter(saved_searches::person_id.eq(person.get()))
        .order(saved_searches::id)
        .select(Saved::as_select())
        .load(conn)
}

pub fn saved_one(conn: &mut Conn, id: SearchId) -> QueryResult<Option<Saved>> {
    saved_searches::table
        .find(id.get())
        .select(Saved::as_select())
        .first(conn)
        .optional()
}

pub fn saved_by_key(conn: &mut Conn, key: &str) -> QueryResult<Option<Saved>> {
    saved_searches::table
        .filter(saved_searches::feed_key.eq(key))
        .select(Saved::as_select())
        .first(conn)
        .optional()
}

pub fn insert_saved(
    tx: &mut Tx<'_>,
    person: PersonId,
    name: &str,
    query: &str,
    what: &str,
    feed_key: &str,
    now: Time,
) -> QueryResult<SearchId> {
    diesel::insert_into(saved_searches::table)
        .values((
            saved_searches::person_id.eq(person.get()),
            saved_searches::name.eq(name),
            saved_searches::query.eq(query),
            saved_searches::what.eq(what),
            saved_searches::created_at.eq(now.micros()),
            saved_searches::feed_key.eq(feed_key),
        ))
        .returning(saved_searches::id)
        .get_result::<i64>(&mut **tx)
        .map(SearchId::new)
}

pub fn rename_saved(tx: &mut Tx<'_>, id: SearchId, name: &str) -> QueryResult<()> {
    diesel::update(saved_searches::table.find(id.get()))
        .set(saved_searches::name.eq(name))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_saved(tx: &mut Tx<'_>, id: SearchId) -> QueryResult<()> {
    diesel::delete(saved_searches::table.find(id.get()))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_saved_of(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    diesel::delete(saved_searches::table.filter(saved_searches::person_id.eq(person.get())))
        .execute(&mut **tx)
        .map(drop)
}

/// Counts a search that found nothing.
pub fn note_failed(tx: &mut Tx<'_>, folded: &str, words: &str, now: Time) -> QueryResult<()> {
    let row = (
        failed_searches::folded.eq(folded),
        failed_searches::words.eq(words),
        failed_searches::times.eq(1_i64),
        failed_searches::first_at.eq(now.micros()),
        failed_searches::last_at.eq(now.micros()),
    );
    on_each!(tx, |c| diesel::insert_into(failed_searches::table)
        .values(row)
        .on_conflict(failed_searches::folded)
        .do_update()
        .set((
            failed_searches::times.eq(failed_searches::times + 1),
            failed_searches::last_at.eq(now.micros()),
        ))
        .execute(c))
    .map(drop)
}

pub fn failed_count(conn: &mut Conn) -> QueryResult<i64> {
    failed_searches::table.count().get_result(conn)
}

/// The one that was asked least, and longest ago.
pub fn drop_faintest(tx: &mut Tx<'_>) -> QueryResult<()> {
    let faintest: Option<String> = failed_searches::table
        .order((failed_searches::times, failed_searches::last_at))
        .select(failed_searches::folded)
        .first(&mut **tx)
        .optional()?;
    match faintest {
        Some(folded) => diesel::delete(failed_searches::table.find(folded))
            .execute(&mut **tx)
            .map(drop),
        None => Ok(()),
    }
}

pub fn drop_failed(tx: &mut Tx<'_>, folded: &str) -> QueryResult<()> {
    diesel::delete(failed_searches::table.find(folded))
        .execute(&mut **tx)
        .map(drop)
}

type FailedRow = (String, String, i64, Time, Time);

/// Most asked first.
pub fn failed(conn: &mut Conn, limit: i64) -> QueryResult<Vec<FailedRow>> {
    failed_searches::table
        .order((
            failed_searches::times.desc(),
            failed_searches::last_at.desc(),
        ))
        .limit(limit)
        .select((
            failed_searches::folded,
            failed_searches::words,
            failed_searches::times,
            failed_searches::first_at,
            failed_searches::last_at,
        ))
        .load(conn)
}
