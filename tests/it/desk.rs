//! What staff decide about topics, and that it can be undone.
use actix_web::http::Method;
use cowpath::access::Scope;
use serde_json::{Value, json};

use crate::app::{Client, TestApp};

async fn number(who: &Client<'_>, path: &str, field: &str) -> Value {
    who.get(path).await.is(200).value()[field].clone()
}

/// Two proposals: #1 by ann, wanted by ann, bob and cem; #2 by bob, wanted by bob and dan; eve says no to both.
async fn two_alike(app: &TestApp) {
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let (cem, dan, eve) = (
        app.member("cem").await,
        app.member("dan").await,
        app.member("eve").await,
    );
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    app.app.clock.advance(60);
    bob.post(
        "/proposals",
        &[
            ("title", "News should come first"),
            ("reason", "I read news every morning"),
        ],
    )
    .await
    .is(303);
    app.app.clock.advance(60);
    bob.post(
        "/t/1/vote",
        &[
            ("want", "yes"),
            ("reason", "Every morning I read news"),
            ("importance", "essential"),
        ],
    )
    .await
    .is(303);
    cem.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    dan.post(
        "/t/2/vote",
        &[("want", "yes"), ("importance", "important"), ("reason", "")],
    )
    .await
    .is(303);
    for path in ["/t/1/vote", "/t/2/vote"] {
        eve.post(path, &[("want", "not_for_me")]).await.is(303);
    }
    cem.post("/t/1/comments", &[("body", "Said about the first")])
        .await
        .is(303);
    app.app.clock.advance(60);
    cem.post("/t/2/comments", &[("body", "Said about the second")])
        .await
        .is(303);
    ann.post("/t/2/comments", &[("body", "So do I")])
        .await
        .is(303);
}

