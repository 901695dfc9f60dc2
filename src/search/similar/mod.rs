//! Titles like one that is being typed: an index in memory, the same on both engines, one in every process.
//!
//! It is made when first asked for and kept current from the event log before each answer, so it is never behind
//! what its reader could know. It holds titles, the beginnings of texts and best reasons of everything; who may see
//! what is decided when an answer is made.
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::store;
use crate::db::Conn;
use crate::error::Result;
use crate::events;
use crate::id::TopicId;
use crate::topics::model::State;

mod index;
mod near;
mod rank;
mod synonyms;

pub use index::{Entry, Index};
pub use rank::{Asked, Like};
pub use synonyms::Synonyms;

/// The index of this process.
#[derive(Default)]
pub struct Titles {
    index: RwLock<Index>,
    /// Who brings it up to date; one is enough.
    turn: Mutex<()>,
}

/// Events read at once.
const BATCH: i64 = 1_000;

impl Titles {
    /// The index as of now. Blocks while it is first made.
    ///
    /// # Errors
    /// Those of the database.
    pub fn current(&self, conn: &mut Conn) -> Result<RwLockReadGuard<'_, Index>> {
        let at = self.read().at();
        let news = match at {
            Some(at) => !events::since(conn, at, 1)?.is_empty(),
            None => true,
        };
        if news {
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            self.catch_up(conn)?;
        }
        Ok(self.read())
    }

    /// Makes the index before anyone asks for it.
    ///
    /// # Errors
    /// Those of the database.
    pub fn warm(&self, conn: &mut Conn) -> Result<()> {
        self.current(conn).map(drop)
    }

    fn read(&self) -> RwLockReadGuard<'_, Index> {
        self.index.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn catch_up(&self, conn: &mut Conn) -> Result<()> {
        let Some(mut at) = self.read().at() else {
            return self.rebuild(conn);
        };
        loop {
            let news = events::since(conn, at, BATCH)?;
            let Some(last) = news.last() else {
                return Ok(());
            };
            at = last.position();
            // What was taken back left no trace of which topics it held: those that are there tell.
            let traceless = ["import.undone", "person.deleted"];
            let there = match news.iter().any(|e| traceless.contains(&e.verb.as_str())) {
                true => Some(store::topic_ids(conn)?),
                false => None,
            };
            let mut changed: Vec<TopicId> = news
                .iter()
                .filter(|e| e.verb.starts_with("topic."))
                .filter_map(|e| e.topic_id)
                .collect();
            changed.sort_unstable();
            changed.dedup();
            let mut found = Vec::with_capacity(changed.len());
            for id in changed {
                found.push((id, store::titled_one(conn, id)?));
            }
            let mut index = self.index.write().unwrap_or_else(PoisonError::into_inner);
            for (id, row) in found {
                match row.filter(|row| row.state == State::Shown) {
                    Some(row) => index.put(entry(row)),
                    None => index.remove(id),
                }
            }
            if let Some(there) = there {
                index.keep(&there.into_iter().collect());
            }
            index.arrive(at);
            if index.worn() {
                drop(index);
                return self.rebuild(conn);
            }
        }
    }

    fn rebuild(&self, conn: &mut Conn) -> Result<()> {
        let mut index = Index::default();
        // The position first: what changes meanwhile is read once more, which harms nothing.
        index.arrive(events::newest(conn)?);
        let mut after = TopicId::new(0);
        loop {
            let rows = store::titled(conn, after, 2_000)?;
            let Some(last) = rows.last() else {
                break;
            };
            after = last.id;
            for row in rows {
                if row.state == State::Shown {
                    index.put(entry(row));
                }
            }
        }
        *self.index.write().unwrap_or_else(PoisonError::into_inner) = index;
        Ok(())
    }
}

fn entry(row: store::Titled) -> Entry {
    let mut rest = row.excerpt;
    if let Some(reason) = row.reason {
        rest.push(' ');
        rest.push_str(&reason);
    }
    Entry {
        id: row.id,
        kind: row.kind,
        board: row.board,
        title: row.title,
        rest,
    }
}
