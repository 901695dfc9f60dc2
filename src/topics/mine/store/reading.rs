//! SQL for how far someone read, and what is new to them.

use std::collections::HashSet;

use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use crate::clock::Time;
use crate::db::schema::{catchups, comments, glimpses, ignores, readings};
use crate::db::{Conn, Tx, on_each};
use crate::id::{CommentId, PersonId, TopicId};
use crate::topics::mine::model::Level;
use crate::topics::model::{Comment, State};

/// How far someone read a topic; nothing if they never opened it.
pub fn read_id(conn: &mut Conn, person: PersonId, topic: TopicId) -> QueryResult<Option<i64>> {
    readings::table
        .find((person, topic))
        .select(readings::read_id)
        .first(conn)
        .optional()
}

/// Up to which comment someone marked everything as read.
pub fn floor(conn: &mut Conn, person: PersonId) -> QueryResult<i64> {
    catchups::table
        .find(person)
        .select(catchups::comment_id)
        .first(conn)
        .optional()
        .map(Option::unwrap_or_default)
}

pub fn glimpsed(conn: &mut Conn, person: PersonId, topic: TopicId) -> QueryResult<HashSet<i64>> {
    glimpses::table
        .filter(glimpses::person_id.eq(person))
        .filter(glimpses::topic_id.eq(topic))
        .select(glimpses::comment_id)
        .load(conn)
        .map(|ids: Vec<i64>| ids.into_iter().collect())
}

/// The first comments after this one, in the order of their ids; notes among staff are nobody's news.
pub fn ids_after(
    conn: &mut Conn,
    topics: &[TopicId],
    id: i64,
    limit: i64,
) -> QueryResult<Vec<i64>> {
    comments::table
        .filter(comments::topic_id.eq_any(topics.to_vec()))
        .filter(comments::state.eq(State::Shown))
        .filter(comments::id.gt(CommentId::new(id)))
        .order(comments::id)
        .limit(limit)
        .select(comments::id)
        .load::<CommentId>(conn)
        .map(|ids| ids.into_iter().map(CommentId::get).collect())
}

pub fn last_comment(conn: &mut Conn, topics: Option<&[TopicId]>) -> QueryResult<i64> {
    let last: Option<i64> = match topics {
        Some(topics) => comments::table
            .filter(comments::topic_id.eq_any(topics.to_vec()))
            .select(max(comments::id))
            .first(conn)?,
        None => comments::table.select(max(comments::id)).first(conn)?,
    };
    Ok(last.unwrap_or_default())
}

/// Notes how far someone read, and as of when that was all of it: the beginning of time while there are gaps.
pub fn put_reading(
    tx: &mut Tx<'_>,
    person: PersonId,
    topic: TopicId,
    read_id: i64,
    whole: Option<Time>,
) -> QueryResult<()> {
    let now = whole.unwrap_or(Time::from_micros(0));
    let row = (
        readings::person_id.eq(person),
        readings::topic_id.eq(topic),
        readings::read_id.eq(read_id),
        readings::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(readings::table)
        .values(row)
        .on_conflict((readings::person_id, readings::topic_id))
        .do_update()
        .set((readings::read_id.eq(read_id), readings::at.eq(now)))
        .execute(c))
    .map(drop)
}

