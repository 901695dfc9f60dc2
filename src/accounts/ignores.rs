//! Ignoring someone: what they write folds away, and their calling one's name does not count. Only its owner knows.
use std::collections::HashSet;

use diesel::prelude::*;

use super::actions::{self, Author};
use crate::access::{Can, Follow};
use crate::clock::Time;
use crate::db::schema::{ignores, people};
use crate::db::{Conn, Cursor, Key, Tx, on_each};
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::say;

/// Ignores someone. Doing it twice is once.
///
/// # Errors
/// [`Error::NotFound`] for nobody, [`Error::Conflict`] for oneself.
pub fn ignore(tx: &mut Tx<'_>, by: &Can<Follow>, handle: &str, now: Time) -> Result<Author> {
    let whom = actions::by_handle(tx, handle)?;
    if whom.id == by.who.id {
        return Err(Error::Conflict(say!("ignore-oneself")));
    }
    let row = (
        ignores::person_id.eq(by.who.id),
        ignores::ignored_id.eq(whom.id),
        ignores::since_at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(ignores::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))?;
    author(tx, whom.id)
}

/// Hears someone again. Doing it twice is once.
///
/// # Errors
/// [`Error::NotFound`] for nobody.
pub fn heed(tx: &mut Tx<'_>, by: &Can<Follow>, handle: &str) -> Result<Author> {
    let whom = actions::by_handle(tx, handle)?;
    diesel::delete(ignores::table.find((by.who.id, whom.id))).execute(&mut **tx)?;
    author(tx, whom.id)
}

fn author(conn: &mut Conn, id: PersonId) -> Result<Author> {
    actions::authors(conn, &[id])?
        .remove(&id)
        .ok_or(Error::NotFound("person"))
}

/// Those among these people whom someone ignores.
///
/// # Errors
/// Those of the database.
pub fn among(conn: &mut Conn, person: PersonId, people: &[PersonId]) -> Result<HashSet<PersonId>> {
    let ids: Vec<PersonId> = ignores::table
        .filter(ignores::person_id.eq(person))
        .filter(ignores::ignored_id.eq_any(people.to_vec()))
        .select(ignores::ignored_id)
        .load(conn)?;
    Ok(ids.into_iter().collect())
}

/// People with since when they are ignored, and where the list goes on.
pub type Page = (Vec<(Author, Time)>, Option<Cursor>);

/// One page of those whom someone ignores, last first, each with since when.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn, person: PersonId, after: Option<Cursor>, limit: i64) -> Result<Page> {
    let mut query = ignores::table
        .inner_join(people::table.on(people::id.eq(ignores::ignored_id)))
        .filter(ignores::person_id.eq(person))
        .order((ignores::since_at.desc(), ignores::ignored_id.desc()))
        .limit(limit + 1)
        .select((
            (
                people::id,
                people::handle,
                people::name,
                people::role,
                people::state,
            ),
            ignores::since_at,
        ))
        .into_boxed();
    if let Some(Cursor {
        key: Key::Number(at),
        id,
    }) = after
    {
        let (since, id) = (Time::from_micros(at), PersonId::new(id));
        query = query.filter(
            ignores::since_at
                .lt(since)
                .or(ignores::since_at.eq(since).and(ignores::ignored_id.lt(id))),
        );
    }
    let mut rows: Vec<(Author, Time)> = query.load(conn)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|(author, at)| Cursor {
        key: Key::Number(at.micros()),
        id: author.id.get(),
    });
    Ok((rows, next))
}
