//! Releases: written by staff as drafts, published for all, with what they pave and whom they thank.
use actix_web::http::Method;
use cowpath::access::Scope;
use cowpath::db::number;
use serde_json::json;

use crate::app::{Client, TestApp};

/// A proposal under way and one still open.
async fn wishes(app: &TestApp) -> Client<'_> {
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post("/proposals", &[("title", "Quieter mail")])
        .await
        .is(303);
    ann
}

const SPRING: [(&str, &str); 4] = [
    ("title", "Spring <cleaning>"),
    ("body", "News is **first** now."),
    ("proposals", "#1 Put News at the top\n2"),
    ("thanks", "@ann"),
];

#[actix_web::test]
async fn a_release_is_a_draft_for_staff_until_it_is_published() {
    let app = TestApp::new().await;
    let ann = wishes(&app).await;
    let mona = app.moderator("mona").await;
    let answer = mona.post("/changelog", &SPRING).await;
    assert_eq!(answer.location().unwrap(), "/changelog/1/spring-cleaning");
    mona.get("/changelog")
        .await
        .is(200)
        .says("Draft")
        .says("Spring <cleaning>");
    for who in [&ann, &app.visitor()] {
        who.get("/changelog/1/spring-cleaning").await.is(404);
        who.get("/api/v1/releases/1").await.is(404);
        for path in ["/changelog", "/changelog.atom", "/api/v1/releases"] {
            who.get(path).await.is(200).silent_about("cleaning");
        }
        who.get("/t/1/put-news-at-the-top")
            .await
            .silent_about("cleaning");
    }
    mona.post("/changelog/1/publication", &[]).await.is(303);
    mona.post("/changelog/1/publication", &[]).await.is(303);
    ann.get("/changelog/1/spring-cleaning")
        .await
        .is(200)
        .says("News is first now.")
        .says("Put News at the top")
        .says("1 person wanted this")
        .says("Thanks to ann");
    ann.get("/changelog/1").await.is(301);
    ann.get("/changelog/1/old-name").await.is(301);
    ann.get("/changelog").await.says("Spring <cleaning>");
    let published = app
        .app
        .db
        .read(|conn| {
            let sql = "select count(*) as n from events where verb = 'release.published'";
            Ok(number(conn, sql)?)
        })
        .await;
    assert_eq!(published.unwrap(), 1);
    ann.get("/t/1/put-news-at-the-top")
        .await
        .says("Paved in Spring <cleaning>");

    mona.post("/changelog/1/withdrawal", &[]).await.is(303);
    ann.get("/changelog/1/spring-cleaning").await.is(404);
    ann.get("/changelog").await.silent_about("cleaning");
    mona.post("/changelog/1/removal", &[]).await.is(303);
    mona.get("/changelog/1").await.is(404);
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn publishing_moves_what_it_paves_in_the_same_act_or_not_at_all() {
    let app = TestApp::new().await;
    let ann = wishes(&app).await;
    let mona = app.moderator("mona").await;
    mona.post("/changelog", &SPRING).await.is(303);
    // From Declined it cannot become built: then nothing happens, not even to the first.
    mona.post("/t/2/status", &[("status", "declined")])
        .await
        .is(303);
    let refused = mona
        .post("/changelog/1/publication", &[("pave", "on")])
        .await;
    refused.is(422).says("Quieter mail");
    ann.get("/changelog/1").await.is(404);
    ann.get("/api/v1/proposals/1")
        .await
        .silent_about("\"paved\"");
    mona.post("/t/2/status", &[("status", "open")])
        .await
        .is(303);
    mona.post("/changelog/1/publication", &[("pave", "on")])
        .await
        .is(303);
    for n in [1, 2] {
        let told = ann.get(&format!("/api/v1/proposals/{n}")).await.value();
        assert_eq!(told["status"]["slug"], "paved");
    }
    let list = ann.get("/api/v1/releases").await.value();
    assert_eq!(list["data"][0]["proposals"][1]["title"], "Quieter mail");
    assert_eq!(list["data"][0]["thanks"][0]["handle"], "ann");
}

#[actix_web::test]
async fn a_poor_release_comes_back_with_its_words() {
    let app = TestApp::new().await;
    wishes(&app).await;
    let mona = app.moderator("mona").await;
    let typed = [
        ("title", ""),
        ("body", "Kept words"),
        ("proposals", "Quieter"),
        ("day", "soon"),
    ];
    mona.post("/changelog", &typed)
        .await
        .is(422)
        .says("Kept words")
        .says("Use 1 to 150 characters.")
        .says("Begin this line with a proposal’s number: “Quieter”.")
        .says("Write the day as 2026-03-14.");
    let nobody = [("title", "A"), ("thanks", "zoe"), ("proposals", "1")];
    mona.post("/changelog", &nobody)
        .await
        .is(422)
        .says("Nobody here is called zoe.");
    mona.post("/changelog", &[("title", "A"), ("proposals", "99")])
        .await
        .is(422)
        .says("There is no proposal #99.");
}

#[actix_web::test]
async fn only_staff_write_releases() {
    let app = TestApp::new().await;
    let ann = wishes(&app).await;
    for path in ["/changelog", "/changelog/1/publication"] {
        ann.post(path, &SPRING).await.is(403);
        app.visitor().post(path, &SPRING).await.is(401);
    }
    ann.get("/changelog/new").await.is(403);
    let program = app.program("ann", &[Scope::Moderation]).await;
    program
        .json(Method::POST, "/api/v1/releases", json!({"title": "A"}))
        .await
        .is(403);
}

#[actix_web::test]
async fn programs_write_publish_and_withdraw_releases() {
    let app = TestApp::new().await;
    wishes(&app).await;
    app.moderator("mona").await;
    let program = app.program("mona", &[Scope::Moderation]).await;
    let new = json!({"title": "Spring", "body": "*Now*", "released_at": "2026-01-01", "proposals": [1], "thanks": ["ann"]});
    let made = program.json(Method::POST, "/api/v1/releases", new).await;
    made.is(201);
    assert_eq!(made.value()["state"], "draft");
    let changed = program
        .json(
            Method::PATCH,
            "/api/v1/releases/1",
            json!({"title": "Summer"}),
        )
        .await;
    assert_eq!(changed.is(200).value()["body"], "*Now*");
    assert_eq!(changed.value()["proposals"][0]["id"], 1);
    let shown = program
        .json(
            Method::PUT,
            "/api/v1/releases/1/publication",
            json!({"pave": true}),
        )
        .await;
    assert_eq!(shown.is(200).value()["state"], "published");
    assert_eq!(shown.value()["proposals"][0]["status"]["slug"], "paved");
    program
        .json(Method::DELETE, "/api/v1/releases/1", json!(null))
        .await
        .is(409);
    program
        .json(
            Method::DELETE,
            "/api/v1/releases/1/publication",
            json!(null),
        )
        .await
        .is(200);
    program
        .json(Method::DELETE, "/api/v1/releases/1", json!(null))
        .await
        .is(204);
    program.get("/api/v1/releases/1").await.is(404);
}

#[actix_web::test]
async fn the_list_goes_on_without_skipping_or_repeating() {
    let app = TestApp::new().await;
    let mona = app.moderator("mona").await;
    for n in 1..=15 {
        let title = format!("Release number {n:02}");
        mona.post("/changelog", &[("title", &title), ("day", "2026-01-01")])
            .await
            .is(303);
        mona.post(&format!("/changelog/{n}/publication"), &[])
            .await
            .is(303);
    }
    let visitor = app.visitor();
    let first = visitor.get("/changelog").await;
    first.says("number 15").says("number 04");
    first.silent_about("number 03");
    let next = first
        .body
        .split("rel=\"next\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap()
        .to_owned();
    let second = visitor.get(&next).await;
    second.says("number 03").says("number 01");
    second.silent_about("number 04");
}

#[actix_web::test]
async fn the_feed_is_whole_whatever_people_type() {
    let app = TestApp::new().await;
    wishes(&app).await;
    let mona = app.moderator("mona").await;
    mona.post("/changelog", &SPRING).await.is(303);
    mona.post("/changelog/1/publication", &[]).await.is(303);
    let feed = app.visitor().get("/changelog.atom").await;
    assert!(
        feed.header("content-type")
            .starts_with("application/atom+xml")
    );
    assert!(feed.body.contains("<title>Spring &lt;cleaning&gt;</title>"));
    assert!(feed.body.contains("&lt;strong&gt;first&lt;/strong&gt;"));
    // Every element that is opened is closed.
    for name in ["feed", "entry", "title", "content", "id", "updated"] {
        let opened = feed.body.matches(&format!("<{name}>")).count()
            + feed.body.matches(&format!("<{name} ")).count();
        assert_eq!(
            opened,
            feed.body.matches(&format!("</{name}>")).count(),
            "{name}"
        );
    }
}

#[actix_web::test]
async fn a_release_names_no_proposal_to_those_who_may_not_see_it() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("propose", "staff")],
    )
    .await
    .is(303);
    root.post(
        "/proposals",
        &[("title", "Buy the harbour"), ("board", "team")],
    )
    .await
    .is(303);
    root.post("/changelog", &[("title", "Spring"), ("proposals", "1")])
        .await
        .is(303);
    root.post("/changelog/1/publication", &[]).await.is(303);
    root.get("/changelog/1/spring")
        .await
        .says("Buy the harbour");
    for path in [
        "/changelog",
        "/changelog/1/spring",
        "/changelog.atom",
        "/api/v1/releases",
        "/api/v1/releases/1",
        "/roadmap",
        "/api/v1/roadmap",
    ] {
        app.visitor()
            .get(path)
            .await
            .is(200)
            .silent_about("harbour");
    }
}
