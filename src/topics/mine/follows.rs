//! Following topics, boards and tags, and who is to hear of what happened.
use std::collections::{BTreeMap, HashMap};

use super::model::{Because, Follower, Level, Own, Subject, effective, raised};
use super::store::{self, Followed};
use crate::access::{Can, Follow, Role, Sight};
use crate::clock::Time;
use crate::db::{Conn, Cursor, Tx};
use crate::error::{Error, Result};
use crate::events::{Event, Verb};
use crate::id::{CommentId, PersonId, TagId, TopicId};
use crate::text;
use crate::topics::model::{Board, Kind, State, Topic};
use crate::topics::{actions, boards, family, list, store as topics};

/// What someone wants to hear of a topic, a board or a tag.
#[derive(Clone, Copy, Debug)]
pub struct Following {
    /// How much, all in all.
    pub level: Level,
    /// What they said, or did, about this very thing.
    pub own: Option<Own>,
}

/// What someone wants to hear of a topic.
///
/// # Errors
/// Those of the database.
pub fn of_topic(conn: &mut Conn, person: PersonId, topic: &Topic) -> Result<Following> {
    let family = family::members(conn, topic.id)?;
    let own = own_of(topic.id, store::follows_of(conn, person, &family)?);
    let tags = tags(conn, topic.id)?;
    let around = store::levels_around(conn, person, topic.board_id, &tags)?;
    Ok(Following {
        level: effective(own, &around),
        own,
    })
}

/// What someone's own levels for a topic and those merged into it come to: a choice for the topic itself counts
/// before all else, otherwise the most.
fn own_of(topic: TopicId, said: Vec<(i64, Own)>) -> Option<Own> {
    let choice = said
        .iter()
        .find(|(id, own)| *id == topic.get() && own.chosen)
        .map(|(_, own)| *own);
    choice.or_else(|| {
        said.into_iter()
            .map(|(_, own)| own)
            .max_by_key(|own| own.level)
    })
}

/// What someone said about a board or a tag.
///
/// # Errors
/// Those of the database.
pub fn of_place(conn: &mut Conn, person: PersonId, place: Subject) -> Result<Following> {
    let own = store::follow(conn, person, place)?;
    Ok(Following {
        level: own.map_or(Level::Normal, |own| own.level),
        own,
    })
}

fn tags(conn: &mut Conn, topic: TopicId) -> Result<Vec<TagId>> {
    Ok(topics::tags_of(conn, &[topic])?
        .into_iter()
        .map(|(_, tag)| tag.id)
        .collect())
}

/// The topic that someone wants to follow, if they may see it.
///
/// # Errors
/// Those of [`actions::find`].
pub fn topic(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<(Topic, Subject)> {
    let topic = actions::find(conn, sight, id)?.topic;
    Ok((topic, Subject::Topic(id)))
}

/// The board that someone wants to follow, if they may see it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn board(conn: &mut Conn, sight: &Sight, slug: &str) -> Result<Subject> {
    boards::by_slug(conn, sight, slug).map(|board| Subject::Board(board.id))
}

/// The tag that someone wants to follow, if anything that they may see has it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn tag(conn: &mut Conn, sight: &Sight, slug: &str) -> Result<Subject> {
    list::tag(conn, sight, slug).map(|tag| Subject::Tag(tag.id))
}

/// Follows something at a chosen level. Saying the same again changes nothing.
///
/// # Errors
/// Those of the database. The subject is one that [`topic`], [`board`] or [`tag`] found.
pub fn choose(
    tx: &mut Tx<'_>,
    by: &Can<Follow>,
    of: Subject,
    level: Level,
    now: Time,
) -> Result<()> {
    let own = Own {
        level,
        chosen: true,
    };
    if store::follow(tx, by.who.id, of)? != Some(own) {
        store::put_follow(tx, by.who.id, of, own, now)?;
    }
    Ok(())
}

/// Takes back what someone said about a thing: what is around it counts again. Doing it twice is once.
///
/// # Errors
/// Those of the database.
pub fn leave(tx: &mut Tx<'_>, by: &Can<Follow>, of: Subject) -> Result<()> {
    store::delete_follow(tx, by.who.id, of)?;
    Ok(())
}

