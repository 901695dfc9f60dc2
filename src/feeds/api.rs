//! What changes, as JSON and as a stream, `/api/v1/changes`.
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use super::changes::{self, ChangeJson};
use super::stream;
use crate::access::Viewer;
use crate::error::{Invalid, Result};
use crate::events::{self, Position};
use crate::say;
use crate::state::App;
use crate::wire::{self, MOST};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_changes).service(stream_changes);
}

/// Which changes, and from where.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct Asked {
    /// A `cursor`: only what happened after it. `now` begins with what happens next; nothing begins with the first change.
    after: Option<String>,
    /// How many at most, up to 100. Default 30.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<i64>,
    /// Only these kinds, separated by commas, such as `comment.created,status.changed`.
    kinds: Option<String>,
    /// Only what belongs to this topic.
    topic: Option<i64>,
}

/// Which changes are streamed.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct Streamed {
    /// A `cursor`: begin with what happened after it. Default: with what happens next. `Last-Event-ID` goes first.
    after: Option<String>,
    /// Only these kinds, separated by commas, such as `comment.created,status.changed`.
    kinds: Option<String>,
    /// Only what belongs to this topic.
    topic: Option<i64>,
}

/// Changes in their order, and where to read on.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Changes)]
struct ChangesJson {
    /// What happened, oldest first; may be empty although there is more, where much is not yours to see.
    data: Vec<ChangeJson>,
    /// The place after all that was read: ask again with it, now if `more`, else later.
    cursor: String,
    /// The address that goes on from there.
    #[schema(format = "uri")]
    next: String,
    /// Whether more has happened already.
    more: bool,
}

/// What happened, in order, as far as you may see it now
///
/// Read on from `cursor` whenever you like: it neither skips nor repeats a change, however many people write at once.
/// A change to what you may not see (any more) is left out. Votes come without their voters.
#[utoipa::path(tag = "Changes", params(Asked), responses(
    (status = 200, body = ChangesJson),
    (status = 304, description = "You have it already."),
    (status = 400, body = wire::ProblemJson, content_type = "application/problem+json", description = "`after` is no cursor of this list."),
    (status = 422, body = wire::ProblemJson, content_type = "application/problem+json", description = "A kind that is not known, or a limit out of bounds."),
))]
#[get("/changes")]
pub(super) async fn list_changes(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let asked = asked.into_inner();
    let limit = match asked.limit {
        None => 30,
        Some(n @ 1..=MOST) => usize::try_from(n).unwrap_or(1),
        Some(_) => return Err(Invalid::field("limit", say!("wire-ask-for", max = MOST)).into()),
    };
    let wanted = changes::wanted(asked.kinds.as_deref(), asked.topic)?;
    let sight = viewer.sight();
    let after = asked.after.filter(|text| !text.is_empty());
    let (from, live) = match after.as_deref() {
        None => (Position::default(), false),
        Some("now") => (Position::default(), true),
        Some(text) => (Position::read(text)?, false),
    };
    let (found, on, more) = app
        .db
        .read(move |conn| match live {
            true => Ok((Vec::new(), events::newest(conn)?, false)),
            false => changes::read(conn, &sight, from, &wanted, limit),
        })
        .await?;
    let cursor = on.write();
    wire::ok(
        &req,
        &ChangesJson {
            data: found
                .iter()
                .map(|change| ChangeJson::of(&app.config.base_url, change))
                .collect(),
            next: wire::next_link(&app, &req, &cursor),
            cursor,
            more,
        },
    )
}

/// The same as it happens, as server-sent events
///
/// Each event's `data` is a `Change` and its `id` the change's `cursor`; a stream that broke goes on after `Last-Event-ID`.
/// Comment lines are signs of life. A stream ends after an hour, with a token after five minutes: ask again.
#[utoipa::path(tag = "Changes", params(Streamed), responses(
    (status = 200, content_type = "text/event-stream", body = String),
    (status = 400, body = wire::ProblemJson, content_type = "application/problem+json", description = "No cursor of this list."),
    (status = 422, body = wire::ProblemJson, content_type = "application/problem+json", description = "A kind that is not known."),
    (status = 503, body = wire::ProblemJson, content_type = "application/problem+json", description = "Too many streams are open; see `Retry-After`."),
))]
#[get("/changes/stream")]
pub(super) async fn stream_changes(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    asked: web::Query<Streamed>,
) -> Result<HttpResponse> {
    streamed(&app, &viewer, &req, &asked).await
}

/// The stream, for the API and for the site's own pages alike.
pub(super) async fn streamed(
    app: &App,
    viewer: &Viewer,
    req: &HttpRequest,
    asked: &Streamed,
) -> Result<HttpResponse> {
    let wanted = changes::wanted(asked.kinds.as_deref(), asked.topic)?;
    stream::answer(app, req, viewer, wanted, asked.after.as_deref()).await
}
