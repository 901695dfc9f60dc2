//! Types and rules about releases. No I/O.
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::choice;
use crate::clock::Time;
use crate::db::schema::releases;
use crate::error::Invalid;
use crate::id::{ReleaseId, TopicId};
use crate::say;
use crate::text;
use crate::topics::prose::Prose;

choice! {
    /// Who may see a release.
    ReleaseState {
        /// Staff alone.
        Draft = "draft",
        /// Everyone.
        Published = "published",
    }
}

/// Most characters of a release's title.
pub const TITLE: usize = 150;
/// Most proposals that one release paves, and most people it thanks.
pub const MOST: usize = 100;

/// Something that was built and told about.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = releases)]
#[allow(missing_docs)]
pub struct Release {
    pub id: ReleaseId,
    pub title: String,
    pub slug: String,
    pub state: ReleaseState,
    /// The day people could use it; nothing while it is a draft without one.
    pub released_at: Option<Time>,
    pub created_at: Time,
    pub updated_at: Time,
    pub excerpt: String,
}

impl Release {
    /// Where its page is.
    pub fn path(&self) -> String {
        format!("/changelog/{}/{}", self.id, self.slug)
    }
}

/// A release as someone typed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Typed {
    pub title: String,
    pub body: String,
    /// A day, `2026-03-14`; empty: the day it is published.
    pub day: String,
    /// Proposals, one a line, by number or address; words after the number are for people.
    pub proposals: String,
    /// Handles, with commas or spaces between.
    pub thanks: String,
}

/// A release fit to store.
#[derive(Clone, Debug)]
pub struct Draft {
    title: String,
    slug: String,
    prose: Prose,
    day: Option<Time>,
    proposals: Vec<TopicId>,
    thanks: Vec<String>,
}

impl Draft {
    /// Checks what a form sent, with its text rendered before.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn parse(typed: &Typed, prose: Prose) -> Result<Self, Invalid> {
        let proposals = numbers(&typed.proposals);
        let thanks = handles(&typed.thanks);
        let day = match typed.day.trim() {
            "" => Ok(None),
            day => Time::parse(day).map(Some).ok_or(()),
        };
        Self::checked(&typed.title, prose, day, proposals, thanks)
    }

    /// Checks what a program sent.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn told(
        title: &str,
        prose: Prose,
        day: Option<&str>,
        proposals: &[i64],
        thanks: &[String],
    ) -> Result<Self, Invalid> {
        let day = match day {
            None => Ok(None),
            Some(day) => Time::parse(day).map(Some).ok_or(()),
        };
        let proposals = proposals.iter().copied().map(TopicId::new).collect();
        let thanks = thanks.iter().map(|h| plain_handle(h)).collect();
        Self::checked(title, prose, day, Ok(proposals), thanks)
    }

    fn checked(
        title: &str,
        prose: Prose,
        day: Result<Option<Time>, ()>,
        proposals: Result<Vec<TopicId>, String>,
        thanks: Vec<String>,
    ) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let title = text::clean_line(title);
        invalid.check(
            "title",
            (1..=TITLE).contains(&title.chars().count()),
            say!("changelog-title-length", max = TITLE),
        );
        invalid.check(
            "title",
            !text::bidi_control(&title),
            say!("changelog-title-marks"),
        );
        invalid.check("day", day.is_ok(), say!("changelog-day-unread"));
        if let Err(line) = &proposals {
            invalid.check(
                "proposals",
                false,
                say!("changelog-proposal-unread", line = line.as_str()),
            );
        }
        let mut proposals = proposals.unwrap_or_default();
        let mut seen = std::collections::HashSet::new();
        proposals.retain(|id| seen.insert(*id));
        let mut thanks = thanks;
        let mut seen = std::collections::HashSet::new();
        thanks.retain(|h| !h.is_empty() && seen.insert(text::fold(h)));
        let fits = |n: usize| n <= MOST;
        invalid.check(
            "proposals",
            fits(proposals.len()),
            say!("changelog-too-many", max = MOST),
        );
        invalid.check(
            "thanks",
            fits(thanks.len()),
            say!("changelog-too-many", max = MOST),
        );
        let slug = text::slug(&title);
        invalid.or(Self {
            title,
            slug,
            prose,
            day: day.unwrap_or_default(),
            proposals,
            thanks,
        })
    }

    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }
    /// The last part of its address.
    pub fn slug(&self) -> &str {
        &self.slug
    }
    /// Its text.
    pub fn prose(&self) -> &Prose {
        &self.prose
    }
    /// Its day, if one was named.
    pub fn day(&self) -> Option<Time> {
        self.day
    }
    /// What it paves.
    pub fn proposals(&self) -> &[TopicId] {
        &self.proposals
    }
    /// Whom it thanks, by handle.
    pub fn thanks(&self) -> &[String] {
        &self.thanks
    }
}

fn plain_handle(typed: &str) -> String {
    typed.trim().trim_start_matches('@').to_owned()
}

fn handles(typed: &str) -> Vec<String> {
    typed
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(plain_handle)
        .filter(|h| !h.is_empty())
        .collect()
}

/// The proposals that lines name: `#12`, `12 and what it is called`, `https://example.org/t/12/slug`, or several
/// numbers in one line. The line that names none is the error.
fn numbers(typed: &str) -> Result<Vec<TopicId>, String> {
    let mut found = Vec::new();
    for line in typed.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let words: Vec<_> = line
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|w| !w.is_empty())
            .collect();
        let all: Option<Vec<_>> = words.iter().copied().map(number).collect();
        match (all, words.first().copied().and_then(number)) {
            (Some(all), _) => found.extend(all),
            (None, Some(first)) => found.push(first),
            (None, None) => return Err(line.chars().take(60).collect()),
        }
    }
    Ok(found)
}

fn number(word: &str) -> Option<TopicId> {
    let digits = match word.split_once("/t/") {
        Some((_, rest)) => rest.split(['/', '?', '#', '.']).next()?,
        None => word.trim_start_matches('#').trim_end_matches([':', '.']),
    };
    digits.parse().ok().filter(|n| *n > 0).map(TopicId::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proposals_are_named_as_people_write_them() {
        let read = |text: &str| {
            numbers(text).map(|ids| ids.into_iter().map(TopicId::get).collect::<Vec<_>>())
        };
        assert_eq!(
            read("#12 Dark mode, at last\n\n13, 14\nhttps://example.org/t/15/a-slug\n/t/16"),
            Ok(vec![12, 13, 14, 15, 16])
        );
        assert_eq!(read("Dark mode"), Err("Dark mode".to_owned()));
        assert_eq!(read("  "), Ok(vec![]));
    }

    #[test]
    fn a_release_needs_a_title_and_a_day_that_is_one() {
        let typed = Typed {
            day: "soon".into(),
            thanks: "@ann, bob @Ann".into(),
            ..Typed::default()
        };
        let wrong = Draft::parse(&typed, Prose::default()).expect_err("refused");
        let fields: Vec<_> = wrong.fields.iter().map(|f| f.field.as_str()).collect();
        assert_eq!(fields, ["title", "day"]);
        let typed = Typed {
            title: "Spring".into(),
            day: "2026-03-14".into(),
            ..typed
        };
        let draft = Draft::parse(&typed, Prose::default()).expect("fit");
        assert_eq!(draft.thanks(), ["ann", "bob"]);
        assert_eq!(draft.slug(), "spring");
    }
}
