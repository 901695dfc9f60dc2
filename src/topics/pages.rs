//! Topics as HTML: lists of discussions, any topic's page, and forms.
use std::collections::HashMap;

use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::actions::{self, Seen};
use super::kinds::{KindRoom, Kinds};
use super::list::{self, Asked, Card, Query};
use super::model::{
    Act, Board, Draft, Kind, Sort, State, Status, Tag, Topic, Typed, TypedComment, split_tags,
};
use super::thread::{self, Timeline};
use super::{boards, comments, links, prose, statuses, store};
use crate::access::{Can, Comment as MayComment, Discuss, Sight};
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::{Conn, Cursor};
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, TopicId};
use crate::state::App;
use crate::text::{self, Html};
use crate::web::{Page, Shell};

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/discussions").get(discussions).post(start))
        .service(web::resource("/discussions/new").get(new))
        .service(web::resource("/announcements").get(announcements))
        .service(web::resource("/tags").get(tags))
        .service(web::resource("/tags/{slug}").get(tag))
        .service(web::resource("/boards/{slug}").get(board))
        .service(web::resource("/t/{id}.json").get(json_of))
        .service(web::resource("/t/{id}.md").get(markdown_of))
        .service(web::resource("/t/{id}").get(show_id))
        .service(web::resource("/t/{id}/edit").get(edit_form).post(edit))
        .service(web::resource("/t/{id}/comments").post(say))
        .service(web::resource("/t/{id}/revisions").get(revisions))
        .service(
            web::resource("/t/{id}/removal")
                .get(removal_form)
                .post(remove),
        )
        .service(web::resource("/t/{id}/restoration").post(restore))
        .service(web::resource("/c/{id}").get(comment_place))
        .service(web::resource("/c/{id}/reply").get(reply_form))
        .service(
            web::resource("/c/{id}/edit")
                .get(edit_comment_form)
                .post(edit_comment),
        )
        .service(web::resource("/c/{id}/revisions").get(comment_revisions))
        .service(
            web::resource("/c/{id}/removal")
                .get(remove_comment_form)
                .post(remove_comment),
        )
        .service(web::resource("/t/{id}/{slug}.json").get(json_of_slug))
        .service(web::resource("/t/{id}/{slug}.md").get(markdown_of_slug))
        .service(web::resource("/t/{id}/{slug}").get(show));
}

/// The page of discussions and of announcements is this room's own.
pub fn rooms() -> [KindRoom; 2] {
    [Kind::Discussion, Kind::Announcement].map(|kind| KindRoom {
        kind,
        show: |_, shell, _, page| {
            Box::pin(async move {
                match page.invalid.fields.is_empty() {
                    true => shell.page(&page),
                    false => shell.retry(&page),
                }
            })
        },
        tell: super::api::tell,
    })
}

// What lists show.

/// A topic in a list.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Row {
    pub id: TopicId,
    pub kind: Kind,
    pub path: String,
    pub title: String,
    /// The best-said reason, if people gave any.
    pub reason: Option<String>,
    pub excerpt: String,
    pub board: Board,
    pub author: Author,
    pub status: Option<Status>,
    pub tags: Vec<Tag>,
    pub supporters: i64,
    pub comments: i64,
    pub created_at: Time,
    pub active_at: Time,
    /// Whether the visitor supports it.
    pub mine: bool,
    /// Whether it takes votes from someone like the visitor.
    pub votable: bool,
}

/// Makes rows of cards, for a reader who supports these topics.
pub fn rows(cards: Vec<Card>, sight: &Sight, supported: &[TopicId]) -> Vec<Row> {
    cards
        .into_iter()
        .map(|card| Row {
            mine: supported.contains(&card.topic.id),
            votable: card.status.as_ref().is_some_and(|s| !s.freeze_votes)
                && (sight.role.is_none() || card.board.lets(Act::Vote, sight.role).is_ok()),
            id: card.topic.id,
            kind: card.topic.kind,
            path: card.topic.path(),
            title: card.topic.title,
            reason: card.topic.best_reason,
            excerpt: card.topic.excerpt,
            board: card.board,
            author: card.author,
            status: card.status,
            tags: card.tags,
            supporters: card.topic.supporters,
            comments: card.topic.comments,
            created_at: card.topic.created_at,
            active_at: card.topic.active_at,
        })
        .collect()
}

