//! `/metrics`: figures in Prometheus' text format, for whoever has the token, or on a listener of their own.
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use prometheus::{Encoder, GaugeVec, IntGauge, Opts, Registry, TextEncoder};

use super::backups::{self, Outcome, What};
use crate::access::secrets;
use crate::db::{Conn, is_postgres, number};
use crate::error::{Error, Result};
use crate::events;
use crate::feeds::stream::Hub;
use crate::state::App;
use crate::web::meter::Meter;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/metrics").get(guarded));
}

/// For whoever has the token that the operator set; without one there is nothing here.
async fn guarded(app: App, req: HttpRequest) -> Result<HttpResponse> {
    let Some(token) = &app.config.metrics_token else {
        return Err(Error::NotFound("page"));
    };
    let told = req
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    // Digests are compared, so that how long it takes tells nothing of the token.
    if secrets::hash(told) != secrets::hash(token) {
        return Err(Error::NotFound("page"));
    }
    show(app).await
}

/// All figures, for whoever can reach this.
///
/// # Errors
/// Those of the database.
pub async fn show(app: App) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(text(&app).await?))
}

/// What the database tells about itself.
struct Found {
    database: i64,
    log: i64,
    lags: Vec<(String, f64)>,
    backup: Option<f64>,
    trial: Option<f64>,
}

async fn text(app: &App) -> Result<Vec<u8>> {
    let now = app.now();
    let at = app.config.database();
    let found = app
        .db
        .read_slowly(move |conn| {
            let (database, log) = sizes(conn, &at)?;
            let mut age = |what| -> Result<Option<f64>> {
                let last = backups::last(conn, what, Some(Outcome::Good))?;
                Ok(last.map(|entry| now.seconds() - entry.ended_at.seconds()))
            };
            let (backup, trial) = (age(What::Backup)?, age(What::Trial)?);
            Ok(Found {
                database,
                log,
                backup,
                trial,
                lags: events::lags(conn, now)?,
            })
        })
        .await?;
    let registry = Registry::new();
    let whole = |name: &str, help: &str, value: i64| -> prometheus::Result<()> {
        let gauge = IntGauge::new(name, help)?;
        gauge.set(value);
        registry.register(Box::new(gauge))
    };
    let by = |name: &str, help: &str, label: &str, rows: &[(String, f64)]| {
        let gauge = GaugeVec::new(Opts::new(name, help), &[label])?;
        for (row, value) in rows {
            gauge.with_label_values(&[row]).set(*value);
        }
        registry.register(Box::new(gauge))
    };
    let streams = i64::try_from(app.part::<Hub>().open()).unwrap_or(i64::MAX);
    let aged = |what: &str, age: Option<f64>| age.map(|age| (what.to_owned(), age));
    let ages: Vec<_> = aged("backup", found.backup)
        .into_iter()
        .chain(aged("trial", found.trial))
        .collect();
    whole(
        "cowpath_database_bytes",
        "Size of the database.",
        found.database,
    )
    .and_then(|()| {
        whole(
            "cowpath_wal_bytes",
            "Size of SQLite's write-ahead log; 0 on PostgreSQL.",
            found.log,
        )
    })
    .and_then(|()| {
        whole(
            "cowpath_streams_open",
            "Streams of changes that are open on this node.",
            streams,
        )
    })
    .and_then(|()| {
        by(
            "cowpath_listener_lag_seconds",
            "Age of the oldest event that a listener has not heard.",
            "listener",
            &found.lags,
        )
    })
    .and_then(|()| {
        by(
            "cowpath_backup_age_seconds",
            "Age of the last good backup, and of the last good trial of one.",
            "what",
            &ages,
        )
    })
    .map_err(Error::internal)?;
    let mut out = Vec::new();
    let encoder = TextEncoder::new();
    encoder
        .encode(&app.part::<Meter>().registry.gather(), &mut out)
        .and_then(|()| encoder.encode(&registry.gather(), &mut out))
        .map_err(Error::internal)?;
    Ok(out)
}

/// Bytes of the database and of its write-ahead log.
fn sizes(conn: &mut Conn, at: &str) -> Result<(i64, i64)> {
    if matches!(conn, Conn::Postgres(_)) {
        let whole = "select pg_database_size(current_database()) as n";
        return Ok((number(conn, whole)?, 0));
    }
    let whole = "select page_count * page_size as n from pragma_page_count, pragma_page_size";
    let log = match is_postgres(at) {
        true => 0,
        false => std::fs::metadata(format!("{at}-wal")).map_or(0, |file| file.len()),
    };
    Ok((number(conn, whole)?, i64::try_from(log).unwrap_or(i64::MAX)))
}
