//! How often one may: counted by person, token or address, told on every API answer.
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::{Quota, RateLimiter, state::keyed::DefaultKeyedStateStore};

use crate::error::{Error, Result};
use crate::settings::Settings;

type Limiter =
    RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// Limiters, with the counts they were made for.
type Made = ([u32; 7], std::sync::Arc<[Limiter; 7]>);

/// Previews a minute: two a second, for someone who never stops typing.
const PREVIEWS: u32 = 120;
/// Forms a day that one address may leave here before it signs in.
const STASHES: u32 = 30;

/// Archives of one's own data a day.
const ARCHIVES: u32 = 5;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Any API request.
    Api,
    /// Anything that writes, by page or by API.
    Write,
    /// Trying a password.
    SignIn,
    /// Making an account.
    SignUp,
    /// Looking at how a text will be shown.
    Preview,
    /// Leaving words here to sign in.
    Stash,
    /// Having one's own data gathered, which reads everything one wrote.
    Archive,
}

impl Class {
    const ALL: [Self; 7] = [
        Self::Api,
        Self::Write,
        Self::SignIn,
        Self::SignUp,
        Self::Preview,
        Self::Stash,
        Self::Archive,
    ];
    /// Its name in the `RateLimit` headers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Write => "write",
            Self::SignIn => "sign-in",
            Self::SignUp => "sign-up",
            Self::Preview => "preview",
            Self::Stash => "stash",
            Self::Archive => "archive",
        }
    }
    fn quota(self, settings: &Settings) -> (u32, Duration) {
        let minute = Duration::from_secs(60);
        match self {
            Self::Api => (settings.api_per_minute, minute),
            Self::Write => (settings.writes_per_minute, minute),
            Self::SignIn => (settings.sign_ins_per_minute, minute),
            Self::SignUp => (settings.sign_ups_per_day, Duration::from_secs(86_400)),
            Self::Preview => (PREVIEWS, minute),
            Self::Stash => (STASHES, Duration::from_secs(86_400)),
            Self::Archive => (ARCHIVES, Duration::from_secs(86_400)),
        }
    }
}

/// What is left, for the `RateLimit` headers.
#[derive(Clone, Copy, Debug)]
pub struct Left {
    /// Which limit.
    pub class: Class,
    /// How many in a window.
    pub quota: u32,
    /// The window in seconds.
    pub window: u64,
    /// How many are left now.
    pub remaining: u32,
}

/// All limiters of this process.
pub struct Limits {
    on: bool,
    // Rebuilt when a setting changes; then everyone starts with a full allowance.
    made: Mutex<Option<Made>>,
    asked: AtomicU32,
}

impl Limits {
    /// Limits that count, or that let everything pass.
    pub fn new(on: bool) -> Self {
        Self {
            on,
            made: Mutex::new(None),
            asked: AtomicU32::new(0),
        }
    }

    fn limiters(&self, settings: &Settings) -> std::sync::Arc<[Limiter; 7]> {
        let mut made = self
            .made
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((of, limiters)) = &*made
            && *of == Class::ALL.map(|class| class.quota(settings).0)
        {
            return limiters.clone();
        }
        let limiters = std::sync::Arc::new(Class::ALL.map(|class| {
            let (count, window) = class.quota(settings);
            let burst = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(window / burst.get())
                .expect("a window of at least a minute holds at most a million periods")
                .allow_burst(burst);
            RateLimiter::keyed(quota).with_middleware::<StateInformationMiddleware>()
        }));
        let of = Class::ALL.map(|class| class.quota(settings).0);
        *made = Some((of, limiters.clone()));
        limiters
    }

    /// Counts one, for `key`.
    ///
    /// # Errors
    /// [`Error::TooMany`], saying how long to wait.
    pub fn count(&self, settings: &Settings, class: Class, key: &str) -> Result<Left> {
        let (quota, window) = class.quota(settings);
        let left = |remaining| Left {
            class,
            quota,
            window: window.as_secs(),
            remaining,
        };
        if !self.on {
            return Ok(left(quota));
        }
        let limiters = self.limiters(settings);
        let limiter = &limiters[class as usize];
        if self.asked.fetch_add(1, Ordering::Relaxed) % 4096 == 4095 {
            // Whoever has their full allowance again need not be remembered.
            limiters.iter().for_each(RateLimiter::retain_recent);
        }
        match limiter.check_key(&key.to_owned()) {
            Ok(state) => Ok(left(state.remaining_burst_capacity())),
            Err(not_until) => {
                let wait = not_until.wait_time_from(DefaultClock::default().now());
                Err(Error::TooMany(wait.as_secs().max(1)))
            }
        }
    }
}