/// A link that narrows, widens or sorts a list.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its name.
    pub label: String,
    /// Where it leads.
    pub path: String,
    /// Whether it is what the list shows now.
    pub here: bool,
    /// How many are behind it, where that is known.
    pub count: Option<i64>,
}

/// Links beside a list.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Choices {
    pub sorts: Vec<Choice>,
    pub boards: Vec<Choice>,
    pub statuses: Vec<Choice>,
    pub tags: Vec<Choice>,
}

/// A list's address with one thing about it changed.
pub fn list_path(path: &str, asked: &Asked, change: (&str, Option<&str>)) -> String {
    let sort = asked.sort.map(Sort::text);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("board", asked.board.as_deref()),
        ("status", asked.status.as_deref()),
        ("tag", asked.tag.as_deref()),
        ("by", asked.by.as_deref()),
        ("q", asked.q.as_deref()),
        ("sort", sort),
        ("after", None),
    ] {
        let value = if name == change.0 { change.1 } else { value };
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            query.append_pair(name, value);
        }
    }
    match query.finish() {
        empty if empty.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// The links beside a list of this kind, as this reader may see them.
///
/// # Errors
/// Those of the database.
pub fn choices(
    conn: &mut Conn,
    sight: &Sight,
    kind: Kind,
    path: &str,
    asked: &Asked,
) -> Result<Choices> {
    let sorts: &[Sort] = match kind {
        Kind::Proposal => Sort::ALL,
        Kind::Discussion | Kind::Announcement => {
            &[Sort::Hot, Sort::New, Sort::Discussed, Sort::Unanswered]
        }
    };
    let now = asked.sort.unwrap_or(Sort::Hot);
    let counts = boards::counts(conn, kind)?;
    let boards = boards::visible(conn, sight)?
        .into_iter()
        .map(|board| Choice {
            path: list_path(path, asked, ("board", Some(&board.slug))),
            here: asked.board.as_deref() == Some(&board.slug),
            count: Some(counts.get(&board.id).copied().unwrap_or(0)),
            label: board.name,
        })
        .collect();
    let statuses = match kind {
        Kind::Proposal => statuses::all(conn)?
            .list()
            .iter()
            .map(|status| Choice {
                label: status.name.clone(),
                path: list_path(path, asked, ("status", Some(&status.slug))),
                here: asked.status.as_deref() == Some(&status.slug),
                count: None,
            })
            .collect(),
        Kind::Discussion | Kind::Announcement => Vec::new(),
    };
    let tags = list::tags(conn, sight, 12)?
        .into_iter()
        .map(|(tag, count)| Choice {
            path: list_path(path, asked, ("tag", Some(&tag.slug))),
            here: asked.tag.as_deref() == Some(&tag.slug),
            count: Some(count),
            label: tag.name,
        })
        .collect();
    Ok(Choices {
        sorts: sorts
            .iter()
            .map(|sort| Choice {
                label: sort.label().to_owned(),
                path: list_path(
                    path,
                    asked,
                    ("sort", Some(sort.text()).filter(|_| *sort != Sort::Hot)),
                ),
                here: *sort == now,
                count: None,
            })
            .collect(),
        boards,
        statuses,
        tags,
    })
}

/// What narrows a list now, each with the way to widen it again.
pub fn narrowed(path: &str, asked: &Asked) -> Vec<Choice> {
    [
        ("board", &asked.board, "on the board"),
        ("status", &asked.status, "with the status"),
        ("tag", &asked.tag, "tagged"),
        ("by", &asked.by, "by"),
        ("q", &asked.q, "saying"),
    ]
    .into_iter()
    .filter_map(|(name, value, told)| {
        let value = value.as_deref().filter(|v| !v.trim().is_empty())?;
        Some(Choice {
            label: format!("{told} {value}"),
            path: list_path(path, asked, (name, None)),
            here: true,
            count: None,
        })
    })
    .collect()
}

/// How a list is asked for by a browser.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AskedPage {
    /// The filters.
    #[serde(flatten)]
    pub asked: Asked,
    /// Where to go on.
    #[serde(default)]
    pub after: Option<String>,
}

