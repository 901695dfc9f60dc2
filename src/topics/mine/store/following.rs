//! SQL for what someone follows and whom they ignore.

use std::collections::HashSet;

use diesel::prelude::*;

use crate::access::Role;
use crate::clock::Time;
use crate::db::schema::{follows, handles, ignores, people, tags};
use crate::db::{Conn, Cursor, Key, Tx, on_each};
use crate::id::{BoardId, PersonId, TagId, TopicId};
use crate::topics::mine::model::{Level, Own, Subject};

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
