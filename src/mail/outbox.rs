//! Messages as they are kept.
use diesel::prelude::*;
use serde::Serialize;

use super::letter::{Head, Written};
use super::send::Outcome;
use crate::clock::Time;
use crate::db::schema::{letters, refused_addresses};
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Result};
use crate::id::{LetterId, PersonId};
use crate::text::fold;

/// Where a message stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// To be sent.
    Waiting,
    /// A server took it.
    Sent,
    /// A server refused it for good.
    Refused,
    /// Its address was refused before.
    Withheld,
    /// Nobody took it while it was useful.
    Expired,
}

impl State {
    /// Its text in the database.
    pub fn text(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Withheld => "withheld",
            Self::Expired => "expired",
        }
    }
    fn named(text: &str) -> Self {
        match text {
            "waiting" => Self::Waiting,
            "sent" => Self::Sent,
            "withheld" => Self::Withheld,
            "expired" => Self::Expired,
            _ => Self::Refused,
        }
    }
}

/// A message as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its number.
    pub id: LetterId,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// What kind of message.
    pub kind: String,
    /// Where it goes.
    pub address: String,
    /// The subject line.
    pub subject: String,
    /// The plain text; empty once a secret message is sent.
    pub plain: String,
    /// The same as HTML.
    pub html: String,
    /// Where it stands.
    pub state: State,
    /// How often it was tried.
    pub attempts: i32,
    /// What the server last said.
    pub told: String,
    /// When it was written.
    pub created_at: Time,
    /// When it is tried next.
    pub due_at: Time,
    pub(super) head: Head,
    pub(super) secret: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = letters)]
struct Row {
    id: LetterId,
    person_id: Option<PersonId>,
    kind: String,
    address: String,
    subject: String,
    plain: String,
    html: String,
    head: String,
    secret: bool,
    state: String,
    attempts: i32,
    told: String,
    created_at: Time,
    due_at: Time,
}

impl From<Row> for Kept {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            person: row.person_id,
            kind: row.kind,
            address: row.address,
            subject: row.subject,
            plain: row.plain,
            html: row.html,
            head: serde_json::from_str(&row.head).unwrap_or_default(),
            secret: row.secret,
            state: State::named(&row.state),
            attempts: row.attempts,
            told: row.told,
            created_at: row.created_at,
            due_at: row.due_at,
        }
    }
}

/// Keeps a message; it is sent soon. One to an address that was refused is kept and not sent.
///
/// # Errors
/// Those of the database.
pub fn post(tx: &mut Tx<'_>, letter: &Written, now: Time) -> Result<LetterId> {
    let state = match refused(tx, &letter.address)? {
        Some(_) => State::Withheld,
        None => State::Waiting,
    };
    Ok(diesel::insert_into(letters::table)
        .values((
            letters::person_id.eq(letter.person),
            letters::kind.eq(letter.kind),
            letters::address.eq(&letter.address),
            letters::subject.eq(&letter.subject),
            letters::plain.eq(&letter.plain),
            letters::html.eq(&letter.html),
            letters::head.eq(serde_json::to_string(&letter.head).map_err(Error::internal)?),
            letters::secret.eq(letter.secret),
            letters::state.eq(state.text()),
            letters::attempts.eq(0),
            letters::told.eq(""),
            letters::created_at.eq(now),
            letters::due_at.eq(now),
            letters::until_at.eq(now.plus_seconds(letter.useful_for)),
        ))
        .returning(letters::id)
        .get_result(&mut **tx)?)
}

/// Why nothing is sent to an address any more, and since when.
///
/// # Errors
/// Those of the database.
pub fn refused(conn: &mut Conn, address: &str) -> Result<Option<(String, Time)>> {
    Ok(refused_addresses::table
        .find(fold(address))
        .select((refused_addresses::why, refused_addresses::since_at))
        .first(conn)
        .optional()?)
}

/// Lets messages go to an address again: its owner says that it works.
///
/// # Errors
/// Those of the database.
pub fn unrefuse(tx: &mut Tx<'_>, address: &str) -> Result<()> {
    diesel::delete(refused_addresses::table.find(fold(address))).execute(&mut **tx)?;
    Ok(())
}

/// Messages, newest first, before this one; of one state, or of all.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Conn,
    state: Option<State>,
    before: Option<LetterId>,
    limit: i64,
) -> Result<Vec<Kept>> {
    let mut query = letters::table
        .filter(letters::id.lt(before.unwrap_or(LetterId::new(i64::MAX))))
        .order(letters::id.desc())
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(letters::state.eq(state.text()));
    }
    Ok(query
        .load::<Row>(conn)?
        .into_iter()
        .map(Kept::from)
        .collect())
}

/// One message.
///
/// # Errors
/// [`Error::NotFound`], and those of the database.
pub fn find(conn: &mut Conn, id: LetterId) -> Result<Kept> {
    let row: Option<Row> = letters::table
        .find(id)
        .select(Row::as_select())
        .first(conn)
        .optional()?;
    row.map(Kept::from).ok_or(Error::NotFound("message"))
}

