//! `cowpath serve`: the site, until it is told to stop.
use std::path::PathBuf;
use std::time::Duration;

use actix_web::HttpServer;

use super::{block_on, config};
use crate::accounts::actions as accounts;
use crate::app;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::events;
use crate::feeds;
use crate::settings;
use crate::state::App;
use crate::upkeep;

/// Seconds that requests under way get to finish.
const DRAIN: u64 = 30;

pub fn serve(data: Option<PathBuf>, bind: Option<String>) -> Result<()> {
    let config = config(data, bind)?;
    let db = Db::open(&config.database())?;
    block_on(async move {
        let app = app::new(db, Clock::System, config).await?;
        let now = app.now();
        let secret = app
            .db
            .write(move |tx| accounts::first_link(tx, now))
            .await?;
        if let Some(secret) = secret {
            let link = app.config.base_url.link(&format!("/invitation/{secret}"));
            eprintln!(
                "This site has no admin yet. Become its admin within a day, once, at\n\n  {link}\n"
            );
        }
        until_stopped(app, || {}).await
    })
}

/// Serves until SIGTERM or SIGINT, then lets requests under way finish.
pub async fn until_stopped(app: App, ready: impl FnOnce()) -> Result<()> {
    let Config { bind, workers, .. } = *app.config;
    let serving = app.clone();
    let server = HttpServer::new(move || app::build(serving.clone()))
        .workers(workers)
        .tcp_nodelay(true)
        .max_connections(10_000)
        .client_request_timeout(Duration::from_secs(5))
        .client_disconnect_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(75))
        .shutdown_timeout(DRAIN)
        .bind(bind)
        .map_err(|e| {
            Error::internal(format!(
                "{bind} cannot be listened on: {e}. Choose another with --bind."
            ))
        })?
        .run();
    let metrics = metrics(&app)?.map(actix_web::rt::spawn);
    eprintln!("Cowpath is at {}", app.config.base_url.full);
    ready();
    let listening = actix_web::rt::spawn(events::listen(
        app.db.clone(),
        app.clock.clone(),
        app::listeners(),
    ));
    let telling = actix_web::rt::spawn(feeds::stream::keep_telling(app.clone()));
    let ending = actix_web::rt::spawn(end_streams(app.clone()));
    let watching = actix_web::rt::spawn(follow_settings(app.clone()));
    let done = server.await.map_err(Error::internal);
    listening.abort();
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    telling.abort();
    ending.abort();
    watching.abort();
    eprintln!("Cowpath has stopped.");
    done
}

/// The figures on a listener of their own, for those who watch from inside the network.
fn metrics(app: &App) -> Result<Option<actix_web::dev::Server>> {
    let Some(bind) = app.config.metrics_bind else {
        return Ok(None);
    };
    let app = app.clone();
    let server = HttpServer::new(move || {
        actix_web::App::new()
            .app_data(app.clone())
            .route("/metrics", actix_web::web::get().to(upkeep::metrics::show))
    })
    .workers(1)
    .disable_signals()
    .bind(bind)
    .map_err(|e| {
        Error::internal(format!(
            "{bind} of COWPATH_METRICS_BIND cannot be listened on: {e}."
        ))
    })?;
    Ok(Some(server.run()))
}

/// Takes over settings that another process changed: the command line, or another node.
async fn follow_settings(app: App) {
    loop {
        tokio::time::sleep(Duration::from_secs(2)).await;
        match app.db.read(settings::load).await {
            Ok(all) if all != *app.settings() => app.live_settings().replace(all),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the settings could not be read again"),
        }
    }
}

/// Ends what would never end by itself once the site is told to stop, so that it need not be waited for.
async fn end_streams(app: App) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut term), Ok(mut interrupt)) = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    ) else {
        return;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    app.part::<feeds::stream::Hub>().close();
}
