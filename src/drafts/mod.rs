//! Drafts: what someone is writing, kept until it is sent, one for each form; and what a visitor wrote before they
//! signed in.
//!
//! Invariants: a draft is told to its writer alone; a visitor's words are found only by the secret in their browser,
//! kept as its hash, for a day; what is sent takes its draft along in the same transaction.
pub mod actions;
pub mod api;
pub mod belongings;
pub mod model;
pub mod pages;
mod store;

pub use actions::{claim, drop_sent, find, stash, waits};
pub use model::{Context, Draft, Fields};
