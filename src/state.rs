//! What every handler can reach: the engines and the settings, nothing of the rooms. Cheap to clone.
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::Arc;

use actix_web::{FromRequest, HttpRequest, dev::Payload};

use crate::clock::{Clock, Time};
use crate::config::Config;
use crate::db::Db;
use crate::settings::{self, Live, Settings};

/// The running application.
#[derive(Clone)]
pub struct App {
    /// Where everything is kept.
    pub db: Db,
    /// Where "now" comes from.
    pub clock: Clock,
    /// What was known at the start.
    pub config: Arc<Config>,
    live: Live,
    parts: Arc<HashMap<TypeId, Box<dyn Any + Send + Sync>>>,
}

/// Things one of a kind that lower rooms bring along, found by their type.
#[derive(Default)]
pub struct Parts(HashMap<TypeId, Box<dyn Any + Send + Sync>>);

impl Parts {
    /// Adds one.
    #[must_use]
    pub fn with<T: Any + Send + Sync>(mut self, part: T) -> Self {
        self.0.insert(TypeId::of::<T>(), Box::new(part));
        self
    }
}

impl App {
    /// Puts the engines together.
    pub fn new(db: Db, clock: Clock, config: Config, live: Live, parts: Parts) -> Self {
        Self {
            db,
            clock,
            config: Arc::new(config),
            live,
            parts: Arc::new(parts.0),
        }
    }
    /// The application that serves this request.
    pub fn of(req: &HttpRequest) -> Self {
        req.app_data::<App>()
            .expect("App is set by app::build")
            .clone()
    }
    /// The settings as they are now.
    pub fn settings(&self) -> Arc<Settings> {
        self.live.get()
    }
    /// Takes over settings that another process changed: the command line, another node, the web for a worker.
    pub async fn follow_settings(&self) {
        match self.db.read(settings::load).await {
            Ok(all) if all != *self.settings() => self.live.replace(all),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the settings could not be read again"),
        }
    }
    /// Where the settings are kept while the program runs.
    pub fn live_settings(&self) -> &Live {
        &self.live
    }
    /// The present instant.
    pub fn now(&self) -> Time {
        self.clock.now()
    }
    /// The one `T` that `app.rs` brought along.
    pub fn part<T: Any>(&self) -> &T {
        self.parts
            .get(&TypeId::of::<T>())
            .and_then(|part| part.downcast_ref())
            .expect("app::new brings every part that rooms ask for")
    }
}

impl FromRequest for App {
    type Error = actix_web::Error;
    type Future = std::future::Ready<Result<Self, Self::Error>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        std::future::ready(Ok(App::of(req)))
    }
}
