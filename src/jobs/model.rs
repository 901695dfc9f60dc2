//! The rules: what becomes of a job, when a kind rests, when to start workers again. All of them pure.
use crate::choice;
use crate::clock::Time;
use crate::jobs::Spacing;

#[cfg(test)]
mod tests;

choice! {
    /// Where a job is.
    State {
        /// It waits for its time and a worker.
        Ready = "ready",
        /// A worker has it.
        Running = "running",
        /// It did what it is for.
        Done = "done",
        /// It failed as often as it may.
        Dead = "dead",
        /// It killed its worker, alone in it.
        Quarantined = "quarantined",
        /// It was not done in time, and is useless now.
        Expired = "expired",
        /// Whoever wanted it does not any more.
        Cancelled = "cancelled",
    }
}

impl State {
    /// Whether nothing more happens by itself.
    pub fn is_over(self) -> bool {
        match self {
            Self::Ready | Self::Running => false,
            Self::Done | Self::Dead | Self::Quarantined | Self::Expired | Self::Cancelled => true,
        }
    }
}

choice! {
    /// Which workers may take a job.
    Lane {
        /// Many at once.
        Main = "main",
        /// One at a time, alone in its process: those that may be to blame for a death.
        Probe = "probe",
    }
}

/// What the rules know of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Standing {
    pub state: State,
    pub run_at: Time,
    pub deadline_at: Option<Time>,
    pub attempts: i32,
    pub max_attempts: i32,
    pub crashes: i32,
    pub suspect: bool,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Well.
    Done,
    /// With an error, or not in time.
    Failed,
    /// It did not even stop when told to; its worker was ended for it.
    Hung,
    /// Its deadline passed while it ran.
    TooLate,
    /// Its worker died; `alone` when no other job can have run there: in the probe lane.
    WorkerDied {
        /// Whether no other job can have run in that worker.
        alone: bool,
    },
    /// Nobody knows: the machine went, or we stopped the worker ourselves.
    Lost,
}

impl Standing {
    /// Whether a worker of this lane may take it now. A kind whose breaker is half open is tried in the probe lane.
    pub fn claimable(&self, lane: Lane, gate: Gate, now: Time) -> bool {
        self.state == State::Ready
            && self.run_at <= now
            && self.deadline_at.is_none_or(|at| at > now)
            && match (gate, lane) {
                (Gate::Open, _) => false,
                (Gate::HalfOpen, Lane::Probe) => true,
                (Gate::HalfOpen, Lane::Main) => false,
                (Gate::Closed, Lane::Probe) => self.suspect,
                (Gate::Closed, Lane::Main) => !self.suspect,
            }
    }
    /// The job as it is once taken: the attempt counts before it runs.
    pub fn claimed(self) -> Self {
        Self {
            state: State::Running,
            attempts: self.attempts + 1,
            ..self
        }
    }
    /// The job after a run that ended so. `jitter` is between -1 and 1.
    pub fn after(self, ended: Ended, spacing: Spacing, now: Time, jitter: f64) -> Self {
        let again = |job: Self| Self {
            state: State::Ready,
            run_at: now,
            // A death or a loss is no attempt of the job's own.
            attempts: job.attempts - 1,
            ..job
        };
        match ended {
            Ended::Done => Self {
                state: State::Done,
                suspect: false,
                ..self
            },
            Ended::TooLate => Self {
                state: State::Expired,
                ..self
            },
            Ended::Failed | Ended::Hung if self.attempts >= self.max_attempts => Self {
                state: State::Dead,
                ..self
            },
            // Who failed in the probe lane stays there: it has not yet been seen to end well.
            Ended::Failed => Self {
                state: State::Ready,
                run_at: later(now, wait(spacing, self.attempts, jitter)),
                ..self
            },
            // Whoever does not let go of its worker goes on alone.
            Ended::Hung => Self {
                state: State::Ready,
                run_at: later(now, wait(spacing, self.attempts, jitter)),
                suspect: true,
                ..self
            },
            Ended::WorkerDied { alone: true } if self.suspect => Self {
                state: State::Quarantined,
                crashes: self.crashes + 1,
                ..self
            },
            Ended::WorkerDied { alone: true } => again(Self {
                crashes: self.crashes + 1,
                suspect: true,
                ..self
            }),
            Ended::WorkerDied { alone: false } => again(Self {
                suspect: true,
                ..self
            }),
            Ended::Lost => again(self),
        }
    }
}

fn later(now: Time, seconds: f64) -> Time {
    Time::from_micros(now.micros().saturating_add((seconds * 1e6) as i64))
}

/// Seconds before the next attempt, after so many.
pub fn wait(spacing: Spacing, attempts: i32, jitter: f64) -> f64 {
    let plain = match spacing {
        Spacing::Doubling => {
            15.0 * f64::from(2_u32.saturating_pow(attempts.clamp(1, 20) as u32 - 1))
        }
        Spacing::Steps(steps) => {
            let at = (attempts.max(1) as usize - 1).min(steps.len().saturating_sub(1));
            return steps.get(at).map_or(15.0, |s| *s as f64) * (1.0 + 0.2 * jitter);
        }
    };
    plain.min(3600.0) * (1.0 + 0.2 * jitter)
}

