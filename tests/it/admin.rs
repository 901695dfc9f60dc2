//! The panel: settings, people, invitations, boards.
use cowpath::access::Role;

use crate::accounts::all_after;
use crate::app::{Client, PASSWORD, TestApp};

#[actix_web::test]
async fn the_panel_is_for_admins_and_tells_others_nothing() {
    let app = TestApp::new().await;
    let (root, ann, mona) = (
        app.admin("root").await,
        app.member("ann").await,
        app.moderator("mona").await,
    );
    root.post(
        "/admin/boards",
        &[("name", "Secret plans"), ("see", "staff")],
    )
    .await
    .is(303);
    let pages = [
        "/admin",
        "/admin/settings",
        "/admin/people",
        "/admin/invitations",
        "/admin/boards",
        "/admin/boards/2",
    ];
    for page in pages {
        app.visitor()
            .get(page)
            .await
            .is(401)
            .silent_about("Secret plans")
            .silent_about("@example.org");
        ann.get(page)
            .await
            .is(403)
            .says("Only admins may do this.")
            .silent_about("Secret plans")
            .silent_about("@example.org");
        mona.get(page)
            .await
            .is(403)
            .says("Only admins may do this.")
            .silent_about("Secret plans")
            .silent_about("@example.org");
        assert!(root.open(page).await.status.is_success(), "{page}");
    }
    for (path, form) in [
        (
            "/admin/settings",
            vec![("key", "site_name"), ("value", "Mine")],
        ),
        ("/admin/people/2/role", vec![("role", "admin")]),
        ("/admin/people/1/role", vec![("role", "member")]),
        ("/admin/people/1/standing", vec![("state", "closed")]),
        ("/admin/invitations", vec![("role", "admin"), ("note", "")]),
        ("/admin/boards", vec![("name", "Mine")]),
        (
            "/admin/boards/2",
            vec![("name", "Secret plans"), ("see", "guests")],
        ),
    ] {
        app.visitor().post(path, &form).await.is(401);
        ann.post(path, &form)
            .await
            .is(403)
            .silent_about("Secret plans");
        mona.post(path, &form)
            .await
            .is(403)
            .silent_about("Secret plans");
    }
    let home = ann.get("/").await;
    home.is(200)
        .silent_about("Secret plans")
        .silent_about("href=\"/admin");
    assert!(!home.body.contains("Mine"));
    assert_eq!(
        app.visitor().get("/api/v1/people/ann").await.value()["role"],
        "member"
    );
    assert_eq!(
        app.visitor().get("/api/v1/people/root").await.value()["role"],
        "admin"
    );
}

#[actix_web::test]
async fn a_changed_setting_holds_at_once_and_after_a_restart() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post(
        "/admin/settings",
        &[("key", "site_name"), ("value", "Meadow & Sons")],
    )
    .await
    .is(303);
    let page = app.visitor().get("/").await;
    assert!(page.body.contains("Meadow &amp; Sons"), "{}", page.body);
    let kept = app.app.db.read(cowpath::settings::load).await.unwrap();
    assert_eq!(kept.site_name, "Meadow & Sons");
    root.post(
        "/admin/settings",
        &[("key", "site_question"), ("value", "What hurts?")],
    )
    .await
    .is(303);
    assert!(app.visitor().get("/").await.body.contains("What hurts?"));
    assert!(
        app.visitor()
            .get("/")
            .await
            .body
            .contains("Meadow &amp; Sons"),
        "the other one stays"
    );
}

#[actix_web::test]
async fn a_bad_setting_comes_back_with_its_words() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    let long = "Long name ".repeat(50);
    for (key, value) in [
        ("site_name", ""),
        ("site_name", long.as_str()),
        ("registration", "maybe"),
        ("api_per_minute", "lots"),
        ("writes_per_minute", "-1"),
        ("sign_ups_per_day", "999999999999999999999"),
        ("no_such_thing", "1"),
    ] {
        let again = root
            .post("/admin/settings", &[("key", key), ("value", value)])
            .await;
        again.is(422);
        if key != "no_such_thing" && key != "registration" {
            assert!(again.body.contains(value.trim()), "{key}: {}", again.told());
        }
    }
    assert_eq!(app.app.settings().site_name, "Cowpath");
    assert_eq!(
        app.app.db.read(cowpath::settings::load).await.unwrap(),
        cowpath::settings::Settings::default()
    );
}

