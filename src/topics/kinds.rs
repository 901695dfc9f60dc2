//! What each kind of topic adds: its room registers a page and a JSON shape here, in `app.rs`.
use std::future::Future;
use std::pin::Pin;

use actix_web::HttpResponse;
use serde_json::Value;

use super::actions::Seen;
use super::model::Kind;
use super::pages::ShowPage;
use crate::access::Sight;
use crate::db::Conn;
use crate::error::Result;
use crate::state::App;
use crate::web::Shell;

/// Shows a topic's page.
pub type Show =
    fn(App, Shell, Seen, ShowPage) -> Pin<Box<dyn Future<Output = Result<HttpResponse>>>>;
/// Tells a topic as the API does.
pub type Tell = fn(&mut Conn, &App, &Sight, &Seen) -> Result<Value>;

/// One kind's room.
#[derive(Clone, Copy)]
pub struct KindRoom {
    /// Which kind.
    pub kind: Kind,
    /// Its page.
    pub show: Show,
    /// Its JSON.
    pub tell: Tell,
}

/// The rooms of all kinds.
pub struct Kinds(pub Vec<KindRoom>);

impl Kinds {
    /// The room of a kind.
    pub fn of(&self, kind: Kind) -> KindRoom {
        *self
            .0
            .iter()
            .find(|room| room.kind == kind)
            .expect("app.rs registers a room for every kind")
    }
}
