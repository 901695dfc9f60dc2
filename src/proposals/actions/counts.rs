//! Keeping a proposal's numbers in step with its votes.

use std::collections::HashMap;

use super::best_reason;
use crate::access::Sight;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, TopicId};
use crate::proposals::model::{Vote as Cast, standing};
use crate::proposals::store;
use crate::topics::model::{surge_add, surge_start};
use crate::topics::{actions as topics, family};

/// Keeps a proposal's numbers in step with what one person says now instead of before.
pub(super) fn shift(
    tx: &mut Tx<'_>,
    id: TopicId,
    before: Option<&Cast>,
    after: Option<&Cast>,
    now: Time,
) -> Result<()> {
    let count = |vote: Option<&Cast>, supports: bool| {
        i64::from(vote.is_some_and(|vote| vote.supports() == supports))
    };
    let opposed = count(after, false) - count(before, false);
    if opposed != 0 {
        store::bump_opposed(tx, id, opposed)?;
    }
    let topic = topics::find(tx, &Sight::ALL, id)?.topic;
    topics::retally(tx, &topic, |tally| {
        tally.supporters += count(after, true) - count(before, true);
        tally.weight += after.map_or(0.0, Cast::weight) - before.map_or(0.0, Cast::weight);
        if before.is_none() && count(after, true) == 1 {
            tally.surging = surge_add(tally.surging, now);
        }
    })
}

/// Counts a proposal's votes anew, each person once over all that is merged into it.
///
/// # Errors
/// Those of the database.
pub fn recount(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    let family = family::members(tx, id)?;
    let mut by_person: HashMap<PersonId, Vec<Cast>> = HashMap::new();
    for vote in store::all_votes(tx, &family)? {
        by_person.entry(vote.person_id).or_default().push(vote);
    }
    let mut votes: Vec<Cast> = by_person
        .into_values()
        .filter_map(|votes| standing(id, votes))
        .collect();
    votes.sort_by_key(|vote| (vote.cast_at, vote.person_id));
    let supporters: Vec<&Cast> = votes.iter().filter(|vote| vote.supports()).collect();
    store::update_opposed(tx, id, (votes.len() - supporters.len()) as i64)?;
    let topic = topics::find(tx, &Sight::ALL, id)?.topic;
    topics::retally(tx, &topic, |tally| {
        tally.supporters = supporters.len() as i64;
        tally.weight = supporters.iter().map(|vote| vote.weight()).sum();
        tally.surging = supporters
            .iter()
            .fold(surge_start(topic.created_at), |h, vote| {
                surge_add(h, vote.cast_at)
            });
    })?;
    best_reason(tx, id)
}

/// How many people support any of these, each counted once, were `leader` to lead them.
///
/// # Errors
/// Those of the database.
pub fn supporters_of(conn: &mut Conn, leader: TopicId, ids: &[TopicId]) -> Result<i64> {
    let mut by_person: HashMap<PersonId, Vec<Cast>> = HashMap::new();
    for vote in store::all_votes(conn, ids)? {
        by_person.entry(vote.person_id).or_default().push(vote);
    }
    Ok(by_person
        .into_values()
        .filter_map(|votes| standing(leader, votes))
        .filter(Cast::supports)
        .count() as i64)
}
