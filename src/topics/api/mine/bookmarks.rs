//! What one keeps.
use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Follow};
use crate::clock::Time;
use crate::error::Result;
use crate::id::{CommentId, TopicId};
use crate::state::App;
use crate::topics::mine::{Thing, bookmarks};
use crate::wire::{self, Body, List, Paging};

/// A bookmark.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Bookmark)]
pub(super) struct BookmarkJson {
    /// `topic` or `comment`.
    kind: &'static str,
    /// Its number.
    id: i64,
    /// Its address.
    #[schema(format = "uri")]
    url: String,
    /// The title of its topic.
    title: String,
    /// Your note; may be empty.
    note: String,
    /// When you kept it.
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

/// Your bookmarks, youngest first. Only you are told.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(Paging), responses((status = 200, body = List<BookmarkJson>), (status = 304, description = "You have it already.")))]
#[get("/me/bookmarks")]
pub(super) async fn list_bookmarks(
    app: App,
    by: Can<Follow>,
    req: HttpRequest,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (limit, after) = (paging.rows()?, paging.from("bookmarks")?);
    let (found, next) = app
        .db
        .read(move |conn| bookmarks::all(conn, &by.who.sight(), by.who.id, after, limit))
        .await?;
    wire::ok(
        &req,
        &List {
            data: found
                .into_iter()
                .map(|one| {
                    let (kind, id, path) = match one.thing {
                        Thing::Topic(id) => ("topic", id.get(), one.topic.path()),
                        Thing::Comment(id) => ("comment", id.get(), format!("/c/{id}")),
                    };
                    BookmarkJson {
                        kind,
                        id,
                        url: app.config.base_url.link(&path),
                        title: one.topic.title,
                        note: one.note,
                        at: one.at,
                    }
                })
                .collect::<Vec<_>>(),
            next: next.map(|cursor| wire::next_link(&app, &req, &cursor.write("bookmarks"))),
        },
    )
}

/// A bookmark to keep.
#[derive(Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Note {
    /// What you want to remember about it, up to 300 characters.
    #[schema(required = false, max_length = 300)]
    note: String,
}

async fn keep(app: App, by: Can<Follow>, thing: Thing, typed: Note) -> Result<HttpResponse> {
    let note = bookmarks::note(&typed.note)?;
    let now = app.now();
    let told = app
        .db
        .write_unseen(move |tx| {
            bookmarks::keep(tx, &by, thing, &note, now)?;
            Ok(Note { note: note.clone() })
        })
        .await?;
    Ok(HttpResponse::Ok().json(told))
}

async fn drop(app: App, by: Can<Follow>, thing: Thing) -> Result<HttpResponse> {
    app.db
        .write_unseen(move |tx| bookmarks::drop(tx, &by, thing))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Keeps a topic, or changes the note of one that you keep.
#[utoipa::path(tag = "Your own", request_body = Note, security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 200, body = Note)))]
#[put("/topics/{id}/bookmark")]
pub(super) async fn keep_topic_bookmark(
    app: App,
    by: Can<Follow>,
    id: web::Path<TopicId>,
    body: Body<Note>,
) -> Result<HttpResponse> {
    keep(app, by, Thing::Topic(*id), body.value).await
}

/// Drops the bookmark of a topic.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 204, description = "You do not keep it.")))]
#[delete("/topics/{id}/bookmark")]
pub(super) async fn drop_topic_bookmark(
    app: App,
    by: Can<Follow>,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    drop(app, by, Thing::Topic(*id)).await
}

/// Keeps a comment, or changes the note of one that you keep.
#[utoipa::path(tag = "Your own", request_body = Note, security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 200, body = Note)))]
#[put("/comments/{id}/bookmark")]
pub(super) async fn keep_comment_bookmark(
    app: App,
    by: Can<Follow>,
    id: web::Path<CommentId>,
    body: Body<Note>,
) -> Result<HttpResponse> {
    keep(app, by, Thing::Comment(*id), body.value).await
}

/// Drops the bookmark of a comment.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 204, description = "You do not keep it.")))]
#[delete("/comments/{id}/bookmark")]
pub(super) async fn drop_comment_bookmark(
    app: App,
    by: Can<Follow>,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    drop(app, by, Thing::Comment(*id)).await
}
