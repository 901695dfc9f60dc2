//! Word for programs: what changes, as a log to read on from, as a stream, and as feeds.
//!
//! Invariants: nothing is told that its topic's page would not tell the same reader now, whoever could see it when it
//! happened; a cursor neither skips nor repeats, and feeds hold what everyone may see.
pub mod api;
pub mod changes;
pub mod pages;
pub mod stream;
mod write;
