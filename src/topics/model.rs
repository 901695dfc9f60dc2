//! Types and rules about topics. No I/O.
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use super::prose::Prose;
use crate::access::{Audience, Role, Sight};
use crate::choice;
use crate::clock::Time;
use crate::db::schema::{boards, comments, statuses, tags, topics};
use crate::error::{Error, Invalid, Result};
use crate::id::{BoardId, CommentId, ImportId, PersonId, StatusId, TagId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::text;

choice! {
    /// What sort of topic something is.
    Kind {
        /// People talk.
        Discussion = "discussion",
        /// People ask for something and vote.
        Proposal = "proposal",
        /// Staff tell something.
        Announcement = "announcement",
    }
}

choice! {
    /// Whether a topic or comment is still there.
    State {
        /// For everyone its board lets see it.
        Shown = "shown",
        /// Taken away by its author or by staff; can be put back.
        Removed = "removed",
        /// A topic that is read with another: see [`super::family`].
        Merged = "merged",
        /// A comment that only staff see.
        Internal = "internal",
        /// A comment that only staff saw, taken away.
        Dropped = "dropped",
    }
}

choice! {
    /// How a list is sorted.
    Sort {
        /// Much wanted and not old.
        Hot = "hot",
        /// Waking up: wanted lately, however old.
        Surging = "surging",
        /// Most supporters.
        Top = "top",
        /// Youngest.
        New = "new",
        /// Last commented.
        Discussed = "discussed",
        /// Youngest among those that nobody has answered.
        Unanswered = "unanswered",
    }
}

impl Sort {
    /// Its name for people.
    pub fn label(self) -> Message {
        Message::of("sort", self.text())
    }
}

/// A place that topics belong to, with whom it lets do what.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = boards)]
#[allow(missing_docs)]
pub struct Board {
    pub id: BoardId,
    pub slug: String,
    pub name: String,
    pub description: String,
    pub position: i32,
    pub see: Audience,
    pub propose: Audience,
    pub comment: Audience,
    pub vote: Audience,
}

/// What a board may let someone do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Start a topic.
    Propose,
    /// Comment.
    Comment,
    /// Vote.
    Vote,
}

impl Board {
    /// Whether this reader may know of the board and what is in it.
    pub fn shows(&self, sight: &Sight) -> bool {
        self.see.admits(sight.role)
    }
    /// Whether someone with this role may act here. Nobody acts where they cannot see.
    ///
    /// # Errors
    /// [`Error::Forbidden`], saying who may.
    pub fn lets(&self, act: Act, role: Option<Role>) -> Result<()> {
        let audience = match act {
            Act::Propose => self.propose,
            Act::Comment => self.comment,
            Act::Vote => self.vote,
        };
        if audience.admits(role) && self.see.admits(role) {
            return Ok(());
        }
        let who = match audience {
            Audience::Staff => "staff",
            Audience::Guests | Audience::Members => "members",
        };
        let act = match act {
            Act::Propose => "propose",
            Act::Comment => "comment",
            Act::Vote => "vote",
        };
        Err(Error::Forbidden(say!("board-only", who = who, act = act)))
    }
}

choice! {
    /// What a status means, whatever it is called.
    StatusKind {
        /// Asked for.
        Open = "open",
        /// On its way.
        Active = "active",
        /// Built in.
        Done = "done",
        /// Will not be.
        Closed = "closed",
    }
}

/// Where a proposal may stand.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = statuses)]
#[allow(missing_docs)]
pub struct Status {
    pub id: StatusId,
    pub slug: String,
    pub name: String,
    pub kind: StatusKind,
    pub colour: String,
    pub position: i32,
    pub roadmap: bool,
    pub freeze_votes: bool,
    pub freeze_comments: bool,
    pub freeze_edits: bool,
}

impl Status {
    /// What it is called: in the reader's language, unless staff have renamed it.
    pub fn told(&self) -> Message {
        Message::named("status", &self.slug, &self.name)
    }
}

