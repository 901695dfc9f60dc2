//! One rule decides who sees a topic, and every surface obeys it: for every reader and every route, the same answer.
use actix_web::http::Method;
use cowpath::access::Scope;
use serde_json::{Value, json};

use crate::app::{Client, TestApp};

const SECRET: &str = "Buy the harbour";

/// A site with one public and one staff-only board, each with a proposal, a discussion and a comment.
async fn two_boards(app: &TestApp) {
    let ada = app.admin("ada").await;
    ada.post(
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
    ada.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("board", "product"),
            ("tags", "news"),
        ],
    )
    .await
    .is(303);
    ada.post(
        "/proposals",
        &[
            ("title", SECRET),
            ("board", "team"),
            ("tags", "hush"),
            ("body", "For #1"),
            ("reason", "Hushed reason"),
        ],
    )
    .await
    .is(303);
    ada.post(
        "/discussions",
        &[
            ("title", "Buy the harbour, when?"),
            ("board", "team"),
            ("body", "Hushed"),
        ],
    )
    .await
    .is(303);
    ada.post("/t/2/comments", &[("body", "Hushed words")])
        .await
        .is(303);
    ada.post(
        "/t/2/status",
        &[("status", "planned"), ("response", "Hushed response")],
    )
    .await
    .is(303);
    app.settle().await;
}

/// Every surface that could tell of it says nothing.
async fn surfaces(who: &Client<'_>) {
    for path in [
        "/",
        "/proposals",
        "/proposals?sort=new",
        "/proposals?q=harbour",
        "/discussions",
        "/tags",
        "/t/1/put-news-at-the-top",
        "/t/1.json",
        "/t/1.md",
        "/people/ada",
        "/people/ada/discussions",
        "/people/ada/comments",
        "/api/v1/people/ada/topics",
        "/api/v1/people/ada/comments",
        "/announcements",
        "/roadmap",
        "/changelog",
        "/changelog.atom",
        "/proposals.atom",
        "/discussions.feed.json",
        "/boards/product.atom",
        "/people/ada.atom",
        "/t/1.feed.json",
        "/api/v1/changes?limit=100",
        "/api/v1/roadmap",
        "/api/v1/releases",
        "/api/v1/proposals",
        "/api/v1/proposals?q=harbour",
        "/api/v1/proposals?by=ada",
        "/api/v1/discussions",
        "/api/v1/boards",
        "/api/v1/tags",
        "/api/v1/proposals/1",
        "/api/v1/topics/1/comments",
        "/api/v1/people/ada",
        "/api/v1/extra/spy?key=k",
        "/search?q=harbour",
        "/search?q=harbor+buy",
        "/search?q=hus&what=tags",
        "/search?q=words&what=comments",
        "/search?q=by:ada",
        "/search?q=board:team+is:planned",
        "/api/v1/search?q=harbour",
        "/api/v1/similar?title=Buy+the+harbour",
        "/proposals/similar?title=buy+a+harbor",
        "/api/v1/search?q=by%3Aada",
    ] {
        let answer = who.get(path).await;
        answer.is(200);
        let leaks = [
            "Buy the harbour",
            "Hushed",
            "hush",
            "\"team\"",
            "/t/2",
            "/t/3",
        ]
        .iter()
        .find(|w| answer.body.contains(**w));
        assert_eq!(leaks, None, "{path}: {}", answer.body);
    }
    for path in [
        "/t/2",
        "/t/2/buy-the-harbour",
        "/t/2.json",
        "/t/2.md",
        "/t/2/buy-the-harbour.json",
        "/t/2/revisions",
        "/t/2/unread",
        "/t/3",
        "/c/1",
        "/proposals?board=team",
        "/proposals?tag=hush",
        "/roadmap?board=team",
        "/roadmap?tag=hush",
        "/api/v1/roadmap?board=team",
        "/tags/hush",
        "/api/v1/proposals?tag=hush",
        "/api/v1/proposals/2",
        "/api/v1/discussions/3",
        "/api/v1/topics/2/comments",
        "/api/v1/comments/1",
        "/api/v1/proposals?board=team",
        "/api/v1/topics/2/extra/spy",
        "/c/1/revisions",
    ] {
        let answer = who.get(path).await;
        answer.is(404).silent_about("Hushed");
    }
}

#[actix_web::test]
async fn what_a_private_board_holds_shows_nowhere_to_those_outside() {
    let app = TestApp::new().await;
    two_boards(&app).await;
    let member = app.member("bob").await;
    surfaces(&app.visitor()).await;
    surfaces(&member).await;
    surfaces(&app.program("bob", Scope::ALL).await).await;
}

#[actix_web::test]
async fn staff_see_it_on_every_surface() {
    let app = TestApp::new().await;
    two_boards(&app).await;
    let tom = app.moderator("tom").await;
    for path in [
        "/",
        "/proposals",
        "/proposals?board=team",
        "/proposals?q=harbour",
    ] {
        tom.get(path).await.is(200).says(SECRET);
    }
    tom.open("/t/2")
        .await
        .says("Hushed words")
        .says("Hushed response");
    let program = app.program("tom", &[Scope::Votes]).await;
    assert_eq!(
        program.get("/api/v1/proposals/2").await.is(200).value()["title"],
        SECRET
    );
    assert!(
        program
            .get("/api/v1/boards")
            .await
            .body
            .contains("\"team\"")
    );
}

