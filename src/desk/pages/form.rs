//! The one page that every act of the desk is confirmed on: what will happen, what is asked, one button.
use serde::Serialize;

use crate::error::Invalid;
use crate::lang::Message;
use crate::topics::model::Topic;
use crate::web::Page;

/// How something is asked for.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ask {
    /// A line of text.
    Line,
    /// A day.
    Day,
    /// A month.
    Month,
    /// One of a list.
    Choice,
    /// Yes or no.
    Tick,
    /// Sent along, not shown.
    Hidden,
}

/// One thing a form asks for.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Field {
    ask: Ask,
    name: &'static str,
    label: Option<Message>,
    hint: Option<Message>,
    value: String,
    ticked: bool,
    options: Vec<Choice>,
}

/// One of a list.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: Message,
}

impl Field {
    pub(super) fn new(
        ask: Ask,
        name: &'static str,
        label: Message,
        value: impl Into<String>,
    ) -> Self {
        Self {
            ask,
            name,
            label: Some(label),
            hint: None,
            value: value.into(),
            ticked: false,
            options: Vec::new(),
        }
    }
    pub(super) fn hidden(name: &'static str, value: impl ToString) -> Self {
        Self {
            ask: Ask::Hidden,
            name,
            label: None,
            hint: None,
            value: value.to_string(),
            ticked: false,
            options: Vec::new(),
        }
    }
    pub(super) fn tick(name: &'static str, label: Message, value: &str, ticked: bool) -> Self {
        Self {
            ticked,
            ..Self::new(Ask::Tick, name, label, value)
        }
    }
    pub(super) fn choice(
        name: &'static str,
        label: Message,
        value: impl Into<String>,
        options: Vec<Choice>,
    ) -> Self {
        Self {
            options,
            ..Self::new(Ask::Choice, name, label, value)
        }
    }
    pub(super) fn hint(mut self, hint: Message) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// A form of the desk.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ActPage {
    heading: Message,
    /// The title of what it is about.
    title: String,
    back: String,
    /// What will happen, a sentence each.
    told: Vec<Message>,
    fields: Vec<Field>,
    /// `get` for a step that only asks on.
    method: &'static str,
    action: String,
    button: Message,
    invalid: Invalid,
}
impl Page for ActPage {
    const TEMPLATE: &'static str = "desk/act.html";
}

impl ActPage {
    /// A form about a topic, below its address.
    pub(super) fn about(topic: &Topic, act: &str, heading: Message, button: Message) -> Self {
        Self {
            heading,
            title: topic.title.clone(),
            back: topic.path(),
            told: Vec::new(),
            fields: Vec::new(),
            method: "post",
            action: format!("/t/{}/{act}", topic.id),
            button,
            invalid: Invalid::default(),
        }
    }
    pub(super) fn tell(mut self, told: Message) -> Self {
        self.told.push(told);
        self
    }
    pub(super) fn ask(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }
    pub(super) fn back(mut self, path: String) -> Self {
        self.back = path;
        self
    }
    /// Only asks on: nothing is changed yet.
    pub(super) fn asking(mut self) -> Self {
        self.method = "get";
        self
    }
    pub(super) fn wrong(mut self, invalid: Invalid) -> Self {
        self.invalid = invalid;
        self
    }
}
