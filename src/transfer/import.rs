//! Imports: prepared a row at a time, written fifty at a time, reported in the end.
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::jobs::State as JobState;
use super::read::{Format, Record, Row, Who};
use super::store;
use crate::access::{Can, Import, Member, Sight};
use crate::accounts::actions as accounts;
use crate::clock::Time;
use crate::db::{Db, Tx};
use crate::desk::merge;
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{CommentId, ImportId, PersonId, TopicId};
use crate::lang::Message;
use crate::proposals::actions as proposals;
use crate::proposals::model::{Ballot, Stance};
use crate::say;
use crate::text::Known;
use crate::topics::actions::{self as topics, Origin};
use crate::topics::comments;
use crate::topics::fields::{self, Brought};
use crate::topics::model::{BODY, COMMENT, Draft, Status, TAGS, TITLE};
use crate::topics::prose::Prose;
use crate::topics::statuses::{self, Statuses};
use crate::topics::{belongings, boards, family};

/// Rows written in one transaction.
const BATCH: usize = 50;
/// Rows, comments and votes written in one transaction.
const WEIGHT: usize = 400;

/// A run that a page watches: its row, what it is doing, and how many rows there are.
pub type Watched = (ImportId, JobState, i64);

/// What an import is asked to do.
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    rows: Vec<Row>,
    now: Time,
    progress: impl Fn(),
) -> Result<Report> {
    run_as(db, by, plan, rows, now, None, progress).await
}

