//! SQL for topics with something new.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use super::{list, muted, unread};
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key};
use crate::id::{BoardId, PersonId, TopicId};

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

/// A topic that someone follows and may not have read to its end.
#[derive(QueryableByName)]
struct Maybe {
    #[diesel(sql_type = BigInt)]
    topic_id: i64,
    #[diesel(sql_type = BigInt)]
    since_at: i64,
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
/// of [`crate::topics::mine::effective`], in SQL.
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
