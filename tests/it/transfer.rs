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
