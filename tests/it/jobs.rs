//! Work in the background, as the queue keeps it. What needs processes that die is in `tests/jobs`.
use cowpath::access::Scope;
use cowpath::clock::Time;
use cowpath::id::{JobId, WorkerId};
use cowpath::jobs::model::{Ended, Lane};
use cowpath::jobs::queue::{self, Death, Outcome, Row, Taker};
use cowpath::jobs::{Kind, Kinds, New, State, Waiting, breaker, schedule};
use serde_json::json;

use crate::app::TestApp;

async fn site() -> TestApp {
    TestApp::with(&[("COWPATH_CHAOS", "1")]).await
}

fn kinds(app: &TestApp) -> Kinds {
    app.app.part::<Kinds>().clone()
}

fn kind(app: &TestApp, name: &str) -> Kind {
    *kinds(app).named(name).unwrap()
}

async fn enqueue(app: &TestApp, new: New) -> Option<JobId> {
    let now = app.app.now();
    let done = app.app.db.write(move |tx| queue::enqueue(tx, &new, now));
    done.await.unwrap()
}

async fn one(app: &TestApp, name: &str) -> JobId {
    let new = New::of(&kind(app, name), json!({}));
    enqueue(app, new).await.unwrap()
}

async fn find(app: &TestApp, id: JobId) -> Row {
    let found = app.app.db.read(move |conn| queue::find(conn, id));
    found.await.unwrap()
}

async fn worker(app: &TestApp, lane: Lane) -> Taker {
    let now = app.app.now();
    let enlisted = app
        .app
        .db
        .write(move |tx| queue::enlist(tx, "boot", "here", lane.text(), now));
    Taker {
        worker: enlisted.await.unwrap(),
        lane,
        lease_s: 30,
        careful: false,
    }
}

async fn claim(app: &TestApp, by: Taker, n: i64) -> Vec<Row> {
    let (kinds, now) = (kinds(app), app.app.now());
    let taken = app
        .app
        .db
        .write(move |tx| queue::claim(tx, &kinds, by, n, now));
    taken.await.unwrap()
}

async fn settle(app: &TestApp, row: &Row, ended: Ended) -> bool {
    let (kinds, now, id, epoch) = (kinds(app), app.app.now(), row.id, row.lease_epoch);
    let outcome = Outcome {
        ended,
        error: (ended == Ended::Failed).then(|| "It failed.".to_owned()),
        jitter: 0.0,
    };
    let settled = app
        .app
        .db
        .write(move |tx| queue::settle(tx, &kinds, id, epoch, &outcome, now));
    settled.await.unwrap()
}

async fn dies(app: &TestApp, worker: WorkerId, ours: bool) -> usize {
    let (kinds, now) = (kinds(app), app.app.now());
    let death = Death {
        signal: Some(6),
        ours,
        ..Death::default()
    };
    let buried = app
        .app
        .db
        .write(move |tx| queue::bury(tx, &kinds, worker, &death, now));
    buried.await.unwrap()
}

async fn sweep(app: &TestApp) -> (usize, usize) {
    let (kinds, now) = (kinds(app), app.app.now());
    let swept = app.app.db.write(move |tx| queue::sweep(tx, &kinds, now));
    swept.await.unwrap()
}

#[actix_web::test]
async fn an_attempt_counts_before_it_runs_and_a_second_one_comes_later() {
    let app = site().await;
    let id = one(&app, "chaos.error").await;
    let main = worker(&app, Lane::Main).await;
    let taken = claim(&app, main, 4).await;
    assert_eq!(taken.len(), 1);
    let row = find(&app, id).await;
    assert_eq!((row.state, row.attempts), (State::Running, 1));
    assert!(
        claim(&app, main, 4).await.is_empty(),
        "nobody takes it twice"
    );
    assert!(settle(&app, &taken[0], Ended::Failed).await);
    let row = find(&app, id).await;
    assert_eq!(row.state, State::Ready);
    assert_eq!(row.run_at, app.app.now().plus_seconds(15));
    assert_eq!(row.last_error.as_deref(), Some("It failed."));
    assert!(claim(&app, main, 4).await.is_empty(), "not before its time");
    app.app.clock.advance(15);
    let again = claim(&app, main, 4).await;
    assert!(settle(&app, &again[0], Ended::Failed).await);
    assert_eq!(find(&app, id).await.state, State::Dead);
}

