//! Bookmarks: topics and comments that someone keeps, each with a note if they like. Nobody else sees them.
use std::collections::{HashMap, HashSet};

use super::follows::seen;
use super::model::Thing;
use super::store;
use crate::access::{Can, Follow, Sight};
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key, Tx};
use crate::error::{Invalid, Result};
use crate::id::{CommentId, PersonId, TopicId};
use crate::say;
use crate::text;
use crate::topics::model::{State, Topic};
use crate::topics::{actions, boards, comments, store as topics};

/// Most characters of a note.
pub const NOTE: usize = 300;

/// A note as someone typed it, made fit to store.
///
/// # Errors
/// [`Invalid`] under `note` when it is too long.
pub fn note(typed: &str) -> Result<String, Invalid> {
    let note = text::clean_line(typed);
    match typed.chars().count() <= NOTE {
        true => Ok(note),
        false => Err(Invalid::field("note", say!("bookmark-note-long", n = NOTE))),
    }
}

fn find(conn: &mut Conn, sight: &Sight, thing: Thing) -> Result<TopicId> {
    match thing {
        Thing::Topic(id) => actions::find(conn, sight, id).map(|seen| seen.topic.id),
        Thing::Comment(id) => comments::find(conn, sight, id).map(|found| found.seen.topic.id),
    }
}

/// Keeps a topic or comment; keeping it again changes its note. Returns the topic it belongs to.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for what one may not see.
pub fn keep(
    tx: &mut Tx<'_>,
    by: &Can<Follow>,
    thing: Thing,
    note: &str,
    now: Time,
) -> Result<TopicId> {
    let topic = find(tx, &by.who.sight(), thing)?;
    store::put_bookmark(tx, by.who.id, thing, note, now)?;
    Ok(topic)
}

/// Drops a bookmark, also of what one may not see any more. Doing it twice is once.
///
/// # Errors
/// Those of the database.
pub fn drop(tx: &mut Tx<'_>, by: &Can<Follow>, thing: Thing) -> Result<()> {
    store::delete_bookmark(tx, by.who.id, thing)?;
    Ok(())
}

/// The note of one's bookmark, if there is one.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, person: PersonId, thing: Thing) -> Result<Option<String>> {
    Ok(store::bookmark(conn, person, thing)?)
}

/// A bookmark, as its owner's list shows it.
#[derive(Clone, Debug)]
pub struct Bookmark {
    /// What is kept.
    pub thing: Thing,
    /// The topic it belongs to.
    pub topic: Topic,
    /// Who wrote it, and how it begins, if it is a comment.
    pub comment: Option<(Author, String)>,
    /// Its note.
    pub note: String,
    /// When it was made.
    pub at: Time,
}

/// One page of someone's bookmarks, youngest first; what they may not see any more is left out.
///
/// # Errors
/// Those of the database.
pub fn all(
    conn: &mut Conn,
    sight: &Sight,
    person: PersonId,
    after: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Bookmark>, Option<Cursor>)> {
    let mut rows = store::bookmarks(conn, person, after.map(|c| c.id), limit + 1)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|last| Cursor {
        key: Key::Number(0),
        id: last.id,
    });
    let ids = |kind: &str| -> Vec<i64> {
        rows.iter()
            .filter(|row| row.subject == kind)
            .map(|row| row.subject_id)
            .collect()
    };
    let said: HashMap<i64, _> = store::comments_among(conn, &ids("comment"))?
        .into_iter()
        .filter(|(.., state, _)| match state {
            State::Shown => true,
            State::Internal => sight.is_staff(),
            State::Removed | State::Merged | State::Dropped => false,
        })
        .map(|(id, topic, author, _, body)| (id.get(), (id, topic, author, body)))
        .collect();
    let mut wanted: Vec<_> = ids("topic").into_iter().map(TopicId::new).collect();
    wanted.extend(said.values().map(|(_, topic, ..)| *topic));
    let visible = boards::visible(conn, sight)?;
    let topics: HashMap<TopicId, Topic> = topics::by_ids(conn, &wanted)?
        .into_iter()
        .filter(|topic| seen(topic, &visible, sight))
        .map(|topic| (topic.id, topic))
        .collect();
    let people: Vec<_> = said.values().map(|(_, _, author, _)| *author).collect();
    let authors = accounts::authors(conn, &people)?;
    let bookmarks = rows
        .into_iter()
        .filter_map(|row| {
            let (thing, topic, comment) = match row.subject.as_str() {
                "comment" => {
                    let (id, topic, author, body) = said.get(&row.subject_id)?;
                    let author = authors.get(author)?.clone();
                    let begins = text::excerpt(body, 160);
                    (Thing::Comment(*id), *topic, Some((author, begins)))
                }
                _ => {
                    let id = TopicId::new(row.subject_id);
                    (Thing::Topic(id), id, None)
                }
            };
            Some(Bookmark {
                thing,
                topic: topics.get(&topic)?.clone(),
                comment,
                note: row.note,
                at: row.at,
            })
        })
        .collect();
    Ok((bookmarks, next))
}

/// Which of these comments someone keeps, by their numbers.
///
/// # Errors
/// Those of the database.
pub fn among(conn: &mut Conn, person: PersonId, comments: &[CommentId]) -> Result<HashSet<i64>> {
    Ok(store::kept_among(conn, person, comments)?)
}
