//! Lists: their pages, and the way from one to another.
use super::start;
use crate::accounts::all_after;
use crate::app::TestApp;

#[actix_web::test]
async fn lists_go_on_page_by_page() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for n in 0..65 {
        app.app.clock.advance(60);
        start(&ann, &format!("Topic number {n}."), "").await;
    }
    for sort in ["new", "hot", "discussed", "unanswered"] {
        let (mut path, mut found) = (format!("/discussions?sort={sort}"), Vec::new());
        for _ in 0..3 {
            let page = app.visitor().get(&path).await;
            page.is(200);
            let here: Vec<_> = (0..65)
                .filter(|n| page.body.contains(&format!("Topic number {n}.")))
                .collect();
            assert_eq!(here.len(), if found.len() == 60 { 5 } else { 30 }, "{sort}");
            found.extend(here);
            let marked = page.body.replace("&amp;", "\u{1}");
            let on = marked.split("rel=\"next\"").nth(1).unwrap_or_default();
            let next = all_after(on, "after=");
            path = match next.first() {
                Some(after) => format!("/discussions?sort={sort}&after={after}"),
                None => String::new(),
            };
        }
        assert_eq!(path, "", "{sort}: the last page leads on");
        found.sort();
        assert_eq!(found, (0..65).collect::<Vec<_>>(), "{sort}");
    }
}

#[actix_web::test]
async fn a_list_names_the_pages_around_the_one_that_is_read() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for n in 1..=65 {
        ann.post("/proposals", &[("title", &format!("Wish number {n:02}"))])
            .await
            .is(303);
        app.app.clock.advance(60);
    }
    let link = |body: &str, rel: &str| {
        let rest = body.split(&format!("<link rel=\"{rel}\" href=\"")).nth(1)?;
        Some(rest.split('"').next().unwrap().replace("&amp;", "&"))
    };
    for sort in ["new", "hot", "top"] {
        let start = format!("/proposals?sort={sort}");
        let first = ann.get(&start).await.body;
        assert_eq!(link(&first, "prev"), None);
        let second_at = link(&first, "next").unwrap();
        let second = ann.get(&second_at).await.body;
        assert_eq!(link(&second, "prev"), Some(start), "{sort}");
        let third = ann.get(&link(&second, "next").unwrap()).await.body;
        assert_eq!(link(&third, "next"), None);
        assert_eq!(link(&third, "prev"), Some(second_at), "{sort}");
    }
}

#[actix_web::test]
async fn whoever_begins_elsewhere_finds_the_first_page_from_a_list() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.get("/proposals").await.silent_about("First page");
    let typed = [
        ("theme", "system"),
        ("density", "comfortable"),
        ("language", ""),
        ("sort", ""),
        ("landing", "proposals"),
        ("zone", "UTC"),
        ("shortcuts", "on"),
    ];
    ann.post("/settings/preferences", &typed).await.is(303);
    assert_eq!(ann.get("/").await.location().as_deref(), Some("/proposals"));
    let list = ann.get("/proposals").await;
    list.says("First page");
    assert!(list.body.contains("href=\"/?first\""));
    ann.get("/?first").await.is(200);
}

#[actix_web::test]
async fn tags_are_offered_to_whoever_writes_without_a_script() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let typed = [("title", "Put News at the top"), ("tags", "news, daily")];
    ann.post("/proposals", &typed).await.is(303);
    for path in ["/proposals/new", "/discussions/new", "/t/1/edit"] {
        let page = ann.get(path).await.body;
        assert!(page.contains("list=\"f-tags-known\""), "{path}");
        assert!(page.contains("<datalist id=\"f-tags-known\"><option value=\"daily\"></option><option value=\"news\"></option></datalist>"), "{path}");
    }
}
