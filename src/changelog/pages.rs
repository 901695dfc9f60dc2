//! Releases as HTML and as a feed.
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::actions::{self, Paving, Whole};
use super::feed;
use super::model::{Draft, ReleaseState, Typed};
use crate::access::{Can, Moderate, Sight};
use crate::accounts::Author;
use crate::clock::Time;
use crate::db::{Conn, Cursor};
use crate::error::{Error, Invalid, Result};
use crate::id::ReleaseId;
use crate::say;
use crate::state::App;
use crate::text::Html;
use crate::topics::pages::{self as topic_lists, Row};
use crate::topics::prose;
use crate::web::{Page, Shell};

/// Releases on one page of the list.
const ROWS: i64 = 12;
/// What the cursors of the list are called.
pub(super) const LIST: &str = "releases";

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/changelog").get(index).post(begin))
        .service(web::resource("/changelog.atom").get(atom))
        .service(web::resource("/changelog/new").get(new))
        .service(web::resource("/changelog/{id}").get(show_id))
        .service(
            web::resource("/changelog/{id}/edit")
                .get(edit_form)
                .post(edit),
        )
        .service(web::resource("/changelog/{id}/publication").post(publish))
        .service(web::resource("/changelog/{id}/withdrawal").post(withdraw))
        .service(web::resource("/changelog/{id}/removal").post(discard))
        .service(web::resource("/changelog/{id}/{slug}").get(show));
}

/// A release as the list and its page show it.
#[derive(Serialize)]
struct Entry {
    id: ReleaseId,
    path: String,
    title: String,
    /// The day people could use it.
    at: Option<Time>,
    draft: bool,
    excerpt: String,
    paved: Vec<Row>,
    thanks: Vec<Author>,
}

impl Entry {
    fn of(whole: Whole, sight: &Sight, now: Time) -> Self {
        Self {
            id: whole.release.id,
            path: whole.release.path(),
            title: whole.release.title,
            at: whole.release.released_at,
            draft: whole.release.state == ReleaseState::Draft,
            excerpt: whole.release.excerpt,
            paved: topic_lists::rows(whole.paved, sight, &[], now),
            thanks: whole.thanks,
        }
    }
}

#[derive(Serialize)]
struct IndexPage {
    drafts: Vec<Entry>,
    releases: Vec<Entry>,
    next: Option<String>,
    /// The page before.
    prev: Option<String>,
    first: Option<String>,
    can_write: bool,
}
impl Page for IndexPage {
    const TEMPLATE: &'static str = "changelog/index.html";
}

#[derive(Clone, Debug, Default, Deserialize)]
struct AskedPage {
    #[serde(default)]
    after: Option<String>,
}

async fn index(app: App, shell: Shell, asked: web::Query<AskedPage>) -> Result<HttpResponse> {
    let (sight, now) = (shell.viewer.sight(), app.now());
    let after = asked.into_inner().after.filter(|a| !a.is_empty());
    let page = app
        .db
        .read(move |conn| {
            let after = after.map(|text| Cursor::read(LIST, &text)).transpose()?;
            let (releases, next) = actions::published(conn, after, ROWS)?;
            let drafts = match after {
                None => actions::drafts(conn, &sight)?,
                Some(_) => Vec::new(),
            };
            let there = |c: Cursor| format!("/changelog?after={}", c.write(LIST));
            let mut entries = |releases| -> Result<Vec<Entry>> {
                Ok(actions::whole(conn, &sight, releases)?
                    .into_iter()
                    .map(|whole| Entry::of(whole, &sight, now))
                    .collect())
            };
            Ok(IndexPage {
                drafts: entries(drafts)?,
                releases: entries(releases)?,
                next: next.map(there),
                prev: match after {
                    None => None,
                    Some(from) => Some(
                        actions::before(conn, from, ROWS)?
                            .map_or_else(|| "/changelog".to_owned(), there),
                    ),
                },
                first: after.map(|_| "/changelog".to_owned()),
                can_write: sight.is_staff(),
            })
        })
        .await?;
    shell.page(&page)
}

