//! The choice of a language, which a cookie keeps.
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::{LANG, Shell, own_path};
use crate::access::{Can, Prefer, preferences};
use crate::error::{Error, Result};
use crate::lang::Lang;
use crate::state::App;

/// How long a choice is kept.
const KEPT_DAYS: i64 = 365;

/// Where a language is chosen.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/language", web::post().to(choose));
}

#[derive(Deserialize)]
struct Choice {
    lang: String,
    next: Option<String>,
}

/// Keeps the choice and leads back to where it was made. A language that we do not speak leaves it to the browser.
async fn choose(app: App, shell: Shell, choice: web::Form<Choice>) -> Result<HttpResponse> {
    // With an account it is kept there, where it counts more than any cookie.
    if let Ok(by) = Can::<Prefer>::check(&shell.viewer) {
        let (lang, now) = (Lang::tagged(&choice.lang), app.now());
        app.db
            .write_unseen(move |tx| {
                let mut chosen = preferences::find(tx, by.who.id)?;
                chosen.lang = lang;
                preferences::keep(tx, &by, &chosen, now)
            })
            .await?;
    }
    let mut cookie = Cookie::build(LANG, "")
        .path(shell.path("/"))
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(KEPT_DAYS))
        .secure(shell.app.config.base_url.secure)
        .finish();
    match Lang::tagged(&choice.lang) {
        Some(lang) => cookie.set_value(lang.tag()),
        None => cookie.make_removal(),
    }
    let mut response = shell.redirect(own_path(choice.next.as_deref()));
    response.add_cookie(&cookie).map_err(Error::internal)?;
    Ok(response)
}
