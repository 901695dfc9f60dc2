//! What can go wrong, in words a visitor may read. The only place that picks status codes.
use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;

use crate::lang::Message;
use crate::say;

/// The result of anything that may fail towards a visitor.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Every answer that is not success.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.told())]
pub enum Error {
    /// The request itself cannot be read.
    BadRequest(Message),
    /// Nobody is signed in, and someone must be.
    SignInRequired,
    /// The token or the sign-in data does not hold.
    Unauthorized(Message),
    /// Known, but not allowed.
    Forbidden(Message),
    /// There is nothing here, or nothing this visitor may see.
    NotFound(&'static str),
    /// It was here and has been removed.
    Gone(&'static str),
    /// The thing has moved on since it was looked at.
    Conflict(Message),
    /// Not here: it is done at another address of ours.
    Elsewhere(Message, String),
    /// Whatever is asked for is read at this address now.
    Moved(String),
    /// `If-Match` names an older version.
    Stale,
    /// Some fields cannot be taken as they are.
    Invalid(#[from] Invalid),
    /// The body did not arrive in time.
    Slow,
    /// More than this route takes.
    TooLarge(Message),
    /// Too often; come back after so many seconds.
    TooMany(u64),
    /// The house is full or shutting down; come back after so many seconds.
    Busy(u64),
    /// The disk is full: reading goes on, writing waits.
    NoRoom,
    /// Ours, not theirs: logged in full, shown as one plain sentence.
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// Field errors, in the order the form shows its fields.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{} invalid field(s)", .fields.len())]
pub struct Invalid {
    /// Field and what to do about it.
    pub fields: Vec<FieldError>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// The field's name in the form or the JSON.
    pub field: String,
    /// What to do, as a sentence.
    #[schema(value_type = String)]
    pub message: Message,
}

impl Invalid {
    /// One field's error, ready to return.
    pub fn field(field: &str, message: Message) -> Self {
        let mut invalid = Self::default();
        invalid.check(field, false, message);
        invalid
    }
    /// Notes `message` unless `ok`.
    pub fn check(&mut self, field: &str, ok: bool, message: Message) {
        if !ok {
            self.fields.push(FieldError {
                field: field.into(),
                message,
            });
        }
    }
    /// The value if no field was at fault.
    pub fn or<T>(self, value: T) -> Result<T, Self> {
        if self.fields.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }
}

impl Error {
    /// Wraps a failure that is ours.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
    /// What to say about a body that did not arrive whole.
    pub fn unread(error: &actix_web::error::PayloadError) -> Self {
        use actix_web::error::PayloadError;
        match error {
            PayloadError::Overflow => Self::TooLarge(say!("error-body-too-large")),
            PayloadError::Io(io) if io.kind() == std::io::ErrorKind::TimedOut => Self::Slow,
            _ => Self::BadRequest(say!("error-not-whole")),
        }
    }
    /// What it says, in whatever language it is shown.
    pub fn told(&self) -> Message {
        match self {
            Self::BadRequest(told)
            | Self::Unauthorized(told)
            | Self::Forbidden(told)
            | Self::Conflict(told)
            | Self::Elsewhere(told, _)
            | Self::TooLarge(told) => told.clone(),
            Self::SignInRequired => say!("error-sign-in-first"),
            Self::NotFound(what) => say!("error-no-such", what = *what),
            Self::Gone(what) => say!("error-gone", what = *what),
            Self::Moved(_) => say!("error-moved"),
            Self::Stale => say!("error-stale"),
            Self::Invalid(_) => say!("error-invalid"),
            Self::Slow => say!("error-slow"),
            Self::TooMany(seconds) => say!("error-too-many", seconds = *seconds),
            Self::Busy(_) => say!("error-busy"),
            Self::NoRoom => say!("error-no-room"),
            Self::Internal(_) => say!("error-internal"),
        }
    }
    /// The stable name of this answer: the last part of the problem's `type`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::BadRequest(_) => "bad-request",
            Self::SignInRequired => "sign-in-required",
            Self::Unauthorized(_) => "unauthorized",
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not-found",
            Self::Gone(_) => "gone",
            Self::Conflict(_) | Self::Elsewhere(..) => "conflict",
            Self::Moved(_) => "moved",
            Self::Stale => "stale",
            Self::Invalid(_) => "invalid",
            Self::Slow => "slow",
            Self::TooLarge(_) => "too-large",
            Self::TooMany(_) => "too-many-requests",
            Self::Busy(_) => "busy",
            Self::NoRoom => "no-room",
            Self::Internal(_) => "internal",
        }
    }
}

/// What the edge knows about a failure; `web` dresses it as a page, `wire` as problem+json.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable name, see [`Error::kind`].
    pub kind: &'static str,
    /// One sentence for people.
    pub title: Message,
    /// Per field, if fields were at fault.
    pub fields: Vec<FieldError>,
    /// Where to do it instead, below the site's own path.
    pub instead: Option<String>,
}

impl Problem {
    /// What to say about a status that a framework part answered on its own.
    pub fn of_status(status: StatusCode) -> Self {
        let (kind, title) = match status.as_u16() {
            400 => ("bad-request", say!("error-not-understood")),
            401 => ("unauthorized", say!("error-sign-in-first")),
            403 => ("forbidden", say!("error-forbidden")),
            404 => ("not-found", say!("error-no-such", what = "page")),
            405 => ("method-not-allowed", say!("error-method")),
            408 => ("slow", say!("error-slow")),
            411 => ("length-required", say!("error-length-required")),
            412 => ("stale", say!("error-stale")),
            413 => ("too-large", say!("error-too-large")),
            414 => ("too-large", say!("error-address-too-long")),
            415 => ("unsupported-media-type", say!("error-media-type")),
            503 => ("busy", say!("error-busy")),
            _ if status.is_client_error() => ("bad-request", say!("error-not-understood")),
            _ => ("internal", say!("error-internal")),
        };
        Self {
            status: status.as_u16(),
            kind,
            title,
            fields: Vec::new(),
            instead: None,
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::SignInRequired | Self::Unauthorized(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Gone(_) => StatusCode::GONE,
            Self::Conflict(_) | Self::Elsewhere(..) => StatusCode::CONFLICT,
            Self::Moved(_) => StatusCode::MOVED_PERMANENTLY,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Slow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::NoRoom => StatusCode::INSUFFICIENT_STORAGE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
    fn error_response(&self) -> HttpResponse {
        if let Self::Internal(source) = self {
            tracing::error!(error = %source, "a request failed on our side");
        }
        if let Self::Moved(to) = self {
            return HttpResponse::MovedPermanently()
                .insert_header((header::LOCATION, to.as_str()))
                .finish();
        }
        let problem = Problem {
            status: self.status_code().as_u16(),
            kind: self.kind(),
            title: self.told(),
            fields: match self {
                Self::Invalid(invalid) => invalid.fields.clone(),
                _ => Vec::new(),
            },
            instead: match self {
                Self::Elsewhere(_, path) => Some(path.clone()),
                _ => None,
            },
        };
        let mut response = HttpResponse::build(self.status_code());
        match self {
            Self::TooMany(seconds) | Self::Busy(seconds) => {
                response.insert_header((header::RETRY_AFTER, seconds.to_string()));
            }
            Self::SignInRequired | Self::Unauthorized(_) => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            _ => {}
        }
        if matches!(self, Self::Slow) {
            response.force_close();
        }
        let mut response = response.finish();
        response.extensions_mut().insert(problem);
        response
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        let told = error.to_string();
        if told.contains("database or disk is full") || told.contains("No space left on device") {
            Self::NoRoom
        } else {
            Self::Internal(error.into())
        }
    }
}
impl From<tera::Error> for Error {
    fn from(error: tera::Error) -> Self {
        // Tera's own text names the template; its source says what was wrong there.
        let mut told = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(inner) = source {
            told = format!("{told}: {inner}");
            source = inner.source();
        }
        Self::Internal(told.into())
    }
}
