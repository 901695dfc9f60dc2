//! Proposals as JSON, `/api/v1`.
use std::collections::BTreeMap;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa_actix_web::service_config::ServiceConfig;

use super::actions;
use super::model::{Ballot, Importance, Stance, TypedVote};
use super::plan;
use super::store;
use crate::access::{Can, KeepExtra, Moderate, Propose, Sight, Viewer, Vote};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::id::TopicId;
use crate::state::App;
use crate::topics::actions::Seen;
use crate::topics::api::{
    AuthorJson, StatusJson, TextJson, TopicChange, TopicJson, change, drop_extra, keep_extra,
};
use crate::topics::boards;
use crate::topics::extras::{self, Subject};
use crate::topics::family;
use crate::topics::fields;
use crate::topics::list::{self, Asked, Card, Query};
use crate::topics::model::{Draft, Kind, Sort, few_tags};
use crate::topics::prose;
use crate::wire::{self, Answer, Body, Key as Once, List, Paging, once};

mod roadmap;
mod similar;

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_proposals)
        .service(create_proposal)
        .service(show_proposal)
        .service(edit_proposal)
        .service(put_vote)
        .service(drop_vote)
        .service(put_status)
        .service(similar::find_similar)
        .service(roadmap::show_roadmap)
        .service(keep_vote_extra)
        .service(drop_vote_extra);
}

/// A proposal in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ProposalItem)]
struct ItemJson {
    #[serde(flatten)]
    topic: TopicJson,
    /// Where it stands.
    status: StatusJson,
    /// How many people want it.
    supporters: i64,
    /// The reason that most supporters share.
    best_reason: Option<String>,
}

impl ItemJson {
    fn of(app: &App, card: &Card) -> Result<Self> {
        let status = card
            .status
            .as_ref()
            .ok_or_else(|| Error::internal(format!("proposal {} has no status", card.topic.id)))?;
        Ok(Self {
            topic: TopicJson::of(app, card),
            status: StatusJson {
                slug: status.slug.clone(),
                name: status.name.clone(),
                kind: status.kind,
            },
            supporters: card.topic.supporters,
            best_reason: card.topic.best_reason.clone(),
        })
    }
}

/// A proposal in a list, with what is planned.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PlannedProposal)]
struct PlannedJson {
    #[serde(flatten)]
    item: ItemJson,
    /// The handle of whoever of the staff answers for it.
    owner: Option<String>,
    /// The month in which it is expected, as `2026-03`.
    #[schema(pattern = "^[0-9]{4}-[0-9]{2}$")]
    eta: Option<String>,
}

impl PlannedJson {
    /// Several, with two queries for all their plans.
    fn all(conn: &mut Conn, app: &App, cards: &[Card]) -> Result<Vec<Self>> {
        let ids: Vec<_> = cards.iter().map(|card| card.topic.id).collect();
        let mut plans = plan::of_many(conn, &ids)?;
        cards
            .iter()
            .map(|card| {
                let plan = plans.remove(&card.topic.id).unwrap_or_default();
                Ok(Self {
                    item: ItemJson::of(app, card)?,
                    owner: plan.owner,
                    eta: plan.eta,
                })
            })
            .collect()
    }
}

/// What those who decide said last.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OfficialResponse)]
struct ResponseJson {
    /// As written, in Markdown.
    body: String,
    /// As shown: safe HTML.
    body_html: String,
    /// Who said it.
    author: Option<AuthorJson>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// The slug of the status it came with.
    status: String,
}

/// Your vote.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Vote)]
struct VoteJson {
    /// What it says.
    stance: Stance,
    /// How much it matters to you.
    importance: Option<Importance>,
    /// Why.
    reason: String,
    /// What you do today.
    workaround: String,
    /// Whether your name may stand beside your reason.
    named: bool,
    /// When you cast it.
    #[schema(value_type = String, format = DateTime)]
    cast_at: Time,
    /// Free fields of other programs beside your vote, by program; only you read them.
    extra: BTreeMap<String, Value>,
}

