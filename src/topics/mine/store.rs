//! SQL for what is one reader's own, and nothing else.
use std::collections::HashSet;

use diesel::dsl::{exists, max, not};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::model::{Level, Own, Subject, Thing};
use crate::access::Role;
use crate::clock::Time;
use crate::db::schema::{
    bookmarks, catchups, comments, follows, glimpses, handles, ignores, people, readings, tags,
};
use crate::db::{Conn, Cursor, Key, Tx, on_each};
use crate::id::{BoardId, CommentId, PersonId, TagId, TopicId};
use crate::topics::model::{Comment, State};

// Reading.

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
fn unread(person: PersonId, besides: &str) -> String {
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
fn muted(person: PersonId) -> String {
    format!(
        "((select count(*) from follows a where a.person_id = {person} and a.subject = 'board' and a.subject_id = t.board_id and a.level = 'muted')
         + (select count(*) from topic_tags x join follows a on a.person_id = {person} and a.subject = 'tag' and a.subject_id = x.tag_id and a.level = 'muted'
            where x.topic_id = t.id))"
    )
}

fn list(numbers: impl IntoIterator<Item = i64>) -> String {
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

/// A topic that someone follows and may not have read to its end.
#[derive(QueryableByName)]
struct Maybe {
    #[diesel(sql_type = BigInt)]
    topic_id: i64,
    #[diesel(sql_type = BigInt)]
    since_at: i64,
}

/// A followed topic with something new.
#[derive(QueryableByName)]
pub struct New {
    #[diesel(sql_type = BigInt)]
    pub topic_id: TopicId,
    #[diesel(sql_type = BigInt)]
    pub active_at: Time,
    #[diesel(sql_type = BigInt)]
    pub unread: i64,
    #[diesel(sql_type = BigInt)]
    pub fresh: i64,
}

/// Topics of which comments are counted at once.
const AT_ONCE: usize = 200;

/// Followed topics with something new, last active first. What comes by board or tag alone is looked for back to
/// `from` only. First everything that moved since it was last read to its end, then, a few at a time, what is new
/// there: whoever has read everything, or nothing, waits for neither.
pub fn news(
    conn: &mut Conn,
    person: PersonId,
    boards: &[BoardId],
    from: Time,
    after: Option<Cursor>,
    limit: usize,
) -> QueryResult<Vec<New>> {
    let maybe = moved(conn, person, boards, from, after)?;
    let mut found = Vec::new();
    for some in maybe.chunks(AT_ONCE) {
        found.extend(new_among(conn, person, some)?);
        if found.len() >= limit {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}

/// Followed topics that moved since they were last read to their end, last active first. The rule of levels is that
/// of [`super::effective`], in SQL.
fn moved(
    conn: &mut Conn,
    person: PersonId,
    boards: &[BoardId],
    from: Time,
    after: Option<Cursor>,
) -> QueryResult<Vec<Maybe>> {
    let (from, loud) = (from.micros(), "('tracking', 'watching')");
    let after = match after.map(|cursor| (cursor.key, cursor.id)) {
        Some((Key::Number(at), id)) => {
            format!("and (t.active_at < {at} or (t.active_at = {at} and t.id < {id}))")
        }
        Some((Key::Score(_), _)) | None => String::new(),
    };
    let sql = format!(
        "with m as materialized (
            select topic_id, min(since_at) as since_at, max(own) as own from (
                select coalesce(g.into_id, f.subject_id) as topic_id, f.since_at, 1 as own from follows f
                left join merges g on g.topic_id = f.subject_id
                where f.person_id = {person} and f.subject = 'topic' and f.level in {loud}
                union all
                select t.id, f.since_at, 0 from follows f
                join topics t on t.board_id = f.subject_id and t.state = 'shown' and t.active_at > f.since_at and t.active_at > {from}
                where f.person_id = {person} and f.subject = 'board' and f.level in {loud}
                union all
                select t.id, f.since_at, 0 from follows f
                join topic_tags x on x.tag_id = f.subject_id
                join topics t on t.id = x.topic_id and t.active_at > f.since_at and t.active_at > {from}
                where f.person_id = {person} and f.subject = 'tag' and f.level in {loud}
            ) each_of group by topic_id
         )
         select m.topic_id as topic_id, m.since_at as since_at from m
         cross join topics t
         left join readings r on r.person_id = {person} and r.topic_id = t.id
         left join follows f on f.person_id = {person} and f.subject = 'topic' and f.subject_id = t.id
         where t.id = m.topic_id and t.state = 'shown' and t.board_id in ({boards}) {after}
         and t.active_at >= coalesce(r.at, 0)
         and t.active_at >= coalesce((select k.at from catchups k where k.person_id = {person}), 0)
         and ((m.own = 1 and (f.level is null or not f.chosen or f.level in {loud}))
            or ((f.level is null or not f.chosen) and {muted} = 0))
         order by t.active_at desc, t.id desc",
        muted = muted(person),
        boards = list(boards.iter().map(|id| id.get())),
    );
    diesel::sql_query(sql).load(conn)
}

/// What is new among these, in their order.
fn new_among(conn: &mut Conn, person: PersonId, maybe: &[Maybe]) -> QueryResult<Vec<New>> {
    let rows: Vec<_> = maybe
        .iter()
        .map(|one| format!("({}, {})", one.topic_id, one.since_at))
        .collect();
    let sql = format!(
        "with m(topic_id, since_at) as (values {rows}), told as (
            select t.id as topic_id, t.active_at as active_at, {unread} as unread,
                (case when r.person_id is null and t.author_id <> {person} and t.created_at > m.since_at
                    and t.created_at > coalesce((select k.at from catchups k where k.person_id = {person}), 0)
                    and not exists (select 1 from ignores i where i.person_id = {person} and i.ignored_id = t.author_id)
                    then cast(1 as bigint) else cast(0 as bigint) end) as fresh
            from m join topics t on t.id = m.topic_id
            left join readings r on r.person_id = {person} and r.topic_id = t.id
         )
         select topic_id, active_at, unread, fresh from told where unread > 0 or fresh > 0
         order by active_at desc, topic_id desc",
        rows = rows.join(", "),
        unread = unread(
            person,
            "(r.person_id is not null or c.created_at > m.since_at)"
        ),
    );
    diesel::sql_query(sql).load(conn)
}

// Following.

/// What someone says about a topic and those merged into it: pairs of a topic and a level.
pub fn follows_of(
    conn: &mut Conn,
    person: PersonId,
    topics: &[TopicId],
) -> QueryResult<Vec<(i64, Own)>> {
    let topics: Vec<i64> = topics.iter().map(|id| id.get()).collect();
    let rows: Vec<(i64, Level, bool)> = follows::table
        .filter(follows::person_id.eq(person))
        .filter(follows::subject.eq("topic"))
        .filter(follows::subject_id.eq_any(topics))
        .select((follows::subject_id, follows::level, follows::chosen))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, level, chosen)| (id, Own { level, chosen }))
        .collect())
}

