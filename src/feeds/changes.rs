//! What happened, as far as a reader may know of it now.
use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::access::Sight;
use crate::accounts::{self, Author};
use crate::changelog;
use crate::clock::Time;
use crate::config::BaseUrl;
use crate::db::Conn;
use crate::error::{Invalid, Result};
use crate::events::{self, Event, Position, Wanted};
use crate::id::{BoardId, CommentId, PersonId, ReleaseId, StatusId, TopicId};
use crate::say;
use crate::topics::actions::Seen;
use crate::topics::api::AuthorJson;
use crate::topics::model::{Board, Comment, Kind, State};
use crate::topics::statuses::Statuses;
use crate::topics::{actions, boards, comments, family, statuses};

/// What is told of the log, with what is told about each. Everything else in it concerns people and staff only.
const TOLD: [(&str, &[&str]); 26] = [
    ("topic.created", &["kind"]),
    ("topic.edited", &["words"]),
    ("topic.removed", &[]),
    ("topic.restored", &[]),
    ("topic.merged", &[]),
    ("topic.unmerged", &[]),
    ("topic.split", &[]),
    ("topic.joined", &[]),
    ("topic.moved", &[]),
    ("topic.locked", &["why"]),
    ("topic.unlocked", &[]),
    ("topic.closing", &["on"]),
    ("topic.pinned", &["until"]),
    ("topic.unpinned", &[]),
    ("topic.converted", &["from", "kind"]),
    ("comment.created", &["parent"]),
    ("comment.edited", &[]),
    ("comment.removed", &[]),
    ("answer.accepted", &[]),
    ("answer.unaccepted", &[]),
    // Who stands behind a proposal is not public, only how many.
    ("vote.cast", &[]),
    ("vote.withdrawn", &[]),
    ("status.changed", &[]),
    ("plan.changed", &["eta"]),
    ("board.changed", &[]),
    ("release.published", &[]),
];

/// The kinds of change that are asked for: all, or those named.
///
/// # Errors
/// [`Invalid`], naming `kinds`, when there is no such kind.
pub fn wanted(kinds: Option<&str>, topic: Option<i64>) -> Result<Wanted, Invalid> {
    let named: Vec<&str> = kinds
        .unwrap_or_default()
        .split(',')
        .map(str::trim)
        .filter(|kind| !kind.is_empty())
        .collect();
    let known = |kind: &str| TOLD.iter().find(|(name, _)| *name == kind);
    if let Some(unknown) = named.iter().find(|kind| known(kind).is_none()) {
        let all: Vec<_> = TOLD.iter().map(|(name, _)| *name).collect();
        return Err(Invalid::field(
            "kinds",
            say!(
                "feeds-unknown-kind",
                kind = unknown.chars().take(40).collect::<String>(),
                all = all.join(", ")
            ),
        ));
    }
    Ok(Wanted {
        verbs: TOLD
            .iter()
            .map(|(name, _)| *name)
            .filter(|name| named.is_empty() || named.contains(name))
            .collect(),
        topic: topic.map(TopicId::new),
    })
}

/// Something that happened, with all that decides who may know of it.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where it stands in the log.
    pub position: Position,
    id: i64,
    at: Time,
    kind: &'static str,
    object: String,
    object_id: i64,
    /// The topics it concerns, the one it belongs to first: a reader must see them all.
    topics: Vec<Seen>,
    comment: Option<Comment>,
    board: Option<Board>,
    actor: Option<Author>,
    data: Value,
}

impl Change {
    /// Whether this reader may know of it: by the rule of the topic's own page.
    pub fn seen_by(&self, sight: &Sight) -> bool {
        let topics = self.topics.iter().all(|seen| {
            // Who would be told “removed” there is told it here, and nothing else about it.
            let gone = self.kind == "topic.removed" && seen.topic.state == State::Removed;
            seen.topic.seen_by(&seen.board, sight) || gone && seen.board.shows(sight)
        });
        topics
            && self.comment.as_ref().is_none_or(|c| c.seen_by(sight))
            && self.board.as_ref().is_none_or(|b| b.shows(sight))
    }
    /// Which kind.
    pub fn kind(&self) -> &'static str {
        self.kind
    }
    /// The topic it belongs to.
    pub fn topic(&self) -> Option<TopicId> {
        self.topics.first().map(|seen| seen.topic.id)
    }
}

/// What is told of one event before it is known what it concerns.
struct Raw {
    event: Event,
    kind: &'static str,
    keys: &'static [&'static str],
    data: Value,
}

