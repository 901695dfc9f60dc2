//! Taking a topic away and putting it back.

use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::id::TopicId;
use crate::lang::Message;
use crate::say;
use crate::state::App;
use crate::topics::actions::{self};
use crate::topics::model::State;
use crate::topics::statuses;
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct RemovalPage {
    pub(super) title: String,
    pub(super) back: String,
    pub(super) action: String,
    pub(super) what: &'static str,
    pub(super) told: Message,
}
impl Page for RemovalPage {
    const TEMPLATE: &'static str = "topics/removal.html";
}

pub(super) async fn removal_form(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let page = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &member.sight(), *id)?;
            actions::may_edit(&seen.topic, &member, &statuses::all(conn)?)?;
            let topic = seen.topic;
            Ok(RemovalPage {
                back: topic.path(),
                action: format!("/t/{}/removal", topic.id),
                what: "topic",
                told: say!("topic-removal-told", comments = topic.comments),
                title: topic.title,
            })
        })
        .await?;
    shell.page(&page)
}

pub(super) async fn remove(app: App, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
    set_state(app, shell, *id, State::Removed, say!("topic-removed")).await
}

pub(super) async fn restore(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    set_state(app, shell, *id, State::Shown, say!("topic-is-back")).await
}

pub(super) async fn set_state(
    app: App,
    shell: Shell,
    id: TopicId,
    state: State,
    told: Message,
) -> Result<HttpResponse> {
    let member = shell.viewer.member().ok_or(Error::SignInRequired)?.clone();
    let now = app.now();
    let topic = app
        .db
        .write(move |tx| actions::set_state(tx, &member, id, state, now))
        .await?;
    Ok(shell.done(topic.path(), told))
}
