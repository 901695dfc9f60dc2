//! Deleting someone's account on their behalf, or against their will: with a reason, after seeing what would happen.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Administer, Can};
use crate::accounts::actions as accounts;
use crate::accounts::belongings::Everything;
use crate::accounts::model::Standing;
use crate::error::{Error, Invalid, Result};
use crate::id::PersonId;
use crate::lang::Message;
use crate::say;
use crate::search;
use crate::state::App;
use crate::text;
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct DeletionPage {
    id: PersonId,
    handle: String,
    /// What would happen, in sentences.
    told: Vec<Message>,
    reason: String,
    invalid: Invalid,
}
impl Page for DeletionPage {
    const TEMPLATE: &'static str = "admin/deletion.html";
}

async fn page(app: &App, id: PersonId, reason: String, invalid: Invalid) -> Result<DeletionPage> {
    let everything = app.part::<Everything>().clone();
    let (person, told) = app
        .db
        .read_slowly(move |conn| {
            let person = accounts::find(conn, id)?;
            if person.state == Standing::Deleted {
                return Err(Error::NotFound("person"));
            }
            Ok((person, accounts::warn(conn, id, &everything)?))
        })
        .await?;
    Ok(DeletionPage {
        id,
        handle: person.handle,
        told,
        reason,
        invalid,
    })
}

pub(super) async fn form(
    app: App,
    _by: Can<Administer>,
    shell: Shell,
    id: web::Path<PersonId>,
) -> Result<HttpResponse> {
    shell.page(&page(&app, *id, String::new(), Invalid::default()).await?)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    reason: String,
}

pub(super) async fn delete(
    app: App,
    by: Can<Administer>,
    shell: Shell,
    id: web::Path<PersonId>,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let id = *id;
    let reason = text::clean_line(&form.reason);
    if !(1..=300).contains(&reason.chars().count()) {
        let invalid = Invalid::field("reason", say!("people-reason-needed"));
        return shell.retry(&page(&app, id, reason, invalid).await?);
    }
    if id == by.who.id {
        return Ok(shell.redirect("/settings/account/deletion"));
    }
    let (everything, now) = (app.part::<Everything>().clone(), app.now());
    app.db
        .write(move |tx| accounts::leave(tx, id, Some(by.who.id), &reason, &everything, now))
        .await?;
    search::docs::scrub_later(&app);
    Ok(shell.done("/admin/people", say!("people-deleted-by-admin")))
}
