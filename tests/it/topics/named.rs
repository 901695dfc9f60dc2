//! What texts name, and who may see it.
use super::{say, start};
use crate::app::TestApp;

#[actix_web::test]
async fn people_and_topics_are_linked_only_where_they_exist() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    app.member("bob").await;
    start(&ann, "How do you sort?", "").await;
    let body = "@bob and @nobody-here, see #1 and #77, mail ann@example.org, `@bob` `#1`";
    let path = start(&ann, "Ask them", body).await;
    let page = app.visitor().get(&path).await;
    page.is(200).says("@bob and @nobody-here, see #1 and #77");
    let prose = page
        .body
        .split("class=\"prose\"")
        .nth(1)
        .unwrap()
        .split("</div>")
        .next()
        .unwrap();
    assert_eq!(prose.matches("href=\"/people/bob\"").count(), 1, "{prose}");
    assert_eq!(prose.matches("href=\"/t/1\"").count(), 1, "{prose}");
    assert!(
        !prose.contains("nobody-here\"") && !prose.contains("/t/77"),
        "{prose}"
    );
    say(&ann, 1, "@BOB knows").await;
    assert!(
        app.visitor()
            .get("/t/1/how-do-you-sort")
            .await
            .body
            .contains("href=\"/people/bob\"")
    );
    // Below a path, links lead below it too.
    let app = TestApp::with(&[("BASE_URL", "https://example.org/feedback")]).await;
    let ann = app.member("ann").await;
    ann.post(
        "/feedback/discussions",
        &[("title", "Who am I?"), ("body", "I am @ann, this is #1")],
    )
    .await
    .is(303);
    ann.post(
        "/feedback/t/1/edit",
        &[("title", "Who am I?"), ("body", "I am @ann, this is #1.")],
    )
    .await
    .is(303);
    let page = app.visitor().get("/feedback/t/1/who-am-i").await;
    assert!(
        page.body.contains("href=\"/feedback/people/ann\"")
            && page.body.contains("href=\"/feedback/t/1\""),
        "{}",
        page.body
    );
    assert!(!page.body.contains("cowpath:"));
}

#[actix_web::test]
async fn a_topic_shows_what_speaks_of_it_to_those_who_may_see_that() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.post(
        "/admin/boards",
        &[
            ("name", "Team"),
            ("see", "staff"),
            ("propose", "staff"),
            ("comment", "staff"),
        ],
    )
    .await
    .is(303);
    start(&ann, "How do you sort?", "").await;
    start(&ann, "Sieves compared", "As asked in #1").await;
    start(&ann, "Unrelated matters", "Nothing").await;
    say(&ann, 3, "But see #1").await;
    root.post(
        "/discussions",
        &[
            ("title", "Secret plans"),
            ("body", "For #1"),
            ("board", "team"),
        ],
    )
    .await
    .is(303);
    app.visitor()
        .get("/t/1/how-do-you-sort")
        .await
        .silent_about("Sieves compared");
    app.settle().await;
    for reader in [&app.visitor(), &ann] {
        let page = reader.get("/t/1/how-do-you-sort").await;
        page.says("Sieves compared")
            .says("Unrelated matters")
            .silent_about("Secret plans");
    }
    root.get("/t/1/how-do-you-sort").await.says("Secret plans");
    // Nor what was removed.
    ann.post("/t/2/removal", &[]).await.is(303);
    app.visitor()
        .get("/t/1/how-do-you-sort")
        .await
        .silent_about("Sieves compared")
        .says("Unrelated matters");
    // What is edited in later counts too.
    ann.post(
        "/t/3/edit",
        &[("title", "Unrelated matters"), ("body", "Now about #2")],
    )
    .await
    .is(303);
    app.settle().await;
    ann.post("/t/2/restoration", &[]).await.is(303);
    app.visitor()
        .get("/t/2/sieves-compared")
        .await
        .says("Unrelated matters");
}

#[actix_web::test]
async fn a_hidden_boards_topics_are_nowhere() {
    let app = TestApp::new().await;
    let (root, ann, mona) = (
        app.admin("root").await,
        app.member("ann").await,
        app.moderator("mona").await,
    );
    root.post(
        "/admin/boards",
        &[
            ("name", "Team"),
            ("see", "staff"),
            ("propose", "staff"),
            ("comment", "staff"),
            ("vote", "staff"),
        ],
    )
    .await
    .is(303);
    root.post(
        "/proposals",
        &[
            ("title", "Secret plans"),
            ("board", "team"),
            ("tags", "hush"),
        ],
    )
    .await
    .is(303);
    root.post("/t/1/comments", &[("body", "Psst")])
        .await
        .is(303);
    root.post(
        "/t/1/edit",
        &[
            ("title", "Secret plans"),
            ("body", "Changed"),
            ("tags", "hush"),
        ],
    )
    .await
    .is(303);
    root.post(
        "/t/1/status",
        &[("status", "planned"), ("response", "Whisper")],
    )
    .await
    .is(303);
    for reader in [&app.visitor(), &ann] {
        for path in [
            "/t/1",
            "/t/1/secret-plans",
            "/t/1.json",
            "/t/1.md",
            "/t/1/revisions",
            "/c/1",
            "/c/1/revisions",
            "/proposals?board=team",
        ] {
            reader
                .get(path)
                .await
                .is(404)
                .silent_about("Secret plans")
                .silent_about("Psst")
                .silent_about("Whisper");
        }
        for path in [
            "/",
            "/proposals",
            "/tags",
            "/discussions",
            "/proposals?q=secret",
            "/people/root",
            "/api/v1/proposals",
            "/api/v1/boards",
        ] {
            reader
                .get(path)
                .await
                .is(200)
                .silent_about("Secret plans")
                .silent_about("hush")
                .silent_about("Team<");
        }
    }
    ann.post("/t/1/comments", &[("body", "Hello")])
        .await
        .is(404);
    ann.post("/t/1/vote", &[("want", "yes")]).await.is(404);
    ann.post("/t/1/edit", &[("title", "Mine now")])
        .await
        .is(404);
    ann.post("/t/1/removal", &[]).await.is(404);
    ann.post(
        "/proposals",
        &[("title", "Into the dark"), ("board", "team")],
    )
    .await
    .is(422);
    mona.get("/t/1/secret-plans").await.is(200).says("Psst");
}
