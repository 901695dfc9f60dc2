//! The roadmap: the statuses that are on it as columns, each with the proposals most people want.
use serde::{Deserialize, Serialize};

use super::store;
use crate::access::Sight;
use crate::db::Conn;
use crate::error::Result;
use crate::topics::boards;
use crate::topics::list::{self, Asked, Card, Query};
use crate::topics::model::{Kind, Sort, Status};
use crate::topics::pages::list_path;
use crate::topics::statuses;

/// Cards that a column shows.
pub const SHOWN: i64 = 12;
/// As far as a column's proposals are counted: what is beyond is "more than".
pub const COUNTED: i64 = 200;

/// What the roadmap is narrowed to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Narrowed {
    /// Only proposals of this board, by its slug.
    pub board: Option<String>,
    /// Only proposals with this tag, by its slug.
    pub tag: Option<String>,
}

impl Narrowed {
    /// As a list is asked for.
    pub fn asked(&self) -> Asked {
        Asked {
            board: self.board.clone(),
            tag: self.tag.clone(),
            ..Asked::default()
        }
    }
}

/// One status and what stands there.
pub struct Column {
    /// The status.
    pub status: Status,
    /// The most wanted, at most [`SHOWN`].
    pub cards: Vec<Card>,
    /// How many stand there, at most [`COUNTED`].
    pub count: i64,
    /// Whether there are more than are counted.
    pub more: bool,
    /// Where the whole list is.
    pub path: String,
    /// Slugs of the statuses that may follow.
    pub next: Vec<Status>,
}

/// Reads every column.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for a board or tag that is not there.
pub fn read(conn: &mut Conn, sight: &Sight, narrowed: &Narrowed) -> Result<Vec<Column>> {
    let boards: Vec<_> = match narrowed.board.as_deref().filter(|b| !b.is_empty()) {
        Some(slug) => vec![boards::by_slug(conn, sight, slug)?.id],
        None => boards::visible(conn, sight)?.iter().map(|b| b.id).collect(),
    };
    let tag = match narrowed.tag.as_deref().filter(|t| !t.is_empty()) {
        Some(slug) => Some(list::tag(conn, sight, slug)?.id),
        None => None,
    };
    let all = statuses::all(conn)?;
    let mut columns = Vec::new();
    for status in all.list().iter().filter(|s| s.roadmap) {
        let asked = Asked {
            status: Some(status.slug.clone()),
            sort: Some(Sort::Top),
            ..narrowed.asked()
        };
        let query = Query::of(conn, sight, Kind::Proposal, &asked)?;
        let (topics, next) = list::read(conn, &query, None, SHOWN)?;
        let count = match next {
            None => topics.len() as i64,
            Some(_) => store::count_in(conn, status.id, &boards, tag, COUNTED + 1)?,
        };
        columns.push(Column {
            cards: list::cards(conn, topics)?,
            more: count > COUNTED,
            count: count.min(COUNTED),
            path: list_path("/proposals", &asked, ("after", None)),
            next: all.next(conn, status.id)?,
            status: status.clone(),
        });
    }
    Ok(columns)
}
