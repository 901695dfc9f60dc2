//! What stands around every request: headers, forged posts, limits, methods, and the site's own path.
use actix_web::http::Method;
use actix_web::test::TestRequest;

use crate::app::TestApp;

#[actix_web::test]
async fn every_answer_carries_the_headers_that_protect_its_reader() {
    let app = TestApp::with(&[("BASE_URL", "https://example.org")]).await;
    for path in [
        "/",
        "/nothing",
        "/api/v1/proposals",
        "/api/v1/nothing",
        "/avatars/ann.svg",
        "/api/v1/proposals?limit=0",
        "/assets/0/css/app.css",
    ] {
        let answer = app.visitor().get(path).await;
        let csp = answer.header("content-security-policy");
        assert!(
            csp.contains("default-src 'none'") && !csp.contains("unsafe"),
            "{path}: {csp}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(
            answer.header("cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            answer
                .header("strict-transport-security")
                .starts_with("max-age=6"),
            "{path}"
        );
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
        assert!(!answer.header("permissions-policy").is_empty(), "{path}");
    }
    let csp = app.visitor().get("/").await;
    assert!(
        csp.header("content-security-policy")
            .contains("script-src https://example.org/assets/;"),
        "scripts by path only"
    );
}

#[actix_web::test]
async fn an_unchanged_answer_is_304_and_protected_all_the_same() {
    let app = TestApp::new().await;
    let first = app.visitor().get("/api/v1/proposals").await;
    let again = TestRequest::get()
        .uri("/api/v1/proposals")
        .insert_header(("if-none-match", first.header("etag")));
    let answer = app.visitor().send(again).await;
    assert_eq!(answer.is(304).body, "");
    assert!(!answer.header("content-security-policy").is_empty());
}

#[actix_web::test]
async fn a_post_from_another_sites_page_is_refused() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let post = |name: &'static str, value: &'static str| {
        TestRequest::post()
            .uri("/proposals")
            .set_form([("title", "Put News at the top")])
            .insert_header((name, value))
    };
    for (name, value, taken) in [
        ("sec-fetch-site", "cross-site", false),
        ("sec-fetch-site", "same-site", false),
        ("sec-fetch-site", "same-origin", true),
        ("sec-fetch-site", "none", true),
        ("origin", "https://evil.example", false),
        ("origin", "null", false),
        ("origin", "http://127.0.0.1:8080.evil.example", false),
        ("origin", "http://127.0.0.1:8080", true),
        ("origin", "http://localhost:8080", true),
    ] {
        let status = ann.send(post(name, value)).await.status.as_u16();
        assert_eq!(status, if taken { 303 } else { 403 }, "{name}: {value}");
    }
    // Signing in is a form too.
    let sign_in = TestRequest::post()
        .uri("/sign-in")
        .set_form([("who", "ann")])
        .insert_header(("sec-fetch-site", "cross-site"));
    app.visitor().send(sign_in).await.is(403);
}

#[actix_web::test]
async fn the_api_ignores_cookies_and_answers_other_origins() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.json(
        Method::POST,
        "/api/v1/proposals",
        serde_json::json!({"title": "By cookie"}),
    )
    .await
    .is(401);
    let answer = ann.get("/api/v1/proposals").await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let asked = TestRequest::default()
        .method(Method::OPTIONS)
        .uri("/api/v1/proposals")
        .insert_header(("origin", "https://tool.example"));
    let answer = app.visitor().send(asked).await;
    answer.is(204);
    assert!(
        answer
            .header("access-control-allow-headers")
            .contains("Idempotency-Key")
    );
}

#[actix_web::test]
async fn methods_that_nothing_takes_are_refused() {
    let app = TestApp::new().await;
    for path in ["/", "/api/v1/proposals", "/t/1"] {
        for method in [Method::TRACE, Method::CONNECT] {
            app.visitor()
                .send(TestRequest::default().method(method).uri(path))
                .await
                .is(405);
        }
    }
    let answer = app
        .visitor()
        .send(TestRequest::delete().uri("/api/v1/boards"))
        .await;
    assert_eq!(answer.is(405).header("allow"), "GET, HEAD");
    app.visitor()
        .send(TestRequest::delete().uri("/proposals"))
        .await
        .is(405);
    app.visitor()
        .send(
            TestRequest::default()
                .method(Method::HEAD)
                .uri("/proposals"),
        )
        .await
        .is(200);
}

