//! The command line. Words for people go to standard error, data to standard output; exit 0, 1 (failed) or 2 (misused).
use std::future::Future;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::access::{Can, Permission, Role, Scope, passwords};
use crate::accounts::actions as accounts;
use crate::accounts::model::{NewPerson, Typed};
use crate::app;
use crate::clock::Clock;
use crate::config::{Config, Given};
use crate::db::Db;
use crate::error::{Error, Result};
use crate::id::PersonId;
use crate::state::App;

mod backup;
mod check;
mod demo;
mod import;
mod jobs;
pub mod scale;
mod serve;
mod worker;

pub use check::broken;

/// A community feedback forum: people propose, discuss and vote, and an open API tells it all.
#[derive(Debug, Parser)]
#[command(
    name = "cowpath",
    version,
    arg_required_else_help = true,
    after_help = "Settings come from the environment:\n  \
    DATABASE_URL             postgres://… ; without it SQLite in the data folder\n  \
    BASE_URL                 where people reach the site, such as https://example.org/feedback\n  \
    COWPATH_DATA             the data folder, like --data\n  \
    COWPATH_BIND             where to listen, like --bind\n  \
    COWPATH_WORKERS          threads that serve requests\n  \
    COWPATH_JOBS             jobs that run at once in the background\n  \
    COWPATH_JOB_MEMORY       megabytes of address space for each process that runs jobs\n  \
    COWPATH_JOB_LEASE        seconds after which the jobs of a machine that is gone begin again\n  \
    COWPATH_TRUSTED_PROXIES  addresses whose X-Forwarded-For is believed\n  \
    COWPATH_METRICS_TOKEN    whoever sends it may read /metrics\n  \
    COWPATH_METRICS_BIND     where /metrics is listened for without a token, such as 127.0.0.1:9464\n  \
    COWPATH_LOG              text, or json for programs that gather logs\n  \
    RUST_LOG                 what is logged, such as info or cowpath=debug"
)]
pub struct Command {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Args)]
struct Place {
    /// The folder for what is kept on disk [default: data]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Serve the site
    Serve {
        /// Where to listen [default: 127.0.0.1:8080]
        #[arg(long, value_name = "ADDRESS:PORT")]
        bind: Option<String>,
        /// Leave the work in the background to others: see cowpath worker
        #[arg(long)]
        no_jobs: bool,
        #[command(flatten)]
        place: Place,
    },
    /// Do the work in the background, without serving the site
    Worker(worker::Options),
    /// Look at the work in the background, and change it
    Jobs {
        #[command(subcommand)]
        what: jobs::Jobs,
    },
    /// Serve a throw-away site that is full of life
    Demo {
        /// Where to listen [default: 127.0.0.1:8080]
        #[arg(long, value_name = "ADDRESS:PORT")]
        bind: Option<String>,
        /// Keep the site in this folder instead of one that is removed at the end
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// A made-up site of this many proposals instead, with ten times as many votes and five times as many comments
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(100..=10_000_000))]
        scale: Option<u32>,
        /// Only make the site; do not serve it
        #[arg(long)]
        build_only: bool,
    },
    /// Bring in proposals from a file, or take an import back
    Import(import::Options),
    /// Write everything public to standard output
    Export {
        /// How to write it
        #[arg(long = "as", value_name = "FORMAT", value_parser = ["jsonl"], default_value = "jsonl")]
        format: String,
        #[command(flatten)]
        place: Place,
    },
    /// Copy the whole database into one file, while people go on writing
    Backup(backup::Backup),
    /// Put a backup in the place of the database, or only try whether it would do
    Restore(backup::Restore),
    /// Make people and tokens
    Admin {
        #[command(subcommand)]
        what: Admin,
    },
    /// Check that counts equal truth and that nothing is broken
    Check {
        #[command(flatten)]
        place: Place,
    },
    /// Write the OpenAPI description to standard output
    Openapi,
}

#[derive(Debug, Subcommand)]
enum Admin {
    /// Make an account, or change one's role and password; the password is read from standard input
    Person {
        /// Their handle
        #[arg(long)]
        handle: String,
        /// Their address
        #[arg(long)]
        email: String,
        /// What they are: member, moderator or admin
        #[arg(long, default_value = "member", value_parser = role)]
        role: Role,
        #[command(flatten)]
        place: Place,
    },
    /// Make an API token for someone and print it, alone
    Token {
        /// Whose
        #[arg(long)]
        handle: String,
        /// What it may do, such as proposals:write,votes:write, or all
        #[arg(long, value_parser = scopes)]
        scopes: Scopes,
        /// Days until it expires [default: never]
        #[arg(long)]
        days: Option<i64>,
        /// What it is for
        #[arg(long, default_value = "command line")]
        name: String,
        #[command(flatten)]
        place: Place,
    },
}

#[derive(Clone, Debug)]
struct Scopes(Vec<Scope>);

fn role(text: &str) -> std::result::Result<Role, String> {
    Role::named(text)
        .filter(|r| *r != Role::Guest)
        .ok_or_else(|| "choose member, moderator or admin".into())
}

fn scopes(text: &str) -> std::result::Result<Scopes, String> {
    Scope::list(text).map(Scopes)
}

