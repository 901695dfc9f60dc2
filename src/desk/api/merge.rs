//! Merging as JSON.
use actix_web::{HttpResponse, delete, put, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Moderate};
use crate::desk::merge;
use crate::error::Result;
use crate::id::TopicId;
use crate::state::App;
use crate::topics::family;
use crate::topics::model::Topic;
use crate::wire::{Answer, Body};

/// What a proposal is merged into.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewMerge {
    /// The number of the proposal that stays; if that is merged itself, what leads it.
    #[schema(value_type = i64)]
    into: TopicId,
}

/// A proposal with those that are merged into it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Merged {
    /// The proposal's number.
    #[schema(value_type = i64)]
    id: TopicId,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// How many people want it, each counted once.
    supporters: i64,
    /// How many comments are read with it.
    comments: i64,
    /// The numbers of those merged into it.
    #[schema(value_type = Vec<i64>)]
    merged: Vec<TopicId>,
}

fn told(conn: &mut crate::db::Conn, app: &App, topic: &Topic) -> Result<Merged> {
    Ok(Merged {
        id: topic.id,
        url: app.config.base_url.link(&topic.path()),
        supporters: topic.supporters,
        comments: topic.comments,
        merged: family::members(conn, topic.id)?.split_off(1),
    })
}

/// Merges a proposal into another (moderators only): its people and comments count there, its address leads there.
/// Doing it twice is once.
#[utoipa::path(tag = "Decisions", request_body = NewMerge, security(("token" = ["moderation:write"])), params(("id" = i64, Path)),
    responses((status = 200, description = "What leads now.", body = Merged)))]
#[put("/proposals/{id}/merge")]
pub(super) async fn put_merge(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewMerge>,
) -> Result<HttpResponse> {
    let (now, id, inner) = (app.now(), *id, app.clone());
    app.db
        .write(move |tx| {
            let leader = merge::merge(tx, &by, id, body.value.into, now)?;
            Answer::ok(&told(tx, &inner, &leader)?)
        })
        .await
        .map(Answer::respond)
}

/// Takes a merged proposal out again (moderators only), as it was before.
#[utoipa::path(tag = "Decisions", security(("token" = ["moderation:write"])), params(("id" = i64, Path)),
    responses((status = 200, description = "The proposal that stands for itself again.", body = Merged)))]
#[delete("/proposals/{id}/merge")]
pub(super) async fn drop_merge(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let (now, id, inner) = (app.now(), *id, app.clone());
    app.db
        .write(move |tx| {
            let topic = merge::unmerge(tx, &by, id, now)?;
            Answer::ok(&told(tx, &inner, &topic)?)
        })
        .await
        .map(Answer::respond)
}
