//! Exports: everything that everyone may see, one topic a line, as of one moment.
use std::io::Write;

use serde_json::{Value, json};

use crate::access::Sight;
use crate::config::BaseUrl;
use crate::db::{Conn, Db};
use crate::error::{Error, Result};
use crate::id::TopicId;
use crate::topics::fields::{self, Answer};
use crate::topics::list::{self, Card};
use crate::topics::{actions, whole};

/// Topics read at a time.
const BATCH: i64 = 100;

/// Writes every public topic with its comments as JSON lines; returns how many.
///
/// # Errors
/// Those of the database and of the file.
pub fn jsonl(db: &Db, base: &BaseUrl, to: &mut impl Write) -> Result<u64> {
    db.snapshot(|conn| {
        let mut written = 0;
        let mut after = TopicId::new(0);
        loop {
            let topics = whole::topics_after(conn, &Sight::PUBLIC, after, BATCH)?;
            let Some(last) = topics.last().map(|t| t.id) else {
                return Ok(written);
            };
            after = last;
            let ids: Vec<_> = topics.iter().map(|t| t.id).collect();
            let answers = fields::of_many(conn, &ids)?;
            for card in list::cards(conn, topics)? {
                let answers = answers.get(&card.topic.id).map_or(&[][..], Vec::as_slice);
                let line = told(conn, base, &card, answers)?;
                writeln!(to, "{line}").map_err(Error::internal)?;
                written += 1;
            }
        }
    })
}

fn told(conn: &mut Conn, base: &BaseUrl, card: &Card, answers: &[Answer]) -> Result<Value> {
    let (body, _) = actions::words(conn, card.topic.id)?;
    Ok(json!({
        "id": card.topic.id,
        "kind": card.topic.kind,
        "title": card.topic.title,
        "body": body,
        "board": card.board.slug,
        "status": card.status.as_ref().map(|s| &s.name),
        "author": card.author.handle,
        "tags": card.tags.iter().map(|t| &t.name).collect::<Vec<_>>(),
        "fields": answers,
        "supporters": card.topic.supporters,
        "created_at": card.topic.created_at,
        "updated_at": card.topic.updated_at,
        "url": base.link(&card.topic.path()),
        "source_url": card.topic.source_url,
        "comments": whole::comments(conn, card.topic.id)?,
    }))
}
