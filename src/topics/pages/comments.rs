//! Saying something, changing it, taking it back.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::removal::RemovalPage;
use super::show::Linked;
use super::show::show_again;
use crate::access::{Can, Comment as MayComment, Sight};
use crate::accounts::{self, Author};
use crate::db::Conn;
use crate::drafts::{self, Context};
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, TopicId};
use crate::say;
use crate::state::App;
use crate::text::{self, Html};
use crate::topics::model::{Comment, Topic, TypedComment};
use crate::topics::thread::{self};
use crate::topics::writing::{self, Left, Step, Writing};
use crate::topics::{comments, family, prose, store};
use crate::web::sent::Parts;
use crate::web::{Page, Shell};

pub(super) async fn say(
    app: App,
    shell: Shell,
    left: Left,
    id: web::Path<TopicId>,
    mut parts: Parts,
) -> Result<HttpResponse> {
    let id = *id;
    let parent = match parts.value("parent").trim() {
        "" => Ok(None),
        number => number
            .parse()
            .map(|number| Some(CommentId::new(number)))
            .map_err(|_| Invalid::field("parent", say!("comment-parent-gone"))),
    };
    let context = match parent {
        Ok(Some(comment)) if comment.get() > 0 => Context::Reply(comment),
        _ => Context::Comment(id),
    };
    let step = writing::step::<MayComment>(&app, &shell, &left, context, &mut parts).await?;
    let typed: TypedComment = parts.typed()?;
    match step {
        Step::Answer(answer) => Ok(answer),
        Step::Show(writing, invalid) => {
            let invalid = invalid.unwrap_or_default();
            show_again(app, shell, id, typed, writing, invalid).await
        }
        Step::Send(by) => match say_typed(&app, by, id, parent, context, &typed).await {
            Ok(comment) => Ok(shell.done(format!("/c/{comment}"), say!("comment-is-in"))),
            Err(Error::Invalid(invalid)) => {
                let writing = writing::again(context, &parts);
                show_again(app, shell, id, typed, writing, invalid).await
            }
            Err(error) => Err(error),
        },
    }
}

async fn say_typed(
    app: &App,
    by: Can<MayComment>,
    id: TopicId,
    parent: Result<Option<CommentId>, Invalid>,
    context: Context,
    typed: &TypedComment,
) -> Result<CommentId> {
    let prose = prose::comment(app, &typed.body).await?;
    let parent = parent?;
    let (now, official) = (app.now(), typed.official.is_some());
    let internal = typed.internal.is_some();
    app.db
        .write(move |tx| {
            let comment = match internal {
                true => comments::note(tx, &by, id, parent, &prose, now)?,
                false => comments::say(tx, &by, id, parent, official, &prose, now)?,
            };
            drafts::drop_sent(tx, by.who.id, context)?;
            Ok(comment)
        })
        .await
}

/// A comment's lasting address leads to the page of its topic that holds it.
pub(super) async fn comment_place(
    app: App,
    shell: Shell,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let to = app
        .db
        .read(move |conn| {
            let found = comments::find(conn, &sight, *id)?;
            place_path(conn, &sight, &found.seen.topic, &found.comment)
        })
        .await?;
    Ok(shell.redirect(to))
}

/// The address of a comment on the page of its topic that holds it.
pub(super) fn place_path(
    conn: &mut Conn,
    sight: &Sight,
    topic: &Topic,
    comment: &Comment,
) -> Result<String> {
    let path = topic.path();
    let family = family::members(conn, topic.id)?;
    let before = store::place_of(conn, &family, thread::kinds(sight), comment)?;
    Ok(match before < thread::PAGE {
        true => format!("{path}#c-{}", comment.id),
        false => format!("{path}?after={}#c-{}", thread::before(comment), comment.id),
    })
}

#[derive(Serialize)]
pub(super) struct CommentPage {
    id: CommentId,
    topic: Linked,
    topic_id: TopicId,
    /// Whether this answers the comment shown, or changes it.
    answer: bool,
    author: Option<Author>,
    html: Option<Html>,
    typed: TypedComment,
    version: i64,
    invalid: Invalid,
    writing: Writing,
    stale: bool,
}
impl Page for CommentPage {
    const TEMPLATE: &'static str = "topics/comment.html";
}

