//! Releases as JSON, `/api/v1`.
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use super::actions::{self, Paving, Whole};
use super::model::{Draft, ReleaseState};
use super::pages::LIST;
use crate::access::{Can, Moderate, Sight, Viewer};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::id::{ReleaseId, TopicId};
use crate::state::App;
use crate::topics::api::{AuthorJson, StatusJson};
use crate::topics::prose;
use crate::wire::{self, Answer, Body, Key as Once, List, Paging, once};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_releases)
        .service(create_release)
        .service(show_release)
        .service(edit_release)
        .service(discard_release)
        .service(publish_release)
        .service(withdraw_release);
}

/// A proposal that a release paves.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PavedProposal)]
struct PavedJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: TopicId,
    /// Its title.
    title: String,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// How many people wanted it.
    supporters: i64,
    /// Where it stands.
    status: Option<StatusJson>,
}

/// Something that was built.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Release)]
struct ReleaseJson {
    /// Its number, the same in its address.
    #[schema(value_type = i64)]
    id: ReleaseId,
    /// Its title.
    title: String,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// Who may see it.
    state: ReleaseState,
    /// The day people could use it; a draft may have none.
    #[schema(value_type = Option<String>, format = DateTime)]
    released_at: Option<Time>,
    /// The beginning of its text.
    excerpt: String,
    /// The proposals it paves, as far as you may see them.
    proposals: Vec<PavedJson>,
    /// The people it thanks.
    thanks: Vec<AuthorJson>,
    /// When it last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Time,
}

impl ReleaseJson {
    fn of(app: &App, whole: Whole) -> Self {
        Self {
            id: whole.release.id,
            url: app.config.base_url.link(&whole.release.path()),
            title: whole.release.title,
            state: whole.release.state,
            released_at: whole.release.released_at,
            excerpt: whole.release.excerpt,
            updated_at: whole.release.updated_at,
            proposals: whole
                .paved
                .into_iter()
                .map(|card| PavedJson {
                    id: card.topic.id,
                    url: app.config.base_url.link(&card.topic.path()),
                    supporters: card.topic.supporters,
                    status: card.status.map(|s| StatusJson {
                        slug: s.slug,
                        name: s.name,
                        kind: s.kind,
                    }),
                    title: card.topic.title,
                })
                .collect(),
            thanks: whole.thanks.into_iter().map(Into::into).collect(),
        }
    }
}

/// A release, whole.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ReleaseText)]
struct WholeJson {
    #[serde(flatten)]
    release: ReleaseJson,
    /// The text as written, in Markdown.
    body: String,
    /// The text as shown: safe HTML.
    body_html: String,
}

fn told(conn: &mut Conn, app: &App, sight: &Sight, id: ReleaseId) -> Result<WholeJson> {
    let release = actions::find(conn, sight, id)?;
    let (body, html) = actions::words(conn, id)?;
    let whole = actions::whole(conn, sight, vec![release])?
        .pop()
        .ok_or(Error::NotFound("release"))?;
    Ok(WholeJson {
        release: ReleaseJson::of(app, whole),
        body,
        body_html: html.at(&app.config.base_url.full),
    })
}

/// What was published, newest first.
#[utoipa::path(tag = "Changelog", params(Paging), responses((status = 200, body = List<ReleaseJson>), (status = 304, description = "You have it already.")))]
#[get("/releases")]
async fn list_releases(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (sight, limit) = (viewer.sight(), paging.rows()?);
    let after = paging.from(LIST)?;
    let (whole, next) = app
        .db
        .read(move |conn| {
            let (releases, next) = actions::published(conn, after, limit)?;
            Ok((actions::whole(conn, &sight, releases)?, next))
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data: whole
                .into_iter()
                .map(|w| ReleaseJson::of(&app, w))
                .collect(),
            next: next.map(|c| wire::next_link(&app, &req, &c.write(LIST))),
        },
    )
}

/// A release to write.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewRelease {
    /// 1 to 150 characters.
    #[schema(min_length = 1, max_length = 150)]
    title: String,
    /// Markdown, up to 200,000 characters.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    body: String,
    /// The day people could use it, `2026-03-14`; by default the day it is published.
    #[serde(default)]
    #[schema(required = false, format = "date")]
    released_at: Option<String>,
    /// The numbers of the proposals it paves, at most 100.
    #[serde(default)]
    #[schema(max_items = 100)]
    proposals: Vec<i64>,
    /// The handles of the people it thanks, at most 100.
    #[serde(default)]
    #[schema(max_items = 100)]
    thanks: Vec<String>,
}

impl NewRelease {
    async fn draft(&self, app: &App) -> Result<Draft> {
        let prose = prose::topic(app, &self.body).await?;
        Ok(Draft::told(
            &self.title,
            prose,
            self.released_at.as_deref(),
            &self.proposals,
            &self.thanks,
        )?)
    }
}

/// Begins a release, as a draft (moderators only).
#[utoipa::path(tag = "Changelog", request_body = NewRelease, security(("token" = ["moderation:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key gets the first answer.", max_length = 255, min_length = 1)),
    responses((status = 201, body = WholeJson, headers(("Location" = String)))))]
