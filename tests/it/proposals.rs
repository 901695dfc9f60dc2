//! Proposals: asking, voting with reasons, moving on.
use actix_web::http::Method;
use cowpath::access::Scope;
use serde_json::json;

use crate::app::TestApp;

const VOTE: &str = "/api/v1/proposals/1/vote";

#[actix_web::test]
async fn a_proposal_is_made_listed_and_supported_by_its_author() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let made = ann
        .post(
            "/proposals",
            &[
                ("title", "Put News at the top"),
                ("body", "I open it first."),
                ("tags", "navigation, News"),
                ("reason", "I go through Friends only to reach News."),
            ],
        )
        .await;
    assert_eq!(
        made.is(303).location().as_deref(),
        Some("/t/1/put-news-at-the-top")
    );
    app.visitor()
        .get("/proposals")
        .await
        .says("Put News at the top")
        .says("I go through Friends only to reach News.")
        .says("navigation");
    let told = app.visitor().get("/api/v1/proposals/1").await.value();
    assert_eq!(told["supporters"], 1);
    assert_eq!(
        told["status"],
        json!({"slug": "open", "name": "Open", "kind": "open"})
    );
    assert_eq!(told["tags"], json!(["navigation", "news"]));
    assert_eq!(told["author"], json!({"handle": "ann", "name": ""}));
    assert_eq!(told["created_at"], "2026-01-02T03:04:05Z");
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn a_member_votes_twice_and_counts_once() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await;
    bob.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    bob.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    assert_eq!(
        ann.get("/api/v1/proposals/1").await.value()["supporters"],
        2
    );
    bob.post("/t/1/vote", &[("want", "no")]).await.is(303);
    bob.post("/t/1/vote", &[("want", "no")]).await.is(303);
    assert_eq!(
        ann.get("/api/v1/proposals/1").await.value()["supporters"],
        1
    );
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn not_for_me_never_subtracts() {
    let app = TestApp::new().await;
    let (ann, _bob) = (app.member("ann").await, app.member("bob").await);
    ann.post("/proposals", &[("title", "Compact list view")])
        .await;
    let bob = app.program("bob", &[Scope::Votes]).await;
    let told = bob
        .json(
            Method::PUT,
            VOTE,
            json!({"stance": "not_for_me", "reason": "I need room."}),
        )
        .await
        .value();
    assert_eq!(told["supporters"], 1);
    assert_eq!(told["my_vote"]["stance"], "not_for_me");
    let told = bob
        .json(
            Method::PUT,
            VOTE,
            json!({"stance": "support", "importance": "essential"}),
        )
        .await
        .value();
    assert_eq!(
        told["supporters"], 2,
        "changing one's mind moves the vote over"
    );
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn reasons_that_say_the_same_stand_together_in_the_words_of_the_first() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("reason", "I open News every morning"),
        ],
    )
    .await;
    for (name, reason) in [
        ("bob", "Every morning I open news"),
        ("cem", "Slow connection, ten seconds each time"),
    ] {
        app.member(name)
            .await
            .post(
                "/t/1/vote",
                &[
                    ("want", "yes"),
                    ("reason", reason),
                    ("importance", "important"),
                    ("workaround", "A bookmark"),
                ],
            )
            .await;
    }
    let reasons = app.visitor().get("/api/v1/proposals/1").await.value()["reasons"].clone();
    assert_eq!(reasons[0]["text"], "I open News every morning");
    assert_eq!(reasons[0]["people"], 2);
    assert_eq!(reasons[1]["people"], 1);
    // The first takes her vote back: the group speaks in the words of who is left.
    ann.post("/t/1/vote", &[("want", "no")]).await;
    let reasons = app.visitor().get("/api/v1/proposals/1").await.value()["reasons"].clone();
    assert!(
        reasons
            .as_array()
            .unwrap()
            .iter()
            .any(|r| r["text"] == "Every morning I open news" && r["people"] == 1)
    );
    app.visitor()
        .get("/proposals")
        .await
        .silent_about("I open News every morning");
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn pressing_the_button_again_keeps_the_reason_that_was_given() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("reason", "Every morning."),
        ],
    )
    .await;
    ann.post("/t/1/vote", &[("want", "yes")]).await;
    ann.get("/t/1/vote").await.is(200);
    assert!(ann.get("/t/1/vote").await.body.contains("Every morning."));
}

#[actix_web::test]
async fn who_voted_stays_private_unless_they_say_so() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await;
    app.member("bob")
        .await
        .post("/t/1/vote", &[("want", "yes"), ("reason", "Quietly.")])
        .await;
    app.member("cem")
        .await
        .post(
            "/t/1/vote",
            &[
                ("want", "yes"),
                ("reason", "Openly, on slow lines."),
                ("named", "on"),
            ],
        )
        .await;
    let page = app.visitor().open("/t/1").await;
    page.says("Quietly.")
        .says("cem")
        .silent_about("/people/bob");
    app.visitor()
        .get("/api/v1/proposals/1")
        .await
        .silent_about("bob");
}

