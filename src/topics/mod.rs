//! Topics: whatever people talk about, of every kind, and the comments below.
//!
//! Invariants: one rule decides who sees a topic ([`model::Board::shows`] and [`model::Topic::seen_by`]), and every
//! surface asks it; counts on `topics`, `board_counts` and `tag_counts` equal the rows they count; stored HTML
//! came out of `text` and nowhere else. What a kind adds lives in that kind's own room, which is asked for its
//! page and its JSON through [`kinds::Kinds`].
pub mod actions;
pub mod answers;
pub mod api;
pub mod belongings;
pub mod boards;
pub mod closures;
pub mod comments;
pub mod extras;
pub mod family;
pub mod fields;
pub mod happened;
pub mod history;
pub mod kinds;
pub mod links;
pub mod list;
pub mod mine;
pub mod model;
pub mod pages;
pub mod pins;
pub mod prose;
pub mod split;
pub mod statuses;
mod store;
pub mod thread;
pub mod whole;
pub mod writing;