/// What belongs to these events. One that concerns what is not there any more is left out.
fn whole(conn: &mut Conn, events: Vec<Event>) -> Result<Vec<Change>> {
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let raw: Vec<Raw> = events
        .into_iter()
        .filter_map(|event| {
            let (kind, keys) = TOLD.iter().find(|(name, _)| *name == event.verb)?;
            let data = serde_json::from_str(&event.data).unwrap_or_default();
            Some(Raw {
                kind,
                keys,
                data,
                event,
            })
        })
        .collect();
    let of = |object: &str| -> Vec<i64> {
        let those = raw.iter().filter(|raw| raw.event.object == object);
        those.map(|raw| raw.event.object_id).collect()
    };
    let comment_ids: Vec<_> = of("comment").into_iter().map(CommentId::new).collect();
    let comments = comments::gather(conn, &comment_ids)?;
    let mut topic_ids: Vec<_> = of("topic").into_iter().map(TopicId::new).collect();
    topic_ids.extend(raw.iter().filter_map(|raw| raw.event.topic_id));
    topic_ids.extend(comments.values().map(|comment| comment.topic_id));
    let mut topics = actions::gather(conn, &topic_ids)?;
    // A merged topic is read where its leader is.
    let merged: Vec<_> = topics
        .values()
        .filter(|seen| seen.topic.state == State::Merged)
        .map(|seen| seen.topic.id)
        .collect();
    let mut leaders = HashMap::new();
    if !merged.is_empty() {
        for merge in family::touching(conn, &merged)? {
            leaders.insert(merge.topic_id, merge.into_id);
        }
        let ids: Vec<_> = leaders.values().copied().collect();
        topics.extend(actions::gather(conn, &ids)?);
    }
    let people: Vec<PersonId> = raw.iter().filter_map(|raw| raw.event.actor_id).collect();
    let authors = accounts::authors(conn, &people)?;
    let statuses = statuses::all(conn)?;
    let boards = boards::visible(conn, &Sight::ALL)?;
    let mut told = Vec::with_capacity(raw.len());
    for one in raw {
        let event = &one.event;
        let comment = match event.object.as_str() {
            "comment" => match comments.get(&CommentId::new(event.object_id)) {
                Some(comment) => Some(comment.clone()),
                None => continue,
            },
            _ => None,
        };
        let mut concerned: Vec<TopicId> = event.topic_id.into_iter().collect();
        if event.object == "topic" {
            concerned.push(TopicId::new(event.object_id));
        }
        concerned.extend(comment.as_ref().map(|comment| comment.topic_id));
        for at in 0..concerned.len() {
            concerned.extend(leaders.get(&concerned[at]).copied());
        }
        let mut seen: Vec<Seen> = Vec::new();
        let mut lost = false;
        for id in concerned {
            match topics.get(&id) {
                Some(_) if seen.iter().any(|s| s.topic.id == id) => {}
                Some(topic) => seen.push(topic.clone()),
                None => lost = true,
            }
        }
        let board = match event.object.as_str() {
            "board" => {
                let id = BoardId::new(event.object_id);
                match boards.iter().find(|b| b.id == id) {
                    Some(board) => Some(board.clone()),
                    None => continue,
                }
            }
            _ => None,
        };
        let release = event.object == "release"
            && changelog::actions::find(conn, &Sight::PUBLIC, ReleaseId::new(event.object_id))
                .is_err();
        if lost || release {
            continue;
        }
        let silent = one.kind.starts_with("vote.");
        let actor = event.actor_id.filter(|_| !silent);
        told.push(Change {
            position: event.position(),
            id: event.id.get(),
            at: event.at,
            kind: one.kind,
            object: event.object.clone(),
            object_id: event.object_id,
            actor: actor.and_then(|id| authors.get(&id).cloned()),
            data: data(&one, &seen, &statuses),
            topics: seen,
            comment,
            board,
        });
    }
    Ok(told)
}

/// What else is told: chosen for each kind, never all that the log keeps.
fn data(raw: &Raw, seen: &[Seen], statuses: &Statuses) -> Value {
    let mut kept = Map::new();
    for key in raw.keys {
        if let Some(value) = raw.data.get(*key).filter(|value| !value.is_null()) {
            kept.insert((*key).to_owned(), value.clone());
        }
    }
    match raw.kind {
        "status.changed" => {
            for key in ["from", "to"] {
                let id = raw.data[key].as_i64().map(StatusId::new);
                let slug = statuses.get(id).map(|status| status.slug.clone());
                kept.insert(key.to_owned(), json!(slug));
            }
        }
        "vote.cast" | "vote.withdrawn" => {
            let supporters = seen.first().map(|seen| seen.topic.supporters);
            kept.insert("supporters".to_owned(), json!(supporters));
        }
        _ => {}
    }
    Value::Object(kept)
}

