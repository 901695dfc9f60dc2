//! Joining, signing in and out, one's own account.
use actix_web::test::TestRequest;
use cowpath::access::{Role, Scope, tokens};
use cowpath::accounts::actions;
use cowpath::db::schema::{people, sessions, tokens as kept};
use diesel::prelude::*;
use serde_json::json;

use crate::app::{Answer, Client, PASSWORD, TestApp};

const DAY: i64 = 86_400;

async fn sign_up(client: &Client<'_>, handle: &str) -> Answer {
    sign_up_at(client, "/sign-up", handle).await
}

async fn sign_up_at(client: &Client<'_>, path: &str, handle: &str) -> Answer {
    let email = format!("{handle}@example.org");
    client
        .post(
            path,
            &[
                ("handle", handle),
                ("email", &email),
                ("password", PASSWORD),
            ],
        )
        .await
}

async fn sign_in(client: &Client<'_>, who: &str, password: &str) -> Answer {
    client
        .post("/sign-in", &[("who", who), ("password", password)])
        .await
}

/// The cookie that an answer sets, whole.
fn set_cookie(answer: &Answer, name: &str) -> String {
    let all = answer.headers.get_all("set-cookie");
    all.map(|v| v.to_str().unwrap().to_owned())
        .find(|c| c.starts_with(&format!("{name}=")))
        .unwrap_or_else(|| panic!("no cookie {name}: {:?}", answer.headers))
}

/// The name and value of the session that an answer begins.
fn session(answer: &Answer) -> String {
    let cookie = set_cookie(answer, "cowpath_session");
    cookie.split(';').next().unwrap().to_owned()
}

/// What someone finds who brings nothing but this cookie.
async fn with_cookie(app: &TestApp, path: &str, cookie: &str) -> Answer {
    let req = TestRequest::get()
        .uri(path)
        .insert_header(("cookie", cookie));
    app.visitor().send(req).await
}

/// A program with this token.
fn holding(app: &TestApp, token: String) -> Client<'_> {
    let mut client = app.visitor();
    client.token = Some(token);
    client
}

async fn set(app: &TestApp, admin: &Client<'_>, key: &str, value: &str) {
    admin
        .post("/admin/settings", &[("key", key), ("value", value)])
        .await
        .is(303);
    assert!(app.visitor().get("/").await.status.is_success());
}

/// Everything between `start` and the next quote, each time it occurs.
pub fn all_after(body: &str, start: &str) -> Vec<String> {
    let body = body.replace("&#x2F;", "/");
    body.split(start)
        .skip(1)
        .filter_map(|rest| {
            rest.split(['"', '\'', '<', '&', ' ', '\n'])
                .next()
                .map(str::to_owned)
        })
        .collect()
}

// Joining.

#[actix_web::test]
async fn someone_signs_up_and_is_signed_in() {
    let app = TestApp::new().await;
    let ann = app.visitor();
    ann.get("/settings/profile").await.is(401);
    let welcome = sign_up(&ann, "ann").await;
    welcome.is(303);
    assert_eq!(welcome.location().as_deref(), Some("/"));
    assert!(
        ann.get("/")
            .await
            .body
            .contains("Welcome! You are signed in.")
    );
    assert!(
        !ann.get("/")
            .await
            .body
            .contains("Welcome! You are signed in."),
        "a message is shown once"
    );
    ann.get("/settings/profile").await.is(200);
    app.visitor().get("/people/ann").await.is(200).says("ann");
}

#[actix_web::test]
async fn a_name_that_is_taken_or_looks_like_another_is_refused_beside_its_field() {
    let app = TestApp::new().await;
    sign_up(&app.visitor(), "popa").await.is(303);
    sign_up(&app.visitor(), "bill").await.is(303);
    for (name, refusal) in [
        ("popa", "Someone has this name, or one that looks like it."),
        ("POPA", "Someone has this name, or one that looks like it."),
        ("po_pa", "Someone has this name, or one that looks like it."),
        ("biII", "Someone has this name, or one that looks like it."),
        ("bi1l", "Someone has this name, or one that looks like it."),
        // Cyrillic, all of it.
        ("рора", "Someone has this name, or one that looks like it."),
        ("bіll", "Write the name in the letters of one alphabet."),
        ("p", "Choose a name of 3 to 30 characters."),
    ] {
        let visitor = app.visitor();
        let form = [
            ("handle", name),
            ("email", "kept@example.org"),
            ("password", PASSWORD),
        ];
        let again = visitor.post("/sign-up", &form).await;
        again.is(422).says(refusal).silent_about(PASSWORD);
        assert!(
            again.body.contains(name) && again.body.contains("kept@example.org"),
            "{name}: {}",
            again.body
        );
        visitor.get("/settings/profile").await.is(401);
    }
}

