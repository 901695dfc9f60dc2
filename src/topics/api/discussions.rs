//! Discussions and announcements.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, get, patch, post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::shapes::{TextJson, TopicJson};
use crate::access::{Can, Discuss, Sight, Viewer};
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::say;
use crate::state::App;
use crate::topics::actions::{self, Seen};
use crate::topics::list::{self, Asked, Finder, Query};
use crate::topics::model::{Draft, Kind, Sort, few_tags};
use crate::topics::{boards, fields, prose, store};
use crate::wire::{self, Answer, Body, Key as Once, List, Paging, once};

/// A discussion or announcement, whole.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Discussion)]
pub struct DiscussionJson {
    #[serde(flatten)]
    topic: TopicJson,
    #[serde(flatten)]
    text: TextJson,
}

/// The JSON of a discussion's or announcement's page.
///
/// # Errors
/// Those of the database.
pub fn tell(conn: &mut Conn, app: &App, _: &Sight, seen: &Seen) -> Result<Value> {
    serde_json::to_value(discussion(conn, app, seen)?).map_err(Error::internal)
}

pub(super) fn discussion(conn: &mut Conn, app: &App, seen: &Seen) -> Result<DiscussionJson> {
    let card = list::cards(conn, vec![seen.topic.clone()])?
        .pop()
        .ok_or(Error::NotFound("topic"))?;
    Ok(DiscussionJson {
        topic: TopicJson::of(app, &card),
        text: TextJson::of(conn, app, seen)?,
    })
}

pub(super) fn find_discussion(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Seen> {
    let seen = actions::find(conn, sight, id)?;
    match seen.topic.kind {
        Kind::Discussion | Kind::Announcement => Ok(seen),
        Kind::Proposal => Err(Error::NotFound("discussion")),
    }
}

/// Discussions, as everyone or the token's owner sees them.
#[utoipa::path(tag = "Discussions", params(Asked, Paging), responses(
    (status = 200, body = List<TopicJson>)))]
#[get("/discussions")]
pub(super) async fn list_discussions(
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
    let (pace, finder) = (asked.pace(), *app.part::<Finder>());
    let (cards, next) = app
        .db
        .read_at(pace, move |conn| {
            let query = Query::of(conn, &sight, Kind::Discussion, &asked)?.found_by(finder);
            let (topics, next) = list::read(conn, &query, after, limit)?;
            Ok((list::cards(conn, topics)?, next))
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data: cards.iter().map(|c| TopicJson::of(&app, c)).collect(),
            next: next.map(|c| wire::next_link(&app, &req, &c.write(sort.text()))),
        },
    )
}

/// A topic to start.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDiscussion {
    /// 4 to 150 characters.
    #[schema(min_length = 4, max_length = 150)]
    pub title: String,
    /// Markdown, up to 200,000 characters.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    pub body: String,
    /// A board's slug; by default the first where you may start one.
    #[serde(default)]
    pub board: Option<String>,
    /// At most 5 tags.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub tags: Vec<String>,
}

/// Starts a discussion.
#[utoipa::path(tag = "Discussions", request_body = NewDiscussion, security(("token" = ["discussions:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key gets the first answer.", max_length = 255, min_length = 1)),
    responses((status = 201, body = DiscussionJson, headers(("Location" = String)))))]
#[post("/discussions")]
pub(super) async fn create_discussion(
    app: App,
    by: Can<Discuss>,
    key: Once,
    body: Body<NewDiscussion>,
) -> Result<HttpResponse> {
    few_tags(&body.value.tags)?;
    let prose = prose::topic(&app, &body.value.body).await?;
    let draft = Draft::parse(&body.value.title, &body.value.tags, prose)?;
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let sight = by.who.sight();
                let board =
                    boards::chosen(tx, &sight, body.value.board.as_deref().unwrap_or_default())?;
                let id = actions::discuss(tx, &by, Kind::Discussion, &board, &draft, now)?;
                let seen = actions::find(tx, &sight, id)?;
                let told = discussion(tx, &inner, &seen)?;
                Answer::created(
                    inner
                        .config
                        .base_url
                        .link(&format!("/api/v1/discussions/{id}")),
                    &told,
                )
            })
        })
        .await
        .map(Answer::respond)
}

