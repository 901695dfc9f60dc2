//! What can be done with proposals. One verb, one permission, one transaction.
use std::collections::HashMap;

use serde_json::json;

use super::budget;
pub use super::model::Vote as Cast;
use super::model::{Ballot, Reason, Stance, standing, takes_votes};
use super::store::{self, Move};
use crate::access::{Can, Member, Moderate, Propose, Sight, Vote};
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{PersonId, ReasonId, StatusId, TopicId};
use crate::images;
use crate::lang::Message;
use crate::say;
use crate::text::{self, Html};
use crate::topics::actions::{self as topics, Origin, Seen};
use crate::topics::closures;
use crate::topics::extras;
use crate::topics::family;
use crate::topics::mine::{Level, follows};
use crate::topics::model::{
    Act, Board, Draft, Kind, Status, StatusKind, Topic, surge_add, surge_start,
};
use crate::topics::prose::Prose;
use crate::topics::statuses;
use crate::topics::thread::Note;

/// Reasons with which a new one is compared.
const COMPARED: i64 = 100;
/// Reasons shown on a page.
pub const SHOWN: i64 = 30;

/// The proposal with this id, if this reader may see it.
///
/// # Errors
/// [`Error::NotFound`], also when the topic is of another kind.
pub fn find(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Seen> {
    let seen = topics::find(conn, sight, id).map_err(|error| match error {
        Error::NotFound(_) => Error::NotFound("proposal"),
        Error::Gone(_) => Error::Gone("proposal"),
        other => other,
    })?;
    match seen.topic.kind {
        Kind::Proposal => Ok(seen),
        Kind::Discussion | Kind::Announcement => Err(Error::NotFound("proposal")),
    }
}

/// Asks for something. Its author stands behind it at once.
///
/// # Errors
/// [`Error::Forbidden`] where the board does not allow it.
pub fn propose(
    tx: &mut Tx<'_>,
    by: &Can<Propose>,
    board: &Board,
    draft: &Draft,
    ballot: &Ballot,
    now: Time,
) -> Result<TopicId> {
    let first = statuses::all(tx)?.first()?.id;
    let id = topics::start(
        tx,
        &by.who,
        Kind::Proposal,
        board,
        Some(first),
        draft,
        &Origin::default(),
        now,
    )?;
    store::insert(tx, id, 0)?;
    // Whoever has no vote left may still ask; others may stand behind it.
    let votes = board.lets(Act::Vote, Some(by.who.role)).is_ok();
    if votes && budget::left(tx, by.who.id)? != Some(0) {
        let topic = topics::find(tx, &by.who.sight(), id)?.topic;
        cast(tx, by.who.id, &topic, ballot, now)?;
    }
    Ok(id)
}

/// The same on the operator's word, with any status and date: imports and the demo.
///
/// # Errors
/// Those of the database.
#[allow(clippy::too_many_arguments)]
pub fn bring(
    tx: &mut Tx<'_>,
    by: &Member,
    board: &Board,
    status: StatusId,
    draft: &Draft,
    votes: i64,
    origin: &Origin,
    at: Time,
) -> Result<TopicId> {
    let id = topics::add(
        tx,
        by,
        Kind::Proposal,
        board.id,
        Some(status),
        draft,
        origin,
        at,
    )?;
    store::insert(tx, id, votes)?;
    Ok(id)
}

/// Casts a vote, or changes one that was cast. Doing it twice counts once.
///
/// # Errors
/// [`Error::Forbidden`] where the board does not allow it, [`Error::Conflict`] when voting has ended.
pub fn vote(
    tx: &mut Tx<'_>,
    by: &Can<Vote>,
    id: TopicId,
    ballot: &Ballot,
    now: Time,
) -> Result<Topic> {
    let topic = open_for(tx, by, id, now)?;
    let wanted = cast_by(tx, id, by.who.id)?.is_some_and(|cast| cast.supports());
    if ballot.stance() == Stance::Support && !wanted {
        affordable(tx, by.who.id)?;
    }
    // From now on it is their own word.
    for member in family::members(tx, id)? {
        store::delete_behalf(tx, member, by.who.id)?;
    }
    cast(tx, by.who.id, &topic, ballot, now)?;
    follows::join(tx, by.who.id, id, Level::Decisions, now)?;
    find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}

/// A bare press of the button: it says nothing new about a vote that has its reason already.
///
/// # Errors
/// Those of [`vote`].
pub fn press(
    tx: &mut Tx<'_>,
    by: &Can<Vote>,
    id: TopicId,
    stance: Stance,
    now: Time,
) -> Result<Topic> {
    let topic = open_for(tx, by, id, now)?;
    match cast_by(tx, id, by.who.id)? {
        Some(cast) if cast.stance == stance => Ok(topic),
        _ => vote(tx, by, id, &Ballot::plain(stance), now),
    }
}

/// Takes one's vote back. Doing it twice is once.
///
/// # Errors
/// [`Error::Conflict`] when voting has ended.
pub fn withdraw(tx: &mut Tx<'_>, by: &Can<Vote>, id: TopicId, now: Time) -> Result<Topic> {
    let topic = open_for(tx, by, id, now)?;
    if !take_back(tx, &topic, by.who.id)? {
        return Ok(topic);
    }
    follows::withdraw(tx, by.who.id, topic.id)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::VoteWithdrawn,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({}),
        },
    )?;
    find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}

