//! Bookmarks as HTML.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::reading::AskedList;
use crate::access::{Can, Follow};
use crate::accounts::Author;
use crate::clock::Time;
use crate::error::Result;
use crate::id::{CommentId, TopicId};
use crate::say;
use crate::state::App;
use crate::topics::mine::{Thing, bookmarks as kept};
use crate::topics::model::Kind;
use crate::topics::pages::lists::ROWS;
use crate::web::{Page, Shell, own_path};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::topics::pages) struct Typed {
    /// `no` drops the bookmark.
    keep: String,
    note: String,
    next: Option<String>,
}

async fn bookmark(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    thing: Thing,
    typed: Typed,
) -> Result<HttpResponse> {
    let place = match thing {
        Thing::Topic(id) => format!("/t/{id}"),
        Thing::Comment(id) => format!("/c/{id}"),
    };
    let keep = typed.keep != "no";
    let note = kept::note(&typed.note)?;
    let now = app.now();
    app.db
        .write_unseen(move |tx| match keep {
            true => kept::keep(tx, &by, thing, &note, now).map(drop),
            false => kept::drop(tx, &by, thing),
        })
        .await?;
    let back = match &typed.next {
        Some(next) => own_path(Some(next)),
        None => place,
    };
    let told = match keep {
        true => say!("bookmark-kept"),
        false => say!("bookmark-dropped"),
    };
    Ok(shell.done(back, told))
}

pub(in crate::topics::pages) async fn bookmark_topic(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    bookmark(app, by, shell, Thing::Topic(*id), form.into_inner()).await
}

pub(in crate::topics::pages) async fn bookmark_comment(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    id: web::Path<CommentId>,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    bookmark(app, by, shell, Thing::Comment(*id), form.into_inner()).await
}

/// A bookmark.
#[derive(Serialize)]
struct BookmarkRow {
    /// Its number and what it is of, for the page's own ids.
    name: String,
    kind: Kind,
    title: String,
    path: String,
    action: String,
    author: Option<Author>,
    excerpt: String,
    note: String,
    at: Time,
}

#[derive(Serialize)]
pub(in crate::topics::pages) struct BookmarksPage {
    rows: Vec<BookmarkRow>,
    next: Option<String>,
    first: Option<&'static str>,
}
impl Page for BookmarksPage {
    const TEMPLATE: &'static str = "topics/bookmarks.html";
}

/// What the reader keeps.
pub(in crate::topics::pages) async fn bookmarks(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    asked: web::Query<AskedList>,
) -> Result<HttpResponse> {
    let after = asked.cursor("bookmarks")?;
    let (found, next) = app
        .db
        .read(move |conn| kept::all(conn, &by.who.sight(), by.who.id, after, ROWS))
        .await?;
    let rows = found
        .into_iter()
        .map(|one| {
            let (name, path) = match one.thing {
                Thing::Topic(id) => (format!("t-{id}"), one.topic.path()),
                Thing::Comment(id) => (format!("c-{id}"), format!("/c/{id}")),
            };
            let (author, excerpt) = match one.comment {
                Some((author, begins)) => (Some(author), begins),
                None => (None, one.topic.excerpt),
            };
            BookmarkRow {
                action: format!("/{}/bookmark", name.replacen('-', "/", 1)),
                kind: one.topic.kind,
                title: one.topic.title,
                name,
                path,
                author,
                excerpt,
                note: one.note,
                at: one.at,
            }
        })
        .collect();
    shell.page(&BookmarksPage {
        rows,
        next: next.map(|cursor| format!("/bookmarks?after={}", cursor.write("bookmarks"))),
        first: after.map(|_| "/bookmarks"),
    })
}
