//! Imports as HTML, for admins: send a file, see what would happen, let it happen, take it back.
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use futures_util::StreamExt;
use serde::Serialize;

use super::import::{self, Plan};
use super::jobs::{self, Job, State, Told};
use super::read::{self, Format};
use crate::access::{Can, Import};
use crate::clock::Time;
use crate::error::{Error, Invalid, Result};
use crate::id::ImportId;
use crate::lang::Message;
use crate::say;
use crate::state::App;
use crate::text;
use crate::topics::boards;
use crate::topics::model::Board;
use crate::web::{Page, Shell};

/// The most bytes of a field that is not the file.
const FIELD: usize = 16 << 10;
/// Imports in the list.
const SHOWN: i64 = 50;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/admin/import").get(form).post(send))
        .service(web::resource("/admin/import/{id}").get(show))
        .service(web::resource("/admin/import/{id}/run").post(run))
        .service(web::resource("/admin/import/{id}/discard").post(discard))
        .service(web::resource("/admin/import/{id}/undo").post(undo));
}

#[derive(Serialize)]
struct Row {
    id: ImportId,
    source: String,
    file: String,
    at: Time,
    state: Message,
    /// Whether it can be taken back.
    undoable: bool,
}

fn state(job: &Job, now: Time) -> Message {
    match (job.undone_at, job.state) {
        (Some(_), _) => say!("import-state-undone"),
        (None, State::Checking | State::Running) if !job.going(now) => {
            say!("import-state-stopped")
        }
        (None, state) => Message::of("import-state", state.text()),
    }
}

fn undoable(job: &Job, now: Time) -> bool {
    job.undone_at.is_none()
        && match job.state {
            State::Done | State::Failed => true,
            State::Running => !job.going(now),
            State::Checking | State::Checked => false,
        }
}

#[derive(Serialize)]
struct Pick {
    value: &'static str,
    label: Message,
}

#[derive(Clone, Default, Serialize)]
pub(super) struct Typed {
    pub(super) format: String,
    pub(super) board: String,
    pub(super) source: String,
    pub(super) map: String,
}

#[derive(Serialize)]
struct ImportPage {
    runs: Vec<Row>,
    formats: Vec<Pick>,
    boards: Vec<Board>,
    typed: Typed,
    most: u32,
    invalid: Invalid,
}
impl Page for ImportPage {
    const TEMPLATE: &'static str = "transfer/import.html";
}

async fn page(app: &App, by: &Can<Import>, typed: Typed, invalid: Invalid) -> Result<ImportPage> {
    let (asker, now) = (by.clone(), app.now());
    let sight = by.who.sight();
    let (jobs, boards) = app
        .db
        .read(move |conn| {
            Ok((
                jobs::list(conn, &asker, SHOWN)?,
                boards::visible(conn, &sight)?,
            ))
        })
        .await?;
    Ok(ImportPage {
        runs: jobs
            .into_iter()
            .map(|job| Row {
                state: state(&job, now),
                undoable: undoable(&job, now),
                id: job.id,
                source: job.source,
                file: job.file,
                at: job.at,
            })
            .collect(),
        formats: std::iter::once(Pick {
            value: "",
            label: say!("import-format-auto"),
        })
        .chain(Format::ALL.iter().map(|f| Pick {
            value: f.name(),
            label: Message::of("import-format", f.name()),
        }))
        .collect(),
        boards,
        typed,
        most: app.settings().import_megabytes,
        invalid,
    })
}

async fn form(app: App, by: Can<Import>, shell: Shell) -> Result<HttpResponse> {
    shell.page(&page(&app, &by, Typed::default(), Invalid::default()).await?)
}

/// A form with a file, read as it arrives and never more of it than is allowed.
pub(super) struct Sent {
    pub(super) typed: Typed,
    pub(super) name: String,
    pub(super) data: Vec<u8>,
}

pub(super) async fn receive(mut parts: Multipart, most: u32) -> Result<Sent> {
    let mut sent = Sent {
        typed: Typed::default(),
        name: String::new(),
        data: Vec::new(),
    };
    let broken = || Error::BadRequest(say!("error-not-whole"));
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| broken())?;
        let name = part.name().unwrap_or_default().to_owned();
        let file = name == "file";
        if file {
            sent.name = part
                .content_disposition()
                .and_then(|d| d.get_filename())
                .map(|n| text::clean_line(n).chars().take(100).collect())
                .unwrap_or_default();
        }
        let most = match file {
            true => (most as usize) << 20,
            false => FIELD,
        };
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(|_| broken())?;
            if bytes.len() + chunk.len() > most {
                return Err(Error::TooLarge(say!(
                    "import-file-too-large",
                    max = most >> 20
                )));
            }
            bytes.extend_from_slice(&chunk);
        }
        if file {
            sent.data = bytes;
            continue;
        }
        let value = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "format" => sent.typed.format = value,
            "board" => sent.typed.board = value,
            "source" => sent.typed.source = text::clean_line(&value),
            "map" => sent.typed.map = value,
            _ => {}
        }
    }
    Ok(sent)
}

