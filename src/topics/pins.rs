//! Pinned topics: shown above the first page of a list, on one board or everywhere, for a while or for good.
use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::actions::{self, Seen};
use super::family;
use super::model::{Kind, State, Topic};
use crate::access::{Can, Moderate};
use crate::clock::Time;
use crate::db::schema::{pins, topics};
use crate::db::{Conn, Tx, on_each};
use crate::error::{Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{BoardId, PersonId, TopicId};
use crate::say;

/// A pin.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = pins)]
#[allow(missing_docs)]
pub struct Pin {
    pub topic_id: TopicId,
    /// The board on whose list it is pinned; nothing for every list.
    pub board_id: Option<BoardId>,
    pub by_id: Option<PersonId>,
    pub at: Time,
    /// Until when; nothing for as long as nobody takes it off.
    pub until_at: Option<Time>,
}

/// A topic's pin, if it is pinned now.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, id: TopicId, now: Time) -> Result<Option<Pin>> {
    let pin: Option<Pin> = pins::table
        .find(id)
        .select(Pin::as_select())
        .first(conn)
        .optional()?;
    Ok(pin.filter(|pin| pin.until_at.is_none_or(|until| until > now)))
}

/// What is pinned in a list of these boards, last pinned first; `narrowed` when the list is of one board only.
///
/// # Errors
/// Those of the database.
pub fn shown(
    conn: &mut Conn,
    kind: Kind,
    boards: &[BoardId],
    narrowed: Option<BoardId>,
    now: Time,
) -> Result<Vec<Topic>> {
    // The pins first: there are few, and a planner may think otherwise.
    let mut pinned = pins::table
        .filter(pins::until_at.is_null().or(pins::until_at.gt(now)))
        .order((pins::at.desc(), pins::topic_id.desc()))
        .limit(500)
        .select(pins::topic_id)
        .into_boxed();
    pinned = match narrowed {
        None => pinned.filter(pins::board_id.is_null()),
        Some(board) => pinned.filter(pins::board_id.is_null().or(pins::board_id.eq(board))),
    };
    let pinned: Vec<TopicId> = pinned.load(conn)?;
    if pinned.is_empty() {
        return Ok(Vec::new());
    }
    let mut shown: Vec<Topic> = topics::table
        .filter(topics::id.eq_any(pinned.clone()))
        .filter(topics::kind.eq(kind))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .select(Topic::as_select())
        .load(conn)?;
    shown.sort_by_key(|topic| pinned.iter().position(|id| *id == topic.id));
    shown.truncate(10);
    Ok(shown)
}

/// Pins a topic: on its board's lists, or on every list; until a moment, or for good.
///
/// # Errors
/// [`crate::error::Error::Invalid`] when that moment is past.
pub fn pin(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    everywhere: bool,
    until: Option<Time>,
    now: Time,
) -> Result<Seen> {
    if until.is_some_and(|until| until <= now) {
        return Err(Invalid::field("until", say!("desk-date-past")).into());
    }
    let seen = actions::find(tx, &by.who.sight(), id)?;
    family::stands_alone(tx, &by.who.sight(), &seen.topic)?;
    let board = (!everywhere).then_some(seen.topic.board_id);
    let change = (
        pins::board_id.eq(board),
        pins::by_id.eq(by.who.id),
        pins::at.eq(now),
        pins::until_at.eq(until),
    );
    let row = (pins::topic_id.eq(id), change);
    on_each!(tx, |c| diesel::insert_into(pins::table)
        .values(row)
        .on_conflict(pins::topic_id)
        .do_update()
        .set(change)
        .execute(c))?;
    told(
        tx,
        by,
        id,
        Verb::TopicPinned,
        json!({ "board": board, "until": until }),
        now,
    )?;
    Ok(seen)
}

/// Takes a pin off. Doing it twice is once.
///
/// # Errors
/// Those of finding the topic.
pub fn unpin(tx: &mut Tx<'_>, by: &Can<Moderate>, id: TopicId, now: Time) -> Result<Seen> {
    let seen = actions::find(tx, &by.who.sight(), id)?;
    let gone = diesel::delete(pins::table.find(id)).execute(&mut **tx)?;
    if gone > 0 {
        told(tx, by, id, Verb::TopicUnpinned, json!({}), now)?;
    }
    Ok(seen)
}

fn told(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    verb: Verb,
    data: serde_json::Value,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data,
        },
    )
}
