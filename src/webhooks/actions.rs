//! What can be done with hooks.
use rand::TryRng;

use super::model::{self, Filter, Hook, MOST, MOST_OF_SITE, ROTATION_DAYS};
use super::payload;
use super::store::{self, Fresh};
pub use super::store::{Attempt, Delivery};
use crate::access::{Can, KeepHooks, Role};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Invalid, Result};
use crate::events;
use crate::fetch::Fetch;
use crate::id::{DeliveryId, HookId};
use crate::say;

/// A hook that someone wants.
#[derive(Clone, Debug)]
pub struct New {
    /// Where it is.
    pub url: String,
    /// Whether it hears what staff hear; admins only.
    pub site: bool,
    /// What it wants to hear.
    pub filter: Filter,
}

impl New {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Under `target`, `events` and `supporters`, says what would do.
    pub fn parse(
        fetch: &Fetch,
        url: &str,
        events: &[String],
        supporters: i64,
        site: bool,
    ) -> Result<Self, Invalid> {
        let url = url.trim();
        let filter = Filter::parse(events, supporters);
        let mut invalid = filter.as_ref().err().cloned().unwrap_or_default();
        invalid.check(
            "url",
            url.len() <= 1_000,
            say!("field-at-most", max = 1_000),
        );
        if let Err(refusal) = fetch.look(url) {
            invalid.check("target", false, refusal.told());
        }
        invalid.or(())?;
        Ok(Self {
            url: url.to_owned(),
            site,
            filter: filter?,
        })
    }
}

fn fresh_secret() -> Result<String> {
    let mut bytes = [0_u8; 24];
    rand::rngs::SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(Error::internal)?;
    Ok(model::secret_of(&bytes))
}

/// Makes a hook that hears what happens from now on.
///
/// # Errors
/// [`Error::Forbidden`] for a hook of the site by someone else than an admin, [`Error::Conflict`] when there are enough.
pub fn make(tx: &mut Tx<'_>, by: &Can<KeepHooks>, new: &New, now: Time) -> Result<HookId> {
    let (there, most) = match new.site {
        true if by.who.role != Role::Admin => {
            return Err(Error::Forbidden(say!("access-administer")));
        }
        true => (store::count(tx, None)?, MOST_OF_SITE),
        false => (store::count(tx, Some(by.who.id))?, MOST),
    };
    if there >= most {
        return Err(Error::Conflict(say!("webhook-enough", max = most)));
    }
    let from = events::newest(tx)?;
    let id = store::insert(
        tx,
        by.who.id,
        new.site,
        &new.url,
        &fresh_secret()?,
        &new.filter,
        from,
        now,
    )?;
    if new.filter.supporters > 0 {
        store::reached_before(tx, id, new.filter.supporters)?;
    }
    Ok(id)
}

/// One's own hook; for admins also one of the site.
///
/// # Errors
/// [`Error::NotFound`], and those of the database.
pub fn find(conn: &mut Conn, by: &Can<KeepHooks>, id: HookId) -> Result<Hook> {
    store::find(conn, id)?
        .filter(|hook| match hook.site {
            true => by.who.role == Role::Admin,
            false => hook.owner == by.who.id,
        })
        .ok_or(Error::NotFound("webhook"))
}

/// One's own hooks; for admins also those of the site.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, by: &Can<KeepHooks>) -> Result<Vec<Hook>> {
    let mut found = store::of(conn, by.who.id)?;
    found.retain(|hook| !hook.site);
    if by.who.role == Role::Admin {
        found.extend(store::of_site(conn)?);
    }
    Ok(found)
}

/// Takes a hook away, with all that was to be told to it.
///
/// # Errors
/// Those of [`find`].
pub fn remove(tx: &mut Tx<'_>, by: &Can<KeepHooks>, id: HookId) -> Result<()> {
    find(tx, by, id)?;
    store::delete(tx, id)?;
    Ok(())
}

/// Gives a hook another secret; the one before signs too for a day.
///
/// # Errors
/// Those of [`find`].
pub fn rotate(tx: &mut Tx<'_>, by: &Can<KeepHooks>, id: HookId, now: Time) -> Result<Hook> {
    find(tx, by, id)?;
    store::rotate(tx, id, &fresh_secret()?, now.plus_days(ROTATION_DAYS))?;
    find(tx, by, id)
}

/// Switches a hook on or off. Switched on again, it goes on where it stopped.
///
/// # Errors
/// Those of [`find`].
pub fn switch(tx: &mut Tx<'_>, by: &Can<KeepHooks>, id: HookId, on: bool) -> Result<Hook> {
    find(tx, by, id)?;
    store::switch(tx, id, on, "")?;
    find(tx, by, id)
}

/// Has a message sent that only shows whether the hook takes it.
///
/// # Errors
/// Those of [`find`].
pub fn test(tx: &mut Tx<'_>, by: &Can<KeepHooks>, id: HookId, now: Time) -> Result<DeliveryId> {
    find(tx, by, id)?;
    let told = payload::told("test", now, serde_json::json!({ "webhook": id })).to_string();
    let fresh = Fresh {
        event: None,
        topic: None,
        lane: "test",
        verb: "test",
        payload: &told,
    };
    Ok(store::insert_delivery(tx, id, &fresh, now)?)
}

/// What was told to a hook, newest first, with every try.
///
/// # Errors
/// Those of [`find`].
pub fn deliveries(
    conn: &mut Conn,
    by: &Can<KeepHooks>,
    id: HookId,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<(Delivery, Vec<Attempt>)>> {
    find(conn, by, id)?;
    let found = store::deliveries(conn, id, before, limit)?;
    let ids: Vec<_> = found.iter().map(|delivery| delivery.id).collect();
    let tries = store::attempts(conn, &ids)?;
    Ok(found
        .into_iter()
        .map(|delivery| {
            let own = tries
                .iter()
                .filter(|t| t.delivery == delivery.id)
                .cloned()
                .collect();
            (delivery, own)
        })
        .collect())
}

/// Tells something once more.
///
/// # Errors
/// Those of [`find`].
pub fn replay(
    tx: &mut Tx<'_>,
    by: &Can<KeepHooks>,
    id: HookId,
    delivery: DeliveryId,
    now: Time,
) -> Result<()> {
    find(tx, by, id)?;
    store::delivery(tx, delivery)?
        .filter(|found| found.hook == id)
        .ok_or(Error::NotFound("delivery"))?;
    store::again(tx, delivery, now)?;
    Ok(())
}

/// Tells everything since then once more; how much that is.
///
/// # Errors
/// Those of [`find`].
pub fn replay_since(
    tx: &mut Tx<'_>,
    by: &Can<KeepHooks>,
    id: HookId,
    since: Time,
    now: Time,
) -> Result<usize> {
    find(tx, by, id)?;
    Ok(store::again_since(tx, id, since, now)?)
}

/// Forgets what was told more than 30 days ago.
///
/// # Errors
/// Those of the database.
pub fn sweep(tx: &mut Tx<'_>, now: Time) -> Result<()> {
    store::forget(tx, now.plus_days(-30))?;
    Ok(())
}
