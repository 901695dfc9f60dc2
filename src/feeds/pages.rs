//! Feeds of lists, boards, tags, topics, people, releases and kept searches: what everyone may see, whoever asks.
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};

use super::api::{Streamed, streamed};
use super::write::{Entry, Feed, Form};
use crate::access::{Sight, Viewer, secrets};
use crate::accounts::{self, Author};
use crate::changelog;
use crate::config::BaseUrl;
use crate::db::{Conn, Pace};
use crate::error::{Error, Result};
use crate::id::{CommentId, TopicId};
use crate::people::history;
use crate::say;
use crate::search::{find, saved, similar::Titles};
use crate::state::App;
use crate::text::Html;
use crate::topics::list::{self, Asked, Card, Query};
use crate::topics::model::{Kind, Sort, Topic};
use crate::topics::{actions, boards, comments, family};
use crate::wire;

/// Entries of a feed.
const ENTRIES: i64 = 30;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    const FORM: &str = "{form:atom|feed\\.json}";
    let at = |path: &str| web::resource(format!("{path}.{FORM}"));
    cfg.service(web::resource("/changes/stream").get(stream))
        .service(at("/{list:proposals|discussions|announcements}").get(of_list))
        .service(at("/boards/{slug}").get(of_board))
        .service(at("/tags/{slug}").get(of_tag))
        .service(at("/t/{id:[0-9]+}").get(of_topic))
        .service(at("/people/{handle}").get(of_person))
        .service(at("/changelog").get(of_changelog))
        .service(at("/searches/{key}").get(of_search));
}

/// The stream of changes for the site's own pages, which are signed in with a cookie.
async fn stream(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    asked: web::Query<Streamed>,
) -> Result<HttpResponse> {
    streamed(&app, &viewer, &req, &asked).await
}

/// The feed, or 304 for whoever has it already.
fn answer(app: &App, req: &HttpRequest, form: Form, feed: &Feed) -> HttpResponse {
    let settings = app.settings();
    let body = feed.write(&settings.site_name, &app.config.base_url, form);
    let etag = format!("\"{}\"", &secrets::hash(&body)[..16]);
    // Compression on the way makes a tag weak; the digest still tells.
    let known = wire::known_tags(req.headers()).any(|tag| tag == etag || tag == "*");
    let mut answer = HttpResponse::build(match known {
        true => StatusCode::NOT_MODIFIED,
        false => StatusCode::OK,
    });
    answer
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, "public, max-age=60"))
        .insert_header((header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .insert_header(("cross-origin-resource-policy", "cross-origin"))
        .insert_header(("x-robots-tag", "noindex"));
    match known {
        true => answer.finish(),
        false => answer.content_type(form.media()).body(body),
    }
}

/// Reads a feed and gives it out in the form that the address ends in.
async fn give<F>(
    app: App,
    req: HttpRequest,
    ending: &str,
    pace: Pace,
    make: F,
) -> Result<HttpResponse>
where
    F: FnOnce(&mut Conn, &App) -> Result<Feed> + Send + 'static,
{
    let form = Form::named(ending).ok_or(Error::NotFound("page"))?;
    let inner = app.clone();
    let feed = app.db.read_at(pace, move |conn| make(conn, &inner)).await?;
    Ok(answer(&app, &req, form, &feed))
}

fn by(base: &BaseUrl, author: &Author) -> Option<(String, String)> {
    let name = match author.name.is_empty() {
        true => &author.handle,
        false => &author.name,
    };
    let page = base.link(&format!("/people/{}", author.handle));
    Some((name.clone(), page))
}

/// Topics as entries, each with its whole text.
fn topics(conn: &mut Conn, base: &BaseUrl, topics: Vec<Topic>) -> Result<Vec<Entry>> {
    let ids: Vec<_> = topics.iter().map(|topic| topic.id).collect();
    let htmls = actions::htmls(conn, &ids)?;
    let cards = list::cards(conn, topics)?;
    Ok(cards
        .into_iter()
        .map(|card| entry(base, &card, htmls.get(&card.topic.id)))
        .collect())
}

fn entry(base: &BaseUrl, card: &Card, html: Option<&Html>) -> Entry {
    Entry {
        id: base.link(&format!("/t/{}", card.topic.id)),
        url: base.link(&card.topic.path()),
        title: card.topic.title.clone(),
        html: html.map(|html| html.at(&base.full)).unwrap_or_default(),
        author: by(base, &card.author),
        tags: card.tags.iter().map(|tag| tag.name.clone()).collect(),
        published: card.topic.created_at,
        updated: card
            .topic
            .edited_at
            .unwrap_or(card.topic.created_at)
            .max(card.topic.created_at),
    }
}

fn newest_first(entries: &mut Vec<Entry>) {
    entries.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| b.id.cmp(&a.id)));
    entries.truncate(usize::try_from(ENTRIES).unwrap_or(usize::MAX));
}

