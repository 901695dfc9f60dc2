//! What narrows a search.
use crate::id::{BoardId, PersonId, StatusId, TagId};
use crate::search::query::Compare;

/// Where results come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The index, by words.
    Index,
    /// Topics themselves: no word is asked for.
    Topics,
    /// Comments themselves.
    Comments,
}

impl From {
    pub(super) fn subject(self) -> &'static str {
        match self {
            Self::Index => "d.subject",
            Self::Topics => "'topic'",
            Self::Comments => "'comment'",
        }
    }
    pub(super) fn subject_id(self) -> &'static str {
        match self {
            Self::Index => "d.subject_id",
            Self::Topics => "t.id",
            Self::Comments => "c.id",
        }
    }
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Index => "d.id",
            Self::Topics => "t.id",
            Self::Comments => "c.id",
        }
    }
    pub(super) fn author(self) -> &'static str {
        match self {
            Self::Index => "coalesce(c.author_id, t.author_id)",
            Self::Topics => "t.author_id",
            Self::Comments => "c.author_id",
        }
    }
    pub(super) fn at(self) -> &'static str {
        match self {
            Self::Index => "d.at",
            Self::Topics => "t.created_at",
            Self::Comments => "c.created_at",
        }
    }
}

/// A filter whose names have become numbers.
#[derive(Clone, Debug)]
pub enum Fixed {
    Statuses(Vec<StatusId>),
    Unanswered,
    Kinds(Vec<&'static str>),
    Boards(Vec<BoardId>),
    Tag(Option<TagId>),
    By(Option<PersonId>),
    Votes(Compare, i64),
    Before(i64),
    After(i64),
}

pub(super) fn list(ids: impl Iterator<Item = i64>) -> String {
    // Nothing is in a list of nothing; both engines want one element.
    let ids: Vec<_> = std::iter::once(-1)
        .chain(ids)
        .map(|id| id.to_string())
        .collect();
    ids.join(", ")
}

impl Fixed {
    pub(super) fn sql(&self, from: From) -> String {
        match self {
            Self::Statuses(ids) => format!(
                "coalesce(t.status_id, 0) in ({})",
                list(ids.iter().map(|id| id.get()))
            ),
            Self::Unanswered => "not t.replied".into(),
            Self::Kinds(kinds) => {
                let kinds: Vec<_> = kinds
                    .iter()
                    .map(|kind| match *kind {
                        "comment" => format!("{} = 'comment'", from.subject()),
                        kind => format!("({} = 'topic' and t.kind = '{kind}')", from.subject()),
                    })
                    .collect();
                match kinds.is_empty() {
                    true => "1 = 0".into(),
                    false => format!("({})", kinds.join(" or ")),
                }
            }
            Self::Boards(ids) => {
                format!("t.board_id in ({})", list(ids.iter().map(|id| id.get())))
            }
            Self::Tag(id) => format!(
                "exists (select 1 from topic_tags x where x.topic_id = t.id and x.tag_id = {})",
                id.map_or(-1, TagId::get)
            ),
            Self::By(id) => format!("{} = {}", from.author(), id.map_or(-1, PersonId::get)),
            Self::Votes(compare, n) => format!("t.supporters {} {n}", compare.sql()),
            Self::Before(at) => format!("{} < {at}", from.at()),
            Self::After(at) => format!("{} >= {at}", from.at()),
        }
    }
}
