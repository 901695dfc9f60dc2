//! Hooks as JSON, `/api/v1`.
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa_actix_web::service_config::ServiceConfig;

use super::actions::{self, Attempt, Delivery, New};
use super::model::Hook;
use crate::access::{Can, KeepHooks};
use crate::clock::Time;
use crate::error::Result;
use crate::fetch::Fetch;
use crate::id::{DeliveryId, HookId};
use crate::state::App;
use crate::wire::{self, Answer, Body, Key as Once, once};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_hooks)
        .service(make_hook)
        .service(show_hook)
        .service(switch_hook)
        .service(drop_hook)
        .service(rotate_secret)
        .service(test_hook)
        .service(list_deliveries)
        .service(replay_one)
        .service(replay_all);
}

/// A webhook.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Webhook)]
struct HookJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: HookId,
    /// This webhook's own address.
    #[schema(format = "uri")]
    url: String,
    /// Where messages are sent.
    #[schema(format = "uri")]
    target: String,
    /// Whether it hears what staff hear, not only what everyone may see.
    site: bool,
    /// What it hears: names of events, `topic.*`, or `*`.
    events: Vec<String>,
    /// It hears `proposal.reached` once for each proposal that comes to have so many supporters; 0: it does not.
    supporters: i64,
    /// Whether anything is sent.
    on: bool,
    /// Since when nothing was taken.
    #[schema(value_type = Option<String>, format = DateTime)]
    failing_since: Option<Time>,
    /// What went wrong last.
    told: String,
    /// The secret that signs, for checking signatures as Standard Webhooks say.
    secret: String,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
}

impl HookJson {
    fn of(app: &App, hook: Hook) -> Self {
        Self {
            url: address(app, hook.id),
            id: hook.id,
            target: hook.url,
            site: hook.site,
            events: hook.filter.patterns().to_vec(),
            supporters: hook.filter.supporters,
            on: hook.on,
            failing_since: hook.failing_since,
            told: hook.told,
            secret: hook.secret,
            created_at: hook.created_at,
        }
    }
}

fn address(app: &App, id: HookId) -> String {
    app.config.base_url.link(&format!("/api/v1/webhooks/{id}"))
}

/// A message to a webhook.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WebhookDelivery)]
struct DeliveryJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: DeliveryId,
    /// The kind of event.
    event: String,
    /// `waiting`, `done`, `aside` (nothing is tried any more) or `dropped` (it may not be told any more).
    state: String,
    /// What is sent.
    #[schema(value_type = Object)]
    message: Value,
    /// Every try so far.
    tries: Vec<TryJson>,
    /// When it is tried next, while it waits.
    #[schema(value_type = String, format = DateTime)]
    due_at: Time,
    /// When it came up.
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
}

/// One try to deliver a message.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WebhookTry)]
struct TryJson {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// Milliseconds it took.
    took_ms: i64,
    /// The HTTP status that came back, if any.
    status: Option<i32>,
    /// The first 2,000 bytes of the answer.
    answer: String,
    /// Why there was no answer.
    failure: String,
}

impl DeliveryJson {
    fn of((delivery, tries): (Delivery, Vec<Attempt>)) -> Self {
        Self {
            id: delivery.id,
            event: delivery.verb,
            state: delivery.state,
            message: serde_json::from_str(&delivery.payload).unwrap_or_default(),
            tries: tries
                .into_iter()
                .map(|t| TryJson {
                    at: t.at,
                    took_ms: t.took_ms,
                    status: t.status,
                    answer: t.answer,
                    failure: t.failure,
                })
                .collect(),
            due_at: delivery.due_at,
            created_at: delivery.created_at,
        }
    }
}

/// Your webhooks; for admins also those of the site.
#[utoipa::path(tag = "Webhooks", security(("token" = ["webhooks:write"])),
    responses((status = 200, body = Vec<HookJson>), (status = 304, description = "You have it already.")))]
