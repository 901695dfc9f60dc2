//! What one follows.
use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Follow, Sight};
use crate::clock::Time;
use crate::db::Tx;
use crate::error::Result;
use crate::id::TopicId;
use crate::state::App;
use crate::topics::mine::{Level, Subject, follows};
use crate::wire::{self, Body, List, Paging};

/// Something that you follow.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Followed)]
pub(super) struct FollowedJson {
    /// `topic`, `board` or `tag`.
    kind: &'static str,
    /// What it is called.
    name: String,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// How much you want to hear of it.
    level: Level,
    /// Whether you chose that, or it followed from what you did there.
    chosen: bool,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: Time,
}

/// Everything that you follow, last changed first.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(Paging), responses((status = 200, body = List<FollowedJson>), (status = 304, description = "You have it already.")))]
#[get("/me/follows")]
pub(super) async fn list_follows(
    app: App,
    by: Can<Follow>,
    req: HttpRequest,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (limit, after) = (paging.rows()?, paging.from("follows")?);
    let (entries, next) = app
        .db
        .read(move |conn| follows::all(conn, &by.who.sight(), by.who.id, after, limit))
        .await?;
    wire::ok(
        &req,
        &List {
            data: entries
                .into_iter()
                .map(|entry| FollowedJson {
                    kind: entry.kind,
                    name: entry.name,
                    url: app.config.base_url.link(&entry.path),
                    level: entry.level,
                    chosen: entry.chosen,
                    since: entry.since,
                })
                .collect::<Vec<_>>(),
            next: next.map(|cursor| wire::next_link(&app, &req, &cursor.write("follows"))),
        },
    )
}

/// How much you want to hear.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// From `muted` (nothing) to `watching` (everything).
    level: Level,
}

/// What you chose.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Chosen {
    /// How much you want to hear of it.
    level: Level,
}

async fn keep(
    app: App,
    by: Can<Follow>,
    level: Level,
    find: impl Fn(&mut Tx<'_>, &Sight) -> Result<Subject> + Send + 'static,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write_unseen(move |tx| {
            let of = find(tx, &by.who.sight())?;
            follows::choose(tx, &by, of, level, now)
        })
        .await?;
    Ok(HttpResponse::Ok().json(Chosen { level }))
}

async fn leave(
    app: App,
    by: Can<Follow>,
    find: impl Fn(&mut Tx<'_>, &Sight) -> Result<Subject> + Send + 'static,
) -> Result<HttpResponse> {
    app.db
        .write_unseen(move |tx| {
            let of = find(tx, &by.who.sight())?;
            follows::leave(tx, &by, of)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Follows a topic, at a level that you choose.
#[utoipa::path(tag = "Your own", request_body = Wanted, security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 200, body = Chosen)))]
#[put("/topics/{id}/follow")]
pub(super) async fn keep_topic_follow(
    app: App,
    by: Can<Follow>,
    id: web::Path<TopicId>,
    body: Body<Wanted>,
) -> Result<HttpResponse> {
    let id = *id;
    keep(app, by, body.value.level, move |tx, sight| {
        Ok(follows::topic(tx, sight, id)?.1)
    })
    .await
}

/// Takes back what you chose for a topic: its board and tags count again.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("id" = i64, Path)), responses((status = 204, description = "Nothing is chosen for it.")))]
#[delete("/topics/{id}/follow")]
pub(super) async fn drop_topic_follow(
    app: App,
    by: Can<Follow>,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let id = *id;
    leave(app, by, move |tx, sight| {
        Ok(follows::topic(tx, sight, id)?.1)
    })
    .await
}

/// Follows whatever is on a board.
#[utoipa::path(tag = "Your own", request_body = Wanted, security(("token" = ["following:write"])), params(("slug" = String, Path)), responses((status = 200, body = Chosen)))]
#[put("/boards/{slug}/follow")]
pub(super) async fn keep_board_follow(
    app: App,
    by: Can<Follow>,
    slug: web::Path<String>,
    body: Body<Wanted>,
) -> Result<HttpResponse> {
    let slug = slug.into_inner();
    keep(app, by, body.value.level, move |tx, sight| {
        follows::board(tx, sight, &slug)
    })
    .await
}

/// Takes back what you chose for a board.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("slug" = String, Path)), responses((status = 204, description = "Nothing is chosen for it.")))]
#[delete("/boards/{slug}/follow")]
pub(super) async fn drop_board_follow(
    app: App,
    by: Can<Follow>,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let slug = slug.into_inner();
    leave(app, by, move |tx, sight| follows::board(tx, sight, &slug)).await
}

/// Follows whatever has a tag.
#[utoipa::path(tag = "Your own", request_body = Wanted, security(("token" = ["following:write"])), params(("slug" = String, Path)), responses((status = 200, body = Chosen)))]
#[put("/tags/{slug}/follow")]
pub(super) async fn keep_tag_follow(
    app: App,
    by: Can<Follow>,
    slug: web::Path<String>,
    body: Body<Wanted>,
) -> Result<HttpResponse> {
    let slug = slug.into_inner();
    keep(app, by, body.value.level, move |tx, sight| {
        follows::tag(tx, sight, &slug)
    })
    .await
}

/// Takes back what you chose for a tag.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("slug" = String, Path)), responses((status = 204, description = "Nothing is chosen for it.")))]
#[delete("/tags/{slug}/follow")]
pub(super) async fn drop_tag_follow(
    app: App,
    by: Can<Follow>,
    slug: web::Path<String>,
) -> Result<HttpResponse> {
    let slug = slug.into_inner();
    leave(app, by, move |tx, sight| follows::tag(tx, sight, &slug)).await
}