/// Events that are looked at for one answer, at most: behind many that a reader may not see, they ask again.
const LOOKED_AT: usize = 2_000;

/// The next changes after `from` that this reader may know of, at most `limit`; where to read on; whether there is more.
///
/// # Errors
/// Those of the database.
pub fn read(
    conn: &mut Conn,
    sight: &Sight,
    mut from: Position,
    wanted: &Wanted,
    limit: usize,
) -> Result<(Vec<Change>, Position, bool)> {
    let mut found = Vec::new();
    let mut looked = 0;
    while found.len() < limit && looked < LOOKED_AT {
        let batch = (limit - found.len()).max(20);
        let (events, on) = events::wanted(conn, from, wanted, batch as i64)?;
        let last = events.len() < batch;
        looked += events.len();
        from = on;
        for change in whole(conn, events)? {
            if change.seen_by(sight) {
                found.push(change);
            }
        }
        if last {
            break;
        }
        if found.len() > limit {
            break;
        }
    }
    if found.len() > limit {
        found.truncate(limit);
        from = found.last().map_or(from, |last| last.position);
        return Ok((found, from, true));
    }
    let (more, _) = events::wanted(conn, from, wanted, 1)?;
    Ok((found, from, !more.is_empty()))
}

/// The next changes of every kind, for one who tells them on to readers of all sorts.
///
/// # Errors
/// Those of the database.
pub fn everything(
    conn: &mut Conn,
    from: Position,
    limit: usize,
) -> Result<(Vec<Change>, Position)> {
    let all = wanted(None, None)?;
    let (events, on) = events::wanted(conn, from, &all, limit as i64)?;
    Ok((whole(conn, events)?, on))
}

/// What a change was made to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ChangeObject)]
pub struct ObjectJson {
    /// `topic`, `comment`, `board` or `release`.
    r#type: String,
    /// Its number.
    id: i64,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
}

/// The topic a change belongs to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ChangeTopic)]
pub struct TopicRef {
    /// Its number.
    #[schema(value_type = i64)]
    id: TopicId,
    /// What sort of topic it is now.
    kind: Kind,
    /// Its title now; nothing when it was removed.
    title: Option<String>,
    /// The slug of its board.
    board: String,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
}

/// Something that happened.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Change)]
pub struct ChangeJson {
    /// Its number: the same change never has another, but numbers need not ascend.
    id: i64,
    /// The place after it, for `after` and `Last-Event-ID`.
    cursor: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Time,
    /// What, such as `comment.created`.
    kind: &'static str,
    /// To what it was done.
    object: ObjectJson,
    /// Where it belongs; releases and boards belong to no topic.
    topic: Option<TopicRef>,
    /// Who did it; nobody for votes, and when the operator did.
    actor: Option<AuthorJson>,
    /// A few facts, by kind: `status.changed` has `from` and `to`, votes have `supporters`.
    #[schema(value_type = std::collections::HashMap<String, Value>)]
    data: Value,
}

impl ChangeJson {
    /// The change as programs are told.
    pub fn of(base: &BaseUrl, change: &Change) -> Self {
        let topic = change.topics.first();
        let path = match change.object.as_str() {
            "comment" => format!("/c/{}", change.object_id),
            "release" => format!("/changelog/{}", change.object_id),
            "board" => match &change.board {
                Some(board) => format!("/boards/{}", board.slug),
                None => "/".to_owned(),
            },
            _ => format!("/t/{}", change.object_id),
        };
        Self {
            id: change.id,
            cursor: change.position.write(),
            at: change.at,
            kind: change.kind,
            object: ObjectJson {
                r#type: change.object.clone(),
                id: change.object_id,
                url: base.link(&path),
            },
            topic: topic.map(|seen| TopicRef {
                id: seen.topic.id,
                kind: seen.topic.kind,
                title: match seen.topic.state {
                    State::Removed => None,
                    _ => Some(seen.topic.title.clone()),
                },
                board: seen.board.slug.clone(),
                url: base.link(&format!("/t/{}", seen.topic.id)),
            }),
            actor: change.actor.clone().map(AuthorJson::from),
            data: change.data.clone(),
        }
    }
}
