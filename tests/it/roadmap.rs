//! The roadmap: statuses as columns, and moving a card along allowed steps.
use crate::app::TestApp;

#[actix_web::test]
async fn a_card_is_moved_by_its_form_with_an_official_response() {
    let app = TestApp::new().await;
    let (ann, mona) = (app.member("ann").await, app.moderator("mona").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.get("/roadmap").await.is(200).silent_about("Put News");
    mona.post("/t/1/status", &[("status", "planned")])
        .await
        .is(303);
    ann.get("/roadmap")
        .await
        .says("Put News at the top")
        .says("1 wants this")
        .silent_about("<form class=\"move-form\"");
    let moved = mona
        .post(
            "/roadmap/1",
            &[
                ("status", "preview"),
                ("response", "Try it."),
                ("board", "product"),
            ],
        )
        .await;
    assert_eq!(moved.location().unwrap(), "/roadmap?board=product");
    mona.get("/roadmap?board=product").await.is(200);
    ann.get("/t/1/put-news-at-the-top").await.says("Try it.");
    let told = ann.get("/api/v1/roadmap").await.is(200).value();
    let preview = &told["columns"][2];
    assert_eq!(preview["status"]["slug"], "preview");
    assert_eq!(preview["count"], 1);
    assert_eq!(preview["proposals"][0]["title"], "Put News at the top");
    ann.post("/roadmap/1", &[("status", "planned")])
        .await
        .is(403);
}

#[actix_web::test]
async fn a_step_that_is_not_allowed_says_why_and_keeps_the_words() {
    let app = TestApp::new().await;
    let (ann, mona) = (app.member("ann").await, app.moderator("mona").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    mona.post("/t/1/status", &[("status", "paved")])
        .await
        .is(303);
    mona.get("/roadmap").await.says("Planned: not from here");
    mona.post(
        "/roadmap/1",
        &[("status", "planned"), ("response", "Kept words")],
    )
    .await
    .is(422)
    .says("From here it can become: Open, Preview, Archived.")
    .says("Kept words");
}

#[actix_web::test]
async fn a_column_shows_the_most_wanted_and_where_the_others_are() {
    let app = TestApp::new().await;
    let (ann, bob, mona) = (
        app.member("ann").await,
        app.member("bob").await,
        app.moderator("mona").await,
    );
    for n in 1..=14 {
        let title = format!("Wish number {n:02}");
        ann.post("/proposals", &[("title", &title), ("tags", "news")])
            .await
            .is(303);
        mona.post(&format!("/t/{n}/status"), &[("status", "planned")])
            .await
            .is(303);
    }
    bob.post("/t/3/vote", &[]).await.is(303);
    let page = bob.get("/roadmap?tag=news").await;
    page.is(200).says("number 03").says("All of them");
    let shown = (1..=14)
        .filter(|n| page.body.contains(&format!("number {n:02}</bdi>")))
        .count();
    assert_eq!(shown, 12);
    let told = bob.get("/api/v1/roadmap?tag=news").await.value();
    assert_eq!(told["columns"][0]["count"], 14);
    assert_eq!(told["columns"][0]["proposals"][0]["id"], 3);
    bob.get("/roadmap?tag=nothing").await.is(404);
    bob.get("/roadmap?board=nowhere").await.is(404);
}
