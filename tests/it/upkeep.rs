//! Backups that would do, and figures for those who watch.
use actix_web::http::header;
use actix_web::test::TestRequest;
use cowpath::db::{Db, copies, number};
use cowpath::upkeep::backups::{self, Entry, Outcome, What};

use crate::app::{TestApp, empty};

async fn rows(db: &Db) -> (i64, i64) {
    let counted = db.read(|conn| {
        Ok((
            number(conn, "select count(*) as n from topics")?,
            number(conn, "select count(*) as n from events")?,
        ))
    });
    counted.await.unwrap()
}

#[actix_web::test]
async fn a_backup_made_while_people_write_is_restored_whole_and_refuses_to_overwrite() {
    let (place, at) = empty();
    let app = TestApp::at(place, &at, &[]).await;
    let ann = app.member("ann").await;
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.backup");
    let (from, to) = (at.clone(), file.clone());
    let copying = std::thread::spawn(move || copies::copy(&from, &to));
    for n in 0..30 {
        ann.post("/discussions", &[("title", &*format!("Talk number {n}"))])
            .await
            .is(303);
    }
    let copied = copying.join().unwrap().unwrap();
    assert_eq!(copied, copies::check(&file).unwrap());
    assert!(
        copied.bytes > 1000 && copied.told.contains("tables"),
        "{copied:?}"
    );
    // Twice the same name: never over an older one.
    assert!(copies::copy(&at, &file).is_err());

    let (other_place, other) = empty();
    // There is something there already.
    let refused = copies::restore(&file, &other, false);
    assert!(refused.is_err_and(|e| format!("{e:?}").contains("--force")));
    let db = copies::restore(&file, &other, true).unwrap();
    let (topics, events) = rows(&db).await;
    assert!(
        (1..=31).contains(&topics) && events >= topics,
        "{topics} {events}"
    );
    let wrong = db.read(cowpath::cli::broken).await.unwrap();
    assert_eq!(wrong, Vec::<String>::new());
    // What is written afterwards is heard by those who read the log.
    let again = TestApp::at(other_place, &other, &[]).await;
    again.settle().await;
    let zoe = again.member("zoe").await;
    zoe.post("/proposals", &[("title", "After the restore")])
        .await
        .is(303);
    again.settle().await;
    zoe.get("/search?q=after+restore")
        .await
        .says("After the restore");
    let told = zoe.get("/api/v1/changes?limit=100").await;
    assert!(told.body.contains("After the restore"));
}

#[actix_web::test]
async fn a_damaged_or_foreign_backup_is_refused_before_anything_is_touched() {
    let (_place, at) = empty();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("one.backup");
    copies::copy(&at, &file).unwrap();
    let whole = std::fs::read(&file).unwrap();
    let to = folder.path().join("new.db");
    for (name, bytes) in [
        ("nothing", Vec::new()),
        ("words", b"not a backup at all".to_vec()),
        ("half", whole[..whole.len() / 3].to_vec()),
    ] {
        let bad = folder.path().join(name);
        std::fs::write(&bad, bytes).unwrap();
        assert!(
            copies::restore(&bad, &to.to_string_lossy(), true).is_err(),
            "{name}"
        );
        assert!(!to.exists(), "{name}");
    }
}

#[actix_web::test]
async fn how_backups_went_is_kept_and_told() {
    let app = TestApp::with(&[("COWPATH_METRICS_TOKEN", "a token that nobody guesses")]).await;
    let now = app.app.now();
    for (n, outcome) in [Outcome::Good, Outcome::Failed].into_iter().enumerate() {
        let entry = Entry {
            what: What::Backup,
            outcome,
            file: format!("{n}.db"),
            bytes: 7,
            told: String::new(),
            began_at: now,
            ended_at: now,
        };
        app.app
            .db
            .write(move |tx| backups::note(tx, &entry))
            .await
            .unwrap();
    }
    let last = |outcome| {
        app.app
            .db
            .read(move |conn| backups::last(conn, What::Backup, outcome))
    };
    assert_eq!(last(None).await.unwrap().unwrap().outcome, Outcome::Failed);
    assert_eq!(
        last(Some(Outcome::Good)).await.unwrap().unwrap().file,
        "0.db"
    );
    let ann = app.member("ann").await;
    ann.post("/discussions", &[("title", "How do you sort?")])
        .await
        .is(303);
    app.app.clock.advance(60);
    app.settle().await;
    app.visitor().get("/t/77").await.is(404);
    app.visitor().get("/metrics").await.is(404);
    let ask = |token: &str| {
        TestRequest::get()
            .uri("/metrics")
            .insert_header((header::AUTHORIZATION, format!("Bearer {token}")))
    };
    app.visitor().send(ask("another")).await.is(404);
    let told = app.visitor().send(ask("a token that nobody guesses")).await;
    told.is(200);
    for line in [
        "cowpath_backup_age_seconds{what=\"backup\"} 60",
        "cowpath_requests_total{method=\"GET\",route=\"/t/{id}\",status=\"404\"} 1",
        "cowpath_streams_open 0",
        "cowpath_listener_lag_seconds{listener=",
        "cowpath_request_seconds_bucket{",
    ] {
        assert!(told.body.contains(line), "{line} is not in: {}", told.body);
    }
    assert!(!told.body.contains("/t/77"));
    let bytes = told
        .body
        .lines()
        .find_map(|l| l.strip_prefix("cowpath_database_bytes "));
    assert!(bytes.unwrap().parse::<f64>().unwrap() > 10_000.0);
}

#[actix_web::test]
async fn without_a_token_there_are_no_figures() {
    let app = TestApp::new().await;
    app.visitor().get("/metrics").await.is(404);
}