/// Takes someone's vote out of every count, whatever the status says: they leave. Whether there was one.
///
/// # Errors
/// Those of the database.
pub fn give_back(tx: &mut Tx<'_>, id: TopicId, person: PersonId) -> Result<bool> {
    let lead = family::lead(tx, id)?;
    let topic = topics::find(tx, &Sight::ALL, lead)?.topic;
    take_back(tx, &topic, person)
}

/// Whether someone voted on a proposal.
///
/// # Errors
/// Those of the database.
pub fn voted(conn: &mut Conn, id: TopicId, person: PersonId) -> Result<bool> {
    Ok(store::vote(conn, id, person)?.is_some())
}

/// What someone voted on, whatever it is.
///
/// # Errors
/// Those of the database.
pub fn voted_by(conn: &mut Conn, person: PersonId) -> Result<Vec<TopicId>> {
    let all = store::everything_by(conn, person)?;
    Ok(all.into_iter().map(|(topic, ..)| topic).collect())
}

/// What someone voted on, newest first; `after` is a time and an id. For their own eyes: votes are private.
///
/// # Errors
/// Those of the database.
pub fn votes_of(
    conn: &mut Conn,
    person: PersonId,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Cast>> {
    let after = after.map(|(at, id)| (Time::from_micros(at), TopicId::new(id)));
    Ok(store::votes_by(conn, person, after, limit)?)
}

/// Whether someone has a vote left to give, where votes are counted.
fn affordable(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    match budget::left(tx, person)? {
        Some(0) => Err(Error::Conflict(say!("vote-budget-empty"))),
        Some(_) | None => Ok(()),
    }
}

fn open_for(tx: &mut Tx<'_>, by: &Can<Vote>, id: TopicId, now: Time) -> Result<Topic> {
    let Seen { topic, board } = find(tx, &by.who.sight(), id)?;
    board.lets(Act::Vote, Some(by.who.role))?;
    family::stands_alone(tx, &by.who.sight(), &topic)?;
    let statuses = statuses::all(tx)?;
    let status = statuses
        .get(topic.status_id)
        .ok_or(Error::NotFound("status"))?;
    takes_votes(&topic, status)?;
    closures::of(tx, id)?.takes_votes(now)?;
    Ok(topic)
}

/// Counts a vote on the operator's word as well: imports and the demo.
///
/// # Errors
/// Those of the database.
pub fn cast(
    tx: &mut Tx<'_>,
    person: PersonId,
    topic: &Topic,
    ballot: &Ballot,
    now: Time,
) -> Result<()> {
    cast_as(tx, person, person, topic, ballot, now)
}

/// Counts a vote of one person that another one cast.
///
/// # Errors
/// Those of the database.
pub(super) fn cast_as(
    tx: &mut Tx<'_>,
    actor: PersonId,
    person: PersonId,
    topic: &Topic,
    ballot: &Ballot,
    now: Time,
) -> Result<()> {
    let before = cast_by(tx, topic.id, person)?;
    let own = store::vote(tx, topic.id, person)?;
    if own.as_ref().is_some_and(|cast| same(cast, ballot)) {
        return Ok(());
    }
    if let Some(cast) = own.as_ref() {
        // Out of the old group first, so that changing one's words can never count twice.
        store::put_vote(tx, topic.id, person, ballot, None, cast.cast_at)?;
        leave(tx, cast)?;
    }
    let reason = group(tx, topic.id, ballot.reason())?;
    // Whoever wanted it before it was merged wants it since then.
    let since = before.as_ref().map_or(now, |b| b.cast_at);
    store::put_vote(tx, topic.id, person, ballot, reason, since)?;
    let after = cast_by(tx, topic.id, person)?;
    if let (Some(cast), Some(reason)) = (&after, reason) {
        store::bump_reason(tx, reason, cast.importance, 1)?;
        reword(tx, reason)?;
    }
    shift(tx, topic.id, before.as_ref(), after.as_ref(), now)?;
    best_reason(tx, topic.id)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(actor),
            verb: Verb::VoteCast,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "stance": ballot.stance(), "changed": before.is_some() }),
        },
    )
}

