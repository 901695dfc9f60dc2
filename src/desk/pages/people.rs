//! Who answers for a proposal and when it is expected; votes for someone else; accepted answers.
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::form::{ActPage, Ask, Choice, Field};
use crate::access::{Can, Comment as MayComment, Moderate, Sight, VoteForOthers};
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, TopicId};
use crate::proposals::actions as proposals;
use crate::proposals::model::{Ballot, Importance, TypedVote};
use crate::proposals::{behalf, plan};
use crate::say;
use crate::state::App;
use crate::topics::{answers, family};
use crate::web::Shell;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedPlan {
    owner: String,
    eta: String,
}

fn plan_page(
    conn: &mut Conn,
    sight: &Sight,
    id: TopicId,
    typed: Option<TypedPlan>,
) -> Result<ActPage> {
    let topic = proposals::find(conn, sight, id)?.topic;
    family::stands_alone(conn, sight, &topic)?;
    let typed = match typed {
        Some(typed) => typed,
        None => {
            let now = plan::of(conn, id)?;
            TypedPlan {
                owner: now.owner.unwrap_or_default(),
                eta: now.eta.unwrap_or_default(),
            }
        }
    };
    Ok(
        ActPage::about(&topic, "plan", say!("desk-plan"), say!("desk-plan-do"))
            .tell(say!("desk-plan-told"))
            .ask(
                Field::new(Ask::Line, "owner", say!("desk-owner"), typed.owner)
                    .hint(say!("desk-owner-hint")),
            )
            .ask(
                Field::new(Ask::Month, "eta", say!("desk-eta"), typed.eta)
                    .hint(say!("desk-eta-hint")),
            ),
    )
}

pub(super) async fn plan_form(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let page = app
        .db
        .read(move |conn| plan_page(conn, &by.who.sight(), *id, None))
        .await?;
    shell.page(&page)
}

pub(super) async fn plan(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
    typed: web::Form<TypedPlan>,
) -> Result<HttpResponse> {
    let (id, now, sight, typed) = (*id, app.now(), by.who.sight(), typed.into_inner());
    let sent = typed.clone();
    let done = app
        .db
        .write(move |tx| plan::plan(tx, &by, id, &sent.owner, &sent.eta, now))
        .await;
    match done {
        Ok(_) => Ok(shell.done(format!("/t/{id}"), say!("desk-planned"))),
        Err(Error::Invalid(invalid)) => {
            let page = app
                .db
                .read(move |conn| plan_page(conn, &sight, id, Some(typed)))
                .await?;
            shell.retry(&page.wrong(invalid))
        }
        Err(error) => Err(error),
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedBehalf {
    person: String,
    source_url: String,
    reason: String,
    importance: String,
    /// Whose vote is taken back instead.
    undo: String,
}

fn behalf_page(conn: &mut Conn, sight: &Sight, id: TopicId, typed: TypedBehalf) -> Result<ActPage> {
    let topic = proposals::find(conn, sight, id)?.topic;
    family::stands_alone(conn, sight, &topic)?;
    let levels = std::iter::once(Choice {
        value: String::new(),
        label: say!("desk-not-said"),
    })
    .chain(Importance::ALL.iter().map(|level| Choice {
        value: level.to_string(),
        label: level.label(),
    }))
    .collect();
    let page = ActPage::about(
        &topic,
        "behalf",
        say!("desk-behalf"),
        say!("desk-behalf-do"),
    )
    .tell(say!("desk-behalf-told"))
    .ask(
        Field::new(
            Ask::Line,
            "person",
            say!("desk-behalf-person"),
            typed.person,
        )
        .hint(say!("desk-behalf-person-hint")),
    )
    .ask(Field::new(
        Ask::Line,
        "source_url",
        say!("desk-behalf-source"),
        typed.source_url,
    ))
    .ask(Field::new(
        Ask::Line,
        "reason",
        say!("desk-behalf-reason"),
        typed.reason,
    ))
    .ask(Field::choice(
        "importance",
        say!("desk-behalf-importance"),
        typed.importance,
        levels,
    ));
    let given = proposals::on_behalf(conn, id)?;
    match given.is_empty() {
        true => Ok(page),
        false => Ok(page.ask(Field::choice(
            "undo",
            say!("desk-behalf-undo"),
            typed.undo,
            std::iter::once(Choice {
                value: String::new(),
                label: say!("desk-behalf-undo-none"),
            })
            .chain(given.into_iter().map(|given| Choice {
                label: crate::lang::Message::verbatim(given.handle.clone()),
                value: given.handle,
            }))
            .collect(),
        ))),
    }
}

pub(super) async fn behalf_form(
    app: App,
    by: Can<VoteForOthers>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let page = app
        .db
        .read(move |conn| behalf_page(conn, &by.who.sight(), *id, TypedBehalf::default()))
        .await?;
    shell.page(&page)
}

pub(super) async fn behalf(
    app: App,
    by: Can<VoteForOthers>,
    shell: Shell,
    id: web::Path<TopicId>,
    typed: web::Form<TypedBehalf>,
) -> Result<HttpResponse> {
    let (id, now, sight, typed) = (*id, app.now(), by.who.sight(), typed.into_inner());
    let sent = typed.clone();
    let done = async {
        if !sent.undo.is_empty() {
            return app
                .db
                .write(move |tx| behalf::withdraw(tx, &by, id, &sent.undo, now))
                .await
                .map(|topic| (topic, say!("desk-behalf-undone")));
        }
        let importance = match sent.importance.as_str() {
            "" => None,
            text => Some(
                Importance::named(text)
                    .ok_or_else(|| Invalid::field("importance", say!("field-choose")))?,
            ),
        };
        let ballot = Ballot::parse(&TypedVote {
            importance,
            reason: Some(sent.reason.clone()),
            ..TypedVote::default()
        })?;
        app.db
            .write(move |tx| {
                behalf::vote(tx, &by, id, &sent.person, &sent.source_url, &ballot, now)
            })
            .await
            .map(|(topic, handle)| (topic, say!("desk-behalf-done", handle = handle)))
    };
    match done.await {
        Ok((topic, told)) => Ok(shell.done(topic.path(), told)),
        Err(Error::Invalid(invalid)) => {
            let page = app
                .db
                .read(move |conn| behalf_page(conn, &sight, id, typed))
                .await?;
            shell.retry(&page.wrong(invalid))
        }
        Err(error) => Err(error),
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedAnswer {
    undo: Option<String>,
}

/// Accepts a comment as the answer, or takes that back: one press each, and the other beside it.
pub(super) async fn answer(
    app: App,
    by: Can<MayComment>,
    shell: Shell,
    id: web::Path<CommentId>,
    typed: web::Form<TypedAnswer>,
) -> Result<HttpResponse> {
    let (id, now, undo) = (*id, app.now(), typed.undo.is_some());
    app.db
        .write(move |tx| match undo {
            true => answers::unaccept(tx, &by, id, now),
            false => answers::accept(tx, &by, id, now),
        })
        .await?;
    let told = match undo {
        true => say!("desk-answer-undone"),
        false => say!("desk-answer-accepted"),
    };
    Ok(shell.done(format!("/c/{id}"), told))
}
