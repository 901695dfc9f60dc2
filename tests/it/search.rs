//! Searching: what is found, by whom, in which words, on both engines.
use actix_web::http::Method;
use cowpath::access::Scope;
use cowpath::db::Conn;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use serde_json::json;

use crate::app::{Client, TestApp};

async fn asks(who: &Client<'_>, title: &str, body: &str, tags: &str) {
    who.post(
        "/proposals",
        &[("title", title), ("body", body), ("tags", tags)],
    )
    .await
    .is(303);
}

/// Titles of what the API finds, in its order.
async fn found(who: &Client<'_>, q: &str) -> Vec<String> {
    let q: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
    let answer = who.get(&format!("/api/v1/search?q={q}")).await;
    answer.is(200);
    answer.value()["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| {
            format!(
                "{}: {}",
                hit["kind"].as_str().unwrap(),
                hit["title"].as_str().unwrap()
            )
        })
        .collect()
}

async fn filled(app: &TestApp) {
    let (ann, bob) = (app.member("ann").await, app.member("bob_builder").await);
    asks(
        &ann,
        "Notifications when a build fails",
        "An e-mail would do. The **crème brûlée** of features.",
        "alerts",
    )
    .await;
    asks(
        &ann,
        "Dark mode for the editor",
        "My eyes hurt at night; a reading mode would help too.",
        "look, editor",
    )
    .await;
    asks(&bob, "支持夜间模式", "晚上阅读更舒服。", "").await;
    bob.post(
        "/discussions",
        &[
            ("title", "How do you read at night?"),
            ("body", "I dim the lights."),
        ],
    )
    .await
    .is(303);
    bob.post(
        "/t/2/comments",
        &[("body", "Solarized is what I use in the <editor> today.")],
    )
    .await
    .is(303);
    app.settle().await;
}

#[actix_web::test]
async fn words_are_found_in_titles_texts_comments_people_and_tags() {
    let app = TestApp::new().await;
    filled(&app).await;
    let eve = app.visitor();
    assert_eq!(
        found(&eve, "notification").await,
        ["proposal: Notifications when a build fails"]
    );
    assert_eq!(
        found(&eve, "CREME brulee").await,
        ["proposal: Notifications when a build fails"],
        "accents and case do not matter"
    );
    assert_eq!(
        found(&eve, "solariz").await,
        ["comment: Dark mode for the editor"],
        "the last word may be only begun"
    );
    assert_eq!(found(&eve, "夜间").await, ["proposal: 支持夜间模式"]);
    assert_eq!(found(&eve, "模").await, ["proposal: 支持夜间模式"]);
    assert_eq!(found(&eve, "阅读更舒").await, ["proposal: 支持夜间模式"]);
    assert_eq!(found(&eve, "bob_builder ").await, ["person: bob_builder"]);
    assert_eq!(
        found(&eve, "alerts ").await,
        ["proposal: Notifications when a build fails", "tag: alerts"]
    );
    assert_eq!(
        found(&eve, "night ").await,
        [
            "discussion: How do you read at night?",
            "proposal: Dark mode for the editor"
        ],
        "a word in the title counts more than one in the text"
    );
    assert!(found(&eve, "").await.is_empty());
}

