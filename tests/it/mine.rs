//! What is one reader's own: how far they read, what they follow, what they keep, whom they ignore.
use actix_web::http::{Method, header};
use actix_web::test::TestRequest;
use cowpath::access::Scope;
use cowpath::events::{self, Position};
use cowpath::topics::mine::{Because, Level, follows};
use insta::assert_snapshot;
use serde_json::json;

use crate::app::{Client, TestApp};

/// Bob asks about sorting in topic 1.
async fn asked(app: &TestApp) -> (Client<'_>, Client<'_>) {
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    bob.post(
        "/discussions",
        &[("title", "How do you sort?"), ("tags", "sorting")],
    )
    .await
    .is(303);
    app.app.clock.advance(60);
    (ann, bob)
}

async fn say(app: &TestApp, who: &Client<'_>, topic: i64, body: &str) {
    who.post(&format!("/t/{topic}/comments"), &[("body", body)])
        .await
        .is(303);
    app.app.clock.advance(60);
}

const PLACE: &str = "/t/1/how-do-you-sort";

/// How many comments of a topic are unread, as the API tells its owner.
async fn unread(program: &Client<'_>, topic: i64) -> i64 {
    let told = program.get(&format!("/api/v1/topics/{topic}/own")).await;
    told.is(200).value()["unread"].as_i64().unwrap()
}

#[actix_web::test]
async fn what_was_on_an_opened_page_is_read_and_what_came_later_is_new() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    let program = app.program("ann", &[Scope::Following]).await;
    say(&app, &bob, 1, "First").await;
    // Never opened, never followed: nothing is unread.
    assert_eq!(unread(&program, 1).await, 0);
    ann.get(PLACE)
        .await
        .silent_about("New since your last visit");
    assert_eq!(unread(&program, 1).await, 0);
    say(&app, &bob, 1, "Second").await;
    say(&app, &bob, 1, "Third").await;
    assert_eq!(unread(&program, 1).await, 2);
    ann.get("/discussions").await.is(200).says("2 new");
    // The way to the first of them.
    assert_eq!(
        ann.get("/t/1/unread").await.location().unwrap(),
        format!("{PLACE}#c-2")
    );
    let page = ann.get(PLACE).await;
    page.says("New since your last visit")
        .says("To the first of 2 new comments");
    assert_eq!(page.body.matches("New since your last visit").count(), 1);
    assert_eq!(unread(&program, 1).await, 0);
    ann.get(PLACE)
        .await
        .silent_about("New since your last visit");
    ann.get("/discussions").await.silent_about("2 new");
    assert_eq!(ann.get("/t/1/unread").await.location().unwrap(), PLACE);
    // One's own words are never new to oneself, nor is what was removed to anyone.
    say(&app, &ann, 1, "Mine").await;
    say(&app, &bob, 1, "Oops").await;
    bob.post("/c/5/removal", &[]).await.is(303);
    assert_eq!(unread(&program, 1).await, 0);
}

#[actix_web::test]
async fn looking_ahead_and_asking_for_headers_reads_nothing() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    let program = app.program("ann", &[Scope::Following]).await;
    ann.get(PLACE).await.is(200);
    say(&app, &bob, 1, "First").await;
    ann.send(
        TestRequest::get()
            .uri(PLACE)
            .insert_header(("sec-purpose", "prefetch")),
    )
    .await
    .is(200);
    ann.send(
        TestRequest::get()
            .uri(PLACE)
            .insert_header(("sec-purpose", "prefetch;prerender")),
    )
    .await
    .is(200);
    ann.send(TestRequest::default().method(Method::HEAD).uri(PLACE))
        .await;
    app.visitor().get(PLACE).await.is(200);
    ann.get("/t/1.md").await.is(200);
    assert_eq!(unread(&program, 1).await, 1);
    ann.get(PLACE).await.is(200);
    assert_eq!(unread(&program, 1).await, 0);
}

