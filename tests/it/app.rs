//! A whole application per test: its own database, a stopped clock, no sockets.
use std::cell::RefCell;
use std::collections::HashMap;
use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use actix_http::Request;
use actix_web::body::to_bytes;
use actix_web::cookie::Cookie;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::test;
use cowpath::access::{Role, Scope, sessions, tokens};
use cowpath::accounts::actions as accounts;
use cowpath::accounts::model::{NewPerson, Typed};
use cowpath::clock::{Clock, Time};
use cowpath::config::{Config, Given};
use cowpath::db::{Conn, Db, number};
use cowpath::error::Error;
use cowpath::events::Listener;
use cowpath::state::App;
use diesel::prelude::*;

pub const PASSWORD: &str = "correct horse battery";

type Served = Pin<Box<dyn Future<Output = ServiceResponse>>>;

pub struct TestApp {
    pub app: App,
    serve: Box<dyn Fn(Request) -> Served>,
    _place: Place,
}

/// Where a test's database is; gone with it.
pub enum Place {
    Folder(#[allow(dead_code)] tempfile::TempDir),
    Database { server: String, name: String },
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Self::Database { server, name } = self {
            run(
                server,
                &format!("drop database if exists {name} with (force)"),
            );
        }
    }
}

fn run(server: &str, sql: &str) {
    let mut conn = PgConnection::establish(server).expect("PostgreSQL answers");
    diesel::sql_query(sql).execute(&mut conn).expect(sql);
}

fn in_server(server: &str, name: &str) -> String {
    let (front, _) = server.rsplit_once('/').expect("a database in the address");
    format!("{front}/{name}")
}

/// An empty database with today's schema: copied from one made once, which is quicker than making it.
pub fn empty() -> (Place, String) {
    static MADE: OnceLock<String> = OnceLock::new();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let pid = std::process::id();
    match std::env::var("TEST_DATABASE_URL") {
        Ok(server) => {
            let template = MADE.get_or_init(|| {
                let name = format!("template_{pid}");
                run(&server, &format!("create database {name}"));
                drop(Db::open(&in_server(&server, &name)).expect("a schema"));
                run(&server, &format!("select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}'"));
                name
            });
            let name = format!("test_{pid}_{n}");
            run(
                &server,
                &format!("create database {name} template {template}"),
            );
            let url = in_server(&server, &name);
            (Place::Database { server, name }, url)
        }
        Err(_) => {
            let template = MADE.get_or_init(|| {
                let folder = tempfile::tempdir().expect("a folder").keep();
                let (first, whole) = (folder.join("first.db"), folder.join("whole.db"));
                let _db = Db::open(&first.to_string_lossy()).expect("a schema");
                let mut conn =
                    SqliteConnection::establish(&first.to_string_lossy()).expect("it opens");
                diesel::sql_query(format!("vacuum into '{}'", whole.display()))
                    .execute(&mut conn)
                    .expect("a copy");
                whole.to_string_lossy().into_owned()
            });
            let folder = tempfile::tempdir().expect("a folder");
            let file: PathBuf = folder.path().join("test.db");
            std::fs::copy(template, &file).expect("a copy");
            let at = file.to_string_lossy().into_owned();
            (Place::Folder(folder), at)
        }
    }
}

/// The instant at which every test begins.
pub fn start() -> Time {
    Time::parse("2026-01-02T03:04:05Z").expect("a time")
}

impl TestApp {
    pub async fn new() -> Self {
        Self::with(&[]).await
    }

    /// With these environment variables.
    pub async fn with(env: &[(&str, &str)]) -> Self {
        let (place, at) = empty();
        Self::at(place, &at, env).await
    }

    pub async fn at(place: Place, at: &str, env: &[(&str, &str)]) -> Self {
        let config = Config::read(&Given::default(), |name| {
            let told = env
                .iter()
                .find(|(n, _)| *n == name)
                .map(|(_, v)| (*v).to_owned());
            told.or_else(|| (name == "COWPATH_RATE_LIMITS").then(|| "off".into()))
        })
        .expect("a configuration");
        let db = Db::open(at).expect("it opens");
        let app = cowpath::app::new(db, Clock::stopped(start()), config)
            .await
            .expect("it starts");
        let service = test::init_service(cowpath::app::build(app.clone())).await;
        let service = std::rc::Rc::new(service);
        let serve = Box::new(move |req: Request| -> Served {
            let service = service.clone();
            Box::pin(async move {
                let answer = service.call(req).await.expect("every failure is dressed");
                answer.map_into_boxed_body()
            })
        });
        Self {
            app,
            serve,
            _place: place,
        }
    }

