//! Moving a proposal on, with an official response.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Moderate, Sight};
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::proposals::actions::{self};
use crate::say;
use crate::state::App;
use crate::topics::model::Status;
use crate::topics::{prose, statuses};
use crate::web::{Page, Shell};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct TypedStatus {
    status: String,
    response: String,
}

#[derive(Serialize)]
pub(super) struct StatusPage {
    id: TopicId,
    path: String,
    title: String,
    status: Status,
    steps: Vec<Status>,
    supporters: i64,
    typed: TypedStatus,
    invalid: Invalid,
}
impl Page for StatusPage {
    const TEMPLATE: &'static str = "proposals/status.html";
    fn section(&self) -> &'static str {
        "/proposals"
    }
}

pub(super) fn status_page(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<StatusPage> {
    let seen = actions::find(conn, sight, id)?;
    let statuses = statuses::all(conn)?;
    let status = statuses
        .get(seen.topic.status_id)
        .cloned()
        .ok_or(Error::NotFound("status"))?;
    Ok(StatusPage {
        id,
        path: seen.topic.path(),
        title: seen.topic.title,
        supporters: seen.topic.supporters,
        steps: statuses.next(conn, status.id)?,
        status,
        typed: TypedStatus::default(),
        invalid: Invalid::default(),
    })
}

pub(super) async fn status_form(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let page = app
        .db
        .read(move |conn| status_page(conn, &sight, *id))
        .await?;
    shell.page(&page)
}

pub(super) async fn change_status(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<TypedStatus>,
) -> Result<HttpResponse> {
    let (id, typed, sight) = (*id, form.into_inner(), by.who.sight());
    let moved = async {
        let response = prose::response(&app, &typed.response).await?;
        let (now, to) = (app.now(), typed.status.clone());
        app.db
            .write(move |tx| actions::change_status(tx, &by, id, &to, &response, now))
            .await
    };
    match moved.await {
        Ok(topic) => Ok(shell.done(topic.path(), say!("proposal-moved"))),
        Err(Error::Invalid(invalid)) => {
            let mut page = app
                .db
                .read(move |conn| status_page(conn, &sight, id))
                .await?;
            page.typed = typed;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}
