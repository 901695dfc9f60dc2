//! Every form, with everything a keyboard can send: refused in words or taken, never broken, never run as markup.
use actix_web::test::TestRequest;

use crate::accounts::all_after;
use crate::app::{Answer, Client, PASSWORD, TestApp};

/// What is typed into one field after another. `Zebra` is looked for when words must be kept.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("nothing", String::new()),
        ("spaces", " \t\n ".into()),
        (
            "markup",
            "Zebra <script>alert(1)</script>\"'><img src=x onerror=alert(1)>".into(),
        ),
        (
            "controls",
            "Zebra\0\u{1}\u{7}\u{1b}[31m\u{7f}\u{85}\r\n".into(),
        ),
        (
            "a change of direction",
            "Zebra \u{202E}gnorw\u{2066}\u{200F}".into(),
        ),
        ("10 kB", "Zebra ".repeat(1700)),
        ("one long word", format!("Zebra{}", "x".repeat(10_000))),
        (
            "letters of all kinds",
            "Zebra 太郎 e\u{301}\u{300}\u{316} 👩‍👩‍👧 \u{FEFF}\u{FFFD}\u{10FFFF}\u{E000}".into(),
        ),
        (
            "template code",
            "Zebra {{ viewer }}{% raw %}{# #}{{ 7 * 7 }}".into(),
        ),
        ("a number that is too big", "99999999999999999999999".into()),
        ("less than nothing", "-1".into()),
    ]
}

#[track_caller]
fn sound(answer: &Answer, told: &str) {
    let status = answer.status.as_u16();
    assert!(
        matches!(
            status,
            200 | 303 | 400 | 401 | 403 | 404 | 409 | 410 | 412 | 422
        ),
        "{told}: {}",
        answer.told()
    );
    let html = answer.header("content-type").starts_with("text/html");
    for raw in ["<script>alert", "<img src=x"] {
        assert!(
            !html || !answer.body.contains(raw),
            "{told}: {raw:?} is in {}",
            answer.body
        );
    }
    assert!(
        !answer.body.contains("Zebra 49") && !answer.body.contains("&quot;handle&quot;:"),
        "{told}"
    );
    for (name, value) in &answer.headers {
        // A title's letters are in its address: see topics::a_title_in_any_script_has_an_address.
        let plain = |b: &u8| (32..127).contains(b) || (name == "location" && *b > 127);
        assert!(
            value.as_bytes().iter().all(plain),
            "{told}: {name} is {value:?}"
        );
    }
}

/// What was kept is also clean: no controls but the end of a line and the tab.
#[track_caller]
fn clean(answer: &Answer, told: &str) {
    sound(answer, told);
    assert_eq!(answer.status, 200, "{told}");
    let control = answer
        .body
        .chars()
        .find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    assert_eq!(control, None, "{told}: {}", answer.body);
}

/// Where an answer leads, as a browser would ask for it.
fn location(answer: &Answer) -> Option<String> {
    let to = answer.headers.get("location")?.as_bytes();
    let plain = |b: &u8| {
        if b.is_ascii() {
            char::from(*b).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    Some(to.iter().map(plain).collect())
}

/// Sends a form with one hostile field after another, and looks at where each leads.
async fn try_each(client: &Client<'_>, path: &str, fields: &[(&str, &str)], kept: &[&str]) {
    for (field, _) in fields {
        for (what, value) in hostile() {
            let told = format!("{path}: {field} holds {what}");
            let form: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, good)| (*name, if name == field { value.as_str() } else { *good }))
                .collect();
            let answer = client.post(path, &form).await;
            sound(&answer, &told);
            if answer.status == 422 && kept.contains(field) && value.contains("Zebra") {
                assert!(
                    answer.body.contains("Zebra"),
                    "{told}: the words are lost: {}",
                    answer.told()
                );
            }
            if field.contains("password") || *field == "current" {
                assert!(
                    !answer.body.contains("Zebra"),
                    "{told}: a password came back"
                );
            }
            if let Some(to) = location(&answer) {
                let next = client.get(&to).await;
                sound(&next, &format!("{told}, then {to}"));
                assert!(
                    to.starts_with('/') && !to.starts_with("//"),
                    "{told}: leads to {to}"
                );
            }
        }
    }
    for (form, what) in [
        (vec![], "no fields"),
        (vec![("other", "Zebra")], "another field"),
    ] {
        sound(&client.post(path, &form).await, &format!("{path}: {what}"));
    }
    let twice: Vec<_> = fields.iter().chain(fields).copied().collect();
    sound(
        &client.post(path, &twice).await,
        &format!("{path}: each field twice"),
    );
    for (kind, body) in [
        ("application/json", "{}"),
        ("text/plain", "a"),
        ("application/x-www-form-urlencoded", "%ff=%fe&=&&&title=%"),
        ("multipart/form-data; boundary=x", "--x--"),
    ] {
        let req = TestRequest::post()
            .uri(path)
            .insert_header(("content-type", kind))
            .set_payload(body);
        sound(
            &client.send(req).await,
            &format!("{path}: a body of {kind}"),
        );
    }
}