#[actix_web::test]
async fn a_former_name_stays_with_whoever_had_it() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/settings/profile", &[("handle", "annette")])
        .await
        .is(303);
    sign_up(&app.visitor(), "ann")
        .await
        .is(422)
        .says("Someone has this name");
    let bob = app.member("bob").await;
    bob.post("/settings/profile", &[("handle", "ann")])
        .await
        .is(422)
        .says("Someone has this name");
    ann.post("/settings/profile", &[("handle", "ann")])
        .await
        .is(303);
    app.visitor().get("/people/ann").await.is(200);
}

#[actix_web::test]
async fn a_password_that_many_would_guess_is_refused() {
    let app = TestApp::new().await;
    for (password, refusal) in [
        ("short", "Use 8 to 256 characters"),
        ("password", "Too many people would guess this one."),
        ("Beatrice", "Too many people would guess this one."),
        (&"x".repeat(257), "Use 8 to 256 characters"),
    ] {
        let form = [
            ("handle", "beatrice"),
            ("email", "b@example.org"),
            ("password", password),
        ];
        let again = app.visitor().post("/sign-up", &form).await;
        again.is(422).says(refusal);
        assert!(!again.body.contains(&format!("value=\"{password}\"")));
    }
    let form = [
        ("handle", "beatrice"),
        ("email", "nowhere"),
        ("password", PASSWORD),
    ];
    app.visitor()
        .post("/sign-up", &form)
        .await
        .is(422)
        .says("Write an address such as ann@example.org.");
}

#[actix_web::test]
async fn secrets_are_kept_as_hashes_only() {
    let app = TestApp::new().await;
    let secret = session(&sign_up(&app.visitor(), "ann").await);
    let secret = secret.split('=').nth(1).unwrap().to_owned();
    let (hash, password) = app
        .app
        .db
        .read(|conn| {
            let hash: String = sessions::table.select(sessions::token_hash).first(conn)?;
            let password: Option<String> =
                people::table.select(people::password_hash).first(conn)?;
            Ok((hash, password.unwrap()))
        })
        .await
        .unwrap();
    assert_ne!(hash, secret);
    assert!(secret.len() >= 32, "{secret}");
    assert!(
        password.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{password}"
    );
}

// Signing in and out.

