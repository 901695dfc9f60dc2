//! The canary: a job a minute that does nothing, so that someone notices when nothing is done.
use super::kind::{Job, Kind, Work};

/// Runs every minute, end to end. `/healthz/jobs` asks when it last came through.
pub const CANARY: Kind = Kind::new("jobs.canary", sing)
    .every(60)
    .within(10)
    .urgent(100);

fn sing(job: Job) -> Work {
    Box::pin(async move {
        tracing::debug!(job.id = job.id.get(), "the canary sings");
        Ok(())
    })
}
