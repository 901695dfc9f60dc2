//! Closed topics: locked by staff, or closed from a date on. Whether a date has passed is asked when it matters, so
//! no work in the background is needed.
use std::collections::HashMap;

use diesel::prelude::*;
use serde::Serialize;
use serde_json::json;

use super::actions::{self, Seen};
use super::family;
use crate::access::{Can, Moderate, Sight};
use crate::choice;
use crate::clock::Time;
use crate::db::schema::closures;
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{PersonId, TopicId};
use crate::say;
use crate::text;

choice! {
    /// How a topic is closed.
    Means {
        /// No more comments.
        Lock = "lock",
        /// No more comments and votes from a moment on.
        Date = "date",
    }
}

/// Most characters of a reason.
const WHY: usize = 280;

/// One way in which a topic is, or will be, closed.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = closures)]
#[allow(missing_docs)]
pub struct Closure {
    pub topic_id: TopicId,
    pub what: Means,
    pub by_id: Option<PersonId>,
    pub at: Time,
    pub why: String,
    pub closes_at: Time,
}

/// All ways in which a topic is closed.
#[derive(Clone, Debug, Default)]
pub struct Closures(Vec<Closure>);

/// How a topic is closed.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, id: TopicId) -> Result<Closures> {
    Ok(Closures(
        closures::table
            .filter(closures::topic_id.eq(id))
            .select(Closure::as_select())
            .load(conn)?,
    ))
}

/// When each of these topics closes or closed on a date; those that do not, left out.
///
/// # Errors
/// Those of the database.
pub fn dates(conn: &mut Conn, ids: &[TopicId]) -> Result<HashMap<TopicId, Time>> {
    Ok(closures::table
        .filter(closures::topic_id.eq_any(ids.to_vec()))
        .filter(closures::what.eq(Means::Date))
        .select((closures::topic_id, closures::closes_at))
        .load::<(TopicId, Time)>(conn)?
        .into_iter()
        .collect())
}

/// Which of these topics take no votes any more.
///
/// # Errors
/// Those of the database.
pub fn ended(conn: &mut Conn, ids: &[TopicId], now: Time) -> Result<Vec<TopicId>> {
    Ok(closures::table
        .filter(closures::topic_id.eq_any(ids.to_vec()))
        .filter(closures::what.eq(Means::Date))
        .filter(closures::closes_at.le(now))
        .select(closures::topic_id)
        .load(conn)?)
}

impl Closures {
    fn one(&self, what: Means) -> Option<&Closure> {
        self.0.iter().find(|closure| closure.what == what)
    }
    /// The lock, if there is one.
    pub fn lock(&self) -> Option<&Closure> {
        self.one(Means::Lock)
    }
    /// When it closes or closed, if it does.
    pub fn date(&self) -> Option<Time> {
        self.one(Means::Date).map(|closure| closure.closes_at)
    }
    fn over(&self, now: Time) -> Option<Time> {
        self.date().filter(|at| *at <= now)
    }
    /// Whether comments are taken; those of staff always.
    ///
    /// # Errors
    /// [`Error::Conflict`], saying why not.
    pub fn takes_comments(&self, sight: &Sight, now: Time) -> Result<()> {
        if sight.is_staff() {
            return Ok(());
        }
        if let Some(lock) = self.lock() {
            return Err(Error::Conflict(match lock.why.as_str() {
                "" => say!("desk-locked"),
                why => say!("desk-locked-why", why = why),
            }));
        }
        match self.over(now) {
            Some(_) => Err(Error::Conflict(say!("desk-closed"))),
            None => Ok(()),
        }
    }
    /// Whether votes are taken, whoever casts them.
    ///
    /// # Errors
    /// [`Error::Conflict`], saying why not.
    pub fn takes_votes(&self, now: Time) -> Result<()> {
        match self.over(now) {
            Some(_) => Err(Error::Conflict(say!("desk-votes-closed"))),
            None => Ok(()),
        }
    }
}

/// Takes no more comments on a topic, and says why.
///
/// # Errors
/// [`Error::Invalid`] when the reason is too long.
pub fn lock(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    why: &str,
    now: Time,
) -> Result<Seen> {
    let why = text::clean_line(why);
    if why.chars().count() > WHY {
        return Err(Invalid::field("why", say!("field-at-most", max = WHY)).into());
    }
    close(tx, by, id, Means::Lock, why, now, now)
}

/// Closes a topic for comments and votes from a moment on.
///
/// # Errors
/// [`Error::Invalid`] when that is past.
pub fn close_on(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    on: Time,
    now: Time,
) -> Result<Seen> {
    if on <= now {
        return Err(Invalid::field("on", say!("desk-date-past")).into());
    }
    close(tx, by, id, Means::Date, String::new(), on, now)
}

fn close(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    what: Means,
    why: String,
    on: Time,
    now: Time,
) -> Result<Seen> {
    let seen = actions::find(tx, &by.who.sight(), id)?;
    family::stands_alone(tx, &by.who.sight(), &seen.topic)?;
    let change = (
        closures::by_id.eq(by.who.id),
        closures::at.eq(now),
        closures::why.eq(why.clone()),
        closures::closes_at.eq(on),
    );
    let row = (
        closures::topic_id.eq(id),
        closures::what.eq(what),
        change.clone(),
    );
    on_each!(tx, |c| diesel::insert_into(closures::table)
        .values(row)
        .on_conflict((closures::topic_id, closures::what))
        .do_update()
        .set(change)
        .execute(c))?;
    let (verb, data) = match what {
        Means::Lock => (Verb::TopicLocked, json!({ "why": why })),
        Means::Date => (Verb::TopicClosing, json!({ "on": on })),
    };
    told(tx, by, id, verb, data, now)?;
    Ok(seen)
}

/// Opens a topic that was locked, or that was to close on a date. Doing it twice is once.
///
/// # Errors
/// Those of finding the topic.
pub fn open(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    what: Means,
    now: Time,
) -> Result<Seen> {
    let seen = actions::find(tx, &by.who.sight(), id)?;
    let gone = diesel::delete(closures::table.find((id, what))).execute(&mut **tx)?;
    if gone > 0 {
        let (verb, data) = match what {
            Means::Lock => (Verb::TopicUnlocked, json!({})),
            Means::Date => (Verb::TopicClosing, json!({ "on": null })),
        };
        told(tx, by, id, verb, data, now)?;
    }
    Ok(seen)
}

fn told(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    verb: Verb,
    data: serde_json::Value,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data,
        },
    )
}
