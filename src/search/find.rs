//! Finding: from what someone typed to a page of results that they may see.
use std::collections::HashMap;

use serde::Serialize;

use super::docs::Subject;
use super::matching::Matching;
use super::query::{self, Filter, Order, Query, What};
use super::similar::Titles;
use super::sql::{self, FIRST, Fixed, Plan, Sorted};
use super::store::{self, Hit};
use crate::access::Sight;
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key};
use crate::error::Result;
use crate::id::{CommentId, PersonId, TagId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::text::{self, Html};
use crate::topics::list::{self, Card};
use crate::topics::model::{Status, Tag};
use crate::topics::{boards, statuses};

/// Entries above which results stand by time alone: weighing them all would take too long.
const COMMON: i64 = 30_000;
/// Entries that are counted by sort.
const COUNTED: i64 = 1_000;
/// Characters of an excerpt.
const EXCERPT: usize = 220;
/// Bytes of a text that are looked through for an excerpt.
const READ: usize = 24_000;

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
            let mut second = Search::of(conn, titles, sight, query::parse(&other), what)?;
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
        What::People => results.people = people(conn, &hits.rows)?,
        What::Tags => results.tags = tags(conn, &hits.rows)?,
        What::Everything | What::Proposals | What::Discussions | What::Comments => {
            results.rows = rows(conn, &search, &hits.rows)?;
        }
    }
    if first && !search.matching.is_empty() {
        results.counts = search.count(conn)?;
        if what == What::Everything && search.query.filters.is_empty() {
            let some = search.names(conn, What::People, None, 3)?;
            results.people = people(conn, &some)?;
            let some = search.names(conn, What::Tags, None, 5)?;
            results.tags = tags(conn, &some)?;
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

struct Search {
    query: Query,
    plan: Plan,
    matching: Matching,
    what: What,
    notes: Vec<Message>,
}

/// A page of what was found, before it is dressed.
#[derive(Default)]
struct Hits {
    rows: Vec<Hit>,
    next: Option<String>,
    order: Option<Order>,
    common: bool,
}

impl Search {
    fn of(
        conn: &mut Conn,
        titles: &Titles,
        sight: &Sight,
        query: Query,
        what: What,
    ) -> Result<Self> {
        let mut notes: Vec<Message> = query
            .unknown
            .iter()
            .map(|typed| say!("search-note-unknown", typed = typed))
            .collect();
        let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
        let mut filters = Vec::new();
        for (not, filter) in &query.filters {
            match fixed(conn, sight, filter, &mut notes)? {
                Some(fixed) => filters.push((*not, fixed)),
                None => continue,
            }
        }
        let begun = query.terms.iter().any(|t| t.prefix);
        let matching = if begun {
            let index = titles.current(conn)?;
            Matching::of(&query, |beginning| match beginning.chars().count() {
                0..=2 => Vec::new(),
                _ => index.completions(beginning, 16),
            })
        } else {
            Matching::of(&query, |_| Vec::new())
        };
        Ok(Self {
            plan: Plan {
                boards,
                what,
                filters,
            },
            query,
            matching,
            what,
            notes,
        })
    }

    fn engine(&self, conn: &Conn) -> Option<String> {
        match conn {
            Conn::Sqlite(_) => self.matching.fts5(),
            Conn::Postgres(_) => self.matching.tsquery(),
        }
    }

    fn run(&mut self, conn: &mut Conn, asked: &Asked) -> Result<Hits> {
        let after = |name: &str| match asked.after.as_deref().filter(|a| !a.is_empty()) {
            Some(text) => Cursor::read(name, text).map(Some),
            None => Ok(None),
        };
        let limit = asked.limit;
        let matching = self.engine(conn);
        let (mut rows, sorted) = match (&matching, self.what) {
            (Some(_), What::People | What::Tags) => {
                let sorted = Sorted::By(Order::Relevance);
                let after = after(sorted.name())?;
                (self.names(conn, self.what, after, limit + 1)?, sorted)
            }
            (None, What::People | What::Tags) => return Ok(Hits::default()),
            (Some(words), _) => {
                let order = self.query.order.unwrap_or(Order::Relevance);
                let mut sorted = Sorted::By(order);
                let sql = sql::frequency(conn, COMMON + 1);
                let often = store::counts(conn, &sql, Some(words))?;
                if often.first().is_some_and(|all| all.n > COMMON) {
                    sorted = Sorted::Recent;
                }
                let after = after(sorted.name())?;
                // Weighing a few is enough, unless filters leave too few of them.
                let quick = after.is_none();
                let sql = self.plan.page(conn, sorted, after, limit + 1, quick);
                let mut rows = store::hits(conn, &sql, Some(words))?;
                let all = often.first().is_some_and(|all| all.n <= FIRST);
                if quick
                    && !all
                    && sorted == Sorted::By(Order::Relevance)
                    && rows.len() as i64 <= limit
                {
                    let sql = self.plan.page(conn, sorted, None, limit + 1, false);
                    rows = store::hits(conn, &sql, Some(words))?;
                }
                (rows, sorted)
            }
            (None, _) => {
                let unwanted = self.matching.unwanted();
                if self.query.filters.is_empty() && unwanted.is_none() {
                    return Ok(Hits::default());
                }
                let sorted = Sorted::By(match self.query.order {
                    None | Some(Order::Relevance) => Order::New,
                    Some(order) => order,
                });
                let unwanted = unwanted.and_then(|unwanted| match conn {
                    Conn::Sqlite(_) => unwanted.fts5(),
                    Conn::Postgres(_) => unwanted.tsquery(),
                });
                let after = after(sorted.name())?;
                let sql = self
                    .plan
                    .filtered(conn, sorted, after, limit + 1, unwanted.is_some());
                (store::hits(conn, &sql, unwanted.as_deref())?, sorted)
            }
        };
        let more = rows.len() as i64 > limit;
        rows.truncate(usize::try_from(limit).unwrap_or_default());
        let next = rows.last().filter(|_| more).map(|last| {
            Cursor {
                key: match sorted {
                    Sorted::By(Order::Relevance) => Key::Score(last.score),
                    _ => Key::Number(last.sorted),
                },
                id: last.id,
            }
            .write(sorted.name())
        });
        Ok(Hits {
            rows,
            next,
            order: match sorted {
                Sorted::By(order) => Some(order),
                Sorted::Recent => None,
            },
            common: sorted == Sorted::Recent,
        })
    }

    fn count(&self, conn: &mut Conn) -> Result<Option<Counts>> {
        let Some(words) = self.engine(conn) else {
            return Ok(None);
        };
        let sql = sql::frequency(conn, COUNTED + 1);
        let often = store::counts(conn, &sql, Some(&words))?;
        if often.first().is_some_and(|all| all.n > COUNTED) {
            return Ok(None);
        }
        let sql = self.plan.counts(conn, COUNTED + 1);
        let mut counts = Counts::default();
        for count in store::counts(conn, &sql, Some(&words))? {
            counts.everything += count.n;
            match count.what.as_str() {
                "proposal" => counts.proposals += count.n,
                "comment" => counts.comments += count.n,
                _ => counts.discussions += count.n,
            }
        }
        Ok(Some(counts))
    }

    fn names(
        &self,
        conn: &mut Conn,
        what: What,
        after: Option<Cursor>,
        limit: i64,
    ) -> Result<Vec<Hit>> {
        match self.engine(conn) {
            Some(words) => {
                let sql = self.plan.names(conn, what, after, limit);
                Ok(store::hits(conn, &sql, Some(&words))?)
            }
            None => Ok(Vec::new()),
        }
    }
}

/// A filter with its names looked up; nothing, and a note, where there is no such thing for this reader.
fn fixed(
    conn: &mut Conn,
    sight: &Sight,
    filter: &Filter,
    notes: &mut Vec<Message>,
) -> Result<Option<Fixed>> {
    let found = match filter {
        Filter::Is(name) => {
            let folded = text::fold(name);
            let all = statuses::all(conn)?;
            let fitting: Vec<_> = all
                .list()
                .iter()
                .filter(|s| {
                    s.slug == folded
                        || s.kind.text() == folded
                        || text::fold(&s.name) == folded.replace('-', " ")
                })
                .map(|s| s.id)
                .collect();
            match (fitting.is_empty(), folded.as_str()) {
                (false, _) => Some(Fixed::Statuses(fitting)),
                (true, "unanswered") => Some(Fixed::Unanswered),
                (true, _) => None,
            }
        }
        Filter::Kind(name) => match text::fold(name).trim_end_matches('s') {
            "proposal" => Some(Fixed::Kinds(vec!["proposal"])),
            "discussion" => Some(Fixed::Kinds(vec!["discussion"])),
            "announcement" => Some(Fixed::Kinds(vec!["announcement"])),
            "comment" => Some(Fixed::Kinds(vec!["comment"])),
            _ => None,
        },
        Filter::Board(name) => {
            let folded = text::fold(name);
            let fitting: Vec<_> = boards::visible(conn, sight)?
                .into_iter()
                .filter(|b| b.slug == folded || text::fold(&b.name) == folded)
                .map(|b| b.id)
                .collect();
            (!fitting.is_empty()).then_some(Fixed::Boards(fitting))
        }
        Filter::Tag(name) => match list::tag(conn, sight, name.trim_start_matches('#')) {
            Ok(tag) => Some(Fixed::Tag(Some(tag.id))),
            Err(crate::error::Error::NotFound(_)) => None,
            Err(other) => return Err(other),
        },
        Filter::By(name) => {
            let name = name.trim_start_matches('@');
            match (name, sight.person) {
                ("me", Some(person)) => Some(Fixed::By(Some(person))),
                _ => match accounts::actions::by_handle(conn, name) {
                    Ok(person) => Some(Fixed::By(Some(person.id))),
                    Err(crate::error::Error::NotFound(_)) => None,
                    Err(other) => return Err(other),
                },
            }
        }
        Filter::Votes(compare, n) => Some(Fixed::Votes(*compare, *n)),
        Filter::Before(at) => Some(Fixed::Before(at.micros())),
        Filter::After(at) => Some(Fixed::After(at.micros())),
    };
    if found.is_none() {
        notes.push(match filter {
            Filter::Is(name) => say!("search-note-status", name = name),
            Filter::Kind(name) => say!("search-note-kind", name = name),
            Filter::Board(name) => say!("search-note-board", name = name),
            Filter::Tag(name) => say!("search-note-tag", name = name),
            Filter::By(name) => say!("search-note-person", name = name),
            Filter::Votes(..) | Filter::Before(_) | Filter::After(_) => return Ok(None),
        });
    }
    Ok(found)
}

fn rows(conn: &mut Conn, search: &Search, hits: &[Hit]) -> Result<Vec<Found>> {
    let of = |subject: Subject| {
        hits.iter()
            .filter(move |h| h.subject == subject.text())
            .map(|h| h.subject_id)
    };
    let comments: HashMap<i64, store::FoundComment> = {
        let ids: Vec<_> = of(Subject::Comment).map(CommentId::new).collect();
        let rows = store::comments(conn, &ids)?;
        rows.into_iter().map(|c| (c.id.get(), c)).collect()
    };
    let topics: Vec<_> = of(Subject::Topic).map(TopicId::new).collect();
    let mut all = topics.clone();
    all.extend(comments.values().map(|c| c.topic));
    all.sort_unstable();
    all.dedup();
    let loaded = store::topics(conn, &all)?;
    let cards: HashMap<i64, Card> = list::cards(conn, loaded)?
        .into_iter()
        .map(|card| (card.topic.id.get(), card))
        .collect();
    let people: Vec<_> = comments.values().map(|c| c.author).collect();
    let authors = match people.is_empty() {
        true => HashMap::new(),
        false => accounts::authors(conn, &people)?,
    };
    let bodies: HashMap<i64, String> = match search.matching.is_empty() {
        true => HashMap::new(),
        false => store::bodies(conn, &topics)?
            .into_iter()
            .map(|(id, body)| (id.get(), body))
            .collect(),
    };
    let found = hits.iter().filter_map(|hit| {
        if hit.subject == Subject::Comment.text() {
            let comment = comments.get(&hit.subject_id)?;
            let card = cards.get(&comment.topic.get())?;
            let author = authors.get(&comment.author)?.clone();
            return Some(said(search, card, comment, author));
        }
        let card = cards.get(&hit.subject_id)?;
        let body = bodies.get(&hit.subject_id).map(String::as_str);
        Some(topic(search, card, body.unwrap_or_default()))
    });
    Ok(found.collect())
}

/// The beginning of a text, whole characters.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(READ);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn topic(search: &Search, card: &Card, body: &str) -> Found {
    let topic = &card.topic;
    let excerpt = search
        .matching
        .excerpt(&text::plain(beginning(body)), EXCERPT)
        .unwrap_or_else(|| text::mark(&topic.excerpt, &[]));
    Found {
        kind: topic.kind.text(),
        id: topic.id.get(),
        path: topic.path(),
        title: search.matching.mark(&topic.title),
        plain: topic.title.clone(),
        excerpt,
        board: card.board.slug.clone(),
        author: card.author.clone(),
        status: card.status.clone(),
        tags: card.tags.clone(),
        supporters: topic.supporters,
        comments: topic.comments,
        at: topic.created_at,
    }
}

fn said(search: &Search, card: &Card, comment: &store::FoundComment, author: Author) -> Found {
    let plain = text::plain(beginning(&comment.body));
    let excerpt = search
        .matching
        .excerpt(&plain, EXCERPT)
        .unwrap_or_else(|| text::mark(&text::excerpt(&comment.body, EXCERPT), &[]));
    Found {
        kind: "comment",
        id: comment.id.get(),
        path: format!("/c/{}", comment.id),
        title: text::mark(&card.topic.title, &[]),
        plain: card.topic.title.clone(),
        excerpt,
        board: card.board.slug.clone(),
        author,
        status: None,
        tags: Vec::new(),
        supporters: card.topic.supporters,
        comments: card.topic.comments,
        at: comment.at,
    }
}

fn people(conn: &mut Conn, hits: &[Hit]) -> Result<Vec<FoundPerson>> {
    let ids: Vec<_> = hits.iter().map(|h| PersonId::new(h.subject_id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: HashMap<i64, (Author, String)> = store::people(conn, &ids)?
        .into_iter()
        .map(|(author, bio)| (author.id.get(), (author, bio)))
        .collect();
    let found = hits.iter().filter_map(|hit| {
        let (author, bio) = rows.remove(&hit.subject_id)?;
        Some(FoundPerson {
            handle: author.handle,
            name: author.name,
            bio: text::excerpt(&bio, EXCERPT),
        })
    });
    Ok(found.collect())
}

fn tags(conn: &mut Conn, hits: &[Hit]) -> Result<Vec<FoundTag>> {
    let ids: Vec<_> = hits.iter().map(|h| TagId::new(h.subject_id)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: HashMap<i64, Tag> = store::tags(conn, &ids)?
        .into_iter()
        .map(|tag| (tag.id.get(), tag))
        .collect();
    let found = hits.iter().filter_map(|hit| {
        let tag = rows.remove(&hit.subject_id)?;
        Some(FoundTag {
            slug: tag.slug,
            name: tag.name,
        })
    });
    Ok(found.collect())
}
