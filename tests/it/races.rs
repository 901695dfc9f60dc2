//! Many at once: nobody fails, nobody counts twice, and what was acknowledged is there.
use actix_web::http::Method;
use cowpath::access::Scope;
use futures_util::future::join_all;
use serde_json::json;

use crate::app::{Client, TestApp};

const CROWD: usize = 64;

async fn crowd(app: &TestApp) -> Vec<Client<'_>> {
    let mut all = Vec::new();
    for n in 0..CROWD {
        let handle: &'static str = Box::leak(format!("person-{n}").into_boxed_str());
        all.push(app.member(handle).await);
    }
    all
}

#[actix_web::test]
async fn sixty_four_people_vote_at_once_and_each_counts_once() {
    let app = TestApp::new().await;
    let crowd = crowd(&app).await;
    crowd[0]
        .post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    // Everyone presses twice, some with the same reason.
    let votes = crowd.iter().enumerate().flat_map(|(n, one)| {
        let reason = if n % 3 == 0 {
            "Every morning I open News"
        } else {
            ""
        };
        (0..2).map(move |_| async move {
            one.post("/t/1/vote", &[("want", "yes"), ("reason", reason)])
                .await
                .status
                .as_u16()
        })
    });
    let statuses = join_all(votes).await;
    assert!(statuses.iter().all(|s| *s == 303), "{statuses:?}");
    let told = app.visitor().get("/api/v1/proposals/1").await.value();
    assert_eq!(told["supporters"], CROWD);
    assert_eq!(told["reasons"][0]["people"], CROWD.div_ceil(3));
    assert!(app.broken().await.is_empty(), "{:?}", app.broken().await);
}

#[actix_web::test]
async fn sixty_four_people_propose_at_once_and_none_fails() {
    let app = TestApp::new().await;
    let crowd = crowd(&app).await;
    let made = join_all(crowd.iter().enumerate().map(|(n, one)| async move {
        let title = format!("Wish number {n}");
        one.post("/proposals", &[("title", &title), ("tags", "same, other")])
            .await
            .status
            .as_u16()
    }))
    .await;
    assert!(made.iter().all(|s| *s == 303), "{made:?}");
    let told = app.visitor().get("/api/v1/boards").await.value();
    assert_eq!(told["data"][0]["proposals"], CROWD);
    assert_eq!(
        app.visitor().get("/api/v1/tags").await.value()["data"][0]["topics"],
        CROWD
    );
    assert!(app.broken().await.is_empty(), "{:?}", app.broken().await);
}

#[actix_web::test]
async fn the_same_write_sent_at_once_with_one_key_happens_once() {
    let app = TestApp::new().await;
    app.member("ann").await;
    let ann = app.program("ann", Scope::ALL).await;
    let sent = join_all((0..12).map(|_| {
        ann.send(
            actix_web::test::TestRequest::post()
                .uri("/api/v1/proposals")
                .set_json(json!({"title": "Put News at the top"}))
                .insert_header(("idempotency-key", "one")),
        )
    }))
    .await;
    let bodies: std::collections::HashSet<_> =
        sent.iter().map(|a| a.is(201).body.clone()).collect();
    assert_eq!(bodies.len(), 1);
    assert_eq!(
        app.visitor().get("/api/v1/proposals").await.value()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[actix_web::test]
async fn one_handle_asked_for_by_many_goes_to_one() {
    let app = TestApp::new().await;
    let tries = join_all((0..8).map(|n| {
        let app = &app;
        async move {
            let email = format!("a{n}@example.org");
            let form = [
                ("handle", "wanted"),
                ("email", email.as_str()),
                ("password", "several good words"),
            ];
            app.visitor().post("/sign-up", &form).await.status.as_u16()
        }
    }))
    .await;
    assert_eq!(tries.iter().filter(|s| **s == 303).count(), 1, "{tries:?}");
    assert!(tries.iter().all(|s| [303, 422].contains(s)), "{tries:?}");
}

#[actix_web::test]
async fn a_write_that_panics_or_fails_harms_no_other() {
    let app = TestApp::new().await;
    app.member("ann").await;
    let ann = app.program("ann", Scope::ALL).await;
    let db = app.app.db.clone();
    let bad = (0..10).map(|n| {
        let db = db.clone();
        async move {
            db.write::<(), _>(move |tx| {
                use diesel::prelude::*;
                diesel::sql_query(
                    "insert into settings (key, value, changed_at) values ('x', 'y', 0)",
                )
                .execute(&mut **tx)?;
                if n % 2 == 0 {
                    panic!("on purpose")
                }
                Err(cowpath::error::Error::Stale)
            })
            .await
            .is_err()
        }
    });
    let good = (0..20).map(|n| {
        ann.json(
            Method::POST,
            "/api/v1/proposals",
            json!({"title": format!("Wish number {n}")}),
        )
    });
    let (bad, good) = futures_util::future::join(join_all(bad), join_all(good)).await;
    assert!(bad.iter().all(|failed| *failed));
    assert!(good.iter().all(|a| a.status == 201));
    let left: i64 = app
        .app
        .db
        .read(|c| {
            use diesel::prelude::*;
            Ok(cowpath::db::schema::settings::table
                .filter(cowpath::db::schema::settings::key.eq("x"))
                .count()
                .get_result(c)?)
        })
        .await
        .unwrap();
    assert_eq!(left, 0, "what failed left nothing");
}
