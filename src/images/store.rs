//! SQL for pictures, and nothing else.
use diesel::prelude::*;

use super::model::{Image, Place, Used};
use crate::clock::Time;
use crate::db::schema::{image_places, images, people};
use crate::db::{Conn, Tx};
use crate::id::{CommentId, PersonId, TopicId};

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

/// Those of these pictures that are someone's own.
pub fn owned(conn: &mut Conn, owner: PersonId, keys: &[String]) -> QueryResult<Vec<String>> {
    images::table
        .filter(images::key.eq_any(keys.to_vec()))
        .filter(images::owner_id.eq(owner))
        .select(images::key)
        .load(conn)
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

pub fn places(
    conn: &mut Conn,
    key: &str,
) -> QueryResult<Vec<(Option<TopicId>, Option<CommentId>)>> {
    image_places::table
        .filter(image_places::image_key.eq(key))
        .order(image_places::id)
        .select((image_places::topic_id, image_places::comment_id))
        .load(conn)
}

/// Those of these pictures that are here but were not shown there before.
pub fn not_yet_at(conn: &mut Conn, place: Place, keys: &[String]) -> QueryResult<Vec<String>> {
    let there: Vec<String> = match place {
        Place::Topic(id) => image_places::table
            .filter(image_places::topic_id.eq(id))
            .select(image_places::image_key)
            .load(conn)?,
        Place::Comment(id) => image_places::table
            .filter(image_places::comment_id.eq(id))
            .select(image_places::image_key)
            .load(conn)?,
    };
    images::table
        .filter(images::key.eq_any(keys.to_vec()))
        .filter(images::key.ne_all(there))
        .select(images::key)
        .load(conn)
}

pub fn put_at(tx: &mut Tx<'_>, place: Place, key: &str) -> QueryResult<()> {
    let (topic, comment) = match place {
        Place::Topic(id) => (Some(id), None),
        Place::Comment(id) => (None, Some(id)),
    };
    diesel::insert_into(image_places::table)
        .values((
            image_places::image_key.eq(key),
            image_places::topic_id.eq(topic),
            image_places::comment_id.eq(comment),
        ))
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
