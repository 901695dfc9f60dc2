//! Imports: prepared a row at a time, written fifty at a time, reported in the end.
use serde::Serialize;
use serde_json::json;

use super::read::{Format, Record, Unreadable};
use super::store;
use crate::access::{Can, Import, Member, Sight};
use crate::accounts::actions as accounts;
use crate::clock::Time;
use crate::db::{Db, Tx};
use crate::desk::merge;
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{ImportId, PersonId};
use crate::lang::Message;
use crate::proposals::actions as proposals;
use crate::say;
use crate::text::Known;
use crate::topics::actions::{self as topics, Origin};
use crate::topics::boards;
use crate::topics::model::{BODY, Draft, Status, TITLE};
use crate::topics::prose::Prose;
use crate::topics::statuses::{self, Statuses};

/// Rows written in one transaction.
const BATCH: usize = 50;

/// What an import is asked to do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How the file is written.
    pub format: Format,
    /// Names the place the file comes from: with a row's id it is that row's name for ever.
    pub source: String,
    /// The board for rows that name none; made if it is missing.
    pub board: String,
    /// What other places' values mean here: `(field, theirs, ours)`.
    pub map: Vec<(String, String, String)>,
    /// Whether to only say what would happen.
    pub dry_run: bool,
}

/// Reads one `--map`: `status:Final=Paved`.
///
/// # Errors
/// Says how to write it.
pub fn mapping(text: &str) -> std::result::Result<(String, String, String), Message> {
    let advice = || say!("import-mapping");
    let (field, rest) = text.split_once(':').ok_or_else(advice)?;
    let (theirs, ours) = rest.split_once('=').ok_or_else(advice)?;
    match field {
        "status" | "board" if !theirs.is_empty() && !ours.is_empty() => {
            Ok((field.into(), theirs.into(), ours.into()))
        }
        _ => Err(advice()),
    }
}

/// What became of a file.
#[derive(Clone, Debug, Default, Serialize, PartialEq, Eq)]
pub struct Report {
    /// The run, to undo it by.
    pub run: Option<i64>,
    /// Rows brought in.
    pub created: u64,
    /// Rows that were here and have changed there.
    pub updated: u64,
    /// Rows that were here already, just so.
    pub unchanged: u64,
    /// Rows left out: line or id, and why.
    pub skipped: Vec<(Message, Message)>,
    /// What was taken otherwise than it stood, with how often.
    pub notes: Vec<(Message, u64)>,
}

impl Report {
    fn note(&mut self, what: Message) {
        match self.notes.iter_mut().find(|(known, _)| *known == what) {
            Some((_, times)) => *times += 1,
            None => self.notes.push((what, 1)),
        }
    }
}

/// Brings rows in. `progress` is told after each row.
///
/// # Errors
/// Those of the database, and [`Error::Invalid`] when a mapping names no status of ours.
pub async fn run(
    db: &Db,
    by: &Can<Import>,
    plan: &Plan,
    rows: Vec<std::result::Result<Record, Unreadable>>,
    now: Time,
    progress: impl Fn(),
) -> Result<Report> {
    let statuses = db.read(statuses::all).await?;
    for (field, _, ours) in &plan.map {
        if field == "status" && statuses.called(ours).is_none() {
            let names = Message::list(statuses.list().iter().map(Status::told));
            return Err(Invalid::field(
                "--map",
                say!("import-no-status", status = ours, names = names),
            )
            .into());
        }
    }
    let mut report = Report::default();
    let run = match plan.dry_run {
        true => None,
        false => {
            let (source, format) = (
                plan.source.clone(),
                format!("{:?}", plan.format).to_lowercase(),
            );
            let run = db
                .write(move |tx| Ok(store::begin(tx, &source, &format, now)?))
                .await?;
            Some(run)
        }
    };
    report.run = run.map(ImportId::get);
    let mut batch = Vec::with_capacity(BATCH);
    let mut seen = std::collections::HashSet::new();
    for row in rows {
        progress();
        match row {
            Ok(record) if !record.id.is_empty() && !seen.insert(record.id.clone()) => {
                report
                    .skipped
                    .push((Message::verbatim(record.id), say!("import-twice")));
            }
            Ok(record) => match prepare(record, plan, &statuses, &mut report) {
                Ok(ready) => batch.push(ready),
                Err(skipped) => report.skipped.push(skipped),
            },
            Err(bad) => report
                .skipped
                .push((say!("import-line", line = bad.line), bad.why)),
        }
        if batch.len() == BATCH {
            keep(db, by, run, std::mem::take(&mut batch), now, &mut report).await?;
        }
    }
    keep(db, by, run, batch, now, &mut report).await?;
    if let Some(run) = run {
        let (actor, created, updated) = (by.who.id, report.created, report.updated);
        db.write(move |tx| {
            events::record(
                tx,
                now,
                Happened {
                    actor: real(actor),
                    verb: Verb::ImportDone,
                    object: "import",
                    object_id: run.get(),
                    topic: None,
                    data: json!({ "created": created, "updated": updated }),
                },
            )
        })
        .await?;
    }
    Ok(report)
}

