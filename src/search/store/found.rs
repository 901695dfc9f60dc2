//! What is found.
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Double, Text};

use crate::access::Role;
use crate::accounts::Author;
use crate::accounts::model::Standing;
use crate::clock::Time;
use crate::db::Conn;
use crate::db::schema::{comments, people, tags, topics};
use crate::id::{CommentId, PersonId, TagId, TopicId};
use crate::topics::model::{Tag, Topic};

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

/// Runs a search that [`crate::search::sql`] wrote. All that people typed is in `matching`.
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

/// What was written, for excerpts: so many characters of each.
pub fn bodies(
    conn: &mut Conn,
    ids: &[TopicId],
    most: usize,
) -> QueryResult<Vec<(TopicId, String)>> {
    topics::table
        .filter(topics::id.eq_any(ids.to_vec()))
        .select((
            topics::id,
            diesel::dsl::sql::<Text>(&format!("substr(topics.body, 1, {most})")),
        ))
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

/// What was said, so many characters of each.
pub fn comments(conn: &mut Conn, ids: &[CommentId], most: usize) -> QueryResult<Vec<FoundComment>> {
    comments::table
        .filter(comments::id.eq_any(ids.to_vec()))
        .select((
            comments::id,
            comments::topic_id,
            comments::author_id,
            comments::created_at,
            diesel::dsl::sql::<Text>(&format!("substr(comments.body, 1, {most})")),
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
