//! What this room keeps about people: the searches they keep, and what they are found by.
use serde_json::json;

use super::{saved, store};
use crate::access::Sight;
use crate::accounts::belongings::{Belongings, File};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, TopicId};

/// What this room keeps about people.
pub const BELONGINGS: Belongings = Belongings {
    holds: &["saved_searches.person_id"],
    tell,
    erase,
    ..Belongings::NONE
};

fn tell(conn: &mut Conn, id: PersonId) -> Result<Vec<File>> {
    let own = Sight {
        person: Some(id),
        ..Sight::PUBLIC
    };
    let kept: Vec<_> = saved::of(conn, &own)?
        .into_iter()
        .map(|s| json!({ "name": s.name, "query": s.query, "what": s.what, "created_at": s.created_at }))
        .collect();
    Ok(vec![("searches", kept.into())])
}

/// The words go at once; the listener puts back those of comments that stay because others answered them.
fn erase(tx: &mut Tx<'_>, id: PersonId, _: &[TopicId], _: Time) -> Result<()> {
    store::delete_saved_of(tx, id)?;
    store::drop_docs_of(tx, id)?;
    Ok(())
}
