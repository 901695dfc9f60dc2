//! Forms to write in: previews, drafts, pictures, completion, quotes, and what boards ask for.
use std::io::Cursor;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use cowpath::access::{Role, Scope};
use image::{DynamicImage, ImageFormat};
use serde_json::{Value, json};

use crate::app::{Answer, Client, TestApp};

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, height)
        .write_to(&mut out, ImageFormat::Png)
        .unwrap();
    out.into_inner()
}

/// Long enough after everyone joined for pictures.
fn later(app: &TestApp) {
    app.app.clock.advance(3600);
}

async fn picture(who: &Client<'_>) -> Value {
    let answer = who
        .post_file(
            "/images",
            &[],
            ("Cat photo.png", &png(30, 20)),
            "application/json",
        )
        .await;
    answer.is(201).value()
}

fn address(markdown: &str) -> String {
    let (_, rest) = markdown.split_once("](").unwrap();
    rest.trim_end_matches([')', '\n']).to_owned()
}

/// The value of a form's field in a page.
fn field(page: &Answer, name: &str) -> String {
    let start = page
        .body
        .find(&format!("name=\"{name}\""))
        .unwrap_or_else(|| panic!("{name}: {}", page.body));
    let rest = &page.body[start..];
    let end = rest.find('>').unwrap();
    rest[..end]
        .split("value=\"")
        .nth(1)
        .map(|v| v.split('"').next().unwrap().to_owned())
        .unwrap_or_else(|| {
            rest[end + 1..]
                .split("</textarea>")
                .next()
                .unwrap()
                .trim_start_matches('\n')
                .to_owned()
        })
}

// Previews.

#[actix_web::test]
async fn a_text_is_looked_at_before_it_is_sent() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let look = ann
        .post(
            "/preview",
            &[("body", "Hello **@ann**, <b>see</b> [x](javascript:1)")],
        )
        .await;
    look.is(200);
    assert_eq!(
        look.body.trim(),
        "<div class=\"prose\" dir=\"auto\"><p>Hello <strong><a class=\"mention\" href=\"/people/ann\">@ann</a></strong>, &lt;b&gt;see&lt;/b&gt; x</p>\n</div>"
    );
    app.visitor()
        .post("/preview", &[("body", "# Hi")])
        .await
        .is(200);
    ann.post("/preview", &[("body", " ")])
        .await
        .is(200)
        .says("There is nothing to show yet.");
    ann.post("/preview", &[("body", &"a".repeat(200_001))])
        .await
        .is(422);
}

#[actix_web::test]
async fn without_a_script_a_form_comes_back_with_its_words_and_how_they_look() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post("/t/1/comments", &[("body", "Yes")]).await.is(303);
    for (path, mut form) in [
        (
            "/proposals",
            vec![("title", "Ze"), ("reason", "Daily"), ("tags", "news")],
        ),
        ("/discussions", vec![("title", "Ze"), ("tags", "news")]),
        ("/t/1/edit", vec![("title", "Ze"), ("version", "1")]),
        ("/t/1/comments", vec![]),
        ("/t/1/comments", vec![("parent", "1")]),
        ("/c/1/edit", vec![("version", "1")]),
    ] {
        form.extend([("body", "So **bold**"), ("do", "preview")]);
        let page = ann.post(path, &form).await;
        page.is(200).says("How it will look So bold");
        for (name, value) in form.iter().filter(|(name, _)| *name != "do") {
            assert_eq!(field(&page, name), *value, "{path}: {name}");
        }
        assert!(page.body.contains("<strong>bold</strong>"), "{path}");
    }
    // Nothing was kept.
    ann.get("/drafts").await.is(200).says("Nothing is waiting");
    ann.open("/t/1").await.silent_about("So **bold**");
}

// Drafts.

#[actix_web::test]
async fn a_draft_is_kept_comes_back_and_goes_when_it_is_sent() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    let form = [
        ("title", "Put News at the top"),
        ("body", "Every **morning**"),
        ("tags", "news"),
        ("named", "on"),
    ];
    let kept = [form.as_slice(), &[("do", "draft")]].concat();
    let answer = ann.post("/proposals", &kept).await;
    assert_eq!(answer.location().as_deref(), Some("/proposals/new"));
    app.app.clock.advance(300);
    let page = ann.get("/proposals/new").await;
    page.is(200)
        .says("You have a draft from 5 minutes ago : it is below.");
    assert_eq!(field(&page, "title"), "Put News at the top");
    assert_eq!(field(&page, "body"), "Every **morning**");
    ann.get("/drafts")
        .await
        .says("Put News at the top Every morning Proposal");
    // It is nobody else's.
    bob.get("/proposals/new").await.silent_about("Put News");
    bob.get("/drafts").await.silent_about("Put News");
    ann.post("/proposals", &form).await.is(303);
    ann.get("/proposals/new").await.silent_about("Put News");
    ann.get("/drafts").await.says("Nothing is waiting");
}

