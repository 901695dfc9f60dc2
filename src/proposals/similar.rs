//! Proposals like one that is being typed, with where they stand and what was said officially.
use super::store;
use crate::access::Sight;
use crate::db::Conn;
use crate::error::Result;
use crate::id::TopicId;
use crate::search::similar::{Asked, Synonyms, Titles};
use crate::search::words;
use crate::settings::Settings;
use crate::text;
use crate::topics::list::{self, Card};
use crate::topics::model::{Act, Kind};
use crate::topics::{actions as topics, boards};

/// At most so many.
const MOST: usize = 5;
/// Candidates read, of which some may have gone since.
const READ: usize = 12;
/// Characters of an official response.
const RESPONSE: usize = 200;

/// A proposal like the one being typed.
pub struct Similar {
    /// The proposal, as lists show it.
    pub card: Card,
    /// How the last official response begins.
    pub response: Option<String>,
    /// Whether the reader supports it.
    pub mine: bool,
    /// Whether the reader may vote for it.
    pub open: bool,
}

/// Up to five proposals that ask for something like this, as far as this reader may see them. From two words on.
///
/// # Errors
/// Those of the database.
pub fn to(
    conn: &mut Conn,
    titles: &Titles,
    settings: &Settings,
    sight: &Sight,
    title: &str,
) -> Result<Vec<Similar>> {
    let title: String = title.chars().take(150).collect();
    // One word says too little, and so do words that say nothing by themselves.
    let pieces = words::pieces(&title);
    let telling = pieces.iter().any(|p| !words::is_stop(&p.folded));
    let said: usize = pieces.iter().map(|p| p.tokens().len()).sum();
    if !telling || said < 2 {
        return Ok(Vec::new());
    }
    let visible: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    let likes = titles.current(conn)?.like(&Asked {
        title: &title,
        kind: Some(Kind::Proposal),
        boards: &visible,
        synonyms: &Synonyms::parse(&settings.synonyms),
        most: READ,
    });
    // The index may be a moment behind: whether each may be seen is asked again.
    let mut found = Vec::new();
    for like in likes {
        match topics::find(conn, sight, like.id) {
            Ok(seen) if seen.topic.state == crate::topics::model::State::Shown => {
                found.push(seen.topic);
            }
            Ok(_) | Err(crate::error::Error::NotFound(_) | crate::error::Error::Gone(_)) => {}
            Err(other) => return Err(other),
        }
        if found.len() == MOST {
            break;
        }
    }
    let ids: Vec<TopicId> = found.iter().map(|t| t.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mine = match sight.person {
        Some(person) => super::actions::supported(conn, &ids, person)?,
        None => Vec::new(),
    };
    let responses = store::responses(conn, &ids)?;
    Ok(list::cards(conn, found)?
        .into_iter()
        .map(|card| {
            let id = card.topic.id;
            let open = card.status.as_ref().is_some_and(|s| !s.freeze_votes)
                && sight.role.is_some()
                && card.board.lets(Act::Vote, sight.role).is_ok();
            let last = responses.iter().rfind(|(topic, _)| *topic == id);
            Similar {
                response: last
                    .map(|(_, said)| text::excerpt(said, RESPONSE))
                    .filter(|r| !r.is_empty()),
                mine: mine.contains(&id),
                open,
                card,
            }
        })
        .collect())
}
