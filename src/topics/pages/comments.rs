//! Saying something, changing it, taking it back.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::removal::RemovalPage;
use super::show::Linked;
use super::show::show_again;
use crate::access::{Can, Comment as MayComment, Sight};
use crate::accounts::{self, Author};
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, TopicId};
use crate::say;
use crate::state::App;
use crate::text::{self, Html};
use crate::topics::model::{Comment, Topic, TypedComment};
use crate::topics::thread::{self};
use crate::topics::{comments, family, prose, store};
use crate::web::{Page, Shell};

pub(super) async fn say(
    app: App,
    by: Can<MayComment>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<TypedComment>,
) -> Result<HttpResponse> {
    let (id, typed) = (*id, form.into_inner());
    let said = async {
        let prose = prose::comment(&app, &typed.body).await?;
        let parent = match typed.parent.trim() {
            "" => None,
            number => Some(
                number
                    .parse()
                    .map(CommentId::new)
                    .map_err(|_| Invalid::field("parent", say!("comment-parent-gone")))?,
            ),
        };
        let (now, official) = (app.now(), typed.official.is_some());
        app.db
            .write(move |tx| comments::say(tx, &by, id, parent, official, &prose, now))
            .await
    };
    match said.await {
        Ok(comment) => Ok(shell.done(format!("/c/{comment}"), say!("comment-is-in"))),
        Err(Error::Invalid(invalid)) => show_again(app, shell, id, typed, invalid).await,
        Err(error) => Err(error),
    }
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
        },
        version: found.comment.version,
        invalid: Invalid::default(),
        stale: false,
    })
}

pub(super) async fn reply_form(
    app: App,
    _by: Can<MayComment>,
    shell: Shell,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read(move |conn| comment_page(conn, &sight, *id, true))
        .await?;
    shell.page(&page)
}

pub(super) async fn edit_comment_form(
    app: App,
    _by: Can<MayComment>,
    shell: Shell,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read(move |conn| comment_page(conn, &sight, *id, false))
        .await?;
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
    by: Can<MayComment>,
    shell: Shell,
    id: web::Path<CommentId>,
    form: web::Form<TypedChange>,
) -> Result<HttpResponse> {
    let (id, typed, sight) = (*id, form.into_inner(), by.who.sight());
    let edited = async {
        let prose = prose::comment(&app, &typed.body).await?;
        let (now, version) = (app.now(), typed.version.parse().ok());
        app.db
            .write(move |tx| comments::edit(tx, &by, id, &prose, version, now))
            .await
    };
    let (invalid, stale) = match edited.await {
        Ok(_) => return Ok(shell.done(format!("/c/{id}"), say!("comment-changed"))),
        Err(Error::Invalid(invalid)) => (invalid, false),
        Err(Error::Stale) => (Invalid::default(), true),
        Err(error) => return Err(error),
    };
    let mut page = app
        .db
        .read(move |conn| comment_page(conn, &sight, id, false))
        .await?;
    page.typed.body = typed.body;
    page.invalid = invalid;
    page.stale = stale;
    shell.retry(&page)
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