#[derive(Serialize)]
struct ShowPage {
    #[serde(flatten)]
    entry: Entry,
    html: Html,
    /// How many of its proposals are not built yet.
    unbuilt: usize,
    can_write: bool,
    invalid: Invalid,
}
impl Page for ShowPage {
    const TEMPLATE: &'static str = "changelog/show.html";
}

fn show_page(conn: &mut Conn, sight: &Sight, id: ReleaseId, now: Time) -> Result<ShowPage> {
    use crate::topics::model::StatusKind;
    let release = actions::find(conn, sight, id)?;
    let (_, html) = actions::words(conn, id)?;
    let whole = actions::whole(conn, sight, vec![release])?
        .pop()
        .ok_or(Error::NotFound("release"))?;
    let built = |row: &&Row| {
        row.status
            .as_ref()
            .is_some_and(|s| s.kind == StatusKind::Done)
    };
    let entry = Entry::of(whole, sight, now);
    Ok(ShowPage {
        unbuilt: entry.paved.len() - entry.paved.iter().filter(built).count(),
        entry,
        html,
        can_write: sight.is_staff(),
        invalid: Invalid::default(),
    })
}

async fn show_id(app: App, shell: Shell, id: web::Path<ReleaseId>) -> Result<HttpResponse> {
    let (sight, id) = (shell.viewer.sight(), *id);
    let release = app
        .db
        .read(move |conn| actions::find(conn, &sight, id))
        .await?;
    Ok(shell.moved(release.path()))
}

async fn show(
    app: App,
    shell: Shell,
    path: web::Path<(ReleaseId, String)>,
) -> Result<HttpResponse> {
    let (id, slug) = path.into_inner();
    let sight = shell.viewer.sight();
    let now = app.now();
    let page = app
        .db
        .read(move |conn| show_page(conn, &sight, id, now))
        .await?;
    match page.entry.path.ends_with(&format!("/{slug}")) {
        true => shell.page(&page),
        false => Ok(shell.moved(&page.entry.path)),
    }
}

// Writing.

#[derive(Serialize)]
struct FormPage {
    id: Option<ReleaseId>,
    path: Option<String>,
    typed: Typed,
    invalid: Invalid,
}
impl Page for FormPage {
    const TEMPLATE: &'static str = "changelog/form.html";
}

fn lines(topics: impl IntoIterator<Item = (crate::id::TopicId, String)>) -> String {
    topics
        .into_iter()
        .map(|(id, title)| format!("#{id} {title}\n"))
        .collect()
}

async fn new(app: App, by: Can<Moderate>, shell: Shell) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let topics = app
        .db
        .read(move |conn| actions::unreleased(conn, &sight))
        .await?;
    shell.page(&FormPage {
        id: None,
        path: None,
        typed: Typed {
            proposals: lines(topics.into_iter().map(|t| (t.id, t.title))),
            ..Typed::default()
        },
        invalid: Invalid::default(),
    })
}

async fn begin(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let stored = async {
        let draft = Draft::parse(&typed, prose::topic(&app, &typed.body).await?)?;
        let now = app.now();
        app.db
            .write(move |tx| {
                let id = actions::begin(tx, &by, &draft, now)?;
                actions::find(tx, &by.who.sight(), id)
            })
            .await
    };
    match stored.await {
        Ok(release) => Ok(shell.done(release.path(), say!("changelog-draft-kept"))),
        Err(Error::Invalid(invalid)) => shell.retry(&FormPage {
            id: None,
            path: None,
            typed,
            invalid,
        }),
        Err(error) => Err(error),
    }
}

