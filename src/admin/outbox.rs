//! The outbox: every message by mail, and what became of it.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Administer, Can};
use crate::accounts::actions as accounts;
use crate::clock::Time;
use crate::error::{Error, Invalid, Result};
use crate::id::LetterId;
use crate::lang::{Manner, Message};
use crate::mail::{self, Kept, Letter, Office, State, Transport};
use crate::say;
use crate::state::App;
use crate::web::{Page, Shell};

pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/admin/outbox").get(list).post(trial))
        .service(web::resource("/admin/outbox/{id}").get(show))
        .service(web::resource("/admin/outbox/{id}/again").post(again));
}

/// Messages on one page.
const ROWS: i64 = 50;

#[derive(Serialize)]
struct Row {
    id: LetterId,
    address: String,
    subject: String,
    state: State,
    told: String,
    created_at: Time,
}

impl From<Kept> for Row {
    fn from(letter: Kept) -> Self {
        Self {
            id: letter.id,
            address: letter.address,
            subject: letter.subject,
            state: letter.state,
            told: letter.told,
            created_at: letter.created_at,
        }
    }
}

#[derive(Serialize)]
struct OutboxPage {
    sends: bool,
    rows: Vec<Row>,
    states: Vec<(State, Message, bool)>,
    all: bool,
    next: Option<String>,
}
impl Page for OutboxPage {
    const TEMPLATE: &'static str = "admin/outbox.html";
}

#[derive(Serialize)]
struct LetterPage {
    id: LetterId,
    kind: String,
    address: String,
    subject: String,
    plain: String,
    state: State,
    attempts: i32,
    told: String,
    created_at: Time,
    due_at: Time,
}
impl Page for LetterPage {
    const TEMPLATE: &'static str = "admin/letter.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    state: String,
    before: Option<LetterId>,
}

const STATES: [State; 5] = [
    State::Waiting,
    State::Sent,
    State::Refused,
    State::Withheld,
    State::Expired,
];

async fn list(
    _by: Can<Administer>,
    app: App,
    shell: Shell,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let state = STATES.into_iter().find(|s| s.text() == asked.state);
    let before = asked.before;
    let mut letters = app
        .db
        .read(move |conn| mail::list(conn, state, before, ROWS + 1))
        .await?;
    let more = letters.len() as i64 > ROWS;
    letters.truncate(ROWS as usize);
    let next = letters.last().filter(|_| more).map(|last| {
        let state = state.map_or("", State::text);
        format!("/admin/outbox?state={state}&before={}", last.id)
    });
    shell.page(&OutboxPage {
        sends: app.part::<Transport>().sends(),
        rows: letters.into_iter().map(Row::from).collect(),
        states: STATES
            .map(|s| (s, Message::of("outbox-state", s.text()), Some(s) == state))
            .into(),
        all: state.is_none(),
        next,
    })
}

async fn show(
    _by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<LetterId>,
) -> Result<HttpResponse> {
    let letter = app.db.read(move |conn| mail::find(conn, *id)).await?;
    shell.page(&LetterPage {
        id: letter.id,
        kind: letter.kind,
        address: letter.address,
        subject: letter.subject,
        plain: letter.plain,
        state: letter.state,
        attempts: letter.attempts,
        told: letter.told,
        created_at: letter.created_at,
        due_at: letter.due_at,
    })
}

async fn again(
    _by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<LetterId>,
) -> Result<HttpResponse> {
    let (id, now) = (*id, app.now());
    app.db
        .write_unseen(move |tx| mail::again(tx, id, now))
        .await?;
    Ok(shell.done(format!("/admin/outbox/{id}"), say!("outbox-sent-again")))
}

/// Sends a message to whoever asks, to see whether mail gets through.
async fn trial(by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    let (id, now) = (by.who.id, app.now());
    let person = app.db.read(move |conn| accounts::find(conn, id)).await?;
    let Some(address) = person.email else {
        let missing = Invalid::field("email", say!("outbox-trial-no-address"));
        return Err(Error::Invalid(missing));
    };
    let manner = Manner {
        lang: shell.lang(),
        ..Manner::default()
    };
    let office = Office::new(&app.config, &app.settings());
    let mut letter = Letter::trial(&address, manner);
    letter.person = Some(id);
    let letter = letter.write(&office)?;
    let kept = app
        .db
        .write_unseen(move |tx| mail::post(tx, &letter, now))
        .await?;
    Ok(shell.done(format!("/admin/outbox/{kept}"), say!("outbox-trial-kept")))
}