#[actix_web::test]
async fn operators_phrases_and_what_must_not_be_there_narrow_a_search() {
    let app = TestApp::new().await;
    filled(&app).await;
    let (eve, mona) = (app.visitor(), app.moderator("mona").await);
    for n in 1..=2 {
        mona.post("/t/2/vote", &[("want", "yes")]).await.is(303);
        let _ = n;
    }
    mona.post("/t/1/status", &[("status", "planned")])
        .await
        .is(303);
    let dark = ["proposal: Dark mode for the editor"];
    let build = ["proposal: Notifications when a build fails"];
    for (q, expected) in [
        ("\"reading mode\"", &dark[..]),
        ("\"mode reading\"", &[]),
        ("mode -reading ", &[]),
        ("in:title mode ", &dark),
        ("in:title hurt ", &[]),
        ("is:planned", &build),
        ("is:active", &build),
        ("-is:planned kind:proposal votes:>=2", &dark),
        ("votes:>1 is:open", &dark),
        ("tag:look ", &dark),
        ("night by:ann kind:proposal ", &dark),
        (
            "night by:bob_builder kind:discussion ",
            &["discussion: How do you read at night?"],
        ),
        (
            "editor kind:comment ",
            &["comment: Dark mode for the editor"],
        ),
        ("board:product mode ", &dark),
        (
            "night after:2026-01-02 before:2027 is:open kind:proposal ",
            &dark,
        ),
        ("night before:2026-01-02 ", &[]),
    ] {
        assert_eq!(found(&eve, q).await, expected, "{q}");
    }
    assert_eq!(
        found(&eve, "-mode -模式 kind:proposal ").await,
        build,
        "without words, what must not be there still counts"
    );
    assert_eq!(
        found(&eve, "kind:proposal order:old ").await,
        [
            "proposal: Notifications when a build fails",
            "proposal: Dark mode for the editor",
            "proposal: 支持夜间模式"
        ]
    );
    assert_eq!(found(&eve, "kind:proposal order:top ").await[0], dark[0]);
    let ann = app.program("ann", &[Scope::Votes]).await;
    assert_eq!(
        found(&ann, "by:me tag:look").await.len(),
        1,
        "a token is someone too"
    );
}

#[actix_web::test]
async fn nothing_that_can_be_typed_is_an_error() {
    let app = TestApp::new().await;
    filled(&app).await;
    let eve = app.visitor();
    for q in [
        "\"",
        "-",
        ":",
        "is:",
        "a:b",
        "' or 1=1 --",
        "*",
        "(",
        "NEAR(a b)",
        "a AND OR NOT",
        "title:x",
        "\\",
        "{title}: x",
        "'a':*",
        "a & b | !c <-> d",
        "votes:>",
        "before:x",
        "%00",
        "🦀",
        "board:nowhere mode",
        "-\"",
        "\"a",
        "𠀀𠀁",
        "ก็",
        "x'y",
        "é́́",
        "0",
        "1e5 2.5",
        "a_b-c.d/e",
    ] {
        let typed: String = url::form_urlencoded::byte_serialize(q.as_bytes()).collect();
        let path = format!("/search?q={typed}");
        eve.get(&path).await.is(200);
        found(&eve, q).await;
    }
    eve.get("/search?q=colour%3Ared")
        .await
        .says("“colour:red” is no filter here");
    eve.get("/search?q=mode+board%3Anowhere")
        .await
        .says("No board is called “nowhere”")
        .says("Dark mode for the editor");
    eve.get("/search?q=mode&after=nonsense").await.is(400);
    eve.get("/api/v1/search?q=mode&limit=0").await.is(422);
}

#[actix_web::test]
async fn what_was_found_is_marked_and_a_strangers_markup_is_text() {
    let app = TestApp::new().await;
    filled(&app).await;
    let page = app.visitor().get("/search?q=editor+solarized").await;
    page.is(200);
    assert!(
        page.body.contains(
            "<mark>Solarized</mark> is what I use in the &lt;<mark>editor</mark>&gt; today."
        ),
        "{}",
        page.body
    );
    let hit = app
        .visitor()
        .get("/api/v1/search?q=editor+solarized")
        .await
        .value();
    assert_eq!(
        hit["data"][0]["excerpt_html"],
        "<mark>Solarized</mark> is what I use in the &lt;<mark>editor</mark>&gt; today."
    );
    assert_eq!(hit["data"][0]["title"], "Dark mode for the editor");
    assert_eq!(hit["counts"]["comments"], 1);
}

#[actix_web::test]
async fn a_misspelt_word_shows_what_was_meant() {
    let app = TestApp::new().await;
    filled(&app).await;
    let page = app.visitor().get("/search?q=notificatoin").await;
    page.says("Showing results for “notifications”")
        .says("Notifications when a build fails");
    let same = app.visitor().get("/search?q=notificatoin&exactly=1").await;
    same.says("Nothing found");
    let told = app
        .visitor()
        .get("/api/v1/search?q=notificatoin")
        .await
        .value();
    assert_eq!(told["instead"], "notifications");
}

