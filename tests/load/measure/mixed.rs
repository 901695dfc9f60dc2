//! The mixed load of a real link forum, in an open loop: people come when they come, and wait from then on.
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use cowpath::cli::scale;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::client::{Answer, Client};
use crate::percentile;
use crate::write::cookies;

#[derive(clap::Args)]
pub struct Options {
    #[arg(long)]
    at: String,
    /// Arrivals a second
    #[arg(long)]
    rate: f64,
    #[arg(long, default_value_t = 10.0)]
    seconds: f64,
    /// People who are here at once, at most
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// Cookies of those who are signed in: one in four is
    #[arg(long)]
    cookies: PathBuf,
    /// Proposals of the site
    #[arg(long)]
    scale: u32,
    /// Only reading
    #[arg(long)]
    read_only: bool,
    /// Seconds after which nobody waits any longer
    #[arg(long, default_value_t = 1.0)]
    patience: f64,
}

/// What people come for, of 10,000.
const SHARES: [(&str, u32); 9] = [
    ("topic", 5_580),
    ("front", 3_010),
    ("person", 670),
    ("comments", 470),
    ("vote", 120),
    ("recent", 100),
    ("comment", 40),
    ("sign-in", 10),
    ("submit", 5),
];

/// One arrival: what for, how long after it was due the answer was there, and whether it was good.
type Came = (&'static str, Duration, bool);

pub fn run(options: &Options) {
    let cookies = cookies(&options.cookies);
    let began = Instant::now() + Duration::from_millis(200);
    let came: Vec<Came> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..options.connections)
            .map(|n| {
                let cookies = &cookies;
                scope.spawn(move || one(options, n, cookies, began))
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .collect()
    });
    let good: Vec<&Came> = came
        .iter()
        .filter(|(_, took, good)| *good && took.as_secs_f64() <= options.patience)
        .collect();
    let mut times: Vec<Duration> = came
        .iter()
        .filter(|(_, _, good)| *good)
        .map(|(_, took, _)| *took)
        .collect();
    let mut line = format!(
        "offered={:.0} good={:.0} failed={} late={} p50={:.2} p99={:.2}",
        came.len() as f64 / options.seconds,
        good.len() as f64 / options.seconds,
        came.iter().filter(|(_, _, good)| !good).count(),
        times
            .iter()
            .filter(|t| t.as_secs_f64() > options.patience)
            .count(),
        percentile(&mut times, 50.0),
        percentile(&mut times, 99.0),
    );
    let mut by_kind: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for (kind, took, good) in came {
        if good {
            by_kind.entry(kind).or_default().push(took);
        }
    }
    for (kind, mut times) in by_kind {
        line.push_str(&format!(" {kind}.p99={:.2}", percentile(&mut times, 99.0)));
    }
    println!("{line}");
}

fn one(options: &Options, n: usize, cookies: &[String], began: Instant) -> Vec<Came> {
    let mut random = StdRng::seed_from_u64(n as u64);
    let signed_in = cookies.get(n % cookies.len()).cloned().unwrap_or_default();
    let mut member = Client::new(&options.at, &signed_in);
    let mut visitor = Client::new(&options.at, "");
    let mut came = Vec::new();
    let mut paths = HashMap::new();
    let mut due = 0.0;
    loop {
        // Many independent people come as one of them would, more often.
        let share: f64 = random.random_range(f64::MIN_POSITIVE..1.0);
        due += -share.ln() * options.connections as f64 / options.rate;
        if due > options.seconds {
            return came;
        }
        let at = began + Duration::from_secs_f64(due);
        let kind = kind(options, &mut random);
        match at.checked_duration_since(Instant::now()) {
            Some(early) => std::thread::sleep(early),
            // Whoever waited in vain for a turn has gone.
            None if at.elapsed().as_secs_f64() > options.patience => {
                came.push((kind, at.elapsed(), false));
                continue;
            }
            None => {}
        }
        let client = match random.random_range(0..4) == 0 {
            true => &mut member,
            false => &mut visitor,
        };
        // The front has what is new; few look far back.
        let back: f64 = random.random_range(0.0_f64..1.0).powi(4);
        let id = (f64::from(options.scale) * (1.0 - back)).max(1.0) as u32;
        let status = match kind {
            "topic" => topic(client, &mut paths, id),
            "front" => client.get("/proposals"),
            "person" => client.get(&format!(
                "/people/{}",
                scale::handle(random.random_range(0..200))
            )),
            "comments" => client.get(&format!(
                "/people/{}/comments",
                scale::handle(random.random_range(0..200))
            )),
            "recent" => client.get("/proposals?sort=new"),
            "vote" => member.post(
                &format!("/t/{id}/vote"),
                &[
                    ("want", "yes"),
                    ("importance", ""),
                    ("workaround", ""),
                    ("next", "/"),
                ],
            ),
            "comment" => member.post(
                &format!("/t/{id}/comments"),
                &[("body", &format!("Seen the same at ours, {n} {due}"))],
            ),
            "sign-in" => Client::new(&options.at, "").post(
                "/sign-in",
                &[
                    ("who", &scale::handle(n as u32)),
                    ("password", "cow path demo"),
                    ("next", "/"),
                ],
            ),
            _ => member.post(
                "/proposals",
                &[
                    ("title", &format!("Show the way to berth {n} after {due}")),
                    ("body", "Because it is so."),
                    ("board", "product"),
                    ("tags", ""),
                    ("anyway", "yes"),
                ],
            ),
        };
        // That a vote has ended is an answer too.
        let good = status
            .is_ok_and(|answer| answer.status < 400 || (answer.status == 409 && kind == "vote"));
        came.push((kind, at.elapsed(), good));
    }
}

/// A link tells the whole address; whoever followed one knows it.
fn topic(
    client: &mut Client,
    paths: &mut HashMap<u32, String>,
    id: u32,
) -> std::io::Result<Answer> {
    if let Some(path) = paths.get(&id) {
        return client.get(path);
    }
    let answer = client.get(&format!("/t/{id}"))?;
    match answer.location.clone() {
        Some(path) => {
            let answer = client.get(&path)?;
            paths.insert(id, path);
            Ok(answer)
        }
        None => Ok(answer),
    }
}

fn kind(options: &Options, random: &mut StdRng) -> &'static str {
    let reading = if options.read_only { 9_830 } else { 10_005 };
    let mut at = random.random_range(0..reading);
    for (kind, share) in SHARES {
        if options.read_only && !["topic", "front", "person", "comments", "recent"].contains(&kind)
        {
            continue;
        }
        if at < share {
            return kind;
        }
        at -= share;
    }
    "front"
}
