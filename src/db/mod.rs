//! One database, two engines: SQLite in a file, or PostgreSQL by URL.
//!
//! * [`Db::read`] for what a page needs; [`Db::read_slowly`] for what may take long; [`Db::snapshot`] for one
//!   consistent look at everything; [`Db::write`] for one transaction.
//! * A write closure runs as if it were alone and may run again, so it has no effect but SQL.
//! * SQLite: readers work on the caller's own thread, one writer thread commits many writes with one sync.
//!   PostgreSQL: serializable transactions, repeated when they lose a race.
//! * Only this room knows which engine is behind [`Conn`].
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as Sql};

use crate::error::{Error, Result};

pub mod copies;
mod deadline;
mod keyset;
mod memo;
mod migrations;
mod postgres;
pub mod schema;
mod sqlite;
mod touches;

pub use touches::{Shows, Stamp, Touch};

pub use keyset::{Cursor, Key};
pub use memo::once;

pub use conn::{Conn, MultiBackend};

/// Apart, because the derived parts have no documentation of their own.
#[allow(missing_docs)]
mod conn {
    use diesel::{PgConnection, SqliteConnection};

    /// A connection to either engine. Queries written against it run on both.
    #[derive(diesel::MultiConnection)]
    pub enum Conn {
        /// PostgreSQL.
        Postgres(PgConnection),
        /// SQLite.
        Sqlite(SqliteConnection),
    }
}

/// Runs one expression on whichever engine is open, for SQL the shared dialect lacks (`on conflict`).
macro_rules! on_each {
    ($conn:expr, |$c:ident| $query:expr) => {
        match ::std::convert::AsMut::<$crate::db::Conn>::as_mut($conn) {
            $crate::db::Conn::Sqlite($c) => $query,
            $crate::db::Conn::Postgres($c) => $query,
        }
    };
}
pub(crate) use on_each;

/// A connection inside a write transaction. Functions that write ask for one, so they cannot run outside.
pub struct Tx<'a> {
    conn: &'a mut Conn,
    touched: touches::Touched,
}

impl<'a> Tx<'a> {
    /// Runs a write inside a transaction that is open already, and keeps with it what it touched.
    fn run<T>(conn: &'a mut Conn, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let mut tx = Tx {
            conn,
            touched: touches::Touched::default(),
        };
        let done = f(&mut tx)?;
        touches::keep(tx.conn, &tx.touched)?;
        Ok(done)
    }
    /// Says what this transaction changes of what pages show. Who says nothing touches all of them.
    pub fn touch(&mut self, what: Touch) {
        self.touched.add(what);
    }
}

impl Deref for Tx<'_> {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        self.conn
    }
}
impl DerefMut for Tx<'_> {
    fn deref_mut(&mut self) -> &mut Conn {
        self.conn
    }
}
impl AsMut<Conn> for Tx<'_> {
    fn as_mut(&mut self) -> &mut Conn {
        self.conn
    }
}
impl AsMut<Conn> for Conn {
    fn as_mut(&mut self) -> &mut Conn {
        self
    }
}

/// The database. Cheap to clone; the last clone to go closes it.
#[derive(Clone)]
pub struct Db(Arc<Open>);

/// An open database and how far this process has followed what was changed in it.
struct Open {
    engine: Engine,
    versions: touches::Versions,
}

enum Engine {
    Sqlite(sqlite::Engine),
    Postgres(postgres::Engine),
}

/// How long a read may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Indexed and short: [`Db::read`].
    Quick,
    /// Perhaps long: [`Db::read_slowly`].
    Slow,
}

/// How long a page's own reads and writes may take in PostgreSQL, and slow ones in either engine.
const SLOW: Duration = Duration::from_secs(10);

impl Db {
    /// Opens the database at a `postgres://` URL or a file path, and brings its schema up to date.
    ///
    /// # Errors
    /// Says what could not be opened.
    pub fn open(at: &str) -> Result<Self> {
        let engine = if is_postgres(at) {
            Engine::Postgres(postgres::Engine::open(at)?)
        } else {
            Engine::Sqlite(sqlite::Engine::open(Path::new(at))?)
        };
        Ok(Self(Arc::new(Open {
            engine,
            versions: touches::Versions::default(),
        })))
    }