#[actix_web::test]
async fn the_index_follows_what_changes_and_forgets_what_is_removed() {
    let app = TestApp::new().await;
    filled(&app).await;
    let (eve, ann) = (app.visitor(), app.member("zoe").await);
    asks(&ann, "Export as a spreadsheet", "Numbers, please.", "").await;
    assert!(
        found(&eve, "spreadsheet ").await.is_empty(),
        "not heard yet"
    );
    app.settle().await;
    assert_eq!(found(&eve, "spreadsheet ").await.len(), 1);
    ann.post(
        "/t/5/edit",
        &[
            ("title", "Export as a table"),
            ("body", "Digits"),
            ("tags", "fresh"),
        ],
    )
    .await
    .is(303);
    app.settle().await;
    assert!(found(&eve, "spreadsheet ").await.is_empty());
    assert_eq!(
        found(&eve, "digits ").await,
        ["proposal: Export as a table"]
    );
    ann.post("/t/5/removal", &[]).await.is(303);
    assert!(found(&eve, "digits ").await.is_empty(), "at once");
    assert!(found(&eve, "fresh ").await.is_empty(), "its tag too");
    ann.post("/t/5/restoration", &[]).await.is(303);
    assert_eq!(found(&eve, "digits ").await.len(), 1);
    let mona = app.moderator("mona").await;
    mona.post("/c/1/removal", &[]).await.is(303);
    assert!(found(&eve, "solarized ").await.is_empty());
    app.settle().await;
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn pages_of_results_neither_skip_nor_repeat() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    for n in 0..25 {
        asks(&ann, &format!("Wish number {n}"), &"word ".repeat(n), "").await;
    }
    app.settle().await;
    for order in ["", "+order%3Anew", "+order%3Atop", "+order%3Aold"] {
        for words in ["wish", "is:open"] {
            let mut seen = Vec::new();
            let mut next = Some(format!("/api/v1/search?limit=10&q={words}{order}"));
            while let Some(path) = next {
                let told = app.visitor().get(&path).await.value();
                for hit in told["data"].as_array().unwrap() {
                    seen.push(hit["id"].as_i64().unwrap());
                }
                next = told["next"]
                    .as_str()
                    .map(|link| link[link.find("/api").unwrap()..].to_owned());
            }
            assert_eq!(seen.len(), 25, "{words}{order}");
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), 25, "{words}{order}");
        }
    }
    let page = app.visitor().get("/search?q=wish").await;
    page.says("More").says("Everything 25");
}

#[actix_web::test]
async fn a_member_keeps_searches_under_names_of_their_own() {
    let app = TestApp::new().await;
    filled(&app).await;
    let (ann, bob) = (app.member("kim").await, app.member("lee").await);
    ann.get("/search?q=dark").await.says("Keep this search");
    ann.post(
        "/settings/searches",
        &[("q", "dark is:open"), ("name", "Night")],
    )
    .await
    .is(303);
    ann.post(
        "/settings/searches",
        &[("q", "dark is:open"), ("name", "Nights")],
    )
    .await
    .is(303);
    let page = ann.get("/settings/searches").await;
    page.is(200).says("Nights").says("dark is:open");
    ann.get("/search?q=other").await.says("Nights");
    bob.get("/settings/searches").await.silent_about("Nights");
    bob.post("/settings/searches/1/end", &[]).await.is(404);
    bob.post("/settings/searches/1/name", &[("name", "Mine")])
        .await
        .is(404);
    ann.post("/settings/searches/1/name", &[("name", &"x".repeat(61))])
        .await
        .is(422)
        .says("Use at most 60 characters.");
    ann.post("/settings/searches/1/name", &[("name", "Evenings")])
        .await
        .is(303);
    ann.get("/settings/searches").await.says("Evenings");
    ann.post("/settings/searches", &[("q", " ")])
        .await
        .is(422)
        .says("Use 1 to 200 characters.");
    ann.post("/settings/searches/1/end", &[]).await.is(303);
    ann.get("/settings/searches")
        .await
        .says("You keep none yet.");
    let visitor = app.visitor().get("/settings/searches").await;
    visitor.is(401);

    let program = app.program("kim", &[Scope::Searches]).await;
    let kept = program
        .json(
            Method::POST,
            "/api/v1/searches",
            json!({"q": "dark", "what": "comments"}),
        )
        .await;
    kept.is(201);
    assert_eq!(kept.value()["name"], "dark");
    let id = kept.value()["id"].as_i64().unwrap();
    let path = format!("/api/v1/searches/{id}");
    program
        .json(Method::PATCH, &path, json!({"name": "Comments on dark"}))
        .await
        .is(200);
    let list = program.get("/api/v1/searches").await.value();
    assert_eq!(list["data"][0]["name"], "Comments on dark");
    let other = app.program("lee", &[Scope::Searches]).await;
    other.json(Method::DELETE, &path, json!({})).await.is(404);
    program.json(Method::DELETE, &path, json!({})).await.is(204);
    app.program("kim", &[Scope::Votes])
        .await
        .get("/api/v1/searches")
        .await
        .is(403);
}

