//! Which topics a word stands in, and how words are written.
use std::collections::{HashMap, HashSet};

use super::near::Spellings;
use crate::events::Position;
use crate::id::{BoardId, TopicId};
use crate::search::words::{self, Piece};
use crate::topics::model::Kind;

/// Words after a title that are looked at.
const REST: usize = 48;

/// A topic, to be indexed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Which.
    pub id: TopicId,
    /// What it is.
    pub kind: Kind,
    /// Where it is.
    pub board: BoardId,
    /// Its title.
    pub title: String,
    /// How its text begins, and why people want it.
    pub rest: String,
}

/// A topic, indexed.
pub(super) struct Doc {
    pub id: TopicId,
    pub kind: Kind,
    pub board: BoardId,
    /// Whether it is still there as it was read.
    pub alive: bool,
    /// The stems of its title.
    pub title: Box<[u32]>,
}

/// Where a stem stands: the topic's place, and whether in its title.
#[derive(Clone, Copy)]
pub(super) struct Place(u32);

impl Place {
    fn new(slot: u32, title: bool) -> Self {
        Self(slot << 1 | u32::from(title))
    }
    pub(super) fn slot(self) -> usize {
        (self.0 >> 1) as usize
    }
    pub(super) fn in_title(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Titles and beginnings by their words.
#[derive(Default)]
pub struct Index {
    at: Option<Position>,
    pub(super) docs: Vec<Doc>,
    slots: HashMap<TopicId, u32>,
    stems: HashMap<Box<str>, u32>,
    pub(super) places: Vec<Vec<Place>>,
    pub(super) spellings: Spellings,
}

/// The words of a text that say something; all of them if none does.
pub(super) fn telling(text: &str) -> Vec<Piece> {
    let all = words::pieces(text);
    let telling: Vec<_> = all
        .iter()
        .filter(|piece| !words::is_stop(&piece.folded))
        .cloned()
        .collect();
    match telling.is_empty() {
        true => all,
        false => telling,
    }
}

/// A piece's stems, each with how it is written; of dense writing only whole pairs, where there are any.
pub(super) fn stems(piece: &Piece) -> Vec<String> {
    let mut stems = piece.tokens();
    if piece.dense && stems.len() > 1 {
        stems.pop();
    }
    stems
}

impl Index {
    /// Up to where the event log was read; nothing before it was made.
    pub fn at(&self) -> Option<Position> {
        self.at
    }
    /// Notes that the log was read up to here.
    pub fn arrive(&mut self, at: Position) {
        self.at = Some(at);
    }
    /// How many topics it holds.
    pub fn len(&self) -> usize {
        self.slots.len()
    }
    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }
    /// Whether more than half of what it holds has been replaced.
    pub fn worn(&self) -> bool {
        self.docs.len() > 1_000 && self.docs.len() > 2 * self.slots.len()
    }

    /// Adds a topic, or puts it in its own place.
    pub fn put(&mut self, entry: Entry) {
        self.remove(entry.id);
        let Ok(slot) = u32::try_from(self.docs.len()) else {
            return;
        };
        let mut title = Vec::new();
        for piece in telling(&entry.title) {
            title.extend(self.take(&piece, true));
        }
        title.sort_unstable();
        title.dedup();
        let mut rest = Vec::new();
        for piece in telling(&entry.rest).iter().take(REST) {
            rest.extend(self.take(piece, false));
        }
        rest.sort_unstable();
        rest.dedup();
        for stem in &title {
            self.places[*stem as usize].push(Place::new(slot, true));
        }
        for stem in rest {
            if title.binary_search(&stem).is_err() {
                self.places[stem as usize].push(Place::new(slot, false));
            }
        }
        self.docs.push(Doc {
            id: entry.id,
            kind: entry.kind,
            board: entry.board,
            alive: true,
            title: title.into(),
        });
        self.slots.insert(entry.id, slot);
    }

    /// Takes a topic out.
    pub fn remove(&mut self, id: TopicId) {
        if let Some(slot) = self.slots.remove(&id) {
            self.docs[slot as usize].alive = false;
        }
    }

    /// Takes out all topics but these.
    pub fn keep(&mut self, there: &HashSet<TopicId>) {
        let docs = &mut self.docs;
        self.slots.retain(|id, slot| {
            let stays = there.contains(id);
            docs[*slot as usize].alive &= stays;
            stays
        });
    }

    /// The number of a stem.
    pub(super) fn stem(&self, stem: &str) -> Option<u32> {
        self.stems.get(stem).copied()
    }

    /// How telling a stem is: the rarer, the more.
    pub(super) fn weight(&self, stem: u32) -> f32 {
        self.rarity(self.places[stem as usize].len())
    }

    pub(super) fn rarity(&self, in_topics: usize) -> f32 {
        let (all, some) = (self.docs.len().max(1) as f32, in_topics as f32);
        (1.0 + (all - some + 0.5).max(0.5) / (some + 0.5)).ln()
    }

    fn take(&mut self, piece: &Piece, title: bool) -> Vec<u32> {
        let stems = stems(piece);
        let numbers: Vec<u32> = stems
            .into_iter()
            .map(|stem| match self.stems.get(stem.as_str()) {
                Some(number) => *number,
                None => {
                    let number = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
                    self.places.push(Vec::new());
                    self.stems.insert(stem.into(), number);
                    number
                }
            })
            .collect();
        if !piece.dense
            && let [stem] = numbers[..]
        {
            self.spellings.take(&piece.folded, stem, title);
        }
        numbers
    }
}
