//! What this room keeps about people: their votes and, of staff, the moves they made, the votes they cast for others
//! and what they own. Official responses stay: the house gave them.
use serde_json::json;

use super::{actions, store};
use crate::accounts::belongings::{Belongings, File};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, TopicId};
use crate::lang::Message;
use crate::say;

/// What this room keeps about people.
pub const BELONGINGS: Belongings = Belongings {
    holds: &[
        "votes.person_id",
        "behalves.person_id",
        "behalves.by_id",
        "proposals.owner_id",
        "status_changes.by_id",
    ],
    tell,
    answered: |conn, id| Ok(store::decided_by_others(conn, id)?),
    warn,
    erase,
};

fn tell(conn: &mut Conn, id: PersonId) -> Result<Vec<File>> {
    let votes: Vec<_> = store::everything_by(conn, id)?
        .into_iter()
        .map(|(topic, title, vote)| {
            json!({ "proposal": topic, "title": title, "stance": vote.stance, "importance": vote.importance,
                "reason": vote.reason, "workaround": vote.workaround, "named": vote.named, "cast_at": vote.cast_at })
        })
        .collect();
    let moves: Vec<_> = store::moves_of(conn, id)?
        .into_iter()
        .map(|(topic, status, response, at)| {
            json!({ "proposal": topic, "status": status, "response": response, "at": at })
        })
        .collect();
    Ok(vec![
        ("votes", votes.into()),
        ("official_responses", moves.into()),
    ])
}

fn warn(conn: &mut Conn, id: PersonId, _: &[TopicId]) -> Result<Vec<Message>> {
    Ok(match store::count_votes(conn, id)? {
        0 => Vec::new(),
        n => vec![say!("people-votes-go", n = n)],
    })
}

fn erase(tx: &mut Tx<'_>, id: PersonId, _: &[TopicId], _: Time) -> Result<()> {
    for (topic, ..) in store::everything_by(tx, id)? {
        actions::give_back(tx, topic, id)?;
    }
    Ok(store::forget(tx, id)?)
}
