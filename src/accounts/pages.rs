//! Accounts as HTML: joining, signing in and out, people.
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::actions;
use super::model::{NewPerson, Standing, Typed};
use super::{avatar, ignored, settings_pages};
use crate::access::guests_act;
use crate::access::limits::{Class, Limits};
use crate::access::passwords::Hasher;
use crate::access::{self, Proof, Role, sessions};
use crate::error::{Error, Invalid, Result};
use crate::say;
use crate::settings::Registration;
use crate::state::App;
use crate::text;
use crate::web::{Page, Shell, own_path};

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/sign-up").get(sign_up_form).post(sign_up))
        .service(web::resource("/sign-in").get(sign_in_form).post(sign_in))
        .service(web::resource("/sign-out").post(sign_out))
        .service(web::resource("/guest").post(go_on_as_guest))
        .service(
            web::resource("/invitation/{secret}")
                .get(invitation_form)
                .post(accept),
        )
        .service(web::resource("/people/{handle}/ignore").post(ignored::ignore))
        .service(web::resource("/settings/ignored").get(ignored::ignored))
        .service(web::resource("/avatars/{handle}.svg").get(picture));
    settings_pages::routes(cfg);
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

// Joining.

#[derive(Serialize)]
struct SignUpPage {
    typed: Typed,
    invalid: Invalid,
    action: String,
    /// The role that an invitation gives.
    invited_as: Option<Role>,
    needs_approval: bool,
}
impl Page for SignUpPage {
    const TEMPLATE: &'static str = "accounts/sign-up.html";
}

fn sign_up_page(
    app: &App,
    typed: Typed,
    invalid: Invalid,
    invitation: Option<(&str, Role)>,
) -> SignUpPage {
    SignUpPage {
        typed,
        invalid,
        action: match invitation {
            Some((secret, _)) => format!("/invitation/{secret}"),
            None => "/sign-up".into(),
        },
        invited_as: invitation.map(|(_, role)| role),
        needs_approval: invitation.is_none()
            && app.settings().registration == Registration::Approval,
    }
}

async fn sign_up_form(app: App, shell: Shell, next: web::Query<Next>) -> Result<HttpResponse> {
    super::model::admitted(app.settings().registration, None)?;
    let typed = Typed {
        next: next.into_inner().next,
        ..Typed::default()
    };
    shell.page(&sign_up_page(&app, typed, Invalid::default(), None))
}

async fn sign_up(
    app: App,
    shell: Shell,
    req: HttpRequest,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    join(app, shell, req, form.into_inner(), None).await
}

async fn invitation_form(
    app: App,
    shell: Shell,
    secret: web::Path<String>,
) -> Result<HttpResponse> {
    let now = app.now();
    let (found, secret) = app
        .db
        .read(move |conn| {
            Ok((
                actions::invitation(conn, &secret, now)?,
                secret.into_inner(),
            ))
        })
        .await?;
    shell.page(&sign_up_page(
        &app,
        Typed::default(),
        Invalid::default(),
        Some((&secret, found.role)),
    ))
}

async fn accept(
    app: App,
    shell: Shell,
    req: HttpRequest,
    secret: web::Path<String>,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    join(
        app,
        shell,
        req,
        form.into_inner(),
        Some(secret.into_inner()),
    )
    .await
}

async fn join(
    app: App,
    shell: Shell,
    req: HttpRequest,
    typed: Typed,
    secret: Option<String>,
) -> Result<HttpResponse> {
    let now = app.now();
    let registration = app.settings().registration;
    let invited = match secret.clone() {
        Some(secret) => Some(
            app.db
                .read(move |conn| actions::invitation(conn, &secret, now))
                .await?
                .role,
        ),
        None => None,
    };
    super::model::admitted(registration, invited)?;
    let again = |typed: Typed, invalid: Invalid| {
        let invitation = secret.as_deref().zip(invited);
        shell.retry(&sign_up_page(&app, typed, invalid, invitation))
    };
    let new = match NewPerson::parse(&typed) {
        Ok(new) => new,
        Err(invalid) => return again(typed, invalid),
    };
    if invited.is_none() {
        let address = access::address(&app, &req);
        app.part::<Limits>()
            .count(&app.settings(), Class::SignUp, &address)?;
    }
    let hash = app.part::<Hasher>().hash(new.password().to_owned()).await?;
    let agent = agent(&req);
    let by_secret = secret.clone();
    let joined = app
        .db
        .write(move |tx| {
            let (person, state) =
                actions::join(tx, &new, &hash, registration, by_secret.as_deref(), now)?;
            let session = match state {
                Standing::Active => Some(sessions::begin(tx, person.id, agent, now)?),
                Standing::Waiting | Standing::Ghost | Standing::Closed | Standing::Deleted => None,
            };
            Ok(session)
        })
        .await;
    match joined {
        Ok(Some(session)) => {
            let mut response = shell.done(own_path(Some(&typed.next)), say!("sign-up-done"));
            response
                .add_cookie(&sessions::cookie(&app, &session))
                .map_err(Error::internal)?;
            Ok(response)
        }
        Ok(None) => Ok(shell.done("/", say!("sign-up-asked"))),
        Err(Error::Invalid(invalid)) => again(typed, invalid),
        Err(error) => Err(error),
    }
}

