//! Lists of topics: filtered by links, sorted by stored numbers, paged by key.
use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use serde::{Deserialize, Serialize};

use super::model::{Board, Kind, Sort, State, Status, Tag, Topic};
use super::{answers, boards, closures, fields, pins, statuses, store};
use crate::access::Sight;
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::schema::{proposals, topic_fields, topic_tags, topics};
use crate::db::{Conn, Cursor, Key, MultiBackend, Pace};
use crate::error::{Error, Result};
use crate::id::{BoardId, CommentId, FieldId, PersonId, StatusId, TagId, TopicId};
use crate::say;

/// What someone asks a list for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Asked {
    /// Only topics of this board, by its slug.
    pub board: Option<String>,
    /// Only proposals with this status, by its slug.
    pub status: Option<String>,
    /// Only topics with this tag, by its slug.
    pub tag: Option<String>,
    /// Only topics by this person, by their handle.
    pub by: Option<String>,
    /// Only proposals that this person answers for, by their handle.
    pub owner: Option<String>,
    /// How to sort; default `hot`.
    #[param(inline)]
    #[serde(deserialize_with = "sort_or_none")]
    pub sort: Option<Sort>,
    /// Only topics whose title or text holds all these words; the last may be a beginning. 200 characters count.
    pub q: Option<String>,
    /// Only proposals that answer a field of their board so: `field.{key}={value}`, as often as there are fields.
    #[serde(flatten)]
    #[param(style = Form, explode, value_type = Option<Object>)]
    pub fields: BTreeMap<String, String>,
}

/// Finds topics by their words. The room that keeps the index brings it along; it knows this one, not the reverse.
#[derive(Clone, Copy, Debug)]
pub struct Finder(pub fn(&Conn, &str) -> Option<Fitting>);

/// What topics must fit, as SQL that knows them as `topics`: what people typed is bound between its halves.
#[derive(Clone, Debug)]
pub struct Fitting {
    /// What stands before what is bound.
    pub before: &'static str,
    /// What was typed, in the engine's own language.
    pub bound: String,
    /// What stands after it.
    pub after: &'static str,
}

/// A list, ready to be read.
#[derive(Clone, Debug)]
pub struct Query {
    kind: Kind,
    boards: Vec<BoardId>,
    status: Option<StatusId>,
    tag: Option<TagId>,
    by: Option<PersonId>,
    sort: Sort,
    words: Option<String>,
    finder: Option<Finder>,
    owner: Option<PersonId>,
    narrowed: bool,
    answers: Vec<Answered>,
}

/// An answer that a list is narrowed to.
#[derive(Clone, Debug)]
struct Answered {
    /// The fields that go by this name, on the boards of the list.
    fields: Vec<FieldId>,
    value: String,
}

/// A form may send an order that nobody chose: empty.
fn sort_or_none<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Sort>, D::Error> {
    let text = Option::<String>::deserialize(from)?.unwrap_or_default();
    match text.as_str() {
        "" => Ok(None),
        named => Sort::named(named).map(Some).ok_or_else(|| {
            let known: Vec<_> = Sort::ALL.iter().map(|s| s.text()).collect();
            serde::de::Error::custom(format!("sort is one of {}", known.join(", ")))
        }),
    }
}

impl Asked {
    /// How long reading it may take: a search looks at texts, the rest at an index.
    pub fn pace(&self) -> Pace {
        match given(&self.q) {
            Some(_) => Pace::Slow,
            None => Pace::Quick,
        }
    }
}

/// How the parameters that narrow a list by an answer begin.
pub const FIELD: &str = "field.";

impl Asked {
    /// The answers that are asked for, by the keys of their fields.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().filter_map(|(name, value)| {
            let value = value.trim();
            let key = name.strip_prefix(FIELD).filter(|_| !value.is_empty())?;
            Some((key, value))
        })
    }
}

