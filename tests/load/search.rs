//! How well similar titles are found, and how fast search and similar titles are among 100,000 topics.
//!
//! `cargo run --release --example load-search -- [--data FOLDER] [--topics N] [--database URL]`
//! FOLDER holds `peps.csv` and `rfcs.jsonl`; without it the demo's own proposals are used, and recall is only told for
//! those titles of `similar.tsv` that are there.
#![allow(missing_docs, clippy::unwrap_used)]
use std::collections::HashMap;
use std::fs::File;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use cowpath::access::{Can, Import, Member, Role, Sight};
use cowpath::accounts::actions as accounts;
use cowpath::accounts::model::{NewPerson, Typed};
use cowpath::clock::Time;
use cowpath::db::{Conn, Db};
use cowpath::error::Result;
use cowpath::id::{BoardId, TopicId};
use cowpath::search::docs;
use cowpath::search::find::{self, Asked};
use cowpath::search::similar::{self, Synonyms, Titles};
use cowpath::settings::Settings;
use cowpath::text::Known;
use cowpath::topics::actions::{self as topics, Origin};
use cowpath::topics::list;
use cowpath::topics::model::{Draft, Kind, Sort};
use cowpath::topics::prose::Prose;
use cowpath::topics::{boards, statuses};
use cowpath::transfer::import::{self, Plan};
use cowpath::transfer::read::{self, Format};
use diesel::prelude::*;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

/// What a site about programming languages would add to the words that mean the same.
const SYNONYMS: &str = include_str!("synonyms.txt");
const PAIRS: &str = include_str!("similar.tsv");

#[derive(clap::Parser)]
struct Options {
    /// Where peps.csv and rfcs.jsonl are
    #[arg(long)]
    data: Option<PathBuf>,
    /// Topics for the second half
    #[arg(long, default_value_t = 100_000)]
    topics: usize,
    /// A PostgreSQL database or a file for SQLite, empty or filled by this program before; otherwise SQLite in a
    /// temporary file
    #[arg(long, env = "DATABASE_URL")]
    database: Option<String>,
}

fn main() {
    let options = <Options as clap::Parser>::parse();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(run(options)).unwrap();
}

fn now() -> Time {
    Time::parse("2026-06-01T00:00:00Z").unwrap()
}

async fn run(options: Options) -> Result<()> {
    let folder = tempfile::tempdir().unwrap();
    let at = options
        .database
        .clone()
        .unwrap_or_else(|| folder.path().join("load.db").to_string_lossy().into_owned());
    let db = Db::open(&at)?;
    if db.read(count).await? > 0 {
        docs::LISTENER.catch_up(&db, now()).await?;
        let titles = std::sync::Arc::new(Titles::default());
        recall(&db, &titles).await?;
        return measure(&db).await;
    }
    let by = db
        .write(|tx| {
            let new = NewPerson::parse(&Typed {
                handle: "loader".into(),
                email: "loader@example.org".into(),
                password: "correct horse battery".into(),
                next: String::new(),
            })?;
            let id = accounts::appoint(tx, &new, "", "none", Role::Admin, now())?;
            Ok(accounts::as_member(&accounts::find(tx, id)?))
        })
        .await?;
    match &options.data {
        Some(data) => bring(&db, &by, data).await?,
        None => demo(&db, &by).await?,
    }
    let titles = std::sync::Arc::new(Titles::default());
    recall(&db, &titles).await?;
    fill(&db, &by, options.topics).await?;
    let started = Instant::now();
    docs::LISTENER.catch_up(&db, now()).await?;
    println!("indexed in the database in {:.1?}", started.elapsed());
    measure(&db).await
}

fn count(conn: &mut Conn) -> Result<i64> {
    use cowpath::db::schema::topics;
    Ok(topics::table.count().get_result(conn)?)
}

async fn bring(db: &Db, by: &Member, data: &std::path::Path) -> Result<()> {
    let may: Can<Import> = Can::of(by.clone())?;
    for (name, format) in [("peps.csv", Format::Csv), ("rfcs.jsonl", Format::Jsonl)] {
        let rows = read::records(File::open(data.join(name)).unwrap(), format);
        let plan = Plan {
            format,
            source: name.into(),
            board: "product".into(),
            map: Vec::new(),
            dry_run: false,
        };
        let report = import::run(db, &may, &plan, rows, now(), || {}).await?;
        println!("{name}: {} proposals", report.created);
    }
    Ok(())
}

async fn demo(db: &Db, by: &Member) -> Result<()> {
    let all: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("demo/proposals.json").unwrap()).unwrap();
    let all = all.as_array().cloned().unwrap_or_default();
    println!("demo/proposals.json: {} proposals", all.len());
    let texts: Vec<(String, String)> = all
        .iter()
        .map(|one| {
            let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
            (text("title"), text("body"))
        })
        .collect();
    put(db, by, texts).await
}

