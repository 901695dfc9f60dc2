//! Who is asking, and what they may do. Rights are types: holding a [`Can<P>`] is the proof.
use std::future::Future;
use std::pin::Pin;

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, http::header};
use diesel::prelude::*;
use serde::Serialize;

use crate::db::Conn;
use crate::db::schema::boards;
use crate::error::{Error, Result};
use crate::id::{PersonId, SessionId, TokenId};
use crate::say;
use crate::state::App;

mod can;
pub mod limits;
pub mod passwords;
pub mod preferences;
pub mod secrets;
pub mod sessions;
pub mod tokens;

pub use can::{
    Account, AddPictures, Administer, Can, Comment, Discuss, Follow, Import, KeepDrafts, KeepExtra,
    KeepHooks, Leave, Moderate, Permission, Prefer, Propose, SaveSearches, Scope, Vote,
    VoteForOthers,
};
pub use preferences::Preferences;

/// Declares a closed choice that is stored and told as its text.
#[macro_export]
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:tt),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow, utoipa::ToSchema)]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Its text in the database, in forms and in the API.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
            /// The one with this text.
            pub fn named(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.text() == text)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.text()) }
        }
        impl<B: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, B> for $name
        where String: diesel::deserialize::FromSql<diesel::sql_types::Text, B> {
            fn from_sql(raw: B::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                let text = String::from_sql(raw)?;
                Self::named(&text).ok_or_else(|| format!("{text:?} is no {}", stringify!($name)).into())
            }
        }
        impl<B: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, B> for $name
        where str: diesel::serialize::ToSql<diesel::sql_types::Text, B> {
            fn to_sql<'b>(&'b self, out: &mut diesel::serialize::Output<'b, '_, B>) -> diesel::serialize::Result {
                self.text().to_sql(out)
            }
        }
    };
}

choice! {
    /// What someone is on this site. Later ones may do all that earlier ones may.
    Role {
        /// Someone without a password, who may act only where a board lets guests.
        Guest = "guest",
        /// Someone with an account.
        Member = "member",
        /// Someone who answers for the product and keeps order.
        Moderator = "moderator",
        /// Someone who runs the site.
        Admin = "admin",
    }
}

impl Role {
    /// Whether this is one of the people who run the place.
    pub fn is_staff(self) -> bool {
        match self {
            Self::Guest | Self::Member => false,
            Self::Moderator | Self::Admin => true,
        }
    }
}

choice! {
    /// Whom a board lets do something.
    Audience {
        /// Everyone, signed in or not.
        Guests = "guests",
        /// Whoever has an account.
        Members = "members",
        /// Moderators and admins.
        Staff = "staff",
    }
}

impl Audience {
    /// Whether someone with this role (or nobody in particular) is among them.
    pub fn admits(self, role: Option<Role>) -> bool {
        match self {
            Self::Guests => true,
            Self::Members => role.is_some_and(|r| r >= Role::Member),
            Self::Staff => role.is_some_and(Role::is_staff),
        }
    }
}

/// A signed-in person.
#[derive(Clone, Debug, Serialize)]
pub struct Member {
    /// Who.
    pub id: PersonId,
    /// Their handle.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// What they are here.
    pub role: Role,
}

/// How someone proved who they are.
#[derive(Clone, Debug)]
pub enum Proof {
    /// A browser that signed in.
    Session(SessionId),
    /// A personal token with these scopes.
    Token(TokenId, Vec<Scope>),
}

/// Whoever sent the request, signed in or not.
#[derive(Clone, Debug, Default)]
pub struct Viewer(pub Option<(Member, Proof)>);

/// What a reader's eyes may rest on: all that visibility rules ask about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Who reads, if anyone in particular.
    pub person: Option<PersonId>,
    /// What they are.
    pub role: Option<Role>,
}

impl Sight {
    /// What everyone sees.
    pub const PUBLIC: Self = Self {
        person: None,
        role: None,
    };
    /// What the operator and the program's own checks see.
    pub const ALL: Self = Self {
        person: None,
        role: Some(Role::Admin),
    };
    /// Whether staff look.
    pub fn is_staff(self) -> bool {
        self.role.is_some_and(Role::is_staff)
    }
}