#[actix_web::test]
async fn a_long_talk_is_read_page_by_page_in_whatever_order() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    let program = app.program("ann", &[Scope::Following]).await;
    ann.get(PLACE).await.is(200);
    for n in 0..130 {
        bob.post("/t/1/comments", &[("body", &format!("Word {n}"))])
            .await
            .is(303);
    }
    // An answer to the first stands on the first page though it is the youngest.
    bob.post("/t/1/comments", &[("body", "Late answer"), ("parent", "1")])
        .await
        .is(303);
    assert_eq!(unread(&program, 1).await, 131);
    let first = ann.get(PLACE).await;
    let next = first
        .body
        .split("rel=\"next\" href=\"")
        .nth(1)
        .and_then(|rest| rest.split('#').next())
        .unwrap()
        .replace("&amp;", "&");
    assert_eq!(unread(&program, 1).await, 31);
    // The way leads to the page that holds the first of them.
    let way = ann.get("/t/1/unread").await.location().unwrap();
    assert!(way.contains("?after=") && way.ends_with("#c-100"), "{way}");
    ann.get(&next).await.is(200).says("Word 129");
    assert_eq!(unread(&program, 1).await, 0);
    bob.post(
        "/t/1/comments",
        &[("body", "Later answer"), ("parent", "1")],
    )
    .await
    .is(303);
    assert_eq!(unread(&program, 1).await, 1);
    ann.get(&next).await.is(200);
    assert_eq!(unread(&program, 1).await, 1, "it was on the other page");
    assert_eq!(
        ann.get("/t/1/unread").await.location().unwrap(),
        format!("{PLACE}#c-132")
    );
    ann.get(PLACE).await.is(200);
    assert_eq!(unread(&program, 1).await, 0);
}

#[actix_web::test]
async fn what_one_follows_is_listed_until_it_is_read() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    ann.post("/t/1/follow", &[("level", "tracking")])
        .await
        .is(303);
    ann.post("/boards/product/follow", &[("level", "watching")])
        .await
        .is(303);
    app.app.clock.advance(60);
    ann.get("/unread").await.says("Nothing new");
    say(&app, &bob, 1, "First").await;
    bob.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    app.app.clock.advance(60);
    bob.post("/discussions", &[("title", "Muted talk")])
        .await
        .is(303);
    ann.post("/t/3/follow", &[("level", "muted")]).await.is(303);
    let page = ann.get("/unread").await;
    page.says("How do you sort?")
        .says("1 new")
        .says("new topic")
        .says("Put News at the top");
    page.silent_about("Muted talk");
    // One by one, or all at once.
    ann.post("/t/1/read", &[("next", "/unread")]).await.is(303);
    ann.get("/unread").await.silent_about("How do you sort?");
    assert_snapshot!(ann.post("/unread", &[]).await.told(), @"303 See Other -> /unread");
    ann.get("/unread").await.says("Nothing new");
    app.app.clock.advance(60);
    say(&app, &bob, 2, "Again").await;
    ann.get("/unread")
        .await
        .says("Put News at the top")
        .says("1 new");
    // Nobody else's list changes, and nobody without a name has one.
    bob.get("/unread").await.says("Nothing new");
    app.visitor().get("/unread").await.is(401);
}

#[actix_web::test]
async fn the_list_of_news_goes_on_from_page_to_page() {
    let app = TestApp::new().await;
    let (_, bob) = asked(&app).await;
    let ann = app.program("ann", &[Scope::Following]).await;
    ann.json(
        Method::PUT,
        "/api/v1/boards/product/follow",
        json!({"level": "tracking"}),
    )
    .await
    .is(200);
    for n in 0..7 {
        app.app.clock.advance(1);
        bob.post("/discussions", &[("title", &format!("Talk number {n}"))])
            .await
            .is(303);
    }
    let mut path = "/api/v1/me/unread?limit=3".to_owned();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let told = ann.get(&path).await.is(200).value();
        seen.extend(
            told["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|t| t["id"].as_i64().unwrap()),
        );
        match told["next"].as_str() {
            Some(next) => {
                path = next
                    .strip_prefix("http://127.0.0.1:8080")
                    .unwrap()
                    .to_owned()
            }
            None => break,
        }
    }
    assert_eq!(seen, [8, 7, 6, 5, 4, 3, 2]);
}

