//! What one person started and said, newest first, as far as a reader may see it.
use super::model::{Comment, Topic};
use super::{boards, store};
use crate::access::Sight;
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::id::{CommentId, PersonId, TopicId};

/// What someone started, of every kind, on boards that this reader may see; `after` is a time and an id.
///
/// # Errors
/// Those of the database.
pub fn started(
    conn: &mut Conn,
    sight: &Sight,
    of: PersonId,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Topic>> {
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    let after = after.map(|(at, id)| (Time::from_micros(at), TopicId::new(id)));
    Ok(store::started_by(conn, &boards, of, after, limit)?)
}

/// What someone said, with the titles of the topics, on boards that this reader may see.
///
/// # Errors
/// Those of the database.
pub fn said(
    conn: &mut Conn,
    sight: &Sight,
    of: PersonId,
    after: Option<CommentId>,
    limit: i64,
) -> Result<Vec<(Comment, String, String)>> {
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    Ok(store::said_by(conn, &boards, of, after, limit)?)
}

/// Those of these topics that this reader may see, in no order.
///
/// # Errors
/// Those of the database.
pub fn seen(conn: &mut Conn, sight: &Sight, ids: &[TopicId]) -> Result<Vec<Topic>> {
    let boards = boards::visible(conn, sight)?;
    let mut topics = store::by_ids(conn, ids)?;
    topics.retain(|t| {
        boards
            .iter()
            .any(|b| b.id == t.board_id && t.seen_by(b, sight))
    });
    Ok(topics)
}