pub fn follow(conn: &mut Conn, person: PersonId, of: Subject) -> QueryResult<Option<Own>> {
    let (subject, id) = of.parts();
    follows::table
        .find((person, subject, id))
        .select((follows::level, follows::chosen))
        .first(conn)
        .optional()
        .map(|row| row.map(|(level, chosen)| Own { level, chosen }))
}

pub fn put_follow(
    tx: &mut Tx<'_>,
    person: PersonId,
    of: Subject,
    own: Own,
    now: Time,
) -> QueryResult<()> {
    let (subject, id) = of.parts();
    let row = (
        follows::person_id.eq(person),
        follows::subject.eq(subject),
        follows::subject_id.eq(id),
        follows::level.eq(own.level),
        follows::chosen.eq(own.chosen),
        follows::since_at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(follows::table)
        .values(row)
        .on_conflict((follows::person_id, follows::subject, follows::subject_id))
        .do_update()
        .set((
            follows::level.eq(own.level),
            follows::chosen.eq(own.chosen),
            follows::since_at.eq(now)
        ))
        .execute(c))
    .map(drop)
}

pub fn delete_follow(tx: &mut Tx<'_>, person: PersonId, of: Subject) -> QueryResult<usize> {
    let (subject, id) = of.parts();
    diesel::delete(follows::table.find((person, subject, id))).execute(&mut **tx)
}

/// What someone says about a board and these tags.
pub fn levels_around(
    conn: &mut Conn,
    person: PersonId,
    board: BoardId,
    tags: &[TagId],
) -> QueryResult<Vec<Level>> {
    let tags: Vec<i64> = tags.iter().map(|id| id.get()).collect();
    follows::table
        .filter(follows::person_id.eq(person))
        .filter(
            follows::subject
                .eq("board")
                .and(follows::subject_id.eq(board.get()))
                .or(follows::subject
                    .eq("tag")
                    .and(follows::subject_id.eq_any(tags))),
        )
        .select(follows::level)
        .load(conn)
}

