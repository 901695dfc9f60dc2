//! What staff decide about topics: merging, splitting, moving, locking, pinning, closing, turning one kind into
//! another, voting on someone's behalf.
//!
//! Invariants: every act is one transaction with its event; every act can be undone, and undoing it is exact.
pub mod api;
pub mod merge;
pub mod pages;

use crate::id::TopicId;

/// The topic that someone means who types a number, `#12` or an address of ours.
pub fn meant(typed: &str) -> Option<TopicId> {
    let typed = typed.trim();
    let number = match typed.split_once("/t/") {
        Some((_, rest)) => rest.split(['/', '?', '#', '.']).next()?,
        None => typed.trim_start_matches('#'),
    };
    number.parse().ok().map(TopicId::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_named_by_number_or_address() {
        for typed in [
            "12",
            " #12 ",
            "https://example.org/t/12/a-title#c-4",
            "/t/12",
        ] {
            assert_eq!(meant(typed), Some(TopicId::new(12)), "{typed}");
        }
        for typed in ["", "twelve", "/t/", "99999999999999999999999"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }
}
