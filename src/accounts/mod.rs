//! Accounts: joining, signing in, one's profile, sessions and tokens.
//!
//! Invariants: every handle anyone ever had leads to one person, and no two people's handles look alike;
//! `people.handle` is one of its person's `handles`; a secret (password, session, token, invitation) is kept
//! only as a hash.
pub mod actions;
pub mod api;
pub mod avatar;
pub mod belongings;
mod ignored;
pub mod ignores;
pub mod model;
pub mod pages;
mod settings_pages;
mod store;

pub use actions::{Author, authors};
pub use belongings::Belongings;
pub use settings_pages::confirmed;
