//! What every API answer shares: lists by cursor, ETags, problems, repeatable writes, words for other origins.
use actix_web::error::PayloadError;
use actix_web::http::header::HeaderMap;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, web};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::{future::Future, pin::Pin};

use crate::access::{limits::Left, secrets};
use crate::db::Cursor;
use crate::error::{Error, FieldError, Invalid, Problem, Result};
use crate::lang::Message;
use crate::say;
use crate::state::App;

mod once;
pub mod openapi;
pub use once::{Answer, Key, once};

/// The most rows one answer holds.
pub const MOST: i64 = 100;
/// The most bytes one request body may have: room for 200,000 characters of any script, as forms encode them.
pub const BODY: usize = 2 << 20;

/// A page of a list; `next` is the address of the page after it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct List<T> {
    /// The rows.
    pub data: Vec<T>,
    /// Where the list goes on, as a link; nothing on its last page.
    pub next: Option<String>,
}

/// How much of a list is asked for, and from where.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// How many rows, at most 100. Default 30.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<i64>,
    /// The `next` of the page before, whole or only its `after`.
    pub after: Option<String>,
}

impl Paging {
    /// The number of rows asked for.
    ///
    /// # Errors
    /// [`Error::Invalid`] when it is none or too many.
    pub fn rows(&self) -> Result<i64> {
        match self.limit {
            None => Ok(30),
            Some(n @ 1..=MOST) => Ok(n),
            Some(_) => Err(Invalid::field("limit", say!("wire-ask-for", max = MOST)).into()),
        }
    }
    /// The place the list goes on from.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when it is no place in this list.
    pub fn from(&self, list: &str) -> Result<Option<Cursor>> {
        let Some(after) = self.after.as_deref().filter(|a| !a.is_empty()) else {
            return Ok(None);
        };
        let within = url::Url::parse(after).ok().and_then(|url| {
            url.query_pairs()
                .find(|(name, _)| name == "after")
                .map(|(_, value)| value.into_owned())
        });
        Cursor::read(list, within.as_deref().unwrap_or(after)).map(Some)
    }
}

/// The address of this same list from `cursor` on.
pub fn next_link(app: &App, req: &HttpRequest, cursor: &str) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(req.query_string().as_bytes()) {
        if name != "after" {
            query.append_pair(&name, &value);
        }
    }
    query.append_pair("after", cursor);
    format!(
        "{}{}?{}",
        app.config.base_url.origin,
        req.path(),
        query.finish()
    )
}

/// A good answer with its ETag, or 304 when the asker has it already.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn ok<T: Serialize>(req: &HttpRequest, value: &T) -> Result<HttpResponse> {
    tagged(req, value, None)
}

/// The same for a thing that `If-Match` may name: its version leads the ETag.
///
/// # Errors
/// When the value cannot be written as JSON.
pub fn ok_version<T: Serialize>(
    req: &HttpRequest,
    value: &T,
    version: i64,
) -> Result<HttpResponse> {
    tagged(req, value, Some(version))
}

/// The tags of what the asker has already, be they weak or strong; `*` for anything.
pub fn known_tags(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    headers
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
}

