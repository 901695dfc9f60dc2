//! People as JSON, `/api/v1`: one's preferences, and what someone wrote.
use actix_web::{HttpRequest, HttpResponse, get, patch, web};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use super::history;
use super::model::Typed;
use crate::access::preferences::{self, Density, Landing, Theme};
use crate::access::{Can, Prefer, Preferences, Viewer};
use crate::accounts::actions as accounts;
use crate::clock::Time;
use crate::error::{Error, Result};
use crate::id::{CommentId, TopicId};
use crate::lang::Lang;
use crate::state::App;
use crate::topics::api::TopicJson;
use crate::topics::list;
use crate::topics::model::Sort;
use crate::wire::{self, Body, List, Paging};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(show_preferences)
        .service(change_preferences)
        .service(list_topics)
        .service(list_comments);
}

/// How you like the site.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Preferences)]
struct PreferencesJson {
    /// Light or dark.
    theme: Theme,
    /// How much room things get.
    density: Density,
    /// Your language, as its tag (`de`); nothing: as the site decides.
    language: Option<&'static str>,
    /// The IANA time zone in which exact times are told on pages. The API tells times in UTC.
    zone: String,
    /// Where you begin after signing in.
    landing: Landing,
    /// How the list of proposals is sorted on pages when nothing is asked for.
    sort: Option<String>,
    /// Whether single keys do things.
    shortcuts: bool,
}

impl From<Preferences> for PreferencesJson {
    fn from(chosen: Preferences) -> Self {
        Self {
            theme: chosen.theme,
            density: chosen.density,
            language: chosen.lang.map(Lang::tag),
            zone: chosen.zone,
            landing: chosen.landing,
            sort: chosen.sort,
            shortcuts: chosen.shortcuts,
        }
    }
}

/// Your preferences. What you never chose is as it comes.
#[utoipa::path(tag = "People", security(("token" = [])), responses((status = 200, body = PreferencesJson), (status = 304, description = "You have it already.")))]
#[get("/me/preferences")]
async fn show_preferences(app: App, viewer: Viewer, req: HttpRequest) -> Result<HttpResponse> {
    let (member, _) = viewer.0.ok_or(Error::SignInRequired)?;
    let chosen = app
        .db
        .read(move |conn| preferences::find(conn, member.id))
        .await?;
    wire::ok(&req, &PreferencesJson::from(chosen))
}

/// What to change about your preferences; what is left out stays.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct PreferencesChange {
    /// Light or dark.
    #[schema(inline)]
    theme: Option<Theme>,
    /// How much room things get.
    #[schema(inline)]
    density: Option<Density>,
    /// Your language, as its tag; empty: as the site decides.
    language: Option<String>,
    /// An IANA time zone, such as `Europe/Berlin`.
    zone: Option<String>,
    /// Where you begin after signing in.
    #[schema(inline)]
    landing: Option<Landing>,
    /// How the list of proposals is sorted on pages when nothing is asked for; empty: as the site does.
    sort: Option<String>,
    /// Whether single keys do things.
    shortcuts: Option<bool>,
}

/// Changes your preferences.
#[utoipa::path(tag = "People", request_body = PreferencesChange, security(("token" = ["preferences:write"])), responses((status = 200, body = PreferencesJson)))]
#[patch("/me/preferences")]
async fn change_preferences(
    app: App,
    by: Can<Prefer>,
    body: Body<PreferencesChange>,
) -> Result<HttpResponse> {
    let (now, change) = (app.now(), body.value);
    let chosen = app
        .db
        .write(move |tx| {
            let mut typed = Typed::from(&preferences::find(tx, by.who.id)?);
            if let Some(theme) = change.theme {
                typed.theme = theme.text().into();
            }
            if let Some(density) = change.density {
                typed.density = density.text().into();
            }
            if let Some(landing) = change.landing {
                typed.landing = landing.text().into();
            }
            for (field, sent) in [
                (&mut typed.language, &change.language),
                (&mut typed.zone, &change.zone),
                (&mut typed.sort, &change.sort),
            ] {
                if let Some(sent) = sent {
                    field.clone_from(sent);
                }
            }
            if let Some(on) = change.shortcuts {
                typed.shortcuts = on.then(|| "on".into());
            }
            let chosen = typed.parse()?;
            preferences::keep(tx, &by, &chosen, now)?;
            Ok(chosen)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((actix_web::http::header::CACHE_CONTROL, "private, no-store"))
        .json(PreferencesJson::from(chosen)))
}

/// What someone started: topics of every kind, newest first.
#[utoipa::path(tag = "People", params(("handle" = String, Path), Paging), responses((status = 200, body = List<TopicJson>), (status = 304, description = "You have it already.")))]
#[get("/people/{handle}/topics")]
async fn list_topics(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    handle: web::Path<String>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (sight, limit, after) = (
        viewer.sight(),
        paging.rows()?,
        paging.from(Sort::New.text())?,
    );
    let (cards, next) = app
        .db
        .read(move |conn| {
            let person = accounts::by_handle(conn, &handle)?;
            let (topics, next) = history::topics(conn, &sight, person.id, after, limit)?;
            Ok((list::cards(conn, topics)?, next))
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data: cards.iter().map(|card| TopicJson::of(&app, card)).collect(),
            next: next.map(|c| wire::next_link(&app, &req, &c.write(Sort::New.text()))),
        },
    )
}

/// A comment in the list of what someone said.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Said)]
struct SaidJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: CommentId,
    /// Its lasting address.
    #[schema(format = "uri")]
    url: String,
    /// The topic it belongs to.
    #[schema(value_type = i64)]
    topic: TopicId,
    /// That topic's title.
    topic_title: String,
    /// The text as written, in Markdown.
    body: String,
    /// Whether staff answer officially.
    official: bool,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
}

/// What someone said: their comments, newest first.
#[utoipa::path(tag = "People", params(("handle" = String, Path), Paging), responses((status = 200, body = List<SaidJson>), (status = 304, description = "You have it already.")))]
#[get("/people/{handle}/comments")]
async fn list_comments(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    handle: web::Path<String>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (sight, limit, after) = (viewer.sight(), paging.rows()?, paging.from("comments")?);
    let (said, next) = app
        .db
        .read(move |conn| {
            let person = accounts::by_handle(conn, &handle)?;
            history::comments(conn, &sight, person.id, after, limit)
        })
        .await?;
    let base = &app.config.base_url;
    wire::ok(
        &req,
        &List {
            data: said
                .into_iter()
                .map(|s| SaidJson {
                    id: s.id,
                    url: base.link(&format!("/c/{}", s.id)),
                    topic: s.topic,
                    topic_title: s.title,
                    body: s.body,
                    official: s.official,
                    created_at: s.at,
                })
                .collect(),
            next: next.map(|c| wire::next_link(&app, &req, &c.write("comments"))),
        },
    )
}