#[get("/webhooks")]
async fn list_hooks(app: App, by: Can<KeepHooks>, req: HttpRequest) -> Result<HttpResponse> {
    let hooks = app.db.read(move |conn| actions::list(conn, &by)).await?;
    let told: Vec<_> = hooks
        .into_iter()
        .map(|hook| HookJson::of(&app, hook))
        .collect();
    wire::ok(&req, &told)
}

/// A webhook to be made.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewWebhook {
    /// Where messages are to be sent: an address that everyone on the internet reaches.
    #[schema(pattern = "^https?://", max_length = 1000)]
    target: String,
    /// What it is to hear: names of events (`topic.created`), `topic.*`, or `*`.
    #[serde(default)]
    #[schema(max_items = 50)]
    events: Vec<String>,
    /// Hear once of each proposal that comes to have so many supporters.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 1_000_000)]
    supporters: i64,
    /// Hear what staff hear (admins only).
    #[serde(default)]
    site: bool,
}

/// Makes a webhook. It hears what happens from now on, as Standard Webhooks say.
#[utoipa::path(tag = "Webhooks", request_body = NewWebhook, security(("token" = ["webhooks:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key again gets the first answer again.")),
    responses((status = 201, body = HookJson)))]
#[post("/webhooks")]
async fn make_hook(
    app: App,
    by: Can<KeepHooks>,
    key: Once,
    body: Body<NewWebhook>,
) -> Result<HttpResponse> {
    let typed = body.value;
    let new = New::parse(
        app.part::<Fetch>(),
        &typed.target,
        &typed.events,
        typed.supporters,
        typed.site,
    )?;
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write_unseen(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let id = actions::make(tx, &by, &new, now)?;
                let told = HookJson::of(&inner, actions::find(tx, &by, id)?);
                Answer::created(told.url.clone(), &told)
            })
        })
        .await
        .map(Answer::respond)
}

/// One webhook.
#[utoipa::path(tag = "Webhooks", security(("token" = ["webhooks:write"])), params(("id" = i64, Path)),
    responses((status = 200, body = HookJson), (status = 304, description = "You have it already.")))]
#[get("/webhooks/{id}")]
async fn show_hook(
    app: App,
    by: Can<KeepHooks>,
    req: HttpRequest,
    id: web::Path<HookId>,
) -> Result<HttpResponse> {
    let hook = app
        .db
        .read(move |conn| actions::find(conn, &by, *id))
        .await?;
    wire::ok(&req, &HookJson::of(&app, hook))
}

/// Whether a webhook is on.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Switch {
    /// Whether anything is sent. Switched on again, it goes on where it stopped.
    on: bool,
}

/// Switches a webhook on or off.
#[utoipa::path(tag = "Webhooks", request_body = Switch, security(("token" = ["webhooks:write"])), params(("id" = i64, Path)),
    responses((status = 200, body = HookJson)))]
#[patch("/webhooks/{id}")]
async fn switch_hook(
    app: App,
    by: Can<KeepHooks>,
    id: web::Path<HookId>,
    body: Body<Switch>,
) -> Result<HttpResponse> {
    let on = body.value.on;
    let hook = app
        .db
        .write_unseen(move |tx| actions::switch(tx, &by, *id, on))
        .await?;
    Ok(plain(&HookJson::of(&app, hook)))
}

/// An answer that nobody keeps.
fn plain<T: Serialize>(told: &T) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((actix_web::http::header::CACHE_CONTROL, "private, no-store"))
        .json(told)
}

/// Takes a webhook away.
#[utoipa::path(tag = "Webhooks", security(("token" = ["webhooks:write"])), params(("id" = i64, Path)),
    responses((status = 204, description = "It is gone.")))]