#[actix_web::test]
async fn one_with_the_same_key_waits_only_once_but_may_wait_while_another_runs() {
    let app = site().await;
    let slow = kind(&app, "chaos.slow");
    let new = || New::of(&slow, json!({})).once_for("topic 7");
    assert!(enqueue(&app, new()).await.is_some());
    assert!(enqueue(&app, new()).await.is_none());
    let main = worker(&app, Lane::Main).await;
    let taken = claim(&app, main, 4).await;
    assert_eq!(taken.len(), 1);
    assert!(enqueue(&app, new()).await.is_some());
    assert!(
        settle(&app, &taken[0], Ended::Failed).await,
        "both may wait then"
    );
}

#[actix_web::test]
async fn whoever_lost_a_job_cannot_complete_it() {
    let app = site().await;
    let id = one(&app, "chaos.slow").await;
    let first = worker(&app, Lane::Main).await;
    let lost = claim(&app, first, 1).await.remove(0);
    app.app.clock.advance(31);
    assert_eq!(sweep(&app).await, (0, 1));
    let row = find(&app, id).await;
    assert_eq!(
        (row.state, row.attempts, row.crashes, row.suspect),
        (State::Ready, 0, 0, false)
    );
    assert!(!settle(&app, &lost, Ended::Done).await, "it waits again");
    let second = worker(&app, Lane::Main).await;
    let own = claim(&app, second, 1).await.remove(0);
    assert!(!settle(&app, &lost, Ended::Done).await, "another has it");
    assert!(settle(&app, &own, Ended::Done).await);
    assert!(!settle(&app, &own, Ended::Done).await, "once is enough");
    let done = app.app.db.read(move |conn| queue::completions(conn, &[id]));
    assert_eq!(done.await.unwrap(), [(id, 1)]);
}

#[actix_web::test]
async fn a_killer_is_found_alone_and_its_neighbour_goes_free() {
    let app = site().await;
    let (poison, good) = (
        one(&app, "chaos.abort").await,
        one(&app, "chaos.slow").await,
    );
    let main = worker(&app, Lane::Main).await;
    assert_eq!(claim(&app, main, 4).await.len(), 2);
    assert_eq!(dies(&app, main.worker, false).await, 2);
    for id in [poison, good] {
        let row = find(&app, id).await;
        assert!(row.suspect && row.crashes == 0 && row.state == State::Ready);
    }
    let main = worker(&app, Lane::Main).await;
    assert!(claim(&app, main, 4).await.is_empty(), "suspects run alone");
    let probe = worker(&app, Lane::Probe).await;
    let alone = claim(&app, probe, 4).await;
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].id, poison);
    dies(&app, probe.worker, false).await;
    let row = find(&app, poison).await;
    assert_eq!((row.state, row.crashes), (State::Quarantined, 1));
    assert_eq!(row.last_signal.as_deref(), Some("signal 6"));
    let probe = worker(&app, Lane::Probe).await;
    let alone = claim(&app, probe, 4).await;
    assert!(settle(&app, &alone[0], Ended::Done).await);
    let row = find(&app, good).await;
    assert!(row.state == State::Done && !row.suspect);
    // What we end ourselves blames nobody.
    let third = one(&app, "chaos.slow").await;
    claim(&app, main, 4).await;
    dies(&app, main.worker, true).await;
    let row = find(&app, third).await;
    assert!(row.state == State::Ready && !row.suspect && row.crashes == 0);
}

#[actix_web::test]
async fn what_is_useless_does_not_start() {
    let app = site().await;
    let slow = kind(&app, "chaos.slow");
    let until = app.app.now().plus_seconds(5);
    let id = enqueue(&app, New::of(&slow, json!({})).until(until)).await;
    let id = id.unwrap();
    app.app.clock.advance(5);
    let main = worker(&app, Lane::Main).await;
    assert!(claim(&app, main, 4).await.is_empty());
    assert_eq!(sweep(&app).await, (1, 0));
    assert_eq!(find(&app, id).await.state, State::Expired);
}

