//! Where a proposal was, where it is, and where it may be going.

use crate::accounts::Author;
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::lang::Message;
use crate::proposals::store;
use crate::text::Html;
use crate::topics::model::{Status, Topic};
use crate::topics::statuses;
use crate::topics::thread::Note;
use crate::{accounts, say};

/// An official response: the last word of those who decide.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Response {
    /// As written.
    pub body: String,
    /// As shown.
    pub html: Html,
    /// Who gave it.
    pub author: Option<Author>,
    /// When.
    pub at: Time,
    /// What status it came with.
    pub status: Status,
}

/// One station of a proposal's way.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Station {
    /// The status's name.
    pub name: Message,
    /// Since when; nothing for what is still ahead.
    pub at: Option<Time>,
    /// Whether it stands here now.
    pub here: bool,
}

/// A proposal's way: where it was, where it is, and where it may be going.
pub struct Way {
    /// The last official response.
    pub response: Option<Response>,
    /// Stations, walked ones first.
    pub stations: Vec<Station>,
    /// Every move, for the timeline.
    pub notes: Vec<Note>,
}

/// Reads a proposal's way.
///
/// # Errors
/// Those of the database.
pub fn way(conn: &mut Conn, topic: &Topic) -> Result<Way> {
    let changes = store::changes(conn, topic.id)?;
    let statuses = statuses::all(conn)?;
    let people: Vec<_> = changes.iter().filter_map(|c| c.by_id).collect();
    let authors = match people.is_empty() {
        true => Default::default(),
        false => accounts::authors(conn, &people)?,
    };
    let first = changes
        .first()
        .map_or(topic.status_id, |change| change.from_id)
        .or(topic.status_id);
    let mut stations: Vec<Station> = Vec::new();
    if let Some(status) = statuses.get(first) {
        stations.push(Station {
            name: status.told(),
            at: Some(topic.created_at),
            here: false,
        });
    }
    let mut response = None;
    let mut notes = Vec::new();
    for change in changes {
        let to = statuses
            .get(Some(change.to_id))
            .ok_or_else(|| Error::internal("a status vanished"))?;
        let author = change.by_id.and_then(|id| authors.get(&id).cloned());
        let html =
            (!change.response.is_empty()).then(|| Html::from_stored(change.response_html.clone()));
        let moved = change.from_id != Some(change.to_id);
        if moved {
            stations.push(Station {
                name: to.told(),
                at: Some(change.at),
                here: false,
            });
        }
        notes.push(Note {
            at: change.at,
            author: author.clone(),
            told: match moved {
                true => say!("proposal-moved-note", status = to.told()),
                false => say!("proposal-answered-note"),
            },
            html: html.clone(),
            anchor: format!("s-{}", change.id),
        });
        if let Some(html) = html {
            response = Some(Response {
                body: change.response,
                html,
                author,
                at: change.at,
                status: to.clone(),
            });
        }
    }
    if let Some(here) = stations.last_mut() {
        here.here = true;
    }
    stations.extend(ahead(topic, statuses.list()));
    Ok(Way {
        response,
        stations,
        notes,
    })
}

/// What is usually still to come: the active and done statuses after this one, unless it is closed.
fn ahead<'a>(topic: &Topic, statuses: &'a [Status]) -> impl Iterator<Item = Station> + use<'a> {
    use crate::topics::model::StatusKind::{Active, Closed, Done};
    let here = statuses.iter().find(|s| Some(s.id) == topic.status_id);
    let (position, going) = here.map_or((0, false), |s| {
        (s.position, !matches!(s.kind, Done | Closed))
    });
    statuses
        .iter()
        .filter(move |s| going && s.position > position && matches!(s.kind, Active | Done))
        .map(|s| Station {
            name: s.told(),
            at: None,
            here: false,
        })
}
