//! PostgreSQL: a pool, serializable writes, another try for whoever loses a race.
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use std::sync::Arc;

use super::{Conn, Tx, blocking, lost_race, memo, migrations};
use crate::error::{Error, Result};

/// Connections this node keeps at most.
const CONNECTIONS: u32 = 16;
/// How long a request waits for one.
const PATIENCE: Duration = Duration::from_secs(5);
/// Tries of one write before its author is told to come back.
const TRIES: u32 = 64;

#[derive(Clone)]
pub struct Engine {
    pool: Pool<Manager>,
    /// Those who lost a race take turns, so that a crowd at one row cannot starve anyone.
    turn: Arc<Mutex<()>>,
}

struct Manager {
    url: String,
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = diesel::r2d2::Error;
    fn connect(&self) -> std::result::Result<Conn, Self::Error> {
        let mut conn = PgConnection::establish(&self.url)?;
        conn.batch_execute(
            "set time zone 'UTC'; set statement_timeout = '10s'; set lock_timeout = '5s';
             set idle_in_transaction_session_timeout = '30s'; set client_min_messages = 'warning';",
        )
        .map_err(diesel::r2d2::Error::QueryError)?;
        Ok(Conn::Postgres(conn))
    }
    fn is_valid(&self, conn: &mut Conn) -> std::result::Result<(), Self::Error> {
        conn.ping().map_err(diesel::r2d2::Error::QueryError)
    }
    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

impl Engine {
    pub fn open(url: &str) -> Result<Self> {
        let manager = Manager { url: url.into() };
        // The first connection is made here, so that a wrong address says so at once instead of timing out.
        let mut first = manager.connect().map_err(|e| {
            Error::internal(format!("PostgreSQL at DATABASE_URL does not answer: {e}"))
        })?;
        migrations::run(&mut first)?;
        let pool = Pool::builder()
            .max_size(CONNECTIONS)
            .min_idle(Some(0))
            .connection_timeout(PATIENCE)
            .build(manager)
            .map_err(Error::internal)?;
        Ok(Self {
            pool,
            turn: Arc::default(),
        })
    }

    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
    {
        let pool = self.pool.clone();
        blocking(move || {
            let mut conn = pool.get().map_err(busy)?;
            memo::during(|| f(&mut conn))
        })
        .await
    }

    pub fn snapshot<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.pool.get().map_err(busy)?;
        conn.batch_execute(
            "begin isolation level repeatable read read only; set local statement_timeout = 0",
        )?;
        let done = f(&mut conn);
        conn.batch_execute("rollback")?;
        done
    }

    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let Self { pool, turn } = self.clone();
        blocking(move || {
            let mut conn = pool.get().map_err(busy)?;
            match transaction(&mut conn, &f) {
                Err(error) if lost_race(&error) => {}
                settled => return settled,
            }
            let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
            for _ in 0..TRIES {
                match transaction(&mut conn, &f) {
                    Err(error) if lost_race(&error) => std::thread::sleep(Duration::from_millis(1)),
                    settled => return settled,
                }
            }
            Err(Error::Busy(1))
        })
        .await
    }
}

fn transaction<T>(conn: &mut Conn, f: impl Fn(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    type Manager = <Conn as Connection>::TransactionManager;
    match conn {
        Conn::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "begin isolation level serializable")?;
        }
        Conn::Sqlite(_) => unreachable!("the PostgreSQL pool holds PostgreSQL connections"),
    }
    let run = catch_unwind(AssertUnwindSafe(|| Tx::run(conn, &f)));
    match run.unwrap_or_else(|_| Err(Error::internal("a write panicked"))) {
        Ok(value) => {
            Manager::commit_transaction(conn)?;
            Ok(value)
        }
        Err(error) => {
            Manager::rollback_transaction(conn)?;
            Err(error)
        }
    }
}

/// No connection in time: the database is down or everyone is at it.
fn busy(error: diesel::r2d2::PoolError) -> Error {
    tracing::error!(%error, "no database connection in time");
    Error::Busy(5)
}
