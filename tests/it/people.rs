//! What each person has here: how they like the site, what they wrote, their own data, and the way out.
use std::collections::BTreeMap;
use std::io::Read;

use actix_web::http::Method;
use actix_web::test::TestRequest;
use cowpath::access::Scope;
use cowpath::db::{Conn, number};
use diesel::prelude::*;
use diesel::sql_types::Text;
use serde_json::{Value, json};

use crate::app::{Client, PASSWORD, TestApp};

const USUAL: [(&str, &str); 7] = [
    ("theme", "system"),
    ("density", "comfortable"),
    ("language", ""),
    ("zone", "UTC"),
    ("landing", "home"),
    ("sort", ""),
    ("shortcuts", "on"),
];

/// The usual form with some of it changed.
fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    USUAL
        .iter()
        .map(|(name, value)| {
            let changed = changes.iter().find(|(n, _)| n == name);
            (*name, changed.map_or(*value, |(_, v)| *v))
        })
        .collect()
}

/// Someone who joined by themselves, so that their password counts.
async fn joined<'a>(app: &'a TestApp, handle: &str) -> Client<'a> {
    let client = app.visitor();
    let email = format!("{handle}@example.org");
    client
        .post(
            "/sign-up",
            &[
                ("handle", handle),
                ("email", &email),
                ("password", PASSWORD),
            ],
        )
        .await
        .is(303);
    client
}

#[actix_web::test]
async fn what_someone_prefers_shows_on_every_page() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    let form = with(&[
        ("theme", "dark"),
        ("density", "compact"),
        ("language", "de"),
        ("zone", "Europe/Berlin"),
    ]);
    ann.post("/settings/preferences", &form).await.is(303);
    let req = TestRequest::get()
        .uri("/t/1/put-news-at-the-top")
        .insert_header(("accept-language", "ar"));
    let page = ann.send(req).await;
    page.is(200);
    for part in [
        "lang=\"de\"",
        "04:04 CET",
        "data-theme=\"dark\"",
        "data-density=\"compact\"",
    ] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    let again = ann.get("/settings/preferences").await;
    for part in [
        "<option value=\"Europe/Berlin\" selected>",
        "value=\"dark\" checked",
        "value=\"compact\" checked",
    ] {
        assert!(again.body.contains(part), "{part}: {}", again.body);
    }
    // A choice in the footer is kept with the account.
    ann.post("/language", &[("lang", "ar"), ("next", "/")])
        .await
        .is(303);
    assert!(ann.get("/tags").await.body.contains("lang=\"ar\""));
    // Others are spoken to as before.
    let other = app.member("bob").await.get("/").await;
    assert!(other.body.contains("lang=\"en\""));
    app.visitor().get("/settings/preferences").await.is(401);
}

#[actix_web::test]
async fn what_does_not_fit_comes_back_beside_its_field() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for (field, value) in [
        ("theme", "pink"),
        ("density", "tight"),
        ("language", "tlh"),
        ("zone", "Mars/Olympus"),
        ("landing", "//evil.example"),
        ("sort", "best"),
    ] {
        let page = ann
            .post("/settings/preferences", &with(&[(field, value)]))
            .await;
        page.is(422);
        assert!(
            page.body.contains(&format!("href=\"#f-{field}\"")),
            "{field}: {}",
            page.body
        );
    }
}

#[actix_web::test]
async fn one_begins_where_one_likes_and_sorts_as_one_likes() {
    let app = TestApp::new().await;
    let ann = joined(&app, "ann").await;
    for title in ["First wish here", "Second wish here"] {
        ann.post("/proposals", &[("title", title)]).await.is(303);
        app.app.clock.advance(3600);
    }
    let bob = app.member("bob").await;
    bob.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    let first = |body: &str| body.find("First wish") < body.find("Second wish");
    assert!(first(&ann.get("/proposals?sort=top").await.body));
    let form = with(&[("landing", "proposals"), ("sort", "new")]);
    ann.post("/settings/preferences", &form).await.is(303);
    assert_eq!(
        ann.get("/").await.is(303).location().as_deref(),
        Some("/proposals")
    );
    let page = ann.get("/proposals").await;
    assert!(!first(&page.body), "{}", page.body);
    // The order that was asked for counts more.
    assert!(first(&ann.get("/proposals?sort=top").await.body));
    assert!(
        page.body.contains("sort=hot"),
        "the usual order stays within reach"
    );
    app.visitor().get("/").await.is(200);
    // After signing in, too.
    let again = app.visitor();
    let to = again
        .post("/sign-in", &[("who", "ann"), ("password", PASSWORD)])
        .await;
    assert_eq!(to.location().as_deref(), Some("/"));
    again.open("/").await.is(200).says("Second wish");
}

