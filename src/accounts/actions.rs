//! What can be done about accounts. One verb, one transaction.
use std::collections::HashMap;

use diesel::prelude::Queryable;
use serde::Serialize;
use serde_json::json;

use super::belongings::Everything;
use super::model::{self, Handle, Invitation, NewPerson, Person, Profile, Standing};
use super::store;
use crate::access::{Account, Administer, Can, Member, Role, Scope, secrets, sessions, tokens};
use crate::clock::Time;
use crate::db::{Conn, Tx, taken};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{ImportId, InvitationId, PersonId, SessionId, TokenId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::settings::Registration;
use crate::text;

/// A person as their posts show them.
#[derive(Clone, Debug, Serialize, Queryable)]
pub struct Author {
    /// Who.
    #[serde(skip)]
    pub id: PersonId,
    /// Their handle.
    pub handle: String,
    /// The name they go by.
    pub name: String,
    /// What they are here.
    pub role: Role,
    /// Whether they are really here.
    #[serde(skip)]
    pub state: Standing,
}

/// The authors with these ids.
///
/// # Errors
/// Those of the database.
pub fn authors(conn: &mut Conn, ids: &[PersonId]) -> Result<HashMap<PersonId, Author>> {
    let rows = store::authors(conn, ids)?;
    Ok(rows.into_iter().map(|a| (a.id, a)).collect())
}

/// The people that these folded handles name, each with the handle they use now.
///
/// # Errors
/// Those of the database.
pub fn named(conn: &mut Conn, folded: &[String]) -> Result<HashMap<String, String>> {
    Ok(store::handles_named(conn, folded)?.into_iter().collect())
}

/// People whose handle begins so, each under the handle they use now.
///
/// # Errors
/// Those of the database.
pub fn beginning(conn: &mut Conn, with: &str, limit: i64) -> Result<Vec<Author>> {
    let folded = text::fold(with);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Author> = Vec::new();
    for author in store::handles_beginning(conn, &folded, limit * 2)? {
        if !found.iter().any(|other| other.id == author.id) {
            found.push(author);
        }
    }
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// The person who has, or once had, this handle.
///
/// # Errors
/// [`Error::NotFound`].
pub fn by_handle(conn: &mut Conn, handle: &str) -> Result<Person> {
    store::by_skeleton(conn, &text::skeleton(handle))?
        .filter(|p| !matches!(p.state, Standing::Waiting | Standing::Deleted))
        .ok_or(Error::NotFound("person"))
}

/// A person, for themselves.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: PersonId) -> Result<Person> {
    store::find(conn, id)?.ok_or(Error::NotFound("person"))
}

/// The account that someone means when they sign in with a handle or an address.
///
/// # Errors
/// Those of the database.
pub fn meant(conn: &mut Conn, who: &str) -> Result<Option<Person>> {
    let folded = text::fold(who);
    let found = match folded.contains('@') {
        true => store::by_email(conn, &folded)?,
        // Whoever changed the writing of their handle may go on using the old one.
        false => match store::by_handle(conn, &folded)? {
            Some(person) => Some(person),
            None => store::by_skeleton(conn, &text::skeleton(who))?,
        },
    };
    Ok(found.filter(|p| p.password_hash.is_some()))
}

/// Lets someone join, as the registration setting and their invitation allow.
///
/// # Errors
/// [`Error::Forbidden`] when the house is closed to them, [`Error::Invalid`] when the handle is taken.
pub fn join(
    tx: &mut Tx<'_>,
    new: &NewPerson,
    hash: &str,
    registration: Registration,
    invitation: Option<&str>,
    now: Time,
) -> Result<(Person, Standing)> {
    let invitation = invitation
        .map(|secret| self::invitation(tx, secret, now))
        .transpose()?;
    let (role, state) = model::admitted(registration, invitation.as_ref().map(|i| i.role))?;
    let row = store::Row {
        handle: new.handle(),
        name: "",
        email: new.email(),
        password_hash: Some(hash),
        role,
        state,
        import: None,
    };
    let id = add(tx, &row, now)?;
    if let Some(invitation) = invitation {
        store::use_invitation(tx, invitation.id, id, now)?;
    }
    Ok((find(tx, id)?, state))
}

/// Lets a visitor act as a guest, under a name nobody else has.
///
/// # Errors
/// Those of the database.
pub fn welcome_guest(tx: &mut Tx<'_>, now: Time) -> Result<PersonId> {
    let handle = Handle::parse(&format!("guest-{}", &secrets::fresh()?[..10]))?;
    let row = store::Row {
        handle: &handle,
        name: "Guest",
        email: None,
        password_hash: None,
        role: Role::Guest,
        state: Standing::Active,
        import: None,
    };
    add(tx, &row, now)
}

/// Makes an account on the operator's word: the command line and the demo.
///
/// # Errors
/// [`Error::Invalid`] when the handle is taken.
pub fn appoint(
    tx: &mut Tx<'_>,
    new: &NewPerson,
    name: &str,
    hash: &str,
    role: Role,
    now: Time,
) -> Result<PersonId> {
    let row = store::Row {
        handle: new.handle(),
        name,
        email: new.email(),
        password_hash: Some(hash),
        role,
        state: Standing::Active,
        import: None,
    };
    add(tx, &row, now)
}

/// Finds or makes someone known only from elsewhere, who cannot sign in.
///
/// # Errors
/// Those of the database.
pub fn ghost(tx: &mut Tx<'_>, name: &str, import: ImportId, now: Time) -> Result<PersonId> {
    ghost_of(tx, name, None, Some(import), true, now)
}

/// Makes someone known only from elsewhere, whoever else has their name.
///
/// # Errors
/// Those of the database.
pub fn another_ghost(tx: &mut Tx<'_>, name: &str, import: ImportId, now: Time) -> Result<PersonId> {
    ghost_of(tx, name, None, Some(import), false, now)
}

/// The person whom staff act for: whoever has this handle or address, or else someone known by name, who cannot
/// sign in. `Name <address>` tells both.
///
/// # Errors
/// [`Error::Invalid`] when nobody is named.
pub fn stand_in(tx: &mut Tx<'_>, who: &str, now: Time) -> Result<PersonId> {
    let nobody = || Invalid::field("person", say!("desk-name-someone"));
    let who = text::clean_line(who);
    let (name, address) = match who.split_once('<') {
        Some((name, rest)) => (name.trim(), Some(rest.trim_end_matches('>').trim())),
        None if who.starts_with('@') => (who.as_str(), None),
        None if who.contains('@') => ("", Some(who.as_str())),
        None => (who.as_str(), None),
    };
    if text::bidi_control(name) || name.chars().count() > 80 {
        return Err(nobody().into());
    }
    if let Some(address) = address {
        let address = model::email(address)
            .map_err(|_| Invalid::field("person", say!("desk-person-address")))?;
        if let Some(id) = store::known_by_email(tx, &text::fold(&address))? {
            return Ok(id);
        }
        // An address is nobody's name: it is kept, and never shown.
        let name = match name {
            "" => "someone",
            name => name,
        };
        return ghost_of(tx, name, Some(&address), None, false, now);
    }
    let handle = name.trim_start_matches('@');
    if let Ok(person) = by_handle(tx, handle) {
        return Ok(person.id);
    }
    if name.starts_with('@') || name.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
        return Err(nobody().into());
    }
    ghost_of(tx, name, None, None, true, now)
}

