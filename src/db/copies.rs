//! Whole copies of the database in one file, made while people write, looked through, and put back.
//!
//! SQLite copies itself (`vacuum into`): the copy is a database. PostgreSQL is copied by its own tools, `pg_dump` and
//! `pg_restore`, which must be there. A copy goes back into the engine it came from.
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::{Conn, Db, is_postgres, number};
use crate::error::{Error, Result};

/// A copy that was looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its size.
    pub bytes: u64,
    /// What is in it, in words.
    pub told: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    fn of(file: &Path) -> Result<Self> {
        let mut start = [0; 16];
        let mut from = File::open(file).map_err(|e| at(file, "cannot be read", &e))?;
        let read = from
            .read(&mut start)
            .map_err(|e| at(file, "cannot be read", &e))?;
        match &start[..read] {
            b"SQLite format 3\0" => Ok(Self::Sqlite),
            start if start.starts_with(b"PGDMP") => Ok(Self::Postgres),
            _ => Err(Error::internal(format!(
                "{} is no backup of Cowpath.",
                file.display()
            ))),
        }
    }
}

fn at(file: &Path, what: &str, error: &dyn std::fmt::Display) -> Error {
    Error::internal(format!("{} {what}: {error}", file.display()))
}

fn sqlite(file: &Path) -> Result<SqliteConnection> {
    let mut conn = SqliteConnection::establish(&file.to_string_lossy())
        .map_err(|e| at(file, "cannot be opened", &e))?;
    conn.batch_execute("pragma busy_timeout = 10000")?;
    Ok(conn)
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// Ends in `.part` until it is whole, so that nobody takes half a copy for one.
fn part(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// Copies the database at `from`, a file or a `postgres://` URL, into the file `to`, and looks the copy through.
///
/// # Errors
/// Says what went wrong; then there is no file `to`.
pub fn copy(from: &str, to: &Path) -> Result<Copied> {
    if to.exists() {
        return Err(Error::internal(format!(
            "{} is there already. Name another file.",
            to.display()
        )));
    }
    let part = part(to);
    let made = make(from, &part).and_then(|()| check(&part));
    if made.is_err() {
        // Nothing of use is in it.
        let _ = std::fs::remove_file(&part);
    }
    let copied = made?;
    keep(&part, to)?;
    Ok(copied)
}

fn make(from: &str, part: &Path) -> Result<()> {
    let _ = std::fs::remove_file(part);
    private(part)?;
    match is_postgres(from) {
        true => tool("pg_dump", from, |command| {
            command
                .args(["--format=custom", "--no-owner", "--no-privileges", "--file"])
                .arg(part)
        }),
        false => {
            let mut conn = sqlite(Path::new(from))?;
            diesel::sql_query("vacuum into ?")
                .bind::<diesel::sql_types::Text, _>(part.to_string_lossy().into_owned())
                .execute(&mut conn)?;
            Ok(())
        }
    }
}

/// An empty file that only the service's own user may read.
fn private(file: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .map(drop)
        .map_err(|e| at(file, "cannot be written", &e))
}

/// Syncs a whole file and gives it its name.
fn keep(part: &Path, to: &Path) -> Result<()> {
    let synced = File::open(part).and_then(|file| file.sync_all());
    synced.map_err(|e| at(part, "cannot be synced", &e))?;
    std::fs::rename(part, to).map_err(|e| at(to, "cannot be written", &e))?;
    let folder = to.parent().filter(|f| !f.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|e| at(folder, "cannot be synced", &e))
}

/// Looks a copy through: that it is whole, and how much is in it.
///
/// # Errors
/// Says what is wrong with it.
pub fn check(file: &Path) -> Result<Copied> {
    let bytes = std::fs::metadata(file)
        .map_err(|e| at(file, "cannot be read", &e))?
        .len();
    let told = match Kind::of(file)? {
        Kind::Sqlite => look_through(file)?,
        Kind::Postgres => {
            let listed = Command::new("pg_restore").arg("--list").arg(file).output();
            let listed = listed.map_err(|e| missing("pg_restore", &e))?;
            if !listed.status.success() {
                return Err(Error::internal(format!(
                    "{} is damaged: {}",
                    file.display(),
                    String::from_utf8_lossy(&listed.stderr).trim()
                )));
            }
            let list = String::from_utf8_lossy(&listed.stdout);
            let tables = list.lines().filter(|l| l.contains(" TABLE DATA ")).count();
            format!("{tables} tables")
        }
    };
    Ok(Copied { bytes, told })
}

fn look_through(file: &Path) -> Result<String> {
    let mut conn = sqlite(file)?;
    let lines = |conn: &mut SqliteConnection, sql: &str| -> Result<Vec<String>> {
        let lines: Vec<Line> = diesel::sql_query(sql).load(conn)?;
        Ok(lines.into_iter().map(|line| line.line).collect())
    };
    let found = lines(
        &mut conn,
        "select integrity_check as line from pragma_integrity_check",
    )?;
    if found != ["ok"] {
        return Err(at(file, "is damaged", &found.join("; ")));
    }
    let lost = lines(
        &mut conn,
        "select distinct \"table\" as line from pragma_foreign_key_check",
    )?;
    if !lost.is_empty() {
        return Err(at(file, "has rows that lead nowhere, in", &lost.join(", ")));
    }
    let tables = lines(
        &mut conn,
        "select name as line from sqlite_schema where type = 'table' and name not like 'sqlite_%' and sql not like 'create virtual%' order by name",
    )?;
    if !tables.iter().any(|name| name == "people") {
        return Err(at(file, "is no backup of Cowpath", &"no table of people"));
    }
    let mut conn = Conn::Sqlite(conn);
    let mut rows = 0;
    for table in &tables {
        rows += number(&mut conn, &format!("select count(*) as n from \"{table}\""))?;
    }
    Ok(format!("{} tables, {rows} rows", tables.len()))
}

/// Puts a copy in the place of the database at `to`, and brings its schema up to date.
///
/// # Errors
/// Without `force`, when something is there already; when the copy is damaged or of the other engine; when the site
/// is still running. The database is then as it was.
pub fn restore(file: &Path, to: &str, force: bool) -> Result<Db> {
    let kind = Kind::of(file)?;
    match (kind, is_postgres(to)) {
        (Kind::Sqlite, false) | (Kind::Postgres, true) => {}
        (Kind::Sqlite, true) => {
            return Err(Error::internal(
                "This is a backup of SQLite, and DATABASE_URL names PostgreSQL. Unset it, or take another file.",
            ));
        }
        (Kind::Postgres, false) => {
            return Err(Error::internal(
                "This is a backup of PostgreSQL. Name an empty database in DATABASE_URL.",
            ));
        }
    }
    check(file)?;
    match kind {
        Kind::Sqlite => put_back(file, Path::new(to), force)?,
        Kind::Postgres => fill(file, to, force)?,
    }
    Db::open(to)
}

fn put_back(file: &Path, to: &Path, force: bool) -> Result<()> {
    if let Some(folder) = to.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| at(folder, "cannot be made", &e))?;
    }
    if to.exists() {
        if !force {
            return Err(Error::internal(format!(
                "{} is there already. To replace it, stop the site and say --force; it is kept beside the new one.",
                to.display()
            )));
        }
        // Leaving the write-ahead log works only for whoever is alone, and brings all of it into the file.
        let mut conn = SqliteConnection::establish(&to.to_string_lossy())
            .map_err(|e| at(to, "cannot be opened", &e))?;
        let left = conn.batch_execute("pragma busy_timeout = 1000; pragma journal_mode = delete");
        let modes: std::result::Result<Vec<Line>, _> =
            diesel::sql_query("select journal_mode as line from pragma_journal_mode")
                .load(&mut conn);
        let alone = left.is_ok() && modes.is_ok_and(|m| m.iter().all(|m| m.line == "delete"));
        if !alone {
            return Err(Error::internal(format!(
                "{} is in use. Stop the site first.",
                to.display()
            )));
        }
    }
    let part = part(to);
    private(&part)?;
    std::fs::copy(file, &part).map_err(|e| at(&part, "cannot be written", &e))?;
    if to.exists() {
        let mut aside = to.as_os_str().to_owned();
        aside.push(".before-restore");
        std::fs::rename(to, PathBuf::from(aside)).map_err(|e| at(to, "cannot be put aside", &e))?;
    }
    keep(&part, to)
}

