//! SQL for comments.

use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{commenters, comments};
use crate::db::{Conn, Tx, on_each};
use crate::id::{CommentId, PersonId, TopicId};
use crate::topics::model::{Comment, State};
use crate::topics::prose::Prose;

pub fn comment(conn: &mut Conn, id: CommentId) -> QueryResult<Option<Comment>> {
    comments::table
        .find(id)
        .select(Comment::as_select())
        .first(conn)
        .optional()
}

pub fn comment_words(conn: &mut Conn, id: CommentId) -> QueryResult<(String, String)> {
    comments::table
        .find(id)
        .select((comments::body, comments::body_html))
        .first(conn)
}

pub struct NewComment<'a> {
    pub topic: TopicId,
    pub author: PersonId,
    pub parent: Option<&'a Comment>,
    pub state: State,
    pub official: bool,
    pub prose: &'a Prose,
    pub at: Time,
}

pub fn insert_comment(tx: &mut Tx<'_>, new: &NewComment<'_>) -> QueryResult<CommentId> {
    let (root, branch, depth) = new
        .parent
        .map_or((0, 0, 0), |p| (p.root_id, p.branch_id, p.depth + 1));
    diesel::insert_into(comments::table)
        .values((
            comments::topic_id.eq(new.topic),
            comments::author_id.eq(new.author),
            comments::parent_id.eq(new.parent.map(|p| p.id)),
            comments::root_id.eq(root),
            comments::branch_id.eq(branch),
            comments::depth.eq(depth),
            comments::state.eq(new.state),
            comments::official.eq(new.official),
            comments::version.eq(1_i64),
            comments::created_at.eq(new.at),
            comments::body.eq(new.prose.markdown()),
            comments::body_html.eq(new.prose.html().stored()),
        ))
        .returning(comments::id)
        .get_result(&mut **tx)
}

/// A comment leads its own thread, or its own branch of one: known only once it has its id.
pub fn place_comment(tx: &mut Tx<'_>, id: CommentId, root: i64, branch: i64) -> QueryResult<()> {
    diesel::update(comments::table.find(id))
        .set((comments::root_id.eq(root), comments::branch_id.eq(branch)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_comment(tx: &mut Tx<'_>, id: CommentId, prose: &Prose, now: Time) -> QueryResult<()> {
    diesel::update(comments::table.find(id))
        .set((
            comments::body.eq(prose.markdown()),
            comments::body_html.eq(prose.html().stored()),
            comments::version.eq(comments::version + 1),
            comments::edited_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_comment_state(tx: &mut Tx<'_>, id: CommentId, state: State) -> QueryResult<()> {
    diesel::update(comments::table.find(id))
        .set(comments::state.eq(state))
        .execute(&mut **tx)
        .map(drop)
}

/// Counts one more (or fewer) comment of someone; the number they have there now.
pub fn bump_commenter(
    tx: &mut Tx<'_>,
    topic: TopicId,
    person: PersonId,
    by: i64,
) -> QueryResult<i64> {
    let row = (
        commenters::topic_id.eq(topic),
        commenters::person_id.eq(person),
        commenters::comments.eq(by),
    );
    on_each!(tx, |c| diesel::insert_into(commenters::table)
        .values(row)
        .on_conflict((commenters::topic_id, commenters::person_id))
        .do_update()
        .set(commenters::comments.eq(commenters::comments + by))
        .returning(commenters::comments)
        .get_result(c))
}

type Row = (Comment, String, String);

/// Comments in the order they are read: thread by thread, branch by branch.
pub fn timeline(
    conn: &mut Conn,
    topics: &[TopicId],
    kinds: &[State],
    after: Option<(i64, i64, i64)>,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    let mut query = comments::table
        .filter(comments::topic_id.eq_any(topics.to_vec()))
        .filter(comments::state.eq_any(kinds.to_vec()))
        .into_boxed();
    if let Some((root, branch, id)) = after {
        query = query.filter(comments::root_id.ge(root)).filter(
            comments::root_id
                .gt(root)
                .or(comments::branch_id.gt(branch))
                .or(comments::branch_id
                    .eq(branch)
                    .and(comments::id.gt(CommentId::new(id)))),
        );
    }
    query
        .order((comments::root_id, comments::branch_id, comments::id))
        .limit(limit)
        .select((Comment::as_select(), comments::body, comments::body_html))
        .load(conn)
}

/// Comments in the order they were written.
pub fn by_age(
    conn: &mut Conn,
    topics: &[TopicId],
    kinds: &[State],
    after: i64,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    comments::table
        .filter(comments::topic_id.eq_any(topics.to_vec()))
        .filter(comments::state.eq_any(kinds.to_vec()))
        .filter(comments::id.gt(CommentId::new(after)))
        .order(comments::id)
        .limit(limit)
        .select((Comment::as_select(), comments::body, comments::body_html))
        .load(conn)
}

/// How many comments are read before this one.
pub fn place_of(
    conn: &mut Conn,
    topics: &[TopicId],
    kinds: &[State],
    comment: &Comment,
) -> QueryResult<i64> {
    comments::table
        .filter(comments::topic_id.eq_any(topics.to_vec()))
        .filter(comments::state.eq_any(kinds.to_vec()))
        .filter(
            comments::root_id
                .lt(comment.root_id)
                .or(comments::root_id.eq(comment.root_id).and(
                    comments::branch_id
                        .lt(comment.branch_id)
                        .or(comments::branch_id
                            .eq(comment.branch_id)
                            .and(comments::id.lt(comment.id))),
                )),
        )
        .count()
        .get_result(conn)
}

pub fn topics_of_comments(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(CommentId, TopicId)>> {
    let ids: Vec<_> = ids.iter().copied().map(CommentId::new).collect();
    comments::table
        .filter(comments::id.eq_any(ids))
        .filter(comments::state.eq_any([State::Shown, State::Removed]))
        .select((comments::id, comments::topic_id))
        .load(conn)
}
