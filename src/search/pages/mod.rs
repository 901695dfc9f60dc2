//! Search as HTML: results, the searches someone keeps, and those that found nothing.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::Sight;
use crate::db::Conn;
use crate::error::Result;
use crate::lang::Message;
use crate::search::find::{self, Asked, Found, FoundPerson, FoundTag};
use crate::search::query::{LONGEST, Order, Query, What};
use crate::search::saved::{self, Saved};
use crate::search::similar::Titles;
use crate::state::App;
use crate::topics::model::Status;
use crate::topics::{boards, statuses};
use crate::web::{Page, Shell};

mod kept;

use kept::{drop_search, forget_failed, keep_search, list_failed, list_searches, rename_search};

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/search").get(search))
        .service(
            web::resource("/settings/searches")
                .get(list_searches)
                .post(keep_search),
        )
        .service(web::resource("/settings/searches/{id}/name").post(rename_search))
        .service(web::resource("/settings/searches/{id}/end").post(drop_search))
        .service(
            web::resource("/admin/searches")
                .get(list_failed)
                .post(forget_failed),
        );
}

/// Results on one page.
const ROWS: i64 = 20;

/// How a search is asked for by a browser.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct AskedPage {
    q: String,
    what: String,
    after: String,
    exactly: Option<String>,
}

/// A link that changes what is searched.
#[derive(Clone, Debug, Serialize)]
struct Way {
    label: Message,
    path: String,
    here: bool,
    count: Option<i64>,
}

#[derive(Serialize)]
struct SearchPage {
    q: String,
    what: What,
    /// Whether anything is asked for.
    asked: bool,
    rows: Vec<Found>,
    people: Vec<FoundPerson>,
    tags: Vec<FoundTag>,
    notes: Vec<Message>,
    /// What was searched instead, and the way to search what was typed.
    instead: Option<Way>,
    /// What would find more.
    meant: Option<Way>,
    common: bool,
    tabs: Vec<Way>,
    orders: Vec<Way>,
    statuses: Vec<Way>,
    boards: Vec<Way>,
    narrowed: Vec<Way>,
    next: Option<String>,
    first: Option<String>,
    /// Words for a proposal, where nothing was found.
    words: String,
    saved: Vec<Saved>,
    /// The search as it is kept already.
    kept: Option<Saved>,
}
impl Page for SearchPage {
    const TEMPLATE: &'static str = "search/index.html";
}

/// The address of a search.
pub fn path(q: &str, what: What) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", q);
    if what != What::Everything {
        query.append_pair("what", what.text());
    }
    format!("/search?{}", query.finish())
}

async fn search(app: App, shell: Shell, asked: web::Query<AskedPage>) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let mut asked = asked.into_inner();
    asked.q = asked.q.chars().take(LONGEST).collect();
    let what = What::named(&asked.what).unwrap_or(What::Everything);
    let inner = app.clone();
    let page = app
        .db
        .read_slowly(move |conn| {
            let titles = inner.part::<Titles>();
            let first = asked.after.is_empty();
            let results = find::find(
                conn,
                titles,
                &sight,
                &Asked {
                    q: asked.q.clone(),
                    what: Some(what),
                    after: Some(asked.after.clone()),
                    limit: ROWS,
                    exactly: asked.exactly.is_some(),
                },
            )?;
            dress(conn, &sight, asked.q, what, first, results)
        })
        .await?;
    if page.first.is_none() && page.narrowed.is_empty() {
        note(&app, &page).await;
    }
    shell.page(&page)
}

/// Keeps the words of a search that found nothing.
async fn note(app: &App, page: &SearchPage) {
    let nothing = page.rows.is_empty() && page.people.is_empty() && page.tags.is_empty();
    let whole = matches!(page.what, What::Everything | What::Proposals);
    let failed = nothing || page.instead.is_some();
    let Some(words) = saved::noted(&page.words).filter(|_| failed && whole && page.asked) else {
        return;
    };
    let now = app.now();
    let noted = app
        .db
        .write_unseen(move |tx| saved::note_failed(tx, &words, now))
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "a search that found nothing could not be noted");
    }
}

