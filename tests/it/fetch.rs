//! Servers that answer oddly, badly or never, and names that lie.
use std::io::{Read, Write};
use std::net::{IpAddr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cowpath::fetch::{Allowed, Answer, Ask, End, Failure, Fetch, Limits, LookUp, Refusal};

/// What a server does once it has read a request.
type Act = Arc<dyn Fn(&str, &mut TcpStream) + Send + Sync>;

/// A server of our own on a free port; what it was asked is kept.
struct Odd {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
    stop: Arc<AtomicUsize>,
}

impl Odd {
    fn new(act: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (asked, stop) = (
            Arc::new(Mutex::new(Vec::new())),
            Arc::new(AtomicUsize::new(0)),
        );
        let act: Act = Arc::new(act);
        let (kept, stopped) = (asked.clone(), stop.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stopped.load(Ordering::SeqCst) > 0 {
                    return;
                }
                let Ok(mut stream) = stream else { continue };
                let (act, kept) = (act.clone(), kept.clone());
                std::thread::spawn(move || {
                    let head = request(&mut stream);
                    kept.lock().expect("it holds").push(head.clone());
                    act(&head, &mut stream);
                });
            }
        });
        Self { port, asked, stop }
    }
    /// Says these bytes and closes.
    fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::new(move |_, stream| {
            let _ = stream.write_all(&bytes);
            let _ = stream.shutdown(Shutdown::Write);
            // What is still unread would turn the closing into a reset.
            let _ = stream.read(&mut [0; 1024]);
        })
    }
    fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }
    fn named(&self, host: &str) -> (String, u16) {
        (host.to_owned(), self.port)
    }
    fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("it holds").clone()
    }
}

impl Drop for Odd {
    #[allow(clippy::disallowed_methods)]
    fn drop(&mut self) {
        self.stop.store(1, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Head and body of one request.
fn request(stream: &mut TcpStream) -> String {
    let (mut all, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&all).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|l| {
                    l.to_ascii_lowercase()
                        .strip_prefix("content-length: ")?
                        .parse()
                        .ok()
                })
                .unwrap_or(0);
            if body.len() >= length {
                return text;
            }
        }
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return text,
            Ok(n) => all.extend_from_slice(&piece[..n]),
        }
    }
}

/// Names and their addresses, which may change from one look to the next.
#[derive(Default)]
struct Names {
    answers: Vec<(&'static str, Vec<Vec<&'static str>>)>,
    looks: AtomicUsize,
}

impl LookUp for Names {
    fn look_up(
        &self,
        name: String,
    ) -> std::pin::Pin<Box<dyn Future<Output = std::io::Result<Vec<IpAddr>>> + Send>> {
        let look = self.looks.fetch_add(1, Ordering::SeqCst);
        let found = self
            .answers
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, looks)| {
                let at = &looks[look.min(looks.len() - 1)];
                at.iter()
                    .map(|ip| ip.parse().expect("an address"))
                    .collect()
            });
        Box::pin(std::future::ready(
            found.ok_or_else(|| std::io::Error::other("no such name")),
        ))
    }
}

const SHORT: Limits = Limits {
    connect: Duration::from_millis(400),
    read: Duration::from_millis(400),
    total: Duration::from_millis(1200),
};

/// Patient with a slow machine.
const PATIENT: Limits = Limits {
    connect: Duration::from_secs(20),
    read: Duration::from_secs(20),
    total: Duration::from_secs(60),
};

fn client(limits: Limits, allowed: Vec<(String, u16)>, names: Names) -> (Fetch, Arc<Names>) {
    let names = Arc::new(names);
    (
        Fetch::with("test", Allowed(allowed), limits, names.clone()),
        names,
    )
}

fn to(server: &Odd, limits: Limits) -> Fetch {
    client(limits, vec![server.named("127.0.0.1")], Names::default()).0
}