#[actix_web::test]
async fn people_sign_in_with_their_name_or_their_address() {
    let app = TestApp::new().await;
    sign_up(&app.visitor(), "ann").await.is(303);
    for who in ["ann", "ANN", " ann ", "ann@example.org", "Ann@Example.org"] {
        let ann = app.visitor();
        sign_in(&ann, who, PASSWORD).await.is(303);
        ann.get("/settings/profile").await.is(200);
    }
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_account_look_the_same() {
    let app = TestApp::new().await;
    sign_up(&app.visitor(), "ann").await.is(303);
    let known = sign_in(&app.visitor(), "ann", "not the password").await;
    known.is(422).says("Name and password do not fit together.");
    known.silent_about("not the password");
    for who in ["bob", "bob@example.org", "ann@example.org"] {
        let other = sign_in(&app.visitor(), who, "not the password").await;
        assert_eq!(other.told(), known.told(), "{who}");
        assert!(other.body.contains(who), "the words are kept");
        assert_eq!(other.body.replace(who, "ann"), known.body, "{who}");
    }
}

#[actix_web::test]
async fn a_session_that_was_signed_out_is_over_everywhere() {
    let app = TestApp::new().await;
    let ann = app.visitor();
    let cookie = session(&sign_up(&ann, "ann").await);
    with_cookie(&app, "/settings/profile", &cookie)
        .await
        .is(200);
    let out = ann.post("/sign-out", &[]).await;
    out.is(303);
    assert_eq!(out.header("clear-site-data"), "\"cache\", \"storage\"");
    assert!(set_cookie(&out, "cowpath_session").contains("Max-Age=0"));
    ann.get("/settings/profile").await.is(401);
    with_cookie(&app, "/settings/profile", &cookie)
        .await
        .is(401);
    // Nobody can be signed out twice, and it does not hurt.
    ann.post("/sign-out", &[]).await.is(303);
    ann.get("/sign-out").await.is(405);
}

#[actix_web::test]
async fn the_session_cookie_is_bound_as_tightly_as_the_address_allows() {
    for (base, path, starts, has) in [
        (
            "http://localhost:8080",
            "",
            "cowpath_session=",
            vec!["Path=/"],
        ),
        (
            "https://example.org",
            "",
            "__Host-session=",
            vec!["Path=/", "Secure"],
        ),
        (
            "https://example.org/feedback",
            "/feedback",
            "__Secure-session=",
            vec!["Path=/feedback", "Secure"],
        ),
    ] {
        let app = TestApp::with(&[("BASE_URL", base)]).await;
        let ann = app.visitor();
        let answer = sign_up_at(&ann, &format!("{path}/sign-up"), "ann").await;
        answer.is(303);
        assert_eq!(answer.location(), Some(format!("{path}/")));
        let cookie = set_cookie(&answer, starts.trim_end_matches('='));
        let parts: Vec<_> = cookie.split("; ").collect();
        for part in has.into_iter().chain(["HttpOnly", "SameSite=Lax"]) {
            assert!(parts.contains(&part), "{base}: {part} is not in {cookie}");
        }
        assert_eq!(
            parts.contains(&"Secure"),
            base.starts_with("https"),
            "{cookie}"
        );
        assert!(!cookie.contains("Domain"), "{cookie}");
        ann.get(&format!("{path}/settings/profile")).await.is(200);
    }
}

#[actix_web::test]
async fn signing_in_begins_a_new_session_and_ends_the_one_before() {
    let app = TestApp::new().await;
    let ann = app.visitor();
    let first = session(&sign_up(&ann, "ann").await);
    let second = session(&sign_in(&ann, "ann", PASSWORD).await);
    assert_ne!(first, second);
    with_cookie(&app, "/settings/profile", &first).await.is(401);
    with_cookie(&app, "/settings/profile", &second)
        .await
        .is(200);
    // A cookie that someone planted is never taken over.
    let mallory = app.visitor();
    let req = TestRequest::post()
        .uri("/sign-in")
        .insert_header(("cookie", "cowpath_session=planted"))
        .set_form([("who", "ann"), ("password", PASSWORD)]);
    assert_ne!(session(&mallory.send(req).await), "cowpath_session=planted");
}

#[actix_web::test]
async fn a_session_ends_after_thirty_idle_days() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for _ in 0..3 {
        app.app.clock.advance(29 * DAY);
        ann.get("/settings/profile").await.is(200);
    }
    app.app.clock.advance(30 * DAY);
    ann.get("/settings/profile").await.is(401);
}

#[actix_web::test]
async fn a_session_ends_after_half_a_year_however_much_it_is_used() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for day in (20..180).step_by(20) {
        app.app.clock.advance(20 * DAY);
        assert_eq!(ann.get("/settings/profile").await.status, 200, "day {day}");
    }
    app.app.clock.advance(20 * DAY);
    ann.get("/settings/profile").await.is(401);
}

