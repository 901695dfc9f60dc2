//! The rules against thousands of unlucky days: workers die, machines go, clocks jump.
use std::collections::HashSet;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use super::*;

/// What a job of this story does when it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nature {
    Good,
    Failing,
    Poison,
    Hanging,
}

#[derive(Clone, Debug)]
struct Job {
    nature: Nature,
    kind: usize,
    now: Standing,
    epoch: u64,
    lease_until: Time,
    /// Deaths of workers that ran it and that its supervisor saw.
    deaths: u32,
    completions: u32,
}

#[derive(Debug)]
struct Worker {
    lane: Lane,
    /// Which jobs it runs, under which epoch, and the steps each still takes.
    runs: Vec<(usize, u64, u32)>,
}

/// A whole site, one step at a time.
struct Site {
    rng: StdRng,
    now: Time,
    jobs: Vec<Job>,
    breakers: Vec<Breaker>,
    killers: Vec<HashSet<usize>>,
    workers: [Option<Worker>; 2],
    /// Workers whose supervisor is gone: nobody sees how they end.
    orphans: Vec<Worker>,
    restarts: [Restarts; 2],
    steady: f64,
}

const LANES: [Lane; 2] = [Lane::Main, Lane::Probe];
const LEASE: i64 = 30;

impl Site {
    fn new(seed: u64) -> Self {
        let mut rng = StdRng::seed_from_u64(seed);
        let now = Time::from_micros(1_700_000_000_000_000);
        let jobs = (0..rng.random_range(5..30))
            .map(|_| {
                let nature = match rng.random_range(0..10) {
                    0 | 1 => Nature::Poison,
                    2 => Nature::Failing,
                    3 => Nature::Hanging,
                    _ => Nature::Good,
                };
                let deadline = rng.random_range(0..6) == 0;
                Job {
                    nature,
                    // Poison is of a kind with others, or of its own.
                    kind: rng.random_range(0..3),
                    now: Standing {
                        state: State::Ready,
                        run_at: now,
                        deadline_at: deadline.then(|| now.plus_seconds(rng.random_range(-5..600))),
                        attempts: 0,
                        max_attempts: 2,
                        crashes: 0,
                        suspect: false,
                    },
                    epoch: 0,
                    lease_until: now,
                    deaths: 0,
                    completions: 0,
                }
            })
            .collect();
        Self {
            rng,
            now,
            jobs,
            breakers: vec![Breaker::default(); 3],
            killers: vec![HashSet::new(); 3],
            workers: [None, None],
            orphans: Vec::new(),
            restarts: Default::default(),
            steady: 0.0,
        }
    }

    fn end(&mut self, at: usize, epoch: u64, ended: Ended) -> bool {
        let jitter = self.rng.random_range(-1.0..=1.0);
        let job = &mut self.jobs[at];
        // The fence: only the run that has the job may say how it ended.
        if job.now.state != State::Running || job.epoch != epoch {
            return false;
        }
        job.now = job.now.after(ended, Spacing::Doubling, self.now, jitter);
        let (kind, state) = (job.kind, job.now.state);
        if state == State::Done {
            job.completions += 1;
        }
        let breaker = &mut self.breakers[kind];
        match ended {
            Ended::Done => breaker.well(self.now),
            Ended::Failed | Ended::Hung => breaker.failed(60, self.now),
            Ended::WorkerDied { alone: true } => {
                self.killers[kind].insert(at);
                breaker.crashed(self.killers[kind].len() as i64, 60, self.now);
            }
            Ended::WorkerDied { alone: false } | Ended::Lost | Ended::TooLate => {}
        }
        true
    }

    fn claim(&mut self, lane: Lane, room: usize) -> Vec<(usize, u64, u32)> {
        let mut taken = Vec::new();
        for at in 0..self.jobs.len() {
            if taken.len() >= room {
                break;
            }
            let kind = self.jobs[at].kind;
            let mut gate = self.breakers[kind].gate(self.now);
            let busy = self
                .jobs
                .iter()
                .any(|job| job.kind == kind && job.now.state == State::Running);
            if gate == Gate::HalfOpen && busy {
                gate = Gate::Open;
            }
            let now = self.now;
            let job = &mut self.jobs[at];
            if !job.now.claimable(lane, gate, now) {
                continue;
            }
            let expired = job.now.deadline_at.is_some_and(|at| at <= now);
            assert!(!expired, "an expired job starts");
            let before = job.now.attempts;
            job.now = job.now.claimed();
            assert_eq!(
                job.now.attempts,
                before + 1,
                "the attempt counts before it runs"
            );
            job.epoch += 1;
            job.lease_until = now.plus_seconds(LEASE);
            let steps = self.rng.random_range(1..4);
            taken.push((at, job.epoch, steps));
        }
        taken
    }

