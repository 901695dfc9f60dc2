//! SQLite: one file, readers on their own threads, one writer thread with group commit.
use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use tokio::sync::{mpsc, oneshot};

use super::{Conn, Tx, deadline, memo, migrations};
use crate::error::{Error, Result};

/// Writes that may wait; more are told to come back.
const QUEUE: usize = 4096;
/// Writes that share one sync. While one batch syncs, the next gathers; no timer is needed.
const BATCH: usize = 256;

thread_local! {
    /// One reading connection for each thread and database.
    static READERS: RefCell<HashMap<u64, Conn>> = RefCell::new(HashMap::new());
}

pub struct Engine {
    /// Names the database among those this process has opened.
    id: u64,
    file: PathBuf,
    writer: mpsc::Sender<Box<dyn Job>>,
}

impl Engine {
    pub fn open(file: &Path) -> Result<Self> {
        static OPENED: AtomicU64 = AtomicU64::new(0);
        deadline::arm();
        if let Some(folder) = file.parent().filter(|f| !f.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| {
                Error::internal(format!(
                    "The folder {} cannot be made: {e}",
                    folder.display()
                ))
            })?;
        }
        keep_private(file)?;
        let mut conn = connect(file)?;
        migrations::run(&mut conn)?;
        let (writer, jobs) = mpsc::channel(QUEUE);
        let path = file.to_owned();
        std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || write_until_closed(&path, conn, jobs))
            .map_err(Error::internal)?;
        Ok(Self {
            id: OPENED.fetch_add(1, Ordering::Relaxed),
            file: file.to_owned(),
            writer,
        })
    }

    pub fn read<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        // Taken out while in use: a panic drops the connection instead of leaving it half-used.
        let kept = READERS.with_borrow_mut(|readers| readers.remove(&self.id));
        let mut conn = match kept {
            Some(conn) => conn,
            None => reader(&self.file)?,
        };
        let done = memo::during(|| f(&mut conn));
        READERS.with_borrow_mut(|readers| readers.insert(self.id, conn));
        done
    }

    pub fn snapshot<T>(&self, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = reader(&self.file)?;
        conn.batch_execute("begin")?;
        let done = f(&mut conn);
        conn.batch_execute("rollback")?;
        done
    }

    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T> + Send + 'static,
    {
        let (tell, told) = oneshot::channel();
        let job = Write {
            f,
            done: None,
            tell: Some(tell),
        };
        self.writer
            .try_send(Box::new(job))
            .map_err(|_| Error::Busy(2))?;
        told.await
            .map_err(|_| Error::internal("the writer ended before it answered"))?
    }
}

/// Makes the file, if it is new, so that only the service's own user may read it.
fn keep_private(file: &Path) -> Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .map(drop)
        .map_err(|e| Error::internal(format!("{} cannot be written: {e}", file.display())))
}

fn open(file: &Path) -> Result<SqliteConnection> {
    SqliteConnection::establish(&file.to_string_lossy())
        .map_err(|e| Error::internal(format!("{} cannot be opened: {e}", file.display())))
}

/// A connection that may write: acknowledged means synced, deleted means overwritten.
fn connect(file: &Path) -> Result<Conn> {
    let mut conn = open(file)?;
    conn.batch_execute(
        "pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full;
         pragma foreign_keys = on; pragma secure_delete = on; pragma temp_store = memory; pragma cache_size = -16000;",
    )?;
    Ok(Conn::Sqlite(conn))
}

fn reader(file: &Path) -> Result<Conn> {
    let mut conn = open(file)?;
    conn.batch_execute(
        "pragma busy_timeout = 5000; pragma query_only = on; pragma temp_store = memory;
         pragma mmap_size = 268435456; pragma cache_size = -4000;",
    )?;
    Ok(Conn::Sqlite(conn))
}

/// One write, however it is typed inside.
trait Job: Send {
    /// Runs inside a savepoint; `false` rolls it back.
    fn run(&mut self, conn: &mut Conn) -> bool;
    /// Tells the waiting request, once the batch is safe or lost. Called at most once with an outcome.
    fn settle(&mut self, batch: Option<Error>);
}

struct Write<T, F> {
    f: F,
    done: Option<Result<T>>,
    tell: Option<oneshot::Sender<Result<T>>>,
}

impl<T, F> Job for Write<T, F>
where
    T: Send,
    F: Fn(&mut Tx<'_>) -> Result<T> + Send,
{
    fn run(&mut self, conn: &mut Conn) -> bool {
        let run = catch_unwind(AssertUnwindSafe(|| Tx::run(conn, &self.f)));
        let done = run.unwrap_or_else(|_| Err(Error::internal("a write panicked")));
        let good = done.is_ok();
        self.done = Some(done);
        good
    }
    fn settle(&mut self, batch: Option<Error>) {
        let done = match (self.done.take(), batch) {
            (Some(Ok(_)) | None, Some(lost)) => Err(lost),
            (Some(done), _) => done,
            (None, None) => Err(Error::internal("a write was not run")),
        };
        if let Some(tell) = self.tell.take() {
            // Nobody may be waiting any more; the write stands all the same.
            let _ = tell.send(done);
        }
    }
}

fn write_until_closed(file: &Path, mut conn: Conn, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
    let mut batch: Vec<Box<dyn Job>> = Vec::with_capacity(BATCH);
    while let Some(first) = jobs.blocking_recv() {
        batch.push(first);
        while batch.len() < BATCH {
            match jobs.try_recv() {
                Ok(job) => batch.push(job),
                Err(_) => break,
            }
        }
        if let Err(error) = commit(&mut conn, &mut batch) {
            // One write may have spoilt the transaction for all: each again, alone, on a fresh connection.
            tracing::warn!(%error, writes = batch.len(), "a batch of writes failed; each is tried alone");
            for job in &mut batch {
                let alone = connect(file).and_then(|fresh| {
                    conn = fresh;
                    commit(&mut conn, std::slice::from_mut(job))
                });
                job.settle(alone.err());
            }
        } else {
            for job in &mut batch {
                job.settle(None);
            }
        }
        batch.clear();
    }
}

/// Runs the jobs in one transaction, each in its own savepoint, and syncs once.
fn commit(conn: &mut Conn, jobs: &mut [Box<dyn Job>]) -> Result<()> {
    type Manager = <Conn as Connection>::TransactionManager;
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "begin immediate")?,
        Conn::Postgres(_) => unreachable!("the SQLite writer has a SQLite connection"),
    }
    let mut run = || -> Result<()> {
        for job in jobs.iter_mut() {
            Manager::begin_transaction(conn)?;
            if job.run(conn) {
                Manager::commit_transaction(conn)?;
            } else {
                Manager::rollback_transaction(conn)?;
            }
        }
        Manager::commit_transaction(conn)?;
        Ok(())
    };
    let done = run();
    if done.is_err() {
        // Whatever is left of the transaction goes; the connection is replaced by the caller.
        let _ = conn.batch_execute("rollback");
    }
    done
}