#[actix_web::test]
async fn the_words_of_those_who_leave_are_found_no_more() {
    let app = TestApp::new().await;
    filled(&app).await;
    let kim = app.member("kim").await;
    kim.post("/t/2/comments", &[("body", "Xylophones forever")])
        .await
        .is(303);
    kim.post("/settings/searches", &[("q", "dark")])
        .await
        .is(303);
    app.settle().await;
    assert_eq!(found(&app.visitor(), "xylophones ").await.len(), 1);
    assert_eq!(found(&app.visitor(), "kim ").await, ["person: kim"]);
    let (db, now) = (&app.app.db, app.app.now());
    db.write(move |tx| {
        use cowpath::accounts::actions::by_handle;
        let id = by_handle(tx, "kim")?.id;
        (cowpath::search::belongings::BELONGINGS.erase)(tx, id, &[], now)
    })
    .await
    .unwrap();
    assert!(found(&app.visitor(), "xylophones ").await.is_empty());
    assert!(found(&app.visitor(), "kim ").await.is_empty());
    kim.get("/settings/searches")
        .await
        .says("You keep none yet.");
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// How much of the index itself holds this word, whoever may see it.
async fn held(app: &TestApp, word: &'static str) -> i64 {
    app.app
        .db
        .read(move |conn| {
            let sql = match conn {
                Conn::Sqlite(_) => "select count(*) as n from search_fts where search_fts match $1",
                Conn::Postgres(_) => {
                    "select count(*) as n from search_docs where tsv @@ $1::tsquery"
                }
            };
            let found: Count = diesel::sql_query(sql)
                .bind::<Text, _>(word)
                .get_result(conn)?;
            Ok(found.n)
        })
        .await
        .unwrap()
}

#[actix_web::test]
async fn erased_words_leave_the_index_itself_in_the_same_breath() {
    let app = TestApp::new().await;
    filled(&app).await;
    let (kim, lee) = (app.member("kim").await, app.member("lee").await);
    kim.post("/t/2/comments", &[("body", "Canarybird sings")])
        .await
        .is(303);
    lee.post("/t/4/comments", &[("body", "Canarybird too")])
        .await
        .is(303);
    asks(&kim, "A canarybird", "for the office", "").await;
    app.settle().await;
    assert_eq!(held(&app, "canarybird").await, 3);
    // The room of topics erases alone: that of search is not called.
    let now = app.app.now();
    app.app
        .db
        .write(move |tx| {
            let id = cowpath::accounts::actions::by_handle(tx, "kim")?.id;
            (cowpath::topics::belongings::BELONGINGS.erase)(tx, id, &[], now)
        })
        .await
        .unwrap();
    assert_eq!(held(&app, "canarybird").await, 1, "at once");
    app.settle().await;
    assert_eq!(held(&app, "canarybird").await, 1, "and for good");
    lee.post("/c/3/removal", &[]).await.is(303);
    app.settle().await;
    assert_eq!(held(&app, "canarybird").await, 0);
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn lists_and_completions_find_what_search_finds() {
    let app = TestApp::new().await;
    filled(&app).await;
    app.settle().await;
    let typed = |q: &str| -> String {
        let q = q.replace('+', " ");
        url::form_urlencoded::byte_serialize(q.as_bytes()).collect()
    };
    let titles = async |path: &str| -> Vec<String> {
        let told = app.visitor().get(path).await.value();
        let data = told["data"].as_array().unwrap();
        data.iter()
            .map(|one| one["title"].as_str().unwrap().to_owned())
            .collect()
    };
    for (q, title) in [
        ("notification", "Notifications when a build fails"),
        ("creme", "Notifications when a build fails"),
        ("modes+eye", "Dark mode for the editor"),
        ("\"reading+mode\"", "Dark mode for the editor"),
        ("夜间", "支持夜间模式"),
        ("edit", "Dark mode for the editor"),
    ] {
        assert_eq!(
            titles(&format!("/api/v1/proposals?q={}", typed(q))).await,
            [title],
            "{q}"
        );
    }
    for q in ["zzz", "is:open", "\"eye+hurt+mode\"", "\"", "-"] {
        let path = format!("/api/v1/proposals?q={}", typed(q));
        assert_eq!(titles(&path).await, Vec::<String>::new(), "{q}");
    }
    assert_eq!(
        titles("/api/v1/discussions?q=lights+night").await,
        ["How do you read at night?"]
    );
    let told = app
        .visitor()
        .get("/complete?kind=topics&q=notific")
        .await
        .value();
    assert_eq!(told[0]["value"], "#1");
}

#[actix_web::test]
async fn a_search_in_vain_offers_to_propose_and_is_kept_without_a_name() {
    let app = TestApp::new().await;
    filled(&app).await;
    let ada = app.admin("ada").await;
    for _ in 0..2 {
        app.visitor()
            .get("/search?q=Teleport+button")
            .await
            .says("Nothing found")
            .says("Propose it");
    }
    app.visitor().get("/search?q=ann%40example.org").await;
    app.visitor().get("/search?q=mode").await;
    app.visitor().get("/search?q=zzz+is%3Apaved").await;
    let page = ada.get("/admin/searches").await;
    page.is(200)
        .says("Teleport button")
        .silent_about("example.org");
    page.silent_about("zzz").says("2");
    app.member("kim").await.get("/admin/searches").await.is(403);
    ada.post("/admin/searches", &[("words", "teleport button")])
        .await
        .is(303);
    ada.get("/admin/searches")
        .await
        .says("Nobody has searched in vain yet.");
}

/// Titles of the demo, and how others might ask for the same.
const REWRITTEN: [(&str, &str); 30] = [
    (
        "Undo after archiving a thread",
        "take back archiving, an undo",
    ),
    ("A compact list view", "compcat view of the list"),
    (
        "Keyboard shortcut to mute a thread",
        "hotkey for muting threads",
    ),
    (
        "Show who is already writing a reply",
        "see who writes a reply already",
    ),
    (
        "Search inside attachments",
        "find text inside of attachments",
    ),
    (
        "Dark mode that follows the system",
        "night mode like my system",
    ),
    (
        "Right-to-left text jumps to the left while I type",
        "right to left typing jumps",
    ),
    ("Read receipts for outgoing e-mail", "mail read receipt"),
    (
        "Tell the screen reader what changed in the list",
        "screen readers should tell changes in the list",
    ),
    ("Receive faxes as a channel", "fax channel"),
    (
        "Away note for each inbox, with a calendar",
        "an away note per inbox",
    ),
    ("Summaries of long threads", "summarise long threads"),
    (
        "Delete threads automatically after a set time",
        "remove threads after some time automatically",
    ),
    (
        "Drafts that survive a lost connection",
        "draft lost when the conection is",
    ),
    (
        "Print a thread without the side bars",
        "printing threads without sidebars",
    ),
    (
        "A colour for each inbox",
        "inboxes in a color of their own, colour",
    ),
    (
        "Confetti when the inbox is empty",
        "confeti for an empty inbox",
    ),
    (
        "Require two-step sign-in for the whole organisation",
        "two step login required for organisations",
    ),
    (
        "Merge two contacts that are the same person",
        "merging contacts of one person",
    ),
    (
        "A version that we can host ourselves",
        "self hosted version to host",
    ),
    (
        "Load pictures only when I tap them",
        "images should load on tap",
    ),
    ("Quiet hours for each inbox", "quiet hours per inbox"),
    ("Keep supporting Android 8", "android 8 support"),
    (
        "Lock the app with a fingerprint or a code",
        "fingerprint lock of the app",
    ),
    (
        "Voice messages with a written version",
        "voice message written down",
    ),
    ("Sign webhooks with a secret", "webhooks signed by a secret"),
    (
        "Idempotency keys for sending messages",
        "idempotent sending, keys for messages",
    ),
    (
        "Read-only tokens limited to one inbox",
        "token that is read only for an inbox",
    ),
    ("A GraphQL endpoint", "graphql api endpoint"),
    (
        "Attach several files at once by dropping them",
        "drop several files to attach",
    ),
];

#[actix_web::test]
async fn titles_written_otherwise_find_what_is_there() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    let all: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("demo/proposals.json").unwrap()).unwrap();
    for one in all.as_array().unwrap() {
        let title = one["title"].as_str().unwrap();
        ann.post("/proposals", &[("title", title)]).await.is(303);
    }
    let mut missed = Vec::new();
    for (title, typed) in REWRITTEN {
        let typed: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let told = app
            .visitor()
            .get(&format!("/api/v1/similar?title={typed}"))
            .await
            .value();
        let data = told["data"].as_array().unwrap();
        assert!(data.len() <= 5);
        if !data.iter().any(|one| one["title"] == title) {
            missed.push(format!("{title} ⇐ {typed}"));
        }
    }
    assert!(missed.len() <= 2, "{}", missed.join("\n"));
    for nothing in ["confetti", "", "+", "the+of", "Bake+bread+weekly"] {
        let told = app
            .visitor()
            .get(&format!("/api/v1/similar?title={nothing}"))
            .await;
        assert_eq!(
            told.value()["data"].as_array().unwrap().len(),
            0,
            "{nothing}"
        );
    }
}

