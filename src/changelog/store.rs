//! SQL for releases, and nothing else.
use diesel::prelude::*;

use super::model::{Draft, Release, ReleaseState};
use crate::clock::Time;
use crate::db::schema::{release_people, release_topics, releases, statuses, topics};
use crate::db::{Conn, Cursor, Key, MultiBackend, Tx};
use crate::id::{BoardId, PersonId, ReleaseId, TopicId};
use crate::topics::model::{Kind, State, StatusKind, Topic};

pub fn find(conn: &mut Conn, id: ReleaseId) -> QueryResult<Option<Release>> {
    releases::table
        .find(id)
        .select(Release::as_select())
        .first(conn)
        .optional()
}

pub fn words(conn: &mut Conn, id: ReleaseId) -> QueryResult<(String, String)> {
    releases::table
        .find(id)
        .select((releases::body, releases::body_html))
        .first(conn)
}

/// The texts of these releases as they are shown.
pub fn htmls(conn: &mut Conn, ids: &[ReleaseId]) -> QueryResult<Vec<(ReleaseId, String)>> {
    releases::table
        .filter(releases::id.eq_any(ids.to_vec()))
        .select((releases::id, releases::body_html))
        .load(conn)
}

/// Published ones, newest first.
pub fn published(conn: &mut Conn, after: Option<Cursor>, limit: i64) -> QueryResult<Vec<Release>> {
    let mut rows = releases::table
        .filter(releases::state.eq(ReleaseState::Published))
        .select(Release::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(Cursor {
        key: Key::Number(at),
        id,
    }) = after
    {
        rows = rows.filter(
            releases::released_at
                .lt(at)
                .or(releases::released_at.eq(at).and(releases::id.lt(id))),
        );
    }
    rows.order((releases::released_at.desc(), releases::id.desc()))
        .limit(limit)
        .load(conn)
}

/// Published ones from a place on, that one first, towards the newest.
pub fn published_back(
    conn: &mut Conn,
    from: Cursor,
    limit: i64,
) -> QueryResult<Vec<(ReleaseId, Option<Time>)>> {
    let at = match from.key {
        Key::Number(at) => at,
        Key::Score(_) => return Ok(Vec::new()),
    };
    let rows: Vec<(ReleaseId, Option<i64>)> = releases::table
        .filter(releases::state.eq(ReleaseState::Published))
        .filter(
            releases::released_at
                .gt(at)
                .or(releases::released_at.eq(at).and(releases::id.ge(from.id))),
        )
        .order((releases::released_at.asc(), releases::id.asc()))
        .limit(limit)
        .select((releases::id, releases::released_at))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, at)| (id, at.map(Time::from_micros)))
        .collect())
}

/// Those only staff see, the latest touched first.
pub fn drafts(conn: &mut Conn) -> QueryResult<Vec<Release>> {
    releases::table
        .filter(releases::state.eq(ReleaseState::Draft))
        .order((releases::updated_at.desc(), releases::id.desc()))
        .limit(50)
        .select(Release::as_select())
        .load(conn)
}

pub fn insert(tx: &mut Tx<'_>, draft: &Draft, by: PersonId, now: Time) -> QueryResult<ReleaseId> {
    diesel::insert_into(releases::table)
        .values((
            releases::title.eq(draft.title()),
            releases::slug.eq(draft.slug()),
            releases::state.eq(ReleaseState::Draft),
            releases::released_at.eq(draft.day().map(Time::micros)),
            releases::author_id.eq(by),
            releases::created_at.eq(now),
            releases::updated_at.eq(now),
            releases::excerpt.eq(draft.prose().excerpt()),
            releases::body.eq(draft.prose().markdown()),
            releases::body_html.eq(draft.prose().html().stored()),
        ))
        .returning(releases::id)
        .get_result(&mut **tx)
}

