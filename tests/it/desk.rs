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
