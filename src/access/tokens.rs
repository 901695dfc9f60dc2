//! Personal API tokens: shown once, kept as a hash, with scopes and an end.
use diesel::prelude::*;

use super::{Member, Proof, Role, Scope, Viewer, secrets};
use crate::clock::Time;
use crate::db::schema::{people, tokens};
use crate::db::{Conn, Tx};
use crate::error::{Error, Result};
use crate::id::{PersonId, TokenId};
use crate::say;
use crate::state::App;

/// What every token begins with, so that scanners recognise a leaked one.
const PREFIX: &str = "cow_";
/// Seconds between two notes of when a token was last used.
const USED_EVERY: i64 = 600;

/// Six characters that show a mistyped token without asking the database.
fn checksum(body: &str) -> String {
    secrets::hash(body)[..6].to_owned()
}

/// Makes a token and returns it, whole, for the only time.
///
/// # Errors
/// Those of the database.
pub fn make(
    tx: &mut Tx<'_>,
    person: PersonId,
    name: &str,
    scopes: &[Scope],
    expires: Option<Time>,
    now: Time,
) -> Result<String> {
    let body = secrets::fresh()?;
    let token = format!("{PREFIX}{body}{}", checksum(&body));
    let scopes: Vec<_> = scopes.iter().map(|s| s.text()).collect();
    diesel::insert_into(tokens::table)
        .values((
            tokens::token_hash.eq(secrets::hash(&token)),
            tokens::person_id.eq(person),
            tokens::name.eq(name),
            tokens::scopes.eq(scopes.join(" ")),
            tokens::created_at.eq(now),
            tokens::expires_at.eq(expires),
        ))
        .execute(&mut **tx)?;
    Ok(token)
}

/// Ends a token of a person.
///
/// # Errors
/// Those of the database.
pub fn end(tx: &mut Tx<'_>, person: PersonId, id: TokenId) -> Result<()> {
    diesel::delete(
        tokens::table
            .filter(tokens::id.eq(id))
            .filter(tokens::person_id.eq(person)),
    )
    .execute(&mut **tx)?;
    Ok(())
}

/// Ends all tokens of a person.
///
/// # Errors
/// Those of the database.
pub fn end_all(tx: &mut Tx<'_>, person: PersonId) -> Result<()> {
    diesel::delete(tokens::table.filter(tokens::person_id.eq(person))).execute(&mut **tx)?;
    Ok(())
}

/// A token as its owner sees it.
#[derive(Clone, Debug, Queryable)]
#[allow(missing_docs)]
pub struct Token {
    pub id: TokenId,
    pub name: String,
    pub scopes: String,
    pub created_at: Time,
    pub expires_at: Option<Time>,
    pub used_at: Option<Time>,
}

/// The tokens of a person, newest first.
///
/// # Errors
/// Those of the database.
pub fn list(conn: &mut Conn, person: PersonId) -> Result<Vec<Token>> {
    Ok(tokens::table
        .filter(tokens::person_id.eq(person))
        .order(tokens::id.desc())
        .limit(100)
        .select((
            tokens::id,
            tokens::name,
            tokens::scopes,
            tokens::created_at,
            tokens::expires_at,
            tokens::used_at,
        ))
        .load(conn)?)
}

/// Who holds this token.
pub(super) async fn viewer(app: &App, token: String) -> Result<Viewer> {
    let refused = || Error::Unauthorized(say!("token-unknown"));
    let body = token.strip_prefix(PREFIX).ok_or_else(refused)?;
    let sound = body
        .split_at_checked(body.len().saturating_sub(6))
        .is_some_and(|(body, sum)| checksum(body) == sum);
    if !sound {
        return Err(refused());
    }
    let (hash, now) = (secrets::hash(&token), app.now());
    type Found = (
        TokenId,
        String,
        Option<Time>,
        PersonId,
        String,
        String,
        Role,
    );
    let (token_id, scopes, used_at, id, handle, name, role) = app
        .db
        .read(move |conn| {
            Ok(tokens::table
                .inner_join(people::table)
                .filter(tokens::token_hash.eq(hash))
                .filter(tokens::expires_at.is_null().or(tokens::expires_at.gt(now)))
                .filter(people::state.eq("active"))
                .select((
                    tokens::id,
                    tokens::scopes,
                    tokens::used_at,
                    people::id,
                    people::handle,
                    people::name,
                    people::role,
                ))
                .first::<Found>(conn)
                .optional()?)
        })
        .await?
        .ok_or_else(refused)?;
    if used_at.is_none_or(|at| at.plus_seconds(USED_EVERY) < now) {
        let noted = app
            .db
            .write_unseen(move |tx| {
                diesel::update(tokens::table.find(token_id))
                    .set(tokens::used_at.eq(Some(now)))
                    .execute(&mut **tx)?;
                Ok(())
            })
            .await;
        if let Err(error) = noted {
            tracing::warn!(%error, "the last use of a token was not noted");
        }
    }
    let member = Member {
        id,
        handle,
        name,
        role,
    };
    let scopes = Scope::list(&scopes).unwrap_or_default();
    Ok(Viewer(Some((member, Proof::Token(token_id, scopes)))))
}
