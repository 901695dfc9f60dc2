//! Types and rules about what is one reader's own. No I/O.
use serde::Serialize;

use crate::choice;
use crate::id::{BoardId, CommentId, PersonId, TagId, TopicId};

choice! {
    /// How much someone wants to hear of something, from nothing to everything.
    Level {
        /// Nothing, and lists show it faintly.
        Muted = "muted",
        /// Only answers to oneself, and being called.
        Normal = "normal",
        /// Changes of status besides.
        Decisions = "decisions",
        /// New comments are counted and listed besides.
        Tracking = "tracking",
        /// Every new topic and comment.
        Watching = "watching",
    }
}

/// What can be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// One topic.
    Topic(TopicId),
    /// Whatever is on a board.
    Board(BoardId),
    /// Whatever has a tag.
    Tag(TagId),
}

impl Subject {
    /// Its name and number in the database.
    pub(super) fn parts(self) -> (&'static str, i64) {
        match self {
            Self::Topic(id) => ("topic", id.get()),
            Self::Board(id) => ("board", id.get()),
            Self::Tag(id) => ("tag", id.get()),
        }
    }
    /// The one with this name and number.
    pub(super) fn named(name: &str, id: i64) -> Option<Self> {
        match name {
            "topic" => Some(Self::Topic(TopicId::new(id))),
            "board" => Some(Self::Board(BoardId::new(id))),
            "tag" => Some(Self::Tag(TagId::new(id))),
            _ => None,
        }
    }
}

/// What can be kept as a bookmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A topic.
    Topic(TopicId),
    /// A comment.
    Comment(CommentId),
}

impl Thing {
    /// Its name and number in the database.
    pub(super) fn parts(self) -> (&'static str, i64) {
        match self {
            Self::Topic(id) => ("topic", id.get()),
            Self::Comment(id) => ("comment", id.get()),
        }
    }
}

/// Someone's own level for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Own {
    /// Which.
    pub level: Level,
    /// Whether they chose it, or it followed from what they did.
    pub chosen: bool,
}

/// How much someone wants to hear of a topic: what they chose for it; else, on a muted board or under a muted tag,
/// what followed from what they did there, or nothing; else the most that this, its board and its tags say.
pub fn effective(own: Option<Own>, around: &[Level]) -> Level {
    let muted = around.contains(&Level::Muted);
    let most = around
        .iter()
        .copied()
        .max()
        .unwrap_or(Level::Normal)
        .max(Level::Normal);
    match own {
        Some(own) if own.chosen || muted => own.level,
        Some(own) => own.level.max(most),
        None if muted => Level::Muted,
        None => most,
    }
}

/// The level that something done raises one's own to, if it does: never a choice, and never down.
pub fn raised(own: Option<Own>, to: Level) -> Option<Level> {
    match own {
        Some(own) if own.chosen || own.level >= to => None,
        Some(_) | None => Some(to),
    }
}

/// What a reader is shown beside a topic in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Mark {
    /// Comments that they have not read, on a topic that they opened or follow.
    pub unread: i64,
    /// Whether they keep it.
    pub bookmarked: bool,
    /// Whether they want to hear nothing of it.
    pub muted: bool,
    /// Whether they ignore its author.
    pub ignored: bool,
}

/// What a reader is shown beside a comment.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Yours {
    /// Whether they have not read it.
    pub new: bool,
    /// Whether the line “new since your last visit” stands above it.
    pub line: bool,
    /// Whether they ignore its author.
    pub ignored: bool,
    /// Whether they keep it.
    pub bookmarked: bool,
}

choice! {
    /// Why someone hears of something.
    Because {
        /// They follow it.
        Follows = "follows",
        /// It answers what they wrote.
        Answered = "answered",
        /// It calls them by name.
        Mentioned = "mentioned",
    }
}

/// Someone who is to hear of something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follower {
    /// Who.
    pub person: PersonId,
    /// How much they want to hear of the topic.
    pub level: Level,
    /// The strongest reason why they hear of this.
    pub because: Because,
}

#[cfg(test)]
mod tests {
    use super::Level::{Decisions, Muted, Normal, Tracking, Watching};
    use super::*;

    fn chose(level: Level) -> Option<Own> {
        Some(Own {
            level,
            chosen: true,
        })
    }
    fn by_itself(level: Level) -> Option<Own> {
        Some(Own {
            level,
            chosen: false,
        })
    }

    #[test]
    fn what_was_chosen_for_a_topic_counts_before_all_else() {
        for level in Level::ALL.iter().copied() {
            assert_eq!(effective(chose(level), &[Watching, Muted]), level);
            assert_eq!(effective(chose(level), &[]), level);
        }
    }

    #[test]
    fn without_a_choice_the_most_of_board_and_tags_counts_and_a_muted_one_silences() {
        assert_eq!(effective(None, &[]), Normal);
        assert_eq!(effective(None, &[Normal, Watching, Tracking]), Watching);
        assert_eq!(effective(None, &[Watching, Muted]), Muted);
    }

    #[test]
    fn what_happened_by_itself_never_lowers() {
        assert_eq!(effective(by_itself(Decisions), &[Watching]), Watching);
        assert_eq!(effective(by_itself(Tracking), &[Normal]), Tracking);
        assert_eq!(
            effective(by_itself(Watching), &[Muted]),
            Watching,
            "one's own topic on a muted board is still one's own"
        );
    }

    #[test]
    fn what_one_does_raises_but_leaves_choices_alone() {
        assert_eq!(raised(None, Decisions), Some(Decisions));
        assert_eq!(raised(by_itself(Decisions), Tracking), Some(Tracking));
        assert_eq!(raised(by_itself(Watching), Tracking), None);
        assert_eq!(raised(chose(Muted), Watching), None);
        assert_eq!(raised(chose(Normal), Watching), None);
    }

    proptest::proptest! {
        #[test]
        fn more_around_is_never_less_unless_it_mutes(own in 0..11_usize, mut around in proptest::collection::vec(1..5_usize, 0..4), more in 1..5_usize) {
            let own = (own > 0).then(|| Own { level: Level::ALL[(own - 1) % 5], chosen: own > 5 });
            let levels = |around: &[usize]| around.iter().map(|n| Level::ALL[*n]).collect::<Vec<_>>();
            let before = effective(own, &levels(&around));
            around.push(more);
            proptest::prop_assert!(effective(own, &levels(&around)) >= before);
        }
    }
}