#[actix_web::test]
async fn signing_up_takes_what_it_can_and_keeps_the_rest() {
    let app = TestApp::new().await;
    let fields = [
        ("handle", "ann"),
        ("email", "ann@example.org"),
        ("password", PASSWORD),
        ("next", "/proposals"),
    ];
    try_each(&app.visitor(), "/sign-up", &fields, &["handle", "email"]).await;
    let root = app.admin("root").await;
    let made = root
        .post("/admin/invitations", &[("role", "member"), ("note", "")])
        .await;
    let secret = all_after(&made.body, "127.0.0.1:8080/invitation/").swap_remove(0);
    let path = format!("/invitation/{secret}");
    try_each(&app.visitor(), &path, &fields[..3], &["handle", "email"]).await;
    try_each(&app.visitor(), "/invitation/none", &fields[..1], &[]).await;
}

#[actix_web::test]
async fn signing_in_takes_whatever_is_typed() {
    let app = TestApp::new().await;
    let fields = [
        ("who", "ann"),
        ("password", "not the password"),
        ("next", "/"),
    ];
    try_each(&app.visitor(), "/sign-in", &fields, &["who"]).await;
    try_each(&app.visitor(), "/guest", &[("next", "/")], &[]).await;
    try_each(&app.visitor(), "/sign-out", &[], &[]).await;
}

#[actix_web::test]
async fn ones_own_account_takes_whatever_is_typed() {
    let app = TestApp::new().await;
    let ann = app.visitor();
    ann.post(
        "/sign-up",
        &[
            ("handle", "ann"),
            ("email", "ann@example.org"),
            ("password", PASSWORD),
        ],
    )
    .await
    .is(303);
    let profile = [("handle", "ann"), ("name", "Ann"), ("bio", "Bees.")];
    try_each(
        &ann,
        "/settings/profile",
        &profile,
        &["handle", "name", "bio"],
    )
    .await;
    try_each(
        &ann,
        "/settings/email",
        &[("email", "ann@example.org"), ("current", PASSWORD)],
        &["email"],
    )
    .await;
    try_each(
        &ann,
        "/settings/password",
        &[("current", "a guess"), ("password", "seven green bottles")],
        &[],
    )
    .await;
    let token = [
        ("name", "My script"),
        ("days", "90"),
        ("scope", "votes:write"),
    ];
    try_each(&ann, "/settings/tokens", &token, &["name"]).await;
    ann.get("/settings/tokens").await.is(200);
}

#[actix_web::test]
async fn topics_take_whatever_is_typed() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let topic = [
        ("title", "Put News at the top"),
        ("body", "Please."),
        ("board", "product"),
        ("tags", "news, top"),
        ("kind", "discussion"),
    ];
    try_each(&ann, "/discussions", &topic, &["title", "body", "tags"]).await;
    let edit = [topic.as_slice(), &[("version", "")]].concat();
    try_each(&ann, "/t/1/edit", &edit, &["title", "body", "tags"]).await;
    for page in [
        "/",
        "/discussions",
        "/tags",
        "/t/1/revisions",
        "/api/v1/discussions",
    ] {
        clean(&ann.get(page).await, page);
    }
}

#[actix_web::test]
async fn proposals_take_whatever_is_typed() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let proposal = [
        ("title", "Put News at the top"),
        ("body", "Please."),
        ("board", "product"),
        ("tags", "news"),
        ("reason", "I read it daily"),
        ("workaround", "I scroll"),
        ("importance", "nice"),
        ("named", "on"),
    ];
    try_each(
        &ann,
        "/proposals",
        &proposal,
        &["title", "body", "tags", "reason", "workaround"],
    )
    .await;
    for page in ["/", "/proposals", "/tags", "/api/v1/proposals"] {
        clean(&ann.get(page).await, page);
    }
}

