//! Editing, removing and putting back.
use super::{say, start};
use crate::app::TestApp;

#[actix_web::test]
async fn an_edit_keeps_what_stood_before() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    start(
        &ann,
        "How do you sort?",
        "First line\nSecond line\nThird line",
    )
    .await;
    app.visitor()
        .get("/t/1/revisions")
        .await
        .is(200)
        .says("Nothing has changed");
    for stranger in [&app.visitor(), &bob] {
        // A visitor is asked to sign in, their words kept.
        let (read, sent) = match std::ptr::eq(stranger, &bob) {
            true => (403, 403),
            false => (401, 303),
        };
        stranger.get("/t/1/edit").await.is(read);
        stranger
            .post("/t/1/edit", &[("title", "Mine now")])
            .await
            .is(sent);
    }
    let form = ann.get("/t/1/edit").await;
    form.is(200);
    assert!(form.body.contains("Second line"));
    app.app.clock.advance(3600);
    let edit = [
        ("title", "How do you sift?"),
        ("body", "First line\n2nd line\nThird line"),
        ("version", "1"),
    ];
    ann.post("/t/1/edit", &edit).await.is(303);
    let page = app.visitor().get("/t/1/how-do-you-sift").await;
    page.is(200).says("2nd line").silent_about("Second line");
    assert!(
        page.body.contains("/t/1/revisions"),
        "the page says that it was edited"
    );
    let told = app.visitor().get("/t/1/revisions").await;
    told.is(200)
        .says("How do you sort?")
        .says("How do you sift?")
        .says("First line");
    assert!(
        told.body.contains(">Second line</del>") && told.body.contains(">2nd line</ins>"),
        "{}",
        told.body
    );
    assert!(!told.body.contains(">First line</del>"));
    let staff = app.moderator("mona").await;
    staff
        .post(
            "/t/1/edit",
            &[("title", "How do you sift?"), ("body", "Tidied up")],
        )
        .await
        .is(303);
    app.visitor()
        .get("/t/1/revisions")
        .await
        .says("mona")
        .says("ann")
        .says("Tidied up");
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn an_edit_of_an_old_version_keeps_its_words_and_says_so() {
    let app = TestApp::new().await;
    let (ann, mona) = (app.member("ann").await, app.moderator("mona").await);
    start(&ann, "How do you sort?", "As it was").await;
    mona.post(
        "/t/1/edit",
        &[
            ("title", "How do you sort?"),
            ("body", "Tidied up"),
            ("version", "1"),
        ],
    )
    .await
    .is(303);
    let again = ann
        .post(
            "/t/1/edit",
            &[
                ("title", "How do you sift?"),
                ("body", "My own words"),
                ("version", "1"),
            ],
        )
        .await;
    again.is(422).says("Someone changed this while you wrote.");
    assert!(again.body.contains("My own words") && again.body.contains("How do you sift?"));
    app.visitor()
        .get("/t/1/how-do-you-sort")
        .await
        .says("Tidied up");
    assert!(
        again.body.contains("name=\"version\" value=\"2\""),
        "what is sent next replaces what is there now"
    );
    ann.post(
        "/t/1/edit",
        &[
            ("title", "How do you sift?"),
            ("body", "My own words"),
            ("version", "2"),
        ],
    )
    .await
    .is(303);
    app.visitor()
        .get("/t/1/how-do-you-sift")
        .await
        .says("My own words");
}

#[actix_web::test]
async fn what_is_removed_is_gone_for_others_and_can_come_back() {
    let app = TestApp::new().await;
    let (ann, bob, mona) = (
        app.member("ann").await,
        app.member("bob").await,
        app.moderator("mona").await,
    );
    ann.post(
        "/discussions",
        &[
            ("title", "How do you sort?"),
            ("body", "By hand"),
            ("tags", "sorting"),
        ],
    )
    .await
    .is(303);
    say(&bob, 1, "With a sieve").await;
    bob.get("/t/1/removal").await.is(403);
    bob.post("/t/1/removal", &[]).await.is(403);
    app.visitor().post("/t/1/removal", &[]).await.is(401);
    ann.get("/t/1/removal")
        .await
        .is(200)
        .says("How do you sort?")
        .says("Nobody but you and staff will see it and its comment.");
    ann.post("/t/1/removal", &[]).await.is(303);
    for reader in [&app.visitor(), &bob] {
        for path in [
            "/t/1/how-do-you-sort",
            "/t/1",
            "/t/1.json",
            "/t/1.md",
            "/t/1/revisions",
        ] {
            reader
                .get(path)
                .await
                .is(410)
                .silent_about("By hand")
                .silent_about("How do you sort")
                .silent_about("With a sieve");
        }
        assert!(!reader.get("/c/1").await.status.is_success());
        for list in [
            "/discussions",
            "/",
            "/tags",
            "/discussions?q=sort",
            "/api/v1/discussions",
        ] {
            reader
                .get(list)
                .await
                .is(200)
                .silent_about("How do you sort?")
                .silent_about("By hand")
                .silent_about("sorting");
        }
    }
    bob.post("/t/1/comments", &[("body", "One more")])
        .await
        .is(410);
    bob.post("/c/1/edit", &[("body", "One more")]).await.is(404);
    for reader in [&ann, &mona] {
        reader
            .get("/t/1/how-do-you-sort")
            .await
            .is(200)
            .says("How do you sort?");
    }
    ann.post("/t/1/comments", &[("body", "One more")])
        .await
        .is(409)
        .says("takes no more comments");
    bob.post("/t/1/restoration", &[]).await.is(410);
    ann.post("/t/1/restoration", &[]).await.is(303);
    app.visitor()
        .get("/t/1/how-do-you-sort")
        .await
        .is(200)
        .says("With a sieve");
    app.visitor()
        .get("/discussions")
        .await
        .says("How do you sort?");
    app.visitor().get("/tags").await.says("sorting");
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn what_staff_removed_only_staff_bring_back() {
    let app = TestApp::new().await;
    let (ann, mona) = (app.member("ann").await, app.moderator("mona").await);
    start(&ann, "Buy cheap pills", "Here").await;
    mona.post("/t/1/removal", &[]).await.is(303);
    ann.post("/t/1/restoration", &[]).await;
    app.visitor().get("/t/1/buy-cheap-pills").await.is(410);
    mona.post("/t/1/restoration", &[]).await.is(303);
    app.visitor().get("/t/1/buy-cheap-pills").await.is(200);
}