#[actix_web::test]
async fn limits_are_told_on_every_api_answer_and_end_in_429() {
    let app = TestApp::with(&[("COWPATH_RATE_LIMITS", "on")]).await;
    let ada = app.admin("ada").await;
    let first = app.visitor().get("/api/v1/boards").await;
    assert_eq!(first.header("ratelimit-policy"), "\"api\";q=600;w=60");
    assert!(first.header("ratelimit").starts_with("\"api\";r=599"));
    ada.post(
        "/admin/settings",
        &[("key", "api_per_minute"), ("value", "3")],
    )
    .await
    .is(303);
    for _ in 0..3 {
        app.visitor().get("/api/v1/boards").await.is(200);
    }
    let answer = app.visitor().get("/api/v1/boards").await;
    answer.is(429);
    assert!(answer.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    // A token has an allowance of its own.
    app.program("ada", &[cowpath::access::Scope::Votes])
        .await
        .get("/api/v1/boards")
        .await
        .is(200);
}

#[actix_web::test]
async fn guessing_passwords_is_slowed_for_the_address_and_for_the_account() {
    let app = TestApp::with(&[("COWPATH_RATE_LIMITS", "on")]).await;
    app.member("ann").await;
    let guess = |from: u8| {
        TestRequest::post()
            .uri("/sign-in")
            .set_form([("who", "ann"), ("password", "a guess")])
            .peer_addr(([10, 0, 0, from], 1).into())
    };
    let mut statuses = Vec::new();
    for from in 0..8 {
        statuses.push(app.visitor().send(guess(from)).await.status.as_u16());
    }
    assert_eq!(
        statuses,
        [422, 422, 422, 422, 422, 422, 429, 429],
        "from eight addresses, one account"
    );
}

#[actix_web::test]
async fn a_token_mistyped_or_unknown_is_refused_without_a_trace_of_why() {
    let app = TestApp::new().await;
    for token in [
        "cow_x",
        "x",
        "cow_0123456789abcdef0123456789abcdef0123456789abcdef000000",
    ] {
        let asked = TestRequest::get()
            .uri("/api/v1/proposals")
            .insert_header(("authorization", format!("Bearer {token}")));
        let answer = app.visitor().send(asked).await;
        answer.is(401);
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        assert_eq!(
            answer.value()["title"],
            "This token is not known, or it has expired."
        );
    }
    app.visitor()
        .send(
            TestRequest::get()
                .uri("/api/v1/proposals")
                .insert_header(("authorization", "Basic eA==")),
        )
        .await
        .is(401);
}

#[actix_web::test]
async fn everything_works_below_a_path() {
    let app = TestApp::with(&[("BASE_URL", "https://example.org/feedback")]).await;
    let ann = app.member("ann").await;
    let made = ann
        .post("/feedback/proposals", &[("title", "Put News at the top")])
        .await;
    assert_eq!(
        made.is(303).location().as_deref(),
        Some("/feedback/t/1/put-news-at-the-top")
    );
    let page = ann.open("/feedback/t/1").await;
    page.is(200)
        .says("Put News at the top")
        .silent_about("href=\"/t/")
        .silent_about("action=\"/t/");
    ann.get("/t/1").await.is(404);
    assert_eq!(
        ann.get("/feedback").await.location().as_deref(),
        Some("/feedback/")
    );
    let told = ann.get("/feedback/api/v1/proposals/1").await.value();
    assert_eq!(
        told["url"],
        "https://example.org/feedback/t/1/put-news-at-the-top"
    );
    let doc = ann.get("/feedback/api/v1/openapi.json").await.value();
    assert_eq!(doc["servers"][0]["url"], "https://example.org/feedback");
    assert!(doc["paths"]["/api/v1/proposals"].is_object());
    let asset = page
        .body
        .split("href=\"")
        .find_map(|p| {
            p.strip_prefix("/feedback/assets/")
                .map(|p| p.split('"').next().unwrap().to_owned())
        })
        .unwrap();
    let sheet = ann.get(&format!("/feedback/assets/{asset}")).await;
    assert!(sheet.is(200).header("cache-control").contains("immutable"));
}

#[actix_web::test]
async fn an_unknown_address_is_a_page_with_a_way_on() {
    let app = TestApp::new().await;
    for path in [
        "/nothing",
        "/t/99999",
        "/t/nonsense",
        "/people/nobody",
        "/c/7",
        "/admin/nothing",
    ] {
        let answer = app.visitor().get(path).await;
        answer.is(404);
        assert!(
            answer.body.contains("<h1") && answer.header("content-type").starts_with("text/html"),
            "{path}"
        );
    }
    app.visitor()
        .get("/settings/profile")
        .await
        .is(401)
        .says("Sign in");
    app.member("bob").await.get("/admin/settings").await.is(403);
}
