//! Who is asked to come back when the house is full: one place decides, by what a request is for.
//!
//! Requests under way are counted together; each class may fill the house up to a mark of its own, so that what
//! matters less is refused first. Crawlers have a lane besides, which they cannot leave. A page answered from the
//! cache takes no place.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};

use crate::access::{self, Viewer};
use crate::error::{Error, Result};
use crate::state::App;

/// What a request is for, from what is refused first to what is refused last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Someone's program that reads everything.
    Crawler,
    /// Nice to have while someone types: previews, similar titles, search.
    Aside,
    /// A page or an act of someone who is not signed in.
    Visitor,
    /// A page of someone who is.
    Member,
    /// An act of someone who is.
    Act,
}

/// Requests under way that fill the house.
const PLACES: usize = 512;
/// Seconds after which who was refused may come back.
const LATER: u64 = 2;
/// Words in the names of programs that read everything.
const CRAWLERS: [&str; 5] = ["bot", "crawl", "slurp", "spider", "archiver"];
/// Beginnings of addresses that are nice to have.
const ASIDE: [&str; 6] = [
    "/api/v1/search",
    "/api/v1/similar",
    "/complete",
    "/preview",
    "/proposals/similar",
    "/search",
];

/// The house and who is in it.
pub struct House {
    places: usize,
    all: Arc<AtomicUsize>,
    crawlers: Arc<AtomicUsize>,
}

impl Default for House {
    fn default() -> Self {
        Self::of(PLACES)
    }
}

/// A place in the house, free again when it is dropped.
#[must_use]
pub struct Place(Vec<Arc<AtomicUsize>>);

impl Drop for Place {
    fn drop(&mut self) {
        for count in &self.0 {
            count.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

impl House {
    /// A house with so many places.
    pub fn of(places: usize) -> Self {
        Self {
            places,
            all: Arc::default(),
            crawlers: Arc::default(),
        }
    }
    /// How full the house may be for another of this class to come in.
    pub fn mark(&self, class: Class) -> usize {
        match class {
            Class::Crawler | Class::Aside => self.places / 2,
            Class::Visitor => self.places * 3 / 4,
            Class::Member => self.places * 7 / 8,
            Class::Act => self.places,
        }
    }
    /// How many crawlers may be in at once.
    pub fn lane(&self) -> usize {
        (self.places / 16).max(1)
    }
    /// A place for a request of this class.
    ///
    /// # Errors
    /// [`Error::Busy`] when the house is too full for it.
    pub fn enter(&self, class: Class) -> Result<Place> {
        let mut place = Place(Vec::with_capacity(2));
        take(&self.all, self.mark(class), &mut place)?;
        if class == Class::Crawler {
            take(&self.crawlers, self.lane(), &mut place)?;
        }
        Ok(place)
    }
    /// Whether some class would be refused.
    fn crowded(&self) -> bool {
        self.all.load(Ordering::SeqCst) >= self.places / 2
    }
}

fn take(count: &Arc<AtomicUsize>, most: usize, place: &mut Place) -> Result<()> {
    count
        .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| {
            (n < most).then_some(n + 1)
        })
        .map_err(|_| Error::Busy(LATER))?;
    place.0.push(count.clone());
    Ok(())
}

/// What this request is for. Who sent it is only looked up when that decides something.
pub async fn class(app: &App, req: &HttpRequest) -> Class {
    let base = app.config.base_url.path.as_str();
    let path = req.path().strip_prefix(base).unwrap_or(req.path());
    if ASIDE.iter().any(|aside| path.starts_with(aside)) {
        return Class::Aside;
    }
    let told = |name| {
        let value = req.headers().get(name).and_then(|v| v.to_str().ok());
        value.unwrap_or_default().to_ascii_lowercase()
    };
    let safe = req.method().is_safe();
    let signed = req.headers().contains_key(header::AUTHORIZATION)
        || req.cookie(&access::sessions::cookie_name(app)).is_some();
    if !signed {
        let agent = told(header::USER_AGENT);
        return match safe && CRAWLERS.iter().any(|word| agent.contains(word)) {
            true => Class::Crawler,
            false => Class::Visitor,
        };
    }
    let known = !app.part::<House>().crowded()
        || Viewer::from_request(req, &mut Payload::None)
            .await
            .is_ok_and(|viewer| viewer.member().is_some());
    match (known, safe) {
        (false, _) => Class::Visitor,
        (true, true) => Class::Member,
        (true, false) => Class::Act,
    }
}