#[actix_web::test]
async fn what_one_does_follows_by_itself_and_never_against_a_choice() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let program = app.program("ann", &[Scope::Following]).await;
    let level = async |topic: i64| {
        let told = program
            .get(&format!("/api/v1/topics/{topic}/own"))
            .await
            .value();
        format!("{} {}", told["level"].as_str().unwrap(), told["chosen"])
    };
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    bob.post("/proposals", &[("title", "Sort by age")])
        .await
        .is(303);
    bob.post("/proposals", &[("title", "Sort by size")])
        .await
        .is(303);
    assert_eq!(level(1).await, "watching false");
    assert_eq!(level(2).await, "normal false");
    ann.post("/t/2/vote", &[("want", "yes")]).await.is(303);
    assert_eq!(level(2).await, "decisions false");
    ann.post("/t/2/vote", &[("want", "no")]).await.is(303);
    assert_eq!(level(2).await, "normal false");
    ann.post("/t/2/vote", &[("want", "yes")]).await.is(303);
    ann.post("/t/2/comments", &[("body", "Yes")]).await.is(303);
    assert_eq!(level(2).await, "tracking false");
    ann.post("/t/2/vote", &[("want", "no")]).await.is(303);
    assert_eq!(level(2).await, "tracking false", "the comment stays");
    // A choice stays, whatever one does.
    ann.post("/t/3/follow", &[("level", "muted")]).await.is(303);
    ann.post("/t/3/vote", &[("want", "yes")]).await.is(303);
    ann.post("/t/3/comments", &[("body", "Well")]).await.is(303);
    assert_eq!(level(3).await, "muted true");
    // A board's level counts where nothing more was said, and a muted tag silences.
    ann.post("/boards/product/follow", &[("level", "watching")])
        .await
        .is(303);
    assert_eq!(level(2).await, "watching false");
    assert_eq!(level(3).await, "muted true");
    ann.post("/t/3/follow", &[("level", "")]).await.is(303);
    assert_eq!(level(3).await, "watching false");
    bob.post(
        "/t/3/edit",
        &[("title", "Sort by size"), ("tags", "sorting")],
    )
    .await
    .is(303);
    ann.post("/tags/sorting/follow", &[("level", "muted")])
        .await
        .is(303);
    assert_eq!(level(3).await, "muted false");
    // Everything is on one page, with the way to change it.
    let page = ann.get("/settings/following").await;
    page.says("Put News at the top")
        .says("Product")
        .says("sorting")
        .says("followed by itself");
    assert_snapshot!(ann.post("/t/2/follow", &[("level", "loud")]).await.status, @"422 Unprocessable Entity");
}

#[actix_web::test]
async fn a_visitor_is_asked_to_sign_in_and_a_program_needs_the_scope() {
    let app = TestApp::new().await;
    asked(&app).await;
    let (visitor, program) = (app.visitor(), app.program("ann", &[Scope::Votes]).await);
    for path in [
        "/t/1/follow",
        "/t/1/bookmark",
        "/t/1/read",
        "/people/bob/ignore",
        "/boards/product/follow",
    ] {
        visitor.post(path, &[("level", "watching")]).await.is(401);
    }
    for path in [
        "/bookmarks",
        "/unread",
        "/settings/following",
        "/settings/ignored",
    ] {
        visitor.get(path).await.is(401);
    }
    for path in [
        "me/unread",
        "me/follows",
        "me/bookmarks",
        "me/ignored",
        "topics/1/own",
    ] {
        visitor.get(&format!("/api/v1/{path}")).await.is(401);
        program.get(&format!("/api/v1/{path}")).await.is(403);
    }
    program
        .json(
            Method::PUT,
            "/api/v1/topics/1/follow",
            json!({"level": "watching"}),
        )
        .await
        .is(403);
}

