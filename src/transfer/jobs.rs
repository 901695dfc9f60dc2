//! Imports that an admin starts from a page: the file waits in the database, is looked through first, and comes in
//! batch by batch in the background, with its progress in its row.
//!
//! A job that its process did not finish can be run again: what came in already is known by its source.
use std::sync::atomic::{AtomicU64, Ordering};

use diesel::prelude::Queryable;
use serde::{Deserialize, Serialize};

use super::import::{self, Plan, Report};
use super::read;
use super::store;
use crate::access::{Can, Import};
use crate::choice;
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::{ImportId, PersonId};
use crate::lang::{self, Lang, Manner};
use crate::say;
use crate::state::App;

choice! {
    /// How far a job has come.
    State {
        /// Its file is being looked through.
        Checking = "checking",
        /// What it would do is known.
        Checked = "checked",
        /// It comes in.
        Running = "running",
        /// It is in.
        Done = "done",
        /// It cannot come in.
        Failed = "failed",
    }
}

/// Seconds without a sign of life after which a job counts as left behind by its process.
const STALE: i64 = 120;
/// Days for which a file waits that nobody ran.
const KEPT_DAYS: i64 = 7;
/// Rows named in a report.
const NAMED: usize = 200;

/// An import, as its page shows it.
#[derive(Clone, Debug, Queryable)]
#[allow(missing_docs)]
pub struct Job {
    pub id: ImportId,
    pub source: String,
    pub format: String,
    pub file: String,
    pub state: State,
    pub done: i64,
    pub total: i64,
    pub report: String,
    pub at: Time,
    pub touched_at: Time,
    pub undone_at: Option<Time>,
    pub by_id: Option<PersonId>,
    pub plan: String,
}

impl Job {
    /// Whether its process is at it.
    pub fn going(&self, now: Time) -> bool {
        match self.state {
            State::Checking | State::Running => self.touched_at.plus_seconds(STALE) > now,
            State::Checked | State::Done | State::Failed => false,
        }
    }
    /// Whether it waits for someone to say go: looked through, failed, or left behind.
    pub fn waits(&self, now: Time) -> bool {
        match self.state {
            State::Checked => true,
            State::Checking | State::Running => !self.going(now),
            State::Done | State::Failed => false,
        }
    }
    /// What it did or would do, in this language.
    pub fn told(&self, lang: Lang) -> Option<Told> {
        let all: serde_json::Value = serde_json::from_str(&self.report).ok()?;
        serde_json::from_value(all.get(lang.tag())?.clone()).ok()
    }
}

/// A report as it is kept: in words, once for each language, so that it can be read whoever asks.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportReport)]
#[serde(default)]
pub struct Told {
    /// Rows brought in.
    pub created: u64,
    /// Rows that were here and have changed there.
    pub updated: u64,
    /// Rows that were here already, just so.
    pub unchanged: u64,
    /// Rows left out.
    pub left_out: u64,
    /// Rows left out and why; the first of them.
    pub skipped: Vec<(String, String)>,
    /// What was taken otherwise than it stood, with how often.
    pub notes: Vec<(String, u64)>,
    /// Why it could not be done.
    pub failed: Option<String>,
}

impl Told {
    fn of(report: &Report) -> Self {
        Self {
            created: report.created,
            updated: report.updated,
            unchanged: report.unchanged,
            left_out: report.skipped.len() as u64,
            skipped: report
                .skipped
                .iter()
                .take(NAMED)
                .map(|(row, why)| (row.to_string(), why.to_string()))
                .collect(),
            notes: report
                .notes
                .iter()
                .take(NAMED)
                .map(|(what, times)| (what.to_string(), *times))
                .collect(),
            failed: None,
        }
    }
}

/// Says the same in every language.
fn in_all(say: impl Fn() -> Told) -> String {
    let all: serde_json::Map<_, _> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let manner = Manner {
                lang,
                ..Manner::default()
            };
            let told = lang::speaking(&manner, || serde_json::to_value(say()));
            (lang.tag().to_owned(), told.unwrap_or_default())
        })
        .collect();
    serde_json::Value::Object(all).to_string()
}

/// The imports there were, youngest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, _by: &Can<Import>, limit: i64) -> Result<Vec<Job>> {
    Ok(store::jobs(conn, limit)?)
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, _by: &Can<Import>, id: ImportId) -> Result<Job> {
    store::job(conn, id)?.ok_or(Error::NotFound("import"))
}

