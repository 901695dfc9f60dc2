//! For those who build on the service: the API's description as a page to read.
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::error::Result;
use crate::state::App;
use crate::web::{Page, Shell};
use crate::wire::openapi::Document;

mod components;
mod reference;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/developers").get(home))
        .service(web::resource("/developers/api").get(show))
        .service(web::resource("/developers/components").get(components::show));
}

async fn home(shell: Shell) -> HttpResponse {
    shell.redirect("/developers/api")
}

#[derive(Serialize)]
struct ReferencePage {
    groups: Vec<reference::Group>,
    problems: Vec<reference::Explained>,
}
impl Page for ReferencePage {
    const TEMPLATE: &'static str = "developers/api.html";
}

async fn show(app: App, shell: Shell) -> Result<HttpResponse> {
    let doc = app.part::<Document>().get();
    shell.page(&ReferencePage {
        groups: reference::groups(doc, &app.config.base_url.full),
        problems: reference::problems(),
    })
}
