//! Which topics speak of which: a listener of the event log, so that writing a text costs nothing more.
use super::model::State;
use super::store;
use crate::access::Sight;
use crate::clock::Time;
use crate::db::{Conn, Touch, Tx};
use crate::error::Result;
use crate::events::{Event, Listener};
use crate::id::{CommentId, TopicId};
use crate::text;

/// Keeps the links between topics.
pub const LISTENER: Listener = Listener {
    name: "topics.links",
    hear,
};

fn hear(tx: &mut Tx<'_>, event: &Event, now: Time) -> Result<()> {
    let Some(from) = event.topic_id else {
        return Ok(());
    };
    // An imported text numbers things of the place it came from, not ours.
    if store::find(tx, from)?.is_none_or(|topic| topic.import_id.is_some()) {
        return Ok(());
    }
    let body = match event.verb.as_str() {
        "topic.created" | "topic.edited" => store::words(tx, from)?.0,
        "comment.created" | "comment.edited" => {
            let id = CommentId::new(event.object_id);
            match store::comment(tx, id)? {
                Some(_) => store::comment_words(tx, id)?.0,
                None => return Ok(()),
            }
        }
        _ => return Ok(()),
    };
    let named = text::references(&body).topics;
    if named.is_empty() {
        return Ok(());
    }
    for to in store::existing(tx, &named)? {
        if to != from.get() {
            store::add_link(tx, from, TopicId::new(to), now)?;
            tx.touch(Touch::Topic(TopicId::new(to)));
        }
    }
    Ok(())
}

/// Topics that speak of this one, as far as this reader may see them.
///
/// # Errors
/// Those of the database.
pub fn to(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Vec<super::model::Topic>> {
    let from = store::links_to(conn, id, 20)?;
    if from.is_empty() {
        return Ok(Vec::new());
    }
    let boards = super::boards::visible(conn, sight)?;
    let mut topics = store::by_ids(conn, &from)?;
    topics.retain(|t| t.state == State::Shown && boards.iter().any(|b| b.id == t.board_id));
    topics.sort_by_key(|t| std::cmp::Reverse(t.id));
    Ok(topics)
}
