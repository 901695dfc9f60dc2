//! What can be done with proposals. One verb, one permission, one transaction.
use std::collections::HashMap;

use crate::access::{Can, Member, Moderate, Propose, Sight};
use crate::accounts;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::{StatusId, TopicId};
use crate::proposals::model::Ballot;
use crate::proposals::{budget, store};
use crate::topics::actions::{Origin, Seen};
use crate::topics::model::{Act, Board, Draft, Kind, Topic};
use crate::topics::{actions as topics, family, statuses};

mod counts;
mod moves;
mod reasons;
mod votes;
mod way;

pub use super::model::Vote as Cast;
pub use counts::*;
pub use moves::*;
pub use reasons::*;
pub use votes::*;
pub use way::*;

/// The proposal with this id, if this reader may see it.
///
/// # Errors
/// [`Error::NotFound`], also when the topic is of another kind.
pub fn find(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Seen> {
    let seen = topics::find(conn, sight, id).map_err(|error| match error {
        Error::NotFound(_) => Error::NotFound("proposal"),
        Error::Gone(_) => Error::Gone("proposal"),
        other => other,
    })?;
    match seen.topic.kind {
        Kind::Proposal => Ok(seen),
        Kind::Discussion | Kind::Announcement => Err(Error::NotFound("proposal")),
    }
}

/// Asks for something. Its author stands behind it at once.
///
/// # Errors
/// [`Error::Forbidden`] where the board does not allow it.
pub fn propose(
    tx: &mut Tx<'_>,
    by: &Can<Propose>,
    board: &Board,
    draft: &Draft,
    ballot: &Ballot,
    now: Time,
) -> Result<TopicId> {
    let first = statuses::all(tx)?.first()?.id;
    let id = topics::start(
        tx,
        &by.who,
        Kind::Proposal,
        board,
        Some(first),
        draft,
        &Origin::default(),
        now,
    )?;
    store::insert(tx, id, 0)?;
    // Whoever has no vote left may still ask; others may stand behind it.
    let votes = board.lets(Act::Vote, Some(by.who.role)).is_ok();
    if votes && budget::left(tx, by.who.id)? != Some(0) {
        let topic = topics::find(tx, &by.who.sight(), id)?.topic;
        cast(tx, by.who.id, &topic, ballot, now)?;
    }
    Ok(id)
}

/// The same on the operator's word, with any status and date: imports and the demo.
///
/// # Errors
/// Those of the database.
#[allow(clippy::too_many_arguments)]
pub fn bring(
    tx: &mut Tx<'_>,
    by: &Member,
    board: &Board,
    status: StatusId,
    draft: &Draft,
    votes: i64,
    origin: &Origin,
    at: Time,
) -> Result<TopicId> {
    let id = topics::add(
        tx,
        by,
        Kind::Proposal,
        board.id,
        Some(status),
        draft,
        origin,
        at,
    )?;
    store::insert(tx, id, votes)?;
    Ok(id)
}

/// Brings a topic into being as a proposal, or back as one: with the votes, status and plan it had before.
///
/// # Errors
/// Those of [`topics::turn`].
pub fn become_proposal(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    topic: &Topic,
    now: Time,
) -> Result<Topic> {
    let aside = store::aside(tx, topic.id)?;
    let first = statuses::all(tx)?.first()?.id;
    let status = aside.flatten().unwrap_or(first);
    topics::turn(tx, by, topic, Kind::Proposal, Some(status), now)?;
    match aside {
        None => store::insert(tx, topic.id, 0)?,
        Some(_) => store::set_aside(tx, topic.id, None)?,
    }
    recount(tx, topic.id)?;
    find(tx, &by.who.sight(), topic.id).map(|seen| seen.topic)
}

/// Makes a proposal a discussion; votes, status and plan are kept aside.
///
/// # Errors
/// Those of [`topics::turn`].
pub fn become_discussion(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    topic: &Topic,
    now: Time,
) -> Result<Topic> {
    store::set_aside(tx, topic.id, topic.status_id)?;
    topics::turn(tx, by, topic, Kind::Discussion, None, now)
}

/// A vote that staff cast for someone.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Given {
    /// For whom.
    pub handle: String,
    /// Where they asked.
    pub source_url: Option<String>,
}

/// The votes on a proposal that staff cast for others.
///
/// # Errors
/// Those of the database.
pub fn on_behalf(conn: &mut Conn, id: TopicId) -> Result<Vec<Given>> {
    let family = family::members(conn, id)?;
    let rows = store::behalves(conn, &family)?;
    let people: Vec<_> = rows.iter().map(|row| row.person_id).collect();
    let authors = match people.is_empty() {
        true => HashMap::new(),
        false => accounts::authors(conn, &people)?,
    };
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Given {
                handle: authors.get(&row.person_id)?.handle.clone(),
                source_url: row.source_url,
            })
        })
        .collect())
}

/// What a new proposal needs besides its topic, for one that was split off.
///
/// # Errors
/// Those of the database.
pub fn begin(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    Ok(store::insert(tx, id, 0)?)
}