/// What is asked of answers, by the fields of these boards.
fn answers_to(conn: &mut Conn, boards: &[BoardId], asked: &Asked) -> Result<Vec<Answered>> {
    let wanted: Vec<_> = asked.answers().collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<_> = wanted.iter().map(|(key, _)| *key).collect();
    let known = fields::keyed(conn, boards, &keys)?;
    wanted
        .into_iter()
        .map(|(key, value)| {
            let fields: Vec<_> = known
                .iter()
                .filter(|f| f.key == key)
                .map(|f| f.id)
                .collect();
            match fields.is_empty() {
                true => Err(Error::NotFound("field")),
                false => Ok(Answered {
                    fields,
                    value: crate::text::clean_line(value),
                }),
            }
        })
        .collect()
}

fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|t| !t.is_empty())
}

impl Query {
    /// Makes out what is asked, within what this reader may see.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a board, status, tag, person or field that is not there.
    pub fn of(conn: &mut Conn, sight: &Sight, kind: Kind, asked: &Asked) -> Result<Self> {
        let boards = match given(&asked.board) {
            Some(slug) => vec![boards::by_slug(conn, sight, slug)?.id],
            None => boards::visible(conn, sight)?.iter().map(|b| b.id).collect(),
        };
        let status = match given(&asked.status) {
            Some(slug) => Some(statuses::all(conn)?.by_slug(slug)?.id),
            None => None,
        };
        let tag = match given(&asked.tag) {
            Some(slug) => Some(self::tag(conn, sight, slug)?.id),
            None => None,
        };
        let by = match given(&asked.by) {
            Some(handle) => Some(accounts::actions::by_handle(conn, handle)?.id),
            None => None,
        };
        let owner = match given(&asked.owner) {
            Some(handle) => Some(accounts::actions::by_handle(conn, handle)?.id),
            None => None,
        };
        Ok(Self {
            answers: answers_to(conn, &boards, asked)?,
            owner,
            narrowed: given(&asked.board).is_some(),
            kind,
            boards,
            status,
            tag,
            by,
            sort: asked.sort.unwrap_or(Sort::Hot),
            words: given(&asked.q).map(|q| q.chars().take(200).collect()),
            finder: None,
        })
    }
    /// A topic's place in it.
    fn at(&self, topic: &Topic) -> Cursor {
        Cursor {
            key: match self.sort {
                Sort::Hot => Key::Score(topic.hot),
                Sort::Surging => Key::Score(topic.surging),
                Sort::Top => Key::Number(topic.supporters),
                Sort::New | Sort::Unanswered => Key::Number(topic.created_at.micros()),
                Sort::Discussed => Key::Number(topic.active_at.micros()),
            },
            id: topic.id.get(),
        }
    }
    /// Lets words be looked for; a list that is asked for some needs it.
    #[must_use]
    pub fn found_by(mut self, finder: Finder) -> Self {
        self.finder = Some(finder);
        self
    }
    /// How it is sorted.
    pub fn sort(&self) -> Sort {
        self.sort
    }
}

/// What is pinned above the first page of a list that is narrowed by its board at most.
///
/// # Errors
/// Those of the database.
pub fn pinned(conn: &mut Conn, query: &Query, now: Time) -> Result<Vec<Topic>> {
    let whole = query.status.is_none()
        && query.tag.is_none()
        && query.by.is_none()
        && query.owner.is_none()
        && query.answers.is_empty()
        && query.words.is_none();
    match whole {
        false => Ok(Vec::new()),
        true => {
            let one = query.narrowed || query.boards.len() == 1;
            let board = query.boards.first().copied().filter(|_| one);
            pins::shown(conn, query.kind, &query.boards, board, now)
        }
    }
}

/// A page of topics, and where the list goes on.
pub type Page = (Vec<Topic>, Option<Cursor>);

/// Reads one page.
///
/// # Errors
/// Those of the database.
pub fn read(conn: &mut Conn, query: &Query, after: Option<Cursor>, limit: i64) -> Result<Page> {
    let mut found = rows(conn, query, Way::On, after, limit)?;
    let more = found.len() as i64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| more).map(|last| query.at(last));
    Ok((found, next))
}

/// Where the page before the one that goes on from `from` begins; nothing when that is the first.
///
/// # Errors
/// Those of the database.
pub fn before(conn: &mut Conn, query: &Query, from: Cursor, limit: i64) -> Result<Option<Cursor>> {
    let found = rows(conn, query, Way::Back, Some(from), limit)?;
    let place = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(found.get(place).map(|row| query.at(row)))
}

