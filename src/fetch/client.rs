//! The one client.
use std::error::Error as _;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::header::{HeaderMap, HeaderName, HeaderValue, LOCATION};
use reqwest::{Client, Method, Response};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::answer::{Answer, End, Failure, Refusal};
use super::guard::{self, Allowed, Gate, Guarded, LookUp, SystemNames};

/// How long a call may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until a connection stands.
    pub connect: Duration,
    /// Between two pieces of an answer.
    pub read: Duration,
    /// From the first look-up to the last byte, redirects included.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(2),
            read: Duration::from_secs(5),
            total: Duration::from_secs(10),
        }
    }
}

/// Asks other servers. Cheap to clone; nothing is opened before the first question.
#[derive(Clone)]
pub struct Fetch(Arc<Inner>);

struct Inner {
    limits: Limits,
    allowed: Allowed,
    names: Arc<dyn LookUp>,
    agent: String,
    guarded: OnceLock<Result<Client, String>>,
    named: OnceLock<Result<Client, String>>,
}

/// One question.
#[derive(Clone, Debug)]
pub struct Ask {
    method: Method,
    url: String,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    most: usize,
    total: Option<Duration>,
    turns: u8,
}

impl Ask {
    /// Reads what is at an address; at most 1 MiB of it, following no redirect.
    pub fn get(url: impl Into<String>) -> Self {
        Self {
            method: Method::GET,
            url: url.into(),
            headers: Vec::new(),
            body: Vec::new(),
            most: 1 << 20,
            total: None,
            turns: 0,
        }
    }
    /// Sends a body. Redirects are never followed.
    pub fn post(url: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        Self {
            method: Method::POST,
            body: body.into(),
            ..Self::get(url)
        }
    }
    /// With a header. It is not taken along to another server.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
    /// Reads at most so many bytes of the body, after decompression.
    #[must_use]
    pub fn at_most(mut self, bytes: usize) -> Self {
        self.most = bytes;
        self
    }
    /// Takes at most so long, whatever the client allows beyond.
    #[must_use]
    pub fn within(mut self, total: Duration) -> Self {
        self.total = Some(total);
        self
    }
    /// Follows so many redirects.
    #[must_use]
    pub fn following(mut self, turns: u8) -> Self {
        self.turns = if self.method == Method::GET { turns } else { 0 };
        self
    }
}

impl Fetch {
    /// A client that says it is `agent`, and may reach what is `allowed` beyond what is everyone's.
    pub fn new(agent: impl Into<String>, allowed: Allowed) -> Self {
        Self::with(agent, allowed, Limits::default(), Arc::new(SystemNames))
    }
    /// The same with other limits and another way to look up names.
    pub fn with(
        agent: impl Into<String>,
        allowed: Allowed,
        limits: Limits,
        names: Arc<dyn LookUp>,
    ) -> Self {
        Self(Arc::new(Inner {
            limits,
            allowed,
            names,
            agent: agent.into(),
            guarded: OnceLock::new(),
            named: OnceLock::new(),
        }))
    }

    /// Whether an address might be asked: what can be told without looking up its name.
    ///
    /// # Errors
    /// Why it will never be asked.
    pub fn look(&self, url: &str) -> Result<(), Refusal> {
        let url = Url::parse(url).map_err(|_| Refusal::Unreadable)?;
        guard::look(&url, &self.0.allowed).map(|_| ())
    }