impl VoteJson {
    /// The vote that this reader cast, if any.
    fn mine(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Option<Self>> {
        let cast = match sight.person {
            Some(person) => actions::cast_by(conn, id, person)?,
            None => None,
        };
        let Some(vote) = cast else {
            return Ok(None);
        };
        Ok(Some(Self {
            stance: vote.stance,
            importance: vote.importance,
            reason: vote.reason,
            workaround: vote.workaround,
            named: vote.named,
            cast_at: vote.cast_at,
            extra: extras::all(conn, Subject::Vote(vote.topic_id, vote.person_id))?,
        }))
    }
}

/// Why people want it: those who say something alike, together.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Reason)]
struct ReasonJson {
    /// In the words of the first who said it.
    text: String,
    /// How many say something like it.
    people: i64,
    /// What one of them does today.
    workaround: Option<String>,
}

/// A proposal, whole.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Proposal)]
struct ProposalJson {
    #[serde(flatten)]
    item: PlannedJson,
    #[serde(flatten)]
    text: TextJson,
    /// What those who decide said last.
    official_response: Option<ResponseJson>,
    /// Your vote, if you cast one; nothing without a token.
    my_vote: Option<VoteJson>,
    /// Votes that came with an import, without people; not among the supporters.
    imported_votes: i64,
    /// Why people want it, most shared first; at most 30.
    reasons: Vec<ReasonJson>,
}

/// The JSON of a proposal's page.
///
/// # Errors
/// Those of the database.
pub fn tell(conn: &mut Conn, app: &App, sight: &Sight, seen: &Seen) -> Result<Value> {
    serde_json::to_value(whole(conn, app, sight, seen)?).map_err(Error::internal)
}

fn whole(conn: &mut Conn, app: &App, sight: &Sight, seen: &Seen) -> Result<ProposalJson> {
    let cards = list::cards(conn, vec![seen.topic.clone()])?;
    let item = PlannedJson::all(conn, app, &cards)?
        .pop()
        .ok_or(Error::NotFound("proposal"))?;
    let family = family::members(conn, seen.topic.id)?;
    let imported_votes = store::imported(conn, &family)?;
    Ok(ProposalJson {
        item,
        text: TextJson::of(conn, app, seen)?,
        official_response: actions::way(conn, &seen.topic)?
            .response
            .map(|r| ResponseJson {
                body: r.body,
                body_html: r.html.at(&app.config.base_url.full),
                author: r.author.map(Into::into),
                at: r.at,
                status: r.status.slug,
            }),
        my_vote: VoteJson::mine(conn, sight, seen.topic.id)?,
        imported_votes,
        reasons: actions::evidence(conn, seen.topic.id)?
            .into_iter()
            .map(|e| ReasonJson {
                text: e.text,
                people: e.people,
                workaround: e.workaround,
            })
            .collect(),
    })
}

/// Proposals, as everyone or the token's owner sees them.
#[utoipa::path(tag = "Proposals", params(Asked, Paging), responses((status = 200, body = List<PlannedJson>), (status = 304, description = "You have it already.")))]
#[get("/proposals")]
async fn list_proposals(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    asked: web::Query<Asked>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let (asked, limit) = (asked.into_inner(), paging.rows()?);
    let sort = asked.sort.unwrap_or(Sort::Hot);
    let after = paging.from(sort.text())?;
    let pace = asked.pace();
    let inner = app.clone();
    let (data, next) = app
        .db
        .read_at(pace, move |conn| {
            let query = Query::of(conn, &sight, Kind::Proposal, &asked)?;
            let (topics, next) = list::read(conn, &query, after, limit)?;
            let cards = list::cards(conn, topics)?;
            Ok((PlannedJson::all(conn, &inner, &cards)?, next))
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data,
            next: next.map(|c| wire::next_link(&app, &req, &c.write(sort.text()))),
        },
    )
}

/// A proposal to make.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewProposal {
    /// 4 to 150 characters.
    #[schema(min_length = 4, max_length = 150)]
    title: String,
    /// Markdown, up to 200,000 characters.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    body: String,
    /// A board's slug; by default the first where you may propose.
    #[serde(default)]
    board: Option<String>,
    /// At most 5 tags.
    #[serde(default)]
    #[schema(max_items = 5)]
    tags: Vec<String>,
    /// Why you need it, in one line: your own vote's reason.
    #[serde(default)]
    #[schema(max_length = 280)]
    reason: Option<String>,
    /// What you do today.
    #[serde(default)]
    #[schema(max_length = 500)]
    workaround: Option<String>,
    /// How much it matters to you.
    #[serde(default)]
    importance: Option<Importance>,
    /// Answers to what the board asks, by key; `/boards` tells what each asks.
    #[serde(default)]
    #[schema(required = false)]
    fields: BTreeMap<String, String>,
}

