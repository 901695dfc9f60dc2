//! What was found, dressed.
use std::collections::HashMap;

use super::look::Search;
use super::{Found, FoundPerson, FoundTag};
use crate::accounts::{self, Author};
use crate::db::Conn;
use crate::error::Result;
use crate::id::{CommentId, PersonId, TagId, TopicId};
use crate::search::docs::Subject;
use crate::search::store::{self, Hit};
use crate::text;
use crate::topics::list::{self, Card};
use crate::topics::model::Tag;

/// Characters of an excerpt.
const EXCERPT: usize = 220;
/// Characters of a text that are looked through for an excerpt.
const READ: usize = 24_000;

/// Topics and comments as they are shown: a fixed number of queries, however many there are.
pub(super) fn rows(conn: &mut Conn, search: &Search, hits: &[Hit]) -> Result<Vec<Found>> {
    let of = |subject: Subject| {
        hits.iter()
            .filter(move |h| h.subject == subject.text())
            .map(|h| h.subject_id)
    };
    let comments: HashMap<i64, store::FoundComment> = {
        let ids: Vec<_> = of(Subject::Comment).map(CommentId::new).collect();
        let rows = store::comments(conn, &ids, READ)?;
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
        false => store::bodies(conn, &topics, READ)?
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

fn topic(search: &Search, card: &Card, body: &str) -> Found {
    let topic = &card.topic;
    let excerpt = search
        .matching
        .passage(body, EXCERPT)
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
    let excerpt = search
        .matching
        .passage(&comment.body, EXCERPT)
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

pub(super) fn people(conn: &mut Conn, hits: &[Hit]) -> Result<Vec<FoundPerson>> {
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

pub(super) fn tags(conn: &mut Conn, hits: &[Hit]) -> Result<Vec<FoundTag>> {
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