/// A word that topics share.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = tags)]
#[allow(missing_docs)]
pub struct Tag {
    pub id: TagId,
    pub slug: String,
    pub name: String,
}

/// Anything people talk about: its row without its text.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = topics)]
#[allow(missing_docs)]
pub struct Topic {
    pub id: TopicId,
    pub kind: Kind,
    pub board_id: BoardId,
    pub author_id: PersonId,
    pub status_id: Option<StatusId>,
    pub state: State,
    pub title: String,
    pub slug: String,
    pub excerpt: String,
    pub best_reason: Option<String>,
    pub supporters: i64,
    pub comments: i64,
    pub commenters: i64,
    pub replied: bool,
    pub weight: f64,
    pub hot: f64,
    pub surging: f64,
    pub version: i64,
    pub created_at: Time,
    pub updated_at: Time,
    pub active_at: Time,
    pub edited_at: Option<Time>,
    pub source_url: Option<String>,
    pub import_id: Option<ImportId>,
}

impl Topic {
    /// Whether this reader may see it, on a board that they may see.
    pub fn seen_by(&self, board: &Board, sight: &Sight) -> bool {
        board.shows(sight)
            && match self.state {
                State::Shown | State::Merged => true,
                State::Removed => sight.is_staff() || sight.person == Some(self.author_id),
                State::Internal | State::Dropped => sight.is_staff(),
            }
    }
    /// Its address below the site's own.
    pub fn path(&self) -> String {
        format!("/t/{}/{}", self.id, self.slug)
    }
    /// Whether this person may change its text now.
    ///
    /// # Errors
    /// [`Error::Forbidden`] or [`Error::Conflict`], saying why not.
    pub fn editable_by(&self, sight: &Sight, status: Option<&Status>) -> Result<()> {
        if sight.is_staff() {
            return Ok(());
        }
        if sight.person != Some(self.author_id) {
            return Err(Error::Forbidden(say!("topic-not-yours")));
        }
        if let Some(status) = status.filter(|s| s.freeze_edits) {
            return Err(Error::Conflict(say!("topic-final", status = status.told())));
        }
        Ok(())
    }
    /// Whether it takes comments now.
    ///
    /// # Errors
    /// [`Error::Conflict`], saying why not.
    pub fn takes_comments(&self, status: Option<&Status>) -> Result<()> {
        if self.state == State::Removed {
            return Err(Error::Conflict(say!("comments-after-removal")));
        }
        match status.filter(|s| s.freeze_comments) {
            Some(status) => Err(Error::Conflict(say!(
                "comments-closed-by-status",
                status = status.told()
            ))),
            None => Ok(()),
        }
    }
}

/// Seconds in which a tenfold of support is outweighed by youth: the news sites' "hot" window of 22 hours.
const HOT_WINDOW: f64 = 79_200.0;
/// Seconds in which a vote's part in surging falls to 1/e: a week.
const SURGE_WINDOW: f64 = 604_800.0;

/// How hot a topic is: `log10(max(s, 1)) + created / 22 h`, a number that needs no job to stay true.
///
/// `s` is the weight of its supporters plus at most as many points from distinct commenters; a kind without
/// votes counts its commenters alone. The shape is that of Lobsters' ranking.
pub fn hot(kind: Kind, weight: f64, commenters: i64, created: Time) -> f64 {
    let talk = commenters as f64;
    let s = match kind {
        Kind::Proposal => weight + talk.min(weight),
        Kind::Discussion | Kind::Announcement => talk,
    };
    s.max(1.0).log10() + created.seconds() / HOT_WINDOW
}

/// Surging when nothing has happened yet: the topic's own making counts as one vote.
pub fn surge_start(created: Time) -> f64 {
    created.seconds() / SURGE_WINDOW
}

