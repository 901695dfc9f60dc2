//! Backups that were made, and those that were tried: when, and how it went. The panel and alerts read this.
use diesel::prelude::*;
use serde::Serialize;

use crate::choice;
use crate::clock::Time;
use crate::db::schema::backups;
use crate::db::{Conn, Tx};
use crate::error::Result;

choice! {
    /// What was done.
    What {
        /// A copy was made.
        Backup = "backup",
        /// A copy was restored elsewhere and looked through.
        Trial = "trial",
    }
}

choice! {
    /// How it went.
    Outcome {
        /// The copy is whole.
        Good = "good",
        /// It is not, or there is none.
        Failed = "failed",
    }
}

/// One backup, or one trial of a backup.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = backups)]
#[allow(missing_docs)]
pub struct Entry {
    pub what: What,
    pub outcome: Outcome,
    /// The file's name, without its folder.
    pub file: String,
    /// Its size; nothing where it failed.
    pub bytes: i64,
    /// What was found, in words for staff.
    pub told: String,
    pub began_at: Time,
    pub ended_at: Time,
}

/// Entries that are kept of each kind.
const KEPT: i64 = 200;

/// Writes down how it went.
///
/// # Errors
/// Those of the database.
pub fn note(tx: &mut Tx<'_>, entry: &Entry) -> Result<()> {
    diesel::insert_into(backups::table)
        .values((
            backups::what.eq(entry.what),
            backups::outcome.eq(entry.outcome),
            backups::file.eq(&entry.file),
            backups::bytes.eq(entry.bytes),
            backups::told.eq(&entry.told),
            backups::began_at.eq(entry.began_at.micros()),
            backups::ended_at.eq(entry.ended_at.micros()),
        ))
        .execute(&mut **tx)?;
    let eldest: Option<i64> = backups::table
        .filter(backups::what.eq(entry.what))
        .order(backups::id.desc())
        .offset(KEPT)
        .select(backups::id)
        .first(&mut **tx)
        .optional()?;
    if let Some(eldest) = eldest {
        diesel::delete(
            backups::table
                .filter(backups::what.eq(entry.what))
                .filter(backups::id.le(eldest)),
        )
        .execute(&mut **tx)?;
    }
    Ok(())
}

/// The last of a kind, however it went; `good`: the last that went well.
///
/// # Errors
/// Those of the database.
pub fn last(conn: &mut Conn, what: What, outcome: Option<Outcome>) -> Result<Option<Entry>> {
    let mut rows = backups::table
        .filter(backups::what.eq(what))
        .order(backups::id.desc())
        .select(Entry::as_select())
        .into_boxed::<crate::db::MultiBackend>();
    if let Some(outcome) = outcome {
        rows = rows.filter(backups::outcome.eq(outcome));
    }
    Ok(rows.first(conn).optional()?)
}
