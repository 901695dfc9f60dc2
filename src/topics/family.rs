//! Merged topics: one leads, the others' comments and votes are read with its own.
//!
//! A family is a topic and those merged into it; there are no chains, and all of a family stand on one board, so one
//! rule decides who sees any of it. A merged topic keeps its own rows and numbers: taking it apart again is exact.
use std::collections::HashMap;

use diesel::dsl::{count as number_of, exists, max};
use diesel::prelude::*;
use serde_json::json;

use super::actions::{self, Seen, count};
use super::model::{Board, Kind, State, Topic};
use super::store;
use crate::access::{Audience, Sight};
use crate::clock::Time;
use crate::db::schema::{comments, merges, pins, status_changes, topics};
use crate::db::{Conn, Tx};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{BoardId, PersonId, StatusId, TopicId};
use crate::say;

/// A merge, with all that is needed to undo it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = merges)]
#[allow(missing_docs)]
pub struct Merge {
    pub topic_id: TopicId,
    /// Who leads it now.
    pub into_id: TopicId,
    /// What it was merged into; another, once that was itself merged.
    pub chosen_id: TopicId,
    /// The board where it stood before.
    pub board_id: BoardId,
    /// The status it had before.
    pub status_id: StatusId,
    pub by_id: Option<PersonId>,
    pub at: Time,
}

/// A topic and those merged into it, itself first.
///
/// # Errors
/// Those of the database.
pub fn members(conn: &mut Conn, id: TopicId) -> Result<Vec<TopicId>> {
    let mut all = vec![id];
    all.extend(
        merges::table
            .filter(merges::into_id.eq(id))
            .order(merges::topic_id)
            .select(merges::topic_id)
            .load::<TopicId>(conn)?,
    );
    Ok(all)
}

/// Who leads each of these that are merged or lead others: pairs of a member and its leader, leaders left out.
///
/// # Errors
/// Those of the database.
pub fn led_by(conn: &mut Conn, leaders: &[TopicId]) -> Result<HashMap<TopicId, TopicId>> {
    Ok(merges::table
        .filter(merges::into_id.eq_any(leaders.to_vec()))
        .select((merges::topic_id, merges::into_id))
        .load::<(TopicId, TopicId)>(conn)?
        .into_iter()
        .collect())
}

/// The topics merged into this one.
///
/// # Errors
/// Those of the database.
pub fn merged_into(conn: &mut Conn, id: TopicId) -> Result<Vec<Topic>> {
    let others = members(conn, id)?.split_off(1);
    match others.is_empty() {
        true => Ok(Vec::new()),
        false => Ok(store::by_ids(conn, &others)?),
    }
}

/// How a topic is merged, if it is.
///
/// # Errors
/// Those of the database.
pub fn merge_of(conn: &mut Conn, id: TopicId) -> Result<Option<Merge>> {
    Ok(merges::table
        .find(id)
        .select(Merge::as_select())
        .first(conn)
        .optional()?)
}

/// Every merge that one of these takes part in.
///
/// # Errors
/// Those of the database.
pub fn touching(conn: &mut Conn, ids: &[TopicId]) -> Result<Vec<Merge>> {
    Ok(merges::table
        .filter(
            merges::topic_id
                .eq_any(ids.to_vec())
                .or(merges::into_id.eq_any(ids.to_vec())),
        )
        .order(merges::at)
        .select(Merge::as_select())
        .load(conn)?)
}

/// The topic that leads this one, which may be itself.
///
/// # Errors
/// Those of the database.
pub fn lead(conn: &mut Conn, id: TopicId) -> Result<TopicId> {
    Ok(merge_of(conn, id)?.map_or(id, |merge| merge.into_id))
}

/// Where a merged topic's readers are led; nothing for one that stands for itself.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Gone`] when this reader may not see what leads it.
pub fn leads_to(conn: &mut Conn, sight: &Sight, topic: &Topic) -> Result<Option<Seen>> {
    if topic.state != State::Merged {
        return Ok(None);
    }
    let to = lead(conn, topic.id)?;
    actions::find(conn, sight, to).map(Some)
}

