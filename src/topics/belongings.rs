//! What this room keeps about people: what they started and said, and what their programs keep.
use std::collections::HashSet;

use serde_json::{Value, json};

use super::model::{Comment, State, Topic};
use super::{actions, comments, family, store};
use crate::accounts::belongings::{Belongings, File};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{CommentId, PersonId, TopicId};
use crate::lang::Message;
use crate::say;

/// What this room keeps about people.
pub const BELONGINGS: Belongings = Belongings {
    holds: &[
        "topics.author_id",
        "comments.author_id",
        "commenters.person_id",
        "revisions.by_id",
        "revision_facts.by_id",
        "extra_apps.owner_id",
        "extras.person_id",
        "extra_keys.person_id",
        "merges.by_id",
        "closures.by_id",
        "pins.by_id",
        "answers.by_id",
    ],
    tell,
    answered,
    warn,
    erase,
};

/// Topics of someone on which others said something, and those that are merged: they carry what others said.
fn answered(conn: &mut Conn, id: PersonId) -> Result<Vec<TopicId>> {
    let mut kept = store::commented_by_others(conn, id)?;
    let own: Vec<_> = store::texts_by(conn, id)?
        .into_iter()
        .map(|(topic, ..)| topic.id)
        .collect();
    for some in own.chunks(500) {
        for merge in family::touching(conn, some)? {
            kept.extend([merge.topic_id, merge.into_id]);
        }
    }
    kept.retain(|id| own.contains(id));
    Ok(kept)
}

fn tell(conn: &mut Conn, id: PersonId) -> Result<Vec<File>> {
    let topics: Vec<_> = store::texts_by(conn, id)?
        .into_iter()
        .map(|(topic, body, url)| {
            json!({ "id": topic.id, "kind": topic.kind, "title": topic.title, "body": body, "state": topic.state,
                "created_at": topic.created_at, "edited_at": topic.edited_at, "source_url": url })
        })
        .collect();
    let comments: Vec<_> = store::comments_by(conn, id)?
        .into_iter()
        .map(|(comment, body)| {
            json!({ "id": comment.id, "topic": comment.topic_id, "answers": comment.parent_id, "body": body,
                "state": comment.state, "official": comment.official, "created_at": comment.created_at,
                "edited_at": comment.edited_at })
        })
        .collect();
    let revisions: Vec<_> = store::revisions_of(conn, id)?
        .into_iter()
        .map(|(topic, comment, title, body, at)| {
            json!({ "topic": topic, "comment": comment, "title": title, "body": body, "replaced_at": at })
        })
        .collect();
    let extras: Vec<_> = store::extras_of(conn, id)?
        .into_iter()
        .map(|(app, subject, subject_id, data, at)| {
            let data: Value = serde_json::from_str(&data).unwrap_or_default();
            json!({ "app": app, "beside": subject, "id": subject_id, "data": data, "changed_at": at })
        })
        .collect();
    Ok(vec![
        ("topics", topics.into()),
        ("comments", comments.into()),
        ("revisions", revisions.into()),
        ("extras", extras.into()),
    ])
}

/// Someone's comments: those that go, youngest first, and those that others answered. Answers of their own that go
/// do not hold what they answer.
fn sorted(conn: &mut Conn, id: PersonId) -> Result<(Vec<Comment>, Vec<Comment>)> {
    let mut own: Vec<Comment> = store::comments_by(conn, id)?
        .into_iter()
        .map(|(comment, _)| comment)
        .collect();
    own.sort_by_key(|c| std::cmp::Reverse(c.id));
    let mut held: HashSet<CommentId> = store::answered_by_others(conn, id)?.into_iter().collect();
    let (mut go, mut stay) = (Vec::new(), Vec::new());
    for comment in own {
        match held.contains(&comment.id) {
            true => {
                held.extend(comment.parent_id);
                stay.push(comment);
            }
            false => go.push(comment),
        }
    }
    Ok((go, stay))
}

fn warn(conn: &mut Conn, id: PersonId, kept: &[TopicId]) -> Result<Vec<Message>> {
    let topics = store::count_by(conn, id)?;
    let (go, stay) = sorted(conn, id)?;
    let kept = kept.len() as i64;
    let (go, stay) = (go.len() as i64, stay.len() as i64);
    let told = [
        (topics - kept, say!("people-topics-go", n = topics - kept)),
        (kept, say!("people-topics-stay", n = kept)),
        (go, say!("people-comments-go", n = go)),
        (stay, say!("people-comments-stay", n = stay)),
    ];
    Ok(told
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(_, told)| told)
        .collect())
}

fn erase(tx: &mut Tx<'_>, id: PersonId, kept: &[TopicId], _: Time) -> Result<()> {
    let all: Vec<Topic> = store::texts_by(tx, id)?
        .into_iter()
        .map(|(topic, ..)| topic)
        .collect();
    let gone: Vec<Topic> = all
        .into_iter()
        .filter(|t| kept.binary_search(&t.id).is_err())
        .collect();
    erase_topics(tx, &gone)?;
    let (go, stay) = sorted(tx, id)?;
    for comment in &go {
        erase_comment(tx, comment)?;
    }
    for comment in stay.iter().filter(|c| c.state == State::Removed) {
        store::blank_comment(tx, comment.id)?;
    }
    store::delete_revisions_of(tx, id)?;
    store::delete_apps_of(tx, id)?;
    store::delete_commenter(tx, id)?;
    store::forget_decider(tx, id)?;
    Ok(())
}

/// Takes topics out of the database with all that hangs on them, and out of every count.
///
/// # Errors
/// Those of the database.
pub fn erase_topics(tx: &mut Tx<'_>, topics: &[Topic]) -> Result<()> {
    for some in topics.chunks(100) {
        for topic in some.iter().filter(|t| t.state == State::Shown) {
            actions::count(tx, topic.id, topic.kind, topic.board_id, -1)?;
        }
        let ids: Vec<_> = some.iter().map(|t| t.id).collect();
        store::delete_topics(tx, &ids)?;
    }
    Ok(())
}

/// Takes a comment that nothing answers out of the database, and out of every count.
///
/// # Errors
/// Those of the database.
pub fn erase_comment(tx: &mut Tx<'_>, comment: &Comment) -> Result<()> {
    let Some(topic) = store::find(tx, comment.topic_id)? else {
        return Ok(());
    };
    if comment.state == State::Shown {
        let theirs = store::bump_commenter(tx, topic.id, comment.author_id, -1)?;
        let another = comment.author_id != topic.author_id;
        if family::alone(tx, &topic)? {
            actions::retally(tx, &topic, |tally| {
                tally.comments -= 1;
                tally.commenters -= i64::from(another && theirs == 0);
            })?;
            return Ok(store::delete_comment(tx, comment.id)?);
        }
    }
    store::delete_comment(tx, comment.id)?;
    // The talk of merged topics is counted over all of them.
    if !family::alone(tx, &topic)? {
        comments::recount(tx, topic.id)?;
    }
    Ok(())
}

/// Takes a comment that nothing answers out of the database; one that was answered, or that is gone, stays as it is.
///
/// # Errors
/// Those of the database.
pub fn erase_unanswered(tx: &mut Tx<'_>, id: CommentId) -> Result<()> {
    match store::comment(tx, id)? {
        Some(comment) if !store::is_answered(tx, id)? => erase_comment(tx, &comment),
        _ => Ok(()),
    }
}