#[actix_web::test]
async fn nobody_is_led_off_the_site_after_signing_in() {
    let app = TestApp::new().await;
    sign_up(&app.visitor(), "ann").await.is(303);
    for (next, to) in [
        ("/proposals?sort=new", "/proposals?sort=new"),
        ("", "/"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("evil.example", "/"),
        (" //evil.example", "/"),
        ("/\r\nx-bad: 1", "/"),
    ] {
        let form = [("who", "ann"), ("password", PASSWORD), ("next", next)];
        let answer = app.visitor().post("/sign-in", &form).await;
        assert_eq!(answer.location().as_deref(), Some(to), "{next:?}");
        assert_eq!(answer.header("x-bad"), "");
    }
    let signed_up = app
        .visitor()
        .post(
            "/sign-up",
            &[
                ("handle", "bob"),
                ("email", "bob@example.org"),
                ("password", PASSWORD),
                ("next", "//evil.example"),
            ],
        )
        .await;
    assert_eq!(signed_up.location().as_deref(), Some("/"));
    app.visitor().get("/sign-in?next=/proposals").await.is(200);
    let under = TestApp::with(&[("BASE_URL", "https://example.org/feedback")]).await;
    sign_up_at(&under.visitor(), "/feedback/sign-up", "ann")
        .await
        .is(303);
    let form = [
        ("who", "ann"),
        ("password", PASSWORD),
        ("next", "/proposals"),
    ];
    let answer = under.visitor().post("/feedback/sign-in", &form).await;
    assert_eq!(answer.location().as_deref(), Some("/feedback/proposals"));
}

// One's own account.

#[actix_web::test]
async fn people_see_their_browsers_and_sign_one_out() {
    let app = TestApp::new().await;
    let (phone, laptop) = (app.visitor(), app.visitor());
    sign_up(&phone, "ann").await.is(303);
    let with = TestRequest::post()
        .uri("/sign-in")
        .insert_header((
            "user-agent",
            "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/140.0",
        ))
        .set_form([("who", "ann"), ("password", PASSWORD)]);
    laptop.send(with).await.is(303);
    let list = phone.get("/settings/sessions").await;
    list.is(200).says("Firefox").says("another program");
    let mut ids = all_after(&list.body, "/settings/sessions/");
    ids.sort();
    ids.dedup();
    assert!(!ids.is_empty(), "{}", list.body);
    // Someone else's wish changes nothing.
    let bob = app.member("bob").await;
    for id in 1..=2 {
        bob.post(&format!("/settings/sessions/{id}/end"), &[])
            .await
            .is(303);
    }
    laptop.get("/settings/profile").await.is(200);
    let newest = ids
        .iter()
        .filter_map(|i| i.split('/').next()?.parse::<i64>().ok())
        .max()
        .unwrap();
    phone
        .post(&format!("/settings/sessions/{newest}/end"), &[])
        .await
        .is(303);
    laptop.get("/settings/profile").await.is(401);
    phone.get("/settings/profile").await.is(200);
    assert!(
        !phone
            .get("/settings/sessions")
            .await
            .read()
            .contains("Firefox")
    );
}

#[actix_web::test]
async fn a_new_password_needs_the_old_one_and_signs_other_browsers_out() {
    let app = TestApp::new().await;
    let (here, there) = (app.visitor(), app.visitor());
    sign_up(&here, "ann").await.is(303);
    sign_in(&there, "ann", PASSWORD).await.is(303);
    let refused = here
        .post(
            "/settings/password",
            &[
                ("current", "a guess at it"),
                ("password", "seven green bottles"),
            ],
        )
        .await;
    refused
        .is(422)
        .says("This is not your password.")
        .silent_about("seven green bottles")
        .silent_about("a guess");
    here.post(
        "/settings/password",
        &[("current", PASSWORD), ("password", "password")],
    )
    .await
    .is(422)
    .says("Too many people would guess this one.");
    there.get("/settings/profile").await.is(200);
    here.post(
        "/settings/password",
        &[("current", PASSWORD), ("password", "seven green bottles")],
    )
    .await
    .is(303);
    here.get("/settings/profile").await.is(200);
    there.get("/settings/profile").await.is(401);
    sign_in(&app.visitor(), "ann", PASSWORD).await.is(422);
    sign_in(&app.visitor(), "ann", "seven green bottles")
        .await
        .is(303);
}

#[actix_web::test]
async fn a_new_address_needs_the_password() {
    let app = TestApp::new().await;
    let ann = app.visitor();
    sign_up(&ann, "ann").await.is(303);
    let refused = ann
        .post(
            "/settings/email",
            &[("email", "new@example.org"), ("current", "a guess")],
        )
        .await;
    refused.is(422).says("This is not your password.");
    assert!(
        refused.body.contains("new@example.org"),
        "the words are kept"
    );
    ann.post(
        "/settings/email",
        &[("email", "nowhere"), ("current", PASSWORD)],
    )
    .await
    .is(422)
    .says("Write an address such as ann@example.org.");
    sign_in(&app.visitor(), "new@example.org", PASSWORD)
        .await
        .is(422);
    ann.post(
        "/settings/email",
        &[("email", "new@example.org"), ("current", PASSWORD)],
    )
    .await
    .is(303);
    assert!(
        ann.get("/settings/account")
            .await
            .body
            .contains("new@example.org")
    );
    sign_in(&app.visitor(), "new@example.org", PASSWORD)
        .await
        .is(303);
    sign_in(&app.visitor(), "ann@example.org", PASSWORD)
        .await
        .is(422);
}

#[actix_web::test]
async fn a_profile_is_shown_as_its_owner_wrote_it_and_its_address_to_nobody() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let form = [
        ("handle", "ann"),
        ("name", "Ann O’Hara <3"),
        ("bio", "I keep <b>bees</b>."),
    ];
    ann.post("/settings/profile", &form).await.is(303);
    let page = app.visitor().get("/people/ann").await;
    page.is(200)
        .says("Ann O’Hara <3")
        .says("I keep <b>bees</b>.");
    page.silent_about("<b>bees").silent_about("ann@example.org");
    let long = "x".repeat(1001);
    let again = ann
        .post(
            "/settings/profile",
            &[("handle", "ann"), ("name", "\u{202E}nna"), ("bio", &long)],
        )
        .await;
    again
        .is(422)
        .says("marks that change the direction")
        .says("Use at most 1,000 characters.");
    assert!(again.body.contains(&long), "the words are kept");
    let told = app.visitor().get("/api/v1/people/ann").await;
    told.is(200).silent_about("@example.org");
    assert_eq!(told.value()["name"], "Ann O’Hara <3");
}

