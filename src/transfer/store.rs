//! SQL for imports, and nothing else.
use diesel::prelude::*;

use super::jobs::{Job, State as JobState};
use crate::clock::Time;
use crate::db::schema::{
    extra_keys, extras, import_files, imported, imports, people, tag_counts, topic_tags, topics,
};
use crate::db::{Conn, Tx};
use crate::id::{BoardId, ImportId, PersonId, TagId, TopicId};
use crate::topics::model::{Kind, State};

pub fn begin(tx: &mut Tx<'_>, source: &str, format: &str, now: Time) -> QueryResult<ImportId> {
    diesel::insert_into(imports::table)
        .values((
            imports::source.eq(source),
            imports::format.eq(format),
            imports::at.eq(now),
            imports::file.eq(""),
            imports::plan.eq(""),
            imports::state.eq(JobState::Done),
            imports::report.eq(""),
            imports::touched_at.eq(now),
        ))
        .returning(imports::id)
        .get_result(&mut **tx)
}

/// When a run was undone, if it was; nothing if there was no such run.
pub fn run(conn: &mut Conn, id: ImportId) -> QueryResult<Option<Option<Time>>> {
    imports::table
        .find(id)
        .select(imports::undone_at)
        .first(conn)
        .optional()
}

pub fn mark_undone(tx: &mut Tx<'_>, id: ImportId, now: Time) -> QueryResult<()> {
    diesel::update(imports::table.find(id))
        .set(imports::undone_at.eq(now))
        .execute(&mut **tx)
        .map(drop)
}

pub type Brought = (TopicId, Kind, BoardId, State);

pub fn topics_of(conn: &mut Conn, id: ImportId, limit: i64) -> QueryResult<Vec<Brought>> {
    topics::table
        .filter(topics::import_id.eq(id))
        .order(topics::id)
        .limit(limit)
        .select((topics::id, topics::kind, topics::board_id, topics::state))
        .load(conn)
}

