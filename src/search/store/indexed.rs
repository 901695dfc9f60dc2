//! What the index is made of, and how it is written.
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::accounts::model::Standing;
use crate::clock::Time;
use crate::db::schema::{comments, people, search_docs, tags, topic_tags, topics};
use crate::db::{Conn, Tx, number};
use crate::id::{BoardId, CommentId, PersonId, TopicId};
use crate::search::docs::{Doc, Subject};
use crate::topics::model::{Kind, State, Tag};

#[derive(Queryable)]
pub struct TopicText {
    pub title: String,
    pub body: String,
    pub created_at: Time,
}

pub fn topic_text(conn: &mut Conn, id: TopicId) -> QueryResult<Option<TopicText>> {
    topics::table
        .find(id)
        .select((topics::title, topics::body, topics::created_at))
        .first(conn)
        .optional()
}

pub fn tags_of(conn: &mut Conn, id: TopicId) -> QueryResult<Vec<Tag>> {
    topic_tags::table
        .inner_join(tags::table)
        .filter(topic_tags::topic_id.eq(id))
        .order(tags::slug)
        .select(Tag::as_select())
        .load(conn)
}

#[derive(Queryable)]
pub struct CommentText {
    pub topic: TopicId,
    pub body: String,
    pub created_at: Time,
}

pub fn comment_text(conn: &mut Conn, id: CommentId) -> QueryResult<Option<CommentText>> {
    comments::table
        .find(id)
        .filter(comments::state.eq(State::Shown))
        .select((comments::topic_id, comments::body, comments::created_at))
        .first(conn)
        .optional()
}

pub fn person_names(conn: &mut Conn, id: PersonId) -> QueryResult<Option<(String, String, Time)>> {
    people::table
        .find(id)
        .filter(people::state.eq_any(vec![Standing::Active, Standing::Ghost]))
        .select((people::handle, people::name, people::created_at))
        .first(conn)
        .optional()
}

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// Puts an entry into the index, in place of the one before.
pub fn put(tx: &mut Tx<'_>, doc: &Doc) -> QueryResult<()> {
    const ROW: &str = "insert into search_docs (subject, subject_id, topic_id, comment_id, at";
    const TAKEN: &str = "on conflict (subject, subject_id) do update set topic_id = excluded.topic_id, at = excluded.at";
    let comment = (doc.subject == Subject::Comment).then_some(doc.id);
    match AsMut::<Conn>::as_mut(tx) {
        Conn::Sqlite(c) => {
            let id: Id = diesel::sql_query(format!(
                "{ROW}) values ($1, $2, $3, $4, $5) {TAKEN} returning id"
            ))
            .bind::<Text, _>(doc.subject.text())
            .bind::<BigInt, _>(doc.id)
            .bind::<Nullable<BigInt>, _>(doc.topic.map(TopicId::get))
            .bind::<Nullable<BigInt>, _>(comment)
            .bind::<BigInt, _>(doc.at.micros())
            .get_result(c)?;
            if doc.subject.is_name() {
                return diesel::sql_query(
                    "insert or replace into search_names_fts (rowid, title) values ($1, $2)",
                )
                .bind::<BigInt, _>(id.id)
                .bind::<Text, _>(doc.title.join(" "))
                .execute(c)
                .map(drop);
            }
            diesel::sql_query(
                "insert or replace into search_fts (rowid, title, tags, body) values ($1, $2, $3, $4)",
            )
            .bind::<BigInt, _>(id.id)
            .bind::<Text, _>(doc.title.join(" "))
            .bind::<Text, _>(doc.tags.join(" "))
            .bind::<Text, _>(doc.body.join(" "))
            .execute(c)?;
        }
        Conn::Postgres(c) => {
            diesel::sql_query(format!(
                "{ROW}, tsv, title_tsv) values ($1, $2, $3, $4, $5, $6::tsvector, $7::tsvector)
                 {TAKEN}, tsv = excluded.tsv, title_tsv = excluded.title_tsv"
            ))
            .bind::<Text, _>(doc.subject.text())
            .bind::<BigInt, _>(doc.id)
            .bind::<Nullable<BigInt>, _>(doc.topic.map(TopicId::get))
            .bind::<Nullable<BigInt>, _>(comment)
            .bind::<BigInt, _>(doc.at.micros())
            .bind::<Text, _>(all_words(doc))
            .bind::<Text, _>(title_words(doc))
            .execute(c)?;
        }
    }
    Ok(())
}

