//! Comments on topics of every kind.

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use serde::{Deserialize, Serialize};

use super::shapes::AuthorJson;
use super::{asked_with, stands};
use crate::access::{Can, Comment as MayComment, Viewer};
use crate::accounts::{self};
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key};
use crate::error::{Error, Result};
use crate::id::{CommentId, PersonId, TopicId};
use crate::state::App;
use crate::topics::actions::{self};
use crate::topics::thread::kinds;
use crate::topics::{comments, family, prose, store};
use crate::wire::{self, Answer, Body, Key as Once, List, Paging, once};

/// A comment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Comment)]
pub(super) struct CommentJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: CommentId,
    /// Its lasting address.
    #[schema(format = "uri")]
    url: String,
    /// The topic it belongs to.
    #[schema(value_type = i64)]
    topic: TopicId,
    /// The comment it answers.
    #[schema(value_type = Option<i64>)]
    parent: Option<CommentId>,
    /// Who wrote it.
    author: AuthorJson,
    /// The text as written, in Markdown; nothing once it is removed.
    body: Option<String>,
    /// The text as shown: safe HTML; nothing once it is removed.
    body_html: Option<String>,
    /// Whether staff answer officially.
    official: bool,
    /// Whether only staff see it.
    internal: bool,
    /// Whether it was removed; answers to it stay.
    removed: bool,
    /// Counts the changes of its text.
    version: i64,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    /// When it was last changed.
    #[schema(value_type = Option<String>, format = DateTime)]
    edited_at: Option<Time>,
}

pub(super) fn tell_comments(
    conn: &mut Conn,
    app: &App,
    rows: Vec<(crate::topics::model::Comment, String, String)>,
) -> Result<Vec<CommentJson>> {
    let people: Vec<PersonId> = rows.iter().map(|(c, ..)| c.author_id).collect();
    let authors = accounts::authors(conn, &people)?;
    rows.into_iter()
        .map(|(comment, body, html)| {
            let author = authors.get(&comment.author_id).cloned().ok_or_else(|| {
                Error::internal(format!("comment {} has lost its author", comment.id))
            })?;
            let shown = comment.readable();
            let html = crate::text::Html::from_stored(html);
            Ok(CommentJson {
                id: comment.id,
                url: app.config.base_url.link(&format!("/c/{}", comment.id)),
                topic: comment.topic_id,
                parent: comment.parent_id,
                author: author.into(),
                body: shown.then_some(body),
                body_html: shown.then(|| html.at(&app.config.base_url.full)),
                official: comment.official,
                internal: comment.internal(),
                removed: !shown,
                version: comment.version,
                created_at: comment.created_at,
                edited_at: comment.edited_at,
            })
        })
        .collect()
}

pub(super) fn tell_comment(conn: &mut Conn, app: &App, id: CommentId) -> Result<CommentJson> {
    let comment = store::comment(conn, id)?.ok_or(Error::NotFound("comment"))?;
    let (body, html) = store::comment_words(conn, id)?;
    tell_comments(conn, app, vec![(comment, body, html)])?
        .pop()
        .ok_or(Error::NotFound("comment"))
}

/// Comments on a topic of any kind, oldest first.
#[utoipa::path(tag = "Comments", params(("id" = i64, Path), Paging), responses((status = 200, body = List<CommentJson>),
    (status = 301, description = "The topic is merged into another.", headers(("Location" = String)))))]
#[get("/topics/{id}/comments")]
pub(super) async fn list_comments(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<TopicId>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let limit = paging.rows()?;
    let after = paging.from("comments")?.map_or(0, |c| c.id);
    let (inner, rest) = (app.clone(), format!("/comments{}", asked_with(&req)));
    let (data, next) = app
        .db
        .read(move |conn| {
            let topic = actions::find(conn, &sight, *id)?.topic;
            stands(conn, &inner, &sight, &topic, &rest)?;
            let family = family::members(conn, *id)?;
            let mut rows = store::by_age(conn, &family, kinds(&sight), after, limit + 1)?;
            let more = rows.len() as i64 > limit;
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let next = rows.last().filter(|_| more).map(|(c, ..)| Cursor {
                key: Key::Number(0),
                id: c.id.get(),
            });
            Ok((tell_comments(conn, &inner, rows)?, next))
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data,
            next: next.map(|c| wire::next_link(&app, &req, &c.write("comments"))),
        },
    )
}

