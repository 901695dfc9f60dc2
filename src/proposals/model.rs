//! Types and rules about proposals. No I/O.
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::choice;
use crate::clock::Time;
use crate::db::schema::{reasons, votes};
use crate::error::{Error, Invalid, Result};
use crate::id::{PersonId, ReasonId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::text;
use crate::topics::model::{Status, Topic};

choice! {
    /// What a vote says.
    Stance {
        /// I want this.
        Support = "support",
        /// Not for me: never subtracts, but shows where needs differ.
        Against = "not_for_me",
    }
}

choice! {
    /// How much it matters to a supporter.
    Importance {
        /// Nice to have.
        Nice = "nice",
        /// Important.
        Important = "important",
        /// Can't do without.
        Essential = "essential",
    }
}

impl Importance {
    /// In words.
    pub fn label(self) -> Message {
        Message::of("importance", self.text())
    }
}

/// What a supporter adds to a proposal's weight: 1, or 1.5 when it is important to them, or 2 when they cannot
/// do without. Weight moves the *hot* order only; the public number counts people.
pub fn weight(stance: Stance, importance: Option<Importance>) -> f64 {
    match (stance, importance) {
        (Stance::Against, _) => 0.0,
        (Stance::Support, None | Some(Importance::Nice)) => 1.0,
        (Stance::Support, Some(Importance::Important)) => 1.5,
        (Stance::Support, Some(Importance::Essential)) => 2.0,
    }
}

/// Most characters of a reason.
pub const REASON: usize = 280;
/// Most characters of a workaround.
pub const WORKAROUND: usize = 500;

/// A vote as someone typed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = NewVote)]
pub struct TypedVote {
    /// `support` (default) or `not_for_me`.
    #[schema(required = false)]
    pub stance: Option<Stance>,
    /// How much it matters.
    #[schema(required = false)]
    pub importance: Option<Importance>,
    /// Why you need this, in one line.
    #[schema(required = false, max_length = 280)]
    pub reason: Option<String>,
    /// What you do today.
    #[schema(required = false, max_length = 500)]
    pub workaround: Option<String>,
    /// Whether your name may stand beside your reason. Default: no.
    #[schema(required = false)]
    pub named: Option<bool>,
}

/// A vote fit to cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    stance: Stance,
    importance: Option<Importance>,
    reason: String,
    workaround: String,
    named: bool,
}

impl Ballot {
    /// Checks a vote.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn parse(typed: &TypedVote) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let line = |text: &Option<String>| text::clean_line(text.as_deref().unwrap_or_default());
        let (reason, workaround) = (line(&typed.reason), line(&typed.workaround));
        invalid.check(
            "reason",
            reason.chars().count() <= REASON,
            say!("vote-reason-long", max = REASON),
        );
        invalid.check(
            "workaround",
            workaround.chars().count() <= WORKAROUND,
            say!("field-at-most", max = WORKAROUND),
        );
        let stance = typed.stance.unwrap_or(Stance::Support);
        invalid.or(Self {
            stance,
            importance: typed.importance.filter(|_| stance == Stance::Support),
            reason,
            workaround,
            named: typed.named.unwrap_or(false),
        })
    }
    /// One that says no more than its stance.
    pub fn plain(stance: Stance) -> Self {
        Self {
            stance,
            importance: None,
            reason: String::new(),
            workaround: String::new(),
            named: false,
        }
    }
    /// What it says.
    pub fn stance(&self) -> Stance {
        self.stance
    }
    /// How much it matters.
    pub fn importance(&self) -> Option<Importance> {
        self.importance
    }
    /// Why; may be empty.
    pub fn reason(&self) -> &str {
        &self.reason
    }
    /// What they do today; may be empty.
    pub fn workaround(&self) -> &str {
        &self.workaround
    }
    /// Whether their name may stand beside it.
    pub fn named(&self) -> bool {
        self.named
    }
}

/// A vote that was cast.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = votes)]
#[allow(missing_docs)]
pub struct Vote {
    pub topic_id: TopicId,
    pub person_id: PersonId,
    pub stance: Stance,
    pub importance: Option<Importance>,
    pub reason: String,
    pub reason_id: Option<ReasonId>,
    pub workaround: String,
    pub named: bool,
    pub cast_at: Time,
}

impl Vote {
    /// What it adds to the weight.
    pub fn weight(&self) -> f64 {
        weight(self.stance, self.importance)
    }
    /// Whether it counts among the supporters.
    pub fn supports(&self) -> bool {
        self.stance == Stance::Support
    }
}

/// Of all that someone cast on a proposal and on those merged into it, the vote that counts: the one on the
/// proposal itself, or else the first.
pub fn standing(leader: TopicId, votes: Vec<Vote>) -> Option<Vote> {
    votes
        .into_iter()
        .min_by_key(|vote| (vote.topic_id != leader, vote.cast_at, vote.topic_id))
}

/// Votes that say the same, shown as one piece of evidence.
#[derive(Clone, Debug, Serialize, Queryable, Selectable)]
#[diesel(table_name = reasons)]
#[allow(missing_docs)]
pub struct Reason {
    pub id: ReasonId,
    pub text: String,
    pub workaround: String,
    pub people: i64,
    pub nice: i64,
    pub important: i64,
    pub essential: i64,
}

impl Reason {
    /// How much it matters to most who say it.
    pub fn importance(&self) -> Option<Importance> {
        [
            (self.essential, Importance::Essential),
            (self.important, Importance::Important),
            (self.nice, Importance::Nice),
        ]
        .into_iter()
        .filter(|(people, _)| *people > 0)
        .max_by_key(|(people, _)| *people)
        .map(|(_, importance)| importance)
    }
}

/// Whether a proposal takes votes now.
///
/// # Errors
/// [`Error::Conflict`], saying why not.
pub fn takes_votes(topic: &Topic, status: &Status) -> Result<()> {
    use crate::topics::model::State;
    if topic.state == State::Removed {
        return Err(Error::Conflict(say!("vote-after-removal")));
    }
    match status.freeze_votes {
        true => Err(Error::Conflict(say!(
            "vote-closed-by-status",
            status = status.told()
        ))),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_against_weighs_nothing_and_has_no_importance() {
        let typed = TypedVote {
            stance: Some(Stance::Against),
            importance: Some(Importance::Essential),
            ..TypedVote::default()
        };
        let ballot = Ballot::parse(&typed).expect("fit to cast");
        assert_eq!(ballot.importance(), None);
        assert_eq!(weight(ballot.stance(), ballot.importance()), 0.0);
    }

    #[test]
    fn a_reason_is_one_line_and_not_a_novel() {
        let with = |reason: &str| {
            Ballot::parse(&TypedVote {
                reason: Some(reason.into()),
                ..TypedVote::default()
            })
        };
        assert_eq!(with(" a\nb ").expect("good").reason(), "a b");
        assert!(with(&"x".repeat(281)).is_err());
    }
}