/// A follow as its owner's list shows it.
#[derive(Clone, Debug, Queryable)]
pub struct Followed {
    pub subject: String,
    pub subject_id: i64,
    pub level: Level,
    pub chosen: bool,
    pub since_at: Time,
}

impl Followed {
    /// The names in the order in which the list breaks ties.
    const KINDS: [&str; 3] = ["board", "tag", "topic"];
    pub fn cursor(&self) -> Cursor {
        let kind = Self::KINDS.iter().position(|k| *k == self.subject);
        Cursor {
            key: Key::Number(self.since_at.micros()),
            id: self.subject_id * 4 + kind.map_or(0, |k| k as i64),
        }
    }
}

/// Everything someone follows, last changed first.
pub fn followed(
    conn: &mut Conn,
    person: PersonId,
    after: Option<Cursor>,
    limit: i64,
) -> QueryResult<Vec<Followed>> {
    let mut query = follows::table
        .filter(follows::person_id.eq(person))
        .order((
            follows::since_at.desc(),
            follows::subject_id.desc(),
            follows::subject.desc(),
        ))
        .limit(limit)
        .select((
            follows::subject,
            follows::subject_id,
            follows::level,
            follows::chosen,
            follows::since_at,
        ))
        .into_boxed();
    if let Some(Cursor {
        key: Key::Number(at),
        id,
    }) = after
    {
        let (since, number) = (Time::from_micros(at), id.div_euclid(4));
        let kind = Followed::KINDS
            .get(usize::try_from(id.rem_euclid(4)).unwrap_or_default())
            .copied()
            .unwrap_or_default();
        query = query.filter(
            follows::since_at
                .lt(since)
                .or(follows::since_at.eq(since).and(
                    follows::subject_id.lt(number).or(follows::subject_id
                        .eq(number)
                        .and(follows::subject.lt(kind))),
                )),
        );
    }
    query.load(conn)
}

/// Someone who said something about a topic, its board or its tags.
#[derive(Queryable)]
pub struct Said {
    pub person: PersonId,
    pub role: Role,
    pub subject: String,
    pub subject_id: i64,
    pub level: Level,
    pub chosen: bool,
}

/// Everyone who is here and says something about a topic, its board or one of its tags.
pub fn said_about(
    conn: &mut Conn,
    family: &[TopicId],
    board: BoardId,
    tags: &[TagId],
) -> QueryResult<Vec<Said>> {
    let family: Vec<i64> = family.iter().map(|id| id.get()).collect();
    let tags: Vec<i64> = tags.iter().map(|id| id.get()).collect();
    follows::table
        .inner_join(people::table.on(people::id.eq(follows::person_id)))
        .filter(people::state.eq("active"))
        .filter(
            follows::subject
                .eq("topic")
                .and(follows::subject_id.eq_any(family))
                .or(follows::subject
                    .eq("board")
                    .and(follows::subject_id.eq(board.get())))
                .or(follows::subject
                    .eq("tag")
                    .and(follows::subject_id.eq_any(tags))),
        )
        .order(follows::person_id)
        .select((
            people::id,
            people::role,
            follows::subject,
            follows::subject_id,
            follows::level,
            follows::chosen,
        ))
        .load(conn)
}

/// The people here whom these folded handles name.
pub fn named(conn: &mut Conn, folded: &[String]) -> QueryResult<Vec<(PersonId, Role)>> {
    handles::table
        .inner_join(people::table)
        .filter(handles::folded.eq_any(folded.to_vec()))
        .filter(people::state.eq("active"))
        .select((people::id, people::role))
        .load(conn)
}

pub fn here(conn: &mut Conn, id: PersonId) -> QueryResult<Option<(PersonId, Role)>> {
    people::table
        .find(id)
        .filter(people::state.eq("active"))
        .select((people::id, people::role))
        .first(conn)
        .optional()
}

/// Those among these people who ignore someone.
pub fn who_ignore(
    conn: &mut Conn,
    whom: PersonId,
    among: &[PersonId],
) -> QueryResult<HashSet<PersonId>> {
    ignores::table
        .filter(ignores::ignored_id.eq(whom))
        .filter(ignores::person_id.eq_any(among.to_vec()))
        .select(ignores::person_id)
        .load(conn)
        .map(|ids: Vec<PersonId>| ids.into_iter().collect())
}