/// Makes a proposal. You are its first supporter, as long as you have a vote left.
#[utoipa::path(tag = "Proposals", request_body = NewProposal, security(("token" = ["proposals:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key gets the first answer.", max_length = 255, min_length = 1)),
    responses((status = 201, body = ProposalJson, headers(("Location" = String)))))]
#[post("/proposals")]
async fn create_proposal(
    app: App,
    by: Can<Propose>,
    key: Once,
    body: Body<NewProposal>,
) -> Result<HttpResponse> {
    let new = body.value;
    few_tags(&new.tags)?;
    let prose = prose::topic(&app, &new.body).await?;
    let draft = Draft::parse(&new.title, &new.tags, prose)?;
    let ballot = Ballot::parse(&TypedVote {
        importance: new.importance,
        reason: new.reason,
        workaround: new.workaround,
        ..TypedVote::default()
    })?;
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let sight = by.who.sight();
                let board = boards::chosen(tx, &sight, new.board.as_deref().unwrap_or_default())?;
                let asked = fields::asked(tx, &[board.id])?;
                fields::no_others(&asked, &new.fields)?;
                let answers = fields::check(&asked, &new.fields)?;
                let id = actions::propose(tx, &by, &board, &draft, &ballot, now)?;
                fields::answer(tx, id, &answers)?;
                let seen = actions::find(tx, &sight, id)?;
                let told = whole(tx, &inner, &sight, &seen)?;
                Answer::created(
                    inner
                        .config
                        .base_url
                        .link(&format!("/api/v1/proposals/{id}")),
                    &told,
                )
            })
        })
        .await
        .map(Answer::respond)
}

/// A proposal.
#[utoipa::path(tag = "Proposals", params(("id" = i64, Path)), responses((status = 200, body = ProposalJson), (status = 304, description = "You have it already."),
    (status = 301, description = "It is merged into another.", headers(("Location" = String)))))]
#[get("/proposals/{id}")]
async fn show_proposal(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, *id)?;
            match family::leads_to(conn, &sight, &seen.topic)? {
                Some(lead) => Ok(Err(lead.topic.id)),
                None => whole(conn, &inner, &sight, &seen).map(Ok),
            }
        })
        .await?;
    match told {
        Ok(told) => wire::ok_version(&req, &told, told.text.version),
        Err(lead) => {
            let to = app
                .config
                .base_url
                .link(&format!("/api/v1/proposals/{lead}"));
            Ok(HttpResponse::MovedPermanently()
                .insert_header((header::LOCATION, to))
                .finish())
        }
    }
}

/// Changes a proposal's words. Only its author and staff may.
#[utoipa::path(tag = "Proposals", request_body = TopicChange, security(("token" = ["proposals:write"])), params(("id" = i64, Path),
    ("If-Match" = Option<String>, Header, description = "The ETag that was read.")), responses((status = 200, body = ProposalJson)))]
#[patch("/proposals/{id}")]
async fn edit_proposal(
    app: App,
    viewer: Viewer,
    _by: Can<Propose>,
    req: HttpRequest,
    id: web::Path<TopicId>,
    body: Body<TopicChange>,
) -> Result<HttpResponse> {
    let (sight, id) = (viewer.sight(), *id);
    app.db
        .read(move |conn| actions::find(conn, &sight, id))
        .await?;
    let seen = change(&app, &viewer, id, body.value, wire::if_match(&req)?).await?;
    let inner = app.clone();
    let told = app
        .db
        .read(move |conn| whole(conn, &inner, &sight, &seen))
        .await?;
    wire::ok_version(&req, &told, told.text.version)
}

