//! One's own data, as a file to keep.
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::limits::{Class, Limits};
use crate::access::{Can, Leave, Role};
use crate::accounts::belongings::Everything;
use crate::accounts::confirmed;
use crate::error::{Error, Invalid, Result};
use crate::people::archive;
use crate::say;
use crate::state::App;
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct DataPage {
    /// Whether they have a password to prove themselves with; guests have none.
    password: bool,
    invalid: Invalid,
}
impl Page for DataPage {
    const TEMPLATE: &'static str = "people/data.html";
}

pub(super) async fn form(by: Can<Leave>, shell: Shell) -> Result<HttpResponse> {
    shell.page(&DataPage {
        password: by.who.role != Role::Guest,
        invalid: Invalid::default(),
    })
}

/// A password that confirms who is here. Never shown back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) password: String,
}

/// Whether the password is theirs; counted, so that nobody tries many. Guests have none: their browser is all they are.
pub(super) async fn sure(app: &App, by: &Can<Leave>, password: &str) -> Result<(), Error> {
    app.part::<Limits>().count(
        &app.settings(),
        Class::SignIn,
        &format!("person {}", by.who.id),
    )?;
    if by.who.role == Role::Guest {
        return Ok(());
    }
    match confirmed(app, by, password).await? {
        true => Ok(()),
        false => Err(Invalid::field("password", say!("people-not-password")).into()),
    }
}

pub(super) async fn hand_out(
    app: App,
    by: Can<Leave>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    match sure(&app, &by, &form.password).await {
        Ok(()) => {}
        Err(Error::Invalid(invalid)) => {
            return shell.retry(&DataPage {
                password: true,
                invalid,
            });
        }
        Err(error) => return Err(error),
    }
    app.part::<Limits>().count(
        &app.settings(),
        Class::Archive,
        &format!("person {}", by.who.id),
    )?;
    let (id, everything) = (by.who.id, app.part::<Everything>().clone());
    let files = app
        .db
        .read_slowly(move |conn| archive::gather(conn, id, &everything))
        .await?;
    let (site, now) = (app.config.base_url.full.clone(), app.now());
    let packed = web::block(move || archive::pack(&site, files, now))
        .await
        .map_err(Error::internal)??;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"my-data.zip\"",
        ))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(packed))
}
