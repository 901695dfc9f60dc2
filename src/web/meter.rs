//! Requests, counted for those who watch: how many, how they were answered, how long it took. No address, no person.
use std::time::Duration;

use prometheus::{HistogramOpts, HistogramVec, IntCounterVec, Opts, Registry};

use crate::error::{Error, Result};

/// Seconds that are told apart: from a page out of memory to one that somebody gave up on.
const SECONDS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// What this node has answered since it started.
pub struct Meter {
    /// All figures that count up, for whoever writes them out.
    pub registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
}

impl Meter {
    /// A meter at zero.
    ///
    /// # Errors
    /// When its own names are not well formed.
    pub fn start() -> Result<Self> {
        let requests = IntCounterVec::new(
            Opts::new("cowpath_requests_total", "Requests answered."),
            &["method", "route", "status"],
        )
        .map_err(Error::internal)?;
        let seconds = HistogramVec::new(
            HistogramOpts::new(
                "cowpath_request_seconds",
                "Seconds until a request was answered.",
            )
            .buckets(SECONDS.to_vec()),
            &["method", "route"],
        )
        .map_err(Error::internal)?;
        let registry = Registry::new();
        registry
            .register(Box::new(requests.clone()))
            .and_then(|()| registry.register(Box::new(seconds.clone())))
            .map_err(Error::internal)?;
        Ok(Self {
            registry,
            requests,
            seconds,
        })
    }

    /// Counts one answer under the pattern of its route, never under what was asked for.
    pub(super) fn count(&self, method: &str, route: &str, status: u16, took: Duration) {
        // Methods come from outside too: others than these would be names without end.
        let method = match method {
            "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
            _ => "other",
        };
        self.requests
            .with_label_values(&[method, route, &status.to_string()])
            .inc();
        self.seconds
            .with_label_values(&[method, route])
            .observe(took.as_secs_f64());
    }
}