/// One list, as it is asked for.
async fn of_list(
    app: App,
    req: HttpRequest,
    path: web::Path<(String, String)>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let (list, ending) = path.into_inner();
    let mut asked = asked.into_inner();
    let (kind, what) = match list.as_str() {
        "proposals" => (Kind::Proposal, say!("ui-proposals")),
        "discussions" => (Kind::Discussion, say!("ui-discussions")),
        "announcements" => (Kind::Announcement, say!("ui-announcements")),
        _ => return Err(Error::NotFound("page")),
    };
    asked.sort = asked.sort.or(Some(Sort::New));
    let query = req.query_string();
    let query = match query.is_empty() {
        true => String::new(),
        false => format!("?{query}"),
    };
    let pace = asked.pace();
    give(app, req, &ending, pace, move |conn, app| {
        let wanted = Query::of(conn, &Sight::PUBLIC, kind, &asked)?;
        let (found, _) = list::read(conn, &wanted, None, ENTRIES)?;
        let named = asked.board.iter().chain(&asked.tag).chain(&asked.status);
        let narrowed: Vec<_> = named.filter(|name| !name.is_empty()).cloned().collect();
        let what = match narrowed.is_empty() {
            true => what.to_string(),
            false => format!("{what} ({})", narrowed.join(", ")),
        };
        Ok(Feed {
            title: say!(
                "feeds-title",
                site = app.settings().site_name.clone(),
                what = what
            )
            .to_string(),
            page: format!("/{list}{query}"),
            own: (format!("/{list}"), query),
            entries: topics(conn, &app.config.base_url, found)?,
        })
    })
    .await
}

/// The newest topics of every kind that fit.
fn of_every_kind(conn: &mut Conn, base: &BaseUrl, asked: &Asked) -> Result<Vec<Entry>> {
    let asked = Asked {
        sort: Some(Sort::New),
        ..asked.clone()
    };
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let query = Query::of(conn, &Sight::PUBLIC, *kind, &asked)?;
        found.extend(list::read(conn, &query, None, ENTRIES)?.0);
    }
    let mut entries = topics(conn, base, found)?;
    newest_first(&mut entries);
    Ok(entries)
}

async fn of_board(
    app: App,
    req: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, ending) = path.into_inner();
    give(app, req, &ending, Pace::Quick, move |conn, app| {
        let board = boards::by_slug(conn, &Sight::PUBLIC, &slug)?;
        let asked = Asked {
            board: Some(board.slug.clone()),
            ..Asked::default()
        };
        Ok(Feed {
            title: say!(
                "feeds-title",
                site = app.settings().site_name.clone(),
                what = board.name
            )
            .to_string(),
            page: format!("/boards/{}", board.slug),
            own: (format!("/boards/{}", board.slug), String::new()),
            entries: of_every_kind(conn, &app.config.base_url, &asked)?,
        })
    })
    .await
}

