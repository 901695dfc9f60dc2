//! Moving comments out of a topic into one of their own, and back.
use std::collections::{BTreeSet, HashMap, HashSet};

use diesel::prelude::*;
use serde_json::{Value, json};

use super::actions::{self, Origin, Seen};
use super::model::{Draft, Kind, State};
use super::{answers, family, store};
use crate::access::{Can, Moderate};
use crate::accounts::actions as accounts;
use crate::clock::Time;
use crate::db::schema::{commenters, comments, revisions};
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{CommentId, PersonId, StatusId, TopicId};
use crate::say;

/// Most comments that move at once.
pub const MOST: usize = 200;

/// A comment and what it answers.
pub type Leaf = (CommentId, Option<CommentId>);

/// Those chosen and all that answers them, in order. Pure.
pub fn with_answers(all: &[Leaf], chosen: &[CommentId]) -> Vec<Leaf> {
    let mut taken: HashSet<CommentId> = chosen.iter().copied().collect();
    let mut moved = Vec::new();
    for (id, parent) in all {
        if taken.contains(id) || parent.is_some_and(|p| taken.contains(&p)) {
            taken.insert(*id);
            moved.push((*id, *parent));
        }
    }
    moved
}

/// Where a comment stands among others: what it answers there, its thread, its branch, its depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    parent: Option<CommentId>,
    root: i64,
    branch: i64,
    depth: i32,
}

/// The places of comments that are together, each given before its answers. Pure.
fn places(leaves: &[Leaf]) -> Vec<(CommentId, Place)> {
    let mut known: HashMap<CommentId, Place> = HashMap::new();
    let mut placed = Vec::new();
    for (id, parent) in leaves {
        let above = parent.and_then(|parent| known.get(&parent).map(|place| (parent, *place)));
        let place = match above {
            None => Place {
                parent: None,
                root: id.get(),
                branch: 0,
                depth: 0,
            },
            Some((parent, above)) => Place {
                parent: Some(parent),
                root: above.root,
                branch: match above.depth {
                    0 => id.get(),
                    _ => above.branch,
                },
                depth: above.depth + 1,
            },
        };
        known.insert(*id, place);
        placed.push((*id, place));
    }
    placed
}

fn leaves(conn: &mut Conn, topics: &[TopicId]) -> Result<Vec<Leaf>> {
    Ok(comments::table
        .filter(comments::topic_id.eq_any(topics.to_vec()))
        .order(comments::id)
        .select((comments::id, comments::parent_id))
        .load(conn)?)
}

/// What would move if these were split off: those chosen and their answers.
///
/// # Errors
/// [`Error::Invalid`] when nothing of this topic is chosen, or too much.
pub fn moving(conn: &mut Conn, topic: TopicId, chosen: &[CommentId]) -> Result<Vec<Leaf>> {
    let family = family::members(conn, topic)?;
    let moved = with_answers(&leaves(conn, &family)?, chosen);
    if moved.is_empty() {
        return Err(Invalid::field("comments", say!("desk-split-nothing")).into());
    }
    if moved.len() > MOST {
        return Err(Invalid::field("comments", say!("desk-split-many", max = MOST)).into());
    }
    Ok(moved)
}

/// The first of these that everyone may read: who wrote it and what it says.
///
/// # Errors
/// Those of the database.
pub fn first(conn: &mut Conn, moved: &[Leaf]) -> Result<Option<(PersonId, String)>> {
    let ids: Vec<_> = moved.iter().map(|(id, _)| *id).collect();
    Ok(comments::table
        .filter(comments::id.eq_any(ids))
        .filter(comments::state.eq(State::Shown))
        .order(comments::id)
        .select((comments::author_id, comments::body))
        .first(conn)
        .optional()?)
}

