//! Casting a vote, changing it and taking it back.

use std::collections::HashMap;

use serde_json::json;

use super::{best_reason, find, group, reword, shift};
use crate::access::{Can, Sight, Vote};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::events::{Happened, Verb};
use crate::id::{PersonId, TopicId};
use crate::proposals::model::{Ballot, Stance, Vote as Cast, standing, takes_votes};
use crate::proposals::{budget, store};
use crate::topics::actions::Seen;
use crate::topics::mine::{Level, follows};
use crate::topics::model::{Act, Topic};
use crate::topics::{actions as topics, closures, extras, family, statuses};
use crate::{events, say};

/// Casts a vote, or changes one that was cast. Doing it twice counts once.
///
/// # Errors
/// [`Error::Forbidden`] where the board does not allow it, [`Error::Conflict`] when voting has ended.
pub fn vote(
    tx: &mut Tx<'_>,
    by: &Can<Vote>,
    id: TopicId,
    ballot: &Ballot,
    now: Time,
) -> Result<Topic> {
    let topic = open_for(tx, by, id, now)?;
    let wanted = cast_by(tx, id, by.who.id)?.is_some_and(|cast| cast.supports());
    if ballot.stance() == Stance::Support && !wanted {
        affordable(tx, by.who.id)?;
    }
    // From now on it is their own word.
    for member in family::members(tx, id)? {
        store::delete_behalf(tx, member, by.who.id)?;
    }
    cast(tx, by.who.id, &topic, ballot, now)?;
    follows::join(tx, by.who.id, id, Level::Decisions, now)?;
    find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}

/// A bare press of the button: it says nothing new about a vote that has its reason already.
///
/// # Errors
/// Those of [`vote`].
pub fn press(
    tx: &mut Tx<'_>,
    by: &Can<Vote>,
    id: TopicId,
    stance: Stance,
    now: Time,
) -> Result<Topic> {
    let topic = open_for(tx, by, id, now)?;
    match cast_by(tx, id, by.who.id)? {
        Some(cast) if cast.stance == stance => Ok(topic),
        _ => vote(tx, by, id, &Ballot::plain(stance), now),
    }
}

/// Takes one's vote back. Doing it twice is once.
///
/// # Errors
/// [`Error::Conflict`] when voting has ended.
pub fn withdraw(tx: &mut Tx<'_>, by: &Can<Vote>, id: TopicId, now: Time) -> Result<Topic> {
    let topic = open_for(tx, by, id, now)?;
    if !take_back(tx, &topic, by.who.id)? {
        return Ok(topic);
    }
    follows::withdraw(tx, by.who.id, topic.id)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::VoteWithdrawn,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({}),
        },
    )?;
    find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}

/// Takes someone's vote out of every count, whatever the status says: they leave. Whether there was one.
///
/// # Errors
/// Those of the database.
pub fn give_back(tx: &mut Tx<'_>, id: TopicId, person: PersonId) -> Result<bool> {
    let lead = family::lead(tx, id)?;
    let topic = topics::find(tx, &Sight::ALL, lead)?.topic;
    take_back(tx, &topic, person)
}

/// Whether someone voted on a proposal.
///
/// # Errors
/// Those of the database.
pub fn voted(conn: &mut Conn, id: TopicId, person: PersonId) -> Result<bool> {
    Ok(store::vote(conn, id, person)?.is_some())
}

/// What someone voted on, whatever it is.
///
/// # Errors
/// Those of the database.
pub fn voted_by(conn: &mut Conn, person: PersonId) -> Result<Vec<TopicId>> {
    let all = store::everything_by(conn, person)?;
    Ok(all.into_iter().map(|(topic, ..)| topic).collect())
}

