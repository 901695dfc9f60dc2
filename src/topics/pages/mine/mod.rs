//! What is the reader's own, on a topic's page and on pages of its own.
mod bookmarks;
mod follows;
mod reading;

pub use follows::{Menu, menu_of_board, menu_of_tag};
pub use reading::{Mine, marked};

pub(super) use bookmarks::{bookmark_comment, bookmark_topic, bookmarks};
pub(super) use follows::{follow_board, follow_tag, follow_topic, following};
pub(super) use reading::{look, mark_all, mark_topic, note, to_unread, unread};