/// Moves comments and their answers into a new topic, begun by whoever wrote the first of them. The room of its kind adds what that kind needs.
///
/// # Errors
/// Those of [`moving`].
#[allow(clippy::too_many_arguments)]
pub fn split(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    from: TopicId,
    chosen: &[CommentId],
    kind: Kind,
    status: Option<StatusId>,
    draft: &Draft,
    now: Time,
) -> Result<TopicId> {
    let Seen { topic, .. } = actions::find(tx, &by.who.sight(), from)?;
    family::stands_alone(tx, &by.who.sight(), &topic)?;
    let moved = moving(tx, from, chosen)?;
    let ids: Vec<_> = moved.iter().map(|(id, _)| *id).collect();
    let before: Vec<(CommentId, TopicId)> = comments::table
        .filter(comments::id.eq_any(ids))
        .order(comments::id)
        .select((comments::id, comments::topic_id))
        .load(&mut **tx)?;
    // Whoever said it first began it, not whoever tidied up.
    let author = match first(tx, &moved)? {
        Some((person, _)) => accounts::as_member(&accounts::find(tx, person)?),
        None => by.who.clone(),
    };
    let into = actions::add(
        tx,
        &author,
        kind,
        topic.board_id,
        status,
        draft,
        &Origin::default(),
        now,
    )?;
    transplant(tx, &moved, into)?;
    let mut touched: BTreeSet<TopicId> = before.iter().map(|(_, topic)| *topic).collect();
    touched.extend([from, into]);
    recount(tx, &touched)?;
    let origin: Vec<Value> = moved
        .iter()
        .zip(&before)
        .map(|((id, parent), (_, topic))| json!([id, parent, topic]))
        .collect();
    told(
        tx,
        by,
        Verb::TopicSplit,
        from,
        json!({ "topic": into, "into": into, "comments": origin.len() }),
        now,
    )?;
    told(
        tx,
        by,
        Verb::TopicSplit,
        into,
        json!({ "topic": from, "into": into, "comments": origin }),
        now,
    )?;
    Ok(into)
}

/// The topic that one was split off from, and where each comment that came along was.
type Whence = (TopicId, Vec<(Leaf, TopicId)>);

/// Where a topic was split off from and which comments came along, if it was and was not put back.
fn origin(conn: &mut Conn, id: TopicId) -> Result<Option<Whence>> {
    let events = events::of_topic(conn, id, &[Verb::TopicSplit, Verb::TopicJoined])?;
    for event in events.iter().rev() {
        let data: Value = serde_json::from_str(&event.data).unwrap_or_default();
        if data["into"].as_i64() != Some(id.get()) {
            continue;
        }
        if event.verb == Verb::TopicJoined.name() {
            return Ok(None);
        }
        let Some(from) = data["topic"].as_i64() else {
            continue;
        };
        let came = data["comments"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|row| {
                let leaf = (
                    CommentId::new(row[0].as_i64()?),
                    row[1].as_i64().map(CommentId::new),
                );
                Some((leaf, TopicId::new(row[2].as_i64()?)))
            })
            .collect();
        return Ok(Some((TopicId::new(from), came)));
    }
    Ok(None)
}

/// Whether a topic was split off from another and can be put back.
///
/// # Errors
/// Those of the database.
pub fn came_from(conn: &mut Conn, id: TopicId) -> Result<Option<TopicId>> {
    Ok(origin(conn, id)?.map(|(from, _)| from))
}

/// Puts what was split off back where it came from, with what was answered to it since; the emptied topic is removed.
///
/// # Errors
/// [`Error::Conflict`] when it was not split off.
pub fn join(tx: &mut Tx<'_>, by: &Can<Moderate>, id: TopicId, now: Time) -> Result<TopicId> {
    let sight = by.who.sight();
    let seen = actions::find(tx, &sight, id)?;
    family::stands_alone(tx, &sight, &seen.topic)?;
    let (from, came) = origin(tx, id)?.ok_or_else(|| Error::Conflict(say!("desk-not-split")))?;
    actions::find(tx, &sight, from)?;
    let home: HashMap<CommentId, TopicId> = came.iter().map(|(leaf, to)| (leaf.0, *to)).collect();
    let parents: HashMap<CommentId, Option<CommentId>> =
        came.iter().map(|(leaf, _)| *leaf).collect();
    // Only what is still here goes back: some may have been split off once more.
    let here = leaves(tx, &[id])?;
    let chosen: Vec<_> = here
        .iter()
        .map(|(id, _)| *id)
        .filter(|id| home.contains_key(id))
        .collect();
    let back = with_answers(&here, &chosen);
    let mut by_home: HashMap<TopicId, Vec<Leaf>> = HashMap::new();
    let mut whose: HashMap<CommentId, TopicId> = HashMap::new();
    for (comment, parent) in &back {
        let to = home
            .get(comment)
            .copied()
            .or_else(|| parent.and_then(|parent| whose.get(&parent).copied()))
            .unwrap_or(from);
        whose.insert(*comment, to);
        let parent = parents.get(comment).copied().unwrap_or(*parent);
        by_home.entry(to).or_default().push((*comment, parent));
    }
    let mut touched = BTreeSet::from([id, from]);
    for (to, moved) in by_home {
        // All of a topic's comments are placed anew: what comes back may answer what stayed.
        let mut all: Vec<Leaf> = leaves(tx, &[to])?;
        let ids: Vec<_> = moved.iter().map(|(id, _)| *id).collect();
        all.extend(moved);
        all.sort_by_key(|(id, _)| *id);
        place(tx, &places(&all), &ids, to)?;
        touched.insert(to);
    }
    if seen.topic.state == State::Shown {
        actions::set_state(tx, &by.who, id, State::Removed, now)?;
    }
    recount(tx, &touched)?;
    told(
        tx,
        by,
        Verb::TopicJoined,
        from,
        json!({ "topic": id, "into": id }),
        now,
    )?;
    told(
        tx,
        by,
        Verb::TopicJoined,
        id,
        json!({ "topic": from, "into": id }),
        now,
    )?;
    Ok(from)
}