/// What someone says about a proposal: their vote on it, or else the first they cast on one merged into it.
///
/// # Errors
/// Those of the database.
pub fn cast_by(conn: &mut Conn, id: TopicId, person: PersonId) -> Result<Option<Cast>> {
    let family = family::members(conn, id)?;
    Ok(standing(id, store::votes_of(conn, &family, person)?))
}

/// Which of the proposals listed someone supports, as their rows count it.
///
/// # Errors
/// Those of the database.
pub fn supported(conn: &mut Conn, ids: &[TopicId], person: PersonId) -> Result<Vec<TopicId>> {
    let led = family::led_by(conn, ids)?;
    let all: Vec<_> = ids.iter().chain(led.keys()).copied().collect();
    let mut by_lead: HashMap<TopicId, Vec<Cast>> = HashMap::new();
    for vote in store::votes_of(conn, &all, person)? {
        let lead = led.get(&vote.topic_id).copied().unwrap_or(vote.topic_id);
        by_lead.entry(lead).or_default().push(vote);
    }
    Ok(by_lead
        .into_iter()
        .filter_map(|(lead, votes)| standing(lead, votes).map(|vote| (lead, vote)))
        .filter(|(_, vote)| vote.supports())
        .map(|(lead, _)| lead)
        .collect())
}

/// Takes back whatever someone cast on a proposal and on those merged into it; whether there was anything.
pub(super) fn take_back(tx: &mut Tx<'_>, topic: &Topic, person: PersonId) -> Result<bool> {
    let family = family::members(tx, topic.id)?;
    let votes = store::votes_of(tx, &family, person)?;
    let before = standing(topic.id, votes.clone());
    for vote in &votes {
        store::delete_vote(tx, vote.topic_id, person)?;
        store::delete_behalf(tx, vote.topic_id, person)?;
        extras::drop_of_vote(tx, vote.topic_id, person)?;
        leave(tx, vote)?;
        if vote.topic_id != topic.id {
            shift(tx, vote.topic_id, Some(vote), None, vote.cast_at)?;
            best_reason(tx, vote.topic_id)?;
        }
    }
    shift(tx, topic.id, before.as_ref(), None, topic.updated_at)?;
    best_reason(tx, topic.id)?;
    Ok(!votes.is_empty())
}

/// Out of the group of those who say the same.
fn leave(tx: &mut Tx<'_>, cast: &Cast) -> Result<()> {
    match cast.reason_id {
        None => Ok(()),
        Some(reason) => {
            store::bump_reason(tx, reason, cast.importance, -1)?;
            reword(tx, reason)
        }
    }
}

