//! Our mail and our webhooks, read by other people's programs. `tests/peers/run` installs and runs them.
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpListener;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use actix_web::http::Method;
use cowpath::access::Scope;
use cowpath::config::{Secrecy, Smtp};
use cowpath::id::LetterId;
use cowpath::lang::Message;
use cowpath::mail::{self, Letter, List, Office, Part, State, Thread, Transport};
use cowpath::webhooks;
use serde_json::{Value, json};

use crate::app::{TestApp, start};

/// A Python program that ends with its test.
struct Peer {
    child: Child,
    to: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Peer {
    fn new(script: &str) -> Self {
        let python = std::env::var("COWPATH_PEERS").expect("run tests/peers/run");
        let mut child = Command::new(python)
            .arg(format!("tests/peers/{script}"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        Self {
            to: child.stdin.take(),
            child,
            lines,
        }
    }
    fn line(&mut self) -> String {
        self.lines.next().expect("a line").expect("UTF-8")
    }
    fn ask(&mut self, line: &Value) -> String {
        writeln!(self.to.as_mut().expect("a pipe"), "{line}").expect("it listens");
        self.line()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[actix_web::test]
#[ignore = "needs tests/peers/run"]
async fn another_mail_server_takes_what_we_send_and_its_reader_finds_it_whole() {
    let app = TestApp::with(&[("BASE_URL", "https://example.org")]).await;
    let mut peer = Peer::new("mail.py");
    let transport = Transport::Smtp {
        server: Smtp {
            host: "127.0.0.1".into(),
            port: peer.line().parse().expect("a port"),
            user: None,
            secrecy: Secrecy::Perhaps,
        },
        from: "no-reply@example.org".into(),
    };
    let office = Office::new(&app.app.config, &app.app.settings());
    for name in ["later", "gone", "never", "silent", "ann"] {
        let letter = Letter {
            parts: vec![
                Part::Words(Message::verbatim("Grüße, ✓ مرحبا")),
                Part::Quote {
                    by: "Eve".into(),
                    text: format!(".\n..\nFrom me\n{}", "long ".repeat(400)),
                },
            ],
            list: Some(List {
                id: "topic-7".into(),
                stop: format!("/stop/{}", "x".repeat(90)),
                label: Message::verbatim("Stop"),
            }),
            thread: Some(Thread {
                root: "topic-7".into(),
                first: false,
            }),
            ..Letter::new(
                "news",
                format!("{name}@example.org"),
                Message::verbatim(format!("Öffnen\r\nX-Evil: yes {}", "weit ".repeat(30))),
                Message::verbatim("Why."),
            )
        };
        let (written, now) = (letter.write(&office).unwrap(), app.app.now());
        app.app
            .db
            .write(move |tx| mail::post(tx, &written, now))
            .await
            .unwrap();
    }
    assert_eq!(
        mail::deliver(&app.app.db, &transport, &app.app.clock)
            .await
            .unwrap(),
        5
    );
    let mut states = Vec::new();
    for id in 1..=5 {
        let letter = app
            .app
            .db
            .read(move |conn| mail::find(conn, LetterId::new(id)))
            .await
            .unwrap();
        states.push((letter.state, letter.attempts));
    }
    let expected = [
        State::Waiting,
        State::Refused,
        State::Refused,
        State::Waiting,
        State::Sent,
    ];
    assert_eq!(states, expected.map(|state| (state, 1)));

    let told: Value = serde_json::from_str(&peer.line()).unwrap();
    assert_eq!(told["defects"], json!([]), "{told}");
    assert_eq!(
        (&told["from"], &told["to"]),
        (&json!("no-reply@example.org"), &json!(["ann@example.org"]))
    );
    let head = &told["head"];
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(
        words(head["subject"].as_str().unwrap()),
        words(&format!("Öffnen X-Evil: yes {}", "weit ".repeat(30)))
    );
    assert_eq!(head["from"], "Cowpath <no-reply@example.org>");
    assert_eq!(head["list-id"], "<topic-7.example.org>");
    assert_eq!(
        head["list-unsubscribe"],
        format!("<https://example.org/stop/{}>", "x".repeat(90))
    );
    assert_eq!(head["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
    assert_eq!(head["in-reply-to"], "<topic-7@example.org>");
    assert!(!told["names"].as_array().unwrap().contains(&json!("x-evil")));
    let plain = told["plain"].as_str().unwrap().replace("\r\n", "\n");
    assert!(
        plain.contains("Grüße, ✓ مرحبا")
            && plain.contains("> ..\n")
            && plain.contains(&"long ".repeat(399)),
        "{plain}"
    );
    assert!(told["html"].as_str().unwrap().contains("Grüße, ✓ مرحبا"));
}

#[actix_web::test]
#[ignore = "needs tests/peers/run"]
async fn the_official_library_takes_our_signatures_and_no_other() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let app = TestApp::with(&[("COWPATH_FETCH_ALLOW", &format!("127.0.0.1:{port}"))]).await;
    app.member("ann").await;
    // The library looks at the computer's clock.
    let now = cowpath::clock::Clock::System.now();
    app.app
        .clock
        .advance((now.micros() - start().micros()) / 1_000_000);
    let program = app.program("ann", &[Scope::Webhooks]).await;
    let hook = json!({ "target": format!("http://127.0.0.1:{port}/"), "events": ["*"] });
    let first = program
        .json(Method::POST, "/api/v1/webhooks", hook)
        .await
        .value();
    let second = program
        .json(Method::POST, "/api/v1/webhooks/1/secret", json!({}))
        .await
        .value();
    program
        .json(Method::POST, "/api/v1/webhooks/1/test", json!({}))
        .await;
    let taking = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut all, mut piece) = (String::new(), [0; 4096]);
        loop {
            let n = stream.read(&mut piece).unwrap();
            all.push_str(std::str::from_utf8(&piece[..n]).unwrap());
            if all.contains("\r\n\r\n") && all.ends_with('}') {
                stream.write_all(b"HTTP/1.1 204\r\n\r\n").unwrap();
                return all;
            }
        }
    });
    assert_eq!(webhooks::deliver(&app.app).await.unwrap(), 1);
    let whole = taking.join().unwrap();
    let (head, body) = whole.split_once("\r\n\r\n").unwrap();
    let headers: serde_json::Map<String, Value> = head
        .lines()
        .filter_map(|l| l.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    let mut peer = Peer::new("hooks.py");
    let mut says = |secret: &Value, body: &str| {
        peer.ask(&json!({ "secret": secret, "headers": headers, "body": body }))
    };
    assert_eq!(says(&first["secret"], body), "good");
    assert_eq!(says(&second["secret"], body), "good");
    assert!(says(&second["secret"], &body.replace("test", "text")).starts_with("bad"));
    assert!(says(&json!("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), body).starts_with("bad"));
}
