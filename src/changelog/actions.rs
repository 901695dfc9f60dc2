//! What can be done with releases. One verb, one permission, one transaction.
use std::collections::HashMap;

use serde_json::json;

use super::model::{Draft, Release, ReleaseState};
use super::store;
use crate::access::{Can, Moderate, Sight};
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key, Tx};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{PersonId, ReleaseId, TopicId};
use crate::proposals::actions as proposals;
use crate::say;
use crate::text::Html;
use crate::topics::list::{self, Card};
use crate::topics::model::{StatusKind, Topic};
use crate::topics::prose::Prose;
use crate::topics::{boards, statuses};

/// The release with this id, if this reader may see it: a draft is for staff.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, sight: &Sight, id: ReleaseId) -> Result<Release> {
    store::find(conn, id)?
        .filter(|r| r.state == ReleaseState::Published || sight.is_staff())
        .ok_or(Error::NotFound("release"))
}

/// A release's text, as written and as shown.
///
/// # Errors
/// Those of the database.
pub fn words(conn: &mut Conn, id: ReleaseId) -> Result<(String, Html)> {
    let (body, html) = store::words(conn, id)?;
    Ok((body, Html::from_stored(html)))
}

/// The texts of several, as shown.
///
/// # Errors
/// Those of the database.
pub fn htmls(conn: &mut Conn, ids: &[ReleaseId]) -> Result<HashMap<ReleaseId, Html>> {
    Ok(store::htmls(conn, ids)?
        .into_iter()
        .map(|(id, html)| (id, Html::from_stored(html)))
        .collect())
}

/// A page of what was published, newest first, and where the list goes on.
///
/// # Errors
/// Those of the database.
pub fn published(
    conn: &mut Conn,
    after: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Release>, Option<Cursor>)> {
    let mut found = store::published(conn, after, limit + 1)?;
    let more = found.len() as i64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(|last| Cursor {
        key: Key::Number(last.released_at.map_or(0, Time::micros)),
        id: last.id.get(),
    });
    Ok((found, next))
}

/// Where the page before the one that goes on from `from` begins; nothing when that is the first.
///
/// # Errors
/// Those of the database.
pub fn before(conn: &mut Conn, from: Cursor, limit: i64) -> Result<Option<Cursor>> {
    let found = store::published_back(conn, from, limit + 1)?;
    let place = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(found.get(place).map(|(id, at)| Cursor {
        key: Key::Number(at.map_or(0, Time::micros)),
        id: id.get(),
    }))
}

/// What only staff see yet.
///
/// # Errors
/// Those of the database.
pub fn drafts(conn: &mut Conn, sight: &Sight) -> Result<Vec<Release>> {
    match sight.is_staff() {
        true => Ok(store::drafts(conn)?),
        false => Ok(Vec::new()),
    }
}

/// A release with what it paves, as far as a reader may see it, and whom it thanks.
#[derive(Clone, Debug)]
pub struct Whole {
    /// The release itself.
    pub release: Release,
    /// What it paves.
    pub paved: Vec<Card>,
    /// Whom it thanks.
    pub thanks: Vec<Author>,
}

/// Adds to releases what stands beside them: a handful of queries, however many there are.
///
/// # Errors
/// Those of the database.
pub fn whole(conn: &mut Conn, sight: &Sight, releases: Vec<Release>) -> Result<Vec<Whole>> {
    let ids: Vec<_> = releases.iter().map(|r| r.id).collect();
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    let (of, topics): (Vec<_>, Vec<Topic>) =
        store::topics(conn, &ids, &boards)?.into_iter().unzip();
    let mut paved: HashMap<ReleaseId, Vec<Card>> = HashMap::new();
    for (release, card) in of.into_iter().zip(list::cards(conn, topics)?) {
        paved.entry(release).or_default().push(card);
    }
    let people = store::people(conn, &ids)?;
    let known: Vec<_> = people.iter().map(|(_, person)| *person).collect();
    let authors = accounts::authors(conn, &known)?;
    let mut thanks: HashMap<ReleaseId, Vec<Author>> = HashMap::new();
    for (release, person) in people {
        if let Some(author) = authors.get(&person) {
            thanks.entry(release).or_default().push(author.clone());
        }
    }
    Ok(releases
        .into_iter()
        .map(|release| Whole {
            paved: paved.remove(&release.id).unwrap_or_default(),
            thanks: thanks.remove(&release.id).unwrap_or_default(),
            release,
        })
        .collect())
}