#[actix_web::test]
async fn a_visitor_chooses_light_or_dark_by_cookie() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let to = visitor
        .post("/appearance", &[("theme", "dark"), ("next", "/tags")])
        .await;
    assert_eq!(to.is(303).location().as_deref(), Some("/tags"));
    assert!(to.header("set-cookie").contains("cowpath_theme=dark"));
    visitor
        .post("/appearance", &[("theme", "pink")])
        .await
        .is(400);
    let away = visitor
        .post(
            "/appearance",
            &[("theme", "light"), ("next", "//evil.example")],
        )
        .await;
    assert_eq!(away.location().as_deref(), Some("/"));
    // Signed in, it is kept with the account.
    let ann = app.member("ann").await;
    ann.post("/appearance", &[("theme", "dark"), ("next", "/")])
        .await
        .is(303);
    let told = app.program("ann", &[]).await;
    let told = told.get("/api/v1/me/preferences").await;
    told.is(200);
    assert_eq!(told.value()["theme"], "dark");
}

#[actix_web::test]
async fn programs_read_and_change_preferences_with_a_scope_of_their_own() {
    let app = TestApp::new().await;
    app.member("ann").await;
    let path = "/api/v1/me/preferences";
    app.visitor().get(path).await.is(401);
    let reads = app.program("ann", &[Scope::Votes]).await;
    assert_eq!(
        reads.get(path).await.is(200).value(),
        json!({"theme": "system", "density": "comfortable", "language": null, "zone": "UTC",
            "landing": "home", "sort": null, "shortcuts": true})
    );
    reads
        .json(Method::PATCH, path, json!({"theme": "dark"}))
        .await
        .is(403);
    let writes = app.program("ann", &[Scope::Preferences]).await;
    let told = writes
        .json(
            Method::PATCH,
            path,
            json!({"zone": "asia/tokyo", "shortcuts": false}),
        )
        .await;
    assert_eq!(told.is(200).value()["zone"], "Asia/Tokyo");
    writes
        .json(Method::PATCH, path, json!({"language": "ar"}))
        .await
        .is(200);
    let now = writes.get(path).await.value();
    assert_eq!(
        (&now["zone"], &now["language"], &now["shortcuts"]),
        (&json!("Asia/Tokyo"), &json!("ar"), &json!(false)),
        "what is left out stays"
    );
    for wrong in [
        json!({"zone": "Nowhere"}),
        json!({"theme": "pink"}),
        json!({"colour": 1}),
    ] {
        writes.json(Method::PATCH, path, wrong).await.is(422);
    }
}

