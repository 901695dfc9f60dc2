//! SQL: one function, one statement.
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use super::model::{Filter, Hook};
use crate::clock::Time;
use crate::db::schema::{hook_attempts, hook_deliveries, hook_reached, hooks, people, topics};
use crate::db::{Conn, Tx, on_each};
use crate::events::Position;
use crate::id::{DeliveryId, EventId, HookId, PersonId, TopicId};

#[derive(Queryable, Selectable)]
#[diesel(table_name = hooks)]
struct Row {
    id: HookId,
    owner_id: PersonId,
    site: bool,
    url: String,
    secret: String,
    old_secret: Option<String>,
    old_until_at: Time,
    events: String,
    supporters: i64,
    state: String,
    failing_since_at: Option<Time>,
    told: String,
    created_at: Time,
}

impl From<Row> for Hook {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            owner: row.owner_id,
            site: row.site,
            url: row.url,
            secret: row.secret,
            old_secret: row.old_secret.map(|old| (old, row.old_until_at)),
            filter: Filter::stored(&row.events, row.supporters),
            on: row.state == "on",
            failing_since: row.failing_since_at,
            told: row.told,
            created_at: row.created_at,
        }
    }
}

#[allow(clippy::too_many_arguments)] // One for each column.
pub fn insert(
    tx: &mut Tx<'_>,
    owner: PersonId,
    site: bool,
    url: &str,
    secret: &str,
    filter: &Filter,
    from: Position,
    now: Time,
) -> QueryResult<HookId> {
    let (tx_id, event_id) = from.parts();
    diesel::insert_into(hooks::table)
        .values((
            hooks::owner_id.eq(owner),
            hooks::site.eq(site),
            hooks::url.eq(url),
            hooks::secret.eq(secret),
            hooks::old_until_at.eq(now),
            hooks::events.eq(filter.text()),
            hooks::supporters.eq(filter.supporters),
            hooks::state.eq("on"),
            hooks::told.eq(""),
            hooks::tx_id.eq(tx_id),
            hooks::event_id.eq(event_id),
            hooks::created_at.eq(now),
        ))
        .returning(hooks::id)
        .get_result(&mut **tx)
}

pub fn find(conn: &mut Conn, id: HookId) -> QueryResult<Option<Hook>> {
    let row: Option<Row> = hooks::table
        .find(id)
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Hook::from))
}

pub fn of(conn: &mut Conn, owner: PersonId) -> QueryResult<Vec<Hook>> {
    let rows: Vec<Row> = hooks::table
        .filter(hooks::owner_id.eq(owner))
        .order(hooks::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Hook::from).collect())
}

pub fn of_site(conn: &mut Conn) -> QueryResult<Vec<Hook>> {
    let rows: Vec<Row> = hooks::table
        .filter(hooks::site.eq(true))
        .order(hooks::id)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Hook::from).collect())
}

pub fn count(conn: &mut Conn, owner: Option<PersonId>) -> QueryResult<i64> {
    match owner {
        Some(owner) => hooks::table
            .filter(hooks::owner_id.eq(owner))
            .filter(hooks::site.eq(false))
            .count()
            .get_result(conn),
        None => hooks::table
            .filter(hooks::site.eq(true))
            .count()
            .get_result(conn),
    }
}

pub fn delete(tx: &mut Tx<'_>, id: HookId) -> QueryResult<usize> {
    diesel::delete(hooks::table.find(id)).execute(&mut **tx)
}

pub fn delete_of(tx: &mut Tx<'_>, owner: PersonId) -> QueryResult<usize> {
    diesel::delete(hooks::table.filter(hooks::owner_id.eq(owner))).execute(&mut **tx)
}

pub fn rotate(tx: &mut Tx<'_>, id: HookId, fresh: &str, until: Time) -> QueryResult<usize> {
    diesel::update(hooks::table.find(id))
        .set((
            hooks::old_secret.eq(hooks::secret.nullable()),
            hooks::old_until_at.eq(until),
            hooks::secret.eq(fresh),
        ))
        .execute(&mut **tx)
}

pub fn switch(tx: &mut Tx<'_>, id: HookId, on: bool, told: &str) -> QueryResult<usize> {
    diesel::update(hooks::table.find(id))
        .set((
            hooks::state.eq(if on { "on" } else { "off" }),
            hooks::told.eq(told),
            hooks::failing_since_at.eq(None::<Time>),
        ))
        .execute(&mut **tx)
}

pub fn note(
    tx: &mut Tx<'_>,
    id: HookId,
    failing_since: Option<Time>,
    told: &str,
) -> QueryResult<usize> {
    diesel::update(hooks::table.find(id))
        .set((
            hooks::failing_since_at.eq(failing_since),
            hooks::told.eq(told),
        ))
        .execute(&mut **tx)
}

/// Hooks that are on and have not heard all up to this position.
pub fn behind(conn: &mut Conn, newest: Position, limit: i64) -> QueryResult<Vec<HookId>> {
    let (tx_id, event_id) = newest.parts();
    hooks::table
        .filter(hooks::state.eq("on"))
        .filter(
            hooks::tx_id
                .lt(tx_id)
                .or(hooks::tx_id.eq(tx_id).and(hooks::event_id.lt(event_id))),
        )
        .order(hooks::id)
        .limit(limit)
        .select(hooks::id)
        .load(conn)
}