    /// The database as bytes of one file, once the log is in it; nothing on PostgreSQL, whose pages are its own affair.
    pub async fn raw(&self) -> Option<Vec<u8>> {
        let Place::Folder(folder) = &self._place else {
            return None;
        };
        let file = folder.path().join("test.db");
        let mut conn = SqliteConnection::establish(&file.to_string_lossy()).expect("it opens");
        diesel::connection::SimpleConnection::batch_execute(
            &mut conn,
            "pragma busy_timeout = 5000; pragma wal_checkpoint(truncate)",
        )
        .expect("a checkpoint");
        Some(std::fs::read(file).expect("a file"))
    }

    /// Someone who is not signed in.
    pub fn visitor(&self) -> Client<'_> {
        Client {
            test: self,
            cookies: RefCell::default(),
            token: None,
        }
    }

    /// Someone signed in, made directly in the database.
    pub async fn person(&self, handle: &'static str, role: Role) -> Client<'_> {
        let now = self.app.now();
        let secret = self
            .app
            .db
            .write(move |tx| {
                let new = NewPerson::parse(&Typed {
                    handle: handle.into(),
                    email: format!("{handle}@example.org"),
                    password: PASSWORD.into(),
                    next: String::new(),
                })?;
                // No test signs in as someone made here; hashing would only take time.
                let id = accounts::appoint(tx, &new, "", "none", role, now)?;
                sessions::begin(tx, id, "test", now)
            })
            .await
            .expect("a person");
        let client = self.visitor();
        client
            .cookies
            .borrow_mut()
            .insert(sessions::cookie_name(&self.app), secret);
        client
    }
    pub async fn member(&self, handle: &'static str) -> Client<'_> {
        self.person(handle, Role::Member).await
    }
    pub async fn moderator(&self, handle: &'static str) -> Client<'_> {
        self.person(handle, Role::Moderator).await
    }
    pub async fn admin(&self, handle: &'static str) -> Client<'_> {
        self.person(handle, Role::Admin).await
    }

    /// A program that holds a token of someone who is here.
    pub async fn program(&self, of: &'static str, scopes: &'static [Scope]) -> Client<'_> {
        let now = self.app.now();
        let token = self
            .app
            .db
            .write(move |tx| {
                let person = accounts::by_handle(tx, of)?;
                tokens::make(tx, person.id, "test", scopes, None, now)
            })
            .await
            .expect("a token");
        Client {
            token: Some(token),
            ..self.visitor()
        }
    }

    /// Lets everyone who reads the event log catch up.
    pub async fn settle(&self) {
        for listener in cowpath::app::listeners() {
            self.hear(listener).await;
        }
    }

    /// Waits until nothing that happened can be overtaken any more: a transaction of another test on the same
    /// PostgreSQL may hold it back for a moment.
    pub async fn rest(&self) {
        let open = |conn: &mut Conn| match conn {
            Conn::Sqlite(_) => Ok(0),
            Conn::Postgres(_) => Ok(number(
                conn,
                "select count(*) as n from events where tx_id >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
            )?),
        };
        while self.app.db.read(open).await.expect("it is asked") > 0 {
            tokio::task::yield_now().await;
        }
    }

    /// Lets one reader of the event log catch up; how much it heard. A transaction of another test on the same
    /// PostgreSQL may hold it back for a moment.
    pub async fn hear(&self, listener: Listener) -> usize {
        let mut heard = 0;
        loop {
            match listener.catch_up(&self.app.db, self.app.now()).await {
                Err(Error::Busy(_)) => {}
                more => heard += more.expect("it hears"),
            }
            let name = listener.name;
            let behind = move |conn: &mut Conn| {
                let sql = format!(
                    "select count(*) as n from events e left join cursors c on c.listener = '{name}'
                     where (e.tx_id, e.id) > (coalesce(c.tx_id, 0), coalesce(c.event_id, 0))"
                );
                Ok(number(conn, &sql)? > 0)
            };
            if !self.app.db.read(behind).await.expect("it is counted") {
                return heard;
            }
            tokio::task::yield_now().await;
        }
    }

    /// What `cowpath check` would say; empty when all is well.
    pub async fn broken(&self) -> Vec<String> {
        self.app
            .db
            .read(cowpath::cli::broken)
            .await
            .expect("it is checked")
    }
}

/// Someone in front of the application.
pub struct Client<'a> {
    test: &'a TestApp,
    cookies: RefCell<HashMap<String, String>>,
    pub token: Option<String>,
}

impl Client<'_> {
    /// The same person, who has chosen a language.
    pub fn speaking(self, lang: &str) -> Self {
        self.cookies
            .borrow_mut()
            .insert(cowpath::web::LANG.into(), lang.into());
        self
    }
    pub async fn get(&self, path: &str) -> Answer {
        self.send(test::TestRequest::get().uri(path)).await
    }
    /// Follows redirects as a browser would, within the site.
    pub async fn open(&self, path: &str) -> Answer {
        let mut answer = self.get(path).await;
        for _ in 0..5 {
            match answer.location() {
                Some(to) => answer = self.get(&to).await,
                None => break,
            }
        }
        answer
    }
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        self.send(test::TestRequest::post().uri(path).set_form(form))
            .await
    }
    /// A form with a file, as a browser sends it.
    pub async fn post_file(
        &self,
        path: &str,
        form: &[(&str, &str)],
        file: (&str, &[u8]),
        accept: &'static str,
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in form {
            body.extend(
                format!(
                    "--xyz\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
                )
                .bytes(),
            );
        }
        body.extend(
            format!(
                "--xyz\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"{}\"\r\ncontent-type: image/png\r\n\r\n",
                file.0
            )
            .bytes(),
        );
        body.extend(file.1);
        body.extend(b"\r\n--xyz--\r\n");
        let req = test::TestRequest::post()
            .uri(path)
            .insert_header((header::CONTENT_TYPE, "multipart/form-data; boundary=xyz"))
            .insert_header((header::ACCEPT, accept))
            .set_payload(body);
        self.send(req).await
    }
    /// Goes on as this visitor, in the same browser.
    pub fn take_session(&self, of: &Client<'_>) {
        let name = sessions::cookie_name(&self.test.app);
        if let Some(secret) = of.cookies.borrow().get(&name) {
            self.cookies.borrow_mut().insert(name, secret.clone());
        }
    }
    pub async fn json(&self, method: Method, path: &str, body: serde_json::Value) -> Answer {
        self.send(
            test::TestRequest::default()
                .method(method)
                .uri(path)
                .set_json(body),
        )
        .await
    }
    pub async fn send(&self, mut req: test::TestRequest) -> Answer {
        for (name, value) in self.cookies.borrow().iter() {
            req = req.cookie(Cookie::new(name.clone(), value.clone()));
        }
        if let Some(token) = &self.token {
            req = req.insert_header((header::AUTHORIZATION, format!("Bearer {token}")));
        }
        let answer = (self.test.serve)(req.to_request()).await;
        for cookie in answer.response().cookies() {
            let mut kept = self.cookies.borrow_mut();
            match cookie.value() {
                "" => kept.remove(cookie.name()),
                value => kept.insert(cookie.name().to_owned(), value.to_owned()),
            };
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = to_bytes(answer.into_body()).await.expect("a body");
        Answer {
            body: match headers
                .get(header::CONTENT_TYPE)
                .map(|kind| kind.as_bytes())
            {
                Some(b"image/png" | b"image/jpeg" | b"image/webp" | b"application/zip") => {
                    String::new()
                }
                _ => String::from_utf8(body.to_vec()).expect("UTF-8"),
            },
            bytes: body.to_vec(),
            status,
            headers,
        }
    }
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |v| v.to_str().expect("plain"))
    }
    pub fn location(&self) -> Option<String> {
        self.headers
            .get(header::LOCATION)
            .map(|l| l.to_str().expect("plain").to_owned())
    }
    pub fn value(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }
    /// What a reader would see inside `<main>`.
    pub fn read(&self) -> String {
        let start = self.body.find("<main").unwrap_or(0);
        let end = self.body.find("</main>").unwrap_or(self.body.len());
        visible(&self.body[start..end])
    }
    /// Status, where it leads, and what a reader would see: the shape snapshots are taken of.
    pub fn told(&self) -> String {
        let to = self
            .location()
            .map(|l| format!(" -> {l}"))
            .unwrap_or_default();
        format!("{}{to}\n{}", self.status, self.read())
            .trim()
            .to_owned()
    }
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(
            self.read().contains(words),
            "{words:?} is not in: {}",
            self.told()
        );
        self
    }
    #[track_caller]
    pub fn silent_about(&self, words: &str) -> &Self {
        assert!(!self.body.contains(words), "{words:?} is in: {}", self.body);
        self
    }
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.told());
        self
    }
}

/// Markup left out, white space folded.
fn visible(html: &str) -> String {
    let mut text = String::new();
    let mut tag = false;
    for c in html.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => {
                tag = false;
                text.push(' ');
            }
            _ if tag => {}
            c => text.push(c),
        }
    }
    let text = text
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