#[actix_web::test]
async fn a_profile_lists_what_someone_wrote_and_votes_to_themselves_alone() {
    let app = TestApp::new().await;
    let (ann, bob) = (app.member("ann").await, app.member("bob").await);
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await;
    ann.post(
        "/discussions",
        &[("title", "How do you read?"), ("body", "Tell.")],
    )
    .await;
    bob.post(
        "/t/2/comments",
        &[("body", "With *both* eyes, every morning.")],
    )
    .await
    .is(303);
    bob.post(
        "/t/1/vote",
        &[("want", "yes"), ("reason", "Every morning.")],
    )
    .await
    .is(303);
    app.visitor()
        .get("/people/ann")
        .await
        .is(200)
        .says("Put News at the top");
    app.visitor()
        .get("/people/ann/discussions")
        .await
        .is(200)
        .says("How do you read?");
    app.visitor()
        .get("/people/bob/comments")
        .await
        .is(200)
        .says("With both eyes")
        .says("How do you read?");
    bob.get("/people/bob/votes")
        .await
        .is(200)
        .says("Put News at the top")
        .says("Every morning.");
    for other in [&ann, &app.visitor()] {
        other.get("/people/bob/votes").await.is(404);
        other
            .get("/people/bob")
            .await
            .silent_about("/people/bob/votes");
    }
    let topics = app.visitor().get("/api/v1/people/ann/topics").await;
    let titles: Vec<_> = topics.value()["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["title"].clone())
        .collect();
    assert_eq!(titles, ["How do you read?", "Put News at the top"]);
    let said = app.visitor().get("/api/v1/people/bob/comments").await;
    assert_eq!(said.value()["data"][0]["topic_title"], "How do you read?");
    // An old handle leads on, list and all.
    bob.post("/settings/profile", &[("handle", "robert")])
        .await
        .is(303);
    let moved = app.visitor().get("/people/bob/comments").await;
    assert_eq!(
        moved.is(301).location().as_deref(),
        Some("/people/robert/comments")
    );
}

#[actix_web::test]
async fn lists_of_a_profile_page_by_key() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/discussions", &[("title", "How do you read?")])
        .await;
    for n in 0..65 {
        ann.post("/t/1/comments", &[("body", &format!("Word {n}."))])
            .await;
    }
    let (mut path, mut seen) = (
        "/api/v1/people/ann/comments?limit=20".to_owned(),
        Vec::new(),
    );
    loop {
        let told = app.visitor().get(&path).await.is(200).value();
        seen.extend(
            told["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|c| c["body"].as_str().unwrap().to_owned()),
        );
        match told["next"].as_str() {
            Some(next) => path = next.replace("http://127.0.0.1:8080", ""),
            None => break,
        }
    }
    let wanted: Vec<_> = (0..65).rev().map(|n| format!("Word {n}.")).collect();
    assert_eq!(seen, wanted);
    let page = app.visitor().get("/people/ann/comments").await;
    page.says("Word 64.").silent_about("Word 34.");
    let next = page.body.split("rel=\"next\" href=\"").nth(1).unwrap();
    let next = next.split('"').next().unwrap();
    app.visitor().get(next).await.is(200).says("Word 34.");
    app.visitor()
        .get("/people/ann/comments?after=nonsense")
        .await
        .is(400);
}

/// The JSON files of a zip, by name.
fn files(zip: &[u8]) -> BTreeMap<String, Value> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    (0..zip.len())
        .map(|at| {
            let mut file = zip.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (
                file.name().unwrap().into_owned(),
                serde_json::from_str(&text).unwrap(),
            )
        })
        .collect()
}

#[actix_web::test]
async fn ones_own_data_comes_as_a_file_without_secrets() {
    let app = TestApp::new().await;
    let ann = joined(&app, "ann").await;
    ann.post(
        "/proposals",
        &[
            ("title", "Put News at the top"),
            ("body", "First words"),
            ("reason", "Every morning."),
            ("workaround", "A bookmark."),
        ],
    )
    .await
    .is(303);
    ann.post(
        "/t/1/edit",
        &[("title", "Put News at the top"), ("body", "Other words")],
    )
    .await
    .is(303);
    ann.post("/t/1/comments", &[("body", "Still true.")]).await;
    let made = ann
        .post(
            "/settings/tokens",
            &[
                ("name", "Script"),
                ("days", "never"),
                ("scope", "votes:write"),
            ],
        )
        .await;
    let token = made.body.split("cow_").nth(1).unwrap()[..20].to_owned();
    ann.get("/settings/data").await.is(200);
    let refused = ann.post("/settings/data", &[("password", "guess")]).await;
    refused.is(422).says("This is not your password.");
    let zip = ann.post("/settings/data", &[("password", PASSWORD)]).await;
    zip.is(200);
    assert_eq!(zip.header("content-type"), "application/zip");
    assert!(zip.header("content-disposition").starts_with("attachment"));
    let files = files(&zip.bytes);
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    for name in [
        "about.json",
        "account.json",
        "activity.json",
        "bookmarks.json",
        "comments.json",
        "extras.json",
        "follows.json",
        "ignored.json",
        "mail.json",
        "preferences.json",
        "read.json",
        "revisions.json",
        "searches.json",
        "sessions.json",
        "tokens.json",
        "topics.json",
        "votes.json",
        "webhooks.json",
    ] {
        assert!(names.contains(&name), "{name} is not in {names:?}");
    }
    assert_eq!(files["account.json"]["email"], "ann@example.org");
    assert_eq!(files["topics.json"][0]["body"], "Other words");
    assert_eq!(files["revisions.json"][0]["body"], "First words");
    assert_eq!(files["votes.json"][0]["workaround"], "A bookmark.");
    assert_eq!(files["comments.json"][0]["body"], "Still true.");
    assert_eq!(files["tokens.json"][0]["name"], "Script");
    let all = serde_json::to_string(&files).unwrap();
    for secret in ["hash", "argon2", &token] {
        assert!(!all.contains(secret), "{secret} is in {all}");
    }
    app.visitor()
        .post("/settings/data", &[("password", PASSWORD)])
        .await
        .is(401);
}

