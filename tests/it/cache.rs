//! Pages kept as bytes: always what a fresh page would say, on every node, and never one person's for another.
use actix_web::http::header;
use actix_web::test::TestRequest;
use cowpath::access::Role;
use cowpath::web::cache::Cache;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::app::{Client, Place, TestApp, empty};

/// Another node of the same site.
async fn node(at: &str) -> TestApp {
    let folder = tempfile::tempdir().unwrap();
    TestApp::at(Place::Folder(folder), at, &[]).await
}

fn kept(app: &TestApp) -> usize {
    app.app.part::<Cache>().len()
}

const PAGES: [&str; 16] = [
    "/",
    "/proposals",
    "/proposals?board=product",
    "/proposals?board=inside",
    "/proposals?sort=new",
    "/discussions",
    "/announcements",
    "/roadmap",
    "/tags",
    "/changelog",
    "/people/tom",
    "/sitemap.xml",
    "/api/v1/proposals",
    "/api/v1/boards",
    "/api/v1/tags",
    "/api/v1/topics/1/comments",
];

/// What stands at an address: of a redirect, where it leads.
async fn told(client: &Client<'_>, path: &str) -> (u16, String) {
    let answer = client.open(path).await;
    (answer.status.as_u16(), answer.body)
}

/// The same without the place in the log from which news are offered: an older one tells no less.
fn without_place((status, body): (u16, String)) -> (u16, String) {
    let Some((before, rest)) = body.split_once("data-after=\"") else {
        return (status, body);
    };
    let after = rest.split_once('"').map_or("", |(_, after)| after);
    (status, format!("{before}{after}"))
}

/// One act of someone, by its number.
async fn act(n: u8, topic: u8, tom: &Client<'_>, mona: &Client<'_>, ada: &Client<'_>) {
    let at = |rest: &str| format!("/t/{topic}{rest}");
    let word = format!("Words {n} of {topic}");
    let _ = match n {
        0 => {
            tom.post("/proposals", &[("title", &word), ("tags", "one")])
                .await
        }
        1 => tom.post("/discussions", &[("title", &word)]).await,
        2 => {
            mona.post(&at("/vote"), &[("want", "yes"), ("reason", &word)])
                .await
        }
        3 => mona.post(&at("/vote"), &[("want", "no")]).await,
        4 => {
            tom.post(&at("/comments"), &[("body", &format!("{word}, see #1"))])
                .await
        }
        5 => {
            mona.post(
                &at("/status"),
                &[("status", "planned"), ("response", &word)],
            )
            .await
        }
        6 => mona.post(&at("/status"), &[("status", "open")]).await,
        7 => {
            ada.post(&at("/edit"), &[("title", &word), ("board", "inside")])
                .await
        }
        8 => {
            ada.post(&at("/edit"), &[("title", &word), ("board", "product")])
                .await
        }
        9 => ada.post(&at("/removal"), &[]).await,
        10 => ada.post(&at("/restoration"), &[]).await,
        11 => {
            ada.post("/admin/settings", &[("key", "site_name"), ("value", &word)])
                .await
        }
        12 => mona.post(&at("/lock"), &[("why", &word)]).await,
        13 => {
            tom.post("/settings/profile", &[("name", &word), ("handle", "tom")])
                .await
        }
        14 => {
            ada.post(
                &at("/pin"),
                &[("everywhere", "on"), ("until", "2026-01-03")],
            )
            .await
        }
        _ => ada.post(&at("/merge"), &[("into", "1")]).await,
    };
}

async fn history(acts: Vec<(u8, u8, bool, u8)>) -> Result<(), TestCaseError> {
    let (place, at) = empty();
    let first = TestApp::at(place, &at, &[]).await;
    let second = node(&at).await;
    let fresh = node(&at).await;
    let ada = first.admin("ada").await;
    ada.post("/admin/boards", &[("name", "Inside"), ("see", "staff")])
        .await
        .is(303);
    let tom = first.member("tom").await;
    let mona = first.moderator("mona").await;
    tom.post("/proposals", &[("title", "A first wish"), ("tags", "one")])
        .await
        .is(303);
    let elsewhere = |of: &Client<'_>| {
        let client = second.visitor();
        client.take_session(of);
        client
    };
    let (ada2, tom2, mona2) = (elsewhere(&ada), elsewhere(&tom), elsewhere(&mona));
    for (n, topic, other, page) in acts {
        match other {
            true => act(n, topic, &tom2, &mona2, &ada2).await,
            false => act(n, topic, &tom, &mona, &ada).await,
        }
        if n == 4 {
            first.settle().await;
        }
        if n % 5 == 0 {
            for app in [&first, &second, &fresh] {
                app.app.clock.advance(i64::from(page) * 40);
            }
        }
        let mut paths: Vec<String> = (0..5)
            .map(|k| PAGES[(usize::from(page) + k * 3) % PAGES.len()].to_owned())
            .collect();
        paths.extend([format!("/t/{topic}"), "/t/1".to_owned()]);
        for path in paths {
            fresh.app.part::<Cache>().clear();
            let right = without_place(told(&fresh.visitor(), &path).await);
            for app in [&first, &second] {
                // Somebody who sees more was here before.
                let staff = app.visitor();
                staff.take_session(&ada);
                told(&staff, &path).await;
                for _ in 0..2 {
                    let seen = without_place(told(&app.visitor(), &path).await);
                    prop_assert_eq!(&seen, &right, "{} after act {}", path, n);
                }
            }
        }
    }
    Ok(())
}