#[actix_web::test]
async fn merged_proposals_count_each_person_once_and_come_apart_as_they_were() {
    let app = TestApp::new().await;
    two_alike(&app).await;
    let ada = app.moderator("ada").await;
    let visitor = app.visitor();
    let before = (
        visitor.get("/api/v1/proposals/1").await.body,
        visitor.get("/api/v1/proposals/2").await.body,
        visitor.get("/api/v1/proposals").await.body,
    );
    ada.get("/t/1/merge").await.is(200).says("Merge it into");
    ada.get("/t/2/merge?into=1")
        .await
        .is(200)
        .says("2 people want this, 3 want the other. Together they are 4")
        .says("2 comments will be read there.");
    ada.post("/t/2/merge", &[("into", "#1")]).await.is(303);
    // Twice is once.
    ada.post(
        "/t/2/merge",
        &[("into", "http://127.0.0.1:8080/t/1/put-news-at-the-top")],
    )
    .await
    .is(303);
    assert_eq!(app.broken().await, Vec::<String>::new());

    let page = visitor.open("/t/2/news-should-come-first").await;
    page.is(200)
        .says("Put News at the top")
        .says("3 comments")
        .says("Said about the second")
        .says("said about “News should come first”")
        .says("merged “News should come first” into this");
    assert_eq!(
        visitor.get("/t/2").await.told(),
        "301 Moved Permanently -> /t/1/put-news-at-the-top"
    );
    assert_eq!(
        visitor.get("/t/2.json").await.location().as_deref(),
        Some("/t/1/put-news-at-the-top.json")
    );
    assert_eq!(
        visitor.get("/t/2.md").await.location().as_deref(),
        Some("/t/1/put-news-at-the-top.md")
    );
    let moved = visitor.get("/api/v1/proposals/2").await;
    moved.is(301);
    assert_eq!(
        moved.location().as_deref(),
        Some("http://127.0.0.1:8080/api/v1/proposals/1")
    );
    // Whatever a program asks about it, it is led to the same about what leads it.
    for (asked, led) in [
        ("comments?limit=1", "comments?limit=1"),
        ("decisions", "decisions"),
        ("rank", "rank"),
        ("extra/mine", "extra/mine"),
    ] {
        let moved = visitor.get(&format!("/api/v1/topics/2/{asked}")).await;
        moved.is(301);
        assert_eq!(
            moved.location(),
            Some(format!("http://127.0.0.1:8080/api/v1/topics/1/{led}"))
        );
    }
    let told = visitor.get("/api/v1/proposals/1").await.value();
    assert_eq!(told["supporters"], 4, "bob wants both and counts once");
    assert_eq!(told["comments"], 3);
    assert_eq!(told["reasons"].as_array().unwrap().len(), 1);
    assert_eq!(told["reasons"][0]["people"], 1, "one person said it twice");
    visitor
        .get("/proposals")
        .await
        .silent_about("News should come first");
    let listed = visitor.get("/api/v1/proposals").await.value();
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    assert_eq!(
        visitor.get("/c/2").await.location().as_deref(),
        Some("/t/1/put-news-at-the-top#c-2")
    );

    ada.get("/t/2/unmerge")
        .await
        .is(200)
        .says("2 people who want it and 2 comments go back with it");
    ada.post("/t/2/unmerge", &[]).await.is(303);
    ada.post("/t/2/unmerge", &[]).await.is(409);
    assert_eq!(app.broken().await, Vec::<String>::new());
    let same = |text: &str| -> Value {
        let mut value: Value = serde_json::from_str(text).unwrap();
        for item in std::iter::once(&mut value) {
            item.as_object_mut().map(|o| o.remove("updated_at"));
        }
        value
    };
    assert_eq!(
        same(&visitor.get("/api/v1/proposals/1").await.body)["supporters"],
        same(&before.0)["supporters"]
    );
    for field in [
        "supporters",
        "comments",
        "status",
        "best_reason",
        "reasons",
        "board",
    ] {
        assert_eq!(
            number(&visitor, "/api/v1/proposals/2", field).await,
            same(&before.1)[field],
            "{field}"
        );
        assert_eq!(
            number(&visitor, "/api/v1/proposals/1", field).await,
            same(&before.0)[field],
            "{field}"
        );
    }
    let order = |body: &str| -> Vec<Value> {
        let value: Value = serde_json::from_str(body).unwrap();
        value["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["id"].clone())
            .collect()
    };
    assert_eq!(
        order(&visitor.get("/api/v1/proposals").await.body),
        order(&before.2)
    );
}

#[actix_web::test]
async fn who_voted_on_the_merged_one_may_change_and_take_back_their_vote_on_the_other() {
    let app = TestApp::new().await;
    two_alike(&app).await;
    let ada = app.moderator("ada").await;
    ada.post("/t/2/merge", &[("into", "1")]).await.is(303);
    let dan = app.program("dan", &[Scope::Votes]).await;
    let mine = number(&dan, "/api/v1/proposals/1", "my_vote").await;
    assert_eq!(mine["importance"], "important");
    let since = mine["cast_at"].clone();
    let refused = dan
        .json(Method::PUT, "/api/v1/proposals/2/vote", json!({}))
        .await;
    refused.is(409);
    assert_eq!(
        refused.value()["instead"],
        "http://127.0.0.1:8080/t/1/put-news-at-the-top"
    );
    dan.json(
        Method::PUT,
        "/api/v1/proposals/1/vote",
        json!({"importance": "essential", "reason": "It is first for me"}),
    )
    .await
    .is(200);
    assert_eq!(number(&dan, "/api/v1/proposals/1", "supporters").await, 4);
    assert_eq!(
        number(&dan, "/api/v1/proposals/1", "my_vote").await["cast_at"],
        since
    );
    assert_eq!(app.broken().await, Vec::<String>::new());
    dan.json(Method::DELETE, "/api/v1/proposals/1/vote", Value::Null)
        .await
        .is(200);
    assert_eq!(number(&dan, "/api/v1/proposals/1", "supporters").await, 3);
    assert_eq!(
        number(&dan, "/api/v1/proposals/1", "my_vote").await,
        Value::Null
    );
    assert_eq!(app.broken().await, Vec::<String>::new());
    // Answers to comments of the merged one go with them.
    let cem = app.program("cem", &[Scope::Comments]).await;
    cem.json(
        Method::POST,
        "/api/v1/topics/1/comments",
        json!({"body": "An answer", "parent": 2}),
    )
    .await
    .is(201);
    ada.post("/t/2/comments", &[("body", "Here?")])
        .await
        .is(409)
        .says("This is merged into “Put News at the top”")
        .says("Open it");
    assert_eq!(app.broken().await, Vec::<String>::new());
    ada.post("/t/2/unmerge", &[]).await.is(303);
    app.visitor()
        .open("/t/2")
        .await
        .says("An answer")
        .says("1 wants this");
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_merge_leads_to_the_root_and_takes_those_merged_before_along() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let ada = app.moderator("ada").await;
    for n in 1..=4 {
        ann.post("/proposals", &[("title", &format!("Wish number {n}"))])
            .await
            .is(303);
    }
    ada.post("/t/2/merge", &[("into", "1")]).await.is(303);
    // Into a merged one: into what leads it.
    assert_eq!(
        ada.post("/t/3/merge", &[("into", "2")])
            .await
            .location()
            .as_deref(),
        Some("/t/1/wish-number-1")
    );
    ada.post("/t/1/merge", &[("into", "4")]).await.is(303);
    for id in 1..=3 {
        assert_eq!(
            ada.get(&format!("/t/{id}")).await.location().as_deref(),
            Some("/t/4/wish-number-4")
        );
    }
    assert_eq!(app.broken().await, Vec::<String>::new());
    ada.post("/t/4/merge", &[("into", "1")])
        .await
        .is(422)
        .says("That is the same proposal.");
    ada.post("/t/4/merge", &[("into", "77")])
        .await
        .is(422)
        .says("There is no proposal like that");
    ada.post("/t/1/unmerge", &[]).await.is(303);
    for id in 2..=3 {
        assert_eq!(
            ada.get(&format!("/t/{id}")).await.location().as_deref(),
            Some("/t/1/wish-number-1")
        );
    }
    assert_eq!(app.broken().await, Vec::<String>::new());
    ann.post("/t/1/merge", &[("into", "4")]).await.is(403);
    ann.post("/t/2/unmerge", &[]).await.is(403);
    app.visitor()
        .post("/t/1/merge", &[("into", "4")])
        .await
        .is(401);
    let program = app.program("ada", &[Scope::Moderation]).await;
    let told = program
        .json(Method::DELETE, "/api/v1/proposals/2/merge", Value::Null)
        .await;
    assert_eq!(told.is(200).value()["merged"], json!([]));
    let told = program
        .json(Method::PUT, "/api/v1/proposals/2/merge", json!({"into": 4}))
        .await;
    assert_eq!(told.is(200).value()["merged"], json!([2]));
}

#[actix_web::test]
async fn nothing_is_merged_where_more_would_see_it() {
    let app = TestApp::new().await;
    let ada = app.admin("ada").await;
    ada.post("/admin/boards", &[("name", "Team"), ("see", "staff")])
        .await
        .is(303);
    ada.post(
        "/proposals",
        &[("title", "For everyone"), ("board", "product")],
    )
    .await
    .is(303);
    ada.post(
        "/proposals",
        &[("title", "For the team"), ("board", "team")],
    )
    .await
    .is(303);
    ada.post("/t/2/merge", &[("into", "1")])
        .await
        .is(422)
        .says("Fewer people may see the board Team");
    ada.post("/t/1/merge", &[("into", "2")]).await.is(303);
    app.visitor().get("/t/1").await.is(404);
    ada.post("/t/1/unmerge", &[]).await.is(303);
    app.visitor()
        .open("/t/1")
        .await
        .is(200)
        .says("For everyone");
    // What is merged goes where its leader goes.
    ada.post("/t/1/merge", &[("into", "2")]).await.is(303);
    ada.post(
        "/t/2/edit",
        &[("title", "For the team"), ("board", "product")],
    )
    .await
    .is(303);
    app.visitor()
        .open("/t/1")
        .await
        .is(200)
        .says("For the team");
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn comments_split_off_lead_to_the_new_place_and_can_be_put_back() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let ada = app.moderator("ada").await;
    ann.post("/discussions", &[("title", "How we read news")])
        .await
        .is(303);
    for (body, parent) in [("First", ""), ("Something else", ""), ("Answer to it", "2")] {
        bob.post("/t/1/comments", &[("body", body), ("parent", parent)])
            .await
            .is(303);
    }
    ada.get("/t/1/split").await.is(200).says("Something else");
    ada.post(
        "/t/1/split",
        &[("title", "Another matter"), ("kind", "discussion")],
    )
    .await
    .is(422)
    .says("Choose at least one comment.");
    ada.post(
        "/t/1/split",
        &[
            ("title", "Another matter"),
            ("kind", "proposal"),
            ("comment", "2"),
        ],
    )
    .await
    .is(303);
    assert_eq!(app.broken().await, Vec::<String>::new());
    assert_eq!(
        bob.get("/c/3").await.location().as_deref(),
        Some("/t/2/another-matter#c-3")
    );
    bob.open("/t/2")
        .await
        .says("2 comments")
        .says("Something else Split off from #1")
        .says("split this off from “How we read news”");
    let told = bob.get("/api/v1/proposals/2").await.value();
    assert_eq!(told["author"]["handle"], "bob", "who said it began it");
    assert_eq!(told["body"], "> Something else\n\nSplit off from #1");
    bob.open("/t/1")
        .await
        .says("1 comment")
        .says("moved some comments to “Another matter”");
    bob.post("/t/2/comments", &[("body", "Late answer"), ("parent", "3")])
        .await
        .is(303);
    bob.post("/t/2/join", &[]).await.is(403);
    ada.post("/t/2/join", &[]).await.is(303);
    ada.post("/t/2/join", &[]).await.is(409);
    bob.open("/t/1")
        .await
        .says("4 comments")
        .says("Late answer");
    ann.get("/t/2").await.is(410);
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_locked_topic_says_why_and_opens_again() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let ada = app.moderator("ada").await;
    ann.post("/discussions", &[("title", "How we read news")])
        .await
        .is(303);
    ann.post("/t/1/lock", &[]).await.is(403);
    ada.post("/t/1/lock", &[("why", "This goes in circles.")])
        .await
        .is(303);
    ann.post("/t/1/comments", &[("body", "But")])
        .await
        .is(409)
        .says("Staff locked this: This goes in circles.");
    ann.open("/t/1")
        .await
        .says("locked the comments: This goes in circles.")
        .says("Staff locked this");
    ada.get("/t/1/lock").await.says("Open the comments");
    ada.post("/t/1/lock", &[("undo", "yes")]).await.is(303);
    ann.post("/t/1/comments", &[("body", "But")]).await.is(303);
}

#[actix_web::test]
async fn a_topic_closes_when_its_date_passes_and_nothing_has_to_run_for_it() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let ada = app.moderator("ada").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ada.post("/t/1/closing", &[("on", "2020-01-01")])
        .await
        .is(422);
    ada.post("/t/1/closing", &[("on", "soon")]).await.is(422);
    ada.post("/t/1/closing", &[("on", "2026-01-03")])
        .await
        .is(303);
    bob.open("/t/1").await.says("Closes on 3 January");
    bob.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    let button = "aria-pressed=";
    assert!(bob.get("/proposals").await.body.contains(button));
    app.app.clock.advance(2 * 86_400);
    let list = bob.get("/proposals").await;
    list.says("Closed for votes and comments");
    assert!(!list.body.contains(button));
    bob.post("/t/1/vote", &[("want", "no")])
        .await
        .is(409)
        .says("Voting ended on the date");
    bob.post("/t/1/comments", &[("body", "Late")]).await.is(409);
    ada.post("/t/1/closing", &[("on", "")]).await.is(303);
    bob.post("/t/1/vote", &[("want", "no")]).await.is(303);
}

