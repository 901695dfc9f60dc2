//! The rows, written many at a time: `copy` on PostgreSQL, inserts of many rows on SQLite.
use std::collections::BTreeMap;

use diesel::prelude::*;

use super::Batch;
use crate::db::schema::{
    board_counts, commenters, comments, events, handles, people, proposals, reasons,
    status_changes, tag_counts, tags, topic_tags, topics, votes,
};
use crate::db::{Conn, Tx};
use crate::error::Result;

/// What one statement of SQLite may bind.
const BOUND: usize = 32_766;

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident in $table:ident { $($field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Insertable)]
        #[diesel(table_name = $table, treat_none_as_default_value = false)]
        pub struct $name { $(pub $field: $kind),* }
        impl $name {
            const COLUMNS: usize = [$(stringify!($field)),*].len();
            fn write(tx: &mut Tx<'_>, rows: &[Self]) -> Result<()> {
                if rows.is_empty() {
                    return Ok(());
                }
                match AsMut::<Conn>::as_mut(tx) {
                    Conn::Sqlite(c) => {
                        for some in rows.chunks(BOUND / Self::COLUMNS) {
                            diesel::insert_into($table::table).values(some).execute(c)?;
                        }
                    }
                    Conn::Postgres(c) => {
                        use diesel::ExecuteCopyFromDsl;
                        ExecuteCopyFromDsl::execute(diesel::copy_from($table::table).from_insertable(rows), c)?;
                    }
                }
                Ok(())
            }
        }
    )*};
}

rows! {
    /// Someone.
    Person in people {
        id: i64, handle: String, name: &'static str, email: Option<String>, email_folded: Option<String>,
        password_hash: Option<String>, role: &'static str, state: &'static str, bio: &'static str, created_at: i64,
        active_at: i64, import_id: Option<i64>,
    }
    /// What someone is called.
    Handle in handles { skeleton: String, folded: String, person_id: i64, since_at: i64 }
    /// A tag.
    Tag in tags { id: i64, slug: String, name: String }
    /// What a proposal shares with other kinds.
    Topic in topics {
        id: i64, kind: &'static str, board_id: i64, author_id: i64, status_id: Option<i64>, state: &'static str,
        title: String, slug: String, excerpt: String, best_reason: Option<String>, supporters: i64, comments: i64,
        commenters: i64, replied: bool, weight: f64, hot: f64, surging: f64, version: i64, created_at: i64,
        updated_at: i64, active_at: i64, edited_at: Option<i64>, source: Option<String>, source_url: Option<String>,
        import_id: Option<i64>, body: String, body_html: String,
    }
    /// What it has alone.
    Proposal in proposals {
        id: i64, opposed: i64, imported: i64, owner_id: Option<i64>, eta: Option<String>, aside_id: Option<i64>,
    }
    /// A tag on it.
    TopicTag in topic_tags { tag_id: i64, topic_id: i64 }
    /// Why people want it.
    Reason in reasons {
        id: i64, topic_id: i64, text: String, workaround: &'static str, people: i64, nice: i64, important: i64,
        essential: i64,
    }
    /// Who wants it.
    Vote in votes {
        topic_id: i64, person_id: i64, stance: &'static str, importance: Option<&'static str>, reason: String,
        reason_id: Option<i64>, workaround: &'static str, named: bool, cast_at: i64, changed_at: i64,
    }
    /// What they say.
    Comment in comments {
        id: i64, topic_id: i64, author_id: i64, parent_id: Option<i64>, root_id: i64, branch_id: i64, depth: i32,
        state: &'static str, official: bool, version: i64, created_at: i64, edited_at: Option<i64>, body: String,
        body_html: String,
    }
    /// Who says it.
    Commenter in commenters { topic_id: i64, person_id: i64, comments: i64 }
    /// A move of its status.
    Change in status_changes {
        id: i64, topic_id: i64, from_id: Option<i64>, to_id: i64, by_id: Option<i64>, at: i64, response: String,
        response_html: String,
    }
    /// Its making, in the log.
    Event in events {
        at: i64, actor_id: Option<i64>, verb: &'static str, object: &'static str, object_id: i64,
        topic_id: Option<i64>, data: String,
    }
    /// Topics of a board.
    BoardCount in board_counts { board_id: i64, kind: &'static str, topics: i64 }
    /// Topics with a tag.
    TagCount in tag_counts { tag_id: i64, board_id: i64, topics: i64 }
}

pub fn people(tx: &mut Tx<'_>, all: &[(Person, Handle, crate::search::docs::Doc)]) -> Result<()> {
    let people: Vec<_> = all.iter().map(|(person, ..)| person.clone()).collect();
    Person::write(tx, &people)?;
    let handles: Vec<_> = all.iter().map(|(_, handle, _)| handle.clone()).collect();
    Handle::write(tx, &handles)?;
    let docs: Vec<_> = all.iter().map(|(_, _, doc)| doc.clone()).collect();
    let first = people.first().map_or(1, |person| person.id);
    crate::search::bulk::put_new(tx, first, &docs)?;
    Ok(())
}

pub fn write(tx: &mut Tx<'_>, batch: &Batch) -> Result<()> {
    Tag::write(tx, &batch.tags)?;
    Topic::write(tx, &batch.topics)?;
    Proposal::write(tx, &batch.proposals)?;
    TopicTag::write(tx, &batch.topic_tags)?;
    Reason::write(tx, &batch.reasons)?;
    Vote::write(tx, &batch.votes)?;
    Comment::write(tx, &batch.comments)?;
    Commenter::write(tx, &batch.commenters)?;
    Change::write(tx, &batch.changes)?;
    Event::write(tx, &batch.events)
}

/// How many topics each board has, and each tag on each board.
pub fn counts(
    tx: &mut Tx<'_>,
    boards: &BTreeMap<i64, i64>,
    tags: &BTreeMap<(i64, i64), i64>,
) -> Result<()> {
    let boards: Vec<_> = boards
        .iter()
        .map(|(board, topics)| BoardCount {
            board_id: *board,
            kind: "proposal",
            topics: *topics,
        })
        .collect();
    BoardCount::write(tx, &boards)?;
    let tags: Vec<_> = tags
        .iter()
        .map(|((tag, board), topics)| TagCount {
            tag_id: *tag,
            board_id: *board,
            topics: *topics,
        })
        .collect();
    TagCount::write(tx, &tags)
}