/// Refuses to act on a merged topic, and says where to act instead.
///
/// # Errors
/// [`Error::Elsewhere`], with the address of what leads it.
pub fn stands_alone(conn: &mut Conn, sight: &Sight, topic: &Topic) -> Result<()> {
    match leads_to(conn, sight, topic)? {
        None => Ok(()),
        Some(seen) => Err(Error::Elsewhere(
            say!("desk-merged-elsewhere", title = &seen.topic.title),
            seen.topic.path(),
        )),
    }
}

fn width(audience: Audience) -> u8 {
    match audience {
        Audience::Guests => 2,
        Audience::Members => 1,
        Audience::Staff => 0,
    }
}

/// Whether everyone who may see the one board may see the other.
pub fn as_open(other: &Board, one: &Board) -> bool {
    width(other.see) >= width(one.see)
}

/// Checks that one topic may be merged into another, and finds who will lead it.
///
/// # Errors
/// [`Error::Invalid`] or [`Error::Conflict`], saying why not.
pub fn mergeable(
    conn: &mut Conn,
    sight: &Sight,
    from: TopicId,
    into: TopicId,
) -> Result<(Seen, Seen)> {
    let from = actions::find(conn, sight, from)?;
    let missing = |_| Error::from(Invalid::field("into", say!("desk-no-target")));
    let into = actions::find(conn, sight, into).map_err(missing)?;
    let leader = match leads_to(conn, sight, &into.topic).map_err(missing)? {
        Some(leader) => leader,
        None => into,
    };
    if from.topic.state != State::Shown {
        return Err(Error::Conflict(match from.topic.state {
            State::Merged => say!("desk-merged-already"),
            State::Shown | State::Removed | State::Internal | State::Dropped => {
                say!("desk-removed-first")
            }
        }));
    }
    let invalid = |wrong: bool, told| match wrong {
        true => Err(Error::from(Invalid::field("into", told))),
        false => Ok(()),
    };
    invalid(leader.topic.id == from.topic.id, say!("desk-into-itself"))?;
    invalid(
        leader.topic.kind != Kind::Proposal || leader.topic.state != State::Shown,
        say!("desk-no-target"),
    )?;
    invalid(
        !as_open(&from.board, &leader.board),
        say!("desk-board-narrower", board = &from.board.name),
    )?;
    Ok((from, leader))
}

/// Puts one topic, and those merged into it, under another. The room of its kind keeps status and votes in step.
///
/// # Errors
/// Those of the database.
pub fn join(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    from: &Topic,
    status: StatusId,
    leader: &Topic,
    now: Time,
) -> Result<()> {
    count(tx, from.id, from.kind, from.board_id, -1)?;
    let ours = members(tx, from.id)?;
    diesel::update(merges::table.filter(merges::into_id.eq(from.id)))
        .set(merges::into_id.eq(leader.id))
        .execute(&mut **tx)?;
    diesel::insert_into(merges::table)
        .values((
            merges::topic_id.eq(from.id),
            merges::into_id.eq(leader.id),
            merges::chosen_id.eq(leader.id),
            merges::board_id.eq(from.board_id),
            merges::status_id.eq(status),
            merges::by_id.eq(by),
            merges::at.eq(now),
        ))
        .execute(&mut **tx)?;
    diesel::update(topics::table.filter(topics::id.eq_any(ours)))
        .set(topics::board_id.eq(leader.board_id))
        .execute(&mut **tx)?;
    store::update_state(tx, from.id, State::Merged, now)?;
    recount(tx, leader.id)?;
    told(tx, by, Verb::TopicMerged, from, leader.id, now)
}

