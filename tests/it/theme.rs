//! How a site looks, as settings: what is kept, what is refused, and that every page follows.
use actix_web::http::header;
use actix_web::test::TestRequest;

use crate::app::{Answer, Client, TestApp};

#[actix_web::test]
async fn colours_follow_at_once_and_go_when_they_are_emptied() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    let visitor = app.visitor();
    visitor.get("/proposals").await.silent_about("/theme/");
    root.post("/admin/theme/colours", &[("accent-light", "#5b3fa8")])
        .await
        .is(303);
    let page = visitor.get("/proposals").await;
    let sheet = page.body.split("href=\"/theme/").nth(1).unwrap();
    let sheet = format!("/theme/{}", sheet.split('"').next().unwrap());
    let css = visitor.get(&sheet).await;
    assert!(css.is(200).body.contains("--accent: light-dark(#5b3fa8, "));
    assert_eq!(
        css.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    let old = visitor.get("/theme/0000000000000000.css").await;
    assert_eq!(old.header("cache-control"), "no-cache");
    root.get("/admin/theme").await.is(200);
    root.post("/admin/theme/colours", &[("accent-light", "")])
        .await
        .is(303);
    visitor.get("/proposals").await.silent_about("/theme/");
    visitor.get(&sheet).await.is(404);
}

#[actix_web::test]
async fn colours_that_cannot_be_read_are_refused_with_the_numbers() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post("/admin/theme/colours", &[("accent-light", "#ffd54a")])
        .await
        .is(422)
        .says("In light, accent on paper has a contrast of 1.3");
    root.post("/admin/theme/colours", &[("ink-dark", "red;}*{")])
        .await
        .is(422)
        .says("Write it as #2f6b4f or oklch(44% .105 152).");
    app.visitor().get("/").await.silent_about("/theme/");
}

#[actix_web::test]
async fn the_navigation_is_a_list_that_admins_change() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    let order = |page: &Answer, words: [&str; 2]| {
        let at = |word: &str| page.body.find(&format!(">{word}</a>"));
        at(words[0]).unwrap() < at(words[1]).unwrap()
    };
    root.post(
        "/admin/theme/links",
        &[("label", "Shop"), ("path", "https://example.org/shop")],
    )
    .await
    .is(303);
    let page = app.visitor().get("/").await;
    assert!(page.body.contains("href=\"https://example.org/shop\""));
    assert!(order(&page, ["Tags", "Shop"]));
    root.post(
        "/admin/theme/links/5",
        &[("step", "up"), ("path", "https://example.org/shop")],
    )
    .await
    .is(303);
    assert!(order(&app.visitor().get("/").await, ["Shop", "Tags"]));
    // A form of an older page moves no other link.
    root.post(
        "/admin/theme/links/5",
        &[("step", "off"), ("path", "https://example.org/shop")],
    )
    .await
    .is(409);
    root.post(
        "/admin/theme/links/4",
        &[("step", "off"), ("path", "https://example.org/shop")],
    )
    .await
    .is(303);
    app.visitor().get("/").await.silent_about("Shop");
    for path in ["javascript:alert(1)", "//example.org", "proposals"] {
        root.post("/admin/theme/links", &[("label", "Bad"), ("path", path)])
            .await
            .is(422)
            .says("Write a path of this site");
    }
    let german = TestRequest::get()
        .uri("/")
        .insert_header((header::ACCEPT_LANGUAGE, "de"));
    let page = app.visitor().send(german).await;
    assert!(page.body.contains(">Vorschläge</a>"), "{}", page.body);
}

#[actix_web::test]
async fn own_words_stand_on_every_page_and_run_nothing() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post(
        "/admin/theme/words",
        &[
            (
                "header",
                "We move on *Friday*.\n\n<script>alert(1)</script>",
            ),
            ("footer", "[Imprint](https://example.org/imprint)"),
        ],
    )
    .await
    .is(303);
    for path in ["/", "/proposals", "/nowhere"] {
        let page = app.visitor().get(path).await;
        assert!(page.body.contains("We move on <em>Friday</em>."), "{path}");
        assert!(page.body.contains("href=\"https://example.org/imprint\""));
        page.silent_about("<script>alert");
    }
    let long = "x".repeat(2001);
    root.post("/admin/theme/words", &[("header", &long)])
        .await
        .is(422)
        .says("Use at most 2,000 characters.");
}

/// A form with one file.
async fn send(who: &Client<'_>, data: &[u8]) -> Answer {
    let mut body = b"--x\r\ncontent-disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\ncontent-type: image/png\r\n\r\n".to_vec();
    body.extend_from_slice(data);
    body.extend_from_slice(b"\r\n--x--\r\n");
    who.send(
        TestRequest::post()
            .uri("/admin/theme/logo")
            .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=x"))
            .set_payload(body),
    )
    .await
}

