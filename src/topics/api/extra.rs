//! Free fields.

use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::stands;
use crate::access::{Can, KeepExtra, Viewer};
use crate::db::{Cursor, Key};
use crate::error::Result;
use crate::id::{CommentId, TopicId};
use crate::state::App;
use crate::topics::actions;
use crate::topics::extras::{self, Subject};
use crate::wire::{self, Answer, Body, List, Paging};

pub(super) async fn show_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    subject: Subject,
    name: String,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            if let Subject::Topic(id) = subject {
                let topic = actions::find(conn, &sight, id)?.topic;
                stands(conn, &inner, &sight, &topic, &format!("/extra/{name}"))?;
            }
            extras::one(conn, &sight, subject, &name)
        })
        .await?;
    wire::ok(&req, &told)
}

/// Keeps free fields beside any subject.
///
/// # Errors
/// Those of [`extras::keep`].
pub async fn keep_extra(
    app: App,
    by: Can<KeepExtra>,
    subject: Subject,
    name: String,
    data: Map<String, Value>,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| {
            extras::keep(tx, &by, subject, &name, &data, now)?;
            Answer::ok(&data)
        })
        .await
        .map(Answer::respond)
}

/// Drops free fields from any subject.
///
/// # Errors
/// Those of [`extras::drop`].
pub async fn drop_extra(
    app: App,
    by: Can<KeepExtra>,
    subject: Subject,
    name: String,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| extras::drop(tx, &by, subject, &name, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What one program keeps beside a topic.
#[utoipa::path(tag = "Free fields", params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")), responses((status = 200, body = Object),
    (status = 301, description = "The topic is merged into another.", headers(("Location" = String)))))]
#[get("/topics/{id}/extra/{app}")]
pub(super) async fn show_topic_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    show_extra(app, viewer, req, Subject::Topic(id), name).await
}

/// Keeps your program's fields (a JSON object, 16 KiB) beside a topic, in place of what it kept there before.
#[utoipa::path(tag = "Free fields", request_body = Object, security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")),
    responses((status = 200, body = Object)))]
#[put("/topics/{id}/extra/{app}")]
pub(super) async fn keep_topic_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(TopicId, String)>,
    body: Body<Map<String, Value>>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    keep_extra(app, by, Subject::Topic(id), name, body.value).await
}

/// Drops your program's fields from a topic.
#[utoipa::path(tag = "Free fields", security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")),
    responses((status = 204, description = "They are gone.")))]
#[delete("/topics/{id}/extra/{app}")]
pub(super) async fn drop_topic_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    drop_extra(app, by, Subject::Topic(id), name).await
}

/// What one program keeps beside a comment.
#[utoipa::path(tag = "Free fields", params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")), responses((status = 200, body = Object)))]
#[get("/comments/{id}/extra/{app}")]
pub(super) async fn show_comment_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    path: web::Path<(CommentId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    show_extra(app, viewer, req, Subject::Comment(id), name).await
}

/// Keeps your program's fields (a JSON object, 16 KiB) beside a comment.
#[utoipa::path(tag = "Free fields", request_body = Object, security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")),
    responses((status = 200, body = Object)))]
#[put("/comments/{id}/extra/{app}")]
pub(super) async fn keep_comment_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(CommentId, String)>,
    body: Body<Map<String, Value>>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    keep_extra(app, by, Subject::Comment(id), name, body.value).await
}

/// Drops your program's fields from a comment.
#[utoipa::path(tag = "Free fields", security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")),
    responses((status = 204, description = "They are gone.")))]
#[delete("/comments/{id}/extra/{app}")]
pub(super) async fn drop_comment_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(CommentId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    drop_extra(app, by, Subject::Comment(id), name).await
}

/// Where a program's field was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Found {
    /// `topic` or `comment`.
    kind: String,
    /// Which one.
    id: i64,
    /// Its address.
    #[schema(format = "uri")]
    url: String,
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// A top-level key that the program keeps.
    key: String,
    /// Only where it has this value: text as it is, anything else as JSON; its first 200 characters.
    value: Option<String>,
}

/// Topics and comments beside which a program keeps a key, or a key with a value.
#[utoipa::path(tag = "Free fields", params(("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$"), Wanted, Paging), responses((status = 200, body = List<Found>)))]
#[get("/extra/{app}")]
pub(super) async fn find_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    name: web::Path<String>,
    wanted: web::Query<Wanted>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (sight, limit) = (viewer.sight(), paging.rows()?);
    let after = paging.from("extra")?.map(|cursor| {
        let kind = if cursor.key == Key::Number(0) {
            "comment"
        } else {
            "topic"
        };
        (kind.to_owned(), cursor.id)
    });
    let (found, next) = app
        .db
        .read(move |conn| {
            extras::with_key(
                conn,
                &sight,
                &name,
                &wanted.key,
                wanted.value.as_deref(),
                after,
                limit,
            )
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data: found
                .into_iter()
                .map(|(kind, id)| Found {
                    url: app.config.base_url.link(&match kind.as_str() {
                        "topic" => format!("/t/{id}"),
                        _ => format!("/c/{id}"),
                    }),
                    kind,
                    id,
                })
                .collect::<Vec<_>>(),
            next: next.map(|(kind, id)| {
                let cursor = Cursor {
                    key: Key::Number(i64::from(kind == "topic")),
                    id,
                };
                wire::next_link(&app, &req, &cursor.write("extra"))
            }),
        },
    )
}
