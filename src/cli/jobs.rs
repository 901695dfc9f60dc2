//! `cowpath jobs`: what waits, what went wrong, and what to do about it.
use clap::Subcommand;
use serde::Serialize;

use super::{Place, block_on, open, open_existing};
use crate::app;
use crate::clock::{Clock, Time};
use crate::error::{Error, Result};
use crate::id::JobId;
use crate::jobs::queue::{self, Row};
use crate::jobs::{New, State};

#[derive(Debug, Subcommand)]
pub enum Jobs {
    /// Put a job into the queue
    Enqueue {
        /// Its kind, such as jobs.canary
        kind: String,
        /// How many of them
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        count: u32,
        /// What it is told, as JSON
        #[arg(long, value_name = "JSON", default_value = "{}", value_parser = payload)]
        payload: serde_json::Value,
        /// How long it is of use, such as 5s, 2m or 1h [default: for ever]
        #[arg(long, value_name = "TIME", value_parser = seconds)]
        deadline: Option<i64>,
        #[command(flatten)]
        place: Place,
    },
    /// List jobs, the youngest first
    List {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Only those in this state: ready, running, done, dead, quarantined, expired or cancelled
        #[arg(long, value_parser = state)]
        state: Option<State>,
        /// Only those of this kind
        #[arg(long)]
        kind: Option<String>,
        #[command(flatten)]
        place: Place,
    },
    /// Let a job that was set aside, expired or called off run again
    Retry {
        /// Its number
        id: i64,
        #[command(flatten)]
        place: Place,
    },
    /// Give up a job that waits or was set aside
    Discard {
        /// Its number
        id: i64,
        #[command(flatten)]
        place: Place,
    },
    /// Let jobs of a kind start again that rests because too much went wrong
    Release {
        /// The kind, or host:NAME
        kind: String,
        #[command(flatten)]
        place: Place,
    },
}

fn payload(text: &str) -> std::result::Result<serde_json::Value, String> {
    serde_json::from_str(text).map_err(|e| format!("it is no JSON: {e}"))
}

fn state(text: &str) -> std::result::Result<State, String> {
    State::named(text).ok_or_else(|| {
        let all: Vec<_> = State::ALL.iter().map(|s| s.text()).collect();
        format!("choose one of {}", all.join(", "))
    })
}

fn seconds(text: &str) -> std::result::Result<i64, String> {
    let (number, unit) = match text.find(|c: char| !c.is_ascii_digit()) {
        Some(at) => text.split_at(at),
        None => (text, "s"),
    };
    let factor = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err("write 5s, 2m, 1h or 3d".into()),
    };
    let number: i64 = number.parse().map_err(|_| "write 5s, 2m, 1h or 3d")?;
    Ok(number.saturating_mul(factor))
}

/// A job as it is listed.
#[derive(Serialize)]
struct Told {
    id: JobId,
    kind: String,
    state: State,
    attempts: i32,
    crashes: i32,
    suspect: bool,
    /// How often it was completed: 1, or 0.
    completions: i64,
    run_at: Time,
    created_at: Time,
    #[serde(skip_serializing_if = "Option::is_none")]
    finished_at: Option<Time>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signal: Option<String>,
}

pub fn jobs(what: Jobs) -> Result<()> {
    match what {
        Jobs::Enqueue {
            kind,
            count,
            payload,
            deadline,
            place,
        } => {
            let (config, db) = open(place)?;
            let kinds = app::background(&config);
            let Some(known) = kinds.named(&kind).copied() else {
                let all: Vec<_> = kinds.0.iter().map(|k| k.name).collect();
                return Err(Error::internal(format!(
                    "There is no kind {kind:?}. There are: {}.",
                    all.join(", ")
                )));
            };
            let now = Clock::System.now();
            let mut new = New::of(&known, payload).from_origin("command line");
            if let Some(seconds) = deadline {
                new = new.until(now.plus_seconds(seconds));
            }
            let ids = block_on(db.write_unseen(move |tx| {
                let mut ids = Vec::new();
                for _ in 0..count {
                    ids.extend(queue::enqueue(tx, &new, now)?);
                }
                Ok(ids)
            }))?;
            for id in ids {
                println!("{id}");
            }
            Ok(())
        }
        Jobs::List {
            json,
            state,
            kind,
            place,
        } => list(json, state, kind.as_deref(), place),
        Jobs::Retry { id, place } => act(place, move |tx, now| {
            queue::retry(tx, JobId::new(id), None, now)
        }),
        Jobs::Discard { id, place } => act(place, move |tx, now| {
            queue::discard(tx, JobId::new(id), None, now)
        }),
        Jobs::Release { kind, place } => {
            act(place, move |tx, now| queue::release(tx, &kind, None, now))
        }
    }
}

fn act(
    place: Place,
    f: impl Fn(&mut crate::db::Tx<'_>, Time) -> Result<()> + Send + 'static,
) -> Result<()> {
    let (_, db) = open_existing(place)?;
    let now = Clock::System.now();
    block_on(db.write_unseen(move |tx| f(tx, now)))?;
    eprintln!("Done.");
    Ok(())
}

fn list(json: bool, state: Option<State>, kind: Option<&str>, place: Place) -> Result<()> {
    use std::io::Write;
    let (_, db) = open_existing(place)?;
    let states = state.map_or(State::ALL.to_vec(), |state| vec![state]);
    let told = db.snapshot(|conn| {
        let mut told: Vec<Told> = Vec::new();
        loop {
            let before = told.last().map(|job| job.id);
            let rows = queue::list(conn, &states, kind, before, 500)?;
            if rows.is_empty() {
                return Ok(told);
            }
            let ids: Vec<JobId> = rows.iter().map(|row| row.id).collect();
            let completions = queue::completions(conn, &ids)?;
            told.extend(rows.into_iter().map(|row| {
                let n = completions.iter().find(|(id, _)| *id == row.id);
                tell(row, n.map_or(0, |(_, n)| *n))
            }));
        }
    })?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = match json {
        true => serde_json::to_writer(&mut out, &told)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out)),
        false => told.iter().try_for_each(|job| {
            writeln!(
                out,
                "{:>8}  {:<11}  {:<24} attempts {}  crashes {}  {}",
                job.id.get(),
                job.state.text(),
                job.kind,
                job.attempts,
                job.crashes,
                job.error.as_deref().or(job.signal.as_deref()).unwrap_or("")
            )
        }),
    };
    written.and_then(|()| out.flush()).map_err(Error::internal)
}

fn tell(row: Row, completions: i64) -> Told {
    Told {
        id: row.id,
        kind: row.kind,
        state: row.state,
        attempts: row.attempts,
        crashes: row.crashes,
        suspect: row.suspect,
        completions,
        run_at: row.run_at,
        created_at: row.created_at,
        finished_at: row.finished_at,
        error: row.last_error,
        signal: row.last_signal,
    }
}