/// Rows on one page of a list.
pub const ROWS: i64 = 30;

/// The cursor that a browser sent.
///
/// # Errors
/// [`Error::BadRequest`] for anything but one of ours.
pub fn cursor(asked: &AskedPage) -> Result<Option<Cursor>> {
    let name = asked.asked.sort.unwrap_or(Sort::Hot).text();
    asked
        .after
        .as_deref()
        .filter(|a| !a.is_empty())
        .map(|text| Cursor::read(name, text))
        .transpose()
}

/// The address of the page of a list that begins at `next`.
pub fn next_path(path: &str, asked: &Asked, next: Option<Cursor>) -> Option<String> {
    let name = asked.sort.unwrap_or(Sort::Hot).text();
    next.map(|cursor| {
        let here = list_path(path, asked, ("after", None));
        let joint = if here.contains('?') { '&' } else { '?' };
        format!("{here}{joint}after={}", cursor.write(name))
    })
}

#[derive(Serialize)]
struct IndexPage {
    heading: &'static str,
    path: &'static str,
    announcements: bool,
    rows: Vec<Row>,
    choices: Choices,
    narrowed: Vec<Choice>,
    next: Option<String>,
    first: Option<String>,
    q: String,
}
impl Page for IndexPage {
    const TEMPLATE: &'static str = "topics/index.html";
}

async fn discussions(app: App, shell: Shell, asked: web::Query<AskedPage>) -> Result<HttpResponse> {
    index(
        app,
        shell,
        asked.into_inner(),
        Kind::Discussion,
        "Discussions",
        "/discussions",
    )
    .await
}

async fn announcements(
    app: App,
    shell: Shell,
    asked: web::Query<AskedPage>,
) -> Result<HttpResponse> {
    let mut asked = asked.into_inner();
    asked.asked.sort.get_or_insert(Sort::New);
    index(
        app,
        shell,
        asked,
        Kind::Announcement,
        "Announcements",
        "/announcements",
    )
    .await
}

async fn index(
    app: App,
    shell: Shell,
    asked: AskedPage,
    kind: Kind,
    heading: &'static str,
    path: &'static str,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read(move |conn| {
            let after = cursor(&asked)?;
            let query = Query::of(conn, &sight, kind, &asked.asked)?;
            let (topics, next) = list::read(conn, &query, after, ROWS)?;
            let cards = list::cards(conn, topics)?;
            Ok(IndexPage {
                heading,
                path,
                announcements: kind == Kind::Announcement,
                rows: rows(cards, &sight, &[]),
                choices: choices(conn, &sight, kind, path, &asked.asked)?,
                narrowed: narrowed(path, &asked.asked),
                next: next_path(path, &asked.asked, next),
                first: after.map(|_| list_path(path, &asked.asked, ("after", None))),
                q: asked.asked.q.unwrap_or_default(),
            })
        })
        .await?;
    shell.page(&page)
}

#[derive(Serialize)]
struct TagsPage {
    tags: Vec<Choice>,
}
impl Page for TagsPage {
    const TEMPLATE: &'static str = "topics/tags.html";
}

async fn tags(app: App, shell: Shell) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let tags = app
        .db
        .read(move |conn| {
            let counted = list::tags(conn, &sight, 500)?;
            Ok(counted
                .into_iter()
                .map(|(tag, count)| Choice {
                    path: format!("/tags/{}", tag.slug),
                    label: tag.name,
                    here: false,
                    count: Some(count),
                })
                .collect())
        })
        .await?;
    shell.page(&TagsPage { tags })
}

