//! Followed topics with something new, as their reader's own list.
use std::collections::HashMap;

use super::store;
use crate::access::Sight;
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key};
use crate::error::Result;
use crate::id::{PersonId, TopicId};
use crate::topics::list::{self, Card};
use crate::topics::{boards, store as topics};

/// Days for which something on a followed board or under a followed tag stays news. What is followed itself stays
/// news until it is read.
pub const DAYS: i64 = 90;

/// A topic with something new.
#[derive(Clone, Debug)]
pub struct News {
    /// The topic, as lists show it.
    pub card: Card,
    /// How many comments are new.
    pub unread: i64,
    /// Whether the topic itself is new.
    pub fresh: bool,
}

/// One page of what is new to someone, last active first.
///
/// # Errors
/// Those of the database.
pub fn page(
    conn: &mut Conn,
    sight: &Sight,
    person: PersonId,
    after: Option<Cursor>,
    limit: i64,
    now: Time,
) -> Result<(Vec<News>, Option<Cursor>)> {
    let visible: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    let from = now.plus_days(-DAYS);
    let limit = usize::try_from(limit).unwrap_or_default();
    let mut rows = store::news(conn, person, &visible, from, after, limit + 1)?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|last| Cursor {
        key: Key::Number(last.active_at.micros()),
        id: last.topic_id.get(),
    });
    let ids: Vec<_> = rows.iter().map(|row| row.topic_id).collect();
    let found = topics::by_ids(conn, &ids)?;
    let mut cards: HashMap<TopicId, Card> = list::cards(conn, found)?
        .into_iter()
        .map(|card| (card.topic.id, card))
        .collect();
    let news = rows
        .into_iter()
        .filter_map(|row| {
            Some(News {
                card: cards.remove(&row.topic_id)?,
                unread: row.unread,
                fresh: row.fresh > 0,
            })
        })
        .collect();
    Ok((news, next))
}
