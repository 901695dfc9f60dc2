//! Hearing events and telling hooks of them.
use std::time::{Duration, Instant};

use futures_util::future::join_all;

use super::model::{self, Hook, Next, PATIENCE_DAYS};
use super::payload;
use super::store::{self, Attempt, Delivery, Fresh};
use crate::clock::Time;
use crate::config::BaseUrl;
use crate::db::Tx;
use crate::error::Result;
use crate::events;
use crate::fetch::{Ask, Fetch};
use crate::id::{HookId, TopicId};
use crate::lang::Manner;
use crate::mail::{self, Letter, Office, Part};
use crate::say;
use crate::state::App;

/// Hooks that hear in one transaction, and events that each hears there.
const HOOKS: i64 = 20;
const EVENTS: i64 = 100;
/// Deliveries tried at once.
const BATCH: i64 = 16;
/// Seconds for which a delivery that someone tries is kept from others.
const HELD: i64 = 60;
/// Bytes of an answer that are kept.
const KEPT: usize = 2_000;

/// Lets every hook hear what happened and sends what is due; returns how many deliveries were tried.
///
/// # Errors
/// Those of the database; what a hook answers is noted with the delivery.
pub async fn deliver(app: &App) -> Result<usize> {
    hear(app).await?;
    let mut tried = 0;
    loop {
        let now = app.now();
        if app
            .db
            .read(move |conn| Ok(store::due(conn, now, 1)?))
            .await?
            .is_empty()
        {
            return Ok(tried);
        }
        let claimed = app
            .db
            .write_unseen(move |tx| {
                let ids = store::due(tx, now, BATCH)?;
                let mut claimed = Vec::new();
                for delivery in store::begin(tx, &ids, now.plus_seconds(HELD))? {
                    let Some(hook) = store::find(tx, delivery.hook)? else {
                        continue;
                    };
                    // Asked again: much may have happened since it was heard.
                    let topic = delivery.topic.map(TopicId::new);
                    let may = match payload::sight(tx, &hook)? {
                        Some(sight) => payload::may_hear(tx, &sight, &delivery.verb, topic)?,
                        None => false,
                    };
                    match may {
                        true => claimed.push((hook, delivery)),
                        false => drop(store::settle(tx, &delivery, "dropped", now)?),
                    }
                }
                Ok(claimed)
            })
            .await?;
        tried += claimed.len();
        let sent = join_all(claimed.into_iter().map(|(hook, delivery)| async move {
            let attempt = send(app, &hook, &delivery).await;
            (hook, delivery, attempt)
        }));
        for (hook, delivery, attempt) in sent.await {
            settle(app, hook, delivery, attempt).await?;
        }
    }
}

async fn hear(app: &App) -> Result<()> {
    let newest = app.db.read(events::newest).await?;
    loop {
        let behind = app
            .db
            .read(move |conn| Ok(store::behind(conn, newest, HOOKS)?))
            .await?;
        if behind.is_empty() {
            return Ok(());
        }
        let (now, base) = (app.now(), app.config.base_url.clone());
        app.db
            .write_unseen(move |tx| {
                behind
                    .iter()
                    .try_for_each(|id| catch_up(tx, *id, &base, now))
            })
            .await?;
    }
}

/// Lets one hook hear some of what happened.
fn catch_up(tx: &mut Tx<'_>, id: HookId, base: &BaseUrl, now: Time) -> Result<()> {
    let Some(hook) = store::find(tx, id)?.filter(|hook| hook.on) else {
        return Ok(());
    };
    let Some(sight) = payload::sight(tx, &hook)? else {
        store::switch(tx, id, false, "")?;
        return Ok(());
    };
    let mut at = store::position(tx, id)?;
    for event in events::since(tx, at, EVENTS)? {
        at = event.position();
        let lane = match event.topic_id {
            Some(topic) => format!("topic:{topic}"),
            None => format!("{}:{}", event.object, event.object_id),
        };
        let mut verbs = Vec::new();
        if hook.filter.wants(&event.verb) {
            verbs.push(event.verb.clone());
        }
        if hook.filter.supporters > 0
            && event.verb == "vote.cast"
            && let Some(topic) = event.topic_id
            && supporters(tx, topic)? >= hook.filter.supporters
            && store::reached(tx, id, topic)?
        {
            verbs.push(model::REACHED.to_owned());
        }
        for verb in &verbs {
            if let Some(told) = payload::of(tx, base, &hook, &sight, &event, verb)? {
                let fresh = Fresh {
                    event: Some(event.id),
                    topic: event.topic_id,
                    lane: &lane,
                    verb,
                    payload: &told.to_string(),
                };
                store::insert_delivery(tx, id, &fresh, now)?;
            }
        }
    }
    store::keep_position(tx, id, at)?;
    Ok(())
}

