//! What open streams cost: memory for each, and how soon a comment reaches them all while pages are asked for.
//!
//! `cargo run --release --example load-streams -- [--bin target/release/cowpath] [--streams 2000]`
//! Linux only: it reads `/proc/PID/status` of a server of its own in a temporary folder.
#![allow(missing_docs, clippy::unwrap_used)]
#![allow(clippy::disallowed_methods)] // It measures; it fetches nothing.
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

#[derive(clap::Parser)]
struct Options {
    /// The program
    #[arg(long, default_value = "target/release/cowpath")]
    bin: PathBuf,
    /// How many streams are opened
    #[arg(long, default_value_t = 2000)]
    streams: usize,
    /// Where it listens
    #[arg(long, default_value_t = 18_473)]
    port: u16,
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It is gone already, or goes now.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn cowpath(options: &Options, data: &std::path::Path) -> Command {
    let mut command = Command::new(&options.bin);
    command
        .env("COWPATH_RATE_LIMITS", "off")
        .env("BASE_URL", format!("http://127.0.0.1:{}", options.port))
        .env("COWPATH_DATA", data)
        .env_remove("DATABASE_URL");
    command
}

/// Kilobytes of memory that are the process's alone or shared, as the kernel counts them.
fn memory(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn page(port: u16) -> Duration {
    let began = Instant::now();
    let answer = ask(
        port,
        "GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    );
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    began.elapsed()
}

fn post(port: u16, token: &str, path: &str, body: &str) {
    let answer = ask(
        port,
        &format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    assert!(answer.starts_with("HTTP/1.1 20"), "{answer}");
}

/// Reads until these words came.
fn until(stream: &mut TcpStream, words: &str) {
    let mut all = Vec::new();
    let mut some = [0; 2048];
    while !String::from_utf8_lossy(&all).contains(words) {
        let read = stream.read(&mut some).unwrap();
        assert!(read > 0, "a stream ended early");
        all.extend_from_slice(&some[..read]);
    }
}

fn slowest_of_most(port: u16) -> Duration {
    let mut took: Vec<_> = (0..200).map(|_| page(port)).collect();
    took.sort();
    took[197]
}

fn main() {
    let options = <Options as clap::Parser>::parse();
    let (folder, port) = (tempfile::tempdir().unwrap(), options.port);
    let mut person = cowpath(&options, folder.path())
        .args([
            "admin",
            "person",
            "--handle",
            "ada",
            "--email",
            "ada@example.org",
            "--role",
            "admin",
        ])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut typed = person.stdin.take().unwrap();
    typed.write_all(b"a long enough password\n").unwrap();
    drop(typed);
    assert!(person.wait().unwrap().success());
    let token = cowpath(&options, folder.path())
        .args(["admin", "token", "--handle", "ada", "--scopes", "all"])
        .output()
        .unwrap();
    let token = String::from_utf8(token.stdout).unwrap().trim().to_owned();
    let server = cowpath(&options, folder.path())
        .args(["serve", "--bind", &format!("127.0.0.1:{port}")])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server(server);
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        std::thread::sleep(Duration::from_millis(100));
    }
    post(
        port,
        &token,
        "/api/v1/discussions",
        r#"{"title":"How do you sort?","board":"product"}"#,
    );
    let alone = slowest_of_most(port);
    let before = memory(server.0.id());
    let mut streams: Vec<TcpStream> = Vec::new();
    for _ in 0..options.streams {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream
            .write_all(b"GET /api/v1/changes/stream HTTP/1.1\r\nhost: x\r\n\r\n")
            .unwrap();
        until(&mut stream, "id: changes");
        streams.push(stream);
    }
    let open = memory(server.0.id());
    let crowded = slowest_of_most(port);
    let began = Instant::now();
    post(
        port,
        &token,
        "/api/v1/topics/1/comments",
        r#"{"body":"By age"}"#,
    );
    for stream in &mut streams {
        until(stream, "comment.created");
    }
    let reached = began.elapsed();
    let after = memory(server.0.id());
    println!(
        "{} streams: {:.1} MB ({:.1} kB each), {:.1} MB after telling them something",
        streams.len(),
        (open.saturating_sub(before)) as f64 / 1024.0,
        (open.saturating_sub(before)) as f64 / streams.len() as f64,
        (after.saturating_sub(before)) as f64 / 1024.0,
    );
    println!("A comment reached all of them in {reached:.2?}");
    println!(
        "99 of 100 first pages took at most {alone:.2?} without streams, {crowded:.2?} with them"
    );
}
