//! Boards, tags and statuses.

use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;

use super::shapes::StatusJson;
use crate::access::Viewer;
use crate::error::Result;
use crate::state::App;
use crate::topics::list::{self};
use crate::topics::model::Kind;
use crate::topics::{boards, statuses};
use crate::wire::{self, List};

/// A board.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Board)]
pub(super) struct BoardJson {
    /// Its stable name in the API.
    slug: String,
    /// Its name for people.
    name: String,
    /// What it is for.
    description: String,
    /// Its proposals, in the browser.
    #[schema(format = "uri")]
    url: String,
    /// Who may see it.
    see: crate::access::Audience,
    /// Who may start topics.
    propose: crate::access::Audience,
    /// Who may comment.
    comment: crate::access::Audience,
    /// Who may vote.
    vote: crate::access::Audience,
    /// How many proposals it holds.
    proposals: i64,
    /// How many discussions it holds.
    discussions: i64,
}

/// All boards that you may see.
#[utoipa::path(tag = "Boards, tags, statuses", responses((status = 200, body = List<BoardJson>), (status = 304, description = "You have it already.")))]
#[get("/boards")]
pub(super) async fn list_boards(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let data = app
        .db
        .read(move |conn| {
            let proposals = boards::counts(conn, Kind::Proposal)?;
            let discussions = boards::counts(conn, Kind::Discussion)?;
            Ok(boards::visible(conn, &sight)?
                .into_iter()
                .map(|board| BoardJson {
                    url: inner
                        .config
                        .base_url
                        .link(&format!("/boards/{}", board.slug)),
                    proposals: proposals.get(&board.id).copied().unwrap_or(0),
                    discussions: discussions.get(&board.id).copied().unwrap_or(0),
                    slug: board.slug,
                    name: board.name,
                    description: board.description,
                    see: board.see,
                    propose: board.propose,
                    comment: board.comment,
                    vote: board.vote,
                })
                .collect())
        })
        .await?;
    wire::ok(&req, &List { data, next: None })
}

/// A tag.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Tag)]
pub(super) struct TagJson {
    /// Its stable name in the API.
    slug: String,
    /// Its name for people.
    name: String,
    /// How many topics you may see have it.
    topics: i64,
}

/// The 500 tags used most on the boards that you may see.
#[utoipa::path(tag = "Boards, tags, statuses", responses((status = 200, body = List<TagJson>), (status = 304, description = "You have it already.")))]
#[get("/tags")]
pub(super) async fn list_tags(app: App, viewer: Viewer, req: HttpRequest) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let data = app
        .db
        .read(move |conn| {
            Ok(list::tags(conn, &sight, 500)?
                .into_iter()
                .map(|(tag, topics)| TagJson {
                    slug: tag.slug,
                    name: tag.name,
                    topics,
                })
                .collect())
        })
        .await?;
    wire::ok(&req, &List { data, next: None })
}

/// A status with what it does.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = StatusRules)]
pub(super) struct StatusRules {
    #[serde(flatten)]
    status: StatusJson,
    /// Whether it stands on the roadmap.
    roadmap: bool,
    /// Whether votes are closed.
    freeze_votes: bool,
    /// Whether comments are closed.
    freeze_comments: bool,
    /// Whether the text is final.
    freeze_edits: bool,
}

/// Every status that a proposal may have, in their order.
#[utoipa::path(tag = "Boards, tags, statuses", responses((status = 200, body = List<StatusRules>), (status = 304, description = "You have it already.")))]
#[get("/statuses")]
pub(super) async fn list_statuses(app: App, req: HttpRequest) -> Result<HttpResponse> {
    let data = app
        .db
        .read(|conn| {
            Ok(statuses::all(conn)?
                .list()
                .iter()
                .map(|s| StatusRules {
                    status: StatusJson {
                        slug: s.slug.clone(),
                        name: s.name.clone(),
                        kind: s.kind,
                    },
                    roadmap: s.roadmap,
                    freeze_votes: s.freeze_votes,
                    freeze_comments: s.freeze_comments,
                    freeze_edits: s.freeze_edits,
                })
                .collect::<Vec<_>>())
        })
        .await?;
    wire::ok(&req, &List { data, next: None })
}