#[actix_web::test]
async fn passwords_are_not_tried_without_end() {
    let app = TestApp::with(&[("COWPATH_RATE_LIMITS", "on")]).await;
    let ann = app.member("ann").await;
    let mut last = 0;
    for _ in 0..8 {
        last = ann
            .post("/settings/account/deletion", &[("password", "guess")])
            .await
            .status
            .as_u16();
    }
    assert_eq!(last, 429);
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

/// Every table that holds this word anywhere.
async fn holding(app: &TestApp, word: &str) -> Vec<String> {
    let word = word.to_lowercase();
    app.app
        .db
        .read(move |conn| {
            let names = |conn: &mut Conn, sql: &str| -> QueryResult<Vec<String>> {
                let rows: Vec<Name> = diesel::sql_query(sql).load(conn)?;
                Ok(rows.into_iter().map(|r| r.name).collect())
            };
            let sqlite = matches!(conn, Conn::Sqlite(_));
            let tables = names(
                conn,
                match sqlite {
                    true => "select name from sqlite_master where type = 'table' and name not like '%\\_fts%' escape '\\'",
                    false => "select table_name::text as name from information_schema.tables where table_schema = 'public'",
                },
            )?;
            assert!(tables.len() > 25, "{tables:?}");
            let mut found = Vec::new();
            for table in tables {
                let test = match sqlite {
                    true => names(conn, &format!("select name from pragma_table_info('{table}')"))?
                        .iter()
                        .map(|c| format!("instr(lower(coalesce(cast(\"{c}\" as text), '')), '{word}') > 0"))
                        .collect::<Vec<_>>()
                        .join(" or "),
                    false => format!("lower(\"{table}\"::text) like '%{word}%'"),
                };
                let sql = format!("select count(*) as n from \"{table}\" where {test}");
                if number(conn, &sql)? > 0 {
                    found.push(table);
                }
            }
            Ok(found)
        })
        .await
        .unwrap()
}

/// Where a word is among bytes, whatever its case.
fn place(bytes: &[u8], word: &str) -> Option<usize> {
    bytes
        .windows(word.len())
        .position(|w| w.eq_ignore_ascii_case(word.as_bytes()))
}
fn holds(bytes: &[u8], word: &str) -> bool {
    place(bytes, word).is_some()
}
fn around(bytes: &[u8], word: &str) -> String {
    let at = place(bytes, word).unwrap_or_default();
    let end = (at + 80).min(bytes.len());
    String::from_utf8_lossy(&bytes[at.saturating_sub(40)..end]).into_owned()
}

/// Every column that names a person, as the schema and its foreign keys tell: `table.column`.
async fn naming_people(app: &TestApp) -> Vec<String> {
    app.app
        .db
        .read(|conn| {
            let tied = match conn {
                Conn::Sqlite(_) => {
                    "select m.name || '.' || f.\"from\" as name from sqlite_master m
                     join pragma_foreign_key_list(m.name) f where m.type = 'table' and f.\"table\" = 'people'"
                }
                Conn::Postgres(_) => {
                    "select c.conrelid::regclass::text || '.' || a.attname as name from pg_constraint c
                     join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
                     where c.contype = 'f' and c.confrelid = 'people'::regclass"
                }
            };
            let rows: Vec<Name> = diesel::sql_query(tied).load(conn)?;
            Ok(rows.into_iter().map(|r| r.name).collect())
        })
        .await
        .unwrap()
}

#[actix_web::test]
async fn every_column_that_names_a_person_is_let_go_of_by_some_room() {
    let app = TestApp::new().await;
    let held: Vec<&str> = app
        .app
        .part::<cowpath::accounts::belongings::Everything>()
        .0
        .iter()
        .flat_map(|room| room.holds)
        .copied()
        .collect();
    let mut named = naming_people(&app).await;
    assert!(named.len() > 25, "{named:?}");
    // Some columns name people without a foreign key: they are known by how such columns are called.
    let schema = std::fs::read_to_string("src/db/schema.rs").unwrap();
    let mut columns = Vec::new();
    for table in schema.split("diesel::table! {").skip(1) {
        let (head, rest) = table.split_once('{').unwrap();
        let name = head.split('(').next().unwrap().trim();
        for line in rest.split('}').next().unwrap().lines() {
            let Some((column, kind)) = line.trim().split_once(" -> ") else {
                continue;
            };
            columns.push(format!("{name}.{column}"));
            let person = [
                "person",
                "by",
                "owner",
                "author",
                "actor",
                "user",
                "member",
                "ignored",
                "sender",
                "reader",
                "recipient",
            ];
            let called = column.strip_suffix("_id").unwrap_or(column);
            if kind.contains("BigInt") && called.split('_').any(|part| person.contains(&part)) {
                named.push(format!("{name}.{column}"));
            }
        }
    }
    // A worker owns a lease, and is nobody.
    named.retain(|column| column != "jobs.lease_owner");
    named.sort();
    named.dedup();
    let missed: Vec<_> = named
        .iter()
        .filter(|column| !held.contains(&column.as_str()))
        .collect();
    assert!(missed.is_empty(), "in no room's belongings: {missed:?}");
    let unknown: Vec<_> = held
        .iter()
        .filter(|column| !columns.contains(&(**column).to_owned()))
        .collect();
    assert!(unknown.is_empty(), "no such columns: {unknown:?}");
}

#[actix_web::test]
async fn what_staff_decided_stays_when_they_leave_and_names_nobody() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let email = ("email", "mona@example.org");
    let mona = app.visitor();
    mona.post(
        "/sign-up",
        &[("handle", "mona"), email, ("password", PASSWORD)],
    )
    .await
    .is(303);
    let ada = app.admin("ada").await;
    ada.post("/admin/people/2/role", &[("role", "moderator")])
        .await
        .is(303);
    for title in [
        "The first of all wishes",
        "Much the same wish",
        "Another thing entirely",
    ] {
        ann.post("/proposals", &[("title", title)]).await.is(303);
    }
    ann.post(
        "/discussions",
        &[("title", "How is it done?"), ("body", "Tell.")],
    )
    .await
    .is(303);
    ann.post("/t/4/comments", &[("body", "So.")]).await.is(303);
    let program = app
        .program("mona", &[Scope::Moderation, Scope::Behalf, Scope::Comments])
        .await;
    for (path, body) in [
        ("/api/v1/topics/3/pin", json!({})),
        ("/api/v1/topics/3/lock", json!({"why": "Enough."})),
        (
            "/api/v1/proposals/3/plan",
            json!({"owner": "mona", "eta": "2026-03"}),
        ),
        (
            "/api/v1/proposals/1/behalf",
            json!({"person": "Somebody Else"}),
        ),
        ("/api/v1/proposals/2/merge", json!({"into": 1})),
        ("/api/v1/comments/1/acceptance", json!({})),
    ] {
        let method = Method::PUT;
        let done = program.json(method, path, body).await;
        assert!(done.status.is_success(), "{path}: {}", done.body);
    }
    let named = || async {
        let columns: Vec<String> = naming_people(&app).await;
        app.app
            .db
            .read(move |conn| {
                let mut found = Vec::new();
                for column in &columns {
                    let (table, name) = column.split_once('.').unwrap();
                    let sql = format!("select count(*) as n from {table} where {name} = 2");
                    if number(conn, &sql)? > 0 {
                        found.push(column.clone());
                    }
                }
                Ok(found)
            })
            .await
            .unwrap()
    };
    let before = named().await;
    for column in [
        "pins.by_id",
        "closures.by_id",
        "merges.by_id",
        "answers.by_id",
        "behalves.by_id",
        "proposals.owner_id",
    ] {
        assert!(before.contains(&column.to_owned()), "{column}: {before:?}");
    }
    mona.post("/settings/account/deletion", &[("password", PASSWORD)])
        .await
        .is(303);
    assert_eq!(
        named().await,
        ["handles.person_id"],
        "but for a name of nobody"
    );
    assert_eq!(app.broken().await, [""; 0]);
    // What was decided stands.
    let told = app
        .visitor()
        .get("/api/v1/topics/3/decisions")
        .await
        .value();
    assert_eq!(
        (&told["pinned"], &told["locked"]),
        (&json!(true), &json!("Enough."))
    );
    assert_eq!(told["owner"], json!(null));
    app.visitor().get("/t/1").await;
    app.visitor().open("/t/4").await.is(200).says("So.");
}