#[post("/releases")]
async fn create_release(
    app: App,
    by: Can<Moderate>,
    key: Once,
    body: Body<NewRelease>,
) -> Result<HttpResponse> {
    let draft = body.value.draft(&app).await?;
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let id = actions::begin(tx, &by, &draft, now)?;
                Answer::created(
                    inner
                        .config
                        .base_url
                        .link(&format!("/api/v1/releases/{id}")),
                    &told(tx, &inner, &by.who.sight(), id)?,
                )
            })
        })
        .await
        .map(Answer::respond)
}

/// A release; drafts are for staff.
#[utoipa::path(tag = "Changelog", params(("id" = i64, Path)), responses((status = 200, body = WholeJson), (status = 304, description = "You have it already.")))]
#[get("/releases/{id}")]
async fn show_release(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<ReleaseId>,
) -> Result<HttpResponse> {
    let (sight, inner, id) = (viewer.sight(), app.clone(), *id);
    let whole = app
        .db
        .read(move |conn| told(conn, &inner, &sight, id))
        .await?;
    wire::ok(&req, &whole)
}

/// Changes to a release; what is left out stays.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct ReleaseChange {
    /// 1 to 150 characters.
    #[schema(required = false, min_length = 1, max_length = 150)]
    title: Option<String>,
    /// Markdown, up to 200,000 characters.
    #[schema(required = false, max_length = 200_000)]
    body: Option<String>,
    /// The day people could use it.
    #[schema(required = false, format = "date")]
    released_at: Option<String>,
    /// The numbers of the proposals it paves, all of them.
    #[schema(required = false, max_items = 100)]
    proposals: Option<Vec<i64>>,
    /// The handles of the people it thanks, all of them.
    #[schema(required = false, max_items = 100)]
    thanks: Option<Vec<String>>,
}

/// Rewrites a release (moderators only).
#[utoipa::path(tag = "Changelog", request_body = ReleaseChange, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = WholeJson)))]
#[patch("/releases/{id}")]
async fn edit_release(
    app: App,
    by: Can<Moderate>,
    id: web::Path<ReleaseId>,
    body: Body<ReleaseChange>,
) -> Result<HttpResponse> {
    let (id, sight, inner) = (*id, by.who.sight(), app.clone());
    let before = app
        .db
        .read(move |conn| told(conn, &inner, &sight, id))
        .await?;
    let change = body.value;
    let new = NewRelease {
        title: change.title.unwrap_or(before.release.title),
        body: change.body.unwrap_or(before.body),
        released_at: change
            .released_at
            .or_else(|| before.release.released_at.map(|at| at.to_string())),
        proposals: change.proposals.unwrap_or_else(|| {
            let kept = before.release.proposals.iter();
            kept.map(|p| p.id.get()).collect()
        }),
        thanks: change.thanks.unwrap_or_else(|| {
            let kept = before.release.thanks.into_iter();
            kept.map(|a| a.handle).collect()
        }),
    };
    let draft = new.draft(&app).await?;
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write(move |tx| {
            actions::change(tx, &by, id, &draft, now)?;
            Answer::ok(&told(tx, &inner, &by.who.sight(), id)?)
        })
        .await
        .map(Answer::respond)
}

/// Throws a draft away (moderators only). What is published is withdrawn first.
#[utoipa::path(tag = "Changelog", security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 204)))]
#[delete("/releases/{id}")]
async fn discard_release(
    app: App,
    by: Can<Moderate>,
    id: web::Path<ReleaseId>,
) -> Result<HttpResponse> {
    let (id, now) = (*id, app.now());
    app.db
        .write(move |tx| actions::discard(tx, &by, id, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// How a release is published.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct Publication {
    /// Whether its proposals become built with it. Default: no.
    #[schema(required = false)]
    pave: Option<bool>,
}

/// Shows a release to everyone (moderators only). Doing it twice is once.
#[utoipa::path(tag = "Changelog", request_body = Option<Publication>, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = WholeJson)))]
#[put("/releases/{id}/publication")]
async fn publish_release(
    app: App,
    by: Can<Moderate>,
    id: web::Path<ReleaseId>,
    body: Body<Option<Publication>>,
) -> Result<HttpResponse> {
    let paving = match body.value.unwrap_or_default().pave {
        Some(true) => Paving::Move,
        Some(false) | None => Paving::Leave,
    };
    let (id, now, inner) = (*id, app.now(), app.clone());
    app.db
        .write(move |tx| {
            actions::publish(tx, &by, id, paving, now)?;
            Answer::ok(&told(tx, &inner, &by.who.sight(), id)?)
        })
        .await
        .map(Answer::respond)
}

/// Makes a release a draft again (moderators only). Doing it twice is once.
#[utoipa::path(tag = "Changelog", security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = WholeJson)))]
#[delete("/releases/{id}/publication")]
async fn withdraw_release(
    app: App,
    by: Can<Moderate>,
    id: web::Path<ReleaseId>,
) -> Result<HttpResponse> {
    let (id, now, inner) = (*id, app.now(), app.clone());
    app.db
        .write(move |tx| {
            actions::withdraw(tx, &by, id, now)?;
            Answer::ok(&told(tx, &inner, &by.who.sight(), id)?)
        })
        .await
        .map(Answer::respond)
}
