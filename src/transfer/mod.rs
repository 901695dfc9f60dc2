//! Bringing in what another place held, and giving out what this one holds.
//!
//! Invariants: a source id is brought in once, however often its file is imported; dates are kept; nobody is
//! told; a run can be undone as a whole; an export holds only what everyone may see.
pub mod api;
pub mod export;
pub mod import;
pub mod jobs;
pub mod pages;
pub mod read;
mod store;
