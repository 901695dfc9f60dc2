//! Who answers for a proposal, and when it is expected.
use std::collections::HashMap;

use serde::Serialize;
use serde_json::json;

use super::actions::find;
use super::store;
use crate::access::{Can, Moderate};
use crate::accounts::actions as accounts;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::TopicId;
use crate::lang::Message;
use crate::say;

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
