//! Handing messages on.
use std::sync::{Arc, Mutex, PoisonError};

use super::outbox::{self, Kept};
use super::smtp;
use crate::clock::Clock;
use crate::config::{Config, Smtp};
use crate::db::Db;
use crate::error::Result;

/// What came of handing a message on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it, in its words.
    Sent(String),
    /// Perhaps later, and why.
    Again(String),
    /// Never.
    Refused {
        /// Why, in the server's words.
        why: String,
        /// Whether it is the address that is wrong, not the message.
        address: bool,
    },
}

/// Where messages go.
#[derive(Clone, Debug)]
pub enum Transport {
    /// Nowhere: they wait in the outbox.
    Outbox,
    /// To a server.
    Smtp {
        /// Which.
        server: Smtp,
        /// The address they come from.
        from: String,
    },
    /// Into memory, for tests.
    Sink(Sink),
}

/// Takes messages as a server would, and answers as it is told to.
#[derive(Clone, Debug, Default)]
pub struct Sink(Arc<Mutex<(Vec<String>, Vec<Outcome>)>>);

impl Sink {
    /// The messages it took, whole.
    pub fn taken(&self) -> Vec<String> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .clone()
    }
    /// Answers the next message so.
    pub fn answer(&self, outcome: Outcome) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .1
            .push(outcome);
    }
    fn take(&self, letter: &Kept) -> Outcome {
        let whole = match smtp::whole(letter, "no-reply@example.org") {
            Ok(message) => String::from_utf8_lossy(&message.formatted()).into_owned(),
            Err(refused) => return refused,
        };
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if inside.1.is_empty() {
            inside.0.push(whole);
            return Outcome::Sent("250 OK".into());
        }
        inside.1.remove(0)
    }
}

impl Transport {
    /// As configured.
    pub fn new(config: &Config) -> Self {
        match &config.smtp {
            Some(server) => Self::Smtp {
                server: server.clone(),
                from: config.mail_from.clone(),
            },
            None => Self::Outbox,
        }
    }
    /// Whether messages go anywhere.
    pub fn sends(&self) -> bool {
        !matches!(self, Self::Outbox)
    }
}

/// Seconds until a message is tried again after so many attempts.
pub(super) fn pause(attempts: i32) -> i64 {
    match attempts {
        ..=1 => 60,
        2 => 300,
        3 => 1_800,
        4 => 7_200,
        _ => 28_800,
    }
}

/// Seconds for which a message that someone tries to send is kept from others.
const HELD: i64 = 600;
/// Messages that are taken at once.
const BATCH: i64 = 20;

/// Sends everything that is due; returns how many messages were tried. Each is sent at least once: if the program dies
/// between the server's answer and our note of it, it is sent again, under the same `Message-ID`.
///
/// # Errors
/// Those of the database; what a server says is noted with the message.
pub async fn deliver(db: &Db, transport: &Transport, clock: &Clock) -> Result<usize> {
    let mut tried = 0;
    if !transport.sends() {
        return Ok(0);
    }
    loop {
        let now = clock.now();
        // Looked at before anything is written: most of the time there is nothing.
        if !db.read(move |conn| outbox::any_due(conn, now)).await? {
            return Ok(tried);
        }
        let due = db
            .write_unseen(move |tx| {
                outbox::expire(tx, now)?;
                outbox::claim(tx, BATCH, now, now.plus_seconds(HELD))
            })
            .await?;
        if due.is_empty() {
            return Ok(tried);
        }
        let mut line = smtp::Line::default();
        for letter in due {
            let outcome = match transport {
                Transport::Outbox => return Ok(tried),
                Transport::Sink(sink) => sink.take(&letter),
                Transport::Smtp { server, from } => line.send(server, from, &letter).await,
            };
            tried += 1;
            match &outcome {
                Outcome::Sent(_) => {}
                // Neither the address nor the text: the log is no place for people's mail.
                Outcome::Again(why) => {
                    tracing::warn!(
                        letter.id = letter.id.get(),
                        why,
                        "a message is to be sent again"
                    );
                }
                Outcome::Refused { why, .. } => {
                    tracing::warn!(letter.id = letter.id.get(), why, "a message was refused");
                }
            }
            let now = clock.now();
            db.write_unseen(move |tx| outbox::settle(tx, &letter, &outcome, now))
                .await?;
        }
        line.close().await;
    }
}

/// Forgets messages after 30 days; those that wait stay.
///
/// # Errors
/// Those of the database.
pub async fn sweep(db: &Db, clock: &Clock) -> Result<()> {
    let before = clock.now().plus_days(-30);
    db.write_unseen(move |tx| outbox::forget(tx, before)).await
}
