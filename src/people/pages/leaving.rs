//! Deleting one's account.
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::Serialize;

use super::data::{Typed, sure};
use crate::access::{Can, Leave, Role, sessions};
use crate::accounts::actions as accounts;
use crate::accounts::belongings::Everything;
use crate::error::{Error, Invalid, Result};
use crate::lang::Message;
use crate::say;
use crate::search;
use crate::state::App;
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct DeletionPage {
    /// Whether they have a password to prove themselves with; guests have none.
    password: bool,
    /// What would happen, in sentences; nothing when it may not be.
    told: Vec<Message>,
    /// Why it may not be.
    refused: Option<Message>,
    invalid: Invalid,
}
impl Page for DeletionPage {
    const TEMPLATE: &'static str = "people/deletion.html";
}

async fn page(app: &App, by: &Can<Leave>, invalid: Invalid) -> Result<DeletionPage> {
    let (id, everything) = (by.who.id, app.part::<Everything>().clone());
    let told = app
        .db
        .read_slowly(move |conn| accounts::warn(conn, id, &everything))
        .await;
    let (told, refused) = match told {
        Ok(told) => (told, None),
        Err(Error::Conflict(why)) => (Vec::new(), Some(why)),
        Err(error) => return Err(error),
    };
    Ok(DeletionPage {
        password: by.who.role != Role::Guest,
        told,
        refused,
        invalid,
    })
}

pub(super) async fn form(app: App, by: Can<Leave>, shell: Shell) -> Result<HttpResponse> {
    shell.page(&page(&app, &by, Invalid::default()).await?)
}

pub(super) async fn leave(
    app: App,
    by: Can<Leave>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    match sure(&app, &by, &form.password).await {
        Ok(()) => {}
        Err(Error::Invalid(invalid)) => return shell.retry(&page(&app, &by, invalid).await?),
        Err(error) => return Err(error),
    }
    let (id, everything, now) = (by.who.id, app.part::<Everything>().clone(), app.now());
    app.db
        .write(move |tx| accounts::leave(tx, id, None, "", &everything, now))
        .await?;
    search::docs::scrub_later(&app);
    let mut response = shell.done("/", say!("people-gone"));
    response
        .add_cookie(&sessions::cookie(&app, ""))
        .map_err(Error::internal)?;
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response)
}