    /// Asks, and gives back whatever was answered.
    ///
    /// # Errors
    /// Why there is no answer.
    pub async fn send(&self, ask: Ask) -> Result<Answer, Failure> {
        let limits = &self.0.limits;
        let total = ask.total.map_or(limits.total, |own| own.min(limits.total));
        let until = Instant::now() + total;
        let mut headers = HeaderMap::new();
        for (name, value) in &ask.headers {
            let unfit = |_| Failure::Unfit((*name).to_owned());
            let value = HeaderValue::from_str(value).map_err(unfit)?;
            headers.append(HeaderName::from_static(name), value);
        }
        let mut url = Url::parse(&ask.url).map_err(|_| Refusal::Unreadable)?;
        let mut turns = ask.turns;
        loop {
            let client = self.0.client(guard::look(&url, &self.0.allowed)?)?;
            let sent = client
                .request(ask.method.clone(), url.clone())
                .headers(headers.clone())
                .body(ask.body.clone())
                .send();
            let response = match timeout_at(until, sent).await {
                Ok(answered) => answered.map_err(failure)?,
                Err(_) => return Err(Failure::Slow),
            };
            let next = match ask.turns {
                0 => None,
                _ => target(&url, &response),
            };
            let Some(next) = next else {
                return Ok(read(response, ask.most, until).await);
            };
            if turns == 0 {
                return Err(Failure::TooManyTurns);
            }
            turns -= 1;
            if url.scheme() == "https" && next.scheme() == "http" {
                return Err(Refusal::Weaker.into());
            }
            if url.origin() != next.origin() {
                headers.clear();
            }
            url = next;
        }
    }
}

/// Where a redirect leads.
fn target(from: &Url, response: &Response) -> Option<Url> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?;
    from.join(&String::from_utf8_lossy(location.as_bytes()))
        .ok()
}

async fn read(mut response: Response, most: usize, until: Instant) -> Answer {
    let mut body = Vec::new();
    let end = loop {
        match timeout_at(until, response.chunk()).await {
            Ok(Ok(Some(piece))) => {
                let room = most - body.len();
                body.extend_from_slice(&piece[..piece.len().min(room)]);
                if piece.len() > room {
                    break End::Cut;
                }
            }
            Ok(Ok(None)) => break End::Whole,
            Ok(Err(error)) if error.is_timeout() => break End::Late,
            Ok(Err(_)) => break End::Broken,
            Err(_) => break End::Late,
        }
    };
    Answer {
        status: response.status().as_u16(),
        url: response.url().to_string(),
        headers: std::mem::take(response.headers_mut()),
        body,
        end,
    }
}

impl Inner {
    fn client(&self, gate: Gate) -> Result<&Client, Failure> {
        let place = match gate {
            Gate::Guarded => &self.guarded,
            Gate::Named => &self.named,
        };
        // Without certificates of the system, for example: an answer to whoever asks, not a reason not to start.
        place
            .get_or_init(|| self.build(gate).map_err(|error| deepest(&error)))
            .as_ref()
            .map_err(|why| Failure::Unreachable(why.clone()))
    }

    #[allow(clippy::disallowed_methods)] // This is the one place.
    fn build(&self, gate: Gate) -> reqwest::Result<Client> {
        // Another part of the program may have done so already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder()
            .user_agent(&self.agent)
            .connect_timeout(self.limits.connect)
            .read_timeout(self.limits.read)
            .timeout(self.limits.total)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .no_proxy() // A proxy would look up names itself.
            .dns_resolver(Arc::new(Guarded {
                names: self.names.clone(),
                gate,
            }))
            // No connection is kept: each is made to an address that was just checked.
            .pool_max_idle_per_host(0)
            .http1_only()
            .http1_ignore_invalid_headers_in_responses(true)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            .build()
    }
}

fn failure(error: reqwest::Error) -> Failure {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = error.source();
    while let Some(inner) = cause {
        if let Some(refusal) = inner.downcast_ref::<Refusal>() {
            return Failure::Refused(*refusal);
        }
        cause = inner.source();
    }
    if error.is_timeout() {
        Failure::Slow
    } else if error.is_connect() {
        Failure::Unreachable(deepest(&error))
    } else if error.is_builder() {
        Failure::Unfit(deepest(&error))
    } else {
        Failure::Odd(deepest(&error))
    }
}

/// The innermost reason, shortened: it may hold what a stranger sent.
fn deepest(error: &(dyn std::error::Error + 'static)) -> String {
    let mut error = error;
    while let Some(inner) = error.source() {
        error = inner;
    }
    crate::text::clean_line(&error.to_string())
        .chars()
        .take(200)
        .collect()
}