fn tagged<T: Serialize>(
    req: &HttpRequest,
    value: &T,
    version: Option<i64>,
) -> Result<HttpResponse> {
    let body = serde_json::to_vec(value).map_err(Error::internal)?;
    let digest = &secrets::hash(std::str::from_utf8(&body).unwrap_or_default())[..16];
    let etag = match version {
        Some(version) => format!("\"v{version}-{digest}\""),
        None => format!("\"{digest}\""),
    };
    // Compression on the way makes a tag weak; the digest still tells.
    let known = known_tags(req.headers()).any(|tag| tag == etag || tag == "*");
    let own = req.headers().contains_key(header::AUTHORIZATION)
        || req.headers().contains_key(header::COOKIE);
    let cache = if own {
        "private, no-cache"
    } else {
        "public, no-cache"
    };
    let mut response = HttpResponse::build(if known {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    response
        .insert_header((header::ETAG, etag))
        .insert_header((header::CACHE_CONTROL, cache))
        .insert_header((header::VARY, "Authorization, Cookie, Accept-Encoding"));
    if known {
        return Ok(response.finish());
    }
    Ok(response
        .content_type("application/json; charset=utf-8")
        .body(body))
}

/// The version that `If-Match` asks for, if it asks.
///
/// # Errors
/// [`Error::Stale`] when it names something that never was a version.
pub fn if_match(req: &HttpRequest) -> Result<Option<i64>> {
    let Some(tag) = req.headers().get(header::IF_MATCH) else {
        return Ok(None);
    };
    let tag = tag.to_str().map_err(|_| Error::Stale)?.trim();
    if tag == "*" {
        return Ok(None);
    }
    tag.trim_start_matches("W/")
        .trim_matches('"')
        .strip_prefix('v')
        .and_then(|rest| rest.split('-').next()?.parse().ok())
        .map(Some)
        .ok_or(Error::Stale)
}

/// A JSON body: at most two megabytes, no unknown fields, and a digest so that a repeat is recognised.
#[derive(Debug)]
pub struct Body<T> {
    /// What was sent.
    pub value: T,
    /// Its digest.
    pub digest: String,
}

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = req
            .headers()
            .get(header::CONTENT_TYPE)
            .is_none_or(|v| v.to_str().is_ok_and(|v| v.starts_with("application/json")));
        let bytes = web::Bytes::from_request(req, payload);
        Box::pin(async move {
            if !json {
                return Err(Error::BadRequest(say!("wire-send-json")));
            }
            let bytes = bytes
                .await
                .map_err(|error| match error.as_error::<PayloadError>() {
                    Some(error) => Error::unread(error),
                    None if error.as_response_error().status_code()
                        == StatusCode::PAYLOAD_TOO_LARGE =>
                    {
                        Error::unread(&PayloadError::Overflow)
                    }
                    None => Error::unread(&PayloadError::Incomplete(None)),
                })?;
            let text = std::str::from_utf8(&bytes)
                .map_err(|_| Error::BadRequest(say!("wire-not-utf8")))?;
            let no_object = || Error::BadRequest(say!("wire-send-object"));
            if text.trim_start().starts_with('[') {
                return Err(no_object()); // Serde would fill an object's fields from it.
            }
            let empty = text.trim().is_empty();
            let value = serde_json::from_str(if empty { "null" } else { text });
            let value = value.map_err(|error| match empty {
                true => no_object(),
                false => misread(error),
            })?;
            Ok(Self {
                value,
                digest: secrets::hash(text),
            })
        })
    }
}

fn misread(error: serde_json::Error) -> Error {
    let told = error.to_string();
    if !error.is_data() {
        return Error::BadRequest(say!("wire-not-json", told = told));
    }
    // Serde names the field in its message; give it back as that field's error where it does.
    let field = told
        .split('`')
        .nth(1)
        .filter(|_| told.contains("field"))
        .unwrap_or("body");
    Invalid::field(field, Message::verbatim(format!("{told}."))).into()
}

/// A problem as an API answer (RFC 9457).
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub struct ProblemJson {
    /// What kind of problem, as an address that explains it; stable.
    pub r#type: String,
    /// The HTTP status again.
    pub status: u16,
    /// What is wrong and what to do, for people.
    #[schema(value_type = String)]
    pub title: crate::lang::Message,
    /// Per field, when fields are at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub errors: Vec<FieldError>,
    /// Where to do it instead, when it is done elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(required = false, format = "uri")]
    pub instead: Option<String>,
}

impl ProblemJson {
    /// The same problem in the API's words.
    pub fn of(app: &App, problem: &Problem) -> Self {
        Self {
            r#type: app
                .config
                .base_url
                .link(&format!("/developers/api#problem-{}", problem.kind)),
            status: problem.status,
            title: problem.title.clone(),
            errors: problem.fields.clone(),
            instead: problem
                .instead
                .as_deref()
                .map(|path| app.config.base_url.link(path)),
        }
    }
}

/// Adds what every API answer says about limits and other origins.
pub fn dress(headers: &mut header::HeaderMap, limits: &[Left]) {
    let mut set = |name: &'static str, value: String| {
        if let Ok(value) = header::HeaderValue::from_str(&value) {
            headers.insert(header::HeaderName::from_static(name), value);
        }
    };
    set("access-control-allow-origin", "*".into());
    set(
        "access-control-expose-headers",
        "ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Idempotency-Replayed"
            .into(),
    );
    set("cross-origin-resource-policy", "cross-origin".into());
    if !limits.is_empty() {
        let each =
            |tell: &dyn Fn(&Left) -> String| limits.iter().map(tell).collect::<Vec<_>>().join(", ");
        set(
            "ratelimit-policy",
            each(&|l| format!("\"{}\";q={};w={}", l.class.name(), l.quota, l.window)),
        );
        set(
            "ratelimit",
            each(&|l| format!("\"{}\";r={};t={}", l.class.name(), l.remaining, l.window)),
        );
    }
}

/// The answer to a browser that asks whether another origin may send this.
pub fn preflight() -> HttpResponse {
    HttpResponse::NoContent()
        .insert_header((
            "access-control-allow-methods",
            "GET, HEAD, POST, PUT, PATCH, DELETE",
        ))
        .insert_header((
            "access-control-allow-headers",
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match",
        ))
        .insert_header(("access-control-max-age", "86400"))
        .finish()
}
