//! What came back, and what can go wrong on the way.
use crate::lang::Message;
use crate::say;

/// An answer, whatever its status.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status, 100 to 999.
    pub status: u16,
    /// The address that answered, after redirects.
    pub url: String,
    /// The body as far as it was read, decompressed.
    pub body: Vec<u8>,
    /// How the body ended.
    pub end: End,
    pub(super) headers: reqwest::header::HeaderMap,
}

/// How a body ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// As it should.
    Whole,
    /// It has more than was asked for; the rest was not read.
    Cut,
    /// It broke off, or could not be unpacked.
    Broken,
    /// Time was up.
    Late,
}

impl Answer {
    /// Whether the server says that it went well (2xx).
    pub fn good(&self) -> bool {
        (200..300).contains(&self.status)
    }
    /// A header, with bytes beyond UTF-8 replaced.
    pub fn header(&self, name: &str) -> Option<String> {
        let value = self.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }
    /// The body as text, with bytes beyond UTF-8 replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// The whole body.
    ///
    /// # Errors
    /// What kept it from being whole.
    pub fn whole(self) -> Result<Vec<u8>, Failure> {
        match self.end {
            End::Whole => Ok(self.body),
            End::Cut => Err(Failure::TooLong),
            End::Broken => Err(Failure::Odd("the body broke off".into())),
            End::Late => Err(Failure::Slow),
        }
    }
}

/// Why an address is not asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.told())]
pub enum Refusal {
    /// It is no address of the web.
    Unreadable,
    /// It is neither `http` nor `https`.
    Scheme,
    /// It holds a user name or a password.
    Credentials,
    /// It has a port that is neither 80 nor 443.
    Port(u16),
    /// It leads to this machine, its network, or somewhere else that is not everyone's.
    Private,
    /// It leads from `https` to `http`.
    Weaker,
}

impl Refusal {
    /// What to tell whoever gave the address.
    pub fn told(self) -> Message {
        match self {
            Self::Unreadable => say!("fetch-refused-unreadable"),
            Self::Scheme => say!("fetch-refused-scheme"),
            Self::Credentials => say!("fetch-refused-credentials"),
            Self::Port(port) => say!("fetch-refused-port", port = port.to_string()),
            Self::Private => say!("fetch-refused-private"),
            Self::Weaker => say!("fetch-refused-weaker"),
        }
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.told())]
pub enum Failure {
    /// The address is not asked.
    Refused(#[from] Refusal),
    /// The name is unknown or nobody listens, in the words of whoever noticed.
    Unreachable(String),
    /// Time was up.
    Slow,
    /// What came back is no answer.
    Odd(String),
    /// The body is larger than what was asked for.
    TooLong,
    /// One redirect after the other.
    TooManyTurns,
    /// What was to be sent cannot be: a header with a line break in it, for example.
    Unfit(String),
}

impl Failure {
    /// What to tell people.
    pub fn told(&self) -> Message {
        match self {
            Self::Refused(refusal) => refusal.told(),
            Self::Unreachable(why) => say!("fetch-unreachable", why = why),
            Self::Slow => say!("fetch-slow"),
            Self::Odd(why) => say!("fetch-odd", why = why),
            Self::TooLong => say!("fetch-too-long"),
            Self::TooManyTurns => say!("fetch-too-many-turns"),
            Self::Unfit(why) => say!("fetch-unfit", why = why),
        }
    }
    /// Whether the same might go well later.
    pub fn passing(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Slow | Self::Odd(_) => true,
            Self::Refused(_) | Self::TooLong | Self::TooManyTurns | Self::Unfit(_) => false,
        }
    }
}
