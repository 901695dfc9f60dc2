//! SQL for what someone wrote, for those who read about them.

use diesel::prelude::*;

use crate::clock::Time;
use crate::db::Conn;
use crate::db::schema::{comments, topics};
use crate::id::{BoardId, CommentId, PersonId, TopicId};
use crate::topics::model::{Comment, State, Topic};

pub fn started_by(
    conn: &mut Conn,
    boards: &[BoardId],
    person: PersonId,
    after: Option<(Time, TopicId)>,
    limit: i64,
) -> QueryResult<Vec<Topic>> {
    let mut rows = topics::table
        .filter(topics::author_id.eq(person))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order((topics::created_at.desc(), topics::id.desc()))
        .limit(limit)
        .select(Topic::as_select())
        .into_boxed();
    if let Some((at, id)) = after {
        rows = rows.filter(
            topics::created_at
                .lt(at)
                .or(topics::created_at.eq(at).and(topics::id.lt(id))),
        );
    }
    rows.load(conn)
}

pub fn said_by(
    conn: &mut Conn,
    boards: &[BoardId],
    person: PersonId,
    after: Option<CommentId>,
    limit: i64,
) -> QueryResult<Vec<(Comment, String, String)>> {
    let mut rows = comments::table
        .inner_join(topics::table)
        .filter(comments::author_id.eq(person))
        .filter(comments::state.eq(State::Shown))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order(comments::id.desc())
        .limit(limit)
        .select((Comment::as_select(), comments::body, topics::title))
        .into_boxed();
    if let Some(id) = after {
        rows = rows.filter(comments::id.lt(id));
    }
    rows.load(conn)
}