fn supporters(tx: &mut Tx<'_>, topic: TopicId) -> Result<i64> {
    use crate::error::Error;
    match crate::topics::actions::find(tx, &crate::access::Sight::ALL, topic) {
        Ok(seen) => Ok(seen.topic.supporters),
        Err(Error::NotFound(_) | Error::Gone(_)) => Ok(0),
        Err(error) => Err(error),
    }
}

/// One try.
async fn send(app: &App, hook: &Hook, delivery: &Delivery) -> Attempt {
    let now = app.now();
    let seconds = now.micros() / 1_000_000;
    // The same at every try, so that receivers notice repeats.
    let id = format!("msg_{}_{}", hook.id, delivery.id);
    let signature = model::signature(&hook.secrets(now), &id, seconds, &delivery.payload);
    let ask = Ask::post(hook.url.clone(), delivery.payload.clone())
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", seconds.to_string())
        .header("webhook-signature", signature)
        .at_most(KEPT)
        .within(Duration::from_secs(10));
    let began = Instant::now();
    let answered = app.part::<Fetch>().send(ask).await;
    let mut attempt = Attempt {
        delivery: delivery.id,
        at: now,
        took_ms: i64::try_from(began.elapsed().as_millis()).unwrap_or(i64::MAX),
        status: None,
        answer: String::new(),
        failure: String::new(),
    };
    match answered {
        Ok(answer) => {
            attempt.status = Some(i32::from(answer.status));
            attempt.answer = crate::text::clean_text(&answer.text());
        }
        Err(failure) => attempt.failure = failure.to_string(),
    }
    attempt
}

async fn settle(app: &App, hook: Hook, delivery: Delivery, attempt: Attempt) -> Result<()> {
    let (now, office) = (app.now(), Office::new(&app.config, &app.settings()));
    app.db
        .write_unseen(move |tx| {
            store::insert_attempt(tx, &attempt)?;
            if attempt
                .status
                .is_some_and(|status| (200..300).contains(&status))
            {
                store::settle(tx, &delivery, "done", now)?;
                store::note(tx, hook.id, None, "")?;
                return Ok(());
            }
            let why = match attempt.status {
                Some(status) => format!("HTTP {status}"),
                None => attempt.failure.clone(),
            };
            let next = model::after(delivery.attempts, now);
            let counted = match next {
                Next::Try(at) => store::settle(tx, &delivery, "waiting", at)?,
                Next::Aside => store::settle(tx, &delivery, "aside", now)?,
            };
            if counted == 0 {
                return Ok(());
            }
            // As it is now: others may have noted something meanwhile.
            let Some(hook) = store::find(tx, hook.id)? else {
                return Ok(());
            };
            let since = hook.failing_since.unwrap_or(now);
            store::note(tx, hook.id, Some(since), &why)?;
            if hook.on && since.plus_days(PATIENCE_DAYS) <= now {
                store::switch(tx, hook.id, false, &why)?;
                tell(tx, &office, &hook, &why, true, now)?;
            } else if next == Next::Aside {
                tell(tx, &office, &hook, &why, false, now)?;
            }
            Ok(())
        })
        .await
}

/// Tells a hook's owner by mail.
fn tell(
    tx: &mut Tx<'_>,
    office: &Office,
    hook: &Hook,
    why: &str,
    off: bool,
    now: Time,
) -> Result<()> {
    let (Some(address), _, _) = store::owner(tx, hook.owner)? else {
        return Ok(());
    };
    let preferences = crate::access::preferences::find(tx, hook.owner)?;
    let subject = match off {
        true => say!("webhook-off-subject"),
        false => say!("webhook-aside-subject"),
    };
    let words = match off {
        true => say!(
            "webhook-off-words",
            url = &hook.url,
            days = PATIENCE_DAYS,
            why = why
        ),
        false => say!("webhook-aside-words", url = &hook.url, why = why),
    };
    let letter = Letter {
        person: Some(hook.owner),
        manner: Manner {
            lang: preferences.lang.unwrap_or_default(),
            ..Manner::default()
        },
        parts: vec![Part::Words(words), Part::Words(say!("webhook-again-words"))],
        ..Letter::new("webhook", address, subject, say!("webhook-why"))
    };
    mail::post(tx, &letter.write(office)?, now)?;
    Ok(())
}
