//! The talk below a topic, as it is read: threads of a comment and its answers, in pages that stay put.
use std::collections::HashMap;

use serde::Serialize;

use super::mine::Yours;
use super::model::{Comment, State, Topic};
use super::{answers, family, store};
use crate::access::Sight;
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::id::{CommentId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::text::Html;

/// Comments on one page.
pub const PAGE: i64 = 100;

/// A comment with what is shown beside it.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Which.
    pub id: CommentId,
    /// Who wrote it.
    pub author: Author,
    /// What it says; nothing once it is removed.
    pub html: Option<Html>,
    /// The handle of whoever it answers, where that is not plain from its place.
    pub answers: Option<String>,
    /// Whether staff answer officially.
    pub official: bool,
    /// When it was written.
    pub created_at: Time,
    /// When it was last changed.
    pub edited_at: Option<Time>,
    /// Whether this reader may change it.
    pub mine: bool,
    /// The title of the merged topic it was said about, if it was another than the one shown.
    pub from: Option<String>,
    /// Whether only staff see it.
    pub internal: bool,
    /// What else is this reader's own about it.
    pub yours: Yours,
    /// Whether it is accepted as the answer.
    pub accepted: bool,
    /// Whether this reader may accept it, or take that back.
    pub may_accept: bool,
}

/// A comment and its answers. The comment is missing where a long thread goes on from the page before.
#[derive(Clone, Debug, Serialize)]
pub struct Talk {
    /// The comment that began it.
    pub first: Option<Entry>,
    /// Its answers, branch by branch.
    pub answers: Vec<Entry>,
}

/// Something that happened to the topic, told among the comments.
#[derive(Clone, Debug, Serialize)]
pub struct Note {
    /// When.
    pub at: Time,
    /// Who did it; nobody for an import.
    pub author: Option<Author>,
    /// What happened: a sentence that goes on from the author's name.
    pub told: Message,
    /// What they said about it.
    pub html: Option<Html>,
    /// Names the place in the page.
    pub anchor: String,
}

/// One thing in the timeline.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Item {
    /// People talk.
    Talk(Talk),
    /// Something happened.
    Note(Note),
}

/// A page of the timeline.
#[derive(Clone, Debug, Serialize)]
pub struct Timeline {
    /// What is on it, in order.
    pub items: Vec<Item>,
    /// Where it goes on.
    pub next: Option<String>,
    /// Whether it starts at the beginning.
    pub first: bool,
}

/// The place after a comment.
fn place(comment: &Comment) -> String {
    format!(
        "{:x}-{:x}-{:x}",
        comment.root_id,
        comment.branch_id,
        comment.id.get()
    )
}

/// The place just before a comment, to start a page with it.
pub fn before(comment: &Comment) -> String {
    format!(
        "{:x}-{:x}-{:x}",
        comment.root_id,
        comment.branch_id,
        comment.id.get() - 1
    )
}

fn read_place(text: &str) -> Result<(i64, i64, i64)> {
    let mut numbers = text.split('-').map(|hex| i64::from_str_radix(hex, 16).ok());
    match (
        numbers.next().flatten(),
        numbers.next().flatten(),
        numbers.next().flatten(),
        numbers.next(),
    ) {
        (Some(root), Some(branch), Some(id), None) => Ok((root, branch, id)),
        _ => Err(Error::BadRequest(say!("comments-unknown-place"))),
    }
}

/// The states of the comments that this reader may know of.
pub fn kinds(sight: &Sight) -> &'static [State] {
    match sight.is_staff() {
        true => &[
            State::Shown,
            State::Removed,
            State::Internal,
            State::Dropped,
        ],
        false => &[State::Shown, State::Removed],
    }
}

/// The titles of merged topics that some of these comments were said about.
fn titles(
    conn: &mut Conn,
    topic: &Topic,
    rows: &[(Comment, String, String)],
) -> Result<HashMap<TopicId, String>> {
    let mut others: Vec<_> = rows
        .iter()
        .map(|(c, ..)| c.topic_id)
        .filter(|id| *id != topic.id)
        .collect();
    others.dedup();
    if others.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(store::by_ids(conn, &others)?
        .into_iter()
        .map(|t| (t.id, t.title))
        .collect())
}

/// Reads one page of comments.
///
/// # Errors
/// [`Error::BadRequest`] for a place that is none, and those of the database.
pub fn read(
    conn: &mut Conn,
    sight: &Sight,
    topic: &Topic,
    after: Option<&str>,
) -> Result<Timeline> {
    let after = after
        .filter(|a| !a.is_empty())
        .map(read_place)
        .transpose()?;
    let family = family::members(conn, topic.id)?;
    let mut rows = store::timeline(conn, &family, kinds(sight), after, PAGE + 1)?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|(c, ..)| place(c));
    let people: Vec<_> = rows.iter().map(|(c, ..)| c.author_id).collect();
    let authors = accounts::authors(conn, &people)?;
    let accepted = answers::of(conn, &[topic.id])?.first().map(|(_, id)| *id);
    let judge = answers::may_accept(topic.kind, topic.author_id, sight);
    let from = titles(conn, topic, &rows)?;
    let writers: std::collections::HashMap<_, _> =
        rows.iter().map(|(c, ..)| (c.id, c.author_id)).collect();
    let mut items: Vec<Item> = Vec::new();
    let mut root = 0;
    for (comment, _, html) in rows {
        let author = authors.get(&comment.author_id).cloned().ok_or_else(|| {
            Error::internal(format!("comment {} has lost its author", comment.id))
        })?;
        let answers = comment
            .parent_id
            .filter(|_| comment.depth > 1)
            .and_then(|parent| authors.get(writers.get(&parent)?))
            .map(|a| a.handle.clone());
        let entry = Entry {
            id: comment.id,
            html: comment.readable().then(|| Html::from_stored(html)),
            from: from.get(&comment.topic_id).cloned(),
            internal: comment.internal(),
            accepted: accepted == Some(comment.id),
            may_accept: judge && comment.state == State::Shown,
            answers,
            official: comment.official,
            created_at: comment.created_at,
            edited_at: comment.edited_at,
            mine: comment.changeable_by(sight).is_ok(),
            yours: Yours::default(),
            author,
        };
        if comment.root_id != root {
            root = comment.root_id;
            items.push(Item::Talk(Talk {
                first: None,
                answers: Vec::new(),
            }));
        }
        if let Some(Item::Talk(talk)) = items.last_mut() {
            match comment.depth {
                0 => talk.first = Some(entry),
                _ => talk.answers.push(entry),
            }
        }
    }
    Ok(Timeline {
        items,
        next,
        first: after.is_none(),
    })
}

impl Timeline {
    /// Puts what happened among the comments, each where its time is; only what this page spans.
    pub fn weave(&mut self, notes: Vec<Note>) {
        for note in notes {
            let began = |item: &Item| match item {
                Item::Talk(talk) => talk.first.as_ref().map(|f| f.created_at),
                Item::Note(note) => Some(note.at),
            };
            let place = self
                .items
                .iter()
                .position(|item| began(item).is_some_and(|at| at > note.at))
                .unwrap_or(self.items.len());
            let before_this_page = place == 0 && !self.first;
            let after_this_page = place == self.items.len() && self.next.is_some();
            if !before_this_page && !after_this_page {
                self.items.insert(place, Item::Note(note));
            }
        }
    }
}
