//! Other programs told of what happens here, as Standard Webhooks say (standardwebhooks.com).
//!
//! * A hook reads the event log behind its own position and misses nothing; what is about one topic arrives in order.
//! * A member's hook hears only what everyone may see; a hook of the site, which admins keep, hears everything. This is
//!   asked when an event is heard and again before it is sent.
//! * What is not taken is tried again after 5 s, 5 min, 30 min, 2 h and 8 h, then set aside and its owner told. A hook is
//!   switched off only after days in which nothing was taken.
//! * Every try is kept with its answer, and can be done again.
pub mod actions;
pub mod api;
pub mod belongings;
mod deliver;
pub mod model;
mod payload;
mod store;

pub use deliver::deliver;
