//! How someone likes the site.
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::preferences::{self, Density, Landing, Theme};
use crate::access::{Can, Prefer};
use crate::error::{Error, Invalid, Result};
use crate::lang::{Lang, Message};
use crate::people::model::{Typed, zones};
use crate::say;
use crate::state::App;
use crate::topics::model::Sort;
use crate::web::{Page, Shell, THEME, own_path};

/// One of a list.
#[derive(Serialize)]
struct Pick {
    value: String,
    label: Message,
}

impl Pick {
    fn of(value: &str, label: Message) -> Self {
        Self {
            value: value.to_owned(),
            label,
        }
    }
}

#[derive(Serialize)]
pub(super) struct PreferencesPage {
    typed: Typed,
    invalid: Invalid,
    themes: Vec<Pick>,
    densities: Vec<Pick>,
    languages: Vec<Pick>,
    zones: Vec<Pick>,
    landings: Vec<Pick>,
    sorts: Vec<Pick>,
}
impl Page for PreferencesPage {
    const TEMPLATE: &'static str = "people/preferences.html";
}

impl PreferencesPage {
    fn new(typed: Typed, invalid: Invalid) -> Self {
        let usual = || Pick::of("", say!("people-as-site"));
        let sorts = Sort::ALL
            .iter()
            .map(|s| Pick::of(s.text(), Message::of("sort", s.text())));
        let languages = Lang::ALL
            .iter()
            .map(|l| Pick::of(l.tag(), Message::verbatim(l.name())));
        Self {
            themes: Theme::ALL
                .iter()
                .map(|t| Pick::of(t.text(), Message::of("people-theme", t.text())))
                .collect(),
            densities: Density::ALL
                .iter()
                .map(|d| Pick::of(d.text(), Message::of("people-density", d.text())))
                .collect(),
            languages: std::iter::once(usual()).chain(languages).collect(),
            zones: zones()
                .into_iter()
                .map(|z| Pick::of(&z, Message::verbatim(z.replace('_', " "))))
                .collect(),
            landings: Landing::ALL
                .iter()
                .map(|l| Pick::of(l.text(), Message::of("people-landing", l.text())))
                .collect(),
            sorts: std::iter::once(usual()).chain(sorts).collect(),
            typed,
            invalid,
        }
    }
}

pub(super) async fn form(app: App, by: Can<Prefer>, shell: Shell) -> Result<HttpResponse> {
    let id = by.who.id;
    let chosen = app.db.read(move |conn| preferences::find(conn, id)).await?;
    shell.page(&PreferencesPage::new(
        Typed::from(&chosen),
        Invalid::default(),
    ))
}

pub(super) async fn change(
    app: App,
    by: Can<Prefer>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let chosen = match typed.parse() {
        Ok(chosen) => chosen,
        Err(invalid) => return shell.retry(&PreferencesPage::new(typed, invalid)),
    };
    let (now, keep) = (app.now(), chosen.clone());
    app.db
        .write_unseen(move |tx| preferences::keep(tx, &by, &keep, now))
        .await?;
    let shell = shell.speaking(chosen.lang);
    let mut response = shell.done("/settings/preferences", say!("people-preferences-kept"));
    // What this browser was told before there was an account must not speak against it.
    response
        .add_cookie(&theme_cookie(&app, chosen.theme))
        .map_err(Error::internal)?;
    Ok(response)
}

fn theme_cookie(app: &App, theme: Theme) -> Cookie<'static> {
    let base = &app.config.base_url;
    let mut cookie = Cookie::build(THEME, theme.text())
        .path(format!("{}/", base.path))
        .http_only(true)
        .secure(base.secure)
        .same_site(SameSite::Lax)
        .max_age(Duration::days(365))
        .finish();
    if theme == Theme::System {
        cookie.make_removal();
    }
    cookie
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedTheme {
    theme: String,
    next: String,
}

/// Light or dark for whoever looks, with or without an account.
pub(super) async fn theme(
    app: App,
    shell: Shell,
    form: web::Form<TypedTheme>,
) -> Result<HttpResponse> {
    let theme =
        Theme::named(&form.theme).ok_or_else(|| Error::BadRequest(say!("people-choose")))?;
    if let Ok(by) = Can::<Prefer>::check(&shell.viewer) {
        let now = app.now();
        app.db
            .write_unseen(move |tx| {
                let mut chosen = preferences::find(tx, by.who.id)?;
                chosen.theme = theme;
                preferences::keep(tx, &by, &chosen, now)
            })
            .await?;
    }
    let mut response = shell.redirect(own_path(Some(&form.next)));
    response
        .add_cookie(&theme_cookie(&app, theme))
        .map_err(Error::internal)?;
    Ok(response)
}