fn dress(
    conn: &mut Conn,
    sight: &Sight,
    q: String,
    what: What,
    first: bool,
    results: find::Results,
) -> Result<SearchPage> {
    let query = &results.query;
    let saved = saved::of(conn, sight)?;
    let kept = saved
        .iter()
        .find(|s| s.query == crate::text::clean_line(&q) && s.what == what)
        .cloned();
    let way = |label, path, here| Way {
        label,
        path,
        here,
        count: None,
    };
    let counts = results.counts.as_ref();
    let tabs = What::ALL
        .iter()
        .map(|one| Way {
            count: counts.and_then(|counts| match one {
                What::Everything => Some(counts.everything),
                What::Proposals => Some(counts.proposals),
                What::Discussions => Some(counts.discussions),
                What::Comments => Some(counts.comments),
                What::People | What::Tags => None,
            }),
            ..way(
                Message::of("search-what", one.text()),
                path(&q, *one),
                *one == what,
            )
        })
        .collect();
    let next = results.next.as_ref().map(|cursor| {
        let here = path(&q, what);
        format!("{here}&after={cursor}")
    });
    let topics = !matches!(what, What::People | What::Tags);
    Ok(SearchPage {
        asked: !query.is_empty(),
        notes: results.notes.clone(),
        instead: results
            .instead
            .as_ref()
            .map(|other| way(Message::verbatim(other.clone()), exactly(&q, what), false)),
        meant: results
            .meant
            .as_ref()
            .map(|other| way(Message::verbatim(other.clone()), path(other, what), false)),
        common: results.common,
        orders: match topics {
            true => orders(query, what, results.order),
            false => Vec::new(),
        },
        statuses: match topics {
            true => status_ways(conn, query, what)?,
            false => Vec::new(),
        },
        boards: match topics {
            true => board_ways(conn, sight, query, what)?,
            false => Vec::new(),
        },
        narrowed: query
            .narrowed()
            .into_iter()
            .map(|(typed, rest)| way(Message::verbatim(typed), path(&rest, what), true))
            .collect(),
        first: (!first).then(|| path(&q, what)),
        words: query.words(),
        rows: results.rows,
        people: results.people,
        tags: results.tags,
        tabs,
        next,
        saved,
        kept,
        what,
        q,
    })
}

fn exactly(q: &str, what: What) -> String {
    format!("{}&exactly=1", path(q, what))
}

fn orders(query: &Query, what: What, now: Option<Order>) -> Vec<Way> {
    let shown: &[Order] = match query.has_words() {
        true => &[Order::Relevance, Order::New, Order::Top, Order::Discussed],
        false => &[Order::New, Order::Top, Order::Discussed],
    };
    shown
        .iter()
        .map(|order| Way {
            label: Message::of("search-order", order.text()),
            path: path(
                &query.with(
                    "order",
                    Some(order.text()).filter(|_| *order != Order::Relevance),
                ),
                what,
            ),
            here: now == Some(*order),
            count: None,
        })
        .collect()
}

fn status_ways(conn: &mut Conn, query: &Query, what: What) -> Result<Vec<Way>> {
    let all = statuses::all(conn)?;
    let here = query.value("is").map(crate::text::fold);
    let one = |status: &Status| {
        let chosen = here.as_deref() == Some(&status.slug);
        Way {
            label: status.told(),
            path: path(
                &query.with("is", Some(status.slug.as_str()).filter(|_| !chosen)),
                what,
            ),
            here: chosen,
            count: None,
        }
    };
    Ok(all.list().iter().map(one).collect())
}

fn board_ways(conn: &mut Conn, sight: &Sight, query: &Query, what: What) -> Result<Vec<Way>> {
    let visible = boards::visible(conn, sight)?;
    if visible.len() < 2 {
        return Ok(Vec::new());
    }
    let here = query.value("board").map(crate::text::fold);
    Ok(visible
        .into_iter()
        .map(|board| {
            let chosen = here.as_deref() == Some(&board.slug);
            Way {
                path: path(
                    &query.with("board", Some(board.slug.as_str()).filter(|_| !chosen)),
                    what,
                ),
                here: chosen,
                count: None,
                label: Message::verbatim(board.name),
            }
        })
        .collect())
}