/// The operator's own account is no row.
fn real(actor: PersonId) -> Option<PersonId> {
    (actor.get() > 0).then_some(actor)
}

/// A row fit to write.
#[derive(Clone)]
struct Ready {
    draft: Draft,
    source: String,
    url: Option<String>,
    status: String,
    author: String,
    board: String,
    votes: i64,
    at: Option<Time>,
}

fn prepare(
    record: Record,
    plan: &Plan,
    statuses: &Statuses,
    report: &mut Report,
) -> std::result::Result<Ready, (Message, Message)> {
    let name = match (record.id.is_empty(), record.title.is_empty()) {
        (false, _) => Message::verbatim(record.id.clone()),
        (true, false) => Message::verbatim(record.title.clone()),
        (true, true) => say!("import-nameless"),
    };
    if record.title.is_empty() {
        return Err((name, say!("import-untitled")));
    }
    if record.body.chars().count() > BODY {
        return Err((name, say!("import-too-long", max = BODY)));
    }
    let id = match record.id.is_empty() {
        false => record.id,
        true => {
            report.note(say!("import-no-id"));
            crate::text::slug(&record.title)
        }
    };
    let mapped = |field: &str, theirs: &str| {
        plan.map
            .iter()
            .find(|(f, t, _)| f == field && t.eq_ignore_ascii_case(theirs))
            .map(|(.., ours)| ours.clone())
    };
    let wanted = mapped("status", &record.status).unwrap_or_else(|| record.status.clone());
    let status = match statuses.called(&wanted) {
        Some(status) => status.slug.clone(),
        None => {
            let first = statuses
                .first()
                .map(|s| s.slug.clone())
                .unwrap_or_else(|_| "open".into());
            if !wanted.is_empty() {
                report.note(say!("import-unknown-status", status = &wanted));
            }
            first
        }
    };
    let mut title = record.title;
    if title.chars().count() > TITLE {
        report.note(say!("import-title-cut", max = TITLE));
        title = title.chars().take(TITLE).collect();
    }
    if record.created.is_none() {
        report.note(match record.bad_date {
            Some(_) => say!("import-bad-date"),
            None => say!("import-no-date"),
        });
    }
    let mut tags = record.tags;
    if tags.len() > crate::topics::model::TAGS {
        report.note(say!("import-many-tags"));
        tags.truncate(crate::topics::model::TAGS);
    }
    // Nothing is linked: an imported text numbers things of the place it came from.
    let prose = Prose::render(&record.body, &Known::default());
    let draft = Draft::imported(&title, &tags, prose).map_err(|invalid| {
        let why = invalid
            .fields
            .first()
            .map(|f| say!("import-field", field = &f.field, told = f.message.clone()))
            .unwrap_or_else(|| say!("error-invalid"));
        (name, why)
    })?;
    Ok(Ready {
        draft,
        source: format!("{}:{id}", plan.source),
        url: Some(record.url).filter(|u| !u.is_empty()),
        status,
        author: record.author,
        board: match record.board.as_str() {
            "" => plan.board.clone(),
            theirs => mapped("board", theirs).unwrap_or_else(|| plan.board.clone()),
        },
        votes: record.votes,
        at: record.created,
    })
}

/// What became of one row.
#[derive(Clone, Copy)]
enum Kept {
    Created,
    Updated,
    Unchanged,
    EditedHere,
}

async fn keep(
    db: &Db,
    by: &Can<Import>,
    run: Option<ImportId>,
    batch: Vec<Ready>,
    now: Time,
    report: &mut Report,
) -> Result<()> {
    if batch.is_empty() {
        return Ok(());
    }
    let by = by.clone();
    let kept = match run {
        None => {
            db.read(move |conn| {
                batch
                    .iter()
                    .map(|ready| match topics::by_source(conn, &ready.source)? {
                        None => Ok(Kept::Created),
                        Some(id) => known(conn, id, &ready.draft),
                    })
                    .collect::<Result<Vec<_>>>()
            })
            .await?
        }
        Some(run) => {
            db.write(move |tx| {
                batch
                    .iter()
                    .map(|ready| one(tx, &by, run, ready, now))
                    .collect::<Result<Vec<_>>>()
            })
            .await?
        }
    };
    for kept in kept {
        match kept {
            Kept::Created => report.created += 1,
            Kept::Updated => report.updated += 1,
            Kept::Unchanged => report.unchanged += 1,
            Kept::EditedHere => {
                report.unchanged += 1;
                report.note(say!("import-changed-here"));
            }
        }
    }
    Ok(())
}

