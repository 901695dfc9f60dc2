//! The log of what happened: written with the act, read by each listener once and in order.
use std::collections::HashSet;

use cowpath::clock::Time;
use cowpath::db::schema::{events as log, imports};
use cowpath::db::{Db, Tx};
use cowpath::error::{Error, Result};
use cowpath::events::{self, Event, Happened, Listener, Position, Verb};
use cowpath::lang::Message;
use diesel::prelude::*;
use futures_util::future::join_all;
use serde_json::json;

use crate::app::{Client, PASSWORD, TestApp};

/// The verbs of all events, in order.
async fn verbs(app: &TestApp) -> Vec<String> {
    let read = app
        .app
        .db
        .read(|conn| Ok(log::table.order(log::id).select(log::verb).load(conn)?));
    read.await.unwrap()
}

#[actix_web::test]
async fn every_act_is_written_down_once() {
    let app = TestApp::new().await;
    let (root, ann, bob) = (
        app.admin("root").await,
        app.member("ann").await,
        app.member("bob").await,
    );
    let zoe = app.visitor();
    let sign_up = [
        ("handle", "zoe"),
        ("email", "zoe@example.org"),
        ("password", PASSWORD),
    ];
    type Act<'a> = (
        &'a Client<'a>,
        &'a str,
        Vec<(&'a str, &'a str)>,
        &'a [&'a str],
    );
    let acts: Vec<Act<'_>> = vec![
        (&zoe, "/sign-up", sign_up.to_vec(), &["person.joined"]),
        (
            &zoe,
            "/settings/profile",
            vec![("handle", "zoë"), ("name", "Zoë")],
            &["person.changed"],
        ),
        (
            &zoe,
            "/settings/email",
            vec![("email", "z@example.org"), ("current", PASSWORD)],
            &["person.changed"],
        ),
        (
            &zoe,
            "/settings/password",
            vec![("current", PASSWORD), ("password", "seven green bottles")],
            &["person.changed"],
        ),
        (
            &ann,
            "/discussions",
            vec![("title", "How do you sort?")],
            &["topic.created"],
        ),
        (
            &root,
            "/discussions",
            vec![("title", "Version 2 is out"), ("kind", "announcement")],
            &["topic.created"],
        ),
        (
            &ann,
            "/proposals",
            vec![("title", "Put News at the top")],
            &["topic.created", "vote.cast"],
        ),
        (
            &ann,
            "/t/1/edit",
            vec![("title", "How do you sort them?")],
            &["topic.edited"],
        ),
        (
            &bob,
            "/t/3/comments",
            vec![("body", "Yes")],
            &["comment.created"],
        ),
        (
            &bob,
            "/c/1/edit",
            vec![("body", "Yes!")],
            &["comment.edited"],
        ),
        (&bob, "/c/1/edit", vec![("body", "Yes!")], &[]),
        (&bob, "/t/3/vote", vec![("want", "yes")], &["vote.cast"]),
        (&bob, "/t/3/vote", vec![("want", "yes")], &[]),
        (&bob, "/t/3/vote", vec![("want", "no")], &["vote.withdrawn"]),
        (&bob, "/t/3/vote", vec![("want", "no")], &[]),
        (
            &root,
            "/t/3/status",
            vec![("status", "planned"), ("response", "Soon.")],
            &["status.changed"],
        ),
        (&bob, "/c/1/removal", vec![], &["comment.removed"]),
        (&ann, "/t/1/removal", vec![], &["topic.removed"]),
        (&ann, "/t/1/removal", vec![], &[]),
        (&ann, "/t/1/restoration", vec![], &["topic.restored"]),
        (
            &root,
            "/admin/settings",
            vec![("key", "site_name"), ("value", "Meadow")],
            &["setting.changed"],
        ),
        (
            &root,
            "/admin/boards",
            vec![("name", "Garden")],
            &["board.changed"],
        ),
        (
            &root,
            "/admin/boards/2",
            vec![("name", "Gardens")],
            &["board.changed"],
        ),
        (
            &root,
            "/admin/people/3/role",
            vec![("role", "moderator")],
            &["person.changed"],
        ),
        (
            &root,
            "/admin/people/3/standing",
            vec![("state", "closed")],
            &["person.approved"],
        ),
    ];
    let mut before = verbs(&app).await.len();
    for (who, path, form, told) in acts {
        who.post(path, &form).await.is(303);
        let all = verbs(&app).await;
        assert_eq!(all[before..], *told, "{path} {form:?}");
        before = all.len();
    }
    // Each says who, what and where.
    let (actor, object, topic): (Option<i64>, String, Option<i64>) = app
        .app
        .db
        .read(|conn| {
            Ok(log::table
                .filter(log::verb.eq("comment.created"))
                .select((log::actor_id, log::object, log::topic_id))
                .first(conn)?)
        })
        .await
        .unwrap();
    assert_eq!(
        (actor, object.as_str(), topic),
        (Some(3), "comment", Some(3))
    );
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn an_act_that_fails_leaves_no_trace() {
    let app = TestApp::new().await;
    let (root, ann, bob) = (
        app.admin("root").await,
        app.member("ann").await,
        app.member("bob").await,
    );
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    ann.post("/t/1/comments", &[("body", "Yes")]).await.is(303);
    let before = verbs(&app).await;
    for (who, path, form, status) in [
        (
            &app.visitor(),
            "/sign-up",
            vec![
                ("handle", "ann"),
                ("email", "a@example.org"),
                ("password", PASSWORD),
            ],
            422,
        ),
        (&ann, "/settings/profile", vec![("handle", "bob")], 422),
        (&ann, "/discussions", vec![("title", "No")], 422),
        (
            &ann,
            "/discussions",
            vec![("title", "An announcement"), ("kind", "announcement")],
            403,
        ),
        (&bob, "/t/1/edit", vec![("title", "Put News below")], 403),
        (
            &ann,
            "/t/1/edit",
            vec![("title", "Put News below"), ("version", "7")],
            422,
        ),
        (&bob, "/t/1/removal", vec![], 403),
        (
            &bob,
            "/t/1/comments",
            vec![("body", "Official"), ("official", "on")],
            403,
        ),
        (
            &bob,
            "/t/1/comments",
            vec![("body", "An answer"), ("parent", "99")],
            422,
        ),
        (&bob, "/c/1/edit", vec![("body", "No")], 403),
        (&bob, "/c/1/removal", vec![], 403),
        (&bob, "/t/1/vote", vec![("reason", &*"x".repeat(281))], 422),
        (&bob, "/t/1/status", vec![("status", "planned")], 403),
        (&root, "/t/1/status", vec![("status", "nowhere")], 422),
        (
            &root,
            "/admin/settings",
            vec![("key", "site_name"), ("value", "")],
            422,
        ),
        (&root, "/admin/boards", vec![("name", "Product")], 422),
        (&root, "/admin/people/1/role", vec![("role", "member")], 409),
        (
            &root,
            "/admin/people/99/standing",
            vec![("state", "closed")],
            404,
        ),
    ] {
        let answer = who.post(path, &form).await;
        assert_eq!(
            answer.status.as_u16(),
            status,
            "{path} {form:?}: {}",
            answer.told()
        );
        assert_eq!(verbs(&app).await, before, "{path} {form:?}");
    }
    assert_eq!(app.broken().await, Vec::<String>::new());
}

