//! Messages by mail: written from parts, kept in the outbox, handed to a server, or waiting where there is none.
//!
//! * A message is kept in the transaction of whatever makes it necessary ([`post`]); sending comes later ([`deliver`]).
//! * Its words come from catalogues and two templates; what people typed is text in it, never a header, never a link.
//! * An attempt is counted before it is made. What may pass (4xx, no connection) is tried again; what a server refuses
//!   for good is not, and an address that it refuses gets nothing more until its owner says so.
//! * Every message can be seen by admins, and waits there while no server is configured (`SMTP_URL`).
mod letter;
mod outbox;
mod send;
mod smtp;

pub use letter::{Letter, List, Office, Part, Thread, Written};
pub use outbox::{
    Kept, State, again, erase, find, list, of_person, post, refused, unrefuse, waiting,
};
pub use send::{Outcome, Sink, Transport, deliver, sweep};