#[actix_web::test]
async fn a_draft_becomes_a_vote_with_its_reason_by_one_press() {
    let app = TestApp::new().await;
    filled(&app).await;
    let (kim, mona) = (app.member("kim").await, app.moderator("mona").await);
    let draft = [
        ("title", "A night mode in the editor"),
        ("reason", "My eyes hurt"),
        ("workaround", "I dim the screen"),
        ("body", "Long words"),
        ("tags", "look"),
        ("importance", "important"),
    ];
    let again = kim.post("/proposals/similar", &draft).await;
    again
        .is(200)
        .says("Perhaps it is there already")
        .says("Dark mode for the editor")
        .says("This is mine: vote with my reason");
    for (_, words) in draft {
        assert!(again.body.contains(words), "{words} is lost");
    }
    let mut press = draft.to_vec();
    press.push(("want", "yes"));
    kim.post("/t/2/vote", &press).await.is(303);
    kim.open("/t/2").await.says("My eyes hurt");
    kim.post("/proposals/similar", &draft)
        .await
        .says("You want this");
    // What was decided is found too, with why, and takes no vote.
    mona.post(
        "/t/2/status",
        &[
            ("status", "declined"),
            ("response", "We **tried**; it flickers."),
        ],
    )
    .await
    .is(303);
    let bob = app.member("rob").await;
    let page = bob.post("/proposals/similar", &draft).await;
    page.says("Declined").says("We tried; it flickers.");
    page.silent_about("formaction=\"/t/2/vote\"");
    let block = bob
        .send(
            actix_web::test::TestRequest::get()
                .uri("/proposals/similar?title=night+mode+editor")
                .insert_header(("X-Fragment", "similar")),
        )
        .await;
    block.is(200);
    assert!(
        block
            .body
            .trim_start()
            .starts_with("<div data-fragment=\"similar\""),
        "{}",
        block.body
    );
    app.visitor()
        .get("/proposals/similar?title=Teleport+me+home")
        .await
        .says("Nothing like it is here yet.");
    // A new title is known at once, a changed one as it is, a removed one not at all.
    kim.post("/proposals", &[("title", "Teleport everyone home")])
        .await
        .is(303);
    let teleport = async || {
        let page = app
            .visitor()
            .get("/proposals/similar?title=Teleport+me+home")
            .await;
        page.read().contains("Teleport everyone home")
    };
    assert!(teleport().await);
    kim.post("/t/5/removal", &[]).await.is(303);
    assert!(!teleport().await);
}
