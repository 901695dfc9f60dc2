//! SQL for topics and comments, and nothing else.
use diesel::prelude::*;

use super::mine;
use super::model::{Board, Comment, Draft, Kind, State, Status, Tag, Topic};
use super::prose::Prose;
use crate::clock::Time;
use crate::db::schema::{
    board_counts, boards, commenters, comments, events, extra_apps, extra_keys, extras, links,
    revision_facts, revisions, status_steps, statuses, tag_counts, tags, topic_tags, topics,
};
use crate::db::{Conn, Tx, on_each, once};
use crate::events::Verb;
use crate::id::{BoardId, CommentId, ImportId, PersonId, StatusId, TagId, TopicId};

pub fn find(conn: &mut Conn, id: TopicId) -> QueryResult<Option<Topic>> {
    topics::table
        .find(id)
        .select(Topic::as_select())
        .first(conn)
        .optional()
}

pub fn words(conn: &mut Conn, id: TopicId) -> QueryResult<(String, String)> {
    topics::table
        .find(id)
        .select((topics::body, topics::body_html))
        .first(conn)
}

pub fn existing(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<i64>> {
    let ids: Vec<_> = ids.iter().copied().map(TopicId::new).collect();
    topics::table
        .filter(topics::id.eq_any(ids))
        .select(topics::id)
        .load::<TopicId>(conn)
        .map(|rows| rows.into_iter().map(TopicId::get).collect())
}

pub fn by_ids(conn: &mut Conn, ids: &[TopicId]) -> QueryResult<Vec<Topic>> {
    topics::table
        .filter(topics::id.eq_any(ids.to_vec()))
        .select(Topic::as_select())
        .load(conn)
}

pub struct New<'a> {
    pub kind: Kind,
    pub board: BoardId,
    pub author: PersonId,
    pub status: Option<StatusId>,
    pub draft: &'a Draft,
    pub hot: f64,
    pub surging: f64,
    pub source: Option<&'a str>,
    pub source_url: Option<&'a str>,
    pub import: Option<ImportId>,
    pub at: Time,
}

pub fn insert(tx: &mut Tx<'_>, new: &New<'_>) -> QueryResult<TopicId> {
    diesel::insert_into(topics::table)
        .values((
            topics::kind.eq(new.kind),
            topics::board_id.eq(new.board),
            topics::author_id.eq(new.author),
            topics::status_id.eq(new.status),
            topics::state.eq(State::Shown),
            topics::title.eq(new.draft.title()),
            topics::slug.eq(new.draft.slug()),
            topics::excerpt.eq(new.draft.prose().excerpt()),
            topics::supporters.eq(0_i64),
            topics::comments.eq(0_i64),
            topics::commenters.eq(0_i64),
            topics::replied.eq(false),
            topics::weight.eq(0.0),
            topics::hot.eq(new.hot),
            topics::surging.eq(new.surging),
            topics::version.eq(1_i64),
            topics::created_at.eq(new.at),
            topics::updated_at.eq(new.at),
            topics::active_at.eq(new.at),
            topics::source.eq(new.source),
            topics::source_url.eq(new.source_url),
            topics::import_id.eq(new.import),
            topics::body.eq(new.draft.prose().markdown()),
            topics::body_html.eq(new.draft.prose().html().stored()),
        ))
        .returning(topics::id)
        .get_result(&mut **tx)
}

