//! Why people want it: reasons said alike, together.

use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{ReasonId, TopicId};
use crate::lang::Message;
use crate::proposals::model::{Importance, Reason};
use crate::proposals::store;
use crate::topics::{actions as topics, family};
use crate::{accounts, text};

/// Reasons with which a new one is compared.
const COMPARED: i64 = 100;
/// Reasons shown on a page.
pub const SHOWN: i64 = 30;

/// The group of those who say the same, or a new one.
pub(super) fn group(tx: &mut Tx<'_>, topic: TopicId, text: &str) -> Result<Option<ReasonId>> {
    if text.is_empty() {
        return Ok(None);
    }
    for known in store::reasons(tx, &[topic], COMPARED)? {
        if text::reasons::alike(&known.text, text) {
            return Ok(Some(known.id));
        }
    }
    Ok(Some(store::insert_reason(tx, topic, text)?))
}

/// A group speaks in the words of the first who still says it; one that nobody says any more goes.
pub(super) fn reword(tx: &mut Tx<'_>, id: ReasonId) -> Result<()> {
    let group = store::reason(tx, id)?;
    if group.people <= 0 {
        return Ok(store::delete_reason(tx, id)?);
    }
    let (text, workaround) = store::first_words(tx, id)?;
    let text = text.unwrap_or(group.text);
    Ok(store::update_reason(
        tx,
        id,
        &text,
        workaround.as_deref().unwrap_or_default(),
    )?)
}

pub(super) fn best_reason(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    let family = family::members(tx, id)?;
    let best = store::reasons(tx, &family, 1)?.into_iter().next();
    topics::note_best_reason(tx, id, best.as_ref().map(|r| r.text.as_str()))
}

/// A reason as it is shown: with how many say it, how much it matters, and who lets their name stand by it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Evidence {
    /// In the words of the first who said it.
    pub text: String,
    /// How many say something like it.
    pub people: i64,
    /// How much it matters to most of them.
    pub importance: Option<Message>,
    /// What one of them does today.
    pub workaround: Option<String>,
    /// Handles of those who let their names stand by it, at most three.
    pub named: Vec<String>,
    /// Where they asked for whom staff voted so, at most three addresses.
    pub sources: Vec<String>,
}

/// Why people want a proposal, most shared reason first.
///
/// # Errors
/// Those of the database.
pub fn evidence(conn: &mut Conn, id: TopicId) -> Result<Vec<Evidence>> {
    let family = family::members(conn, id)?;
    let reasons = store::reasons(conn, &family, SHOWN)?;
    if reasons.is_empty() {
        return Ok(Vec::new());
    }
    // What was said in one way about several that were merged is one piece of evidence.
    let mut together: Vec<(Reason, Vec<ReasonId>)> = Vec::new();
    for reason in reasons {
        let known = together
            .iter_mut()
            .find(|(first, _)| family.len() > 1 && text::reasons::alike(&first.text, &reason.text));
        match known {
            None => together.push((reason.clone(), vec![reason.id])),
            Some((first, ids)) => {
                ids.push(reason.id);
                first.nice += reason.nice;
                first.important += reason.important;
                first.essential += reason.essential;
                if first.workaround.is_empty() {
                    first.workaround = reason.workaround;
                }
            }
        }
    }
    for (first, ids) in together.iter_mut().filter(|(_, ids)| ids.len() > 1) {
        first.people = store::people_saying(conn, ids)?;
    }
    together.sort_by_key(|(reason, _)| std::cmp::Reverse((reason.people, reason.id)));
    let ids: Vec<_> = together.iter().flat_map(|(_, ids)| ids).copied().collect();
    let sources = store::asked_at(conn, &ids)?;
    let named = store::named(conn, &ids)?;
    let people: Vec<_> = named.iter().map(|(_, person)| *person).collect();
    let authors = accounts::authors(conn, &people)?;
    Ok(together
        .into_iter()
        .map(|(reason, ids)| Evidence {
            importance: reason.importance().map(Importance::label),
            named: named
                .iter()
                .filter(|(id, _)| id.is_some_and(|id| ids.contains(&id)))
                .filter_map(|(_, person)| authors.get(person))
                .take(3)
                .map(|a| a.handle.clone())
                .collect(),
            sources: {
                let mut here: Vec<String> = Vec::new();
                for (_, source) in sources.iter().filter(|(id, _)| ids.contains(id)) {
                    if !here.contains(source) && here.len() < 3 {
                        here.push(source.clone());
                    }
                }
                here
            },
            workaround: Some(reason.workaround).filter(|w| !w.is_empty()),
            people: reason.people,
            text: reason.text,
        })
        .collect())
}
