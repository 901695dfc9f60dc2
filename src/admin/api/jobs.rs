//! Background work as JSON, `/api/v1`, for admins.
use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::access::{Administer, Can};
use crate::admin::jobs::redacted;
use crate::clock::Time;
use crate::db::{Cursor, Key};
use crate::error::Result;
use crate::id::JobId;
use crate::jobs::State;
use crate::jobs::queue::{self, Row};
use crate::state::App;
use crate::wire::{self, List, Paging};

const LIST: &str = "jobs";

/// Operations of this room.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_jobs)
        .service(show_job)
        .service(retry_job)
        .service(discard_job);
}

/// Work that waits, runs or is over.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Job)]
struct JobJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: JobId,
    /// Its kind.
    kind: String,
    /// Where it is.
    state: State,
    /// Attempts so far.
    attempts: i32,
    /// Attempts it has.
    max_attempts: i32,
    /// How often it killed its worker.
    crashes: i32,
    /// Whether it runs alone, because a worker died while it ran.
    suspect: bool,
    /// What it was told, as JSON, without what people wrote.
    payload: String,
    /// Its last error.
    error: Option<String>,
    /// How its worker died.
    signal: Option<String>,
    /// When it was put into the queue.
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    /// From when on it may run.
    #[schema(value_type = String, format = DateTime)]
    run_at: Time,
    /// From when on it is useless.
    #[schema(value_type = Option<String>, format = DateTime)]
    deadline_at: Option<Time>,
    /// When it was over.
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Time>,
}

impl From<Row> for JobJson {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            state: row.state,
            attempts: row.attempts,
            max_attempts: row.max_attempts,
            crashes: row.crashes,
            suspect: row.suspect,
            payload: redacted(&row.payload),
            error: row.last_error,
            signal: row.last_signal,
            created_at: row.created_at,
            run_at: row.run_at,
            deadline_at: row.deadline_at,
            finished_at: row.finished_at,
        }
    }
}

/// Which jobs are asked for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// Only those in this state.
    state: Option<State>,
    /// Only those of this kind.
    kind: Option<String>,
}

/// Lists jobs, the youngest first (admins only).
#[utoipa::path(tag = "Background work", params(Asked, Paging), security(("token" = ["admin:write"])), responses((status = 200, body = List<JobJson>)))]
#[get("/jobs")]
async fn list_jobs(
    app: App,
    _by: Can<Administer>,
    req: HttpRequest,
    asked: web::Query<Asked>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let limit = paging.rows()?;
    let before = paging.from(LIST)?.map(|cursor| JobId::new(cursor.id));
    let asked = asked.into_inner();
    let mut rows = app
        .db
        .read(move |conn| {
            let states = asked.state.map_or(State::ALL.to_vec(), |state| vec![state]);
            queue::list(conn, &states, asked.kind.as_deref(), before, limit + 1)
        })
        .await?;
    let more = rows.len() as i64 > limit;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| more).map(|row| Cursor {
        key: Key::Number(row.id.get()),
        id: row.id.get(),
    });
    wire::ok(
        &req,
        &List {
            data: rows.into_iter().map(JobJson::from).collect(),
            next: next.map(|c| wire::next_link(&app, &req, &c.write(LIST))),
        },
    )
}

/// A job (admins only).
#[utoipa::path(tag = "Background work", params(("id" = i64, Path)), security(("token" = ["admin:write"])), responses((status = 200, body = JobJson)))]
#[get("/jobs/{id}")]
async fn show_job(
    app: App,
    _by: Can<Administer>,
    req: HttpRequest,
    id: web::Path<JobId>,
) -> Result<HttpResponse> {
    let row = app.db.read(move |conn| queue::find(conn, *id)).await?;
    wire::ok(&req, &JobJson::from(row))
}

/// Lets a job that was set aside, expired or called off run again (admins only).
#[utoipa::path(tag = "Background work", params(("id" = i64, Path)), security(("token" = ["admin:write"])), responses((status = 200, body = JobJson)))]
#[put("/jobs/{id}/retry")]
async fn retry_job(
    app: App,
    by: Can<Administer>,
    req: HttpRequest,
    id: web::Path<JobId>,
) -> Result<HttpResponse> {
    let now = app.now();
    let row = app
        .db
        .write(move |tx| {
            queue::retry(tx, *id, Some(by.who.id), now)?;
            queue::find(tx, *id)
        })
        .await?;
    wire::ok(&req, &JobJson::from(row))
}

/// Gives up a job that waits or was set aside (admins only).
#[utoipa::path(tag = "Background work", params(("id" = i64, Path)), security(("token" = ["admin:write"])), responses((status = 204)))]
#[delete("/jobs/{id}")]
async fn discard_job(app: App, by: Can<Administer>, id: web::Path<JobId>) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| queue::discard(tx, *id, Some(by.who.id), now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