pub fn update_words(tx: &mut Tx<'_>, id: TopicId, draft: &Draft, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::title.eq(draft.title()),
            topics::slug.eq(draft.slug()),
            topics::excerpt.eq(draft.prose().excerpt()),
            topics::body.eq(draft.prose().markdown()),
            topics::body_html.eq(draft.prose().html().stored()),
            topics::version.eq(topics::version + 1),
            topics::updated_at.eq(now),
            topics::edited_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_imported(tx: &mut Tx<'_>, id: TopicId, draft: &Draft, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::title.eq(draft.title()),
            topics::slug.eq(draft.slug()),
            topics::excerpt.eq(draft.prose().excerpt()),
            topics::body.eq(draft.prose().markdown()),
            topics::body_html.eq(draft.prose().html().stored()),
            topics::updated_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Topics in the order of their ids, of these boards.
pub fn topics_after(
    conn: &mut Conn,
    boards: &[BoardId],
    after: TopicId,
    limit: i64,
) -> QueryResult<Vec<Topic>> {
    topics::table
        .filter(topics::id.gt(after))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order(topics::id)
        .limit(limit)
        .select(Topic::as_select())
        .load(conn)
}

pub fn update_state(tx: &mut Tx<'_>, id: TopicId, state: State, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((topics::state.eq(state), topics::updated_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

/// The numbers on a topic's row that acts below it change.
#[derive(AsChangeset)]
#[diesel(table_name = topics)]
pub struct Tally {
    pub supporters: i64,
    pub comments: i64,
    pub commenters: i64,
    pub replied: bool,
    pub weight: f64,
    pub hot: f64,
    pub surging: f64,
    pub active_at: Time,
    pub updated_at: Time,
}

pub fn update_tally(tx: &mut Tx<'_>, id: TopicId, tally: &Tally) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set(tally)
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_best_reason(tx: &mut Tx<'_>, id: TopicId, reason: Option<&str>) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set(topics::best_reason.eq(reason))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_status(tx: &mut Tx<'_>, id: TopicId, status: StatusId, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((topics::status_id.eq(status), topics::updated_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_kind(
    tx: &mut Tx<'_>,
    id: TopicId,
    kind: Kind,
    status: Option<StatusId>,
    now: Time,
) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::kind.eq(kind),
            topics::status_id.eq(status),
            topics::updated_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn by_source(conn: &mut Conn, source: &str) -> QueryResult<Option<TopicId>> {
    topics::table
        .filter(topics::source.eq(source))
        .select(topics::id)
        .first(conn)
        .optional()
}

// Boards and statuses: few, read whole.

pub fn boards(conn: &mut Conn) -> QueryResult<Vec<Board>> {
    once(conn, |conn| {
        boards::table
            .order((boards::position, boards::id))
            .select(Board::as_select())
            .load(conn)
    })
}

pub fn insert_board(tx: &mut Tx<'_>, board: &Board, now: Time) -> QueryResult<BoardId> {
    diesel::insert_into(boards::table)
        .values((
            boards::slug.eq(&board.slug),
            boards::name.eq(&board.name),
            boards::description.eq(&board.description),
            boards::position.eq(board.position),
            boards::see.eq(board.see),
            boards::propose.eq(board.propose),
            boards::comment.eq(board.comment),
            boards::vote.eq(board.vote),
            boards::created_at.eq(now),
        ))
        .returning(boards::id)
        .get_result(&mut **tx)
}

pub fn update_board_row(tx: &mut Tx<'_>, board: &Board) -> QueryResult<usize> {
    diesel::update(boards::table.find(board.id))
        .set((
            boards::slug.eq(&board.slug),
            boards::name.eq(&board.name),
            boards::description.eq(&board.description),
            boards::position.eq(board.position),
            boards::see.eq(board.see),
            boards::propose.eq(board.propose),
            boards::comment.eq(board.comment),
            boards::vote.eq(board.vote),
        ))
        .execute(&mut **tx)
}

pub fn board_counts(conn: &mut Conn, kind: Kind) -> QueryResult<Vec<(BoardId, i64)>> {
    board_counts::table
        .filter(board_counts::kind.eq(kind))
        .select((board_counts::board_id, board_counts::topics))
        .load(conn)
}

pub fn bump_board(tx: &mut Tx<'_>, board: BoardId, kind: Kind, by: i64) -> QueryResult<()> {
    let row = (
        board_counts::board_id.eq(board),
        board_counts::kind.eq(kind),
        board_counts::topics.eq(by),
    );
    on_each!(tx, |c| diesel::insert_into(board_counts::table)
        .values(row)
        .on_conflict((board_counts::board_id, board_counts::kind))
        .do_update()
        .set(board_counts::topics.eq(board_counts::topics + by))
        .execute(c))
    .map(drop)
}

pub fn statuses(conn: &mut Conn) -> QueryResult<Vec<Status>> {
    once(conn, |conn| {
        statuses::table
            .order((statuses::position, statuses::id))
            .select(Status::as_select())
            .load(conn)
    })
}

pub fn steps(conn: &mut Conn, from: StatusId) -> QueryResult<Vec<StatusId>> {
    status_steps::table
        .filter(status_steps::from_id.eq(from))
        .select(status_steps::to_id)
        .load(conn)
}

// Tags.

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

// Comments.

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

// Revisions and links.

pub fn insert_revision(
    tx: &mut Tx<'_>,
    topic: TopicId,
    comment: Option<CommentId>,
    title: &str,
    body: &str,
    by: PersonId,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(revisions::table)
        .values((
            revisions::topic_id.eq(topic),
            revisions::comment_id.eq(comment),
            revisions::title.eq(title),
            revisions::body.eq(body),
            revisions::by_id.eq(by),
            revisions::at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// Earlier texts, oldest first: title, body, who replaced it and when.
pub fn revisions(
    conn: &mut Conn,
    topic: TopicId,
    comment: Option<CommentId>,
) -> QueryResult<Vec<(String, String, PersonId, Time)>> {
    let query = revisions::table
        .order(revisions::id.desc())
        .limit(50)
        .select((
            revisions::title,
            revisions::body,
            revisions::by_id,
            revisions::at,
        ))
        .into_boxed();
    let mut rows: Vec<(String, String, PersonId, Time)> = match comment {
        Some(id) => query.filter(revisions::comment_id.eq(id)).load(conn)?,
        None => query
            .filter(revisions::topic_id.eq(topic))
            .filter(revisions::comment_id.is_null())
            .load(conn)?,
    };
    rows.reverse();
    Ok(rows)
}

/// A change that left the text as it was.
pub fn touch(tx: &mut Tx<'_>, id: TopicId, now: Time) -> QueryResult<()> {
    diesel::update(topics::table.find(id))
        .set((
            topics::version.eq(topics::version + 1),
            topics::updated_at.eq(now),
            topics::edited_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn insert_facts(
    tx: &mut Tx<'_>,
    topic: TopicId,
    changes: &str,
    by: PersonId,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(revision_facts::table)
        .values((
            revision_facts::topic_id.eq(topic),
            revision_facts::changes.eq(changes),
            revision_facts::by_id.eq(by),
            revision_facts::at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

/// What changed besides the text, newest first.
pub fn facts(conn: &mut Conn, topic: TopicId) -> QueryResult<Vec<(String, PersonId, Time)>> {
    revision_facts::table
        .filter(revision_facts::topic_id.eq(topic))
        .order(revision_facts::id.desc())
        .limit(50)
        .select((
            revision_facts::changes,
            revision_facts::by_id,
            revision_facts::at,
        ))
        .load(conn)
}

pub fn add_link(tx: &mut Tx<'_>, from: TopicId, to: TopicId, now: Time) -> QueryResult<()> {
    let row = (
        links::from_topic.eq(from),
        links::to_topic.eq(to),
        links::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(links::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

pub fn links_to(conn: &mut Conn, to: TopicId, limit: i64) -> QueryResult<Vec<TopicId>> {
    links::table
        .filter(links::to_topic.eq(to))
        .order(links::from_topic.desc())
        .limit(limit)
        .select(links::from_topic)
        .load(conn)
}

/// The highest number of a topic.
pub fn last_id(conn: &mut Conn) -> QueryResult<Option<TopicId>> {
    topics::table
        .order(topics::id.desc())
        .select(topics::id)
        .first(conn)
        .optional()
}

/// Where the topics of a range are and when they last changed, within these boards.
pub fn addresses(
    conn: &mut Conn,
    boards: &[BoardId],
    first: TopicId,
    last: TopicId,
) -> QueryResult<Vec<(TopicId, String, Time)>> {
    topics::table
        .filter(topics::id.between(first, last))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order(topics::id)
        .select((topics::id, topics::slug, topics::active_at))
        .load(conn)
}

// What someone wrote, for those who read about them.

pub fn started_by(
    conn: &mut Conn,
    boards: &[BoardId],
    person: PersonId,
    after: Option<(Time, TopicId)>,
    limit: i64,
) -> QueryResult<Vec<Topic>> {
    let mut rows = topics::table
        .filter(topics::author_id.eq(person))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order((topics::created_at.desc(), topics::id.desc()))
        .limit(limit)
        .select(Topic::as_select())
        .into_boxed();
    if let Some((at, id)) = after {
        rows = rows.filter(
            topics::created_at
                .lt(at)
                .or(topics::created_at.eq(at).and(topics::id.lt(id))),
        );
    }
    rows.load(conn)
}

pub fn said_by(
    conn: &mut Conn,
    boards: &[BoardId],
    person: PersonId,
    after: Option<CommentId>,
    limit: i64,
) -> QueryResult<Vec<(Comment, String, String)>> {
    let mut rows = comments::table
        .inner_join(topics::table)
        .filter(comments::author_id.eq(person))
        .filter(comments::state.eq(State::Shown))
        .filter(topics::state.eq(State::Shown))
        .filter(topics::board_id.eq_any(boards.to_vec()))
        .order(comments::id.desc())
        .limit(limit)
        .select((Comment::as_select(), comments::body, topics::title))
        .into_boxed();
    if let Some(id) = after {
        rows = rows.filter(comments::id.lt(id));
    }
    rows.load(conn)
}

// What someone leaves behind.

pub fn count_by(conn: &mut Conn, person: PersonId) -> QueryResult<i64> {
    topics::table
        .filter(topics::author_id.eq(person))
        .count()
        .get_result(conn)
}

/// Everything someone started, with its text and where it came from.
pub fn texts_by(
    conn: &mut Conn,
    person: PersonId,
) -> QueryResult<Vec<(Topic, String, Option<String>)>> {
    topics::table
        .filter(topics::author_id.eq(person))
        .order(topics::id)
        .select((Topic::as_select(), topics::body, topics::source_url))
        .load(conn)
}

/// Everything someone said.
pub fn comments_by(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<(Comment, String)>> {
    comments::table
        .filter(comments::author_id.eq(person))
        .order(comments::id)
        .select((Comment::as_select(), comments::body))
        .load(conn)
}

/// Topics of someone on which others have said something.
pub fn commented_by_others(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<TopicId>> {
    topics::table
        .inner_join(comments::table)
        .filter(topics::author_id.eq(person))
        .filter(comments::author_id.ne(person))
        .select(topics::id)
        .distinct()
        .load(conn)
}

/// Comments of someone that others have answered.
pub fn answered_by_others(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<CommentId>> {
    let answers = diesel::alias!(comments as answers);
    let ids: Vec<Option<CommentId>> = comments::table
        .inner_join(
            answers.on(answers
                .field(comments::parent_id)
                .eq(comments::id.nullable())),
        )
        .filter(comments::author_id.eq(person))
        .filter(answers.field(comments::author_id).ne(person))
        .select(answers.field(comments::parent_id))
        .distinct()
        .load(conn)?;
    Ok(ids.into_iter().flatten().collect())
}

type Earlier = (TopicId, Option<CommentId>, String, String, Time);

/// Earlier texts of what someone wrote.
pub fn revisions_of(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Earlier>> {
    revisions::table
        .filter(revisions::id.eq_any(own_revisions(conn, person)?))
        .order(revisions::id)
        .select((
            revisions::topic_id,
            revisions::comment_id,
            revisions::title,
            revisions::body,
            revisions::at,
        ))
        .load(conn)
}

fn own_revisions(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<i64>> {
    let mut ids: Vec<i64> = revisions::table
        .inner_join(topics::table.on(topics::id.eq(revisions::topic_id)))
        .filter(topics::author_id.eq(person))
        .filter(revisions::comment_id.is_null())
        .select(revisions::id)
        .load(conn)?;
    ids.extend(
        revisions::table
            .inner_join(comments::table.on(comments::id.nullable().eq(revisions::comment_id)))
            .filter(comments::author_id.eq(person))
            .select(revisions::id)
            .load::<i64>(conn)?,
    );
    Ok(ids)
}

pub fn delete_revisions_of(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    use crate::db::schema::revision_facts;
    let own = topics::table
        .filter(topics::author_id.eq(person))
        .select(topics::id);
    diesel::delete(
        revision_facts::table.filter(
            revision_facts::topic_id
                .eq_any(own)
                .or(revision_facts::by_id.eq(person)),
        ),
    )
    .execute(&mut **tx)?;
    let ids = own_revisions(tx, person)?;
    for some in ids.chunks(500) {
        diesel::delete(revisions::table.filter(revisions::id.eq_any(some.to_vec())))
            .execute(&mut **tx)?;
    }
    Ok(())
}

type Kept = (String, String, i64, String, Time);

/// What someone's programs keep, and what programs keep beside their votes.
pub fn extras_of(conn: &mut Conn, person: PersonId) -> QueryResult<Vec<Kept>> {
    extras::table
        .inner_join(extra_apps::table.on(extra_apps::app.eq(extras::app)))
        .filter(
            extra_apps::owner_id
                .eq(person)
                .or(extras::person_id.eq(person.get())),
        )
        .order((extras::app, extras::subject, extras::subject_id))
        .select((
            extras::app,
            extras::subject,
            extras::subject_id,
            extras::data,
            extras::changed_at,
        ))
        .load(conn)
}

/// Someone's programs with all that they keep.
pub fn delete_apps_of(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    let apps: Vec<String> = extra_apps::table
        .filter(extra_apps::owner_id.eq(person))
        .select(extra_apps::app)
        .load(&mut **tx)?;
    diesel::delete(
        extra_keys::table.filter(
            extra_keys::app
                .eq_any(apps.clone())
                .or(extra_keys::person_id.eq(person.get())),
        ),
    )
    .execute(&mut **tx)?;
    diesel::delete(
        extras::table.filter(
            extras::app
                .eq_any(apps)
                .or(extras::person_id.eq(person.get())),
        ),
    )
    .execute(&mut **tx)?;
    // What happened to free fields names the program.
    diesel::update(
        events::table
            .filter(events::actor_id.eq(person.get()))
            .filter(events::verb.eq(Verb::ExtraChanged.name())),
    )
    .set(events::data.eq("{}"))
    .execute(&mut **tx)?;
    diesel::delete(extra_apps::table.filter(extra_apps::owner_id.eq(person)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_commenter(tx: &mut Tx<'_>, person: PersonId) -> QueryResult<()> {
    diesel::delete(
        commenters::table
            .filter(commenters::person_id.eq(person))
            .filter(commenters::comments.eq(0)),
    )
    .execute(&mut **tx)
    .map(drop)
}

fn delete_extras(tx: &mut Tx<'_>, kind: &str, ids: Vec<i64>) -> QueryResult<()> {
    diesel::delete(
        extra_keys::table
            .filter(extra_keys::subject.eq(kind))
            .filter(extra_keys::subject_id.eq_any(ids.clone())),
    )
    .execute(&mut **tx)?;
    diesel::delete(
        extras::table
            .filter(extras::subject.eq(kind))
            .filter(extras::subject_id.eq_any(ids)),
    )
    .execute(&mut **tx)
    .map(drop)
}

/// Topics with all that hangs on them.
pub fn delete_topics(tx: &mut Tx<'_>, ids: &[TopicId]) -> QueryResult<()> {
    let said: Vec<CommentId> = comments::table
        .filter(comments::topic_id.eq_any(ids.to_vec()))
        .select(comments::id)
        .load(&mut **tx)?;
    let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    mine::drop_of(tx, &numbers, &[])?;
    delete_extras(tx, "topic", numbers.clone())?;
    delete_extras(tx, "vote", numbers)?;
    for some in said.chunks(500) {
        let some: Vec<i64> = some.iter().map(|id| id.get()).collect();
        mine::drop_of(tx, &[], &some)?;
        delete_extras(tx, "comment", some)?;
    }
    diesel::delete(topics::table.filter(topics::id.eq_any(ids.to_vec())))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_comment(tx: &mut Tx<'_>, id: CommentId) -> QueryResult<()> {
    mine::drop_of(tx, &[], &[id.get()])?;
    delete_extras(tx, "comment", vec![id.get()])?;
    // What finds it is not tied to its row.
    diesel::sql_query("delete from search_docs where subject = 'comment' and subject_id = $1")
        .bind::<diesel::sql_types::BigInt, _>(id)
        .execute(&mut **tx)?;
    diesel::delete(comments::table.find(id))
        .execute(&mut **tx)
        .map(drop)
}

/// A removed comment that others answered keeps its place without its words.
pub fn blank_comment(tx: &mut Tx<'_>, id: CommentId) -> QueryResult<()> {
    diesel::update(comments::table.find(id))
        .set((comments::body.eq(""), comments::body_html.eq("")))
        .execute(&mut **tx)
        .map(drop)
}

pub fn is_answered(conn: &mut Conn, id: CommentId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        comments::table.filter(comments::parent_id.eq(id)),
    ))
    .get_result(conn)
}