#[actix_web::test]
async fn whoever_waits_and_goes_takes_their_job_along() {
    let app = site().await;
    let slow = kind(&app, "chaos.slow");
    let waiting = Waiting::begin(&app.app, New::of(&slow, json!({}))).await;
    let waiting = waiting.unwrap();
    let id = waiting.id();
    drop(waiting);
    for _ in 0..200 {
        if find(&app, id).await.state == State::Cancelled {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(find(&app, id).await.state, State::Cancelled);
    let main = worker(&app, Lane::Main).await;
    assert!(claim(&app, main, 4).await.is_empty());
    let waiting = Waiting::begin(&app.app, New::of(&slow, json!({}))).await;
    let waiting = waiting.unwrap();
    let taken = claim(&app, main, 4).await;
    settle(&app, &taken[0], Ended::Done).await;
    assert_eq!(waiting.outcome().await.unwrap().state, State::Done);
}

#[actix_web::test]
async fn a_kind_that_fails_and_fails_rests_and_is_tried_with_one() {
    let app = site().await;
    let main = worker(&app, Lane::Main).await;
    for _ in 0..10 {
        one(&app, "chaos.error").await;
    }
    for row in claim(&app, main, 10).await {
        settle(&app, &row, Ended::Failed).await;
    }
    for _ in 0..3 {
        one(&app, "chaos.error").await;
    }
    assert!(claim(&app, main, 4).await.is_empty(), "it rests");
    app.app.clock.advance(2);
    assert!(
        claim(&app, main, 4).await.is_empty(),
        "and is tried elsewhere"
    );
    let probe = worker(&app, Lane::Probe).await;
    let tried = claim(&app, probe, 4).await;
    assert_eq!(tried.len(), 1);
    let other = worker(&app, Lane::Probe).await;
    assert!(claim(&app, other, 4).await.is_empty(), "with one at a time");
    settle(&app, &tried[0], Ended::Done).await;
    assert_eq!(claim(&app, main, 4).await.len(), 2, "it goes again");
}

#[actix_web::test]
async fn a_host_that_never_answers_rests() {
    let app = site().await;
    let now = app.app.now();
    let rests = async |at: Time| {
        let told = app
            .app
            .db
            .read(move |conn| breaker::host_rests(conn, "Slow.example", at));
        told.await.unwrap()
    };
    for _ in 0..10 {
        assert_eq!(rests(now).await, None);
        let noted = app
            .app
            .db
            .write(move |tx| breaker::host_failed(tx, "slow.example", now));
        noted.await.unwrap();
    }
    let until = now.plus_seconds(60);
    assert_eq!(rests(now).await, Some(until));
    assert_eq!(rests(until).await, None);
    let noted = app
        .app
        .db
        .write(move |tx| breaker::host_well(tx, "slow.example", until));
    noted.await.unwrap();
    assert_eq!(rests(now).await, None);
}

#[actix_web::test]
async fn what_repeats_is_enqueued_once_when_it_is_due() {
    let app = site().await;
    let run = async || {
        let (kinds, now) = (kinds(&app), app.app.now());
        let ran = app.app.db.write(move |tx| schedule::run(tx, &kinds, now));
        ran.await.unwrap()
    };
    assert_eq!(run().await, 1, "the canary");
    assert_eq!(run().await, 0);
    app.app.clock.advance(3600);
    assert_eq!(run().await, 0, "the first still waits");
    let main = worker(&app, Lane::Main).await;
    let taken = claim(&app, main, 4).await;
    settle(&app, &taken[0], Ended::Done).await;
    app.app.clock.advance(60);
    assert_eq!(run().await, 1, "what was missed is not made up for");
    // The clock is set back: it does not wait until yesterday's tomorrow.
    let taken = claim(&app, main, 4).await;
    settle(&app, &taken[0], Ended::Done).await;
    app.app.clock.advance(-86_400);
    assert_eq!(run().await, 1);
}

#[actix_web::test]
async fn staff_see_why_something_was_set_aside_and_decide() {
    let app = site().await;
    let root = app.admin("root").await;
    let new = New::of(
        &kind(&app, "chaos.abort"),
        json!({"to": "ann@example.org", "n": 7}),
    );
    let id = enqueue(&app, new).await.unwrap();
    let waiting = root.get("/admin/jobs").await;
    waiting
        .is(200)
        .says("chaos.abort")
        .says("Nobody does the work");
    for _ in 0..2 {
        let lane = match find(&app, id).await.suspect {
            true => Lane::Probe,
            false => Lane::Main,
        };
        let worker = worker(&app, lane).await;
        claim(&app, worker, 1).await;
        dies(&app, worker.worker, false).await;
    }
    let page = root.get("/admin/jobs").await;
    page.is(200)
        .says("Quarantined")
        .says("signal 6")
        .says("\"n\":7");
    page.silent_about("ann@example.org");
    let path = format!("/admin/jobs/{id}");
    assert_eq!(
        root.post(&format!("{path}/retry"), &[])
            .await
            .location()
            .as_deref(),
        Some("/admin/jobs")
    );
    let row = find(&app, id).await;
    assert!(
        row.state == State::Ready && row.suspect,
        "it is tried alone"
    );
    root.post(&format!("{path}/retry"), &[]).await.is(409);
    root.post(&format!("{path}/run"), &[]).await.is(303);
    root.post(&format!("{path}/discard"), &[]).await.is(303);
    assert_eq!(find(&app, id).await.state, State::Cancelled);
    root.post(&format!("{path}/discard"), &[]).await.is(409);
    root.post("/admin/jobs/99/retry", &[]).await.is(404);
    root.post("/admin/jobs/kinds/chaos.abort/release", &[])
        .await
        .is(303);
    let ann = app.member("ann").await;
    ann.get("/admin/jobs").await.is(403);
    ann.post(&format!("{path}/retry"), &[]).await.is(403);
    app.visitor().get("/admin/jobs").await.is(401);
}

#[actix_web::test]
async fn programs_list_retry_and_discard_jobs() {
    let app = site().await;
    app.admin("root").await;
    app.member("ann").await;
    let id = one(&app, "chaos.error").await;
    one(&app, "chaos.slow").await;
    let program = app.program("root", &[Scope::Admin]).await;
    let all = program.get("/api/v1/jobs?limit=1").await.is(200).value();
    assert_eq!(all["data"][0]["kind"], "chaos.slow");
    let next = all["next"]
        .as_str()
        .unwrap()
        .replace("http://127.0.0.1:8080", "");
    let rest = program.get(&next).await.is(200).value();
    assert_eq!(rest["data"][0]["id"], id.get());
    assert!(rest["next"].is_null());
    let few = program
        .get("/api/v1/jobs?kind=chaos.error&state=ready")
        .await
        .value();
    assert_eq!(few["data"].as_array().unwrap().len(), 1);
    let path = format!("/api/v1/jobs/{id}");
    let delete = || actix_web::test::TestRequest::delete().uri(&path);
    program.send(delete()).await.is(204);
    program.send(delete()).await.is(409);
    let put = actix_web::test::TestRequest::put().uri(&format!("{path}/retry"));
    assert_eq!(program.send(put).await.is(200).value()["state"], "ready");
    assert_eq!(program.get(&path).await.is(200).value()["attempts"], 0);
    let other = app.program("ann", &[Scope::Admin]).await;
    other.get("/api/v1/jobs").await.is(403);
    app.visitor().get("/api/v1/jobs").await.is(401);
}

#[actix_web::test]
async fn whoever_watches_is_told_when_nobody_works() {
    let app = site().await;
    let visitor = app.visitor();
    visitor.get("/livez").await.is(200);
    visitor.get("/readyz").await.is(200);
    let told = visitor.get("/healthz/jobs").await;
    assert_eq!(told.is(503).value()["wrong"], json!(["no-lane"]));
    let now = app.app.now();
    let enlisted = app
        .app
        .db
        .write(move |tx| queue::enlist(tx, "boot", "here", "supervisor", now));
    enlisted.await.unwrap();
    assert_eq!(
        visitor.get("/healthz/jobs").await.is(200).value()["well"],
        true
    );
    one(&app, "chaos.slow").await;
    app.app.clock.advance(301);
    let told = visitor.get("/healthz/jobs").await;
    assert_eq!(told.is(503).value()["wrong"], json!(["no-lane", "late"]));
}
