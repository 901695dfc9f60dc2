//! Pages kept as bytes: what everybody sees is made once and answered until something that it shows changes.
//!
//! * Only a [`Public`] request is answered from here and only what it was answered is kept: it has no field for a
//!   person, and none is made of a request that carries a credential. What one person sees cannot get in.
//! * A page is kept with the [`Stamp`] it was made at. Every request asks for the stamp of now first, which counts
//!   every acknowledged change; an older page is dropped, so nobody sees less than what was acknowledged.
//! * It is kept until the first of its relative dates, pins and closing days changes, and a minute at most.
//! * One request makes a page while the others wait for it. Bytes are bounded; what is asked for once does not
//!   push out what is asked for often.
use std::sync::Arc;

use actix_web::HttpResponse;
use actix_web::body::{BodySize, BoxBody, MessageBody, to_bytes};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use diesel::prelude::*;
use quick_cache::Weighter;
use quick_cache::sync::Cache as Quick;

use crate::clock::Time;
use crate::db::schema::{closures, pins};
use crate::db::{Conn, Stamp};
use crate::error::Result;
use crate::settings;
use crate::state::App;

mod bytes;
mod public;

use bytes::{Asked, Bytes};
pub use public::Public;

/// Left on an answer: until when its words about dates stay as they are.
#[derive(Clone, Copy)]
pub struct Lasts(pub Time);

/// Bytes of pages that are kept at most, compressed forms counted in.
const ROOM: u64 = 24 << 20;
/// Pages that the bytes are expected to be.
const PAGES: usize = 1_000;
/// The largest page that is kept.
const LARGEST: u64 = 1 << 20;
/// Seconds after which a page is made again, whatever it shows.
const LONGEST: i64 = 60;

/// The pages.
pub struct Cache {
    kept: Quick<Public, Arc<Kept>, Weigh>,
    /// The stamp of the settings that this process has taken over.
    settings: std::sync::atomic::AtomicU64,
}

/// What a public request was answered.
struct Kept {
    stamp: Stamp,
    turn: u64,
    until: Time,
    /// Nothing when the answer is not one to keep: a redirect, a refusal, something long.
    bytes: Option<Bytes>,
}

#[derive(Clone)]
struct Weigh;

impl Weighter<Public, Arc<Kept>> for Weigh {
    fn weight(&self, key: &Public, kept: &Arc<Kept>) -> u64 {
        let bytes = kept.bytes.as_ref().map_or(0, Bytes::weight);
        256 + key.weight() + bytes
    }
}

impl Default for Cache {
    fn default() -> Self {
        Self {
            kept: Quick::with_weighter(PAGES, ROOM, Weigh),
            settings: std::sync::atomic::AtomicU64::new(0),
        }
    }
}

impl Cache {
    /// Drops every page.
    pub fn clear(&self) {
        self.kept.clear();
    }
    /// How many pages are kept.
    pub fn len(&self) -> usize {
        self.kept.len()
    }
    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
    /// How many bytes they take.
    pub fn weight(&self) -> u64 {
        self.kept.weight()
    }
}

/// How new an answer has to be, and of which settings.
async fn now(app: &App, public: &Public) -> Result<(Stamp, u64)> {
    use std::sync::atomic::Ordering::SeqCst;
    let stamp = app.db.stamp(public.shows()).await?;
    let taken = &app.part::<Cache>().settings;
    if taken.load(SeqCst) < stamp.settings {
        // Another process changed them, or this one a moment ago.
        let all = app.db.read(settings::load).await?;
        app.live_settings().replace(all);
        taken.fetch_max(stamp.settings, SeqCst);
    }
    Ok((stamp, app.live_settings().turn()))
}

/// When the next pin or topic ends by itself.
fn next_end(conn: &mut Conn, now: Time) -> Result<Option<Time>> {
    let pin: Option<i64> = pins::table
        .filter(pins::until_at.gt(now.micros()))
        .select(diesel::dsl::min(pins::until_at))
        .get_result(conn)?;
    let closing: Option<i64> = closures::table
        .filter(closures::closes_at.gt(now.micros()))
        .select(diesel::dsl::min(closures::closes_at))
        .get_result(conn)?;
    Ok(pin.into_iter().chain(closing).min().map(Time::from_micros))
}

/// The answer to a public request: the one that is kept, or what `render` says now.
///
/// # Errors
/// Those of `render`; when the database cannot say what changed, the page is made.
pub async fn through<R>(
    app: &App,
    public: &Public,
    mut req: ServiceRequest,
    render: R,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error>
where
    R: AsyncFnOnce(ServiceRequest) -> Result<ServiceResponse<BoxBody>, actix_web::Error>,
{
    let asked = Asked::of(req.headers());
    // Whether the asker has it already is decided here, of what is kept.
    req.headers_mut().remove(header::IF_NONE_MATCH);
    let cache = app.part::<Cache>();
    loop {
        let Ok((stamp, turn)) = now(app, public).await else {
            return render(req).await;
        };
        let found = cache.kept.get_value_or_guard_async(public).await;
        let guard = match found {
            Ok(kept) if kept.stamp.covers(stamp) && kept.turn == turn && kept.until > app.now() => {
                return match &kept.bytes {
                    Some(bytes) => Ok(req.into_response(bytes.answer(&asked).await)),
                    None => render(req).await,
                };
            }
            Ok(old) => {
                cache.kept.remove_if(public, |now| Arc::ptr_eq(now, &old));
                continue;
            }
            Err(guard) => guard,
        };
        let made_at = app.now();
        let ends = app.db.read(move |conn| next_end(conn, made_at)).await;
        let response = render(req).await?;
        let until = response
            .response()
            .extensions()
            .get::<Lasts>()
            .map(|lasts| lasts.0);
        let until = [until, ends.unwrap_or(Some(made_at))]
            .into_iter()
            .flatten()
            .fold(made_at.plus_seconds(LONGEST), Time::min);
        let (request, response) = response.into_parts();
        let (response, bytes) = taken(response).await?;
        let kept = Kept {
            stamp,
            turn,
            until,
            bytes,
        };
        let answer = match &kept.bytes {
            Some(bytes) => bytes.first(&asked),
            None => response,
        };
        // Dropped meanwhile by a request that wants it newer: then it is not kept.
        let _ = guard.insert(Arc::new(kept));
        return Ok(ServiceResponse::new(request, answer));
    }
}

/// Takes the bytes of an answer, if it is one to keep.
async fn taken(response: HttpResponse) -> Result<(HttpResponse, Option<Bytes>), actix_web::Error> {
    let short = matches!(response.body().size(), BodySize::Sized(n) if n <= LARGEST);
    let own = response.headers().contains_key(header::SET_COOKIE);
    if response.status() != StatusCode::OK || own || !short {
        return Ok((response, None));
    }
    let (response, body) = response.into_parts();
    let body = to_bytes(body)
        .await
        .map_err(|_| crate::error::Error::internal("a body could not be read"))?;
    let bytes = Bytes::of(response.headers(), body);
    Ok((response.set_body(BoxBody::new(())), Some(bytes)))
}