pub(super) fn plan(sent: &Sent) -> std::result::Result<Plan, Invalid> {
    let mut invalid = Invalid::default();
    invalid.check("file", !sent.data.is_empty(), say!("import-no-file"));
    let typed = &sent.typed;
    let format = match typed.format.as_str() {
        "" => Some(read::detect(&sent.data)),
        name => Format::ALL.iter().copied().find(|f| f.name() == name),
    };
    invalid.check("format", format.is_some(), say!("import-choose"));
    let source = match typed.source.as_str() {
        "" => std::path::Path::new(&sent.name)
            .file_stem()
            .map_or_else(|| "file".into(), |stem| stem.to_string_lossy().into_owned()),
        named => named.to_owned(),
    };
    invalid.check(
        "source",
        (1..=60).contains(&source.chars().count()) && !source.contains(':'),
        say!("import-source-fits"),
    );
    let board = text::slug(&typed.board);
    invalid.check(
        "board",
        !typed.board.trim().is_empty() && board.chars().count() <= 40,
        say!("import-choose"),
    );
    let mut map = Vec::new();
    for line in typed.map.lines().map(str::trim).filter(|l| !l.is_empty()) {
        match import::mapping(line) {
            Ok(one) => map.push(one),
            Err(advice) => invalid.check("map", false, advice),
        }
    }
    invalid.or(Plan {
        format: format.unwrap_or(Format::Csv),
        source,
        board,
        map,
        dry_run: true,
    })
}

async fn send(app: App, by: Can<Import>, shell: Shell, parts: Multipart) -> Result<HttpResponse> {
    let sent = receive(parts, app.settings().import_megabytes).await?;
    let plan = match plan(&sent) {
        Ok(plan) => plan,
        Err(invalid) => return shell.retry(&page(&app, &by, sent.typed, invalid).await?),
    };
    let (sender, now) = (by.clone(), app.now());
    let Sent { name, data, .. } = sent;
    let id = app
        .db
        .write(move |tx| jobs::put(tx, &sender, &plan, &name, &data, now))
        .await?;
    jobs::begin(&app, &by, id, true).await?;
    Ok(shell.redirect(format!("/admin/import/{id}")))
}

#[derive(Serialize)]
struct RunPage {
    id: ImportId,
    source: String,
    file: String,
    format: Message,
    state: Message,
    at: Time,
    done: i64,
    total: i64,
    /// Whether it is at work: the page looks again by itself.
    going: bool,
    /// Whether it waits to be let in.
    waits: bool,
    /// Whether what is told is what would happen.
    dry: bool,
    undoable: bool,
    told: Option<Told>,
}
impl Page for RunPage {
    const TEMPLATE: &'static str = "transfer/run.html";
}

async fn show(
    app: App,
    by: Can<Import>,
    shell: Shell,
    id: web::Path<ImportId>,
) -> Result<HttpResponse> {
    let now = app.now();
    let job = app.db.read(move |conn| jobs::find(conn, &by, *id)).await?;
    shell.page(&RunPage {
        state: state(&job, now),
        going: job.going(now),
        waits: job.waits(now) && job.undone_at.is_none(),
        dry: job.state == State::Checked,
        undoable: undoable(&job, now),
        told: job.told(shell.lang()),
        id: job.id,
        format: Message::of("import-format", &job.format),
        source: job.source,
        file: job.file,
        at: job.at,
        done: job.done,
        total: job.total,
    })
}

async fn run(
    app: App,
    by: Can<Import>,
    shell: Shell,
    id: web::Path<ImportId>,
) -> Result<HttpResponse> {
    jobs::begin(&app, &by, *id, false).await?;
    Ok(shell.redirect(format!("/admin/import/{id}")))
}

async fn discard(
    app: App,
    by: Can<Import>,
    shell: Shell,
    id: web::Path<ImportId>,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| jobs::discard(tx, &by, *id, now))
        .await?;
    Ok(shell.done("/admin/import", say!("import-discarded")))
}

/// Takes back what a run brought; how many topics went.
pub(super) async fn take_back(app: &App, by: Can<Import>, id: ImportId) -> Result<u64> {
    let (asker, now) = (by.clone(), app.now());
    let job = app
        .db
        .read(move |conn| jobs::find(conn, &asker, id))
        .await?;
    if job.going(now) {
        return Err(Error::Conflict(say!("import-not-waiting")));
    }
    import::undo(&app.db, &by, id, now).await
}

async fn undo(
    app: App,
    by: Can<Import>,
    shell: Shell,
    id: web::Path<ImportId>,
) -> Result<HttpResponse> {
    let gone = take_back(&app, by, *id).await?;
    Ok(shell.done("/admin/import", say!("import-taken-back", n = gone)))
}
