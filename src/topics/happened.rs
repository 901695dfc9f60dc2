//! What was done to a topic, told among its comments: read from the event log.
use std::collections::HashMap;

use serde_json::Value;

use super::model::Topic;
use super::store;
use super::thread::Note;
use crate::access::Sight;
use crate::accounts;
use crate::db::Conn;
use crate::error::Result;
use crate::events::{self, Event, Verb};
use crate::id::TopicId;
use crate::lang::Message;
use crate::say;

/// What is told; each ends a sentence that begins with someone's name.
const TOLD: [Verb; 2] = [Verb::TopicMerged, Verb::TopicUnmerged];

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
    Ok(told
        .into_iter()
        .filter_map(|(event, data)| {
            let title = other(&data).and_then(|id| titles.get(&id));
            Some(Note {
                at: event.at,
                author: event.actor_id.and_then(|id| authors.get(&id).cloned()),
                told: sentence(&event, title)?,
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

fn sentence(event: &Event, title: Option<&String>) -> Option<Message> {
    Some(match event.verb.as_str() {
        "topic.merged" => match title {
            Some(title) => say!("desk-note-merged", title = title),
            None => say!("desk-note-merged-other"),
        },
        "topic.unmerged" => match title {
            Some(title) => say!("desk-note-unmerged", title = title),
            None => say!("desk-note-unmerged-other"),
        },
        _ => return None,
    })
}
