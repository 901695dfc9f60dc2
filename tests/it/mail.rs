//! Messages by mail: what they say, where they go, and what becomes of those that are not taken.
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc;

use cowpath::config::{Secrecy, Smtp};
use cowpath::id::LetterId;
use cowpath::lang::{Lang, Manner, Message};
use cowpath::mail::{
    self, Kept, Letter, List, Office, Outcome, Part, Sink, State, Thread, Transport,
};

use crate::app::TestApp;

fn letter(address: &str) -> Letter {
    Letter {
        parts: vec![
            Part::Words(Message::verbatim("Something\r\nhappened.")),
            Part::Quote {
                by: "Eve\r\nBcc: all@example.org".into(),
                text: "<b>Hi</b>\n.\nhttps://evil.example".into(),
            },
            Part::Item {
                title: "Put <News> first".into(),
                path: "/t/7".into(),
                note: Message::verbatim("3 comments"),
            },
        ],
        list: Some(List {
            id: "topic-7".into(),
            stop: "/stop/abc".into(),
            label: Message::verbatim("Stop"),
        }),
        thread: Some(Thread {
            root: "topic-7".into(),
            first: false,
        }),
        ..Letter::new(
            "news",
            address,
            Message::verbatim("Grüße ✓\r\nBcc: eve@example.org"),
            Message::verbatim("You follow this."),
        )
    }
}

async fn posted(app: &TestApp, letter: &Letter) -> LetterId {
    let written = letter
        .write(&Office::new(&app.app.config, &app.app.settings()))
        .unwrap();
    let now = app.app.now();
    app.app
        .db
        .write(move |tx| mail::post(tx, &written, now))
        .await
        .unwrap()
}

async fn kept(app: &TestApp, id: LetterId) -> Kept {
    app.app
        .db
        .read(move |conn| mail::find(conn, id))
        .await
        .unwrap()
}

async fn deliver(app: &TestApp, transport: &Transport) -> usize {
    mail::deliver(&app.app.db, transport, &app.app.clock)
        .await
        .unwrap()
}

#[actix_web::test]
async fn a_message_says_what_it_should_and_no_word_of_it_becomes_a_header() {
    let app = TestApp::with(&[("BASE_URL", "https://example.org/f")]).await;
    let sink = Sink::default();
    posted(&app, &letter("ann@example.org")).await;
    assert_eq!(deliver(&app, &Transport::Sink(sink.clone())).await, 1);
    let taken = sink.taken();
    let (head, body) = taken[0].split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ");
    for line in [
        "To: ann@example.org",
        "From: Cowpath <no-reply@example.org>",
        "List-Id: <topic-7.example.org>",
        "List-Unsubscribe: <https://example.org/f/stop/abc>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        "In-Reply-To: <topic-7@example.org>",
        "References: <topic-7@example.org>",
        "Auto-Submitted: auto-generated",
        "Date: Fri, 02 Jan 2026 03:04:05 +0000",
    ] {
        assert!(head.lines().any(|l| l == line), "{line:?} is not in {head}");
    }
    assert!(!head.lines().any(|l| l.starts_with("Bcc")), "{head}");
    assert!(
        !body.contains("<b>Hi</b>") || body.contains("&lt;b&gt;"),
        "{body}"
    );
    assert!(body.contains("https://example.org/f/t/7"), "{body}");
    assert!(!body.contains("href=\"https://evil"), "{body}");
    let id = LetterId::new(1);
    assert_eq!(kept(&app, id).await.state, State::Sent);
    assert_eq!(deliver(&app, &Transport::Sink(sink.clone())).await, 0);
    assert_eq!(sink.taken().len(), 1);
}

#[actix_web::test]
async fn a_message_speaks_its_readers_language() {
    let app = TestApp::new().await;
    let manner = Manner {
        lang: Lang::Ar,
        ..Manner::default()
    };
    let office = Office::new(&app.app.config, &app.app.settings());
    let written = Letter::trial("ann@example.org", manner)
        .write(&office)
        .unwrap();
    assert_eq!(written.subject, "البريد يصل");
    assert!(written.html.contains("dir=\"rtl\""), "{}", written.html);
    assert!(!written.plain.contains("trial"), "{}", written.plain);
}

