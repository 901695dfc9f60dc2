//! Secrets, signatures, what a hook wants to hear, and when it is tried again: all pure.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clock::Time;
use crate::error::Invalid;
use crate::id::{HookId, PersonId};
use crate::say;

/// Seconds until the next try after the first, second … failed one; after the last the delivery is set aside.
pub const SCHEDULE: [i64; 5] = [5, 300, 1_800, 7_200, 28_800];
/// Days in which nothing was taken, after which a hook is switched off.
pub const PATIENCE_DAYS: i64 = 5;
/// Days for which the secret before the present one signs too.
pub const ROTATION_DAYS: i64 = 1;
/// Hooks that one member may keep.
pub const MOST: i64 = 5;
/// Hooks that the site may keep.
pub const MOST_OF_SITE: i64 = 50;

const PREFIX: &str = "whsec_";

/// A secret from random bytes, as receivers are given it.
pub fn secret_of(bytes: &[u8]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(bytes))
}

/// What `webhook-signature` says of a message: one `v1,…` for each secret.
pub fn signature(secrets: &[&str], id: &str, at: i64, body: &str) -> String {
    let signed = format!("{id}.{at}.{body}");
    let one = |secret: &&str| {
        let key = STANDARD.decode(secret.trim_start_matches(PREFIX)).ok()?;
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).ok()?;
        mac.update(signed.as_bytes());
        Some(format!(
            "v1,{}",
            STANDARD.encode(mac.finalize().into_bytes())
        ))
    };
    secrets.iter().filter_map(one).collect::<Vec<_>>().join(" ")
}

/// Which events a hook wants to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    patterns: Vec<String>,
    /// How many supporters a proposal must have to be told about, once; 0: none is.
    pub supporters: i64,
}

/// What comes when a proposal has as many supporters as a hook waits for.
pub const REACHED: &str = "proposal.reached";

impl Filter {
    /// Reads `topic.created comment.*`, or `*` for everything.
    ///
    /// # Errors
    /// Under `events` or `supporters`, says what would do.
    pub fn parse(events: &[String], supporters: i64) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase());
        let fit = |one: &String| {
            one == "*"
                || one
                    .split_once('.')
                    .is_some_and(|(object, verb)| plain(object) && (verb == "*" || plain(verb)))
        };
        let fits = events.len() <= 50 && events.iter().all(|one| one.len() <= 40 && fit(one));
        let nothing = events.is_empty() && supporters == 0;
        invalid.check("events", fits && !nothing, say!("webhook-events-unread"));
        let range = (0..=1_000_000).contains(&supporters);
        invalid.check(
            "supporters",
            range,
            say!("field-number", min = 1, max = 1_000_000),
        );
        invalid.or(Self {
            patterns: events.to_vec(),
            supporters,
        })
    }
    pub(super) fn stored(events: &str, supporters: i64) -> Self {
        Self {
            patterns: events.split_whitespace().map(str::to_owned).collect(),
            supporters,
        }
    }
    /// As it is kept.
    pub fn text(&self) -> String {
        self.patterns.join(" ")
    }
    /// The same in parts.
    pub fn patterns(&self) -> &[String] {
        &self.patterns
    }
    /// Whether it wants to hear of this.
    pub fn wants(&self, verb: &str) -> bool {
        self.patterns.iter().any(|one| match one.strip_suffix('*') {
            Some(start) => verb.starts_with(start),
            None => one == verb,
        })
    }
}

/// Whether everyone may hear of this kind of event, where they may see its topic.
pub fn public(verb: &str) -> bool {
    matches!(
        verb,
        "topic.created"
            | "topic.edited"
            | "topic.removed"
            | "topic.restored"
            | "topic.merged"
            | "topic.unmerged"
            | "topic.split"
            | "topic.moved"
            | "topic.locked"
            | "topic.unlocked"
            | "topic.converted"
            | "comment.created"
            | "comment.edited"
            | "comment.removed"
            | "vote.cast"
            | "vote.withdrawn"
            | "status.changed"
            | "answer.accepted"
            | "answer.unaccepted"
            | "release.published"
    )
}

/// What comes after a failed try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another try, then.
    Try(Time),
    /// None: set aside.
    Aside,
}

/// When a delivery is tried again after so many tries.
pub fn after(attempts: i32, now: Time) -> Next {
    let done = usize::try_from(attempts.max(1) - 1).unwrap_or(usize::MAX);
    match SCHEDULE.get(done) {
        Some(seconds) => Next::Try(now.plus_seconds(*seconds)),
        None => Next::Aside,
    }
}

/// A hook.
#[derive(Clone, Debug)]
pub struct Hook {
    /// Its number.
    pub id: HookId,
    /// Whose it is.
    pub owner: PersonId,
    /// Whether it hears what staff hear.
    pub site: bool,
    /// Where it is.
    pub url: String,
    /// What signs.
    pub secret: String,
    /// What signed before, until when.
    pub old_secret: Option<(String, Time)>,
    /// What it wants to hear.
    pub filter: Filter,
    /// Whether it is on.
    pub on: bool,
    /// Since when nothing is taken.
    pub failing_since: Option<Time>,
    /// Why it is off, or what went wrong last.
    pub told: String,
    /// When it was made.
    pub created_at: Time,
}

impl Hook {
    /// What signs now.
    pub fn secrets(&self, now: Time) -> Vec<&str> {
        let old = self.old_secret.as_ref().filter(|(_, until)| *until > now);
        std::iter::once(self.secret.as_str())
            .chain(old.map(|(secret, _)| secret.as_str()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_the_standard() {
        // The example in the specification and in the official libraries' tests.
        let told = signature(
            &["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            r#"{"test": 2432232314}"#,
        );
        assert_eq!(told, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(
            signature(
                &[
                    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                    &secret_of(&[7; 24])
                ],
                "a",
                1,
                "{}"
            )
            .split(' ')
            .count(),
            2
        );
    }

    #[test]
    fn a_filter_says_what_it_wants() {
        let filter =
            Filter::parse(&["topic.created".into(), "comment.*".into()], 50).expect("good");
        assert!(filter.wants("topic.created") && filter.wants("comment.edited"));
        assert!(!filter.wants("topic.edited") && !filter.wants("vote.cast"));
        assert_eq!(Filter::stored(&filter.text(), 50), filter);
        for wrong in [
            "",
            "topic",
            "topic.created extra",
            "t*.x",
            "**",
            "Topic.created",
            "topic.*.*",
        ] {
            assert!(Filter::parse(&[wrong.into()], 0).is_err(), "{wrong}");
        }
        assert!(
            Filter::parse(&[], 0).is_err()
                && Filter::parse(&[], 3).is_ok()
                && Filter::parse(&[], -3).is_err()
        );
    }

    #[test]
    fn tries_come_further_and_further_apart_and_end() {
        let now = Time::from_micros(0);
        let waits: Vec<_> = (1..=6).map(|n| after(n, now)).collect();
        let at = |seconds| Next::Try(now.plus_seconds(seconds));
        assert_eq!(
            waits,
            [
                at(5),
                at(300),
                at(1_800),
                at(7_200),
                at(28_800),
                Next::Aside
            ]
        );
    }
}