/// A decayed sum kept in log space: `h ← max(h, t/T) + ln(1 + e^(−|h − t/T|))`.
pub fn surge_add(h: f64, at: Time) -> f64 {
    let t = at.seconds() / SURGE_WINDOW;
    h.max(t) + (-(h - t).abs()).exp().ln_1p()
}

/// A comment as someone typed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct TypedComment {
    pub body: String,
    pub parent: String,
    pub official: Option<String>,
    /// Whether only staff shall see it.
    pub internal: Option<String>,
}

/// A topic as someone typed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Typed {
    pub title: String,
    pub body: String,
    pub board: String,
    pub tags: String,
    pub kind: String,
    /// The version that was read before it was changed; empty for a new topic.
    pub version: String,
}

/// Pages below a topic's own address, which no title may take.
const PAGES: [&str; 26] = [
    "unread",
    "read",
    "follow",
    "bookmark",
    "edit",
    "comments",
    "revisions",
    "removal",
    "restoration",
    "vote",
    "status",
    "merge",
    "unmerge",
    "split",
    "join",
    "board",
    "lock",
    "closing",
    "pin",
    "kind",
    "answer",
    "note",
    "behalf",
    "plan",
    "rank",
    "staff",
];

/// Most characters of a title.
pub const TITLE: usize = 150;
/// Most characters of a topic's text.
pub const BODY: usize = 200_000;
/// Most characters of a comment.
pub const COMMENT: usize = 40_000;
/// Most tags of a topic.
pub const TAGS: usize = 5;

/// Refuses more tags than a topic has, empty ones and repeats among them: a program is told when it sends a lot.
///
/// # Errors
/// [`Invalid`], naming `tags`.
pub fn few_tags(sent: &[String]) -> Result<(), Invalid> {
    match sent.len() <= TAGS {
        true => Ok(()),
        false => Err(Invalid::field("tags", say!("tags-at-most", max = TAGS))),
    }
}

/// A topic's words, fit to store. The only way to get one is [`Draft::parse`].
#[derive(Clone, Debug)]
pub struct Draft {
    title: String,
    slug: String,
    tags: Vec<(String, String)>,
    prose: Prose,
}

impl Draft {
    /// Checks a title, tags and a text that was rendered before.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn parse(title: &str, tags: &[String], prose: Prose) -> Result<Self, Invalid> {
        Self::checked(title, tags, prose, 4)
    }
    /// The same for what stood elsewhere, where titles may be as short as they like.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn imported(title: &str, tags: &[String], prose: Prose) -> Result<Self, Invalid> {
        Self::checked(title, tags, prose, 1)
    }
    fn checked(title: &str, tags: &[String], prose: Prose, least: usize) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let title = text::clean_line(title);
        let length = title.chars().count();
        invalid.check(
            "title",
            (least..=TITLE).contains(&length),
            say!("field-characters", min = least, max = TITLE),
        );
        invalid.check(
            "title",
            !text::bidi_control(&title),
            say!("field-no-turning"),
        );
        invalid.check(
            "body",
            prose.markdown().chars().count() <= BODY,
            say!("field-at-most", max = BODY),
        );
        let mut kept: Vec<(String, String)> = Vec::new();
        for typed in tags {
            let name = text::clean_line(typed.trim().trim_start_matches('#'));
            let slug = text::slug(&name);
            if name.is_empty() || kept.iter().any(|(known, _)| *known == slug) {
                continue;
            }
            let good =
                slug != "untitled" && slug.chars().count() <= 30 && !text::bidi_control(&name);
            invalid.check("tags", good, say!("tag-too-long", name = &name, max = 30));
            kept.push((slug, name));
        }
        invalid.check("tags", kept.len() <= TAGS, say!("tags-at-most", max = TAGS));
        let mut slug = text::slug(&title);
        if PAGES.contains(&slug.as_str()) {
            slug.push_str("-topic");
        }
        invalid.or(Self {
            title,
            slug,
            tags: kept,
            prose,
        })
    }
    /// Its title.
    pub fn title(&self) -> &str {
        &self.title
    }
    /// Its title in its address.
    pub fn slug(&self) -> &str {
        &self.slug
    }
    /// Its tags: slug and name.
    pub fn tags(&self) -> &[(String, String)] {
        &self.tags
    }
    /// Its text.
    pub fn prose(&self) -> &Prose {
        &self.prose
    }
}

