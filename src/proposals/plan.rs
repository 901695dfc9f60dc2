//! Who answers for a proposal, and when it is expected.
use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::actions::find;
use super::store;
use crate::access::{Can, Moderate};
use crate::accounts::{actions as accounts, authors};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Invalid, Result};
use crate::events::{self, Event, Happened, Verb};
use crate::id::{PersonId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::topics::thread::Note;

/// Who answers for a proposal, and when it is expected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The handle of someone of the staff.
    pub owner: Option<String>,
    /// A month, as `2026-03`.
    pub eta: Option<String>,
    /// The month in words.
    pub month: Option<Message>,
}

/// A month such as `2026-03`.
pub fn is_month(text: &str) -> bool {
    let digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    match text.split_once('-') {
        Some((year, month)) => {
            year.len() == 4
                && month.len() == 2
                && digits(year)
                && digits(month)
                && ("01"..="12").contains(&month)
        }
        None => false,
    }
}

fn in_words(eta: &str) -> Option<Message> {
    let (year, month) = eta.split_once('-')?;
    let number: u8 = month.parse().ok()?;
    let month = Message::of("month", &number.to_string());
    Some(say!("desk-month", month = month, year = year))
}

/// A proposal's plan.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, id: TopicId) -> Result<Plan> {
    let (owner, eta) = store::plan(conn, id)?;
    let owner = match owner {
        Some(person) => Some(accounts::find(conn, person)?.handle),
        None => None,
    };
    Ok(Plan {
        owner,
        month: eta.as_deref().and_then(in_words),
        eta,
    })
}

/// The plans of these proposals; those without one left out.
///
/// # Errors
/// Those of the database.
pub fn of_many(conn: &mut Conn, ids: &[TopicId]) -> Result<HashMap<TopicId, Plan>> {
    let rows = store::plans(conn, ids)?;
    let people: Vec<_> = rows.iter().filter_map(|(_, owner, _)| *owner).collect();
    let authors = match people.is_empty() {
        true => HashMap::new(),
        false => authors(conn, &people)?,
    };
    Ok(rows
        .into_iter()
        .map(|(id, owner, eta)| {
            let plan = Plan {
                owner: owner
                    .and_then(|person| authors.get(&person))
                    .map(|author| author.handle.clone()),
                month: eta.as_deref().and_then(in_words),
                eta,
            };
            (id, plan)
        })
        .collect())
}

/// What became of a proposal's plan, for its timeline; each ends a sentence that begins with someone's name.
///
/// # Errors
/// Those of the database.
pub fn notes(conn: &mut Conn, id: TopicId) -> Result<Vec<Note>> {
    let events = events::of_topic(conn, id, &[Verb::PlanChanged])?;
    if events.is_empty() {
        return Ok(Vec::new());
    }
    let told: Vec<(Event, Value)> = events
        .into_iter()
        .map(|event| {
            let data = serde_json::from_str(&event.data).unwrap_or_default();
            (event, data)
        })
        .collect();
    let owner = |data: &Value| data["owner"].as_i64().map(PersonId::new);
    let mut people: Vec<_> = told
        .iter()
        .filter_map(|(event, _)| event.actor_id)
        .collect();
    people.extend(told.iter().filter_map(|(_, data)| owner(data)));
    let authors = authors(conn, &people)?;
    Ok(told
        .into_iter()
        .map(|(event, data)| {
            let who = owner(&data).and_then(|person| authors.get(&person));
            let month = data["eta"].as_str().and_then(in_words);
            Note {
                at: event.at,
                author: event
                    .actor_id
                    .and_then(|person| authors.get(&person).cloned()),
                told: match (who.map(|author| &author.handle), month) {
                    (Some(who), Some(month)) => say!("desk-note-plan", who = who, month = month),
                    (Some(who), None) => say!("desk-note-plan-owner", who = who),
                    (None, Some(month)) => say!("desk-note-plan-month", month = month),
                    (None, None) => say!("desk-note-plan-none"),
                },
                html: None,
                anchor: format!("e-{}", event.id),
            }
        })
        .collect())
}

/// The months in which some of these proposals are expected.
///
/// # Errors
/// Those of the database.
pub fn months(conn: &mut Conn, ids: &[TopicId]) -> Result<HashMap<TopicId, Message>> {
    Ok(store::months(conn, ids)?
        .into_iter()
        .filter_map(|(id, eta)| Some((id, in_words(&eta?)?)))
        .collect())
}

/// Says who answers for a proposal and when it is expected; nothing takes either back.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for an owner who is not of the staff, or for what is no month.
pub fn plan(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    owner: &str,
    eta: &str,
    now: Time,
) -> Result<Plan> {
    find(tx, &by.who.sight(), id)?;
    let (owner, eta) = (owner.trim().trim_start_matches('@'), eta.trim());
    let person = match owner {
        "" => None,
        handle => {
            let found = accounts::by_handle(tx, handle)
                .ok()
                .filter(|p| p.role.is_staff());
            let found =
                found.ok_or_else(|| Invalid::field("owner", say!("desk-owner-of-staff")))?;
            Some(found.id)
        }
    };
    if !eta.is_empty() && !is_month(eta) {
        return Err(Invalid::field("eta", say!("desk-no-month")).into());
    }
    let eta = Some(eta).filter(|eta| !eta.is_empty());
    if store::plan(tx, id)? != (person, eta.map(str::to_owned)) {
        store::update_plan(tx, id, person, eta)?;
        events::record(
            tx,
            now,
            Happened {
                actor: Some(by.who.id),
                verb: Verb::PlanChanged,
                object: "topic",
                object_id: id.get(),
                topic: Some(id),
                data: json!({ "owner": person, "eta": eta }),
            },
        )?;
    }
    of(tx, id)
}

#[cfg(test)]
mod tests {
    use super::is_month;

    #[test]
    fn a_month_is_a_year_and_a_month() {
        assert!(is_month("2026-03") && is_month("1999-12"));
        for not in [
            "",
            "2026",
            "2026-3",
            "2026-13",
            "2026-00",
            "26-03",
            "2026-03-01",
            "abcd-ef",
        ] {
            assert!(!is_month(not), "{not}");
        }
    }
}
