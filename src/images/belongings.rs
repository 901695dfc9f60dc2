//! What this room keeps about people: the pictures they added.
use serde_json::json;

use super::{actions, store};
use crate::accounts::belongings::{Belongings, File};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, TopicId};

/// What this room keeps about people.
pub const BELONGINGS: Belongings = Belongings {
    holds: &["images.owner_id"],
    tell,
    erase,
    ..Belongings::NONE
};

fn tell(conn: &mut Conn, id: PersonId) -> Result<Vec<File>> {
    let pictures: Vec<_> = store::of(conn, id, i64::MAX)?
        .into_iter()
        .map(|image| {
            json!({ "path": image.path(), "width": image.width, "height": image.height, "bytes": image.size,
                "added_at": image.at, "shown": image.unused_until.is_none() })
        })
        .collect();
    Ok(vec![("pictures", pictures.into())])
}

/// All of them, also where a post that stays shows one: its description is left there.
fn erase(tx: &mut Tx<'_>, id: PersonId, _: &[TopicId], _: Time) -> Result<()> {
    let (keys, blobs): (Vec<_>, Vec<_>) = store::of(tx, id, i64::MAX)?
        .into_iter()
        .map(|image| (image.key, image.blob))
        .unzip();
    for (keys, blobs) in keys.chunks(500).zip(blobs.chunks(500)) {
        actions::drop_all(tx, keys, blobs.to_vec())?;
    }
    Ok(())
}
