//! The index of a whole site, put in at once where nothing was.
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Text};

use super::docs::{Doc, Subject};
use super::store;
use crate::db::schema::search_docs;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::TopicId;

/// Rows that one statement of SQLite takes: six columns each.
const ROWS: usize = 5_000;

/// Puts entries in that are not there yet, under numbers from `first` on.
///
/// # Errors
/// Those of the database, also when something is there.
pub fn put_new(tx: &mut Tx<'_>, first: i64, docs: &[Doc]) -> Result<()> {
    match AsMut::<Conn>::as_mut(tx) {
        Conn::Sqlite(c) => {
            for (nth, some) in docs.chunks(ROWS).enumerate() {
                let first = first + (nth * ROWS) as i64;
                let rows: Vec<_> = (first..)
                    .zip(some)
                    .map(|(id, doc)| {
                        (
                            search_docs::id.eq(id),
                            search_docs::subject.eq(doc.subject.text()),
                            search_docs::subject_id.eq(doc.id),
                            search_docs::topic_id.eq(doc.topic.map(TopicId::get)),
                            search_docs::comment_id.eq(comment(doc)),
                            search_docs::at.eq(doc.at.micros()),
                        )
                    })
                    .collect();
                diesel::insert_into(search_docs::table)
                    .values(&rows)
                    .execute(c)?;
                let numbered = || (first..).zip(some);
                let names: Vec<_> = numbered()
                    .filter(|(_, doc)| doc.subject.is_name())
                    .map(|(id, doc)| (id, doc.title.join(" ")))
                    .collect();
                diesel::sql_query(
                    "insert into search_names_fts (rowid, title) select value ->> 0, value ->> 1 from json_each($1)",
                )
                .bind::<Text, _>(serde_json::to_string(&names).map_err(Error::internal)?)
                .execute(c)?;
                let words: Vec<_> = numbered()
                    .filter(|(_, doc)| !doc.subject.is_name())
                    .map(|(id, doc)| {
                        (
                            id,
                            doc.title.join(" "),
                            doc.tags.join(" "),
                            doc.body.join(" "),
                        )
                    })
                    .collect();
                diesel::sql_query(
                    "insert into search_fts (rowid, title, tags, body)
                     select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each($1)",
                )
                .bind::<Text, _>(serde_json::to_string(&words).map_err(Error::internal)?)
                .execute(c)?;
            }
        }
        Conn::Postgres(c) => {
            let ids: Vec<i64> = (first..).take(docs.len()).collect();
            let subjects: Vec<_> = docs.iter().map(|doc| doc.subject.text()).collect();
            let of: Vec<_> = docs.iter().map(|doc| doc.id).collect();
            let topics: Vec<_> = docs.iter().map(|doc| doc.topic.map(TopicId::get)).collect();
            let times: Vec<_> = docs.iter().map(|doc| doc.at.micros()).collect();
            let comments: Vec<_> = docs.iter().map(comment).collect();
            let words: Vec<_> = docs.iter().map(store::all_words).collect();
            let titles: Vec<_> = docs.iter().map(store::title_words).collect();
            diesel::sql_query(
                "insert into search_docs (id, subject, subject_id, topic_id, at, comment_id, tsv, title_tsv)
                 select a, b, c, d, e, f, g::tsvector, h::tsvector
                 from unnest($1, $2, $3, $4, $5, $6, $7, $8) as t (a, b, c, d, e, f, g, h)",
            )
            .bind::<Array<BigInt>, _>(ids)
            .bind::<Array<Text>, _>(subjects)
            .bind::<Array<BigInt>, _>(of)
            .bind::<Array<Nullable<BigInt>>, _>(topics)
            .bind::<Array<BigInt>, _>(times)
            .bind::<Array<Nullable<BigInt>>, _>(comments)
            .bind::<Array<Text>, _>(words)
            .bind::<Array<Text>, _>(titles)
            .execute(c)?;
        }
    }
    Ok(())
}

/// The comment that an entry goes with.
fn comment(doc: &Doc) -> Option<i64> {
    (doc.subject == Subject::Comment).then_some(doc.id)
}
