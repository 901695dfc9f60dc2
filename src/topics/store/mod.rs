//! SQL for topics and comments, and nothing else.
use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::topics;
use crate::db::{Conn, Tx};
use crate::id::{BoardId, ImportId, PersonId, StatusId, TopicId};
use crate::topics::model::{Draft, Kind, State, Topic};

mod authors;
mod boards;
mod comments;
mod leaving;
mod revisions;
mod tags;

pub use authors::*;
pub use boards::*;
pub use comments::*;
pub use leaving::*;
pub use revisions::*;
pub use tags::*;

pub fn find(conn: &mut Conn, id: TopicId) -> QueryResult<Option<Topic>> {
    topics::table
        .find(id)
        .select(Topic::as_select())
        .first(conn)
        .optional()
}

pub fn words(conn: &mut Conn, id: TopicId) -> QueryResult<(String, String)> {
    topics::table
        .find(id)
        .select((topics::body, topics::body_html))
        .first(conn)
}

pub fn existing(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<i64>> {
    let ids: Vec<_> = ids.iter().copied().map(TopicId::new).collect();
    topics::table
        .filter(topics::id.eq_any(ids))
        .select(topics::id)
        .load::<TopicId>(conn)
        .map(|rows| rows.into_iter().map(TopicId::get).collect())
}

pub fn by_ids(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<Topic>> {
    topics::table
        .filter(topics::id.eq_any(ids.to_vec()))
        .select(Topic::as_select())
        .load(conn)
}

pub struct New<'a> {
    pub kind: Kind,
    pub board: BoardId,
    pub author: PersonId,
    pub status: Option<StatusId>,
    pub draft: &'a Draft,
    pub hot: f64,
    pub surging: f64,
    pub source: Option<&'a str>,
    pub source_url: Option<&'a str>,
    pub import: Option<ImportId>,
    pub at: Time,
}

pub fn insert(tx: &mut Tx<'_>, new: &New<'_>) -> QueryResult<TopicId> {
    diesel::insert_into(topics::table)
        .values((
            topics::kind.eq(new.kind),
            topics::board_id.eq(new.board),
            topics::author_id.eq(new.author),
            topics::status_id.eq(new.status),
            topics::state.eq(State::Shown),
            topics::title.eq(new.draft.title()),
            topics::slug.eq(new.draft.slug()),
            topics::excerpt.eq(new.draft.prose().excerpt()),
            topics::supporters.eq(0_i64),
            topics::comments.eq(0_i64),
            topics::commenters.eq(0_i64),
            topics::replied.eq(false),
            topics::weight.eq(0.0),
            topics::hot.eq(new.hot),
            topics::surging.eq(new.surging),
            topics::version.eq(1_i64),
            topics::created_at.eq(new.at),
            topics::updated_at.eq(new.at),
            topics::active_at.eq(new.at),
            topics::source.eq(new.source),
            topics::source_url.eq(new.source_url),
            topics::import_id.eq(new.import),
            topics::body.eq(new.draft.prose().markdown()),
            topics::body_html.eq(new.draft.prose().html().stored()),
        ))
        .returning(topics::id)
        .get_result(&mut **tx)
}

pub fn update_words(tx: &mut Tx<'_>, id: TopicId, draft: &Draft, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::title.eq(draft.title()),
            topics::slug.eq(draft.slug()),
            topics::excerpt.eq(draft.prose().excerpt()),
            topics::body.eq(draft.prose().markdown()),
            topics::body_html.eq(draft.prose().html().stored()),
            topics::version.eq(topics::version + 1),
            topics::updated_at.eq(now),
            topics::edited_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_imported(tx: &mut Tx<'_>, id: TopicId, draft: &Draft, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::title.eq(draft.title()),
            topics::slug.eq(draft.slug()),
            topics::excerpt.eq(draft.prose().excerpt()),
            topics::body.eq(draft.prose().markdown()),
            topics::body_html.eq(draft.prose().html().stored()),
            topics::updated_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Topics in the order of their ids, of these boards.
pub fn topics_after(
    conn: &mut Conn,
    boards: &[BoardId],
    after: TopicId,
    limit: i64,
) -> QueryResult<Vec<Topic>> {
    topics::table
        .filter(topics::id.gt(after))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order(topics::id)
        .limit(limit)
        .select(Topic::as_select())
        .load(conn)
}

pub fn update_state(tx: &mut Tx<'_>, id: TopicId, state: State, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((topics::state.eq(state), topics::updated_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

/// The numbers on a topic's row that acts below it change.
#[derive(AsChangeset)]
#[diesel(table_name = topics)]
pub struct Tally {
    pub supporters: i64,
    pub comments: i64,
    pub commenters: i64,
    pub replied: bool,
    pub weight: f64,
    pub hot: f64,
    pub surging: f64,
    pub active_at: Time,
    pub updated_at: Time,
}

pub fn update_tally(tx: &mut Tx<'_>, id: TopicId, tally: &Tally) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set(tally)
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_best_reason(tx: &mut Tx<'_>, id: TopicId, reason: Option<&str>) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set(topics::best_reason.eq(reason))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_status(tx: &mut Tx<'_>, id: TopicId, status: StatusId, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((topics::status_id.eq(status), topics::updated_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_kind(
    tx: &mut Tx<'_>,
    id: TopicId,
    kind: Kind,
    status: Option<StatusId>,
    now: Time,
) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::kind.eq(kind),
            topics::status_id.eq(status),
            topics::updated_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn by_source(conn: &mut Conn, source: &str) -> QueryResult<Option<TopicId>> {
    topics::table
        .filter(topics::source.eq(source))
        .select(topics::id)
        .first(conn)
        .optional()
}

/// The highest number of a topic.
pub fn last_id(conn: &mut Conn) -> QueryResult<Option<TopicId>> {
    topics::table
        .order(topics::id.desc())
        .select(topics::id)
        .first(conn)
        .optional()
}

/// Where the topics of a range are and when they last changed, within these boards.
pub fn addresses(
    conn: &mut Conn,
    boards: &[BoardId],
    first: TopicId,
    last: TopicId,
) -> QueryResult<Vec<(TopicId, String, Time)>> {
    topics::table
        .filter(topics::id.between(first, last))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order(topics::id)
        .select((topics::id, topics::slug, topics::active_at))
        .load(conn)
}