/// Keeps a proposal's numbers in step with what one person says now instead of before.
fn shift(
    tx: &mut Tx<'_>,
    id: TopicId,
    before: Option<&Cast>,
    after: Option<&Cast>,
    now: Time,
) -> Result<()> {
    let count = |vote: Option<&Cast>, supports: bool| {
        i64::from(vote.is_some_and(|vote| vote.supports() == supports))
    };
    let opposed = count(after, false) - count(before, false);
    if opposed != 0 {
        store::bump_opposed(tx, id, opposed)?;
    }
    let topic = topics::find(tx, &Sight::ALL, id)?.topic;
    topics::retally(tx, &topic, |tally| {
        tally.supporters += count(after, true) - count(before, true);
        tally.weight += after.map_or(0.0, Cast::weight) - before.map_or(0.0, Cast::weight);
        if before.is_none() && count(after, true) == 1 {
            tally.surging = surge_add(tally.surging, now);
        }
    })
}

/// Counts a proposal's votes anew, each person once over all that is merged into it.
///
/// # Errors
/// Those of the database.
pub fn recount(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    let family = family::members(tx, id)?;
    let mut by_person: HashMap<PersonId, Vec<Cast>> = HashMap::new();
    for vote in store::all_votes(tx, &family)? {
        by_person.entry(vote.person_id).or_default().push(vote);
    }
    let mut votes: Vec<Cast> = by_person
        .into_values()
        .filter_map(|votes| standing(id, votes))
        .collect();
    votes.sort_by_key(|vote| (vote.cast_at, vote.person_id));
    let supporters: Vec<&Cast> = votes.iter().filter(|vote| vote.supports()).collect();
    store::update_opposed(tx, id, (votes.len() - supporters.len()) as i64)?;
    let topic = topics::find(tx, &Sight::ALL, id)?.topic;
    topics::retally(tx, &topic, |tally| {
        tally.supporters = supporters.len() as i64;
        tally.weight = supporters.iter().map(|vote| vote.weight()).sum();
        tally.surging = supporters
            .iter()
            .fold(surge_start(topic.created_at), |h, vote| {
                surge_add(h, vote.cast_at)
            });
    })?;
    best_reason(tx, id)
}

/// How many people support any of these, each counted once, were `leader` to lead them.
///
/// # Errors
/// Those of the database.
pub fn supporters_of(conn: &mut Conn, leader: TopicId, ids: &[TopicId]) -> Result<i64> {
    let mut by_person: HashMap<PersonId, Vec<Cast>> = HashMap::new();
    for vote in store::all_votes(conn, ids)? {
        by_person.entry(vote.person_id).or_default().push(vote);
    }
    Ok(by_person
        .into_values()
        .filter_map(|votes| standing(leader, votes))
        .filter(Cast::supports)
        .count() as i64)
}

/// Puts a proposal into another status because of a merge: a row in its history, no word to its people.
///
/// # Errors
/// Those of the database.
pub fn stand(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    topic: &Topic,
    to: StatusId,
    now: Time,
) -> Result<()> {
    store::insert_change(
        tx,
        topic.id,
        &Move {
            from: topic.status_id,
            to,
            by,
            response: "",
            response_html: "",
        },
        now,
    )?;
    topics::note_status(tx, topic.id, to, now)
}

fn same(cast: &Cast, ballot: &Ballot) -> bool {
    cast.stance == ballot.stance()
        && cast.importance == ballot.importance()
        && cast.reason == ballot.reason()
        && cast.workaround == ballot.workaround()
        && cast.named == ballot.named()
}

/// The group of those who say the same, or a new one.
fn group(tx: &mut Tx<'_>, topic: TopicId, text: &str) -> Result<Option<ReasonId>> {
    if text.is_empty() {
        return Ok(None);
    }
    for known in store::reasons(tx, &[topic], COMPARED)? {
        if text::reasons::alike(&known.text, text) {
            return Ok(Some(known.id));
        }
    }
    Ok(Some(store::insert_reason(tx, topic, text)?))
}

