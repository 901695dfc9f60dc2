//! What can be done with pictures. One verb, one transaction.
use std::collections::HashMap;
use std::sync::LazyLock;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::model::{self, Image, Place};
use super::pixels::{self, Ready};
use super::store;
use crate::access::{AddPictures, Can, Member, secrets};
use crate::blobs;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, PersonId, TopicId};
use crate::settings::Settings;
use crate::state::App;

/// Pictures decoded at the same time: each may take a quarter of a gigabyte.
static DECODERS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));
/// How long a picture waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);
/// Days a picture waits for a post to show it.
const UNUSED_DAYS: i64 = 1;
/// Days a picture waits while a draft holds it.
const DRAFTED_DAYS: i64 = 180;
/// How many unused pictures go with each new one.
const SWEPT: i64 = 50;

/// Takes a picture in: decoded within limits, written anew, counted against its owner's quota.
///
/// # Errors
/// [`Error::Forbidden`] for newcomers and guests, [`Error::Invalid`] for what is no picture or too much,
/// [`Error::Busy`] when too many wait.
pub async fn upload(app: &App, by: &Can<AddPictures>, file: &str, bytes: Vec<u8>) -> Result<Image> {
    let (settings, now, who) = (app.settings(), app.now(), by.who.clone());
    let (asked, member) = (settings.clone(), who.clone());
    // Before the work of decoding; the same is asked again when it is kept.
    app.db
        .read(move |conn| may(conn, &member, &asked, now))
        .await?;
    let work = async {
        let _room = DECODERS.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || pixels::ready(&bytes))
            .await
            .map_err(Error::internal)
    };
    let ready = tokio::time::timeout(PATIENCE, work)
        .await
        .map_err(|_| Error::Busy(5))??
        .map_err(|told| Invalid::field("picture", told))?;
    let key = secrets::fresh()?[..32].to_owned();
    let (label, name) = (model::label(file), blobs::name(&ready.bytes));
    app.db
        .write(move |tx| {
            sweep(tx, now)?;
            may(tx, &who, &settings, now)?;
            keep(tx, &who, &key, &label, &name, &ready, now)
        })
        .await
}

/// Whether someone may add a picture now.
///
/// # Errors
/// [`Error::Forbidden`] or [`Error::Invalid`], saying why not.
pub fn may(conn: &mut Conn, member: &Member, settings: &Settings, now: Time) -> Result<()> {
    let used = store::used(conn, member.id, now.plus_days(-1))?;
    let joined = store::joined(conn, member.id)?;
    model::may_add(member, joined, used, settings, now)
}

fn keep(
    tx: &mut Tx<'_>,
    owner: &Member,
    key: &str,
    label: &str,
    name: &str,
    ready: &Ready,
    now: Time,
) -> Result<Image> {
    blobs::keep(tx, name, &ready.bytes, now)?;
    let image = Image {
        key: key.to_owned(),
        owner_id: owner.id,
        blob: name.to_owned(),
        kind: ready.kind,
        label: label.to_owned(),
        width: i32::try_from(ready.width).unwrap_or(i32::MAX),
        height: i32::try_from(ready.height).unwrap_or(i32::MAX),
        size: i64::try_from(ready.bytes.len()).unwrap_or(i64::MAX),
        at: now,
        unused_until: Some(now.plus_days(UNUSED_DAYS)),
    };
    store::insert(tx, &image)?;
    Ok(image)
}

/// Lets pictures go that no post shows and whose time is up.
///
/// # Errors
/// Those of the database.
pub fn sweep(tx: &mut Tx<'_>, now: Time) -> Result<()> {
    let unused = store::unused(tx, now, SWEPT)?;
    let (keys, names): (Vec<_>, Vec<_>) = unused.into_iter().unzip();
    drop_all(tx, &keys, names)
}

pub(super) fn drop_all(tx: &mut Tx<'_>, keys: &[String], mut names: Vec<String>) -> Result<()> {
    if keys.is_empty() {
        return Ok(());
    }
    store::delete(tx, keys)?;
    let needed = store::named(tx, &names)?;
    names.retain(|name| !needed.contains(name));
    blobs::forget(tx, &names)
}

/// Width and height of those of these pictures that are here.
///
/// # Errors
/// Those of the database.
pub fn known(conn: &mut Conn, keys: &[String]) -> Result<HashMap<String, (u32, u32)>> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let side = |n: i32| u32::try_from(n).unwrap_or(0);
    Ok(store::sizes(conn, keys)?
        .into_iter()
        .map(|(key, width, height)| (key, (side(width), side(height))))
        .collect())
}

/// Notes that these are shown there: from now on whoever may read it sees them, and they stay. An edit that leaves one
/// out keeps its place, for earlier texts show it. Only their owner shows pictures: whoever writes down the address of
/// someone else's opens it to nobody.
///
/// # Errors
/// Those of the database.
pub fn show(tx: &mut Tx<'_>, by: Option<PersonId>, place: Place, keys: &[String]) -> Result<()> {
    let (Some(by), false) = (by, keys.is_empty()) else {
        return Ok(());
    };
    let keys = &store::owned(tx, by, keys)?;
    for key in store::not_yet_at(tx, place, keys)? {
        store::put_at(tx, place, &key)?;
    }
    Ok(store::note_shown(tx, keys)?)
}

/// Everywhere that a picture is shown.
///
/// # Errors
/// Those of the database.
pub fn places(conn: &mut Conn, image: &Image) -> Result<Vec<Place>> {
    let rows = store::places(conn, &image.key)?;
    let place = |(topic, comment): (Option<TopicId>, Option<CommentId>)| {
        comment
            .map(Place::Comment)
            .or_else(|| topic.map(Place::Topic))
    };
    Ok(rows.into_iter().filter_map(place).collect())
}

/// Keeps one's own pictures as long as a draft that holds them.
///
/// # Errors
/// Those of the database.
pub fn hold(tx: &mut Tx<'_>, owner: PersonId, keys: &[String], now: Time) -> Result<()> {
    match keys.is_empty() {
        true => Ok(()),
        false => Ok(store::note_drafted(
            tx,
            owner,
            keys,
            now.plus_days(DRAFTED_DAYS),
        )?),
    }
}

/// The picture with this key; who may see it is for whoever knows where it is shown to say.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, key: &str) -> Result<Image> {
    store::find(conn, key)?.ok_or(Error::NotFound("image"))
}

/// A picture's bytes.
///
/// # Errors
/// [`Error::NotFound`].
pub fn bytes(conn: &mut Conn, image: &Image) -> Result<Vec<u8>> {
    blobs::read(conn, &image.blob)?.ok_or(Error::NotFound("image"))
}

/// One's own pictures, newest first, at most 200.
///
/// # Errors
/// Those of the database.
pub fn mine(conn: &mut Conn, by: &Can<AddPictures>) -> Result<Vec<Image>> {
    Ok(store::of(conn, by.who.id, 200)?)
}

/// Takes a picture away for good; posts that show it keep its description. Its owner may, and staff.
///
/// # Errors
/// [`Error::NotFound`] for everyone else.
pub fn remove(tx: &mut Tx<'_>, by: &Can<AddPictures>, key: &str) -> Result<()> {
    let image = store::find(tx, key)?
        .filter(|image| image.owner_id == by.who.id || by.who.role.is_staff())
        .ok_or(Error::NotFound("image"))?;
    drop_all(tx, &[image.key], vec![image.blob])
}
