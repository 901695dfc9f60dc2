//! Bytes, kept in the database by what they are: the same bytes once, under their SHA-256.
//!
//! Who uses them says when they may go: this room knows no owner and no name.
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::clock::Time;
use crate::db::schema::blobs;
use crate::db::{Conn, Tx, on_each};
use crate::error::Result;

/// The name of these bytes: their SHA-256 in hexadecimal.
pub fn name(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Keeps bytes under their name; bytes that are there already are kept once.
///
/// # Errors
/// Those of the database.
pub fn keep(tx: &mut Tx<'_>, name: &str, bytes: &[u8], now: Time) -> Result<()> {
    let row = (
        blobs::hash.eq(name),
        blobs::bytes.eq(bytes),
        blobs::size.eq(i64::try_from(bytes.len()).unwrap_or(i64::MAX)),
        blobs::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(blobs::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(())
}

/// The bytes of this name.
///
/// # Errors
/// Those of the database.
pub fn read(conn: &mut Conn, name: &str) -> Result<Option<Vec<u8>>> {
    Ok(blobs::table
        .find(name)
        .select(blobs::bytes)
        .first(conn)
        .optional()?)
}

/// Lets bytes go that nobody names any more.
///
/// # Errors
/// Those of the database, also when someone still does.
pub fn forget(tx: &mut Tx<'_>, names: &[String]) -> Result<()> {
    diesel::delete(blobs::table.filter(blobs::hash.eq_any(names.to_vec()))).execute(&mut **tx)?;
    Ok(())
}
