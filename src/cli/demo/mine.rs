//! What the demo's people keep for themselves: what they follow, and their bookmarks.
use serde::Deserialize;

use super::{House, Person};
use crate::access::{Can, Follow};
use crate::db::Tx;
use crate::error::Result;
use crate::topics::mine::{Level, Thing, bookmarks, follows};

#[derive(Clone, Deserialize)]
pub(super) struct Followed {
    of: Of,
    level: Level,
    days_ago: f64,
}

/// What is followed: a topic by its key in the content, a board or a tag by its slug.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Of {
    Topic(String),
    Board(String),
    Tag(String),
}

#[derive(Clone, Deserialize)]
pub(super) struct Bookmark {
    topic: String,
    #[serde(default)]
    note: String,
    days_ago: f64,
}

impl House {
    pub(super) fn keep(&self, tx: &mut Tx<'_>, person: &Person) -> Result<()> {
        let by: Can<Follow> = Can::of(self.member(&person.handle)?.clone())?;
        let sight = by.who.sight();
        for followed in &person.follows {
            let of = match &followed.of {
                Of::Topic(key) => follows::topic(tx, &sight, self.topic(key)?)?.1,
                Of::Board(slug) => follows::board(tx, &sight, slug)?,
                Of::Tag(slug) => follows::tag(tx, &sight, slug)?,
            };
            follows::choose(tx, &by, of, followed.level, self.ago(followed.days_ago))?;
        }
        for kept in &person.bookmarks {
            let thing = Thing::Topic(self.topic(&kept.topic)?);
            let note = bookmarks::note(&kept.note)?;
            bookmarks::keep(tx, &by, thing, &note, self.ago(kept.days_ago))?;
        }
        Ok(())
    }
}
