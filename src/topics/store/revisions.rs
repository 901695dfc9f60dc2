//! SQL for earlier texts, and for links between topics.

use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{links, revision_facts, revisions, topics};
use crate::db::{Conn, Tx, on_each};
use crate::id::{CommentId, PersonId, TopicId};

pub fn insert_revision(
    tx: &mut Tx<'_>,
    topic: TopicId,
    comment: Option<CommentId>,
    title: &str,
    body: &str,
    by: PersonId,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(revisions::table)
        .values((
            revisions::topic_id.eq(topic),
            revisions::comment_id.eq(comment),
            revisions::title.eq(title),
            revisions::body.eq(body),
            revisions::by_id.eq(by),
            revisions::at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Earlier texts, oldest first: title, body, who replaced it and when.
pub fn revisions(
    conn: &mut Conn,
    topic: TopicId,
    comment: Option<CommentId>,
) -> QueryResult<Vec<(String, String, PersonId, Time)>> {
    let query = revisions::table
        .order(revisions::id.desc())
        .limit(50)
        .select((
            revisions::title,
            revisions::body,
            revisions::by_id,
            revisions::at,
        ))
        .into_boxed();
    let mut rows: Vec<(String, String, PersonId, Time)> = match comment {
        Some(id) => query.filter(revisions::comment_id.eq(id)).load(conn)?,
        None => query
            .filter(revisions::topic_id.eq(topic))
            .filter(revisions::comment_id.is_null())
            .load(conn)?,
    };
    rows.reverse();
    Ok(rows)
}

/// A change that left the text as it was.
pub fn touch(tx: &mut Tx<'_>, id: TopicId, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::version.eq(topics::version + 1),
            topics::updated_at.eq(now),
            topics::edited_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn insert_facts(
    tx: &mut Tx<'_>,
    topic: TopicId,
    changes: &str,
    by: PersonId,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(revision_facts::table)
        .values((
            revision_facts::topic_id.eq(topic),
            revision_facts::changes.eq(changes),
            revision_facts::by_id.eq(by),
            revision_facts::at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// What changed besides the text, newest first.
pub fn facts(conn: &mut Conn, topic: TopicId) -> QueryResult<Vec<(String, PersonId, Time)>> {
    revision_facts::table
        .filter(revision_facts::topic_id.eq(topic))
        .order(revision_facts::id.desc())
        .limit(50)
        .select((
            revision_facts::changes,
            revision_facts::by_id,
            revision_facts::at,
        ))
        .load(conn)
}

pub fn add_link(tx: &mut Tx<'_>, from: TopicId, to: TopicId, now: Time) -> QueryResult<()> {
    let row = (
        links::from_topic.eq(from),
        links::to_topic.eq(to),
        links::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(links::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

pub fn links_to(conn: &mut Conn, to: TopicId, limit: i64) -> QueryResult<Vec<TopicId>> {
    links::table
        .filter(links::to_topic.eq(to))
        .order(links::from_topic.desc())
        .limit(limit)
        .select(links::from_topic)
        .load(conn)
}
