//! What `tests/load/run` measures with besides wrk: people who write, a mixed crowd that does not wait, the bare
//! database beside, and how fast a server starts. Every command prints one line, `name=value` after `name=value`.
#![allow(missing_docs, clippy::unwrap_used)]
use std::path::PathBuf;
use std::time::{Duration, Instant};

mod bare;
mod client;
mod mixed;
mod start;
mod write;

#[derive(clap::Parser)]
enum Command {
    /// Sign in as many members of a made-up site and print their cookies, one a line
    SignIn {
        #[arg(long)]
        at: String,
        #[arg(long, default_value_t = 64)]
        people: u32,
    },
    /// Let people write at once, each waiting for the answer, and see that nothing was lost
    Write(write::Options),
    /// Let a crowd come at a rate, whether it is answered or not
    Mixed(mixed::Options),
    /// Commit the rows of votes to a bare SQLite, as fast as the disk allows
    Bare {
        /// A copy of a made-up site's database: it is written to
        #[arg(long)]
        file: PathBuf,
        #[arg(long, default_value_t = 5)]
        seconds: u64,
        #[arg(long, default_value_t = 64)]
        people: usize,
    },
    /// Start a server, measure until its first answer and what it then holds in memory, stop it
    Start {
        #[arg(long)]
        bin: PathBuf,
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        at: String,
        #[arg(long, default_value_t = 3.0)]
        idle: f64,
    },
}

fn main() {
    match <Command as clap::Parser>::parse() {
        Command::SignIn { at, people } => {
            for n in 0..people {
                println!("{}", write::sign_in(&at, n));
            }
        }
        Command::Write(options) => write::run(&options),
        Command::Mixed(options) => mixed::run(&options),
        Command::Bare {
            file,
            seconds,
            people,
        } => bare::run(&file, Duration::from_secs(seconds), people),
        Command::Start {
            bin,
            data,
            at,
            idle,
        } => start::run(&bin, &data, &at, idle),
    }
}

/// The time below which so many of a hundred are, in milliseconds. Sorts them.
fn percentile(times: &mut [Duration], of_hundred: f64) -> f64 {
    times.sort_unstable();
    let at =
        ((times.len() as f64 * of_hundred / 100.0) as usize).min(times.len().saturating_sub(1));
    times.get(at).map_or(f64::NAN, |t| t.as_secs_f64() * 1e3)
}

/// One line about what took so long.
fn told(times: &mut [Duration], since: Instant) -> String {
    let rate = times.len() as f64 / since.elapsed().as_secs_f64();
    format!(
        "rate={rate:.0} p50={:.2} p99={:.2} max={:.1}",
        percentile(times, 50.0),
        percentile(times, 99.0),
        percentile(times, 100.0)
    )
}
