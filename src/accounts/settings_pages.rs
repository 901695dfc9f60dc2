//! One's own account as HTML: profile, address and password, sessions, API tokens.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::actions;
use super::model::{self, Profile, TypedProfile};
use crate::access::passwords::{self, Hasher};
use crate::access::{Account, Can, Proof, Scope, sessions, tokens};
use crate::clock::Time;
use crate::error::{Error, Invalid, Result};
use crate::id::{SessionId, TokenId};
use crate::lang::Message;
use crate::mail;
use crate::say;
use crate::state::App;
use crate::text;
use crate::web::{Page, Shell};

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/settings").get(home))
        .service(
            web::resource("/settings/profile")
                .get(profile_form)
                .post(change_profile),
        )
        .service(web::resource("/settings/account").get(account_form))
        .service(web::resource("/settings/email").post(change_email))
        .service(web::resource("/settings/email/again").post(mail_again))
        .service(web::resource("/settings/password").post(change_password))
        .service(web::resource("/settings/sessions").get(list_sessions))
        .service(web::resource("/settings/sessions/{id}/end").post(end_session))
        .service(
            web::resource("/settings/tokens")
                .get(list_tokens)
                .post(make_token),
        )
        .service(web::resource("/settings/tokens/{id}/end").post(end_token));
}

async fn home(_by: Can<Account>, shell: Shell) -> HttpResponse {
    shell.redirect("/settings/profile")
}

#[derive(Serialize)]
struct ProfilePage {
    typed: TypedProfile,
    invalid: Invalid,
}
impl Page for ProfilePage {
    const TEMPLATE: &'static str = "accounts/profile.html";
}

async fn profile_form(app: App, by: Can<Account>, shell: Shell) -> Result<HttpResponse> {
    let id = by.who.id;
    let person = app.db.read(move |conn| actions::find(conn, id)).await?;
    shell.page(&ProfilePage {
        typed: TypedProfile {
            handle: person.handle,
            name: person.name,
            bio: person.bio,
        },
        invalid: Invalid::default(),
    })
}

