//! Changes as server-sent events. One reader of the log tells all streams of this node; each sieves by its own sight.
//!
//! A stream that falls behind, or that begins at an older place, reads the log itself until it has caught up: nothing
//! is skipped and nothing told twice. Open streams cost memory alone; that is bounded, for each address and together.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use futures_util::stream::{Stream, unfold};
use tokio::sync::broadcast::{self, error::RecvError};
use tokio::time::Instant;

use super::changes::{self, Change, ChangeJson};
use crate::access::{self, Sight, Viewer};
use crate::error::{Error, Result};
use crate::events::{self, Position, Wanted};
use crate::state::App;
use crate::web::only_looks;

/// Streams that one address may keep open: several tabs of a household or an office.
const EACH: usize = 64;
/// Streams that this node keeps open.
const ALL: usize = 10_000;
/// Changes that are kept for streams whose reader is slow; whoever is further behind reads the log.
const KEPT: usize = 256;
/// Between signs of life while nothing happens: shorter than proxies wait.
const BEAT: Duration = Duration::from_secs(25);
/// How long a stream lasts before it is asked for anew, by someone signed in: they may have lost a right.
const SIGNED_IN: Duration = Duration::from_secs(300);
/// The same for anyone else.
const ANYONE: Duration = Duration::from_secs(3600);
/// Milliseconds after which a browser whose stream ended asks again.
const RETRY: u32 = 4000;

/// One change, written once for all streams.
#[derive(Debug)]
struct Told {
    change: Change,
    text: web::Bytes,
}

/// What all streams of this node share.
pub struct Hub {
    tell: Mutex<Option<broadcast::Sender<Arc<Told>>>>,
    at: Mutex<Option<Position>>,
    open: Mutex<HashMap<String, usize>>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            tell: Mutex::new(Some(broadcast::channel(KEPT).0)),
            at: Mutex::default(),
            open: Mutex::default(),
        }
    }
}

fn lock<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// Ends every stream, for the node is going; browsers come back to whoever serves then.
    pub fn close(&self) {
        lock(&self.tell).take();
    }
    /// How many streams are open.
    pub fn open(&self) -> usize {
        lock(&self.open).values().sum()
    }
    fn subscribe(&self) -> Result<broadcast::Receiver<Arc<Told>>> {
        let tell = lock(&self.tell);
        tell.as_ref()
            .map(broadcast::Sender::subscribe)
            .ok_or(Error::Busy(2))
    }
}

/// Reads the log on once and tells every stream; how many changes were told.
///
/// # Errors
/// Those of the database; what was not told is told the next time.
pub async fn tell(app: &App) -> Result<usize> {
    let hub = app.part::<Hub>();
    let Some(from) = *lock(&hub.at) else {
        let now = app.db.read(events::newest).await?;
        lock(&hub.at).get_or_insert(now);
        return Ok(0);
    };
    let (changes, on) = app
        .db
        .read(move |conn| changes::everything(conn, from, 500))
        .await?;
    let count = changes.len();
    let sender = lock(&hub.tell).clone();
    if let Some(sender) = sender {
        for change in changes {
            let text = event(app, &change)?;
            // Nobody may be listening any more.
            let _ = sender.send(Arc::new(Told { change, text }));
        }
    }
    *lock(&hub.at) = Some(on);
    Ok(count)
}

/// Tells every stream of this node for as long as it serves.
pub async fn keep_telling(app: App) {
    loop {
        tokio::time::sleep(Duration::from_millis(700)).await;
        if let Err(error) = tell(&app).await {
            tracing::warn!(%error, "the log could not be read for the streams");
        }
    }
}

/// One change as server-sent events write it.
fn event(app: &App, change: &Change) -> Result<web::Bytes> {
    let json = serde_json::to_string(&ChangeJson::of(&app.config.base_url, change))
        .map_err(Error::internal)?;
    let id = change.position.write();
    Ok(format!("id: {id}\ndata: {json}\n\n").into())
}

/// A place among the open streams, given back when the stream ends.
struct Place {
    app: App,
    address: String,
}