fn fill(file: &Path, to: &str, force: bool) -> Result<()> {
    let mut conn = PgConnection::establish(to)
        .map_err(|e| Error::internal(format!("PostgreSQL at DATABASE_URL does not answer: {e}")))?;
    let mut conn = match conn.batch_execute("set client_min_messages = 'warning'") {
        Ok(()) => Conn::Postgres(conn),
        Err(error) => return Err(error.into()),
    };
    let tables = number(
        &mut conn,
        "select count(*) as n from pg_tables where schemaname = 'public'",
    )?;
    if tables > 0 && !force {
        return Err(Error::internal(
            "This database is not empty. To replace what is in it, stop the site and say --force.",
        ));
    }
    tool("pg_restore", to, |command| {
        command
            .args([
                "--no-owner",
                "--no-privileges",
                "--exit-on-error",
                "--single-transaction",
            ])
            .args(["--clean", "--if-exists"])
            .arg(file)
    })?;
    renumber(&mut conn)
}

/// The log is read up to the oldest transaction still running. In another cluster their numbers begin anew, so what
/// stands in the log under greater ones would look as if it were still to come.
fn renumber(conn: &mut Conn) -> Result<()> {
    let ahead = number(
        conn,
        "select count(*) as n from events where tx_id >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    )?;
    let cursors = number(
        conn,
        "select count(*) as n from cursors where tx_id >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    )?;
    if ahead == 0 && cursors == 0 {
        return Ok(());
    }
    // From here on old events stand in the order of their ids. A listener goes back to before the first it has not
    // heard: it may hear a few twice, and misses none.
    conn.batch_execute(
        "begin;
         update cursors c set event_id = coalesce(
            (select min(e.id) - 1 from events e where (e.tx_id, e.id) > (c.tx_id, c.event_id)),
            (select max(e.id) from events e), 0);
         update cursors set tx_id = 0;
         update events set tx_id = 0;
         commit",
    )?;
    Ok(())
}

fn missing(name: &str, error: &std::io::Error) -> Error {
    Error::internal(format!(
        "{name} cannot be started: {error}. Install PostgreSQL's client tools, of the server's version or newer."
    ))
}

/// Runs one of PostgreSQL's own tools. The password goes through the environment, where others cannot read it.
fn tool(name: &str, url: &str, options: impl FnOnce(&mut Command) -> &mut Command) -> Result<()> {
    let mut command = Command::new(name);
    options(&mut command);
    let mut address = url::Url::parse(url).map_err(Error::internal)?;
    if let Some(password) = address.password() {
        let query = format!("p={password}").replace('+', "%2B");
        let plain = url::form_urlencoded::parse(query.as_bytes()).next();
        command.env(
            "PGPASSWORD",
            plain.map(|(_, p)| p.into_owned()).unwrap_or_default(),
        );
        let _ = address.set_password(None);
    }
    command.arg("--dbname").arg(address.as_str());
    let done = command.output().map_err(|e| missing(name, &e))?;
    match done.status.success() {
        true => Ok(()),
        false => Err(Error::internal(format!(
            "{name} failed: {}",
            String::from_utf8_lossy(&done.stderr).trim()
        ))),
    }
}

/// A PostgreSQL database beside another, gone again when this is dropped.
pub struct Aside {
    server: String,
    name: String,
    url: String,
}

impl Aside {
    /// Makes one on the server that `beside` is on; its user must be allowed to.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn make(beside: &str, name: &str) -> Result<Self> {
        let mut address = url::Url::parse(beside).map_err(Error::internal)?;
        address.set_path(name);
        let made = Self {
            server: beside.to_owned(),
            name: name.to_owned(),
            url: address.into(),
        };
        made.run("create database")
            .map_err(|e| Error::internal(format!("No database for the trial: {e}")))?;
        Ok(made)
    }
    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }
    fn run(&self, what: &str) -> std::result::Result<(), String> {
        let mut conn = PgConnection::establish(&self.server).map_err(|e| e.to_string())?;
        conn.batch_execute(&format!("{what} \"{}\"", self.name))
            .map_err(|e| e.to_string())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        let mut conn = match PgConnection::establish(&self.server) {
            Ok(conn) => conn,
            Err(error) => return tracing::warn!(%error, "a trial's database stays"),
        };
        let gone = conn.batch_execute(&format!(
            "drop database if exists \"{}\" with (force)",
            self.name
        ));
        if let Err(error) = gone {
            tracing::warn!(%error, "a trial's database stays");
        }
    }
}
