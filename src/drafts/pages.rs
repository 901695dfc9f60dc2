//! Drafts over HTTP: kept by a script while someone writes, listed, thrown away.
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::actions;
use super::model::{self, Context, Draft};
use crate::access::{Can, KeepDrafts};
use crate::clock::Time;
use crate::error::Result;
use crate::say;
use crate::state::App;
use crate::text;
use crate::web::sent::Parts;
use crate::web::{Page, Shell};

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/drafts").get(list))
        .service(web::resource("/drafts/{context}").post(keep))
        .service(web::resource("/drafts/{context}/removal").post(discard));
}

#[derive(Serialize)]
struct Shown {
    context: String,
    kind: &'static str,
    path: String,
    title: String,
    excerpt: String,
    at: Time,
}

impl From<Draft> for Shown {
    fn from(draft: Draft) -> Self {
        let field = |name: &str| draft.fields.get(name).map_or("", String::as_str);
        let title = text::clean_line(field("title")).chars().take(150).collect();
        let beginning: String = field("body").chars().take(2_000).collect();
        Self {
            context: draft.context.to_string(),
            kind: draft.context.kind(),
            path: draft.context.path(),
            title,
            excerpt: text::excerpt(&beginning, 200),
            at: draft.updated_at,
        }
    }
}

#[derive(Serialize)]
struct DraftsPage {
    drafts: Vec<Shown>,
}
impl Page for DraftsPage {
    const TEMPLATE: &'static str = "drafts/index.html";
}

async fn list(app: App, by: Can<KeepDrafts>, shell: Shell) -> Result<HttpResponse> {
    let drafts = app.db.read(move |conn| actions::all(conn, &by)).await?;
    shell.page(&DraftsPage {
        drafts: drafts.into_iter().map(Into::into).collect(),
    })
}

/// What a script is told of what it kept.
#[derive(Serialize)]
struct Kept {
    version: i64,
}

async fn keep(
    app: App,
    by: Can<KeepDrafts>,
    shell: Shell,
    context: web::Path<String>,
    parts: Parts,
) -> Result<HttpResponse> {
    let (context, now) = (Context::asked(&context)?, app.now());
    let (script, read) = (parts.script, parts.value("draft_version").parse().ok());
    let fields = model::fit(parts.fields)?;
    let version = app
        .db
        .write_unseen(move |tx| actions::keep(tx, &by, context, &fields, read, now))
        .await?;
    if script {
        return Ok(HttpResponse::Ok()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .json(Kept { version }));
    }
    Ok(shell.done(context.path(), say!("draft-kept")))
}

async fn discard(
    app: App,
    by: Can<KeepDrafts>,
    shell: Shell,
    context: web::Path<String>,
    parts: Parts,
) -> Result<HttpResponse> {
    let context = Context::asked(&context)?;
    app.db
        .write_unseen(move |tx| actions::discard(tx, &by, context))
        .await?;
    let to = match parts.value("from") {
        "list" => "/drafts".to_owned(),
        _ => context.path(),
    };
    Ok(shell.done(to, say!("draft-discarded")))
}