    /// One worker goes on. Returns whether it died of what it runs.
    fn go_on(&mut self, worker: &mut Worker, seen: bool) -> bool {
        let mut killer = None;
        let mut hung = None;
        for n in (0..worker.runs.len()).rev() {
            let (at, epoch, steps) = worker.runs[n];
            if self.jobs[at].epoch == epoch && self.jobs[at].now.state == State::Running {
                self.jobs[at].lease_until = self.now.plus_seconds(LEASE);
            }
            if steps > 0 {
                worker.runs[n].2 -= 1;
                continue;
            }
            match self.jobs[at].nature {
                Nature::Good => {
                    self.end(at, epoch, Ended::Done);
                    worker.runs.swap_remove(n);
                }
                Nature::Failing => {
                    self.end(at, epoch, Ended::Failed);
                    worker.runs.swap_remove(n);
                }
                Nature::Hanging => hung = Some((at, epoch)),
                Nature::Poison => killer = Some(at),
            }
        }
        if killer.is_some() {
            self.die(worker, seen);
            return true;
        }
        if let Some((at, epoch)) = hung {
            self.end(at, epoch, Ended::Hung);
            for (other, epoch, _) in std::mem::take(&mut worker.runs) {
                self.end(other, epoch, Ended::Lost);
            }
            return true;
        }
        false
    }

    fn die(&mut self, worker: &mut Worker, seen: bool) {
        if !seen {
            worker.runs.clear(); // The leases lapse.
            return;
        }
        let held: Vec<_> = worker
            .runs
            .drain(..)
            .filter(|(at, epoch, _)| {
                self.jobs[*at].now.state == State::Running && self.jobs[*at].epoch == *epoch
            })
            .collect();
        // In the probe lane a process runs one job and no other, ever; in the main lane one that it lost may go on in it.
        let alone = worker.lane == Lane::Probe && held.len() == 1;
        for (at, epoch, _) in held {
            if self.jobs[at].nature == Nature::Poison {
                self.jobs[at].deaths += 1;
            }
            self.end(at, epoch, Ended::WorkerDied { alone });
        }
    }

    fn sweep(&mut self) {
        for at in 0..self.jobs.len() {
            let (job, now) = (&self.jobs[at], self.now);
            if job.now.state == State::Running && job.lease_until < now {
                self.end(at, job.epoch, Ended::Lost);
            } else if job.now.state == State::Ready && job.now.deadline_at.is_some_and(|d| d <= now)
            {
                let job = &mut self.jobs[at];
                job.now = job.now.after(Ended::TooLate, Spacing::Doubling, now, 0.0);
            }
        }
    }

    fn step(&mut self, unlucky: bool) {
        let passed: i64 = self.rng.random_range(1..4);
        self.now = self.now.plus_seconds(passed);
        self.steady += passed as f64;
        if unlucky {
            match self.rng.random_range(0..40) {
                // The clock jumps, forward or back.
                0 => self.now = self.now.plus_seconds(self.rng.random_range(-7200..7200)),
                // The machine goes: nobody sees anything.
                1 => {
                    self.workers = [None, None];
                    self.orphans.clear();
                }
                // The supervisor goes, and its workers work on for a while.
                2 => {
                    let left = self.workers.iter_mut().filter_map(Option::take);
                    self.orphans.extend(left);
                }
                // We stop a worker ourselves.
                3 => {
                    let at = self.rng.random_range(0..2);
                    if let Some(worker) = self.workers[at].take() {
                        for (at, epoch, _) in worker.runs {
                            self.end(at, epoch, Ended::Lost);
                        }
                    }
                }
                _ => {}
            }
        }
        self.sweep();
        for (n, lane) in LANES.into_iter().enumerate() {
            let room = if lane == Lane::Main { 4 } else { 1 };
            let may = self.restarts[n].may_start(self.steady);
            let mut worker = match self.workers[n].take() {
                Some(worker) => worker,
                None if may => Worker {
                    lane,
                    runs: Vec::new(),
                },
                None => continue,
            };
            let free = room - worker.runs.len().min(room);
            let taken = self.claim(worker.lane, free);
            worker.runs.extend(taken);
            match self.go_on(&mut worker, true) {
                true => {
                    let jitter = self.rng.random_range(-1.0..=1.0);
                    self.restarts[n].died(self.steady, jitter);
                }
                false => self.workers[n] = Some(worker),
            }
        }
        let mut left = Vec::new();
        for mut orphan in std::mem::take(&mut self.orphans) {
            if !self.go_on(&mut orphan, false) && !orphan.runs.is_empty() {
                left.push(orphan);
            }
        }
        self.orphans = left;
        self.judge();
    }

