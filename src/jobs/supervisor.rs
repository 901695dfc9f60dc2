//! The supervisor: starts workers when there is something to do, sees how they end, and never gives up.
//!
//! It is a thread of `cowpath serve`, or all of `cowpath worker`. It runs no job itself.
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rand::RngExt;

use super::kind::Kinds;
use super::model::{Deaths, Lane, Restarts};
use super::queue::{self, Death};
use super::{schedule, store};
use crate::error::{Error, Result};
use crate::id::WorkerId;
use crate::state::App;

/// How the supervisor is called among the workers.
pub(super) const LANE: &str = "supervisor";
/// Time between two looks.
const LOOK: Duration = Duration::from_millis(200);
/// Time between two rounds of sweeping and scheduling.
const ROUND: Duration = Duration::from_secs(1);
/// Time between two rounds of forgetting.
const FORGET: Duration = Duration::from_secs(3600);
/// What workers get to end in when the site stops.
const DRAIN: Duration = Duration::from_secs(20);

/// A running supervisor.
pub struct Supervisor {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Supervisor {
    /// Starts it on a thread of its own.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(app: App) -> Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let told = stop.clone();
        let thread = std::thread::Builder::new()
            .name("jobs".into())
            .spawn(move || for_ever(&app, &told))
            .map_err(Error::internal)?;
        Ok(Self {
            stop,
            thread: Some(thread),
        })
    }
    /// Lets jobs under way end, puts back the others, and returns when no worker is left.
    pub fn stop(mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // A panic was told already.
        }
    }
}

/// Whatever goes wrong in the supervisor itself, it begins again.
fn for_ever(app: &App, stop: &AtomicBool) {
    let boot = format!("{:016x}", rand::rng().random::<u64>());
    while !stop.load(Ordering::Relaxed) {
        let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .map(|runtime| runtime.block_on(Watch::new(app, &boot).run(stop)))
        }));
        match run {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, "the supervisor of jobs cannot start; it tries again")
            }
            Err(_) => tracing::error!("the supervisor of jobs panicked; it begins again"),
        }
        if !stop.load(Ordering::Relaxed) {
            std::thread::sleep(ROUND);
        }
    }
}

/// A worker that runs.
struct Running {
    id: WorkerId,
    child: Child,
    since: Instant,
    careful: bool,
    /// We told it to stop, or ended it: what it holds then is nobody's fault.
    ours: bool,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Reached with a living child only when the supervisor itself panicked.
        self.child.stdin.take();
        if matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// A worker that ended, until the database knows.
struct Dead {
    id: WorkerId,
    death: Death,
    lane: Lane,
    tried: bool,
}

struct Place {
    lane: Lane,
    running: Option<Running>,
    restarts: Restarts,
}

struct Watch<'a> {
    app: &'a App,
    boot: &'a str,
    host: String,
    kinds: Arc<Kinds>,
    began: Instant,
    places: [Place; 2],
    dead: Vec<Dead>,
    deaths: Deaths,
    safe: bool,
    me: Option<WorkerId>,
}

impl<'a> Watch<'a> {
    fn new(app: &'a App, boot: &'a str) -> Self {
        let place = |lane| Place {
            lane,
            running: None,
            restarts: Restarts::default(),
        };
        let host = std::fs::read_to_string("/proc/sys/kernel/hostname")
            .map(|name| name.trim().to_owned())
            .unwrap_or_default();
        Self {
            app,
            boot,
            host,
            kinds: Arc::new(app.part::<Kinds>().clone()),
            began: Instant::now(),
            places: [place(Lane::Main), place(Lane::Probe)],
            dead: Vec::new(),
            deaths: Deaths::default(),
            safe: false,
            me: None,
        }
    }

    fn seconds(&self) -> f64 {
        self.began.elapsed().as_secs_f64()
    }

    async fn run(mut self, stop: &AtomicBool) {
        let beat = Duration::from_millis((self.app.config.job_lease_s.max(1) as u64) * 1000 / 6);
        let long_ago = |d: Duration| Instant::now().checked_sub(d).unwrap_or(self.began);
        let (mut beaten, mut round) = (long_ago(beat), long_ago(ROUND));
        let mut forgotten = Instant::now();
        while !stop.load(Ordering::Relaxed) {
            self.reap();
            self.bury().await;
            let safe = self.deaths.safe_mode(self.seconds());
            if safe != self.safe {
                self.safe = safe;
                match safe {
                    true => tracing::error!(
                        "workers die again and again: one job at a time until it is calm (safe mode)"
                    ),
                    false => tracing::warn!("workers are calm again; safe mode ends"),
                }
            }
            if beaten.elapsed() >= beat {
                tell(
                    self.beat().await,
                    "the supervisor could not show that it lives",
                );
                tell(
                    self.end_the_silent().await,
                    "workers could not be looked after",
                );
                beaten = Instant::now();
            }
            if round.elapsed() >= ROUND {
                tell(self.sweep().await, "jobs could not be swept");
                round = Instant::now();
            }
            if forgotten.elapsed() >= FORGET {
                let now = self.app.now();
                let done = self
                    .app
                    .db
                    .write_unseen(move |tx| queue::forget(tx, now))
                    .await;
                tell(done, "old jobs could not be forgotten");
                forgotten = Instant::now();
            }
            self.staff().await;
            tokio::time::sleep(LOOK).await;
        }
        self.stop().await;
    }

