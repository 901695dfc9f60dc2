//! Votes that staff cast for someone who asked elsewhere.
use serde_json::json;

use super::actions::{cast_as, cast_by, find, take_back};
use super::model::{Ballot, takes_votes};
use super::store;
use crate::access::{Can, VoteForOthers};
use crate::accounts::actions as accounts;
use crate::clock::Time;
use crate::db::Tx;
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::TopicId;
use crate::say;
use crate::text;
use crate::topics::model::Topic;
use crate::topics::{closures, family, statuses};

/// Most characters of a source's address.
const SOURCE: usize = 2000;

/// Votes for someone else: for whoever has this handle or address, or else for someone known by name alone.
/// Returns the proposal and the handle that the vote counts for.
///
/// # Errors
/// [`Error::Invalid`] for nobody, [`Error::Conflict`] when they have voted or voting has ended.
pub fn vote(
    tx: &mut Tx<'_>,
    by: &Can<VoteForOthers>,
    id: TopicId,
    who: &str,
    source: &str,
    ballot: &Ballot,
    now: Time,
) -> Result<(Topic, String)> {
    let sight = by.who.sight();
    let topic = find(tx, &sight, id)?.topic;
    family::stands_alone(tx, &sight, &topic)?;
    let statuses = statuses::all(tx)?;
    let status = statuses
        .get(topic.status_id)
        .ok_or(Error::NotFound("status"))?;
    takes_votes(&topic, status)?;
    closures::of(tx, id)?.takes_votes(now)?;
    let source = text::clean_line(source);
    let fit = source.is_empty()
        || source.chars().count() <= SOURCE
            && url::Url::parse(&source).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    if !fit {
        return Err(Invalid::field("source_url", say!("desk-source-address")).into());
    }
    let person = accounts::stand_in(tx, who, now)?;
    let handle = accounts::find(tx, person)?.handle;
    if cast_by(tx, id, person)?.is_some() {
        return Err(Error::Conflict(say!("desk-has-voted", handle = &handle)));
    }
    let source = Some(source.as_str()).filter(|s| !s.is_empty());
    store::insert_behalf(tx, id, person, by.who.id, source, now)?;
    cast_as(tx, by.who.id, person, &topic, ballot, now)?;
    Ok((find(tx, &sight, id)?.topic, handle))
}

/// Takes back a vote that was cast for someone; their own they take back themselves.
///
/// # Errors
/// [`Error::NotFound`] when none was cast for them.
pub fn withdraw(
    tx: &mut Tx<'_>,
    by: &Can<VoteForOthers>,
    id: TopicId,
    handle: &str,
    now: Time,
) -> Result<Topic> {
    let sight = by.who.sight();
    let topic = find(tx, &sight, id)?.topic;
    family::stands_alone(tx, &sight, &topic)?;
    let person = accounts::by_handle(tx, handle.trim().trim_start_matches('@'))?.id;
    let family = family::members(tx, id)?;
    if !store::behalves(tx, &family)?
        .iter()
        .any(|row| row.person_id == person)
    {
        return Err(Error::NotFound("vote"));
    }
    take_back(tx, &topic, person)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::VoteWithdrawn,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({ "for": person }),
        },
    )?;
    find(tx, &sight, id).map(|seen| seen.topic)
}
