//! Drafts as JSON, `/api/v1/me/drafts`.
use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::actions;
use super::model::{self, Context, Draft, Fields};
use crate::access::{Can, KeepDrafts};
use crate::clock::Time;
use crate::error::{Error, Result};
use crate::state::App;
use crate::wire::{self, Answer, Body, List};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_drafts)
        .service(show_draft)
        .service(keep_draft)
        .service(drop_draft);
}

/// What you are writing.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Draft)]
struct DraftJson {
    /// The form it belongs to: `proposal`, `discussion`, `comment:{topic}`, `reply:{comment}`, `edit:{topic}` or
    /// `change:{comment}`.
    context: String,
    /// What stands in the form: field and value.
    fields: Fields,
    /// Counts how often it was kept; name it in `If-Match` (as `"v{version}"`) to keep it over what you read.
    version: i64,
    /// When it was last kept.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Time,
}

impl From<Draft> for DraftJson {
    fn from(draft: Draft) -> Self {
        Self {
            context: draft.context.to_string(),
            fields: draft.fields,
            version: draft.version,
            updated_at: draft.updated_at,
        }
    }
}

/// Your drafts, newest first. They are kept for 180 days.
#[utoipa::path(tag = "Drafts", security(("token" = ["drafts:write"])), responses((status = 200, body = List<DraftJson>), (status = 304, description = "You have it already.")))]
#[get("/me/drafts")]
async fn list_drafts(app: App, by: Can<KeepDrafts>, req: HttpRequest) -> Result<HttpResponse> {
    let drafts = app.db.read(move |conn| actions::all(conn, &by)).await?;
    wire::ok(
        &req,
        &List {
            data: drafts.into_iter().map(DraftJson::from).collect(),
            next: None,
        },
    )
}

/// A draft of yours.
#[utoipa::path(tag = "Drafts", security(("token" = ["drafts:write"])), params(("context" = String, Path, pattern = "^(proposal|discussion|(comment|reply|edit|change):[1-9][0-9]{0,17})$")),
    responses((status = 200, body = DraftJson), (status = 304, description = "You have it already.")))]
#[get("/me/drafts/{context}")]
async fn show_draft(
    app: App,
    by: Can<KeepDrafts>,
    req: HttpRequest,
    context: web::Path<String>,
) -> Result<HttpResponse> {
    let context = Context::asked(&context)?;
    let draft = app
        .db
        .read(move |conn| actions::find(conn, by.who.id, context))
        .await?
        .ok_or(Error::NotFound("draft"))?;
    let version = draft.version;
    wire::ok_version(&req, &DraftJson::from(draft), version)
}

/// Keeps a draft: a JSON object of fields and their values, such as `title` and `body`; 210,000 characters in all.
#[utoipa::path(tag = "Drafts", request_body = Fields, security(("token" = ["drafts:write"])), params(("context" = String, Path, pattern = "^(proposal|discussion|(comment|reply|edit|change):[1-9][0-9]{0,17})$"),
    ("If-Match" = Option<String>, Header, description = "The ETag that was read.")), responses((status = 200, body = DraftJson)))]
#[put("/me/drafts/{context}")]
async fn keep_draft(
    app: App,
    by: Can<KeepDrafts>,
    req: HttpRequest,
    context: web::Path<String>,
    body: Body<Fields>,
) -> Result<HttpResponse> {
    let (context, now) = (Context::asked(&context)?, app.now());
    let (read, fields) = (wire::if_match(&req)?, model::fit(body.value)?);
    app.db
        .write_unseen(move |tx| {
            let version = actions::keep(tx, &by, context, &fields, read, now)?;
            let kept = actions::find(tx, by.who.id, context)?.unwrap_or(Draft {
                context,
                fields: Fields::new(),
                version,
                updated_at: now,
            });
            Answer::ok(&DraftJson::from(kept))
        })
        .await
        .map(Answer::respond)
}

/// Throws a draft away. Doing it twice is once.
#[utoipa::path(tag = "Drafts", security(("token" = ["drafts:write"])), params(("context" = String, Path, pattern = "^(proposal|discussion|(comment|reply|edit|change):[1-9][0-9]{0,17})$")),
    responses((status = 204, description = "It is gone.")))]
#[delete("/me/drafts/{context}")]
async fn drop_draft(
    app: App,
    by: Can<KeepDrafts>,
    context: web::Path<String>,
) -> Result<HttpResponse> {
    let context = Context::asked(&context)?;
    app.db
        .write_unseen(move |tx| actions::discard(tx, &by, context))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
