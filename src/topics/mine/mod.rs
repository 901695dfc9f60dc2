//! What the site remembers for one reader: how far they read, what they follow, what they keep.
//!
//! Invariants: what counts as read was on a page that its reader opened, or they said so; nobody but its owner is
//! told any of it, so it is not in the event log; what its owner may no longer see shows nothing; what happened by
//! itself (an author watches, a commenter tracks, a voter hears of decisions) never lowers or replaces a choice.
pub mod bookmarks;
pub mod follows;
mod model;
pub mod news;
pub mod person;
pub mod reading;
mod store;

pub use model::{Because, Follower, Level, Mark, Own, Subject, Thing, Yours, effective, raised};
pub use store::drop_of;