/// Splits what someone typed as tags.
pub fn split_tags(typed: &str) -> Vec<String> {
    typed
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A comment: its row without its text.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = comments)]
#[allow(missing_docs)]
pub struct Comment {
    pub id: CommentId,
    pub topic_id: TopicId,
    pub author_id: PersonId,
    pub parent_id: Option<CommentId>,
    pub root_id: i64,
    pub branch_id: i64,
    pub depth: i32,
    pub state: State,
    pub official: bool,
    pub version: i64,
    pub created_at: Time,
    pub edited_at: Option<Time>,
}

impl Comment {
    /// Whether only staff may know of it.
    pub fn internal(&self) -> bool {
        matches!(self.state, State::Internal | State::Dropped)
    }
    /// Whether this reader may know of it, where they may see its topic.
    pub fn seen_by(&self, sight: &Sight) -> bool {
        !self.internal() || sight.is_staff()
    }
    /// Whether its words may be read by those who know of it.
    pub fn readable(&self) -> bool {
        matches!(self.state, State::Shown | State::Internal)
    }
    /// Whether this person may change or remove it.
    ///
    /// # Errors
    /// [`Error::Forbidden`], saying who may.
    pub fn changeable_by(&self, sight: &Sight) -> Result<()> {
        if matches!(self.state, State::Removed | State::Dropped) {
            return Err(Error::Gone("comment"));
        }
        match sight.is_staff() || sight.person == Some(self.author_id) {
            true => Ok(()),
            false => Err(Error::Forbidden(say!("topic-not-yours"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        Time::parse(text).expect("a time")
    }

    #[test]
    fn a_tenfold_of_support_weighs_as_much_as_22_hours() {
        let (old, young) = (at("2026-03-01T00:00:00Z"), at("2026-03-01T22:00:00Z"));
        let (a, b) = (
            hot(Kind::Proposal, 100.0, 0, old),
            hot(Kind::Proposal, 10.0, 0, young),
        );
        assert!((a - b).abs() < 1e-9);
        assert!(hot(Kind::Proposal, 10.0, 5, old) > hot(Kind::Proposal, 10.0, 0, old));
        assert_eq!(
            hot(Kind::Proposal, 10.0, 10, old),
            hot(Kind::Proposal, 10.0, 500, old),
            "talk counts at most as much as support"
        );
    }

    #[test]
    fn an_old_request_that_wakes_up_surges_past_a_young_quiet_one() {
        let (old, young) = (at("2025-01-01T00:00:00Z"), at("2026-02-20T00:00:00Z"));
        let now = at("2026-03-01T00:00:00Z");
        let woken = (0..8).fold(surge_start(old), |h, _| surge_add(h, now));
        assert!(woken > surge_start(young));
        assert!(
            surge_add(woken, old) - woken < 1e-9,
            "a vote of long ago moves nothing"
        );
    }

    #[test]
    fn guests_see_only_what_is_open_to_guests() {
        let board = Board {
            id: BoardId::new(1),
            slug: "team".into(),
            name: "Team".into(),
            description: String::new(),
            position: 0,
            see: Audience::Staff,
            propose: Audience::Guests,
            comment: Audience::Guests,
            vote: Audience::Guests,
        };
        assert!(!board.shows(&Sight::PUBLIC));
        assert!(
            board.lets(Act::Vote, Some(Role::Member)).is_err(),
            "nobody acts where they cannot see"
        );
        assert!(board.lets(Act::Vote, Some(Role::Moderator)).is_ok());
    }
}