fn ghost_of(
    tx: &mut Tx<'_>,
    name: &str,
    email: Option<&str>,
    import: Option<ImportId>,
    share: bool,
    now: Time,
) -> Result<PersonId> {
    let mut letters: String = text::slug(name)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '-')
        .take(24)
        .collect();
    if !letters.chars().next().is_some_and(char::is_alphabetic) || letters.chars().count() < 3 {
        letters = format!("imported-{letters}");
    }
    let letters = letters.trim_end_matches('-').to_owned();
    for n in 0..1000 {
        let try_handle = match n {
            0 => letters.clone(),
            1..20 => format!("{letters}-{n}"),
            // So common a name would take ever longer to number.
            _ => format!("{letters}-{}", &secrets::fresh()?[..5]),
        };
        let Ok(handle) = Handle::parse(&try_handle) else {
            continue;
        };
        match store::handle_owner(tx, &handle)? {
            None => {
                let row = store::Row {
                    handle: &handle,
                    name,
                    email,
                    password_hash: None,
                    role: Role::Member,
                    state: Standing::Ghost,
                    import,
                };
                return add(tx, &row, now);
            }
            Some(owner) => {
                let person = find(tx, owner)?;
                if share && person.state == Standing::Ghost && person.name == name {
                    return Ok(owner);
                }
            }
        }
    }
    Err(Error::Conflict(say!("person-name-shared")))
}

