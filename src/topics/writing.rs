//! What all forms to write in share: a draft that comes back, a look at how it will be shown, a picture added without
//! a script, and words that survive a sign-in.
use std::future::Future;
use std::pin::Pin;

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::Serialize;

use super::prose;
use crate::access::limits::{Class, Limits};
use crate::access::{self, AddPictures, Can, KeepDrafts, Permission, Viewer, secrets};
use crate::clock::Time;
use crate::drafts::{self, Context, Fields};
use crate::error::{Error, Invalid, Result};
use crate::images;
use crate::say;
use crate::state::App;
use crate::text::Html;
use crate::web::sent::Parts;
use crate::web::{Page, Shell};

/// What a form to write in shows besides its fields.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Writing {
    /// Names the form among drafts.
    pub context: String,
    /// The version of the draft that the form holds; 0 if it holds none.
    pub version: i64,
    /// When the draft was kept that the form was opened with.
    pub draft_at: Option<Time>,
    /// How the text will be shown, if its writer asked.
    pub preview: Option<Html>,
}

/// The secret of a visitor's browser that finds what they wrote before they signed in.
#[derive(Clone, Debug, Default)]
pub struct Left {
    secret: Option<String>,
    address: String,
}

impl FromRequest for Left {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;
    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let app = App::of(req);
        let left = Self {
            secret: req.cookie(COOKIE).map(|c| c.value().to_owned()),
            address: access::address(&app, req),
        };
        Box::pin(std::future::ready(Ok(left)))
    }
}

const COOKIE: &str = "cowpath_words";

/// Opens a form: with its reader's draft, if they have one, and with what they wrote before they signed in.
///
/// # Errors
/// Those of the database.
pub async fn open(
    app: &App,
    viewer: &Viewer,
    left: &Left,
    context: Context,
) -> Result<(Writing, Option<Fields>)> {
    let mut writing = Writing {
        context: context.to_string(),
        ..Writing::default()
    };
    let Some(member) = viewer.member() else {
        return Ok((writing, None));
    };
    let (person, now) = (member.id, app.now());
    if let Some(secret) = left.secret.clone() {
        let looked = secret.clone();
        let waits = move |conn: &mut crate::db::Conn| drafts::waits(conn, &looked, now);
        if app.db.read(waits).await? {
            app.db
                .write_unseen(move |tx| drafts::claim(tx, person, &secret, now))
                .await?;
        }
    }
    let draft = app
        .db
        .read(move |conn| drafts::find(conn, person, context))
        .await?;
    Ok(match draft {
        None => (writing, None),
        Some(draft) => {
            writing.version = draft.version;
            writing.draft_at = Some(draft.updated_at);
            (writing, Some(draft.fields))
        }
    })
}

/// A draft as what the form's own type holds.
///
/// # Errors
/// [`Error::BadRequest`] when it does not fit.
pub fn restored<T: serde::de::DeserializeOwned>(fields: &Fields) -> Result<T> {
    let fields = fields.iter().map(|(n, v)| (n.clone(), v.clone())).collect();
    Parts {
        fields,
        ..Parts::default()
    }
    .typed()
}

/// The same form again, after something was wrong with it.
pub fn again(context: Context, parts: &Parts) -> Writing {
    Writing {
        context: context.to_string(),
        version: parts.value("draft_version").parse().unwrap_or(0),
        ..Writing::default()
    }
}

/// What someone wants of a form they sent.
pub enum Step<P> {
    /// It shall be done, by someone who may.
    Send(Can<P>),
    /// The form again, as its fields are now, perhaps with what is wrong.
    Show(Writing, Option<Invalid>),
    /// This answer.
    Answer(HttpResponse),
}