#[actix_web::test]
async fn boards_are_made_and_changed() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.get("/admin/boards").await.is(200).says("Product");
    let made = [
        ("name", "Garden tools"),
        ("description", "Spades and rakes"),
        ("position", "2"),
    ];
    root.post("/admin/boards", &made).await.is(303);
    assert!(
        app.visitor()
            .get("/proposals?board=garden-tools")
            .await
            .is(200)
            .body
            .contains("Garden tools")
    );
    ann.post(
        "/proposals",
        &[("title", "A longer rake"), ("board", "garden-tools")],
    )
    .await
    .is(303);
    app.visitor()
        .get("/proposals?board=garden-tools")
        .await
        .says("A longer rake");
    let form = root.get("/admin/boards/2").await;
    form.is(200);
    assert!(form.body.contains("Spades and rakes"));
    // Hidden, renamed, and its old address gone.
    let changed = [
        ("name", "Sheds"),
        ("slug", "sheds"),
        ("see", "staff"),
        ("propose", "staff"),
        ("comment", "staff"),
        ("vote", "staff"),
    ];
    root.post("/admin/boards/2", &changed).await.is(303);
    app.visitor()
        .get("/proposals?board=garden-tools")
        .await
        .is(404);
    for reader in [&app.visitor(), &ann] {
        reader.get("/proposals?board=sheds").await.is(404);
        reader
            .get("/proposals")
            .await
            .is(200)
            .silent_about("A longer rake")
            .silent_about("Sheds");
        reader
            .get("/t/1/a-longer-rake")
            .await
            .is(404)
            .silent_about("A longer rake");
    }
    root.get("/proposals?board=sheds")
        .await
        .is(200)
        .says("A longer rake");
    root.get("/admin/boards/99").await.is(404);
}

#[actix_web::test]
async fn a_board_that_is_not_there_cannot_be_changed() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post("/admin/boards/99", &[("name", "Nowhere")])
        .await
        .is(404);
}

#[actix_web::test]
async fn a_boards_faults_are_told_beside_their_fields() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post("/admin/boards", &[("name", "Other")])
        .await
        .is(303);
    for (form, refusal) in [
        (
            vec![
                ("name", "Other"),
                ("slug", "product"),
                ("description", "kept words"),
            ],
            "Another board has this address.",
        ),
        (
            vec![("name", "Product"), ("description", "kept words")],
            "Another board has this address.",
        ),
        (
            vec![("name", ""), ("description", "kept words")],
            "Use 1 to 60 characters.",
        ),
        (
            vec![
                ("name", "Other"),
                ("position", "first"),
                ("description", "kept words"),
            ],
            "Use a number from 0 to 10,000.",
        ),
        (
            vec![
                ("name", "Other"),
                ("see", "everyone"),
                ("description", "kept words"),
            ],
            "Choose guests, members or staff.",
        ),
        (
            vec![("name", "O\u{202E}ther"), ("description", "kept words")],
            "Leave out marks that change the direction of writing.",
        ),
    ] {
        let again = root.post("/admin/boards", &form).await;
        again.is(422).says(refusal);
        assert!(again.body.contains("kept words"), "{}", again.told());
    }
    let again = root
        .post(
            "/admin/boards/2",
            &[
                ("name", "Other"),
                ("slug", "product"),
                ("description", "kept words"),
            ],
        )
        .await;
    again.is(422).says("Another board has this address.");
    assert!(again.body.contains("kept words"));
}

#[actix_web::test]
async fn a_role_holds_from_the_next_request_on() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    ann.get("/admin/settings").await.is(403);
    root.get("/admin/people")
        .await
        .is(200)
        .says("ann")
        .says("ann@example.org");
    root.post("/admin/people/2/role", &[("role", "admin")])
        .await
        .is(303);
    ann.get("/admin/settings").await.is(200);
    root.post("/admin/people/2/role", &[("role", "moderator")])
        .await
        .is(303);
    ann.get("/admin/settings").await.is(403);
    root.post("/admin/people/2/role", &[("role", "king")])
        .await
        .is(400);
    root.post("/admin/people/99/role", &[("role", "member")])
        .await
        .is(404);
    assert_eq!(
        app.visitor().get("/api/v1/people/ann").await.value()["role"],
        "moderator"
    );
}

#[actix_web::test]
async fn the_only_admin_stays() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.post("/admin/people/1/role", &[("role", "member")])
        .await
        .is(409)
        .says("This is the only admin.");
    root.post("/admin/people/1/standing", &[("state", "closed")])
        .await
        .is(409)
        .says("This is the only admin.");
    root.get("/admin/settings").await.is(200);
    root.post("/admin/people/2/role", &[("role", "admin")])
        .await
        .is(303);
    root.post("/admin/people/1/role", &[("role", "member")])
        .await
        .is(303);
    root.get("/admin/settings").await.is(403);
    ann.post("/admin/people/2/standing", &[("state", "closed")])
        .await
        .is(409);
    // A closed admin is none.
    ann.post("/admin/people/1/role", &[("role", "admin")])
        .await
        .is(303);
    ann.post("/admin/people/1/standing", &[("state", "closed")])
        .await
        .is(303);
    ann.post("/admin/people/2/role", &[("role", "member")])
        .await
        .is(409);
}

