//! Someone who waits for a job. When they go, the job is called off.
use std::time::Duration;

use super::kind::New;
use super::model::State;
use super::queue::{self, Row};
use crate::error::{Error, Result};
use crate::id::JobId;
use crate::state::App;

/// A job that someone waits for. Dropped before it is over, it is cancelled: nobody wants it any more.
pub struct Waiting {
    app: App,
    id: JobId,
    over: bool,
}

/// Time between two looks.
const LOOK: Duration = Duration::from_millis(50);

impl Waiting {
    /// Enqueues a job for someone who waits, with their deadline.
    ///
    /// # Errors
    /// [`Error::Conflict`] when one with its key waits already, for someone else.
    pub async fn begin(app: &App, new: New) -> Result<Self> {
        let now = app.now();
        let id = app
            .db
            .write_unseen(move |tx| queue::enqueue(tx, &new, now))
            .await?
            .ok_or_else(|| Error::Conflict(crate::say!("job-waits-already")))?;
        Ok(Self {
            app: app.clone(),
            id,
            over: false,
        })
    }
    /// Which job.
    pub fn id(&self) -> JobId {
        self.id
    }
    /// Waits until it is over, however it ended.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn outcome(mut self) -> Result<Row> {
        loop {
            let id = self.id;
            let row = self.app.db.read(move |conn| queue::find(conn, id)).await?;
            if row.state.is_over() {
                self.over = true;
                return Ok(row);
            }
            // No worker may be there to sweep; who waits need not wait for one.
            if row.state == State::Ready && row.deadline_at.is_some_and(|at| at <= self.app.now()) {
                return Ok(row); // Dropping it cancels.
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.over {
            return;
        }
        let (app, id) = (self.app.clone(), self.id);
        let gone = async move {
            let now = app.now();
            let called_off = app
                .db
                .write_unseen(move |tx| queue::cancel(tx, id, now))
                .await;
            if let Err(error) = called_off {
                tracing::warn!(%error, job.id = id.get(), "a job could not be called off");
            }
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(gone);
        }
    }
}
