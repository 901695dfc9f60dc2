//! The map of the site for search engines: what everyone may see, by ranges of numbers.
use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::access::Sight;
use crate::clock::Time;
use crate::error::{Error, Result};
use crate::id::TopicId;
use crate::state::App;
use crate::topics::{boards, store};
use crate::web::crawl;

/// Numbers that one part of the map covers.
const RANGE: i64 = 10_000;
/// Lists that the map begins with.
const LISTS: [&str; 5] = ["/", "/proposals", "/discussions", "/roadmap", "/changelog"];

fn answer(body: String, kind: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(body)
}

pub(super) async fn robots(app: App) -> HttpResponse {
    answer(
        crawl::robots(&app.config.base_url),
        "text/plain; charset=utf-8",
    )
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const XML: &str = "application/xml; charset=utf-8";

/// Which parts there are.
pub(super) async fn index(app: App) -> Result<HttpResponse> {
    let last = app.db.read(|conn| Ok(store::last_id(conn)?)).await?;
    let parts = last.map_or(0, |id| (id.get() + RANGE - 1) / RANGE);
    let mut body =
        format!("{HEAD}<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for part in 0..=parts {
        let link = app.config.base_url.link(&format!("/sitemap/{part}.xml"));
        body.push_str(&format!("<sitemap><loc>{link}</loc></sitemap>\n"));
    }
    body.push_str("</sitemapindex>\n");
    Ok(answer(body, XML))
}

/// One part: the lists, or the topics of a range.
pub(super) async fn part(app: App, part: web::Path<i64>) -> Result<HttpResponse> {
    let base = &app.config.base_url;
    let mut body =
        format!("{HEAD}<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    match *part {
        0 => {
            for path in LISTS {
                body.push_str(&format!("<url><loc>{}</loc></url>\n", base.link(path)));
            }
        }
        part if (1..=1_000_000).contains(&part) => {
            let first = TopicId::new((part - 1) * RANGE + 1);
            let last = TopicId::new(part * RANGE);
            let topics: Vec<(TopicId, String, Time)> = app
                .db
                .read_slowly(move |conn| {
                    let boards: Vec<_> = boards::visible(conn, &Sight::PUBLIC)?
                        .iter()
                        .map(|b| b.id)
                        .collect();
                    Ok(store::addresses(conn, &boards, first, last)?)
                })
                .await?;
            for (id, slug, at) in topics {
                // Slugs and what links make of them hold no markup.
                let link = base.link(&format!("/t/{id}/{slug}"));
                body.push_str(&format!(
                    "<url><loc>{link}</loc><lastmod>{at}</lastmod></url>\n"
                ));
            }
        }
        _ => return Err(Error::NotFound("page")),
    }
    body.push_str("</urlset>\n");
    Ok(answer(body, XML))
}
