//! What a site looks like beyond what is shipped: its style sheet and its logo, each named by what is in it.
use actix_web::http::header;
use actix_web::{HttpResponse, web};

use crate::error::{Error, Result};
use crate::settings::files;
use crate::state::App;

/// For ever: another content has another name.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Routes below `/theme`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/{digest}.css", web::get().to(style))
        .route("/logo/{digest}.png", web::get().to(logo));
}

async fn style(app: App, digest: web::Path<String>) -> Result<HttpResponse> {
    let settings = app.settings();
    let style = settings.style.as_ref().ok_or(Error::NotFound("file"))?;
    // Another process may know the newest one a moment earlier.
    let cache = match style.digest == *digest {
        true => FOR_EVER,
        false => "no-cache",
    };
    Ok(HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, cache))
        .body(style.css.clone()))
}

async fn logo(app: App, digest: web::Path<String>) -> Result<HttpResponse> {
    let name = digest.into_inner();
    let file = app.db.read(move |conn| files::find(conn, &name)).await?;
    Ok(HttpResponse::Ok()
        .content_type(file.kind)
        .insert_header((header::CACHE_CONTROL, FOR_EVER))
        .body(file.data))
}