fn add(tx: &mut Tx<'_>, row: &store::Row<'_>, now: Time) -> Result<PersonId> {
    if store::handle_owner(tx, row.handle)?.is_some() || reserved(tx, row.handle)? {
        return Err(clash().into());
    }
    let id = store::insert(tx, row, now)?;
    // The database is the judge all the same: two may ask for one name at once.
    store::insert_handle(tx, id, row.handle, now).map_err(judged)?;
    remember(
        tx,
        Some(id),
        Verb::PersonJoined,
        id,
        json!({ "state": row.state }),
        now,
    )?;
    Ok(id)
}

/// Whether someone who left had this handle.
fn reserved(conn: &mut Conn, handle: &Handle) -> Result<bool> {
    Ok(store::is_reserved(conn, &secrets::hash(handle.skeleton()))?)
}

fn clash() -> Invalid {
    Invalid::field("handle", say!("handle-taken"))
}

/// What the database says about a handle that two ask for at once, in words.
fn judged(error: diesel::result::Error) -> Error {
    match taken(&error, "handles", "skeleton") || taken(&error, "handles", "folded") {
        true => clash().into(),
        false => error.into(),
    }
}

/// Changes how one is shown. An earlier handle goes on leading to its owner.
///
/// # Errors
/// [`Error::Invalid`] when the handle is someone else's.
pub fn change_profile(
    tx: &mut Tx<'_>,
    by: &Can<Account>,
    profile: &Profile,
    now: Time,
) -> Result<()> {
    match store::handle_owner(tx, &profile.handle)? {
        Some(owner) if owner == by.who.id => {
            store::refold_handle(tx, &profile.handle).map_err(judged)?
        }
        Some(_) => {
            return Err(clash().into());
        }
        None if reserved(tx, &profile.handle)? => return Err(clash().into()),
        None => store::insert_handle(tx, by.who.id, &profile.handle, now).map_err(judged)?,
    }
    store::update_profile(tx, by.who.id, profile)?;
    changed(tx, by.who.id, by.who.id, "profile", now)
}

fn changed(tx: &mut Tx<'_>, by: PersonId, who: PersonId, what: &str, now: Time) -> Result<()> {
    remember(
        tx,
        Some(by),
        Verb::PersonChanged,
        who,
        json!({ "what": what }),
        now,
    )
}

/// Changes one's password and ends all other sessions.
///
/// # Errors
/// Those of the database.
pub fn change_password(
    tx: &mut Tx<'_>,
    by: &Can<Account>,
    hash: &str,
    keep: Option<SessionId>,
    now: Time,
) -> Result<()> {
    store::update_password(tx, by.who.id, hash)?;
    sessions::end_all(tx, by.who.id, keep)?;
    changed(tx, by.who.id, by.who.id, "password", now)
}

/// Changes one's address.
///
/// # Errors
/// Those of the database.
pub fn change_email(tx: &mut Tx<'_>, by: &Can<Account>, email: &str, now: Time) -> Result<()> {
    store::update_email(tx, by.who.id, email)?;
    changed(tx, by.who.id, by.who.id, "email", now)
}

/// Those who asked to join, oldest first.
///
/// # Errors
/// Those of the database.
pub fn in_state(
    conn: &mut Conn,
    _by: &Can<Administer>,
    state: Standing,
    after: i64,
    limit: i64,
) -> Result<Vec<Person>> {
    Ok(store::in_state(conn, state, after, limit)?)
}