#[actix_web::test]
async fn a_changed_handle_redirects() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/settings/profile", &[("handle", "annette")])
        .await
        .is(303);
    for (old, new) in [
        ("/people/ann", "/people/annette"),
        ("/people/ANN", "/people/annette"),
        ("/people/Annette", "/people/annette"),
        (
            "/api/v1/people/ann",
            "http://127.0.0.1:8080/api/v1/people/annette",
        ),
    ] {
        let answer = app.visitor().get(old).await;
        answer.is(301);
        assert_eq!(answer.location().as_deref(), Some(new), "{old}");
    }
    app.visitor().get("/people/nobody").await.is(404);
    app.visitor().get("/api/v1/people/nobody").await.is(404);
}

#[actix_web::test]
async fn a_handle_that_lost_a_hyphen_redirects_too() {
    let app = TestApp::new().await;
    let ann = app.member("ann-lee").await;
    ann.post("/settings/profile", &[("handle", "annlee")])
        .await
        .is(303);
    let answer = app.visitor().get("/people/ann-lee").await;
    answer.is(301);
    assert_eq!(answer.location().as_deref(), Some("/people/annlee"));
    app.visitor().get("/people/annlee").await.is(200);
}

#[actix_web::test]
async fn two_claims_on_one_handle_never_break() {
    let app = TestApp::new().await;
    // `paypaI` looks like `paypal` and folds to `paypai`; `pay_pai` looks like `paypai`.
    let (ann, _bob) = (app.member("pay_pai").await, app.member("paypaI").await);
    ann.post("/settings/profile", &[("handle", "paypai")])
        .await
        .is(422)
        .says("Someone has this name");
}

#[actix_web::test]
async fn everyone_has_a_picture_that_can_do_nothing() {
    let app = TestApp::new().await;
    for handle in ["ann", "nobody-yet", "%3Cscript%3E", "%E5%A4%AA%E9%83%8E"] {
        let picture = app.visitor().get(&format!("/avatars/{handle}.svg")).await;
        picture.is(200).silent_about("<script");
        assert_eq!(picture.header("content-type"), "image/svg+xml");
        assert_eq!(
            picture.header("content-security-policy"),
            "default-src 'none'; sandbox"
        );
        assert_eq!(picture.header("x-content-type-options"), "nosniff");
    }
}

