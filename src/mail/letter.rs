//! What a message says, and what becomes of it.
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use tera::Tera;

use crate::config::{BaseUrl, Config};
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::lang::{self, Manner, Message};
use crate::say;
use crate::settings::Settings;
use crate::text::clean_line;

/// What every message of this site has in common.
#[derive(Clone, Debug)]
pub struct Office {
    /// The site's address.
    pub base: BaseUrl,
    /// The site's name.
    pub site: String,
}

impl Office {
    /// As it is now.
    pub fn new(config: &Config, settings: &Settings) -> Self {
        Self {
            base: config.base_url.clone(),
            site: settings.site_name.clone(),
        }
    }
}

/// A piece of a message.
#[derive(Clone, Debug)]
pub enum Part {
    /// A paragraph.
    Words(Message),
    /// A line above others.
    Heading(Message),
    /// What someone wrote, as plain text.
    Quote {
        /// Who; nothing: nobody in particular.
        by: String,
        /// The text; lines stay lines.
        text: String,
    },
    /// The one thing to do.
    Link {
        /// What it does.
        label: Message,
        /// A path of ours.
        path: String,
    },
    /// One of several things to read.
    Item {
        /// Its title.
        title: String,
        /// A path of ours.
        path: String,
        /// What happened to it.
        note: Message,
    },
    /// Something to type off.
    Code(String),
}

/// Which list a message belongs to: what lets people sort it, and stop it.
#[derive(Clone, Debug)]
pub struct List {
    /// Its lasting name in letters, digits, `-` and `.`: `topic-7`, `digest`.
    pub id: String,
    /// A path of ours that stops it: shown for GET, done at once by a POST without cookie (RFC 8058).
    pub stop: String,
    /// What is stopped, as a link says it.
    pub label: Message,
}

/// Which conversation a message belongs to, so that mail programs keep it together.
#[derive(Clone, Debug)]
pub struct Thread {
    /// The lasting name of the conversation: `topic-7`.
    pub root: String,
    /// Whether this message opens it.
    pub first: bool,
}

/// A message before it is put into someone's language.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What kind of message, for the outbox and the log: `verify`, `digest`.
    pub kind: &'static str,
    /// Whose it is.
    pub person: Option<PersonId>,
    /// Where it goes.
    pub address: String,
    /// Their language and time zone.
    pub manner: Manner,
    /// What it is about.
    pub subject: Message,
    /// What it says.
    pub parts: Vec<Part>,
    /// Why they get it.
    pub why: Message,
    /// The list it belongs to; none: a message about their own account, which cannot be stopped.
    pub list: Option<List>,
    /// The conversation it belongs to.
    pub thread: Option<Thread>,
    /// Whether it holds a link or code that lets someone in: its text is forgotten once it is sent.
    pub secret: bool,
    /// Seconds after which it is useless.
    pub useful_for: i64,
}

impl Letter {
    /// A message of this kind to an address, useful for three days.
    pub fn new(
        kind: &'static str,
        address: impl Into<String>,
        subject: Message,
        why: Message,
    ) -> Self {
        Self {
            kind,
            person: None,
            address: address.into(),
            manner: Manner::default(),
            subject,
            parts: Vec::new(),
            why,
            list: None,
            thread: None,
            secret: false,
            useful_for: 3 * 86_400,
        }
    }
}

/// A message in its reader's words, ready to be kept.
#[derive(Clone, Debug)]
pub struct Written {
    pub(super) kind: &'static str,
    pub(super) person: Option<PersonId>,
    pub(super) address: String,
    /// The subject line.
    pub subject: String,
    /// The plain text.
    pub plain: String,
    /// The same as HTML.
    pub html: String,
    pub(super) head: Head,
    pub(super) secret: bool,
    pub(super) useful_for: i64,
}

/// What a message's head holds besides the obvious.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Head {
    /// `<…@example.org>`.
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub list_id: Option<String>,
    pub unsubscribe: Option<String>,
    /// The site's name, beside the address it comes from.
    pub from: String,
}

#[derive(Serialize)]
struct Shown {
    kind: &'static str,
    text: String,
    url: String,
    by: String,
    lines: Vec<String>,
    note: String,
}

#[derive(Serialize)]
struct Foot {
    text: String,
    url: String,
}

#[derive(Serialize)]
struct Page {
    lang: &'static str,
    dir: &'static str,
    site: String,
    subject: String,
    parts: Vec<Shown>,
    foot: Vec<Foot>,
}