/// Which way a list is read.
#[derive(Clone, Copy)]
enum Way {
    /// On from a place, without it.
    On,
    /// Back from a place, with it.
    Back,
}

/// One row more than a page has, if there are so many.
fn rows(
    conn: &mut Conn,
    query: &Query,
    way: Way,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Topic>> {
    let mut rows = topics::table
        .filter(topics::kind.eq(query.kind))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(query.boards.clone()))
        .select(Topic::as_select())
        .limit(limit + 1)
        .into_boxed::<MultiBackend>();
    if let Some(status) = query.status {
        rows = rows.filter(topics::status_id.eq(status));
    }
    if let Some(by) = query.by {
        rows = rows.filter(topics::author_id.eq(by));
    }
    if let Some(owner) = query.owner {
        rows = rows.filter(
            topics::id.eq_any(
                proposals::table
                    .filter(proposals::owner_id.eq(owner))
                    .select(proposals::id),
            ),
        );
    }
    if let Some(tag) = query.tag {
        rows = rows.filter(
            topics::id.eq_any(
                topic_tags::table
                    .filter(topic_tags::tag_id.eq(tag))
                    .select(topic_tags::topic_id),
            ),
        );
    }
    for answer in &query.answers {
        rows = rows.filter(
            topics::id.eq_any(
                topic_fields::table
                    .filter(topic_fields::field_id.eq_any(answer.fields.clone()))
                    .filter(topic_fields::value.eq(answer.value.clone()))
                    .select(topic_fields::topic_id),
            ),
        );
    }
    if let Some(words) = &query.words {
        let finder = query
            .finder
            .ok_or_else(|| Error::internal("a list is asked for words and has no finder"))?;
        let Some(fitting) = (finder.0)(conn, words) else {
            return Ok(Vec::new());
        };
        rows = rows.filter(
            diesel::dsl::sql::<Bool>(fitting.before)
                .bind::<Text, _>(fitting.bound)
                .sql(fitting.after),
        );
    }
    macro_rules! sorted {
        ($column:expr, $cursor:ident => $value:expr) => {{
            if let Some($cursor) = after {
                let (value, id) = ($value, TopicId::new($cursor.id));
                rows = match way {
                    Way::On => rows.filter(
                        $column
                            .lt(value)
                            .or($column.eq(value).and(topics::id.lt(id))),
                    ),
                    Way::Back => rows.filter(
                        $column
                            .gt(value)
                            .or($column.eq(value).and(topics::id.ge(id))),
                    ),
                };
            }
            match way {
                Way::On => rows.order(($column.desc(), topics::id.desc())),
                Way::Back => rows.order(($column.asc(), topics::id.asc())),
            }
        }};
    }
    let rows = match query.sort {
        Sort::Hot => sorted!(topics::hot, cursor => score(cursor)?),
        Sort::Surging => sorted!(topics::surging, cursor => score(cursor)?),
        Sort::Top => sorted!(topics::supporters, cursor => count(cursor)?),
        Sort::New => sorted!(topics::created_at, cursor => Time::from_micros(count(cursor)?)),
        Sort::Discussed => sorted!(topics::active_at, cursor => Time::from_micros(count(cursor)?)),
        Sort::Unanswered => {
            rows = rows.filter(topics::replied.eq(false));
            sorted!(topics::created_at, cursor => Time::from_micros(count(cursor)?))
        }
    };
    Ok(rows.load(conn)?)
}

fn score(cursor: Cursor) -> Result<f64> {
    match cursor.key {
        Key::Score(score) => Ok(score),
        Key::Number(_) => Err(Error::BadRequest(say!("list-other-place"))),
    }
}

fn count(cursor: Cursor) -> Result<i64> {
    match cursor.key {
        Key::Number(number) => Ok(number),
        Key::Score(_) => Err(Error::BadRequest(say!("list-other-place"))),
    }
}