async fn tag(shell: Shell, slug: web::Path<String>) -> HttpResponse {
    let asked = Asked::default();
    shell.redirect(list_path("/proposals", &asked, ("tag", Some(&slug))))
}

async fn board(shell: Shell, slug: web::Path<String>) -> HttpResponse {
    let asked = Asked::default();
    shell.redirect(list_path("/proposals", &asked, ("board", Some(&slug))))
}

// A topic's page.

/// What the page of any topic shows; each kind adds its own.
#[derive(Serialize)]
#[allow(missing_docs)]
pub struct ShowPage {
    pub id: TopicId,
    pub kind: Kind,
    pub path: String,
    pub title: String,
    pub html: Html,
    pub empty: bool,
    pub board: Board,
    pub author: Author,
    pub tags: Vec<Tag>,
    pub comments: i64,
    pub created_at: Time,
    pub edited_at: Option<Time>,
    pub source_url: Option<String>,
    pub removed: bool,
    pub timeline: Timeline,
    pub next: Option<String>,
    pub first: Option<String>,
    pub linked: Vec<Linked>,
    /// Whether the visitor may change the text.
    pub can_edit: bool,
    /// Whether someone like the visitor may comment; if not, why.
    pub can_comment: bool,
    pub closed: Option<String>,
    /// A comment that came back to its writer, with what is wrong.
    pub typed: TypedComment,
    pub invalid: Invalid,
    pub excerpt: String,
}
impl Page for ShowPage {
    const TEMPLATE: &'static str = "topics/show.html";
}

/// Another topic that speaks of this one.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Linked {
    pub title: String,
    pub path: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AskedThread {
    after: Option<String>,
}

fn show_page(conn: &mut Conn, sight: &Sight, seen: &Seen, after: Option<&str>) -> Result<ShowPage> {
    let topic = &seen.topic;
    let statuses = statuses::all(conn)?;
    let status = statuses.get(topic.status_id);
    let (body, html) = actions::words(conn, topic.id)?;
    let timeline = thread::read(conn, sight, topic, after)?;
    let author = author_of(conn, topic)?;
    let tags = store::tags_of(conn, &[topic.id])?;
    // A visitor is told they may comment once they sign in, if members may.
    let role = sight.role.or(Some(crate::access::Role::Member));
    let refusal = topic
        .takes_comments(status)
        .and_then(|()| seen.board.lets(Act::Comment, role));
    Ok(ShowPage {
        id: topic.id,
        kind: topic.kind,
        path: topic.path(),
        title: topic.title.clone(),
        html,
        empty: body.trim().is_empty(),
        board: seen.board.clone(),
        author,
        tags: tags.into_iter().map(|(_, tag)| tag).collect(),
        comments: topic.comments,
        created_at: topic.created_at,
        edited_at: topic.edited_at,
        source_url: topic.source_url.clone(),
        removed: topic.state == State::Removed,
        next: timeline
            .next
            .as_ref()
            .map(|next| format!("{}?after={next}#comments", topic.path())),
        first: (!timeline.first).then(|| format!("{}#comments", topic.path())),
        timeline,
        linked: links::to(conn, sight, topic.id)?
            .into_iter()
            .map(|t| Linked {
                path: t.path(),
                title: t.title,
            })
            .collect(),
        can_edit: topic.editable_by(sight, status).is_ok(),
        can_comment: refusal.is_ok(),
        closed: refusal.err().map(|e| e.to_string()),
        typed: TypedComment::default(),
        invalid: Invalid::default(),
        excerpt: topic.excerpt.clone(),
    })
}

fn author_of(conn: &mut Conn, topic: &Topic) -> Result<Author> {
    accounts::authors(conn, &[topic.author_id])?
        .remove(&topic.author_id)
        .ok_or_else(|| Error::internal(format!("topic {} has lost its author", topic.id)))
}

async fn show_id(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let seen = app
        .db
        .read(move |conn| actions::find(conn, &sight, *id))
        .await?;
    Ok(shell.moved(seen.topic.path()))
}

