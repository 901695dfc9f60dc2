//! What kinds of jobs there are, and one job as its code sees it.
use std::future::Future;
use std::pin::Pin;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::queue;
use crate::clock::Time;
use crate::error::{Error, Result};
use crate::id::JobId;
use crate::state::App;

/// What a job's code gives back: its work, which need not leave its thread.
pub type Work = Pin<Box<dyn Future<Output = Result<()>>>>;

/// How long a job that failed waits before it is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spacing {
    /// 15 s, 30 s, 60 s … ± 20 %, at most an hour.
    Doubling,
    /// These seconds, one after the other, ± 20 %; the last one again and again.
    Steps(&'static [i64]),
}

/// A kind of job. Rooms declare them as constants and `app.rs` lists them.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Its name in the database: `mail.send`. Never changed once shipped.
    pub name: &'static str,
    /// Seconds one attempt may take.
    pub timeout_s: i64,
    /// Attempts before the job counts as dead; a death of its worker is no attempt.
    pub max_attempts: i32,
    /// How long it waits between attempts.
    pub spacing: Spacing,
    /// Higher ones go first; 0 is usual.
    pub priority: i32,
    /// Seconds between runs, for what runs again and again by itself.
    pub every_s: Option<i64>,
    /// Seconds for which its breaker opens at first.
    pub pause_s: i64,
    /// The work: small, one call to an action, harmless when done twice.
    pub run: fn(Job) -> Work,
}

impl Kind {
    /// A kind with the usual limits: a minute, two attempts, doubling waits.
    pub const fn new(name: &'static str, run: fn(Job) -> Work) -> Self {
        Self {
            name,
            timeout_s: 60,
            max_attempts: 2,
            spacing: Spacing::Doubling,
            priority: 0,
            every_s: None,
            pause_s: 60,
            run,
        }
    }
    /// May take so many seconds.
    #[must_use]
    pub const fn within(mut self, seconds: i64) -> Self {
        self.timeout_s = seconds;
        self
    }
    /// Is tried so often.
    #[must_use]
    pub const fn tries(mut self, attempts: i32) -> Self {
        self.max_attempts = attempts;
        self
    }
    /// Waits so long between attempts.
    #[must_use]
    pub const fn spaced(mut self, spacing: Spacing) -> Self {
        self.spacing = spacing;
        self
    }
    /// Goes before those with a lower number.
    #[must_use]
    pub const fn urgent(mut self, priority: i32) -> Self {
        self.priority = priority;
        self
    }
    /// Runs every so many seconds by itself, with `{}` as its payload.
    #[must_use]
    pub const fn every(mut self, seconds: i64) -> Self {
        self.every_s = Some(seconds);
        self
    }
    /// Its breaker opens for so many seconds at first.
    #[must_use]
    pub const fn pausing(mut self, seconds: i64) -> Self {
        self.pause_s = seconds;
        self
    }
}

impl std::fmt::Debug for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kind")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Every kind there is: a part of the application.
#[derive(Clone, Debug)]
pub struct Kinds(pub Vec<Kind>);

impl Kinds {
    /// The kind with this name.
    pub fn named(&self, name: &str) -> Option<&Kind> {
        self.0.iter().find(|kind| kind.name == name)
    }
}

/// A job to be enqueued.
#[derive(Clone, Debug)]
pub struct New {
    pub(super) kind: Kind,
    pub(super) payload: Value,
    pub(super) dedupe_key: Option<String>,
    pub(super) run_at: Option<Time>,
    pub(super) deadline_at: Option<Time>,
    pub(super) priority: i32,
    pub(super) origin: Option<String>,
}

impl New {
    /// A job of this kind with this payload: small data, ids rather than texts, never a secret.
    pub fn of(kind: &Kind, payload: Value) -> Self {
        Self {
            kind: *kind,
            payload,
            dedupe_key: None,
            run_at: None,
            deadline_at: None,
            priority: kind.priority,
            origin: None,
        }
    }
    /// At most one job of this kind with this key waits; while one runs, the next may wait.
    #[must_use]
    pub fn once_for(mut self, key: impl Into<String>) -> Self {
        self.dedupe_key = Some(key.into());
        self
    }
    /// Not before this instant.
    #[must_use]
    pub fn not_before(mut self, at: Time) -> Self {
        self.run_at = Some(at);
        self
    }
    /// Useless from this instant on.
    #[must_use]
    pub fn until(mut self, at: Time) -> Self {
        self.deadline_at = Some(at);
        self
    }
    /// Goes before those with a lower number.
    #[must_use]
    pub fn urgent(mut self, priority: i32) -> Self {
        self.priority = priority;
        self
    }
    /// What asked for it, such as the id of a request.
    #[must_use]
    pub fn from_origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = Some(origin.into());
        self
    }
}

/// A job while it runs.
#[derive(Clone)]
pub struct Job {
    /// The application, as this worker has it.
    pub app: App,
    /// Which job.
    pub id: JobId,
    /// What it was enqueued with.
    pub payload: Value,
    /// Which attempt this is; the first is 1.
    pub attempt: i32,
    /// How many attempts there are.
    pub max_attempts: i32,
    /// From when on it is useless.
    pub deadline_at: Option<Time>,
    /// When this attempt is stopped.
    pub stops_at: Time,
    pub(super) epoch: i64,
}

impl Job {
    /// The payload as a type.
    ///
    /// # Errors
    /// When it is none, which no further attempt changes.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(self.payload.clone()).map_err(Error::internal)
    }
    /// Whether this is the last attempt.
    pub fn is_last(&self) -> bool {
        self.attempt >= self.max_attempts
    }
    /// Seconds left for this attempt: the time-out, or the deadline if that is nearer. For calls to other machines.
    pub fn seconds_left(&self) -> f64 {
        ((self.stops_at.micros() - self.app.now().micros()) as f64 / 1e6).max(0.0)
    }
    /// Asked just before something is done that cannot be taken back: is this job still ours, and still of use?
    ///
    /// # Errors
    /// [`Error::Conflict`] when its deadline has passed, its requester has gone, or another worker has it now.
    pub async fn still_wanted(&self) -> Result<()> {
        let (id, epoch, now) = (self.id, self.epoch, self.app.now());
        self.app
            .db
            .read(move |conn| queue::still_wanted(conn, id, epoch, now))
            .await
    }
}
