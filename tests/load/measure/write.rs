//! People who write at once. What was acknowledged must be there afterwards.
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use cowpath::cli::scale;
use cowpath::db::Db;
use cowpath::db::schema::{comments, people, topics, votes};
use diesel::prelude::*;

use crate::client::Client;
use crate::told;

#[derive(clap::Args)]
pub struct Options {
    #[arg(long)]
    at: String,
    /// `vote`, `comment` or `propose`
    #[arg(long)]
    what: String,
    /// Cookies, one a line: as many people
    #[arg(long)]
    cookies: PathBuf,
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// The site's database, to look afterwards
    #[arg(long)]
    database: String,
}

/// The cookie of the nth member.
pub fn sign_in(at: &str, n: u32) -> String {
    let who = scale::handle(n);
    let form = [
        ("who", who.as_str()),
        ("password", "cow path demo"),
        ("next", "/"),
    ];
    for _ in 0..100 {
        let answer = Client::new(at, "").post("/sign-in", &form).unwrap();
        match answer.status {
            303 => {
                let session = answer.cookies.into_iter().find(|c| c.contains("session"));
                return session.expect("a session");
            }
            // Passwords wait in a short queue.
            429 | 503 => std::thread::sleep(Duration::from_millis(100)),
            other => panic!("{who} was not let in: {other}"),
        }
    }
    panic!("{who} was not let in")
}

pub fn cookies(file: &PathBuf) -> Vec<String> {
    std::fs::read_to_string(file)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Proposals that take votes.
fn open(at: &str) -> Vec<i64> {
    let mut client = Client::new(at, "");
    let mut path = "/api/v1/proposals?status=open&sort=new&limit=100".to_owned();
    let mut found = Vec::new();
    while found.len() < 2_000 {
        let page: serde_json::Value =
            serde_json::from_slice(&client.get(&path).unwrap().body).unwrap();
        found.extend(
            page["data"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["id"].as_i64().unwrap()),
        );
        match page["next"]
            .as_str()
            .and_then(|next| next.find("/api/").map(|at| next[at..].to_owned()))
        {
            Some(next) => path = next,
            None => break,
        }
    }
    found
}

/// What one person was told is kept.
#[derive(Default)]
struct Kept {
    times: Vec<Duration>,
    votes: Vec<i64>,
    words: Vec<String>,
    failed: Vec<String>,
}

pub fn run(options: &Options) {
    let all = open(&options.at);
    let cookies = cookies(&options.cookies);
    let mark = format!(
        "{:x}",
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_micros()
    );
    let began = Instant::now();
    let until = began + Duration::from_secs(options.seconds);
    let kept: Vec<Kept> = std::thread::scope(|scope| {
        let threads: Vec<_> = cookies
            .iter()
            .enumerate()
            .map(|(person, cookie)| {
                let (all, mark) = (&all, &mark);
                scope.spawn(move || one(options, person, cookie, all, mark, until))
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let mut times: Vec<Duration> = kept.iter().flat_map(|k| k.times.clone()).collect();
    let line = told(&mut times, began);
    let failed: Vec<&String> = kept.iter().flat_map(|k| &k.failed).collect();
    if let Some(first) = failed.first() {
        eprintln!("the first of {} failures: {first}", failed.len());
    }
    println!(
        "{line} kept={} failed={} lost={}",
        times.len(),
        failed.len(),
        lost(options, &kept, &mark)
    );
}

fn one(
    options: &Options,
    person: usize,
    cookie: &str,
    all: &[i64],
    mark: &str,
    until: Instant,
) -> Kept {
    let mut client = Client::new(&options.at, cookie);
    let mut kept = Kept::default();
    for n in 0.. {
        // Everyone begins at the same proposals, so that people meet; later they spread.
        let id = all[(n + person * (n / 20)) % all.len()];
        let words = format!("Word{mark} of {person} for the {n}th time, in the list of moorings");
        let began = Instant::now();
        if began > until {
            break;
        }
        let answer = match options.what.as_str() {
            "vote" => client.post(
                &format!("/t/{id}/vote"),
                &[
                    ("want", "yes"),
                    ("importance", ""),
                    ("workaround", ""),
                    ("next", "/"),
                ],
            ),
            "comment" => client.post(&format!("/t/{id}/comments"), &[("body", &words)]),
            _ => client.post(
                "/proposals",
                &[
                    ("title", &words),
                    ("body", "Because it is so."),
                    ("board", "product"),
                    ("tags", ""),
                    ("anyway", "yes"),
                ],
            ),
        };
        match answer {
            Ok(answer) if answer.status == 303 => {
                kept.times.push(began.elapsed());
                match options.what.as_str() {
                    "vote" => kept.votes.push(id),
                    _ => kept.words.push(words),
                }
            }
            Ok(answer) => kept.failed.push(format!(
                "{} {}",
                answer.status,
                String::from_utf8_lossy(&answer.body[..answer.body.len().min(4_000)])
            )),
            Err(error) => kept.failed.push(error.to_string()),
        }
    }
    kept
}

/// How much of what was acknowledged is not there.
fn lost(options: &Options, kept: &[Kept], mark: &str) -> usize {
    let db = Db::open(&options.database).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let what = options.what.clone();
    let like = format!("Word{mark}%");
    let handles: Vec<String> = (0..kept.len() as u32).map(scale::handle).collect();
    let (pairs, words) = runtime
        .block_on(db.read(move |conn| {
            Ok(match what.as_str() {
                "vote" => {
                    let pairs: Vec<(String, i64)> = votes::table
                        .inner_join(people::table)
                        .filter(people::handle.eq_any(handles))
                        .filter(votes::stance.eq("support"))
                        .select((people::handle, votes::topic_id))
                        .load(conn)?;
                    (pairs.into_iter().collect::<HashSet<_>>(), HashSet::new())
                }
                "comment" => {
                    let words: Vec<String> = comments::table
                        .filter(comments::body.like(like))
                        .select(comments::body)
                        .load(conn)?;
                    (HashSet::new(), words.into_iter().collect())
                }
                _ => {
                    let words: Vec<String> = topics::table
                        .filter(topics::title.like(like))
                        .select(topics::title)
                        .load(conn)?;
                    (HashSet::new(), words.into_iter().collect())
                }
            })
        }))
        .unwrap();
    kept.iter()
        .enumerate()
        .map(|(person, kept)| {
            let who = scale::handle(person as u32);
            let votes = kept
                .votes
                .iter()
                .filter(|id| !pairs.contains(&(who.clone(), **id)))
                .count();
            votes + kept.words.iter().filter(|w| !words.contains(*w)).count()
        })
        .sum()
}
