//! What happened: the append-only log, written in the actor's own transaction.
//!
//! Everything that follows from an act (links between topics, later mail, hooks, feeds, caches) reads this log
//! through a cursor of its own; an act never calls its listeners. Events are read in an order that is final:
//! on PostgreSQL, where transactions finish out of order, a reader stops before the oldest one still running.
use diesel::prelude::*;
use serde_json::Value;

use crate::clock::Time;
use crate::db::schema::{cursors, events};
use crate::db::{Conn, Cursor, Db, Key, MultiBackend, Touch, Tx, number, on_each};
use crate::error::{Error, Result};
use crate::id::{EventId, PersonId, TopicId};
use crate::say;

/// What can happen, as the log names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Verb {
    PersonJoined,
    PersonChanged,
    PersonApproved,
    PersonDeleted,
    TokenMade,
    TokenEnded,
    InvitationMade,
    InvitationEnded,
    TopicCreated,
    TopicEdited,
    TopicRemoved,
    TopicRestored,
    CommentCreated,
    CommentEdited,
    CommentRemoved,
    VoteCast,
    VoteWithdrawn,
    StatusChanged,
    TopicMerged,
    TopicUnmerged,
    TopicSplit,
    TopicJoined,
    TopicMoved,
    TopicLocked,
    TopicUnlocked,
    TopicClosing,
    TopicPinned,
    TopicUnpinned,
    TopicConverted,
    AnswerAccepted,
    AnswerUnaccepted,
    NoteChanged,
    VotesReturned,
    PlanChanged,
    BoardChanged,
    SettingChanged,
    ExtraChanged,
    ImportDone,
    ImportUndone,
    ReleaseCreated,
    ReleaseChanged,
    ReleasePublished,
    ReleaseWithdrawn,
}

impl Verb {
    /// The name in the log and in the API; never changed once shipped.
    pub fn name(self) -> &'static str {
        match self {
            Self::PersonJoined => "person.joined",
            Self::PersonChanged => "person.changed",
            Self::PersonApproved => "person.approved",
            Self::PersonDeleted => "person.deleted",
            Self::TokenMade => "token.made",
            Self::TokenEnded => "token.ended",
            Self::InvitationMade => "invitation.made",
            Self::InvitationEnded => "invitation.ended",
            Self::TopicCreated => "topic.created",
            Self::TopicEdited => "topic.edited",
            Self::TopicRemoved => "topic.removed",
            Self::TopicRestored => "topic.restored",
            Self::CommentCreated => "comment.created",
            Self::CommentEdited => "comment.edited",
            Self::CommentRemoved => "comment.removed",
            Self::VoteCast => "vote.cast",
            Self::VoteWithdrawn => "vote.withdrawn",
            Self::StatusChanged => "status.changed",
            Self::TopicMerged => "topic.merged",
            Self::TopicUnmerged => "topic.unmerged",
            Self::TopicSplit => "topic.split",
            Self::TopicJoined => "topic.joined",
            Self::TopicMoved => "topic.moved",
            Self::TopicLocked => "topic.locked",
            Self::TopicUnlocked => "topic.unlocked",
            Self::TopicClosing => "topic.closing",
            Self::TopicPinned => "topic.pinned",
            Self::TopicUnpinned => "topic.unpinned",
            Self::TopicConverted => "topic.converted",
            Self::AnswerAccepted => "answer.accepted",
            Self::AnswerUnaccepted => "answer.unaccepted",
            Self::NoteChanged => "note.changed",
            Self::VotesReturned => "votes.returned",
            Self::PlanChanged => "plan.changed",
            Self::BoardChanged => "board.changed",
            Self::SettingChanged => "setting.changed",
            Self::ExtraChanged => "extra.changed",
            Self::ImportDone => "import.done",
            Self::ImportUndone => "import.undone",
            Self::ReleaseCreated => "release.created",
            Self::ReleaseChanged => "release.changed",
            Self::ReleasePublished => "release.published",
            Self::ReleaseWithdrawn => "release.withdrawn",
        }
    }
}