async fn show(
    app: App,
    shell: Shell,
    path: web::Path<(TopicId, String)>,
    asked: web::Query<AskedThread>,
) -> Result<HttpResponse> {
    let (id, slug) = path.into_inner();
    let sight = shell.viewer.sight();
    let after = asked.into_inner().after;
    let (seen, page) = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, id)?;
            let page = show_page(conn, &sight, &seen, after.as_deref())?;
            Ok((seen, page))
        })
        .await?;
    if seen.topic.slug != slug {
        return Ok(shell.moved(seen.topic.path()));
    }
    let room = app.part::<Kinds>().of(seen.topic.kind);
    (room.show)(app, shell, seen, page).await
}

/// The same page again for a comment that could not be taken, its words kept.
async fn show_again(
    app: App,
    shell: Shell,
    id: TopicId,
    typed: TypedComment,
    invalid: Invalid,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let (seen, mut page) = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, id)?;
            let page = show_page(conn, &sight, &seen, None)?;
            Ok((seen, page))
        })
        .await?;
    page.typed = typed;
    page.invalid = invalid;
    let room = app.part::<Kinds>().of(seen.topic.kind);
    (room.show)(app, shell, seen, page).await
}

// Starting and changing topics.

#[derive(Serialize)]
struct NewPage {
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
struct Wanted {
    board: String,
    kind: String,
    title: String,
}

async fn new(
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

async fn new_page(
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
        return Err(Error::Forbidden(
            "There is no board where you may start a discussion.".into(),
        ));
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

async fn start(
    app: App,
    by: Can<Discuss>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    match start_typed(&app, &by, &typed).await {
        Ok(topic) => Ok(shell.done(topic.path(), "Your topic is here.")),
        Err(Error::Invalid(invalid)) => new_page(&app, &by, &shell, typed, Some(invalid)).await,
        Err(error) => Err(error),
    }
}

async fn start_typed(app: &App, by: &Can<Discuss>, typed: &Typed) -> Result<Topic> {
    let kind = match typed.kind.as_str() {
        "" => Kind::Discussion,
        named => {
            Kind::named(named).ok_or_else(|| Invalid::field("kind", "Choose one of the list."))?
        }
    };
    let prose = prose::topic(app, &typed.body).await?;
    let draft = Draft::parse(&typed.title, &split_tags(&typed.tags), prose)?;
    let (by, now, board) = (by.clone(), app.now(), typed.board.clone());
    app.db
        .write(move |tx| {
            let sight = by.who.sight();
            let board = chosen_board(tx, &sight, &board)?;
            let id = actions::discuss(tx, &by, kind, &board, &draft, now)?;
            actions::find(tx, &sight, id).map(|seen| seen.topic)
        })
        .await
}

/// The board that a form names, or the first where its writer may start a topic.
///
/// # Errors
/// [`Error::Invalid`] when there is no such board for them.
pub fn chosen_board(conn: &mut Conn, sight: &Sight, slug: &str) -> Result<Board> {
    let mut open = boards::open_for(conn, sight, Act::Propose)?;
    let place = match slug.trim() {
        "" => (!open.is_empty()).then_some(0),
        slug => open.iter().position(|b| b.slug == slug),
    };
    match place {
        Some(place) => Ok(open.swap_remove(place)),
        None => Err(Invalid::field("board", "Choose a board where you may start topics.").into()),
    }
}

#[derive(Serialize)]
struct EditPage {
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

async fn edit_form(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let page = app
        .db
        .read(move |conn| edit_page(conn, &member.sight(), *id))
        .await?;
    shell.page(&page)
}

fn edit_page(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<EditPage> {
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

async fn edit(
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
            return Ok(shell.done(
                topic.path(),
                "Changed. The text before is kept under “edited”.",
            ));
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

// Removing.

#[derive(Serialize)]
struct RemovalPage {
    title: String,
    back: String,
    action: String,
    what: &'static str,
    told: String,
}
impl Page for RemovalPage {
    const TEMPLATE: &'static str = "topics/removal.html";
}

async fn removal_form(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let page = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &member.sight(), *id)?;
            actions::may_edit(&seen.topic, &member, &statuses::all(conn)?)?;
            let topic = seen.topic;
            Ok(RemovalPage {
                back: topic.path(),
                action: format!("/t/{}/removal", topic.id),
                what: "topic",
                told: match topic.comments {
                    0 => "Nobody but you and staff will see it. You can put it back.".into(),
                    1 => "Nobody but you and staff will see it and its comment. You can put it back.".into(),
                    n => format!("Nobody but you and staff will see it and its {n} comments. You can put it back."),
                },
                title: topic.title,
            })
        })
        .await?;
    shell.page(&page)
}

async fn remove(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    set_state(
        app,
        shell,
        *id,
        State::Removed,
        "Removed. You can put it back below.",
    )
    .await
}

async fn restore(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    set_state(app, shell, *id, State::Shown, "It is back.").await
}

async fn set_state(
    app: App,
    shell: Shell,
    id: TopicId,
    state: State,
    told: &str,
) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let now = app.now();
    let topic = app
        .db
        .write(move |tx| actions::set_state(tx, &member, id, state, now))
        .await?;
    Ok(shell.done(topic.path(), told))
}

// Comments.

async fn say(
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
            number => Some(number.parse().map(CommentId::new).map_err(|_| {
                Invalid::field(
                    "parent",
                    "The comment you answer is not on this topic any more.",
                )
            })?),
        };
        let (now, official) = (app.now(), typed.official.is_some());
        app.db
            .write(move |tx| comments::say(tx, &by, id, parent, official, &prose, now))
            .await
    };
    match said.await {
        Ok(comment) => Ok(shell.done(format!("/c/{comment}"), "Your comment is in.")),
        Err(Error::Invalid(invalid)) => show_again(app, shell, id, typed, invalid).await,
        Err(error) => Err(error),
    }
}

/// A comment's lasting address leads to the page of its topic that holds it.
async fn comment_place(app: App, shell: Shell, id: web::Path<CommentId>) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let to = app
        .db
        .read(move |conn| {
            let found = comments::find(conn, &sight, *id)?;
            let path = found.seen.topic.path();
            Ok(
                match store::place_of(conn, &found.comment)? < thread::PAGE {
                    true => format!("{path}#c-{}", found.comment.id),
                    false => format!(
                        "{path}?after={}#c-{}",
                        thread::before(&found.comment),
                        found.comment.id
                    ),
                },
            )
        })
        .await?;
    Ok(shell.redirect(to))
}

