//! What can be done with comments. One verb, one transaction.
use std::collections::HashMap;

use serde_json::json;

use super::actions::{self, Seen};
use super::closures;
use super::family;
use super::mine::{Level, follows};
use super::model::{Act, Comment, State, Topic};
use super::prose::Prose;
use super::statuses;
use super::store::{self, NewComment};
use crate::access::{Can, Comment as MayComment, Member, Sight};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{CommentId, TopicId};
use crate::images;
use crate::say;

/// A comment with the topic that decides who sees it.
pub struct SeenComment {
    /// The comment.
    pub comment: Comment,
    /// What was written.
    pub body: String,
    /// Where it belongs.
    pub seen: Seen,
}

/// The comment with this id, if this reader may see its topic.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, sight: &Sight, id: CommentId) -> Result<SeenComment> {
    let comment = store::comment(conn, id)?
        .filter(|comment| comment.seen_by(sight))
        .ok_or(Error::NotFound("comment"))?;
    let seen =
        actions::find(conn, sight, comment.topic_id).map_err(|_| Error::NotFound("comment"))?;
    // A merged topic's comments are read where its leader is.
    let seen = match family::leads_to(conn, sight, &seen.topic) {
        Ok(None) => seen,
        Ok(Some(lead)) => lead,
        Err(_) => return Err(Error::NotFound("comment")),
    };
    let (body, _) = store::comment_words(conn, id)?;
    Ok(SeenComment {
        comment,
        body,
        seen,
    })
}

/// These comments, whoever may see them: the caller asks [`Comment::seen_by`] for each reader, after the topic.
///
/// # Errors
/// Those of the database.
pub fn gather(conn: &mut Conn, ids: &[CommentId]) -> Result<HashMap<CommentId, Comment>> {
    Ok(store::comments_by_ids(conn, ids)?
        .into_iter()
        .map(|comment| (comment.id, comment))
        .collect())
}

/// The texts of several comments, as shown.
///
/// # Errors
/// Those of the database.
pub fn htmls(conn: &mut Conn, ids: &[CommentId]) -> Result<HashMap<CommentId, crate::text::Html>> {
    Ok(store::comment_htmls(conn, ids)?
        .into_iter()
        .map(|(id, html)| (id, crate::text::Html::from_stored(html)))
        .collect())
}

/// The newest comments of a topic and of those merged into it that everyone may read, with their texts as shown.
///
/// # Errors
/// Those of the database.
pub fn newest(
    conn: &mut Conn,
    topic: TopicId,
    limit: i64,
) -> Result<Vec<(Comment, crate::text::Html)>> {
    let family = family::members(conn, topic)?;
    Ok(store::newest_comments(conn, &family, limit)?
        .into_iter()
        .map(|(comment, html)| (comment, crate::text::Html::from_stored(html)))
        .collect())
}

/// Says something about a topic, or about a comment on it.
///
/// # Errors
/// [`Error::Forbidden`] where the board does not allow it, [`Error::Conflict`] when comments are closed.
pub fn say(
    tx: &mut Tx<'_>,
    by: &Can<MayComment>,
    topic: TopicId,
    parent: Option<CommentId>,
    official: bool,
    prose: &Prose,
    now: Time,
) -> Result<CommentId> {
    let Seen { topic, board } = actions::find(tx, &by.who.sight(), topic)?;
    board.lets(Act::Comment, Some(by.who.role))?;
    family::stands_alone(tx, &by.who.sight(), &topic)?;
    let statuses = statuses::all(tx)?;
    topic.takes_comments(statuses.get(topic.status_id))?;
    closures::of(tx, topic.id)?.takes_comments(&by.who.sight(), now)?;
    if official && !by.who.role.is_staff() {
        return Err(Error::Forbidden(say!("comment-staff-official")));
    }
    let parent = match parent {
        None => None,
        Some(id) => {
            let gone = || Invalid::field("parent", say!("comment-parent-gone"));
            let family = family::members(tx, topic.id)?;
            let parent = store::comment(tx, id)?
                .filter(|c| family.contains(&c.topic_id) && c.state == State::Shown);
            Some(parent.ok_or_else(gone)?)
        }
    };
    follows::join(tx, by.who.id, topic.id, Level::Tracking, now)?;
    // An answer stays with what it answers, so that a merge can be taken apart.
    let topic = match parent.as_ref().map(|p| p.topic_id) {
        Some(place) if place != topic.id => {
            store::find(tx, place)?.ok_or(Error::NotFound("topic"))?
        }
        _ => topic,
    };
    add(tx, &by.who, &topic, parent.as_ref(), official, prose, now)
}

