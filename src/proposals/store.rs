//! SQL for proposals, votes and reasons, and nothing else.
use diesel::prelude::*;

use super::model::{Ballot, Importance, Reason, Vote};
use crate::clock::Time;
use crate::db::schema::{
    behalves, proposals, reasons, release_topics, releases, status_changes, statuses, topic_tags,
    topics, votes,
};
use crate::db::{Conn, MultiBackend, Tx, on_each};
use crate::id::{BoardId, ChangeId, PersonId, ReasonId, ReleaseId, StatusId, TagId, TopicId};
use crate::topics::model::{Kind, State, StatusKind, Topic};

pub fn insert(tx: &mut Tx<'_>, id: TopicId, imported: i64) -> QueryResult<()> {
    diesel::insert_into(proposals::table)
        .values((
            proposals::id.eq(id),
            proposals::opposed.eq(0_i64),
            proposals::imported.eq(imported),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Votes that were imported without people.
pub fn imported(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<i64> {
    let all: Vec<i64> = proposals::table
        .filter(proposals::id.eq_any(ids.to_vec()))
        .select(proposals::imported)
        .load(conn)?;
    Ok(all.into_iter().sum())
}

pub fn update_opposed(tx: &mut Tx<'_>, id: TopicId, opposed: i64) -> QueryResult<()> {
    diesel::update(proposals::table.find(id))
        .set(proposals::opposed.eq(opposed))
        .execute(&mut **tx)
        .map(drop)
}

pub fn bump_opposed(tx: &mut Tx<'_>, id: TopicId, by: i64) -> QueryResult<()> {
    diesel::update(proposals::table.find(id))
        .set(proposals::opposed.eq(proposals::opposed + by))
        .execute(&mut **tx)
        .map(drop)
}

pub fn vote(conn: &mut Conn, id: TopicId, person: PersonId) -> QueryResult<Option<Vote>> {
    votes::table
        .find((id, person))
        .select(Vote::as_select())
        .first(conn)
        .optional()
}

/// What someone cast on any of these.
pub fn votes_of(conn: &mut Conn, ids: &[TopicId], person: PersonId) -> QueryResult<Vec<Vote>> {
    votes::table
        .filter(votes::person_id.eq(person))
        .filter(votes::topic_id.eq_any(ids.to_vec()))
        .select(Vote::as_select())
        .load(conn)
}

/// What everyone cast on any of these.
pub fn all_votes(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<Vote>> {
    votes::table
        .filter(votes::topic_id.eq_any(ids.to_vec()))
        .select(Vote::as_select())
        .load(conn)
}

/// A vote that staff cast for someone.
#[derive(Clone, Debug, Queryable)]
pub struct Behalf {
    pub person_id: PersonId,
    pub source_url: Option<String>,
}

/// The votes that staff cast for others on these.
pub fn behalves(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<Behalf>> {
    behalves::table
        .filter(behalves::topic_id.eq_any(ids.to_vec()))
        .order((behalves::at, behalves::person_id))
        .limit(1000)
        .select((behalves::person_id, behalves::source_url))
        .load(conn)
}

pub fn count_behalves(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<i64> {
    behalves::table
        .filter(behalves::topic_id.eq_any(ids.to_vec()))
        .select(diesel::dsl::count(behalves::person_id).aggregate_distinct())
        .first(conn)
}

pub fn insert_behalf(
    tx: &mut Tx<'_>,
    id: TopicId,
    person: PersonId,
    by: PersonId,
    source: Option<&str>,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(behalves::table)
        .values((
            behalves::topic_id.eq(id),
            behalves::person_id.eq(person),
            behalves::by_id.eq(by),
            behalves::at.eq(now),
            behalves::source_url.eq(source),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Who answers for a proposal, and when it is expected.
pub fn months(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<(TopicId, Option<String>)>> {
    proposals::table
        .filter(proposals::id.eq_any(ids.to_vec()))
        .filter(proposals::eta.is_not_null())
        .select((proposals::id, proposals::eta))
        .load(conn)
}

/// A proposal, who answers for it and when it is expected.
type Planned = (TopicId, Option<PersonId>, Option<String>);

/// Who answers for which of these, and when each is expected; those without either left out.
pub fn plans(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<Planned>> {
    proposals::table
        .filter(proposals::id.eq_any(ids.to_vec()))
        .filter(
            proposals::owner_id
                .is_not_null()
                .or(proposals::eta.is_not_null()),
        )
        .select((proposals::id, proposals::owner_id, proposals::eta))
        .load(conn)
}

pub fn plan(conn: &mut Conn, id: TopicId) -> QueryResult<(Option<PersonId>, Option<String>)> {
    proposals::table
        .find(id)
        .select((proposals::owner_id, proposals::eta))
        .first(conn)
}

pub fn update_plan(
    tx: &mut Tx<'_>,
    id: TopicId,
    owner: Option<PersonId>,
    eta: Option<&str>,
) -> QueryResult<()> {
    diesel::update(proposals::table.find(id))
        .set((proposals::owner_id.eq(owner), proposals::eta.eq(eta)))
        .execute(&mut **tx)
        .map(drop)
}

/// The status of a proposal that is a discussion for now; nothing for what never was a proposal.
pub fn aside(conn: &mut Conn, id: TopicId) -> QueryResult<Option<Option<StatusId>>> {
    proposals::table
        .find(id)
        .select(proposals::aside_id)
        .first(conn)
        .optional()
}

pub fn set_aside(tx: &mut Tx<'_>, id: TopicId, status: Option<StatusId>) -> QueryResult<()> {
    diesel::update(proposals::table.find(id))
        .set(proposals::aside_id.eq(status))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_behalf(tx: &mut Tx<'_>, id: TopicId, person: PersonId) -> QueryResult<()> {
    diesel::delete(behalves::table.find((id, person)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn put_vote(
    tx: &mut Tx<'_>,
    id: TopicId,
    person: PersonId,
    ballot: &Ballot,
    reason: Option<ReasonId>,
    now: Time,
) -> QueryResult<()> {
    let row = (
        votes::topic_id.eq(id),
        votes::person_id.eq(person),
        votes::stance.eq(ballot.stance()),
        votes::importance.eq(ballot.importance()),
        votes::reason.eq(ballot.reason()),
        votes::reason_id.eq(reason),
        votes::workaround.eq(ballot.workaround()),
        votes::named.eq(ballot.named()),
        votes::cast_at.eq(now),
        votes::changed_at.eq(now),
    );
    let change = (
        votes::stance.eq(ballot.stance()),
        votes::importance.eq(ballot.importance()),
        votes::reason.eq(ballot.reason()),
        votes::reason_id.eq(reason),
        votes::workaround.eq(ballot.workaround()),
        votes::named.eq(ballot.named()),
        votes::changed_at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(votes::table)
        .values(row)
        .on_conflict((votes::topic_id, votes::person_id))
        .do_update()
        .set(change)
        .execute(c))
    .map(drop)
}

pub fn delete_vote(tx: &mut Tx<'_>, id: TopicId, person: PersonId) -> QueryResult<()> {
    diesel::delete(votes::table.find((id, person)))
        .execute(&mut **tx)
        .map(drop)
}

/// The reasons most people share, first.
pub fn reasons(conn: &mut Conn, ids: &[TopicId], limit: i64) -> QueryResult<Vec<Reason>> {
    reasons::table
        .filter(reasons::topic_id.eq_any(ids.to_vec()))
        .order((reasons::people.desc(), reasons::id.desc()))
        .limit(limit)
        .select(Reason::as_select())
        .load(conn)
}

pub fn reason(conn: &mut Conn, id: ReasonId) -> QueryResult<Reason> {
    reasons::table
        .find(id)
        .select(Reason::as_select())
        .first(conn)
}

pub fn insert_reason(tx: &mut Tx<'_>, topic: TopicId, text: &str) -> QueryResult<ReasonId> {
    diesel::insert_into(reasons::table)
        .values((
            reasons::topic_id.eq(topic),
            reasons::text.eq(text),
            reasons::workaround.eq(""),
            reasons::people.eq(0_i64),
            reasons::nice.eq(0_i64),
            reasons::important.eq(0_i64),
            reasons::essential.eq(0_i64),
        ))
        .returning(reasons::id)
        .get_result(&mut **tx)
}

pub fn bump_reason(
    tx: &mut Tx<'_>,
    id: ReasonId,
    importance: Option<Importance>,
    by: i64,
) -> QueryResult<()> {
    let step = |one: Importance| if importance == Some(one) { by } else { 0 };
    diesel::update(reasons::table.find(id))
        .set((
            reasons::people.eq(reasons::people + by),
            reasons::nice.eq(reasons::nice + step(Importance::Nice)),
            reasons::important.eq(reasons::important + step(Importance::Important)),
            reasons::essential.eq(reasons::essential + step(Importance::Essential)),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// The words of the first who said it, and the first workaround given with it, of those who still say it.
pub fn first_words(conn: &mut Conn, id: ReasonId) -> QueryResult<(Option<String>, Option<String>)> {
    let text = votes::table
        .filter(votes::reason_id.eq(id))
        .order((votes::cast_at, votes::person_id))
        .select(votes::reason)
        .first(conn)
        .optional()?;
    let workaround = votes::table
        .filter(votes::reason_id.eq(id))
        .filter(votes::workaround.ne(""))
        .order((votes::cast_at, votes::person_id))
        .select(votes::workaround)
        .first(conn)
        .optional()?;
    Ok((text, workaround))
}

pub fn update_reason(
    tx: &mut Tx<'_>,
    id: ReasonId,
    text: &str,
    workaround: &str,
) -> QueryResult<()> {
    diesel::update(reasons::table.find(id))
        .set((reasons::text.eq(text), reasons::workaround.eq(workaround)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_reason(tx: &mut Tx<'_>, id: ReasonId) -> QueryResult<()> {
    diesel::delete(reasons::table.find(id))
        .execute(&mut **tx)
        .map(drop)
}

/// How many people say any of these.
pub fn people_saying(conn: &mut Conn, ids: &[ReasonId]) -> QueryResult<i64> {
    votes::table
        .filter(votes::reason_id.eq_any(ids.to_vec()))
        .select(diesel::dsl::count(votes::person_id).aggregate_distinct())
        .first(conn)
}

/// One who lets their name stand beside each reason.
pub fn named(conn: &mut Conn, ids: &[ReasonId]) -> QueryResult<Vec<(Option<ReasonId>, PersonId)>> {
    votes::table
        .filter(votes::reason_id.eq_any(ids.to_vec()))
        .filter(votes::named.eq(true))
        .order((votes::reason_id, votes::cast_at))
        .limit(200)
        .select((votes::reason_id, votes::person_id))
        .load(conn)
}

/// Where those asked for whom staff voted with one of these reasons.
pub fn asked_at(conn: &mut Conn, ids: &[ReasonId]) -> QueryResult<Vec<(ReasonId, String)>> {
    let rows: Vec<(Option<ReasonId>, Option<String>)> = votes::table
        .inner_join(
            behalves::table.on(behalves::topic_id
                .eq(votes::topic_id)
                .and(behalves::person_id.eq(votes::person_id))),
        )
        .filter(votes::reason_id.eq_any(ids.to_vec()))
        .filter(behalves::source_url.is_not_null())
        .order((votes::reason_id, behalves::at, behalves::person_id))
        .limit(200)
        .select((votes::reason_id, behalves::source_url))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .filter_map(|(id, source)| Some((id?, source?)))
        .collect())
}

pub struct Move<'a> {
    pub from: Option<StatusId>,
    pub to: StatusId,
    pub by: Option<PersonId>,
    pub response: &'a str,
    pub response_html: &'a str,
}

pub fn insert_change(
    tx: &mut Tx<'_>,
    id: TopicId,
    step: &Move<'_>,
    now: Time,
) -> QueryResult<ChangeId> {
    diesel::insert_into(status_changes::table)
        .values((
            status_changes::topic_id.eq(id),
            status_changes::from_id.eq(step.from),
            status_changes::to_id.eq(step.to),
            status_changes::by_id.eq(step.by),
            status_changes::at.eq(now),
            status_changes::response.eq(step.response),
            status_changes::response_html.eq(step.response_html),
        ))
        .returning(status_changes::id)
        .get_result(&mut **tx)
}

#[derive(Queryable)]
pub struct Change {
    pub id: ChangeId,
    pub from_id: Option<StatusId>,
    pub to_id: StatusId,
    pub by_id: Option<PersonId>,
    pub at: Time,
    pub response: String,
    pub response_html: String,
}

/// Every move, oldest first.
pub fn changes(conn: &mut Conn, id: TopicId) -> QueryResult<Vec<Change>> {
    status_changes::table
        .filter(status_changes::topic_id.eq(id))
        .order(status_changes::id)
        .limit(200)
        .select((
            status_changes::id,
            status_changes::from_id,
            status_changes::to_id,
            status_changes::by_id,
            status_changes::at,
            status_changes::response,
            status_changes::response_html,
        ))
        .load(conn)
}

/// The last built in, newest first: what the changelog on the first page shows.
pub fn last_done(
    conn: &mut Conn,
    boards: &[crate::id::BoardId],
    limit: i64,
) -> QueryResult<Vec<Topic>> {
    topics::table
        .inner_join(statuses::table.on(statuses::id.nullable().eq(topics::status_id)))
        .filter(topics::kind.eq(Kind::Proposal))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .filter(statuses::kind.eq(StatusKind::Done))
        .order((topics::updated_at.desc(), topics::id.desc()))
        .limit(limit)
        .select(Topic::as_select())
        .load(conn)
}

/// How many proposals stand at a status within these boards, counted no further than `most`.
pub fn count_in(
    conn: &mut Conn,
    status: StatusId,
    boards: &[BoardId],
    tag: Option<TagId>,
    most: i64,
) -> QueryResult<i64> {
    let mut rows = topics::table
        .filter(topics::status_id.eq(status))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .select(topics::id)
        .limit(most)
        .into_boxed::<MultiBackend>();
    if let Some(tag) = tag {
        rows = rows.filter(
            topics::id.eq_any(
                topic_tags::table
                    .filter(topic_tags::tag_id.eq(tag))
                    .select(topic_tags::topic_id),
            ),
        );
    }
    Ok(rows.load::<TopicId>(conn)?.len() as i64)
}

#[derive(Queryable)]
pub struct Released {
    pub id: ReleaseId,
    pub title: String,
    pub slug: String,
    pub at: Option<Time>,
}

/// The published releases that a proposal came with.
pub fn releases_of(conn: &mut Conn, id: TopicId) -> QueryResult<Vec<Released>> {
    release_topics::table
        .inner_join(releases::table)
        .filter(release_topics::topic_id.eq(id))
        .filter(releases::state.eq("published"))
        .order(releases::released_at.desc())
        .limit(5)
        .select((
            releases::id,
            releases::title,
            releases::slug,
            releases::released_at,
        ))
        .load(conn)
}

/// Proposals of someone for which others voted, or on which others decided.
pub fn decided_by_others(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<TopicId>> {
    let mut ids: Vec<TopicId> = votes::table
        .inner_join(topics::table)
        .filter(topics::author_id.eq(person))
        .filter(votes::person_id.ne(person))
        .select(topics::id)
        .distinct()
        .load(conn)?;
    ids.extend(
        status_changes::table
            .inner_join(topics::table.on(topics::id.eq(status_changes::topic_id)))
            .filter(topics::author_id.eq(person))
            .filter(
                status_changes::by_id
                    .is_null()
                    .or(status_changes::by_id.ne(person)),
            )
            .select(topics::id)
            .distinct()
            .load::<TopicId>(conn)?,
    );
    ids.extend(
        proposals::table
            .inner_join(topics::table)
            .filter(topics::author_id.eq(person))
            .filter(proposals::imported.gt(0))
            .select(topics::id)
            .load::<TopicId>(conn)?,
    );
    Ok(ids)
}

pub fn count_votes(conn: &mut Conn, person: PersonId) -> QueryResult<i64> {
    votes::table
        .filter(votes::person_id.eq(person))
        .count()
        .get_result(conn)
}

/// Everything someone voted for or against, oldest first.
pub fn everything_by(
    conn: &mut Conn,
    person: PersonId,
) -> QueryResult<Vec<(TopicId, String, Vote)>> {
    votes::table
        .inner_join(topics::table)
        .filter(votes::person_id.eq(person))
        .order((votes::cast_at, votes::topic_id))
        .select((topics::id, topics::title, Vote::as_select()))
        .load(conn)
}

/// Lets go of whom a vote was cast for or by, and of what someone owned. Moves stay, by nobody.
pub fn forget(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    let nobody = None::<PersonId>;
    diesel::delete(behalves::table.filter(behalves::person_id.eq(person))).execute(&mut **tx)?;
    diesel::update(behalves::table.filter(behalves::by_id.eq(person)))
        .set(behalves::by_id.eq(nobody))
        .execute(&mut **tx)?;
    diesel::update(status_changes::table.filter(status_changes::by_id.eq(person)))
        .set(status_changes::by_id.eq(nobody))
        .execute(&mut **tx)?;
    diesel::update(proposals::table.filter(proposals::owner_id.eq(person)))
        .set(proposals::owner_id.eq(nobody))
        .execute(&mut **tx)
        .map(drop)
}

/// Moves that someone made: of which proposal, to which status, with what response.
pub fn moves_of(
    conn: &mut Conn,
    person: PersonId,
) -> QueryResult<Vec<(TopicId, String, String, Time)>> {
    status_changes::table
        .inner_join(statuses::table.on(statuses::id.eq(status_changes::to_id)))
        .filter(status_changes::by_id.eq(person))
        .order(status_changes::id)
        .select((
            status_changes::topic_id,
            statuses::slug,
            status_changes::response,
            status_changes::at,
        ))
        .load(conn)
}

/// What someone voted on, newest first; `after` is a time and an id.
pub fn votes_by(
    conn: &mut Conn,
    person: PersonId,
    after: Option<(Time, TopicId)>,
    limit: i64,
) -> QueryResult<Vec<Vote>> {
    let mut rows = votes::table
        .filter(votes::person_id.eq(person))
        .order((votes::cast_at.desc(), votes::topic_id.desc()))
        .limit(limit)
        .select(Vote::as_select())
        .into_boxed();
    if let Some((at, id)) = after {
        rows = rows.filter(
            votes::cast_at
                .lt(at)
                .or(votes::cast_at.eq(at).and(votes::topic_id.lt(id))),
        );
    }
    rows.load(conn)
}
/// What was said officially about each of these, oldest first.
pub fn responses(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<(TopicId, String)>> {
    status_changes::table
        .filter(status_changes::topic_id.eq_any(ids.to_vec()))
        .filter(status_changes::response.ne(""))
        .order(status_changes::id)
        .limit(200)
        .select((status_changes::topic_id, status_changes::response))
        .load(conn)
}
