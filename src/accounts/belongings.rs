//! What each room keeps about a person: told to them as files, counted before they leave, erased when they do.
//!
//! A room that keeps something about people makes a [`Belongings`] and is named in `app::belongings`; neither the
//! page that hands out one's data nor the one that deletes an account knows the rooms.
use serde_json::{Value, json};

use super::model::{Handle, Standing};
use super::{actions, store};
use crate::access::{Role, preferences, secrets, sessions, tokens};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::{PersonId, TopicId};
use crate::jobs;
use crate::lang::Message;
use crate::mail;

/// A file of someone's own data: its name without ending, and what it holds.
pub type File = (&'static str, Value);

/// What one room keeps about people, and how it lets go of it. No secret may be told.
#[derive(Clone, Copy)]
pub struct Belongings {
    /// Where this room's tables name people, each as `table.column`. A test demands that every such column of the
    /// schema is some room's.
    pub holds: &'static [&'static str],
    /// Tells it to the person themselves.
    pub tell: fn(&mut Conn, PersonId) -> Result<Vec<File>>,
    /// Which of someone's topics others have answered: these stay, under nobody's name.
    pub answered: fn(&mut Conn, PersonId) -> Result<Vec<TopicId>>,
    /// Says what leaving would do here, when these topics stay.
    pub warn: fn(&mut Conn, PersonId, &[TopicId]) -> Result<Vec<Message>>,
    /// Lets go of it, but for what these topics need.
    pub erase: fn(&mut Tx<'_>, PersonId, &[TopicId], Time) -> Result<()>,
}

impl Belongings {
    /// Nothing at all: what a room fills in where it has something.
    pub const NONE: Self = Self {
        holds: &[],
        tell: |_, _| Ok(Vec::new()),
        answered: |_, _| Ok(Vec::new()),
        warn: |_, _, _| Ok(Vec::new()),
        erase: |_, _, _, _| Ok(()),
    };
}

/// What every room keeps, in the order in which they let go: who builds on others first, accounts last.
#[derive(Clone)]
pub struct Everything(pub Vec<Belongings>);

/// What this room keeps: the account itself and what it is entered by.
pub const BELONGINGS: Belongings = Belongings {
    holds: &[
        "handles.person_id",
        "sessions.person_id",
        "tokens.person_id",
        "invitations.made_by",
        "invitations.used_by",
        "settings.changed_by",
        "events.actor_id",
        "idempotency.person_id",
        "job_events.by_id",
        "letters.person_id",
        "imports.by_id",
        "preferences.person_id",
    ],
    tell,
    erase,
    ..Belongings::NONE
};

fn tell(conn: &mut Conn, id: PersonId) -> Result<Vec<File>> {
    let person = actions::find(conn, id)?;
    let chosen = preferences::find(conn, id)?;
    let handles: Vec<_> = store::handles_of(conn, id)?
        .into_iter()
        .map(|(handle, since)| json!({ "handle": handle, "since": since }))
        .collect();
    let browsers: Vec<_> = sessions::list(conn, id, Time::from_micros(0))?
        .into_iter()
        .map(|s| json!({ "browser": s.agent, "signed_in_at": s.created_at, "seen_at": s.seen_at }))
        .collect();
    let tokens: Vec<_> = tokens::list(conn, id)?
        .into_iter()
        .map(|t| {
            json!({ "name": t.name, "scopes": t.scopes, "created_at": t.created_at,
                "expires_at": t.expires_at, "used_at": t.used_at })
        })
        .collect();
    let invitations: Vec<_> = store::invitations_by(conn, id)?
        .into_iter()
        .map(|(role, note, at)| json!({ "role": role, "note": note, "made_at": at }))
        .collect();
    // Without the text: it may hold a link that lets someone in.
    let letters: Vec<_> = mail::of_person(conn, id)?
        .into_iter()
        .map(|l| json!({ "to": l.address, "subject": l.subject, "at": l.created_at, "state": l.state }))
        .collect();
    let acts: Vec<_> = store::acts_of(conn, id)?
        .into_iter()
        .map(|(at, verb, object, object_id)| {
            json!({ "at": at, "what": verb, "object": object, "id": object_id })
        })
        .collect();
    Ok(vec![
        (
            "account",
            json!({ "handle": person.handle, "handles": handles, "name": person.name, "email": person.email,
                "role": person.role, "state": person.state, "bio": person.bio, "joined_at": person.created_at }),
        ),
        (
            "preferences",
            json!({ "theme": chosen.theme, "density": chosen.density, "language": chosen.lang.map(|l| l.tag()),
                "time_zone": chosen.zone, "landing": chosen.landing, "sort": chosen.sort,
                "shortcuts": chosen.shortcuts }),
        ),
        ("sessions", browsers.into()),
        ("tokens", tokens.into()),
        ("invitations", invitations.into()),
        ("mail", letters.into()),
        ("activity", acts.into()),
    ])
}

fn erase(tx: &mut Tx<'_>, id: PersonId, _: &[TopicId], now: Time) -> Result<()> {
    let address = actions::find(tx, id)?.email;
    mail::erase(tx, id, address.as_deref())?;
    jobs::forget_person(tx, id)?;
    sessions::end_all(tx, id, None)?;
    tokens::end_all(tx, id)?;
    for skeleton in store::skeletons_of(tx, id)? {
        store::reserve(tx, &secrets::hash(&skeleton), now)?;
    }
    store::delete_traces(tx, id)?;
    // Whatever stays speaks under a name that nobody had and nobody can take.
    for _ in 0..10 {
        let handle = Handle::of_nobody(&secrets::fresh()?[..10]);
        if store::handle_owner(tx, &handle)?.is_some() {
            continue;
        }
        store::insert_handle(tx, id, &handle, now)?;
        store::make_nobody(tx, id, &handle, Role::Member, Standing::Deleted, now)?;
        return Ok(());
    }
    Err(Error::internal("every name of nobody is taken"))
}