impl Viewer {
    /// The person, if signed in.
    pub fn member(&self) -> Option<&Member> {
        self.0.as_ref().map(|(member, _)| member)
    }
    /// What they may see. A token without the scope to read what is private sees what everyone sees.
    pub fn sight(&self) -> Sight {
        match &self.0 {
            Some((member, proof)) if proof.reads() => member.sight(),
            _ => Sight::PUBLIC,
        }
    }
}

impl Proof {
    fn reads(&self) -> bool {
        match self {
            Self::Session(_) => true,
            // Any token reads as its owner: scopes bound what it writes.
            Self::Token(_, scopes) => !scopes.is_empty(),
        }
    }
}

impl Member {
    /// What they may see.
    pub fn sight(&self) -> Sight {
        Sight {
            person: Some(self.id),
            role: Some(self.role),
        }
    }
}

/// The path below which only tokens count and cookies are ignored.
pub fn is_api(app: &App, req_path: &str) -> bool {
    req_path
        .strip_prefix(app.config.base_url.path.as_str())
        .is_some_and(|path| path.starts_with("/api/"))
}

impl FromRequest for Viewer {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let req = req.clone();
        Box::pin(async move {
            if let Some(seen) = req.extensions().get::<Viewer>() {
                return Ok(seen.clone());
            }
            let app = App::of(&req);
            let viewer = if is_api(&app, req.path()) {
                match bearer(&req)? {
                    Some(token) => tokens::viewer(&app, token).await?,
                    None => Viewer(None),
                }
            } else {
                match req.cookie(&sessions::cookie_name(&app)) {
                    Some(cookie) => {
                        let (viewer, chosen, reach) =
                            sessions::viewer(&app, cookie.value()).await?;
                        req.extensions_mut().insert(chosen);
                        req.extensions_mut().insert(reach);
                        viewer
                    }
                    None => Viewer(None),
                }
            };
            req.extensions_mut().insert(viewer.clone());
            Ok(viewer)
        })
    }
}

fn bearer(req: &HttpRequest) -> Result<Option<String>> {
    let Some(header) = req.headers().get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = header.to_str().ok().and_then(|text| {
        let (scheme, token) = text.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    match token {
        Some(token) => Ok(Some(token.to_owned())),
        None => Err(Error::Unauthorized(say!("token-send-as"))),
    }
}

/// The client's address for limits: the peer's, or what a trusted proxy says it is. IPv6 counts by its /64.
pub fn address(app: &App, req: &HttpRequest) -> String {
    use std::net::IpAddr;
    let Some(peer) = req.peer_addr().map(|a| a.ip().to_canonical()) else {
        return "unknown".into();
    };
    let trusted = |ip: &IpAddr| app.config.trusted_proxies.contains(ip);
    let mut found = peer;
    if trusted(&peer) {
        let forwarded = req
            .headers()
            .get_all("x-forwarded-for")
            .filter_map(|v| v.to_str().ok())
            .flat_map(|v| v.split(','))
            .filter_map(|one| one.trim().parse::<IpAddr>().ok())
            .collect::<Vec<_>>();
        // From the right: the last hop that is not one of ours.
        if let Some(ip) = forwarded.into_iter().rev().find(|ip| !trusted(ip)) {
            found = ip.to_canonical();
        }
    }
    match found {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let s = ip.segments();
            format!("{:x}:{:x}:{:x}:{:x}::/64", s[0], s[1], s[2], s[3])
        }
    }
}

/// Whether any board that everyone sees lets guests act.
///
/// # Errors
/// Those of the database.
pub fn guests_act(conn: &mut Conn) -> Result<bool> {
    let guests = Audience::Guests;
    Ok(diesel::select(diesel::dsl::exists(
        boards::table.filter(boards::see.eq(guests)).filter(
            boards::propose
                .eq(guests)
                .or(boards::comment.eq(guests))
                .or(boards::vote.eq(guests)),
        ),
    ))
    .get_result(conn)?)
}
