//! What can be done with drafts. One verb, one transaction.
use super::model::{self, Context, Draft, Fields};
use super::store;
use crate::access::{Can, KeepDrafts, secrets};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::images;
use crate::text;

/// Hours that a visitor's words wait for them to sign in.
pub const STASH_HOURS: i64 = 24;

fn read(row: store::Row) -> Result<Option<Draft>> {
    let (context, data, version, updated_at) = row;
    let Some(context) = Context::named(&context) else {
        return Ok(None);
    };
    Ok(Some(Draft {
        context,
        fields: serde_json::from_str(&data).map_err(Error::internal)?,
        version,
        updated_at,
    }))
}

/// Someone's draft for this form.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, person: PersonId, context: Context) -> Result<Option<Draft>> {
    match store::find(conn, person, &context.to_string())? {
        Some(row) => read(row),
        None => Ok(None),
    }
}

/// All drafts of a person, newest first.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn, by: &Can<KeepDrafts>) -> Result<Vec<Draft>> {
    of(conn, by.who.id)
}

pub(super) fn of(conn: &mut Conn, person: PersonId) -> Result<Vec<Draft>> {
    let rows = store::of(conn, person, model::EACH)?;
    rows.into_iter()
        .filter_map(|row| read(row).transpose())
        .collect()
}

/// Keeps a draft; an empty form takes it away. `read` is the version its writer knows: 0 for a form that knew of none.
/// Returns the version now.
///
/// # Errors
/// [`Error::Stale`] when another window kept it since, or sent it.
pub fn keep(
    tx: &mut Tx<'_>,
    by: &Can<KeepDrafts>,
    context: Context,
    fields: &Fields,
    read: Option<i64>,
    now: Time,
) -> Result<i64> {
    let before = find(tx, by.who.id, context)?;
    let version = before.as_ref().map_or(0, |d| d.version);
    if read.is_some_and(|read| read != version) {
        return Err(Error::Stale);
    }
    if model::empty(fields) {
        store::delete(tx, by.who.id, &context.to_string())?;
        return Ok(0);
    }
    if before.is_none() {
        make_room(tx, by.who.id)?;
    }
    put(tx, by.who.id, context, fields, version + 1, now)?;
    Ok(version + 1)
}

/// Old drafts go, and the oldest of someone who has very many.
fn make_room(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    let drafts = store::of(tx, person, model::EACH + 1)?;
    let many = usize::try_from(model::EACH).unwrap_or(usize::MAX);
    if drafts.len() >= many
        && let Some((context, ..)) = drafts.last()
    {
        store::delete(tx, person, context)?;
    }
    Ok(())
}

fn put(
    tx: &mut Tx<'_>,
    person: PersonId,
    context: Context,
    fields: &Fields,
    version: i64,
    now: Time,
) -> Result<()> {
    store::delete_older(tx, now.plus_days(-model::DAYS))?;
    let data = serde_json::to_string(fields).map_err(Error::internal)?;
    store::put(tx, person, &context.to_string(), &data, version, now)?;
    if let Some(body) = fields.get("body").filter(|b| b.contains("/images/")) {
        images::actions::hold(tx, person, &text::references(body).images, now)?;
    }
    Ok(())
}

/// Throws a draft away. Doing it twice is once.
///
/// # Errors
/// Those of the database.
pub fn discard(tx: &mut Tx<'_>, by: &Can<KeepDrafts>, context: Context) -> Result<()> {
    drop_sent(tx, by.who.id, context)
}

/// Takes a draft along with what was sent.
///
/// # Errors
/// Those of the database.
pub fn drop_sent(tx: &mut Tx<'_>, person: PersonId, context: Context) -> Result<()> {
    store::delete(tx, person, &context.to_string())?;
    Ok(())
}

/// Keeps what a visitor wrote until they are signed in, to be found by this secret alone.
///
/// # Errors
/// Those of the database.
pub fn stash(
    tx: &mut Tx<'_>,
    secret: &str,
    context: Context,
    fields: &Fields,
    now: Time,
) -> Result<()> {
    store::delete_stashes(tx, now)?;
    let data = serde_json::to_string(fields).map_err(Error::internal)?;
    store::insert_stash(
        tx,
        &secrets::hash(secret),
        &context.to_string(),
        &data,
        now.plus_seconds(STASH_HOURS * 3600),
    )?;
    Ok(())
}

/// Whether this secret finds something.
///
/// # Errors
/// Those of the database.
pub fn waits(conn: &mut Conn, secret: &str, now: Time) -> Result<bool> {
    Ok(store::stash(conn, &secrets::hash(secret), now)?.is_some())
}

/// Makes what someone wrote before they signed in a draft of theirs. An older draft of the same form gives way: what
/// was just written is what its writer means.
///
/// # Errors
/// Those of the database.
pub fn claim(tx: &mut Tx<'_>, person: PersonId, secret: &str, now: Time) -> Result<()> {
    let hash = secrets::hash(secret);
    let Some((context, data)) = store::stash(tx, &hash, now)? else {
        return Ok(());
    };
    store::delete_stash(tx, &hash)?;
    let Some(context) = Context::named(&context) else {
        return Ok(());
    };
    let fields: Fields = serde_json::from_str(&data).map_err(Error::internal)?;
    let version = find(tx, person, context)?.map_or(0, |d| d.version);
    put(tx, person, context, &fields, version + 1, now)
}
