//! Discussions, announcements, boards, tags; editing and removing; the talk below every topic.
use serde_json::json;

use crate::accounts::all_after;
use crate::app::{Answer, Client, TestApp};

/// Starts a discussion and answers where it is.
async fn start(who: &Client<'_>, title: &str, body: &str) -> String {
    let answer = who
        .post("/discussions", &[("title", title), ("body", body)])
        .await;
    answer.is(303);
    answer.location().unwrap()
}

async fn say(who: &Client<'_>, topic: i64, body: &str) -> Answer {
    let answer = who
        .post(&format!("/t/{topic}/comments"), &[("body", body)])
        .await;
    answer.is(303);
    answer
}

async fn answer_to(who: &Client<'_>, topic: i64, parent: i64, body: &str) {
    let form = [("body", body), ("parent", &*parent.to_string())];
    who.post(&format!("/t/{topic}/comments"), &form)
        .await
        .is(303);
}

/// The comments on a page in their order, as the ids of their articles.
fn order(page: &Answer) -> Vec<i64> {
    all_after(&page.body, " id=\"c-")
        .iter()
        .map(|id| id.parse().unwrap())
        .collect()
}

/// One comment of a page.
fn article(page: &Answer, id: i64) -> String {
    let rest = page
        .body
        .split(&format!(" id=\"c-{id}\""))
        .nth(1)
        .unwrap_or_else(|| panic!("{}", page.told()));
    rest.split("<article").next().unwrap().to_owned()
}

// Starting.

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

// Addresses.

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

// Changing.

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

// Comments.

#[actix_web::test]
async fn comments_come_back_with_their_words_when_they_cannot_be_taken() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    start(&ann, "How do you sort?", "").await;
    let sent = app
        .visitor()
        .post("/t/1/comments", &[("body", "Hello")])
        .await;
    assert_eq!(
        sent.is(303).location().as_deref(),
        Some("/sign-in?next=%2Ft%2F1%23add")
    );
    ann.post("/t/1/comments", &[("body", " \n ")])
        .await
        .is(422)
        .says("Write something first.");
    let long = "x".repeat(40_001);
    let again = ann.post("/t/1/comments", &[("body", &long)]).await;
    again.is(422).says("Use at most 40,000 characters.");
    assert!(again.body.contains(&long));
    for parent in ["7", "x", "-1"] {
        let again = ann
            .post(
                "/t/1/comments",
                &[("body", "Kept words"), ("parent", parent)],
            )
            .await;
        again
            .is(422)
            .says("The comment you answer is not on this topic any more.");
        assert!(again.body.contains("Kept words"));
    }
    ann.post("/t/9/comments", &[("body", "Hello")])
        .await
        .is(404);
    let said = say(&ann, 1, "Hello <b>you</b>, *well*").await;
    assert_eq!(said.location().as_deref(), Some("/c/1"));
    let page = ann.open("/c/1").await;
    page.is(200).says("well");
    assert!(page.body.contains("<em>well</em>") && !page.body.contains("<b>you"));
}

#[actix_web::test]
async fn answers_stand_below_what_they_answer() {
    let app = TestApp::new().await;
    let (ann, bob, cleo) = (
        app.member("ann").await,
        app.member("bob").await,
        app.member("cleo").await,
    );
    start(&ann, "How do you sort?", "").await;
    say(&ann, 1, "First thread").await; // 1
    say(&bob, 1, "Second thread").await; // 2
    answer_to(&bob, 1, 1, "A branch").await; // 3
    answer_to(&cleo, 1, 1, "Another branch").await; // 4
    answer_to(&ann, 1, 3, "On the first branch").await; // 5, on the third level
    answer_to(&ann, 1, 2, "Below the second").await; // 6
    answer_to(&cleo, 1, 5, "Deeper still").await; // 7
    answer_to(&bob, 1, 4, "On the other branch").await; // 8
    let page = app.visitor().get("/t/1/how-do-you-sort").await;
    assert_eq!(order(&page), [1, 3, 5, 7, 4, 8, 2, 6], "branches together");
    for (id, answers) in [(5, "bob"), (7, "ann"), (8, "cleo")] {
        let text = article(&page, id);
        assert!(
            text.contains("answering") && text.contains(&format!("/people/{answers}\"")),
            "{id}: {text}"
        );
    }
    for id in [1, 2, 3, 4, 6] {
        assert!(
            !article(&page, id).contains("answering"),
            "{id} says whom it answers by its place"
        );
    }
    page.says("8 comments");
    // An answer goes to a comment of this topic only.
    start(&ann, "Something else", "").await;
    ann.post("/t/2/comments", &[("body", "Lost"), ("parent", "1")])
        .await
        .is(422);
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_comments_address_leads_to_its_page_of_a_long_thread() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    start(&ann, "How do you sort?", "").await;
    for n in 1..=230 {
        match n % 10 {
            5 => answer_to(&ann, 1, n - 3, "An answer").await,
            _ => say(&ann, 1, "A word")
                .await
                .is(303)
                .location()
                .map(drop)
                .unwrap(),
        }
    }
    let visitor = app.visitor();
    let (mut path, mut pages) = (String::from("/t/1/how-do-you-sort"), Vec::new());
    loop {
        let page = visitor.get(&path).await;
        page.is(200).says("230 comments");
        pages.push(order(&page));
        let next = all_after(&page.body, "/t/1/how-do-you-sort?after=");
        let next = next
            .iter()
            .find(|n| n.ends_with("#comments") || n.contains("#comments"));
        match next {
            Some(next) if pages.len() < 5 => {
                path = format!(
                    "/t/1/how-do-you-sort?after={}",
                    next.split('#').next().unwrap()
                )
            }
            _ => break,
        }
    }
    assert_eq!(
        pages.iter().map(Vec::len).collect::<Vec<_>>(),
        [100, 100, 30]
    );
    let mut all: Vec<_> = pages.concat();
    all.sort();
    assert_eq!(all, (1..=230).collect::<Vec<_>>(), "each once");
    for id in [1, 50, 99, 100, 101, 105, 150, 199, 201, 215, 229, 230] {
        let to = visitor
            .get(&format!("/c/{id}"))
            .await
            .is(303)
            .location()
            .unwrap();
        assert!(to.ends_with(&format!("#c-{id}")), "{to}");
        let page = visitor.get(&to).await;
        page.is(200);
        assert!(
            order(&page).contains(&id),
            "{id} is not on {to}: {:?}",
            order(&page)
        );
    }
    visitor
        .get("/t/1/how-do-you-sort?after=nonsense")
        .await
        .is(400);
}