#[test]
fn whatever_happens_a_kept_page_is_what_a_fresh_one_would_be_on_every_node() {
    let mut runner = TestRunner::new(Config {
        cases: 6,
        max_shrink_iters: 20,
        failure_persistence: None,
        ..Config::default()
    });
    let acts = proptest::collection::vec((0..16_u8, 1..4_u8, any::<bool>(), 0..16_u8), 10..24);
    let done = runner.run(&acts, |acts| {
        actix_web::rt::System::new().block_on(history(acts))
    });
    if let Err(error) = done {
        panic!("{error}");
    }
}

#[actix_web::test]
async fn a_page_is_made_once_and_kept_for_everybody() {
    let app = TestApp::new().await;
    app.member("tom")
        .await
        .post("/proposals", &[("title", "A wish")])
        .await
        .is(303);
    let first = app.visitor().get("/proposals").await;
    let second = app.visitor().get("/proposals").await;
    assert_eq!(first.body, second.body);
    assert_eq!(kept(&app), 1);
    app.visitor().speaking("de").get("/proposals").await.is(200);
    assert_eq!(kept(&app), 2, "another language is another page");
}

#[actix_web::test]
async fn what_a_person_sees_is_never_kept() {
    let app = TestApp::new().await;
    let ada = app.admin("ada").await;
    ada.post("/admin/boards", &[("name", "Inside"), ("see", "staff")])
        .await
        .is(303);
    ada.post(
        "/proposals",
        &[("title", "Only inside"), ("board", "inside")],
    )
    .await
    .is(303);
    ada.get("/proposals").await.says("Only inside");
    assert_eq!(kept(&app), 0);
    app.visitor()
        .get("/proposals")
        .await
        .is(200)
        .silent_about("Only inside");
    ada.get("/proposals").await.says("Only inside");
    // Any cookie may be somebody's.
    let before = kept(&app);
    let cookie = TestRequest::get()
        .uri("/discussions")
        .insert_header((header::COOKIE, "cowpath_words=x"));
    app.visitor().send(cookie).await.is(200);
    assert_eq!(kept(&app), before);
}

#[actix_web::test]
async fn who_has_a_page_already_is_told_so_until_it_changes() {
    let app = TestApp::new().await;
    let tom = app.member("tom").await;
    tom.post("/proposals", &[("title", "A wish")]).await.is(303);
    for path in ["/proposals", "/api/v1/proposals"] {
        let first = app.visitor().get(path).await;
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path} has a tag");
        let ask = || {
            TestRequest::get()
                .uri(path)
                .insert_header((header::IF_NONE_MATCH, tag.clone()))
        };
        let again = app.visitor().send(ask()).await;
        again.is(304);
        assert_eq!((again.body.as_str(), again.header("etag")), ("", &*tag));
        tom.post("/proposals", &[("title", &format!("More than {path}"))])
            .await
            .is(303);
        app.visitor().send(ask()).await.is(200);
    }
}

#[actix_web::test]
async fn kept_bytes_are_compressed_as_the_asker_likes_best() {
    use std::io::Read;
    let app = TestApp::new().await;
    let plain = app.visitor().get("/proposals").await;
    let request = |coding: &'static str| {
        TestRequest::get()
            .uri("/proposals")
            .insert_header((header::ACCEPT_ENCODING, coding))
            .to_request()
    };
    let service = actix_web::test::init_service(cowpath::app::build(app.app.clone())).await;
    for coding in ["br", "zstd", "gzip"] {
        let answer = actix_web::test::call_service(&service, request(coding)).await;
        assert_eq!(
            answer.headers().get(header::CONTENT_ENCODING).unwrap(),
            coding
        );
        let bytes = actix_web::test::read_body(answer).await;
        let mut back = String::new();
        match coding {
            "br" => brotli::Decompressor::new(&bytes[..], 4096).read_to_string(&mut back),
            "zstd" => zstd::Decoder::new(&bytes[..])
                .unwrap()
                .read_to_string(&mut back),
            _ => flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut back),
        }
        .unwrap();
        assert_eq!(back, plain.body, "{coding}");
        assert!(bytes.len() < plain.body.len());
    }
}

#[actix_web::test]
async fn relative_dates_stay_right() {
    let app = TestApp::new().await;
    app.person("tom", Role::Member)
        .await
        .post("/proposals", &[("title", "A wish")])
        .await
        .is(303);
    for (later, words) in [
        (0, "just now"),
        (61, "minute"),
        (3600, "hour"),
        (86_400, "yesterday"),
    ] {
        app.app.clock.advance(later);
        let told = app.visitor().get("/proposals").await.read();
        assert!(told.contains(words), "{words:?} is not in {told}");
        app.app.part::<Cache>().clear();
        assert_eq!(told, app.visitor().get("/proposals").await.read());
    }
}
