//! Bringing in what another place held: real files, twice, and back out.
use cowpath::access::{Can, Import, Member, Role};
use cowpath::id::{ImportId, PersonId};
use cowpath::transfer::import::{self, Plan, Report};
use cowpath::transfer::read::{self, Format};

use crate::app::TestApp;

fn operator() -> Can<Import> {
    let who = Member {
        id: PersonId::new(0),
        handle: "operator".into(),
        name: String::new(),
        role: Role::Admin,
    };
    Can::of(who).unwrap()
}

fn plan(format: Format, map: &[&str]) -> Plan {
    Plan {
        format,
        source: "test".into(),
        board: "old-place".into(),
        map: map.iter().map(|m| import::mapping(m).unwrap()).collect(),
        dry_run: false,
    }
}

async fn bring(app: &TestApp, file: &str, plan: &Plan) -> Report {
    let rows = read::records(file.as_bytes(), plan.format);
    import::run(&app.app.db, &operator(), plan, rows, app.app.now(), || {})
        .await
        .unwrap()
}

const CSV: &str = "number,name,details,status,created,labels,votes,author,link\n\
    1,First wish,\"Some *words* by @nobody about #1\",Final,14-Mar-2001,\"a, b\",37,Guido,https://example.org/1\n\
    2,Second wish,,Strange,2014-03-11,,0,,javascript:alert(1)\n\
    3,,no title,Final,,,,,\n\
    2,Second again,,Final,,,,,\n\
    4,Third,<script>alert(1)</script>,Final,soon,,,Guido,\n";

#[actix_web::test]
async fn rows_come_in_with_their_dates_and_what_was_skipped_is_told() {
    let app = TestApp::new().await;
    let report = bring(&app, CSV, &plan(Format::Csv, &["status:Final=Paved"])).await;
    assert_eq!(
        (report.created, report.updated, report.unchanged),
        (3, 0, 0)
    );
    assert_eq!(report.skipped.len(), 2, "{:?}", report.skipped);
    assert!(
        report
            .notes
            .iter()
            .any(|(n, _)| n.to_string().contains("“Strange” is not known here"))
    );
    let told = app
        .visitor()
        .get("/api/v1/proposals?sort=new&board=old-place")
        .await
        .value();
    let first = told["data"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["title"] == "First wish")
        .unwrap()
        .clone();
    assert_eq!(first["created_at"], "2001-03-14T00:00:00Z");
    assert_eq!(first["status"]["slug"], "paved");
    assert_eq!(first["author"]["handle"], "guido");
    let whole = app
        .visitor()
        .get(&format!("/api/v1/proposals/{}", first["id"]))
        .await
        .value();
    assert_eq!(
        (&whole["imported_votes"], &whole["supporters"]),
        (&37.into(), &0.into())
    );
    assert_eq!(whole["source_url"], "https://example.org/1");
    assert!(
        !whole["body_html"].as_str().unwrap().contains("/t/1"),
        "an old number is not one of ours"
    );
    for item in told["data"].as_array().unwrap() {
        let page = app.visitor().open(&format!("/t/{}", item["id"])).await;
        page.is(200)
            .silent_about("<script>alert")
            .silent_about("javascript:");
    }
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn a_second_import_doubles_nothing_and_takes_over_what_changed() {
    let app = TestApp::new().await;
    let plan = plan(Format::Csv, &["status:Final=Paved"]);
    bring(&app, CSV, &plan).await;
    let again = bring(&app, CSV, &plan).await;
    assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 3));
    let changed = bring(&app, &CSV.replace("Some *words*", "Other words"), &plan).await;
    assert_eq!(
        (changed.created, changed.updated, changed.unchanged),
        (0, 1, 2)
    );
    assert!(
        app.visitor()
            .get("/t/1.json")
            .await
            .body
            .contains("Other words")
    );
    // What someone here changed since stays as they left it.
    app.moderator("tom")
        .await
        .post("/t/1/edit", &[("title", "Our own title"), ("body", "Ours")])
        .await
        .is(303);
    bring(&app, CSV, &plan).await;
    app.visitor().open("/t/1").await.says("Our own title");
    assert!(app.broken().await.is_empty());
}

