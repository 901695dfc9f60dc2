//! Pictures that people add to what they write.
//!
//! Invariants: what is served was decoded and written anew by us, so it holds pixels and nothing else; its address
//! cannot be guessed (128 random bits), and until a post shows it only its owner and staff may see it. After that,
//! whoever was told the address may, as with any link: a picture in a board of few is as secret as its address. A
//! picture that no post shows goes after a day, or half a year if a draft holds it.
pub mod actions;
pub mod api;
pub mod belongings;
pub mod model;
pub mod pages;
mod pixels;
mod store;

pub use actions::{known, show, upload};
pub use model::Image;