impl Place {
    fn take(app: &App, req: &HttpRequest) -> Result<Self> {
        let address = access::address(app, req);
        let mut open = lock(&app.part::<Hub>().open);
        let all: usize = open.values().sum();
        let own = open.get(&address).copied().unwrap_or_default();
        if all >= ALL {
            return Err(Error::Busy(30));
        }
        if app.config.rate_limits && own >= EACH {
            return Err(Error::TooMany(30));
        }
        open.insert(address.clone(), own + 1);
        Ok(Self {
            app: app.clone(),
            address,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = lock(&self.app.part::<Hub>().open);
        match open.get_mut(&self.address) {
            Some(own) if *own > 1 => *own -= 1,
            _ => {
                open.remove(&self.address);
            }
        }
    }
}

/// One open stream.
struct Open {
    place: Place,
    live: broadcast::Receiver<Arc<Told>>,
    sight: Sight,
    wanted: Wanted,
    /// What was told or passed over so far.
    at: Position,
    /// Whether the log is to be read, instead of what is told live.
    behind: bool,
    greeted: bool,
    until: Instant,
}

impl Open {
    fn wants(&self, change: &Change) -> bool {
        change.position > self.at
            && self.wanted.verbs.contains(&change.kind())
            && self
                .wanted
                .topic
                .is_none_or(|topic| change.topic() == Some(topic))
            && change.seen_by(&self.sight)
    }

    /// What is written next; nothing at the end of the stream.
    async fn next(&mut self) -> Option<web::Bytes> {
        if !self.greeted {
            self.greeted = true;
            // An id without data: whoever loses this stream before anything happens reads on from here.
            return Some(format!("retry: {RETRY}\nid: {}\n\n", self.at.write()).into());
        }
        loop {
            if self.behind {
                match self.catch_up().await {
                    Ok(Some(text)) => return Some(text),
                    Ok(None) => {}
                    Err(error) => {
                        tracing::warn!(%error, "a stream could not read the log");
                        return None;
                    }
                }
                continue;
            }
            let beat = Instant::now() + BEAT;
            match tokio::time::timeout_at(beat.min(self.until), self.live.recv()).await {
                Ok(Ok(told)) if self.wants(&told.change) => {
                    self.at = told.change.position;
                    return Some(told.text.clone());
                }
                Ok(Ok(told)) => self.at = self.at.max(told.change.position),
                Ok(Err(RecvError::Lagged(_))) => self.behind = true,
                Ok(Err(RecvError::Closed)) => return None,
                Err(_) if Instant::now() >= self.until => return None,
                Err(_) => return Some(format!(": still here\nid: {}\n\n", self.at.write()).into()),
            }
        }
    }

    /// The next changes from the log; nothing once there are no more.
    async fn catch_up(&mut self) -> Result<Option<web::Bytes>> {
        let (sight, from, wanted) = (self.sight, self.at, self.wanted.clone());
        let app = &self.place.app;
        let (changes, on, more) = app
            .db
            .read(move |conn| changes::read(conn, &sight, from, &wanted, 100))
            .await?;
        let mut text = Vec::new();
        for change in &changes {
            text.extend_from_slice(&event(app, change)?);
        }
        self.at = on;
        self.behind = more;
        Ok((!text.is_empty()).then(|| text.into()))
    }
}

fn stream(open: Open) -> impl Stream<Item = Result<web::Bytes>> {
    unfold(open, |mut open| async move {
        let text = open.next().await?;
        Some((Ok(text), open))
    })
}

/// The answer that never ends by itself.
pub(super) async fn answer(
    app: &App,
    req: &HttpRequest,
    viewer: &Viewer,
    wanted: Wanted,
    after: Option<&str>,
) -> Result<HttpResponse> {
    let told = req.headers().get("last-event-id");
    let told = told.and_then(|id| id.to_str().ok());
    let after = told.or(after).filter(|text| !text.is_empty());
    let after = after.map(Position::read).transpose()?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Proxies and our own compression would hold back what must go out at once.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"));
    if only_looks(req) {
        return Ok(answer.finish());
    }
    let place = Place::take(app, req)?;
    // In this order: what happens between the two is both live and newer, or in the log.
    let live = app.part::<Hub>().subscribe()?;
    let now = app.db.read(events::newest).await?;
    // Where nothing was told live before, that may begin a little later than here.
    let begun = *lock(&app.part::<Hub>().at).get_or_insert(now);
    let lasts = match viewer.member() {
        Some(_) => SIGNED_IN,
        None => ANYONE,
    };
    let open = Open {
        place,
        live,
        sight: viewer.sight(),
        wanted,
        at: after.unwrap_or(now),
        behind: after.is_some() || begun > now,
        greeted: false,
        until: Instant::now() + lasts,
    };
    Ok(answer.streaming(Box::pin(stream(open))))
}