    /// How new whatever shows this has to be, all acknowledged changes counted, whoever made them.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn stamp(&self, shows: Shows) -> Result<Stamp> {
        let db = self.clone();
        self.read(move |conn| db.0.versions.stamp(conn, shows))
            .await
    }

    /// Reads what a page needs: indexed, short.
    ///
    /// # Errors
    /// Those of `f`, and those of the database.
    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        match &self.0.engine {
            // On the caller's own thread: handing over costs more than the read itself.
            Engine::Sqlite(engine) => engine.read(f),
            Engine::Postgres(engine) => engine.read(f).await,
        }
    }

    /// Reads what may take long (search, panels), off the request threads and within ten seconds.
    ///
    /// # Errors
    /// Those of `f`, of the database, and [`Error::Busy`] when time is up.
    pub async fn read_slowly<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        match &self.0.engine {
            Engine::Sqlite(_) => {
                let db = self.clone();
                blocking(move || {
                    let Engine::Sqlite(engine) = &db.0.engine else {
                        unreachable!("matched above")
                    };
                    deadline::within(SLOW, || engine.read(f))
                })
                .await
            }
            Engine::Postgres(engine) => engine.read(f).await,
        }
    }

    /// Reads at the pace that what is read asks for.
    ///
    /// # Errors
    /// Those of [`Db::read`] and [`Db::read_slowly`].
    pub async fn read_at<T, F>(&self, pace: Pace, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        match pace {
            Pace::Quick => self.read(f).await,
            Pace::Slow => self.read_slowly(f).await,
        }
    }

    /// Reads everything as of one moment, for as long as it takes: exports and checks, not pages. Blocks.
    ///
    /// # Errors
    /// Those of `f`, and those of the database.
    pub fn snapshot<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        match &self.0.engine {
            Engine::Sqlite(engine) => engine.snapshot(f),
            Engine::Postgres(engine) => engine.snapshot(f),
        }
    }

    /// Runs one transaction as if no one else were writing, and returns once it is safely kept.
    /// The closure may run again; it has no side effects but SQL.
    ///
    /// # Errors
    /// Those of `f` (nothing is written then), and those of the database.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        match &self.0.engine {
            Engine::Sqlite(engine) => engine.write(f).await,
            Engine::Postgres(engine) => engine.write(f).await,
        }
    }
}

impl Db {
    /// The same as [`Db::write`], for what no page shows to everybody: sessions, drafts, how far someone read.
    ///
    /// # Errors
    /// Those of [`Db::write`].
    pub async fn write_unseen<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        self.write(move |tx| {
            tx.touch(Touch::Nothing);
            f(tx)
        })
        .await
    }
}

/// Whether an address names PostgreSQL rather than a file.
pub fn is_postgres(at: &str) -> bool {
    at.starts_with("postgres://") || at.starts_with("postgresql://")
}

/// Runs `f` on a thread that may block.
async fn blocking<T: Send + 'static>(f: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(f)
        .await
        .map_err(Error::internal)?
}

/// True when the engine asks for the transaction to be run again.
fn lost_race(error: &Error) -> bool {
    let Error::Internal(source) = error else {
        return false;
    };
    match source.downcast_ref::<Sql>() {
        Some(Sql::DatabaseError(DatabaseErrorKind::SerializationFailure, _)) => true,
        Some(Sql::DatabaseError(_, info)) => info.message().contains("deadlock detected"),
        _ => false,
    }
}

/// True when `error` says that `table.column` must be unique, in either engine's words.
pub fn taken(error: &Sql, table: &str, column: &str) -> bool {
    let Sql::DatabaseError(DatabaseErrorKind::UniqueViolation, info) = error else {
        return false;
    };
    match info.constraint_name() {
        Some(name) => name == format!("{table}_{column}_key") || name == format!("{table}_pkey"),
        None => info.message().ends_with(&format!(" {table}.{column}")),
    }
}

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// The one number that `sql` answers in its column `n`.
///
/// # Errors
/// Those of the database.
pub fn number(conn: &mut Conn, sql: &str) -> QueryResult<i64> {
    diesel::sql_query(sql)
        .get_result::<Number>(conn)
        .map(|row| row.n)
}
