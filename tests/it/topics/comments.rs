//! The talk below every topic.
use super::{answer_to, article, order, say, start};
use crate::accounts::all_after;
use crate::app::TestApp;

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
