//! What programs are told: the log of changes, its stream, and feeds. None tells what a page would not.
use std::collections::HashSet;
use std::time::Duration;

use actix_web::http::header;
use actix_web::test::TestRequest;
use cowpath::access::Scope;
use cowpath::db::number;
use cowpath::events::{self, Happened, Verb};
use cowpath::feeds::stream::{self, Hub};
use futures_util::future::{join, join_all};
use serde_json::{Value, json};

use crate::app::{Client, TestApp};

async fn changes(who: &Client<'_>, query: &str) -> Value {
    who.get(&format!("/api/v1/changes{query}"))
        .await
        .is(200)
        .value()
}

fn kinds(changes: &Value) -> Vec<String> {
    let all = changes["data"].as_array().unwrap().iter();
    all.map(|c| c["kind"].as_str().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn what_happens_is_told_in_order_with_who_and_where_and_voters_stay_unnamed() {
    let app = TestApp::new().await;
    let (mona, ann, bob) = (
        app.moderator("mona").await,
        app.member("ann").await,
        app.member("bob").await,
    );
    let begun = changes(&app.visitor(), "?after=now").await["cursor"]
        .as_str()
        .unwrap()
        .to_owned();
    ann.post("/proposals", &[("title", "Put News at the top")])
        .await
        .is(303);
    bob.post("/t/1/comments", &[("body", "Yes")]).await.is(303);
    bob.post("/t/1/vote", &[("want", "yes")]).await.is(303);
    mona.post("/t/1/status", &[("status", "planned")])
        .await
        .is(303);
    mona.post("/admin/settings", &[]).await;
    let all = changes(&app.visitor(), &format!("?after={begun}")).await;
    assert_eq!(
        kinds(&all),
        [
            "topic.created",
            "vote.cast",
            "comment.created",
            "vote.cast",
            "status.changed"
        ]
    );
    let data = all["data"].as_array().unwrap();
    assert_eq!(data[0]["actor"]["handle"], "ann");
    assert_eq!(data[1]["actor"], Value::Null);
    assert_eq!(data[1]["data"], json!({ "supporters": 2 }));
    assert_eq!(data[2]["object"]["url"], "http://127.0.0.1:8080/c/1");
    assert_eq!(data[2]["topic"]["title"], "Put News at the top");
    assert_eq!(data[4]["data"]["to"], "planned");
    assert_eq!(all["more"], false);
    // By one, by kind, by topic: the same in the same order.
    let mut cursor = String::new();
    let mut one_by_one = Vec::new();
    loop {
        let page = changes(&app.visitor(), &format!("?limit=1&after={cursor}")).await;
        one_by_one.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|c| c["id"].clone()),
        );
        cursor = page["cursor"].as_str().unwrap().to_owned();
        if page["more"] == false {
            break;
        }
    }
    let whole = changes(&app.visitor(), "?limit=100").await;
    let ids: Vec<Value> = whole["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["id"].clone())
        .collect();
    assert_eq!(one_by_one, ids);
    let talk = changes(
        &app.visitor(),
        "?kinds=comment.created,comment.edited&topic=1",
    )
    .await;
    assert_eq!(kinds(&talk), ["comment.created"]);
    assert_eq!(changes(&app.visitor(), "?topic=2").await["data"], json!([]));
    app.visitor()
        .get("/api/v1/changes?kinds=person.joined")
        .await
        .is(422);
    app.visitor()
        .get("/api/v1/changes?after=changes_nope")
        .await
        .is(400);
    app.visitor().get("/api/v1/changes?limit=0").await.is(422);
}

#[actix_web::test]
async fn who_may_not_see_a_topic_hears_nothing_of_it_now_or_later() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    let team = [
        ("name", "Team"),
        ("see", "staff"),
        ("propose", "staff"),
        ("comment", "staff"),
    ];
    root.post("/admin/boards", &team).await.is(303);
    root.post(
        "/proposals",
        &[("title", "Buy the harbour"), ("board", "team")],
    )
    .await
    .is(303);
    root.post("/t/1/comments", &[("body", "Hush")])
        .await
        .is(303);
    ann.post(
        "/proposals",
        &[("title", "Put News at the top"), ("board", "product")],
    )
    .await
    .is(303);
    root.post(
        "/t/2/comments",
        &[("body", "Between us"), ("internal", "on")],
    )
    .await
    .is(303);
    ann.post(
        "/discussions",
        &[("title", "Soon gone for good"), ("board", "product")],
    )
    .await
    .is(303);
    ann.post("/t/3/removal", &[]).await.is(303);
    let staff = app.program("root", &[Scope::Proposals]).await;
    for (who, harbour) in [(&app.visitor(), false), (&staff, true)] {
        let told = who.get("/api/v1/changes?limit=100").await;
        assert_eq!(told.body.contains("harbour"), harbour);
        assert!(!told.body.contains("note"), "{}", told.body);
        let all = told.value();
        let gone: Vec<_> = all["data"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|c| c["topic"]["id"] == 3)
            .collect();
        if harbour {
            assert_eq!(gone.len(), 2);
        } else {
            assert_eq!(gone.len(), 1, "only that it went: {gone:?}");
            assert_eq!(gone[0]["kind"], "topic.removed");
            assert_eq!(gone[0]["topic"]["title"], Value::Null);
            assert!(!told.body.contains("\"team\""), "{}", told.body);
        }
    }
    // Moved where only staff look, it is as if it had never been.
    root.post("/t/2/board", &[("board", "team")]).await.is(303);
    app.visitor()
        .get("/api/v1/changes")
        .await
        .is(200)
        .silent_about("News");
}

