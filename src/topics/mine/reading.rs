//! How far someone read a topic. What was on a page that they opened is read, and nothing else: a long talk is read
//! out of order, so what was seen beyond the first gap is noted comment by comment until the gap is closed.
use std::collections::{HashMap, HashSet};

use super::model::{Level, Mark};
use super::store;
use crate::access::{Can, Follow, Sight};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::{CommentId, PersonId, TopicId};
use crate::topics::actions;
use crate::topics::model::{Comment, Topic};
use crate::topics::{comments, family};

/// How far someone read a topic.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Whether they opened it before.
    pub opened: bool,
    read_id: i64,
    glimpsed: HashSet<i64>,
}

impl Reading {
    /// Whether a comment was on no page that they opened.
    pub fn is_new(&self, id: CommentId) -> bool {
        id.get() > self.read_id && !self.glimpsed.contains(&id.get())
    }
    /// Whether opening a page with these comments changes anything.
    pub fn grows(&self, shown: &[CommentId]) -> bool {
        !self.opened || shown.iter().any(|id| self.is_new(*id))
    }
}

/// How far someone read a topic.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, person: PersonId, topic: TopicId) -> Result<Reading> {
    let read = store::read_id(conn, person, topic)?;
    let floor = store::floor(conn, person)?;
    Ok(Reading {
        opened: read.is_some(),
        read_id: read.unwrap_or_default().max(floor),
        glimpsed: store::glimpsed(conn, person, topic)?,
    })
}

/// Notes that someone opened a page with these comments. Doing it twice changes nothing.
///
/// # Errors
/// Those of the database.
pub fn note(
    tx: &mut Tx<'_>,
    person: PersonId,
    topic: TopicId,
    shown: &[CommentId],
    now: Time,
) -> Result<()> {
    let before = of(tx, person, topic)?;
    if !before.grows(shown) {
        return Ok(());
    }
    let fresh: Vec<i64> = shown
        .iter()
        .filter(|id| before.is_new(**id))
        .map(|id| id.get())
        .collect();
    let seen: HashSet<i64> = before.glimpsed.iter().chain(&fresh).copied().collect();
    // Among one more than were seen there is the first gap, if there is any.
    let limit = i64::try_from(seen.len() + 1).unwrap_or(i64::MAX);
    let family = family::members(tx, topic)?;
    let gap = store::ids_after(tx, &family, before.read_id, limit)?
        .into_iter()
        .find(|id| !seen.contains(id));
    let read_id = match gap {
        Some(gap) => gap - 1,
        None => store::last_comment(tx, Some(&family))?.max(before.read_id),
    };
    store::put_reading(tx, person, topic, read_id, now)?;
    store::delete_glimpses(tx, person, Some(topic), read_id)?;
    let beyond: Vec<i64> = fresh.into_iter().filter(|id| *id > read_id).collect();
    store::insert_glimpses(tx, person, topic, &beyond)?;
    Ok(())
}

/// Marks a topic as read, whole or up to one of its comments.
///
/// # Errors
/// [`Error::NotFound`] for a topic that one may not see, or a comment that is not on it.
pub fn mark(
    tx: &mut Tx<'_>,
    by: &Can<Follow>,
    topic: TopicId,
    upto: Option<CommentId>,
    now: Time,
) -> Result<Topic> {
    let seen = actions::find(tx, &by.who.sight(), topic)?;
    let before = of(tx, by.who.id, topic)?;
    let family = family::members(tx, topic)?;
    let upto = match upto {
        None => store::last_comment(tx, Some(&family))?,
        Some(id) => {
            let found = comments::find(tx, &by.who.sight(), id)?;
            match family.contains(&found.comment.topic_id) {
                true => id.get(),
                false => return Err(Error::NotFound("comment")),
            }
        }
    };
    if before.opened && upto <= before.read_id {
        return Ok(seen.topic);
    }
    let read_id = upto.max(before.read_id);
    store::put_reading(tx, by.who.id, topic, read_id, now)?;
    store::delete_glimpses(tx, by.who.id, Some(topic), read_id)?;
    Ok(seen.topic)
}

/// Marks everything there is as read.
///
/// # Errors
/// Those of the database.
pub fn mark_all(tx: &mut Tx<'_>, by: &Can<Follow>, now: Time) -> Result<()> {
    let upto = store::last_comment(tx, None)?;
    store::put_catchup(tx, by.who.id, upto, now)?;
    store::delete_glimpses(tx, by.who.id, None, upto)?;
    Ok(())
}

/// The first comment, in reading order, that someone who opened a topic before has not read.
///
/// # Errors
/// Those of the database.
pub fn first_unread(conn: &mut Conn, person: PersonId, topic: TopicId) -> Result<Option<Comment>> {
    let reading = of(conn, person, topic)?;
    match reading.opened {
        true => {
            let family = family::members(conn, topic)?;
            Ok(store::first_unread(
                conn,
                person,
                topic,
                &family,
                reading.read_id,
            )?)
        }
        false => Ok(None),
    }
}

/// What a reader is shown beside each of these topics: one query, and none for a visitor.
///
/// # Errors
/// Those of the database.
pub fn marks(conn: &mut Conn, sight: &Sight, topics: &[TopicId]) -> Result<HashMap<TopicId, Mark>> {
    let Some(person) = sight.person.filter(|_| !topics.is_empty()) else {
        return Ok(HashMap::new());
    };
    let rows = store::marks(conn, person, topics)?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let mark = Mark {
                unread: row.unread,
                bookmarked: row.bookmarked > 0,
                // As `effective` says it: one's own level, whether chosen or not, counts before a muted board or tag.
                muted: row
                    .level
                    .map_or(row.muted_around > 0, |level| level == Level::Muted),
                ignored: row.ignored > 0,
            };
            (row.topic_id, mark)
        })
        .collect())
}
