//! What is told of an event, and whether a hook may hear it.
use serde_json::{Value, json};

use super::model::{self, Hook};
use super::store;
use crate::access::Sight;
use crate::clock::Time;
use crate::config::BaseUrl;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::events::Event;
use crate::id::{CommentId, TopicId};
use crate::topics::{self, comments};

/// What a hook's owner may hear through it now; nothing: they have left, or do not run the site any more.
///
/// # Errors
/// Those of the database.
pub fn sight(conn: &mut Conn, hook: &Hook) -> Result<Option<Sight>> {
    let (_, role, state) = store::owner(conn, hook.owner)?;
    Ok(match (state.as_str(), hook.site) {
        ("active", true) => (role == "admin").then_some(Sight::ALL),
        ("active", false) => Some(Sight::PUBLIC),
        _ => None,
    })
}

/// Whether this may be told, as things are now.
///
/// # Errors
/// Those of the database.
pub fn may_hear(
    conn: &mut Conn,
    sight: &Sight,
    verb: &str,
    topic: Option<TopicId>,
) -> Result<bool> {
    let Some(topic) = topic else {
        return Ok(sight.is_staff() || verb == "release.published" || verb == "test");
    };
    match topics::actions::find(conn, sight, topic) {
        Ok(_) => Ok(true),
        // That it was removed is what this event says.
        Err(Error::Gone(_)) => Ok(verb.ends_with(".removed")),
        Err(Error::NotFound(_)) => Ok(false),
        Err(error) => Err(error),
    }
}

/// What is told, if this hook wants and may hear it.
///
/// # Errors
/// Those of the database.
pub fn of(
    conn: &mut Conn,
    base: &BaseUrl,
    hook: &Hook,
    sight: &Sight,
    event: &Event,
    verb: &str,
) -> Result<Option<Value>> {
    if !sight.is_staff() && !model::public(verb) && verb != model::REACHED {
        return Ok(None);
    }
    if !may_hear(conn, sight, verb, event.topic_id)? {
        return Ok(None);
    }
    if event.object == "comment" && verb != "comment.removed" {
        // A note among staff is nobody else's.
        match comments::find(conn, sight, CommentId::new(event.object_id)) {
            Ok(_) => {}
            Err(Error::NotFound(_) | Error::Gone(_)) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    let mut data = json!({
        "event": event.id,
        "object": event.object,
        "id": event.object_id,
    });
    // Who votes is told to nobody who is not staff.
    let named = sight.is_staff() || !verb.starts_with("vote.") && verb != model::REACHED;
    if let Some(actor) = event.actor_id.filter(|_| named) {
        data["actor"] = json!({ "id": actor, "handle": store::handle(conn, actor)? });
    }
    if let Some(id) = event.topic_id {
        data["topic"] = match topics::actions::find(conn, sight, id) {
            Ok(seen) => json!({
                "id": id,
                "url": base.link(&seen.topic.path()),
                "kind": seen.topic.kind,
                "title": seen.topic.title,
                "board": seen.board.slug,
                "supporters": seen.topic.supporters,
                "comments": seen.topic.comments,
            }),
            Err(_) => json!({ "id": id }),
        };
    }
    if event.object == "comment" {
        data["url"] = base.link(&format!("/c/{}", event.object_id)).into();
    }
    if verb == model::REACHED {
        data["reached"] = hook.filter.supporters.into();
    }
    if sight.is_staff() || verb == "status.changed" {
        data["details"] = serde_json::from_str(&event.data).unwrap_or_default();
    }
    Ok(Some(told(verb, event.at, data)))
}

/// The shape of every message.
pub fn told(verb: &str, at: Time, data: Value) -> Value {
    json!({ "type": verb, "timestamp": at, "data": data })
}
