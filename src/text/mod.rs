//! Words, and nothing else: what people type becomes what others may safely see, find and compare.
//!
//! Invariants of the room:
//! * [`Html`] is the only text a template may show unescaped. [`render`](render()) makes it, and [`mark`](mark()) of plain text. It has passed the wall
//!   (`wall.rs`), whatever the code before the wall did wrong.
//! * Everything here is pure and takes time in proportion to its input: no clock, no I/O, no recursion over what a
//!   stranger typed, no regular expressions. Hostile input loses its formatting, never its words.
//! * Stored HTML holds no address of ours. Links into the forum carry the marker `cowpath:`, and [`Html::at`] puts the
//!   real base in its place when a page is made.

mod address;
mod clean;
pub mod colour;
pub mod diff;
mod excerpt;
mod fold;
mod footnotes;
mod handle;
mod highlight;
mod html;
mod mark;
mod mentions;
mod plain;
mod reading;
pub mod reasons;
mod render;
mod sheet;
mod tame;
mod wall;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod properties;

pub use clean::{bidi_control, clean_line, clean_text};
pub use excerpt::excerpt;
pub use fold::{fold, slug};
pub use handle::{is_handle, skeleton};
pub use html::Html;
pub use mark::mark;
pub use mentions::{Known, References, references};
pub use plain::plain;
pub use render::{Rendered, render};