#[actix_web::test]
async fn a_closed_account_is_out_everywhere_and_comes_back_only_by_signing_in() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.visitor());
    let form = [
        ("handle", "ann"),
        ("email", "ann@example.org"),
        ("password", PASSWORD),
    ];
    ann.post("/sign-up", &form).await.is(303);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    let script = app.program("ann", &[cowpath::access::Scope::Account]).await;
    script.get("/api/v1/me").await.is(200);
    root.post("/admin/people/2/standing", &[("state", "closed")])
        .await
        .is(303);
    ann.get("/settings/profile").await.is(401);
    script.get("/api/v1/me").await.is(401);
    let sign_in = [("who", "ann"), ("password", PASSWORD)];
    app.visitor()
        .post("/sign-in", &sign_in)
        .await
        .is(403)
        .says("This account is closed.");
    // What they wrote stays.
    app.visitor().get("/t/1/put-news-at-the-top").await.is(200);
    root.get("/admin/people?state=closed")
        .await
        .is(200)
        .says("ann@example.org");
    root.post("/admin/people/2/standing", &[("state", "active")])
        .await
        .is(303);
    ann.get("/settings/profile").await.is(401);
    script.get("/api/v1/me").await.is(401);
    app.visitor().post("/sign-in", &sign_in).await.is(303);
    root.post("/admin/people/2/standing", &[("state", "ghost")])
        .await
        .is(400);
    root.post("/admin/people/99/standing", &[("state", "active")])
        .await
        .is(404);
}

#[actix_web::test]
async fn an_invitation_is_shown_once() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    let made = root
        .post(
            "/admin/invitations",
            &[("role", "member"), ("note", "For Zoë")],
        )
        .await;
    made.is(200).says("For Zoë");
    let secret = all_after(&made.body, "127.0.0.1:8080/invitation/").swap_remove(0);
    assert_eq!(secret.len(), 48, "{secret}");
    root.get("/admin/invitations")
        .await
        .is(200)
        .says("For Zoë")
        .silent_about(&secret);
    for (role, note) in [
        ("guest", ""),
        ("", ""),
        ("king", ""),
        ("member", &*"x".repeat(101)),
    ] {
        let again = root
            .post("/admin/invitations", &[("role", role), ("note", note)])
            .await;
        again.is(422).silent_about("127.0.0.1:8080/invitation/");
        assert!(again.body.contains(note), "the words are kept");
    }
}

#[actix_web::test]
async fn the_list_of_people_goes_on_page_by_page() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    for n in 0..55 {
        let handle: &'static str = Box::leak(
            format!(
                "walker{}",
                char::from(b'a' + n % 26)
                    .to_string()
                    .repeat(1 + usize::from(n / 26))
            )
            .into_boxed_str(),
        );
        app.person(handle, Role::Member).await;
    }
    let (mut path, mut found) = ("/admin/people".to_owned(), 0);
    loop {
        let page = root.get(&path).await;
        page.is(200);
        found += page.body.matches("@example.org").count();
        match next(&page.body) {
            Some(next) => path = next,
            None => break,
        }
    }
    assert!(found >= 56, "{found}");
    assert!(path.contains("after="), "{path}");
}

fn next(body: &str) -> Option<String> {
    let all = all_after(
        &body.replace("&amp;", "\u{1}"),
        "href=\"/admin/people?state=active\u{1}after=",
    );
    all.first()
        .map(|after| format!("/admin/people?state=active&after={after}"))
}

#[actix_web::test]
async fn a_moderator_takes_no_invitation_back() {
    let app = TestApp::new().await;
    let (root, mona): (Client<'_>, Client<'_>) =
        (app.admin("root").await, app.moderator("mona").await);
    mona.post("/admin/invitations/1/end", &[]).await.is(403);
    root.post("/admin/invitations/1/end", &[]).await.is(303);
}

#[actix_web::test]
async fn a_setting_holds_no_marks_that_nobody_sees() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    for (value, kept) in [
        ("Mea\0dow\u{1b}[31m", Some("Meadow[31m")),
        ("Two\r\nlines", Some("Two lines")),
        ("\u{202E}wodaeM", None),
    ] {
        let answer = root
            .post("/admin/settings", &[("key", "site_name"), ("value", value)])
            .await;
        assert_eq!(
            answer.status.as_u16(),
            if kept.is_some() { 303 } else { 422 },
            "{value:?}: {}",
            answer.told()
        );
        if let Some(kept) = kept {
            assert_eq!(app.app.settings().site_name, kept);
        }
    }
}