#[actix_web::test]
async fn an_event_goes_when_its_transaction_fails() {
    let app = TestApp::new().await;
    let now = app.app.now();
    let failed = app.app.db.write(move |tx| {
        note(tx, now, 1)?;
        Err::<(), _>(Error::Conflict(Message::verbatim("No after all.")))
    });
    assert!(failed.await.is_err());
    assert_eq!(verbs(&app).await, Vec::<String>::new());
}

fn note(tx: &mut Tx<'_>, now: Time, id: i64) -> Result<()> {
    let what = Happened {
        actor: None,
        verb: Verb::ExtraChanged,
        object: "test",
        object_id: id,
        topic: None,
        data: json!({}),
    };
    events::record(tx, now, what)
}

/// A listener that keeps what it hears in the order it hears it, in a table that has room for it.
const LISTENER: Listener = Listener {
    name: "test.order",
    hear,
};

fn hear(tx: &mut Tx<'_>, event: &Event, now: Time) -> Result<()> {
    diesel::insert_into(imports::table)
        .values((
            imports::source.eq(event.id.to_string()),
            imports::format.eq("heard"),
            imports::at.eq(now.micros()),
        ))
        .execute(&mut **tx)?;
    Ok(())
}

/// The ids of the events that the listener heard, in its order.
async fn heard(db: &Db) -> Vec<i64> {
    let read = db.read(|conn| {
        Ok(imports::table
            .order(imports::id)
            .select(imports::source)
            .load::<String>(conn)?)
    });
    read.await
        .unwrap()
        .iter()
        .map(|id| id.parse().unwrap())
        .collect()
}