#[actix_web::test]
async fn what_is_pinned_stands_above_the_first_page_until_its_day_is_over() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let ada = app.moderator("ada").await;
    for n in 1..=3 {
        ann.post("/proposals", &[("title", &format!("Wish number {n}"))])
            .await
            .is(303);
        app.app.clock.advance(60);
    }
    ada.post(
        "/t/1/pin",
        &[("place", "everywhere"), ("until", "2026-01-03")],
    )
    .await
    .is(303);
    ann.open("/t/1").await.says("Pinned until 3 January");
    ada.post("/t/3/pin", &[("place", "board")]).await.is(303);
    ann.open("/t/3").await.says("Pinned");
    ada.post("/t/3/pin", &[("undo", "yes")]).await;
    ann.open("/t/2").await.silent_about("Pinned");
    let place = |body: &str, title: &str| body.find(title).unwrap();
    let page = ann.get("/proposals?sort=new").await.body;
    assert!(place(&page, "Wish number 1") < place(&page, "Wish number 3"));
    assert_eq!(page.matches("/t/1/wish-number-1\"").count(), 1);
    app.app.clock.advance(2 * 86_400);
    let page = ann.get("/proposals?sort=new").await.body;
    assert!(place(&page, "Wish number 1") > place(&page, "Wish number 3"));
    let program = app.program("ada", &[Scope::Moderation]).await;
    let told = program
        .json(Method::PUT, "/api/v1/topics/2/pin", json!({}))
        .await;
    assert_eq!(told.is(200).value()["pinned"], true);
    let told = program
        .json(Method::DELETE, "/api/v1/topics/2/pin", Value::Null)
        .await;
    assert_eq!(told.is(200).value()["pinned"], false);
}