/// Something that happened, about to be written down.
pub struct Happened {
    /// Who did it; nobody when the operator or the program itself did.
    pub actor: Option<PersonId>,
    /// What.
    pub verb: Verb,
    /// The kind of thing it was done to: `topic`, `comment`, `person`, …
    pub object: &'static str,
    /// Which one.
    pub object_id: i64,
    /// The topic it belongs to, which decides who may know.
    pub topic: Option<TopicId>,
    /// What else a reader needs; small, no texts.
    pub data: Value,
}

/// Writes down what happened, in the transaction that makes it so.
///
/// # Errors
/// Those of the database.
pub fn record(tx: &mut Tx<'_>, now: Time, what: Happened) -> Result<()> {
    let touches = touched(&what);
    diesel::insert_into(events::table)
        .values((
            events::at.eq(now.micros()),
            events::actor_id.eq(what.actor.map(PersonId::get)),
            events::verb.eq(what.verb.name()),
            events::object.eq(what.object),
            events::object_id.eq(what.object_id),
            events::topic_id.eq(what.topic.map(TopicId::get)),
            events::data.eq(what.data.to_string()),
        ))
        .execute(&mut **tx)?;
    for touch in touches {
        tx.touch(touch);
    }
    Ok(())
}

/// What pages may show otherwise after this. Only the most frequent acts are told apart.
fn touched(what: &Happened) -> Vec<Touch> {
    match (what.verb, what.topic) {
        (
            Verb::VoteCast | Verb::VoteWithdrawn | Verb::CommentCreated | Verb::TopicCreated,
            Some(topic),
        ) => vec![Touch::Lists, Touch::Topic(topic)],
        (
            Verb::PersonJoined
            | Verb::TokenMade
            | Verb::TokenEnded
            | Verb::InvitationMade
            | Verb::InvitationEnded,
            None,
        ) => vec![Touch::Nothing],
        (Verb::SettingChanged, _) => vec![Touch::Settings],
        _ => vec![Touch::Site],
    }
}

/// Who last did this to a topic.
///
/// # Errors
/// Those of the database.
pub fn last_actor(conn: &mut Conn, topic: TopicId, verb: Verb) -> Result<Option<PersonId>> {
    let actor: Option<Option<i64>> = events::table
        .filter(events::topic_id.eq(topic.get()))
        .filter(events::verb.eq(verb.name()))
        .order(events::id.desc())
        .select(events::actor_id)
        .first(conn)
        .optional()?;
    Ok(actor.flatten().map(PersonId::new))
}

/// What of a few kinds happened to a topic, oldest first, at most 200 entries.
///
/// # Errors
/// Those of the database.
pub fn of_topic(conn: &mut Conn, topic: TopicId, verbs: &[Verb]) -> Result<Vec<Event>> {
    let names: Vec<_> = verbs.iter().map(|verb| verb.name()).collect();
    let mut found: Vec<Event> = events::table
        .filter(events::topic_id.eq(topic.get()))
        .filter(events::verb.eq_any(names))
        .order(events::id.desc())
        .limit(200)
        .select(Event::as_select())
        .load(conn)?;
    found.reverse();
    Ok(found)
}

/// One entry of the log.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = events)]
#[allow(missing_docs)]
pub struct Event {
    pub id: EventId,
    tx_id: i64,
    pub at: Time,
    pub actor_id: Option<PersonId>,
    pub verb: String,
    pub object: String,
    pub object_id: i64,
    pub topic_id: Option<TopicId>,
    pub data: String,
}

/// How far a reader has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    tx_id: i64,
    event_id: i64,
}

/// What the cursors of the log are called.
const LIST: &str = "changes";