#[actix_web::test]
async fn a_changed_comment_keeps_what_stood_before() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    start(&ann, "How do you sort?", "").await;
    say(&bob, 1, "With a sieve").await;
    app.visitor().get("/c/1/edit").await.is(401);
    ann.get("/c/1/edit").await.is(403);
    ann.post("/c/1/edit", &[("body", "By hand")]).await.is(403);
    assert!(
        bob.get("/c/1/edit")
            .await
            .is(200)
            .body
            .contains("With a sieve")
    );
    bob.post(
        "/c/1/edit",
        &[("body", "With two sieves"), ("version", "1")],
    )
    .await
    .is(303);
    let page = app.visitor().get("/t/1/how-do-you-sort").await;
    page.says("With two sieves").says("edited");
    let told = app.visitor().get("/c/1/revisions").await;
    told.is(200);
    assert!(
        told.body.contains(">With a sieve</del>") && told.body.contains(">With two sieves</ins>"),
        "{}",
        told.body
    );
    let stale = bob
        .post("/c/1/edit", &[("body", "With three"), ("version", "1")])
        .await;
    stale.is(422);
    assert!(stale.body.contains("With three"), "the words are kept");
    bob.post("/c/1/edit", &[("body", "")])
        .await
        .is(422)
        .says("Write something first.");
    app.visitor()
        .get("/t/1/how-do-you-sort")
        .await
        .says("With two sieves");
    app.visitor()
        .get("/t/1/revisions")
        .await
        .silent_about("sieve");
}

#[actix_web::test]
async fn a_removed_comment_keeps_its_place_and_its_answers() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    start(&ann, "How do you sort?", "").await;
    say(&bob, 1, "A rude word").await;
    answer_to(&ann, 1, 1, "A kind answer").await;
    app.member("cleo")
        .await
        .post("/c/1/removal", &[])
        .await
        .is(403);
    bob.get("/c/1/removal").await.is(200).says("A rude word");
    bob.post("/c/1/removal", &[]).await.is(303);
    for reader in [&app.visitor(), &bob, &ann] {
        let page = reader.get("/t/1/how-do-you-sort").await;
        page.is(200)
            .says("This comment was removed.")
            .says("A kind answer")
            .says("1 comment")
            .silent_about("A rude word");
        assert_eq!(order(&page), [1, 2]);
        reader
            .get("/c/1/revisions")
            .await
            .is(410)
            .silent_about("A rude word");
        reader.get("/t/1.md").await.silent_about("A rude word");
        reader
            .get("/api/v1/topics/1/comments")
            .await
            .silent_about("A rude word");
    }
    bob.post("/c/1/removal", &[]).await.is(410);
    bob.post("/c/1/edit", &[("body", "Again")]).await.is(410);
    ann.get("/c/1/reply").await.is(410);
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn only_staff_answer_officially() {
    let app = TestApp::new().await;
    let (ann, mona) = (app.member("ann").await, app.moderator("mona").await);
    start(&ann, "How do you sort?", "").await;
    let form = [("body", "We sort by hand."), ("official", "on")];
    ann.post("/t/1/comments", &form)
        .await
        .is(403)
        .says("Only staff answer officially.");
    mona.post("/t/1/comments", &form).await.is(303);
    say(&mona, 1, "Personally, I do not sort.").await;
    let page = app.visitor().get("/t/1/how-do-you-sort").await;
    assert!(article(&page, 1).contains("official answer"));
    assert!(!article(&page, 2).contains("official answer"));
    assert!(
        !ann.get("/t/1/how-do-you-sort")
            .await
            .body
            .contains("name=\"official\"")
    );
    assert!(
        mona.get("/t/1/how-do-you-sort")
            .await
            .body
            .contains("name=\"official\"")
    );
}

// What texts name.

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
