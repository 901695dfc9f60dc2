//! Moving a proposal from one status to another.

use serde_json::json;

use super::find;
use crate::access::{Can, Moderate};
use crate::clock::Time;
use crate::db::Tx;
use crate::error::{Error, Invalid, Result};
use crate::events::{Happened, Verb};
use crate::id::{PersonId, StatusId, TopicId};
use crate::lang::Message;
use crate::proposals::store::Move;
use crate::proposals::{budget, store};
use crate::topics::model::{Status, StatusKind, Topic};
use crate::topics::prose::Prose;
use crate::topics::{actions as topics, statuses};
use crate::{events, images, say};

/// Puts a proposal into another status because of a merge: a row in its history, no word to its people.
///
/// # Errors
/// Those of the database.
pub fn stand(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    topic: &Topic,
    to: StatusId,
    now: Time,
) -> Result<()> {
    store::insert_change(
        tx,
        topic.id,
        &Move {
            from: topic.status_id,
            to,
            by,
            response: "",
            response_html: "",
        },
        now,
    )?;
    topics::note_status(tx, topic.id, to, now)
}

/// Moves a proposal to another status, with an official response that its people get to read.
///
/// # Errors
/// [`Error::Invalid`] when the step is not allowed from where it stands.
pub fn change_status(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    to: &str,
    response: &Prose,
    now: Time,
) -> Result<Topic> {
    let topic = find(tx, &by.who.sight(), id)?.topic;
    let statuses = statuses::all(tx)?;
    let to = statuses
        .by_slug(to)
        .map_err(|_| Invalid::field("status", say!("error-no-such", what = "status")))?;
    let from = topic.status_id.ok_or(Error::NotFound("status"))?;
    let answers_only = to.id == from && !response.markdown().is_empty();
    if !answers_only {
        let next = statuses.next(tx, from)?;
        if !next.iter().any(|s| s.id == to.id) {
            let names = Message::list(next.iter().map(Status::told));
            return Err(
                Invalid::field("status", say!("proposal-next-statuses", names = names)).into(),
            );
        }
    }
    move_to(tx, Some(by.who.id), &topic, to.id, response, now)?;
    find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}

/// The same on the operator's word, whatever the steps: the demo.
///
/// # Errors
/// Those of the database.
pub fn move_to(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    topic: &Topic,
    to: StatusId,
    response: &Prose,
    now: Time,
) -> Result<()> {
    store::insert_change(
        tx,
        topic.id,
        &Move {
            from: topic.status_id,
            to,
            by,
            response: response.markdown(),
            response_html: response.html().stored(),
        },
        now,
    )?;
    images::show(tx, by, images::Place::Topic(topic.id), response.images())?;
    topics::note_status(tx, topic.id, to, now)?;
    topics::retally(tx, topic, |tally| {
        tally.replied = true;
        tally.active_at = tally.active_at.max(now);
        tally.updated_at = now;
    })?;
    events::record(
        tx,
        now,
        Happened {
            actor: by,
            verb: Verb::StatusChanged,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "from": topic.status_id, "to": to }),
        },
    )?;
    free_votes(tx, by, topic, to, now)
}

/// Notes that the votes on a proposal are free again, once it is done or closed; listeners tell its people.
fn free_votes(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    topic: &Topic,
    to: StatusId,
    now: Time,
) -> Result<()> {
    let statuses = statuses::all(tx)?;
    let settled = |id| {
        statuses
            .get(id)
            .is_some_and(|s| matches!(s.kind, StatusKind::Done | StatusKind::Closed))
    };
    let freed = settled(Some(to)) && !settled(topic.status_id) && topic.supporters > 0;
    if !freed || !budget::counted(tx)? {
        return Ok(());
    }
    events::record(
        tx,
        now,
        Happened {
            actor: by,
            verb: Verb::VotesReturned,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "people": topic.supporters }),
        },
    )
}