#[actix_web::test]
async fn a_reader_misses_nothing_and_hears_nothing_twice_while_many_write() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/discussions", &[("title", "How do you sort?")])
        .await
        .is(303);
    let (db, now) = (&app.app.db, app.app.now());
    let writers = join_all((0..12_i64).map(|writer| async move {
        for turn in 0..10_i64 {
            let written = db.write(move |tx| {
                for half in 0..2 {
                    events::record(
                        tx,
                        now,
                        Happened {
                            actor: None,
                            verb: if half == 0 {
                                Verb::TopicPinned
                            } else {
                                Verb::TopicUnpinned
                            },
                            object: "topic",
                            object_id: 1,
                            topic: Some(cowpath::id::TopicId::new(1)),
                            data: json!({ "until": writer * 1000 + turn * 10 + half }),
                        },
                    )?;
                }
                Ok(())
            });
            written.await.unwrap();
        }
    }));
    let visitor = app.visitor();
    let reading = async {
        let (mut heard, mut cursor) = (Vec::new(), String::new());
        while heard.len() < 240 {
            let query = "limit=7&kinds=topic.pinned,topic.unpinned";
            let page = changes(&visitor, &format!("?{query}&after={cursor}")).await;
            let data = page["data"].as_array().unwrap();
            heard.extend(data.iter().map(|c| c["id"].as_i64().unwrap()));
            cursor = page["cursor"].as_str().unwrap().to_owned();
            tokio::task::yield_now().await;
        }
        heard
    };
    let (_, heard) = in_time(join(writers, reading)).await;
    let once: HashSet<_> = heard.iter().collect();
    assert_eq!((heard.len(), once.len()), (240, 240));
    let log = db
        .read(|conn| events::since(conn, events::Position::default(), 1000))
        .await
        .unwrap();
    let order: Vec<i64> = log
        .iter()
        .filter(|e| e.verb.ends_with("pinned"))
        .map(|e| e.id.get())
        .collect();
    assert_eq!(heard, order);
}

/// A real server, for what never ends.
async fn serve(app: &TestApp) -> (std::net::SocketAddr, actix_web::dev::ServerHandle) {
    let inner = app.app.clone();
    let server = actix_web::HttpServer::new(move || cowpath::app::build(inner.clone()))
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
    let at = server.addrs()[0];
    let server = server.run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    (at, handle)
}

/// An open stream, read up to some words.
struct Reader(actix_web::rt::net::TcpStream, String);