pub fn tags_of(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<(TopicId, TagId)>> {
    topic_tags::table
        .filter(topic_tags::topic_id.eq_any(ids.to_vec()))
        .select((topic_tags::topic_id, topic_tags::tag_id))
        .load(conn)
}

pub fn bump_tag(tx: &mut Tx<'_>, tag: TagId, board: BoardId, by: i64) -> QueryResult<()> {
    diesel::update(tag_counts::table.find((tag, board)))
        .set(tag_counts::topics.eq(tag_counts::topics + by))
        .execute(&mut **tx)
        .map(drop)
}

pub fn bump_board(tx: &mut Tx<'_>, board: BoardId, kind: Kind, by: i64) -> QueryResult<()> {
    use crate::db::schema::board_counts;
    diesel::update(board_counts::table.find((board, kind.text())))
        .set(board_counts::topics.eq(board_counts::topics + by))
        .execute(&mut **tx)
        .map(drop)
}

/// Topics with all that hangs on them.
pub fn delete(tx: &mut Tx<'_>, ids: &[TopicId]) -> QueryResult<()> {
    use crate::db::schema::comments;
    let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let said: Vec<i64> = comments::table
        .filter(comments::topic_id.eq_any(ids.to_vec()))
        .select(comments::id)
        .load::<crate::id::CommentId>(&mut **tx)?
        .into_iter()
        .map(crate::id::CommentId::get)
        .collect();
    for (kind, of) in [("topic", &numbers), ("vote", &numbers), ("comment", &said)] {
        diesel::delete(
            extra_keys::table
                .filter(extra_keys::subject.eq(kind))
                .filter(extra_keys::subject_id.eq_any(of.clone())),
        )
        .execute(&mut **tx)?;
        diesel::delete(
            extras::table
                .filter(extras::subject.eq(kind))
                .filter(extras::subject_id.eq_any(of.clone())),
        )
        .execute(&mut **tx)?;
    }
    crate::topics::mine::drop_of(tx, &numbers, &said)?;
    diesel::delete(topics::table.filter(topics::id.eq_any(ids.to_vec())))
        .execute(&mut **tx)
        .map(drop)
}

/// Comments that a run brought to topics of earlier runs.
pub fn comments_of(conn: &mut Conn, id: ImportId) -> QueryResult<Vec<i64>> {
    imported::table
        .filter(imported::import_id.eq(id))
        .filter(imported::kind.eq("comment"))
        .order(imported::object_id.desc())
        .select(imported::object_id)
        .load(conn)
}

/// People who came with the run.
pub fn ghosts(conn: &mut Conn, id: ImportId) -> QueryResult<Vec<PersonId>> {
    people::table
        .filter(people::import_id.eq(id.get()))
        .filter(people::state.eq("ghost"))
        .order(people::id)
        .select(people::id)
        .load(conn)
}

/// Those of them who have nothing left to their name.
pub fn delete_ghosts(tx: &mut Tx<'_>, id: ImportId) -> QueryResult<usize> {
    use crate::db::schema::{commenters, comments, revisions, status_changes, votes};
    diesel::delete(imported::table.filter(imported::import_id.eq(id))).execute(&mut **tx)?;
    diesel::delete(
        people::table
            .filter(people::import_id.eq(id.get()))
            .filter(people::state.eq("ghost"))
            .filter(people::id.ne_all(topics::table.select(topics::author_id)))
            .filter(people::id.ne_all(comments::table.select(comments::author_id)))
            .filter(people::id.ne_all(commenters::table.select(commenters::person_id)))
            .filter(people::id.ne_all(revisions::table.select(revisions::by_id)))
            .filter(people::id.ne_all(votes::table.select(votes::person_id)))
            .filter(
                people::id.nullable().ne_all(
                    status_changes::table
                        .filter(status_changes::by_id.is_not_null())
                        .select(status_changes::by_id),
                ),
            ),
    )
    .execute(&mut **tx)
}

pub fn edited_at(conn: &mut Conn, id: TopicId) -> QueryResult<Option<Time>> {
    topics::table.find(id).select(topics::edited_at).first(conn)
}

// What came in under which name.

pub fn imported(conn: &mut Conn, source: &str) -> QueryResult<Option<i64>> {
    imported::table
        .find(source)
        .select(imported::object_id)
        .first(conn)
        .optional()
}

pub fn note_imported(
    tx: &mut Tx<'_>,
    source: &str,
    kind: &str,
    id: i64,
    run: ImportId,
) -> QueryResult<()> {
    diesel::insert_into(imported::table)
        .values((
            imported::source.eq(source),
            imported::kind.eq(kind),
            imported::object_id.eq(id),
            imported::import_id.eq(run),
        ))
        .execute(&mut **tx)
        .map(drop)
}

// Runs that a page watches.

type JobColumns = (
    imports::id,
    imports::source,
    imports::format,
    imports::file,
    imports::state,
    imports::done,
    imports::total,
    imports::report,
    imports::at,
    imports::touched_at,
    imports::undone_at,
    imports::by_id,
    imports::plan,
);
const JOB: JobColumns = (
    imports::id,
    imports::source,
    imports::format,
    imports::file,
    imports::state,
    imports::done,
    imports::total,
    imports::report,
    imports::at,
    imports::touched_at,
    imports::undone_at,
    imports::by_id,
    imports::plan,
);

pub fn jobs(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Job>> {
    imports::table
        .order(imports::id.desc())
        .limit(limit)
        .select(JOB)
        .load(conn)
}

pub fn job(conn: &mut Conn, id: ImportId) -> QueryResult<Option<Job>> {
    imports::table.find(id).select(JOB).first(conn).optional()
}

pub fn put_job(
    tx: &mut Tx<'_>,
    by: PersonId,
    format: &str,
    source: &str,
    file: &str,
    plan: &str,
    now: Time,
) -> QueryResult<ImportId> {
    diesel::insert_into(imports::table)
        .values((
            imports::source.eq(source),
            imports::format.eq(format),
            imports::at.eq(now),
            imports::by_id.eq(by),
            imports::file.eq(file),
            imports::plan.eq(plan),
            imports::state.eq(JobState::Checking),
            imports::report.eq(""),
            imports::touched_at.eq(now),
        ))
        .returning(imports::id)
        .get_result(&mut **tx)
}

pub fn put_file(tx: &mut Tx<'_>, id: ImportId, data: &[u8]) -> QueryResult<()> {
    diesel::insert_into(import_files::table)
        .values((import_files::import_id.eq(id), import_files::data.eq(data)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn file(conn: &mut Conn, id: ImportId) -> QueryResult<Option<Vec<u8>>> {
    import_files::table
        .find(id)
        .select(import_files::data)
        .first(conn)
        .optional()
}

pub fn delete_file(tx: &mut Tx<'_>, id: ImportId) -> QueryResult<()> {
    diesel::delete(import_files::table.find(id))
        .execute(&mut **tx)
        .map(drop)
}

/// Files that were sent before this and never came in, with their runs.
pub fn forget_files(tx: &mut Tx<'_>, before: Time) -> QueryResult<()> {
    let old: Vec<ImportId> = imports::table
        .filter(imports::touched_at.lt(before))
        .filter(imports::state.eq_any([JobState::Checking, JobState::Checked]))
        .select(imports::id)
        .load(&mut **tx)?;
    diesel::delete(imports::table.filter(imports::id.eq_any(old)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn progress(
    tx: &mut Tx<'_>,
    id: ImportId,
    state: JobState,
    done: i64,
    total: i64,
    now: Time,
) -> QueryResult<()> {
    diesel::update(imports::table.find(id))
        .set((
            imports::state.eq(state),
            imports::done.eq(done),
            imports::total.eq(total),
            imports::touched_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn finish(
    tx: &mut Tx<'_>,
    id: ImportId,
    state: JobState,
    report: &str,
    now: Time,
) -> QueryResult<()> {
    diesel::update(imports::table.find(id))
        .set((
            imports::state.eq(state),
            imports::report.eq(report),
            imports::touched_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn brought_any(conn: &mut Conn, id: ImportId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        topics::table.filter(topics::import_id.eq(id)),
    ))
    .get_result(conn)
}

pub fn delete_job(tx: &mut Tx<'_>, id: ImportId) -> QueryResult<()> {
    diesel::delete(imports::table.find(id))
        .execute(&mut **tx)
        .map(drop)
}