/// Follows a topic because of something done there: its author watches, a commenter tracks, a voter hears of
/// decisions. It never changes a choice and never lowers.
///
/// # Errors
/// Those of the database.
pub fn join(
    tx: &mut Tx<'_>,
    person: PersonId,
    topic: TopicId,
    level: Level,
    now: Time,
) -> Result<()> {
    let of = Subject::Topic(topic);
    if let Some(level) = raised(store::follow(tx, person, of)?, level) {
        let own = Own {
            level,
            chosen: false,
        };
        store::put_follow(tx, person, of, own, now)?;
    }
    Ok(())
}

/// Undoes what a vote alone brought.
///
/// # Errors
/// Those of the database.
pub fn withdraw(tx: &mut Tx<'_>, person: PersonId, topic: TopicId) -> Result<()> {
    let of = Subject::Topic(topic);
    let by_vote = Own {
        level: Level::Decisions,
        chosen: false,
    };
    if store::follow(tx, person, of)? == Some(by_vote) {
        store::delete_follow(tx, person, of)?;
    }
    Ok(())
}

/// Something followed, as its owner's list shows it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `topic`, `board` or `tag`.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// Its page.
    pub path: String,
    /// The address below which its level is changed: `/t/7`, `/boards/team`, `/tags/news`.
    pub at: String,
    /// How much is wanted.
    pub level: Level,
    /// Whether that was chosen.
    pub chosen: bool,
    /// Since when.
    pub since: Time,
    /// Whether levels of proposals apply.
    pub votes: bool,
}

/// One page of what someone follows, last changed first; what they may not see any more is left out.
///
/// # Errors
/// Those of the database.
pub fn all(
    conn: &mut Conn,
    sight: &Sight,
    person: PersonId,
    after: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Entry>, Option<Cursor>)> {
    let mut rows = store::followed(conn, person, after, limit + 1)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(Followed::cursor);
    let ids = |kind: &str| -> Vec<i64> {
        rows.iter()
            .filter(|row| row.subject == kind)
            .map(|row| row.subject_id)
            .collect()
    };
    let visible = boards::visible(conn, sight)?;
    let topic_ids: Vec<_> = ids("topic").into_iter().map(TopicId::new).collect();
    let topics: HashMap<i64, Topic> = topics::by_ids(conn, &topic_ids)?
        .into_iter()
        .filter(|topic| seen(topic, &visible, sight))
        .map(|topic| (topic.id.get(), topic))
        .collect();
    let mut tags = HashMap::new();
    for (id, slug, name) in store::tags_of(conn, &ids("tag"))? {
        // A tag tells what it is on: only one that something visible has is told.
        if list::tag(conn, sight, &slug).is_ok() {
            tags.insert(id.get(), (slug, name));
        }
    }
    let entries = rows
        .iter()
        .filter_map(|row| {
            let (kind, name, path, at, votes) = match Subject::named(&row.subject, row.subject_id)?
            {
                Subject::Topic(id) => {
                    let topic = topics.get(&id.get())?;
                    let votes = topic.kind == Kind::Proposal;
                    (
                        "topic",
                        topic.title.clone(),
                        topic.path(),
                        format!("/t/{id}"),
                        votes,
                    )
                }
                Subject::Board(id) => {
                    let board = visible.iter().find(|b| b.id == id)?;
                    let path = format!("/boards/{}", board.slug);
                    ("board", board.name.clone(), path.clone(), path, false)
                }
                Subject::Tag(id) => {
                    let (slug, name) = tags.get(&id.get())?;
                    let path = format!("/tags/{slug}");
                    ("tag", name.clone(), path.clone(), path, false)
                }
            };
            Some(Entry {
                kind,
                name,
                path,
                at,
                level: row.level,
                chosen: row.chosen,
                since: row.since_at,
                votes,
            })
        })
        .collect();
    Ok((entries, next))
}

/// Whether a topic may be told to this reader, who may see these boards.
pub(super) fn seen(topic: &Topic, visible: &[Board], sight: &Sight) -> bool {
    visible
        .iter()
        .any(|board| board.id == topic.board_id && topic.seen_by(board, sight))
}

