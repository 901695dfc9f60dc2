//! Search as JSON, `/api/v1`.
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, web};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use super::find::{self, Asked, Counts, Found};
use super::query::{LONGEST, What};
use super::saved::{self, Saved, Typed};
use super::similar::Titles;
use crate::access::{Can, SaveSearches, Viewer};
use crate::clock::Time;
use crate::error::{Invalid, Result};
use crate::id::SearchId;
use crate::say;
use crate::state::App;
use crate::topics::api::{AuthorJson, StatusJson};
use crate::wire::{self, Answer, Body, Key as Once, Paging, once};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(search)
        .service(list_searches)
        .service(keep_search)
        .service(rename_search)
        .service(drop_search);
}

/// What is looked for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
struct Wanted {
    /// Words, `"phrases"`, `-without`, and operators: `is:`, `kind:`, `board:`, `tag:`, `by:`, `votes:>10`,
    /// `before:2026-01-31`, `after:`, `in:title`, `order:relevance|new|old|top|discussed`. 200 characters count.
    q: String,
    /// Only these; default everything.
    #[param(inline)]
    what: Option<What>,
    /// Whether words are taken as they are, even if only another spelling finds anything.
    exactly: bool,
}

/// Something that was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SearchResult)]
struct ResultJson {
    /// `proposal`, `discussion`, `announcement`, `comment`, `person` or `tag`.
    kind: String,
    /// Its number; people and tags are known by their names.
    id: Option<i64>,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// The topic's title, or the handle or name.
    title: String,
    /// The title with what was found in `<mark>`; safe HTML.
    title_html: String,
    /// Where the words stand, with what was found in `<mark>`; safe HTML.
    excerpt_html: String,
    /// The slug of its board.
    board: Option<String>,
    /// Who wrote it.
    author: Option<AuthorJson>,
    /// Where it stands, if it is a proposal.
    status: Option<StatusJson>,
    /// The slugs of its tags.
    tags: Vec<String>,
    /// How many people want it.
    supporters: Option<i64>,
    /// When it was written.
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Time>,
}

/// Results, and what is said about the search.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SearchResults)]
struct ResultsJson {
    /// What was found, in the order asked for.
    data: Vec<ResultJson>,
    /// Where the list goes on, as a link; nothing on its last page.
    next: Option<String>,
    /// How many of each sort, on the first page and where they are few enough to count.
    counts: Option<CountsJson>,
    /// What was not understood, in words.
    #[schema(value_type = Vec<String>)]
    notes: Vec<crate::lang::Message>,
    /// The search that was made instead, because the one asked for found nothing.
    instead: Option<String>,
    /// A search that would find more.
    meant: Option<String>,
}

/// How many were found of each sort.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SearchCounts)]
struct CountsJson {
    /// All topics and comments.
    everything: i64,
    /// Proposals.
    proposals: i64,
    /// Discussions and announcements.
    discussions: i64,
    /// Comments.
    comments: i64,
}

impl From<Counts> for CountsJson {
    fn from(counts: Counts) -> Self {
        Self {
            everything: counts.everything,
            proposals: counts.proposals,
            discussions: counts.discussions,
            comments: counts.comments,
        }
    }
}

impl ResultJson {
    fn topic(app: &App, found: Found) -> Self {
        let base = &app.config.base_url;
        Self {
            kind: found.kind.to_owned(),
            id: Some(found.id),
            url: base.link(&found.path),
            title: found.plain,
            title_html: found.title.at(&base.full),
            excerpt_html: found.excerpt.at(&base.full),
            board: Some(found.board),
            author: Some(found.author.into()),
            status: found.status.map(|s| StatusJson {
                slug: s.slug,
                name: s.name,
                kind: s.kind,
            }),
            tags: found.tags.into_iter().map(|t| t.slug).collect(),
            supporters: (found.kind == "proposal").then_some(found.supporters),
            at: Some(found.at),
        }
    }
    fn named(app: &App, kind: &str, path: &str, name: &str, told: &str) -> Self {
        let base = &app.config.base_url;
        let plain = |text: &str| crate::text::mark(text, &[]).at(&base.full);
        Self {
            kind: kind.to_owned(),
            id: None,
            url: base.link(path),
            title: name.to_owned(),
            title_html: plain(name),
            excerpt_html: plain(told),
            board: None,
            author: None,
            status: None,
            tags: Vec::new(),
            supporters: None,
            at: None,
        }
    }
}