/// Finds out which button was pressed, and does what all forms to write in do alike. May change the fields.
///
/// # Errors
/// Those of the permission and of the database.
pub async fn step<P: Permission>(
    app: &App,
    shell: &Shell,
    left: &Left,
    context: Context,
    parts: &mut Parts,
) -> Result<Step<P>> {
    let mut writing = again(context, parts);
    let wanted = parts.value("do").to_owned();
    match wanted.as_str() {
        "preview" => {
            return match prose::preview(app, parts.value("body")).await {
                Ok(html) => {
                    writing.preview = Some(html);
                    Ok(Step::Show(writing, None))
                }
                Err(Error::Invalid(invalid)) => Ok(Step::Show(writing, Some(invalid))),
                Err(error) => Err(error),
            };
        }
        // The form of another board.
        "board" => return Ok(Step::Show(writing, None)),
        _ => {}
    }
    if shell.viewer.member().is_none() {
        return stash(app, shell, left, context, parts)
            .await
            .map(Step::Answer);
    }
    match wanted.as_str() {
        "draft" => {
            let by = Can::<KeepDrafts>::check(&shell.viewer)?;
            let (fields, now) = (drafts::model::fit(parts.fields.clone())?, app.now());
            app.db
                .write_unseen(move |tx| drafts::actions::keep(tx, &by, context, &fields, None, now))
                .await?;
            Ok(Step::Answer(shell.done(context.path(), say!("draft-kept"))))
        }
        "picture" => match add_picture(app, shell, parts).await {
            Ok(()) => Ok(Step::Show(writing, None)),
            Err(Error::Invalid(invalid)) => Ok(Step::Show(writing, Some(invalid))),
            Err(Error::Forbidden(told)) => {
                Ok(Step::Show(writing, Some(Invalid::field("picture", told))))
            }
            Err(error) => Err(error),
        },
        _ => Can::check(&shell.viewer).map(Step::Send),
    }
}

/// Adds the picture that came with a form to the end of its text.
async fn add_picture(app: &App, shell: &Shell, parts: &mut Parts) -> Result<()> {
    let by = Can::<AddPictures>::check(&shell.viewer)?;
    let file = parts
        .file
        .take()
        .ok_or_else(|| Invalid::field("picture", say!("image-none")))?;
    let image = images::upload(app, &by, &file.name, file.bytes).await?;
    let markdown = image.markdown();
    match parts.fields.iter_mut().find(|(name, _)| name == "body") {
        Some((_, body)) if !body.trim().is_empty() => {
            *body = format!("{}\n\n{markdown}\n", body.trim_end());
        }
        Some((_, body)) => *body = format!("{markdown}\n"),
        None => parts.fields.push(("body".into(), format!("{markdown}\n"))),
    }
    Ok(())
}

/// Keeps a visitor's words and sends them to sign in; the form has them when they come back.
async fn stash(
    app: &App,
    shell: &Shell,
    left: &Left,
    context: Context,
    parts: &Parts,
) -> Result<HttpResponse> {
    let fields = drafts::model::fit(parts.fields.clone())?;
    app.part::<Limits>()
        .count(&app.settings(), Class::Stash, &left.address)?;
    let (secret, now) = (secrets::fresh()?, app.now());
    let kept = secret.clone();
    app.db
        .write_unseen(move |tx| drafts::stash(tx, &kept, context, &fields, now))
        .await?;
    let next: String = url::form_urlencoded::byte_serialize(context.path().as_bytes()).collect();
    let mut response = shell.done(format!("/sign-in?next={next}"), say!("draft-sign-in"));
    let base = &app.config.base_url;
    let mut cookie = Cookie::build(COOKIE, secret)
        .path(format!("{}/", base.path))
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::hours(drafts::actions::STASH_HOURS))
        .finish();
    cookie.set_secure(base.secure);
    response.add_cookie(&cookie).map_err(Error::internal)?;
    Ok(response)
}

#[derive(Serialize)]
struct PreviewPage {
    html: Html,
}
impl Page for PreviewPage {
    const TEMPLATE: &'static str = "topics/preview.html";
}

/// `POST /preview`: how a text will be shown, alone.
pub async fn preview(app: App, shell: Shell, parts: Parts) -> Result<HttpResponse> {
    let html = prose::preview(&app, parts.value("body")).await?;
    shell.page(&PreviewPage { html })
}
