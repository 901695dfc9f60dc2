//! The first page and the list of proposals.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::Sight;
use crate::access::preferences::Landing;
use crate::clock::Time;
use crate::db::Conn;
use crate::error::Result;
use crate::id::TopicId;
use crate::proposals::{actions, store};
use crate::state::App;
use crate::topics::boards;
use crate::topics::list::{self, Asked, Query};
use crate::topics::model::{Kind, Sort, Topic};
use crate::topics::pages::{self as topic_lists, AskedPage, Choice, Choices, Menu, Row};
use crate::web::{Page, Shell};

fn supported(conn: &mut Conn, sight: &Sight, topics: &[Topic]) -> Result<Vec<TopicId>> {
    let ids: Vec<_> = topics.iter().map(|t| t.id).collect();
    match sight.person {
        Some(person) if !ids.is_empty() => actions::supported(conn, &ids, person),
        _ => Ok(Vec::new()),
    }
}

fn rows(conn: &mut Conn, sight: &Sight, topics: Vec<Topic>, now: Time) -> Result<Vec<Row>> {
    let mine = supported(conn, sight, &topics)?;
    let rows = topic_lists::rows(list::cards(conn, topics)?, sight, &mine, now);
    topic_lists::marked(conn, sight, rows)
}

#[derive(Serialize)]
pub(super) struct HomePage {
    announcements: Vec<Row>,
    hot: Vec<Row>,
    new: Vec<Row>,
    paved: Vec<Row>,
    talked: Vec<Row>,
    boards: Vec<Choice>,
    proposals: i64,
}
impl Page for HomePage {
    const TEMPLATE: &'static str = "proposals/home.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskedHome {
    /// Whether the first page itself is asked for, wherever someone begins.
    first: Option<String>,
}

pub(super) async fn home(
    app: App,
    shell: Shell,
    asked: web::Query<AskedHome>,
) -> Result<HttpResponse> {
    let landing = shell.preferences.landing;
    if landing != Landing::Home && asked.first.is_none() {
        return Ok(shell.redirect(landing.path()));
    }
    let (sight, now) = (shell.viewer.sight(), app.now());
    let page = app
        .db
        .read(move |conn| {
            let mut some = |kind, sort, limit| {
                let asked = Asked {
                    sort: Some(sort),
                    ..Asked::default()
                };
                let query = Query::of(conn, &sight, kind, &asked)?;
                let (topics, _) = list::read(conn, &query, None, limit)?;
                rows(conn, &sight, topics, now)
            };
            let announcements = some(Kind::Announcement, Sort::New, 1)?;
            let hot = some(Kind::Proposal, Sort::Hot, 8)?;
            let new = some(Kind::Proposal, Sort::New, 4)?;
            let talked = some(Kind::Discussion, Sort::Discussed, 4)?;
            let visible: Vec<_> = boards::visible(conn, &sight)?
                .iter()
                .map(|b| b.id)
                .collect();
            let done = store::last_done(conn, &visible, 4)?;
            let counts = boards::counts(conn, Kind::Proposal)?;
            Ok(HomePage {
                announcements,
                hot,
                new,
                talked,
                paved: rows(conn, &sight, done, now)?,
                proposals: visible.iter().filter_map(|id| counts.get(id)).sum(),
                boards: topic_lists::choices(
                    conn,
                    &sight,
                    Kind::Proposal,
                    "/proposals",
                    &Asked::default(),
                )?
                .boards,
            })
        })
        .await?;
    shell.page(&page)
}

#[derive(Serialize)]
pub(super) struct IndexPage {
    /// Pinned above the first page.
    pinned: Vec<Row>,
    rows: Vec<Row>,
    choices: Choices,
    narrowed: Vec<Choice>,
    next: Option<String>,
    /// The page before.
    prev: Option<String>,
    first: Option<String>,
    q: String,
    board: Option<String>,
    follow: Option<Menu>,
}
impl Page for IndexPage {
    const TEMPLATE: &'static str = "proposals/index.html";
}

pub(super) async fn index(
    app: App,
    shell: Shell,
    asked: web::Query<AskedPage>,
) -> Result<HttpResponse> {
    let (sight, now) = (shell.viewer.sight(), app.now());
    let mut asked = asked.into_inner();
    // Whoever asks for no order gets the one they like best.
    let liked = shell.preferences.sort.as_deref().and_then(Sort::named);
    asked.asked.sort = asked.asked.sort.or(liked);
    const PATH: &str = "/proposals";
    let pace = asked.asked.pace();
    let page = app
        .db
        .read_at(pace, move |conn| {
            let after = topic_lists::cursor(&asked)?;
            let query = Query::of(conn, &sight, Kind::Proposal, &asked.asked)?;
            let (mut topics, next) = list::read(conn, &query, after, topic_lists::ROWS)?;
            let pinned = match after {
                None => list::pinned(conn, &query, now)?,
                Some(_) => Vec::new(),
            };
            topics.retain(|topic| pinned.iter().all(|pin| pin.id != topic.id));
            Ok(IndexPage {
                pinned: rows(conn, &sight, pinned, now)?,
                rows: rows(conn, &sight, topics, now)?,
                follow: topic_lists::menu_of_list(conn, &sight, &asked.asked)?,
                choices: topic_lists::choices(conn, &sight, Kind::Proposal, PATH, &asked.asked)?,
                narrowed: topic_lists::narrowed(PATH, &asked.asked),
                next: topic_lists::next_path(PATH, &asked.asked, next),
                prev: topic_lists::prev_path(conn, PATH, &asked.asked, &query, after)?,
                first: after.map(|_| topic_lists::list_path(PATH, &asked.asked, ("after", None))),
                q: asked.asked.q.clone().unwrap_or_default(),
                board: asked.asked.board.clone().filter(|b| !b.is_empty()),
            })
        })
        .await?;
    shell.page(&page)
}

// A tag: whatever has it.

#[derive(Serialize)]
struct TagPage {
    slug: String,
    name: String,
    proposals: Vec<Row>,
    discussions: Vec<Row>,
    follow: Option<Menu>,
}
impl Page for TagPage {
    const TEMPLATE: &'static str = "proposals/tag.html";
}

pub(super) async fn tag(app: App, shell: Shell, slug: web::Path<String>) -> Result<HttpResponse> {
    let (sight, now) = (shell.viewer.sight(), app.now());
    let page = app
        .db
        .read(move |conn| {
            let tag = list::tag(conn, &sight, &slug)?;
            let asked = Asked {
                tag: Some(tag.slug.clone()),
                ..Asked::default()
            };
            let mut some = |kind| {
                let query = Query::of(conn, &sight, kind, &asked)?;
                let (topics, _) = list::read(conn, &query, None, 10)?;
                rows(conn, &sight, topics, now)
            };
            Ok(TagPage {
                proposals: some(Kind::Proposal)?,
                discussions: some(Kind::Discussion)?,
                follow: topic_lists::menu_of_tag(conn, &sight, tag.id, &tag.slug)?,
                slug: tag.slug,
                name: tag.name,
            })
        })
        .await?;
    shell.page(&page)
}