/// The same for a run that was begun already, whose row tells how far it has come.
///
/// # Errors
/// Those of [`run`].
pub async fn run_as(
    db: &Db,
    by: &Can<Import>,
    plan: &Plan,
    rows: Vec<Row>,
    now: Time,
    watched: Option<Watched>,
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
    let run = match (plan.dry_run, watched) {
        (true, _) => None,
        (false, Some((id, ..))) => Some(id),
        (false, None) => {
            let (source, format) = (plan.source.clone(), plan.format.name());
            let run = db
                .write(move |tx| Ok(store::begin(tx, &source, format, now)?))
                .await?;
            Some(run)
        }
    };
    report.run = run.map(ImportId::get);
    let mut seen = std::collections::HashSet::new();
    let mut twins = Vec::new();
    let mut done = 0;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut some = Vec::new();
        let mut weight = 0;
        while some.len() < BATCH && weight < WEIGHT {
            let Some(row) = rows.next() else { break };
            progress();
            if let Ok(record) = &row {
                weight += 1 + record.remarks.len() + record.voters.len();
                if !record.id.is_empty() && !seen.insert(record.id.clone()) {
                    let name = Message::verbatim(record.id.clone());
                    report.skipped.push((name, say!("import-twice")));
                    continue;
                }
                if !record.duplicate_of.is_empty() {
                    twins.push((record.id.clone(), record.duplicate_of.clone()));
                }
            }
            some.push(row);
            done += 1;
        }
        // Rendering takes its time: not on the threads that answer requests.
        let (plan, known, mut told) = (plan.clone(), statuses.clone(), report);
        let (batch, told) = tokio::task::spawn_blocking(move || {
            let mut batch = Vec::with_capacity(BATCH);
            for row in some {
                match row {
                    Ok(record) => match prepare(record, &plan, &known, &mut told) {
                        Ok(ready) => batch.push(ready),
                        Err(skipped) => told.skipped.push(skipped),
                    },
                    Err(bad) => {
                        let name = match bad.name.as_str() {
                            "" => say!("import-line", line = bad.line),
                            name => Message::verbatim(name.to_owned()),
                        };
                        told.skipped.push((name, bad.why));
                    }
                }
            }
            (batch, told)
        })
        .await
        .map_err(Error::internal)?;
        report = told;
        keep(db, by, run, batch, now, &mut report).await?;
        if let Some((id, state, total)) = watched {
            db.write(move |tx| Ok(store::progress(tx, id, state, done, total, now)?))
                .await?;
        }
    }
    for (one, of) in twins {
        let name = Message::verbatim(format!("#{one}"));
        match run {
            None => report.note(say!("import-would-merge", row = name, into = &of)),
            Some(_) => {
                let merged = twin(db, by, &plan.source, one, of.clone(), now).await?;
                report.note(match merged {
                    true => say!("import-merged", row = name, into = &of),
                    false => say!("import-not-merged", row = name, into = &of),
                });
            }
        }
    }
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
    author_key: String,
    response: Option<(Who, Prose, Option<Time>)>,
    remarks: Vec<(String, Who, Prose, Option<Time>)>,
    voters: Vec<(Who, Option<Time>)>,
    fields: Vec<Brought>,
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
    let usual = || plan.format.usual(&record.status).map(str::to_owned);
    let wanted = mapped("status", &record.status)
        .or_else(usual)
        .unwrap_or_else(|| record.status.clone());
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
    let before = tags.len();
    tags.retain(|tag| {
        let slug = crate::text::slug(tag);
        slug != "untitled" && slug.chars().count() <= 30
    });
    if tags.len() < before {
        report.note(say!("import-odd-tags"));
    }
    if tags.len() > TAGS {
        report.note(say!("import-many-tags"));
        tags.truncate(TAGS);
    }
    let rendered = |body: &str| Prose::render(body, &Known::default());
    let response = record
        .response
        .filter(|answer| answer.body.chars().count() <= COMMENT)
        .map(|answer| (answer.who, rendered(&answer.body), answer.at));
    let mut remarks = Vec::new();
    for remark in record.remarks {
        if remark.body.trim().is_empty() || remark.body.chars().count() > COMMENT {
            report.note(say!("import-comment-left"));
            continue;
        }
        remarks.push((remark.key, remark.who, rendered(&remark.body), remark.at));
    }
    let fields = fields::fit(&record.fields);
    if fields.len()
        < record
            .fields
            .iter()
            .filter(|f| !f.value.trim().is_empty())
            .count()
    {
        report.note(say!("import-odd-fields"));
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
        author_key: record.author_key,
        response,
        remarks,
        voters: record.voters.into_iter().map(|v| (v.who, v.at)).collect(),
        fields,
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
                        Some(id) => match known(conn, id, &ready.draft)? {
                            Kept::Unchanged if lacks(conn, id, ready)? => Ok(Kept::Updated),
                            kept => Ok(kept),
                        },
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
            false if store::edited_at(conn, id)?.is_some() => Kept::EditedHere,
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
        let more = talk(tx, run, id, ready, now)? | answers(tx, id, ready, kept)?;
        return Ok(match kept {
            Kept::Unchanged if more => Kept::Updated,
            kept => kept,
        });
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
    let who = Who {
        key: ready.author_key.clone(),
        name: ready.author.clone(),
    };
    let author = someone(tx, run, &ready.source, &who, now)?;
    let statuses = statuses::all(tx)?;
    let status = statuses.by_slug(&ready.status)?.id;
    // An official response is a move of its own: it begins where new proposals do.
    let began = match ready.response {
        Some(_) => statuses.first()?.id,
        None => status,
    };
    let origin = Origin {
        source: Some(ready.source.clone()),
        url: ready.url.clone(),
        import: Some(run),
    };
    let at = ready.at.unwrap_or(now);
    let id = proposals::bring(
        tx,
        &author,
        &board,
        began,
        &ready.draft,
        ready.votes,
        &origin,
        at,
    )?;
    fields::bring(tx, board.id, id, &ready.fields)?;
    talk(tx, run, id, ready, now)?;
    if let Some((who, prose, when)) = &ready.response {
        let by = someone(tx, run, &ready.source, who, now)?;
        let topic = topics::find(tx, &Sight::ALL, id)?.topic;
        let when = when.unwrap_or(at).max(at);
        proposals::move_to(tx, Some(by.id), &topic, status, prose, when)?;
    }
    Ok(Kept::Created)
}

/// What a row of that place is called for ever: its source, what it is, and its key there.
fn named(ready: &str, kind: &str, key: &str) -> String {
    let source = ready.split_once(':').map_or(ready, |(source, _)| source);
    format!("{source}:{kind}:{key}")
}