#[actix_web::test]
async fn a_guest_takes_their_data_along_and_leaves_without_a_password() {
    let app = TestApp::new().await;
    let ada = app.admin("ada").await;
    ada.post(
        "/admin/boards/1",
        &[
            ("name", "Ideas"),
            ("see", "guests"),
            ("propose", "guests"),
            ("comment", "guests"),
            ("vote", "guests"),
        ],
    )
    .await
    .is(303);
    let guest = app.visitor();
    guest.post("/guest", &[]).await.is(303);
    guest
        .post("/proposals", &[("title", "A guest's own wish")])
        .await
        .is(303);
    let page = guest.get("/settings/data").await;
    page.is(200).silent_about("type=\"password\"");
    let zip = guest.post("/settings/data", &[]).await;
    assert_eq!(zip.is(200).header("content-type"), "application/zip");
    assert_eq!(
        files(&zip.bytes)["topics.json"][0]["title"],
        "A guest's own wish"
    );
    let page = guest.get("/settings/account/deletion").await;
    page.is(200)
        .says("One topic that nobody answered is erased.")
        .silent_about("type=\"password\"");
    guest.post("/settings/account/deletion", &[]).await.is(303);
    guest.get("/settings/data").await.is(401);
    app.visitor().get("/t/1").await.is(404);
    assert_eq!(app.broken().await, [""; 0]);
    // Whoever has a password is asked for it.
    let ann = joined(&app, "ann").await;
    ann.post("/settings/data", &[]).await.is(422);
}

