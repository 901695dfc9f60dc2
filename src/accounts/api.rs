//! People as JSON, `/api/v1`.
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::model::{Person, Standing};
use super::{actions, ignored};
use crate::access::{Proof, Role, Scope, Viewer};
use crate::clock::Time;
use crate::error::{Error, Result};
use crate::state::App;
use crate::wire;

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(show_me)
        .service(show_person)
        .service(ignored::list_ignored)
        .service(ignored::keep_ignore)
        .service(ignored::drop_ignore);
}

/// Someone, as everyone sees them.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Person)]
struct PersonJson {
    /// Their handle.
    handle: String,
    /// The name they go by; may be empty.
    name: String,
    /// What they are here.
    role: Role,
    /// What they say about themselves.
    bio: String,
    /// Their page.
    #[schema(format = "uri")]
    url: String,
    /// Their picture, as SVG.
    #[schema(format = "uri")]
    avatar_url: String,
    /// When they joined.
    #[schema(value_type = String, format = DateTime)]
    joined_at: Time,
    /// Whether they are known from an import only.
    imported: bool,
}

impl PersonJson {
    fn of(app: &App, person: Person) -> Self {
        let base = &app.config.base_url;
        Self {
            url: base.link(&format!("/people/{}", person.handle)),
            avatar_url: base.link(&format!("/avatars/{}.svg", person.handle)),
            imported: person.state == Standing::Ghost,
            handle: person.handle,
            name: person.name,
            role: person.role,
            bio: person.bio,
            joined_at: person.created_at,
        }
    }
}

/// You, as your token shows you.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Me {
    #[serde(flatten)]
    person: PersonJson,
    /// What this token may do.
    scopes: Vec<Scope>,
    /// Your address; only with the scope `account:read`.
    email: Option<String>,
}

/// Whom a token belongs to, and what it may do.
#[utoipa::path(tag = "People", security(("token" = [])), responses((status = 200, body = Me), (status = 304, description = "You have it already.")))]
#[get("/me")]
async fn show_me(app: App, viewer: Viewer, req: HttpRequest) -> Result<HttpResponse> {
    let (member, proof) = viewer.0.ok_or(Error::SignInRequired)?;
    let scopes = match proof {
        Proof::Token(_, scopes) => scopes,
        Proof::Session(_) => Vec::new(),
    };
    let person = app
        .db
        .read(move |conn| actions::find(conn, member.id))
        .await?;
    let email = person
        .email
        .clone()
        .filter(|_| scopes.contains(&Scope::Account));
    wire::ok(
        &req,
        &Me {
            person: PersonJson::of(&app, person),
            scopes,
            email,
        },
    )
}

/// A person. An earlier handle leads to the present one.
#[utoipa::path(tag = "People", params(("handle" = String, Path)), responses((status = 200, body = PersonJson),
    (status = 301, description = "They have another handle now.", headers(("Location" = String))), (status = 304, description = "You have it already.")))]
#[get("/people/{handle}")]
async fn show_person(
    app: App,
    req: HttpRequest,
    handle: web::Path<String>,
) -> Result<HttpResponse> {
    let asked = handle.into_inner();
    let looked = asked.clone();
    let person = app
        .db
        .read(move |conn| actions::by_handle(conn, &looked))
        .await?;
    if person.handle != asked {
        let to = app
            .config
            .base_url
            .link(&format!("/api/v1/people/{}", person.handle));
        return Ok(HttpResponse::MovedPermanently()
            .insert_header((header::LOCATION, to))
            .finish());
    }
    wire::ok(&req, &PersonJson::of(&app, person))
}