pub fn update(
    tx: &mut Tx<'_>,
    id: ReleaseId,
    draft: &Draft,
    day: Option<Time>,
    now: Time,
) -> QueryResult<()> {
    diesel::update(releases::table.find(id))
        .set((
            releases::title.eq(draft.title()),
            releases::slug.eq(draft.slug()),
            releases::released_at.eq(day.map(Time::micros)),
            releases::updated_at.eq(now),
            releases::excerpt.eq(draft.prose().excerpt()),
            releases::body.eq(draft.prose().markdown()),
            releases::body_html.eq(draft.prose().html().stored()),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn set_state(
    tx: &mut Tx<'_>,
    id: ReleaseId,
    state: ReleaseState,
    day: Option<Time>,
    now: Time,
) -> QueryResult<()> {
    diesel::update(releases::table.find(id))
        .set((
            releases::state.eq(state),
            releases::released_at.eq(day.map(Time::micros)),
            releases::updated_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete(tx: &mut Tx<'_>, id: ReleaseId) -> QueryResult<()> {
    diesel::delete(releases::table.find(id))
        .execute(&mut **tx)
        .map(drop)
}

/// Puts these proposals in the place of those before.
pub fn put_topics(tx: &mut Tx<'_>, id: ReleaseId, topics: &[TopicId]) -> QueryResult<()> {
    diesel::delete(release_topics::table.filter(release_topics::release_id.eq(id)))
        .execute(&mut **tx)?;
    for (position, topic) in (0_i32..).zip(topics) {
        diesel::insert_into(release_topics::table)
            .values((
                release_topics::release_id.eq(id),
                release_topics::topic_id.eq(*topic),
                release_topics::position.eq(position),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// Puts these people in the place of those before.
pub fn put_people(tx: &mut Tx<'_>, id: ReleaseId, people: &[PersonId]) -> QueryResult<()> {
    diesel::delete(release_people::table.filter(release_people::release_id.eq(id)))
        .execute(&mut **tx)?;
    for (position, person) in (0_i32..).zip(people) {
        diesel::insert_into(release_people::table)
            .values((
                release_people::release_id.eq(id),
                release_people::person_id.eq(*person),
                release_people::position.eq(position),
            ))
            .execute(&mut **tx)?;
    }
    Ok(())
}

/// What these releases pave, whoever may see it.
pub fn all_topics(conn: &mut Conn, id: ReleaseId) -> QueryResult<Vec<TopicId>> {
    release_topics::table
        .filter(release_topics::release_id.eq(id))
        .order(release_topics::position)
        .select(release_topics::topic_id)
        .load(conn)
}

/// What these releases pave, within these boards, in each release's order.
pub fn topics(
    conn: &mut Conn,
    ids: &[ReleaseId],
    boards: &[BoardId],
) -> QueryResult<Vec<(ReleaseId, Topic)>> {
    release_topics::table
        .inner_join(topics::table)
        .filter(release_topics::release_id.eq_any(ids.to_vec()))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order((release_topics::release_id, release_topics::position))
        .select((release_topics::release_id, Topic::as_select()))
        .load(conn)
}

/// Whom these releases thank, in each release's order.
pub fn people(conn: &mut Conn, ids: &[ReleaseId]) -> QueryResult<Vec<(ReleaseId, PersonId)>> {
    release_people::table
        .filter(release_people::release_id.eq_any(ids.to_vec()))
        .order((release_people::release_id, release_people::position))
        .select((release_people::release_id, release_people::person_id))
        .load(conn)
}

/// Proposals that are built but in no release, the latest first: what a new release may be about.
pub fn unreleased(conn: &mut Conn, boards: &[BoardId], limit: i64) -> QueryResult<Vec<Topic>> {
    topics::table
        .inner_join(statuses::table.on(statuses::id.nullable().eq(topics::status_id)))
        .left_join(release_topics::table.on(release_topics::topic_id.eq(topics::id)))
        .filter(topics::kind.eq(Kind::Proposal))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .filter(statuses::kind.eq(StatusKind::Done))
        .filter(release_topics::release_id.is_null())
        .order((topics::updated_at.desc(), topics::id.desc()))
        .limit(limit)
        .select(Topic::as_select())
        .load(conn)
}

/// The proposal with exactly this title.
pub fn titled(conn: &mut Conn, title: &str) -> QueryResult<Option<TopicId>> {
    topics::table
        .filter(topics::kind.eq(Kind::Proposal))
        .filter(topics::title.eq(title))
        .select(topics::id)
        .first(conn)
        .optional()
}
