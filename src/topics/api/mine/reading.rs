//! How far one read, and what is new.
use actix_web::{HttpRequest, HttpResponse, get, put, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Follow};
use crate::error::Result;
use crate::id::{CommentId, TopicId};
use crate::state::App;
use crate::topics::actions;
use crate::topics::api::shapes::TopicJson;
use crate::topics::api::stands;
use crate::topics::mine::{Level, Thing, bookmarks, follows, news, reading};
use crate::wire::{self, Body, List, Paging};

/// A topic that you follow, with something new.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Unread)]
pub(super) struct UnreadJson {
    #[serde(flatten)]
    topic: TopicJson,
    /// How many comments you have not read.
    unread: i64,
    /// Whether the topic itself is new to you.
    fresh: bool,
}

/// Topics that you follow with something new, last active first.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(Paging), responses((status = 200, body = List<UnreadJson>), (status = 304, description = "You have it already.")))]
#[get("/me/unread")]
pub(super) async fn list_unread(
    app: App,
    by: Can<Follow>,
    req: HttpRequest,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (limit, after, now) = (paging.rows()?, paging.from("unread")?, app.now());
    let (found, next) = app
        .db
        .read_slowly(move |conn| news::page(conn, &by.who.sight(), by.who.id, after, limit, now))
        .await?;
    wire::ok(
        &req,
        &List {
            data: found
                .iter()
                .map(|one| UnreadJson {
                    topic: TopicJson::of(&app, &one.card),
                    unread: one.unread,
                    fresh: one.fresh,
                })
                .collect::<Vec<_>>(),
            next: next.map(|cursor| wire::next_link(&app, &req, &cursor.write("unread"))),
        },
    )
}

/// Marks everything there is as read.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), responses((status = 204, description = "Nothing is unread.")))]
#[put("/me/read")]
pub(super) async fn mark_everything_read(app: App, by: Can<Follow>) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| reading::mark_all(tx, &by, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// How far you read a topic.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Read {
    /// The last comment that you read; without it all of them are read.
    #[schema(value_type = Option<i64>, required = false)]
    comment: Option<CommentId>,
}

/// Marks a topic as read, whole or up to one of its comments. It never goes back.
#[utoipa::path(tag = "Your own", request_body = Read, security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 200, body = OwnJson)))]
#[put("/topics/{id}/read")]
pub(super) async fn mark_topic_read(
    app: App,
    by: Can<Follow>,
    id: web::Path<TopicId>,
    body: Body<Read>,
) -> Result<HttpResponse> {
    let (id, now, upto) = (*id, app.now(), body.value.comment);
    let told = app
        .db
        .write(move |tx| {
            reading::mark(tx, &by, id, upto, now)?;
            own(tx, &by, id)
        })
        .await?;
    Ok(HttpResponse::Ok().json(told))
}

/// What is yours about a topic.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Own)]
pub(super) struct OwnJson {
    /// How many comments you have not read; nothing is unread on a topic that you neither opened nor follow.
    unread: i64,
    /// How much you hear of it, all in all.
    level: Level,
    /// What you chose for it, or what followed from what you did there; nothing if neither.
    own: Option<Level>,
    /// Whether you chose it.
    chosen: bool,
    /// Whether you keep it.
    bookmarked: bool,
    /// The note of your bookmark.
    note: Option<String>,
}

pub(super) fn own(conn: &mut crate::db::Conn, by: &Can<Follow>, id: TopicId) -> Result<OwnJson> {
    let sight = by.who.sight();
    let topic = actions::find(conn, &sight, id)?.topic;
    let mark = reading::marks(conn, &sight, &[id])?
        .remove(&id)
        .unwrap_or_default();
    let following = follows::of_topic(conn, by.who.id, &topic)?;
    Ok(OwnJson {
        unread: mark.unread,
        level: following.level,
        own: following.own.map(|own| own.level),
        chosen: following.own.is_some_and(|own| own.chosen),
        bookmarked: mark.bookmarked,
        note: bookmarks::of(conn, by.who.id, Thing::Topic(id))?,
    })
}

/// What is yours about a topic: how much is unread, how much you hear of it, whether you keep it.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 200, body = OwnJson), (status = 304, description = "You have it already."),
    (status = 301, description = "The topic is merged into another.", headers(("Location" = String)))))]
#[get("/topics/{id}/own")]
pub(super) async fn show_own(
    app: App,
    by: Can<Follow>,
    req: HttpRequest,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let id = *id;
    let inner = app.clone();
    let told = app
        .db
        .read(move |conn| {
            let sight = by.who.sight();
            let topic = actions::find(conn, &sight, id)?.topic;
            stands(conn, &inner, &sight, &topic, "/own")?;
            own(conn, &by, id)
        })
        .await?;
    wire::ok(&req, &told)
}