/// Lets a merged topic stand for itself again, with those that had been merged into it.
///
/// # Errors
/// Those of the database.
pub fn part(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    from: &Topic,
    merge: &Merge,
    now: Time,
) -> Result<()> {
    let others: Vec<(TopicId, TopicId)> = merges::table
        .filter(merges::into_id.eq(merge.into_id))
        .order(merges::at)
        .select((merges::topic_id, merges::chosen_id))
        .load(&mut **tx)?;
    // Those that had come to it, and those that had come to them.
    let mut own = vec![from.id];
    loop {
        let more: Vec<_> = others
            .iter()
            .filter(|(id, chosen)| own.contains(chosen) && !own.contains(id))
            .map(|(id, _)| *id)
            .collect();
        if more.is_empty() {
            break;
        }
        own.extend(more);
    }
    diesel::delete(merges::table.find(from.id)).execute(&mut **tx)?;
    diesel::update(merges::table.filter(merges::topic_id.eq_any(own.clone())))
        .set(merges::into_id.eq(from.id))
        .execute(&mut **tx)?;
    diesel::update(topics::table.filter(topics::id.eq_any(own)))
        .set(topics::board_id.eq(merge.board_id))
        .execute(&mut **tx)?;
    store::update_state(tx, from.id, State::Shown, now)?;
    count(tx, from.id, from.kind, merge.board_id, 1)?;
    recount(tx, merge.into_id)?;
    recount(tx, from.id)?;
    told(tx, by, Verb::TopicUnmerged, from, merge.into_id, now)
}

fn told(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    verb: Verb,
    from: &Topic,
    into: TopicId,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: by,
            verb,
            object: "topic",
            object_id: from.id.get(),
            topic: Some(into),
            data: json!({ "topic": from.id, "into": into }),
        },
    )
}

/// Moves all of a family to a board: what is merged goes where its leader goes.
///
/// # Errors
/// Those of the database.
pub fn follow(tx: &mut Tx<'_>, leader: TopicId, board: BoardId) -> Result<()> {
    let family = members(tx, leader)?;
    diesel::update(topics::table.filter(topics::id.eq_any(family)))
        .set(topics::board_id.eq(board))
        .execute(&mut **tx)?;
    // Its pin stays on the list where it stands.
    diesel::update(
        pins::table
            .filter(pins::topic_id.eq(leader))
            .filter(pins::board_id.is_not_null()),
    )
    .set(pins::board_id.eq(board))
    .execute(&mut **tx)?;
    Ok(())
}

/// Whether a topic's talk is counted over more than its own comments.
///
/// # Errors
/// Those of the database.
pub fn alone(conn: &mut Conn, topic: &Topic) -> Result<bool> {
    Ok(topic.state != State::Merged && members(conn, topic.id)?.len() == 1)
}

/// Counts a topic's talk anew: after a merge, and whenever more than one row would have to change.
///
/// # Errors
/// Those of the database.
pub fn recount(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    let topic = store::find(tx, id)?.ok_or(Error::NotFound("topic"))?;
    let family = members(tx, id)?;
    let (said, last): (i64, Option<Time>) = {
        let ours = comments::table.filter(comments::topic_id.eq_any(family.clone()));
        let said = ours
            .clone()
            .filter(comments::state.eq(State::Shown))
            .count()
            .get_result(&mut **tx)?;
        let last: Option<i64> = ours
            .filter(comments::state.eq_any([State::Shown, State::Removed]))
            .select(max(comments::created_at))
            .first(&mut **tx)?;
        (said, last.map(Time::from_micros))
    };
    let others = comments::table
        .filter(comments::topic_id.eq_any(family))
        .filter(comments::author_id.ne(topic.author_id));
    let commenters: i64 = others
        .clone()
        .filter(comments::state.eq(State::Shown))
        .select(number_of(comments::author_id).aggregate_distinct())
        .first(&mut **tx)?;
    let answered: bool = diesel::select(exists(
        others.filter(comments::state.eq_any([State::Shown, State::Removed])),
    ))
    .get_result(&mut **tx)?;
    let moved: Option<i64> = status_changes::table
        .filter(status_changes::topic_id.eq(id))
        .select(max(status_changes::at))
        .first(&mut **tx)?;
    actions::retally(tx, &topic, |tally| {
        tally.comments = said;
        tally.commenters = commenters;
        tally.replied = answered || moved.is_some();
        tally.active_at = topic
            .created_at
            .max(last.unwrap_or(topic.created_at))
            .max(moved.map_or(topic.created_at, Time::from_micros));
    })
}
