//! What each person has here: how they like the site, what they wrote, their own data, and the way out.
//!
//! Invariants: a profile shows of someone's words only what its reader may see anyway, and votes to the voter alone;
//! no secret is in what someone downloads; whoever leaves leaves nothing behind but what others answered, under
//! nobody's name, and every count still equals the rows it counts. What a room keeps about people it says itself,
//! as its [`crate::accounts::Belongings`].
pub mod api;
mod archive;
pub mod history;
pub mod model;
pub mod pages;
