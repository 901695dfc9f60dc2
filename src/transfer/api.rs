//! Imports as JSON, `/api/v1`: what the panel's page does, for programs.
use actix_multipart::Multipart;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, HttpResponse, delete, get, post, put, web};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use super::jobs::{self, Job, State, Told};
use super::pages::{Sent, Typed, plan, receive, take_back};
use crate::access::{Can, Import};
use crate::clock::Time;
use crate::error::Result;
use crate::id::ImportId;
use crate::lang;
use crate::state::App;
use crate::text;
use crate::wire::{Body, List};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_imports)
        .service(add_import)
        .service(show_import)
        .service(run_import)
        .service(undo_import)
        .service(discard_import);
}

/// An import: a file, what would become of it and what did.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Import)]
struct ImportJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: ImportId,
    /// Names the place the file comes from.
    source: String,
    /// The file's name.
    file: String,
    /// How it is written.
    format: String,
    /// How far it has come. `checked`: it waits to be run.
    #[schema(value_type = String)]
    state: State,
    /// Whether it is at work; look again.
    going: bool,
    /// Rows looked at so far.
    done: i64,
    /// Rows in the file.
    total: i64,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// When what it brought was taken back.
    #[schema(value_type = Option<String>, format = DateTime)]
    undone_at: Option<Time>,
    /// What it did, or would do while it is not run.
    told: Option<Told>,
}

impl ImportJson {
    fn of(job: Job, now: Time) -> Self {
        Self {
            told: job.told(lang::lang()),
            going: job.going(now),
            id: job.id,
            source: job.source,
            file: job.file,
            format: job.format,
            state: job.state,
            done: job.done,
            total: job.total,
            at: job.at,
            undone_at: job.undone_at,
        }
    }
}

/// A file to bring in, as JSON. As a form (`multipart/form-data`) the file is the part `file`, and may be larger.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct NewImport {
    /// The text of the file: CSV, or JSON lines.
    #[schema(required = true, min_length = 1)]
    data: String,
    /// The file's name, which names its source when nothing else does.
    #[schema(max_length = 60, pattern = "^[^:]*$")]
    file: String,
    /// How it is written: `csv`, `jsonl`, `github`, `fider-csv`, `fider-zip`; empty: it is found out.
    #[schema(pattern = "^(|csv|jsonl|github|fider-csv|fider-zip)$")]
    format: String,
    /// The board for rows that name none; made if it is missing.
    #[schema(required = true, min_length = 1, max_length = 40)]
    board: String,
    /// Names the place it comes from, for ever; the file's name if it is empty.
    #[schema(max_length = 60, pattern = "^[^:]*$")]
    source: String,
    /// What their values mean here, each as `status:Final=Paved`.
    map: Vec<String>,
}

/// The file as a form sends it.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct NewImportFile {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The board for rows that name none; made if it is missing.
    board: String,
    /// How it is written; empty: it is found out.
    #[schema(pattern = "^(|csv|jsonl|github|fider-csv|fider-zip)$")]
    format: Option<String>,
    /// Names the place it comes from, for ever; the file's name if it is empty.
    #[schema(max_length = 60, pattern = "^[^:]*$")]
    source: Option<String>,
    /// What their values mean here, one a line.
    map: Option<String>,
}

fn told(status: &mut actix_web::HttpResponseBuilder, import: &impl Serialize) -> HttpResponse {
    status
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .json(import)
}

async fn find(app: &App, by: &Can<Import>, id: ImportId) -> Result<ImportJson> {
    let (by, now) = (by.clone(), app.now());
    let job = app.db.read(move |conn| jobs::find(conn, &by, id)).await?;
    Ok(ImportJson::of(job, now))
}

/// The imports there were, youngest first; at most 50 (admins only).
#[utoipa::path(tag = "Imports", security(("token" = ["admin:write"])), responses((status = 200, body = List<ImportJson>)))]
#[get("/imports")]
async fn list_imports(app: App, by: Can<Import>) -> Result<HttpResponse> {
    let now = app.now();
    let jobs = app.db.read(move |conn| jobs::list(conn, &by, 50)).await?;
    let data: Vec<_> = jobs
        .into_iter()
        .map(|job| ImportJson::of(job, now))
        .collect();
    Ok(told(&mut HttpResponse::Ok(), &List { data, next: None }))
}