#[delete("/webhooks/{id}")]
async fn drop_hook(app: App, by: Can<KeepHooks>, id: web::Path<HookId>) -> Result<HttpResponse> {
    app.db
        .write_unseen(move |tx| actions::remove(tx, &by, *id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Gives a webhook another secret. The one before signs too for a day.
#[utoipa::path(tag = "Webhooks", security(("token" = ["webhooks:write"])), params(("id" = i64, Path)),
    responses((status = 200, body = HookJson)))]
#[post("/webhooks/{id}/secret")]
async fn rotate_secret(
    app: App,
    by: Can<KeepHooks>,
    id: web::Path<HookId>,
) -> Result<HttpResponse> {
    let now = app.now();
    let hook = app
        .db
        .write_unseen(move |tx| actions::rotate(tx, &by, *id, now))
        .await?;
    Ok(plain(&HookJson::of(&app, hook)))
}

/// Has a message sent that only shows whether the webhook takes it.
#[utoipa::path(tag = "Webhooks", security(("token" = ["webhooks:write"])), params(("id" = i64, Path)),
    responses((status = 202, description = "It is on its way.")))]
#[post("/webhooks/{id}/test")]
async fn test_hook(app: App, by: Can<KeepHooks>, id: web::Path<HookId>) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write_unseen(move |tx| actions::test(tx, &by, *id, now))
        .await?;
    Ok(HttpResponse::Accepted().finish())
}

/// How much of the log is asked for.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Before {
    /// Only messages before the one with this number.
    #[param(minimum = 1)]
    before: Option<i64>,
}

/// What was told to a webhook, newest first: at most 100 messages, with every try and its answer.
#[utoipa::path(tag = "Webhooks", security(("token" = ["webhooks:write"])), params(("id" = i64, Path), Before),
    responses((status = 200, body = Vec<DeliveryJson>), (status = 304, description = "You have it already.")))]
#[get("/webhooks/{id}/deliveries")]
async fn list_deliveries(
    app: App,
    by: Can<KeepHooks>,
    req: HttpRequest,
    id: web::Path<HookId>,
    asked: web::Query<Before>,
) -> Result<HttpResponse> {
    let before = asked.before;
    let found = app
        .db
        .read(move |conn| actions::deliveries(conn, &by, *id, before, wire::MOST))
        .await?;
    let told: Vec<_> = found.into_iter().map(DeliveryJson::of).collect();
    wire::ok(&req, &told)
}

/// Tells a message once more.
#[utoipa::path(tag = "Webhooks", security(("token" = ["webhooks:write"])),
    params(("id" = i64, Path), ("delivery" = i64, Path)),
    responses((status = 202, description = "It is on its way.")))]
#[post("/webhooks/{id}/deliveries/{delivery}/replay")]
async fn replay_one(
    app: App,
    by: Can<KeepHooks>,
    ids: web::Path<(HookId, DeliveryId)>,
) -> Result<HttpResponse> {
    let ((id, delivery), now) = (*ids, app.now());
    app.db
        .write_unseen(move |tx| actions::replay(tx, &by, id, delivery, now))
        .await?;
    Ok(HttpResponse::Accepted().finish())
}

/// From when on messages are to be told again.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct Since {
    /// The instant, in RFC 3339.
    #[schema(value_type = String, format = DateTime)]
    since: Time,
}

/// How many messages are told again.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Replayed {
    /// How many.
    messages: usize,
}

/// Tells all messages since an instant once more, in their order.
#[utoipa::path(tag = "Webhooks", request_body = Since, security(("token" = ["webhooks:write"])), params(("id" = i64, Path)),
    responses((status = 200, body = Replayed)))]
#[post("/webhooks/{id}/replay")]
async fn replay_all(
    app: App,
    by: Can<KeepHooks>,
    id: web::Path<HookId>,
    body: Body<Since>,
) -> Result<HttpResponse> {
    let (since, now) = (body.value.since, app.now());
    let messages = app
        .db
        .write_unseen(move |tx| actions::replay_since(tx, &by, *id, since, now))
        .await?;
    Ok(plain(&Replayed { messages }))
}