// Who may join.

#[actix_web::test]
async fn with_approval_nobody_signs_in_before_an_admin_says_yes() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.visitor());
    set(&app, &root, "registration", "approval").await;
    let asked = sign_up(&ann, "ann").await;
    asked.is(303);
    assert!(
        asked
            .headers
            .get_all("set-cookie")
            .all(|c| !c.to_str().unwrap().starts_with("cowpath_session"))
    );
    sign_in(&ann, "ann", PASSWORD)
        .await
        .is(403)
        .says("Your account waits for someone to say yes.");
    sign_in(&ann, "ann", "not the password").await.is(422);
    app.visitor().get("/people/ann").await.is(404);
    root.get("/admin/people?state=waiting")
        .await
        .is(200)
        .says("ann@example.org");
    root.get("/admin/people")
        .await
        .silent_about("ann@example.org");
    root.post("/admin/people/2/standing", &[("state", "active")])
        .await
        .is(303);
    sign_in(&ann, "ann", PASSWORD).await.is(303);
    ann.get("/settings/profile").await.is(200);
    app.visitor().get("/people/ann").await.is(200);
}

/// The path of an invitation that an admin makes.
async fn invitation(root: &Client<'_>, role: &str) -> String {
    let made = root
        .post("/admin/invitations", &[("role", role), ("note", "For Ann")])
        .await;
    made.is(200);
    let secret = all_after(&made.body, "127.0.0.1:8080/invitation/").swap_remove(0);
    format!("/invitation/{secret}")
}

#[actix_web::test]
async fn by_invitation_a_link_lets_in_one_person_once() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    set(&app, &root, "registration", "invitation").await;
    app.visitor()
        .get("/sign-up")
        .await
        .is(403)
        .says("New people come by invitation here.");
    sign_up(&app.visitor(), "ann").await.is(403);
    let link = invitation(&root, "moderator").await;
    app.visitor().get(&link).await.is(200);
    let weak = [
        ("handle", "ann"),
        ("email", "ann@example.org"),
        ("password", "short"),
    ];
    app.visitor()
        .post(&link, &weak)
        .await
        .is(422)
        .says("Use 8 to 256 characters");
    let ann = app.visitor();
    sign_up_at(&ann, &link, "ann").await.is(303);
    ann.get("/settings/profile").await.is(200);
    assert_eq!(
        app.visitor().get("/api/v1/people/ann").await.value()["role"],
        "moderator"
    );
    sign_up_at(&app.visitor(), &link, "bob")
        .await
        .is(409)
        .says("This invitation has been used.");
    app.visitor().get(&link).await.is(409);
    app.visitor().get("/invitation/made-up").await.is(404);
    sign_up_at(&app.visitor(), "/invitation/made-up", "bob")
        .await
        .is(404);
    app.visitor().get("/people/bob").await.is(404);
}

#[actix_web::test]
async fn an_invitation_lasts_a_week_and_can_be_taken_back() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    let (old, regretted) = (
        invitation(&root, "member").await,
        invitation(&root, "member").await,
    );
    root.post("/admin/invitations/2/end", &[]).await.is(303);
    app.visitor().get(&regretted).await.is(404);
    app.app.clock.advance(7 * DAY - 1);
    app.visitor().get(&old).await.is(200);
    app.app.clock.advance(1);
    app.visitor()
        .get(&old)
        .await
        .is(409)
        .says("This invitation has expired.");
    sign_up_at(&app.visitor(), &old, "ann").await.is(409);
}

#[actix_web::test]
async fn a_closed_site_takes_nobody_but_the_invited() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    set(&app, &root, "registration", "closed").await;
    app.visitor()
        .get("/sign-up")
        .await
        .is(403)
        .says("This site takes no new accounts.");
    sign_up(&app.visitor(), "ann").await.is(403);
    let link = invitation(&root, "member").await;
    sign_up_at(&app.visitor(), &link, "ann").await.is(303);
    sign_in(&app.visitor(), "ann", PASSWORD).await.is(303);
}

