//! SQL for pictures, and nothing else.
use diesel::prelude::*;

use super::model::{Image, Used};
use crate::clock::Time;
use crate::db::schema::{images, people};
use crate::db::{Conn, Tx};
use crate::id::PersonId;

pub fn find(conn: &mut Conn, key: &str) -> QueryResult<Option<Image>> {
    images::table
        .find(key)
        .select(Image::as_select())
        .first(conn)
        .optional()
}

pub fn sizes(conn: &mut Conn, keys: &[String]) -> QueryResult<Vec<(String, i32, i32)>> {
    images::table
        .filter(images::key.eq_any(keys.to_vec()))
        .select((images::key, images::width, images::height))
        .load(conn)
}

pub fn of(conn: &mut Conn, owner: PersonId, limit: i64) -> QueryResult<Vec<Image>> {
    images::table
        .filter(images::owner_id.eq(owner))
        .order((images::at.desc(), images::key))
        .limit(limit)
        .select(Image::as_select())
        .load(conn)
}

pub fn joined(conn: &mut Conn, person: PersonId) -> QueryResult<Time> {
    people::table
        .find(person)
        .select(people::created_at)
        .first(conn)
}

pub fn used(conn: &mut Conn, owner: PersonId, since: Time) -> QueryResult<Used> {
    let mine = images::table.filter(images::owner_id.eq(owner));
    let today = mine.filter(images::at.gt(since)).count().get_result(conn)?;
    // Quotas bound how many rows there are.
    let sizes: Vec<i64> = mine.select(images::size).load(conn)?;
    Ok(Used {
        today,
        bytes: sizes.iter().sum(),
    })
}

pub fn insert(tx: &mut Tx<'_>, image: &Image) -> QueryResult<()> {
    diesel::insert_into(images::table)
        .values(image)
        .execute(&mut **tx)
        .map(drop)
}

pub fn note_shown(tx: &mut Tx<'_>, keys: &[String]) -> QueryResult<()> {
    diesel::update(
        images::table
            .filter(images::key.eq_any(keys.to_vec()))
            .filter(images::unused_until.is_not_null()),
    )
    .set(images::unused_until.eq(None::<Time>))
    .execute(&mut **tx)
    .map(drop)
}

pub fn note_drafted(
    tx: &mut Tx<'_>,
    owner: PersonId,
    keys: &[String],
    until: Time,
) -> QueryResult<()> {
    diesel::update(
        images::table
            .filter(images::key.eq_any(keys.to_vec()))
            .filter(images::owner_id.eq(owner))
            .filter(images::unused_until.lt(until)),
    )
    .set(images::unused_until.eq(until))
    .execute(&mut **tx)
    .map(drop)
}

pub fn unused(conn: &mut Conn, now: Time, limit: i64) -> QueryResult<Vec<(String, String)>> {
    images::table
        .filter(images::unused_until.lt(now))
        .order(images::unused_until)
        .limit(limit)
        .select((images::key, images::blob))
        .load(conn)
}

pub fn delete(tx: &mut Tx<'_>, keys: &[String]) -> QueryResult<()> {
    diesel::delete(images::table.filter(images::key.eq_any(keys.to_vec())))
        .execute(&mut **tx)
        .map(drop)
}

/// Those of these blobs that some picture still is.
pub fn named(conn: &mut Conn, blobs: &[String]) -> QueryResult<Vec<String>> {
    images::table
        .filter(images::blob.eq_any(blobs.to_vec()))
        .select(images::blob)
        .distinct()
        .load(conn)
}