pub fn insert_glimpses(
    tx: &mut Tx<'_>,
    person: PersonId,
    topic: TopicId,
    ids: &[i64],
) -> QueryResult<()> {
    let rows: Vec<_> = ids
        .iter()
        .map(|id| {
            (
                glimpses::person_id.eq(person),
                glimpses::topic_id.eq(topic),
                glimpses::comment_id.eq(*id),
            )
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    on_each!(tx, |c| diesel::insert_into(glimpses::table)
        .values(rows)
        .execute(c))
    .map(drop)
}

/// Forgets which comments were seen out of order, up to one, on one topic or on all.
pub fn delete_glimpses(
    tx: &mut Tx<'_>,
    person: PersonId,
    topic: Option<TopicId>,
    upto: i64,
) -> QueryResult<()> {
    let theirs = glimpses::table
        .filter(glimpses::person_id.eq(person))
        .filter(glimpses::comment_id.le(upto));
    match topic {
        Some(topic) => {
            diesel::delete(theirs.filter(glimpses::topic_id.eq(topic))).execute(&mut **tx)
        }
        None => diesel::delete(theirs).execute(&mut **tx),
    }
    .map(drop)
}

pub fn put_catchup(tx: &mut Tx<'_>, person: PersonId, upto: i64, now: Time) -> QueryResult<()> {
    let row = (
        catchups::person_id.eq(person),
        catchups::comment_id.eq(upto),
        catchups::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(catchups::table)
        .values(row)
        .on_conflict(catchups::person_id)
        .do_update()
        .set((catchups::comment_id.eq(upto), catchups::at.eq(now)))
        .execute(c))
    .map(drop)
}

/// The first comment, in the order they are read, that someone has not read.
pub fn first_unread(
    conn: &mut Conn,
    person: PersonId,
    topic: TopicId,
    family: &[TopicId],
    read_id: i64,
) -> QueryResult<Option<Comment>> {
    comments::table
        .filter(comments::topic_id.eq_any(family.to_vec()))
        .filter(comments::id.gt(CommentId::new(read_id)))
        .filter(comments::state.eq(State::Shown))
        .filter(comments::author_id.ne(person))
        .filter(not(exists(
            glimpses::table
                .filter(glimpses::person_id.eq(person))
                .filter(glimpses::topic_id.eq(topic))
                .filter(glimpses::comment_id.eq(comments::id)),
        )))
        .filter(not(exists(
            ignores::table
                .filter(ignores::person_id.eq(person))
                .filter(ignores::ignored_id.eq(comments::author_id)),
        )))
        .order((comments::root_id, comments::branch_id, comments::id))
        .select(Comment::as_select())
        .first(conn)
        .optional()
}

/// How many comments of topic `t`, and of those merged into it, are unread for someone whose reading of it is `r`.
/// Numbers only: nothing typed gets into it.
pub(super) fn unread(person: PersonId, besides: &str) -> String {
    let new = format!(
        "c.state = 'shown' and c.author_id <> {person} and {besides}
         and c.id > coalesce(r.read_id, 0)
         and c.id > coalesce((select k.comment_id from catchups k where k.person_id = {person}), 0)
         and not exists (select 1 from glimpses s where s.person_id = {person} and s.topic_id = t.id and s.comment_id = c.id)
         and not exists (select 1 from ignores i where i.person_id = {person} and i.ignored_id = c.author_id)"
    );
    format!(
        "((select count(*) from comments c where c.topic_id = t.id and {new})
         + (select count(*) from merges g join comments c on c.topic_id = g.topic_id where g.into_id = t.id and {new}))"
    )
}

/// How many muted boards and tags topic `t` stands under.
pub(super) fn muted(person: PersonId) -> String {
    format!(
        "((select count(*) from follows a where a.person_id = {person} and a.subject = 'board' and a.subject_id = t.board_id and a.level = 'muted')
         + (select count(*) from topic_tags x join follows a on a.person_id = {person} and a.subject = 'tag' and a.subject_id = x.tag_id and a.level = 'muted'
            where x.topic_id = t.id))"
    )
}

pub(super) fn list(numbers: impl IntoIterator<Item = i64>) -> String {
    let numbers: Vec<_> = numbers.into_iter().map(|n| n.to_string()).collect();
    match numbers.is_empty() {
        true => "null".to_owned(),
        false => numbers.join(", "),
    }
}

/// What a list knows of one topic for one reader.
#[derive(QueryableByName)]
pub struct Marked {
    #[diesel(sql_type = BigInt)]
    pub topic_id: TopicId,
    #[diesel(sql_type = BigInt)]
    pub unread: i64,
    #[diesel(sql_type = BigInt)]
    pub bookmarked: i64,
    #[diesel(sql_type = BigInt)]
    pub ignored: i64,
    #[diesel(sql_type = BigInt)]
    pub muted_around: i64,
    #[diesel(sql_type = Nullable<Text>)]
    pub level: Option<Level>,
}

/// One query for a whole list.
pub fn marks(conn: &mut Conn, person: PersonId, topics: &[TopicId]) -> QueryResult<Vec<Marked>> {
    let sql = format!(
        "select t.id as topic_id, f.level as level,
            {unread} as unread,
            (select count(*) from bookmarks b where b.person_id = {person} and b.subject = 'topic' and b.subject_id = t.id) as bookmarked,
            (select count(*) from ignores i where i.person_id = {person} and i.ignored_id = t.author_id) as ignored,
            {muted} as muted_around
         from topics t
         left join readings r on r.person_id = {person} and r.topic_id = t.id
         left join follows f on f.person_id = {person} and f.subject = 'topic' and f.subject_id = t.id
         where t.id in ({ids})",
        unread = unread(
            person,
            "(r.person_id is not null or (f.level in ('tracking', 'watching') and c.created_at > f.since_at))"
        ),
        muted = muted(person),
        ids = list(topics.iter().map(|id| id.get())),
    );
    diesel::sql_query(sql).load(conn)
}