#[actix_web::test]
async fn what_may_pass_is_tried_again_and_what_is_refused_is_not() {
    let app = TestApp::new().await;
    let (sink, ann) = (Sink::default(), app.member("ann").await);
    let transport = Transport::Sink(sink.clone());
    let first = posted(&app, &letter("ann@example.org")).await;
    sink.answer(Outcome::Again("451 later".into()));
    assert_eq!(deliver(&app, &transport).await, 1);
    let waits = kept(&app, first).await;
    assert_eq!(
        (waits.state, waits.told.as_str(), waits.attempts),
        (State::Waiting, "451 later", 1)
    );
    assert_eq!(deliver(&app, &transport).await, 0, "not before its time");
    app.app.clock.advance(60);
    sink.answer(Outcome::Refused {
        why: "550 no such user".into(),
        address: true,
    });
    assert_eq!(deliver(&app, &transport).await, 1);
    assert_eq!(kept(&app, first).await.state, State::Refused);

    // Nothing more goes there, however it is written, and its owner is told on every page.
    let second = posted(&app, &letter("ANN@example.org")).await;
    assert_eq!(kept(&app, second).await.state, State::Withheld);
    assert_eq!(deliver(&app, &transport).await, 0);
    let banner = "A mail server refused your address";
    assert!(ann.get("/proposals").await.body.contains(banner));
    ann.get("/settings/account")
        .await
        .is(200)
        .says("550 no such user");
    ann.post("/settings/email/again", &[]).await.is(303);
    assert!(!ann.get("/proposals").await.body.contains(banner));
    posted(&app, &letter("ann@example.org")).await;
    assert_eq!(deliver(&app, &transport).await, 1);
    assert_eq!(sink.taken().len(), 1);
}

#[actix_web::test]
async fn a_message_that_is_useless_by_now_is_not_sent_and_a_secret_is_forgotten() {
    let app = TestApp::new().await;
    let sink = Sink::default();
    let transport = Transport::Sink(sink.clone());
    let late = posted(
        &app,
        &Letter {
            useful_for: 60,
            ..letter("ann@example.org")
        },
    )
    .await;
    app.app.clock.advance(61);
    let secret = posted(
        &app,
        &Letter {
            secret: true,
            ..letter("ann@example.org")
        },
    )
    .await;
    assert_eq!(deliver(&app, &transport).await, 1);
    assert_eq!(kept(&app, late).await.state, State::Expired);
    let sent = kept(&app, secret).await;
    assert_eq!(
        (sent.state, sent.plain.as_str(), sent.html.as_str()),
        (State::Sent, "", "")
    );
    app.app.clock.advance(31 * 86_400);
    mail::sweep(&app.app.db, &app.app.clock).await.unwrap();
    let left = app
        .app
        .db
        .read(|conn| mail::list(conn, None, None, 10))
        .await
        .unwrap();
    assert!(left.is_empty());
}

#[actix_web::test]
async fn without_a_server_messages_wait_where_admins_read_them() {
    let app = TestApp::new().await;
    let (root, ann) = (app.admin("root").await, app.member("ann").await);
    root.get("/admin/outbox")
        .await
        .is(200)
        .says("No mail server is configured.")
        .says("There is no message here.");
    root.post("/admin/outbox", &[]).await.is(303);
    assert_eq!(deliver(&app, app.app.part::<Transport>()).await, 0);
    root.get("/admin/outbox")
        .await
        .is(200)
        .says("Mail gets through")
        .says("root@example.org")
        .says("Waiting");
    root.get("/admin/outbox?state=sent")
        .await
        .is(200)
        .says("There is no message here.");
    root.get("/admin/outbox/1")
        .await
        .is(200)
        .says("This is a trial.")
        .says("Not tried yet");
    assert_eq!(deliver(&app, &Transport::Sink(Sink::default())).await, 1);
    root.post("/admin/outbox/1/again", &[]).await.is(303);
    assert_eq!(kept(&app, LetterId::new(1)).await.state, State::Waiting);
    for path in ["/admin/outbox", "/admin/outbox/1"] {
        ann.get(path).await.is(403);
        app.visitor().get(path).await.is(401);
    }
    root.get("/admin/outbox/99").await.is(404);
}