async fn of_tag(
    app: App,
    req: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (slug, ending) = path.into_inner();
    give(app, req, &ending, Pace::Quick, move |conn, app| {
        let tag = list::tag(conn, &Sight::PUBLIC, &slug)?;
        let asked = Asked {
            tag: Some(tag.slug.clone()),
            ..Asked::default()
        };
        Ok(Feed {
            title: say!(
                "feeds-title",
                site = app.settings().site_name.clone(),
                what = format!("#{}", tag.name)
            )
            .to_string(),
            page: format!("/tags/{}", tag.slug),
            own: (format!("/tags/{}", tag.slug), String::new()),
            entries: of_every_kind(conn, &app.config.base_url, &asked)?,
        })
    })
    .await
}

/// A topic and its newest comments, those of what was merged into it among them.
async fn of_topic(
    app: App,
    req: HttpRequest,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    let (id, ending) = path.into_inner();
    give(app, req, &ending, Pace::Quick, move |conn, app| {
        let base = &app.config.base_url;
        let seen = actions::find(conn, &Sight::PUBLIC, id)?;
        let seen = family::leads_to(conn, &Sight::PUBLIC, &seen.topic)?.unwrap_or(seen);
        let topic = seen.topic;
        let said = comments::newest(conn, topic.id, ENTRIES)?;
        let people: Vec<_> = said.iter().map(|(comment, _)| comment.author_id).collect();
        let authors = accounts::authors(conn, &people)?;
        let (title, path) = (topic.title.clone(), topic.path());
        let own = format!("/t/{}", topic.id);
        let mut entries: Vec<Entry> = said
            .into_iter()
            .map(|(comment, html)| {
                let author = authors.get(&comment.author_id);
                let url = base.link(&format!("/c/{}", comment.id));
                Entry {
                    id: url.clone(),
                    url,
                    title: match author {
                        Some(author) => {
                            say!("thread-comment-by", name = author.handle.as_str()).to_string()
                        }
                        None => title.clone(),
                    },
                    html: html.at(&base.full),
                    author: author.and_then(|author| by(base, author)),
                    tags: Vec::new(),
                    published: comment.created_at,
                    updated: comment.edited_at.unwrap_or(comment.created_at),
                }
            })
            .collect();
        entries.extend(topics(conn, base, vec![topic])?);
        Ok(Feed {
            title,
            page: path,
            own: (own, String::new()),
            entries,
        })
    })
    .await
}

/// What someone started and said.
async fn of_person(
    app: App,
    req: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (handle, ending) = path.into_inner();
    give(app, req, &ending, Pace::Quick, move |conn, app| {
        let base = &app.config.base_url;
        let person = accounts::actions::by_handle(conn, &handle)?;
        let author = accounts::authors(conn, &[person.id])?.remove(&person.id);
        let (started, _) = history::topics(conn, &Sight::PUBLIC, person.id, None, ENTRIES)?;
        let (said, _) = history::comments(conn, &Sight::PUBLIC, person.id, None, ENTRIES)?;
        let ids: Vec<CommentId> = said.iter().map(|said| said.id).collect();
        let htmls = comments::htmls(conn, &ids)?;
        let mut entries = topics(conn, base, started)?;
        for one in said {
            let url = base.link(&format!("/c/{}", one.id));
            entries.push(Entry {
                id: url.clone(),
                url,
                title: say!("feeds-comment-on", title = one.title).to_string(),
                html: htmls
                    .get(&one.id)
                    .map(|html| html.at(&base.full))
                    .unwrap_or_default(),
                author: author.as_ref().and_then(|author| by(base, author)),
                tags: Vec::new(),
                published: one.at,
                updated: one.at,
            });
        }
        newest_first(&mut entries);
        let handle = author.map_or(handle, |author| author.handle);
        Ok(Feed {
            title: say!(
                "feeds-title",
                site = app.settings().site_name.clone(),
                what = format!("@{handle}")
            )
            .to_string(),
            page: format!("/people/{handle}"),
            own: (format!("/people/{handle}"), String::new()),
            entries,
        })
    })
    .await
}