#[actix_web::test]
async fn a_logo_is_drawn_anew_and_anything_else_is_refused() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(900, 90, image::Rgba([20, 90, 60, 255]))
        .write_to(&mut picture, image::ImageFormat::Png)
        .unwrap();
    let mut picture = picture.into_inner();
    picture.extend_from_slice(b"and something behind it");
    send(&root, &picture).await.is(303);
    let page = app.visitor().get("/").await;
    let logo = page.body.split("src=\"/theme/logo/").nth(1).unwrap();
    let name = logo.split(".png").next().unwrap().to_owned();
    let kept = app
        .app
        .db
        .read(move |conn| cowpath::settings::files::find(conn, &name))
        .await
        .unwrap();
    let drawn = image::load_from_memory(&kept.data).unwrap();
    assert_eq!((drawn.width(), drawn.height()), (640, 64));
    assert!(!kept.data.ends_with(b"behind it"));
    for poor in [
        &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..],
        b"GIF89a",
        b"",
    ] {
        send(&root, poor)
            .await
            .is(422)
            .says("Use a PNG, JPEG or WebP");
    }
    send(&root, &vec![0; (512 << 10) + 1])
        .await
        .is(422)
        .says("at most 512 KB");
    send(&app.member("bob").await, &picture).await.is(403);
    root.post("/admin/theme/logo/removal", &[]).await.is(303);
    app.visitor().get("/").await.silent_about("/theme/logo/");
}

#[actix_web::test]
async fn only_admins_change_the_look() {
    let app = TestApp::new().await;
    let mona = app.moderator("mona").await;
    mona.get("/admin/theme").await.is(403);
    for part in [
        "colours",
        "words",
        "links",
        "links/0",
        "links/reset",
        "logo/removal",
    ] {
        let path = format!("/admin/theme/{part}");
        mona.post(&path, &[("step", "off")]).await.is(403);
        app.visitor().post(&path, &[("step", "off")]).await.is(401);
    }
}

#[actix_web::test]
async fn a_program_reads_and_changes_settings_by_the_rules_of_the_panel() {
    use actix_web::http::Method;
    use cowpath::access::Scope;
    use serde_json::json;
    let app = TestApp::new().await;
    app.admin("ada").await;
    app.moderator("mona").await;
    let path = "/api/v1/settings";
    app.visitor().get(path).await.is(401);
    let other = app.program("mona", &[Scope::Admin]).await;
    other.get(path).await.is(403);
    other
        .json(Method::PATCH, path, json!({"site_name": "Mine"}))
        .await
        .is(403);
    let program = app.program("ada", &[Scope::Admin]).await;
    let before = program.get(path).await.is(200).value();
    assert_eq!(before["registration"], "open");
    assert_eq!(before["navigation"][0]["path"], "/proposals");
    let changed = program
        .json(
            Method::PATCH,
            path,
            json!({"site_name": "Trodden", "registration": "invitation", "vote_budget": true, "images_per_day": 3,
                "colours": {"accent-light": "#5b3fa8"}, "footer": "Made *by hand*.",
                "navigation": [{"label": "Wishes", "path": "/proposals"}]}),
        )
        .await
        .is(200)
        .value();
    assert_eq!(changed["site_name"], "Trodden");
    assert_eq!(
        changed["api_per_minute"], before["api_per_minute"],
        "what is left out stays"
    );
    let page = app.visitor().get("/").await;
    for part in ["Trodden", "Wishes", "<em>by hand</em>"] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    // What the panel would refuse is refused, with the numbers, and nothing of it holds.
    for (wrong, field) in [
        (json!({"site_name": ""}), "site_name"),
        (json!({"images_per_day": 0}), "images_per_day"),
        (
            json!({"colours": {"accent-light": "#ffd54a"}}),
            "accent-light",
        ),
        (
            json!({"colours": {"sky-light": "#ffd54a"}}),
            "colours.sky-light",
        ),
        (
            json!({"navigation": [{"label": "x", "path": "javascript:alert(1)"}]}),
            "path",
        ),
        (json!({"footer": "x".repeat(2_001)}), "footer"),
        (json!({"unheard_of": 1}), "unheard_of"),
    ] {
        let mut sent = wrong.clone();
        sent["site_question"] = json!("Is this kept?");
        let told = program.json(Method::PATCH, path, sent).await;
        let errors = told.is(422).value()["errors"].to_string();
        assert!(errors.contains(field), "{wrong}: {errors}");
    }
    let after = program.get(path).await.value();
    assert_eq!(after["site_question"], before["site_question"]);
    assert_eq!(after["colours"], json!({"accent-light": "#5b3fa8"}));
}

#[actix_web::test]
async fn a_shared_link_has_a_picture_that_every_reader_of_links_can_show() {
    let app = TestApp::new().await;
    let page = app.visitor().get("/").await;
    let at = page.body.split("og:image\" content=\"").nth(1).unwrap();
    let at = at
        .split('"')
        .next()
        .unwrap()
        .replace("http://127.0.0.1:8080", "");
    let picture = app.visitor().get(&at).await;
    assert_eq!(picture.is(200).header("content-type"), "image/png");
    assert!(picture.bytes.starts_with(b"\x89PNG"));
}
