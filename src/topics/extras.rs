//! Free fields: any program may keep its own JSON beside a topic, a comment or its user's vote.
//!
//! A namespace (`app`) belongs to whoever writes it first; 16 KiB each; readable by all who see the thing itself
//! (a vote's only by its voter, since votes are private), and found again by their top-level keys.
use std::collections::{BTreeMap, HashMap, HashSet};

use diesel::prelude::*;
use serde_json::{Map, Value, json};

use super::{actions, boards, comments, store};
use crate::access::{Can, KeepExtra, Sight};
use crate::clock::Time;
use crate::db::schema::{extra_apps, extra_keys, extras, votes};
use crate::db::{Conn, Tx, on_each};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{CommentId, PersonId, TopicId};
use crate::say;

/// Most bytes of one program's fields on one thing.
pub const MOST: usize = 16 * 1024;
/// Most top-level keys by which one thing is found again.
const KEYS: usize = 50;

/// What free fields hang on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A topic.
    Topic(TopicId),
    /// A comment.
    Comment(CommentId),
    /// Someone's vote on a proposal.
    Vote(TopicId, PersonId),
}

impl Subject {
    fn parts(self) -> (&'static str, i64, i64) {
        match self {
            Self::Topic(id) => ("topic", id.get(), 0),
            Self::Comment(id) => ("comment", id.get(), 0),
            Self::Vote(id, person) => ("vote", id.get(), person.get()),
        }
    }
    fn seen(self, conn: &mut Conn, sight: &Sight) -> Result<TopicId> {
        match self {
            Self::Topic(id) => actions::find(conn, sight, id).map(|s| s.topic.id),
            Self::Comment(id) => comments::find(conn, sight, id).map(|c| c.seen.topic.id),
            Self::Vote(id, person) => {
                let topic = actions::find(conn, sight, id)?.topic.id;
                let cast: i64 = votes::table
                    .filter(votes::topic_id.eq(id))
                    .filter(votes::person_id.eq(person))
                    .count()
                    .get_result(conn)?;
                match cast {
                    0 => Err(Error::NotFound("vote")),
                    _ => Ok(topic),
                }
            }
        }
    }
}

fn app_name(app: &str) -> Result<()> {
    let plain =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_' || c == '.';
    match (1..=40).contains(&app.len()) && app.chars().all(plain) {
        true => Ok(()),
        false => Err(Invalid::field("app", say!("extra-app-name")).into()),
    }
}

/// Everything kept beside a thing, by program.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn, subject: Subject) -> Result<BTreeMap<String, Value>> {
    let (kind, id, person) = subject.parts();
    let rows: Vec<(String, String)> = extras::table
        .filter(extras::subject.eq(kind))
        .filter(extras::subject_id.eq(id))
        .filter(extras::person_id.eq(person))
        .order(extras::app)
        .select((extras::app, extras::data))
        .load(conn)?;
    rows.into_iter()
        .map(|(app, data)| Ok((app, serde_json::from_str(&data).map_err(Error::internal)?)))
        .collect()
}

/// What one program keeps beside a thing.
///
/// # Errors
/// [`Error::NotFound`], also when this reader may not see the thing.
pub fn one(conn: &mut Conn, sight: &Sight, subject: Subject, app: &str) -> Result<Value> {
    subject.seen(conn, sight)?;
    all(conn, subject)?
        .remove(app)
        .ok_or(Error::NotFound("field"))
}

/// Keeps a program's fields beside a thing, in place of what it kept there before.
///
/// # Errors
/// [`Error::Forbidden`] when the namespace is someone else's, [`Error::Invalid`] when it is no object or too large.
pub fn keep(
    tx: &mut Tx<'_>,
    by: &Can<KeepExtra>,
    subject: Subject,
    app: &str,
    data: &Map<String, Value>,
    now: Time,
) -> Result<()> {
    app_name(app)?;
    let text = Value::Object(data.clone()).to_string();
    if text.len() > MOST {
        return Err(Invalid::field("body", say!("extra-too-large")).into());
    }
    if data.len() > KEYS {
        return Err(Invalid::field("body", say!("extra-many-keys", max = KEYS)).into());
    }
    let topic = subject.seen(tx, &by.who.sight())?;
    own(tx, by, app, now)?;
    clear(tx, subject, app)?;
    let (kind, id, person) = subject.parts();
    diesel::insert_into(extras::table)
        .values((
            extras::subject.eq(kind),
            extras::subject_id.eq(id),
            extras::person_id.eq(person),
            extras::app.eq(app),
            extras::data.eq(text),
            extras::changed_at.eq(now),
        ))
        .execute(&mut **tx)?;
    let keys: Vec<_> = data
        .iter()
        .map(|(key, value)| {
            let value = match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            (
                extra_keys::app.eq(app.to_owned()),
                extra_keys::key.eq(key.clone()),
                extra_keys::value.eq(value.chars().take(200).collect::<String>()),
                extra_keys::subject.eq(kind),
                extra_keys::subject_id.eq(id),
                extra_keys::person_id.eq(person),
            )
        })
        .collect();
    if !keys.is_empty() {
        on_each!(tx, |c| diesel::insert_into(extra_keys::table)
            .values(keys)
            .execute(c))?;
    }
    changed(tx, by, kind, id, topic, app, now)
}

