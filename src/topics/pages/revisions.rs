//! Earlier texts, and what changed.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::id::{CommentId, TopicId};
use crate::state::App;
use crate::text::{self};
use crate::topics::actions::{self};
use crate::topics::model::Topic;
use crate::topics::{comments, fields, store};
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct Revision {
    author: Option<Author>,
    at: Time,
    title_before: Option<String>,
    title_after: Option<String>,
    lines: Vec<text::diff::Line>,
    /// What else changed: tags and answers to the board's fields.
    changes: Vec<fields::Change>,
}

#[derive(Serialize)]
pub(super) struct RevisionsPage {
    title: String,
    back: String,
    revisions: Vec<Revision>,
}
impl Page for RevisionsPage {
    const TEMPLATE: &'static str = "topics/revisions.html";
}

pub(super) fn revisions_page(
    conn: &mut Conn,
    topic: &Topic,
    comment: Option<CommentId>,
    body_now: String,
    back: String,
) -> Result<RevisionsPage> {
    let rows = store::revisions(conn, topic.id, comment)?;
    let people: Vec<_> = rows.iter().map(|(_, _, by, _)| *by).collect();
    let authors = accounts::authors(conn, &people)?;
    let title_now = if comment.is_some() {
        String::new()
    } else {
        topic.title.clone()
    };
    let mut after = (title_now, body_now);
    let mut revisions = Vec::new();
    for (title, body, by, at) in rows.into_iter().rev() {
        let renamed = title != after.0;
        revisions.push(Revision {
            author: authors.get(&by).cloned(),
            at,
            title_before: renamed.then(|| title.clone()),
            title_after: renamed.then(|| after.0.clone()),
            lines: text::diff::lines(&body, &after.1),
            changes: Vec::new(),
        });
        after = (title, body);
    }
    if comment.is_none() {
        let facts = store::facts(conn, topic.id)?;
        let people: Vec<_> = facts.iter().map(|(_, by, _)| *by).collect();
        let authors = accounts::authors(conn, &people)?;
        for (changes, by, at) in facts {
            let changes = serde_json::from_str(&changes).map_err(Error::internal)?;
            let author = authors.get(&by).cloned();
            // Of one edit, what happened to the text and to the rest stands together.
            match revisions.iter_mut().find(|r| r.at == at) {
                Some(revision) => revision.changes.extend::<Vec<fields::Change>>(changes),
                None => revisions.push(Revision {
                    author,
                    at,
                    title_before: None,
                    title_after: None,
                    lines: Vec::new(),
                    changes,
                }),
            }
        }
        revisions.sort_by_key(|r| std::cmp::Reverse(r.at));
    }
    Ok(RevisionsPage {
        title: topic.title.clone(),
        back,
        revisions,
    })
}

pub(super) async fn revisions(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read_slowly(move |conn| {
            let topic = actions::find(conn, &sight, *id)?.topic;
            let (body, _) = actions::words(conn, topic.id)?;
            revisions_page(conn, &topic, None, body, topic.path())
        })
        .await?;
    shell.page(&page)
}

pub(super) async fn comment_revisions(
    app: App,
    shell: Shell,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read_slowly(move |conn| {
            let found = comments::find(conn, &sight, *id)?;
            if !found.comment.readable() && !sight.is_staff() {
                return Err(Error::Gone("comment"));
            }
            let back = format!("/c/{}", found.comment.id);
            revisions_page(
                conn,
                &found.seen.topic,
                Some(found.comment.id),
                found.body,
                back,
            )
        })
        .await?;
    shell.page(&page)
}
