//! Other programs told of what happens here: signed, in order, again when they fail, and never of what they may not hear.
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use actix_web::http::Method;
use cowpath::access::Scope;
use cowpath::mail;
use cowpath::webhooks::{self, model};
use serde_json::{Value, json};

use crate::app::{Client, TestApp};

/// A program that takes messages, or not.
struct Receiver {
    port: u16,
    got: Arc<Mutex<Vec<String>>>,
    status: Arc<Mutex<u16>>,
}

impl Receiver {
    fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (got, status) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(200)));
        let (kept, answer) = (got.clone(), status.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let (mut all, mut piece) = (Vec::new(), [0; 4096]);
                let whole = loop {
                    let text = String::from_utf8_lossy(&all).into_owned();
                    if let Some((head, body)) = text.split_once("\r\n\r\n") {
                        let length = head.lines().find_map(|l| {
                            l.to_ascii_lowercase()
                                .strip_prefix("content-length: ")?
                                .parse()
                                .ok()
                        });
                        if body.len() >= length.unwrap_or(0) {
                            break text;
                        }
                    }
                    match stream.read(&mut piece) {
                        Ok(0) | Err(_) => break text,
                        Ok(n) => all.extend_from_slice(&piece[..n]),
                    }
                };
                kept.lock().unwrap().push(whole);
                let status = *answer.lock().unwrap();
                let _ = write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 4\r\n\r\nword");
            }
        });
        Self { port, got, status }
    }
    fn url(&self) -> String {
        format!("http://hooks.test:{}/in", self.port)
    }
    fn answers(&self, status: u16) {
        *self.status.lock().unwrap() = status;
    }
    /// What came, each message as head and body; forgotten here.
    fn take(&self) -> Vec<(String, Value)> {
        let got = std::mem::take(&mut *self.got.lock().unwrap());
        got.iter()
            .map(|whole| {
                let (head, body) = whole.split_once("\r\n\r\n").unwrap();
                (head.to_owned(), serde_json::from_str(body).unwrap())
            })
            .collect()
    }
    fn heard(&self) -> Vec<String> {
        self.take()
            .iter()
            .map(|(_, told)| told["type"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// An application that may reach the receiver, at an address of this machine.
async fn near(receiver: &Receiver) -> TestApp {
    let allow = format!("127.0.0.1:{}", receiver.port);
    TestApp::with(&[("COWPATH_FETCH_ALLOW", &allow)]).await
}

async fn hook(who: &Client<'_>, receiver: &Receiver, more: Value) -> Value {
    let mut body =
        json!({ "target": receiver.url().replace("hooks.test", "127.0.0.1"), "events": ["*"] });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    let answer = who.json(Method::POST, "/api/v1/webhooks", body).await;
    answer.is(201);
    answer.value()
}

async fn deliver(app: &TestApp) -> usize {
    app.rest().await;
    webhooks::deliver(&app.app).await.unwrap()
}

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    head.lines()
        .find_map(|l| l.strip_prefix(name)?.strip_prefix(": "))
        .unwrap_or_default()
}

#[actix_web::test]
async fn a_hook_is_told_what_everyone_may_see_signed_and_in_order() {
    let receiver = Receiver::new();
    let app = near(&receiver).await;
    let (ada, ann) = (app.admin("ada").await, app.member("ann").await);
    let program = app.program("ann", &[Scope::Webhooks]).await;
    let made = hook(&program, &receiver, json!({})).await;
    ada.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("propose", "staff")],
    )
    .await
    .is(303);
    ada.post(
        "/proposals",
        &[("title", "Secret plans"), ("board", "team")],
    )
    .await
    .is(303);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post("/t/2/comments", &[("body", "Yes")]).await.is(303);
    deliver(&app).await;
    let got = receiver.take();
    let kinds: Vec<_> = got
        .iter()
        .map(|(_, told)| told["type"].as_str().unwrap())
        .collect();
    assert_eq!(kinds.last(), Some(&"comment.created"), "{kinds:?}");
    assert_eq!(kinds[0], "topic.created");
    for (head, told) in &got {
        assert!(!told.to_string().contains("Secret"), "{told}");
        let (id, at) = (
            header(head, "webhook-id"),
            header(head, "webhook-timestamp"),
        );
        let body = receiver_body(told, head);
        let signed = model::signature(
            &[made["secret"].as_str().unwrap()],
            id,
            at.parse().unwrap(),
            &body,
        );
        assert_eq!(header(head, "webhook-signature"), signed);
        assert!(
            told["data"]["topic"]["url"]
                .as_str()
                .unwrap()
                .contains("/t/2/"),
            "{told}"
        );
    }
    assert_eq!(got[0].1["data"]["actor"]["handle"], "ann");
    let votes: Vec<_> = got
        .iter()
        .filter(|(_, told)| told["type"] == "vote.cast")
        .collect();
    assert!(
        votes
            .iter()
            .all(|(_, told)| told["data"].get("actor").is_none()),
        "{votes:?}"
    );
    assert_eq!(deliver(&app).await, 0, "each is told once");
}

