//! SQL for tags.

use diesel::prelude::*;

use crate::db::schema::{tag_counts, tags, topic_tags};
use crate::db::{Conn, Tx, on_each};
use crate::id::{BoardId, TagId, TopicId};
use crate::topics::model::Tag;

pub fn tag_by_slug(conn: &mut Conn, slug: &str) -> QueryResult<Option<Tag>> {
    tags::table
        .filter(tags::slug.eq(slug))
        .select(Tag::as_select())
        .first(conn)
        .optional()
}

pub fn insert_tag(tx: &mut Tx<'_>, slug: &str, name: &str) -> QueryResult<TagId> {
    diesel::insert_into(tags::table)
        .values((tags::slug.eq(slug), tags::name.eq(name)))
        .returning(tags::id)
        .get_result(&mut **tx)
}

pub fn tags_of(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<(TopicId, Tag)>> {
    topic_tags::table
        .inner_join(tags::table)
        .filter(topic_tags::topic_id.eq_any(ids.to_vec()))
        .order((topic_tags::topic_id, tags::slug))
        .select((topic_tags::topic_id, Tag::as_select()))
        .load(conn)
}

pub fn add_tag(tx: &mut Tx<'_>, topic: TopicId, tag: TagId) -> QueryResult<()> {
    diesel::insert_into(topic_tags::table)
        .values((topic_tags::topic_id.eq(topic), topic_tags::tag_id.eq(tag)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_tags(tx: &mut Tx<'_>, topic: TopicId) -> QueryResult<()> {
    diesel::delete(topic_tags::table.filter(topic_tags::topic_id.eq(topic)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn bump_tag(tx: &mut Tx<'_>, tag: TagId, board: BoardId, by: i64) -> QueryResult<()> {
    let row = (
        tag_counts::tag_id.eq(tag),
        tag_counts::board_id.eq(board),
        tag_counts::topics.eq(by),
    );
    on_each!(tx, |c| diesel::insert_into(tag_counts::table)
        .values(row)
        .on_conflict((tag_counts::tag_id, tag_counts::board_id))
        .do_update()
        .set(tag_counts::topics.eq(tag_counts::topics + by))
        .execute(c))
    .map(drop)
}

pub fn tag_counts(conn: &mut Conn, boards: &[BoardId]) -> QueryResult<Vec<(TagId, i64)>> {
    tag_counts::table
        .filter(tag_counts::board_id.eq_any(boards.to_vec()))
        .filter(tag_counts::topics.gt(0))
        .limit(20_000)
        .select((tag_counts::tag_id, tag_counts::topics))
        .load(conn)
}

pub fn tags(conn: &mut Conn, ids: &[TagId]) -> QueryResult<Vec<Tag>> {
    match ids.is_empty() {
        true => Ok(Vec::new()),
        false => tags::table
            .filter(tags::id.eq_any(ids.to_vec()))
            .select(Tag::as_select())
            .load(conn),
    }
}

/// Tags in use on these boards whose slug begins so; an index finds them, see the handles in `accounts`.
pub fn tags_beginning(
    conn: &mut Conn,
    slug: &str,
    boards: &[BoardId],
    limit: i64,
) -> QueryResult<Vec<Tag>> {
    let query = tags::table
        .filter(diesel::dsl::exists(
            tag_counts::table
                .filter(tag_counts::tag_id.eq(tags::id))
                .filter(tag_counts::board_id.eq_any(boards.to_vec()))
                .filter(tag_counts::topics.gt(0)),
        ))
        .order(tags::slug)
        .limit(limit)
        .select(Tag::as_select())
        .into_boxed();
    match conn {
        Conn::Sqlite(_) => query
            .filter(tags::slug.ge(slug.to_owned()))
            .filter(tags::slug.lt(format!("{slug}\u{10FFFF}")))
            .load(conn),
        // No slug holds a character that means something to `LIKE`.
        Conn::Postgres(_) => query.filter(tags::slug.like(format!("{slug}%"))).load(conn),
    }
}

pub fn tag_is_used(conn: &mut Conn, tag: TagId, boards: &[BoardId]) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        tag_counts::table
            .filter(tag_counts::tag_id.eq(tag))
            .filter(tag_counts::board_id.eq_any(boards.to_vec()))
            .filter(tag_counts::topics.gt(0)),
    ))
    .get_result(conn)
}