/// How many messages wait.
///
/// # Errors
/// Those of the database.
pub fn waiting(conn: &mut Conn) -> Result<i64> {
    Ok(letters::table
        .filter(letters::state.eq(State::Waiting.text()))
        .count()
        .get_result(conn)?)
}

/// Has a message sent again, now, whatever became of it; one whose text is forgotten cannot be.
///
/// # Errors
/// [`Error::NotFound`] and [`Error::Gone`], and those of the database.
pub fn again(tx: &mut Tx<'_>, id: LetterId, now: Time) -> Result<()> {
    let letter = find(tx, id)?;
    if letter.plain.is_empty() {
        return Err(Error::Gone("message"));
    }
    diesel::update(letters::table.find(id))
        .set((
            letters::state.eq(State::Waiting.text()),
            letters::attempts.eq(0),
            letters::due_at.eq(now),
            letters::until_at.eq(now.plus_days(3)),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// Messages to a person, newest first, at most 1,000: for the person themselves.
///
/// # Errors
/// Those of the database.
pub fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = letters::table
        .filter(letters::person_id.eq(person))
        .order(letters::id.desc())
        .limit(1_000)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Kept::from).collect())
}

/// Lets go of every message to a person, and of what is known about their address.
///
/// # Errors
/// Those of the database.
pub fn erase(tx: &mut Tx<'_>, person: PersonId, address: Option<&str>) -> Result<()> {
    diesel::delete(letters::table.filter(letters::person_id.eq(person))).execute(&mut **tx)?;
    if let Some(address) = address {
        unrefuse(tx, address)?;
    }
    Ok(())
}

/// Whether any message is due.
pub(super) fn any_due(conn: &mut Conn, now: Time) -> Result<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        letters::table
            .filter(letters::state.eq(State::Waiting.text()))
            .filter(letters::due_at.le(now)),
    ))
    .get_result(conn)?)
}

/// Ends those that came to be useless.
pub(super) fn expire(tx: &mut Tx<'_>, now: Time) -> Result<()> {
    diesel::update(letters::table)
        .filter(letters::state.eq(State::Waiting.text()))
        .filter(letters::due_at.le(now))
        .filter(letters::until_at.lt(now))
        .set(letters::state.eq(State::Expired.text()))
        .execute(&mut **tx)?;
    Ok(())
}

/// Takes up to `limit` messages that are due, counts the attempt, and keeps others from them for a while.
pub(super) fn claim(tx: &mut Tx<'_>, limit: i64, now: Time, held_until: Time) -> Result<Vec<Kept>> {
    let rows: Vec<Row> = letters::table
        .filter(letters::state.eq(State::Waiting.text()))
        .filter(letters::due_at.le(now))
        .order((letters::due_at, letters::id))
        .limit(limit)
        .select(Row::as_select())
        .load(&mut **tx)?;
    let mut due: Vec<Kept> = rows.into_iter().map(Kept::from).collect();
    let ids: Vec<LetterId> = due.iter().map(|letter| letter.id).collect();
    diesel::update(letters::table.filter(letters::id.eq_any(ids)))
        .set((
            letters::attempts.eq(letters::attempts + 1),
            letters::due_at.eq(held_until),
        ))
        .execute(&mut **tx)?;
    for letter in &mut due {
        letter.attempts += 1;
    }
    Ok(due)
}

/// Notes what came of an attempt, unless another was begun meanwhile.
pub(super) fn settle(tx: &mut Tx<'_>, letter: &Kept, outcome: &Outcome, now: Time) -> Result<()> {
    let (state, told, due) = match outcome {
        Outcome::Sent(told) => (State::Sent, told, now),
        Outcome::Again(told) => {
            let due = now.plus_seconds(super::send::pause(letter.attempts));
            (State::Waiting, told, due)
        }
        Outcome::Refused { why, .. } => (State::Refused, why, now),
    };
    let settled = diesel::update(letters::table)
        .filter(letters::id.eq(letter.id))
        .filter(letters::attempts.eq(letter.attempts))
        .set((
            letters::state.eq(state.text()),
            letters::told.eq(told),
            letters::due_at.eq(due),
        ))
        .execute(&mut **tx)?;
    if settled == 0 {
        return Ok(());
    }
    if letter.secret && state == State::Sent {
        diesel::update(letters::table.find(letter.id))
            .set((letters::plain.eq(""), letters::html.eq("")))
            .execute(&mut **tx)?;
    }
    if let Outcome::Refused { why, address: true } = outcome {
        let row = (
            refused_addresses::address.eq(fold(&letter.address)),
            refused_addresses::why.eq(why),
            refused_addresses::since_at.eq(now),
        );
        on_each!(tx, |c| diesel::insert_into(refused_addresses::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(c))?;
    }
    Ok(())
}

/// Lets go of messages that nobody looks for any more.
pub(super) fn forget(tx: &mut Tx<'_>, before: Time) -> Result<()> {
    diesel::delete(letters::table)
        .filter(letters::state.ne(State::Waiting.text()))
        .filter(letters::created_at.lt(before))
        .execute(&mut **tx)?;
    Ok(())
}
