//! `cowpath worker`: a machine that only works. With `--lane` it is one of the processes that the supervisor starts.
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Place, block_on, config};
use crate::app;
use crate::clock::Clock;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::id::WorkerId;
use crate::jobs::model::Lane;
use crate::jobs::supervisor::Supervisor;
use crate::jobs::worker::{self, Orders};

#[derive(Debug, Args)]
pub struct Options {
    #[command(flatten)]
    place: Place,
    /// What this process takes; given by the supervisor
    #[arg(long, hide = true, value_parser = lane, requires = "id")]
    lane: Option<Lane>,
    /// The number under which this process takes jobs
    #[arg(long, hide = true)]
    id: Option<i64>,
    /// Jobs at once
    #[arg(long, hide = true, default_value_t = 1)]
    at_once: usize,
    /// Kinds that killed nobody first
    #[arg(long, hide = true)]
    careful: bool,
}

fn lane(text: &str) -> std::result::Result<Lane, String> {
    Lane::named(text).ok_or_else(|| "main or probe".into())
}

pub fn run(options: Options) -> Result<ExitCode> {
    match (options.lane, options.id) {
        (Some(lane), Some(id)) => one(
            options.place.data,
            Orders {
                id: WorkerId::new(id),
                lane,
                at_once: options.at_once,
                careful: options.careful,
            },
        ),
        _ => machine(options.place.data).map(|()| ExitCode::SUCCESS),
    }
}

/// One process of one lane.
fn one(data: Option<PathBuf>, orders: Orders) -> Result<ExitCode> {
    let config = config(data, None)?;
    worker::confine(config.job_megabytes);
    let db = Db::open(&config.database())?;
    block_on(async move {
        let app = app::new(db, Clock::System, config).await?;
        Ok(worker::work(app, orders).await)
    })
}

/// A supervisor without the web.
fn machine(data: Option<PathBuf>) -> Result<()> {
    let config = config(data, None)?;
    let db = Db::open(&config.database())?;
    block_on(async move {
        let app = app::new(db, Clock::System, config).await?;
        let supervisor = Supervisor::start(app)?;
        eprintln!("Cowpath works in the background. Stop it with Ctrl-C.");
        let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
            .map_err(Error::internal)?;
        tokio::select! {
            told = tokio::signal::ctrl_c() => told.map_err(Error::internal)?,
            _ = term.recv() => {}
        }
        actix_web::web::block(move || supervisor.stop())
            .await
            .map_err(Error::internal)?;
        eprintln!("Cowpath has stopped.");
        Ok(())
    })
}