/// In a few words, for a table.
fn told(answer: &Result<Answer, Failure>) -> String {
    match answer {
        Ok(answer) => format!(
            "{} {:?} {}",
            answer.status,
            answer.end,
            match answer.body.len() {
                0..=40 => answer.text(),
                n => format!("{n} bytes"),
            }
        )
        .trim()
        .to_owned(),
        Err(Failure::Unreachable(_)) => "unreachable".into(),
        Err(Failure::Odd(_)) => "odd".into(),
        Err(Failure::Slow) => "slow".into(),
        Err(other) => format!("{other:?}"),
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut pack = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    pack.write_all(bytes).expect("it packs");
    pack.finish().expect("it packs")
}

fn with_head(head: &str, body: &[u8]) -> Vec<u8> {
    let mut all = head.as_bytes().to_vec();
    all.extend_from_slice(body);
    all
}

/// Servers that say something and close: what they say, and what we make of it.
fn odd_answers() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let plain = |text: &str| text.as_bytes().to_vec();
    let many = |n: usize| {
        let headers: String = (0..n).map(|i| format!("X-{i}: {i}\r\n")).collect();
        format!("HTTP/1.1 200 OK\r\n{headers}Content-Length: 2\r\n\r\nok").into_bytes()
    };
    let bomb = gzip(&vec![0; 30 << 20]);
    let packed = gzip(b"ok");
    vec![
        (
            "an ordinary answer",
            plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "no reason phrase",
            plain("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "an empty reason phrase",
            plain("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "no headers",
            plain("HTTP/1.1 200 OK\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "no reason, no headers",
            plain("HTTP/1.1 200\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "lines that end in LF",
            plain("HTTP/1.1 200 OK\nContent-Length: 2\n\nok"),
            "200 Whole ok",
        ),
        (
            "LF and no reason",
            plain("HTTP/1.1 200\nContent-Length: 2\n\nok"),
            "200 Whole ok",
        ),
        (
            "HTTP/1.0 until closed",
            plain("HTTP/1.0 200 OK\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "an empty line first",
            plain("\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "a reason in latin-1",
            with_head("HTTP/1.1 200 ", b"sch\xf6n\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "a reason in UTF-8",
            plain("HTTP/1.1 200 schön\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "a header in latin-1",
            with_head(
                "HTTP/1.1 200 OK\r\nX: ",
                b"\xf6\r\nContent-Length: 2\r\n\r\nok",
            ),
            "200 Whole ok",
        ),
        (
            "status 999",
            plain("HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\nok"),
            "999 Whole ok",
        ),
        (
            "a hundred and a hundred more first",
            plain(
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            ),
            "200 Whole ok",
        ),
        (
            "204 with a body",
            plain("HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok"),
            "204 Whole",
        ),
        (
            "length and chunks",
            plain(
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
            ),
            "200 Whole ok",
        ),
        (
            "the same length twice",
            plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "more than its length",
            plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokay then"),
            "200 Whole ok",
        ),
        (
            "less than its length",
            plain("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\nok"),
            "200 Broken ok",
        ),
        (
            "a header without colon",
            plain("HTTP/1.1 200 OK\r\nodd\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "a space before the colon",
            plain("HTTP/1.1 200 OK\r\nX : y\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "a folded header",
            plain("HTTP/1.1 200 OK\r\nX: y\r\n z\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "a header without name",
            plain("HTTP/1.1 200 OK\r\n: y\r\nContent-Length: 2\r\n\r\nok"),
            "200 Whole ok",
        ),
        (
            "packed",
            with_head(
                &format!(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
                    packed.len()
                ),
                &packed,
            ),
            "200 Whole ok",
        ),
        (
            "badly packed",
            plain("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok"),
            "200 Broken",
        ),
        (
            "a bomb",
            with_head(
                &format!(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
                    bomb.len()
                ),
                &bomb,
            ),
            "200 Cut 1048576 bytes",
        ),
        (
            "a bad chunk",
            plain("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n"),
            "200 Broken",
        ),
        (
            "chunks that break off",
            plain("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n9\r\n"),
            "200 Broken ok",
        ),
        (
            "an endless chunk size",
            plain("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nok"),
            "200 Broken",
        ),
        (
            "a failure with words",
            plain("HTTP/1.1 500\r\nContent-Length: 5\r\n\r\nsorry"),
            "500 Whole sorry",
        ),
        (
            "a redirect nobody follows",
            plain(
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
            ),
            "302 Whole",
        ),
        (
            "a negative length",
            plain("HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok"),
            "odd",
        ),
        (
            "a length in words",
            plain("HTTP/1.1 200 OK\r\nContent-Length: two\r\n\r\nok"),
            "odd",
        ),
        (
            "two lengths",
            plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok"),
            "odd",
        ),
        ("a radio", plain("ICY 200 OK\r\n\r\nok"), "odd"),
        ("HTTP/0.9", plain("<html>ok</html>"), "odd"),
        (
            "HTTP/1.2",
            plain("HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            "odd",
        ),
        (
            "HTTP/2 in letters",
            plain("HTTP/2 200\r\nContent-Length: 2\r\n\r\nok"),
            "odd",
        ),
        (
            "in lower case",
            plain("http/1.1 200 ok\r\nContent-Length: 2\r\n\r\nok"),
            "odd",
        ),
        (
            "a status of two digits",
            plain("HTTP/1.1 20 OK\r\n\r\nok"),
            "odd",
        ),
        ("status 000", plain("HTTP/1.1 000 Odd\r\n\r\nok"), "odd"),
        ("a status in words", plain("HTTP/1.1 fine\r\n\r\nok"), "odd"),
        ("garbage", with_head("", &[0xff; 300]), "odd"),
        (
            "a TLS alert",
            with_head("", &[0x15, 3, 1, 0, 2, 2, 40]),
            "odd",
        ),
        (
            "NUL in a header",
            plain("HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\nok"),
            "odd",
        ),
        ("nothing", plain(""), "odd"),
        ("half a head", plain("HTTP/1.1 200 OK\r\nContent-Le"), "odd"),
        ("ninety headers", many(90), "200 Whole ok"),
        ("two hundred headers", many(200), "odd"),
    ]
}

#[actix_web::test]
async fn odd_answers_are_told_and_none_harms_the_client() {
    let cases = odd_answers();
    assert!(cases.len() >= 40);
    let good = Odd::saying("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood");
    let servers: Vec<_> = cases
        .iter()
        .map(|(_, says, _)| Odd::saying(says.clone()))
        .collect();
    let allowed = servers
        .iter()
        .chain([&good])
        .map(|s| s.named("127.0.0.1"))
        .collect();
    let (fetch, _) = client(PATIENT, allowed, Names::default());
    let mut wrong = Vec::new();
    for ((name, _, expected), server) in cases.iter().zip(&servers) {
        let answer = fetch.send(Ask::get(server.url())).await;
        let told = told(&answer);
        if told != *expected {
            wrong.push(format!("{name}: {told}, not {expected}; {answer:?}"));
        }
        let after = fetch.send(Ask::get(good.url())).await.expect(name);
        assert_eq!(after.text(), "good", "after {name}");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[actix_web::test]
async fn whoever_is_silent_or_drips_is_left_in_time() {
    let wait = || std::thread::sleep(Duration::from_millis(100));
    type Slow = Box<dyn Fn(&str, &mut TcpStream) + Send + Sync>;
    let cases: Vec<(&str, Slow, &str)> = vec![
        (
            "silence",
            Box::new(|_, s| drop(s.read(&mut [0; 1]))),
            "slow",
        ),
        (
            "a head that drips",
            Box::new(move |_, s| {
                while s.write_all(b"H").is_ok() {
                    wait()
                }
            }),
            "slow",
        ),
        (
            "headers without end",
            Box::new(move |_, s| {
                let _ = s.write_all(b"HTTP/1.1 200 OK\r\n");
                while s.write_all(b"X: y\r\n").is_ok() {
                    wait()
                }
            }),
            "slow",
        ),
        (
            "a body that stops",
            Box::new(|_, s| {
                let _ = s.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok");
                let _ = s.read(&mut [0; 1]);
            }),
            "200 Late ok",
        ),
    ];
    for (name, act, expected) in cases {
        let server = Odd::new(act);
        assert_eq!(
            told(&to(&server, SHORT).send(Ask::get(server.url())).await),
            expected,
            "{name}"
        );
    }
    let server = Odd::new(move |_, s| {
        let _ = s.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while s.write_all(b"x").is_ok() {
            wait()
        }
    });
    let answer = to(&server, SHORT)
        .send(Ask::get(server.url()))
        .await
        .expect("a status");
    assert_eq!(
        (answer.status, answer.end),
        (200, End::Late),
        "a body that drips"
    );
}

#[actix_web::test]
async fn what_never_ends_is_cut() {
    let flood = |head: &'static [u8], piece: &'static [u8]| {
        Odd::new(move |_, s| {
            let _ = s.write_all(head);
            while s.write_all(piece).is_ok() {}
        })
    };
    let body = flood(b"HTTP/1.1 200 OK\r\n\r\n", &[b'x'; 65536]);
    let answer = to(&body, PATIENT)
        .send(Ask::get(body.url()).at_most(5))
        .await
        .expect("a status");
    assert_eq!((answer.text().as_str(), &answer.end), ("xxxxx", &End::Cut));
    assert_eq!(answer.whole(), Err(Failure::TooLong));
    for (name, head, piece) in [
        (
            "headers",
            &b"HTTP/1.1 200 OK\r\n"[..],
            &b"X-Filler: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n"[..],
        ),
        ("one header", b"HTTP/1.1 200 OK\r\nX: ", &[b'y'; 65536]),
        ("a reason", b"HTTP/1.1 200 ", &[b'y'; 65536]),
        ("early hints", b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    ] {
        let server = flood(head, piece);
        let answer = to(&server, SHORT).send(Ask::get(server.url())).await;
        assert!(
            matches!(answer, Err(Failure::Odd(_) | Failure::Slow)),
            "{name}: {answer:?}"
        );
    }
}

#[actix_web::test]
async fn a_connection_that_is_reset_or_refused_is_a_failure_that_may_pass() {
    let reset = Odd::new(|_, s| {
        let _ = s.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok");
    });
    let answer = to(&reset, PATIENT)
        .send(Ask::get(reset.url()))
        .await
        .expect("a status");
    assert_eq!(answer.end, End::Broken);
    let (url, fetch) = (reset.url(), to(&reset, PATIENT));
    drop(reset);
    // Its thread may take a moment to let go of the port.
    let failed = loop {
        match fetch.send(Ask::get(&url)).await {
            Err(failed) if matches!(failed, Failure::Unreachable(_)) => break failed,
            _ => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    };
    assert!(failed.passing());
}

#[actix_web::test]
async fn a_name_that_leads_home_is_refused_before_anything_is_sent() {
    let server = Odd::saying("HTTP/1.1 200 OK\r\n\r\nsecret");
    for addresses in [
        vec!["127.0.0.1"],
        vec!["1.1.1.1", "127.0.0.1"],
        vec!["::ffff:127.0.0.1"],
        vec!["fd00::1", "1.1.1.1"],
    ] {
        let names = Names {
            answers: vec![("rebind.example", vec![addresses.clone()])],
            ..Names::default()
        };
        let (fetch, names) = client(SHORT, vec![], names);
        let answer = fetch.send(Ask::get("http://rebind.example/")).await;
        assert_eq!(
            answer.unwrap_err(),
            Failure::Refused(Refusal::Private),
            "{addresses:?}"
        );
        assert_eq!(names.looks.load(Ordering::SeqCst), 1);
    }
    let (fetch, _) = client(SHORT, vec![], Names::default());
    assert_eq!(
        fetch.send(Ask::get(server.url())).await.unwrap_err(),
        Failure::Refused(Refusal::Port(server.port))
    );
    assert_eq!(
        fetch.send(Ask::get("http://127.0.0.1/")).await.unwrap_err(),
        Failure::Refused(Refusal::Private)
    );
    assert!(matches!(
        fetch.send(Ask::get("http://nobody.example/")).await,
        Err(Failure::Unreachable(_))
    ));
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_name_is_looked_up_once_and_again_for_the_next_call() {
    // Public at the first look, private from then on: whoever checked first and connected by name would land at home.
    let names = Names {
        answers: vec![("rebind.example", vec![vec!["192.0.1.1"], vec!["127.0.0.1"]])],
        ..Names::default()
    };
    let (fetch, names) = client(SHORT, vec![], names);
    let first = fetch.send(Ask::get("http://rebind.example/")).await;
    // Whoever may be at the public address; what counts is that nothing else was tried.
    assert!(!matches!(first, Err(Failure::Refused(_))), "{first:?}");
    assert_eq!(names.looks.load(Ordering::SeqCst), 1);
    let second = fetch.send(Ask::get("http://rebind.example/")).await;
    assert_eq!(second.unwrap_err(), Failure::Refused(Refusal::Private));
    assert_eq!(names.looks.load(Ordering::SeqCst), 2);
}

#[actix_web::test]
async fn a_name_that_the_operator_allows_is_reached_where_it_leads() {
    let server = Odd::saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    let names = Names {
        answers: vec![("hooks.internal", vec![vec!["127.0.0.1"], vec!["10.0.0.1"]])],
        ..Names::default()
    };
    let (fetch, names) = client(PATIENT, vec![server.named("hooks.internal")], names);
    let url = format!("http://hooks.internal:{}/x", server.port);
    assert_eq!(told(&fetch.send(Ask::get(url)).await), "200 Whole ok");
    assert_eq!(names.looks.load(Ordering::SeqCst), 1);
    let host = format!("host: hooks.internal:{}\r\n", server.port);
    assert!(server.asked()[0].contains(&host), "{:?}", server.asked());
}

#[actix_web::test]
async fn each_hop_of_a_redirect_is_checked_and_their_number_is_limited() {
    let secret = Odd::saying("HTTP/1.1 200 OK\r\n\r\nsecret");
    let home = format!(
        "HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
        secret.url()
    );
    let turning = Odd::saying(home);
    let (fetch, _) = client(PATIENT, vec![turning.named("127.0.0.1")], Names::default());
    let answer = fetch.send(Ask::get(turning.url()).following(5)).await;
    assert_eq!(
        answer.unwrap_err(),
        Failure::Refused(Refusal::Port(secret.port))
    );
    assert_eq!(secret.asked().len(), 0);

    let names = Names {
        answers: vec![("inner.example", vec![vec!["10.0.0.1"]])],
        ..Names::default()
    };
    let inner = Odd::saying("HTTP/1.1 301\r\nLocation: http://inner.example/\r\n\r\n");
    let (fetch, _) = client(PATIENT, vec![inner.named("127.0.0.1")], names);
    let answer = fetch.send(Ask::get(inner.url()).following(5)).await;
    assert_eq!(answer.unwrap_err(), Failure::Refused(Refusal::Private));

    let round = Odd::saying("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n");
    let answer = to(&round, PATIENT)
        .send(Ask::get(round.url()).following(3))
        .await;
    assert_eq!(answer.unwrap_err(), Failure::TooManyTurns);
    assert_eq!(round.asked().len(), 4);
}

#[actix_web::test]
async fn a_redirect_takes_no_header_along_to_another_server() {
    let end = Odd::saying("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    let turn = Odd::saying(format!(
        "HTTP/1.1 302\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
        end.url()
    ));
    let allowed = vec![end.named("127.0.0.1"), turn.named("127.0.0.1")];
    let (fetch, _) = client(PATIENT, allowed, Names::default());
    let ask = Ask::get(turn.url())
        .header("authorization", "Bearer secret")
        .following(1);
    assert_eq!(fetch.send(ask).await.expect("an answer").url, end.url());
    assert!(turn.asked()[0].contains("Bearer secret"));
    assert!(!end.asked()[0].contains("secret"), "{:?}", end.asked());
}

#[actix_web::test]
async fn a_post_says_what_it_should_and_follows_nowhere() {
    let server = Odd::saying("HTTP/1.1 307\r\nLocation: /else\r\nContent-Length: 0\r\n\r\n");
    let fetch = to(&server, PATIENT);
    let ask = Ask::post(server.url(), "{}")
        .header("content-type", "application/json")
        .following(3);
    assert_eq!(fetch.send(ask).await.expect("an answer").status, 307);
    let asked = server.asked();
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].starts_with("POST / HTTP/1.1\r\n") && asked[0].ends_with("\r\n\r\n{}"),
        "{asked:?}"
    );
    assert!(asked[0].contains("user-agent: test\r\n"), "{asked:?}");
    let split = Ask::get(server.url()).header("x-odd", "a\r\nHost: evil");
    assert_eq!(
        fetch.send(split).await.unwrap_err(),
        Failure::Unfit("x-odd".into())
    );
    assert_eq!(server.asked().len(), 1);
}
