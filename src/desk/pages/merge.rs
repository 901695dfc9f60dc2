//! Merging as HTML: which one, what it comes to, done; and apart again.
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::form::{ActPage, Ask, Field};
use crate::access::{Can, Moderate};
use crate::desk::merge;
use crate::desk::typed::meant;
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::proposals::actions as proposals;
use crate::say;
use crate::state::App;
use crate::topics::family;
use crate::topics::model::Topic;
use crate::web::Shell;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    into: String,
}

fn which(topic: &Topic, typed: &str) -> ActPage {
    ActPage::about(topic, "merge", say!("desk-merge"), say!("desk-merge-look"))
        .tell(say!("desk-merge-told"))
        .ask(
            Field::new(Ask::Line, "into", say!("desk-merge-into"), typed)
                .hint(say!("desk-merge-into-hint")),
        )
        .asking()
}

/// Asks which one; once that is known, tells what it comes to.
pub(super) async fn form(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
    typed: web::Query<Typed>,
) -> Result<HttpResponse> {
    let (id, typed) = (*id, typed.into_inner());
    let page = app
        .db
        .read(move |conn| {
            let seen = proposals::find(conn, &by.who.sight(), id)?;
            family::stands_alone(conn, &by.who.sight(), &seen.topic)?;
            if typed.into.trim().is_empty() {
                return Ok(Ok(which(&seen.topic, "")));
            }
            let outcome = meant(&typed.into)
                .ok_or_else(|| Invalid::field("into", say!("desk-no-target")).into())
                .and_then(|into| merge::outcome(conn, &by, id, into));
            match outcome {
                Ok((outcome, from, into)) => Ok(Ok(ActPage::about(
                    &from,
                    "merge",
                    say!("desk-merge"),
                    say!("desk-merge-do"),
                )
                .tell(say!("desk-merge-leads", title = &into.title))
                .tell(say!(
                    "desk-merge-people",
                    theirs = outcome.theirs,
                    ours = outcome.ours,
                    together = outcome.together
                ))
                .tell(say!("desk-merge-comments", comments = outcome.comments))
                .tell(match outcome.along {
                    0 => say!("desk-merge-undo"),
                    along => say!("desk-merge-along", along = along),
                })
                .ask(Field::hidden("into", into.id)))),
                Err(Error::Invalid(invalid)) => {
                    Ok(Err(which(&seen.topic, &typed.into).wrong(invalid)))
                }
                Err(error) => Err(error),
            }
        })
        .await?;
    match page {
        Ok(page) => shell.page(&page),
        Err(page) => shell.retry(&page),
    }
}

pub(super) async fn merge(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
    typed: web::Form<Typed>,
) -> Result<HttpResponse> {
    let (id, now, sight, typed) = (*id, app.now(), by.who.sight(), typed.into_inner());
    let merged = match meant(&typed.into) {
        None => Err(Invalid::field("into", say!("desk-no-target")).into()),
        Some(into) => {
            app.db
                .write(move |tx| merge::merge(tx, &by, id, into, now))
                .await
        }
    };
    match merged {
        Ok(leader) => Ok(shell.done(leader.path(), say!("desk-merged"))),
        Err(Error::Invalid(invalid)) => {
            let page = app
                .db
                .read(move |conn| {
                    let seen = proposals::find(conn, &sight, id)?;
                    Ok(which(&seen.topic, &typed.into).wrong(invalid))
                })
                .await?;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn unmerge_form(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let id = *id;
    let page = app
        .db
        .read(move |conn| {
            let (topic, _) = merge::merged(conn, &by.who.sight(), id)?;
            let lead = family::leads_to(conn, &by.who.sight(), &topic)?
                .ok_or(Error::NotFound("proposal"))?;
            Ok(ActPage::about(
                &topic,
                "unmerge",
                say!("desk-unmerge"),
                say!("desk-unmerge-do"),
            )
            .back(lead.topic.path())
            .tell(say!("desk-unmerge-from", title = &lead.topic.title))
            .tell(say!(
                "desk-unmerge-told",
                people = topic.supporters,
                comments = topic.comments
            )))
        })
        .await?;
    shell.page(&page)
}

pub(super) async fn unmerge(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let (id, now) = (*id, app.now());
    let topic = app
        .db
        .write(move |tx| merge::unmerge(tx, &by, id, now))
        .await?;
    Ok(shell.done(topic.path(), say!("desk-unmerged")))
}
