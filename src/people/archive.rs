//! Someone's own data as one file.
use std::io::{Cursor, Write};

use serde_json::json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::accounts::belongings::{Everything, File};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::id::PersonId;

/// Everything that every room keeps about someone.
pub fn gather(conn: &mut Conn, id: PersonId, everything: &Everything) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for room in everything.0.iter().rev() {
        files.extend((room.tell)(conn, id)?);
    }
    Ok(files)
}

/// The files as a zip, one JSON file each.
pub fn pack(site: &str, files: Vec<File>, now: Time) -> Result<Vec<u8>> {
    let names: Vec<_> = files
        .iter()
        .map(|(name, _)| format!("{name}.json"))
        .collect();
    let about = json!({ "site": site, "made_at": now, "files": names });
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, value) in std::iter::once(("about", about)).chain(files) {
        zip.start_file(format!("{name}.json"), options)
            .map_err(Error::internal)?;
        let text = serde_json::to_vec_pretty(&value).map_err(Error::internal)?;
        zip.write_all(&text).map_err(Error::internal)?;
    }
    Ok(zip.finish().map_err(Error::internal)?.into_inner())
}