fn form_page(conn: &mut Conn, sight: &Sight, id: ReleaseId) -> Result<FormPage> {
    let release = actions::find(conn, sight, id)?;
    let (body, _) = actions::words(conn, id)?;
    let path = release.path();
    let whole = actions::whole(conn, sight, vec![release])?
        .pop()
        .ok_or(Error::NotFound("release"))?;
    Ok(FormPage {
        id: Some(id),
        path: Some(path),
        typed: Typed {
            title: whole.release.title,
            body,
            day: whole
                .release
                .released_at
                .map(|at| at.to_string().chars().take(10).collect())
                .unwrap_or_default(),
            proposals: lines(
                whole
                    .paved
                    .into_iter()
                    .map(|card| (card.topic.id, card.topic.title)),
            ),
            thanks: whole
                .thanks
                .iter()
                .map(|a| a.handle.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        },
        invalid: Invalid::default(),
    })
}

async fn edit_form(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<ReleaseId>,
) -> Result<HttpResponse> {
    let (sight, id) = (by.who.sight(), *id);
    let page = app.db.read(move |conn| form_page(conn, &sight, id)).await?;
    shell.page(&page)
}

async fn edit(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<ReleaseId>,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let (id, typed, sight) = (*id, form.into_inner(), by.who.sight());
    let stored = async {
        let draft = Draft::parse(&typed, prose::topic(&app, &typed.body).await?)?;
        let now = app.now();
        app.db
            .write(move |tx| {
                actions::change(tx, &by, id, &draft, now)?;
                actions::find(tx, &by.who.sight(), id)
            })
            .await
    };
    match stored.await {
        Ok(release) => Ok(shell.done(release.path(), say!("changelog-changed"))),
        Err(Error::Invalid(invalid)) => {
            let mut page = app.db.read(move |conn| form_page(conn, &sight, id)).await?;
            page.typed = typed;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
struct TypedPublication {
    #[serde(default)]
    pave: Option<String>,
}

async fn publish(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<ReleaseId>,
    form: web::Form<TypedPublication>,
) -> Result<HttpResponse> {
    let (id, now, sight) = (*id, app.now(), by.who.sight());
    let paving = match form.into_inner().pave {
        Some(_) => Paving::Move,
        None => Paving::Leave,
    };
    let published = app
        .db
        .write(move |tx| actions::publish(tx, &by, id, paving, now))
        .await;
    match published {
        Ok(release) => Ok(shell.done(release.path(), say!("changelog-published"))),
        Err(Error::Invalid(invalid)) => {
            let mut page = app
                .db
                .read(move |conn| show_page(conn, &sight, id, now))
                .await?;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}

async fn withdraw(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<ReleaseId>,
) -> Result<HttpResponse> {
    let (id, now) = (*id, app.now());
    let release = app
        .db
        .write(move |tx| actions::withdraw(tx, &by, id, now))
        .await?;
    Ok(shell.done(release.path(), say!("changelog-withdrawn")))
}

async fn discard(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<ReleaseId>,
) -> Result<HttpResponse> {
    let (id, now) = (*id, app.now());
    app.db
        .write(move |tx| actions::discard(tx, &by, id, now))
        .await?;
    Ok(shell.done("/changelog", say!("changelog-discarded")))
}

/// The last releases for feed readers: what everyone may see.
async fn atom(app: App) -> Result<HttpResponse> {
    let inner = app.clone();
    let feed = app
        .db
        .read(move |conn| {
            let (releases, _) = actions::published(conn, None, 20)?;
            let ids: Vec<_> = releases.iter().map(|r| r.id).collect();
            let htmls = actions::htmls(conn, &ids)?;
            let whole = actions::whole(conn, &Sight::PUBLIC, releases)?;
            let settings = inner.settings();
            Ok(feed::write(
                &settings.site_name,
                &inner.config.base_url,
                &whole,
                &htmls,
                inner.now(),
            ))
        })
        .await?;
    Ok(HttpResponse::Ok()
        .content_type("application/atom+xml; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=300"))
        .body(feed))
}
