//! Topics read one after another, with everything said about them: exports and checks, not pages.
use serde_json::{Value, json};

use super::model::{State, Topic, hot};
use super::{boards, family, store};
use crate::access::Sight;
use crate::accounts;
use crate::db::Conn;
use crate::error::Result;
use crate::id::TopicId;

/// Topics after an id that this reader may see, in the order of their ids.
///
/// # Errors
/// Those of the database.
pub fn topics_after(
    conn: &mut Conn,
    sight: &Sight,
    after: TopicId,
    limit: i64,
) -> Result<Vec<Topic>> {
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    Ok(store::topics_after(conn, &boards, after, limit)?)
}

/// All comments on a topic as JSON, oldest first; a removed one keeps its place without its words.
///
/// # Errors
/// Those of the database.
pub fn comments(conn: &mut Conn, topic: TopicId) -> Result<Vec<Value>> {
    let mut told = Vec::new();
    let mut after = 0;
    loop {
        let family = family::members(conn, topic)?;
        let rows = store::by_age(conn, &family, &[State::Shown, State::Removed], after, 500)?;
        let Some((last, ..)) = rows.last() else {
            return Ok(told);
        };
        after = last.id.get();
        let people: Vec<_> = rows.iter().map(|(c, ..)| c.author_id).collect();
        let authors = accounts::authors(conn, &people)?;
        told.extend(rows.into_iter().map(|(comment, body, _)| {
            json!({
                "id": comment.id,
                "parent": comment.parent_id,
                "author": authors.get(&comment.author_id).map(|a| &a.handle),
                "body": (comment.state == State::Shown).then_some(body),
                "official": comment.official,
                "created_at": comment.created_at,
            })
        }));
    }
}

/// Topics whose stored hotness is not what their numbers say.
///
/// # Errors
/// Those of the database.
pub fn misranked(conn: &mut Conn) -> Result<Vec<TopicId>> {
    let mut wrong = Vec::new();
    let mut after = TopicId::new(0);
    loop {
        let topics = topics_after(conn, &Sight::ALL, after, 500)?;
        let Some(last) = topics.last() else {
            return Ok(wrong);
        };
        after = last.id;
        wrong.extend(
            topics
                .iter()
                .filter(|t| {
                    (hot(t.kind, t.weight, t.commenters, t.created_at) - t.hot).abs() > 1e-6
                })
                .map(|t| t.id),
        );
    }
}