#[actix_web::test]
async fn ones_data_is_gathered_a_few_times_a_day() {
    let app = TestApp::with(&[("COWPATH_RATE_LIMITS", "on")]).await;
    app.admin("ada").await;
    let guest = app.member("gus").await;
    app.app
        .db
        .write(|tx| {
            diesel::sql_query("update people set role = 'guest' where handle = 'gus'")
                .execute(&mut **tx)?;
            Ok(())
        })
        .await
        .unwrap();
    for _ in 0..5 {
        guest.post("/settings/data", &[]).await.is(200);
    }
    guest.post("/settings/data", &[]).await.is(429);
}

#[actix_web::test]
async fn whoever_leaves_leaves_nothing_but_what_others_answered() {
    let app = TestApp::new().await;
    let (bob, mona) = (app.member("bob").await, app.moderator("mona").await);
    let zoe = joined(&app, "zoekanari").await;
    zoe.post(
        "/settings/profile",
        &[
            ("handle", "zoekanari"),
            ("name", "Zoë Kanari"),
            ("bio", "Biographically kanaridad."),
        ],
    )
    .await
    .is(303);
    // 1: nobody answers. 2: bob wants it. 3: bob comments. 4: staff answer. 5: bob's own.
    for (title, body) in [
        ("Kanarione alone here", "kanaribody"),
        ("Wanted by another", "kept words"),
        ("Talked about by another", "kept words"),
        ("Answered by the staff", "kept words"),
    ] {
        zoe.post(
            "/proposals",
            &[
                ("title", title),
                ("body", body),
                ("reason", "kanarireason every day"),
                ("workaround", "kanariworkaround"),
                ("named", "on"),
                ("tags", "birds"),
            ],
        )
        .await
        .is(303);
    }
    zoe.post(
        "/t/2/edit",
        &[("title", "Wanted by another"), ("body", "new words kept")],
    )
    .await
    .is(303);
    zoe.post(
        "/t/1/edit",
        &[
            ("title", "Kanarione alone here"),
            ("body", "kanariedited"),
            ("tags", "birds"),
        ],
    )
    .await
    .is(303);
    bob.post("/discussions", &[("title", "Something of bob's")])
        .await
        .is(303);
    bob.post("/t/2/vote", &[("want", "yes")]).await.is(303);
    bob.post("/t/3/comments", &[("body", "I see.")])
        .await
        .is(303);
    mona.post(
        "/t/4/status",
        &[("status", "planned"), ("response", "Soon.")],
    )
    .await
    .is(303);
    // On bob's: one comment nobody answers, a thread of their own, one that bob answers, one removed and answered.
    for (body, parent) in [
        ("kanarilone", ""),
        ("kanarithread", ""),
        ("kanarithread too", "3"),
        ("What stays here", ""),
        ("kanariremoved", ""),
    ] {
        zoe.post("/t/5/comments", &[("body", body), ("parent", parent)])
            .await
            .is(303);
    }
    bob.post("/t/5/comments", &[("body", "Indeed."), ("parent", "5")])
        .await
        .is(303);
    bob.post("/t/5/comments", &[("body", "Oh."), ("parent", "6")])
        .await
        .is(303);
    zoe.post("/c/5/edit", &[("body", "What stays, edited")])
        .await
        .is(303);
    zoe.post("/c/6/removal", &[]).await.is(303);
    // Beside it: a token, a program with free fields, an answer kept for repeats, preferences, another handle.
    let program = app
        .program("zoekanari", &[Scope::Extra, Scope::Proposals, Scope::Votes])
        .await;
    program
        .json(
            Method::PUT,
            "/api/v1/topics/5/extra/kanariapp",
            json!({"kanarikey": "kanarivalue"}),
        )
        .await
        .is(200);
    program
        .json(
            Method::PUT,
            "/api/v1/proposals/2/vote/extra/kanariapp",
            json!({"kanarikey": 1}),
        )
        .await
        .is(200);
    let req = TestRequest::post()
        .uri("/api/v1/proposals")
        .insert_header(("idempotency-key", "kanari-1"))
        .set_json(json!({"title": "Kanariapi wish of mine"}));
    program.send(req).await.is(201);
    zoe.post("/settings/preferences", &with(&[("theme", "dark")]))
        .await
        .is(303);
    zoe.post(
        "/settings/profile",
        &[
            ("handle", "kanarilla"),
            ("name", "Zoë Kanari"),
            ("bio", "Biographically kanaridad."),
        ],
    )
    .await
    .is(303);
    // And what only they look at: bookmarks, follows, a kept search, drafts, a picture, somebody ignored.
    for (path, form) in [
        (
            "/t/5/bookmark",
            vec![("keep", "yes"), ("note", "kanarinote")],
        ),
        (
            "/settings/searches",
            vec![("name", "Kanarisearch"), ("q", "kanariquery")],
        ),
    ] {
        let done = zoe.post(path, &form).await;
        assert!(done.status.as_u16() < 400, "{path}: {}", done.told());
    }
    let writer = app
        .program("zoekanari", &[Scope::Drafts, Scope::Following])
        .await;
    writer
        .json(
            Method::PUT,
            "/api/v1/me/drafts/proposal",
            json!({"title": "Kanaridraft"}),
        )
        .await
        .is(200);
    writer
        .json(
            Method::PUT,
            "/api/v1/topics/5/bookmark",
            json!({"note": "kanarinote"}),
        )
        .await
        .is(200);
    // Staff asked for something in their name.
    bob.post("/proposals", &[("title", "Asked for by letter")])
        .await
        .is(303);
    let asked = app
        .program("mona", &[Scope::Behalf])
        .await
        .json(
            Method::PUT,
            "/api/v1/proposals/7/behalf",
            json!({"person": "zoekanari", "source_url": "https://letters.example/kanariletter"}),
        )
        .await;
    asked.is(200);
    app.settle().await;
    assert_eq!(app.broken().await, [""; 0]);
    let there = holding(&app, "kanari").await;
    for table in [
        "topics",
        "comments",
        "revisions",
        "votes",
        "behalves",
        "bookmarks",
        "drafts",
        "saved_searches",
        "handles",
        "people",
        "extras",
    ] {
        assert!(there.contains(&table.to_owned()), "{table}: {there:?}");
    }
    if let Some(bytes) = app.raw().await {
        assert!(holds(&bytes, "kanari"));
    }

    // What would happen is told, and counted; nothing happens without the password.
    let page = zoe.get("/settings/account/deletion").await;
    page.is(200)
        .says("2 topics that nobody answered are erased.")
        .says("3 topics that others answered stay")
        .says("3 comments that nobody replied to are erased.")
        .says("2 comments that others replied to stay")
        .says("Your 6 votes are taken back");
    zoe.post("/settings/account/deletion", &[("password", "guess")])
        .await
        .is(422);
    let gone = zoe
        .post("/settings/account/deletion", &[("password", PASSWORD)])
        .await;
    assert_eq!(gone.is(303).location().as_deref(), Some("/"));
    zoe.get("/settings/profile").await.is(401);
    program.get("/api/v1/me").await.is(401);
    app.settle().await;
    assert_eq!(app.broken().await, [""; 0], "every count is true");

    // Nothing is left in any table.
    for word in ["kanari", "zoë", "zoekanari@example.org"] {
        let tables = holding(&app, word).await;
        assert_eq!(tables, [""; 0], "{word} is still there");
    }
    // Nor on any page of the file, not even a free one.
    cowpath::search::docs::scrub(&app.app.db).await.unwrap();
    if let Some(bytes) = app.raw().await {
        for word in ["kanari", "zoë", "zoekanari@example.org"] {
            assert!(
                !holds(&bytes, word),
                "{word} is still in the file: {}",
                around(&bytes, word)
            );
        }
    }
    let acts = "select count(*) as n from events e join people p on p.id = e.actor_id where p.state = 'deleted'";
    let acts = app
        .app
        .db
        .read(move |conn| Ok(number(conn, acts)?))
        .await
        .unwrap();
    assert_eq!(acts, 0, "no event names them");

    // What others answered stays, by nobody.
    for id in [1, 6] {
        app.visitor().get(&format!("/t/{id}")).await.is(404);
    }
    for id in [2, 3, 4] {
        let page = app.visitor().open(&format!("/t/{id}")).await;
        page.is(200)
            .says("deleted person")
            .silent_about("/people/zoekanari");
    }
    let told = app.visitor().get("/api/v1/proposals/2").await.value();
    assert_eq!(told["supporters"], 1);
    let author = told["author"]["handle"].as_str().unwrap().to_owned();
    assert!(author.starts_with("deleted-"), "{author}");
    for path in [
        format!("/people/{author}"),
        "/people/kanarilla".into(),
        "/people/zoekanari".into(),
    ] {
        app.visitor().get(&path).await.is(404);
    }
    let thread = app.visitor().open("/t/5").await;
    thread
        .is(200)
        .says("What stays, edited")
        .says("Indeed.")
        .silent_about("kanari");
    app.visitor()
        .get("/t/2/revisions")
        .await
        .silent_about("kept words");

    // Nobody takes the name over, nor a name of nobody; signing in is over.
    for handle in ["zoekanari", "zoe-kanari", "kanarilla", "deleted-anna"] {
        let email = "new@example.org";
        app.visitor()
            .post(
                "/sign-up",
                &[("handle", handle), ("email", email), ("password", PASSWORD)],
            )
            .await
            .is(422);
    }
    bob.post("/settings/profile", &[("handle", "kanarilla")])
        .await
        .is(422);
    app.visitor()
        .post(
            "/sign-in",
            &[("who", "zoekanari@example.org"), ("password", PASSWORD)],
        )
        .await
        .is(422);
}