/// Runs one command and returns its exit code.
pub fn run(command: Command) -> ExitCode {
    let filter =
        EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,cowpath=warn"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match std::env::var("COWPATH_LOG").as_deref() {
        Ok("json") => log.json().flatten_event(true).init(),
        _ => log.init(),
    }
    let done = match command.what {
        What::Serve {
            bind,
            no_jobs,
            place,
        } => {
            let jobs = match no_jobs {
                true => serve::Work::Elsewhere,
                false => serve::Work::Here,
            };
            serve::serve(place.data, bind, jobs)
        }
        What::Worker(options) => match worker::run(options) {
            Ok(code) => return code,
            Err(error) => Err(error),
        },
        What::Jobs { what } => jobs::jobs(what),
        What::Demo {
            bind,
            data,
            scale,
            build_only,
        } => demo::demo(data, bind, scale, build_only),
        What::Import(options) => import::import(options),
        What::Export { place, .. } => export(place),
        What::Backup(options) => backup::backup(options),
        What::Restore(options) => backup::restore(options),
        What::Admin { what } => admin(what),
        What::Check { place } => check::check(place),
        What::Openapi => openapi(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cowpath: {}", told(&error));
            ExitCode::FAILURE
        }
    }
}

/// An error as the operator may read it: here, what is ours is theirs too.
fn told(error: &Error) -> String {
    match error {
        Error::Internal(source) => source.to_string(),
        Error::Invalid(invalid) => invalid
            .fields
            .iter()
            .map(|f| format!("{}: {}", f.field, f.message))
            .collect::<Vec<_>>()
            .join("\n"),
        other => other.to_string(),
    }
}

fn config(data: Option<PathBuf>, bind: Option<String>) -> Result<Config> {
    Config::read(&Given { data, bind }, |name| std::env::var(name).ok()).map_err(Error::internal)
}

/// Runs `f` to its end on a runtime of its own.
fn block_on<T>(f: impl Future<Output = T>) -> T {
    actix_web::rt::System::new().block_on(f)
}

fn open(place: Place) -> Result<(Config, Db)> {
    let config = config(place.data, None)?;
    let db = Db::open(&config.database())?;
    Ok((config, db))
}

/// The same for commands that only look: they make no site where there is none.
fn open_existing(place: Place) -> Result<(Config, Db)> {
    let config = config(place.data.clone(), None)?;
    if config.database_url.is_none() && !std::path::Path::new(&config.database()).exists() {
        return Err(Error::internal(format!(
            "There is no site in {}. Name its folder with --data, or its database in DATABASE_URL.",
            config.data.display()
        )));
    }
    open(place)
}

/// The operator, who may do everything and is nobody in particular.
fn operator<P: Permission>() -> Result<Can<P>> {
    Can::of(crate::access::Member {
        id: PersonId::new(0),
        handle: "operator".into(),
        name: String::new(),
        role: Role::Admin,
    })
}

fn admin(what: Admin) -> Result<()> {
    match what {
        Admin::Person {
            handle,
            email,
            role,
            place,
        } => {
            let mut password = String::new();
            std::io::stdin()
                .read_to_string(&mut password)
                .map_err(Error::internal)?;
            let password = password.trim_end_matches(['\r', '\n']).to_owned();
            let new = NewPerson::parse(&Typed {
                handle,
                email,
                password,
                next: String::new(),
            })?;
            let (_, db) = open(place)?;
            let now = Clock::System.now();
            let hash = passwords::hash_here(new.password())?;
            block_on(db.write(
                move |tx| match accounts::by_handle(tx, new.handle().shown()) {
                    Ok(person) => accounts::reappoint(tx, person.id, Some(&hash), role, now),
                    Err(_) => accounts::appoint(tx, &new, "", &hash, role, now).map(drop),
                },
            ))?;
            eprintln!("Done.");
            Ok(())
        }
        Admin::Token {
            handle,
            scopes,
            days,
            name,
            place,
        } => {
            let (_, db) = open(place)?;
            let now = Clock::System.now();
            let token = block_on(db.write(move |tx| {
                let person = accounts::by_handle(tx, &handle)?;
                accounts::make_token(
                    tx,
                    person.id,
                    &name,
                    &scopes.0,
                    days.map(|d| now.plus_days(d)),
                    now,
                )
            }))?;
            println!("{token}");
            Ok(())
        }
    }
}

fn export(place: Place) -> Result<()> {
    let (config, db) = open_existing(place)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = crate::transfer::export::jsonl(&db, &config.base_url, &mut out)?;
    std::io::Write::flush(&mut out).map_err(Error::internal)?;
    eprintln!("{written} topics.");
    Ok(())
}

fn openapi() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("cowpath-openapi-{}", std::process::id()));
    let config = config(Some(folder.clone()), None)?;
    let db = Db::open(&folder.join("cowpath.db").to_string_lossy())?;
    let app: App = block_on(app::new(db, Clock::System, config))?;
    drop(app::build(app.clone()));
    let doc = app.part::<crate::wire::openapi::Document>().get();
    let text = serde_json::to_string_pretty(doc).map_err(Error::internal)?;
    println!("{text}");
    std::fs::remove_dir_all(&folder).map_err(Error::internal)
}