/// Whether jobs of a kind may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// As usual.
    Closed,
    /// Not now: too much went wrong.
    Open,
    /// One of them, alone, to see whether it goes again.
    HalfOpen,
}

/// A breaker: of a kind of job, or of a host that is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Breaker {
    /// The last outcomes, oldest first: `.` well, `x` failed. Empty while all goes well.
    pub recent: String,
    /// How often it opened in a row.
    pub trips: i32,
    /// Until when it is open; in the past: half open; nothing: closed.
    pub open_until: Option<Time>,
}

/// Outcomes that a breaker remembers.
const REMEMBERED: usize = 20;
/// Outcomes without which it does not judge.
const ENOUGH: usize = 10;
/// Different jobs of a kind that kill their worker within [`CRASH_MINUTES`] and open its breaker.
pub const CRASHES: i64 = 3;
/// The time in which crashes are counted.
pub const CRASH_MINUTES: i64 = 10;
/// Seconds a breaker stays open at most.
const LONGEST: i64 = 3600;

impl Breaker {
    /// How it stands now.
    pub fn gate(&self, now: Time) -> Gate {
        match self.open_until {
            None => Gate::Closed,
            Some(until) if until > now => Gate::Open,
            Some(_) => Gate::HalfOpen,
        }
    }
    /// After something went well. It closes a half-open one.
    pub fn well(&mut self, now: Time) {
        match self.gate(now) {
            Gate::HalfOpen => *self = Self::default(),
            Gate::Closed if !self.recent.is_empty() => self.remember('.'),
            // Nothing to remember, or a straggler that began before it opened.
            Gate::Closed | Gate::Open => {}
        }
        if !self.recent.contains('x') {
            self.recent.clear();
        }
    }
    /// After something failed: opens at half of the last 20, or at once when it was only being tried.
    pub fn failed(&mut self, pause_s: i64, now: Time) {
        match self.gate(now) {
            Gate::Open => {}
            Gate::HalfOpen => self.open(pause_s, now),
            Gate::Closed => {
                self.remember('x');
                let bad = self.recent.matches('x').count();
                if self.recent.len() >= ENOUGH && bad * 2 >= self.recent.len() {
                    self.open(pause_s, now);
                }
            }
        }
    }
    /// After a job killed its worker; `crashes` counts the different jobs of late that did, this one too.
    pub fn crashed(&mut self, crashes: i64, pause_s: i64, now: Time) {
        match self.gate(now) {
            Gate::Open => {}
            Gate::HalfOpen => self.open(pause_s, now),
            Gate::Closed if crashes >= CRASHES => self.open(pause_s, now),
            Gate::Closed => {}
        }
    }
    fn open(&mut self, pause_s: i64, now: Time) {
        let pause = pause_s.saturating_mul(1 << self.trips.clamp(0, 12));
        self.open_until = Some(now.plus_seconds(pause.min(LONGEST)));
        self.trips += 1;
        self.recent.clear();
    }
    fn remember(&mut self, outcome: char) {
        self.recent.push(outcome);
        if self.recent.len() > REMEMBERED {
            self.recent.remove(0);
        }
    }
}

/// When a lane whose worker died may have the next one. Times are seconds of a clock that only goes forward.
#[derive(Clone, Debug, Default)]
pub struct Restarts {
    deaths: u32,
    last: Option<f64>,
    not_before: f64,
}

/// Seconds without a death after which a lane counts as healthy.
const HEALTHY: f64 = 60.0;

impl Restarts {
    /// Notes a death; `jitter` is between -1 and 1.
    pub fn died(&mut self, now: f64, jitter: f64) {
        if self.last.is_some_and(|last| now - last >= HEALTHY) {
            self.deaths = 0;
        }
        let wait = (0.1 * f64::from(1_u32 << self.deaths.min(12))).min(30.0);
        self.deaths += 1;
        self.last = Some(now);
        self.not_before = now + wait * (1.0 + 0.2 * jitter);
    }
    /// Whether the next may start. Always, some time: it never gives up.
    pub fn may_start(&self, now: f64) -> bool {
        now >= self.not_before
    }
}

/// Deaths of late, which decide about safe mode: one job at a time, kinds that never crash first.
#[derive(Clone, Debug, Default)]
pub struct Deaths(Vec<f64>);

/// Deaths within a minute that lead to safe mode.
pub const TOO_MANY: usize = 5;

impl Deaths {
    /// Notes one.
    pub fn add(&mut self, now: f64) {
        self.0.push(now);
    }
    /// Whether there were too many within a minute.
    pub fn safe_mode(&mut self, now: f64) -> bool {
        self.0.retain(|at| now - at < 60.0);
        self.0.len() >= TOO_MANY
    }
    /// How many within a minute.
    pub fn per_minute(&mut self, now: f64) -> usize {
        self.0.retain(|at| now - at < 60.0);
        self.0.len()
    }
}
