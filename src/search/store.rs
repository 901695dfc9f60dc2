//! SQL of the index, of saved and of failed searches, and nothing else.
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Nullable, Text};

use super::docs::{Doc, Subject};
use super::saved::Saved;
use crate::access::Role;
use crate::accounts::Author;
use crate::accounts::model::Standing;
use crate::clock::Time;
use crate::db::schema::{
    comments, failed_searches, people, saved_searches, search_docs, tags, topic_tags, topics,
};
use crate::db::{Conn, Tx, on_each};
use crate::id::{BoardId, CommentId, PersonId, SearchId, TagId, TopicId};
use crate::topics::model::{Kind, State, Tag, Topic};

// What is indexed.

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
    const ROW: &str = "insert into search_docs (subject, subject_id, topic_id, at";
    const TAKEN: &str = "on conflict (subject, subject_id) do update set topic_id = excluded.topic_id, at = excluded.at";
    match AsMut::<Conn>::as_mut(tx) {
        Conn::Sqlite(c) => {
            let id: Id = diesel::sql_query(format!(
                "{ROW}) values ($1, $2, $3, $4) {TAKEN} returning id"
            ))
            .bind::<Text, _>(doc.subject.text())
            .bind::<BigInt, _>(doc.id)
            .bind::<Nullable<BigInt>, _>(doc.topic.map(TopicId::get))
            .bind::<BigInt, _>(doc.at.micros())
            .get_result(c)?;
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
                "{ROW}, tsv) values ($1, $2, $3, $4, $5::tsvector) {TAKEN}, tsv = excluded.tsv"
            ))
            .bind::<Text, _>(doc.subject.text())
            .bind::<BigInt, _>(doc.id)
            .bind::<Nullable<BigInt>, _>(doc.topic.map(TopicId::get))
            .bind::<BigInt, _>(doc.at.micros())
            .bind::<Text, _>(tsvector(doc))
            .execute(c)?;
        }
    }
    Ok(())
}

