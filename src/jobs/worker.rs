//! A worker: a child process that takes jobs and runs them until it is told to stop, or has nothing to do.
//!
//! Each job has a thread, so that one that blocks holds up nobody else. Whoever does not stop when its time is over ends
//! the worker: its neighbours go back into the queue without blame.
use std::collections::HashMap;
use std::io::Read;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use rand::RngExt;
use serde_json::Value;
use tokio::sync::{Notify, mpsc, oneshot};

use super::kind::{Job, Kind, Kinds};
use super::limits;
use super::model::{Ended, Lane};
use super::queue::{self, Outcome, Row, Taker};
use crate::error::Error;
use crate::id::{JobId, WorkerId};
use crate::state::App;

/// What a worker is told by its supervisor.
#[derive(Clone, Copy, Debug)]
pub struct Orders {
    /// Its number.
    pub id: WorkerId,
    /// Its lane.
    pub lane: Lane,
    /// Jobs at once.
    pub at_once: usize,
    /// Safe mode: kinds that killed nobody first.
    pub careful: bool,
}

/// Time between two looks at the queue while there is room.
const LOOK: Duration = Duration::from_millis(200);
/// Idle for so long, a worker ends; the supervisor starts another when there is something to do.
const IDLE: Duration = Duration::from_secs(30);
/// What a job gets to stop once it is told to.
const GRACE: Duration = Duration::from_secs(5);
/// What jobs under way get to end in when the site stops.
const DRAIN: Duration = Duration::from_secs(15);
/// Processor seconds after which a worker makes room for a fresh one, and after which it is ended.
const CPU_SECONDS: (u64, u64) = (1800, 7200);
/// Bytes of stack for each job.
const STACK: usize = 8 << 20;

/// Limits a process that is to be a worker. Call it before anything else is started in it.
pub fn confine(megabytes: u64) {
    limits::ignore_signals();
    limits::limit(megabytes, CPU_SECONDS.1);
}

/// Works until told to stop, which is when standard input ends.
pub async fn work(app: App, orders: Orders) -> ExitCode {
    let stop = Arc::new(Notify::new());
    let told = stop.clone();
    let listening = std::thread::Builder::new()
        .name("stop".into())
        .spawn(move || {
            // Ends when the supervisor closes its end, or is no more.
            let _ = std::io::stdin().lock().read_to_end(&mut Vec::new());
            told.notify_one();
        });
    if let Err(error) = listening {
        tracing::error!(%error, "a worker could not listen to its supervisor");
        return ExitCode::FAILURE;
    }
    Worker::new(app, orders).run(&stop).await
}

/// A run under way.
struct Run {
    epoch: i64,
    stops: Instant,
    stop: Option<oneshot::Sender<()>>,
}

struct Worker {
    app: App,
    kinds: Arc<Kinds>,
    taker: Taker,
    at_once: usize,
    runs: HashMap<JobId, Run>,
    ended: (mpsc::UnboundedSender<JobId>, mpsc::UnboundedReceiver<JobId>),
}

impl Worker {
    fn new(app: App, orders: Orders) -> Self {
        Self {
            kinds: Arc::new(app.part::<Kinds>().clone()),
            taker: Taker {
                worker: orders.id,
                lane: orders.lane,
                lease_s: app.config.job_lease_s,
                careful: orders.careful,
            },
            at_once: match orders.lane {
                Lane::Main => orders.at_once.max(1),
                Lane::Probe => 1,
            },
            runs: HashMap::new(),
            ended: mpsc::unbounded_channel(),
            app,
        }
    }