/// What a new release may be about: built, but told of in none.
///
/// # Errors
/// Those of the database.
pub fn unreleased(conn: &mut Conn, sight: &Sight) -> Result<Vec<Topic>> {
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    Ok(store::unreleased(conn, &boards, 20)?)
}

/// The proposal with exactly this title, on the operator's word: the demo.
///
/// # Errors
/// Those of the database.
pub fn titled(conn: &mut Conn, title: &str) -> Result<Option<TopicId>> {
    Ok(store::titled(conn, title)?)
}

/// Who a draft thanks.
fn thanked(conn: &mut Conn, draft: &Draft) -> Result<Vec<PersonId>> {
    let mut people = Vec::new();
    for handle in draft.thanks() {
        match accounts::actions::by_handle(conn, handle) {
            Ok(person) if people.contains(&person.id) => {}
            Ok(person) => people.push(person.id),
            Err(Error::NotFound(_)) => {
                return Err(Invalid::field(
                    "thanks",
                    say!("changelog-nobody", handle = handle.as_str()),
                )
                .into());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(people)
}

/// The proposals of a draft, as far as its writer may see them.
fn linked(conn: &mut Conn, sight: &Sight, draft: &Draft) -> Result<()> {
    for id in draft.proposals() {
        match proposals::find(conn, sight, *id) {
            Ok(_) => {}
            Err(Error::NotFound(_) | Error::Gone(_)) => {
                return Err(Invalid::field(
                    "proposals",
                    say!("changelog-no-proposal", id = format!("#{id}")),
                )
                .into());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Begins a release, as a draft.
///
/// # Errors
/// [`Error::Invalid`] when it names a proposal or a person that is not there.
pub fn begin(tx: &mut Tx<'_>, by: &Can<Moderate>, draft: &Draft, now: Time) -> Result<ReleaseId> {
    linked(tx, &by.who.sight(), draft)?;
    bring(tx, by.who.id, draft, now)
}

/// The same on the operator's word: the demo.
///
/// # Errors
/// [`Error::Invalid`] when it names a person that is not there.
pub fn bring(tx: &mut Tx<'_>, by: PersonId, draft: &Draft, now: Time) -> Result<ReleaseId> {
    let people = thanked(tx, draft)?;
    let id = store::insert(tx, draft, by, now)?;
    store::put_topics(tx, id, draft.proposals())?;
    store::put_people(tx, id, &people)?;
    note(tx, Some(by), Verb::ReleaseCreated, id, json!({}), now)?;
    Ok(id)
}

/// Rewrites a release.
///
/// # Errors
/// [`Error::NotFound`], and [`Error::Invalid`] when it names a proposal or a person that is not there.
pub fn change(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: ReleaseId,
    draft: &Draft,
    now: Time,
) -> Result<()> {
    let sight = by.who.sight();
    let release = find(tx, &sight, id)?;
    linked(tx, &sight, draft)?;
    let people = thanked(tx, draft)?;
    // What is published keeps a day.
    let day = draft.day().or(match release.state {
        ReleaseState::Published => release.released_at,
        ReleaseState::Draft => None,
    });
    store::update(tx, id, draft, day, now)?;
    store::put_topics(tx, id, draft.proposals())?;
    store::put_people(tx, id, &people)?;
    note(
        tx,
        Some(by.who.id),
        Verb::ReleaseChanged,
        id,
        json!({}),
        now,
    )
}

/// What becomes of the proposals when a release is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paving {
    /// They move to the first status that means built.
    Move,
    /// They stay where they are.
    Leave,
}

/// Shows a release to everyone, and moves what it paves on if asked. Doing it twice is once.
///
/// # Errors
/// [`Error::Invalid`] when one of its proposals may not become built from where it stands.
pub fn publish(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: ReleaseId,
    paving: Paving,
    now: Time,
) -> Result<Release> {
    let sight = by.who.sight();
    let release = find(tx, &sight, id)?;
    let linked = store::all_topics(tx, id)?;
    if paving == Paving::Move {
        pave(tx, by, &linked, now)?;
    }
    if release.state == ReleaseState::Draft {
        reveal(tx, Some(by.who.id), &release, &linked, now)?;
    }
    find(tx, &sight, id)
}

/// The same on the operator's word: the demo.
///
/// # Errors
/// [`Error::NotFound`].
pub fn publish_brought(tx: &mut Tx<'_>, by: PersonId, id: ReleaseId, now: Time) -> Result<()> {
    let release = find(tx, &Sight::ALL, id)?;
    let linked = store::all_topics(tx, id)?;
    reveal(tx, Some(by), &release, &linked, now)
}

fn reveal(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    release: &Release,
    linked: &[TopicId],
    now: Time,
) -> Result<()> {
    let day = release.released_at.unwrap_or(now);
    store::set_state(tx, release.id, ReleaseState::Published, Some(day), now)?;
    note(
        tx,
        by,
        Verb::ReleasePublished,
        release.id,
        json!({ "proposals": linked }),
        now,
    )
}

/// Moves what is not built yet to the first status that says so.
fn pave(tx: &mut Tx<'_>, by: &Can<Moderate>, linked: &[TopicId], now: Time) -> Result<()> {
    let statuses = statuses::all(tx)?;
    let done = statuses
        .list()
        .iter()
        .find(|s| s.kind == StatusKind::Done)
        .cloned()
        .ok_or_else(|| Error::internal("no status of the kind done"))?;
    for id in linked {
        let topic = match proposals::find(tx, &by.who.sight(), *id) {
            Ok(seen) => seen.topic,
            // What was removed since has nowhere to go.
            Err(Error::NotFound(_) | Error::Gone(_)) => continue,
            Err(error) => return Err(error),
        };
        let here = statuses.get(topic.status_id);
        if here.is_some_and(|s| s.kind == StatusKind::Done) {
            continue;
        }
        let moved = proposals::change_status(tx, by, *id, &done.slug, &Prose::default(), now);
        moved.map_err(|error| match error {
            Error::Invalid(invalid) => {
                let why = invalid.fields.into_iter().next().map(|f| f.message);
                Invalid::field(
                    "pave",
                    say!(
                        "changelog-cannot-pave",
                        title = topic.title.as_str(),
                        why = why.unwrap_or_else(|| say!("error-invalid"))
                    ),
                )
                .into()
            }
            other => other,
        })?;
    }
    Ok(())
}

/// Hides a release from everyone but staff. Doing it twice is once.
///
/// # Errors
/// [`Error::NotFound`].
pub fn withdraw(tx: &mut Tx<'_>, by: &Can<Moderate>, id: ReleaseId, now: Time) -> Result<Release> {
    let sight = by.who.sight();
    let release = find(tx, &sight, id)?;
    if release.state == ReleaseState::Published {
        store::set_state(tx, id, ReleaseState::Draft, release.released_at, now)?;
        note(
            tx,
            Some(by.who.id),
            Verb::ReleaseWithdrawn,
            id,
            json!({}),
            now,
        )?;
    }
    find(tx, &sight, id)
}

/// Throws a draft away.
///
/// # Errors
/// [`Error::Conflict`] for what is published: it is withdrawn first.
pub fn discard(tx: &mut Tx<'_>, by: &Can<Moderate>, id: ReleaseId, now: Time) -> Result<()> {
    let release = find(tx, &by.who.sight(), id)?;
    match release.state {
        ReleaseState::Published => Err(Error::Conflict(say!("changelog-withdraw-first"))),
        ReleaseState::Draft => {
            store::delete(tx, id)?;
            note(
                tx,
                Some(by.who.id),
                Verb::ReleaseChanged,
                id,
                json!({ "discarded": true }),
                now,
            )
        }
    }
}

fn note(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    verb: Verb,
    id: ReleaseId,
    data: serde_json::Value,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: by,
            verb,
            object: "release",
            object_id: id.get(),
            topic: None,
            data,
        },
    )
}