async fn change_profile(
    app: App,
    by: Can<Account>,
    shell: Shell,
    form: web::Form<TypedProfile>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let now = app.now();
    let changed = match Profile::parse(&typed) {
        Ok(profile) => {
            app.db
                .write(move |tx| actions::change_profile(tx, &by, &profile, now))
                .await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match changed {
        Ok(()) => Ok(shell.done("/settings/profile", say!("profile-changed"))),
        Err(Error::Invalid(invalid)) => shell.retry(&ProfilePage { typed, invalid }),
        Err(error) => Err(error),
    }
}

#[derive(Serialize)]
struct AccountPage {
    email: String,
    refused: Option<Refused>,
    typed_email: String,
    invalid: Invalid,
}
/// That a mail server refused one's address.
#[derive(Serialize)]
struct Refused {
    why: String,
    since: Time,
}
impl Page for AccountPage {
    const TEMPLATE: &'static str = "accounts/account.html";
}

/// One's address, and whether mail is refused there.
async fn address(app: &App, by: &Can<Account>) -> Result<(String, Option<Refused>)> {
    let id = by.who.id;
    app.db
        .read(move |conn| {
            let email = actions::find(conn, id)?.email.unwrap_or_default();
            let refused = mail::refused(conn, &email)?;
            Ok((email, refused.map(|(why, since)| Refused { why, since })))
        })
        .await
}

async fn account_form(app: App, by: Can<Account>, shell: Shell) -> Result<HttpResponse> {
    let (email, refused) = address(&app, &by).await?;
    shell.page(&AccountPage {
        typed_email: email.clone(),
        email,
        refused,
        invalid: Invalid::default(),
    })
}

async fn account_again(
    app: &App,
    by: &Can<Account>,
    shell: &Shell,
    typed_email: Option<String>,
    invalid: Invalid,
) -> Result<HttpResponse> {
    let (email, refused) = address(app, by).await?;
    shell.retry(&AccountPage {
        typed_email: typed_email.unwrap_or_else(|| email.clone()),
        email,
        refused,
        invalid,
    })
}

/// Lets mail go to one's address again.
async fn mail_again(app: App, by: Can<Account>, shell: Shell) -> Result<HttpResponse> {
    let id = by.who.id;
    app.db
        .write(move |tx| match actions::find(tx, id)?.email {
            Some(email) => mail::unrefuse(tx, &email),
            None => Ok(()),
        })
        .await?;
    Ok(shell.done("/settings/account", say!("mail-refused-tried-again")))
}

/// Whether this is really them: asked before anything that would lock them out.
///
/// # Errors
/// Those of the database.
pub async fn confirmed<P>(app: &App, by: &Can<P>, password: &str) -> Result<bool> {
    let id = by.who.id;
    let person = app.db.read(move |conn| actions::find(conn, id)).await?;
    app.part::<Hasher>()
        .verify(password.to_owned(), person.password_hash)
        .await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TypedEmail {
    email: String,
    current: String,
}

async fn change_email(
    app: App,
    by: Can<Account>,
    shell: Shell,
    form: web::Form<TypedEmail>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let email = match model::email(&typed.email) {
        Ok(email) => email,
        Err(invalid) => return account_again(&app, &by, &shell, Some(typed.email), invalid).await,
    };
    if !confirmed(&app, &by, &typed.current).await? {
        let invalid = Invalid::field("email_current", say!("password-not-yours"));
        return account_again(&app, &by, &shell, Some(typed.email), invalid).await;
    }
    let now = app.now();
    app.db
        .write(move |tx| actions::change_email(tx, &by, &email, now))
        .await?;
    Ok(shell.done("/settings/account", say!("email-changed")))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct TypedPassword {
    current: String,
    password: String,
}

async fn change_password(
    app: App,
    by: Can<Account>,
    shell: Shell,
    form: web::Form<TypedPassword>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    if let Err(invalid) = passwords::check_new(&typed.password, &by.who.handle) {
        return account_again(&app, &by, &shell, None, invalid).await;
    }
    if !confirmed(&app, &by, &typed.current).await? {
        let invalid = Invalid::field("current", say!("password-not-yours"));
        return account_again(&app, &by, &shell, None, invalid).await;
    }
    let hash = app.part::<Hasher>().hash(typed.password).await?;
    let keep = match &shell.viewer.0 {
        Some((_, Proof::Session(id))) => Some(*id),
        _ => None,
    };
    let now = app.now();
    app.db
        .write(move |tx| actions::change_password(tx, &by, &hash, keep, now))
        .await?;
    Ok(shell.done("/settings/account", say!("password-changed")))
}

#[derive(Serialize)]
struct SessionRow {
    id: SessionId,
    agent: Message,
    created_at: Time,
    seen_at: Time,
    here: bool,
}
#[derive(Serialize)]
struct SessionsPage {
    sessions: Vec<SessionRow>,
}
impl Page for SessionsPage {
    const TEMPLATE: &'static str = "accounts/sessions.html";
}

async fn list_sessions(app: App, by: Can<Account>, shell: Shell) -> Result<HttpResponse> {
    let (id, now) = (by.who.id, app.now());
    let here = match &shell.viewer.0 {
        Some((_, Proof::Session(id))) => Some(*id),
        _ => None,
    };
    let rows = app
        .db
        .read(move |conn| sessions::list(conn, id, now))
        .await?;
    shell.page(&SessionsPage {
        sessions: rows
            .into_iter()
            .map(|s| SessionRow {
                here: Some(s.id) == here,
                id: s.id,
                agent: Message::named("session", "another-program", s.agent),
                created_at: s.created_at,
                seen_at: s.seen_at,
            })
            .collect(),
    })
}

async fn end_session(
    app: App,
    by: Can<Account>,
    shell: Shell,
    id: web::Path<SessionId>,
) -> Result<HttpResponse> {
    app.db
        .write_unseen(move |tx| sessions::end(tx, by.who.id, *id))
        .await?;
    Ok(shell.done("/settings/sessions", say!("session-ended")))
}

#[derive(Serialize)]
struct ScopeRow {
    name: &'static str,
    meaning: Message,
    chosen: bool,
}
#[derive(Serialize)]
struct TokenRow {
    id: TokenId,
    name: String,
    scopes: Vec<String>,
    created_at: Time,
    expires_at: Option<Time>,
    used_at: Option<Time>,
    expired: bool,
}
#[derive(Serialize)]
struct TokensPage {
    tokens: Vec<TokenRow>,
    scopes: Vec<ScopeRow>,
    name: String,
    days: String,
    /// A token just made: shown this once.
    fresh: Option<String>,
    invalid: Invalid,
}
impl Page for TokensPage {
    const TEMPLATE: &'static str = "accounts/tokens.html";
}

/// A token as someone asked for it. Kept by hand from a form, since a box may be ticked many times.
#[derive(Debug, Default)]
struct TypedToken {
    name: String,
    days: String,
    scopes: Vec<String>,
}

impl TypedToken {
    fn read(form: &[(String, String)]) -> Self {
        let mut typed = Self::default();
        for (name, value) in form {
            match name.as_str() {
                "name" => typed.name = text::clean_line(value),
                "days" => typed.days.clone_from(value),
                "scope" => typed.scopes.push(value.clone()),
                _ => {}
            }
        }
        typed
    }
    fn parse(&self) -> Result<(String, Vec<Scope>, Option<i64>), Invalid> {
        let mut invalid = Invalid::default();
        invalid.check(
            "name",
            (1..=60).contains(&self.name.chars().count()),
            say!("token-name", max = 60),
        );
        let scopes: Vec<_> = self.scopes.iter().filter_map(|s| Scope::named(s)).collect();
        invalid.check(
            "scope",
            !scopes.is_empty() && scopes.len() == self.scopes.len(),
            say!("token-choose-scope"),
        );
        let days = match self.days.as_str() {
            "never" => Ok(None),
            text => text.parse::<i64>().map(Some),
        };
        let days = days
            .ok()
            .filter(|d| d.is_none_or(|d| (1..=3650).contains(&d)));
        invalid.check("days", days.is_some(), say!("field-choose"));
        invalid.or((self.name.clone(), scopes, days.flatten()))
    }
}

async fn tokens_page(
    app: &App,
    by: &Can<Account>,
    typed: TypedToken,
    fresh: Option<String>,
    invalid: Invalid,
) -> Result<TokensPage> {
    let (id, now) = (by.who.id, app.now());
    let rows = app.db.read(move |conn| tokens::list(conn, id)).await?;
    Ok(TokensPage {
        tokens: rows
            .into_iter()
            .map(|t| TokenRow {
                id: t.id,
                name: t.name,
                scopes: t.scopes.split(' ').map(str::to_owned).collect(),
                created_at: t.created_at,
                expired: t.expires_at.is_some_and(|at| at <= now),
                expires_at: t.expires_at,
                used_at: t.used_at,
            })
            .collect(),
        scopes: Scope::ALL
            .iter()
            .map(|scope| ScopeRow {
                name: scope.text(),
                meaning: scope.meaning(),
                chosen: typed.scopes.iter().any(|s| s == scope.text()),
            })
            .collect(),
        name: typed.name,
        days: typed.days,
        fresh,
        invalid,
    })
}

async fn list_tokens(app: App, by: Can<Account>, shell: Shell) -> Result<HttpResponse> {
    let typed = TypedToken {
        days: "90".into(),
        ..TypedToken::default()
    };
    shell.page(&tokens_page(&app, &by, typed, None, Invalid::default()).await?)
}

async fn make_token(
    app: App,
    by: Can<Account>,
    shell: Shell,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let typed = TypedToken::read(&form);
    let (name, scopes, days) = match typed.parse() {
        Ok(parsed) => parsed,
        Err(invalid) => return shell.retry(&tokens_page(&app, &by, typed, None, invalid).await?),
    };
    let (now, id) = (app.now(), by.who.id);
    let fresh = app
        .db
        .write(move |tx| {
            actions::make_token(tx, id, &name, &scopes, days.map(|d| now.plus_days(d)), now)
        })
        .await?;
    // Shown in the answer itself: a token in an address or a cookie would be kept somewhere.
    let typed = TypedToken {
        days: "90".into(),
        ..TypedToken::default()
    };
    shell.page(&tokens_page(&app, &by, typed, Some(fresh), Invalid::default()).await?)
}

async fn end_token(
    app: App,
    by: Can<Account>,
    shell: Shell,
    id: web::Path<TokenId>,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| actions::end_token(tx, &by, *id, now))
        .await?;
    Ok(shell.done("/settings/tokens", say!("token-ended")))
}