#[actix_web::test]
async fn a_discussion_becomes_a_proposal_and_back_and_keeps_its_votes() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let ada = app.moderator("ada").await;
    ann.post("/discussions", &[("title", "How we read news")])
        .await
        .is(303);
    bob.post("/t/1/comments", &[("body", "Slowly")])
        .await
        .is(303);
    ada.post("/t/1/kind", &[]).await.is(303);
    bob.post("/t/1/vote", &[("want", "yes"), ("reason", "Every morning")])
        .await
        .is(303);
    ada.post(
        "/t/1/status",
        &[("status", "planned"), ("response", "Yes.")],
    )
    .await
    .is(303);
    assert_eq!(app.broken().await, Vec::<String>::new());
    ada.get("/t/1/kind")
        .await
        .says("The vote of one person is put aside");
    ada.post("/t/1/kind", &[]).await.is(303);
    assert_eq!(app.broken().await, Vec::<String>::new());
    bob.get("/api/v1/proposals/1").await.is(404);
    assert_eq!(number(&bob, "/api/v1/discussions/1", "comments").await, 1);
    ada.post("/t/1/kind", &[]).await.is(303);
    assert_eq!(app.broken().await, Vec::<String>::new());
    assert_eq!(number(&bob, "/api/v1/proposals/1", "supporters").await, 1);
    assert_eq!(
        number(&bob, "/api/v1/proposals/1", "status").await["slug"],
        "planned"
    );
    bob.open("/t/1")
        .await
        .says("made this a proposal")
        .says("Slowly");
}

