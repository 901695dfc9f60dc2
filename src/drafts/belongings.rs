//! What this room keeps about people: what they are writing.
use serde_json::json;

use super::{actions, model, store};
use crate::accounts::belongings::{Belongings, File};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, TopicId};

/// What this room keeps about people.
pub const BELONGINGS: Belongings = Belongings {
    holds: &["drafts.person_id"],
    tell,
    erase,
    ..Belongings::NONE
};

fn tell(conn: &mut Conn, id: PersonId) -> Result<Vec<File>> {
    let drafts: Vec<_> = actions::of(conn, id)?
        .into_iter()
        .map(|draft| {
            json!({ "of": draft.context.to_string(), "fields": draft.fields, "kept_at": draft.updated_at })
        })
        .collect();
    Ok(vec![("drafts", drafts.into())])
}

fn erase(tx: &mut Tx<'_>, id: PersonId, _: &[TopicId], _: Time) -> Result<()> {
    for (context, ..) in store::of(tx, id, model::EACH)? {
        store::delete(tx, id, &context)?;
    }
    Ok(())
}
