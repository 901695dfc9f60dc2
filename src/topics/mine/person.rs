//! What is one person's own, whole: told to them as files, and let go of when they leave.
use diesel::prelude::*;
use serde_json::{Value, json};

use super::model::Level;
use crate::accounts::belongings::{Belongings, File};
use crate::clock::Time;
use crate::db::schema::{bookmarks, catchups, follows, glimpses, ignores, readings};
use crate::db::{Conn, Tx};
use crate::error::Result;
use crate::id::{PersonId, TopicId};

/// What readers' own is kept here.
pub const BELONGINGS: Belongings = Belongings {
    holds: &[
        "readings.person_id",
        "glimpses.person_id",
        "catchups.person_id",
        "follows.person_id",
        "bookmarks.person_id",
        "ignores.person_id",
        "ignores.ignored_id",
    ],
    tell,
    erase: |tx, person, _, _| erase(tx, person),
    ..Belongings::NONE
};

/// Everything they follow, read, keep and ignore, by the name of its file.
///
/// # Errors
/// Those of the database.
pub fn tell(conn: &mut Conn, person: PersonId) -> Result<Vec<File>> {
    let followed: Vec<Value> = follows::table
        .filter(follows::person_id.eq(person))
        .order((follows::subject, follows::subject_id))
        .select((
            follows::subject,
            follows::subject_id,
            follows::level,
            follows::chosen,
            follows::since_at,
        ))
        .load::<(String, i64, Level, bool, Time)>(conn)?
        .into_iter()
        .map(|(kind, id, level, chosen, since)| {
            json!({ "kind": kind, "id": id, "level": level, "chosen": chosen, "since": since })
        })
        .collect();
    let read: Vec<Value> = readings::table
        .filter(readings::person_id.eq(person))
        .order(readings::topic_id)
        .select((readings::topic_id, readings::read_id))
        .load::<(TopicId, i64)>(conn)?
        .into_iter()
        .map(|(topic, comment)| json!({ "topic": topic, "read_to_comment": comment }))
        .collect();
    let kept: Vec<Value> = bookmarks::table
        .filter(bookmarks::person_id.eq(person))
        .order(bookmarks::id)
        .select((
            bookmarks::subject,
            bookmarks::subject_id,
            bookmarks::note,
            bookmarks::at,
        ))
        .load::<(String, i64, String, Time)>(conn)?
        .into_iter()
        .map(|(kind, id, note, at)| json!({ "kind": kind, "id": id, "note": note, "at": at }))
        .collect();
    let ignored: Vec<Value> = ignores::table
        .filter(ignores::person_id.eq(person))
        .order(ignores::ignored_id)
        .select((ignores::ignored_id, ignores::since_at))
        .load::<(PersonId, Time)>(conn)?
        .into_iter()
        .map(|(person, since)| json!({ "person": person, "since": since }))
        .collect();
    Ok(vec![
        ("follows", followed.into()),
        ("read", read.into()),
        ("bookmarks", kept.into()),
        ("ignored", ignored.into()),
    ])
}

/// Lets go of all of it, also of others ignoring them.
///
/// # Errors
/// Those of the database.
pub fn erase(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    diesel::delete(follows::table.filter(follows::person_id.eq(person))).execute(&mut **tx)?;
    diesel::delete(readings::table.filter(readings::person_id.eq(person))).execute(&mut **tx)?;
    diesel::delete(glimpses::table.filter(glimpses::person_id.eq(person))).execute(&mut **tx)?;
    diesel::delete(catchups::table.filter(catchups::person_id.eq(person))).execute(&mut **tx)?;
    diesel::delete(bookmarks::table.filter(bookmarks::person_id.eq(person))).execute(&mut **tx)?;
    diesel::delete(
        ignores::table.filter(
            ignores::person_id
                .eq(person)
                .or(ignores::ignored_id.eq(person)),
        ),
    )
    .execute(&mut **tx)?;
    Ok(())
}