pub fn tags_of(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(TagId, String, String)>> {
    let ids: Vec<_> = ids.iter().copied().map(TagId::new).collect();
    tags::table
        .filter(tags::id.eq_any(ids))
        .select((tags::id, tags::slug, tags::name))
        .load(conn)
}

// Bookmarks.

/// A bookmark.
#[derive(Clone, Debug, Queryable)]
pub struct Kept {
    pub id: i64,
    pub subject: String,
    pub subject_id: i64,
    pub note: String,
    pub at: Time,
}

pub fn put_bookmark(
    tx: &mut Tx<'_>,
    person: PersonId,
    thing: Thing,
    note: &str,
    now: Time,
) -> QueryResult<()> {
    let (subject, id) = thing.parts();
    let row = (
        bookmarks::person_id.eq(person),
        bookmarks::subject.eq(subject),
        bookmarks::subject_id.eq(id),
        bookmarks::note.eq(note),
        bookmarks::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(bookmarks::table)
        .values(row)
        .on_conflict((
            bookmarks::person_id,
            bookmarks::subject,
            bookmarks::subject_id
        ))
        .do_update()
        .set(bookmarks::note.eq(note))
        .execute(c))
    .map(drop)
}

pub fn delete_bookmark(tx: &mut Tx<'_>, person: PersonId, thing: Thing) -> QueryResult<usize> {
    let (subject, id) = thing.parts();
    diesel::delete(
        bookmarks::table
            .filter(bookmarks::person_id.eq(person))
            .filter(bookmarks::subject.eq(subject))
            .filter(bookmarks::subject_id.eq(id)),
    )
    .execute(&mut **tx)
}

/// The note of a bookmark, if there is one.
pub fn bookmark(conn: &mut Conn, person: PersonId, thing: Thing) -> QueryResult<Option<String>> {
    let (subject, id) = thing.parts();
    bookmarks::table
        .filter(bookmarks::person_id.eq(person))
        .filter(bookmarks::subject.eq(subject))
        .filter(bookmarks::subject_id.eq(id))
        .select(bookmarks::note)
        .first(conn)
        .optional()
}

/// Which of these comments someone keeps.
pub fn kept_among(
    conn: &mut Conn,
    person: PersonId,
    ids: &[CommentId],
) -> QueryResult<HashSet<i64>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    bookmarks::table
        .filter(bookmarks::person_id.eq(person))
        .filter(bookmarks::subject.eq("comment"))
        .filter(bookmarks::subject_id.eq_any(ids))
        .select(bookmarks::subject_id)
        .load(conn)
        .map(|ids: Vec<i64>| ids.into_iter().collect())
}

/// Someone's bookmarks, youngest first.
pub fn bookmarks(
    conn: &mut Conn,
    person: PersonId,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<Kept>> {
    bookmarks::table
        .filter(bookmarks::person_id.eq(person))
        .filter(bookmarks::id.lt(before.unwrap_or(i64::MAX)))
        .order(bookmarks::id.desc())
        .limit(limit)
        .select((
            bookmarks::id,
            bookmarks::subject,
            bookmarks::subject_id,
            bookmarks::note,
            bookmarks::at,
        ))
        .load(conn)
}

type Among = (CommentId, TopicId, PersonId, State, String);

pub fn comments_among(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Among>> {
    let ids: Vec<_> = ids.iter().copied().map(CommentId::new).collect();
    comments::table
        .filter(comments::id.eq_any(ids))
        .select((
            comments::id,
            comments::topic_id,
            comments::author_id,
            comments::state,
            comments::body,
        ))
        .load(conn)
}

/// Drops what readers keep about topics and comments that are going for good.
///
/// # Errors
/// Those of the database.
pub fn drop_of(tx: &mut Tx<'_>, topics: &[i64], comments: &[i64]) -> QueryResult<()> {
    diesel::delete(
        follows::table
            .filter(follows::subject.eq("topic"))
            .filter(follows::subject_id.eq_any(topics.to_vec())),
    )
    .execute(&mut **tx)?;
    for (subject, ids) in [("topic", topics), ("comment", comments)] {
        diesel::delete(
            bookmarks::table
                .filter(bookmarks::subject.eq(subject))
                .filter(bookmarks::subject_id.eq_any(ids.to_vec())),
        )
        .execute(&mut **tx)?;
    }
    Ok(())
}