/// Keeps a file that someone sent, with how it is to come in. Files that nobody ran for a week go.
///
/// # Errors
/// Those of the database.
pub fn put(
    tx: &mut Tx<'_>,
    by: &Can<Import>,
    plan: &Plan,
    file: &str,
    data: &[u8],
    now: Time,
) -> Result<ImportId> {
    store::forget_files(tx, now.plus_days(-KEPT_DAYS))?;
    let plan_text = serde_json::to_string(plan).map_err(Error::internal)?;
    let id = store::put_job(
        tx,
        by.who.id,
        plan.format.name(),
        &plan.source,
        file,
        &plan_text,
        now,
    )?;
    store::put_file(tx, id, data)?;
    Ok(id)
}

/// Begins to look through a file, or to bring it in. The work goes on in the background.
///
/// # Errors
/// [`Error::Conflict`] when the job is at work or over.
pub async fn begin(app: &App, by: &Can<Import>, id: ImportId, dry_run: bool) -> Result<()> {
    let (asker, now) = (by.clone(), app.now());
    let plan = app
        .db
        .write(move |tx| {
            let job = find(tx, &asker, id)?;
            if !dry_run && !job.waits(now) {
                return Err(Error::Conflict(say!("import-not-waiting")));
            }
            let state = match dry_run {
                true => State::Checking,
                false => State::Running,
            };
            store::progress(tx, id, state, 0, 0, now)?;
            serde_json::from_str::<Plan>(&job.plan).map_err(Error::internal)
        })
        .await?;
    let plan = Plan { dry_run, ..plan };
    actix_web::rt::spawn(work(app.clone(), by.clone(), id, plan));
    Ok(())
}

async fn work(app: App, by: Can<Import>, id: ImportId, plan: Plan) {
    let told = bring(&app, &by, id, &plan).await;
    let (state, report) = match told {
        Ok(report) => {
            let state = match plan.dry_run {
                true => State::Checked,
                false => State::Done,
            };
            (state, in_all(|| Told::of(&report)))
        }
        Err(error) => {
            if let Error::Internal(source) = &error {
                tracing::error!(error = %source, import.id = id.get(), "an import failed");
            }
            let why = match &error {
                Error::Invalid(invalid) => invalid.fields.first().map(|f| f.message.clone()),
                _ => None,
            }
            .unwrap_or_else(|| error.told());
            let failed = in_all(|| Told {
                failed: Some(why.to_string()),
                ..Told::default()
            });
            (State::Failed, failed)
        }
    };
    let now = app.now();
    let kept = app
        .db
        .write(move |tx| {
            store::finish(tx, id, state, &report, now)?;
            // A run that failed half way may be tried again with the same file sent again.
            if state != State::Checked {
                store::delete_file(tx, id)?;
            }
            Ok(())
        })
        .await;
    if let Err(error) = kept {
        tracing::error!(%error, import.id = id.get(), "what an import did could not be noted");
    }
}

async fn bring(app: &App, by: &Can<Import>, id: ImportId, plan: &Plan) -> Result<Report> {
    let data = app
        .db
        .read_slowly(move |conn| Ok(store::file(conn, id)?))
        .await?
        .ok_or(Error::Conflict(say!("import-file-gone")))?;
    let format = plan.format;
    let rows = actix_web::web::block(move || read::records(data.as_slice(), format))
        .await
        .map_err(Error::internal)?;
    let (now, total) = (app.now(), rows.len() as i64);
    let state = match plan.dry_run {
        true => State::Checking,
        false => State::Running,
    };
    app.db
        .write(move |tx| Ok(store::progress(tx, id, state, 0, total, now)?))
        .await?;
    let done = AtomicU64::new(0);
    import::run_as(
        &app.db,
        by,
        plan,
        rows,
        now,
        Some((id, state, total)),
        || {
            done.fetch_add(1, Ordering::Relaxed);
        },
    )
    .await
}

/// Forgets a job that brought nothing, with its file.
///
/// # Errors
/// [`Error::Conflict`] when it is at work, or brought something.
pub fn discard(tx: &mut Tx<'_>, by: &Can<Import>, id: ImportId, now: Time) -> Result<()> {
    let job = find(tx, by, id)?;
    if job.going(now) || matches!(job.state, State::Running | State::Done) {
        return Err(Error::Conflict(say!("import-not-waiting")));
    }
    if store::brought_any(tx, id)? {
        return Err(Error::Conflict(say!("import-not-waiting")));
    }
    Ok(store::delete_job(tx, id)?)
}