/// What was built: releases with what they brought.
async fn of_changelog(
    app: App,
    req: HttpRequest,
    ending: web::Path<String>,
) -> Result<HttpResponse> {
    give(app, req, &ending, Pace::Quick, move |conn, app| {
        let base = &app.config.base_url;
        let (releases, _) = changelog::actions::published(conn, None, ENTRIES)?;
        let ids: Vec<_> = releases.iter().map(|r| r.id).collect();
        let htmls = changelog::actions::htmls(conn, &ids)?;
        let whole = changelog::actions::whole(conn, &Sight::PUBLIC, releases)?;
        let entries = whole
            .into_iter()
            .map(|whole| {
                let release = whole.release;
                let mut html = htmls
                    .get(&release.id)
                    .map(|html| html.at(&base.full))
                    .unwrap_or_default();
                if !whole.paved.is_empty() {
                    html.push_str("<ul>");
                    for card in &whole.paved {
                        let title = crate::text::mark(&card.topic.title, &[]).at(&base.full);
                        let link = base.link(&card.topic.path());
                        html.push_str(&format!("<li><a href=\"{link}\">{title}</a></li>"));
                    }
                    html.push_str("</ul>");
                }
                Entry {
                    id: base.link(&format!("/changelog/{}", release.id)),
                    url: base.link(&release.path()),
                    html,
                    author: None,
                    tags: Vec::new(),
                    published: release.released_at.unwrap_or(release.created_at),
                    updated: release.updated_at,
                    title: release.title,
                }
            })
            .collect();
        Ok(Feed {
            title: say!(
                "changelog-feed-title",
                site = app.settings().site_name.clone()
            )
            .to_string(),
            page: "/changelog".to_owned(),
            own: ("/changelog".to_owned(), String::new()),
            entries,
        })
    })
    .await
}

/// What a search that someone keeps finds now, for whoever was given its address: only what everyone may see.
async fn of_search(
    app: App,
    req: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (key, ending) = path.into_inner();
    give(app, req, &ending, Pace::Slow, move |conn, app| {
        let base = &app.config.base_url;
        let kept = saved::by_key(conn, &key)?;
        let asked = find::Asked {
            q: newest(&kept.query),
            what: Some(kept.what),
            limit: ENTRIES,
            exactly: true,
            ..find::Asked::default()
        };
        let found = find::find(conn, app.part::<Titles>(), &Sight::PUBLIC, &asked)?;
        let of = |comment: bool| {
            let those = found
                .rows
                .iter()
                .filter(move |row| (row.kind == "comment") == comment);
            those.map(|row| row.id)
        };
        let topic_ids: Vec<_> = of(false).map(TopicId::new).collect();
        let comment_ids: Vec<_> = of(true).map(CommentId::new).collect();
        let topic_htmls = actions::htmls(conn, &topic_ids)?;
        let comment_htmls = comments::htmls(conn, &comment_ids)?;
        let entries = found
            .rows
            .into_iter()
            .map(|row| {
                let comment = row.kind == "comment";
                let html = match comment {
                    true => comment_htmls.get(&CommentId::new(row.id)),
                    false => topic_htmls.get(&TopicId::new(row.id)),
                };
                let kind = if comment { "c" } else { "t" };
                Entry {
                    id: base.link(&format!("/{kind}/{}", row.id)),
                    url: base.link(&row.path),
                    title: match comment {
                        true => say!("feeds-comment-on", title = row.plain).to_string(),
                        false => row.plain,
                    },
                    html: html.map(|html| html.at(&base.full)).unwrap_or_default(),
                    author: by(base, &row.author),
                    tags: row.tags.into_iter().map(|tag| tag.name).collect(),
                    published: row.at,
                    updated: row.at,
                }
            })
            .collect();
        let query: String = url::form_urlencoded::byte_serialize(kept.query.as_bytes()).collect();
        Ok(Feed {
            title: say!(
                "feeds-title",
                site = app.settings().site_name.clone(),
                what = kept.name
            )
            .to_string(),
            page: format!("/search?q={query}"),
            own: (format!("/searches/{key}"), String::new()),
            entries,
        })
    })
    .await
}

/// A kept search in the order that feeds have, unless it asks for one itself.
fn newest(query: &str) -> String {
    match query.contains("order:") {
        true => query.to_owned(),
        false => format!("{query} order:new"),
    }
}
