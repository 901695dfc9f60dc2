//! Pictures that people add to what they write.
//!
//! Invariants: what is served was decoded and written anew by us, so it holds pixels and nothing else; its address
//! cannot be guessed (128 random bits); its owner and staff may see it, and whoever may read something that shows it,
//! which the room of that something judges as it is given out. A picture that no post shows goes after a day, or half a
//! year if a draft holds it.
pub mod actions;
pub mod api;
pub mod belongings;
pub mod model;
pub mod pages;
mod pixels;
mod store;

pub use actions::{known, show, upload};
pub use model::{Image, Place};