/// How many stand behind a proposal now.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Tally {
    /// How many people want it.
    supporters: i64,
    /// Your vote, if you have one.
    my_vote: Option<VoteJson>,
}

fn tally(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Tally> {
    let seen = actions::find(conn, sight, id)?;
    Ok(Tally {
        supporters: seen.topic.supporters,
        my_vote: VoteJson::mine(conn, sight, seen.topic.id)?,
    })
}

/// Casts your vote, or changes it. Doing it twice counts once.
#[utoipa::path(tag = "Votes", request_body = Option<TypedVote>, security(("token" = ["votes:write"])), params(("id" = i64, Path)), responses((status = 200, body = Tally)))]
#[put("/proposals/{id}/vote")]
async fn put_vote(
    app: App,
    by: Can<Vote>,
    id: web::Path<TopicId>,
    body: Body<Option<TypedVote>>,
) -> Result<HttpResponse> {
    let ballot = Ballot::parse(&body.value.unwrap_or_default())?;
    let (now, id) = (app.now(), *id);
    app.db
        .write(move |tx| {
            actions::vote(tx, &by, id, &ballot, now)?;
            Answer::ok(&tally(tx, &by.who.sight(), id)?)
        })
        .await
        .map(Answer::respond)
}

/// Takes your vote back. Doing it twice is once.
#[utoipa::path(tag = "Votes", security(("token" = ["votes:write"])), params(("id" = i64, Path)), responses((status = 200, body = Tally)))]
#[delete("/proposals/{id}/vote")]
async fn drop_vote(app: App, by: Can<Vote>, id: web::Path<TopicId>) -> Result<HttpResponse> {
    let (now, id) = (app.now(), *id);
    app.db
        .write(move |tx| {
            actions::withdraw(tx, &by, id, now)?;
            Answer::ok(&tally(tx, &by.who.sight(), id)?)
        })
        .await
        .map(Answer::respond)
}

/// Where a proposal shall stand, and why.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewStatus {
    /// A status's slug, as `/statuses` lists them.
    status: String,
    /// The official response, in Markdown.
    #[serde(default)]
    #[schema(max_length = 40_000)]
    response: String,
}

/// Moves a proposal to another status, with an official response (moderators only).
#[utoipa::path(tag = "Proposals", request_body = NewStatus, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = ProposalJson)))]
#[put("/proposals/{id}/status")]
async fn put_status(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewStatus>,
) -> Result<HttpResponse> {
    let response = prose::response(&app, &body.value.response).await?;
    let (now, id, inner) = (app.now(), *id, app.clone());
    app.db
        .write(move |tx| {
            actions::change_status(tx, &by, id, &body.value.status, &response, now)?;
            let sight = by.who.sight();
            let seen = actions::find(tx, &sight, id)?;
            Answer::ok(&whole(tx, &inner, &sight, &seen)?)
        })
        .await
        .map(Answer::respond)
}

/// Keeps your program's fields (a JSON object, 16 KiB) beside your vote; only you read them.
#[utoipa::path(tag = "Free fields", request_body = Object, security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")), responses((status = 200, body = Object)))]
#[put("/proposals/{id}/vote/extra/{app}")]
async fn keep_vote_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(TopicId, String)>,
    body: Body<Map<String, Value>>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    let subject = Subject::Vote(id, by.who.id);
    keep_extra(app, by, subject, name, body.value).await
}

/// Drops your program's fields from your vote.
#[utoipa::path(tag = "Free fields", security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path, pattern = "^[a-z0-9_.-]{1,40}$")), responses((status = 204, description = "They are gone.")))]
#[delete("/proposals/{id}/vote/extra/{app}")]
async fn drop_vote_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    let subject = Subject::Vote(id, by.who.id);
    drop_extra(app, by, subject, name).await
}
