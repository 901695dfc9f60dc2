//! Finding: from what someone typed to a page of results that they may see.
use serde::Serialize;

use super::query::{self, Order, Query, What};
use super::similar::Titles;
use crate::access::Sight;
use crate::accounts::Author;
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::lang::Message;
use crate::text::Html;
use crate::topics::model::{Status, Tag};

mod filters;
mod look;
mod shown;

use look::Search;

/// What someone looks for, and from where on.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// As typed.
    pub q: String,
    /// What is looked for.
    pub what: Option<What>,
    /// The place where the page before ended.
    pub after: Option<String>,
    /// How many are wanted.
    pub limit: i64,
    /// Whether words stay as they are, however few results they give.
    pub exactly: bool,
}

/// A topic or comment that was found, as it is shown.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Found {
    pub kind: &'static str,
    pub id: i64,
    pub path: String,
    /// The topic's title, marked.
    pub title: Html,
    /// The title as it is.
    pub plain: String,
    /// Where the words stand, marked.
    pub excerpt: Html,
    pub board: String,
    pub author: Author,
    pub status: Option<Status>,
    pub tags: Vec<Tag>,
    pub supporters: i64,
    pub comments: i64,
    pub at: Time,
}

/// Someone who was found.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct FoundPerson {
    pub handle: String,
    pub name: String,
    pub bio: String,
}

/// A tag that was found.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct FoundTag {
    pub slug: String,
    pub name: String,
}

/// How many there are of each sort, where that is known.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Counts {
    pub everything: i64,
    pub proposals: i64,
    pub discussions: i64,
    pub comments: i64,
}

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Results {
    /// The search, understood.
    pub query: Query,
    /// Topics and comments.
    pub rows: Vec<Found>,
    /// People.
    pub people: Vec<FoundPerson>,
    /// Tags.
    pub tags: Vec<FoundTag>,
    /// Where it goes on.
    pub next: Option<String>,
    /// How many of each sort; nothing where they are too many to count.
    pub counts: Option<Counts>,
    /// What is said about the search.
    pub notes: Vec<Message>,
    /// The search that was made instead, because the one asked for found nothing.
    pub instead: Option<String>,
    /// A search that would find more.
    pub meant: Option<String>,
    /// The order in which rows stand.
    pub order: Option<Order>,
    /// Whether rows stand by time because too many fit.
    pub common: bool,
}

/// Finds.
///
/// # Errors
/// [`crate::error::Error::BadRequest`] for a place that is none in this list, and those of the database.
pub fn find(conn: &mut Conn, titles: &Titles, sight: &Sight, asked: &Asked) -> Result<Results> {
    let asked_query = query::parse(&asked.q);
    let what = asked.what.unwrap_or(What::Everything);
    let mut search = Search::of(conn, titles, sight, asked_query, what)?;
    let first = asked.after.as_deref().is_none_or(str::is_empty);
    let mut hits = search.run(conn, asked)?;
    let (mut instead, mut meant) = (None, None);
    if first && !asked.exactly && hits.rows.len() < 3 && search.query.has_words() {
        // Perhaps a word is misspelt. What is shown instead must have results that this reader may see.
        if let Some(other) = respelt(conn, titles, &search.query)? {
            let second = Search::of(conn, titles, sight, query::parse(&other), what)?;
            let better = second.run(conn, asked)?;
            if hits.rows.is_empty() && !better.rows.is_empty() {
                instead = Some(other);
                hits = better;
                search.matching = second.matching;
                search.plan = second.plan;
            } else if better.rows.len() > hits.rows.len() {
                meant = Some(other);
            }
        }
    }
    let mut results = Results {
        next: hits.next.clone(),
        order: hits.order,
        common: hits.common,
        instead,
        meant,
        ..Results::default()
    };
    match what {
        What::People => results.people = shown::people(conn, &hits.rows)?,
        What::Tags => results.tags = shown::tags(conn, &hits.rows)?,
        What::Everything | What::Proposals | What::Discussions | What::Comments => {
            results.rows = shown::rows(conn, &search, &hits.rows)?;
        }
    }
    if first && !search.matching.is_empty() {
        results.counts = search.count(conn, hits.often)?;
        if what == What::Everything && search.query.filters.is_empty() {
            let some = search.names(conn, What::People, None, 3)?;
            results.people = shown::people(conn, &some)?;
            let some = search.names(conn, What::Tags, None, 5)?;
            results.tags = shown::tags(conn, &some)?;
        }
    }
    results.notes = search.notes;
    results.query = search.query;
    Ok(results)
}

/// The same search with words that nobody here uses written as others write them.
fn respelt(conn: &mut Conn, titles: &Titles, query: &Query) -> Result<Option<String>> {
    let index = titles.current(conn)?;
    let mut changed = false;
    let mut change = |word: &str| {
        let other = index.meant(word)?;
        changed = true;
        Some(other)
    };
    let cell = std::cell::RefCell::new(&mut change);
    let other = query.reworded(|word| (cell.borrow_mut())(word));
    Ok(changed.then_some(other))
}
