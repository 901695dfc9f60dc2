//! Merging proposals that ask for the same, and taking them apart again.
use serde::Serialize;

use crate::access::{Can, Moderate, Sight};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::TopicId;
use crate::proposals::actions as proposals;
use crate::say;
use crate::topics::actions::{self as topics, Seen};
use crate::topics::family::{self, Merge};
use crate::topics::model::{State, Topic};
use crate::topics::statuses;

/// The slug of the status of whatever is merged.
const DUPLICATE: &str = "duplicate";

/// What a merge would come to.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Outcome {
    pub from: TopicId,
    pub into: TopicId,
    /// Who wants the one that goes, the one that stays, and either.
    pub theirs: i64,
    pub ours: i64,
    pub together: i64,
    /// Comments that join the others.
    pub comments: i64,
    /// Proposals that come along, merged into it before.
    pub along: i64,
}

/// Tells what merging would come to, without doing it.
///
/// # Errors
/// Those of [`merge`].
pub fn outcome(
    conn: &mut Conn,
    by: &Can<Moderate>,
    from: TopicId,
    into: TopicId,
) -> Result<(Outcome, Topic, Topic)> {
    let sight = by.who.sight();
    proposals::find(conn, &sight, from)?;
    let (Seen { topic, .. }, leader) = family::mergeable(conn, &sight, from, into)?;
    let along = family::members(conn, topic.id)?;
    let mut all = family::members(conn, leader.topic.id)?;
    all.extend(along.iter().copied());
    let together = proposals::supporters_of(conn, leader.topic.id, &all)?;
    Ok((
        Outcome {
            from: topic.id,
            into: leader.topic.id,
            theirs: topic.supporters,
            ours: leader.topic.supporters,
            together,
            comments: topic.comments,
            along: along.len() as i64 - 1,
        },
        topic,
        leader.topic,
    ))
}

/// Merges a proposal into another: people and comments are counted there, its address leads there. Doing it twice
/// is once. Returns the one that leads.
///
/// # Errors
/// [`Error::Invalid`] or [`Error::Conflict`], saying why it cannot be.
pub fn merge(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    from: TopicId,
    into: TopicId,
    now: Time,
) -> Result<Topic> {
    let sight = by.who.sight();
    let Seen { topic, .. } = proposals::find(tx, &sight, from)?;
    if topic.state == State::Merged && family::lead(tx, from)? == family::lead(tx, into)? {
        let lead = family::lead(tx, from)?;
        return topics::find(tx, &sight, lead).map(|seen| seen.topic);
    }
    let (_, leader) = family::mergeable(tx, &sight, from, into)?;
    let duplicate = statuses::all(tx)?.by_slug(DUPLICATE)?.id;
    let before = topic.status_id.ok_or(Error::NotFound("status"))?;
    family::join(tx, Some(by.who.id), &topic, before, &leader.topic, now)?;
    proposals::stand(tx, Some(by.who.id), &topic, duplicate, now)?;
    proposals::recount(tx, leader.topic.id)?;
    topics::find(tx, &sight, leader.topic.id).map(|seen| seen.topic)
}

/// How a merged proposal is merged, for those who may undo it.
///
/// # Errors
/// [`Error::NotFound`], or [`Error::Conflict`] when it stands for itself.
pub fn merged(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<(Topic, Merge)> {
    let Seen { topic, .. } = proposals::find(conn, sight, id)?;
    match family::merge_of(conn, id)? {
        Some(merge) => Ok((topic, merge)),
        None => Err(Error::Conflict(say!("desk-not-merged"))),
    }
}

/// Takes a merged proposal out again, as it was, with those that had been merged into it.
///
/// # Errors
/// Those of [`merged`].
pub fn unmerge(tx: &mut Tx<'_>, by: &Can<Moderate>, id: TopicId, now: Time) -> Result<Topic> {
    let (topic, merge) = merged(tx, &by.who.sight(), id)?;
    part(tx, Some(by.who.id), &topic, &merge, now)?;
    topics::find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}

fn part(
    tx: &mut Tx<'_>,
    by: Option<crate::id::PersonId>,
    topic: &Topic,
    merge: &Merge,
    now: Time,
) -> Result<()> {
    family::part(tx, by, topic, merge, now)?;
    proposals::stand(tx, by, topic, merge.status_id, now)?;
    proposals::recount(tx, merge.into_id)?;
    proposals::recount(tx, topic.id)
}

/// Takes apart whatever holds these topics together with others: before they are deleted with their import.
///
/// # Errors
/// Those of the database.
pub fn release(tx: &mut Tx<'_>, ids: &[TopicId], now: Time) -> Result<()> {
    for merge in family::touching(tx, ids)? {
        let topic = topics::find(tx, &Sight::ALL, merge.topic_id)?.topic;
        // Taking one apart may have moved the next: look again.
        if let Some(merge) = family::merge_of(tx, topic.id)? {
            part(tx, None, &topic, &merge, now)?;
        }
    }
    Ok(())
}

/// Merges what an import says was merged where it comes from; whether that can be here.
///
/// # Errors
/// Those of the database.
pub fn bring(
    tx: &mut Tx<'_>,
    by: Option<crate::id::PersonId>,
    from: TopicId,
    into: TopicId,
    now: Time,
) -> Result<bool> {
    let Seen { topic, .. } = proposals::find(tx, &Sight::ALL, from)?;
    let leader = match family::mergeable(tx, &Sight::ALL, from, into) {
        Ok((_, leader)) => leader.topic,
        Err(error @ Error::Internal(_)) => return Err(error),
        Err(_) => return Ok(false),
    };
    let duplicate = statuses::all(tx)?.by_slug(DUPLICATE)?.id;
    let before = topic.status_id.ok_or(Error::NotFound("status"))?;
    family::join(tx, by, &topic, before, &leader, now)?;
    proposals::stand(tx, by, &topic, duplicate, now)?;
    proposals::recount(tx, leader.id)?;
    Ok(true)
}