async fn sent(app: &App, req: &HttpRequest, payload: web::Payload) -> Result<Sent> {
    let form = req
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if form {
        let parts = Multipart::new(req.headers(), payload);
        return receive(parts, app.settings().import_megabytes).await;
    }
    let new = Body::<NewImport>::from_request(req, &mut payload.into_inner())
        .await?
        .value;
    Ok(Sent {
        typed: Typed {
            format: new.format,
            board: new.board,
            source: text::clean_line(&new.source),
            map: new.map.join("\n"),
        },
        name: text::clean_line(&new.file).chars().take(100).collect(),
        data: new.data.into_bytes(),
    })
}

/// Sends a file and looks through it: nothing comes in before it is run (admins only).
#[utoipa::path(tag = "Imports", request_body(content((NewImport = "application/json"), (inline(NewImportFile) = "multipart/form-data"))), security(("token" = ["admin:write"])),
    responses((status = 201, body = ImportJson, headers(("Location" = String)))))]
#[post("/imports")]
async fn add_import(
    app: App,
    by: Can<Import>,
    req: HttpRequest,
    payload: web::Payload,
) -> Result<HttpResponse> {
    let sent = sent(&app, &req, payload).await?;
    let plan = plan(&sent)?;
    let (sender, now) = (by.clone(), app.now());
    let Sent { name, data, .. } = sent;
    let id = app
        .db
        .write(move |tx| jobs::put(tx, &sender, &plan, &name, &data, now))
        .await?;
    jobs::begin(&app, &by, id, true).await?;
    let at = app.config.base_url.link(&format!("/api/v1/imports/{id}"));
    let made = find(&app, &by, id).await?;
    let mut answer = HttpResponse::Created();
    answer.insert_header((header::LOCATION, at));
    Ok(told(&mut answer, &made))
}

/// An import: how far it has come, and what it did or would do (admins only).
#[utoipa::path(tag = "Imports", security(("token" = ["admin:write"])), params(("id" = i64, Path)), responses((status = 200, body = ImportJson)))]
#[get("/imports/{id}")]
async fn show_import(app: App, by: Can<Import>, id: web::Path<ImportId>) -> Result<HttpResponse> {
    Ok(told(&mut HttpResponse::Ok(), &find(&app, &by, *id).await?))
}

/// Lets a file in that was looked through. The work goes on afterwards: look again (admins only).
#[utoipa::path(tag = "Imports", security(("token" = ["admin:write"])), params(("id" = i64, Path)), responses((status = 202, body = ImportJson)))]
#[put("/imports/{id}/run")]
async fn run_import(app: App, by: Can<Import>, id: web::Path<ImportId>) -> Result<HttpResponse> {
    jobs::begin(&app, &by, *id, false).await?;
    let now = find(&app, &by, *id).await?;
    Ok(told(&mut HttpResponse::Accepted(), &now))
}

/// Takes back what a run brought; what people have since said there goes with it (admins only).
#[utoipa::path(tag = "Imports", security(("token" = ["admin:write"])), params(("id" = i64, Path)), responses((status = 200, body = ImportJson)))]
#[delete("/imports/{id}/run")]
async fn undo_import(app: App, by: Can<Import>, id: web::Path<ImportId>) -> Result<HttpResponse> {
    take_back(&app, by.clone(), *id).await?;
    Ok(told(&mut HttpResponse::Ok(), &find(&app, &by, *id).await?))
}

/// Forgets a file that was never run (admins only).
#[utoipa::path(tag = "Imports", security(("token" = ["admin:write"])), params(("id" = i64, Path)), responses((status = 204, description = "It is gone.")))]
#[delete("/imports/{id}")]
async fn discard_import(
    app: App,
    by: Can<Import>,
    id: web::Path<ImportId>,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| jobs::discard(tx, &by, *id, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