    /// Sees who ended.
    fn reap(&mut self) {
        let now = self.seconds();
        for place in &mut self.places {
            let Some(running) = &mut place.running else {
                continue;
            };
            let status = match running.child.try_wait() {
                Ok(None) => continue,
                Ok(Some(status)) => Some(status),
                Err(error) => {
                    tracing::error!(%error, "a worker cannot be waited for");
                    None
                }
            };
            let death = Death {
                // Without a status nobody saw how it ended.
                ours: running.ours || status.is_none(),
                jitter: rand::rng().random_range(-1.0..=1.0),
                ..seen(status)
            };
            let clean = death.signal.is_none() && death.status == Some(0);
            if !clean && !death.ours {
                place.restarts.died(now, death.jitter);
                self.deaths.add(now);
                tracing::warn!(lane = place.lane.text(), status = ?death.status, signal = ?death.signal, "a worker died");
            }
            self.dead.push(Dead {
                id: running.id,
                death,
                lane: place.lane,
                tried: clean,
            });
            place.running = None;
        }
    }

    /// Tells the database who died; who cannot be told of now is told of later.
    async fn bury(&mut self) {
        for mut dead in std::mem::take(&mut self.dead) {
            let (kinds, id, death, now) = (
                self.kinds.clone(),
                dead.id,
                dead.death.clone(),
                self.app.now(),
            );
            let buried = self
                .app
                .db
                .write_unseen(move |tx| queue::bury(tx, &kinds, id, &death, now))
                .await;
            match buried {
                // It said that all was well, and left jobs behind: that was no end but a death.
                Ok(held) if held > 0 && dead.tried && !dead.death.ours => {
                    let now = self.seconds();
                    self.deaths.add(now);
                    let jitter = dead.death.jitter;
                    for place in &mut self.places {
                        if place.lane == dead.lane {
                            place.restarts.died(now, jitter);
                        }
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "the end of a worker could not be noted yet");
                    dead.death.jitter = 0.0;
                    self.dead.push(dead);
                }
            }
        }
    }

    async fn beat(&mut self) -> Result<()> {
        let now = self.app.now();
        let pid = i64::from(std::process::id());
        let me = match self.me {
            Some(me) => me,
            None => {
                let (boot, host) = (self.boot.to_owned(), self.host.clone());
                self.app
                    .db
                    .write_unseen(move |tx| queue::enlist(tx, &boot, &host, LANE, now))
                    .await?
            }
        };
        self.me = Some(me);
        let seen = self
            .app
            .db
            .write_unseen(move |tx| Ok(store::worker_seen(tx, me, pid, now)?))
            .await?;
        if seen == 0 {
            self.me = None; // Its row was forgotten; a new one next time.
        }
        Ok(())
    }

    /// Ends workers that do not show that they live, although their process is there.
    async fn end_the_silent(&mut self) -> Result<()> {
        let (now, lease) = (self.app.now(), self.app.config.job_lease_s.max(1));
        let patience = Duration::from_secs(lease as u64 * 2);
        for place in &mut self.places {
            let Some(running) = &mut place.running else {
                continue;
            };
            if running.since.elapsed() < patience {
                continue;
            }
            let id = running.id;
            let row = self
                .app
                .db
                .read(move |conn| Ok(store::worker(conn, id)?))
                .await?;
            if row.is_some_and(|row| row.seen_at.plus_seconds(lease * 2) < now) {
                tracing::error!(
                    lane = place.lane.text(),
                    "a worker shows no sign of life; it is ended"
                );
                running.ours = true;
                let _ = running.child.kill(); // It may have ended meanwhile.
                place.restarts.died(self.began.elapsed().as_secs_f64(), 0.0);
            }
        }
        Ok(())
    }