#[actix_web::test]
async fn comments_and_votes_take_whatever_is_typed() {
    let app = TestApp::new().await;
    let (ann, mona) = (app.member("ann").await, app.moderator("mona").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    try_each(
        &mona,
        "/t/1/comments",
        &[("body", "Yes"), ("parent", ""), ("official", "on")],
        &["body"],
    )
    .await;
    try_each(
        &mona,
        "/c/1/edit",
        &[("body", "Yes"), ("version", "")],
        &["body"],
    )
    .await;
    let vote = [
        ("want", "yes"),
        ("importance", "nice"),
        ("reason", "Daily"),
        ("workaround", "None"),
        ("named", "on"),
        ("next", "/"),
    ];
    try_each(&mona, "/t/1/vote", &vote, &["reason", "workaround"]).await;
    try_each(
        &mona,
        "/t/1/status",
        &[("status", "planned"), ("response", "Soon.")],
        &["response"],
    )
    .await;
    for path in ["/c/1/removal", "/t/1/removal", "/t/1/restoration"] {
        try_each(&mona, path, &[], &[]).await;
    }
    for page in [
        "/t/1/put-news-at-the-top",
        "/t/1/put-news-at-the-top.md",
        "/t/1/put-news-at-the-top.json",
        "/c/1/revisions",
    ] {
        clean(&mona.get(page).await, page);
    }
}

#[actix_web::test]
async fn the_panel_takes_whatever_is_typed() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    app.member("ann").await;
    for key in [
        "site_name",
        "site_question",
        "registration",
        "writes_per_minute",
        "nothing",
    ] {
        for (what, value) in hostile() {
            let answer = root
                .post("/admin/settings", &[("key", key), ("value", &value)])
                .await;
            sound(&answer, &format!("{key} is {what}"));
            sound(
                &root.get("/admin/settings").await,
                &format!("after {key} was {what}"),
            );
        }
    }
    try_each(
        &root,
        "/admin/settings",
        &[("key", "site_name"), ("value", "Cowpath")],
        &["value"],
    )
    .await;
    try_each(
        &root,
        "/admin/people/2/standing",
        &[("state", "active")],
        &[],
    )
    .await;
    try_each(&root, "/admin/people/2/role", &[("role", "member")], &[]).await;
    try_each(
        &root,
        "/admin/invitations",
        &[("role", "member"), ("note", "For Ann")],
        &["note"],
    )
    .await;
    for path in ["/admin/boards", "/admin/boards/1"] {
        let board = [
            ("slug", ""),
            ("name", "Product"),
            ("description", "What should get easier?"),
            ("position", "1"),
            ("see", "guests"),
            ("propose", "members"),
            ("comment", "members"),
            ("vote", "members"),
        ];
        try_each(&root, path, &board, &["slug", "name", "description"]).await;
    }
    for page in ["/", "/admin/boards", "/admin/people", "/admin/invitations"] {
        clean(&root.get(page).await, page);
    }
}

#[actix_web::test]
async fn addresses_may_hold_anything() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post("/t/1/comments", &[("body", "Yes")]).await.is(303);
    for (what, value) in hostile() {
        let typed: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        let typed = typed.replace('+', "%20");
        for path in [
            "/proposals?q=",
            "/proposals?board=",
            "/proposals?status=",
            "/proposals?tag=",
            "/proposals?by=",
            "/proposals?sort=",
            "/proposals?after=",
            "/discussions?q=",
            "/discussions?after=",
            "/announcements?after=",
            "/proposals/new?title=",
            "/proposals/new?board=",
            "/discussions/new?title=",
            "/discussions/new?kind=",
            "/t/1/put-news-at-the-top?after=",
            "/admin/people?state=",
            "/admin/people?after=",
            "/sign-in?next=",
            "/sign-up?next=",
            "/tags/",
            "/boards/",
            "/people/",
            "/avatars/",
            "/t/",
            "/t/1/",
            "/c/",
            "/invitation/",
            "/admin/boards/",
            "/assets/",
            "/",
            "/api/v1/people/",
            "/api/v1/proposals?after=",
            "/api/v1/proposals?tag=",
        ] {
            let told = format!("{path} and {what}");
            let answer = root.get(&format!("{path}{typed}")).await;
            assert!(
                matches!(answer.status.as_u16(), 301 | 405 | 414) || {
                    sound(&answer, &told);
                    true
                },
                "{told}"
            );
            assert!(!answer.body.contains("<script>alert"), "{told}");
        }
        let req = TestRequest::get()
            .uri("/")
            .insert_header(("x-fragment", "vote"));
        sound(&root.send(req).await, "a part that a page has not");
    }
    // Cookies too.
    for cookie in [
        "cowpath_session=%00",
        "cowpath_session=\u{e9}",
        "cowpath_flash=%3Cscript%3Ealert(1)",
        "=;;=",
        "cowpath_flash=%ff%fe",
    ] {
        let value = actix_web::http::header::HeaderValue::from_bytes(cookie.as_bytes()).unwrap();
        let req = TestRequest::get().uri("/").insert_header(("cookie", value));
        sound(&app.visitor().send(req).await, cookie);
    }
}

#[actix_web::test]
async fn a_form_of_more_than_two_megabytes_is_refused_with_a_page() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let huge = "a".repeat((2 << 20) + 1);
    for path in [
        "/discussions",
        "/proposals",
        "/settings/profile",
        "/settings/tokens",
    ] {
        let answer = ann
            .post(path, &[("title", "Put News at the top"), ("body", &huge)])
            .await;
        answer
            .is(413)
            .says("at most two megabytes. Please shorten your text.");
        assert!(answer.body.contains("</html>"), "{}", answer.body);
        assert!(
            answer
                .header("content-security-policy")
                .starts_with("default-src 'none'")
        );
    }
    let answer = app.visitor().post("/sign-in", &[("who", &huge)]).await;
    answer.is(413);
    // What a text may hold at most is less, and told beside its field.
    let long = "a".repeat(200_001);
    let again = ann
        .post(
            "/discussions",
            &[("title", "Put News at the top"), ("body", &long)],
        )
        .await;
    again.is(422).says("Use at most 200,000 characters.");
    assert!(again.body.contains(&long), "the words are kept");
    let fits = "a ".repeat(99_999);
    ann.post(
        "/discussions",
        &[("title", "Put News at the top"), ("body", &fits)],
    )
    .await
    .is(303);
}
