//! Starting a topic and changing its words.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Discuss, Sight};
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::say;
use crate::state::App;
use crate::topics::actions::{self, Seen};
use crate::topics::model::{Act, Board, Draft, Kind, Topic, Typed, split_tags};
use crate::topics::{boards, prose, statuses, store};
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct NewPage {
    boards: Vec<Board>,
    typed: Typed,
    invalid: Invalid,
    can_announce: bool,
}
impl Page for NewPage {
    const TEMPLATE: &'static str = "topics/new.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    board: String,
    kind: String,
    title: String,
}

pub(super) async fn new(
    app: App,
    by: Can<Discuss>,
    shell: Shell,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let wanted = wanted.into_inner();
    let typed = Typed {
        board: wanted.board,
        kind: wanted.kind,
        title: wanted.title,
        ..Typed::default()
    };
    new_page(&app, &by, &shell, typed, None).await
}

pub(super) async fn new_page(
    app: &App,
    by: &Can<Discuss>,
    shell: &Shell,
    typed: Typed,
    invalid: Option<Invalid>,
) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let boards = app
        .db
        .read(move |conn| boards::open_for(conn, &sight, Act::Propose))
        .await?;
    if boards.is_empty() {
        return Err(Error::Forbidden(say!("discussion-no-board")));
    }
    let page = NewPage {
        boards,
        typed,
        invalid: invalid.clone().unwrap_or_default(),
        can_announce: by.who.role.is_staff(),
    };
    match invalid {
        Some(_) => shell.retry(&page),
        None => shell.page(&page),
    }
}

pub(super) async fn start(
    app: App,
    by: Can<Discuss>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    match start_typed(&app, &by, &typed).await {
        Ok(topic) => Ok(shell.done(topic.path(), say!("topic-is-here"))),
        Err(Error::Invalid(invalid)) => new_page(&app, &by, &shell, typed, Some(invalid)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn start_typed(app: &App, by: &Can<Discuss>, typed: &Typed) -> Result<Topic> {
    let kind = match typed.kind.as_str() {
        "" => Kind::Discussion,
        named => Kind::named(named).ok_or_else(|| Invalid::field("kind", say!("field-choose")))?,
    };
    let prose = prose::topic(app, &typed.body).await?;
    let draft = Draft::parse(&typed.title, &split_tags(&typed.tags), prose)?;
    let (by, now, board) = (by.clone(), app.now(), typed.board.clone());
    app.db
        .write(move |tx| {
            let sight = by.who.sight();
            let board = boards::chosen(tx, &sight, &board)?;
            let id = actions::discuss(tx, &by, kind, &board, &draft, now)?;
            actions::find(tx, &sight, id).map(|seen| seen.topic)
        })
        .await
}

#[derive(Serialize)]
pub(super) struct EditPage {
    id: TopicId,
    kind: Kind,
    path: String,
    boards: Vec<Board>,
    typed: Typed,
    invalid: Invalid,
    stale: bool,
}
impl Page for EditPage {
    const TEMPLATE: &'static str = "topics/edit.html";
}

pub(super) async fn edit_form(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let page = app
        .db
        .read(move |conn| edit_page(conn, &member.sight(), *id))
        .await?;
    shell.page(&page)
}

pub(super) fn edit_page(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<EditPage> {
    let Seen { topic, board } = actions::find(conn, sight, id)?;
    let statuses = statuses::all(conn)?;
    topic.editable_by(sight, statuses.get(topic.status_id))?;
    let (body, _) = actions::words(conn, id)?;
    let tags = store::tags_of(conn, &[id])?;
    let boards = match sight.is_staff() {
        true => boards::visible(conn, sight)?,
        false => vec![board.clone()],
    };
    Ok(EditPage {
        id,
        kind: topic.kind,
        path: topic.path(),
        boards,
        typed: Typed {
            title: topic.title,
            body,
            board: board.slug,
            tags: tags
                .into_iter()
                .map(|(_, t)| t.name)
                .collect::<Vec<_>>()
                .join(", "),
            kind: topic.kind.to_string(),
            version: topic.version.to_string(),
        },
        invalid: Invalid::default(),
        stale: false,
    })
}

pub(super) async fn edit(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let (id, typed) = (*id, form.into_inner());
    let sight = member.sight();
    let edited = async {
        let prose = prose::topic(&app, &typed.body).await?;
        let draft = Draft::parse(&typed.title, &split_tags(&typed.tags), prose)?;
        let (now, slug, version) = (app.now(), typed.board.clone(), typed.version.parse().ok());
        app.db
            .write(move |tx| {
                let board = match slug.is_empty() {
                    true => None,
                    false => Some(boards::by_slug(tx, &member.sight(), &slug)?),
                };
                actions::edit(tx, &member, id, &draft, board.as_ref(), version, now)
            })
            .await
    };
    let (invalid, stale) = match edited.await {
        Ok(topic) => {
            return Ok(shell.done(topic.path(), say!("topic-changed")));
        }
        Err(Error::Invalid(invalid)) => (invalid, false),
        Err(Error::Stale) => (Invalid::default(), true),
        Err(error) => return Err(error),
    };
    let mut page = app.db.read(move |conn| edit_page(conn, &sight, id)).await?;
    // When someone else was faster, their version is the one now changed; the visitor's words are kept.
    page.typed = Typed {
        version: if stale {
            page.typed.version
        } else {
            typed.version.clone()
        },
        ..typed
    };
    page.invalid = invalid;
    page.stale = stale;
    shell.retry(&page)
}
