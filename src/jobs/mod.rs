//! Work in the background that nothing can bring down.
//!
//! * A room declares a [`Kind`] and enqueues with [`enqueue`] in the actor's own transaction; `app.rs` lists all kinds.
//! * Jobs run in child processes of the same binary, under a [`supervisor`] that never gives up, so that an abort, a
//!   stack overflow or a lack of memory cannot touch the web.
//! * An attempt is counted and committed before it runs. A job runs at least once and may run again: it must do no harm twice.
//! * A job whose worker died runs again alone, in the probe lane; one that kills its worker there is quarantined. Only a
//!   death that the supervisor saw, and did not cause, blames anyone.
//! * Completion is fenced by the epoch of the lease: whoever lost the job cannot complete it.
//! * The rules are in [`model`] and pure; [`queue`] applies them in transactions.
pub mod breaker;
mod canary;
mod chaos;
pub mod health;
mod kind;
mod limits;
pub mod model;
pub mod queue;
pub mod schedule;
mod store;
pub mod supervisor;
mod waiting;
pub mod worker;

pub use canary::CANARY;
pub use chaos::chaos;
pub use kind::{Job, Kind, Kinds, New, Spacing};
pub use model::State;
pub use queue::{cancel, enqueue};
pub use waiting::Waiting;

/// What someone did with jobs stays; who did is told no more.
///
/// # Errors
/// Those of the database.
pub fn forget_person(
    tx: &mut crate::db::Tx<'_>,
    person: crate::id::PersonId,
) -> crate::error::Result<()> {
    Ok(store::forget_person(tx, person)?)
}