fn transplant(tx: &mut Tx<'_>, moved: &[Leaf], into: TopicId) -> Result<()> {
    let ids: Vec<_> = moved.iter().map(|(id, _)| *id).collect();
    place(tx, &places(moved), &ids, into)
}

/// Writes the places of those that moved, and where they belong now.
fn place(
    tx: &mut Tx<'_>,
    places: &[(CommentId, Place)],
    moved: &[CommentId],
    into: TopicId,
) -> Result<()> {
    for (id, place) in places.iter().filter(|(id, _)| moved.contains(id)) {
        diesel::update(comments::table.find(id))
            .set((
                comments::topic_id.eq(into),
                comments::parent_id.eq(place.parent),
                comments::root_id.eq(place.root),
                comments::branch_id.eq(place.branch),
                comments::depth.eq(place.depth),
            ))
            .execute(&mut **tx)?;
    }
    diesel::update(revisions::table.filter(revisions::comment_id.eq_any(moved.to_vec())))
        .set(revisions::topic_id.eq(into))
        .execute(&mut **tx)?;
    answers::forget(tx, moved)
}

/// Counts anew who comments where, and what is read with what.
fn recount(tx: &mut Tx<'_>, topics: &BTreeSet<TopicId>) -> Result<()> {
    for topic in topics {
        let authors: Vec<PersonId> = comments::table
            .filter(comments::topic_id.eq(topic))
            .filter(comments::state.eq(State::Shown))
            .select(comments::author_id)
            .load(&mut **tx)?;
        let mut counted: HashMap<PersonId, i64> = HashMap::new();
        for author in authors {
            *counted.entry(author).or_default() += 1;
        }
        diesel::delete(commenters::table.filter(commenters::topic_id.eq(topic)))
            .execute(&mut **tx)?;
        let rows: Vec<_> = counted
            .into_iter()
            .map(|(person, n)| {
                (
                    commenters::topic_id.eq(*topic),
                    commenters::person_id.eq(person),
                    commenters::comments.eq(n),
                )
            })
            .collect();
        if !rows.is_empty() {
            on_each!(tx, |c| diesel::insert_into(commenters::table)
                .values(rows)
                .execute(c))?;
        }
        family::recount(tx, *topic)?;
        let lead = family::lead(tx, *topic)?;
        if lead != *topic {
            family::recount(tx, lead)?;
        }
    }
    Ok(())
}

fn told(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    verb: Verb,
    topic: TopicId,
    data: Value,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb,
            object: "topic",
            object_id: topic.get(),
            topic: Some(topic),
            data,
        },
    )
}

/// Comments that staff may choose from: the first hundreds of a topic's, with their authors' handles.
///
/// # Errors
/// Those of the database.
pub fn choices(conn: &mut Conn, topic: TopicId) -> Result<Vec<(CommentId, i32, PersonId, String)>> {
    let family = family::members(conn, topic)?;
    let rows = store::timeline(conn, &family, &[State::Shown], None, 500)?;
    Ok(rows
        .into_iter()
        .map(|(comment, body, _)| (comment.id, comment.depth, comment.author_id, body))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(n: i64) -> CommentId {
        CommentId::new(n)
    }

    #[test]
    fn answers_follow_what_they_answer() {
        let all = [
            (id(1), None),
            (id(2), Some(id(1))),
            (id(3), None),
            (id(4), Some(id(2))),
        ];
        let moved: Vec<_> = with_answers(&all, &[id(2)])
            .into_iter()
            .map(|(id, _)| id.get())
            .collect();
        assert_eq!(moved, [2, 4]);
    }

    #[test]
    fn a_comment_that_leaves_what_it_answers_begins_a_thread() {
        let placed = places(&[
            (id(2), Some(id(1))),
            (id(4), Some(id(2))),
            (id(5), Some(id(4))),
        ]);
        let told: Vec<_> = placed
            .iter()
            .map(|(_, p)| (p.root, p.branch, p.depth))
            .collect();
        assert_eq!(told, [(2, 0, 0), (2, 4, 1), (2, 4, 2)]);
    }
}
