//! SQL for what someone keeps.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{bookmarks, comments};
use crate::db::{Conn, Tx, on_each};
use crate::id::{CommentId, PersonId, TopicId};
use crate::topics::mine::model::Thing;
use crate::topics::model::State;

/// A bookmark.
#[derive(Clone, Debug, Queryable)]
pub struct Kept {
    pub id: i64,
    pub subject: String,
    pub subject_id: i64,
    pub note: String,
    pub at: Time,
}

pub fn put_bookmark(
    tx: &mut Tx<'_>,
    person: PersonId,
    thing: Thing,
    note: &str,
    now: Time,
) -> QueryResult<()> {
    let (subject, id) = thing.parts();
    let row = (
        bookmarks::person_id.eq(person),
        bookmarks::subject.eq(subject),
        bookmarks::subject_id.eq(id),
        bookmarks::note.eq(note),
        bookmarks::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(bookmarks::table)
        .values(row)
        .on_conflict((
            bookmarks::person_id,
            bookmarks::subject,
            bookmarks::subject_id
        ))
        .do_update()
        .set(bookmarks::note.eq(note))
        .execute(c))
    .map(drop)
}

pub fn delete_bookmark(tx: &mut Tx<'_>, person: PersonId, thing: Thing) -> QueryResult<usize> {
    let (subject, id) = thing.parts();
    diesel::delete(
        bookmarks::table
            .filter(bookmarks::person_id.eq(person))
            .filter(bookmarks::subject.eq(subject))
            .filter(bookmarks::subject_id.eq(id)),
    )
    .execute(&mut **tx)
}

/// The note of a bookmark, if there is one.
pub fn bookmark(conn: &mut Conn, person: PersonId, thing: Thing) -> QueryResult<Option<String>> {
    let (subject, id) = thing.parts();
    bookmarks::table
        .filter(bookmarks::person_id.eq(person))
        .filter(bookmarks::subject.eq(subject))
        .filter(bookmarks::subject_id.eq(id))
        .select(bookmarks::note)
        .first(conn)
        .optional()
}

/// Which of these comments someone keeps.
pub fn kept_among(
    conn: &mut Conn,
    person: PersonId,
    ids: &[CommentId],
) -> QueryResult<HashSet<i64>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    bookmarks::table
        .filter(bookmarks::person_id.eq(person))
        .filter(bookmarks::subject.eq("comment"))
        .filter(bookmarks::subject_id.eq_any(ids))
        .select(bookmarks::subject_id)
        .load(conn)
        .map(|ids: Vec<i64>| ids.into_iter().collect())
}

/// Someone's bookmarks, youngest first.
pub fn bookmarks(
    conn: &mut Conn,
    person: PersonId,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<Kept>> {
    bookmarks::table
        .filter(bookmarks::person_id.eq(person))
        .filter(bookmarks::id.lt(before.unwrap_or(i64::MAX)))
        .order(bookmarks::id.desc())
        .limit(limit)
        .select((
            bookmarks::id,
            bookmarks::subject,
            bookmarks::subject_id,
            bookmarks::note,
            bookmarks::at,
        ))
        .load(conn)
}

type Among = (CommentId, TopicId, PersonId, State, String);

pub fn comments_among(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Among>> {
    let ids: Vec<_> = ids.iter().copied().map(CommentId::new).collect();
    comments::table
        .filter(comments::id.eq_any(ids))
        .select((
            comments::id,
            comments::topic_id,
            comments::author_id,
            comments::state,
            comments::body,
        ))
        .load(conn)
}