#[actix_web::test]
async fn a_listener_hears_each_event_once_and_in_order() {
    let app = TestApp::new().await;
    let (db, now) = (&app.app.db, app.app.now());
    for id in 0..250 {
        if id % 50 == 0 {
            app.hear(LISTENER).await;
        }
        db.write(move |tx| note(tx, now, id)).await.unwrap();
    }
    assert_eq!(app.hear(LISTENER).await, 50);
    assert_eq!(app.hear(LISTENER).await, 0);
    let heard = heard(db).await;
    assert_eq!(heard.len(), 250);
    assert!(heard.is_sorted_by(|a, b| a < b), "{heard:?}");
}

#[actix_web::test]
async fn a_listener_misses_nothing_while_several_write_at_once() {
    let app = TestApp::new().await;
    let (db, now) = (&app.app.db, app.app.now());
    let writers = join_all((0..8).map(|writer| async move {
        for turn in 0..12 {
            db.write(move |tx| {
                note(tx, now, writer * 100 + turn)?;
                note(tx, now, writer * 100 + turn + 50)
            })
            .await
            .unwrap();
        }
    }));
    let listening = async {
        for _ in 0..20 {
            app.hear(LISTENER).await;
        }
    };
    futures_util::future::join(writers, listening).await;
    app.hear(LISTENER).await;
    let heard = heard(db).await;
    let once: HashSet<_> = heard.iter().collect();
    assert_eq!((heard.len(), once.len()), (192, 192), "each once");
    // What one writer wrote is heard in the order they wrote it.
    let all = db
        .read(|conn| events::since(conn, Position::default(), 1000))
        .await
        .unwrap();
    let order: Vec<i64> = all.iter().map(|e| e.id.get()).collect();
    assert_eq!(heard, order);
    for writer in 0..8 {
        let theirs: Vec<i64> = all
            .iter()
            .filter(|e| e.object_id / 100 == writer)
            .map(|e| e.object_id % 100)
            .collect();
        let expected: Vec<i64> = (0..12).flat_map(|turn| [turn, turn + 50]).collect();
        assert_eq!(theirs, expected, "writer {writer}");
    }
}

#[actix_web::test]
async fn two_readers_of_one_name_share_what_there_is() {
    let app = TestApp::new().await;
    let (db, now) = (&app.app.db, app.app.now());
    for id in 0..30 {
        db.write(move |tx| note(tx, now, id)).await.unwrap();
    }
    let (a, b) = futures_util::future::join(app.hear(LISTENER), app.hear(LISTENER)).await;
    assert_eq!(heard(db).await.len(), 30, "{a} and {b}");
}

#[actix_web::test]
async fn a_listener_that_fails_hears_the_same_again() {
    fn refuse(_: &mut Tx<'_>, _: &Event, _: Time) -> Result<()> {
        Err(Error::Conflict(Message::verbatim("Not now.")))
    }
    let app = TestApp::new().await;
    let (db, now) = (&app.app.db, app.app.now());
    db.write(move |tx| note(tx, now, 1)).await.unwrap();
    let failing = Listener {
        hear: refuse,
        ..LISTENER
    };
    while failing.catch_up(db, now).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert_eq!(app.hear(LISTENER).await, 1);
}
