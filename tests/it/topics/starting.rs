//! Starting a discussion, and where it is found.
use super::{say, start};
use crate::app::TestApp;

#[actix_web::test]
async fn someone_starts_a_discussion() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    app.visitor().get("/discussions/new").await.is(200);
    let sent = app
        .visitor()
        .post("/discussions", &[("title", "How do you sort?")])
        .await;
    assert_eq!(
        sent.is(303).location().as_deref(),
        Some("/sign-in?next=%2Fdiscussions%2Fnew")
    );
    ann.get("/discussions/new?title=How%20do%20you%20sort")
        .await
        .is(200);
    let path = start(
        &ann,
        "How do you sort?",
        "By *hand*, or with <b>a sieve</b>?",
    )
    .await;
    assert_eq!(path, "/t/1/how-do-you-sort");
    let page = app.visitor().get(&path).await;
    page.is(200)
        .says("How do you sort?")
        .says("By hand")
        .says("ann");
    assert!(page.body.contains("<em>hand</em>") && !page.body.contains("<b>a sieve</b>"));
    app.visitor()
        .get("/discussions")
        .await
        .is(200)
        .says("How do you sort?");
    app.visitor()
        .get("/proposals")
        .await
        .silent_about("How do you sort?");
    app.visitor()
        .get("/announcements")
        .await
        .silent_about("How do you sort?");
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_discussion_that_cannot_be_taken_comes_back_with_its_words() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let long = "x".repeat(151);
    for (field, value, refusal) in [
        ("title", "No", "Use 4 to 150 characters."),
        ("title", &*long, "Use 4 to 150 characters."),
        (
            "title",
            "Right \u{202E}to left",
            "Leave out marks that change the direction of writing.",
        ),
        ("tags", "a, b, c, d, e, f", "Use at most 5 tags."),
        (
            "tags",
            "an-impossibly-long-word-for-a-tag",
            "is too long for a tag",
        ),
        (
            "board",
            "nowhere",
            "Choose a board where you may start topics.",
        ),
        ("kind", "poem", "Choose one of the list."),
    ] {
        let mut form = vec![
            ("title", "How do you sort?"),
            ("body", "By hand?"),
            ("tags", "sorting"),
            ("board", ""),
            ("kind", ""),
        ];
        form.iter_mut().find(|(name, _)| *name == field).unwrap().1 = value;
        let again = ann.post("/discussions", &form).await;
        again.is(422).says(refusal);
        assert!(again.body.contains("By hand?"), "{}", again.told());
    }
    app.visitor()
        .get("/discussions")
        .await
        .silent_about("By hand");
}

#[actix_web::test]
async fn only_staff_announce() {
    let app = TestApp::new().await;
    let (mona, ann) = (app.moderator("mona").await, app.member("ann").await);
    let form = [
        ("title", "Version 2 is out"),
        ("body", "It sorts."),
        ("kind", "announcement"),
    ];
    ann.post("/discussions", &form)
        .await
        .is(403)
        .says("Only staff announce.");
    mona.post("/discussions", &form).await.is(303);
    mona.post("/discussions", &[("title", "Not so"), ("kind", "proposal")])
        .await
        .is(422);
    app.visitor()
        .get("/announcements")
        .await
        .is(200)
        .says("Version 2 is out");
    app.visitor()
        .get("/discussions")
        .await
        .silent_about("Version 2 is out");
    assert!(
        app.visitor()
            .get("/")
            .await
            .body
            .contains("Version 2 is out"),
        "the first page tells it"
    );
    assert!(
        !ann.get("/discussions/new")
            .await
            .body
            .contains("announcement\""),
        "only staff are asked"
    );
    ann.get("/t/1/version-2-is-out").await.is(200);
    say(&ann, 1, "Thank you").await;
}

#[actix_web::test]
async fn tags_gather_topics() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("tags", "#News, Front page ,news"),
        ],
    )
    .await
    .is(303);
    ann.post(
        "/proposals",
        &[("title", "A bell for news"), ("tags", "news")],
    )
    .await
    .is(303);
    ann.post(
        "/discussions",
        &[("title", "How do you sort?"), ("tags", "sorting")],
    )
    .await
    .is(303);
    let page = app.visitor().get("/tags").await;
    page.is(200).says("News").says("Front page").says("sorting");
    let tag = app.visitor().get("/tags/news").await;
    tag.is(200)
        .says("Put News at the top")
        .says("A bell for news");
    app.visitor()
        .get("/proposals?tag=front-page")
        .await
        .says("Put News at the top")
        .silent_about("A bell for news");
    app.visitor()
        .get("/discussions?tag=sorting")
        .await
        .says("How do you sort?");
    app.visitor().get("/proposals?tag=nothing").await.is(404);
    // A tag that nobody uses any more is listed no more.
    ann.post(
        "/t/3/edit",
        &[("title", "How do you sort?"), ("tags", "order")],
    )
    .await
    .is(303);
    app.visitor()
        .get("/tags")
        .await
        .says("order")
        .silent_about("sorting");
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_board_leads_to_its_proposals() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.post("/admin/boards", &[("name", "Garden & shed")])
        .await
        .is(303);
    let board = app.visitor().get("/boards/garden-shed").await;
    board.is(303);
    assert_eq!(
        board.location().as_deref(),
        Some("/proposals?board=garden-shed")
    );
    ann.post(
        "/discussions",
        &[("title", "Which rake is best?"), ("board", "garden-shed")],
    )
    .await
    .is(303);
    app.visitor()
        .get("/discussions?board=garden-shed")
        .await
        .says("Which rake is best?");
    app.visitor()
        .get("/discussions?board=product")
        .await
        .is(200)
        .silent_about("Which rake");
    app.visitor().open("/boards/nowhere").await.is(404);
    // Staff move a topic to another board, its author does not.
    ann.post(
        "/t/1/edit",
        &[("title", "Which rake is best?"), ("board", "product")],
    )
    .await
    .is(403);
    root.post(
        "/t/1/edit",
        &[("title", "Which rake is best?"), ("board", "product")],
    )
    .await
    .is(303);
    app.visitor()
        .get("/discussions?board=product")
        .await
        .says("Which rake is best?");
    assert_eq!(app.broken().await, Vec::<String>::new());
}