impl Position {
    /// The same as two numbers, for whoever keeps it in a table of their own.
    pub fn parts(self) -> (i64, i64) {
        (self.tx_id, self.event_id)
    }
    /// From what [`Position::parts`] gave.
    pub fn of(tx_id: i64, event_id: i64) -> Self {
        Self { tx_id, event_id }
    }
    /// The place as opaque text, for those outside who read on from it.
    pub fn write(self) -> String {
        Cursor {
            key: Key::Number(self.tx_id),
            id: self.event_id,
        }
        .write(LIST)
    }
    /// Reads what [`Position::write`] wrote.
    ///
    /// # Errors
    /// [`Error::BadRequest`] for anything else.
    pub fn read(text: &str) -> Result<Self> {
        let cursor = Cursor::read(LIST, text)?;
        match cursor.key {
            Key::Number(tx_id) => Ok(Self {
                tx_id,
                event_id: cursor.id,
            }),
            Key::Score(_) => Err(Error::BadRequest(say!("list-unknown-place"))),
        }
    }
}

impl Event {
    /// The position after this event.
    pub fn position(&self) -> Position {
        Position {
            tx_id: self.tx_id,
            event_id: self.id.get(),
        }
    }
}

/// The next events after `from`, oldest first, none of which can still be overtaken.
///
/// # Errors
/// Those of the database.
pub fn since(conn: &mut Conn, from: Position, limit: i64) -> Result<Vec<Event>> {
    let settled_below = settled_below(conn)?;
    Ok(events::table
        .filter(events::tx_id.ge(from.tx_id))
        .filter(
            events::tx_id
                .gt(from.tx_id)
                .or(events::id.gt(from.event_id)),
        )
        .filter(events::tx_id.lt(settled_below))
        .order((events::tx_id, events::id))
        .limit(limit)
        .select(Event::as_select())
        .load(conn)?)
}

/// What a reader of the log is after.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Only these verbs.
    pub verbs: Vec<&'static str>,
    /// Only what belongs to this topic.
    pub topic: Option<TopicId>,
}

