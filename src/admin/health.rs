//! How the site is, for whoever watches it: `/livez`, `/readyz`, `/healthz/jobs`.
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};

use crate::error::Result;
use crate::jobs::{Kinds, health};
use crate::settings;
use crate::state::App;
use crate::web::AsItIs;

/// Routes of these answers.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/livez").get(live))
        .service(web::resource("/readyz").get(ready))
        .service(web::resource("/healthz/jobs").get(jobs));
}

fn told(well: bool, body: &Value) -> HttpResponse {
    let status = match well {
        true => StatusCode::OK,
        false => StatusCode::SERVICE_UNAVAILABLE,
    };
    let mut answer = HttpResponse::build(status)
        .insert_header(("cache-control", "no-store"))
        .json(body);
    answer.extensions_mut().insert(AsItIs);
    answer
}

/// The process answers.
async fn live() -> HttpResponse {
    told(true, &json!({ "live": true }))
}

/// The process can serve pages: its database answers.
async fn ready(app: App) -> HttpResponse {
    let well = match app.db.read(settings::load).await {
        Ok(_) => true,
        Err(error) => {
            tracing::error!(%error, "not ready: the database does not answer");
            false
        }
    };
    told(well, &json!({ "ready": well }))
}

/// Work in the background is done: someone is there, nothing waits too long, the canary comes through.
async fn jobs(app: App) -> Result<HttpResponse> {
    let (now, lease) = (app.now(), app.config.job_lease_s);
    let kinds = app.part::<Kinds>().clone();
    let health = app
        .db
        .read(move |conn| health::health(conn, &kinds, lease, now))
        .await?;
    Ok(told(
        health.well,
        &json!({
            "well": health.well,
            "wrong": health.wrong,
            "oldest_seconds": health.oldest_s,
            "canary_seconds": health.canary_s,
        }),
    ))
}
