//! Something to say: an id and its values, or words that were said elsewhere.
use std::borrow::Cow;
use std::fmt;

use fluent_bundle::{FluentArgs, FluentValue};
use serde::{Serialize, Serializer};

use super::{Lang, catalogue, lang};
use crate::say;

/// Something to say. Shown (`Display`, `Serialize`) in the language spoken now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message(Said);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    ById(Cow<'static, str>, Vec<(&'static str, Value)>),
    Named(Cow<'static, str>, String),
    Verbatim(Cow<'static, str>),
}

/// What a message speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number, told by locale and plural rule.
    Number(i64),
    /// Words of people, or a name.
    Text(String),
    /// Something else that is said.
    Said(Message),
}

impl Message {
    /// The message with this id.
    pub fn new(id: &'static str) -> Self {
        Self(Said::ById(Cow::Borrowed(id), Vec::new()))
    }
    /// The message of a family whose members are named by something stored: `say_of("sort", "hot")` is `sort-hot`.
    pub fn of(family: &'static str, member: &str) -> Self {
        Self(Said::ById(
            Cow::Owned(format!("{family}-{member}")),
            Vec::new(),
        ))
    }
    /// What a thing is called that is stored under a name and came with the house: in the catalogue's words, as long as
    /// nobody has renamed it. `Message::named("status", "planned", "Planned")` is `status-planned`.
    pub fn named(family: &'static str, member: &str, stored: impl Into<String>) -> Self {
        Self(Said::Named(
            Cow::Owned(format!("{family}-{member}")),
            stored.into(),
        ))
    }
    /// Several, one after the other: `a, b, c`.
    pub fn list(each: impl IntoIterator<Item = Self>) -> Self {
        let joined = |so_far, next| say!("list-joint", so_far = so_far, next = next);
        let none = Self::verbatim("");
        each.into_iter().reduce(joined).unwrap_or(none)
    }
    /// Words that stay as they are: a name, a number, what someone typed.
    pub fn verbatim(words: impl Into<Cow<'static, str>>) -> Self {
        Self(Said::Verbatim(words.into()))
    }
    /// With a value for what it leaves open.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Said::ById(_, values) = &mut self.0 {
            values.push((name, value.into()));
        }
        self
    }
    /// Its words in this language.
    pub fn in_lang(&self, lang: Lang) -> String {
        match &self.0 {
            Said::Verbatim(words) => words.clone().into_owned(),
            Said::Named(id, stored) => catalogue::term_in(lang, id, stored),
            Said::ById(id, values) => {
                let mut args = FluentArgs::new();
                for (name, value) in values {
                    args.set(
                        *name,
                        match value {
                            Value::Number(n) => catalogue::count(*n),
                            Value::Text(text) => FluentValue::from(text.as_str()),
                            Value::Said(message) => FluentValue::from(message.in_lang(lang)),
                        },
                    );
                }
                catalogue::words(lang, id, &args).unwrap_or_else(|| {
                    tracing::error!(%id, "no catalogue has this message");
                    id.clone().into_owned()
                })
            }
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_lang(lang()))
    }
}
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.in_lang(lang()))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<Message> for Value {
    fn from(message: Message) -> Self {
        Self::Said(message)
    }
}
macro_rules! numbers {
    ($($kind:ty),+) => {$(
        impl From<$kind> for Value {
            fn from(n: $kind) -> Self {
                Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
            }
        }
    )+};
}
numbers!(i32, i64, u32, u64, usize);
