//! Requests that everybody would be answered alike.
use actix_web::HttpRequest;
use actix_web::http::{Method, header};

use crate::access::{Preferences, is_api};
use crate::db::Shows;
use crate::id::TopicId;
use crate::lang::Lang;
use crate::state::App;
use crate::web::{LANG, THEME, liked, manner};

/// What a list or a page may be asked with; more is answered, but not kept.
const QUERIES: [&str; 8] = [
    "after", "board", "by", "kind", "limit", "sort", "status", "tag",
];
/// The longest address that is kept.
const LONGEST: usize = 400;
/// Beginnings of addresses that show many topics.
const LISTS: [&str; 8] = [
    "/announcements",
    "/changelog",
    "/discussions",
    "/people/",
    "/proposals",
    "/roadmap",
    "/sitemap",
    "/tags",
];
/// The API's collections that are kept, whole and one by one.
const COLLECTIONS: [&str; 9] = [
    "boards",
    "comments",
    "discussions",
    "people",
    "proposals",
    "releases",
    "roadmap",
    "statuses",
    "tags",
];

/// A request that says nothing of who sent it: its address, its language and its light are all that its answer may
/// depend on. Only [`Public::of`] makes one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Public {
    address: String,
    lang: &'static str,
    theme: &'static str,
    shows: Shows,
}

impl Public {
    /// Nothing for a request that carries anything that could tell who sent it, or for a page that is not kept.
    pub fn of(app: &App, req: &HttpRequest) -> Option<Self> {
        if *req.method() != Method::GET {
            return None;
        }
        let headers = req.headers();
        let told = [
            header::AUTHORIZATION.as_str(),
            header::RANGE.as_str(),
            "x-fragment",
            "idempotency-key",
        ];
        if told.iter().any(|name| headers.contains_key(*name)) {
            return None;
        }
        let api = is_api(app, req.path());
        // Any cookie but the two that are told apart below may be somebody's.
        let cookies = req.cookies().ok()?;
        if cookies
            .iter()
            .any(|cookie| api || (cookie.name() != LANG && cookie.name() != THEME))
            || (cookies.is_empty() && headers.contains_key(header::COOKIE))
        {
            return None;
        }
        let address = req.uri().path_and_query()?.as_str();
        if address.len() > LONGEST || !known(req.query_string()) {
            return None;
        }
        let shows = shows(req.path().strip_prefix(app.config.base_url.path.as_str())?)?;
        let nobody = Preferences::default();
        Some(Self {
            address: address.to_owned(),
            lang: match api {
                true => Lang::default().tag(),
                false => manner(req, &nobody).lang.tag(),
            },
            theme: match api {
                true => "",
                false => liked(req, nobody).theme.text(),
            },
            shows,
        })
    }
    /// What its answer shows.
    pub fn shows(&self) -> Shows {
        self.shows
    }
    pub(super) fn weight(&self) -> u64 {
        u64::try_from(self.address.len()).unwrap_or(u64::MAX)
    }
}

fn known(query: &str) -> bool {
    url::form_urlencoded::parse(query.as_bytes()).all(|(name, _)| QUERIES.contains(&name.as_ref()))
}

/// What the page at this path below the site's own shows; nothing for what is not kept.
fn shows(path: &str) -> Option<Shows> {
    if let Some(collection) = path.strip_prefix("/api/v1/") {
        let first = collection.split('/').next().unwrap_or_default();
        let talk = collection.starts_with("topics/") && collection.ends_with("/comments");
        let extra = collection.contains("/extra/");
        return (talk || (COLLECTIONS.contains(&first) && !extra)).then_some(Shows::Lists);
    }
    if let Some(rest) = path.strip_prefix("/t/") {
        let (id, slug) = rest.split_once('/')?;
        let forms = [
            "behalf",
            "board",
            "closing",
            "edit",
            "join",
            "kind",
            "lock",
            "merge",
            "pin",
            "plan",
            "rank",
            "removal",
            "revisions",
            "split",
            "status",
            "unmerge",
            "unread",
            "vote",
        ];
        return match slug.contains('/') || forms.contains(&slug) {
            true => None,
            false => Some(Shows::Topic(TopicId::new(id.parse().ok()?))),
        };
    }
    let list = path == "/" || LISTS.iter().any(|list| path.starts_with(list));
    let form = ["/new", "/similar", "/edit", "/votes"]
        .iter()
        .any(|end| path.ends_with(end));
    (list && !form).then_some(Shows::Lists)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_topics_are_kept_and_forms_are_not() {
        for path in [
            "/",
            "/proposals",
            "/tags/api",
            "/people/ada",
            "/api/v1/proposals",
            "/api/v1/topics/7/comments",
        ] {
            assert_eq!(shows(path), Some(Shows::Lists), "{path}");
        }
        assert_eq!(shows("/t/7/a-wish"), Some(Shows::Topic(TopicId::new(7))));
        for path in [
            "/sign-in",
            "/search",
            "/proposals/new",
            "/t/7/vote",
            "/t/7/edit",
            "/invitation/secret",
            "/api/v1/me",
            "/api/v1/search",
            "/admin/settings",
        ] {
            assert_eq!(shows(path), None, "{path}");
        }
    }

    #[test]
    fn unknown_queries_are_not_kept() {
        assert!(known("board=api&sort=new"));
        assert!(!known("board=api&utm_source=x"));
        assert!(!known("q=words"));
    }
}