#[actix_web::test]
async fn every_form_has_a_draft_of_its_own() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post("/t/1/comments", &[("body", "Yes")]).await.is(303);
    for (path, form, back) in [
        (
            "/discussions",
            vec![("title", "How do you sort?")],
            "/discussions/new",
        ),
        (
            "/t/1/edit",
            vec![("title", "News first"), ("version", "1")],
            "/t/1/edit",
        ),
        (
            "/t/1/comments",
            vec![("body", "Half a comment")],
            "/t/1#add",
        ),
        (
            "/t/1/comments",
            vec![("body", "Half a reply"), ("parent", "1")],
            "/c/1/reply",
        ),
        (
            "/c/1/edit",
            vec![("body", "Half a change"), ("version", "1")],
            "/c/1/edit",
        ),
    ] {
        let words = form[0].1;
        let kept = [form.as_slice(), &[("do", "draft")]].concat();
        let answer = ann.post(path, &kept).await;
        assert_eq!(answer.location().as_deref(), Some(back));
        let page = ann.open(back.trim_end_matches("#add")).await;
        page.is(200).says("You have a draft from just now");
        assert!(page.body.contains(words), "{path}: {}", page.told());
    }
    let drafts = ann.get("/drafts").await;
    for words in [
        "How do you sort?",
        "News first",
        "Half a comment",
        "Half a reply",
        "Half a change",
    ] {
        drafts.says(words);
    }
    ann.post("/drafts/comment:1/removal", &[]).await.is(303);
    ann.open("/t/1").await.silent_about("Half a comment");
    ann.post("/t/1/comments", &[("body", "A reply"), ("parent", "1")])
        .await
        .is(303);
    ann.get("/drafts")
        .await
        .silent_about("Half a reply")
        .says("Half a change");
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn a_script_keeps_a_draft_unless_another_window_was_faster() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let keep = async |version: &str, body: &str| {
        let form = [("body", body), ("draft_version", version)];
        let req = TestRequest::post()
            .uri("/drafts/comment:7")
            .insert_header(("accept", "application/json"))
            .set_form(form);
        ann.send(req).await
    };
    assert_eq!(keep("0", "One").await.is(200).value()["version"], 1);
    assert_eq!(keep("1", "Two").await.is(200).value()["version"], 2);
    // The other window still holds the first.
    keep("1", "Other").await.is(412);
    keep("0", "Other").await.is(412);
    // An empty form is no draft.
    assert_eq!(keep("2", " ").await.is(200).value()["version"], 0);
    // Sent meanwhile: what the script still had in hand does not bring it back.
    keep("2", "Late").await.is(412);
    ann.get("/drafts").await.says("Nothing is waiting");
    for bad in ["/drafts/vote:1", "/drafts/comment:x", "/drafts/comment:0"] {
        ann.post(bad, &[("body", "x")]).await.is(404);
    }
    app.visitor()
        .post("/drafts/proposal", &[("body", "x")])
        .await
        .is(401);
    ann.post("/drafts/proposal", &[("body", &"x".repeat(300_000))])
        .await
        .is(413);
}

#[actix_web::test]
async fn drafts_go_after_half_a_year() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    ann.post("/drafts/proposal", &[("title", "Put News at the top")])
        .await
        .is(303);
    app.app.clock.advance(181 * 86_400);
    bob.take_session(&app.member("cleo").await);
    bob.post("/drafts/proposal", &[("title", "Another")])
        .await
        .is(303);
    let dora = app.member("dora").await;
    dora.get("/drafts").await.is(200);
    let left = app
        .app
        .db
        .read(|conn| {
            Ok(cowpath::db::number(
                conn,
                "select count(*) as n from drafts",
            )?)
        })
        .await
        .unwrap();
    assert_eq!(left, 1);
}

