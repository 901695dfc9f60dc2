//! Starting a topic and changing its words.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Discuss, Sight};
use crate::db::Conn;
use crate::drafts::{self, Context};
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::say;
use crate::state::App;
use crate::topics::actions::{self, Seen};
use crate::topics::model::{Act, Board, Draft, Kind, Topic, Typed, split_tags};
use crate::topics::writing::{self, Left, Step, Writing};
use crate::topics::{boards, fields, list, prose, statuses, store};
use crate::web::sent::Parts;
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct NewPage {
    boards: Vec<Board>,
    typed: Typed,
    invalid: Invalid,
    writing: Writing,
    can_announce: bool,
    /// Tags to choose from.
    tags: Vec<String>,
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
    shell: Shell,
    left: Left,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let wanted = wanted.into_inner();
    let (writing, draft) = writing::open(&app, &shell.viewer, &left, Context::Discussion).await?;
    let mut typed: Typed = match &draft {
        Some(fields) => writing::restored(fields)?,
        None => Typed::default(),
    };
    for (field, wanted) in [
        (&mut typed.board, wanted.board),
        (&mut typed.kind, wanted.kind),
        (&mut typed.title, wanted.title),
    ] {
        if field.is_empty() {
            *field = wanted;
        }
    }
    new_page(&app, &shell, typed, writing, None).await
}

pub(super) async fn new_page(
    app: &App,
    shell: &Shell,
    typed: Typed,
    writing: Writing,
    invalid: Option<Invalid>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let (boards, tags) = app
        .db
        .read(move |conn| {
            let boards = boards::offered(conn, &sight, Act::Propose)?;
            Ok((boards, list::known_tags(conn, &sight)?))
        })
        .await?;
    if boards.is_empty() {
        return Err(Error::Forbidden(say!("discussion-no-board")));
    }
    let page = NewPage {
        boards,
        typed,
        invalid: invalid.clone().unwrap_or_default(),
        writing,
        can_announce: sight.is_staff(),
        tags,
    };
    match invalid {
        Some(_) => shell.retry(&page),
        None => shell.page(&page),
    }
}

pub(super) async fn start(
    app: App,
    shell: Shell,
    left: Left,
    mut parts: Parts,
) -> Result<HttpResponse> {
    let step =
        writing::step::<Discuss>(&app, &shell, &left, Context::Discussion, &mut parts).await?;
    let typed: Typed = parts.typed()?;
    match step {
        Step::Answer(answer) => Ok(answer),
        Step::Show(writing, invalid) => new_page(&app, &shell, typed, writing, invalid).await,
        Step::Send(by) => match start_typed(&app, &by, &typed).await {
            Ok(topic) => Ok(shell.done(topic.path(), say!("topic-is-here"))),
            Err(Error::Invalid(invalid)) => {
                let writing = writing::again(Context::Discussion, &parts);
                new_page(&app, &shell, typed, writing, Some(invalid)).await
            }
            Err(error) => Err(error),
        },
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
            drafts::drop_sent(tx, by.who.id, Context::Discussion)?;
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
    /// What its board asks of a proposal, with the answers.
    fields: Vec<fields::Shown>,
    invalid: Invalid,
    writing: Writing,
    stale: bool,
    /// Tags to choose from.
    tags: Vec<String>,
}
impl Page for EditPage {
    const TEMPLATE: &'static str = "topics/edit.html";
}

pub(super) async fn edit_form(
    app: App,
    shell: Shell,
    left: Left,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let id = *id;
    let (writing, draft) = writing::open(&app, &shell.viewer, &left, Context::Edit(id)).await?;
    let answers = draft.as_ref().map(fields::typed);
    let mut page = app
        .db
        .read(move |conn| edit_page(conn, &member.sight(), id, answers))
        .await?;
    if let Some(fields) = &draft {
        let kind = std::mem::take(&mut page.typed.kind);
        page.typed = Typed {
            kind,
            ..writing::restored(fields)?
        };
    }
    page.writing = writing;
    shell.page(&page)
}

pub(super) fn edit_page(
    conn: &mut Conn,
    sight: &Sight,
    id: TopicId,
    answers: Option<fields::Typed>,
) -> Result<EditPage> {
    let Seen { topic, board } = actions::find(conn, sight, id)?;
    let statuses = statuses::all(conn)?;
    topic.editable_by(sight, statuses.get(topic.status_id))?;
    let (body, _) = actions::words(conn, id)?;
    let tags = store::tags_of(conn, &[id])?;
    let boards = match sight.is_staff() {
        true => boards::visible(conn, sight)?,
        false => vec![board.clone()],
    };
    let asked = match topic.kind {
        Kind::Proposal => fields::asked(conn, &[board.id])?,
        Kind::Discussion | Kind::Announcement => Vec::new(),
    };
    let answers = match answers {
        Some(answers) => answers,
        None => fields::by_key(conn, id)?,
    };
    Ok(EditPage {
        tags: list::known_tags(conn, sight)?,
        fields: fields::shown(&asked, &answers),
        writing: Writing::default(),
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
    left: Left,
    id: web::Path<TopicId>,
    mut parts: Parts,
) -> Result<HttpResponse> {
    let (id, context) = (*id, Context::Edit(*id));
    let step = writing::step::<Discuss>(&app, &shell, &left, context, &mut parts).await?;
    let typed: Typed = parts.typed()?;
    let answers = fields::typed(parts.pairs());
    let (writing, invalid, stale) = match step {
        Step::Answer(answer) => return Ok(answer),
        Step::Show(writing, invalid) => (writing, invalid, false),
        Step::Send(by) => match change(&app, &by, id, &typed, answers.clone()).await {
            Ok(topic) => return Ok(shell.done(topic.path(), say!("topic-changed"))),
            Err(Error::Invalid(invalid)) => (writing::again(context, &parts), Some(invalid), false),
            Err(Error::Stale) => (
                writing::again(context, &parts),
                Some(Invalid::default()),
                true,
            ),
            Err(error) => return Err(error),
        },
    };
    let sight = shell.viewer.sight();
    let mut page = app
        .db
        .read(move |conn| edit_page(conn, &sight, id, Some(answers)))
        .await?;
    // When someone else was faster, their version is the one now changed; the visitor's words are kept.
    page.typed = Typed {
        version: if stale {
            page.typed.version
        } else {
            typed.version.clone()
        },
        ..typed
    };
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

async fn change(
    app: &App,
    by: &Can<Discuss>,
    id: TopicId,
    typed: &Typed,
    answers: fields::Typed,
) -> Result<Topic> {
    let prose = prose::topic(app, &typed.body).await?;
    let draft = Draft::parse(&typed.title, &split_tags(&typed.tags), prose)?;
    let (now, slug, version) = (app.now(), typed.board.clone(), typed.version.parse().ok());
    let member = by.who.clone();
    app.db
        .write(move |tx| {
            let sight = member.sight();
            let board = match slug.is_empty() {
                true => None,
                false => Some(boards::by_slug(tx, &sight, &slug)?),
            };
            let before = actions::find(tx, &sight, id)?;
            let topic = actions::edit(tx, &member, id, &draft, board.as_ref(), version, now)?;
            if topic.kind == Kind::Proposal {
                let asked = fields::asked(tx, &[before.board.id])?;
                let answers = fields::check(&asked, &answers)?;
                fields::change(tx, &member, &topic, &answers, now)?;
            }
            drafts::drop_sent(tx, member.id, Context::Edit(id))?;
            Ok(topic)
        })
        .await
}