#[derive(Serialize)]
struct CommentPage {
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

fn comment_page(
    conn: &mut Conn,
    sight: &Sight,
    id: CommentId,
    answer: bool,
) -> Result<CommentPage> {
    let found = comments::find(conn, sight, id)?;
    if found.comment.state == State::Removed {
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

async fn reply_form(
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

async fn edit_comment_form(
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
struct TypedChange {
    body: String,
    version: String,
}

async fn edit_comment(
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
        Ok(_) => return Ok(shell.done(format!("/c/{id}"), "Changed.")),
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

async fn remove_comment_form(
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
                told: "Its words go for good; answers to it stay.".into(),
            })
        })
        .await?;
    shell.page(&page)
}

async fn remove_comment(
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
    Ok(shell.done(
        format!("/t/{}", comment.topic_id),
        "The comment is removed.",
    ))
}

// Earlier texts.

#[derive(Serialize)]
struct Revision {
    author: Option<Author>,
    at: Time,
    title_before: Option<String>,
    title_after: Option<String>,
    lines: Vec<text::diff::Line>,
}

#[derive(Serialize)]
struct RevisionsPage {
    title: String,
    back: String,
    revisions: Vec<Revision>,
}
impl Page for RevisionsPage {
    const TEMPLATE: &'static str = "topics/revisions.html";
}

fn revisions_page(
    conn: &mut Conn,
    topic: &Topic,
    comment: Option<CommentId>,
    body_now: String,
    back: String,
) -> Result<RevisionsPage> {
    let rows = store::revisions(conn, topic.id, comment)?;
    let people: Vec<_> = rows.iter().map(|(_, _, by, _)| *by).collect();
    let authors = accounts::authors(conn, &people)?;
    let title_now = if comment.is_some() {
        String::new()
    } else {
        topic.title.clone()
    };
    let mut after = (title_now, body_now);
    let mut revisions = Vec::new();
    for (title, body, by, at) in rows.into_iter().rev() {
        let renamed = title != after.0;
        revisions.push(Revision {
            author: authors.get(&by).cloned(),
            at,
            title_before: renamed.then(|| title.clone()),
            title_after: renamed.then(|| after.0.clone()),
            lines: text::diff::lines(&body, &after.1),
        });
        after = (title, body);
    }
    Ok(RevisionsPage {
        title: topic.title.clone(),
        back,
        revisions,
    })
}

async fn revisions(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read_slowly(move |conn| {
            let topic = actions::find(conn, &sight, *id)?.topic;
            let (body, _) = actions::words(conn, topic.id)?;
            revisions_page(conn, &topic, None, body, topic.path())
        })
        .await?;
    shell.page(&page)
}

async fn comment_revisions(
    app: App,
    shell: Shell,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read_slowly(move |conn| {
            let found = comments::find(conn, &sight, *id)?;
            if found.comment.state == State::Removed && !sight.is_staff() {
                return Err(Error::Gone("comment"));
            }
            let back = format!("/c/{}", found.comment.id);
            revisions_page(
                conn,
                &found.seen.topic,
                Some(found.comment.id),
                found.body,
                back,
            )
        })
        .await?;
    shell.page(&page)
}

// The same topic for programs, beside its own address.

async fn json_of(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    let (sight, kinds_app) = (shell.viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, *id)?;
            let room = kinds_app.part::<Kinds>().of(seen.topic.kind);
            (room.tell)(conn, &kinds_app, &sight, &seen)
        })
        .await?;
    crate::wire::ok(&req, &told)
}