/// A discussion or announcement.
#[utoipa::path(tag = "Discussions", params(("id" = i64, Path)), responses((status = 200, body = DiscussionJson), (status = 304, description = "You have it already.")))]
#[get("/discussions/{id}")]
pub(super) async fn show_discussion(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            let seen = find_discussion(conn, &sight, *id)?;
            discussion(conn, &inner, &seen)
        })
        .await?;
    wire::ok_version(&req, &told, told.text.version)
}

/// What to change about a topic; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TopicChange {
    /// 4 to 150 characters.
    #[schema(required = false, min_length = 4, max_length = 150)]
    pub title: Option<String>,
    /// Markdown, up to 200,000 characters.
    #[schema(required = false, max_length = 200_000)]
    pub body: Option<String>,
    /// All its tags.
    #[schema(required = false, max_items = 5)]
    pub tags: Option<Vec<String>>,
    /// Answers to what its board asks of a proposal, by key; an empty one takes the answer away.
    #[schema(required = false)]
    pub fields: Option<BTreeMap<String, String>>,
    /// Another board's slug (moderators only).
    #[schema(required = false)]
    pub board: Option<String>,
}

/// Changes a topic of any kind through the API: what is left out stays as it was read.
///
/// # Errors
/// Those of [`actions::edit`].
pub async fn change(
    app: &App,
    viewer: &Viewer,
    id: TopicId,
    change: TopicChange,
    read: Option<i64>,
) -> Result<Seen> {
    let member = viewer.member().ok_or(Error::SignInRequired)?.clone();
    let sight = member.sight();
    let (title, body, tags, version) = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, id)?;
            let (body, _) = actions::words(conn, id)?;
            let tags = store::tags_of(conn, &[id])?;
            let tags: Vec<_> = tags.into_iter().map(|(_, t)| t.name).collect();
            Ok((seen.topic.title, body, tags, seen.topic.version))
        })
        .await?;
    few_tags(change.tags.as_deref().unwrap_or_default())?;
    let prose = prose::topic(app, change.body.as_deref().unwrap_or(&body)).await?;
    let draft = Draft::parse(
        change.title.as_deref().unwrap_or(&title),
        change.tags.as_ref().unwrap_or(&tags),
        prose,
    )?;
    // What was left out was read above: a change in between must not be undone by that.
    let read = read.or(Some(version));
    let now = app.now();
    app.db
        .write(move |tx| {
            let board =
                match &change.board {
                    None => None,
                    Some(slug) => Some(boards::by_slug(tx, &sight, slug).map_err(|_| {
                        Invalid::field("board", say!("error-no-such", what = "board"))
                    })?),
                };
            let before = actions::find(tx, &sight, id)?;
            let topic = actions::edit(tx, &member, id, &draft, board.as_ref(), read, now)?;
            if let Some(changed) = &change.fields {
                let asked = match topic.kind {
                    Kind::Proposal => fields::asked(tx, &[before.board.id])?,
                    Kind::Discussion | Kind::Announcement => Vec::new(),
                };
                fields::no_others(&asked, changed)?;
                let mut all = fields::by_key(tx, id)?;
                all.extend(changed.clone());
                let answers = fields::check(&asked, &all)?;
                fields::change(tx, &member, &topic, &answers, now)?;
            }
            actions::find(tx, &sight, id)
        })
        .await
}

/// Changes a discussion. Only its author and staff may.
#[utoipa::path(tag = "Discussions", request_body = TopicChange, security(("token" = ["discussions:write"])), params(("id" = i64, Path),
    ("If-Match" = Option<String>, Header, description = "The ETag that was read.")), responses((status = 200, body = DiscussionJson)))]
#[patch("/discussions/{id}")]
pub(super) async fn edit_discussion(
    app: App,
    viewer: Viewer,
    _by: Can<Discuss>,
    req: HttpRequest,
    id: web::Path<TopicId>,
    body: Body<TopicChange>,
) -> Result<HttpResponse> {
    let (sight, id) = (viewer.sight(), *id);
    app.db
        .read(move |conn| find_discussion(conn, &sight, id))
        .await?;
    let seen = change(&app, &viewer, id, body.value, wire::if_match(&req)?).await?;
    let inner = app.clone();
    let told = app
        .db
        .read(move |conn| discussion(conn, &inner, &seen))
        .await?;
    wire::ok_version(&req, &told, told.text.version)
}
