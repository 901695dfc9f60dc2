//! Boards, tags and statuses.

use actix_web::{HttpRequest, HttpResponse, get, put, web};
use serde::{Deserialize, Serialize};

use super::shapes::StatusJson;
use crate::access::{Administer, Can, Viewer};
use crate::error::Result;
use crate::state::App;
use crate::topics::fields::{self, Asked, Form};
use crate::topics::list::{self};
use crate::topics::model::Kind;
use crate::topics::{boards, statuses};
use crate::wire::{self, Answer, Body, List};

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
    /// The text that new proposals begin with, in Markdown; may be empty.
    template: String,
    /// What it asks of a proposal besides its words; answers go into `fields`, by key.
    fields: Vec<Asked>,
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
            let boards = boards::visible(conn, &sight)?;
            let ids: Vec<_> = boards.iter().map(|b| b.id).collect();
            let mut templates = fields::templates(conn, &ids)?;
            let asked = fields::asked(conn, &ids)?;
            Ok(boards
                .into_iter()
                .map(|board| BoardJson {
                    template: templates.remove(&board.id).unwrap_or_default(),
                    fields: asked
                        .iter()
                        .filter(|f| f.board_id == board.id)
                        .map(Asked::from)
                        .collect(),
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

/// What a board shall ask of a proposal besides its words.
#[derive(Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct BoardForm {
    /// The text that new proposals begin with, in Markdown.
    #[schema(required = false, max_length = 20_000)]
    template: String,
    /// All fields it asks for, at most 10. Those left out are not asked for any more; answers given so far stay.
    #[schema(required = false, max_items = 10)]
    fields: Vec<Asked>,
}

/// Changes what a board asks of a proposal (admins only).
#[utoipa::path(tag = "Boards, tags, statuses", request_body = BoardForm, security(("token" = ["admin:write"])), params(("slug" = String, Path)), responses((status = 200, body = BoardForm)))]
#[put("/boards/{slug}/form")]
pub(super) async fn put_form(
    app: App,
    by: Can<Administer>,
    slug: web::Path<String>,
    body: Body<BoardForm>,
) -> Result<HttpResponse> {
    let form = Form::parse(&body.value.template, &body.value.fields)?;
    let now = app.now();
    app.db
        .write(move |tx| {
            let board = boards::by_slug(tx, &by.who.sight(), &slug)?;
            fields::ask(tx, &by, board.id, &form, now)?;
            let mut templates = fields::templates(tx, &[board.id])?;
            let asked = fields::asked(tx, &[board.id])?;
            Answer::ok(&BoardForm {
                template: templates.remove(&board.id).unwrap_or_default(),
                fields: asked.iter().map(Asked::from).collect(),
            })
        })
        .await
        .map(Answer::respond)
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