/// A group speaks in the words of the first who still says it; one that nobody says any more goes.
fn reword(tx: &mut Tx<'_>, id: ReasonId) -> Result<()> {
    let group = store::reason(tx, id)?;
    if group.people <= 0 {
        return Ok(store::delete_reason(tx, id)?);
    }
    let (text, workaround) = store::first_words(tx, id)?;
    let text = text.unwrap_or(group.text);
    Ok(store::update_reason(
        tx,
        id,
        &text,
        workaround.as_deref().unwrap_or_default(),
    )?)
}

fn best_reason(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    let family = family::members(tx, id)?;
    let best = store::reasons(tx, &family, 1)?.into_iter().next();
    topics::note_best_reason(tx, id, best.as_ref().map(|r| r.text.as_str()))
}

/// Moves a proposal to another status, with an official response that its people get to read.
///
/// # Errors
/// [`Error::Invalid`] when the step is not allowed from where it stands.
pub fn change_status(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    to: &str,
    response: &Prose,
    now: Time,
) -> Result<Topic> {
    let topic = find(tx, &by.who.sight(), id)?.topic;
    let statuses = statuses::all(tx)?;
    let to = statuses
        .by_slug(to)
        .map_err(|_| Invalid::field("status", say!("error-no-such", what = "status")))?;
    let from = topic.status_id.ok_or(Error::NotFound("status"))?;
    let answers_only = to.id == from && !response.markdown().is_empty();
    if !answers_only {
        let next = statuses.next(tx, from)?;
        if !next.iter().any(|s| s.id == to.id) {
            let names = Message::list(next.iter().map(Status::told));
            return Err(
                Invalid::field("status", say!("proposal-next-statuses", names = names)).into(),
            );
        }
    }
    move_to(tx, Some(by.who.id), &topic, to.id, response, now)?;
    find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}

/// The same on the operator's word, whatever the steps: the demo.
///
/// # Errors
/// Those of the database.
pub fn move_to(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    topic: &Topic,
    to: StatusId,
    response: &Prose,
    now: Time,
) -> Result<()> {
    store::insert_change(
        tx,
        topic.id,
        &Move {
            from: topic.status_id,
            to,
            by,
            response: response.markdown(),
            response_html: response.html().stored(),
        },
        now,
    )?;
    images::show(tx, images::Place::Topic(topic.id), response.images())?;
    topics::note_status(tx, topic.id, to, now)?;
    topics::retally(tx, topic, |tally| {
        tally.replied = true;
        tally.active_at = tally.active_at.max(now);
        tally.updated_at = now;
    })?;
    events::record(
        tx,
        now,
        Happened {
            actor: by,
            verb: Verb::StatusChanged,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "from": topic.status_id, "to": to }),
        },
    )?;
    free_votes(tx, by, topic, to, now)
}

/// Notes that the votes on a proposal are free again, once it is done or closed; listeners tell its people.
fn free_votes(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    topic: &Topic,
    to: StatusId,
    now: Time,
) -> Result<()> {
    let statuses = statuses::all(tx)?;
    let settled = |id| {
        statuses
            .get(id)
            .is_some_and(|s| matches!(s.kind, StatusKind::Done | StatusKind::Closed))
    };
    let freed = settled(Some(to)) && !settled(topic.status_id) && topic.supporters > 0;
    if !freed || !budget::counted(tx)? {
        return Ok(());
    }
    events::record(
        tx,
        now,
        Happened {
            actor: by,
            verb: Verb::VotesReturned,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "people": topic.supporters }),
        },
    )
}

