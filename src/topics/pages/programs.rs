//! The same topic for programs, beside its own address.
use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};

use crate::accounts::{self};
use crate::db::Conn;
use crate::error::Result;
use crate::id::TopicId;
use crate::state::App;
use crate::topics::actions::{self, Seen};
use crate::topics::kinds::Kinds;
use crate::topics::model::State;
use crate::topics::{family, store};
use crate::web::Shell;

pub(super) async fn json_of(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let (sight, kinds_app) = (shell.viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, *id)?;
            if let Some(lead) = family::leads_to(conn, &sight, &seen.topic)? {
                return Ok(Err(lead.topic.path()));
            }
            let room = kinds_app.part::<Kinds>().of(seen.topic.kind);
            (room.tell)(conn, &kinds_app, &sight, &seen).map(Ok)
        })
        .await?;
    match told {
        Ok(told) => crate::wire::ok(&req, &told),
        Err(lead) => Ok(shell.moved(format!("{lead}.json"))),
    }
}

pub(super) async fn json_of_slug(
    app: App,
    shell: Shell,
    path: web::Path<(TopicId, String)>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    json_of(app, shell, web::Path::from(path.0), req).await
}

pub(super) async fn markdown_of(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let base = app.config.base_url.full.clone();
    let told = app
        .db
        .read_slowly(move |conn| {
            let seen = actions::find(conn, &sight, *id)?;
            match family::leads_to(conn, &sight, &seen.topic)? {
                Some(lead) => Ok(Err(lead.topic.path())),
                None => markdown(conn, &seen, &base).map(Ok),
            }
        })
        .await?;
    let told = match told {
        Ok(told) => told,
        Err(lead) => return Ok(shell.moved(format!("{lead}.md"))),
    };
    Ok(HttpResponse::Ok()
        .content_type("text/markdown; charset=utf-8")
        .insert_header(("cache-control", "private, no-cache"))
        .insert_header(("vary", "Cookie"))
        .body(told))
}

pub(super) async fn markdown_of_slug(
    app: App,
    shell: Shell,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    markdown_of(app, shell, web::Path::from(path.0)).await
}

/// A topic and the first thousand comments as one Markdown text.
pub(super) fn markdown(conn: &mut Conn, seen: &Seen, base: &str) -> Result<String> {
    use std::fmt::Write;
    let topic = &seen.topic;
    let (body, _) = actions::words(conn, topic.id)?;
    let family = family::members(conn, topic.id)?;
    // A text is passed on more easily than a page: notes of staff stay out of it, whoever asks.
    let rows = store::by_age(conn, &family, &[State::Shown, State::Removed], 0, 1000)?;
    let mut people: Vec<_> = rows.iter().map(|(c, ..)| c.author_id).collect();
    people.push(topic.author_id);
    let authors = accounts::authors(conn, &people)?;
    let handles: HashMap<_, _> = authors
        .iter()
        .map(|(id, a)| (*id, a.handle.as_str()))
        .collect();
    let by = |id| handles.get(&id).copied().unwrap_or("nobody");
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "# {}\n\n{}{} · @{} · {} · {}\n\n{body}",
        topic.title,
        base,
        topic.path(),
        by(topic.author_id),
        topic.created_at,
        seen.board.name
    );
    for (comment, body, _) in rows {
        let body = match comment.readable() {
            true => body,
            false => "*removed*".into(),
        };
        let _ = writeln!(
            out,
            "\n---\n\n@{} · {} · {base}/c/{}\n\n{body}",
            by(comment.author_id),
            comment.created_at,
            comment.id
        );
    }
    Ok(out)
}
