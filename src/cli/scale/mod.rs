//! A site of any size, made fast: `cowpath demo --scale N`.
//!
//! The same number makes the same site every time, but for its dates, which end today. Rows are made in bulk with the
//! numbers that acting one by one would have led to, so `cowpath check` finds nothing; the log holds the making of each
//! proposal and no more. Shapes are those of large forums: see `shape`.
use std::sync::Arc;

use diesel::prelude::*;
use diesel::sql_types::Text;
use indicatif::{ProgressBar, ProgressStyle};

use crate::access::{Role, passwords};
use crate::app;
use crate::clock::Time;
use crate::db::{Conn, Db, Tx, number};
use crate::error::{Error, Result};
use crate::id::BoardId;
use crate::lang::Message;
use crate::search::bulk;
use crate::settings;
use crate::topics::boards;

mod make;
mod rows;
mod shape;
mod words;

use make::{Made, Maker};
pub use make::{handle, long_talk};

/// Proposals whose rows are written together.
const BATCH: u32 = 500;

/// Boards, besides the one that every site begins with.
const BOARDS: [(&str, &str, &str); 5] = [
    (
        "mobile",
        "Mobile app",
        "What you carry along the quay, on a phone or a tablet",
    ),
    (
        "billing",
        "Fees and billing",
        "Prices, invoices and how they are paid",
    ),
    ("maps", "Maps and tides", "Charts, water levels and weather"),
    (
        "integrations",
        "Integrations",
        "Other programs that yours should talk to",
    ),
    (
        "everything-else",
        "Everything else",
        "What fits nowhere else",
    ),
];

/// Fills an empty site with `proposals` proposals, ten times as many votes and five times as many comments, as of `now`.
///
/// # Errors
/// [`Error::Conflict`] for a site that holds anything, and those of the database.
pub async fn fill(db: &Db, proposals: u32, now: Time) -> Result<settings::Settings> {
    let held = db
        .read(|conn| Ok(number(conn, "select count(*) as n from people")?))
        .await?;
    if held != 0 {
        return Err(Error::Conflict(Message::verbatim(
            "This database holds a site already; --scale fills only an empty one.",
        )));
    }
    let hash = passwords::hash_here(super::demo::PASSWORD)?;
    let indexes = db.write(move |tx| begin(tx, now)).await?;
    let mut maker = Maker::new(proposals, now);
    let mut made = Made::default();
    for chunk in maker.people(&hash).chunks(5_000) {
        let people = Arc::new(chunk.to_vec());
        db.write(move |tx| rows::people(tx, &people)).await?;
    }
    let bar = ProgressBar::new(u64::from(proposals)).with_style(
        ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} proposals, {eta} to go")
            .map_err(Error::internal)?,
    );
    let mut next = 0;
    while next < proposals {
        let end = (next + BATCH).min(proposals);
        let batch = Arc::new(maker.batch(next..end, &mut made));
        db.write(move |tx| batch.write(tx)).await?;
        bar.set_position(u64::from(end));
        next = end;
    }
    bar.finish_and_clear();
    let made = Arc::new(made);
    db.write(move |tx| finish(tx, &made, &indexes)).await?;
    db.read(settings::load).await
}

/// Boards and the site's name; takes the indexes away, which are made anew at the end: sorting is faster than growing.
fn begin(tx: &mut Tx<'_>, now: Time) -> Result<Vec<String>> {
    settings::store(tx, "site_name", "Harbour feedback", None, now)?;
    for (nth, (slug, name, description)) in BOARDS.into_iter().enumerate() {
        let typed = boards::Typed {
            slug: slug.into(),
            name: name.into(),
            description: description.into(),
            position: (nth + 2).to_string(),
            ..boards::Typed::default()
        };
        let id = boards::bring(tx, None, &typed, now)?;
        if id != BoardId::new(nth as i64 + 2) {
            return Err(Error::internal("the boards are not the first of this site"));
        }
    }
    let indexes: Vec<Index> = diesel::sql_query(match AsMut::<Conn>::as_mut(tx) {
        Conn::Sqlite(_) => {
            "select name, sql from sqlite_master where type = 'index' and sql is not null
             and tbl_name in ('topics', 'topic_tags', 'comments', 'reasons', 'votes', 'status_changes', 'search_docs', 'events')
             order by name"
        }
        Conn::Postgres(_) => {
            "select indexname::text as name, indexdef as sql from pg_indexes where schemaname = current_schema()
             and tablename in ('topics', 'topic_tags', 'comments', 'reasons', 'votes', 'status_changes', 'search_docs', 'events')
             and indexname not in (select conname from pg_constraint) order by indexname"
        }
    })
    .load(&mut **tx)?;
    for index in &indexes {
        diesel::sql_query(format!("drop index {}", index.name)).execute(&mut **tx)?;
    }
    Ok(indexes.into_iter().map(|index| index.sql).collect())
}

#[derive(QueryableByName)]
struct Index {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    sql: String,
}

/// Counts, indexes, and where everyone who listens stands: all of it is heard already.
fn finish(tx: &mut Tx<'_>, made: &Made, indexes: &[String]) -> Result<()> {
    let postgres = matches!(AsMut::<Conn>::as_mut(tx), Conn::Postgres(_));
    let run = |tx: &mut Tx<'_>, sql: &str| diesel::sql_query(sql).execute(&mut **tx);
    if postgres {
        run(tx, "set local statement_timeout = 0")?;
        run(tx, "set local maintenance_work_mem = '256MB'")?;
    }
    for sql in indexes {
        run(tx, sql)?;
    }
    rows::counts(tx, &made.boards, &made.tags)?;
    for listener in app::listeners() {
        run(
            tx,
            &format!("delete from cursors where listener = '{}'", listener.name),
        )?;
        run(
            tx,
            &format!(
                "insert into cursors (listener, tx_id, event_id)
                 select '{}', tx_id, id from events order by tx_id desc, id desc limit 1",
                listener.name
            ),
        )?;
    }
    if postgres {
        for table in [
            "people",
            "boards",
            "tags",
            "topics",
            "comments",
            "reasons",
            "status_changes",
            "search_docs",
        ] {
            run(
                tx,
                &format!(
                    "select setval(pg_get_serial_sequence('{table}', 'id'), (select max(id) from {table}))"
                ),
            )?;
        }
        run(tx, "analyze")?;
    }
    Ok(())
}

/// Everything that is written together.
#[derive(Default)]
struct Batch {
    tags: Vec<rows::Tag>,
    topics: Vec<rows::Topic>,
    proposals: Vec<rows::Proposal>,
    topic_tags: Vec<rows::TopicTag>,
    reasons: Vec<rows::Reason>,
    votes: Vec<rows::Vote>,
    comments: Vec<rows::Comment>,
    commenters: Vec<rows::Commenter>,
    changes: Vec<rows::Change>,
    events: Vec<rows::Event>,
    docs: Vec<crate::search::docs::Doc>,
    first_doc: i64,
}

impl Batch {
    fn write(&self, tx: &mut Tx<'_>) -> Result<()> {
        rows::write(tx, self)?;
        bulk::put_new(tx, self.first_doc, &self.docs)?;
        Ok(())
    }
}

/// What the two who run the site are called, and what they may do.
const STAFF: [(&str, &str, Role); 2] = [
    ("ada", "Ada", Role::Admin),
    ("tomas", "Tomás", Role::Moderator),
];
