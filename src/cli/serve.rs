//! `cowpath serve`: the site, until it is told to stop.
use std::path::PathBuf;
use std::time::Duration;

use actix_web::HttpServer;

use super::{block_on, config};
use crate::accounts::actions as accounts;
use crate::app;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::{Conn, Db};
use crate::error::{Error, Result};
use crate::events;
use crate::feeds;
use crate::jobs::supervisor::Supervisor;
use crate::mail::{self, Transport};
use crate::search::similar::Titles;
use crate::state::App;
use crate::upkeep;
use crate::webhooks;

/// Seconds that requests under way get to finish.
const DRAIN: u64 = 30;

/// Who does the work in the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Children of this process.
    Here,
    /// Others: `cowpath worker`.
    Elsewhere,
}

pub fn serve(data: Option<PathBuf>, bind: Option<String>, work: Work) -> Result<()> {
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
        until_stopped(app, work, || {}).await
    })
}

/// Serves until SIGTERM or SIGINT, then lets requests under way finish.
pub async fn until_stopped(app: App, work: Work, ready: impl FnOnce()) -> Result<()> {
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
    let warming = app.clone();
    actix_web::rt::spawn(async move {
        let app = warming.clone();
        let warm = move |conn: &mut Conn| app.part::<Titles>().warm(conn);
        if let Err(error) = warming.db.read_slowly(warm).await {
            tracing::warn!(%error, "similar titles are not ready yet; the first who asks waits for them");
        }
    });
    let supervisor = match work {
        Work::Here => Some(Supervisor::start(app.clone())?),
        Work::Elsewhere => None,
    };
    let streaming = actix_web::rt::spawn(feeds::stream::keep_telling(app.clone()));
    let ending = actix_web::rt::spawn(end_streams(app.clone()));
    let watching = actix_web::rt::spawn(follow_settings(app.clone()));
    let mailing = actix_web::rt::spawn(send_mail(app.clone()));
    let telling = actix_web::rt::spawn(tell_hooks(app.clone()));
    let done = server.await.map_err(Error::internal);
    listening.abort();
    if let Some(metrics) = metrics {
        metrics.abort();
    }
    streaming.abort();
    ending.abort();
    watching.abort();
    if let Some(supervisor) = supervisor {
        actix_web::web::block(move || supervisor.stop())
            .await
            .map_err(Error::internal)?;
    }
    mailing.abort();
    telling.abort();
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
        app.follow_settings().await;
    }
}

/// Hands on what waits in the outbox, and forgets what nobody looks for any more.
async fn send_mail(app: App) {
    for round in 0_u32.. {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let transport = app.part::<Transport>();
        if let Err(error) = mail::deliver(&app.db, transport, &app.clock).await {
            tracing::warn!(%error, "messages could not be sent");
        }
        if round.is_multiple_of(1800)
            && let Err(error) = mail::sweep(&app.db, &app.clock).await
        {
            tracing::warn!(%error, "old messages could not be forgotten");
        }
    }
}

/// Tells other programs what happened, and forgets what was told long ago.
async fn tell_hooks(app: App) {
    for round in 0_u32.. {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if let Err(error) = webhooks::deliver(&app).await {
            tracing::warn!(%error, "webhooks could not be told");
        }
        if round.is_multiple_of(3600) {
            let now = app.now();
            let swept = app
                .db
                .write_unseen(move |tx| webhooks::actions::sweep(tx, now));
            if let Err(error) = swept.await {
                tracing::warn!(%error, "old deliveries could not be forgotten");
            }
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
