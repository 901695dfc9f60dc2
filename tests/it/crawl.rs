//! What search engines and previews are told.
use crate::app::TestApp;

#[actix_web::test]
async fn a_page_says_what_it_is_to_those_who_preview_it() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post(
        "/proposals",
        &[
            ("title", "Put \"News\" <first>"),
            ("body", "It is **daily**."),
        ],
    )
    .await
    .is(303);
    let page = app.visitor().open("/t/1?utm_source=x").await;
    for told in [
        "<meta property=\"og:title\" content=\"Put &quot;News&quot; &lt;first&gt;\">",
        "<meta property=\"og:description\" content=\"It is daily.\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:site_name\" content=\"Cowpath\">",
        "/t/1/put-news-first\">",
        "<meta name=\"twitter:card\" content=\"summary\">",
    ] {
        assert!(page.body.contains(told), "{told} is not in {}", page.body);
    }
    assert_eq!(page.body.matches("rel=\"canonical\"").count(), 1);
    assert_eq!(page.body.matches("name=\"description\"").count(), 1);
}

#[actix_web::test]
async fn lists_have_one_address_and_views_of_them_stay_out_of_an_index() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let page = visitor.get("/proposals?utm_source=x&sort=new").await;
    assert!(page.body.contains("/proposals\">"), "{}", page.body);
    assert_eq!(page.header("x-robots-tag"), "noindex");
    assert_eq!(visitor.get("/proposals").await.header("x-robots-tag"), "");
    for path in [
        "/proposals?q=x",
        "/sign-in",
        "/nowhere",
        "/roadmap?board=product",
    ] {
        let page = visitor.get(path).await;
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
    }
    visitor
        .get("/nowhere")
        .await
        .silent_about("rel=\"canonical\"");
}

#[actix_web::test]
async fn robots_and_the_map_lead_to_what_everyone_may_see() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("propose", "staff")],
    )
    .await
    .is(303);
    for (title, board) in [
        ("Put News at the top", "product"),
        ("Buy the harbour", "team"),
        ("Removed wish", "product"),
    ] {
        root.post("/proposals", &[("title", title), ("board", board)])
            .await
            .is(303);
    }
    root.post("/t/3/removal", &[]).await.is(303);
    let robots = root.get("/robots.txt").await;
    robots.is(200);
    assert!(robots.body.contains("/sitemap.xml\n"));
    assert!(robots.body.contains("Disallow: /admin/\n"));
    let index = root.get("/sitemap.xml").await;
    assert!(index.is(200).body.contains("/sitemap/1.xml</loc>"));
    index.silent_about("/sitemap/2.xml");
    // Even to staff the map tells only what everyone may see.
    let part = root.get("/sitemap/1.xml").await;
    assert!(
        part.is(200)
            .body
            .contains("/t/1/put-news-at-the-top</loc><lastmod>2026-01-02T03:04:05Z")
    );
    part.silent_about("harbour").silent_about("/t/3/");
    assert!(
        root.get("/sitemap/0.xml")
            .await
            .body
            .contains("/roadmap</loc>")
    );
    root.get("/sitemap/-1.xml").await.is(404);
    root.get("/sitemap/9.xml")
        .await
        .is(200)
        .silent_about("<url>");
}

#[actix_web::test]
async fn the_component_sheet_is_for_staff_outside_of_the_demo() {
    let app = TestApp::new().await;
    let (ann, mona) = (app.member("ann").await, app.moderator("mona").await);
    app.visitor().get("/developers/components").await.is(401);
    ann.get("/developers/components").await.is(403);
    mona.get("/developers/components")
        .await
        .is(200)
        .says("Components");
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    let page = mona.get("/developers/components?scheme=dark&dir=rtl").await;
    page.is(200).says("Put News at the top");
    assert!(page.body.contains("sheet-view--dark\" dir=\"rtl\""));
}

#[actix_web::test]
async fn the_keys_are_a_page_and_a_part_for_the_dialog() {
    let app = TestApp::new().await;
    app.visitor()
        .get("/shortcuts")
        .await
        .is(200)
        .says("Propose something");
}
