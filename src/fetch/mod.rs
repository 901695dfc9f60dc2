//! Asking other servers, whatever they answer: the only place that opens connections for HTTP.
//!
//! * Every call ends: there is a time for connecting, one between bytes, and one for all of it.
//! * Every answer is bounded: bytes are counted after decompression, and reading stops at the cap.
//! * Nothing private is reached: each name is looked up once, every address it has is checked, and the connection goes
//!   to one of those addresses; the same on every hop of a redirect. Ports are 80 and 443. The operator may name
//!   exceptions (`COWPATH_FETCH_ALLOW`).
//! * Odd answers are answers: no reason phrase, strange headers and bodies that break off are told, not died of.
//!
//! Other HTTP clients are banned by `clippy.toml`.
mod answer;
mod client;
mod guard;

pub use answer::{Answer, End, Failure, Refusal};
pub use client::{Ask, Fetch, Limits};
pub use guard::{Allowed, LookUp, SystemNames, public};