/// Drops a program's fields from a thing.
///
/// # Errors
/// [`Error::NotFound`] when there are none, [`Error::Forbidden`] when the namespace is someone else's.
pub fn drop(
    tx: &mut Tx<'_>,
    by: &Can<KeepExtra>,
    subject: Subject,
    app: &str,
    now: Time,
) -> Result<()> {
    let topic = subject.seen(tx, &by.who.sight())?;
    one(tx, &by.who.sight(), subject, app)?;
    own(tx, by, app, now)?;
    clear(tx, subject, app)?;
    let (kind, id, _) = subject.parts();
    changed(tx, by, kind, id, topic, app, now)
}

fn changed(
    tx: &mut Tx<'_>,
    by: &Can<KeepExtra>,
    kind: &'static str,
    id: i64,
    topic: TopicId,
    app: &str,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::ExtraChanged,
            object: kind,
            object_id: id,
            topic: Some(topic),
            data: json!({ "app": app }),
        },
    )
}

/// Makes the namespace the writer's if it is nobody's.
fn own(tx: &mut Tx<'_>, by: &Can<KeepExtra>, app: &str, now: Time) -> Result<()> {
    let owner: Option<PersonId> = extra_apps::table
        .find(app)
        .select(extra_apps::owner_id)
        .first(&mut **tx)
        .optional()?;
    match owner {
        None => {
            diesel::insert_into(extra_apps::table)
                .values((
                    extra_apps::app.eq(app),
                    extra_apps::owner_id.eq(by.who.id),
                    extra_apps::created_at.eq(now),
                ))
                .execute(&mut **tx)?;
            Ok(())
        }
        Some(owner) if owner == by.who.id || by.who.role.is_staff() => Ok(()),
        Some(_) => Err(Error::Forbidden(say!("extra-of-another", app = app))),
    }
}

/// Drops what all programs keep beside a vote that is taken back: nobody could read it any more.
///
/// # Errors
/// Those of the database.
pub fn drop_of_vote(tx: &mut Tx<'_>, topic: TopicId, person: PersonId) -> Result<()> {
    let subject = Subject::Vote(topic, person);
    let apps: Vec<String> = all(tx, subject)?.into_keys().collect();
    for app in apps {
        clear(tx, subject, &app)?;
    }
    Ok(())
}

fn clear(tx: &mut Tx<'_>, subject: Subject, app: &str) -> Result<()> {
    let (kind, id, person) = subject.parts();
    diesel::delete(
        extra_keys::table
            .filter(extra_keys::subject.eq(kind))
            .filter(extra_keys::subject_id.eq(id))
            .filter(extra_keys::person_id.eq(person))
            .filter(extra_keys::app.eq(app)),
    )
    .execute(&mut **tx)?;
    diesel::delete(
        extras::table
            .filter(extras::subject.eq(kind))
            .filter(extras::subject_id.eq(id))
            .filter(extras::person_id.eq(person))
            .filter(extras::app.eq(app)),
    )
    .execute(&mut **tx)?;
    Ok(())
}

/// What free fields were found beside: `topic` or `comment`, and which.
pub type Place = (String, i64);

/// Where a program keeps a key (with this value, if one is given): kind and id, of what this reader may see.
/// `after` is the last id of the page before.
///
/// # Errors
/// [`Error::Invalid`] for a name that no program has, and those of the database.
pub fn with_key(
    conn: &mut Conn,
    sight: &Sight,
    app: &str,
    key: &str,
    value: Option<&str>,
    after: Option<Place>,
    limit: i64,
) -> Result<(Vec<Place>, Option<Place>)> {
    app_name(app)?;
    let mut query = extra_keys::table
        .filter(extra_keys::app.eq(app))
        .filter(extra_keys::key.eq(key))
        .filter(extra_keys::subject.ne("vote"))
        .order((extra_keys::subject, extra_keys::subject_id))
        .limit(limit + 1)
        .select((extra_keys::subject, extra_keys::subject_id))
        .into_boxed();
    if let Some(value) = value {
        query = query.filter(extra_keys::value.eq(value));
    }
    if let Some((kind, id)) = after {
        query = query.filter(
            extra_keys::subject.gt(kind.clone()).or(extra_keys::subject
                .eq(kind)
                .and(extra_keys::subject_id.gt(id))),
        );
    }
    let mut rows: Vec<(String, i64)> = query.load(conn)?;
    let more = rows.len() as i64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).cloned();
    let ids = |wanted: &str| {
        rows.iter()
            .filter(|(kind, _)| kind == wanted)
            .map(|(_, id)| *id)
            .collect::<Vec<_>>()
    };
    let mut topic_of: HashMap<(&str, i64), TopicId> = ids("topic")
        .into_iter()
        .map(|id| (("topic", id), TopicId::new(id)))
        .collect();
    for (comment, topic) in store::topics_of_comments(conn, &ids("comment"))? {
        topic_of.insert(("comment", comment.get()), topic);
    }
    let boards = boards::visible(conn, sight)?;
    let wanted: Vec<_> = topic_of.values().copied().collect();
    let visible: HashSet<TopicId> = store::by_ids(conn, &wanted)?
        .iter()
        .filter(|t| {
            boards
                .iter()
                .any(|b| b.id == t.board_id && t.seen_by(b, sight))
        })
        .map(|t| t.id)
        .collect();
    let seen = rows
        .iter()
        .filter(|(kind, id)| {
            topic_of
                .get(&(kind.as_str(), *id))
                .is_some_and(|t| visible.contains(t))
        })
        .cloned()
        .collect();
    Ok((seen, next))
}