/// All that an entry is found by, for PostgreSQL.
pub fn all_words(doc: &Doc) -> String {
    tsvector(&[(&doc.title, 'A'), (&doc.tags, 'B'), (&doc.body, 'D')])
}

/// What stands in an entry's title, for PostgreSQL.
pub fn title_words(doc: &Doc) -> String {
    tsvector(&[(&doc.title, 'A')])
}

/// The words of an entry as PostgreSQL writes a `tsvector`: no parser of its own comes between.
fn tsvector(parts: &[(&Vec<String>, char)]) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    let mut place = 0;
    for (words, weight) in parts {
        for word in *words {
            // Positions beyond the last are all the last.
            place = (place + 1).min(16_383);
            let _ = write!(text, "'{word}':{place}{weight} ");
        }
        // Nobody's phrase goes from a title into a text.
        place = (place + 20).min(16_383);
    }
    text
}

pub fn drop_doc(tx: &mut Tx<'_>, subject: Subject, id: i64) -> QueryResult<()> {
    diesel::delete(
        search_docs::table
            .filter(search_docs::subject.eq(subject.text()))
            .filter(search_docs::subject_id.eq(id)),
    )
    .execute(&mut **tx)
    .map(drop)
}

/// Someone's comments, all of them.
pub fn comments_by(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<CommentId>> {
    comments::table
        .filter(comments::author_id.eq(person))
        .order(comments::id)
        .select(comments::id)
        .load(conn)
}

/// Forgets the words of someone and of what they said.
pub fn drop_docs_of(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    drop_doc(tx, Subject::Person, person.get())?;
    for some in comments_by(tx, person)?.chunks(1_000) {
        let ids: Vec<i64> = some.iter().map(|id| id.get()).collect();
        diesel::delete(
            search_docs::table
                .filter(search_docs::subject.eq(Subject::Comment.text()))
                .filter(search_docs::subject_id.eq_any(ids)),
        )
        .execute(&mut **tx)?;
    }
    Ok(())
}

// What the index in memory is made of.

#[derive(Queryable)]
pub struct Titled {
    pub id: TopicId,
    pub kind: Kind,
    pub board: BoardId,
    pub state: State,
    pub title: String,
    pub excerpt: String,
    pub reason: Option<String>,
}

pub fn titled(conn: &mut Conn, after: TopicId, limit: i64) -> QueryResult<Vec<Titled>> {
    topics::table
        .filter(topics::id.gt(after))
        .order(topics::id)
        .limit(limit)
        .select((
            topics::id,
            topics::kind,
            topics::board_id,
            topics::state,
            topics::title,
            topics::excerpt,
            topics::best_reason,
        ))
        .load(conn)
}

/// Every topic's number.
pub fn topic_ids(conn: &mut Conn) -> QueryResult<Vec<TopicId>> {
    topics::table.select(topics::id).load(conn)
}

pub fn titled_one(conn: &mut Conn, id: TopicId) -> QueryResult<Option<Titled>> {
    Ok(titled(conn, TopicId::new(id.get() - 1), 1)?
        .into_iter()
        .find(|t| t.id == id))
}

/// Merges so many pages of each of SQLite's indexes; whether there may be more to do.
pub fn merge_index(tx: &mut Tx<'_>, pages: i64) -> QueryResult<bool> {
    let changes = |tx: &mut Tx<'_>| number(tx, "select total_changes() as n");
    let before = changes(tx)?;
    for index in ["search_fts", "search_names_fts"] {
        diesel::sql_query(format!(
            "insert into {index} ({index}, rank) values ('merge', $1)"
        ))
        .bind::<diesel::sql_types::BigInt, _>(pages)
        .execute(&mut **tx)?;
    }
    // Each command itself counts as one change.
    Ok(changes(tx)? - before >= 3)
}