/// A comment to write.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewComment {
    /// Markdown, up to 40,000 characters.
    #[schema(min_length = 1, max_length = 40_000)]
    body: String,
    /// The comment it answers.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    parent: Option<CommentId>,
    /// Whether staff answer officially (moderators only).
    #[serde(default)]
    #[schema(required = false)]
    official: bool,
    /// Whether only staff shall see it (moderators only).
    #[serde(default)]
    #[schema(required = false)]
    internal: bool,
}

/// Comments on a topic of any kind.
#[utoipa::path(tag = "Comments", request_body = NewComment, security(("token" = ["comments:write"])), params(("id" = i64, Path),
    ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key gets the first answer.", max_length = 255, min_length = 1)),
    responses((status = 201, body = CommentJson, headers(("Location" = String)))))]
#[post("/topics/{id}/comments")]
pub(super) async fn create_comment(
    app: App,
    by: Can<MayComment>,
    key: Once,
    id: web::Path<TopicId>,
    body: Body<NewComment>,
) -> Result<HttpResponse> {
    let prose = prose::comment(&app, &body.value.body).await?;
    let (now, inner, topic) = (app.now(), app.clone(), *id);
    app.db
        .write(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let (new, parent) = (&body.value, body.value.parent);
                let id = match new.internal {
                    true => comments::note(tx, &by, topic, parent, &prose, now)?,
                    false => comments::say(tx, &by, topic, parent, new.official, &prose, now)?,
                };
                let told = tell_comment(tx, &inner, id)?;
                Answer::created(
                    inner
                        .config
                        .base_url
                        .link(&format!("/api/v1/comments/{id}")),
                    &told,
                )
            })
        })
        .await
        .map(Answer::respond)
}

/// A comment.
#[utoipa::path(tag = "Comments", params(("id" = i64, Path)), responses((status = 200, body = CommentJson), (status = 304, description = "You have it already.")))]
#[get("/comments/{id}")]
pub(super) async fn show_comment(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            comments::find(conn, &sight, *id)?;
            tell_comment(conn, &inner, *id)
        })
        .await?;
    wire::ok_version(&req, &told, told.version)
}

/// What a comment shall say instead.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CommentChange {
    /// Markdown, up to 40,000 characters.
    #[schema(min_length = 1, max_length = 40_000)]
    body: String,
}

/// Changes a comment. Only its author and staff may.
#[utoipa::path(tag = "Comments", request_body = CommentChange, security(("token" = ["comments:write"])), params(("id" = i64, Path),
    ("If-Match" = Option<String>, Header, description = "The ETag that was read.")), responses((status = 200, body = CommentJson)))]
#[patch("/comments/{id}")]
pub(super) async fn edit_comment(
    app: App,
    by: Can<MayComment>,
    req: HttpRequest,
    id: web::Path<CommentId>,
    body: Body<CommentChange>,
) -> Result<HttpResponse> {
    let prose = prose::comment(&app, &body.value.body).await?;
    let (now, read, inner, id) = (app.now(), wire::if_match(&req)?, app.clone(), *id);
    let told = app
        .db
        .write(move |tx| {
            comments::edit(tx, &by, id, &prose, read, now)?;
            tell_comment(tx, &inner, id)
        })
        .await?;
    wire::ok_version(&req, &told, told.version)
}

/// Removes a comment; answers to it stay. Only its author and staff may.
#[utoipa::path(tag = "Comments", security(("token" = ["comments:write"])), params(("id" = i64, Path)), responses((status = 204, description = "It is removed.")))]
#[delete("/comments/{id}")]
pub(super) async fn remove_comment(
    app: App,
    by: Can<MayComment>,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let (now, id) = (app.now(), *id);
    app.db
        .write(move |tx| comments::remove(tx, &by, id, now).map(drop))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
