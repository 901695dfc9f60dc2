//! How every page's and list's queries are run on a larger site: by index, but for what is listed here.
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{LazyLock, Mutex, Once};

use cowpath::access::Role;
use cowpath::cli::scale;
use cowpath::db::{Conn, is_postgres};
use diesel::connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation};
use diesel::prelude::*;
use diesel::sql_types::Text;
use insta::assert_snapshot;

use crate::app::{Client, TestApp, empty};

/// What is said to databases that are listened to, by their address.
static HEARD: LazyLock<Mutex<HashMap<String, Vec<String>>>> = LazyLock::new(Mutex::default);

/// Hears what one connection says.
#[derive(Default)]
struct Ear {
    at: String,
}

impl Instrumentation for Ear {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        match event {
            InstrumentationEvent::StartEstablishConnection { url, .. } => self.at = url.to_owned(),
            InstrumentationEvent::StartQuery { query, .. } => {
                if let Some(heard) = HEARD.lock().unwrap().get_mut(&self.at) {
                    let said = query.to_string();
                    let sql = said
                        .rsplit_once(" -- binds:")
                        .map_or(&*said, |(sql, _)| sql);
                    heard.push(sql.trim().to_owned());
                }
            }
            _ => {}
        }
    }
}

/// A site of 600 proposals whose database is listened to.
async fn site() -> (TestApp, String) {
    static LISTEN: Once = Once::new();
    LISTEN.call_once(|| set_default_instrumentation(|| Some(Box::<Ear>::default())).unwrap());
    let (place, at) = empty();
    HEARD.lock().unwrap().insert(at.clone(), Vec::new());
    let app = TestApp::at(place, &at, &[]).await;
    let all = scale::fill(&app.app.db, 600, app.app.now()).await.unwrap();
    app.app.live_settings().replace(all);
    (app, at)
}

fn heard(at: &str) -> Vec<String> {
    std::mem::take(HEARD.lock().unwrap().get_mut(at).unwrap())
}

/// Every page and list that anyone reads, on the long talk and as its most busy people.
fn reads() -> Vec<String> {
    let talk = scale::long_talk(600).get();
    let busy = scale::handle(0);
    let mut all: Vec<String> = [
        "/",
        "/proposals",
        "/proposals?board=product",
        "/proposals?status=planned",
        "/proposals?tag=mooring",
        "/proposals?tag=mooring&board=product&status=open",
        "/proposals?q=mooring+requests",
        "/proposals?board=maps&sort=new",
        "/proposals?status=open&sort=top",
        "/tags",
        "/tags/mooring",
        "/boards/product",
        "/discussions",
        "/announcements",
        "/roadmap",
        "/changelog",
        "/changelog.atom",
        "/search?q=mooring+requests",
        "/search?q=mooring&sort=new",
        "/search?q=board:product+tide",
        "/proposals/similar?title=sort+mooring+lists",
        "/sitemap.xml",
        "/sitemap/1.xml",
        "/settings",
        "/settings/following",
        "/settings/sessions",
        "/settings/tokens",
        "/settings/ignored",
        "/settings/searches",
        "/settings/data",
        "/bookmarks",
        "/drafts",
        "/unread",
        "/complete?q=an",
        "/admin/searches",
        "/admin",
        "/admin/people",
        "/admin/boards",
        "/admin/invitations",
        "/admin/import",
        "/api/v1/boards",
        "/api/v1/tags",
        "/api/v1/statuses",
        "/api/v1/proposals",
        "/api/v1/discussions",
        "/api/v1/roadmap",
        "/api/v1/releases",
        "/api/v1/search?q=mooring",
        "/api/v1/similar?title=sort+mooring",
        "/api/v1/proposals?by=anna-berg",
        "/api/v1/proposals?owner=ada",
        "/api/v1/me",
    ]
    .map(str::to_owned)
    .into();
    for sort in ["hot", "surging", "top", "new", "discussed", "unanswered"] {
        all.push(format!("/proposals?sort={sort}"));
        all.push(format!("/api/v1/proposals?sort={sort}&board=product"));
    }
    for path in ["", "/rank", "/revisions", ".json", ".md"] {
        all.push(format!("/t/{talk}{path}"));
    }
    all.push(format!("/t/{talk}?sort=new"));
    for path in ["", "/comments", "/decisions", "/rank"] {
        let kind = if path.is_empty() {
            "proposals"
        } else {
            "topics"
        };
        all.push(format!("/api/v1/{kind}/{talk}{path}"));
    }
    for path in ["", "/comments", "/discussions", "/votes"] {
        all.push(format!("/people/{busy}{path}"));
    }
    for path in ["", "/comments", "/topics"] {
        all.push(format!("/api/v1/people/{busy}{path}"));
    }
    all
}

/// What was said for each path, by a visitor and by staff, each page followed to its second.
async fn ask(app: &TestApp, at: &str) -> BTreeMap<String, Vec<String>> {
    let (visitor, ada) = (app.visitor(), app.person("grace", Role::Admin).await);
    let mut said = BTreeMap::new();
    for path in reads() {
        for (who, client) in [("visitor", &visitor), ("staff", &ada)] {
            // Once before: what is made once for a process is not a request's own.
            client.open(&path).await;
            heard(at);
            let answer = open(client, &path).await;
            said.insert(format!("{path} as {who}"), heard(at));
            if let Some(next) = next(&answer) {
                open(client, &next).await;
                said.insert(format!("{path}, further, as {who}"), heard(at));
            }
        }
    }
    said
}

