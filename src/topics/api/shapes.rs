//! What a topic of any kind tells.
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::accounts::Author;
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::id::TopicId;
use crate::state::App;
use crate::topics::actions::{self, Seen};
use crate::topics::extras::{self, Subject};
use crate::topics::fields;
use crate::topics::list::Card;
use crate::topics::model::{Kind, StatusKind};

/// Who wrote something.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Author)]
pub struct AuthorJson {
    /// Their handle: `/people/{handle}`.
    pub handle: String,
    /// The name they go by; may be empty.
    pub name: String,
}

impl From<Author> for AuthorJson {
    fn from(author: Author) -> Self {
        Self {
            handle: author.handle,
            name: author.name,
        }
    }
}

/// Where a proposal stands.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Status)]
pub struct StatusJson {
    /// Its stable name in the API.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// What it means, whatever it is called.
    pub kind: StatusKind,
}

/// What a topic of any kind tells in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Topic)]
pub struct TopicJson {
    /// Its number, the same in its address.
    #[schema(value_type = i64)]
    pub id: TopicId,
    /// What sort of topic it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its page.
    #[schema(format = "uri")]
    pub url: String,
    /// The slug of its board.
    pub board: String,
    /// How many comments it has.
    pub comments: i64,
    /// Who started it.
    pub author: AuthorJson,
    /// The slugs of its tags.
    pub tags: Vec<String>,
    /// When it was started.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Time,
    /// When its text or status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Time,
}

impl TopicJson {
    /// A card in the API's words.
    pub fn of(app: &App, card: &Card) -> Self {
        Self {
            id: card.topic.id,
            kind: card.topic.kind,
            title: card.topic.title.clone(),
            url: app.config.base_url.link(&card.topic.path()),
            board: card.board.slug.clone(),
            comments: card.topic.comments,
            author: card.author.clone().into(),
            tags: card.tags.iter().map(|t| t.slug.clone()).collect(),
            created_at: card.topic.created_at,
            updated_at: card.topic.updated_at,
        }
    }
}

/// What a single topic tells besides.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TopicText)]
pub struct TextJson {
    /// The text as written, in Markdown.
    pub body: String,
    /// The text as shown: safe HTML.
    pub body_html: String,
    /// Counts the changes of its text; name it in `If-Match` (as `"v{version}"`) to change what you read.
    pub version: i64,
    /// Where it was imported from.
    #[schema(format = "uri")]
    pub source_url: Option<String>,
    /// Answers to what its board asks of a proposal, by key.
    pub fields: BTreeMap<String, String>,
    /// Free fields of other programs, by program.
    pub extra: BTreeMap<String, Value>,
}

impl TextJson {
    /// A topic's text in the API's words.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(conn: &mut Conn, app: &App, seen: &Seen) -> Result<Self> {
        let (body, html) = actions::words(conn, seen.topic.id)?;
        Ok(Self {
            body,
            body_html: html.at(&app.config.base_url.full),
            version: seen.topic.version,
            source_url: seen.topic.source_url.clone(),
            fields: fields::by_key(conn, seen.topic.id)?,
            extra: extras::all(conn, Subject::Topic(seen.topic.id))?,
        })
    }
}