#[actix_web::test]
async fn a_program_follows_reads_keeps_and_ignores() {
    let app = TestApp::new().await;
    let (_, bob) = asked(&app).await;
    say(&app, &bob, 1, "First").await;
    let ann = app.program("ann", &[Scope::Following]).await;
    let put = async |path: &str, body| ann.json(Method::PUT, path, body).await;
    let delete = async |path: &str| ann.send(TestRequest::delete().uri(path)).await;
    for place in ["topics/1", "boards/product", "tags/sorting"] {
        let path = format!("/api/v1/{place}/follow");
        assert_eq!(
            put(&path, json!({"level": "watching"}))
                .await
                .is(200)
                .value(),
            json!({"level": "watching"})
        );
        put(&path, json!({"level": "loud"})).await.is(422);
        app.app.clock.advance(1);
    }
    let told = ann.get("/api/v1/me/follows?limit=2").await.is(200).value();
    assert_eq!(told["data"][0]["name"], "sorting");
    assert_eq!(told["data"][1]["name"], "Product");
    let next = told["next"]
        .as_str()
        .unwrap()
        .strip_prefix("http://127.0.0.1:8080")
        .unwrap();
    let told = ann.get(next).await.value();
    assert_eq!(told["data"][0]["kind"], "topic");
    assert_eq!(told["next"], json!(null));
    for place in ["topics/1", "boards/product", "tags/sorting"] {
        let path = format!("/api/v1/{place}/follow");
        delete(&path).await.is(204);
        delete(&path).await.is(204);
    }
    assert_eq!(
        ann.get("/api/v1/me/follows").await.value()["data"],
        json!([])
    );

    app.app.clock.advance(60);
    put("/api/v1/topics/1/follow", json!({"level": "tracking"}))
        .await
        .is(200);
    app.app.clock.advance(60);
    say(&app, &bob, 1, "Second").await;
    say(&app, &bob, 1, "Third").await;
    let told = ann.get("/api/v1/me/unread").await.value();
    assert_eq!(
        (&told["data"][0]["id"], &told["data"][0]["unread"]),
        (&json!(1), &json!(2))
    );
    let own = put("/api/v1/topics/1/read", json!({"comment": 2}))
        .await
        .is(200)
        .value();
    assert_eq!(
        (&own["unread"], &own["level"]),
        (&json!(1), &json!("tracking"))
    );
    put("/api/v1/topics/1/read", json!({"comment": 77}))
        .await
        .is(404);
    put("/api/v1/topics/1/read", json!({})).await.is(200);
    assert_eq!(
        ann.get("/api/v1/me/unread").await.value()["data"],
        json!([])
    );
    say(&app, &bob, 1, "Fourth").await;
    put("/api/v1/me/read", json!({})).await.is(204);
    assert_eq!(unread(&ann, 1).await, 0);

    put("/api/v1/topics/1/bookmark", json!({"note": "For later"}))
        .await
        .is(200);
    put("/api/v1/comments/1/bookmark", json!({})).await.is(200);
    put(
        "/api/v1/topics/1/bookmark",
        json!({"note": "x".repeat(301)}),
    )
    .await
    .is(422);
    put("/api/v1/topics/9/bookmark", json!({})).await.is(404);
    let told = ann.get("/api/v1/me/bookmarks").await.value();
    assert_eq!(told["data"][0]["kind"], "comment");
    assert_eq!(told["data"][1]["note"], "For later");
    delete("/api/v1/topics/1/bookmark").await.is(204);
    delete("/api/v1/topics/1/bookmark").await.is(204);
    assert_eq!(
        ann.get("/api/v1/me/bookmarks").await.value()["data"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    put("/api/v1/people/bob/ignore", json!({})).await.is(204);
    put("/api/v1/people/bob/ignore", json!({})).await.is(204);
    put("/api/v1/people/ann/ignore", json!({})).await.is(409);
    put("/api/v1/people/nobody/ignore", json!({})).await.is(404);
    assert_eq!(
        ann.get("/api/v1/me/ignored").await.value()["data"][0]["handle"],
        "bob"
    );
    delete("/api/v1/people/bob/ignore").await.is(204);
    assert_eq!(
        ann.get("/api/v1/me/ignored").await.value()["data"],
        json!([])
    );
}

#[actix_web::test]
async fn bookmarks_are_kept_noted_and_dropped() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    say(&app, &bob, 1, "By age, then by size").await;
    ann.get("/bookmarks").await.says("You keep nothing yet");
    assert_snapshot!(ann.post("/t/1/bookmark", &[("keep", "yes")]).await.told(), @"303 See Other -> /t/1");
    ann.post("/t/1/bookmark", &[("keep", "yes")]).await.is(303);
    ann.post(
        "/c/1/bookmark",
        &[("keep", "yes"), ("note", "The best answer")],
    )
    .await
    .is(303);
    ann.get(PLACE).await.says("Remove bookmark");
    let page = ann.get("/bookmarks").await;
    page.says("How do you sort?")
        .says("The best answer")
        .says("By age, then by size")
        .says("a comment by bob");
    assert_eq!(page.body.matches("class=\"row row--plain").count(), 2);
    // Only their owner sees them.
    bob.get("/bookmarks").await.says("You keep nothing yet");
    bob.get(PLACE).await.silent_about("Remove bookmark");
    ann.post("/c/1/bookmark", &[("keep", "no"), ("next", "/bookmarks")])
        .await
        .is(303);
    ann.get("/bookmarks").await.silent_about("The best answer");
    ann.post("/t/1/bookmark", &[("note", &"x".repeat(301))])
        .await
        .is(422);
    // What was removed shows nothing, and its bookmark can still be dropped.
    bob.post("/t/1/removal", &[]).await.is(303);
    ann.get("/bookmarks").await.silent_about("How do you sort?");
    ann.post("/t/1/bookmark", &[("keep", "yes")]).await.is(410);
    ann.post("/t/1/bookmark", &[("keep", "no"), ("next", "/bookmarks")])
        .await
        .is(303);
}

#[actix_web::test]
async fn whoever_is_ignored_is_folded_away_and_does_not_count() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    let mona = app.moderator("mona").await;
    let program = app.program("ann", &[Scope::Following]).await;
    ann.get(PLACE).await.is(200);
    ann.get("/people/bob").await.says("Ignore");
    assert_snapshot!(ann.post("/people/bob/ignore", &[]).await.told(), @"303 See Other -> /people/bob");
    ann.post("/people/mona/ignore", &[]).await.is(303);
    say(&app, &bob, 1, "Nonsense").await;
    assert_eq!(unread(&program, 1).await, 0);
    mona.post("/t/1/comments", &[("body", "A private thought")])
        .await
        .is(303);
    mona.post(
        "/t/1/comments",
        &[("body", "We sort by age."), ("official", "on")],
    )
    .await
    .is(303);
    let page = ann.get(PLACE).await;
    page.says("You ignore bob. Show")
        .says("You ignore mona. Show")
        .says("Nonsense");
    assert_eq!(
        page.body.matches("class=\"folded").count(),
        2,
        "the official answer stands open"
    );
    ann.get("/discussions")
        .await
        .says("A topic by bob, whom you ignore. Show");
    bob.get(PLACE).await.silent_about("You ignore");
    // From the profile and from the settings it is taken back.
    ann.get("/people/bob").await.says("Stop ignoring");
    ann.get("/settings/ignored").await.says("bob").says("mona");
    ann.post("/people/bob/ignore", &[("ignore", "no")])
        .await
        .is(303);
    ann.get(PLACE).await.silent_about("You ignore bob");
    ann.post("/people/ann/ignore", &[]).await.is(409);
    ann.get("/people/ann").await.silent_about("Stop ignoring");
}