/// What someone voted on, newest first; `after` is a time and an id. For their own eyes: votes are private.
///
/// # Errors
/// Those of the database.
pub fn votes_of(
    conn: &mut Conn,
    person: PersonId,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Cast>> {
    let after = after.map(|(at, id)| (Time::from_micros(at), TopicId::new(id)));
    Ok(store::votes_by(conn, person, after, limit)?)
}

/// Whether someone has a vote left to give, where votes are counted.
fn affordable(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    match budget::left(tx, person)? {
        Some(0) => Err(Error::Conflict(say!("vote-budget-empty"))),
        Some(_) | None => Ok(()),
    }
}

fn open_for(tx: &mut Tx<'_>, by: &Can<Vote>, id: TopicId, now: Time) -> Result<Topic> {
    let Seen { topic, board } = find(tx, &by.who.sight(), id)?;
    board.lets(Act::Vote, Some(by.who.role))?;
    family::stands_alone(tx, &by.who.sight(), &topic)?;
    let statuses = statuses::all(tx)?;
    let status = statuses
        .get(topic.status_id)
        .ok_or(Error::NotFound("status"))?;
    takes_votes(&topic, status)?;
    closures::of(tx, id)?.takes_votes(now)?;
    Ok(topic)
}

/// Counts a vote on the operator's word as well: imports and the demo.
///
/// # Errors
/// Those of the database.
pub fn cast(
    tx: &mut Tx<'_>,
    person: PersonId,
    topic: &Topic,
    ballot: &Ballot,
    now: Time,
) -> Result<()> {
    cast_as(tx, person, person, topic, ballot, now)
}

/// Counts a vote of one person that another one cast.
///
/// # Errors
/// Those of the database.
pub(in crate::proposals) fn cast_as(
    tx: &mut Tx<'_>,
    actor: PersonId,
    person: PersonId,
    topic: &Topic,
    ballot: &Ballot,
    now: Time,
) -> Result<()> {
    let before = cast_by(tx, topic.id, person)?;
    let own = store::vote(tx, topic.id, person)?;
    if own.as_ref().is_some_and(|cast| same(cast, ballot)) {
        return Ok(());
    }
    if let Some(cast) = own.as_ref() {
        // Out of the old group first, so that changing one's words can never count twice.
        store::put_vote(tx, topic.id, person, ballot, None, cast.cast_at)?;
        leave(tx, cast)?;
    }
    let reason = group(tx, topic.id, ballot.reason())?;
    // Whoever wanted it before it was merged wants it since then.
    let since = before.as_ref().map_or(now, |b| b.cast_at);
    store::put_vote(tx, topic.id, person, ballot, reason, since)?;
    let after = cast_by(tx, topic.id, person)?;
    if let (Some(cast), Some(reason)) = (&after, reason) {
        store::bump_reason(tx, reason, cast.importance, 1)?;
        reword(tx, reason)?;
    }
    shift(tx, topic.id, before.as_ref(), after.as_ref(), now)?;
    best_reason(tx, topic.id)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(actor),
            verb: Verb::VoteCast,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "stance": ballot.stance(), "changed": before.is_some() }),
        },
    )
}

/// What someone says about a proposal: their vote on it, or else the first they cast on one merged into it.
///
/// # Errors
/// Those of the database.
pub fn cast_by(conn: &mut Conn, id: TopicId, person: PersonId) -> Result<Option<Cast>> {
    let family = family::members(conn, id)?;
    Ok(standing(id, store::votes_of(conn, &family, person)?))
}

/// Which of the proposals listed someone supports, as their rows count it.
///
/// # Errors
/// Those of the database.
pub fn supported(conn: &mut Conn, ids: &[TopicId], person: PersonId) -> Result<Vec<TopicId>> {
    let led = family::led_by(conn, ids)?;
    let all: Vec<_> = ids.iter().chain(led.keys()).copied().collect();
    let mut by_lead: HashMap<TopicId, Vec<Cast>> = HashMap::new();
    for vote in store::votes_of(conn, &all, person)? {
        let lead = led.get(&vote.topic_id).copied().unwrap_or(vote.topic_id);
        by_lead.entry(lead).or_default().push(vote);
    }
    Ok(by_lead
        .into_iter()
        .filter_map(|(lead, votes)| standing(lead, votes).map(|vote| (lead, vote)))
        .filter(|(_, vote)| vote.supports())
        .map(|(lead, _)| lead)
        .collect())
}

/// Takes back whatever someone cast on a proposal and on those merged into it; whether there was anything.
pub(in crate::proposals) fn take_back(
    tx: &mut Tx<'_>,
    topic: &Topic,
    person: PersonId,
) -> Result<bool> {
    let family = family::members(tx, topic.id)?;
    let votes = store::votes_of(tx, &family, person)?;
    let before = standing(topic.id, votes.clone());
    for vote in &votes {
        store::delete_vote(tx, vote.topic_id, person)?;
        store::delete_behalf(tx, vote.topic_id, person)?;
        extras::drop_of_vote(tx, vote.topic_id, person)?;
        leave(tx, vote)?;
        if vote.topic_id != topic.id {
            shift(tx, vote.topic_id, Some(vote), None, vote.cast_at)?;
            best_reason(tx, vote.topic_id)?;
        }
    }
    shift(tx, topic.id, before.as_ref(), None, topic.updated_at)?;
    best_reason(tx, topic.id)?;
    Ok(!votes.is_empty())
}

/// Out of the group of those who say the same.
fn leave(tx: &mut Tx<'_>, cast: &Cast) -> Result<()> {
    match cast.reason_id {
        None => Ok(()),
        Some(reason) => {
            store::bump_reason(tx, reason, cast.importance, -1)?;
            reword(tx, reason)
        }
    }
}

fn same(cast: &Cast, ballot: &Ballot) -> bool {
    cast.stance == ballot.stance()
        && cast.importance == ballot.importance()
        && cast.reason == ballot.reason()
        && cast.workaround == ballot.workaround()
        && cast.named == ballot.named()
}
