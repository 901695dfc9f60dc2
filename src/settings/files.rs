//! The site's own pictures, by what is in them.
use diesel::prelude::*;

use super::theme;
use crate::clock::Time;
use crate::db::schema::site_files;
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Result};

/// One of them.
pub struct File {
    /// Its media type.
    pub kind: String,
    /// What is in it.
    pub data: Vec<u8>,
}

/// Keeps a picture, and tells its name. The same twice is once.
///
/// # Errors
/// Those of the database.
pub fn keep(tx: &mut Tx<'_>, kind: &str, data: &[u8], now: Time) -> Result<String> {
    let name = theme::hex(data);
    let row = (
        site_files::digest.eq(&name),
        site_files::kind.eq(kind),
        site_files::data.eq(data),
        site_files::created_at.eq(now.micros()),
    );
    on_each!(tx, |c| diesel::insert_into(site_files::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(name)
}

/// The one with this name.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, name: &str) -> Result<File> {
    let found: Option<(String, Vec<u8>)> = site_files::table
        .find(name)
        .select((site_files::kind, site_files::data))
        .first(conn)
        .optional()?;
    found
        .map(|(kind, data)| File { kind, data })
        .ok_or(Error::NotFound("file"))
}

/// Forgets every picture but this one.
///
/// # Errors
/// Those of the database.
pub fn drop_others(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    diesel::delete(site_files::table.filter(site_files::digest.ne(name))).execute(&mut **tx)?;
    Ok(())
}
