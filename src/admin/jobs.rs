//! Background work as HTML, for admins: what waits, what runs, what was set aside and why.
use actix_web::{HttpResponse, web};
use serde::Serialize;
use serde_json::Value;

use crate::access::{Administer, Can};
use crate::clock::Time;
use crate::db::Tx;
use crate::error::Result;
use crate::id::JobId;
use crate::jobs::health::{self, Health, KindTold};
use crate::jobs::model::{Gate, Lane};
use crate::jobs::queue::{self, Row};
use crate::jobs::{Kinds, State};
use crate::lang::Message;
use crate::say;
use crate::state::App;
use crate::web::{Page, Shell};

const HERE: &str = "/admin/jobs";

/// Routes of these pages.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/admin/jobs").get(show))
        .service(web::resource("/admin/jobs/kinds/{kind}/release").post(release))
        .service(web::resource("/admin/jobs/{id}/retry").post(retry))
        .service(web::resource("/admin/jobs/{id}/run").post(run_now))
        .service(web::resource("/admin/jobs/{id}/discard").post(discard));
}

#[derive(Serialize)]
struct LaneRow {
    name: Message,
    waiting: i64,
    running: usize,
    /// When the one that waits longest could have begun.
    oldest: Option<Time>,
}

#[derive(Serialize)]
struct KindRow {
    name: String,
    waiting: i64,
    running: i64,
    aside: i64,
    oldest: Option<Time>,
    /// Until when it rests; in the past: it is tried with one job.
    rests: Option<Time>,
    half: bool,
}

#[derive(Serialize)]
struct JobRow {
    id: JobId,
    kind: String,
    attempts: i32,
    suspect: bool,
    /// When it began, is due, or was set aside.
    at: Time,
    state: Message,
    cause: String,
    payload: String,
}

#[derive(Serialize)]
struct HostRow {
    name: String,
    rests: Time,
}

#[derive(Serialize)]
struct JobsPage {
    wrong: Vec<Message>,
    canary: Option<Time>,
    lanes: Vec<LaneRow>,
    kinds: Vec<KindRow>,
    hosts: Vec<HostRow>,
    running: Vec<JobRow>,
    aside: Vec<JobRow>,
    waiting: Vec<JobRow>,
}
impl Page for JobsPage {
    const TEMPLATE: &'static str = "admin/jobs.html";
}

/// A payload without what people wrote: numbers and the shape stay.
pub(super) fn redacted(payload: &str) -> String {
    fn without(value: &mut Value) {
        match value {
            Value::String(text) => *text = "…".into(),
            Value::Array(all) => all.iter_mut().for_each(without),
            Value::Object(all) => all.values_mut().for_each(without),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut value: Value = serde_json::from_str(payload).unwrap_or_default();
    without(&mut value);
    value.to_string().chars().take(300).collect()
}

fn told(row: Row, at: Time) -> JobRow {
    JobRow {
        id: row.id,
        attempts: row.attempts,
        suspect: row.suspect,
        at,
        state: Message::of("job-state", row.state.text()),
        cause: match row.state {
            State::Quarantined => row.last_signal.or(row.last_error),
            State::Ready
            | State::Running
            | State::Done
            | State::Dead
            | State::Expired
            | State::Cancelled => row.last_error.or(row.last_signal),
        }
        .unwrap_or_default(),
        payload: redacted(&row.payload),
        kind: row.kind,
    }
}

fn since(now: Time, seconds: Option<i64>) -> Option<Time> {
    seconds.map(|s| now.plus_seconds(-s))
}

fn lane(lane: Lane, kinds: &[KindTold], running: &[Row], now: Time) -> LaneRow {
    let probe = lane == Lane::Probe;
    let waiting = kinds.iter().map(|kind| match probe {
        true => kind.suspects,
        false => kind.waiting - kind.suspects,
    });
    LaneRow {
        name: Message::of("jobs-lane", lane.text()),
        waiting: waiting.sum(),
        running: running.iter().filter(|row| row.suspect == probe).count(),
        oldest: since(
            now,
            kinds
                .iter()
                .filter_map(|kind| match probe {
                    true => kind.oldest_suspect_s,
                    false => kind.oldest_s,
                })
                .max(),
        ),
    }
}

async fn show(_by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    let (now, lease) = (app.now(), app.config.job_lease_s);
    let kinds = app.part::<Kinds>().clone();
    let (all, health) = app
        .db
        .read_slowly(move |conn| {
            Ok((
                health::overview(conn, &kinds, lease, now)?,
                health::health(conn, &kinds, lease, now)?,
            ))
        })
        .await?;
    let Health {
        wrong, canary_s, ..
    } = health;
    shell.page(&JobsPage {
        wrong: wrong
            .iter()
            .map(|word| Message::of("jobs-wrong", word))
            .collect(),
        canary: since(now, canary_s),
        lanes: Lane::ALL
            .iter()
            .map(|one| lane(*one, &all.kinds, &all.running, now))
            .collect(),
        hosts: all
            .hosts
            .into_iter()
            .map(|(name, rests)| HostRow { name, rests })
            .collect(),
        running: all
            .running
            .into_iter()
            .map(|row| {
                let at = row.started_at.unwrap_or(row.run_at);
                told(row, at)
            })
            .collect(),
        aside: all
            .aside
            .into_iter()
            .map(|row| {
                let at = row.finished_at.unwrap_or(row.run_at);
                told(row, at)
            })
            .collect(),
        waiting: all
            .waiting
            .into_iter()
            .map(|row| {
                let at = row.run_at;
                told(row, at)
            })
            .collect(),
        kinds: all
            .kinds
            .into_iter()
            .map(|kind| KindRow {
                oldest: since(now, kind.oldest_s),
                aside: kind.quarantined + kind.dead,
                rests: kind.open_until,
                half: kind.gate == Gate::HalfOpen,
                name: kind.name,
                waiting: kind.waiting,
                running: kind.running,
            })
            .collect(),
    })
}

async fn act(
    app: &App,
    shell: Shell,
    said: Message,
    f: impl Fn(&mut Tx<'_>, Time) -> Result<()> + Send + 'static,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db.write_unseen(move |tx| f(tx, now)).await?;
    Ok(shell.done(HERE, said))
}

async fn retry(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<JobId>,
) -> Result<HttpResponse> {
    act(&app, shell, say!("job-retried"), move |tx, now| {
        queue::retry(tx, *id, Some(by.who.id), now)
    })
    .await
}

async fn run_now(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<JobId>,
) -> Result<HttpResponse> {
    act(&app, shell, say!("job-hurried"), move |tx, now| {
        queue::run_now(tx, *id, Some(by.who.id), now)
    })
    .await
}

async fn discard(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<JobId>,
) -> Result<HttpResponse> {
    act(&app, shell, say!("job-discarded"), move |tx, now| {
        queue::discard(tx, *id, Some(by.who.id), now)
    })
    .await
}

async fn release(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    kind: web::Path<String>,
) -> Result<HttpResponse> {
    act(&app, shell, say!("job-released"), move |tx, now| {
        queue::release(tx, &kind, Some(by.who.id), now)
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::redacted;

    #[test]
    fn a_payload_is_shown_without_what_people_wrote() {
        let told = redacted(r#"{"to":"ann@example.org","topic":7,"all":["secret",true]}"#);
        assert_eq!(told, r#"{"all":["…",true],"to":"…","topic":7}"#);
        assert_eq!(redacted("no json"), "null");
    }
}
