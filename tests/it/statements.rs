//! How often a page asks the database: as often with many rows as with few.
//!
//! Counted on SQLite, where a request reads on its own thread; the statements are the same on PostgreSQL.
use std::cell::Cell;
use std::sync::Once;

use cowpath::web::cache::Cache;
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};

use crate::app::{Client, TestApp};

thread_local!(static ASKED: Cell<usize> = const { Cell::new(0) });

struct Count;

impl Instrumentation for Count {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            ASKED.set(ASKED.get() + 1);
        }
    }
}

fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_default_instrumentation(|| Some(Box::new(Count))).unwrap();
    });
}

async fn asked(app: &TestApp, client: &Client<'_>, path: &str) -> usize {
    // Once before: whoever reads a topic for the first time has that noted.
    client.get(path).await.is(200);
    app.app.part::<Cache>().clear();
    ASKED.set(0);
    client.get(path).await.is(200);
    ASKED.get()
}

/// The main pages, and the most statements that each may take.
const PAGES: [(&str, usize); 11] = [
    ("/", 48),
    ("/proposals", 35),
    ("/discussions", 35),
    ("/t/1/a-wish", 50),
    ("/people/tom", 30),
    ("/roadmap", 46),
    ("/tags/one", 35),
    ("/changelog", 21),
    ("/api/v1/proposals", 20),
    ("/api/v1/proposals/1", 30),
    ("/api/v1/topics/1/comments", 20),
];

#[actix_web::test]
async fn a_page_asks_as_often_with_many_rows_as_with_few() {
    if std::env::var("TEST_DATABASE_URL").is_ok() {
        return;
    }
    watch();
    let app = TestApp::new().await;
    let (tom, ina) = (app.member("tom").await, app.member("ina").await);
    let grow = async |from: usize, to: usize| {
        for n in from..to {
            let title = match n {
                0 => "A wish".to_owned(),
                n => format!("Wish {n}"),
            };
            tom.post("/proposals", &[("title", &title), ("tags", "one, two")])
                .await
                .is(303);
            ina.post(
                &format!("/t/{}/vote", n * 2 + 1),
                &[("want", "yes"), ("reason", &title)],
            )
            .await
            .is(303);
            tom.post(
                "/discussions",
                &[("title", &format!("Talk {n}")), ("tags", "one")],
            )
            .await
            .is(303);
            for one in [&tom, &ina] {
                one.post("/t/1/comments", &[("body", &format!("Said {n}"))])
                    .await
                    .is(303);
            }
        }
        app.settle().await;
    };
    grow(0, 3).await;
    let mut few = Vec::new();
    for (path, _) in PAGES {
        few.push((
            asked(&app, &app.visitor(), path).await,
            asked(&app, &tom, path).await,
        ));
    }
    grow(3, 12).await;
    let mut found = Vec::new();
    for ((path, most), few) in PAGES.into_iter().zip(few) {
        let many = (
            asked(&app, &app.visitor(), path).await,
            asked(&app, &tom, path).await,
        );
        if many.0 > few.0 || many.1 > few.1 || many.0.max(many.1) > most || many.0 == 0 {
            found.push(format!(
                "{path}: {few:?} with few rows, {many:?} with many, at most {most}"
            ));
        }
    }
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}
