//! Browsers that signed in: made at sign-in, found by the hash of their cookie, listed and ended by their owner.
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use diesel::prelude::*;

use super::preferences::{self, Preferences};
use super::{Member, Proof, Role, Viewer, secrets};
use crate::clock::Time;
use crate::db::schema::{people, preferences as chosen, refused_addresses, sessions};
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, SessionId};
use crate::state::App;

/// Days after which an unused session ends.
const IDLE_DAYS: i64 = 30;
/// Days after which any session ends.
const LONGEST_DAYS: i64 = 180;
/// Seconds between two notes of when a session was last used.
const SEEN_EVERY: i64 = 600;

/// The cookie's name: bound to the host over https, plain where a home network has none.
pub fn cookie_name(app: &App) -> String {
    let base = &app.config.base_url;
    match (base.secure, base.path.is_empty()) {
        (true, true) => "__Host-session".into(),
        (true, false) => "__Secure-session".into(),
        (false, _) => "cowpath_session".into(),
    }
}

/// The cookie that carries a session, or takes it away when `secret` is empty.
pub fn cookie(app: &App, secret: &str) -> Cookie<'static> {
    let base = &app.config.base_url;
    let path = match base.path.as_str() {
        "" => "/".to_owned(),
        path => path.to_owned(),
    };
    let mut cookie = Cookie::build(cookie_name(app), secret.to_owned())
        .path(path)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(LONGEST_DAYS))
        .finish();
    if base.secure {
        cookie.set_secure(true);
    }
    if secret.is_empty() {
        cookie.make_removal();
    }
    cookie
}

/// Begins a session and returns its secret, which is kept nowhere else.
///
/// # Errors
/// Those of the database.
pub fn begin(tx: &mut Tx<'_>, person: PersonId, agent: &str, now: Time) -> Result<String> {
    let secret = secrets::fresh()?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(secrets::hash(&secret)),
            sessions::person_id.eq(person),
            sessions::agent.eq(agent),
            sessions::created_at.eq(now),
            sessions::seen_at.eq(now),
            sessions::confirmed_at.eq(now),
            sessions::expires_at.eq(now.plus_days(LONGEST_DAYS)),
        ))
        .execute(&mut **tx)?;
    Ok(secret)
}

/// Ends one session of a person.
///
/// # Errors
/// Those of the database.
pub fn end(tx: &mut Tx<'_>, person: PersonId, id: SessionId) -> Result<()> {
    diesel::delete(
        sessions::table
            .filter(sessions::id.eq(id))
            .filter(sessions::person_id.eq(person)),
    )
    .execute(&mut **tx)?;
    Ok(())
}

/// Ends all sessions of a person but, if given, the one they are using.
///
/// # Errors
/// Those of the database.
pub fn end_all(tx: &mut Tx<'_>, person: PersonId, but: Option<SessionId>) -> Result<()> {
    diesel::delete(
        sessions::table
            .filter(sessions::person_id.eq(person))
            .filter(sessions::id.ne(but.unwrap_or(SessionId::new(0)))),
    )
    .execute(&mut **tx)?;
    Ok(())
}

/// A session as its owner sees it.
#[derive(Clone, Debug, Queryable)]
pub struct Session {
    /// Which.
    pub id: SessionId,
    /// The family of browser that holds it.
    pub agent: String,
    /// When it signed in.
    pub created_at: Time,
    /// When it was last used, to ten minutes.
    pub seen_at: Time,
}

/// The living sessions of a person, newest use first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, person: PersonId, now: Time) -> Result<Vec<Session>> {
    Ok(sessions::table
        .filter(sessions::person_id.eq(person))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::seen_at.gt(now.plus_days(-IDLE_DAYS)))
        .order((sessions::seen_at.desc(), sessions::id.desc()))
        .limit(100)
        .select((
            sessions::id,
            sessions::agent,
            sessions::created_at,
            sessions::seen_at,
        ))
        .load(conn)?)
}

/// What a session tells in one query.
type Found = (
    SessionId,
    Time,
    PersonId,
    String,
    String,
    Role,
    Option<preferences::Row>,
    Option<String>,
);

/// What a session says besides who holds it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Whether a mail server refused the person's address: they are told on every page.
    pub refused: bool,
}

/// Who holds this secret, if its session lives and its person may be here, how they like the site, and whether mail
/// reaches them.
pub(super) async fn viewer(app: &App, secret: &str) -> Result<(Viewer, Preferences, Reach)> {
    let (hash, now) = (secrets::hash(secret), app.now());
    let found = app
        .db
        .read(move |conn| {
            Ok(sessions::table
                .inner_join(
                    people::table.left_join(chosen::table).left_join(
                        refused_addresses::table.on(refused_addresses::address
                            .nullable()
                            .eq(people::email_folded)),
                    ),
                )
                .filter(sessions::token_hash.eq(hash))
                .filter(sessions::expires_at.gt(now))
                .filter(sessions::seen_at.gt(now.plus_days(-IDLE_DAYS)))
                .filter(people::state.eq("active"))
                .select((
                    sessions::id,
                    sessions::seen_at,
                    people::id,
                    people::handle,
                    people::name,
                    people::role,
                    preferences::COLUMNS.nullable(),
                    refused_addresses::address.nullable(),
                ))
                .first::<Found>(conn)
                .optional()?)
        })
        .await?;
    let Some((session, seen_at, id, handle, name, role, chosen, refused)) = found else {
        return Ok((Viewer(None), Preferences::default(), Reach::default()));
    };
    if seen_at.plus_seconds(SEEN_EVERY) < now {
        let noted = app
            .db
            .write_unseen(move |tx| {
                diesel::update(sessions::table.find(session))
                    .set(sessions::seen_at.eq(now))
                    .execute(&mut **tx)?;
                diesel::update(people::table.find(id))
                    .set(people::active_at.eq(now))
                    .execute(&mut **tx)?;
                Ok(())
            })
            .await;
        if let Err(error) = noted {
            // Reading goes on when writing cannot: a full disk must not sign people out.
            tracing::warn!(%error, "the last use of a session was not noted");
        }
    }
    let member = Member {
        id,
        handle,
        name,
        role,
    };
    Ok((
        Viewer(Some((member, Proof::Session(session)))),
        chosen.map_or_else(Preferences::default, Preferences::from),
        Reach {
            refused: refused.is_some(),
        },
    ))
}

/// The family of a browser, all that is kept of its user agent.
pub fn family(agent: &str) -> &'static str {
    const FAMILIES: [(&str, &str); 8] = [
        ("Firefox", "Firefox"),
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
        ("curl", "curl"),
        ("python", "Python"),
        ("Go-http", "Go"),
    ];
    FAMILIES
        .iter()
        .find(|(mark, _)| agent.contains(mark))
        .map_or("another program", |(_, family)| family)
}