fn templates() -> Result<&'static Tera> {
    static PARSED: OnceLock<std::result::Result<Tera, String>> = OnceLock::new();
    let parsed = PARSED.get_or_init(|| {
        let mut tera = Tera::new();
        tera.add_raw_templates([
            (
                "letter.html",
                include_str!("../../templates/mail/letter.html"),
            ),
            (
                "letter.txt",
                include_str!("../../templates/mail/letter.txt"),
            ),
        ])
        .map_err(|error| error.to_string())?;
        Ok(tera)
    });
    parsed.as_ref().map_err(|why| Error::internal(why.clone()))
}

/// Without what no message may hold: control characters. Lines stay lines.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect()
}

/// An id for a message or list: what is not plain becomes a hyphen.
fn plain_id(text: &str) -> String {
    let fit = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    text.chars()
        .map(|c| if fit(c) { c } else { '-' })
        .take(100)
        .collect()
}

impl Letter {
    /// Puts it into its reader's words.
    ///
    /// # Errors
    /// When a template fails, or the system has no randomness to give.
    pub fn write(&self, office: &Office) -> Result<Written> {
        lang::speaking(&self.manner, || self.write_here(office))
    }

    fn write_here(&self, office: &Office) -> Result<Written> {
        let link = |path: &str| office.base.link(path);
        let part = |kind, text: String| Shown {
            kind,
            text: clean_line(&text),
            url: String::new(),
            by: String::new(),
            lines: Vec::new(),
            note: String::new(),
        };
        let parts = self.parts.iter().map(|one| match one {
            Part::Words(words) => part("words", words.to_string()),
            Part::Heading(words) => part("heading", words.to_string()),
            Part::Quote { by, text } => Shown {
                by: clean_line(by),
                lines: bare(text).lines().map(str::to_owned).collect(),
                ..part("quote", String::new())
            },
            Part::Link { label, path } => Shown {
                url: link(path),
                ..part("link", label.to_string())
            },
            Part::Item { title, path, note } => Shown {
                url: link(path),
                note: clean_line(&note.to_string()),
                ..part("item", title.clone())
            },
            Part::Code(code) => part("code", code.clone()),
        });
        let mut foot = vec![Foot {
            text: clean_line(&self.why.to_string()),
            url: String::new(),
        }];
        if let Some(list) = &self.list {
            foot.push(Foot {
                text: clean_line(&list.label.to_string()),
                url: link(&list.stop),
            });
        }
        let site = clean_line(&office.site);
        let page = Page {
            lang: lang::lang().tag(),
            dir: lang::lang().dir(),
            subject: clean_line(&self.subject.to_string()),
            parts: parts.collect(),
            foot,
            site: site.clone(),
        };
        let context = tera::Context::from_serialize(&page)?;
        let (tera, domain) = (templates()?, office.base.domain());
        let root = |thread: &Thread| format!("<{}@{domain}>", plain_id(&thread.root));
        let own = match &self.thread {
            // The same for everyone, so that answers find it even where it was never sent.
            Some(thread) if thread.first => root(thread),
            _ => format!("<{}.{}@{domain}>", plain_id(self.kind), random()?),
        };
        Ok(Written {
            kind: self.kind,
            person: self.person,
            address: self.address.clone(),
            plain: tera.render("letter.txt", &context)?,
            html: tera.render("letter.html", &context)?,
            subject: page.subject,
            head: Head {
                message_id: own,
                in_reply_to: self.thread.as_ref().filter(|t| !t.first).map(root),
                list_id: self
                    .list
                    .as_ref()
                    .map(|list| format!("<{}.{domain}>", plain_id(&list.id))),
                unsubscribe: self.list.as_ref().map(|list| link(&list.stop)),
                from: site,
            },
            secret: self.secret,
            useful_for: self.useful_for,
        })
    }

    /// A message by which an admin sees whether mail gets through.
    pub fn trial(address: &str, manner: Manner) -> Self {
        Self {
            manner,
            parts: vec![
                Part::Words(say!("mail-trial-words")),
                Part::Link {
                    label: say!("mail-trial-link"),
                    path: "/admin/outbox".into(),
                },
            ],
            useful_for: 3600,
            ..Self::new(
                "trial",
                address,
                say!("mail-trial-subject"),
                say!("mail-trial-why"),
            )
        }
    }
}

fn random() -> Result<String> {
    use rand::TryRng;
    let mut bytes = [0_u8; 12];
    rand::rngs::SysRng
        .try_fill_bytes(&mut bytes)
        .map_err(Error::internal)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
