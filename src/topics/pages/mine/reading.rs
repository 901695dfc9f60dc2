//! How far the reader came: marks in lists and on a topic's page, the way to what is new, and what is new at all.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::follows::{Menu, menu_of_topic};
use crate::access::{Can, Follow, Sight};
use crate::accounts::{Author, ignores};
use crate::clock::Time;
use crate::db::{Conn, Cursor};
use crate::error::Result;
use crate::id::{CommentId, PersonId, TopicId};
use crate::say;
use crate::state::App;
use crate::topics::actions;
use crate::topics::mine::{self, Mark, news, reading};
use crate::topics::model::{Kind, Status, Topic};
use crate::topics::pages::comments::place_path;
use crate::topics::pages::lists::{ROWS, Row};
use crate::topics::thread::{Entry, Item, Timeline};
use crate::web::{Page, Shell, own_path};

/// What a topic's page shows of what is the reader's own.
#[derive(Clone, Debug, Serialize)]
pub struct Mine {
    /// Comments that they have not read.
    unread: i64,
    /// Where the first of them is.
    jump: Option<String>,
    /// What they want to hear of it.
    follow: Menu,
    /// Whether they keep it.
    bookmarked: bool,
}

/// Adds marks to the rows of a list: one query, and none for a visitor.
///
/// # Errors
/// Those of the database.
pub fn marked(conn: &mut Conn, sight: &Sight, mut rows: Vec<Row>) -> Result<Vec<Row>> {
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut marks = reading::marks(conn, sight, &ids)?;
    for row in &mut rows {
        row.mark = marks.remove(&row.id).unwrap_or_default();
    }
    Ok(rows)
}

fn entries(timeline: &mut Timeline) -> impl Iterator<Item = &mut Entry> {
    timeline
        .items
        .iter_mut()
        .filter_map(|item| match item {
            Item::Talk(talk) => Some(talk.first.iter_mut().chain(&mut talk.answers)),
            Item::Note(_) => None,
        })
        .flatten()
}

/// Marks what is the reader's own on a page of a topic, before it is noted that they opened it. Besides, the
/// comments to note, if that changes anything.
pub(in crate::topics::pages) fn look(
    conn: &mut Conn,
    sight: &Sight,
    topic: &Topic,
    timeline: &mut Timeline,
) -> Result<(Option<Mine>, Option<Vec<CommentId>>)> {
    let Some(person) = sight.person else {
        return Ok((None, None));
    };
    let before = reading::of(conn, person, topic.id)?;
    let shown: Vec<_> = entries(timeline).map(|entry| entry.id).collect();
    let people: Vec<PersonId> = entries(timeline).map(|entry| entry.author.id).collect();
    let ignored = ignores::among(conn, person, &people)?;
    let kept = mine::bookmarks::among(conn, person, &shown)?;
    let mut line = before.opened;
    for (at, entry) in entries(timeline).enumerate() {
        let yours = &mut entry.yours;
        // Staff cannot be ignored where they answer for the product.
        yours.ignored = !entry.official && ignored.contains(&entry.author.id);
        yours.bookmarked = kept.contains(&entry.id.get());
        yours.new = entry.html.is_some()
            && !entry.internal
            && entry.author.id != person
            && !ignored.contains(&entry.author.id)
            && before.is_new(entry.id);
        // A line above the very first comment would part nothing.
        yours.line = line && yours.new && at > 0;
        line &= !yours.new;
    }
    let mark: Mark = reading::marks(conn, sight, &[topic.id])?
        .remove(&topic.id)
        .unwrap_or_default();
    let first = match mark.unread {
        0 => None,
        _ => reading::first_unread(conn, person, topic.id)?,
    };
    let jump = match first {
        Some(first) if shown.contains(&first.id) => {
            Some(format!("{}#c-{}", topic.path(), first.id))
        }
        Some(first) => Some(place_path(conn, sight, topic, &first)?),
        None => None,
    };
    let mine = Mine {
        unread: mark.unread,
        jump,
        follow: menu_of_topic(conn, person, topic)?,
        bookmarked: mark.bookmarked,
    };
    let note = before.grows(&shown).then_some(shown);
    Ok((Some(mine), note))
}