/// Says yes to someone who asked to join, lets someone back in, or shows them out.
///
/// # Errors
/// [`Error::Conflict`] when it would leave the site without an admin.
pub fn settle(
    tx: &mut Tx<'_>,
    by: &Can<Administer>,
    id: PersonId,
    state: Standing,
    now: Time,
) -> Result<()> {
    let person = find(tx, id)?;
    if state != Standing::Active {
        keeps_an_admin(tx, &person)?;
        sessions::end_all(tx, id, None)?;
        tokens::end_all(tx, id)?;
    }
    store::update_state(tx, id, state)?;
    remember(
        tx,
        Some(by.who.id),
        Verb::PersonApproved,
        id,
        json!({ "state": state }),
        now,
    )
}

/// Changes what someone is here.
///
/// # Errors
/// [`Error::Conflict`] when it would leave the site without an admin.
pub fn change_role(
    tx: &mut Tx<'_>,
    by: &Can<Administer>,
    id: PersonId,
    role: Role,
    now: Time,
) -> Result<()> {
    let person = find(tx, id)?;
    if role != Role::Admin {
        keeps_an_admin(tx, &person)?;
    }
    store::update_role(tx, id, role)?;
    changed(tx, by.who.id, id, "role", now)
}

fn keeps_an_admin(conn: &mut Conn, leaving: &Person) -> Result<()> {
    if leaving.role == Role::Admin && leaving.state == Standing::Active && store::admins(conn)? <= 1
    {
        return Err(Error::Conflict(say!("person-only-admin")));
    }
    Ok(())
}

/// Lets go of everything about someone: each room erases what is theirs alone; what others answered stays, under
/// nobody's name. They cannot come back.
///
/// # Errors
/// [`Error::Conflict`] when it would leave the site without an admin.
pub fn leave(
    tx: &mut Tx<'_>,
    id: PersonId,
    by: Option<PersonId>,
    reason: &str,
    everything: &Everything,
    now: Time,
) -> Result<()> {
    let person = find(tx, id)?;
    if person.state == Standing::Deleted {
        return Ok(());
    }
    keeps_an_admin(tx, &person)?;
    let kept = answered(tx, id, everything)?;
    for room in &everything.0 {
        (room.erase)(tx, id, &kept, now)?;
    }
    remember(
        tx,
        by,
        Verb::PersonDeleted,
        id,
        json!({ "reason": reason }),
        now,
    )
}

/// The topics of someone that others have answered.
///
/// # Errors
/// Those of the database.
pub fn answered(conn: &mut Conn, id: PersonId, everything: &Everything) -> Result<Vec<TopicId>> {
    let mut kept = Vec::new();
    for room in &everything.0 {
        kept.extend((room.answered)(conn, id)?);
    }
    kept.sort_unstable();
    kept.dedup();
    Ok(kept)
}

/// What leaving would do, as sentences.
///
/// # Errors
/// Those of the database, and [`Error::Conflict`] for the only admin.
pub fn warn(conn: &mut Conn, id: PersonId, everything: &Everything) -> Result<Vec<Message>> {
    let person = find(conn, id)?;
    keeps_an_admin(conn, &person)?;
    let kept = answered(conn, id, everything)?;
    let mut told = Vec::new();
    for room in everything.0.iter().rev() {
        told.extend((room.warn)(conn, id, &kept)?);
    }
    Ok(told)
}

/// The operator gives an existing account a role and, if one is given, a new password.
///
/// # Errors
/// Those of the database.
pub fn reappoint(
    tx: &mut Tx<'_>,
    id: PersonId,
    hash: Option<&str>,
    role: Role,
    now: Time,
) -> Result<()> {
    store::update_role(tx, id, role)?;
    store::update_state(tx, id, Standing::Active)?;
    if let Some(hash) = hash {
        store::update_password(tx, id, hash)?;
        sessions::end_all(tx, id, None)?;
    }
    remember(
        tx,
        None,
        Verb::PersonChanged,
        id,
        json!({ "what": "role" }),
        now,
    )
}