/// The body as it was sent: our own JSON, which parsing and writing leaves as it is.
fn receiver_body(told: &Value, _head: &str) -> String {
    told.to_string()
}

#[actix_web::test]
async fn what_is_not_taken_is_tried_again_keeps_its_order_and_is_set_aside_in_the_end() {
    let receiver = Receiver::new();
    let app = near(&receiver).await;
    let ann = app.member("ann").await;
    let program = app.program("ann", &[Scope::Webhooks]).await;
    hook(
        &program,
        &receiver,
        json!({ "events": ["comment.created"] }),
    )
    .await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post("/proposals", &[("title", "Something else")])
        .await
        .is(303);
    receiver.answers(500);
    for path in ["/t/1/comments", "/t/1/comments", "/t/2/comments"] {
        ann.post(path, &[("body", "Yes")]).await.is(303);
    }
    assert_eq!(deliver(&app).await, 2, "the first about each topic");
    for (n, seconds) in model::SCHEDULE.into_iter().enumerate() {
        assert_eq!(deliver(&app).await, 0);
        app.app.clock.advance(seconds);
        // Once the first about a topic is set aside, the next has its turn.
        let last = n + 1 == model::SCHEDULE.len();
        assert_eq!(deliver(&app).await, if last { 3 } else { 2 });
    }
    receiver.take();
    let log = program.get("/api/v1/webhooks/1/deliveries").await.value();
    assert_eq!(log[2]["state"], "aside");
    assert_eq!(log[2]["tries"].as_array().unwrap().len(), 6);
    assert_eq!(
        (&log[2]["tries"][0]["status"], &log[2]["tries"][0]["answer"]),
        (&json!(500), &json!("word"))
    );
    let letters = app
        .app
        .db
        .read(|conn| mail::list(conn, None, None, 9))
        .await
        .unwrap();
    assert!(
        !letters.is_empty() && letters[0].subject == "A webhook did not take a message",
        "{letters:?}"
    );

    app.app.clock.advance(model::SCHEDULE[0]);
    receiver.answers(200);
    assert_eq!(deliver(&app).await, 1, "the next about the first topic");
    assert_eq!(
        program
            .json(
                Method::POST,
                "/api/v1/webhooks/1/deliveries/1/replay",
                json!({})
            )
            .await
            .status
            .as_u16(),
        202
    );
    assert_eq!(deliver(&app).await, 1);
    let all = program
        .json(
            Method::POST,
            "/api/v1/webhooks/1/replay",
            json!({ "since": "2026-01-01T00:00:00Z" }),
        )
        .await;
    assert_eq!(all.value()["messages"], 3);
    receiver.take();
    deliver(&app).await;
    assert_eq!(receiver.heard().len(), 3);
}

#[actix_web::test]
async fn a_hook_is_switched_off_only_after_days_of_failure_and_goes_on_where_it_stopped() {
    let receiver = Receiver::new();
    let app = near(&receiver).await;
    let ann = app.member("ann").await;
    let program = app.program("ann", &[Scope::Webhooks]).await;
    hook(&program, &receiver, json!({ "events": ["topic.created"] })).await;
    receiver.answers(503);
    for day in 0..=model::PATIENCE_DAYS {
        assert_eq!(
            program.get("/api/v1/webhooks/1").await.value()["on"],
            true,
            "day {day}"
        );
        ann.post("/proposals", &[("title", &format!("Wish {day}"))])
            .await
            .is(303);
        deliver(&app).await;
        app.app.clock.advance(86_400);
    }
    assert_eq!(program.get("/api/v1/webhooks/1").await.value()["on"], false);
    ann.post("/proposals", &[("title", "While it was off")])
        .await
        .is(303);
    assert_eq!(deliver(&app).await, 0);
    receiver.answers(200);
    receiver.take();
    program
        .json(Method::PATCH, "/api/v1/webhooks/1", json!({ "on": true }))
        .await
        .is(200);
    deliver(&app).await;
    let told: Vec<_> = receiver
        .take()
        .into_iter()
        .map(|(_, told)| told["data"]["topic"]["title"].clone())
        .collect();
    assert!(told.contains(&json!("While it was off")), "{told:?}");
}