/// Notes that the reader opened a page, unless a browser only looks ahead. A page is shown even when that fails.
pub(in crate::topics::pages) async fn note(
    app: &App,
    shell: &Shell,
    topic: TopicId,
    shown: Option<Vec<CommentId>>,
) {
    let (Some(shown), Some(member)) = (shown, shell.viewer.member()) else {
        return;
    };
    if shell.only_looks {
        return;
    }
    let (person, now) = (member.id, app.now());
    let noted = app
        .db
        .write_unseen(move |tx| reading::note(tx, person, topic, &shown, now))
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, topic.id = topic.get(), "how far someone read could not be noted");
    }
}

/// Leads to the first comment that the reader has not read.
pub(in crate::topics::pages) async fn to_unread(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let to = app
        .db
        .read(move |conn| {
            let topic = actions::find(conn, &sight, *id)?.topic;
            let first = match sight.person {
                Some(person) => reading::first_unread(conn, person, topic.id)?,
                None => None,
            };
            match first {
                Some(comment) => place_path(conn, &sight, &topic, &comment),
                None => Ok(topic.path()),
            }
        })
        .await?;
    Ok(shell.redirect(to))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::topics::pages) struct Back {
    next: Option<String>,
}

/// Marks a topic as read.
pub(in crate::topics::pages) async fn mark_topic(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<Back>,
) -> Result<HttpResponse> {
    let (id, now) = (*id, app.now());
    let topic = app
        .db
        .write_unseen(move |tx| reading::mark(tx, &by, id, None, now))
        .await?;
    let back = match &form.next {
        Some(next) => own_path(Some(next)),
        None => topic.path(),
    };
    Ok(shell.done(back, say!("unread-topic-marked")))
}

/// Marks everything as read.
pub(in crate::topics::pages) async fn mark_all(
    app: App,
    by: Can<Follow>,
    shell: Shell,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write_unseen(move |tx| reading::mark_all(tx, &by, now))
        .await?;
    Ok(shell.done("/unread", say!("unread-all-marked")))
}

/// A followed topic with something new.
#[derive(Serialize)]
struct NewsRow {
    id: TopicId,
    kind: Kind,
    path: String,
    title: String,
    author: Author,
    status: Option<Status>,
    created_at: Time,
    active_at: Time,
    unread: i64,
    fresh: bool,
}

#[derive(Serialize)]
pub(in crate::topics::pages) struct UnreadPage {
    rows: Vec<NewsRow>,
    next: Option<String>,
    first: Option<&'static str>,
}
impl Page for UnreadPage {
    const TEMPLATE: &'static str = "topics/unread.html";
}

/// How a list of one's own is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::topics::pages) struct AskedList {
    pub(super) after: Option<String>,
}

impl AskedList {
    pub(super) fn cursor(&self, list: &str) -> Result<Option<Cursor>> {
        let after = self.after.as_deref().filter(|after| !after.is_empty());
        after.map(|text| Cursor::read(list, text)).transpose()
    }
}

/// Followed topics with something new.
pub(in crate::topics::pages) async fn unread(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    asked: web::Query<AskedList>,
) -> Result<HttpResponse> {
    let after = asked.cursor("unread")?;
    let now = app.now();
    let (news, next) = app
        .db
        .read_slowly(move |conn| {
            let sight = by.who.sight();
            news::page(conn, &sight, by.who.id, after, ROWS, now)
        })
        .await?;
    let rows = news
        .into_iter()
        .map(|one| NewsRow {
            id: one.card.topic.id,
            kind: one.card.topic.kind,
            path: one.card.topic.path(),
            title: one.card.topic.title,
            author: one.card.author,
            status: one.card.status,
            created_at: one.card.topic.created_at,
            active_at: one.card.topic.active_at,
            unread: one.unread,
            fresh: one.fresh,
        })
        .collect();
    shell.page(&UnreadPage {
        rows,
        next: next.map(|cursor| format!("/unread?after={}", cursor.write("unread"))),
        first: after.map(|_| "/unread"),
    })
}