#[actix_web::test]
async fn a_run_is_taken_back_as_a_whole() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Made here"), ("tags", "a")])
        .await;
    let report = bring(&app, CSV, &plan(Format::Csv, &[])).await;
    ann.post("/t/2/vote", &[("want", "yes"), ("reason", "Old but good.")])
        .await
        .is(303);
    ann.post("/t/2/comments", &[("body", "Still true.")])
        .await
        .is(303);
    let run = ImportId::new(report.run.unwrap());
    assert_eq!(
        import::undo(&app.app.db, &operator(), run, app.app.now())
            .await
            .unwrap(),
        3
    );
    assert!(
        import::undo(&app.app.db, &operator(), run, app.app.now())
            .await
            .is_err(),
        "once"
    );
    let told = app.visitor().get("/api/v1/proposals").await.value();
    assert_eq!(told["data"].as_array().unwrap().len(), 1);
    app.visitor().get("/people/guido").await.is(404);
    assert_eq!(app.broken().await, [""; 0]);
    // And it may come in again.
    assert_eq!(bring(&app, CSV, &plan(Format::Csv, &[])).await.created, 3);
}

#[actix_web::test]
async fn a_dry_run_writes_nothing() {
    let app = TestApp::new().await;
    let report = bring(
        &app,
        CSV,
        &Plan {
            dry_run: true,
            ..plan(Format::Csv, &[])
        },
    )
    .await;
    assert_eq!((report.created, report.run), (3, None));
    assert_eq!(
        app.visitor().get("/api/v1/proposals").await.value()["data"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
    app.visitor()
        .get("/proposals?board=old-place")
        .await
        .is(404);
}

#[actix_web::test]
async fn a_mapping_to_no_status_of_ours_stops_before_anything_is_written() {
    let app = TestApp::new().await;
    let plan = plan(Format::Csv, &["status:Final=Finished"]);
    let rows = read::records(CSV.as_bytes(), Format::Csv);
    let error = import::run(&app.app.db, &operator(), &plan, rows, app.app.now(), || {})
        .await
        .unwrap_err();
    assert!(matches!(error, cowpath::error::Error::Invalid(_)));
    assert_eq!(
        app.visitor().get("/api/v1/proposals").await.value()["data"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

/// The real files, where they are at hand beside the project: all come in, twice without doubling, and every body is safe.
#[actix_web::test]
async fn real_bodies_of_proposals_come_in_whole() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let (Ok(peps), Ok(rfcs)) = (
        std::fs::read_to_string(folder.join("peps.csv")),
        std::fs::read_to_string(folder.join("rfcs.jsonl")),
    ) else {
        eprintln!("the real files are not beside the project; left out");
        return;
    };
    let app = TestApp::new().await;
    let peps_plan = Plan {
        source: "peps".into(),
        ..plan(Format::Csv, &["status:Final=Paved"])
    };
    let rfcs_plan = Plan {
        source: "rfcs".into(),
        ..plan(Format::Jsonl, &[])
    };
    assert_eq!(bring(&app, &peps, &peps_plan).await.created, 736);
    let some: String = rfcs.lines().step_by(8).map(|l| format!("{l}\n")).collect();
    let first = bring(&app, &some, &rfcs_plan).await;
    assert_eq!(first.created, 80);
    assert_eq!(bring(&app, &peps, &peps_plan).await.unchanged, 736);
    let mut path = "/api/v1/proposals?limit=100&sort=new".to_owned();
    let mut count = 0;
    loop {
        let told = app.visitor().get(&path).await.value();
        count += told["data"].as_array().unwrap().len();
        let Some(next) = told["next"].as_str() else {
            break;
        };
        path = next
            .strip_prefix("http://127.0.0.1:8080")
            .unwrap()
            .to_owned();
    }
    assert_eq!(count, 816);
    for id in (1..=816).step_by(37) {
        let page = app.visitor().open(&format!("/t/{id}")).await;
        page.is(200)
            .silent_about("<script>")
            .silent_about("javascript:")
            .silent_about(" onerror=");
    }
    assert!(app.broken().await.is_empty());
}

// Other places' own formats.

/// A zip of these JSON files.
fn zipped(files: &[(&str, serde_json::Value)]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, value) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(value.to_string().as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A small Fider: two people of one name, a duplicate, a deleted post, titles of digits, secrets.
fn backup() -> Vec<u8> {
    use serde_json::json;
    zipped(&[
        (
            "posts.json",
            json!([
                {"id": 11, "number": 1, "title": 2024, "description": "Words", "user_id": 1, "status": 1,
                 "created_at": "2020-02-03T04:05:06Z", "response": "We are at it.", "response_user_id": 3,
                 "response_date": "2020-03-01T00:00:00Z", "original_id": null},
                {"id": 12, "number": 2, "title": "The same again", "description": "", "user_id": 2, "status": 5,
                 "created_at": "2020-02-04T00:00:00Z", "original_id": 11},
                {"id": 13, "number": 3, "title": "Gone", "user_id": 2, "status": 6, "created_at": "2020-02-04T00:00:00Z"}
            ]),
        ),
        (
            "users.json",
            json!([
                {"id": 1, "name": "Anna", "email": "anna@secret.example", "api_key": "sesame"},
                {"id": 2, "name": "Anna", "email": "other@secret.example"},
                {"id": 3, "name": "Boss"}
            ]),
        ),
        (
            "post_votes.json",
            json!([
                {"user_id": 1, "post_id": 11, "created_at": "2020-02-03T05:00:00Z"},
                {"user_id": 2, "post_id": 11, "created_at": "2020-02-03T06:00:00Z"},
                {"user_id": 2, "post_id": 12, "created_at": "2020-02-04T06:00:00Z"}
            ]),
        ),
        (
            "comments.json",
            json!([
                {"id": 5, "post_id": 11, "content": "I agree.", "user_id": 2, "created_at": "2020-02-05T00:00:00Z"},
                {"id": 6, "post_id": 11, "content": "Spam", "user_id": 2, "created_at": "2020-02-05T00:00:00Z",
                 "deleted_at": "2020-02-06T00:00:00Z"}
            ]),
        ),
        (
            "attachments.json",
            json!([{"id": 1, "post_id": 11, "attachment_bkey": "attachments/a.png"},
                {"id": 2, "post_id": 11, "attachment_bkey": "attachments/b.png"}]),
        ),
        ("tags.json", json!([{"id": 1, "name": "ui"}])),
        ("post_tags.json", json!([{"tag_id": 1, "post_id": 11}])),
    ])
}

async fn bring_bytes(app: &TestApp, file: &[u8], plan: &Plan) -> Report {
    let rows = read::records(file, plan.format);
    import::run(&app.app.db, &operator(), plan, rows, app.app.now(), || {})
        .await
        .unwrap()
}

#[actix_web::test]
async fn a_backup_of_fider_comes_in_with_people_votes_and_comments() {
    let app = TestApp::new().await;
    let file = backup();
    assert_eq!(read::detect(&file), Format::FiderZip);
    let plan = plan(Format::FiderZip, &[]);
    let report = bring_bytes(&app, &file, &plan).await;
    assert_eq!((report.created, report.skipped.len()), (2, 1), "{report:?}");
    let left = report
        .notes
        .iter()
        .find(|(what, _)| what.to_string().contains("attachments stay there"));
    assert_eq!(left.map(|(_, times)| *times), Some(2), "{report:?}");
    let first = app.visitor().get("/api/v1/proposals/1").await.value();
    assert_eq!(first["title"], "2024");
    assert_eq!(first["status"]["slug"], "in-progress");
    assert_eq!(first["created_at"], "2020-02-03T04:05:06Z");
    assert_eq!(first["supporters"], 2, "two people of one name are two");
    assert_eq!(first["tags"], serde_json::json!(["ui"]));
    let page = app.visitor().open("/t/1").await;
    page.says("We are at it.")
        .says("I agree.")
        .silent_about("Spam");
    let merged = app.visitor().get("/t/2").await;
    assert_eq!(merged.status.as_u16(), 301, "{}", merged.told());
    for secret in ["sesame", "secret.example"] {
        for path in ["/t/1.json", "/people/anna", "/api/v1/people/anna"] {
            app.visitor().open(path).await.silent_about(secret);
        }
    }
    assert_eq!(app.broken().await, [""; 0]);
    // Twice is once.
    let again = bring_bytes(&app, &file, &plan).await;
    assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 2));
    assert_eq!(
        app.visitor().get("/api/v1/proposals/1").await.value()["supporters"],
        2
    );
    let run = ImportId::new(report.run.unwrap());
    import::undo(&app.app.db, &operator(), run, app.app.now())
        .await
        .unwrap();
    app.visitor().get("/people/anna").await.is(404);
    app.visitor().get("/t/1").await.is(404);
    assert_eq!(app.broken().await, [""; 0]);
}

#[actix_web::test]
async fn issues_of_github_and_posts_of_fider_come_in_with_what_they_mean() {
    let app = TestApp::new().await;
    let issues = r#"[{"number":7,"title":"Dark mode","body":null,"state":"closed","state_reason":"completed","user":{"login":"ann-b"},
        "labels":[{"name":"ui"},{"name":"a label so long that it is no tag here at all"}],"reactions":{"+1":12},"created_at":"2021-01-02T03:04:05Z",
        "html_url":"https://github.com/a/b/issues/7"},
        {"number":8,"title":"Fix","state":"open","pull_request":{"url":"x"}},
        {"number":9,"title":"No","state":"closed","state_reason":"not_planned"}]"#;
    assert_eq!(read::detect(issues.as_bytes()), Format::Github);
    let report = bring(&app, issues, &plan(Format::Github, &[])).await;
    assert_eq!((report.created, report.skipped.len()), (2, 1));
    let told = app.visitor().get("/api/v1/proposals/1").await.value();
    assert_eq!(told["imported_votes"], 12);
    assert_eq!(told["status"]["slug"], "paved");
    assert_eq!(told["source_url"], "https://github.com/a/b/issues/7");
    assert_eq!(
        app.visitor().get("/api/v1/proposals/2").await.value()["status"]["slug"],
        "declined"
    );
    let csv = "number,title,description,created_at,created_by,votes_count,comments_count,status,responded_by,responded_at,response,original_number,original_title,tags\n\
        1,Quicker search,Please,2019-05-06T07:08:09Z,Cara,41,0,planned,Boss,2019-06-01T00:00:00Z,Next year.,,,\"ui, speed\"\n";
    assert_eq!(read::detect(csv.as_bytes()), Format::FiderCsv);
    let plan = Plan {
        source: "fider".into(),
        ..plan(Format::FiderCsv, &[])
    };
    assert_eq!(bring(&app, csv, &plan).await.created, 1);
    let told = app.visitor().get("/api/v1/proposals/3").await.value();
    assert_eq!(
        (&told["imported_votes"], &told["status"]["slug"]),
        (&41.into(), &"planned".into())
    );
    app.visitor().open("/t/3").await.says("Next year.");
    assert_eq!(app.broken().await, [""; 0]);
}

#[actix_web::test]
async fn a_hostile_zip_costs_no_more_than_is_allowed() {
    let app = TestApp::new().await;
    let plan = plan(Format::FiderZip, &[]);
    let bomb = zipped(&[(
        "posts.json",
        serde_json::Value::String("0".repeat(100 << 20)),
    )]);
    assert!(bomb.len() < 1 << 20);
    for file in [bomb, b"PK not a zip".to_vec(), zipped(&[])] {
        let report = bring_bytes(&app, &file, &plan).await;
        assert_eq!((report.created, report.skipped.len()), (0, 1));
    }
}

/// A form with a file, as a browser sends it.
fn form(fields: &[(&str, &str)], file: &[u8]) -> actix_web::test::TestRequest {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!("--b0\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    body.extend_from_slice(
        b"--b0\r\ncontent-disposition: form-data; name=\"file\"; filename=\"old.csv\"\r\ncontent-type: text/csv\r\n\r\n",
    );
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--b0--\r\n");
    actix_web::test::TestRequest::post()
        .uri("/admin/import")
        .insert_header(("content-type", "multipart/form-data; boundary=b0"))
        .set_payload(body)
}

/// The page of a run, once nothing moves on it.
async fn settled(ada: &crate::app::Client<'_>, path: &str) -> crate::app::Answer {
    for _ in 0..100_000 {
        let page = ada.get(path).await;
        if !page.body.contains("http-equiv=\"refresh\"") {
            return page;
        }
        tokio::task::yield_now().await;
    }
    panic!("{path} never settles");
}

#[actix_web::test]
async fn an_admin_sends_a_file_sees_what_would_happen_lets_it_in_and_takes_it_back() {
    let app = TestApp::new().await;
    let ada = app.admin("ada").await;
    app.member("bob").await.get("/admin/import").await.is(403);
    ada.get("/admin/import").await.is(200);
    let fields = [
        ("format", ""),
        ("board", "product"),
        ("source", "old"),
        ("map", "status:Final=Paved"),
    ];
    let sent = ada.send(form(&fields, CSV.as_bytes())).await;
    let path = sent.is(303).location().unwrap();
    let page = settled(&ada, &path).await;
    page.is(200)
        .says("What would happen")
        .says("3 new")
        .says("it has no title");
    let none = app.visitor().get("/api/v1/proposals").await.value();
    assert_eq!(none["data"], serde_json::json!([]));
    ada.post(&format!("{path}/run"), &[]).await.is(303);
    settled(&ada, &path)
        .await
        .says("What happened")
        .says("3 new");
    assert_eq!(
        app.visitor().get("/api/v1/proposals").await.value()["data"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    ada.post(&format!("{path}/run"), &[]).await.is(409);
    ada.post(&format!("{path}/undo"), &[]).await.is(303);
    ada.get(&path).await.says("taken back");
    assert_eq!(app.broken().await, [""; 0]);
    // What cannot be: no file, no board, a mapping that leads nowhere, too much.
    ada.send(form(&fields, b"")).await.is(422);
    ada.send(form(&[("board", "")], b"title\nA\n"))
        .await
        .is(422);
    let wrong = [("board", "product"), ("map", "status:Final=Nowhere")];
    let sent = ada.send(form(&wrong, CSV.as_bytes())).await;
    let path = sent.is(303).location().unwrap();
    settled(&ada, &path).await.says("There is no status");
    ada.post(
        "/admin/settings",
        &[("key", "import_megabytes"), ("value", "1")],
    )
    .await
    .is(303);
    let large = vec![b'a'; 2 << 20];
    ada.send(form(&fields, &large)).await.is(413);
}

#[actix_web::test]
async fn answers_to_a_boards_questions_go_out_and_come_back_in() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    let form = [
        ("template", ""),
        ("label-0", "Size"),
        ("kind-0", "choice"),
        ("choices-0", "small\nlarge"),
        ("label-1", "Is it urgent?"),
        ("key-1", "urgent"),
        ("kind-1", "yes-no"),
    ];
    root.post("/admin/boards/1/form", &form).await.is(303);
    let typed = [
        ("title", "Put News at the top"),
        ("field-size", "large"),
        ("field-urgent", "yes"),
    ];
    ann.post("/proposals", &typed).await.is(303);
    let mut out = Vec::new();
    cowpath::transfer::export::jsonl(&app.app.db, &app.app.config.base_url, &mut out).unwrap();
    let file = String::from_utf8(out).unwrap();

    let other = TestApp::new().await;
    let here = plan(Format::Jsonl, &[]);
    assert_eq!(bring(&other, &file, &here).await.created, 1);
    let told = async || {
        let told = other.visitor().get("/api/v1/proposals/1").await.value();
        told["fields"].clone()
    };
    let all = serde_json::json!({"size": "large", "urgent": "yes"});
    assert_eq!(told().await, all);
    other
        .visitor()
        .open("/t/1")
        .await
        .says("Size large Is it urgent? Yes");
    // Nobody is asked what came with an import.
    let member = other.member("bob").await;
    member
        .get("/proposals/new?board=old-place")
        .await
        .silent_about("Is it urgent?");
    assert_eq!(bring(&other, &file, &here).await.unchanged, 1);
    // What it lacks comes in later, by key alone too.
    let more = file.replace(
        "\"fields\":[",
        "\"fields\":[{\"key\":\"where\",\"value\":\"Desk\"},",
    );
    assert_eq!(bring(&other, &more, &here).await.updated, 1);
    assert_eq!(told().await["where"], "Desk");
    let plain = r#"{"id":"9","title":"Lamps on the stairs","fields":{"size":"small","":"x"}}"#;
    let report = bring(&other, plain, &here).await;
    assert_eq!((report.created, !report.notes.is_empty()), (1, true));
    assert!(other.broken().await.is_empty());
}

/// An import as the API tells it, once it is no longer at work.
async fn told_when_done(program: &crate::app::Client<'_>, id: i64) -> serde_json::Value {
    for _ in 0..10_000 {
        let told = program.get(&format!("/api/v1/imports/{id}")).await;
        let told = told.is(200).value();
        if told["going"] == false {
            return told;
        }
        tokio::task::yield_now().await;
    }
    panic!("it never ends");
}

#[actix_web::test]
async fn a_program_sends_looks_at_runs_and_undoes_an_import() {
    use actix_web::http::Method;
    use cowpath::access::Scope;
    use serde_json::{Value, json};
    let app = TestApp::new().await;
    app.admin("ada").await;
    app.moderator("mona").await;
    let file = "id,title,status\n7,Bring the old ones along,Final\n8,And this one too,open\n";
    let new = json!({"data": file, "board": "brought", "source": "old place", "map": ["status:Final=Paved"]});
    let other = app.program("mona", &[Scope::Admin]).await;
    other
        .json(Method::POST, "/api/v1/imports", new.clone())
        .await
        .is(403);
    other.get("/api/v1/imports").await.is(403);
    app.visitor().get("/api/v1/imports").await.is(401);
    let narrow = app.program("ada", &[Scope::Moderation]).await;
    narrow.get("/api/v1/imports").await.is(403);

    let program = app.program("ada", &[Scope::Admin]).await;
    for wrong in [
        json!({"data": "", "board": "x"}),
        json!({"data": file, "board": ""}),
        json!({"data": file, "board": "x", "format": "excel"}),
        json!({"data": file, "board": "x", "map": ["nonsense"]}),
        json!({"data": file, "board": "x", "dry": true}),
    ] {
        program
            .json(Method::POST, "/api/v1/imports", wrong)
            .await
            .is(422);
    }
    let made = program.json(Method::POST, "/api/v1/imports", new).await;
    let at = made.is(201).location().unwrap();
    assert_eq!(at, "http://127.0.0.1:8080/api/v1/imports/1");
    let looked = told_when_done(&program, 1).await;
    assert_eq!(
        (&looked["state"], &looked["total"]),
        (&json!("checked"), &json!(2))
    );
    assert_eq!(looked["told"]["created"], 2);
    app.visitor().get("/t/1").await.is(404);
    program
        .json(Method::PUT, "/api/v1/imports/1/run", Value::Null)
        .await
        .is(202);
    let done = told_when_done(&program, 1).await;
    assert_eq!((&done["state"], &done["done"]), (&json!("done"), &json!(2)));
    let told = app.visitor().get("/api/v1/proposals/1").await.value();
    assert_eq!(told["status"]["slug"], "paved");
    program
        .json(Method::PUT, "/api/v1/imports/1/run", Value::Null)
        .await
        .is(409);
    program
        .json(Method::DELETE, "/api/v1/imports/1", Value::Null)
        .await
        .is(409);
    let undone = program
        .json(Method::DELETE, "/api/v1/imports/1/run", Value::Null)
        .await;
    assert!(undone.is(200).value()["undone_at"].is_string());
    app.visitor().get("/t/1").await.is(404);

    // As a form, and forgotten before it is run.
    let req = form(
        &[("board", "brought"), ("source", "old place")],
        file.as_bytes(),
    )
    .uri("/api/v1/imports");
    program.send(req).await.is(201);
    assert_eq!(told_when_done(&program, 2).await["told"]["created"], 2);
    program
        .json(Method::DELETE, "/api/v1/imports/2", Value::Null)
        .await
        .is(204);
    program.get("/api/v1/imports/2").await.is(404);
    let list = program.get("/api/v1/imports").await.value();
    assert_eq!(list["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(app.broken().await, [""; 0]);
}
