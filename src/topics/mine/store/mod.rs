//! SQL for what is one reader's own, and nothing else.
use diesel::prelude::*;

use crate::db::Tx;
use crate::db::schema::{bookmarks, follows};

mod following;
mod keeping;
mod news;
mod reading;

pub use following::*;
pub use keeping::*;
pub use news::*;
pub use reading::*;

/// Drops what readers keep about topics and comments that are going for good.
///
/// # Errors
/// Those of the database.
pub fn drop_of(tx: &mut Tx<'_>, topics: &[i64], comments: &[i64]) -> QueryResult<()> {
    diesel::delete(
        follows::table
            .filter(follows::subject.eq("topic"))
            .filter(follows::subject_id.eq_any(topics.to_vec())),
    )
    .execute(&mut **tx)?;
    for (subject, ids) in [("topic", topics), ("comment", comments)] {
        diesel::delete(
            bookmarks::table
                .filter(bookmarks::subject.eq(subject))
                .filter(bookmarks::subject_id.eq_any(ids.to_vec())),
        )
        .execute(&mut **tx)?;
    }
    Ok(())
}