    async fn sweep(&mut self) -> Result<()> {
        let (db, now) = (&self.app.db, self.app.now());
        if db.read(move |conn| queue::sweepable(conn, now)).await? {
            let kinds = self.kinds.clone();
            db.write_unseen(move |tx| queue::sweep(tx, &kinds, now))
                .await?;
        }
        let kinds = self.kinds.clone();
        if db
            .read(move |conn| schedule::due(conn, &kinds, now))
            .await?
        {
            let kinds = self.kinds.clone();
            db.write_unseen(move |tx| schedule::run(tx, &kinds, now))
                .await?;
        }
        Ok(())
    }

    /// Starts whoever is wanted, and relieves whoever works with yesterday's orders.
    async fn staff(&mut self) {
        let now = self.seconds();
        for at in 0..self.places.len() {
            let place = &mut self.places[at];
            if let Some(running) = &mut place.running {
                if place.lane == Lane::Main && running.careful != self.safe {
                    running.child.stdin.take();
                }
                continue;
            }
            if !place.restarts.may_start(now) {
                continue;
            }
            // What the last one held must be settled first.
            let lane = place.lane;
            if self.dead.iter().any(|dead| dead.lane == lane) {
                continue;
            }
            let started = self.start_if_wanted(lane).await;
            let place = &mut self.places[at];
            match started {
                Ok(running) => place.running = running,
                Err(error) => {
                    tracing::error!(%error, lane = lane.text(), "a worker cannot be started; it is tried again");
                    place.restarts.died(now, 0.0);
                }
            }
        }
    }

    async fn start_if_wanted(&self, lane: Lane) -> Result<Option<Running>> {
        let (kinds, now) = (self.kinds.clone(), self.app.now());
        let wanted = self
            .app
            .db
            .read(move |conn| queue::any_waiting(conn, &kinds, lane, now))
            .await?;
        if !wanted {
            return Ok(None);
        }
        let (boot, host) = (self.boot.to_owned(), self.host.clone());
        let id = self
            .app
            .db
            .write_unseen(move |tx| queue::enlist(tx, &boot, &host, lane.text(), now))
            .await?;
        let child = self.spawn(lane, id)?;
        Ok(Some(Running {
            id,
            child,
            since: Instant::now(),
            careful: self.safe,
            ours: false,
        }))
    }

    fn spawn(&self, lane: Lane, id: WorkerId) -> Result<Child> {
        let config = &self.app.config;
        // The binary that runs, even when another has taken its name since.
        let own = Path::new("/proc/self/exe");
        let binary = match own.exists() {
            true => own.to_owned(),
            false => std::env::current_exe().map_err(Error::internal)?,
        };
        let at_once = match self.safe {
            true => 1,
            false => config.jobs_at_once,
        };
        let mut command = Command::new(binary);
        command
            .arg("worker")
            .args(["--lane", lane.text(), "--id", &id.get().to_string()])
            .args(["--at-once", &at_once.to_string()])
            .arg("--data")
            .arg(&config.data)
            .env("BASE_URL", &config.base_url.full)
            .env("COWPATH_BIND", config.bind.to_string())
            // Fewer arenas: each takes address space, which is limited.
            .env("MALLOC_ARENA_MAX", "2")
            .stdin(Stdio::piped())
            .stdout(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::arg0(&mut command, "cowpath");
        if self.safe {
            command.arg("--careful");
        }
        command.spawn().map_err(Error::internal)
    }

    /// Tells all workers to stop, waits, and ends those that do not.
    async fn stop(&mut self) {
        for place in &mut self.places {
            if let Some(running) = &mut place.running {
                running.ours = true;
                running.child.stdin.take();
            }
        }
        let until = Instant::now() + DRAIN;
        while self.places.iter().any(|place| place.running.is_some()) && Instant::now() < until {
            tokio::time::sleep(Duration::from_millis(20)).await;
            self.reap();
            self.bury().await;
        }
        for place in &mut self.places {
            if let Some(running) = &mut place.running {
                let _ = running.child.kill(); // It may have ended meanwhile.
                let _ = running.child.wait();
            }
        }
        self.reap();
        self.bury().await;
        if let Some(me) = self.me {
            let now = self.app.now();
            let gone = self
                .app
                .db
                .write_unseen(move |tx| Ok(store::worker_ended(tx, me, Some(0), None, 0, now)?));
            tell(gone.await, "the end of the supervisor could not be noted");
        }
    }
}

fn tell<T>(done: Result<T>, what: &str) {
    match done {
        Ok(_) | Err(Error::Busy(_)) => {}
        Err(error) => tracing::warn!(%error, "{what}"),
    }
}

fn seen(status: Option<ExitStatus>) -> Death {
    #[cfg(unix)]
    let signal = status.and_then(|s| std::os::unix::process::ExitStatusExt::signal(&s));
    #[cfg(not(unix))]
    let signal = None;
    Death {
        status: status.and_then(|s| s.code()),
        signal,
        ..Death::default()
    }
}
