//! The API as a stranger meets it: writes with tokens, repeats, versions, pages, problems, free fields.
use actix_web::http::Method;
use actix_web::test::TestRequest;
use cowpath::access::Scope;
use serde_json::json;

use crate::app::{Client, TestApp};

async fn ann(app: &TestApp) -> Client<'_> {
    app.member("ann").await;
    app.program("ann", Scope::ALL).await
}

#[actix_web::test]
async fn creating_answers_201_with_its_address() {
    let app = TestApp::new().await;
    let ann = ann(&app).await;
    let made = ann.json(Method::POST, "/api/v1/proposals", json!({"title": "Put News at the top", "body": "*Please*", "board": "product", "tags": ["News"], "reason": "Each morning.", "importance": "important"})).await;
    assert_eq!(
        made.is(201).location().as_deref(),
        Some("http://127.0.0.1:8080/api/v1/proposals/1")
    );
    let told = made.value();
    assert_eq!(told["body_html"], "<p><em>Please</em></p>\n");
    assert_eq!(told["my_vote"]["reason"], "Each morning.");
    let made = ann
        .json(
            Method::POST,
            "/api/v1/discussions",
            json!({"title": "How do you sort mornings?"}),
        )
        .await;
    assert_eq!(
        made.is(201).location().as_deref(),
        Some("http://127.0.0.1:8080/api/v1/discussions/2")
    );
    let made = ann
        .json(
            Method::POST,
            "/api/v1/topics/1/comments",
            json!({"body": "First"}),
        )
        .await;
    assert_eq!(
        made.is(201).location().as_deref(),
        Some("http://127.0.0.1:8080/api/v1/comments/1")
    );
    let reply = ann
        .json(
            Method::POST,
            "/api/v1/topics/1/comments",
            json!({"body": "Second", "parent": 1}),
        )
        .await
        .value();
    assert_eq!(reply["parent"], 1);
    ann.json(
        Method::POST,
        "/api/v1/topics/2/comments",
        json!({"body": "Third", "parent": 1}),
    )
    .await
    .is(422);
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn a_problem_has_a_stable_type_and_names_its_fields() {
    let app = TestApp::new().await;
    let ann = ann(&app).await;
    let answer = ann
        .json(Method::POST, "/api/v1/proposals", json!({"title": "x"}))
        .await;
    answer.is(422);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(
        answer.value(),
        json!({
            "type": "http://127.0.0.1:8080/developers/api#problem-invalid",
            "status": 422,
            "title": "Some fields need another look.",
            "errors": [{"field": "title", "message": "Use 4 to 150 characters."}],
        })
    );
    let unknown = ann
        .json(
            Method::POST,
            "/api/v1/proposals",
            json!({"title": "Put News", "role": "admin"}),
        )
        .await;
    assert_eq!(
        unknown.is(422).value()["errors"][0]["field"],
        "role",
        "nothing is set that is not asked for"
    );
    let broken = TestRequest::post()
        .uri("/api/v1/proposals")
        .insert_header(("content-type", "application/json"))
        .set_payload("{\"title\": ");
    assert_eq!(
        ann.send(broken).await.is(400).header("content-type"),
        "application/problem+json"
    );
    let form = TestRequest::post()
        .uri("/api/v1/proposals")
        .set_form([("title", "Put News")]);
    ann.send(form).await.is(400);
    let large = TestRequest::post()
        .uri("/api/v1/proposals")
        .insert_header(("content-type", "application/json"))
        .set_payload(vec![b' '; 1 << 22]);
    ann.send(large).await.is(413);
    app.visitor()
        .json(
            Method::POST,
            "/api/v1/proposals",
            json!({"title": "Put News"}),
        )
        .await
        .is(401);
}

#[actix_web::test]
async fn a_token_does_what_its_scopes_say_and_no_more() {
    let app = TestApp::new().await;
    let all = ann(&app).await;
    all.json(
        Method::POST,
        "/api/v1/proposals",
        json!({"title": "Put News at the top"}),
    )
    .await
    .is(201);
    let votes = app.program("ann", &[Scope::Votes]).await;
    votes
        .json(Method::PUT, "/api/v1/proposals/1/vote", json!({}))
        .await
        .is(200);
    let refused = votes
        .json(
            Method::POST,
            "/api/v1/proposals",
            json!({"title": "Another wish"}),
        )
        .await;
    assert_eq!(
        refused.is(403).value()["title"],
        "This needs a token with the scope proposals:write."
    );
    votes
        .json(
            Method::POST,
            "/api/v1/topics/1/comments",
            json!({"body": "x"}),
        )
        .await
        .is(403);
    // The scope alone makes nobody a moderator.
    all.json(
        Method::PUT,
        "/api/v1/proposals/1/status",
        json!({"status": "planned"}),
    )
    .await
    .is(403);
    assert_eq!(votes.get("/api/v1/me").await.value()["email"], json!(null));
    assert_eq!(
        all.get("/api/v1/me").await.value()["email"],
        "ann@example.org"
    );
    app.visitor().get("/api/v1/me").await.is(401);
}

#[actix_web::test]
async fn a_repeat_with_the_same_key_gets_the_first_answer() {
    let app = TestApp::new().await;
    let ann = ann(&app).await;
    let post = |title: &str| {
        TestRequest::post()
            .uri("/api/v1/proposals")
            .set_json(json!({"title": title}))
            .insert_header(("idempotency-key", "k1"))
    };
    let first = ann.send(post("Put News at the top")).await;
    let again = ann.send(post("Put News at the top")).await;
    assert_eq!(first.is(201).body, again.is(201).body);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(again.location(), first.location());
    ann.send(post("Something else")).await.is(422);
    assert_eq!(
        ann.get("/api/v1/proposals").await.value()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    // A key is its owner's: someone else may use the same word.
    app.member("bob").await;
    app.program("bob", Scope::ALL)
        .await
        .send(post("Put News at the top"))
        .await
        .is(201);
}

#[actix_web::test]
async fn an_edit_names_the_version_it_read() {
    let app = TestApp::new().await;
    let ann = ann(&app).await;
    ann.json(
        Method::POST,
        "/api/v1/proposals",
        json!({"title": "Put News at the top", "body": "Old"}),
    )
    .await;
    let read = ann.get("/api/v1/proposals/1").await;
    // A vote changes the answer but not the words: the edit still holds.
    app.member("bob")
        .await
        .post("/t/1/vote", &[("want", "yes")])
        .await;
    let patch = |title: &str, tag: &str| {
        TestRequest::patch()
            .uri("/api/v1/proposals/1")
            .set_json(json!({"title": title}))
            .insert_header(("if-match", tag))
    };
    let edited = ann
        .send(patch("Put News at the very top", read.header("etag")))
        .await;
    assert_eq!(
        edited.is(200).value()["body"],
        "Old",
        "what is left out stays"
    );
    ann.send(patch("Too late", read.header("etag")))
        .await
        .is(412);
    ann.send(patch("Nonsense", "\"zzz\"")).await.is(412);
    ann.send(patch("With the new one", edited.header("etag")))
        .await
        .is(200);
    app.member("cem").await;
    app.program("cem", Scope::ALL)
        .await
        .send(patch("Not mine", "*"))
        .await
        .is(403);
    let answer = app.visitor().get("/api/v1/proposals/1").await;
    let again = TestRequest::get()
        .uri("/api/v1/proposals/1")
        .insert_header(("if-none-match", answer.header("etag")));
    app.visitor().send(again).await.is(304);
}

#[actix_web::test]
async fn a_list_is_walked_by_its_next_links() {
    let app = TestApp::new().await;
    let ann = ann(&app).await;
    for n in 0..7 {
        ann.json(
            Method::POST,
            "/api/v1/proposals",
            json!({"title": format!("Wish number {n}")}),
        )
        .await
        .is(201);
        app.app.clock.advance(1);
    }
    for sort in ["hot", "surging", "top", "new", "discussed", "unanswered"] {
        let mut ids = Vec::new();
        let mut path = format!("/api/v1/proposals?limit=3&sort={sort}");
        loop {
            let told = app.visitor().get(&path).await.is(200).value();
            ids.extend(
                told["data"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|p| p["id"].as_i64().unwrap()),
            );
            let Some(next) = told["next"].as_str() else {
                break;
            };
            path = next
                .strip_prefix("http://127.0.0.1:8080")
                .unwrap()
                .to_owned();
        }
        assert_eq!(ids, [7, 6, 5, 4, 3, 2, 1], "{sort}");
        // The link itself will do as the place to go on from.
        let told = app
            .visitor()
            .get(&format!("/api/v1/proposals?limit=3&sort={sort}"))
            .await
            .value();
        let next: String =
            url::form_urlencoded::byte_serialize(told["next"].as_str().unwrap().as_bytes())
                .collect();
        let second = app
            .visitor()
            .get(&format!(
                "/api/v1/proposals?limit=3&sort={sort}&after={next}"
            ))
            .await
            .value();
        assert_eq!(second["data"][0]["id"], 4, "{sort}");
    }
}

#[actix_web::test]
async fn any_program_keeps_its_own_fields() {
    let app = TestApp::new().await;
    let ann = ann(&app).await;
    ann.json(
        Method::POST,
        "/api/v1/proposals",
        json!({"title": "Put News at the top"}),
    )
    .await;
    ann.json(
        Method::POST,
        "/api/v1/topics/1/comments",
        json!({"body": "Yes"}),
    )
    .await;
    let keep = "/api/v1/topics/1/extra/harbour-go";
    ann.json(Method::PUT, keep, json!({"colour": "green", "size": 3}))
        .await
        .is(200);
    ann.json(
        Method::PUT,
        "/api/v1/comments/1/extra/harbour-go",
        json!({"colour": "blue"}),
    )
    .await
    .is(200);
    assert_eq!(
        app.visitor().get(keep).await.value(),
        json!({"colour": "green", "size": 3})
    );
    assert_eq!(
        app.visitor().get("/api/v1/proposals/1").await.value()["extra"]["harbour-go"]["colour"],
        "green"
    );
    let found = app
        .visitor()
        .get("/api/v1/extra/harbour-go?key=colour")
        .await
        .value();
    assert_eq!(found["data"].as_array().unwrap().len(), 2);
    let found = app
        .visitor()
        .get("/api/v1/extra/harbour-go?key=colour&value=green")
        .await
        .value();
    assert_eq!(
        found["data"],
        json!([{"kind": "topic", "id": 1, "url": "http://127.0.0.1:8080/t/1"}])
    );
    let first = app
        .visitor()
        .get("/api/v1/extra/harbour-go?key=colour&limit=1")
        .await
        .value();
    let next = first["next"]
        .as_str()
        .unwrap()
        .strip_prefix("http://127.0.0.1:8080")
        .unwrap()
        .to_owned();
    assert_eq!(
        app.visitor().get(&next).await.value()["data"][0]["kind"],
        "topic"
    );
    // The name belongs to whoever used it first.
    app.member("bob").await;
    let bob = app.program("bob", Scope::ALL).await;
    bob.json(Method::PUT, keep, json!({"colour": "red"}))
        .await
        .is(403);
    bob.json(
        Method::PUT,
        "/api/v1/topics/1/extra/bobs",
        json!({"big": "x".repeat(17_000)}),
    )
    .await
    .is(422);
    bob.json(Method::PUT, "/api/v1/topics/1/extra/Bobs!", json!({}))
        .await
        .is(422);
    bob.json(Method::PUT, "/api/v1/topics/1/extra/bobs", json!([1]))
        .await
        .is(400);
    // A vote's fields are its voter's alone.
    bob.json(
        Method::PUT,
        "/api/v1/proposals/1/vote/extra/bobs",
        json!({"k": 1}),
    )
    .await
    .is(404);
    bob.json(Method::PUT, "/api/v1/proposals/1/vote", json!({}))
        .await
        .is(200);
    bob.json(
        Method::PUT,
        "/api/v1/proposals/1/vote/extra/bobs",
        json!({"k": 1}),
    )
    .await
    .is(200);
    assert_eq!(
        app.visitor().get("/api/v1/extra/bobs?key=k").await.value()["data"],
        json!([])
    );
    ann.json(Method::DELETE, keep, json!(null)).await.is(204);
    ann.get(keep).await.is(404);
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn staff_move_a_proposal_on_through_the_api() {
    let app = TestApp::new().await;
    ann(&app)
        .await
        .json(
            Method::POST,
            "/api/v1/proposals",
            json!({"title": "Put News at the top"}),
        )
        .await;
    app.moderator("tom").await;
    let tom = app.program("tom", &[Scope::Moderation]).await;
    let moved = tom
        .json(
            Method::PUT,
            "/api/v1/proposals/1/status",
            json!({"status": "planned", "response": "We will."}),
        )
        .await;
    assert_eq!(
        moved.is(200).value()["official_response"]["body"],
        "We will."
    );
    tom.json(
        Method::PUT,
        "/api/v1/proposals/1/status",
        json!({"status": "duplicate"}),
    )
    .await
    .is(422);
    tom.json(
        Method::PUT,
        "/api/v1/proposals/9/status",
        json!({"status": "planned"}),
    )
    .await
    .is(404);
}

#[actix_web::test]
async fn a_topic_is_told_beside_its_own_address() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("body", "It is what I **open** first."),
        ],
    )
    .await;
    ann.post("/t/1/comments", &[("body", "And last.")]).await;
    assert_eq!(
        app.visitor()
            .get("/t/1/put-news-at-the-top.json")
            .await
            .value()["supporters"],
        1
    );
    let text = app.visitor().get("/t/1.md").await;
    assert!(text.header("content-type").starts_with("text/markdown"));
    assert!(
        text.body.contains("# Put News at the top")
            && text.body.contains("**open**")
            && text.body.contains("And last.")
    );
}