/// A server that gives these answers, one after the other, and tells what it was asked.
fn scripted(answers: &'static [&'static str]) -> (Smtp, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let (mut lines, mut stream) = (BufReader::new(stream.try_clone().unwrap()).lines(), stream);
        for answer in answers {
            if stream
                .write_all(format!("{answer}\r\n").as_bytes())
                .is_err()
            {
                return;
            }
            loop {
                let Some(Ok(line)) = lines.next() else { return };
                let more = answer.starts_with("354") && line != ".";
                let _ = tell.send(line);
                if !more {
                    break;
                }
            }
        }
    });
    let server = Smtp {
        host: "127.0.0.1".into(),
        port,
        user: None,
        secrecy: Secrecy::Plain,
    };
    (server, told)
}

#[actix_web::test]
async fn what_a_server_says_at_each_step_is_understood() {
    const HELLO: &str = "220 here";
    const OK: &str = "250 fine";
    let cases: [(&'static [&'static str], State, bool); 9] = [
        (
            &[HELLO, OK, OK, OK, "354 go", "250 taken", "221 bye"],
            State::Sent,
            false,
        ),
        (
            &[HELLO, OK, OK, "550 5.1.1 no such user"],
            State::Refused,
            true,
        ),
        (
            &[HELLO, OK, OK, "550 5.7.1 relaying denied"],
            State::Waiting,
            false,
        ),
        (&[HELLO, OK, OK, "450 4.2.1 later"], State::Waiting, false),
        (
            &[HELLO, OK, OK, OK, "354 go", "554 5.6.0 not this"],
            State::Refused,
            false,
        ),
        (
            &[HELLO, OK, OK, OK, "354 go", "451 later"],
            State::Waiting,
            false,
        ),
        (&["554 not you"], State::Waiting, false),
        (&[HELLO, OK, "530 sign in first"], State::Waiting, false),
        (&[HELLO, OK], State::Waiting, false),
    ];
    for (answers, state, address) in cases {
        let app = TestApp::new().await;
        let id = posted(&app, &letter("ann@example.org")).await;
        let (server, asked) = scripted(answers);
        let transport = Transport::Smtp {
            server,
            from: "no-reply@example.org".into(),
        };
        assert_eq!(deliver(&app, &transport).await, 1);
        let letter = kept(&app, id).await;
        assert_eq!(letter.state, state, "{answers:?}: {}", letter.told);
        let refused = app
            .app
            .db
            .read(|conn| mail::refused(conn, "ann@example.org"))
            .await
            .unwrap();
        assert_eq!(refused.is_some(), address, "{answers:?}");
        if state == State::Sent {
            let asked: Vec<String> = asked.iter().collect();
            assert!(
                asked.iter().any(|l| l == "RCPT TO:<ann@example.org>"),
                "{asked:?}"
            );
        }
    }
}

#[actix_web::test]
async fn a_line_that_could_be_heard_is_not_used_where_it_must_not() {
    let app = TestApp::new().await;
    let id = posted(&app, &letter("ann@example.org")).await;
    let (mut server, asked) = scripted(&["220 here", "250 fine", "221 bye"]);
    server.secrecy = Secrecy::StartTls;
    server.user = Some(("ann".into(), "secret".into()));
    let transport = Transport::Smtp {
        server,
        from: "no-reply@example.org".into(),
    };
    assert_eq!(deliver(&app, &transport).await, 1);
    assert_eq!(kept(&app, id).await.state, State::Waiting);
    drop(transport);
    assert!(
        !asked
            .iter()
            .any(|line| line.starts_with("AUTH") || line.starts_with("MAIL"))
    );
}