#[actix_web::test]
async fn an_answer_is_accepted_by_whoever_asked_and_can_be_taken_back() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    ann.post("/discussions", &[("title", "How do I read news?")])
        .await
        .is(303);
    bob.post("/t/1/comments", &[("body", "With the eyes")])
        .await
        .is(303);
    bob.post("/c/1/answer", &[]).await.is(403);
    ann.post("/c/1/answer", &[]).await.is(303);
    ann.post("/c/1/answer", &[]).await.is(303);
    bob.open("/t/1")
        .await
        .says("Accepted answer")
        .says("Answer by bob");
    bob.get("/discussions").await.says("answered");
    ann.post("/c/1/answer", &[("undo", "yes")]).await.is(303);
    bob.open("/t/1").await.silent_about("Answer by");
    ann.post("/c/1/answer", &[]).await.is(303);
    bob.post("/c/1/removal", &[]).await.is(303);
    bob.open("/t/1").await.silent_about("Answer by");
}

#[actix_web::test]
async fn notes_of_staff_are_seen_by_staff_alone() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let ada = app.moderator("ada").await;
    ann.post("/discussions", &[("title", "How we read news")])
        .await
        .is(303);
    bob.post("/t/1/comments", &[("body", "Hushed"), ("internal", "on")])
        .await
        .is(403);
    ada.post(
        "/t/1/comments",
        &[("body", "Hushed plan, see #1"), ("internal", "on")],
    )
    .await
    .is(303);
    app.settle().await;
    assert_eq!(app.broken().await, Vec::<String>::new());
    ada.open("/t/1")
        .await
        .says("Hushed plan")
        .says("Only for staff");
    let program = app.program("ann", Scope::ALL).await;
    for who in [&ann, &bob, &app.visitor(), &program] {
        for path in [
            "/t/1/how-we-read-news",
            "/t/1.json",
            "/t/1.md",
            "/discussions",
            "/discussions?q=hushed",
            "/people/ada",
            "/api/v1/topics/1/comments",
            "/api/v1/discussions/1",
            "/api/v1/discussions?q=hushed",
        ] {
            who.get(path).await.is(200).silent_about("Hushed plan");
        }
        for path in [
            "/c/1",
            "/c/1/revisions",
            "/api/v1/comments/1",
            "/api/v1/comments/1/extra/x",
        ] {
            who.get(path).await.is(404);
        }
        assert_eq!(number(who, "/api/v1/discussions/1", "comments").await, 0);
    }
    ann.post("/t/1/comments", &[("body", "To that"), ("parent", "1")])
        .await
        .is(422);
    let mut out = Vec::new();
    cowpath::transfer::export::jsonl(&app.app.db, &app.app.config.base_url, &mut out).unwrap();
    assert!(!String::from_utf8(out).unwrap().contains("Hushed"));
    ada.post("/c/1/removal", &[]).await.is(303);
    ann.open("/t/1").await.silent_about("removed");
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn staff_vote_for_someone_once_and_take_it_back() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    app.moderator("ada").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    let program = app.program("ada", &[Scope::Behalf]).await;
    let put = |person: &'static str| {
        program.json(
            Method::PUT,
            "/api/v1/proposals/1/behalf",
            json!({"person": person, "source_url": "https://example.org/mail/7", "reason": "Asked by phone"}),
        )
    };
    let told = put("Grace Hopper <grace@example.org>").await;
    assert_eq!(told.is(200).value()["supporters"], 2);
    put("grace@example.org").await.is(409);
    put("bob").await.is(200);
    bob.open("/t/1")
        .await
        .says("2 of these votes were cast by staff")
        .says("Where it was asked")
        .silent_about("grace@example.org");
    let page = bob.open("/t/1").await.body;
    let link = "<a href=\"https://example.org/mail/7\" rel=\"nofollow noopener\">";
    assert_eq!(
        page.matches(link).count(),
        1,
        "once, however often it was given"
    );
    // Whoever votes then votes for themselves.
    bob.post("/t/1/vote", &[("want", "yes"), ("reason", "Mine")])
        .await
        .is(303);
    bob.open("/t/1")
        .await
        .says("One of these votes was cast by staff");
    put("").await.is(422);
    let other = app.program("bob", &[Scope::Behalf]).await;
    other
        .json(
            Method::PUT,
            "/api/v1/proposals/1/behalf",
            json!({"person": "dan"}),
        )
        .await
        .is(403);
    program
        .json(
            Method::DELETE,
            "/api/v1/proposals/1/behalf/bob",
            Value::Null,
        )
        .await
        .is(404);
    let handle = "grace-hopper";
    let told = program
        .json(
            Method::DELETE,
            &format!("/api/v1/proposals/1/behalf/{handle}"),
            Value::Null,
        )
        .await;
    assert_eq!(told.is(200).value()["supporters"], 2);
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_vote_budget_is_never_exceeded_and_given_back() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let ada = app.admin("ada").await;
    for n in 1..=12 {
        ann.post("/proposals", &[("title", &format!("Wish number {n}"))])
            .await
            .is(303);
    }
    ada.post(
        "/admin/settings",
        &[("key", "vote_budget"), ("value", "on")],
    )
    .await
    .is(303);
    let paths: Vec<String> = (1..=12).map(|n| format!("/t/{n}/vote")).collect();
    let all =
        futures_util::future::join_all(paths.iter().map(|path| bob.post(path, &[("want", "yes")])))
            .await;
    let taken: Vec<usize> = (0..12).filter(|n| all[*n].status == 303).collect();
    assert_eq!(taken.len(), 6);
    assert!(all.iter().all(|a| matches!(a.status.as_u16(), 303 | 409)));
    let (first, other) = (
        taken[0] + 1,
        (1..=12).find(|n| !taken.contains(&(n - 1))).unwrap(),
    );
    bob.open(&format!("/t/{other}"))
        .await
        .says("You have no vote left");
    bob.post(&format!("/t/{other}/vote"), &[("want", "not_for_me")])
        .await
        .is(303);
    ada.post(
        &format!("/t/{first}/status"),
        &[("status", "declined"), ("response", "No.")],
    )
    .await
    .is(303);
    bob.open(&format!("/t/{other}")).await.says("one vote left");
    bob.post(&format!("/t/{other}/vote"), &[("want", "yes")])
        .await
        .is(303);
    // Whoever has none left may still ask, and is not told that they voted.
    let made = bob.post("/proposals", &[("title", "One wish more")]).await;
    let page = bob.get(&made.is(303).location().unwrap()).await;
    assert!(page.body.contains("It begins without a vote of yours"));
    assert!(!page.body.contains("first supporter"));
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn a_proposal_has_an_owner_and_a_month_and_tells_why_it_is_where_it_is() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let ada = app.moderator("ada").await;
    for n in 1..=2 {
        ann.post("/proposals", &[("title", &format!("Wish number {n}"))])
            .await
            .is(303);
    }
    ada.post("/t/1/plan", &[("owner", "ann"), ("eta", "2026-03")])
        .await
        .is(422)
        .says("Name someone of the staff");
    ada.post("/t/1/plan", &[("owner", "ada"), ("eta", "March")])
        .await
        .is(422);
    ada.post("/t/1/plan", &[("owner", "@ada"), ("eta", "2026-03")])
        .await
        .is(303);
    ann.open("/t/1")
        .await
        .says("Owner: ada")
        .says("Expected in March 2026")
        .says("ada put @ada in charge of this, expected in March 2026");
    let told = ann.get("/api/v1/proposals/1").await.value();
    assert_eq!(
        (&told["owner"], &told["eta"]),
        (&json!("ada"), &json!("2026-03"))
    );
    ada.post("/t/1/status", &[("status", "planned"), ("response", "")])
        .await
        .is(303);
    let roadmap = ann.get("/api/v1/roadmap").await.value();
    let planned = &roadmap["columns"][0]["proposals"][0];
    assert_eq!(
        (&planned["id"], &planned["owner"], &planned["eta"]),
        (&json!(1), &json!("ada"), &json!("2026-03"))
    );
    ada.post("/t/1/plan", &[("owner", ""), ("eta", "")])
        .await
        .is(303);
    ann.open("/t/1")
        .await
        .says("took back who is in charge of this");
    ada.post("/t/1/plan", &[("owner", "ada"), ("eta", "2026-03")])
        .await
        .is(303);
    let found = number(&ann, "/api/v1/proposals?owner=ada", "data").await;
    assert_eq!(found.as_array().unwrap().len(), 1);
    let rank = ann.get("/api/v1/topics/1/rank").await.value();
    assert_eq!(rank["weight"], 1.0);
    let sum = rank["wanted"].as_f64().unwrap() + rank["age"].as_f64().unwrap();
    assert!((sum - rank["hot"].as_f64().unwrap()).abs() < 1e-9);
    ann.get("/t/1/rank").await.is(200).says("Their weight 1.00");
    let told = ann.get("/api/v1/topics/1/decisions").await.value();
    assert_eq!(
        (&told["owner"], &told["eta"]),
        (&json!("ada"), &json!("2026-03"))
    );
}
