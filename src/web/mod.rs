//! The HTML shell: pages, forms, messages, error pages, and what guards every answer. Rooms hand it a [`Page`].
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, dev::Payload};
use serde::Serialize;
use std::{future::Future, pin::Pin};

use crate::access::preferences::Theme;
use crate::access::{Member, Preferences, Viewer};
use crate::config::plain;
use crate::error::{Error, Problem, Result};
use crate::lang::{self, Lang, Manner, Message};
use crate::state::App;

pub mod assets;
pub mod crawl;
pub mod guard;
pub mod language;
pub mod sent;
pub mod shortcuts;
pub mod templates;
pub mod theme;

pub use templates::Templates;

/// One HTML page: its fields are exactly the variables its template may use.
pub trait Page: Serialize {
    /// Path under `templates/`, which mirrors the route.
    const TEMPLATE: &'static str;
    /// Blocks of the template that a script may ask for alone.
    const FRAGMENTS: &'static [&'static str] = &[];
    /// The path of the list it belongs to, where its own does not say so: what the navigation marks.
    fn section(&self) -> &'static str {
        ""
    }
}

/// What every page shows around its content.
pub struct Shell {
    app: App,
    /// Who looks at the page.
    pub viewer: Viewer,
    flash: Option<String>,
    /// Whether a browser only looks ahead, or asks for the headers alone: nobody reads the page.
    pub only_looks: bool,
    fragment: Option<String>,
    here: String,
    manner: Manner,
    /// How whoever looks likes the site.
    pub preferences: Preferences,
}

/// What templates know about the visitor.
#[derive(Serialize)]
struct Visitor<'a> {
    handle: &'a str,
    name: &'a str,
    role: &'a str,
    staff: bool,
    admin: bool,
}

/// What every template may use besides its page's own fields.
pub const ALWAYS: [&str; 19] = [
    "viewer",
    "flash",
    "assets",
    "base",
    "base_url",
    "site",
    "here",
    "now",
    "registration_open",
    "lang",
    "dir",
    "langs",
    "section",
    "canonical",
    "picture",
    "theme",
    "density",
    "shortcuts",
    "landing",
];

const FLASH: &str = "cowpath_flash";
/// The cookie that keeps a visitor's choice of language.
pub const LANG: &str = "cowpath_lang";
/// The cookie that keeps a visitor's choice of light or dark.
pub const THEME: &str = "cowpath_theme";

impl Shell {
    /// The page, well.
    ///
    /// # Errors
    /// When the template fails.
    pub fn page<P: Page>(&self, page: &P) -> Result<HttpResponse> {
        self.render(StatusCode::OK, page)
    }

    /// The form again, with the visitor's own words and what is wrong with them.
    ///
    /// # Errors
    /// When the template fails.
    pub fn retry<P: Page>(&self, page: &P) -> Result<HttpResponse> {
        self.render(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// Post/redirect/get to a path of ours, with a message the next page shows once.
    pub fn done(&self, to: impl AsRef<str>, message: Message) -> HttpResponse {
        let mut response = self.redirect(to);
        let cookie = self.flash_cookie(&message.in_lang(self.manner.lang));
        if let Err(error) = response.add_cookie(&cookie) {
            tracing::warn!(%error, "a message could not be handed to the next page");
        }
        response
    }

    /// The language this visitor is spoken to in.
    pub fn lang(&self) -> Lang {
        self.manner.lang
    }

    /// The same, speaking another language from now on; none: as before.
    #[must_use]
    pub fn speaking(mut self, lang: Option<Lang>) -> Self {
        self.manner.lang = lang.unwrap_or(self.manner.lang);
        self
    }

    /// To another path of ours.
    pub fn redirect(&self, to: impl AsRef<str>) -> HttpResponse {
        HttpResponse::SeeOther()
            .insert_header((header::LOCATION, self.path(to.as_ref())))
            .finish()
    }

    /// For good, to another path of ours.
    pub fn moved(&self, to: impl AsRef<str>) -> HttpResponse {
        HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, self.path(to.as_ref())))
            .finish()
    }