/// The next events after `from` that are wanted, oldest first, and where to read on. None is skipped or read twice,
/// however many write meanwhile: what can still be overtaken is left for later.
///
/// # Errors
/// Those of the database.
pub fn wanted(
    conn: &mut Conn,
    from: Position,
    wanted: &Wanted,
    limit: i64,
) -> Result<(Vec<Event>, Position)> {
    // First: what is settled now is certainly there when the rows are read.
    let settled = newest(conn)?;
    let mut rows = events::table
        .filter(events::tx_id.ge(from.tx_id))
        .filter(
            events::tx_id
                .gt(from.tx_id)
                .or(events::id.gt(from.event_id)),
        )
        .filter(
            events::tx_id.lt(settled.tx_id).or(events::tx_id
                .eq(settled.tx_id)
                .and(events::id.le(settled.event_id))),
        )
        .filter(events::verb.eq_any(wanted.verbs.clone()))
        .order((events::tx_id, events::id))
        .limit(limit)
        .select(Event::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(topic) = wanted.topic {
        rows = rows.filter(events::topic_id.eq(topic.get()));
    }
    let found: Vec<Event> = rows.load(conn)?;
    let on = match found.last() {
        Some(last) if found.len() as i64 >= limit => last.position(),
        _ => settled.max(from),
    };
    Ok((found, on))
}

/// The place after the newest event that none can overtake: for those who begin with today's state.
///
/// # Errors
/// Those of the database.
pub fn newest(conn: &mut Conn) -> Result<Position> {
    let settled_below = settled_below(conn)?;
    let newest: Option<(i64, EventId)> = events::table
        .filter(events::tx_id.lt(settled_below))
        .order((events::tx_id.desc(), events::id.desc()))
        .select((events::tx_id, events::id))
        .first(conn)
        .optional()?;
    Ok(newest.map_or(Position::default(), |(tx_id, id)| Position {
        tx_id,
        event_id: id.get(),
    }))
}

/// Transactions from here on may still be running.
fn settled_below(conn: &mut Conn) -> Result<i64> {
    match conn {
        Conn::Sqlite(_) => Ok(i64::MAX),
        Conn::Postgres(_) => Ok(number(
            conn,
            "select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as n",
        )?),
    }
}

/// Where a listener stands; the beginning if it never read.
///
/// # Errors
/// Those of the database.
pub fn position(conn: &mut Conn, listener: &str) -> Result<Position> {
    let kept: Option<(i64, i64)> = cursors::table
        .find(listener)
        .select((cursors::tx_id, cursors::event_id))
        .first(conn)
        .optional()?;
    Ok(
        kept.map_or(Position::default(), |(tx_id, event_id)| Position {
            tx_id,
            event_id,
        }),
    )
}

/// How far each listener is behind: seconds since the oldest event it has not heard, 0 when there is none.
///
/// # Errors
/// Those of the database.
pub fn lags(conn: &mut Conn, now: Time) -> Result<Vec<(String, f64)>> {
    let kept: Vec<(String, i64, i64)> = cursors::table
        .order(cursors::listener)
        .select((cursors::listener, cursors::tx_id, cursors::event_id))
        .load(conn)?;
    let mut lags = Vec::with_capacity(kept.len());
    for (listener, tx_id, event_id) in kept {
        let next = since(conn, Position { tx_id, event_id }, 1)?;
        let lag = next
            .first()
            .map_or(0.0, |event| now.seconds() - event.at.seconds());
        lags.push((listener, lag.max(0.0)));
    }
    Ok(lags)
}

fn keep_position(tx: &mut Tx<'_>, listener: &str, at: Position) -> Result<()> {
    let row = (
        cursors::listener.eq(listener),
        cursors::tx_id.eq(at.tx_id),
        cursors::event_id.eq(at.event_id),
    );
    on_each!(tx, |c| diesel::insert_into(cursors::table)
        .values(row)
        .on_conflict(cursors::listener)
        .do_update()
        .set((
            cursors::tx_id.eq(at.tx_id),
            cursors::event_id.eq(at.event_id)
        ))
        .execute(c))?;
    Ok(())
}

/// A reader of the log that keeps what follows from it, in the same transaction as its own position.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Its name; its position is kept under it.
    pub name: &'static str,
    /// What it does about one event. What pages show because of it is told by [`Tx::touch`]: else none is touched.
    pub hear: fn(&mut Tx<'_>, &Event, Time) -> Result<()>,
}

impl Listener {
    /// Reads on until nothing new is there; returns how many events it heard.
    ///
    /// # Errors
    /// Those of the listener and of the database; what was heard before stays heard.
    pub async fn catch_up(self, db: &Db, now: Time) -> Result<usize> {
        let mut heard = 0;
        loop {
            let news = db
                .read(move |conn| {
                    let at = position(conn, self.name)?;
                    Ok(!since(conn, at, 1)?.is_empty())
                })
                .await?;
            if !news {
                return Ok(heard);
            }
            let some = db
                .write_unseen(move |tx| {
                    let mut at = position(tx, self.name)?;
                    let events = since(tx, at, 100)?;
                    for event in &events {
                        (self.hear)(tx, event, now)?;
                        at = event.position();
                    }
                    if !events.is_empty() {
                        keep_position(tx, self.name, at)?;
                    }
                    Ok(events.len())
                })
                .await?;
            heard += some;
        }
    }
}

/// Runs all listeners for as long as the program does; a listener that fails tries again later, alone.
pub async fn listen(db: Db, clock: crate::clock::Clock, listeners: Vec<Listener>) {
    let mut failures = vec![0_u32; listeners.len()];
    let mut round: u32 = 0;
    loop {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        round = round.wrapping_add(1);
        for (listener, failed) in listeners.iter().zip(&mut failures) {
            // After n failures in a row it is asked every 2^n seconds, at most every minute or so.
            if *failed > 0 && !round.is_multiple_of(1 << (*failed).min(6)) {
                continue;
            }
            match listener.catch_up(&db, clock.now()).await {
                Ok(_) => *failed = 0,
                Err(Error::Busy(_)) => {}
                Err(error) => {
                    *failed += 1;
                    tracing::error!(listener = listener.name, %error, "a listener of the event log failed");
                }
            }
        }
    }
}