#[actix_web::test]
async fn a_program_reads_and_keeps_its_owners_drafts() {
    let app = TestApp::new().await;
    let _ann = app.member("ann").await;
    let program = app.program("ann", &[Scope::Drafts]).await;
    let path = "/api/v1/me/drafts/proposal";
    program.get(path).await.is(404);
    let kept = program
        .json(Method::PUT, path, json!({"title": "News", "body": "Daily"}))
        .await;
    assert_eq!(kept.is(200).value()["version"], 1);
    let read = program.get(path).await;
    assert_eq!(
        read.is(200).value()["fields"],
        json!({"title": "News", "body": "Daily"})
    );
    let stale = TestRequest::put()
        .uri(path)
        .insert_header(("if-match", "\"v7\""))
        .set_json(json!({"title": "Old"}));
    program.send(stale).await.is(412);
    assert_eq!(
        program.get("/api/v1/me/drafts").await.value()["data"][0]["context"],
        "proposal"
    );
    program
        .json(Method::DELETE, path, Value::Null)
        .await
        .is(204);
    program
        .json(Method::DELETE, path, Value::Null)
        .await
        .is(204);
    program.get("/api/v1/me/drafts/vote").await.is(404);
    let other = app.program("ann", &[Scope::Votes]).await;
    other.get("/api/v1/me/drafts").await.is(403);
    app.visitor().get("/api/v1/me/drafts").await.is(401);
}

// Through a sign-in.

#[actix_web::test]
async fn what_a_visitor_wrote_is_there_once_they_are_signed_in() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Search in comments")])
        .await
        .is(303);
    ann.post("/t/1/comments", &[("body", "Yes")]).await.is(303);
    for (form_at, send_to, form, sign_in) in [
        (
            "/proposals/new",
            "/proposals",
            vec![
                ("title", "Put News at the top"),
                ("reason", "I read it daily"),
            ],
            "/sign-in?next=%2Fproposals%2Fnew",
        ),
        (
            "/discussions/new",
            "/discussions",
            vec![("title", "How do you sort?"), ("body", "By **hand**")],
            "/sign-in?next=%2Fdiscussions%2Fnew",
        ),
        (
            "/t/1/search-in-comments",
            "/t/1/comments",
            vec![("body", "I agree")],
            "/sign-in?next=%2Ft%2F1%23add",
        ),
        (
            "/c/1/reply",
            "/t/1/comments",
            vec![("body", "So do I"), ("parent", "1")],
            "/sign-in?next=%2Fc%2F1%2Freply",
        ),
    ] {
        let bob = app.visitor();
        let before = bob.get(form_at).await;
        before.is(200).says("your words are kept");
        assert_eq!(field(&before, "body"), "");
        let sent = bob.post(send_to, &form).await;
        assert_eq!(sent.is(303).location().as_deref(), Some(sign_in));
        bob.get(sign_in).await.is(200);
        // Not for the visitor yet, nor for anyone else.
        bob.get(form_at).await.silent_about(form[0].1);
        ann.get(form_at).await.silent_about(form[0].1);
        let joined = bob
            .post(
                "/sign-up",
                &[
                    ("handle", &format!("bob{}", form.len() + form_at.len())),
                    ("email", "bob@example.org"),
                    ("password", crate::app::PASSWORD),
                    ("next", form_at),
                ],
            )
            .await;
        joined.is(303);
        let page = bob.get(form_at).await;
        page.is(200);
        for (name, value) in &form {
            assert_eq!(field(&page, name), *value, "{form_at}: {name}");
        }
        bob.post(send_to, &form).await.is(303);
        bob.get(form_at).await.silent_about("You have a draft");
    }
}

#[actix_web::test]
async fn words_left_to_sign_in_are_kept_for_a_day_under_a_secret() {
    let app = TestApp::new().await;
    let bob = app.visitor();
    bob.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    let told = app
        .app
        .db
        .read(|conn| {
            Ok(cowpath::db::number(
                conn,
                "select count(*) as n from stashes where length(secret_hash) = 64",
            )?)
        })
        .await
        .unwrap();
    assert_eq!(told, 1);
    app.app.clock.advance(25 * 3600);
    bob.take_session(&app.member("bob").await);
    bob.get("/proposals/new")
        .await
        .is(200)
        .silent_about("Put News");
    // A cookie of nothing finds nothing.
    let req = TestRequest::get()
        .uri("/proposals/new")
        .insert_header(("cookie", "cowpath_words=%00; x=1"));
    bob.send(req).await.is(200);
    bob.post("/proposals", &[("title", &"x".repeat(400_000))])
        .await
        .is(422);
    app.visitor()
        .post("/proposals", &[("title", &"x".repeat(400_000))])
        .await
        .is(413);
}