async fn json_of_slug(
    app: App,
    shell: Shell,
    path: web::Path<(TopicId, String)>,
    req: HttpRequest,
) -> Result<HttpResponse> {
    json_of(app, shell, web::Path::from(path.0), req).await
}

async fn markdown_of(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let base = app.config.base_url.full.clone();
    let told = app
        .db
        .read_slowly(move |conn| {
            let seen = actions::find(conn, &sight, *id)?;
            markdown(conn, &seen, &base)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("text/markdown; charset=utf-8")
        .insert_header(("cache-control", "private, no-cache"))
        .insert_header(("vary", "Cookie"))
        .body(told))
}

async fn markdown_of_slug(
    app: App,
    shell: Shell,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    markdown_of(app, shell, web::Path::from(path.0)).await
}

/// A topic and the first thousand comments as one Markdown text.
fn markdown(conn: &mut Conn, seen: &Seen, base: &str) -> Result<String> {
    use std::fmt::Write;
    let topic = &seen.topic;
    let (body, _) = actions::words(conn, topic.id)?;
    let rows = store::by_age(conn, topic.id, 0, 1000)?;
    let mut people: Vec<_> = rows.iter().map(|(c, ..)| c.author_id).collect();
    people.push(topic.author_id);
    let authors = accounts::authors(conn, &people)?;
    let handles: HashMap<_, _> = authors
        .iter()
        .map(|(id, a)| (*id, a.handle.as_str()))
        .collect();
    let by = |id| handles.get(&id).copied().unwrap_or("nobody");
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "# {}\n\n{}{} · @{} · {} · {}\n\n{body}",
        topic.title,
        base,
        topic.path(),
        by(topic.author_id),
        topic.created_at,
        seen.board.name
    );
    for (comment, body, _) in rows {
        let body = match comment.state {
            State::Shown => body,
            State::Removed => "*removed*".into(),
        };
        let _ = writeln!(
            out,
            "\n---\n\n@{} · {} · {base}/c/{}\n\n{body}",
            by(comment.author_id),
            comment.created_at,
            comment.id
        );
    }
    Ok(out)
}
