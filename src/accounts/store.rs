//! SQL for people, and nothing else.
use diesel::prelude::*;

use super::actions::Author;
use super::model::{Handle, Invitation, Person, Profile, Standing};
use crate::access::Role;
use crate::clock::Time;
use crate::db::schema::{
    events, handles, idempotency, imports, invitations, people, preferences, reserved_handles,
    settings,
};
use crate::db::{Conn, Tx, on_each};
use crate::id::{ImportId, InvitationId, PersonId};

pub fn find(conn: &mut Conn, id: PersonId) -> QueryResult<Option<Person>> {
    people::table
        .find(id)
        .select(Person::as_select())
        .first(conn)
        .optional()
}

pub fn by_handle(conn: &mut Conn, folded: &str) -> QueryResult<Option<Person>> {
    handles::table
        .inner_join(people::table)
        .filter(handles::folded.eq(folded))
        .select(Person::as_select())
        .first(conn)
        .optional()
}

pub fn by_skeleton(conn: &mut Conn, skeleton: &str) -> QueryResult<Option<Person>> {
    handles::table
        .inner_join(people::table)
        .filter(handles::skeleton.eq(skeleton))
        .select(Person::as_select())
        .first(conn)
        .optional()
}

/// The oldest account with this address: addresses are not unique until mail can prove them.
/// Whoever an address belongs to, ghosts too; an account first.
pub fn known_by_email(conn: &mut Conn, folded: &str) -> QueryResult<Option<PersonId>> {
    let all: Vec<(PersonId, Standing)> = people::table
        .filter(people::email_folded.eq(folded))
        .order(people::id)
        .select((people::id, people::state))
        .load(conn)?;
    let account = all.iter().find(|(_, state)| *state == Standing::Active);
    Ok(account.or(all.first()).map(|(id, _)| *id))
}

pub fn by_email(conn: &mut Conn, folded: &str) -> QueryResult<Option<Person>> {
    people::table
        .filter(people::email_folded.eq(folded))
        .filter(people::state.ne(Standing::Ghost))
        .order(people::id)
        .select(Person::as_select())
        .first(conn)
        .optional()
}

pub fn authors(conn: &mut Conn, ids: &[PersonId]) -> QueryResult<Vec<Author>> {
    people::table
        .filter(people::id.eq_any(ids.to_vec()))
        .select((
            people::id,
            people::handle,
            people::name,
            people::role,
            people::state,
        ))
        .load(conn)
}

pub fn handles_named(conn: &mut Conn, folded: &[String]) -> QueryResult<Vec<(String, String)>> {
    handles::table
        .inner_join(people::table)
        .filter(handles::folded.eq_any(folded.to_vec()))
        .filter(people::state.eq_any(vec![Standing::Active, Standing::Ghost]))
        .select((handles::folded, people::handle))
        .load(conn)
}

/// What an index finds that begins so. `LIKE` asks the index on PostgreSQL alone, comparing asks it on SQLite alone.
pub fn handles_beginning(conn: &mut Conn, folded: &str, limit: i64) -> QueryResult<Vec<Author>> {
    let query = handles::table
        .inner_join(people::table)
        .filter(people::state.eq_any(vec![Standing::Active, Standing::Ghost]))
        .order(handles::folded)
        .limit(limit)
        .select((
            people::id,
            people::handle,
            people::name,
            people::role,
            people::state,
        ))
        .into_boxed();
    match conn {
        Conn::Sqlite(_) => query
            .filter(handles::folded.ge(folded.to_owned()))
            .filter(handles::folded.lt(format!("{folded}\u{10FFFF}")))
            .load(conn),
        Conn::Postgres(_) => query
            .filter(handles::folded.like(begins(folded)))
            .load(conn),
    }
}

/// A pattern that fits what begins so.
fn begins(text: &str) -> String {
    let escaped = text
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("{escaped}%")
}

pub fn in_state(
    conn: &mut Conn,
    state: Standing,
    after: i64,
    limit: i64,
) -> QueryResult<Vec<Person>> {
    people::table
        .filter(people::state.eq(state))
        .filter(people::id.gt(PersonId::new(after)))
        .order(people::id)
        .limit(limit)
        .select(Person::as_select())
        .load(conn)
}

pub fn someone_is(conn: &mut Conn, role: Role) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        people::table
            .filter(people::role.eq(role))
            .filter(people::state.eq(Standing::Active)),
    ))
    .get_result(conn)
}

pub struct Row<'a> {
    pub handle: &'a Handle,
    pub name: &'a str,
    pub email: Option<&'a str>,
    pub password_hash: Option<&'a str>,
    pub role: Role,
    pub state: Standing,
    pub import: Option<ImportId>,
}