pub fn position(conn: &mut Conn, id: HookId) -> QueryResult<Position> {
    let (tx_id, event_id) = hooks::table
        .find(id)
        .select((hooks::tx_id, hooks::event_id))
        .first(conn)?;
    Ok(Position::of(tx_id, event_id))
}

pub fn keep_position(tx: &mut Tx<'_>, id: HookId, at: Position) -> QueryResult<usize> {
    let (tx_id, event_id) = at.parts();
    diesel::update(hooks::table.find(id))
        .set((hooks::tx_id.eq(tx_id), hooks::event_id.eq(event_id)))
        .execute(&mut **tx)
}

/// Notes those that have enough supporters already: they are not told about.
pub fn reached_before(tx: &mut Tx<'_>, id: HookId, supporters: i64) -> QueryResult<()> {
    let found: Vec<TopicId> = topics::table
        .filter(topics::supporters.ge(supporters))
        .select(topics::id)
        .load(&mut **tx)?;
    for topic in found {
        reached(tx, id, topic)?;
    }
    Ok(())
}

/// Whether a hook hears for the first time that a topic has enough supporters.
pub fn reached(tx: &mut Tx<'_>, id: HookId, topic: TopicId) -> QueryResult<bool> {
    let row = (
        hook_reached::hook_id.eq(id),
        hook_reached::topic_id.eq(topic),
    );
    let new = on_each!(tx, |c| diesel::insert_into(hook_reached::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    Ok(new > 0)
}

pub struct Fresh<'a> {
    pub event: Option<EventId>,
    pub topic: Option<TopicId>,
    pub lane: &'a str,
    pub verb: &'a str,
    pub payload: &'a str,
}

pub fn insert_delivery(
    tx: &mut Tx<'_>,
    id: HookId,
    new: &Fresh<'_>,
    now: Time,
) -> QueryResult<DeliveryId> {
    diesel::insert_into(hook_deliveries::table)
        .values((
            hook_deliveries::hook_id.eq(id),
            hook_deliveries::event_id.eq(new.event.map(EventId::get)),
            hook_deliveries::topic_id.eq(new.topic.map(TopicId::get)),
            hook_deliveries::lane.eq(new.lane),
            hook_deliveries::verb.eq(new.verb),
            hook_deliveries::payload.eq(new.payload),
            hook_deliveries::state.eq("waiting"),
            hook_deliveries::attempts.eq(0),
            hook_deliveries::due_at.eq(now),
            hook_deliveries::created_at.eq(now),
        ))
        .returning(hook_deliveries::id)
        .get_result(&mut **tx)
}

/// One event on its way to one hook.
#[derive(Clone, Debug, Queryable)]
pub struct Delivery {
    /// Its number.
    pub id: DeliveryId,
    /// To which hook.
    pub hook: HookId,
    /// The topic it is about.
    pub topic: Option<i64>,
    /// The kind of event.
    pub verb: String,
    /// What is sent.
    pub payload: String,
    /// `waiting`, `done`, `aside` or `dropped`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it is tried next.
    pub due_at: Time,
    /// When it came up.
    pub created_at: Time,
}

const DELIVERY: (
    hook_deliveries::id,
    hook_deliveries::hook_id,
    hook_deliveries::topic_id,
    hook_deliveries::verb,
    hook_deliveries::payload,
    hook_deliveries::state,
    hook_deliveries::attempts,
    hook_deliveries::due_at,
    hook_deliveries::created_at,
) = (
    hook_deliveries::id,
    hook_deliveries::hook_id,
    hook_deliveries::topic_id,
    hook_deliveries::verb,
    hook_deliveries::payload,
    hook_deliveries::state,
    hook_deliveries::attempts,
    hook_deliveries::due_at,
    hook_deliveries::created_at,
);

#[derive(QueryableByName)]
struct Id {
    #[diesel(sql_type = BigInt)]
    id: DeliveryId,
}

/// Those that are due and first in their lane, of hooks that are on.
pub fn due(conn: &mut Conn, now: Time, limit: i64) -> QueryResult<Vec<DeliveryId>> {
    let ids: Vec<Id> = diesel::sql_query(
        "select d.id from hook_deliveries d join hooks h on h.id = d.hook_id
         where d.state = 'waiting' and d.due_at <= $1 and h.state = 'on'
           and not exists (select 1 from hook_deliveries e where e.hook_id = d.hook_id and e.lane = d.lane
                           and e.state = 'waiting' and e.id < d.id)
         order by d.due_at, d.id limit $2",
    )
    .bind::<BigInt, _>(now)
    .bind::<BigInt, _>(limit)
    .load(conn)?;
    Ok(ids.into_iter().map(|row| row.id).collect())
}

pub fn begin(tx: &mut Tx<'_>, ids: &[DeliveryId], held_until: Time) -> QueryResult<Vec<Delivery>> {
    diesel::update(hook_deliveries::table.filter(hook_deliveries::id.eq_any(ids.to_vec())))
        .set((
            hook_deliveries::attempts.eq(hook_deliveries::attempts + 1),
            hook_deliveries::due_at.eq(held_until),
        ))
        .execute(&mut **tx)?;
    hook_deliveries::table
        .filter(hook_deliveries::id.eq_any(ids.to_vec()))
        .order(hook_deliveries::id)
        .select(DELIVERY)
        .load(&mut **tx)
}

/// Notes how a try ended, unless another was begun meanwhile.
pub fn settle(tx: &mut Tx<'_>, of: &Delivery, state: &str, due: Time) -> QueryResult<usize> {
    diesel::update(hook_deliveries::table.find(of.id))
        .filter(hook_deliveries::attempts.eq(of.attempts))
        .set((
            hook_deliveries::state.eq(state),
            hook_deliveries::due_at.eq(due),
        ))
        .execute(&mut **tx)
}

pub fn delivery(conn: &mut Conn, id: DeliveryId) -> QueryResult<Option<Delivery>> {
    hook_deliveries::table
        .find(id)
        .select(DELIVERY)
        .first(conn)
        .optional()
}

/// Newest first, before this one.
pub fn deliveries(
    conn: &mut Conn,
    hook: HookId,
    before: Option<i64>,
    limit: i64,
) -> QueryResult<Vec<Delivery>> {
    hook_deliveries::table
        .filter(hook_deliveries::hook_id.eq(hook))
        .filter(hook_deliveries::id.lt(before.unwrap_or(i64::MAX)))
        .order(hook_deliveries::id.desc())
        .limit(limit)
        .select(DELIVERY)
        .load(conn)
}

/// One try.
#[derive(Clone, Debug, Queryable)]
pub struct Attempt {
    /// Of which message.
    pub delivery: DeliveryId,
    /// When.
    pub at: Time,
    /// Milliseconds it took.
    pub took_ms: i64,
    /// The HTTP status that came back.
    pub status: Option<i32>,
    /// How the answer begins.
    pub answer: String,
    /// Why there was none.
    pub failure: String,
}

pub fn insert_attempt(tx: &mut Tx<'_>, attempt: &Attempt) -> QueryResult<usize> {
    diesel::insert_into(hook_attempts::table)
        .values((
            hook_attempts::delivery_id.eq(attempt.delivery),
            hook_attempts::at.eq(attempt.at),
            hook_attempts::took_ms.eq(attempt.took_ms),
            hook_attempts::status.eq(attempt.status),
            hook_attempts::answer.eq(&attempt.answer),
            hook_attempts::failure.eq(&attempt.failure),
        ))
        .execute(&mut **tx)
}

pub fn attempts(conn: &mut Conn, of: &[DeliveryId]) -> QueryResult<Vec<Attempt>> {
    hook_attempts::table
        .filter(hook_attempts::delivery_id.eq_any(of.to_vec()))
        .order(hook_attempts::id)
        .select((
            hook_attempts::delivery_id,
            hook_attempts::at,
            hook_attempts::took_ms,
            hook_attempts::status,
            hook_attempts::answer,
            hook_attempts::failure,
        ))
        .load(conn)
}

pub fn again(tx: &mut Tx<'_>, id: DeliveryId, now: Time) -> QueryResult<usize> {
    diesel::update(hook_deliveries::table.find(id))
        .set((
            hook_deliveries::state.eq("waiting"),
            hook_deliveries::attempts.eq(0),
            hook_deliveries::due_at.eq(now),
        ))
        .execute(&mut **tx)
}

pub fn again_since(tx: &mut Tx<'_>, hook: HookId, since: Time, now: Time) -> QueryResult<usize> {
    diesel::update(hook_deliveries::table)
        .filter(hook_deliveries::hook_id.eq(hook))
        .filter(hook_deliveries::created_at.ge(since))
        .filter(hook_deliveries::state.ne("waiting"))
        .set((
            hook_deliveries::state.eq("waiting"),
            hook_deliveries::attempts.eq(0),
            hook_deliveries::due_at.eq(now),
        ))
        .execute(&mut **tx)
}

pub fn forget(tx: &mut Tx<'_>, before: Time) -> QueryResult<usize> {
    diesel::delete(hook_deliveries::table)
        .filter(hook_deliveries::state.ne("waiting"))
        .filter(hook_deliveries::created_at.lt(before))
        .execute(&mut **tx)
}

/// A person's handle, address, role and state.
pub fn owner(conn: &mut Conn, id: PersonId) -> QueryResult<(Option<String>, String, String)> {
    people::table
        .find(id)
        .select((people::email, people::role, people::state))
        .first(conn)
}

#[derive(QueryableByName)]
struct Handle {
    #[diesel(sql_type = Text)]
    handle: String,
}

pub fn handle(conn: &mut Conn, id: PersonId) -> QueryResult<Option<String>> {
    let found: Option<Handle> = diesel::sql_query("select handle from people where id = $1")
        .bind::<BigInt, _>(id)
        .get_result(conn)
        .optional()?;
    Ok(found.map(|row| row.handle))
}
