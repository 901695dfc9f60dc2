//! A discussion that becomes a proposal, and back: same address, same comments, same people.
use crate::access::{Can, Moderate, Sight};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::{CommentId, TopicId};
use crate::lang::Lang;
use crate::proposals::actions as proposals;
use crate::say;
use crate::text;
use crate::topics::actions as topics;
use crate::topics::model::{Draft, Kind, Topic};
use crate::topics::{split, statuses};

/// Characters of the first comment that a topic split off begins with.
const QUOTED: usize = 400;

/// Makes a topic a proposal or a discussion. Doing it twice is once.
///
/// # Errors
/// [`Error::Conflict`] for announcements, merged topics and those that others are merged into.
pub fn convert(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    to: Kind,
    now: Time,
) -> Result<Topic> {
    let topic = topics::find(tx, &by.who.sight(), id)?.topic;
    match (topic.kind, to) {
        (from, to) if from == to => Ok(topic),
        (Kind::Discussion, Kind::Proposal) => proposals::become_proposal(tx, by, &topic, now),
        (Kind::Proposal, Kind::Discussion) => proposals::become_discussion(tx, by, &topic, now),
        _ => Err(Error::Conflict(say!("desk-no-announcement"))),
    }
}

/// The text of a topic that is split off: where it came from, and how it began.
///
/// # Errors
/// Those of [`split::moving`], and of finding the topic.
pub fn words(
    conn: &mut Conn,
    sight: &Sight,
    from: TopicId,
    chosen: &[CommentId],
    lang: Lang,
) -> Result<String> {
    let topic = topics::find(conn, sight, from)?.topic;
    let moved = split::moving(conn, topic.id, chosen)?;
    let origin = format!("{} #{}", say!("desk-split-words").in_lang(lang), topic.id);
    Ok(match split::first(conn, &moved)? {
        None => origin,
        Some((_, body)) => format!("> {}\n\n{origin}", text::excerpt(&body, QUOTED)),
    })
}

/// Splits comments off into a topic of their own: a discussion, or a proposal.
///
/// # Errors
/// Those of [`split::split`].
pub fn split_off(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    from: TopicId,
    chosen: &[CommentId],
    kind: Kind,
    draft: &Draft,
    now: Time,
) -> Result<Topic> {
    let status = match kind {
        Kind::Proposal => Some(statuses::all(tx)?.first()?.id),
        Kind::Discussion => None,
        Kind::Announcement => return Err(Error::Conflict(say!("desk-no-announcement"))),
    };
    let id = split::split(tx, by, from, chosen, kind, status, draft, now)?;
    if kind == Kind::Proposal {
        proposals::begin(tx, id)?;
    }
    topics::find(tx, &by.who.sight(), id).map(|seen| seen.topic)
}
