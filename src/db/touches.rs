//! Which pages a change makes old: every transaction says what it touched, in a row that is committed with it.
//!
//! Whoever keeps pages asks for a [`Stamp`] first. It counts every change that was acknowledged before it was asked
//! for, by this process, another node or the command line, because the rows themselves are the truth:
//! * SQLite: `pragma data_version` tells a thread whether anybody committed since it last looked; only then it reads.
//! * PostgreSQL: transactions become visible out of order, so one read asks for the rows of every transaction that
//!   may have been running at the last look, and each row counts once.
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::{Conn, number};
use crate::db::schema::touches;
use crate::error::Result;
use crate::id::TopicId;

/// Something that pages show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Touch {
    /// No page that everybody sees.
    Nothing,
    /// Anything on any page.
    Site,
    /// The settings, and with them every page.
    Settings,
    /// Lists, counts, people: whatever shows many topics.
    Lists,
    /// One topic's own page.
    Topic(TopicId),
}

/// What a page shows, which decides what makes it old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shows {
    /// Many topics.
    Lists,
    /// One topic.
    Topic(TopicId),
}

/// How new something is. Later ones are greater or equal in every part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    site: u64,
    own: u64,
    /// How often the settings were changed.
    pub settings: u64,
}

impl Stamp {
    /// Whether what was made at this stamp is still what would be made at that one.
    pub fn covers(self, asked: Self) -> bool {
        self.site >= asked.site && self.own >= asked.own && self.settings >= asked.settings
    }
}

/// What one transaction touched so far.
#[derive(Default)]
pub(super) struct Touched(Vec<Touch>);

impl Touched {
    pub fn add(&mut self, what: Touch) {
        if !self.0.contains(&what) {
            self.0.push(what);
        }
    }
}

/// Most topics that one transaction names; more are the whole site.
const NAMED: usize = 16;
/// Rows that are left for those who have not looked for long.
const LEFT: i64 = 65_536;
/// How many rows go at once.
const SWEEP: i64 = 1_024;

/// Writes down what a transaction touched, inside of it.
pub(super) fn keep(conn: &mut Conn, touched: &Touched) -> Result<()> {
    let known: Vec<Touch> = match touched.0.len() {
        0 => vec![Touch::Site],
        n if n > NAMED => vec![Touch::Site, Touch::Settings],
        _ => touched.0.clone(),
    };
    let words: Vec<String> = known
        .iter()
        .filter_map(|touch| match touch {
            Touch::Nothing => None,
            Touch::Site => Some("site".to_owned()),
            Touch::Settings => Some("settings".to_owned()),
            Touch::Lists => Some("lists".to_owned()),
            Touch::Topic(id) => Some(format!("topic:{id}")),
        })
        .collect();
    if words.is_empty() {
        return Ok(());
    }
    let id: i64 = diesel::insert_into(touches::table)
        .values(touches::what.eq(words.join(" ")))
        .returning(touches::id)
        .get_result(conn)?;
    if id % SWEEP == 0 {
        diesel::delete(touches::table.filter(touches::id.le(id - LEFT))).execute(conn)?;
    }
    Ok(())
}

/// Topics share this many counters: a stranger's change may make a page old too soon, never too late.
const COUNTERS: usize = 4_096;

/// How often what pages show was changed, as far as this process has looked.
pub(super) struct Versions {
    /// Names it among those of this process.
    id: u64,
    site: AtomicU64,
    settings: AtomicU64,
    lists: AtomicU64,
    topics: Box<[AtomicU64]>,
    read: Mutex<Read>,
}

/// How far the rows were read.
#[derive(Default)]
struct Read {
    /// Whether anything was read yet.
    begun: bool,
    /// The newest row that was counted.
    last: i64,
    /// PostgreSQL: transactions below are over, and their rows counted.
    settled: i64,
    /// PostgreSQL: rows that were counted of transactions that are not below `settled`.
    counted: HashMap<i64, i64>,
}

impl Default for Versions {
    fn default() -> Self {
        static MADE: AtomicU64 = AtomicU64::new(0);
        Self {
            id: MADE.fetch_add(1, Ordering::Relaxed),
            site: AtomicU64::new(0),
            // What a process read before its first look may be old by then.
            settings: AtomicU64::new(1),
            lists: AtomicU64::new(0),
            topics: (0..COUNTERS).map(|_| AtomicU64::new(0)).collect(),
            read: Mutex::default(),
        }
    }
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    settled: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    id: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    tx_id: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    what: Option<String>,
}

