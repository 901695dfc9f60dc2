//! What search engines and previews are told about a page: its one address, and whether it belongs into an index.
use crate::config::BaseUrl;

/// What makes a list another list; everything else in a query (places, tracking) leaves the page what it is.
const KEPT: [&str; 3] = ["board", "status", "tag"];
/// What makes a page one of many views of the same: not for an index.
const VIEWS: [&str; 9] = [
    "board", "by", "kind", "next", "q", "sort", "status", "tag", "title",
];
/// Beginnings of pages that are forms, or somebody's own.
const PRIVATE: [&str; 9] = [
    "/admin",
    "/c/",
    "/changelog/new",
    "/developers/components",
    "/discussions/new",
    "/proposals/new",
    "/search",
    "/settings",
    "/sign-",
];
/// Ends of such pages.
const FORMS: [&str; 6] = [
    "/edit",
    "/removal",
    "/reply",
    "/revisions",
    "/status",
    "/vote",
];

fn parts(here: &str) -> (&str, &str) {
    here.split_once('?').unwrap_or((here, ""))
}

/// The one address of the page that was asked for with `here`.
pub fn canonical(base: &BaseUrl, here: &str) -> String {
    let (path, query) = parts(here);
    let mut kept = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        if KEPT.contains(&name.as_ref()) && !value.is_empty() {
            kept.append_pair(&name, &value);
        }
    }
    match kept.finish() {
        none if none.is_empty() => base.link(path),
        query => format!("{}?{query}", base.link(path)),
    }
}

/// Whether the page that was asked for with `here` belongs into an index.
pub fn indexed(here: &str) -> bool {
    let (path, query) = parts(here);
    let view = url::form_urlencoded::parse(query.as_bytes())
        .any(|(name, value)| VIEWS.contains(&name.as_ref()) && !value.is_empty());
    !view
        && !PRIVATE.iter().any(|p| path.starts_with(p))
        && !FORMS.iter().any(|f| path.ends_with(f))
}

/// A page with its title and description said to previews as well: templates say each of them once.
pub fn previewed(mut html: String) -> String {
    let between = |html: &str, start: &str, end: &str| {
        let (_, rest) = html.split_once(start)?;
        rest.split_once(end)
            .map(|(inner, _)| inner.trim().to_owned())
    };
    let title = between(&html, "<title>", "</title>").map(|whole| match whole.rsplit_once(" · ") {
        Some((page, _)) => page.to_owned(),
        None => whole,
    });
    let told = between(&html, "<meta name=\"description\" content=\"", "\">");
    for (name, value) in [("og:title", title), ("og:description", told)] {
        let place = format!("<meta property=\"{name}\" content=\"");
        if let (Some(at), Some(value)) = (html.find(&place), value) {
            html.insert_str(at + place.len(), &value);
        }
    }
    html
}

/// What robots are asked to leave alone, and where the map of the site is.
pub fn robots(base: &BaseUrl) -> String {
    let mut told = String::from("User-agent: *\n");
    for path in [
        "/admin/",
        "/api/",
        "/c/",
        "/settings/",
        "/sign-in",
        "/sign-up",
        "/search",
    ] {
        told.push_str(&format!("Disallow: {}{path}\n", base.path));
    }
    for query in ["q", "after", "sort", "by", "next"] {
        told.push_str(&format!("Disallow: {}/*?{query}=\n", base.path));
        told.push_str(&format!("Disallow: {}/*&{query}=\n", base.path));
    }
    told.push_str(&format!("\nSitemap: {}\n", base.link("/sitemap.xml")));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_one_address_however_one_came_to_it() {
        let base = BaseUrl::parse("https://example.org/feedback").expect("an address");
        let of = |here| canonical(&base, here);
        assert_eq!(of("/"), "https://example.org/feedback/");
        assert_eq!(
            of("/proposals?utm_source=x&after=hot_n1_2&board=api&sort=new"),
            "https://example.org/feedback/proposals?board=api"
        );
        assert_eq!(of("/t/1/a?x"), "https://example.org/feedback/t/1/a");
    }

    #[test]
    fn previews_hear_the_page_s_own_title_and_words() {
        let page = "<title>A &lt;b&gt; · c · Site</title><meta name=\"description\" content=\"Told\">\
                    <meta property=\"og:title\" content=\"\"><meta property=\"og:description\" content=\"\">";
        let told = previewed(page.to_owned());
        assert!(
            told.contains("og:title\" content=\"A &lt;b&gt; · c\">"),
            "{told}"
        );
        assert!(
            told.contains("og:description\" content=\"Told\">"),
            "{told}"
        );
    }

    #[test]
    fn views_forms_and_private_pages_stay_out_of_an_index() {
        for page in [
            "/",
            "/proposals",
            "/proposals?after=x",
            "/t/1/vote-less",
            "/?utm=1",
            "/proposals?q=",
        ] {
            assert!(indexed(page), "{page}");
        }
        for page in [
            "/proposals?q=x",
            "/proposals?board=api",
            "/t/1/vote",
            "/settings/profile",
            "/admin/theme",
            "/sign-in?next=%2F",
        ] {
            assert!(!indexed(page), "{page}");
        }
    }
}