async fn open(client: &Client<'_>, path: &str) -> String {
    let answer = client.open(path).await;
    assert!(
        answer.status.is_success() || [401, 403, 404].contains(&answer.status.as_u16()),
        "{path}: {} {}",
        answer.status,
        answer.body
    );
    answer.body
}

/// Where the next page is, as a page or a list tells it.
fn next(body: &str) -> Option<String> {
    let at = body.find("after=")?;
    let from = body[..at].rfind('"')? + 1;
    let to = at + body[at..].find('"')?;
    let link = body[from..to].replace("&amp;", "&").replace("&#x2F;", "/");
    let path = link.find("/api/").or_else(|| link.find('/'))?;
    Some(link[path..].to_owned())
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}
#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    line: String,
}

/// The tables that a statement reads from one end to the other.
fn scans(conn: &mut Conn, sql: &str) -> Vec<String> {
    match conn {
        Conn::Sqlite(c) => {
            let steps: Vec<Step> = diesel::sql_query(format!("explain query plan {sql}"))
                .load(c)
                .expect(sql);
            let limited = sql.to_ascii_lowercase().contains("limit");
            steps
                .into_iter()
                .filter_map(|step| {
                    let rest = step.detail.strip_prefix("SCAN ")?;
                    let ordered = rest.contains(" USING ");
                    let table = rest.split(' ').next()?.to_owned();
                    let real = !rest.contains("VIRTUAL TABLE")
                        && !rest.contains("CONSTANT")
                        && !table.starts_with('(');
                    (real && !(ordered && limited)).then_some(table)
                })
                .collect()
        }
        Conn::Postgres(c) => {
            let binds = (1..).take_while(|n| sql.contains(&format!("${n}"))).count();
            let nulls = vec!["null"; binds].join(", ");
            let bound = if binds == 0 {
                String::new()
            } else {
                format!("({nulls})")
            };
            diesel::sql_query(format!("prepare asked as {sql}"))
                .execute(c)
                .expect(sql);
            let plan: Vec<Line> = diesel::sql_query(format!("explain execute asked{bound}"))
                .load(c)
                .expect(sql);
            diesel::sql_query("deallocate asked").execute(c).unwrap();
            let limited = plan
                .first()
                .is_some_and(|first| first.line.trim_start().starts_with("Limit"));
            let mut found = Vec::new();
            for (nth, Line { line }) in plan.iter().enumerate() {
                let Some((how, rest)) = line.split_once(" on ") else {
                    continue;
                };
                let table = rest.split(' ').next().unwrap_or_default().to_owned();
                let whole = how.contains("Seq Scan")
                    || (how.contains("Scan using")
                        && !limited
                        && !plan[nth + 1..]
                            .iter()
                            .take_while(|l| !l.line.contains("->"))
                            .any(|l| l.line.contains("Index Cond")));
                if whole && !how.contains("CTE") && !how.contains("Subquery") {
                    found.push(table);
                }
            }
            found
        }
    }
}

/// A statement from its first table on, short enough to be read.
fn short(sql: &str) -> String {
    let line = sql
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(['`', '"'], "");
    let from = line
        .to_ascii_lowercase()
        .find(" from ")
        .map_or(0, |at| at + 1);
    line[from..].chars().take(110).collect()
}

#[actix_web::test]
async fn every_page_and_list_reads_by_index_but_for_small_tables() {
    let (app, at) = site().await;
    let said = ask(&app, &at).await;
    let statements: BTreeSet<String> = said
        .into_values()
        .flatten()
        .filter(|sql| {
            let sql = sql.trim_start().to_ascii_lowercase();
            (sql.starts_with("select") || sql.starts_with("with"))
                && !sql.contains("(1=0)")
                && !sql.contains("0=1")
        })
        .collect();
    assert!(
        statements.len() > 60,
        "only {} statements",
        statements.len()
    );
    let mut conn = match is_postgres(&at) {
        true => Conn::Postgres(PgConnection::establish(&at).unwrap()),
        false => Conn::Sqlite(SqliteConnection::establish(&at).unwrap()),
    };
    if let Conn::Postgres(c) = &mut conn {
        for sql in [
            "set enable_seqscan = off",
            "set plan_cache_mode = force_generic_plan",
        ] {
            diesel::sql_query(sql).execute(c).unwrap();
        }
    }
    let mut found = BTreeSet::new();
    for sql in &statements {
        for table in scans(&mut conn, sql) {
            found.insert(format!("{table}: {}", short(sql)));
        }
    }
    let found = found.into_iter().collect::<Vec<_>>().join("\n");
    match is_postgres(&at) {
        true => assert_snapshot!("scans_of_postgres", found),
        false => assert_snapshot!("scans_of_sqlite", found),
    }
}

#[actix_web::test]
async fn no_page_asks_once_for_each_thing_it_shows() {
    let (app, at) = site().await;
    for (path, statements) in ask(&app, &at).await {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for sql in &statements {
            *times.entry(sql).or_default() += 1;
        }
        if let Some((sql, n)) = times.into_iter().max_by_key(|(_, n)| *n) {
            assert!(n <= 10, "{path} asks {n} times: {sql}");
        }
        assert!(
            statements.len() <= 60,
            "{path} asks {} times in all",
            statements.len()
        );
    }
}
