//! What this room keeps about people: the hooks they keep.
use serde_json::json;

use super::store;
use crate::accounts::belongings::{Belongings, File};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, TopicId};

/// What this room keeps about people.
pub const BELONGINGS: Belongings = Belongings {
    holds: &["hooks.owner_id"],
    tell,
    erase,
    ..Belongings::NONE
};

fn tell(conn: &mut Conn, id: PersonId) -> Result<Vec<File>> {
    let kept: Vec<_> = store::of(conn, id)?
        .into_iter()
        .map(|hook| {
            json!({ "target": hook.url, "site": hook.site, "events": hook.filter.patterns(),
                "supporters": hook.filter.supporters, "on": hook.on, "created_at": hook.created_at })
        })
        .collect();
    Ok(vec![("webhooks", kept.into())])
}

/// Hooks of the site go too: whoever runs it makes them anew under their own name.
fn erase(tx: &mut Tx<'_>, id: PersonId, _: &[TopicId], _: Time) -> Result<()> {
    store::delete_of(tx, id)?;
    Ok(())
}