#[actix_web::test]
async fn one_address_leaves_only_so_many_words_here() {
    let app = TestApp::with(&[("COWPATH_RATE_LIMITS", "on")]).await;
    let bob = app.visitor();
    let mut last = 303;
    for _ in 0..31 {
        last = bob
            .post("/proposals", &[("title", "Put News at the top")])
            .await
            .status
            .as_u16();
    }
    assert_eq!(last, 429);
    // Previews do not use up what one may write.
    let ann = app.member("ann").await;
    for _ in 0..70 {
        ann.post("/preview", &[("body", "x")]).await.is(200);
    }
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
}

// Pictures.

#[actix_web::test]
async fn a_picture_is_added_shown_to_its_owner_and_then_to_readers() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    later(&app);
    let added = picture(&ann).await;
    let markdown = added["markdown"].as_str().unwrap();
    let at = address(markdown);
    assert!(
        markdown.starts_with("![cat photo](/images/") && at.ends_with("/cat-photo.png"),
        "{markdown}"
    );
    let mine = ann.get(&at).await;
    mine.is(200);
    assert_eq!(mine.header("content-type"), "image/png");
    assert_eq!(
        mine.header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    assert_eq!(mine.header("x-content-type-options"), "nosniff");
    assert_eq!(mine.header("cache-control"), "private, no-cache");
    assert_eq!(image::guess_format(&mine.bytes).unwrap(), ImageFormat::Png);
    for other in [&bob, &app.visitor()] {
        other.get(&at).await.is(404);
    }
    ann.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("body", &format!("See\n\n{markdown}")),
        ],
    )
    .await
    .is(303);
    let page = bob.open("/t/1").await;
    assert!(
        page.body.contains(&format!(
            "<img src=\"{at}\" width=\"30\" height=\"20\" loading=\"lazy\" alt=\"cat photo\">"
        )),
        "{}",
        page.body
    );
    assert!(page.header("content-security-policy").contains("/images/"));
    let seen = bob.get(&at).await;
    seen.is(200);
    assert_eq!(
        seen.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let again = TestRequest::get()
        .uri(&at)
        .insert_header(("if-none-match", seen.header("etag")));
    bob.send(again).await.is(304);
    bob.get(&at.replace("cat-photo", "dog")).await.is(404);
    assert!(
        bob.get("/api/v1/proposals/1").await.value()["body_html"]
            .as_str()
            .unwrap()
            .contains("<img src=\"http")
    );
    // A foreign image stays a link.
    ann.post(
        "/t/1/comments",
        &[("body", "![x](https://evil.example/x.png)")],
    )
    .await
    .is(303);
    bob.open("/t/1").await.silent_about("src=\"https://evil");
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn below_a_path_pictures_are_found_too() {
    let app = TestApp::with(&[("BASE_URL", "https://example.org/feedback")]).await;
    let ann = app.member("ann").await;
    later(&app);
    let answer = ann
        .post_file(
            "/feedback/images",
            &[],
            ("a.png", &png(3, 2)),
            "application/json",
        )
        .await;
    let markdown = answer.is(201).value()["markdown"]
        .as_str()
        .unwrap()
        .to_owned();
    ann.post(
        "/feedback/proposals",
        &[("title", "Put News at the top"), ("body", &markdown)],
    )
    .await
    .is(303);
    let at = address(&markdown);
    let page = ann.get("/feedback/t/1/put-news-at-the-top").await;
    assert!(
        page.body.contains(&format!("src=\"/feedback{at}\"")),
        "{}",
        page.body
    );
    app.visitor().get(&format!("/feedback{at}")).await.is(200);
}

#[actix_web::test]
async fn without_a_script_a_picture_comes_into_the_form_with_all_words_kept() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    later(&app);
    let form = [
        ("title", "Put News at the top"),
        ("body", "Look:"),
        ("reason", "Daily"),
        ("do", "picture"),
    ];
    let page = ann
        .post_file("/proposals", &form, ("Shot.png", &png(3, 2)), "text/html")
        .await;
    page.is(200);
    assert_eq!(field(&page, "title"), "Put News at the top");
    assert_eq!(field(&page, "reason"), "Daily");
    assert!(
        field(&page, "body").starts_with("Look:\n\n![shot](/images/"),
        "{}",
        field(&page, "body")
    );
    // What is no picture is told beside its field, the words kept.
    let page = ann
        .post_file(
            "/proposals",
            &form,
            ("Shot.png", b"<svg onload=alert(1)>"),
            "text/html",
        )
        .await;
    page.is(422).says("This is no picture we can read.");
    assert_eq!(field(&page, "body"), "Look:");
    let page = ann.post("/proposals", &form).await;
    page.is(422).says("Choose a picture first.");
    // A form that came as multipart is a form like any other.
    ann.post_file(
        "/discussions",
        &[("title", "How do you sort?")],
        ("", b""),
        "text/html",
    )
    .await
    .is(303);
}