impl Reader {
    async fn open(at: std::net::SocketAddr, query: &str, headers: &str) -> Self {
        #[allow(clippy::disallowed_methods)] // A reader of ours, not a fetch.
        let stream = actix_web::rt::net::TcpStream::connect(at).await.unwrap();
        let ask = format!(
            "GET /api/v1/changes/stream{query} HTTP/1.1\r\nhost: x\r\naccept-encoding: gzip\r\n{headers}\r\n"
        );
        stream.writable().await.unwrap();
        assert_eq!(stream.try_write(ask.as_bytes()).unwrap(), ask.len());
        Self(stream, String::new())
    }
    /// All that came, once it holds these words; nothing at the end of the stream.
    async fn until(&mut self, words: &str) -> Option<&str> {
        let mut some = [0; 4096];
        while !self.1.contains(words) {
            self.0.readable().await.unwrap();
            match self.0.try_read(&mut some) {
                Ok(0) => return None,
                Ok(n) => self.1.push_str(&String::from_utf8_lossy(&some[..n])),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                Err(error) => panic!("{error}"),
            }
        }
        Some(&self.1)
    }
    fn last_id(&self) -> String {
        let line = self
            .1
            .lines()
            .rev()
            .find_map(|line| line.strip_prefix("id: "));
        line.unwrap().to_owned()
    }
}

async fn in_time<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), what)
        .await
        .expect("in time")
}

/// Tells everything that has happened. A transaction of another test on the same PostgreSQL may hold it back for a moment.
async fn told(app: &TestApp) {
    loop {
        let behind = app.app.db.read(|conn| {
            let settled = events::since(conn, events::Position::default(), 10_000)?;
            Ok(number(conn, "select count(*) as n from events")? - settled.len() as i64)
        });
        if behind.await.unwrap() == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    while stream::tell(&app.app).await.unwrap() > 0 {}
}

#[actix_web::test]
async fn a_stream_tells_as_it_happens_and_goes_on_where_it_broke() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.post("/admin/boards", &[("name", "Team"), ("see", "staff")])
        .await
        .is(303);
    ann.post(
        "/discussions",
        &[("title", "How do you sort?"), ("board", "product")],
    )
    .await
    .is(303);
    root.post(
        "/discussions",
        &[("title", "Buy the harbour"), ("board", "team")],
    )
    .await
    .is(303);
    let (at, server) = serve(&app).await;
    in_time(async {
        let mut all = Reader::open(at, "", "").await;
        let mut talk = Reader::open(at, "?topic=1&kinds=comment.created", "").await;
        let begun = all.until("id: changes").await.unwrap();
        assert!(begun.contains("text/event-stream"), "{begun}");
        assert!(!begun.to_lowercase().contains("gzip"), "{begun}");
        talk.until("id: changes").await.unwrap();
        assert_eq!(app.app.part::<Hub>().open(), 2);
        root.post("/t/2/comments", &[("body", "Hush")])
            .await
            .is(303);
        ann.post("/t/1/edit", &[("title", "How do you sort them?")])
            .await
            .is(303);
        ann.post("/t/1/comments", &[("body", "By age")])
            .await
            .is(303);
        told(&app).await;
        let heard = all.until("comment.created").await.unwrap();
        assert!(
            heard.contains("topic.edited") && !heard.contains("harbour"),
            "{heard}"
        );
        let heard = talk.until("comment.created").await.unwrap();
        assert!(!heard.contains("topic.edited"), "{heard}");
        // It breaks; what is said meanwhile is told on return, once, and so is what follows.
        let last = talk.last_id();
        drop(talk);
        ann.post("/t/1/comments", &[("body", "By name")])
            .await
            .is(303);
        told(&app).await;
        let mut again = Reader::open(
            at,
            "?topic=1&kinds=comment.created",
            &format!("last-event-id: {last}\r\n"),
        )
        .await;
        again.until("/c/3").await.unwrap();
        ann.post("/t/1/comments", &[("body", "By size")])
            .await
            .is(303);
        told(&app).await;
        let heard = again.until("/c/4").await.unwrap();
        assert!(!heard.contains("/c/2\""), "{heard}");
        assert_eq!(heard.matches("/c/3\"").count(), 1, "{heard}");
        // The node goes: every stream ends.
        app.app.part::<Hub>().close();
        assert_eq!(all.until("never said").await, None);
        assert_eq!(again.until("never said").await, None);
    })
    .await;
    server.stop(false).await;
}