#[actix_web::test]
async fn the_first_link_makes_one_admin_and_no_other() {
    let app = TestApp::new().await;
    let link = || async {
        let now = app.app.now();
        app.app
            .db
            .write(move |tx| actions::first_link(tx, now))
            .await
            .unwrap()
    };
    let (older, newer) = (link().await.unwrap(), link().await.unwrap());
    app.visitor()
        .get(&format!("/invitation/{older}"))
        .await
        .is(404);
    let ann = app.visitor();
    sign_up_at(&ann, &format!("/invitation/{newer}"), "ann")
        .await
        .is(303);
    ann.get("/admin/settings").await.is(200);
    sign_up_at(&app.visitor(), &format!("/invitation/{newer}"), "bob")
        .await
        .is(409);
    assert_eq!(link().await, None, "there is an admin");
    app.app.clock.advance(2 * DAY);
    let fresh = TestApp::new().await;
    let now = fresh.app.now();
    let late = fresh
        .app
        .db
        .write(move |tx| actions::first_link(tx, now))
        .await
        .unwrap()
        .unwrap();
    fresh.app.clock.advance(DAY);
    fresh
        .visitor()
        .get(&format!("/invitation/{late}"))
        .await
        .is(409);
}

// Guests.

#[actix_web::test]
async fn guests_act_only_where_a_board_lets_them() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    app.visitor()
        .post("/guest", &[])
        .await
        .is(403)
        .says("No board here lets guests take part.");
    let open = [
        ("name", "Open"),
        ("slug", "open"),
        ("see", "guests"),
        ("propose", "members"),
        ("vote", "guests"),
    ];
    root.post("/admin/boards", &open).await.is(303);
    ann.post(
        "/proposals",
        &[("title", "A lamp at the door"), ("board", "open")],
    )
    .await
    .is(303);
    // Without going on as a guest nobody votes.
    app.visitor()
        .post("/t/2/vote", &[("want", "yes")])
        .await
        .is(401);
    let guest = app.visitor();
    let welcome = guest.post("/guest", &[("next", "/t/2")]).await;
    welcome.is(303);
    assert_eq!(welcome.location().as_deref(), Some("/t/2"));
    guest.post("/t/2/vote", &[("want", "yes")]).await.is(303);
    assert_eq!(
        guest.get("/t/2/a-lamp-at-the-door.json").await.value()["supporters"],
        2
    );
    guest
        .post("/t/1/vote", &[("want", "yes")])
        .await
        .is(403)
        .says("On this board only members may vote.");
    guest
        .post("/t/2/comments", &[("body", "Hello")])
        .await
        .is(403);
    guest
        .post(
            "/proposals",
            &[("title", "A guest’s wish"), ("board", "open")],
        )
        .await
        .is(403);
    guest
        .post(
            "/discussions",
            &[("title", "A guest’s talk"), ("board", "open")],
        )
        .await
        .is(403);
    for closed in [
        "/settings/profile",
        "/settings/tokens",
        "/settings/sessions",
        "/admin/settings",
    ] {
        guest.get(closed).await.is(403);
    }
    // Once a guest, no second one is made.
    guest.post("/guest", &[]).await.is(303);
    let guests: i64 = app
        .app
        .db
        .read(|conn| {
            Ok(people::table
                .filter(people::role.eq(Role::Guest))
                .count()
                .get_result(conn)?)
        })
        .await
        .unwrap();
    assert_eq!(guests, 1);
}

#[actix_web::test]
async fn a_board_that_guests_cannot_see_lets_no_guest_in() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    let hidden = [
        ("name", "Team"),
        ("see", "staff"),
        ("propose", "guests"),
        ("comment", "guests"),
        ("vote", "guests"),
    ];
    root.post("/admin/boards", &hidden).await.is(303);
    app.visitor().post("/guest", &[]).await.is(403);
}

// Tokens.

