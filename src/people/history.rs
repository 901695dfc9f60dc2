//! What someone wrote, newest first, as far as a reader may see it.
use crate::access::Sight;
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key};
use crate::error::{Error, Result};
use crate::id::{CommentId, PersonId, TopicId};
use crate::proposals::actions::{self as proposals, Cast};
use crate::topics::history as topics;
use crate::topics::model::Topic;

/// A comment in the list of what someone said.
#[derive(Clone, Debug)]
pub struct Said {
    /// Which.
    pub id: CommentId,
    /// On which topic.
    pub topic: TopicId,
    /// That topic's title.
    pub title: String,
    /// What it says, as written.
    pub body: String,
    /// Whether staff answer officially.
    pub official: bool,
    /// When.
    pub at: Time,
}

fn number(cursor: Option<Cursor>) -> Result<Option<(i64, i64)>> {
    match cursor {
        None => Ok(None),
        Some(Cursor {
            key: Key::Number(n),
            id,
        }) => Ok(Some((n, id))),
        Some(_) => Err(Error::BadRequest(crate::say!("list-other-place"))),
    }
}

/// Cuts a list that was asked for one row more than its page holds, and says where it goes on.
fn cut<T>(rows: &mut Vec<T>, limit: i64, place: impl Fn(&T) -> (i64, i64)) -> Option<Cursor> {
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    rows.last().filter(|_| more).map(|last| {
        let (key, id) = place(last);
        Cursor {
            key: Key::Number(key),
            id,
        }
    })
}

/// What someone started, of every kind.
///
/// # Errors
/// Those of the database.
pub fn topics(
    conn: &mut Conn,
    sight: &Sight,
    of: PersonId,
    after: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Topic>, Option<Cursor>)> {
    let mut rows = topics::started(conn, sight, of, number(after)?, limit + 1)?;
    let next = cut(&mut rows, limit, |t| (t.created_at.micros(), t.id.get()));
    Ok((rows, next))
}

/// What someone said.
///
/// # Errors
/// Those of the database.
pub fn comments(
    conn: &mut Conn,
    sight: &Sight,
    of: PersonId,
    after: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Said>, Option<Cursor>)> {
    let after = number(after)?.map(|(_, id)| CommentId::new(id));
    let mut rows: Vec<Said> = topics::said(conn, sight, of, after, limit + 1)?
        .into_iter()
        .map(|(comment, body, title)| Said {
            id: comment.id,
            topic: comment.topic_id,
            title,
            body,
            official: comment.official,
            at: comment.created_at,
        })
        .collect();
    let next = cut(&mut rows, limit, |s| (s.id.get(), s.id.get()));
    Ok((rows, next))
}

/// What someone voted on: for their own eyes.
///
/// # Errors
/// Those of the database.
pub fn votes(
    conn: &mut Conn,
    of: PersonId,
    after: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Cast>, Option<Cursor>)> {
    let mut rows = proposals::votes_of(conn, of, number(after)?, limit + 1)?;
    let next = cut(&mut rows, limit, |v| (v.cast_at.micros(), v.topic_id.get()));
    Ok((rows, next))
}
