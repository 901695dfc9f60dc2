//! How someone likes the site: read with their session, so that every page knows it without asking again.
use std::future::Future;
use std::pin::Pin;

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use diesel::prelude::*;

use super::{Can, Prefer, Viewer};
use crate::choice;
use crate::clock::Time;
use crate::db::schema::preferences;
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::lang::Lang;

choice! {
    /// Whether pages are light or dark.
    #[derive(Default)]
    Theme {
        /// As the device says.
        #[default]
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

choice! {
    /// How much room things get.
    #[derive(Default)]
    Density {
        /// Room to breathe.
        #[default]
        Comfortable = "comfortable",
        /// More on one screen.
        Compact = "compact",
    }
}

choice! {
    /// Where someone begins: after signing in, and wherever the site's name leads.
    #[derive(Default)]
    Landing {
        /// The first page.
        #[default]
        Home = "home",
        /// The list of proposals.
        Proposals = "proposals",
        /// The list of discussions.
        Discussions = "discussions",
        /// The list of announcements.
        Announcements = "announcements",
        /// What is new in what one follows.
        Following = "following",
    }
}

impl Landing {
    /// Its path.
    pub fn path(self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::Proposals => "/proposals",
            Self::Discussions => "/discussions",
            Self::Announcements => "/announcements",
            Self::Following => "/unread",
        }
    }
}

/// How someone likes the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Light or dark.
    pub theme: Theme,
    /// Roomy or not.
    pub density: Density,
    /// Their language; nothing: as the site decides.
    pub lang: Option<Lang>,
    /// The IANA name of the time zone in which exact times are told.
    pub zone: String,
    /// Where they begin.
    pub landing: Landing,
    /// How the list of proposals is sorted when nothing is asked for; nothing: as the site does.
    pub sort: Option<String>,
    /// Whether single keys do things.
    pub shortcuts: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            density: Density::default(),
            lang: None,
            zone: "UTC".into(),
            landing: Landing::default(),
            sort: None,
            shortcuts: true,
        }
    }
}

/// The columns of one row, in the order of [`COLUMNS`].
pub(super) type Row = (
    String,
    String,
    Option<String>,
    String,
    String,
    Option<String>,
    bool,
);

type Columns = (
    preferences::theme,
    preferences::density,
    preferences::lang,
    preferences::zone,
    preferences::landing,
    preferences::sort,
    preferences::shortcuts,
);

/// What a session reads along.
pub(super) const COLUMNS: Columns = (
    preferences::theme,
    preferences::density,
    preferences::lang,
    preferences::zone,
    preferences::landing,
    preferences::sort,
    preferences::shortcuts,
);

impl From<Row> for Preferences {
    /// A stored value that this program does not know counts as its default.
    fn from((theme, density, lang, zone, landing, sort, shortcuts): Row) -> Self {
        Self {
            theme: Theme::named(&theme).unwrap_or_default(),
            density: Density::named(&density).unwrap_or_default(),
            lang: lang.as_deref().and_then(Lang::tagged),
            zone,
            landing: Landing::named(&landing).unwrap_or_default(),
            sort,
            shortcuts,
        }
    }
}

/// What someone chose; the defaults if they never chose.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, person: PersonId) -> Result<Preferences> {
    let row: Option<Row> = preferences::table
        .find(person)
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    Ok(row.map_or_else(Preferences::default, Preferences::from))
}

/// Keeps what someone chose.
///
/// # Errors
/// Those of the database.
pub fn keep(tx: &mut Tx<'_>, by: &Can<Prefer>, chosen: &Preferences, now: Time) -> Result<()> {
    let values = (
        preferences::theme.eq(chosen.theme),
        preferences::density.eq(chosen.density),
        preferences::lang.eq(chosen.lang.map(Lang::tag)),
        preferences::zone.eq(&chosen.zone),
        preferences::landing.eq(chosen.landing),
        preferences::sort.eq(chosen.sort.as_deref()),
        preferences::shortcuts.eq(chosen.shortcuts),
        preferences::changed_at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(preferences::table)
        .values((preferences::person_id.eq(by.who.id), values))
        .on_conflict(preferences::person_id)
        .do_update()
        .set(values)
        .execute(c))?;
    Ok(())
}

impl FromRequest for Preferences {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let viewer = Viewer::from_request(req, payload);
        let req = req.clone();
        Box::pin(async move {
            viewer.await?;
            Ok(req
                .extensions()
                .get::<Preferences>()
                .cloned()
                .unwrap_or_default())
        })
    }
}