#[actix_web::test]
async fn a_proposal_that_comes_to_have_enough_supporters_is_told_once() {
    let receiver = Receiver::new();
    let app = near(&receiver).await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    ann.post("/proposals", &[("title", "Already there")])
        .await
        .is(303);
    bob.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    let program = app.program("ann", &[Scope::Webhooks]).await;
    hook(
        &program,
        &receiver,
        json!({ "events": [], "supporters": 2 }),
    )
    .await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    deliver(&app).await;
    assert_eq!(receiver.heard(), Vec::<String>::new());
    for path in ["/t/2/vote", "/t/1/vote"] {
        bob.post(path, &[("want", "yes")]).await.is(303);
    }
    app.member("eve")
        .await
        .post("/t/2/vote", &[("want", "yes")])
        .await
        .is(303);
    deliver(&app).await;
    let got = receiver.take();
    assert_eq!(got.len(), 1, "{got:?}");
    assert_eq!(got[0].1["type"], "proposal.reached");
    assert_eq!(
        (
            &got[0].1["data"]["topic"]["id"],
            &got[0].1["data"]["reached"]
        ),
        (&json!(2), &json!(2))
    );
}

#[actix_web::test]
async fn two_secrets_sign_while_one_takes_over() {
    let receiver = Receiver::new();
    let app = near(&receiver).await;
    app.member("ann").await;
    let program = app.program("ann", &[Scope::Webhooks]).await;
    let made = hook(&program, &receiver, json!({})).await;
    let fresh = program
        .json(Method::POST, "/api/v1/webhooks/1/secret", json!({}))
        .await
        .value();
    assert_ne!(made["secret"], fresh["secret"]);
    let mut signed = Vec::new();
    for _ in 0..2 {
        program
            .json(Method::POST, "/api/v1/webhooks/1/test", json!({}))
            .await;
        assert_eq!(deliver(&app).await, 1);
        let (head, told) = receiver.take().remove(0);
        assert_eq!(told["type"], "test");
        signed.push(header(&head, "webhook-signature").split(' ').count());
        app.app.clock.advance(86_400 * model::ROTATION_DAYS);
    }
    assert_eq!(signed, [2, 1]);
}

#[actix_web::test]
async fn nobody_makes_a_hook_that_leads_home_or_hears_more_than_they_may() {
    let app = TestApp::new().await;
    let _ada = app.admin("ada").await;
    let _ann = app.member("ann").await;
    let (ann, ada) = (
        app.program("ann", &[Scope::Webhooks]).await,
        app.program("ada", &[Scope::Webhooks]).await,
    );
    for target in [
        "http://127.0.0.1/",
        "http://169.254.169.254/",
        "https://example.org:22/",
        "ftp://example.org",
        "x",
    ] {
        let answer = ann
            .json(
                Method::POST,
                "/api/v1/webhooks",
                json!({ "target": target, "events": ["*"] }),
            )
            .await;
        assert_eq!(
            answer.is(422).value()["errors"][0]["field"],
            "target",
            "{target}"
        );
    }
    let good = json!({ "target": "https://example.org/", "events": ["*"] });
    let mut site = good.clone();
    site["site"] = true.into();
    ann.json(Method::POST, "/api/v1/webhooks", site.clone())
        .await
        .is(403);
    ada.json(Method::POST, "/api/v1/webhooks", site)
        .await
        .is(201);
    for path in ["/api/v1/webhooks/1", "/api/v1/webhooks/1/deliveries"] {
        ann.get(path).await.is(404);
        app.visitor().get(path).await.is(401);
    }
    ann.json(Method::DELETE, "/api/v1/webhooks/1", json!({}))
        .await
        .is(404);
    for _ in 0..model::MOST {
        ann.json(Method::POST, "/api/v1/webhooks", good.clone())
            .await
            .is(201);
    }
    ann.json(Method::POST, "/api/v1/webhooks", good)
        .await
        .is(409);
    assert_eq!(
        ann.get("/api/v1/webhooks")
            .await
            .value()
            .as_array()
            .unwrap()
            .len(),
        5
    );
    ann.json(Method::DELETE, "/api/v1/webhooks/2", json!({}))
        .await
        .is(204);
}
