//! Jobs that do what no job should, to see that nothing comes of it. Only with `COWPATH_CHAOS=1`, never in production.
use std::time::Duration;

use serde::Deserialize;

use super::kind::{Job, Kind, Work};
use super::limits;
use crate::error::Error;

/// All of them. Their breaker opens for a second at first.
pub fn chaos() -> Vec<Kind> {
    let kind = |name, run| Kind::new(name, run).pausing(1);
    vec![
        kind("chaos.panic", |_| {
            Box::pin(async { panic!("chaos.panic panics") })
        }),
        kind("chaos.abort", |_| Box::pin(async { std::process::abort() })),
        kind("chaos.segv", |_| {
            Box::pin(async {
                limits::segfault();
                Ok(())
            })
        }),
        kind("chaos.stack", |_| {
            Box::pin(async {
                let deep = deeper(1);
                Err(Error::internal(format!("the stack held {deep} frames")))
            })
        }),
        kind("chaos.oom", |_| Box::pin(async { swallow() })),
        kind("chaos.hang", hang).within(2),
        kind("chaos.exit", |_| Box::pin(async { std::process::exit(0) })),
        kind("chaos.kill9", |_| {
            Box::pin(async {
                limits::kill_self();
                Ok(())
            })
        }),
        kind("chaos.error", |_| {
            Box::pin(async { Err(Error::internal("chaos.error fails")) })
        }),
        kind("chaos.slow", slow),
    ]
}

/// What `chaos.slow` and `chaos.hang` may be told.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    /// Milliseconds. Default 200.
    ms: Option<u64>,
}

fn slow(job: Job) -> Work {
    Box::pin(async move {
        let told: Told = job.read()?;
        tokio::time::sleep(Duration::from_millis(told.ms.unwrap_or(200))).await;
        Ok(())
    })
}

/// Blocks its thread, so that no time-out reaches it.
fn hang(_: Job) -> Work {
    Box::pin(async {
        loop {
            std::thread::sleep(Duration::from_secs(1));
        }
    })
}

#[inline(never)]
fn deeper(n: u64) -> u64 {
    let frame = std::hint::black_box([n; 64]);
    match n == u64::MAX {
        true => 0,
        // The frame is used afterwards, so that no call can take its place.
        false => deeper(n + 1).wrapping_add(std::hint::black_box(frame)[0]),
    }
}

fn swallow() -> Result<(), Error> {
    let mut all: Vec<Vec<u8>> = Vec::new();
    loop {
        all.push(std::hint::black_box(vec![1; 16 << 20]));
    }
}
