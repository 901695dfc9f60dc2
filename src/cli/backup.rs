//! `cowpath backup` and `cowpath restore`.
use std::path::{Path, PathBuf};

use clap::Args;

use super::{Place, block_on, broken, config, told};
use crate::clock::{Clock, Time};
use crate::db::{Db, copies, is_postgres};
use crate::error::{Error, Result};
use crate::upkeep::backups::{self, Entry, Outcome, What};

#[derive(Debug, Args)]
pub struct Backup {
    /// The file to make, or the folder to make it in [default: backups in the data folder]
    #[arg(value_name = "FILE|DIR")]
    to: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// Replace what is there. A SQLite file is kept beside the new one, with .before-restore at its end
    #[arg(long)]
    force: bool,
    /// Only try it: restore into a place of its own, look everything through, and take it away again
    #[arg(long, conflicts_with = "force")]
    test: bool,
    #[command(flatten)]
    place: Place,
}

fn name(at: &str, now: Time) -> String {
    let plain: String = now
        .to_string()
        .chars()
        .take(19)
        .filter(|c| !"-:".contains(*c))
        .collect();
    let ending = if is_postgres(at) { "dump" } else { "db" };
    format!("cowpath-{plain}Z.{ending}")
}

/// Writes down how it went, where the panel can show it. A database from before this was kept is left as it is.
fn note(db: &Db, what: What, file: &Path, began: Time, done: &Result<copies::Copied>) {
    let file = file.file_name().unwrap_or_default();
    let entry = Entry {
        what,
        outcome: if done.is_ok() {
            Outcome::Good
        } else {
            Outcome::Failed
        },
        file: file.to_string_lossy().into_owned(),
        bytes: done
            .as_ref()
            .map_or(0, |copied| i64::try_from(copied.bytes).unwrap_or(i64::MAX)),
        told: match done {
            Ok(copied) => copied.told.clone(),
            Err(error) => told(error).chars().take(500).collect(),
        },
        began_at: began,
        ended_at: Clock::System.now(),
    };
    let kept = block_on(db.write(move |tx| backups::note(tx, &entry)));
    if let Err(error) = kept {
        eprintln!("How it went could not be written down: {}", told(&error));
    }
}

pub fn backup(options: Backup) -> Result<()> {
    let config = config(options.place.data, None)?;
    let (at, began) = (config.database(), Clock::System.now());
    if !is_postgres(&at) && !Path::new(&at).exists() {
        return Err(Error::internal(format!(
            "There is no site in {}. Name its folder with --data, or its database in DATABASE_URL.",
            config.data.display()
        )));
    }
    let to = options.to.unwrap_or_else(|| config.data.join("backups"));
    // A name with an ending is a file, all else a folder.
    let file = match to.is_dir() || to.extension().is_none() {
        true => to.join(name(&at, began)),
        false => to,
    };
    if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| {
            Error::internal(format!(
                "The folder {} cannot be made: {e}",
                folder.display()
            ))
        })?;
    }
    // Copied before this program may change the schema, so that a backup made for an upgrade is of the old one.
    let done = copies::copy(&at, &file);
    match Db::open(&at) {
        Ok(db) => note(&db, What::Backup, &file, began, &done),
        Err(error) => eprintln!("How it went could not be written down: {}", told(&error)),
    }
    let copied = done?;
    eprintln!("{}, {} bytes.", copied.told, copied.bytes);
    println!("{}", file.display());
    Ok(())
}

/// Looks through what was restored, as `cowpath check` does.
fn whole(db: &Db) -> Result<()> {
    let wrong = db.snapshot(broken)?;
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(Error::internal(format!(
            "It was restored, but not all is well in it: {}.",
            wrong.join("; ")
        ))),
    }
}

pub fn restore(options: Restore) -> Result<()> {
    let config = config(options.place.data, None)?;
    let at = config.database();
    if !options.test {
        let db = copies::restore(&options.file, &at, options.force)?;
        whole(&db)?;
        eprintln!("Restored: {}.", copies::check(&options.file)?.told);
        return Ok(());
    }
    let began = Clock::System.now();
    let done = try_it(&options.file, &at);
    if is_postgres(&at) || Path::new(&at).exists() {
        note(&Db::open(&at)?, What::Trial, &options.file, began, &done);
    }
    let copied = done?;
    eprintln!("It would do: {}, {} bytes.", copied.told, copied.bytes);
    Ok(())
}

/// Restores into a place of its own that is gone afterwards.
fn try_it(file: &Path, at: &str) -> Result<copies::Copied> {
    let copied = copies::check(file)?;
    match is_postgres(at) {
        true => {
            let name = format!("cowpath_trial_{}", std::process::id());
            let aside = copies::Aside::make(at, &name)?;
            whole(&copies::restore(file, aside.url(), false)?)?;
        }
        false => {
            let folder = std::env::temp_dir().join(format!("cowpath-trial-{}", std::process::id()));
            let to = folder.join("cowpath.db");
            let tried = copies::restore(file, &to.to_string_lossy(), false);
            let tried = tried.and_then(|db| whole(&db));
            let gone = std::fs::remove_dir_all(&folder);
            tried?;
            gone.map_err(Error::internal)?;
        }
    }
    Ok(copied)
}