/// Who is to hear of the last event, as `handle level reason`.
async fn hear(app: &TestApp) -> Vec<String> {
    app.settle().await; // A transaction of another test on the same PostgreSQL may hold the log back for a moment.
    app.app
        .db
        .read(|conn| {
            let mut all = Vec::new();
            let mut at = Position::default();
            loop {
                let some = events::since(conn, at, 100)?;
                let Some(last) = some.last() else { break };
                at = last.position();
                all.extend(some);
            }
            let last = all.pop().expect("something happened");
            let told = follows::followers_of(conn, &last)?;
            let people: Vec<_> = told.iter().map(|f| f.person).collect();
            let authors = cowpath::accounts::authors(conn, &people)?;
            let mut lines: Vec<_> = told
                .iter()
                .map(|f| format!("{} {} {}", authors[&f.person].handle, f.level, f.because))
                .collect();
            lines.sort();
            Ok(lines)
        })
        .await
        .unwrap()
}

#[actix_web::test]
async fn whoever_is_to_hear_of_an_event_is_named_once_with_the_strongest_reason() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let (cem, dan, eve) = (
        app.member("cem").await,
        app.member("dan").await,
        app.member("eve").await,
    );
    let mona = app.moderator("mona").await;
    // Watching a board tells of new topics, muting it of nothing.
    dan.post("/boards/product/follow", &[("level", "watching")])
        .await
        .is(303);
    eve.post("/boards/product/follow", &[("level", "muted")])
        .await
        .is(303);
    ann.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("body", "For @cem and @eve"),
        ],
    )
    .await
    .is(303);
    // The vote comes after the topic in the log and tells nobody.
    assert_eq!(hear(&app).await, Vec::<String>::new());
    ann.post(
        "/discussions",
        &[
            ("title", "How do you sort?"),
            ("body", "Say, @cem and @eve"),
        ],
    )
    .await
    .is(303);
    assert_eq!(
        hear(&app).await,
        ["cem normal mentioned", "dan watching follows"]
    );

    bob.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    cem.post("/t/1/comments", &[("body", "Yes")]).await.is(303);
    assert_eq!(
        hear(&app).await,
        ["ann watching follows", "dan watching follows"]
    );
    bob.post(
        "/t/1/comments",
        &[("body", "Indeed, @ann"), ("parent", "1")],
    )
    .await
    .is(303);
    assert_eq!(
        hear(&app).await,
        [
            "ann watching mentioned",
            "cem tracking answered",
            "dan watching follows"
        ]
    );

    // Whoever ignores the one who speaks hears nothing of it, even when called; staff's answers reach all.
    cem.post("/people/mona/ignore", &[]).await.is(303);
    mona.post("/t/1/comments", &[("body", "Well, @cem")])
        .await
        .is(303);
    assert_eq!(
        hear(&app).await,
        ["ann watching follows", "dan watching follows"]
    );
    mona.post(
        "/t/1/status",
        &[("status", "planned"), ("response", "Soon.")],
    )
    .await
    .is(303);
    assert_eq!(
        hear(&app).await,
        [
            "ann watching follows",
            "bob tracking follows",
            "cem tracking follows",
            "dan watching follows"
        ]
    );

    // What moved out of sight tells only those who still see it.
    let root = app.admin("root").await;
    root.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("comment", "staff")],
    )
    .await
    .is(303);
    mona.post(
        "/t/1/edit",
        &[("title", "Put News at the top"), ("board", "team")],
    )
    .await
    .is(303);
    root.post("/t/1/comments", &[("body", "Hushed, @ann and @mona")])
        .await
        .is(303);
    assert_eq!(
        hear(&app).await,
        [format!("mona {} {}", Level::Tracking, Because::Mentioned)]
    );
}

