//! A full house: who is asked to come back, and who still comes in.
use actix_web::http::header;
use actix_web::test::TestRequest;
use cowpath::web::cache::Cache;
use cowpath::web::shed::{Class, House, Place};

use crate::app::TestApp;

/// Fills the house until none of this class comes in.
fn fill(app: &TestApp, class: Class) -> Vec<Place> {
    let house = app.app.part::<House>();
    std::iter::from_fn(|| house.enter(class).ok()).collect()
}

#[actix_web::test]
async fn what_matters_less_is_refused_first() {
    let app = TestApp::new().await;
    let tom = app.member("tom").await;
    tom.post("/proposals", &[("title", "A wish")]).await.is(303);
    let visitor = app.visitor();
    visitor.get("/proposals").await.is(200);

    let mut inside = fill(&app, Class::Aside);
    let refused = tom.get("/search?q=wish").await;
    refused.is(503).says("Too much is going on");
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    visitor.get("/sign-in").await.is(200);

    inside.extend(fill(&app, Class::Visitor));
    visitor.get("/sign-in").await.is(503);
    // What is kept takes no place.
    visitor.get("/proposals").await.is(200).says("A wish");
    app.app.part::<Cache>().clear();
    visitor.get("/proposals").await.is(503);
    let program = visitor.get("/api/v1/boards").await;
    program.is(503);
    assert_eq!(program.header("content-type"), "application/problem+json");
    assert_eq!(program.value()["status"], 503);
    assert!(!program.header("retry-after").is_empty());
    tom.get("/proposals").await.is(200);
    // A made-up session is nobody's.
    let stranger = TestRequest::get()
        .uri("/proposals")
        .insert_header((header::COOKIE, "cowpath_session=made-up"));
    visitor.send(stranger).await.is(503);

    inside.extend(fill(&app, Class::Member));
    tom.get("/proposals").await.is(503);
    tom.post("/t/1/comments", &[("body", "Still heard")])
        .await
        .is(303);

    inside.extend(fill(&app, Class::Act));
    tom.post("/t/1/comments", &[("body", "Too late")])
        .await
        .is(503);

    drop(inside);
    visitor.get("/proposals").await.is(200);
    tom.get("/t/1").await.is(301);
}

#[actix_web::test]
async fn crawlers_keep_to_their_lane() {
    let app = TestApp::new().await;
    let crawl = || {
        TestRequest::get()
            .uri("/sign-up")
            .insert_header((header::USER_AGENT, "ExampleBot/2.0"))
    };
    let visitor = app.visitor();
    visitor.send(crawl()).await.is(200);
    let lane = fill(&app, Class::Crawler);
    assert_eq!(lane.len(), app.app.part::<House>().lane());
    visitor.send(crawl()).await.is(503);
    visitor.get("/sign-up").await.is(200);
    drop(lane);
    visitor.send(crawl()).await.is(200);
}