/// The same on the operator's word: imports and the demo.
///
/// # Errors
/// Those of the database.
pub fn add(
    tx: &mut Tx<'_>,
    by: &Member,
    topic: &Topic,
    parent: Option<&Comment>,
    official: bool,
    prose: &Prose,
    now: Time,
) -> Result<CommentId> {
    let id = store::insert_comment(
        tx,
        &NewComment {
            topic: topic.id,
            author: by.id,
            parent,
            state: State::Shown,
            official,
            prose,
            at: now,
        },
    )?;
    place(tx, id, parent)?;
    images::show(tx, Some(by.id), images::Place::Comment(id), prose.images())?;
    let theirs = store::bump_commenter(tx, topic.id, by.id, 1)?;
    let another = by.id != topic.author_id;
    let mut read_in = topic.id;
    match family::alone(tx, topic)? {
        true => actions::retally(tx, topic, |tally| {
            tally.comments += 1;
            tally.commenters += i64::from(another && theirs == 1);
            tally.replied |= another;
            tally.active_at = tally.active_at.max(now);
        })?,
        false => read_in = recount(tx, topic.id)?,
    }
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.id),
            verb: Verb::CommentCreated,
            object: "comment",
            object_id: id.get(),
            topic: Some(read_in),
            data: json!({ "parent": parent.map(|p| p.id) }),
        },
    )?;
    Ok(id)
}

fn place(tx: &mut Tx<'_>, id: CommentId, parent: Option<&Comment>) -> Result<()> {
    match parent {
        None => store::place_comment(tx, id, id.get(), 0)?,
        Some(parent) if parent.depth == 0 => {
            store::place_comment(tx, id, parent.root_id, id.get())?
        }
        Some(_) => {}
    }
    Ok(())
}

/// Writes a note among the comments that only staff see: counted nowhere, told to nobody else.
///
/// # Errors
/// [`Error::Forbidden`] for anyone but staff.
pub fn note(
    tx: &mut Tx<'_>,
    by: &Can<MayComment>,
    topic: TopicId,
    parent: Option<CommentId>,
    prose: &Prose,
    now: Time,
) -> Result<CommentId> {
    let sight = by.who.sight();
    let Seen { topic, .. } = actions::find(tx, &sight, topic)?;
    if !by.who.role.is_staff() {
        return Err(Error::Forbidden(say!("desk-note-staff-only")));
    }
    family::stands_alone(tx, &sight, &topic)?;
    let parent = match parent {
        None => None,
        Some(id) => {
            let family = family::members(tx, topic.id)?;
            let parent =
                store::comment(tx, id)?.filter(|c| family.contains(&c.topic_id) && c.readable());
            let gone = || Invalid::field("parent", say!("comment-parent-gone"));
            Some(parent.ok_or_else(gone)?)
        }
    };
    let id = store::insert_comment(
        tx,
        &NewComment {
            topic: parent.as_ref().map_or(topic.id, |p| p.topic_id),
            author: by.who.id,
            parent: parent.as_ref(),
            state: State::Internal,
            official: false,
            prose,
            at: now,
        },
    )?;
    place(tx, id, parent.as_ref())?;
    images::show(
        tx,
        Some(by.who.id),
        images::Place::Comment(id),
        prose.images(),
    )?;
    noted(tx, by, id, topic.id, "written", now)?;
    Ok(id)
}