async fn put(db: &Db, by: &Member, texts: Vec<(String, String)>) -> Result<()> {
    for some in texts.chunks(500) {
        let (some, by) = (some.to_vec(), by.clone());
        db.write(move |tx| {
            let board = boards::by_slug(tx, &Sight::ALL, "product")?;
            let first = statuses::all(tx)?.first()?.id;
            for (n, (title, body)) in some.iter().enumerate() {
                let prose = Prose::render(body, &Known::default());
                let tags = [["ui", "speed", "api", "docs"][n % 4].to_owned()];
                let draft = Draft::imported(title, &tags, prose)?;
                let origin = Origin::default();
                topics::add(
                    tx,
                    &by,
                    Kind::Proposal,
                    board.id,
                    Some(first),
                    &draft,
                    &origin,
                    now(),
                )?;
            }
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// How many of the rewritten titles find their own among the first five.
async fn recall(db: &Db, titles: &std::sync::Arc<Titles>) -> Result<()> {
    let names: HashMap<String, Vec<i64>> = db
        .read(|conn| {
            use cowpath::db::schema::topics;
            let rows: Vec<(TopicId, String)> = topics::table
                .select((topics::id, topics::title))
                .load(conn)?;
            let mut names: HashMap<String, Vec<i64>> = HashMap::new();
            for (id, title) in rows {
                names.entry(title).or_default().push(id.get());
            }
            Ok(names)
        })
        .await?;
    let site = Settings::default().synonyms;
    for (told, text) in [
        (
            "with the site's own synonyms",
            format!("{site}\n{SYNONYMS}"),
        ),
        ("with the shipped synonyms", site),
        ("without synonyms", String::new()),
    ] {
        let synonyms = Synonyms::parse(&text);
        let (mut asked, mut first, mut found) = (0, 0, 0);
        let mut missed = Vec::new();
        for line in PAIRS.lines().filter(|l| !l.starts_with('#')) {
            let (title, typed) = line.split_once('\t').unwrap();
            let Some(wanted) = names.get(title) else {
                continue;
            };
            asked += 1;
            let (titles, typed_) = (titles.clone(), typed.to_owned());
            let synonyms = synonyms.clone();
            let likes = db
                .read(move |conn| like(conn, &titles, &typed_, &synonyms))
                .await?;
            let place = likes
                .iter()
                .position(|like| wanted.contains(&like.id.get()));
            first += usize::from(place == Some(0));
            match place {
                Some(_) => found += 1,
                None => missed.push(format!("    {title}  ⇐  {typed}")),
            }
        }
        println!(
            "similar titles {told}: recall@5 {:.3} ({found} of {asked}), recall@1 {:.3}",
            found as f64 / asked.max(1) as f64,
            first as f64 / asked.max(1) as f64
        );
        if text.contains(SYNONYMS) {
            println!("  missed:\n{}", missed.join("\n"));
        }
    }
    Ok(())
}

fn like(
    conn: &mut Conn,
    titles: &Titles,
    typed: &str,
    synonyms: &Synonyms,
) -> Result<Vec<similar::Like>> {
    let boards: Vec<BoardId> = boards::visible(conn, &Sight::PUBLIC)?
        .iter()
        .map(|b| b.id)
        .collect();
    let index = titles.current(conn)?;
    Ok(index.like(&similar::Asked {
        title: typed,
        kind: Some(Kind::Proposal),
        boards: &boards,
        synonyms,
        most: 5,
    }))
}

/// Makes topics of the words that real ones use, as often as they use them.
async fn fill(db: &Db, by: &Member, wanted: usize) -> Result<()> {
    let (titles, bodies): (Vec<String>, Vec<String>) = db
        .read(|conn| {
            use cowpath::db::schema::topics;
            let rows: Vec<(String, String)> = topics::table
                .select((topics::title, topics::excerpt))
                .load(conn)?;
            Ok(rows.into_iter().unzip())
        })
        .await?;
    let words = |texts: &[String]| -> Vec<String> {
        texts
            .iter()
            .flat_map(|t| t.split_whitespace().map(str::to_owned))
            .collect()
    };
    let (title_words, body_words) = (words(&titles), words(&bodies));
    let mut random = StdRng::seed_from_u64(7);
    let mut some = |from: &[String], most: usize| -> String {
        let n = random.random_range(most / 2..=most);
        (0..n)
            .map(|_| from[random.random_range(0..from.len())].as_str())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let started = Instant::now();
    let missing = wanted.saturating_sub(titles.len());
    let mut made = 0;
    while made < missing {
        let n = 5_000.min(missing - made);
        let texts: Vec<_> = (0..n)
            .map(|_| {
                let title: String = some(&title_words, 8).chars().take(140).collect();
                (title, some(&body_words, 120))
            })
            .collect();
        put(db, by, texts).await?;
        made += n;
    }
    println!("{made} more topics in {:.1?}", started.elapsed());
    Ok(())
}

fn told(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    println!(
        "{what:<42} p50 {:>7.2} ms   p95 {:>7.2} ms   p99 {:>7.2} ms   most {:>7.2} ms",
        at(50).as_secs_f64() * 1e3,
        at(95).as_secs_f64() * 1e3,
        at(99).as_secs_f64() * 1e3,
        at(100).as_secs_f64() * 1e3
    );
}

async fn measure(db: &Db) -> Result<()> {
    let titles = std::sync::Arc::new(Titles::default());
    let started = Instant::now();
    let (index, topics) = {
        let titles = titles.clone();
        db.read(move |conn| Ok((titles.current(conn)?.len(), started.elapsed())))
            .await?
    };
    println!("index in memory: {index} topics in {topics:.1?}");
    let all: Vec<String> = db
        .read(|conn| {
            use cowpath::db::schema::topics;
            Ok(topics::table
                .select(topics::title)
                .order(topics::id.desc())
                .limit(2_000)
                .load(conn)?)
        })
        .await?;
    let mut random = StdRng::seed_from_u64(8);
    let word = |random: &mut StdRng| {
        let title = &all[random.random_range(0..all.len())];
        let words: Vec<_> = title.split_whitespace().filter(|w| w.len() > 3).collect();
        words
            .get(random.random_range(0..words.len().max(1)))
            .copied()
            .unwrap_or("python")
            .to_owned()
    };
    let mut mixed = Vec::new();
    for (what, make) in [
        ("search: one word", 0),
        ("search: two words", 1),
        ("search: a word and three letters", 2),
        ("search: two words and filters", 3),
        ("search: a phrase", 4),
        ("search: a misspelt word", 5),
    ] {
        let mut times = Vec::new();
        for _ in 0..200 {
            let (a, b) = (word(&mut random), word(&mut random));
            let q = match make {
                0 => format!("{a} "),
                1 => format!("{a} {b} "),
                2 => format!("{a} {}", b.chars().take(3).collect::<String>()),
                3 => format!("{a} {b} is:open tag:ui "),
                4 => format!("\"{a} {b}\""),
                _ => format!("{}q{} ", &a[..a.len() / 2], &a[a.len() / 2..]),
            };
            let titles = titles.clone();
            let took = db
                .read(move |conn| {
                    let started = Instant::now();
                    find::find(
                        conn,
                        &titles,
                        &Sight::PUBLIC,
                        &Asked {
                            q,
                            limit: 20,
                            ..Asked::default()
                        },
                    )?;
                    Ok(started.elapsed())
                })
                .await?;
            times.push(took);
        }
        mixed.extend(times.iter().copied());
        told(what, times);
    }
    told("search: all of these", mixed);
    let mut times = Vec::new();
    for n in 0..200 {
        let (a, b) = (word(&mut random), word(&mut random));
        let asked = list::Asked {
            q: Some(if n % 2 == 0 { a } else { format!("{a} {b}") }),
            sort: Some([Sort::Hot, Sort::New, Sort::Top][n % 3]),
            ..list::Asked::default()
        };
        let took = db
            .read(move |conn| {
                let started = Instant::now();
                let query = list::Query::of(conn, &Sight::PUBLIC, Kind::Proposal, &asked)?;
                let (topics, _) =
                    list::read(conn, &query.found_by(cowpath::search::FINDER), None, 30)?;
                list::cards(conn, topics)?;
                Ok(started.elapsed())
            })
            .await?;
        times.push(took);
    }
    told("a list of proposals with one or two words", times);
    let synonyms = Synonyms::parse(&Settings::default().synonyms);
    let mut times = Vec::new();
    for n in 0..1_000 {
        let mut title = all[random.random_range(0..all.len())].clone();
        if n % 2 == 0 && title.is_ascii() && title.len() > 12 {
            title.remove(title.len() / 2);
        }
        let (titles, synonyms) = (titles.clone(), synonyms.clone());
        let took = db
            .read(move |conn| {
                let started = Instant::now();
                like(conn, &titles, &title, &synonyms)?;
                Ok(started.elapsed())
            })
            .await?;
        times.push(took);
    }
    told("similar titles, every other one misspelt", times);
    Ok(())
}