pub fn insert(tx: &mut Tx<'_>, row: &Row<'_>, now: Time) -> QueryResult<PersonId> {
    diesel::insert_into(people::table)
        .values((
            people::handle.eq(row.handle.shown()),
            people::name.eq(row.name),
            people::email.eq(row.email),
            people::email_folded.eq(row.email.map(crate::text::fold)),
            people::password_hash.eq(row.password_hash),
            people::role.eq(row.role),
            people::state.eq(row.state),
            people::bio.eq(""),
            people::created_at.eq(now),
            people::active_at.eq(now),
            people::import_id.eq(row.import.map(ImportId::get)),
        ))
        .returning(people::id)
        .get_result(&mut **tx)
}

pub fn handle_owner(conn: &mut Conn, handle: &Handle) -> QueryResult<Option<PersonId>> {
    handles::table
        .filter(
            handles::skeleton
                .eq(handle.skeleton())
                .or(handles::folded.eq(handle.folded())),
        )
        .select(handles::person_id)
        .first(conn)
        .optional()
}

pub fn insert_handle(
    tx: &mut Tx<'_>,
    person: PersonId,
    handle: &Handle,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(handles::table)
        .values((
            handles::skeleton.eq(handle.skeleton()),
            handles::folded.eq(handle.folded()),
            handles::person_id.eq(person),
            handles::since_at.eq(now),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn refold_handle(tx: &mut Tx<'_>, handle: &Handle) -> QueryResult<()> {
    diesel::update(handles::table.filter(handles::skeleton.eq(handle.skeleton())))
        .set(handles::folded.eq(handle.folded()))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_profile(tx: &mut Tx<'_>, id: PersonId, profile: &Profile) -> QueryResult<()> {
    diesel::update(people::table.find(id))
        .set((
            people::handle.eq(profile.handle.shown()),
            people::name.eq(&profile.name),
            people::bio.eq(&profile.bio),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_bio(tx: &mut Tx<'_>, id: PersonId, bio: &str) -> QueryResult<()> {
    diesel::update(people::table.find(id))
        .set(people::bio.eq(bio))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_password(tx: &mut Tx<'_>, id: PersonId, hash: &str) -> QueryResult<()> {
    diesel::update(people::table.find(id))
        .set(people::password_hash.eq(hash))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_email(tx: &mut Tx<'_>, id: PersonId, email: &str) -> QueryResult<()> {
    diesel::update(people::table.find(id))
        .set((
            people::email.eq(email),
            people::email_folded.eq(crate::text::fold(email)),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn update_state(tx: &mut Tx<'_>, id: PersonId, state: Standing) -> QueryResult<usize> {
    diesel::update(people::table.find(id))
        .set(people::state.eq(state))
        .execute(&mut **tx)
}

pub fn update_role(tx: &mut Tx<'_>, id: PersonId, role: Role) -> QueryResult<usize> {
    diesel::update(people::table.find(id))
        .set(people::role.eq(role))
        .execute(&mut **tx)
}

pub fn admins(conn: &mut Conn) -> QueryResult<i64> {
    people::table
        .filter(people::role.eq(Role::Admin))
        .filter(people::state.eq(Standing::Active))
        .count()
        .get_result(conn)
}

const INVITATION: (
    invitations::id,
    invitations::role,
    invitations::note,
    invitations::created_at,
    invitations::expires_at,
    invitations::used_by,
) = (
    invitations::id,
    invitations::role,
    invitations::note,
    invitations::created_at,
    invitations::expires_at,
    invitations::used_by,
);

pub fn invitation(conn: &mut Conn, hash: &str) -> QueryResult<Option<Invitation>> {
    invitations::table
        .filter(invitations::token_hash.eq(hash))
        .select(INVITATION)
        .first(conn)
        .optional()
}

pub fn invitations(conn: &mut Conn) -> QueryResult<Vec<Invitation>> {
    invitations::table
        .order(invitations::id.desc())
        .limit(100)
        .select(INVITATION)
        .load(conn)
}

pub fn insert_invitation(
    tx: &mut Tx<'_>,
    hash: &str,
    role: Role,
    note: &str,
    by: Option<PersonId>,
    expires: Time,
    now: Time,
) -> QueryResult<()> {
    diesel::insert_into(invitations::table)
        .values((
            invitations::token_hash.eq(hash),
            invitations::role.eq(role),
            invitations::note.eq(note),
            invitations::made_by.eq(by),
            invitations::created_at.eq(now),
            invitations::expires_at.eq(expires),
        ))
        .execute(&mut **tx)
        .map(drop)
}

pub fn use_invitation(
    tx: &mut Tx<'_>,
    id: InvitationId,
    by: PersonId,
    now: Time,
) -> QueryResult<()> {
    diesel::update(invitations::table.find(id))
        .set((invitations::used_by.eq(by), invitations::used_at.eq(now)))
        .execute(&mut **tx)
        .map(drop)
}

pub fn delete_invitation(tx: &mut Tx<'_>, id: InvitationId) -> QueryResult<()> {
    diesel::delete(invitations::table.find(id))
        .execute(&mut **tx)
        .map(drop)
}

/// Links printed at earlier starts that nobody followed.
pub fn delete_first_links(tx: &mut Tx<'_>) -> QueryResult<()> {
    diesel::delete(
        invitations::table
            .filter(invitations::made_by.is_null())
            .filter(invitations::used_by.is_null()),
    )
    .execute(&mut **tx)
    .map(drop)
}

pub fn handles_of(conn: &mut Conn, id: PersonId) -> QueryResult<Vec<(String, Time)>> {
    handles::table
        .filter(handles::person_id.eq(id))
        .order(handles::since_at)
        .select((handles::folded, handles::since_at))
        .load(conn)
}

pub fn skeletons_of(conn: &mut Conn, id: PersonId) -> QueryResult<Vec<String>> {
    handles::table
        .filter(handles::person_id.eq(id))
        .select(handles::skeleton)
        .load(conn)
}

pub fn reserve(tx: &mut Tx<'_>, hash: &str, now: Time) -> QueryResult<()> {
    let row = (
        reserved_handles::skeleton_hash.eq(hash),
        reserved_handles::at.eq(now),
    );
    on_each!(tx, |c| diesel::insert_into(reserved_handles::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(c))
    .map(drop)
}

pub fn is_reserved(conn: &mut Conn, hash: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(reserved_handles::table.find(hash))).get_result(conn)
}

pub fn invitations_by(conn: &mut Conn, id: PersonId) -> QueryResult<Vec<(Role, String, Time)>> {
    invitations::table
        .filter(invitations::made_by.eq(id))
        .order(invitations::id)
        .select((
            invitations::role,
            invitations::note,
            invitations::created_at,
        ))
        .load(conn)
}

pub fn acts_of(conn: &mut Conn, id: PersonId) -> QueryResult<Vec<(Time, String, String, i64)>> {
    events::table
        .filter(events::actor_id.eq(id.get()))
        .order((events::tx_id, events::id))
        .select((events::at, events::verb, events::object, events::object_id))
        .load(conn)
}

/// Everything that names someone beside their words: what they chose, who did what, answers kept for repeats.
pub fn delete_traces(tx: &mut Tx<'_>, id: PersonId) -> QueryResult<()> {
    diesel::delete(handles::table.filter(handles::person_id.eq(id))).execute(&mut **tx)?;
    diesel::delete(preferences::table.find(id)).execute(&mut **tx)?;
    diesel::delete(idempotency::table.filter(idempotency::person_id.eq(id))).execute(&mut **tx)?;
    diesel::delete(
        invitations::table
            .filter(invitations::made_by.eq(id))
            .filter(invitations::used_by.is_null()),
    )
    .execute(&mut **tx)?;
    diesel::update(invitations::table.filter(invitations::made_by.eq(id)))
        .set((
            invitations::made_by.eq(None::<PersonId>),
            invitations::note.eq(""),
        ))
        .execute(&mut **tx)?;
    // A note may say whom an invitation was for.
    diesel::update(invitations::table.filter(invitations::used_by.eq(id)))
        .set(invitations::note.eq(""))
        .execute(&mut **tx)?;
    diesel::update(settings::table.filter(settings::changed_by.eq(id)))
        .set(settings::changed_by.eq(None::<PersonId>))
        .execute(&mut **tx)?;
    diesel::update(imports::table.filter(imports::by_id.eq(id)))
        .set(imports::by_id.eq(None::<PersonId>))
        .execute(&mut **tx)?;
    diesel::update(events::table.filter(events::actor_id.eq(id.get())))
        .set(events::actor_id.eq(None::<i64>))
        .execute(&mut **tx)
        .map(drop)
}

pub fn make_nobody(
    tx: &mut Tx<'_>,
    id: PersonId,
    handle: &Handle,
    role: Role,
    state: Standing,
    now: Time,
) -> QueryResult<()> {
    diesel::update(people::table.find(id))
        .set((
            people::handle.eq(handle.shown()),
            people::name.eq(""),
            people::email.eq(None::<String>),
            people::email_folded.eq(None::<String>),
            people::password_hash.eq(None::<String>),
            people::role.eq(role),
            people::state.eq(state),
            people::bio.eq(""),
            people::created_at.eq(now),
            people::active_at.eq(now),
            people::import_id.eq(None::<i64>),
        ))
        .execute(&mut **tx)
        .map(drop)
}
