//! What people write, rendered once before it is stored: off the request threads, few at a time, with an end.
use std::sync::LazyLock;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::model::{BODY, COMMENT};
use super::store;
use crate::accounts;
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::images;
use crate::lang::Message;
use crate::say;
use crate::state::App;
use crate::text::{self, Html, Known};

/// Texts rendered at the same time.
static RENDERERS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));
/// Texts that are looked at before they are sent, rendered at the same time.
static PREVIEWS: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));
/// How long one text may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// Characters of an excerpt.
const EXCERPT: usize = 200;

/// A text with its rendering. Only rendering makes one.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    markdown: String,
    html: Html,
    excerpt: String,
    images: Vec<String>,
}

impl Prose {
    /// Renders a text here and now: for imports and the demo.
    pub fn render(markdown: &str, known: &Known) -> Self {
        let markdown = text::clean_text(markdown);
        let mut images: Vec<_> = known.images.keys().cloned().collect();
        images.sort_unstable();
        Self {
            images,
            html: text::render(&markdown, known).html,
            excerpt: text::excerpt(&markdown, EXCERPT),
            markdown,
        }
    }
    /// What was written.
    pub fn markdown(&self) -> &str {
        &self.markdown
    }
    /// What is shown.
    pub fn html(&self) -> &Html {
        &self.html
    }
    /// The pictures in it, by key.
    pub fn images(&self) -> &[String] {
        &self.images
    }
    /// Its beginning, plain.
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

/// What `markdown` mentions that exists here.
///
/// # Errors
/// Those of the database.
pub fn known(conn: &mut Conn, markdown: &str) -> Result<Known> {
    let references = text::references(markdown);
    let mut known = Known::default();
    if !references.handles.is_empty() {
        known.handles = accounts::actions::named(conn, &references.handles)?;
    }
    if !references.topics.is_empty() {
        known.topics = store::existing(conn, &references.topics)?
            .into_iter()
            .collect();
    }
    known.images = images::known(conn, &references.images)?;
    Ok(known)
}

/// Renders a topic's text.
///
/// # Errors
/// [`Error::Invalid`] when it is too long, [`Error::Busy`] when rendering has no room.
pub async fn topic(app: &App, markdown: &str) -> Result<Prose> {
    prepare(
        app,
        markdown,
        "body",
        BODY,
        say!("field-at-most", max = BODY),
    )
    .await
}

/// Renders a comment's text.
///
/// # Errors
/// [`Error::Invalid`] when it is empty or too long, [`Error::Busy`] when rendering has no room.
pub async fn comment(app: &App, markdown: &str) -> Result<Prose> {
    if text::clean_text(markdown).trim().is_empty() {
        return Err(Invalid::field("body", say!("comment-empty")).into());
    }
    prepare(
        app,
        markdown,
        "body",
        COMMENT,
        say!("field-at-most", max = COMMENT),
    )
    .await
}

/// Renders an official response.
///
/// # Errors
/// [`Error::Invalid`] when it is too long, [`Error::Busy`] when rendering has no room.
pub async fn response(app: &App, markdown: &str) -> Result<Prose> {
    prepare(
        app,
        markdown,
        "response",
        COMMENT,
        say!("field-at-most", max = COMMENT),
    )
    .await
}

/// Renders a text for its writer to look at: like a topic's, but one at a time, so that previews never delay posts.
///
/// # Errors
/// [`Error::Invalid`] when it is too long, [`Error::Busy`] when rendering has no room.
pub async fn preview(app: &App, markdown: &str) -> Result<Html> {
    let work = async {
        let _room = PREVIEWS.acquire().await.map_err(Error::internal)?;
        topic(app, markdown).await
    };
    tokio::time::timeout(PATIENCE, work)
        .await
        .map_err(|_| Error::Busy(5))?
        .map(|prose| prose.html)
}

async fn prepare(
    app: &App,
    markdown: &str,
    field: &str,
    most: usize,
    advice: Message,
) -> Result<Prose> {
    if markdown.chars().count() > most {
        return Err(Invalid::field(field, advice).into());
    }
    let text = markdown.to_owned();
    let known = {
        let text = text.clone();
        app.db.read(move |conn| self::known(conn, &text)).await?
    };
    let work = async {
        let _room = RENDERERS.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || Prose::render(&text, &known))
            .await
            .map_err(Error::internal)
    };
    tokio::time::timeout(PATIENCE, work)
        .await
        .map_err(|_| Error::Busy(5))?
}