/// A topic with what is shown beside it in a list.
#[derive(Clone, Debug)]
pub struct Card {
    /// The topic itself.
    pub topic: Topic,
    /// Its board.
    pub board: Board,
    /// Who started it.
    pub author: Author,
    /// Where it stands, if it is a proposal.
    pub status: Option<Status>,
    /// Its tags.
    pub tags: Vec<Tag>,
    /// The comment that answers it, if one is accepted.
    pub answer: Option<CommentId>,
    /// When it takes no more votes and comments, if that is set.
    pub closes_at: Option<Time>,
}

/// Adds to topics what lists show beside them: a handful of queries, however many there are.
///
/// # Errors
/// Those of the database.
pub fn cards(conn: &mut Conn, topics: Vec<Topic>) -> Result<Vec<Card>> {
    if topics.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = topics.iter().map(|t| t.id).collect();
    let people: Vec<_> = topics.iter().map(|t| t.author_id).collect();
    let mut authors = accounts::authors(conn, &people)?;
    let boards: HashMap<_, _> = store::boards(conn)?
        .into_iter()
        .map(|b| (b.id, b))
        .collect();
    let statuses = statuses::all(conn)?;
    let closing = closures::dates(conn, &ids)?;
    let talks: Vec<_> = topics
        .iter()
        .filter(|t| t.kind == Kind::Discussion)
        .map(|t| t.id)
        .collect();
    let answers: HashMap<_, _> = match talks.is_empty() {
        true => HashMap::new(),
        false => answers::of(conn, &talks)?.into_iter().collect(),
    };
    let mut tags: HashMap<TopicId, Vec<Tag>> = HashMap::new();
    for (topic, tag) in store::tags_of(conn, &ids)? {
        tags.entry(topic).or_default().push(tag);
    }
    topics
        .into_iter()
        .map(|topic| {
            let missing =
                || Error::internal(format!("topic {} has lost its board or author", topic.id));
            let author = authors
                .get_mut(&topic.author_id)
                .ok_or_else(missing)?
                .clone();
            Ok(Card {
                board: boards.get(&topic.board_id).ok_or_else(missing)?.clone(),
                status: statuses.get(topic.status_id).cloned(),
                tags: tags.remove(&topic.id).unwrap_or_default(),
                answer: answers.get(&topic.id).copied(),
                closes_at: closing.get(&topic.id).copied(),
                author,
                topic,
            })
        })
        .collect()
}

/// The tag with this slug, if anything that this reader may see has it: a tag tells what it is on.
///
/// # Errors
/// [`Error::NotFound`].
pub fn tag(conn: &mut Conn, sight: &Sight, slug: &str) -> Result<Tag> {
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    match store::tag_by_slug(conn, &crate::text::slug(slug))? {
        Some(tag) if store::tag_is_used(conn, tag.id, &boards)? => Ok(tag),
        _ => Err(Error::NotFound("tag")),
    }
}

/// The names of the tags used most, to choose from where one writes without a script.
///
/// # Errors
/// Those of the database.
pub fn known_tags(conn: &mut Conn, sight: &Sight) -> Result<Vec<String>> {
    let mut names: Vec<_> = tags(conn, sight, 50)?
        .into_iter()
        .map(|(tag, _)| tag.name)
        .collect();
    names.sort_unstable();
    Ok(names)
}

/// The tags of the boards this reader may see, most used first.
///
/// # Errors
/// Those of the database.
pub fn tags(conn: &mut Conn, sight: &Sight, most: usize) -> Result<Vec<(Tag, i64)>> {
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    let mut sums: HashMap<TagId, i64> = HashMap::new();
    for (tag, count) in store::tag_counts(conn, &boards)? {
        *sums.entry(tag).or_default() += count;
    }
    // The names only of those that may be shown: all that are used as much as the last of them.
    let mut counts: Vec<i64> = sums.values().copied().collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let least = counts.get(most.saturating_sub(1)).copied().unwrap_or(0);
    let candidates: Vec<TagId> = sums
        .iter()
        .filter(|(_, count)| **count >= least)
        .map(|(tag, _)| *tag)
        .collect();
    let mut summed: Vec<(Tag, i64)> = store::tags(conn, &candidates)?
        .into_iter()
        .filter_map(|tag| Some((tag.clone(), *sums.get(&tag.id)?)))
        .collect();
    summed.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.slug.cmp(&b.0.slug)));
    summed.truncate(most);
    Ok(summed)
}
