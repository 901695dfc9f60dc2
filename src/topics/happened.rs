//! What was done to a topic, told among its comments: read from the event log.
use std::collections::HashMap;

use serde_json::Value;

use super::model::{Board, Topic};
use super::store;
use super::thread::Note;
use crate::access::Sight;
use crate::accounts;
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::events::{self, Event, Verb};
use crate::id::TopicId;
use crate::lang::{self, Message};
use crate::say;

/// What is told; each ends a sentence that begins with someone's name.
const TOLD: [Verb; 13] = [
    Verb::TopicMerged,
    Verb::TopicUnmerged,
    Verb::TopicSplit,
    Verb::TopicJoined,
    Verb::TopicMoved,
    Verb::TopicLocked,
    Verb::TopicUnlocked,
    Verb::TopicClosing,
    Verb::TopicPinned,
    Verb::TopicUnpinned,
    Verb::TopicConverted,
    Verb::AnswerAccepted,
    Verb::AnswerUnaccepted,
];

/// The notes for a topic's timeline, as far as this reader may know.
///
/// # Errors
/// Those of the database.
pub fn notes(conn: &mut Conn, sight: &Sight, topic: &Topic) -> Result<Vec<Note>> {
    let events = events::of_topic(conn, topic.id, &TOLD)?;
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<_> = events.iter().filter_map(|e| e.actor_id).collect();
    let authors = accounts::authors(conn, &people)?;
    let told: Vec<(Event, Value)> = events
        .into_iter()
        .map(|event| {
            let data = serde_json::from_str(&event.data).unwrap_or_default();
            (event, data)
        })
        .collect();
    let others: Vec<_> = told.iter().filter_map(|(_, data)| other(data)).collect();
    let titles = titles(conn, sight, &others)?;
    let boards = super::boards::visible(conn, sight)?;
    Ok(told
        .into_iter()
        .filter_map(|(event, data)| {
            let title = other(&data).and_then(|id| titles.get(&id));
            Some(Note {
                at: event.at,
                author: event.actor_id.and_then(|id| authors.get(&id).cloned()),
                told: sentence(&event, &data, topic, title, &boards)?,
                html: None,
                anchor: format!("e-{}", event.id),
            })
        })
        .collect())
}

/// The other topic that an act was about.
fn other(data: &Value) -> Option<TopicId> {
    data["topic"].as_i64().map(TopicId::new)
}

fn titles(conn: &mut Conn, sight: &Sight, ids: &[TopicId]) -> Result<HashMap<TopicId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let boards = super::boards::visible(conn, sight)?;
    Ok(store::by_ids(conn, ids)?
        .into_iter()
        .filter(|t| {
            boards
                .iter()
                .any(|b| b.id == t.board_id && t.seen_by(b, sight))
        })
        .map(|t| (t.id, t.title))
        .collect())
}

fn sentence(
    event: &Event,
    data: &Value,
    topic: &Topic,
    title: Option<&String>,
    boards: &[Board],
) -> Option<Message> {
    let named = |id: &Value| {
        let id = id.as_i64()?;
        boards.iter().find(|b| b.id.get() == id).map(|b| &b.name)
    };
    let day = |value: &Value| value.as_str().and_then(Time::parse);
    Some(match event.verb.as_str() {
        "topic.merged" => match title {
            Some(title) => say!("desk-note-merged", title = title),
            None => say!("desk-note-merged-other"),
        },
        "topic.unmerged" => match title {
            Some(title) => say!("desk-note-unmerged", title = title),
            None => say!("desk-note-unmerged-other"),
        },
        "topic.split" if data["into"].as_i64() == Some(topic.id.get()) => match title {
            Some(title) => say!("desk-note-split-from", title = title),
            None => say!("desk-note-split-from-other"),
        },
        "topic.split" => match title {
            Some(title) => say!("desk-note-split", title = title),
            None => say!("desk-note-split-other"),
        },
        "topic.joined" => say!("desk-note-joined"),
        "topic.moved" => match (named(&data["from"]), named(&data["board"])) {
            (Some(from), Some(to)) => say!("desk-note-moved", from = from, to = to),
            (None, Some(to)) => say!("desk-note-moved-to", to = to),
            (_, None) => say!("desk-note-moved-away"),
        },
        "topic.locked" => match data["why"].as_str() {
            None | Some("") => say!("desk-note-locked"),
            Some(why) => say!("desk-note-locked-why", why = why),
        },
        "topic.unlocked" => say!("desk-note-unlocked"),
        "topic.closing" => match day(&data["on"]) {
            Some(on) => say!("desk-note-closing", date = lang::date(on)),
            None => say!("desk-note-open"),
        },
        "topic.pinned" => match day(&data["until"]) {
            Some(until) => say!("desk-note-pinned-until", date = lang::date(until)),
            None => say!("desk-note-pinned"),
        },
        "topic.unpinned" => say!("desk-note-unpinned"),
        "topic.converted" => match data["kind"].as_str() {
            Some("proposal") => say!("desk-note-to-proposal"),
            _ => say!("desk-note-to-discussion"),
        },
        "answer.accepted" => say!("desk-note-accepted"),
        "answer.unaccepted" => say!("desk-note-unaccepted"),
        _ => return None,
    })
}