pub(super) fn comment_page(
    conn: &mut Conn,
    sight: &Sight,
    id: CommentId,
    answer: bool,
) -> Result<CommentPage> {
    let found = comments::find(conn, sight, id)?;
    if !found.comment.readable() {
        return Err(Error::Gone("comment"));
    }
    if !answer {
        found.comment.changeable_by(sight)?;
    }
    let (_, html) = store::comment_words(conn, id)?;
    let author =
        accounts::authors(conn, &[found.comment.author_id])?.remove(&found.comment.author_id);
    Ok(CommentPage {
        id,
        topic_id: found.seen.topic.id,
        topic: Linked {
            path: found.seen.topic.path(),
            title: found.seen.topic.title,
        },
        answer,
        author,
        html: answer.then(|| Html::from_stored(html)),
        typed: TypedComment {
            body: if answer { String::new() } else { found.body },
            parent: if answer {
                id.to_string()
            } else {
                String::new()
            },
            official: None,
            internal: None,
        },
        version: found.comment.version,
        invalid: Invalid::default(),
        writing: Writing::default(),
        stale: false,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskedReply {
    quote: String,
}

/// Characters of a comment that a quote takes over.
const QUOTED: usize = 2_000;

/// A comment's words as a quote, and whom they are from. Quotes in it are left out: nobody answers to those.
fn quote(body: &str, author: Option<&Author>) -> String {
    let whole: String = body.chars().take(QUOTED).collect();
    let lines: Vec<_> = whole
        .trim()
        .lines()
        .filter(|line| !line.starts_with('>'))
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect();
    let to = author.map_or_else(String::new, |author| format!("@{} ", author.handle));
    format!("{}\n\n{to}", lines.join("\n"))
}

pub(super) async fn reply_form(
    app: App,
    shell: Shell,
    left: Left,
    id: web::Path<CommentId>,
    asked: web::Query<AskedReply>,
) -> Result<HttpResponse> {
    let (sight, id) = (shell.viewer.sight(), *id);
    let (mut page, body) = app
        .db
        .read(move |conn| {
            let page = comment_page(conn, &sight, id, true)?;
            let (body, _) = store::comment_words(conn, id)?;
            Ok((page, body))
        })
        .await?;
    let (writing, draft) = writing::open(&app, &shell.viewer, &left, Context::Reply(id)).await?;
    match &draft {
        Some(fields) => {
            let parent = std::mem::take(&mut page.typed.parent);
            page.typed = TypedComment {
                parent,
                ..writing::restored(fields)?
            };
        }
        None if asked.quote == "1" => page.typed.body = quote(&body, page.author.as_ref()),
        None => {}
    }
    page.writing = writing;
    shell.page(&page)
}

pub(super) async fn edit_comment_form(
    app: App,
    _by: Can<MayComment>,
    shell: Shell,
    left: Left,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let (sight, id) = (shell.viewer.sight(), *id);
    let mut page = app
        .db
        .read(move |conn| comment_page(conn, &sight, id, false))
        .await?;
    let (writing, draft) = writing::open(&app, &shell.viewer, &left, Context::Change(id)).await?;
    if let Some(fields) = &draft {
        let typed: TypedChange = writing::restored(fields)?;
        page.typed.body = typed.body;
        page.version = typed.version.parse().unwrap_or(page.version);
    }
    page.writing = writing;
    shell.page(&page)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedChange {
    body: String,
    version: String,
}

pub(super) async fn edit_comment(
    app: App,
    shell: Shell,
    left: Left,
    id: web::Path<CommentId>,
    mut parts: Parts,
) -> Result<HttpResponse> {
    let (id, context) = (*id, Context::Change(*id));
    let step = writing::step::<MayComment>(&app, &shell, &left, context, &mut parts).await?;
    let typed: TypedChange = parts.typed()?;
    let (writing, invalid, stale) = match step {
        Step::Answer(answer) => return Ok(answer),
        Step::Show(writing, invalid) => (writing, invalid, false),
        Step::Send(by) => {
            let edited = async {
                let prose = prose::comment(&app, &typed.body).await?;
                let (now, version) = (app.now(), typed.version.parse().ok());
                app.db
                    .write(move |tx| {
                        comments::edit(tx, &by, id, &prose, version, now)?;
                        drafts::drop_sent(tx, by.who.id, context)
                    })
                    .await
            };
            let again = writing::again(context, &parts);
            match edited.await {
                Ok(()) => return Ok(shell.done(format!("/c/{id}"), say!("comment-changed"))),
                Err(Error::Invalid(invalid)) => (again, Some(invalid), false),
                Err(Error::Stale) => (again, Some(Invalid::default()), true),
                Err(error) => return Err(error),
            }
        }
    };
    let sight = shell.viewer.sight();
    let mut page = app
        .db
        .read(move |conn| comment_page(conn, &sight, id, false))
        .await?;
    page.typed.body = typed.body;
    if !stale {
        page.version = typed.version.parse().unwrap_or(page.version);
    }
    page.writing = writing;
    page.stale = stale;
    match invalid {
        None => shell.page(&page),
        Some(invalid) => {
            page.invalid = invalid;
            shell.retry(&page)
        }
    }
}

pub(super) async fn remove_comment_form(
    app: App,
    by: Can<MayComment>,
    shell: Shell,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let page = app
        .db
        .read(move |conn| {
            let found = comments::find(conn, &sight, *id)?;
            found.comment.changeable_by(&sight)?;
            Ok(RemovalPage {
                title: text::excerpt(&found.body, 80),
                back: format!("/c/{}", found.comment.id),
                action: format!("/c/{}/removal", found.comment.id),
                what: "comment",
                told: say!("comment-removal-told"),
            })
        })
        .await?;
    shell.page(&page)
}

pub(super) async fn remove_comment(
    app: App,
    by: Can<MayComment>,
    shell: Shell,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let (id, now) = (*id, app.now());
    let comment = app
        .db
        .write(move |tx| comments::remove(tx, &by, id, now))
        .await?;
    Ok(shell.done(format!("/t/{}", comment.topic_id), say!("comment-removed")))
}