/// Makes an API token for someone: for themselves, or on the operator's word. Returned whole for the only time.
///
/// # Errors
/// Those of the database.
pub fn make_token(
    tx: &mut Tx<'_>,
    of: PersonId,
    name: &str,
    scopes: &[Scope],
    expires: Option<Time>,
    now: Time,
) -> Result<String> {
    let token = tokens::make(tx, of, name, scopes, expires, now)?;
    remember(
        tx,
        Some(of),
        Verb::TokenMade,
        of,
        json!({ "scopes": scopes }),
        now,
    )?;
    Ok(token)
}

/// Ends one of one's tokens.
///
/// # Errors
/// Those of the database.
pub fn end_token(tx: &mut Tx<'_>, by: &Can<Account>, id: TokenId, now: Time) -> Result<()> {
    tokens::end(tx, by.who.id, id)?;
    remember(
        tx,
        Some(by.who.id),
        Verb::TokenEnded,
        by.who.id,
        json!({}),
        now,
    )
}

/// Writes down something about a person.
fn remember(
    tx: &mut Tx<'_>,
    actor: Option<PersonId>,
    verb: Verb,
    who: PersonId,
    data: serde_json::Value,
    now: Time,
) -> Result<()> {
    events::record(
        tx,
        now,
        Happened {
            actor,
            verb,
            object: "person",
            object_id: who.get(),
            topic: None,
            data,
        },
    )
}

/// Says something about someone on the operator's word: the demo.
///
/// # Errors
/// Those of the database.
pub fn describe(tx: &mut Tx<'_>, id: PersonId, bio: &str) -> Result<()> {
    Ok(store::update_bio(tx, id, bio)?)
}

/// Someone as a member, for acts on the operator's word.
pub fn as_member(person: &Person) -> Member {
    Member {
        id: person.id,
        handle: person.handle.clone(),
        name: person.name.clone(),
        role: person.role,
    }
}

/// Makes an invitation and returns its secret, which is shown once.
///
/// # Errors
/// Those of the database.
pub fn invite(
    tx: &mut Tx<'_>,
    by: &Can<Administer>,
    role: Role,
    note: &str,
    now: Time,
) -> Result<String> {
    let secret = secrets::fresh()?;
    store::insert_invitation(
        tx,
        &secrets::hash(&secret),
        role,
        note,
        Some(by.who.id),
        now.plus_days(7),
        now,
    )?;
    remember(
        tx,
        Some(by.who.id),
        Verb::InvitationMade,
        by.who.id,
        json!({ "role": role }),
        now,
    )?;
    Ok(secret)
}

/// The secret of a link that makes the first admin, if there is no admin yet. Earlier ones stop working.
///
/// # Errors
/// Those of the database.
pub fn first_link(tx: &mut Tx<'_>, now: Time) -> Result<Option<String>> {
    if store::someone_is(tx, Role::Admin)? {
        return Ok(None);
    }
    store::delete_first_links(tx)?;
    let secret = secrets::fresh()?;
    store::insert_invitation(
        tx,
        &secrets::hash(&secret),
        Role::Admin,
        "First admin",
        None,
        now.plus_days(1),
        now,
    )?;
    Ok(Some(secret))
}

/// The invitation with this secret, if it still lets someone in.
///
/// # Errors
/// [`Error::NotFound`] or [`Error::Conflict`], saying why not.
pub fn invitation(conn: &mut Conn, secret: &str, now: Time) -> Result<Invitation> {
    let found =
        store::invitation(conn, &secrets::hash(secret))?.ok_or(Error::NotFound("invitation"))?;
    found.usable(now)?;
    Ok(found)
}

/// All invitations, newest first.
///
/// # Errors
/// Those of the database.
pub fn invitations(conn: &mut Conn, _by: &Can<Administer>) -> Result<Vec<Invitation>> {
    Ok(store::invitations(conn)?)
}

/// Takes an invitation back.
///
/// # Errors
/// Those of the database.
pub fn uninvite(tx: &mut Tx<'_>, by: &Can<Administer>, id: InvitationId, now: Time) -> Result<()> {
    store::delete_invitation(tx, id)?;
    remember(
        tx,
        Some(by.who.id),
        Verb::InvitationEnded,
        by.who.id,
        json!({ "invitation": id }),
        now,
    )
}