#[actix_web::test]
async fn a_stream_that_falls_behind_reads_the_log_and_skips_nothing() {
    let app = TestApp::new().await;
    let ann = app.member("ann").await;
    ann.post("/discussions", &[("title", "How do you sort?")])
        .await
        .is(303);
    let (at, server) = serve(&app).await;
    let (db, now) = (app.app.db.clone(), app.app.now());
    in_time(async {
        let mut slow = Reader::open(at, "?kinds=topic.pinned", "").await;
        slow.until("id: changes").await.unwrap();
        // More than is kept for slow readers, at one go.
        db.write(move |tx| {
            for n in 0..900 {
                events::record(
                    tx,
                    now,
                    Happened {
                        actor: None,
                        verb: Verb::TopicPinned,
                        object: "topic",
                        object_id: 1,
                        topic: Some(cowpath::id::TopicId::new(1)),
                        data: json!({ "until": format!("n{n}.") }),
                    },
                )?;
            }
            Ok(())
        })
        .await
        .unwrap();
        told(&app).await;
        let heard = slow.until("n899.").await.unwrap();
        let mut from = 0;
        for n in 0..900 {
            let word = format!("\"n{n}.\"");
            assert_eq!(heard.matches(&word).count(), 1, "{word}");
            let at = heard.find(&word).unwrap();
            assert!(at > from || n == 0, "{word} comes too early");
            from = at;
        }
    })
    .await;
    server.stop(false).await;
}

