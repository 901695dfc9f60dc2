//! Writes that may be sent twice: with an `Idempotency-Key`, the second gets the first one's answer.
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload};
use diesel::prelude::*;
use serde::Serialize;
use std::future::{Ready, ready};

use crate::access::secrets;
use crate::clock::Time;
use crate::db::Tx;
use crate::db::schema::idempotency;
use crate::error::{Error, Invalid, Result};
use crate::id::PersonId;
use crate::say;

/// Days an answer is kept for repeats.
const KEPT_DAYS: i64 = 2;

/// What a write answers, kept as text so that it can be given again.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    location: Option<String>,
    body: String,
    replayed: bool,
}

impl Answer {
    /// 200 with a body.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    pub fn ok<T: Serialize>(value: &T) -> Result<Self> {
        Self::new(200, None, value)
    }
    /// 201 with the address of what was made.
    ///
    /// # Errors
    /// When the value cannot be written as JSON.
    pub fn created<T: Serialize>(location: String, value: &T) -> Result<Self> {
        Self::new(201, Some(location), value)
    }
    fn new<T: Serialize>(status: u16, location: Option<String>, value: &T) -> Result<Self> {
        Ok(Self {
            status,
            location,
            body: serde_json::to_string(value).map_err(Error::internal)?,
            replayed: false,
        })
    }
    /// As HTTP.
    pub fn respond(self) -> HttpResponse {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let mut response = HttpResponse::build(status);
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        if self.replayed {
            response.insert_header(("idempotency-replayed", "true"));
        }
        response
            .insert_header((header::CACHE_CONTROL, "private, no-store"))
            .content_type("application/json; charset=utf-8")
            .body(self.body)
    }
}

/// The `Idempotency-Key` of a request, with what the request was for.
#[derive(Clone, Debug)]
pub struct Key {
    key: Option<String>,
    act: String,
}

impl FromRequest for Key {
    type Error = Error;
    type Future = Ready<Result<Self>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let key = match req.headers().get("idempotency-key") {
            None => Ok(None),
            Some(value) => match value.to_str() {
                Ok(text) if (1..=255).contains(&text.len()) => Ok(Some(text.to_owned())),
                _ => Err(Invalid::field("Idempotency-Key", say!("wire-key", max = 255)).into()),
            },
        };
        ready(key.map(|key| Self {
            key,
            act: format!("{} {}", req.method(), req.path()),
        }))
    }
}

/// Runs `act` once for each key and person; a repeat within two days gets the first answer.
///
/// # Errors
/// Those of `act` (which are not kept), or [`Error::Invalid`] when the key was used for something else.
pub fn once(
    tx: &mut Tx<'_>,
    by: PersonId,
    key: &Key,
    digest: &str,
    now: Time,
    act: impl FnOnce(&mut Tx<'_>) -> Result<Answer>,
) -> Result<Answer> {
    let Some(name) = &key.key else {
        return act(tx);
    };
    let key_hash = secrets::hash(&format!("{by}\n{name}"));
    let request_hash = secrets::hash(&format!("{}\n{digest}", key.act));
    type Kept = (String, i32, Option<String>, String);
    let kept: Option<Kept> = idempotency::table
        .find(&key_hash)
        .select((
            idempotency::request_hash,
            idempotency::status,
            idempotency::location,
            idempotency::body,
        ))
        .first(&mut **tx)
        .optional()?;
    if let Some((of, status, location, body)) = kept {
        if of != request_hash {
            return Err(Invalid::field("Idempotency-Key", say!("wire-key-used")).into());
        }
        return Ok(Answer {
            status: u16::try_from(status).unwrap_or(200),
            location,
            body,
            replayed: true,
        });
    }
    let answer = act(tx)?;
    diesel::delete(idempotency::table.filter(idempotency::at.lt(now.plus_days(-KEPT_DAYS))))
        .execute(&mut **tx)?;
    diesel::insert_into(idempotency::table)
        .values((
            idempotency::key_hash.eq(key_hash),
            idempotency::request_hash.eq(request_hash),
            idempotency::status.eq(i32::from(answer.status)),
            idempotency::location.eq(&answer.location),
            idempotency::body.eq(&answer.body),
            idempotency::at.eq(now),
            idempotency::person_id.eq(by),
        ))
        .execute(&mut **tx)?;
    Ok(answer)
}
