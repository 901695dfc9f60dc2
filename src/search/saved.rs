//! Searches that people keep, and those that found nothing.
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::query::{LONGEST, What};
use super::store;
use crate::access::{Administer, Can, SaveSearches, Sight, secrets};
use crate::clock::Time;
use crate::db::schema::saved_searches;
use crate::db::{Conn, Tx};
use crate::error::{Error, Invalid, Result};
use crate::id::{PersonId, SearchId};
use crate::say;
use crate::text;

/// Searches that one person may keep.
const MOST: usize = 50;
/// Failed searches that are kept; the faintest goes for a new one.
const FAILED: i64 = 2_000;

/// A search that someone keeps.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = saved_searches)]
#[allow(missing_docs)]
pub struct Saved {
    pub id: SearchId,
    #[serde(skip)]
    pub person_id: PersonId,
    pub name: String,
    pub query: String,
    pub what: What,
    pub created_at: Time,
    /// The secret part of its feed's address.
    pub feed_key: Option<String>,
}

/// A search to keep, as someone typed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Typed {
    pub name: String,
    pub q: String,
    pub what: String,
}

/// Someone's searches, in the order they kept them.
///
/// # Errors
/// Those of the database.
pub fn of(conn: &mut Conn, sight: &Sight) -> Result<Vec<Saved>> {
    match sight.person {
        Some(person) => Ok(store::saved(conn, person)?),
        None => Ok(Vec::new()),
    }
}

fn name(typed: &str, query: &str) -> Result<String, Invalid> {
    let name = text::clean_line(typed);
    let name = match name.is_empty() {
        true => query.chars().take(60).collect(),
        false => name,
    };
    let mut invalid = Invalid::default();
    invalid.check(
        "name",
        name.chars().count() <= 60,
        say!("search-name-length", max = 60),
    );
    invalid.check(
        "name",
        !text::bidi_control(&name),
        say!("search-name-direction"),
    );
    invalid.or(name)
}

/// Keeps a search. The same one twice is kept once.
///
/// # Errors
/// [`Error::Invalid`] when there is nothing to keep, [`Error::Conflict`] when someone keeps too many.
pub fn keep(tx: &mut Tx<'_>, by: &Can<SaveSearches>, typed: &Typed, now: Time) -> Result<SearchId> {
    let query = text::clean_line(&typed.q);
    if query.is_empty() || query.chars().count() > LONGEST {
        return Err(Invalid::field("q", say!("search-query-length", max = LONGEST)).into());
    }
    let what = match typed.what.as_str() {
        "" => What::Everything,
        named => {
            What::named(named).ok_or_else(|| Invalid::field("what", say!("search-what-unknown")))?
        }
    };
    let name = name(&typed.name, &query)?;
    let kept = store::saved(tx, by.who.id)?;
    if let Some(same) = kept.iter().find(|s| s.query == query && s.what == what) {
        store::rename_saved(tx, same.id, &name)?;
        return Ok(same.id);
    }
    if kept.len() >= MOST {
        return Err(Error::Conflict(say!("search-too-many-saved", max = MOST)));
    }
    Ok(store::insert_saved(
        tx,
        by.who.id,
        &name,
        &query,
        what.text(),
        &secrets::fresh()?,
        now,
    )?)
}

/// One of someone's own searches.
///
/// # Errors
/// [`Error::NotFound`], also for what others keep.
pub fn find(conn: &mut Conn, by: &Can<SaveSearches>, id: SearchId) -> Result<Saved> {
    store::saved_one(conn, id)?
        .filter(|saved| saved.person_id == by.who.id)
        .ok_or(Error::NotFound("search"))
}

/// The search whose feed has this secret address.
///
/// # Errors
/// [`Error::NotFound`].
pub fn by_key(conn: &mut Conn, key: &str) -> Result<Saved> {
    store::saved_by_key(conn, key)?.ok_or(Error::NotFound("search"))
}

/// Gives a search another name.
///
/// # Errors
/// [`Error::NotFound`], and [`Error::Invalid`] for the name.
pub fn rename(tx: &mut Tx<'_>, by: &Can<SaveSearches>, id: SearchId, typed: &str) -> Result<Saved> {
    let saved = find(tx, by, id)?;
    store::rename_saved(tx, id, &name(typed, &saved.query)?)?;
    find(tx, by, id)
}

/// Keeps a search no longer.
///
/// # Errors
/// [`Error::NotFound`].
pub fn drop(tx: &mut Tx<'_>, by: &Can<SaveSearches>, id: SearchId) -> Result<()> {
    find(tx, by, id)?;
    Ok(store::delete_saved(tx, id)?)
}

/// What is kept of a search that found nothing: its words, unless they might name or belong to a person.
pub fn noted(words: &str) -> Option<String> {
    let line = text::clean_line(words);
    let private = line.contains('@')
        || line.contains("://")
        || line.split_whitespace().any(|word| {
            let digits = word.chars().filter(char::is_ascii_digit).count();
            digits > 4 || word.chars().count() > 32 || (digits > 0 && word.chars().count() > 16)
        })
        || line.chars().filter(char::is_ascii_digit).count() > 6;
    let length = line.chars().count();
    ((2..=80).contains(&length) && !private).then_some(line)
}

/// Counts a search that found nothing. Not by whom.
///
/// # Errors
/// Those of the database.
pub fn note_failed(tx: &mut Tx<'_>, words: &str, now: Time) -> Result<()> {
    if store::failed_count(tx)? >= FAILED {
        store::drop_faintest(tx)?;
    }
    Ok(store::note_failed(tx, &text::fold(words), words, now)?)
}

/// A search that found nothing.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Failed {
    pub folded: String,
    pub words: String,
    pub times: i64,
    pub first_at: Time,
    pub last_at: Time,
}

/// What people looked for in vain, most asked first.
///
/// # Errors
/// Those of the database.
pub fn failed(conn: &mut Conn, _by: &Can<Administer>) -> Result<Vec<Failed>> {
    let rows = store::failed(conn, 200)?;
    Ok(rows
        .into_iter()
        .map(|(folded, words, times, first_at, last_at)| Failed {
            folded,
            words,
            times,
            first_at,
            last_at,
        })
        .collect())
}

/// Forgets one of them.
///
/// # Errors
/// Those of the database.
pub fn forget(tx: &mut Tx<'_>, _by: &Can<Administer>, folded: &str) -> Result<()> {
    Ok(store::drop_failed(tx, folded)?)
}

#[cfg(test)]
mod tests {
    use super::noted;

    #[test]
    fn what_might_belong_to_a_person_is_not_kept() {
        assert_eq!(noted(" dark \n mode "), Some("dark mode".into()));
        for private in [
            "ann@example.org",
            "0049 170 1234567",
            "cowpath_3f9a8b7c6d5e4f3a2b1c",
            "https://example.org/secret",
            "x",
            "",
        ] {
            assert_eq!(noted(private), None, "{private}");
        }
        assert_eq!(noted(&"word ".repeat(30)), None);
    }
}
