//! What staff decide about topics: merging, splitting, moving, locking, pinning, closing, turning one kind into
//! another, voting on someone's behalf.
//!
//! Invariants: every act is one transaction with its event; every act can be undone, and undoing it is exact.
pub mod merge;