#[actix_web::test]
async fn nobody_acts_where_they_cannot_see() {
    let app = TestApp::new().await;
    two_boards(&app).await;
    let bob = app.member("bob").await;
    let program = app.program("bob", Scope::ALL).await;
    for (path, form) in [
        ("/t/2/vote", vec![("want", "yes")]),
        ("/t/2/comments", vec![("body", "hello")]),
        ("/t/2/edit", vec![("title", "Mine now")]),
        ("/t/2/removal", vec![]),
        ("/t/2/restoration", vec![]),
        ("/c/1/edit", vec![("body", "x")]),
        ("/c/1/removal", vec![]),
        ("/t/2/follow", vec![("level", "watching")]),
        ("/t/2/read", vec![]),
        ("/t/2/bookmark", vec![]),
        ("/c/1/bookmark", vec![]),
        ("/boards/team/follow", vec![("level", "watching")]),
        ("/tags/hush/follow", vec![("level", "watching")]),
    ] {
        bob.post(path, &form).await.is(404);
    }
    bob.post("/proposals", &[("title", "Let me in"), ("board", "team")])
        .await
        .is(422);
    for (method, path, body) in [
        (Method::PUT, "/api/v1/proposals/2/vote", json!({})),
        (Method::DELETE, "/api/v1/proposals/2/vote", Value::Null),
        (
            Method::PATCH,
            "/api/v1/proposals/2",
            json!({"title": "Mine now"}),
        ),
        (
            Method::PATCH,
            "/api/v1/discussions/3",
            json!({"title": "Mine now"}),
        ),
        (
            Method::POST,
            "/api/v1/topics/2/comments",
            json!({"body": "hello"}),
        ),
        (Method::PATCH, "/api/v1/comments/1", json!({"body": "x"})),
        (Method::DELETE, "/api/v1/comments/1", Value::Null),
        (
            Method::PUT,
            "/api/v1/topics/2/follow",
            json!({"level": "watching"}),
        ),
        (
            Method::PUT,
            "/api/v1/boards/team/follow",
            json!({"level": "watching"}),
        ),
        (
            Method::PUT,
            "/api/v1/tags/hush/follow",
            json!({"level": "watching"}),
        ),
        (Method::PUT, "/api/v1/topics/2/read", json!({})),
        (Method::PUT, "/api/v1/topics/2/bookmark", json!({})),
        (Method::PUT, "/api/v1/comments/1/bookmark", json!({})),
        (Method::PUT, "/api/v1/topics/2/extra/spy", json!({"k": 1})),
        (Method::PUT, "/api/v1/comments/1/extra/spy", json!({"k": 1})),
        (
            Method::PUT,
            "/api/v1/proposals/2/vote/extra/spy",
            json!({"k": 1}),
        ),
    ] {
        program.json(method, path, body).await.is(404);
    }
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn a_board_for_members_is_closed_to_visitors() {
    let app = TestApp::new().await;
    let ada = app.admin("ada").await;
    ada.post("/admin/boards", &[("name", "Inside"), ("see", "members")])
        .await
        .is(303);
    ada.post(
        "/proposals",
        &[("title", "For members only"), ("board", "inside")],
    )
    .await
    .is(303);
    app.visitor()
        .get("/proposals")
        .await
        .silent_about("For members only");
    app.visitor().get("/t/1").await.is(404);
    app.member("bob")
        .await
        .get("/proposals")
        .await
        .says("For members only");
}

#[actix_web::test]
async fn what_was_removed_is_gone_for_others_and_out_of_every_list() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    ann.post(
        "/proposals",
        &[("title", "Short-lived wish"), ("tags", "brief")],
    )
    .await;
    bob.post("/t/1/removal", &[]).await.is(403);
    ann.post("/t/1/removal", &[]).await.is(303);
    for path in [
        "/",
        "/proposals",
        "/tags",
        "/api/v1/proposals",
        "/api/v1/tags",
        "/api/v1/boards",
    ] {
        bob.get(path)
            .await
            .is(200)
            .silent_about("Short-lived")
            .silent_about("brief");
    }
    bob.get("/t/1").await.is(410);
    bob.get("/api/v1/proposals/1").await.is(410);
    bob.post("/t/1/vote", &[("want", "yes")]).await.is(410);
    ann.open("/t/1").await.is(200);
    ann.post("/t/1/restoration", &[]).await.is(303);
    bob.open("/t/1").await.is(200).says("Short-lived wish");
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn an_export_holds_only_what_everyone_may_see() {
    let app = TestApp::new().await;
    two_boards(&app).await;
    let mut out = Vec::new();
    let written =
        cowpath::transfer::export::jsonl(&app.app.db, &app.app.config.base_url, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(written, 1);
    assert!(text.contains("Put News at the top") && !text.contains("harbour"));
}