/// The words of an entry as PostgreSQL writes a `tsvector`: no parser of its own comes between.
pub(super) fn tsvector(doc: &Doc) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    let mut place = 0;
    for (words, weight) in [(&doc.title, 'A'), (&doc.tags, 'B'), (&doc.body, 'D')] {
        for word in words {
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

// What is found.

/// One thing that was found.
#[derive(Debug, Clone, QueryableByName)]
pub struct Hit {
    /// Its entry in the index, or its own id where no words were asked for.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
    #[diesel(sql_type = Text)]
    pub subject: String,
    #[diesel(sql_type = BigInt)]
    pub subject_id: i64,
    #[diesel(sql_type = Double)]
    pub score: f64,
    #[diesel(sql_type = BigInt)]
    pub sorted: i64,
}

/// Runs a search that [`super::sql`] wrote. All that people typed is in `matching`.
pub fn hits(conn: &mut Conn, sql: &str, matching: Option<&str>) -> QueryResult<Vec<Hit>> {
    match matching {
        Some(text) => diesel::sql_query(sql).bind::<Text, _>(text).load(conn),
        None => diesel::sql_query(sql).load(conn),
    }
}

#[derive(QueryableByName)]
pub struct Count {
    #[diesel(sql_type = Text)]
    pub what: String,
    #[diesel(sql_type = BigInt)]
    pub n: i64,
}

pub fn counts(conn: &mut Conn, sql: &str, matching: Option<&str>) -> QueryResult<Vec<Count>> {
    match matching {
        Some(text) => diesel::sql_query(sql).bind::<Text, _>(text).load(conn),
        None => diesel::sql_query(sql).load(conn),
    }
}

pub fn topics(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<Topic>> {
    topics::table
        .filter(topics::id.eq_any(ids.to_vec()))
        .select(Topic::as_select())
        .load(conn)
}

/// What was written, for excerpts.
pub fn bodies(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<(TopicId, String)>> {
    topics::table
        .filter(topics::id.eq_any(ids.to_vec()))
        .select((topics::id, topics::body))
        .load(conn)
}

#[derive(Queryable, Clone)]
pub struct FoundComment {
    pub id: CommentId,
    pub topic: TopicId,
    pub author: PersonId,
    pub at: Time,
    pub body: String,
}

pub fn comments(conn: &mut Conn, ids: &[CommentId]) -> QueryResult<Vec<FoundComment>> {
    comments::table
        .filter(comments::id.eq_any(ids.to_vec()))
        .select((
            comments::id,
            comments::topic_id,
            comments::author_id,
            comments::created_at,
            comments::body,
        ))
        .load(conn)
}

pub fn people(conn: &mut Conn, ids: &[PersonId]) -> QueryResult<Vec<(Author, String)>> {
    people::table
        .filter(people::id.eq_any(ids.to_vec()))
        .filter(people::state.eq_any(vec![Standing::Active, Standing::Ghost]))
        .filter(people::role.ne(Role::Guest))
        .select((
            (
                people::id,
                people::handle,
                people::name,
                people::role,
                people::state,
            ),
            people::bio,
        ))
        .load(conn)
}

pub fn tags(conn: &mut Conn, ids: &[TagId]) -> QueryResult<Vec<Tag>> {
    tags::table
        .filter(tags::id.eq_any(ids.to_vec()))
        .select(Tag::as_select())
        .load(conn)
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

pub fn titled_one(conn: &mut Conn, id: TopicId) -> QueryResult<Option<Titled>> {
    Ok(titled(conn, TopicId::new(id.get() - 1), 1)?
        .into_iter()
        .find(|t| t.id == id))
}

// Saved and failed searches.

pub fn saved(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Saved>> {
    saved_searches::table
        .filter(saved_searches::person_id.eq(person.get()))
        .order(saved_searches::id)
        .select(Saved::as_select())
        .load(conn)
}

pub fn saved_one(conn: &mut Conn, id: SearchId) -> QueryResult<Option<Saved>> {
    saved_searches::table
        .find(id.get())
        .select(Saved::as_select())
        .first(conn)
        .optional()
}

pub fn insert_saved(
    tx: &mut Tx<'_>,
    person: PersonId,
    name: &str,
    query: &str,
    what: &str,
    now: Time,
) -> QueryResult<SearchId> {
    diesel::insert_into(saved_searches::table)
        .values((
            saved_searches::person_id.eq(person.get()),
            saved_searches::name.eq(name),
            saved_searches::query.eq(query),
            saved_searches::what.eq(what),
            saved_searches::created_at.eq(now.micros()),
        ))
        .returning(saved_searches::id)
        .get_result::<i64>(&mut **tx)
        .map(SearchId::new)
}

pub fn rename_saved(tx: &mut Tx<'_>, id: SearchId, name: &str) -> QueryResult<()> {
    diesel::update(saved_searches::table.find(id.get()))
        .set(saved_searches::name.eq(name))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_saved(tx: &mut Tx<'_>, id: SearchId) -> QueryResult<()> {
    diesel::delete(saved_searches::table.find(id.get()))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_saved_of(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    diesel::delete(saved_searches::table.filter(saved_searches::person_id.eq(person.get())))
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

/// Counts a search that found nothing.
pub fn note_failed(tx: &mut Tx<'_>, folded: &str, words: &str, now: Time) -> QueryResult<()> {
    let row = (
        failed_searches::folded.eq(folded),
        failed_searches::words.eq(words),
        failed_searches::times.eq(1_i64),
        failed_searches::first_at.eq(now.micros()),
        failed_searches::last_at.eq(now.micros()),
    );
    on_each!(tx, |c| diesel::insert_into(failed_searches::table)
        .values(row)
        .on_conflict(failed_searches::folded)
        .do_update()
        .set((
            failed_searches::times.eq(failed_searches::times + 1),
            failed_searches::last_at.eq(now.micros()),
        ))
        .execute(c))
    .map(drop)
}

pub fn failed_count(conn: &mut Conn) -> QueryResult<i64> {
    failed_searches::table.count().get_result(conn)
}

/// The one that was asked least, and longest ago.
pub fn drop_faintest(tx: &mut Tx<'_>) -> QueryResult<()> {
    let faintest: Option<String> = failed_searches::table
        .order((failed_searches::times, failed_searches::last_at))
        .select(failed_searches::folded)
        .first(&mut **tx)
        .optional()?;
    match faintest {
        Some(folded) => diesel::delete(failed_searches::table.find(folded))
            .execute(&mut **tx)
            .map(drop),
        None => Ok(()),
    }
}

pub fn drop_failed(tx: &mut Tx<'_>, folded: &str) -> QueryResult<()> {
    diesel::delete(failed_searches::table.find(folded))
        .execute(&mut **tx)
        .map(drop)
}

type FailedRow = (String, String, i64, Time, Time);

/// Most asked first.
pub fn failed(conn: &mut Conn, limit: i64) -> QueryResult<Vec<FailedRow>> {
    failed_searches::table
        .order((
            failed_searches::times.desc(),
            failed_searches::last_at.desc(),
        ))
        .limit(limit)
        .select((
            failed_searches::folded,
            failed_searches::words,
            failed_searches::times,
            failed_searches::first_at,
            failed_searches::last_at,
        ))
        .load(conn)
}