#[actix_web::test]
async fn newcomers_and_guests_add_no_pictures_and_quotas_hold() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    let greta = app.person("greta", Role::Guest).await;
    let try_one = async |who: &Client<'_>, size: u32| {
        who.post_file(
            "/images",
            &[],
            ("a.png", &png(size, size)),
            "application/json",
        )
        .await
    };
    try_one(&ann, 3)
        .await
        .is(403)
        .says("You can add pictures 10 minutes after joining.");
    try_one(&root, 3).await.is(201);
    later(&app);
    try_one(&ann, 3).await.is(201);
    try_one(&greta, 3)
        .await
        .is(403)
        .says("Guests cannot add pictures here.");
    try_one(&app.visitor(), 3).await.is(401);
    root.post(
        "/admin/settings",
        &[("key", "images_by_guests"), ("value", "yes")],
    )
    .await
    .is(303);
    try_one(&greta, 3).await.is(201);
    root.post(
        "/admin/settings",
        &[("key", "images_per_day"), ("value", "2")],
    )
    .await
    .is(303);
    try_one(&ann, 4).await.is(201);
    try_one(&ann, 5)
        .await
        .is(422)
        .says("You can add 2 pictures a day");
    app.app.clock.advance(90_000);
    // Yesterday's were never shown: the next upload lets them go.
    try_one(&ann, 6).await.is(201);
    let count = |sql: &'static str| {
        app.app
            .db
            .read(move |conn| Ok(cowpath::db::number(conn, sql)?))
    };
    assert_eq!(count("select count(*) as n from images").await.unwrap(), 1);
    assert_eq!(count("select count(*) as n from blobs").await.unwrap(), 1);
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn the_same_picture_is_kept_once_and_goes_with_its_last_use() {
    let app = TestApp::new().await;
    let (ann, bob, mona) = (
        app.member("ann").await,
        app.member("bob").await,
        app.moderator("mona").await,
    );
    later(&app);
    let (one, two) = (picture(&ann).await, picture(&bob).await);
    assert_ne!(one["url"], two["url"]);
    let count = |sql: &'static str| {
        app.app
            .db
            .read(move |conn| Ok(cowpath::db::number(conn, sql)?))
    };
    assert_eq!(count("select count(*) as n from blobs").await.unwrap(), 1);
    let key = |picture: &Value| {
        picture["url"]
            .as_str()
            .unwrap()
            .split('/')
            .nth(2)
            .unwrap()
            .to_owned()
    };
    bob.post(&format!("/images/{}/removal", key(&one)), &[])
        .await
        .is(404);
    ann.get("/images")
        .await
        .is(200)
        .says("not shown anywhere yet");
    ann.post(&format!("/images/{}/removal", key(&one)), &[])
        .await
        .is(303);
    bob.get(two["url"].as_str().unwrap()).await.is(200);
    mona.post(&format!("/images/{}/removal", key(&two)), &[])
        .await
        .is(303);
    assert_eq!(count("select count(*) as n from blobs").await.unwrap(), 0);
}

#[actix_web::test]
async fn a_picture_in_a_draft_waits_with_it() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    later(&app);
    let markdown = picture(&ann).await["markdown"].as_str().unwrap().to_owned();
    ann.post("/drafts/proposal", &[("body", &markdown)])
        .await
        .is(303);
    app.app.clock.advance(10 * 86_400);
    picture(&bob).await;
    ann.get(&address(&markdown)).await.is(200);
}