fn known(conn: &mut crate::db::Conn, id: crate::id::TopicId, draft: &Draft) -> Result<Kept> {
    let topic = topics::find(conn, &Sight::ALL, id)?.topic;
    let (body, _) = topics::words(conn, id)?;
    Ok(
        match body == draft.prose().markdown() && topic.title == draft.title() {
            true => Kept::Unchanged,
            false if store::import_run_of(conn, id)?.is_some() => Kept::EditedHere,
            false => Kept::Updated,
        },
    )
}

fn one(tx: &mut Tx<'_>, by: &Can<Import>, run: ImportId, ready: &Ready, now: Time) -> Result<Kept> {
    if let Some(id) = topics::by_source(tx, &ready.source)? {
        let kept = known(tx, id, &ready.draft)?;
        if matches!(kept, Kept::Updated) {
            topics::reimport(tx, id, &ready.draft, now)?;
        }
        return Ok(kept);
    }
    let board = match boards::by_slug(tx, &Sight::ALL, &ready.board) {
        Ok(board) => board,
        Err(Error::NotFound(_)) => {
            let typed = boards::Typed {
                slug: ready.board.clone(),
                name: ready.board.clone(),
                ..boards::Typed::default()
            };
            boards::bring(tx, real(by.who.id), &typed, now)?;
            boards::by_slug(tx, &Sight::ALL, &crate::text::slug(&ready.board))?
        }
        Err(error) => return Err(error),
    };
    let name = match ready.author.as_str() {
        "" => "imported",
        name => name,
    };
    let ghost = accounts::ghost(tx, name, run, now)?;
    let author: Member = accounts::as_member(&accounts::find(tx, ghost)?);
    let status = statuses::all(tx)?.by_slug(&ready.status)?.id;
    let origin = Origin {
        source: Some(ready.source.clone()),
        url: ready.url.clone(),
        import: Some(run),
    };
    proposals::bring(
        tx,
        &author,
        &board,
        status,
        &ready.draft,
        ready.votes,
        &origin,
        ready.at.unwrap_or(now),
    )?;
    Ok(Kept::Created)
}

/// Takes back everything that a run brought, with what people added to it since. Returns how many topics.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Conflict`] when there is nothing to undo.
pub async fn undo(db: &Db, by: &Can<Import>, run: ImportId, now: Time) -> Result<u64> {
    let state = db.read(move |conn| Ok(store::run(conn, run)?)).await?;
    match state {
        None => return Err(Error::NotFound("import")),
        Some(Some(_)) => return Err(Error::Conflict(say!("import-undone"))),
        Some(None) => {}
    }
    let mut gone = 0;
    loop {
        let some = db
            .write(move |tx| {
                let rows = store::topics_of(tx, run, 100)?;
                let ids: Vec<_> = rows.iter().map(|(id, ..)| *id).collect();
                merge::release(tx, &ids, now)?;
                let rows = store::topics_of(tx, run, 100)?;
                for (topic, tag) in store::tags_of(tx, &ids)? {
                    if let Some((_, _, board, crate::topics::model::State::Shown)) =
                        rows.iter().find(|(id, ..)| *id == topic)
                    {
                        store::bump_tag(tx, tag, *board, -1)?;
                    }
                }
                for (_, kind, board, state) in &rows {
                    if *state == crate::topics::model::State::Shown {
                        store::bump_board(tx, *board, *kind, -1)?;
                    }
                }
                store::delete(tx, &ids)?;
                Ok(ids.len())
            })
            .await?;
        gone += some as u64;
        if some == 0 {
            break;
        }
    }
    let actor = by.who.id;
    db.write(move |tx| {
        store::delete_ghosts(tx, run)?;
        store::mark_undone(tx, run, now)?;
        events::record(
            tx,
            now,
            Happened {
                actor: real(actor),
                verb: Verb::ImportUndone,
                object: "import",
                object_id: run.get(),
                topic: None,
                data: json!({}),
            },
        )
    })
    .await?;
    Ok(gone)
}