fn agent(req: &HttpRequest) -> &'static str {
    let agent = req
        .headers()
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok());
    sessions::family(agent.unwrap_or_default())
}

// Signing in and out.

/// What someone typed to sign in. The password is never shown back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedSignIn {
    who: String,
    #[serde(skip_serializing)]
    password: String,
    next: String,
}

#[derive(Serialize)]
struct SignInPage {
    typed: TypedSignIn,
    invalid: Invalid,
    guests: bool,
}
impl Page for SignInPage {
    const TEMPLATE: &'static str = "accounts/sign-in.html";
}

async fn sign_in_page(app: &App, typed: TypedSignIn, invalid: Invalid) -> Result<SignInPage> {
    Ok(SignInPage {
        typed,
        invalid,
        guests: app.db.read(guests_act).await?,
    })
}

async fn sign_in_form(app: App, shell: Shell, next: web::Query<Next>) -> Result<HttpResponse> {
    let typed = TypedSignIn {
        next: next.into_inner().next,
        ..TypedSignIn::default()
    };
    shell.page(&sign_in_page(&app, typed, Invalid::default()).await?)
}

async fn sign_in(
    app: App,
    shell: Shell,
    req: HttpRequest,
    form: web::Form<TypedSignIn>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let (settings, limits) = (app.settings(), app.part::<Limits>());
    limits.count(&settings, Class::SignIn, &access::address(&app, &req))?;
    limits.count(
        &settings,
        Class::SignIn,
        &format!("account {}", text::fold(&typed.who)),
    )?;
    let who = typed.who.clone();
    let person = app.db.read(move |conn| actions::meant(conn, &who)).await?;
    let hash = person.as_ref().and_then(|p| p.password_hash.clone());
    let fits = app
        .part::<Hasher>()
        .verify(typed.password.clone(), hash)
        .await?;
    let Some(person) = person.filter(|_| fits) else {
        // The same words and the same work, whether the account is known or not.
        let invalid = Invalid::field("password", say!("sign-in-wrong"));
        return shell.retry(&sign_in_page(&app, typed, invalid).await?);
    };
    match person.state {
        Standing::Active => {}
        Standing::Waiting => {
            return Err(Error::Forbidden(say!("sign-in-waiting")));
        }
        Standing::Closed | Standing::Ghost | Standing::Deleted => {
            return Err(Error::Forbidden(say!("sign-in-closed")));
        }
    }
    let (now, agent) = (app.now(), agent(&req));
    let old = match &shell.viewer.0 {
        Some((member, Proof::Session(id))) => Some((member.id, *id)),
        _ => None,
    };
    let session = app
        .db
        .write_unseen(move |tx| {
            if let Some((member, id)) = old {
                sessions::end(tx, member, id)?;
            }
            sessions::begin(tx, person.id, agent, now)
        })
        .await?;
    let mut response = shell.done(own_path(Some(&typed.next)), say!("sign-in-done"));
    response
        .add_cookie(&sessions::cookie(&app, &session))
        .map_err(Error::internal)?;
    Ok(response)
}

async fn sign_out(app: App, shell: Shell) -> Result<HttpResponse> {
    if let Some((member, Proof::Session(id))) = &shell.viewer.0 {
        let (member, id) = (member.id, *id);
        app.db
            .write_unseen(move |tx| sessions::end(tx, member, id))
            .await?;
    }
    let mut response = shell.done("/", say!("sign-out-done"));
    response
        .add_cookie(&sessions::cookie(&app, ""))
        .map_err(Error::internal)?;
    response.headers_mut().insert(
        header::HeaderName::from_static("clear-site-data"),
        header::HeaderValue::from_static("\"cache\", \"storage\""),
    );
    Ok(response)
}

async fn go_on_as_guest(
    app: App,
    shell: Shell,
    req: HttpRequest,
    form: web::Form<Next>,
) -> Result<HttpResponse> {
    let next = own_path(Some(&form.into_inner().next));
    if shell.viewer.member().is_some() {
        return Ok(shell.redirect(next));
    }
    if !app.db.read(guests_act).await? {
        return Err(Error::Forbidden(say!("guest-nowhere")));
    }
    let address = access::address(&app, &req);
    app.part::<Limits>()
        .count(&app.settings(), Class::SignUp, &address)?;
    let (now, agent) = (app.now(), agent(&req));
    let session = app
        .db
        .write(move |tx| {
            let id = actions::welcome_guest(tx, now)?;
            sessions::begin(tx, id, agent, now)
        })
        .await?;
    let mut response = shell.done(next, say!("guest-welcome"));
    response
        .add_cookie(&sessions::cookie(&app, &session))
        .map_err(Error::internal)?;
    Ok(response)
}

// Pictures.

async fn picture(handle: web::Path<String>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((header::CACHE_CONTROL, "public, max-age=604800"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ))
        .body(avatar::svg(&handle))
}