#[actix_web::test]
async fn a_program_adds_lists_and_removes_pictures() {
    let app = TestApp::new().await;
    let _ann = app.member("ann").await;
    let program = app.program("ann", &[Scope::Images]).await;
    later(&app);
    let made = program
        .post_file("/api/v1/images", &[], ("a.png", &png(3, 2)), "*/*")
        .await;
    let made = made.is(201).value();
    assert_eq!(
        (&made["width"], &made["height"], &made["used"]),
        (&json!(3), &json!(2), &json!(false))
    );
    let list = program.get("/api/v1/images").await.value();
    assert_eq!(list["data"][0]["key"], made["key"]);
    let bad = program
        .post_file("/api/v1/images", &[], ("a.png", b"no"), "*/*")
        .await;
    assert_eq!(bad.is(422).value()["errors"][0]["field"], "picture");
    let path = format!("/api/v1/images/{}", made["key"].as_str().unwrap());
    program
        .json(Method::DELETE, &path, Value::Null)
        .await
        .is(204);
    program
        .json(Method::DELETE, &path, Value::Null)
        .await
        .is(404);
    app.program("ann", &[Scope::Votes])
        .await
        .get("/api/v1/images")
        .await
        .is(403);
}

#[actix_web::test]
async fn a_file_that_is_too_large_is_refused_while_it_arrives() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    later(&app);
    let huge = vec![0; (8 << 20) + 2];
    ann.post_file("/images", &[], ("a.png", &huge), "text/html")
        .await
        .is(413)
        .says("8 megabytes at most");
    for body in [
        "",
        "--xyz",
        "--xyz\r\n\r\n",
        "--xyz\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"a\"\r\n\r\nno end",
    ] {
        let req = TestRequest::post()
            .uri("/images")
            .insert_header(("content-type", "multipart/form-data; boundary=xyz"))
            .set_payload(body);
        let answer = ann.send(req).await;
        assert!(
            matches!(answer.status.as_u16(), 400 | 422),
            "{}",
            answer.told()
        );
    }
}

// Completion and quotes.

#[actix_web::test]
async fn names_tags_and_topics_are_completed_from_what_one_may_see() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("annika").await);
    app.member("anton").await;
    root.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("propose", "staff")],
    )
    .await
    .is(303);
    ann.post(
        "/proposals",
        &[("title", "Put News at the top"), ("tags", "news, newest")],
    )
    .await
    .is(303);
    root.post(
        "/proposals",
        &[
            ("title", "News we keep quiet"),
            ("tags", "newt"),
            ("board", "team"),
        ],
    )
    .await
    .is(303);
    let values = async |who: &Client<'_>, kind: &str, q: &str| -> Vec<String> {
        let answer = who.get(&format!("/complete?kind={kind}&q={q}")).await;
        let all = answer.is(200).value();
        all.as_array()
            .unwrap()
            .iter()
            .map(|c| c["value"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(values(&ann, "people", "AN").await, ["@annika", "@anton"]);
    assert_eq!(values(&ann, "people", "anni").await, ["@annika"]);
    assert_eq!(values(&ann, "people", "_").await, Vec::<String>::new());
    assert_eq!(values(&ann, "people", "%25").await, Vec::<String>::new());
    assert_eq!(
        values(&ann, "tags", "new").await,
        ["news", "newest"]
            .map(String::from)
            .into_iter()
            .rev()
            .collect::<Vec<_>>()
    );
    assert_eq!(values(&root, "tags", "newt").await, ["newt"]);
    assert_eq!(
        values(&app.visitor(), "tags", "newt").await,
        Vec::<String>::new()
    );
    assert_eq!(values(&ann, "topics", "news").await, ["#1"]);
    assert_eq!(values(&ann, "topics", "2").await, Vec::<String>::new());
    assert_eq!(values(&root, "topics", "2").await[0], "#2");
    assert_eq!(values(&ann, "topics", "").await, Vec::<String>::new());
    ann.get("/complete?kind=secrets&q=a").await.is(404);
}

#[actix_web::test]
async fn a_comment_is_quoted_with_its_writers_name() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post(
        "/t/1/comments",
        &[("body", "> older\n\nFirst **line**\nSecond")],
    )
    .await
    .is(303);
    let page = bob.get("/c/1/reply?quote=1").await;
    page.is(200);
    assert_eq!(
        field(&page, "body"),
        "&gt;\n&gt; First **line**\n&gt; Second\n\n@ann "
    );
    assert_eq!(field(&bob.get("/c/1/reply").await, "body"), "");
    bob.open("/t/1").await.says("Quote the comment by ann");
}

// What a board asks.

const FORM: [(&str, &str); 13] = [
    ("template", "## What happens\n\n## What should happen"),
    ("label-0", "Version"),
    ("kind-0", "text"),
    ("required-0", "on"),
    ("label-1", "How many people?"),
    ("kind-1", "number"),
    ("label-2", "Where"),
    ("kind-2", "choice"),
    ("choices-2", "Phone\nDesk"),
    ("hint-2", "Where you use it"),
    ("label-3", "Is it urgent?"),
    ("kind-3", "yes-no"),
    ("key-3", "urgent"),
];