/// Brings a topic into being as a proposal, or back as one: with the votes, status and plan it had before.
///
/// # Errors
/// Those of [`topics::turn`].
pub fn become_proposal(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    topic: &Topic,
    now: Time,
) -> Result<Topic> {
    let aside = store::aside(tx, topic.id)?;
    let first = statuses::all(tx)?.first()?.id;
    let status = aside.flatten().unwrap_or(first);
    topics::turn(tx, by, topic, Kind::Proposal, Some(status), now)?;
    match aside {
        None => store::insert(tx, topic.id, 0)?,
        Some(_) => store::set_aside(tx, topic.id, None)?,
    }
    recount(tx, topic.id)?;
    find(tx, &by.who.sight(), topic.id).map(|seen| seen.topic)
}

/// Makes a proposal a discussion; votes, status and plan are kept aside.
///
/// # Errors
/// Those of [`topics::turn`].
pub fn become_discussion(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    topic: &Topic,
    now: Time,
) -> Result<Topic> {
    store::set_aside(tx, topic.id, topic.status_id)?;
    topics::turn(tx, by, topic, Kind::Discussion, None, now)
}

/// A vote that staff cast for someone.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Given {
    /// For whom.
    pub handle: String,
    /// Where they asked.
    pub source_url: Option<String>,
}

/// The votes on a proposal that staff cast for others.
///
/// # Errors
/// Those of the database.
pub fn on_behalf(conn: &mut Conn, id: TopicId) -> Result<Vec<Given>> {
    let family = family::members(conn, id)?;
    let rows = store::behalves(conn, &family)?;
    let people: Vec<_> = rows.iter().map(|row| row.person_id).collect();
    let authors = match people.is_empty() {
        true => HashMap::new(),
        false => accounts::authors(conn, &people)?,
    };
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Given {
                handle: authors.get(&row.person_id)?.handle.clone(),
                source_url: row.source_url,
            })
        })
        .collect())
}

/// What a new proposal needs besides its topic, for one that was split off.
///
/// # Errors
/// Those of the database.
pub fn begin(tx: &mut Tx<'_>, id: TopicId) -> Result<()> {
    Ok(store::insert(tx, id, 0)?)
}

/// An official response: the last word of those who decide.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Response {
    /// As written.
    pub body: String,
    /// As shown.
    pub html: Html,
    /// Who gave it.
    pub author: Option<Author>,
    /// When.
    pub at: Time,
    /// What status it came with.
    pub status: Status,
}

/// One station of a proposal's way.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Station {
    /// The status's name.
    pub name: Message,
    /// Since when; nothing for what is still ahead.
    pub at: Option<Time>,
    /// Whether it stands here now.
    pub here: bool,
}

/// A proposal's way: where it was, where it is, and where it may be going.
pub struct Way {
    /// The last official response.
    pub response: Option<Response>,
    /// Stations, walked ones first.
    pub stations: Vec<Station>,
    /// Every move, for the timeline.
    pub notes: Vec<Note>,
}

/// Reads a proposal's way.
///
/// # Errors
/// Those of the database.
pub fn way(conn: &mut Conn, topic: &Topic) -> Result<Way> {
    let changes = store::changes(conn, topic.id)?;
    let statuses = statuses::all(conn)?;
    let people: Vec<_> = changes.iter().filter_map(|c| c.by_id).collect();
    let authors = match people.is_empty() {
        true => Default::default(),
        false => accounts::authors(conn, &people)?,
    };
    let first = changes
        .first()
        .map_or(topic.status_id, |change| change.from_id)
        .or(topic.status_id);
    let mut stations: Vec<Station> = Vec::new();
    if let Some(status) = statuses.get(first) {
        stations.push(Station {
            name: status.told(),
            at: Some(topic.created_at),
            here: false,
        });
    }
    let mut response = None;
    let mut notes = Vec::new();
    for change in changes {
        let to = statuses
            .get(Some(change.to_id))
            .ok_or_else(|| Error::internal("a status vanished"))?;
        let author = change.by_id.and_then(|id| authors.get(&id).cloned());
        let html =
            (!change.response.is_empty()).then(|| Html::from_stored(change.response_html.clone()));
        let moved = change.from_id != Some(change.to_id);
        if moved {
            stations.push(Station {
                name: to.told(),
                at: Some(change.at),
                here: false,
            });
        }
        notes.push(Note {
            at: change.at,
            author: author.clone(),
            told: match moved {
                true => say!("proposal-moved-note", status = to.told()),
                false => say!("proposal-answered-note"),
            },
            html: html.clone(),
            anchor: format!("s-{}", change.id),
        });
        if let Some(html) = html {
            response = Some(Response {
                body: change.response,
                html,
                author,
                at: change.at,
                status: to.clone(),
            });
        }
    }
    if let Some(here) = stations.last_mut() {
        here.here = true;
    }
    stations.extend(ahead(topic, statuses.list()));
    Ok(Way {
        response,
        stations,
        notes,
    })
}

