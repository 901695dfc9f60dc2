//! Types and rules about drafts. No I/O.
use std::collections::BTreeMap;

use crate::clock::Time;
use crate::error::{Error, Result};
use crate::id::{CommentId, TopicId};
use crate::say;

/// What stands in a form: field and value. Order is of no account, a field stands once.
pub type Fields = BTreeMap<String, String>;

/// The most characters a draft holds: a topic's text and what goes with it.
pub const MOST: usize = 210_000;
/// The most fields a draft holds.
const FIELDS: usize = 40;
/// Days a draft is kept.
pub const DAYS: i64 = 180;
/// Drafts one person may have.
pub const EACH: i64 = 200;

/// The form that a draft belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// A new proposal.
    Proposal,
    /// A new discussion or announcement.
    Discussion,
    /// A comment on a topic.
    Comment(TopicId),
    /// An answer to a comment.
    Reply(CommentId),
    /// A change of a topic.
    Edit(TopicId),
    /// A change of a comment.
    Change(CommentId),
}

impl std::fmt::Display for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Proposal => f.write_str("proposal"),
            Self::Discussion => f.write_str("discussion"),
            Self::Comment(id) => write!(f, "comment:{id}"),
            Self::Reply(id) => write!(f, "reply:{id}"),
            Self::Edit(id) => write!(f, "edit:{id}"),
            Self::Change(id) => write!(f, "change:{id}"),
        }
    }
}

impl Context {
    /// Reads its name: `proposal`, `discussion`, `comment:{topic}`, `reply:{comment}`, `edit:{topic}`,
    /// `change:{comment}`.
    pub fn named(text: &str) -> Option<Self> {
        let (name, number) = text.split_once(':').unwrap_or((text, ""));
        let id: Option<i64> = number.parse().ok().filter(|id| *id > 0);
        let context = match (name, id) {
            ("proposal", None) => Self::Proposal,
            ("discussion", None) => Self::Discussion,
            ("comment", Some(id)) => Self::Comment(TopicId::new(id)),
            ("reply", Some(id)) => Self::Reply(CommentId::new(id)),
            ("edit", Some(id)) => Self::Edit(TopicId::new(id)),
            ("change", Some(id)) => Self::Change(CommentId::new(id)),
            _ => return None,
        };
        // One name for each: no `comment:07`, no `proposal:`.
        (context.to_string() == text).then_some(context)
    }
    /// The same for an address.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn asked(text: &str) -> Result<Self> {
        Self::named(text).ok_or(Error::NotFound("draft"))
    }
    /// Where its form is, below the site's own address.
    pub fn path(self) -> String {
        match self {
            Self::Proposal => "/proposals/new".into(),
            Self::Discussion => "/discussions/new".into(),
            Self::Comment(id) => format!("/t/{id}#add"),
            Self::Reply(id) => format!("/c/{id}/reply"),
            Self::Edit(id) => format!("/t/{id}/edit"),
            Self::Change(id) => format!("/c/{id}/edit"),
        }
    }
    /// What it is, as a member of the family `draft-of`.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Proposal => "proposal",
            Self::Discussion => "discussion",
            Self::Comment(_) => "comment",
            Self::Reply(_) => "reply",
            Self::Edit(_) => "edit",
            Self::Change(_) => "change",
        }
    }
}

/// A draft, for its writer.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The form it belongs to.
    pub context: Context,
    /// What stands in the form.
    pub fields: Fields,
    /// Counts how often it was kept.
    pub version: i64,
    /// When it was last kept.
    pub updated_at: Time,
}

/// Whether anything was written at all.
pub fn empty(fields: &Fields) -> bool {
    let chosen = ["board", "kind", "version", "parent", "importance"];
    fields
        .iter()
        .all(|(name, value)| value.trim().is_empty() || chosen.contains(&name.as_str()))
}

/// Leaves out what is no part of the words, and refuses what no form of ours could hold.
///
/// # Errors
/// [`Error::TooLarge`].
pub fn fit(fields: impl IntoIterator<Item = (String, String)>) -> Result<Fields> {
    let mut kept = Fields::new();
    let mut characters = 0;
    for (name, value) in fields {
        if matches!(name.as_str(), "do" | "draft_version" | "picture") || value.is_empty() {
            continue;
        }
        characters += name.chars().count() + value.chars().count();
        kept.entry(name).or_insert(value);
        if characters > MOST || kept.len() > FIELDS {
            return Err(Error::TooLarge(say!("draft-too-large")));
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_has_one_name() {
        for name in [
            "proposal",
            "discussion",
            "comment:12",
            "reply:3",
            "edit:12",
            "change:9",
        ] {
            assert_eq!(
                Context::named(name).map(|c| c.to_string()).as_deref(),
                Some(name)
            );
        }
        for name in [
            "",
            "proposal:",
            "proposal:1",
            "comment",
            "comment:0",
            "comment:-1",
            "comment:07",
            "comment:x",
            "vote:1",
        ] {
            assert_eq!(Context::named(name), None, "{name}");
        }
    }

    #[test]
    fn an_empty_form_is_no_draft() {
        let fields = |pairs: &[(&str, &str)]| {
            fit(pairs
                .iter()
                .map(|(n, v)| ((*n).to_owned(), (*v).to_owned())))
            .expect("small")
        };
        assert!(empty(&fields(&[
            ("board", "product"),
            ("title", " "),
            ("do", "draft")
        ])));
        assert!(!empty(&fields(&[("title", "News")])));
        let long = "x".repeat(MOST);
        assert!(fit([("body".to_owned(), long)]).is_err());
    }
}