#[actix_web::test]
async fn one_address_may_not_take_all_streams() {
    let app = TestApp::with(&[("COWPATH_RATE_LIMITS", "on")]).await;
    let (at, server) = serve(&app).await;
    in_time(async {
        let mut open = Vec::new();
        for _ in 0..64 {
            let mut reader = Reader::open(at, "", "").await;
            reader.until("id: changes").await.unwrap();
            open.push(reader);
        }
        let mut refused = Reader::open(at, "", "").await;
        assert!(
            refused
                .until("\r\n\r\n")
                .await
                .unwrap()
                .starts_with("HTTP/1.1 429")
        );
        drop(open);
        while app.app.part::<Hub>().open() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    server.stop(false).await;
}

/// Every feed of a small site, without its ending.
const FEEDS: [&str; 9] = [
    "/proposals",
    "/discussions",
    "/announcements",
    "/boards/product",
    "/tags/news",
    "/t/1",
    "/t/2",
    "/people/ann",
    "/changelog",
];

async fn site(app: &TestApp) {
    let (mona, ann) = (app.moderator("mona").await, app.member("ann").await);
    let title = "Put <News> & \"more\" at the top ☃";
    ann.post(
        "/proposals",
        &[
            ("title", title),
            ("tags", "news"),
            ("body", "See **this**, [that](/t/2) and\u{1} <b>x</b>"),
        ],
    )
    .await
    .is(303);
    ann.post(
        "/discussions",
        &[("title", "How do you sort?"), ("tags", "news")],
    )
    .await
    .is(303);
    mona.post("/t/1/comments", &[("body", "Yes, *please*")])
        .await
        .is(303);
    mona.post(
        "/discussions",
        &[("title", "Version 2 is out"), ("kind", "announcement")],
    )
    .await
    .is(303);
    mona.post("/changelog", &[("title", "Spring"), ("proposals", "1")])
        .await
        .is(303);
    mona.post("/changelog/1/publication", &[]).await.is(303);
}

#[actix_web::test]
async fn every_list_board_tag_topic_person_and_the_changelog_has_its_feeds() {
    let app = TestApp::new().await;
    site(&app).await;
    let reader = app.visitor();
    for feed in FEEDS {
        let atom = reader.get(&format!("{feed}.atom")).await;
        atom.is(200);
        assert!(
            atom.header("content-type")
                .starts_with("application/atom+xml"),
            "{feed}"
        );
        assert!(atom.body.contains("<entry>"), "{feed}: {}", atom.body);
        assert!(
            !atom.body.contains('\u{1}') && !atom.body.contains("cowpath:/"),
            "{feed}"
        );
        let json = reader.get(&format!("{feed}.feed.json")).await;
        let value = json.is(200).value();
        assert_eq!(value["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(
            value["feed_url"],
            format!("http://127.0.0.1:8080{feed}.feed.json")
        );
        assert_eq!(
            atom.body.matches("<entry>").count(),
            value["items"].as_array().unwrap().len()
        );
        for item in value["items"].as_array().unwrap() {
            let url = item["url"].as_str().unwrap();
            let path = url
                .strip_prefix("http://127.0.0.1:8080")
                .expect("a whole address");
            reader.open(path).await.is(200);
        }
        // Whoever has it already is not sent it again.
        let etag = atom.header("etag").to_owned();
        let again = TestRequest::get()
            .uri(&format!("{feed}.atom"))
            .insert_header((header::IF_NONE_MATCH, etag));
        let again = reader.send(again).await;
        assert_eq!(
            (again.status.as_u16(), again.body.as_str()),
            (304, ""),
            "{feed}"
        );
    }
    let topic = reader.get("/t/1.feed.json").await.value();
    assert!(
        topic["items"][0]["content_html"]
            .as_str()
            .unwrap()
            .contains("<em>please</em>")
    );
    assert!(
        topic["items"][1]["content_html"]
            .as_str()
            .unwrap()
            .contains("href=\"http://127.0.0.1:8080/t/2")
    );
    let narrowed = reader
        .get("/proposals.feed.json?status=planned")
        .await
        .value();
    assert_eq!(narrowed["items"], json!([]));
    for page in [
        "/proposals",
        "/discussions",
        "/tags/news",
        "/t/1/put-news-more-at-the-top",
        "/people/ann",
        "/changelog",
    ] {
        let page = reader.open(page).await;
        assert!(
            page.body.contains("type=\"application/atom+xml\""),
            "{}",
            page.body
        );
        page.says("JSON Feed");
    }
}

#[actix_web::test]
async fn a_feed_holds_what_everyone_may_see_whoever_asks() {
    let app = TestApp::new().await;
    let root = app.admin("root").await;
    root.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("propose", "staff")],
    )
    .await
    .is(303);
    root.post(
        "/proposals",
        &[("title", "Put News at the top"), ("board", "product")],
    )
    .await
    .is(303);
    root.post(
        "/proposals",
        &[
            ("title", "Buy the harbour"),
            ("board", "team"),
            ("tags", "hush"),
        ],
    )
    .await
    .is(303);
    root.post(
        "/t/1/comments",
        &[("body", "Hushed note"), ("internal", "on")],
    )
    .await
    .is(303);
    for who in [&root, &app.visitor()] {
        for ending in ["atom", "feed.json"] {
            for gone in [
                "/boards/team",
                "/tags/hush",
                "/t/2",
                "/proposals.x",
                "/people/nobody",
                "/searches/0",
            ] {
                who.get(&format!("{gone}.{ending}")).await.is(404);
            }
            who.get(&format!("/proposals.{ending}?board=team"))
                .await
                .is(404);
            for open in ["/proposals", "/t/1", "/people/root", "/boards/product"] {
                who.get(&format!("{open}.{ending}"))
                    .await
                    .is(200)
                    .silent_about("harbour")
                    .silent_about("Hushed");
            }
        }
    }
}

#[actix_web::test]
async fn a_kept_search_is_followed_by_a_secret_address_that_ends_with_it() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.post(
        "/admin/boards",
        &[("name", "Team"), ("see", "staff"), ("propose", "staff")],
    )
    .await
    .is(303);
    root.post(
        "/proposals",
        &[("title", "Buy the harbour"), ("board", "team")],
    )
    .await
    .is(303);
    ann.post(
        "/proposals",
        &[("title", "Paint the harbour"), ("board", "product")],
    )
    .await
    .is(303);
    app.settle().await;
    for who in [&root, &ann] {
        who.post(
            "/settings/searches",
            &[("q", "harbour"), ("name", "Harbours")],
        )
        .await
        .is(303);
        let page = who.get("/settings/searches").await;
        let at = page
            .body
            .find("/searches/")
            .into_iter()
            .chain(
                page.body
                    .match_indices("href=\"/searches/")
                    .map(|(at, _)| at + 6),
            )
            .max()
            .unwrap();
        let address = page.body[at..].split('"').next().unwrap().to_owned();
        let base = address
            .rsplit_once('/')
            .map(|(front, last)| format!("{front}/{}", last.split('.').next().unwrap()))
            .unwrap();
        let feed = app.visitor().get(&format!("{base}.feed.json")).await;
        let value = feed.is(200).value();
        let titles: Vec<_> = value["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|i| i["title"].clone())
            .collect();
        assert_eq!(titles, ["Paint the harbour"], "only what everyone may see");
        app.visitor().get(&format!("{base}.atom")).await.is(200);
        let number = page.body.split("/settings/searches/").find_map(|rest| {
            let (number, _) = rest.split_once("/end")?;
            number.parse::<i64>().ok()
        });
        let number = number.unwrap();
        who.post(&format!("/settings/searches/{number}/end"), &[])
            .await
            .is(303);
        app.visitor().get(&format!("{base}.atom")).await.is(404);
    }
}