/// What someone said about a topic: their role, their own words about each of its family, and about board and tags.
type Said = (Role, Vec<(i64, Own)>, Vec<Level>);

/// Who is to hear of an event, each once, with the strongest reason: whoever follows the topic closely enough, whom
/// it answers, whom it calls. Nobody hears of what they did, may not see or muted, nor, unless staff answer
/// officially, of what someone did whom they ignore.
///
/// # Errors
/// Those of the database.
pub fn followers_of(conn: &mut Conn, event: &Event) -> Result<Vec<Follower>> {
    let Some(id) = event.topic_id else {
        return Ok(Vec::new());
    };
    let is = |verb: Verb| event.verb == verb.name();
    let least = match () {
        () if is(Verb::TopicCreated) || is(Verb::CommentCreated) => Level::Watching,
        () if is(Verb::StatusChanged) => Level::Decisions,
        () => return Ok(Vec::new()),
    };
    // What is said about a merged topic is read where it was merged to.
    let id = family::lead(conn, id)?;
    let family = family::members(conn, id)?;
    let Some(topic) = topics::find(conn, id)?.filter(|topic| topic.state == State::Shown) else {
        return Ok(Vec::new());
    };
    let board = topics::boards(conn)?
        .into_iter()
        .find(|board| board.id == topic.board_id)
        .ok_or(Error::NotFound("board"))?;
    let tags = tags(conn, id)?;

    // What everyone said, and what it comes to.
    let mut said: BTreeMap<PersonId, Said> = BTreeMap::new();
    for one in store::said_about(conn, &family, topic.board_id, &tags)? {
        let (_, own, around) = said
            .entry(one.person)
            .or_insert((one.role, Vec::new(), Vec::new()));
        match one.subject.as_str() {
            "topic" => own.push((
                one.subject_id,
                Own {
                    level: one.level,
                    chosen: one.chosen,
                },
            )),
            _ => around.push(one.level),
        }
    }
    let levels: BTreeMap<PersonId, (Role, Level)> = said
        .into_iter()
        .map(|(person, (role, own, around))| (person, (role, effective(own_of(id, own), &around))))
        .collect();
    let mut told: BTreeMap<PersonId, (Role, Follower)> = BTreeMap::new();
    let mut tell = |person: PersonId, role: Role, because: Because| {
        let level = levels
            .get(&person)
            .map_or(Level::Normal, |(_, level)| *level);
        let (_, follower) = told.entry(person).or_insert((
            role,
            Follower {
                person,
                level,
                because,
            },
        ));
        follower.because = follower.because.max(because);
    };
    for (person, (role, level)) in &levels {
        if *level >= least {
            tell(*person, *role, Because::Follows);
        }
    }

    // Whom it calls, and whom it answers.
    let mut official = is(Verb::StatusChanged);
    let body = match () {
        () if is(Verb::TopicCreated) => topics::words(conn, id)?.0,
        () if is(Verb::CommentCreated) => {
            let comment = CommentId::new(event.object_id);
            let Some(found) = topics::comment(conn, comment)?.filter(|c| c.state == State::Shown)
            else {
                return Ok(Vec::new());
            };
            official = found.official;
            if let Some(parent) = found.parent_id
                && let Some(parent) = topics::comment(conn, parent)?
                && let Some((person, role)) = store::here(conn, parent.author_id)?
            {
                tell(person, role, Because::Answered);
            }
            topics::comment_words(conn, comment)?.0
        }
        () => String::new(),
    };
    let called = text::references(&body).handles;
    if !called.is_empty() {
        for (person, role) in store::named(conn, &called)? {
            tell(person, role, Because::Mentioned);
        }
    }

    let ignoring = match event.actor_id {
        Some(actor) if !official => {
            let among: Vec<_> = told.keys().copied().collect();
            store::who_ignore(conn, actor, &among)?
        }
        Some(_) | None => Default::default(),
    };
    Ok(told
        .into_values()
        .filter(|(role, follower)| {
            let sight = Sight {
                person: Some(follower.person),
                role: Some(*role),
            };
            Some(follower.person) != event.actor_id
                && follower.level != Level::Muted
                && board.shows(&sight)
                && !ignoring.contains(&follower.person)
        })
        .map(|(_, follower)| follower)
        .collect())
}
