//! SQL for imports, and nothing else.
use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{extra_keys, extras, imports, people, tag_counts, topic_tags, topics};
use crate::db::{Conn, Tx};
use crate::id::{BoardId, ImportId, TagId, TopicId};
use crate::topics::model::{Kind, State};

pub fn begin(tx: &mut Tx<'_>, source: &str, format: &str, now: Time) -> QueryResult<ImportId> {
    diesel::insert_into(imports::table)
        .values((
            imports::source.eq(source),
            imports::format.eq(format),
            imports::at.eq(now),
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

/// People who came with the run and have nothing left to their name.
pub fn delete_ghosts(tx: &mut Tx<'_>, id: ImportId) -> QueryResult<usize> {
    use crate::db::schema::comments;
    diesel::delete(
        people::table
            .filter(people::import_id.eq(id.get()))
            .filter(people::state.eq("ghost"))
            .filter(people::id.ne_all(topics::table.select(topics::author_id)))
            .filter(people::id.ne_all(comments::table.select(comments::author_id))),
    )
    .execute(&mut **tx)
}

pub fn import_run_of(conn: &mut Conn, id: TopicId) -> QueryResult<Option<Time>> {
    topics::table.find(id).select(topics::edited_at).first(conn)
}
