//! What staff decide about topics: merging, splitting, moving, locking, pinning, closing, turning one kind into
//! another, planning, voting for someone else.
//!
//! Invariants: every act is one transaction with its event; every act can be undone, and undoing it is exact. What an
//! act changes about topics or proposals is done by those rooms; here stand the acts, their forms and their JSON.
pub mod api;
pub mod convert;
pub mod merge;
pub mod pages;
pub mod typed;
