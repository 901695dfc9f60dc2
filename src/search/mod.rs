//! Search: what was said here, found by its words; and titles like one that is being typed.
//!
//! Invariants: nothing is found that its reader may not see, whatever the index holds (`sql.rs` asks the topic's
//! board and state in the same statement); what is marked in an excerpt was escaped first ([`crate::text::mark`]);
//! nothing that can be typed is an error; of a search that found nothing only its words are kept, never who asked.
//!
//! [`words`] cuts texts into what they are found by, the same for both engines; [`docs`] keeps the index in the
//! database through the event log; [`query`] understands what people type; [`find`](mod@find) puts it together;
//! [`bulk`] fills the index of a new site; [`similar`] is the index in memory that knows titles and how words are written.
pub mod api;
pub mod belongings;
pub mod bulk;
pub mod docs;
pub mod find;
mod lists;
mod matching;
pub mod pages;
pub mod query;
pub mod saved;
pub mod similar;
mod sql;
mod store;
pub mod words;

pub use lists::FINDER;