#[derive(QueryableByName)]
struct DataVersion {
    #[diesel(sql_type = BigInt)]
    data_version: i64,
}

impl Versions {
    pub fn stamp(&self, conn: &mut Conn, shows: Shows) -> Result<Stamp> {
        match conn {
            Conn::Sqlite(_) => self.follow_sqlite(conn)?,
            Conn::Postgres(_) => self.follow_postgres(conn)?,
        }
        let own = match shows {
            Shows::Lists => &self.lists,
            Shows::Topic(id) => self.topic(id.get()),
        };
        Ok(Stamp {
            site: self.site.load(Ordering::SeqCst),
            own: own.load(Ordering::SeqCst),
            settings: self.settings.load(Ordering::SeqCst),
        })
    }

    fn topic(&self, id: i64) -> &AtomicU64 {
        &self.topics[id.unsigned_abs() as usize % COUNTERS]
    }

    fn follow_sqlite(&self, conn: &mut Conn) -> Result<()> {
        thread_local! {
            /// What this thread's connection to a database last said; it is not the same on another thread.
            static SEEN: RefCell<HashMap<u64, i64>> = RefCell::default();
        }
        // Before the rows: what is committed between the two is only read once more.
        let told = diesel::sql_query("pragma data_version")
            .get_result::<DataVersion>(conn)?
            .data_version;
        let seen = SEEN.with_borrow(|seen| seen.get(&self.id).copied());
        if seen == Some(told) {
            return Ok(());
        }
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if !read.begun {
            // Whatever was before the first look is in no page yet.
            read.begun = true;
            read.last = touches::table
                .select(diesel::dsl::max(touches::id))
                .get_result::<Option<i64>>(conn)?
                .unwrap_or(0);
        }
        let rows: Vec<(i64, String)> = touches::table
            .filter(touches::id.gt(read.last))
            .order(touches::id)
            .select((touches::id, touches::what))
            .load(conn)?;
        if let Some((first, _)) = rows.first()
            && *first > read.last + 1
        {
            self.count("site settings");
        }
        for (id, what) in rows {
            self.count(&what);
            read.last = id;
        }
        drop(read);
        SEEN.with_borrow_mut(|seen| seen.insert(self.id, told));
        Ok(())
    }

    fn follow_postgres(&self, conn: &mut Conn) -> Result<()> {
        let (begun, from, last) = {
            let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            (read.begun, read.settled, read.last)
        };
        if !begun {
            // Whatever was before the first look is in no page yet: begin with what is running now.
            let settled = number(
                conn,
                "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as n",
            )?;
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            if !read.begun {
                read.begun = true;
                read.settled = settled;
            }
            drop(read);
            return self.follow_postgres(conn);
        }
        let rows: Vec<Row> = diesel::sql_query(
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as settled, t.id, t.tx_id, t.what
             from (select 1) as one left join touches t on t.tx_id >= $1",
        )
        .bind::<BigInt, _>(from)
        .load(conn)?;
        let fresh = rows.iter().filter_map(|row| row.id).max().unwrap_or(last);
        let swept = fresh > last + LEFT / 2;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if swept {
            self.count("site settings");
        }
        let mut settled = read.settled;
        let mut again: HashSet<i64> = HashSet::new();
        for row in rows {
            settled = settled.max(row.settled);
            let (Some(id), Some(tx_id), Some(what)) = (row.id, row.tx_id, row.what) else {
                continue;
            };
            if again.insert(id) && read.counted.insert(id, tx_id).is_none() {
                self.count(&what);
            }
        }
        read.last = read.last.max(fresh);
        read.settled = settled;
        read.counted.retain(|_, tx_id| *tx_id >= settled);
        Ok(())
    }

    fn count(&self, what: &str) {
        for word in what.split(' ') {
            let counter = match word {
                "lists" => &self.lists,
                "settings" => {
                    self.settings.fetch_add(1, Ordering::SeqCst);
                    &self.site
                }
                _ => match word.strip_prefix("topic:").and_then(|id| id.parse().ok()) {
                    Some(id) => self.topic(id),
                    None => &self.site,
                },
            };
            counter.fetch_add(1, Ordering::SeqCst);
        }
    }
}