/// Someone of that place: found by their key there, else by their name, else made.
fn someone(tx: &mut Tx<'_>, run: ImportId, source: &str, who: &Who, now: Time) -> Result<Member> {
    let name = match who.name.as_str() {
        "" => "imported",
        name => name,
    };
    let id = if who.key.is_empty() {
        accounts::ghost(tx, name, run, now)?
    } else {
        let key = named(source, "person", &who.key);
        match store::imported(tx, &key)? {
            Some(id) => PersonId::new(id),
            None => {
                let id = accounts::another_ghost(tx, name, run, now)?;
                store::note_imported(tx, &key, "person", id.get(), run)?;
                id
            }
        }
    };
    Ok(accounts::as_member(&accounts::find(tx, id)?))
}

/// Answers of a row that are not here yet, as long as nobody edited it here; whether there were any.
fn answers(tx: &mut Tx<'_>, id: TopicId, ready: &Ready, kept: Kept) -> Result<bool> {
    if store::edited_at(tx, id)?.is_some() {
        return Ok(false);
    }
    let board = topics::find(tx, &Sight::ALL, id)?.board.id;
    let brought = match kept {
        Kept::Updated => ready.fields.clone(),
        Kept::Created | Kept::Unchanged | Kept::EditedHere => {
            fields::lacking(tx, id, &ready.fields)?
        }
    };
    fields::bring(tx, board, id, &brought)?;
    Ok(!brought.is_empty())
}

/// Whether comments, votes or answers of a row are not here yet.
fn lacks(conn: &mut crate::db::Conn, id: TopicId, ready: &Ready) -> Result<bool> {
    if store::edited_at(conn, id)?.is_none()
        && !fields::lacking(conn, id, &ready.fields)?.is_empty()
    {
        return Ok(true);
    }
    for (key, ..) in &ready.remarks {
        if store::imported(conn, &named(&ready.source, "comment", key))?.is_none() {
            return Ok(true);
        }
    }
    for (who, _) in &ready.voters {
        if store::imported(conn, &named(&ready.source, "person", &who.key))?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Comments and votes of a row that are not here yet; whether there were any.
fn talk(tx: &mut Tx<'_>, run: ImportId, id: TopicId, ready: &Ready, now: Time) -> Result<bool> {
    let mut more = false;
    for (key, who, prose, at) in &ready.remarks {
        let key = named(&ready.source, "comment", key);
        if store::imported(tx, &key)?.is_some() {
            continue;
        }
        let by = someone(tx, run, &ready.source, who, now)?;
        let topic = topics::find(tx, &Sight::ALL, id)?.topic;
        let at = at.unwrap_or(ready.at.unwrap_or(now));
        let comment = comments::add(tx, &by, &topic, None, false, prose, at)?;
        store::note_imported(tx, &key, "comment", comment.get(), run)?;
        more = true;
    }
    for (who, at) in &ready.voters {
        let by = someone(tx, run, &ready.source, who, now)?;
        if proposals::voted(tx, id, by.id)? {
            continue;
        }
        let topic = topics::find(tx, &Sight::ALL, id)?.topic;
        let at = at.unwrap_or(ready.at.unwrap_or(now));
        proposals::cast(tx, by.id, &topic, &Ballot::plain(Stance::Support), at)?;
        more = true;
    }
    Ok(more)
}

/// Merges what was a duplicate there into what it repeated; whether that could be done.
async fn twin(
    db: &Db,
    by: &Can<Import>,
    source: &str,
    one: String,
    of: String,
    now: Time,
) -> Result<bool> {
    let (from, into) = (format!("{source}:{one}"), format!("{source}:{of}"));
    let actor = real(by.who.id);
    db.write(move |tx| {
        let (Some(from), Some(into)) =
            (topics::by_source(tx, &from)?, topics::by_source(tx, &into)?)
        else {
            return Ok(false);
        };
        if from == into || family::merge_of(tx, from)?.is_some() {
            return Ok(from != into);
        }
        merge::bring(tx, actor, from, into, now)
    })
    .await
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
        for id in store::comments_of(tx, run)? {
            belongings::erase_unanswered(tx, CommentId::new(id))?;
        }
        for ghost in store::ghosts(tx, run)? {
            for topic in proposals::voted_by(tx, ghost)? {
                proposals::give_back(tx, topic, ghost)?;
            }
        }
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