    async fn run(mut self, stop: &Notify) -> ExitCode {
        let beat = Duration::from_millis((self.app.config.job_lease_s.max(1) as u64) * 1000 / 6);
        let (mut beaten, mut busy) = (Instant::now() - beat, Instant::now());
        let mut last: Option<Instant> = None;
        let mut probed = false;
        loop {
            if beaten.elapsed() >= beat {
                self.beat().await;
                beaten = Instant::now();
            }
            if self.hung() {
                // Theirs is the error, the others go back.
                return self
                    .leave(|run, now| match now > run.stops + GRACE {
                        true => Ended::Hung,
                        false => Ended::Lost,
                    })
                    .await;
            }
            match last {
                Some(by) if self.runs.is_empty() || Instant::now() > by => {
                    return self.leave(|_, _| Ended::Lost).await;
                }
                Some(_) => {}
                None => {
                    let room = self.at_once - self.runs.len().min(self.at_once);
                    let more = !(self.retiring() || probed && self.taker.lane == Lane::Probe);
                    if room > 0 && more && self.take(room).await > 0 {
                        probed = true;
                    }
                    if !self.runs.is_empty() {
                        busy = Instant::now();
                    } else if !more || busy.elapsed() >= IDLE {
                        return ExitCode::SUCCESS;
                    }
                }
            }
            tokio::select! {
                Some(id) = self.ended.1.recv() => {
                    self.runs.remove(&id);
                    while let Ok(id) = self.ended.1.try_recv() {
                        self.runs.remove(&id);
                    }
                }
                () = stop.notified(), if last.is_none() => last = Some(Instant::now() + DRAIN),
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }

    fn retiring(&self) -> bool {
        limits::cpu_seconds() > CPU_SECONDS.0
    }

    /// Shows that it lives, and hears what is no longer its own.
    async fn beat(&mut self) {
        let (taker, now) = (self.taker, self.app.now());
        match self
            .app
            .db
            .write_unseen(move |tx| queue::heartbeat(tx, taker, now))
            .await
        {
            Ok(own) => {
                for (id, run) in &mut self.runs {
                    if !own.contains(&(*id, run.epoch))
                        && let Some(stop) = run.stop.take()
                    {
                        let _ = stop.send(()); // It may have ended by itself.
                        run.stops = run.stops.min(Instant::now());
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "a worker could not show that it lives"),
        }
        self.app.follow_settings().await;
    }

    async fn take(&mut self, room: usize) -> usize {
        let (kinds, taker, now) = (self.kinds.clone(), self.taker, self.app.now());
        let lane = taker.lane;
        let looked = kinds.clone();
        // Looking costs no lock; most looks find nothing.
        let any = self
            .app
            .db
            .read(move |conn| queue::any_waiting(conn, &looked, lane, now))
            .await;
        let taken = match any {
            Ok(false) => return 0,
            Ok(true) => {
                self.app
                    .db
                    .write_unseen(move |tx| queue::claim(tx, &kinds, taker, room as i64, now))
                    .await
            }
            Err(error) => Err(error),
        };
        match taken {
            Ok(rows) => {
                let n = rows.len();
                for row in rows {
                    self.start(row);
                }
                n
            }
            Err(Error::Busy(_)) => 0,
            Err(error) => {
                tracing::warn!(%error, "a worker could not take jobs");
                0
            }
        }
    }

    fn start(&mut self, row: Row) {
        let Some(kind) = self.kinds.named(&row.kind).copied() else {
            return; // Only known kinds are taken.
        };
        let now = self.app.now();
        let mut micros = row.timeout_s.saturating_mul(1_000_000);
        if let Some(at) = row.deadline_at {
            micros = micros.min(at.micros() - now.micros());
        }
        let limit = Duration::from_micros(micros.max(0) as u64);
        let (stop, stopped) = oneshot::channel();
        self.runs.insert(
            row.id,
            Run {
                epoch: row.lease_epoch,
                stops: Instant::now() + limit,
                stop: Some(stop),
            },
        );
        let job = Job {
            app: self.app.clone(),
            id: row.id,
            payload: serde_json::from_str(&row.payload).unwrap_or(Value::Null),
            attempt: row.attempts,
            max_attempts: row.max_attempts,
            deadline_at: row.deadline_at,
            stops_at: crate::clock::Time::from_micros(now.micros().saturating_add(micros)),
            epoch: row.lease_epoch,
        };
        let (id, ended, kinds) = (row.id, self.ended.0.clone(), self.kinds.clone());
        let thread = std::thread::Builder::new()
            .name(format!("job-{id}"))
            .stack_size(STACK)
            .spawn(move || {
                let outcome = run_alone(&kind, job.clone(), limit, stopped, &kinds);
                if let Err(error) = outcome {
                    tracing::error!(%error, job.id = id.get(), "a job could not be run");
                }
                let _ = ended.send(id); // The worker may be gone.
            });
        if let Err(error) = thread {
            // No room for a thread; the lease lapses and the job goes back.
            tracing::error!(%error, job.id = id.get(), "no thread for a job");
            self.runs.remove(&id);
        }
    }

    /// Whether some job did not stop when its time was over.
    fn hung(&self) -> bool {
        let now = Instant::now();
        self.runs.values().any(|run| now > run.stops + GRACE)
    }

    /// Ends this worker, and says of what still runs in it how that ended.
    async fn leave(self, how: fn(&Run, Instant) -> Ended) -> ExitCode {
        let now = Instant::now();
        for (id, run) in self.runs {
            let ended = how(&run, now);
            let error = match ended {
                Ended::Hung => Some("It did not stop when its time was over.".to_owned()),
                _ => None,
            };
            settle(&self.app, &self.kinds, id, run.epoch, ended, error).await;
        }
        ExitCode::SUCCESS
    }
}

/// Runs one job on a runtime of its own, and notes how it ended.
fn run_alone(
    kind: &Kind,
    job: Job,
    limit: Duration,
    stopped: oneshot::Receiver<()>,
    kinds: &Arc<Kinds>,
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let tasks = tokio::task::LocalSet::new();
    tasks.block_on(&runtime, async move {
        let run = kind.run;
        let own = job.clone();
        let work = AssertUnwindSafe(async move { run(own).await }).catch_unwind();
        let (ended, error) = tokio::select! {
            done = work => match done {
                Ok(Ok(())) => (Ended::Done, None),
                Ok(Err(error)) => (failed(&job), Some(told(&error))),
                Err(panic) => (failed(&job), Some(format!("It panicked: {}", words(&*panic)))),
            },
            () = tokio::time::sleep(limit) => match failed(&job) {
                Ended::TooLate => (Ended::TooLate, None),
                ended => (ended, Some("It was not done in time.".to_owned())),
            },
            _ = stopped => return, // It is not ours any more.
        };
        settle(&job.app, kinds, job.id, job.epoch, ended, error).await;
    });
    Ok(())
}

/// What a failure means: after the deadline nobody cares any more.
fn failed(job: &Job) -> Ended {
    match job.deadline_at.is_some_and(|at| at <= job.app.now()) {
        true => Ended::TooLate,
        false => Ended::Failed,
    }
}

fn told(error: &Error) -> String {
    match error {
        Error::Internal(source) => source.to_string(),
        other => other.to_string(),
    }
}

fn words(panic: &(dyn std::any::Any + Send)) -> String {
    let plain = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    plain
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without words".to_owned())
}

/// Notes how a run ended, however long the database is busy; when the lease lapses meanwhile, it no longer matters.
async fn settle(
    app: &App,
    kinds: &Arc<Kinds>,
    id: JobId,
    epoch: i64,
    ended: Ended,
    error: Option<String>,
) {
    let outcome = Outcome {
        ended,
        error,
        jitter: rand::rng().random_range(-1.0..=1.0),
    };
    let mut pause = Duration::from_millis(50);
    let until = Instant::now() + Duration::from_secs(app.config.job_lease_s.max(1) as u64);
    loop {
        let (kinds, outcome, now) = (kinds.clone(), outcome.clone(), app.now());
        let noted = app
            .db
            .write_unseen(move |tx| queue::settle(tx, &kinds, id, epoch, &outcome, now))
            .await;
        match noted {
            Ok(true) => return,
            Ok(false) => {
                tracing::warn!(
                    job.id = id.get(),
                    "a result came too late; the job is someone else's now"
                );
                return;
            }
            Err(error) if Instant::now() > until => {
                tracing::error!(%error, job.id = id.get(), "how a job ended could not be noted");
                return;
            }
            Err(_) => tokio::time::sleep(pause).await,
        }
        pause = (pause * 2).min(Duration::from_secs(2));
    }
}
