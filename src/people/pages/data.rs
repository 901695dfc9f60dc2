//! One's own data, as a file to keep.
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::limits::{Class, Limits};
use crate::access::{Account, Can};
use crate::accounts::belongings::Everything;
use crate::accounts::confirmed;
use crate::error::{Error, Invalid, Result};
use crate::people::archive;
use crate::say;
use crate::state::App;
use crate::web::{Page, Shell};

#[derive(Serialize)]
pub(super) struct DataPage {
    invalid: Invalid,
}
impl Page for DataPage {
    const TEMPLATE: &'static str = "people/data.html";
}

pub(super) async fn form(_by: Can<Account>, shell: Shell) -> Result<HttpResponse> {
    shell.page(&DataPage {
        invalid: Invalid::default(),
    })
}

/// A password that confirms who is here. Never shown back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) password: String,
}

/// Whether the password is theirs; counted, so that nobody tries many.
pub(super) async fn sure(app: &App, by: &Can<Account>, password: &str) -> Result<(), Error> {
    app.part::<Limits>().count(
        &app.settings(),
        Class::SignIn,
        &format!("person {}", by.who.id),
    )?;
    match confirmed(app, by, password).await? {
        true => Ok(()),
        false => Err(Invalid::field("password", say!("people-not-password")).into()),
    }
}

pub(super) async fn hand_out(
    app: App,
    by: Can<Account>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    match sure(&app, &by, &form.password).await {
        Ok(()) => {}
        Err(Error::Invalid(invalid)) => return shell.retry(&DataPage { invalid }),
        Err(error) => return Err(error),
    }
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