#[actix_web::test]
async fn the_only_admin_cannot_leave_and_admins_delete_others_with_a_reason() {
    let app = TestApp::new().await;
    let ada = app.admin("ada").await;
    let bob = app.member("bob").await;
    bob.post("/proposals", &[("title", "Bob's wish is this")])
        .await
        .is(303);
    ada.get("/settings/account/deletion")
        .await
        .is(200)
        .says("This is the only admin.");
    let (id, own) = ("2", "1");
    bob.get("/admin/people/2/deletion").await.is(403);
    ada.get(&format!("/admin/people/{id}/deletion"))
        .await
        .is(200)
        .says("One topic that nobody answered is erased.");
    ada.post(&format!("/admin/people/{id}/deletion"), &[("reason", " ")])
        .await
        .is(422);
    let own = ada
        .post(
            &format!("/admin/people/{own}/deletion"),
            &[("reason", "I go.")],
        )
        .await;
    assert_eq!(
        own.location().as_deref(),
        Some("/settings/account/deletion"),
        "oneself with one's password"
    );
    let form = [("reason", "Asked for it by letter.")];
    ada.post(&format!("/admin/people/{id}/deletion"), &form)
        .await
        .is(303);
    app.visitor().get("/t/1").await.is(404);
    bob.get("/settings/profile").await.is(401);
    ada.get(&format!("/admin/people/{id}/deletion"))
        .await
        .is(404);
    ada.post(&format!("/admin/people/{id}/deletion"), &form)
        .await
        .is(303);
    assert_eq!(app.broken().await, [""; 0]);
}