/// What was said here, found by its words; as everyone or the token's owner sees it.
#[utoipa::path(tag = "Search", params(Wanted, Paging), responses((status = 200, body = ResultsJson)))]
#[get("/search")]
async fn search(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let (wanted, limit) = (wanted.into_inner(), paging.rows()?);
    let after = paging.after.as_deref().unwrap_or_default();
    // The whole address of the next page will do, as everywhere.
    let after = url::Url::parse(after)
        .ok()
        .and_then(|url| {
            url.query_pairs()
                .find(|(name, _)| name == "after")
                .map(|(_, value)| value.into_owned())
        })
        .unwrap_or_else(|| after.to_owned());
    let inner = app.clone();
    let results = app
        .db
        .read_slowly(move |conn| {
            find::find(
                conn,
                inner.part::<Titles>(),
                &sight,
                &Asked {
                    q: wanted.q,
                    what: wanted.what,
                    after: Some(after),
                    limit,
                    exactly: wanted.exactly,
                },
            )
        })
        .await?;
    let mut data: Vec<ResultJson> = results
        .rows
        .into_iter()
        .map(|found| ResultJson::topic(&app, found))
        .collect();
    data.extend(results.people.into_iter().map(|person| {
        let path = format!("/people/{}", person.handle);
        ResultJson::named(&app, "person", &path, &person.handle, &person.name)
    }));
    data.extend(results.tags.into_iter().map(|tag| {
        let path = format!("/tags/{}", tag.slug);
        ResultJson::named(&app, "tag", &path, &tag.name, "")
    }));
    wire::ok(
        &req,
        &ResultsJson {
            data,
            next: results.next.map(|c| wire::next_link(&app, &req, &c)),
            counts: results.counts.map(CountsJson::from),
            notes: results.notes,
            instead: results.instead,
            meant: results.meant,
        },
    )
}

/// A search that you keep.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SavedSearch)]
struct SavedJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: SearchId,
    /// What you call it.
    name: String,
    /// What it asks for.
    q: String,
    /// Of what.
    what: What,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// Since when you keep it.
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
}

impl SavedJson {
    fn of(app: &App, saved: Saved) -> Self {
        Self {
            url: app
                .config
                .base_url
                .link(&super::pages::path(&saved.query, saved.what)),
            id: saved.id,
            name: saved.name,
            q: saved.query,
            what: saved.what,
            created_at: saved.created_at,
        }
    }
}

/// The searches that you keep.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SavedSearches)]
struct SavedList {
    /// All of them, in the order you kept them.
    data: Vec<SavedJson>,
}

/// The searches that you keep.
#[utoipa::path(tag = "Search", security(("token" = ["searches:write"])), responses((status = 200, body = SavedList)))]
#[get("/searches")]
async fn list_searches(app: App, by: Can<SaveSearches>, req: HttpRequest) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let all = app.db.read(move |conn| saved::of(conn, &sight)).await?;
    let data = all.into_iter().map(|s| SavedJson::of(&app, s)).collect();
    wire::ok(&req, &SavedList { data })
}

/// A search to keep.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewSearch {
    /// What it asks for, as `/search` takes it.
    #[schema(min_length = 1, max_length = 200)]
    q: String,
    /// What to call it; by default its words.
    #[serde(default)]
    #[schema(max_length = 60)]
    name: String,
    /// Of what; default everything.
    #[serde(default)]
    what: Option<What>,
}

/// Keeps a search. The same one twice is kept once.
#[utoipa::path(tag = "Search", request_body = NewSearch, security(("token" = ["searches:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key gets the first answer.", max_length = 255, min_length = 1)),
    responses((status = 201, body = SavedJson, headers(("Location" = String)))))]
#[post("/searches")]
async fn keep_search(
    app: App,
    by: Can<SaveSearches>,
    key: Once,
    body: Body<NewSearch>,
) -> Result<HttpResponse> {
    let new = body.value;
    if new.q.chars().count() > LONGEST {
        return Err(Invalid::field("q", say!("search-query-length", max = LONGEST)).into());
    }
    let typed = Typed {
        name: new.name,
        q: new.q,
        what: new.what.map(|w| w.text().to_owned()).unwrap_or_default(),
    };
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write_unseen(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let id = saved::keep(tx, &by, &typed, now)?;
                let saved = saved::find(tx, &by, id)?;
                let told = SavedJson::of(&inner, saved);
                Answer::created(told.url.clone(), &told)
            })
        })
        .await
        .map(Answer::respond)
}

/// Another name for a search.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewName {
    /// What to call it.
    #[schema(max_length = 60)]
    name: String,
}

/// Gives a search that you keep another name.
#[utoipa::path(tag = "Search", request_body = NewName, security(("token" = ["searches:write"])), params(("id" = i64, Path)), responses((status = 200, body = SavedJson)))]
#[patch("/searches/{id}")]
async fn rename_search(
    app: App,
    by: Can<SaveSearches>,
    id: web::Path<SearchId>,
    body: Body<NewName>,
) -> Result<HttpResponse> {
    let inner = app.clone();
    app.db
        .write_unseen(move |tx| {
            let saved = saved::rename(tx, &by, *id, &body.value.name)?;
            Answer::ok(&SavedJson::of(&inner, saved))
        })
        .await
        .map(Answer::respond)
}

/// Keeps a search no longer.
#[utoipa::path(tag = "Search", security(("token" = ["searches:write"])), params(("id" = i64, Path)), responses((status = 204, description = "It is gone.")))]
#[delete("/searches/{id}")]
async fn drop_search(
    app: App,
    by: Can<SaveSearches>,
    id: web::Path<SearchId>,
) -> Result<HttpResponse> {
    app.db
        .write_unseen(move |tx| saved::drop(tx, &by, *id))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
