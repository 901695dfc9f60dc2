//! SQL for what someone leaves behind.

use diesel::prelude::*;

use crate::clock::Time;
use crate::db::schema::{
    commenters, comments, events, extra_apps, extra_keys, extras, revisions, topics,
};
use crate::db::{Conn, Tx};
use crate::events::Verb;
use crate::id::{CommentId, PersonId, TopicId};
use crate::topics::mine;
use crate::topics::model::{Comment, Topic};

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
