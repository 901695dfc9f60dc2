//! Proposals: what people ask for, who stands behind each and why, and where it stands.
//!
//! Invariants: one vote per person and proposal; the public number is supporters alone, "not for me" never
//! subtracts; merged ones count each person once; `topics.supporters`, `weight`, `best_reason` and `reasons.people` equal what `votes` say; a status
//! moves only along its allowed steps, and every move is a row with a who and a when.
pub mod actions;
pub mod api;
pub mod behalf;
pub mod belongings;
pub mod budget;
pub mod model;
pub mod pages;
pub mod plan;
pub mod roadmap;
mod store;