    fn path(&self, to: &str) -> String {
        format!("{}{}", self.app.config.base_url.path, plain(to))
    }

    fn flash_cookie(&self, message: &str) -> Cookie<'static> {
        let encoded: String = url::form_urlencoded::byte_serialize(message.as_bytes()).collect();
        let mut cookie = Cookie::build(FLASH, encoded)
            .path(self.path("/"))
            .http_only(true)
            .same_site(SameSite::Lax)
            .finish();
        cookie.set_secure(self.app.config.base_url.secure);
        cookie
    }

    /// The page under any status.
    ///
    /// # Errors
    /// When the template fails.
    pub fn render<P: Page>(&self, status: StatusCode, page: &P) -> Result<HttpResponse> {
        lang::speaking(&self.manner, || self.render_here(status, page))
    }

    fn render_here<P: Page>(&self, status: StatusCode, page: &P) -> Result<HttpResponse> {
        let settings = self.app.settings();
        let base = &self.app.config.base_url;
        let mut context = tera::Context::from_serialize(page)?;
        let visitor = self.viewer.member().map(|m: &Member| Visitor {
            handle: &m.handle,
            name: &m.name,
            role: m.role.text(),
            staff: m.role.is_staff(),
            admin: m.role == crate::access::Role::Admin,
        });
        context.insert("viewer", &visitor);
        context.insert("flash", &self.flash);
        context.insert("assets", &format!("{}{}", base.path, assets::folder()));
        context.insert("base", &base.path);
        context.insert("base_url", &base.full);
        context.insert("site", &*settings);
        context.insert("here", &self.here);
        context.insert("now", &self.app.now());
        context.insert("lang", self.manner.lang.tag());
        context.insert("dir", self.manner.lang.dir());
        context.insert("theme", &self.preferences.theme);
        context.insert("density", &self.preferences.density);
        context.insert("landing", &self.preferences.landing);
        context.insert("shortcuts", &self.preferences.shortcuts);
        context.insert("langs", &Lang::ALL.map(|l| (l.tag(), l.name())));
        context.insert(
            "registration_open",
            &matches!(
                settings.registration,
                crate::settings::Registration::Open | crate::settings::Registration::Approval
            ),
        );
        let templates = self.app.part::<Templates>();
        let indexed = status.is_success() && crawl::indexed(&self.here);
        let canonical = crawl::canonical(base, &self.here);
        context.insert("canonical", &status.is_success().then_some(canonical));
        let picture = match settings.logo.as_str() {
            "" => format!("{}{}/icons/logo.svg", base.full, assets::folder()),
            name => format!("{}/theme/logo/{name}.png", base.full),
        };
        context.insert("picture", &picture);
        context.insert("section", &page.section());
        let html = match &self.fragment {
            Some(block) if P::FRAGMENTS.contains(&block.as_str()) => {
                templates.0.render_block(P::TEMPLATE, block, &context)?
            }
            Some(_) => return Err(Error::BadRequest(crate::say!("error-no-part"))),
            None => crawl::previewed(templates.0.render(P::TEMPLATE, &context)?),
        };
        let mut response = HttpResponse::build(status);
        if self.flash.is_some() {
            let mut gone = self.flash_cookie("");
            gone.make_removal();
            response.cookie(gone);
        }
        if !indexed {
            response.insert_header(("x-robots-tag", "noindex"));
        }
        response.insert_header((header::CACHE_CONTROL, "private, no-store"));
        response.insert_header((header::VARY, "Accept-Language, Cookie, X-Fragment"));
        Ok(response.content_type("text/html; charset=utf-8").body(html))
    }

    /// A shell for when not even the visitor can be known.
    fn bare(req: &HttpRequest) -> Self {
        Self {
            app: App::of(req),
            viewer: Viewer::default(),
            flash: None,
            only_looks: only_looks(req),
            fragment: None,
            here: here(req),
            manner: manner(req, &Preferences::default()),
            preferences: liked(req, Preferences::default()),
        }
    }
}