#[actix_web::test]
async fn what_one_may_no_longer_see_shows_nothing_to_its_follower() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    let root = app.admin("root").await;
    ann.post("/t/1/follow", &[("level", "watching")])
        .await
        .is(303);
    ann.post("/t/1/bookmark", &[("note", "Keep")]).await.is(303);
    ann.post("/tags/sorting/follow", &[("level", "watching")])
        .await
        .is(303);
    app.app.clock.advance(60);
    say(&app, &bob, 1, "First").await;
    ann.post("/c/1/bookmark", &[]).await.is(303);
    root.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("comment", "staff")],
    )
    .await
    .is(303);
    root.post(
        "/t/1/edit",
        &[
            ("title", "How do you sort?"),
            ("board", "team"),
            ("tags", "sorting"),
        ],
    )
    .await
    .is(303);
    let program = app.program("ann", &[Scope::Following]).await;
    for path in ["/unread", "/bookmarks", "/settings/following"] {
        ann.get(path)
            .await
            .is(200)
            .silent_about("sort")
            .silent_about("First");
    }
    for path in ["unread", "bookmarks", "follows"] {
        assert_eq!(
            program.get(&format!("/api/v1/me/{path}")).await.value()["data"],
            json!([])
        );
    }
    for path in ["/t/1/unread", "/api/v1/topics/1/own"] {
        ann.get(path).await.silent_about("sort");
    }
    ann.post("/t/1/follow", &[("level", "tracking")])
        .await
        .is(404);
    ann.post("/t/1/read", &[]).await.is(404);
    ann.post("/tags/sorting/follow", &[("level", "tracking")])
        .await
        .is(404);
}