#[actix_web::test]
async fn a_board_asks_for_fields_of_its_own() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    ann.get("/admin/boards/1/form").await.is(403);
    root.get("/admin/boards/1/form").await.is(200);
    root.post("/admin/boards/1/form", &FORM).await.is(303);
    let form = root.get("/admin/boards/1/form").await;
    assert_eq!(field(&form, "label-2"), "Where");
    let page = ann.get("/proposals/new").await;
    assert_eq!(
        field(&page, "body"),
        "## What happens\n\n## What should happen"
    );
    page.says("Version")
        .says("Is it urgent?")
        .says("Where you use it");
    // Refused beside its field, words kept.
    let typed = [
        ("title", "Put News at the top"),
        ("field-how-many-people", "many"),
        ("field-where", "Desk"),
    ];
    let again = ann.post("/proposals", &typed).await;
    again
        .is(422)
        .says("Please fill this in.")
        .says("Use a number.");
    assert_eq!(field(&again, "field-how-many-people"), "many");
    let typed = [
        ("title", "Put News at the top"),
        ("field-version", "1.2"),
        ("field-how-many-people", "12"),
        ("field-where", "Desk"),
        ("field-urgent", "yes"),
    ];
    ann.post("/proposals", &typed).await.is(303);
    ann.open("/t/1")
        .await
        .says("Version 1.2 How many people? 12 Where Desk Is it urgent? Yes");
    let told = ann.get("/api/v1/proposals/1").await.value();
    assert_eq!(
        told["fields"],
        json!({"version": "1.2", "how-many-people": "12", "where": "Desk", "urgent": "yes"})
    );
    // Changing them is told among the changes.
    let edit = [
        ("title", "Put News at the top"),
        ("tags", "news"),
        ("version", "1"),
        ("field-version", "1.3"),
        ("field-how-many-people", "12"),
        ("field-where", "Desk"),
        ("field-urgent", ""),
    ];
    assert_eq!(field(&ann.get("/t/1/edit").await, "field-version"), "1.2");
    ann.post("/t/1/edit", &edit).await.is(303);
    ann.get("/t/1/revisions")
        .await
        .says("“Version” was 1.2 and became 1.3 .")
        .says("“Is it urgent?” was Yes and became nothing.")
        .says("The tags were nothing and became news .");
    ann.open("/t/1").await.silent_about("Is it urgent?");
    // A field that is not asked for any more keeps its answers.
    root.post(
        "/admin/boards/1/form",
        &[
            ("template", ""),
            ("label-0", "Where"),
            ("kind-0", "choice"),
            ("choices-0", "Phone\nDesk"),
        ],
    )
    .await
    .is(303);
    ann.get("/proposals/new")
        .await
        .silent_about("How many people?");
    ann.open("/t/1").await.says("Version 1.3");
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn another_board_asks_for_something_else() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.post("/admin/boards", &[("name", "Garden")])
        .await
        .is(303);
    root.post(
        "/admin/boards/1/form",
        &[("template", "Bugs here"), ("label-0", "Version")],
    )
    .await
    .is(303);
    root.post(
        "/admin/boards/2/form",
        &[("template", "Plants here"), ("label-0", "Soil")],
    )
    .await
    .is(303);
    let page = ann.get("/proposals/new").await;
    page.says("Version").silent_about("Soil");
    let there = ann
        .post(
            "/proposals",
            &[
                ("title", "Roses"),
                ("board", "garden"),
                ("body", "Bugs here"),
                ("do", "board"),
            ],
        )
        .await;
    there.is(200).says("Soil").silent_about("Version");
    assert_eq!(field(&there, "title"), "Roses");
    assert_eq!(field(&there, "body"), "Plants here");
    assert_eq!(
        field(&ann.get("/proposals/new?board=garden").await, "body"),
        "Plants here"
    );
    // What someone wrote themselves stays.
    let own = ann
        .post(
            "/proposals",
            &[("body", "Mine"), ("board", "garden"), ("do", "board")],
        )
        .await;
    assert_eq!(field(&own, "body"), "Mine");
}

