//! Talking to a mail server, step by step, so that it is known what it refuses.
use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error, response::Response};

use super::outbox::Kept;
use super::send::Outcome;
use crate::config::{Secrecy, Smtp};

/// How long the server may take for one answer.
const ANSWER: Duration = Duration::from_secs(20);
/// How long handing over one message may take, whatever the server does meanwhile.
const TOTAL: Duration = Duration::from_secs(60);

/// The message as it goes over the line.
pub(super) fn whole(letter: &Kept, from: &str) -> Result<Message, Outcome> {
    let ours = |why: String| Outcome::Refused {
        why,
        address: false,
    };
    let to: Address = letter.address.parse().map_err(|why| Outcome::Refused {
        why: format!("{why}"),
        address: true,
    })?;
    let from: Address = from
        .parse()
        .map_err(|why| ours(format!("MAIL_FROM: {why}")))?;
    let micros = u64::try_from(letter.created_at.micros()).unwrap_or_default();
    let head = &letter.head;
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(head.from.clone()), from))
        .to(Mailbox::new(None, to))
        .date(SystemTime::UNIX_EPOCH + Duration::from_micros(micros))
        .message_id(Some(head.message_id.clone()))
        .subject(letter.subject.as_str())
        // Nobody's answering machine shall answer (RFC 3834).
        .raw_header(raw("Auto-Submitted", "auto-generated"));
    if let Some(root) = &head.in_reply_to {
        builder = builder.in_reply_to(root.clone()).references(root.clone());
    }
    if let Some(list) = &head.list_id {
        builder = builder.raw_header(raw("List-Id", list));
    }
    if let Some(stop) = &head.unsubscribe {
        builder = builder
            .raw_header(raw("List-Unsubscribe", &format!("<{stop}>")))
            .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    builder
        .multipart(MultiPart::alternative_plain_html(
            letter.plain.clone(),
            letter.html.clone(),
        ))
        .map_err(|why| ours(why.to_string()))
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// One connection, kept for the messages of one round.
#[derive(Default)]
pub(super) struct Line(Option<AsyncSmtpConnection>);

/// What the server was asked when it said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// To take anything from us.
    Welcome,
    /// To take something to this address.
    Address,
    /// To take this message.
    Message,
}

impl Line {
    /// Hands a message over.
    pub async fn send(&mut self, server: &Smtp, from: &str, letter: &Kept) -> Outcome {
        let message = match whole(letter, from) {
            Ok(message) => message,
            Err(refused) => return refused,
        };
        let outcome = match tokio::time::timeout(TOTAL, self.talk(server, &message)).await {
            Ok(Ok(taken)) => Outcome::Sent(short(&taken)),
            Ok(Err((step, error))) => judge(step, &error),
            Err(_) => Outcome::Again("the server took too long".into()),
        };
        if !matches!(outcome, Outcome::Sent(_)) {
            // What state it is in nobody knows.
            if let Some(mut open) = self.0.take() {
                let _ = tokio::time::timeout(ANSWER, open.abort()).await;
            }
        }
        outcome
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        if let Some(mut open) = self.0.take() {
            let _ = tokio::time::timeout(ANSWER, open.quit()).await;
        }
    }

    async fn talk(&mut self, server: &Smtp, message: &Message) -> Result<Response, (Step, Error)> {
        let at = |step| move |error| (step, error);
        if self.0.is_none() {
            self.0 = Some(open(server).await.map_err(at(Step::Welcome))?);
        }
        let Some(open) = &mut self.0 else {
            unreachable!("opened above")
        };
        let (envelope, bytes) = (message.envelope(), message.formatted());
        let knows = |feature| open.server_info().supports_feature(feature);
        let mut options = Vec::new();
        if envelope.to().iter().any(|to| !to.to_string().is_ascii())
            && knows(Extension::SmtpUtfEight)
        {
            options.push(MailParameter::SmtpUtfEight);
        }
        if !bytes.is_ascii() && knows(Extension::EightBitMime) {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        let mail = Mail::new(envelope.from().cloned(), options);
        open.command(mail).await.map_err(at(Step::Welcome))?;
        for to in envelope.to() {
            let rcpt = Rcpt::new(to.clone(), Vec::new());
            open.command(rcpt).await.map_err(at(Step::Address))?;
        }
        open.command(Data).await.map_err(at(Step::Message))?;
        open.message(&bytes).await.map_err(at(Step::Message))
    }
}

async fn open(server: &Smtp) -> Result<AsyncSmtpConnection, Error> {
    let tls = || TlsParameters::new(server.host.clone());
    let wrapped = match server.secrecy {
        Secrecy::Tls => Some(tls()?),
        Secrecy::StartTls | Secrecy::Perhaps | Secrecy::Plain => None,
    };
    let hello = ClientId::default();
    let at = (server.host.as_str(), server.port);
    let mut open =
        AsyncSmtpConnection::connect_tokio1(at, Some(ANSWER), &hello, wrapped, None).await?;
    match server.secrecy {
        // Where it is not offered this fails: nothing goes over an open line.
        Secrecy::StartTls => open.starttls(tls()?, &hello).await?,
        Secrecy::Perhaps if open.can_starttls() => open.starttls(tls()?, &hello).await?,
        Secrecy::Tls | Secrecy::Perhaps | Secrecy::Plain => {}
    }
    if let Some((user, password)) = &server.user {
        let credentials = Credentials::new(user.clone(), password.clone());
        open.auth(DEFAULT_MECHANISMS, &credentials).await?;
    }
    Ok(open)
}

/// What a refusal means. Only a server that says no for good (5xx), and means this address or this message, is taken at
/// its word; a refusal of ourselves (sign-in, policy) must not cost anyone their mail.
fn judge(step: Step, error: &Error) -> Outcome {
    let why = clean(&error.to_string());
    let about_us = why.contains("5.7."); // RFC 3463: security or policy.
    match step {
        Step::Address if error.is_permanent() && !about_us => {
            Outcome::Refused { why, address: true }
        }
        Step::Message if error.is_permanent() => Outcome::Refused {
            why,
            address: false,
        },
        Step::Welcome | Step::Address | Step::Message => Outcome::Again(why),
    }
}

fn short(response: &Response) -> String {
    clean(&format!(
        "{} {}",
        response.code(),
        response.first_line().unwrap_or_default()
    ))
}

fn clean(text: &str) -> String {
    crate::text::clean_line(text).chars().take(300).collect()
}