#[actix_web::test]
async fn a_page_is_read_at_once_from_two_windows_and_counts_once() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    let program = app.program("ann", &[Scope::Following]).await;
    ann.get(PLACE).await.is(200);
    for n in 0..5 {
        say(&app, &bob, 1, &format!("Word {n}")).await;
    }
    let opened = futures_util::future::join_all((0..8).map(|n| {
        let ann = &ann;
        async move {
            match n % 2 {
                0 => ann.get(PLACE).await.status.as_u16(),
                _ => ann
                    .post("/t/1/follow", &[("level", "watching")])
                    .await
                    .status
                    .as_u16(),
            }
        }
    }))
    .await;
    assert!(opened.iter().all(|s| [200, 303].contains(s)), "{opened:?}");
    assert_eq!(unread(&program, 1).await, 0);
}

#[actix_web::test]
async fn the_menu_and_lists_speak_the_readers_language() {
    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    ann.get(PLACE).await.is(200);
    say(&app, &bob, 1, "First").await;
    say(&app, &bob, 1, "Second").await;
    let german = TestRequest::get()
        .uri("/discussions")
        .insert_header((header::ACCEPT_LANGUAGE, "de"));
    ann.send(german).await.says("2 neue");
    let arabic = TestRequest::get()
        .uri(PLACE)
        .insert_header((header::ACCEPT_LANGUAGE, "ar"));
    ann.send(arabic).await.says("إلى أول التعليقين الجديدين");
}

#[actix_web::test]
async fn what_was_merged_is_read_and_followed_where_it_was_merged_to() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    app.moderator("mona").await;
    let program = app.program("ann", &[Scope::Following]).await;
    for title in ["Put News at the top", "News first, please"] {
        bob.post("/proposals", &[("title", title)]).await.is(303);
    }
    ann.post("/t/2/follow", &[("level", "watching")])
        .await
        .is(303);
    ann.get("/t/1/put-news-at-the-top").await.is(200);
    app.app.clock.advance(60);
    say(&app, &bob, 2, "Said before").await;
    let staff = app.program("mona", Scope::ALL).await;
    staff
        .json(Method::PUT, "/api/v1/proposals/2/merge", json!({"into": 1}))
        .await
        .is(200);
    assert_eq!(unread(&program, 1).await, 1);
    bob.post("/t/1/comments", &[("body", "Said after")])
        .await
        .is(303);
    assert_eq!(hear(&app).await, ["ann watching follows"]);
    let told = program.get("/api/v1/me/unread").await.value();
    assert_eq!(
        (&told["data"][0]["id"], &told["data"][0]["unread"]),
        (&json!(1), &json!(2))
    );
    ann.get("/t/1/put-news-at-the-top")
        .await
        .says("Said before")
        .says("Said after");
    assert_eq!(unread(&program, 1).await, 0);
    assert_eq!(
        program.get("/api/v1/me/unread").await.value()["data"],
        json!([])
    );
}

#[actix_web::test]
async fn all_that_is_ones_own_is_told_whole_and_let_go_of_whole() {
    use cowpath::accounts::actions::by_handle;
    use cowpath::topics::mine::person;

    let app = TestApp::new().await;
    let (ann, bob) = asked(&app).await;
    say(&app, &bob, 1, "First").await;
    ann.get(PLACE).await.is(200);
    ann.post("/t/1/follow", &[("level", "watching")])
        .await
        .is(303);
    ann.post("/c/1/bookmark", &[("note", "Keep")]).await.is(303);
    ann.post("/people/bob/ignore", &[]).await.is(303);
    let told = async || {
        app.app
            .db
            .read(|conn| {
                let ann = by_handle(conn, "ann")?.id;
                person::tell(conn, ann)
            })
            .await
            .unwrap()
            .into_iter()
            .map(|(name, rows)| format!("{name} {}", rows.as_array().map_or(0, Vec::len)))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told().await,
        ["follows 1", "read 1", "bookmarks 1", "ignored 1"]
    );
    app.app
        .db
        .write(|tx| {
            let ann = by_handle(tx, "ann")?.id;
            person::erase(tx, ann)
        })
        .await
        .unwrap();
    assert_eq!(
        told().await,
        ["follows 0", "read 0", "bookmarks 0", "ignored 0"]
    );
    // Bob's own is still there.
    let bob = app.program("bob", &[Scope::Following]).await;
    let follows = bob.get("/api/v1/me/follows").await.value();
    assert_eq!(follows["data"][0]["level"], "watching");
}