#[actix_web::test]
async fn a_token_is_shown_once_and_does_what_its_scopes_say() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let form = [
        ("name", "My script"),
        ("days", "90"),
        ("scope", "account:read"),
        ("scope", "proposals:write"),
    ];
    let made = ann.post("/settings/tokens", &form).await;
    made.is(200).says("My script");
    let token = format!("cow_{}", all_after(&made.body, "cow_").swap_remove(0));
    assert_eq!(token.len(), 58, "{token}");
    assert!(
        !ann.get("/settings/tokens").await.body.contains(&token),
        "shown once"
    );
    let script = holding(&app, token.clone());
    let me = script.get("/api/v1/me").await;
    me.is(200);
    assert_eq!(me.value()["handle"], "ann");
    assert_eq!(me.value()["email"], "ann@example.org");
    assert_eq!(
        me.value()["scopes"],
        json!(["proposals:write", "account:read"])
    );
    // It opens the API, not the pages; and a cookie opens the pages, not the API.
    script.get("/settings/tokens").await.is(401);
    ann.get("/api/v1/me").await.is(401);
    let stored: String = app
        .app
        .db
        .read(|conn| Ok(kept::table.select(kept::token_hash).first(conn)?))
        .await
        .unwrap();
    assert!(!token.contains(&stored));
    let bob = app.member("bob").await;
    bob.post("/settings/tokens/1/end", &[]).await.is(303);
    script.get("/api/v1/me").await.is(200);
    ann.post("/settings/tokens/1/end", &[]).await.is(303);
    script.get("/api/v1/me").await.is(401);
}

#[actix_web::test]
async fn a_token_needs_a_name_a_scope_and_an_end_from_the_list() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for (form, refusal) in [
        (
            vec![("name", ""), ("days", "90"), ("scope", "votes:write")],
            "Name it after the program",
        ),
        (
            vec![("name", "My script"), ("days", "90")],
            "Choose at least one thing it may do.",
        ),
        (
            vec![
                ("name", "My script"),
                ("days", "90"),
                ("scope", "everything"),
            ],
            "Choose at least one thing it may do.",
        ),
        (
            vec![
                ("name", "My script"),
                ("days", "0"),
                ("scope", "votes:write"),
            ],
            "Choose one of the list.",
        ),
        (
            vec![
                ("name", "My script"),
                ("days", "99999999999999999999"),
                ("scope", "votes:write"),
            ],
            "Choose one of the list.",
        ),
    ] {
        let again = ann.post("/settings/tokens", &form).await;
        again.is(422).says(refusal).silent_about("cow_");
        assert!(again.body.contains(form[0].1));
    }
}

#[actix_web::test]
async fn a_token_that_expired_or_was_mistyped_is_refused() {
    let app = TestApp::new().await;
    app.member("ann").await;
    let script = app.program("ann", &[Scope::Account]).await;
    script.get("/api/v1/me").await.is(200);
    let good = script.token.clone().unwrap();
    let typo = |at: usize| {
        let mut letters: Vec<char> = good.chars().collect();
        letters[at] = if letters[at] == 'a' { 'b' } else { 'a' };
        letters.into_iter().collect::<String>()
    };
    for bad in [
        typo(10),
        typo(57),
        good[..57].to_owned(),
        format!("{good}0"),
        "cow_".into(),
        "é".into(),
        String::new(),
    ] {
        let stranger = holding(&app, bad.clone());
        let refused = stranger.get("/api/v1/boards").await;
        assert_eq!(refused.status, 401, "{bad}");
        assert_eq!(refused.header("www-authenticate"), "Bearer");
        assert_eq!(refused.header("content-type"), "application/problem+json");
    }
    let now = app.app.now();
    let brief = app
        .app
        .db
        .write(move |tx| {
            let ann = actions::by_handle(tx, "ann")?;
            tokens::make(
                tx,
                ann.id,
                "brief",
                &[Scope::Account],
                Some(now.plus_days(1)),
                now,
            )
        })
        .await
        .unwrap();
    let brief = holding(&app, brief);
    app.app.clock.advance(DAY - 1);
    brief.get("/api/v1/me").await.is(200);
    app.app.clock.advance(1);
    brief.get("/api/v1/me").await.is(401);
    script.get("/api/v1/me").await.is(200);
}

#[actix_web::test]
async fn no_token_takes_the_account_along() {
    let app = TestApp::new().await;
    app.admin("ann").await;
    let script = app.program("ann", Scope::ALL).await;
    for path in [
        "/settings/password",
        "/settings/email",
        "/settings/tokens",
        "/admin/settings",
    ] {
        script
            .post(path, &[("password", "seven green bottles")])
            .await
            .is(401);
    }
}
