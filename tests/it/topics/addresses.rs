//! Where topics are.
use serde_json::json;

use super::{say, start};
use crate::app::TestApp;

#[actix_web::test]
async fn an_id_alone_and_an_old_title_lead_to_the_topic() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    start(&ann, "How do you sort?", "").await;
    for path in ["/t/1", "/t/1/anything", "/t/1/How-do-you-sort"] {
        let answer = app.visitor().get(path).await;
        answer.is(301);
        assert_eq!(
            answer.location().as_deref(),
            Some("/t/1/how-do-you-sort"),
            "{path}"
        );
    }
    ann.post("/t/1/edit", &[("title", "Who sorts?")])
        .await
        .is(303);
    assert_eq!(
        app.visitor()
            .get("/t/1/how-do-you-sort")
            .await
            .is(301)
            .location()
            .as_deref(),
        Some("/t/1/who-sorts")
    );
    for nowhere in [
        "/t/2",
        "/t/0",
        "/t/-1",
        "/t/x",
        "/t/99999999999999999999/x",
        "/t/1/who-sorts/more",
        "/c/1",
    ] {
        app.visitor().get(nowhere).await.is(404);
    }
}

#[actix_web::test]
async fn a_title_in_any_script_has_an_address() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let answer = ann
        .post("/discussions", &[("title", "検索を速くする")])
        .await;
    answer.is(303);
    let to = answer.headers.get("location").unwrap().as_bytes().to_vec();
    assert!(
        to.is_ascii(),
        "an address in a header is plain: {}",
        String::from_utf8_lossy(&to)
    );
    ann.open("/t/1").await.is(200).says("検索を速くする");
}

#[actix_web::test]
async fn a_topic_may_be_called_like_one_of_our_pages() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for title in [
        "Edit",
        "Vote",
        "Status",
        "Comments",
        "Revisions",
        "Removal",
        "Restoration",
    ] {
        let path = start(&ann, title, "A word like another").await;
        app.visitor()
            .get(&path)
            .await
            .is(200)
            .says("A word like another");
        app.visitor()
            .open(path.rsplit_once('/').unwrap().0)
            .await
            .is(200)
            .says("A word like another");
    }
}

#[actix_web::test]
async fn a_topic_is_told_to_programs_beside_its_page() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    start(&ann, "How do you sort?", "By *hand*?").await;
    say(&ann, 1, "With a sieve").await;
    say(&ann, 1, "Not at all").await;
    ann.post("/c/2/removal", &[]).await.is(303);
    for path in ["/t/1.json", "/t/1/how-do-you-sort.json"] {
        let told = app.visitor().get(path).await;
        told.is(200);
        let value = told.value();
        assert_eq!(
            (&value["id"], &value["title"], &value["body"]),
            (&json!(1), &json!("How do you sort?"), &json!("By *hand*?"))
        );
        assert_eq!(
            value,
            app.visitor().get("/api/v1/discussions/1").await.value()
        );
    }
    let told = app.visitor().get("/t/1.md").await;
    assert_eq!(told.header("content-type"), "text/markdown; charset=utf-8");
    insta::assert_snapshot!(told.body, @r"
    # How do you sort?

    http://127.0.0.1:8080/t/1/how-do-you-sort · @ann · 2026-01-02T03:04:05Z · Product

    By *hand*?

    ---

    @ann · 2026-01-02T03:04:05Z · http://127.0.0.1:8080/c/1

    With a sieve

    ---

    @ann · 2026-01-02T03:04:05Z · http://127.0.0.1:8080/c/2

    *removed*
    ");
    assert_eq!(
        app.visitor().get("/t/1/how-do-you-sort.md").await.body,
        told.body
    );
    let page = app.visitor().get("/t/1/how-do-you-sort").await;
    assert!(
        page.body.contains("/t/1/how-do-you-sort.json")
            && page.body.contains("/t/1/how-do-you-sort.md")
    );
    app.visitor().get("/t/9.json").await.is(404);
    app.visitor().get("/t/9.md").await.is(404);
}