/// What happens to a note has a name of its own, so that nobody who listens for comments tells of it.
fn noted(
    tx: &mut Tx<'_>,
    by: &Can<MayComment>,
    id: CommentId,
    topic: TopicId,
    act: &str,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::NoteChanged,
            object: "note",
            object_id: id.get(),
            topic: Some(topic),
            data: json!({ "act": act }),
        },
    )
}

/// Counts the talk of a topic and of what leads it anew; returns where it is read.
pub(super) fn recount(tx: &mut Tx<'_>, topic: TopicId) -> Result<TopicId> {
    family::recount(tx, topic)?;
    let lead = family::lead(tx, topic)?;
    if lead != topic {
        family::recount(tx, lead)?;
    }
    Ok(lead)
}

/// Changes a comment; the text before is kept as a revision. `read` is the version its author looked at.
///
/// # Errors
/// [`Error::Stale`] when someone changed it since, [`Error::Forbidden`] for anyone but its author and staff.
pub fn edit(
    tx: &mut Tx<'_>,
    by: &Can<MayComment>,
    id: CommentId,
    prose: &Prose,
    read: Option<i64>,
    now: Time,
) -> Result<Comment> {
    let found = find(tx, &by.who.sight(), id)?;
    found.comment.changeable_by(&by.who.sight())?;
    if read.is_some_and(|version| version != found.comment.version) {
        return Err(Error::Stale);
    }
    if found.body != prose.markdown() {
        store::insert_revision(
            tx,
            found.comment.topic_id,
            Some(id),
            "",
            &found.body,
            by.who.id,
            now,
        )?;
        store::update_comment(tx, id, prose, now)?;
        images::show(
            tx,
            Some(by.who.id),
            images::Place::Comment(id),
            prose.images(),
        )?;
        if found.comment.internal() {
            noted(tx, by, id, found.seen.topic.id, "edited", now)?;
            return store::comment(tx, id)?.ok_or(Error::NotFound("comment"));
        }
        events::record(
            tx,
            now,
            Happened {
                actor: Some(by.who.id),
                verb: Verb::CommentEdited,
                object: "comment",
                object_id: id.get(),
                topic: Some(found.seen.topic.id),
                data: json!({}),
            },
        )?;
    }
    store::comment(tx, id)?.ok_or(Error::NotFound("comment"))
}

/// Takes a comment away; answers to it stay, under a note that something was removed.
///
/// # Errors
/// [`Error::Forbidden`] for anyone but its author and staff, [`Error::Gone`] when it is removed already.
pub fn remove(tx: &mut Tx<'_>, by: &Can<MayComment>, id: CommentId, now: Time) -> Result<Comment> {
    let found = find(tx, &by.who.sight(), id)?;
    found.comment.changeable_by(&by.who.sight())?;
    if found.comment.internal() {
        store::update_comment_state(tx, id, State::Dropped)?;
        noted(tx, by, id, found.seen.topic.id, "removed", now)?;
        return Ok(found.comment);
    }
    store::update_comment_state(tx, id, State::Removed)?;
    let topic = store::find(tx, found.comment.topic_id)?.ok_or(Error::NotFound("topic"))?;
    let theirs = store::bump_commenter(tx, topic.id, found.comment.author_id, -1)?;
    let another = found.comment.author_id != topic.author_id;
    match family::alone(tx, &topic)? {
        true => actions::retally(tx, &topic, |tally| {
            tally.comments -= 1;
            tally.commenters -= i64::from(another && theirs == 0);
        })?,
        false => drop(recount(tx, topic.id)?),
    }
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::CommentRemoved,
            object: "comment",
            object_id: id.get(),
            topic: Some(found.seen.topic.id),
            data: json!({}),
        },
    )?;
    Ok(found.comment)
}