#[actix_web::test]
async fn a_status_moves_along_its_steps_with_an_official_response() {
    let app = TestApp::new().await;
    let (ann, tom) = (app.member("ann").await, app.moderator("tom").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await;
    ann.post("/t/1/status", &[("status", "planned")])
        .await
        .is(403);
    tom.post(
        "/t/1/status",
        &[("status", "planned"), ("response", "We **will**.")],
    )
    .await
    .is(303);
    app.visitor()
        .open("/t/1")
        .await
        .says("Planned")
        .says("We will")
        .says("moved this to Planned");
    let told = app.visitor().get("/api/v1/proposals/1").await.value();
    assert_eq!(told["official_response"]["body"], "We **will**.");
    assert_eq!(told["official_response"]["author"]["handle"], "tom");
    assert_eq!(told["status"]["slug"], "planned");
    // Paved is final: no more votes, no more changes by the author, and only few ways on.
    tom.post("/t/1/status", &[("status", "paved")])
        .await
        .is(303);
    app.member("bob")
        .await
        .post("/t/1/vote", &[("want", "yes")])
        .await
        .is(409)
        .says("Voting has ended");
    ann.post(
        "/t/1/edit",
        &[("title", "Another title"), ("body", ""), ("tags", "")],
    )
    .await
    .is(409);
    tom.post(
        "/t/1/status",
        &[("status", "declined"), ("response", "No.")],
    )
    .await
    .is(422)
    .says("From here it can become")
    .says("Preview");
    tom.post("/t/1/status", &[("status", "duplicate")])
        .await
        .is(422);
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn a_poor_proposal_comes_back_with_every_word_kept() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let long = "x".repeat(300);
    let answer = ann
        .post(
            "/proposals",
            &[
                ("title", "<b>"),
                ("body", "My <script>alert(1)</script> wish"),
                ("reason", &long),
                ("tags", "a, b"),
            ],
        )
        .await;
    answer
        .is(422)
        .says("Use 4 to 150 characters.")
        .says("Say it in at most 280 characters");
    assert!(
        answer.body.contains("&lt;b&gt;")
            && answer
                .body
                .contains("My &lt;script&gt;alert(1)&lt;&#x2F;script&gt; wish")
            || answer
                .body
                .contains("My &lt;script&gt;alert(1)&lt;/script&gt; wish")
    );
    assert!(answer.body.contains(&long));
    answer.silent_about("<script>alert");
}

#[actix_web::test]
async fn lists_filter_by_board_status_tag_and_author_and_sort_by_all_orders() {
    let app = TestApp::new().await;
    let (ann, bob, tom) = (
        app.member("ann").await,
        app.member("bob").await,
        app.moderator("tom").await,
    );
    for (who, title, tags) in [
        (&ann, "First wish", "lists"),
        (&bob, "Second wish", "lists, mobile"),
        (&ann, "Third wish", ""),
    ] {
        who.post("/proposals", &[("title", title), ("tags", tags)])
            .await
            .is(303);
        app.app.clock.advance(60);
    }
    bob.post("/t/1/vote", &[("want", "yes")]).await;
    tom.post("/t/1/vote", &[("want", "yes")]).await;
    tom.post("/t/2/comments", &[("body", "Tell me more.")])
        .await;
    tom.post("/t/3/status", &[("status", "planned")]).await;
    let ids = async |query: &str| -> Vec<i64> {
        let told = app
            .visitor()
            .get(&format!("/api/v1/proposals?{query}"))
            .await;
        told.is(200).value()["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["id"].as_i64().unwrap())
            .collect()
    };
    assert_eq!(ids("sort=new").await, [3, 2, 1]);
    assert_eq!(ids("sort=top").await, [1, 3, 2]);
    assert_eq!(ids("sort=surging").await.first(), Some(&1));
    assert_eq!(
        ids("sort=discussed").await.first(),
        Some(&3),
        "a status change is the latest word"
    );
    assert_eq!(ids("sort=unanswered").await, [1]);
    assert_eq!(ids("tag=mobile").await, [2]);
    assert_eq!(ids("by=ann&sort=new").await, [3, 1]);
    assert_eq!(ids("status=planned").await, [3]);
    assert_eq!(ids("board=product&sort=new").await, [3, 2, 1]);
    app.settle().await;
    assert_eq!(ids("q=second+wi").await, [2]);
    assert_eq!(ids("q=nothing+like+it").await, [0; 0]);
    for wrong in ["board=none", "status=none", "tag=none", "by=nobody"] {
        app.visitor()
            .get(&format!("/api/v1/proposals?{wrong}"))
            .await
            .is(404);
    }
    app.visitor()
        .get("/api/v1/proposals?sort=best")
        .await
        .is(400);
    app.visitor()
        .get("/api/v1/proposals?limit=101")
        .await
        .is(422);
    app.visitor()
        .get("/api/v1/proposals?after=rubbish")
        .await
        .is(400);
    app.visitor()
        .get("/proposals?tag=mobile")
        .await
        .is(200)
        .says("Second wish")
        .silent_about("Third wish");
}

#[actix_web::test]
async fn a_script_asks_for_the_vote_box_alone() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await;
    let bob = app.member("bob").await;
    let answer = bob
        .send(
            actix_web::test::TestRequest::post()
                .uri("/t/1/vote")
                .set_form([("want", "yes")])
                .insert_header(("x-fragment", "vote")),
        )
        .await;
    answer.is(200);
    assert!(!answer.body.contains("<html"), "{}", answer.body);
    assert!(answer.body.contains("data-fragment=\"vote\"") && answer.body.contains('2'));
    let odd = actix_web::test::TestRequest::get()
        .uri("/t/1/put-news-at-the-top")
        .insert_header(("x-fragment", "main"));
    bob.send(odd).await.is(400);
}
