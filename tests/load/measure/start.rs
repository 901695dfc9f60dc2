//! How long a server takes to its first answer, and what it and its children hold when nobody comes.
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::client::Client;

pub fn run(bin: &Path, data: &Path, at: &str, idle: f64) {
    let began = Instant::now();
    let mut child = Command::new(bin)
        .args(["serve", "--bind", at, "--data"])
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let first = loop {
        match Client::new(at, "").get("/proposals") {
            Ok(answer) if answer.status == 200 => break began.elapsed(),
            _ if began.elapsed() > Duration::from_secs(20) => panic!("no answer within 20 seconds"),
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    std::thread::sleep(Duration::from_secs_f64(idle));
    let (processes, held) = tree(child.id());
    println!(
        "first_answer={:.1} processes={processes} memory={:.1}",
        first.as_secs_f64() * 1e3,
        held / 1024.0
    );
    Command::new("kill")
        .arg(child.id().to_string())
        .status()
        .unwrap();
    child.wait().unwrap();
}

/// A process and all below it: how many, and their memory in kB, what they share counted once.
pub fn tree(of: u32) -> (usize, f64) {
    let field = |text: &str, name: &str| -> Option<f64> {
        let line = text.lines().find(|line| line.starts_with(name))?;
        line[name.len()..].split_whitespace().next()?.parse().ok()
    };
    let own = std::fs::read_to_string(format!("/proc/{of}/smaps_rollup"))
        .ok()
        .and_then(|text| field(&text, "Pss:"))
        .unwrap_or(0.0);
    let mut all = (1, own);
    let tasks = std::fs::read_dir(format!("/proc/{of}/task"))
        .into_iter()
        .flatten()
        .flatten();
    for task in tasks {
        let children = std::fs::read_to_string(task.path().join("children")).unwrap_or_default();
        for child in children.split_whitespace().filter_map(|id| id.parse().ok()) {
            let (n, held) = tree(child);
            all = (all.0 + n, all.1 + held);
        }
    }
    all
}
