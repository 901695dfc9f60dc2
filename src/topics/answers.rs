//! The comment that answers a discussion: accepted by whoever began it, or by staff.
use diesel::prelude::*;
use serde_json::json;

use super::comments;
use super::model::{Kind, State};
use crate::access::{Can, Comment as MayComment, Sight};
use crate::clock::Time;
use crate::db::schema::{answers, comments as said};
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{CommentId, PersonId, TopicId};
use crate::say;

/// Which of these topics have an answer that still stands, and which comment it is.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, topics: &[TopicId]) -> Result<Vec<(TopicId, CommentId)>> {
    Ok(answers::table
        .inner_join(said::table.on(said::id.eq(answers::comment_id)))
        .filter(answers::topic_id.eq_any(topics.to_vec()))
        .filter(said::state.eq(State::Shown))
        .select((answers::topic_id, answers::comment_id))
        .load(conn)?)
}

/// Whether this reader may say what answers a discussion.
pub fn may_accept(kind: Kind, author: PersonId, sight: &Sight) -> bool {
    kind == Kind::Discussion && (sight.is_staff() || sight.person == Some(author))
}

/// Accepts a comment as the answer, in place of one accepted before. Doing it twice is once.
///
/// # Errors
/// [`Error::Forbidden`] for anyone but the discussion's author and staff, [`Error::Conflict`] where there are no answers.
pub fn accept(tx: &mut Tx<'_>, by: &Can<MayComment>, id: CommentId, now: Time) -> Result<TopicId> {
    let topic = allowed(tx, by, id)?;
    if of(tx, &[topic])?.contains(&(topic, id)) {
        return Ok(topic);
    }
    let change = (
        answers::comment_id.eq(id),
        answers::by_id.eq(by.who.id),
        answers::at.eq(now),
    );
    let row = (answers::topic_id.eq(topic), change);
    on_each!(tx, |c| diesel::insert_into(answers::table)
        .values(row)
        .on_conflict(answers::topic_id)
        .do_update()
        .set(change)
        .execute(c))?;
    told(tx, by, Verb::AnswerAccepted, id, topic, now)?;
    Ok(topic)
}

/// Takes that back. Doing it twice is once.
///
/// # Errors
/// Those of [`accept`].
pub fn unaccept(
    tx: &mut Tx<'_>,
    by: &Can<MayComment>,
    id: CommentId,
    now: Time,
) -> Result<TopicId> {
    let topic = allowed(tx, by, id)?;
    let gone = diesel::delete(
        answers::table
            .filter(answers::topic_id.eq(topic))
            .filter(answers::comment_id.eq(id)),
    )
    .execute(&mut **tx)?;
    if gone > 0 {
        told(tx, by, Verb::AnswerUnaccepted, id, topic, now)?;
    }
    Ok(topic)
}

fn allowed(conn: &mut Conn, by: &Can<MayComment>, id: CommentId) -> Result<TopicId> {
    let sight = by.who.sight();
    let found = comments::find(conn, &sight, id)?;
    let topic = found.seen.topic;
    if topic.kind != Kind::Discussion || found.comment.state != State::Shown {
        return Err(Error::Conflict(say!("desk-no-answers")));
    }
    match may_accept(topic.kind, topic.author_id, &sight) {
        true => Ok(topic.id),
        false => Err(Error::Forbidden(say!("desk-answer-not-yours"))),
    }
}

fn told(
    tx: &mut Tx<'_>,
    by: &Can<MayComment>,
    verb: Verb,
    id: CommentId,
    topic: TopicId,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb,
            object: "comment",
            object_id: id.get(),
            topic: Some(topic),
            data: json!({}),
        },
    )
}

/// Forgets an answer that is not among a topic's comments any more.
///
/// # Errors
/// Those of the database.
pub fn forget(tx: &mut Tx<'_>, moved: &[CommentId]) -> Result<()> {
    diesel::delete(answers::table.filter(answers::comment_id.eq_any(moved.to_vec())))
        .execute(&mut **tx)?;
    Ok(())
}