/// What is usually still to come: the active and done statuses after this one, unless it is closed.
fn ahead<'a>(topic: &Topic, statuses: &'a [Status]) -> impl Iterator<Item = Station> + use<'a> {
    use crate::topics::model::StatusKind::{Active, Closed, Done};
    let here = statuses.iter().find(|s| Some(s.id) == topic.status_id);
    let (position, going) = here.map_or((0, false), |s| {
        (s.position, !matches!(s.kind, Done | Closed))
    });
    statuses
        .iter()
        .filter(move |s| going && s.position > position && matches!(s.kind, Active | Done))
        .map(|s| Station {
            name: s.told(),
            at: None,
            here: false,
        })
}

/// A reason as it is shown: with how many say it, how much it matters, and who lets their name stand by it.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Evidence {
    /// In the words of the first who said it.
    pub text: String,
    /// How many say something like it.
    pub people: i64,
    /// How much it matters to most of them.
    pub importance: Option<Message>,
    /// What one of them does today.
    pub workaround: Option<String>,
    /// Handles of those who let their names stand by it, at most three.
    pub named: Vec<String>,
}

/// Why people want a proposal, most shared reason first.
///
/// # Errors
/// Those of the database.
pub fn evidence(conn: &mut Conn, id: TopicId) -> Result<Vec<Evidence>> {
    let family = family::members(conn, id)?;
    let reasons = store::reasons(conn, &family, SHOWN)?;
    if reasons.is_empty() {
        return Ok(Vec::new());
    }
    // What was said in one way about several that were merged is one piece of evidence.
    let mut together: Vec<(Reason, Vec<ReasonId>)> = Vec::new();
    for reason in reasons {
        let known = together
            .iter_mut()
            .find(|(first, _)| family.len() > 1 && text::reasons::alike(&first.text, &reason.text));
        match known {
            None => together.push((reason.clone(), vec![reason.id])),
            Some((first, ids)) => {
                ids.push(reason.id);
                first.nice += reason.nice;
                first.important += reason.important;
                first.essential += reason.essential;
                if first.workaround.is_empty() {
                    first.workaround = reason.workaround;
                }
            }
        }
    }
    for (first, ids) in together.iter_mut().filter(|(_, ids)| ids.len() > 1) {
        first.people = store::people_saying(conn, ids)?;
    }
    together.sort_by_key(|(reason, _)| std::cmp::Reverse((reason.people, reason.id)));
    let ids: Vec<_> = together.iter().flat_map(|(_, ids)| ids).copied().collect();
    let named = store::named(conn, &ids)?;
    let people: Vec<_> = named.iter().map(|(_, person)| *person).collect();
    let authors = accounts::authors(conn, &people)?;
    Ok(together
        .into_iter()
        .map(|(reason, ids)| Evidence {
            importance: reason.importance().map(super::model::Importance::label),
            named: named
                .iter()
                .filter(|(id, _)| id.is_some_and(|id| ids.contains(&id)))
                .filter_map(|(_, person)| authors.get(person))
                .take(3)
                .map(|a| a.handle.clone())
                .collect(),
            workaround: Some(reason.workaround).filter(|w| !w.is_empty()),
            people: reason.people,
            text: reason.text,
        })
        .collect())
}