#[actix_web::test]
async fn a_program_asks_for_fields_and_answers_them() {
    let app = TestApp::new().await;
    app.admin("root").await;
    app.member("ann").await;
    let admin = app.program("root", &[Scope::Admin]).await;
    let ann = app.program("ann", &[Scope::Proposals]).await;
    let form = json!({"template": "Say why", "fields": [
        {"label": "Size", "kind": "choice", "choices": ["small", "large"], "required": true}, {"label": "Note"}
    ]});
    ann.json(Method::PUT, "/api/v1/boards/product/form", form.clone())
        .await
        .is(403);
    admin
        .json(Method::PUT, "/api/v1/boards/product/form", form)
        .await
        .is(200);
    let boards = ann.get("/api/v1/boards").await.value();
    assert_eq!(boards["data"][0]["template"], "Say why");
    assert_eq!(boards["data"][0]["fields"][0]["key"], "size");
    let make = async |fields: Value| {
        ann.json(
            Method::POST,
            "/api/v1/proposals",
            json!({"title": "Put News at the top", "fields": fields}),
        )
        .await
    };
    assert_eq!(
        make(json!({})).await.is(422).value()["errors"][0]["field"],
        "field-size"
    );
    make(json!({"size": "small", "colour": "red"}))
        .await
        .is(422);
    assert_eq!(
        make(json!({"size": "small"})).await.is(201).value()["fields"],
        json!({"size": "small"})
    );
    let change = ann
        .json(
            Method::PATCH,
            "/api/v1/proposals/1",
            json!({"fields": {"note": "Soon"}}),
        )
        .await;
    assert_eq!(
        change.is(200).value()["fields"],
        json!({"size": "small", "note": "Soon"})
    );
    ann.json(
        Method::PATCH,
        "/api/v1/proposals/1",
        json!({"fields": {"size": ""}}),
    )
    .await
    .is(422);
    let bad = json!({"fields": [{"label": "Size", "kind": "colour"}]});
    admin
        .json(Method::PUT, "/api/v1/boards/product/form", bad)
        .await
        .is(422);
}

#[actix_web::test]
async fn a_list_is_narrowed_by_what_was_answered() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.post("/admin/boards/1/form", &FORM).await.is(303);
    for (title, people, place, urgent) in [
        ("Roses by the door", "12", "Desk", "yes"),
        ("Lamps on the stairs", "12", "Phone", "no"),
        ("Quieter doorbells", "1,5", "Desk", "yes"),
    ] {
        let typed = [
            ("title", title),
            ("field-version", "1"),
            ("field-how-many-people", people),
            ("field-where", place),
            ("field-urgent", urgent),
        ];
        ann.post("/proposals", &typed).await.is(303);
    }
    let list = async |query: &str| {
        let told = ann.get(&format!("/api/v1/proposals?{query}")).await;
        let told = told.is(200).value();
        told["data"].as_array().unwrap().len()
    };
    assert_eq!(list("field.where=Desk").await, 2);
    assert_eq!(list("field.where=Desk&field.how-many-people=12").await, 1);
    assert_eq!(list("field.where=desk").await, 0);
    assert_eq!(list("field.where=").await, 3);
    ann.get("/api/v1/proposals?field.shape=round").await.is(404);
    // Page by page, whatever it is narrowed to.
    let first = ann
        .get("/api/v1/proposals?field.where=Desk&limit=1&sort=new")
        .await
        .value();
    assert_eq!(first["data"][0]["id"], 3);
    let next = first["next"].as_str().unwrap();
    let next = next.split_once("/api/").map(|(_, path)| path).unwrap();
    let second = ann.get(&format!("/api/{next}")).await.is(200).value();
    assert_eq!(
        (&second["data"][0]["id"], &second["next"]),
        (&json!(1), &Value::Null)
    );
    // In the browser: links for what may be chosen, and a way back.
    ann.get("/proposals").await.silent_about("Is it urgent?");
    let page = ann.get("/proposals?board=product&field.urgent=yes").await;
    page.is(200)
        .says("Is it urgent?")
        .says("urgent: Yes")
        .says("Roses by the door")
        .silent_about("Lamps on the stairs");
    assert!(
        page.body
            .contains("/proposals?board=product&amp;field.where=Phone&amp;field.urgent=yes")
            || page
                .body
                .contains("/proposals?board=product&amp;field.urgent=yes&amp;field.where=Phone")
    );
    assert!(page.body.contains("href=\"/proposals?board=product\""));
    ann.get("/proposals?field.shape=round").await.is(404);
    let one = ann.open("/t/1").await;
    assert!(one.body.contains("field.where=Desk"));
}
