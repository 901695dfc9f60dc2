//! What was built: releases, each with the proposals it paves and the people it thanks.
//!
//! Invariants: a draft is seen by staff alone; a published release has a day; of the proposals it paves each reader
//! sees those that the one rule about topics shows them; publishing and moving its proposals on is one transaction.
pub mod actions;
pub mod api;
pub mod belongings;
pub mod model;
pub mod pages;
mod store;