/// What a visitor chose without an account counts where their account says nothing.
fn liked(req: &HttpRequest, mut chosen: Preferences) -> Preferences {
    if chosen.theme == Theme::System
        && let Some(theme) = req.cookie(THEME).and_then(|c| Theme::named(c.value()))
    {
        chosen.theme = theme;
    }
    chosen
}

/// How a visitor is spoken to: as their account says, as they chose here, or as their browser asks.
fn manner(req: &HttpRequest, preferences: &Preferences) -> Manner {
    let here = || req.cookie(LANG).and_then(|c| Lang::tagged(c.value()));
    let asked = || {
        let header = req.headers().get(header::ACCEPT_LANGUAGE)?;
        Lang::preferred(header.to_str().ok()?)
    };
    Manner {
        lang: preferences
            .lang
            .or_else(here)
            .or_else(asked)
            .unwrap_or_default(),
        zone: jiff::tz::TimeZone::get(&preferences.zone).unwrap_or(jiff::tz::TimeZone::UTC),
    }
}

/// Left by the guard on a request for the headers alone, which it answers as if for the page.
struct HeadersAlone;

fn only_looks(req: &HttpRequest) -> bool {
    let ahead = ["sec-purpose", "purpose"].iter().any(|name| {
        let told = req.headers().get(*name).and_then(|v| v.to_str().ok());
        told.is_some_and(|told| told.to_ascii_lowercase().contains("prefetch"))
    });
    ahead || req.extensions().contains::<HeadersAlone>()
}

/// The path and query asked for, without the site's own path: where to return to after signing in.
fn here(req: &HttpRequest) -> String {
    let app = App::of(req);
    let path = req.uri().path_and_query().map_or("/", |p| p.as_str());
    path.strip_prefix(app.config.base_url.path.as_str())
        .unwrap_or(path)
        .to_owned()
}

impl FromRequest for Shell {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let viewer = Viewer::from_request(req, payload);
        let req = req.clone();
        Box::pin(async move {
            let flash = req.cookie(FLASH).and_then(|cookie| {
                let whole = format!("m={}", cookie.value());
                url::form_urlencoded::parse(whole.as_bytes())
                    .next()
                    .map(|(_, message)| message.chars().take(300).collect::<String>())
                    .filter(|m| !m.is_empty())
            });
            let fragment = req
                .headers()
                .get("x-fragment")
                .and_then(|v| v.to_str().ok())
                .map(str::to_owned);
            let viewer = viewer.await?;
            let preferences = Preferences::from_request(&req, &mut Payload::None).await?;
            Ok(Self {
                viewer,
                flash,
                fragment,
                manner: manner(&req, &preferences),
                preferences: liked(&req, preferences),
                ..Self::bare(&req)
            })
        })
    }
}

/// A path of ours that came from outside, such as `?next=`: anything else leads home.
pub fn own_path(next: Option<&str>) -> String {
    match next {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains('\\')
                && !path.chars().any(char::is_control) =>
        {
            path.to_owned()
        }
        _ => "/".to_owned(),
    }
}

#[derive(Serialize)]
struct ErrorPage {
    problem: Problem,
}
impl Page for ErrorPage {
    const TEMPLATE: &'static str = "error.html";
    fn section(&self) -> &'static str {
        "none"
    }
}

/// A [`Problem`] in the visitor's own shell, or in a bare one if that fails too.
async fn error_page(req: &HttpRequest, problem: &Problem) -> HttpResponse {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let page = ErrorPage {
        problem: problem.clone(),
    };
    let shell = match status.is_server_error() {
        true => Shell::bare(req),
        false => Shell::from_request(req, &mut Payload::None)
            .await
            .unwrap_or_else(|_| Shell::bare(req)),
    };
    let shell = Shell {
        fragment: None,
        ..shell
    };
    shell.render(status, &page).unwrap_or_else(|error| {
        tracing::error!(%error, "the error page failed");
        HttpResponse::build(status)
            .content_type("text/plain; charset=utf-8")
            .body(problem.title.to_string())
    })
}