    fn judge(&self) {
        for job in &self.jobs {
            assert!(job.completions <= 1, "a completion counts twice: {job:?}");
            assert!(
                job.deaths <= 2,
                "a third worker dies of the same job: {job:?}"
            );
            let blamed = job.now.state == State::Quarantined;
            assert!(
                !blamed || job.nature == Nature::Poison,
                "an innocent is quarantined: {job:?}"
            );
            assert!(job.now.crashes <= 2 && job.now.attempts >= 0, "{job:?}");
            assert!(job.now.attempts <= job.now.max_attempts, "{job:?}");
            assert!(
                job.now.crashes == 0 || job.nature == Nature::Poison,
                "{job:?}"
            );
        }
        for restarts in &self.restarts {
            // A lane that rests does so for a moment only: it never gives up.
            assert!(restarts.may_start(self.steady + 36.1), "a lane gave up");
        }
    }

    fn over(&self) -> bool {
        self.jobs.iter().all(|job| job.now.state.is_over())
    }
}

#[test]
fn whatever_happens_no_innocent_is_blamed_and_no_job_is_lost() {
    for seed in 0..2000 {
        let mut site = Site::new(seed);
        for _ in 0..120 {
            site.step(true);
        }
        // Once it is calm, everything comes to an end.
        let mut steps = 0;
        while !site.over() {
            site.step(false);
            steps += 1;
            assert!(steps < 40_000, "seed {seed}: not over: {:?}", site.jobs);
        }
        for job in &site.jobs {
            let fine = match job.nature {
                Nature::Good => matches!(job.now.state, State::Done | State::Expired),
                Nature::Failing | Nature::Hanging => {
                    matches!(job.now.state, State::Dead | State::Expired)
                }
                Nature::Poison => matches!(job.now.state, State::Quarantined | State::Expired),
            };
            assert!(fine, "seed {seed}: {job:?}");
            let late = job.now.state == State::Expired;
            assert!(
                !late || job.now.deadline_at.is_some(),
                "seed {seed}: {job:?}"
            );
            let done = job.now.state == State::Done;
            assert_eq!(job.completions, u32::from(done), "seed {seed}: {job:?}");
            assert!(!done || !job.now.suspect, "the flag is cleared: {job:?}");
        }
    }
}

#[test]
fn waits_double_and_end_at_an_hour() {
    let waits: Vec<f64> = (1..12).map(|n| wait(Spacing::Doubling, n, 0.0)).collect();
    assert_eq!(waits[..4], [15.0, 30.0, 60.0, 120.0]);
    assert_eq!(waits.last(), Some(&3600.0));
    assert_eq!(wait(Spacing::Doubling, i32::MAX, 1.0), 4320.0);
    let steps = Spacing::Steps(&[5, 300]);
    assert_eq!(wait(steps, 1, 0.0), 5.0);
    assert_eq!(wait(steps, 9, 0.0), 300.0);
}

#[test]
fn a_breaker_opens_at_half_of_the_last_and_tries_again() {
    let now = Time::from_micros(0);
    let mut breaker = Breaker::default();
    for n in 0..9 {
        breaker.failed(60, now);
        assert_eq!(breaker.gate(now), Gate::Closed, "after {n}");
    }
    breaker.failed(60, now);
    assert_eq!(breaker.gate(now), Gate::Open);
    let later = now.plus_seconds(60);
    assert_eq!(breaker.gate(later), Gate::HalfOpen);
    breaker.failed(60, later);
    assert_eq!(
        breaker.gate(later.plus_seconds(119)),
        Gate::Open,
        "twice as long"
    );
    breaker.well(later.plus_seconds(120));
    assert_eq!(breaker, Breaker::default());
    let mut rare = Breaker::default();
    for n in 0..100 {
        match n % 3 {
            0 => rare.failed(60, now),
            _ => rare.well(now),
        }
    }
    assert_eq!(rare.gate(now), Gate::Closed, "a third is not half");
    let mut crashing = Breaker::default();
    crashing.crashed(2, 1, now);
    assert_eq!(crashing.gate(now), Gate::Closed);
    crashing.crashed(3, 1, now);
    assert_eq!(crashing.open_until, Some(now.plus_seconds(1)));
}

#[test]
fn restarts_come_later_and_later_but_always_come() {
    let mut restarts = Restarts::default();
    let mut now = 0.0;
    for _ in 0..100 {
        restarts.died(now, 1.0);
        assert!(!restarts.may_start(now));
        assert!(restarts.may_start(now + 36.0), "it gave up");
        now += 36.0;
    }
    restarts.died(now + 61.0, 0.0);
    assert!(
        restarts.may_start(now + 61.2),
        "after a quiet minute it starts at once again"
    );
}

#[test]
fn many_deaths_within_a_minute_lead_to_safe_mode_and_out_again() {
    let mut deaths = Deaths::default();
    for n in 0..4 {
        deaths.add(f64::from(n));
        assert!(!deaths.safe_mode(f64::from(n)));
    }
    deaths.add(5.0);
    assert!(deaths.safe_mode(5.0));
    assert!(!deaths.safe_mode(61.5));
}
