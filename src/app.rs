//! The application put together: every route and all middleware on one page.
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::{Compress, from_fn};
use actix_web::{HttpRequest, HttpResponse, web};
use utoipa_actix_web::AppExt;

use crate::access::limits::Limits;
use crate::access::passwords::Hasher;
use crate::accounts::belongings::Everything;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::{Error, Result};
use crate::events::Listener;
use crate::fetch::{Allowed, Fetch};
use crate::jobs::{self, Kinds as JobKinds};
use crate::mail::Transport;
use crate::say;
use crate::settings::{self, Live};
use crate::state::{App, Parts};
use crate::topics::kinds::Kinds;
use crate::web::cache::Cache;
use crate::web::meter::Meter;
use crate::web::shed::House;
use crate::web::{Templates, assets, guard, shortcuts, theme};
use crate::wire::ProblemJson;
use crate::wire::openapi::{self, Document};
use crate::{
    accounts, admin, changelog, desk, developers, drafts, feeds, images, people, proposals, search,
    topics, transfer, upkeep,
};

/// Puts the engines and the rooms' own parts together.
///
/// # Errors
/// Names what could not be started.
pub async fn new(db: Db, clock: Clock, config: Config) -> Result<App> {
    let live = Live::default();
    live.replace(db.read(settings::load).await?);
    let agent = format!(
        "Cowpath/{} (+{})",
        env!("CARGO_PKG_VERSION"),
        config.base_url.full
    );
    let parts = Parts::default()
        .with(Transport::new(&config))
        .with(Fetch::new(agent, Allowed(config.fetch_allow.clone())))
        .with(Templates::parse(&config.base_url)?)
        .with(Hasher::start()?)
        .with(Limits::new(config.rate_limits))
        .with(Meter::start()?)
        .with(Document::default())
        .with(Cache::default())
        .with(House::default())
        .with(search::similar::Titles::default())
        .with(search::FINDER)
        .with(feeds::stream::Hub::default())
        .with(belongings())
        .with(background(&config))
        .with(kinds());
    Ok(App::new(db, clock, config, live, parts))
}

/// The room of each kind of topic.
fn kinds() -> Kinds {
    let mut rooms = vec![proposals::pages::room()];
    rooms.extend(topics::pages::rooms());
    Kinds(rooms)
}

/// What every room keeps about people: whoever builds on others lets go first, accounts last.
fn belongings() -> Everything {
    Everything(vec![
        crate::webhooks::belongings::BELONGINGS,
        changelog::belongings::BELONGINGS,
        search::belongings::BELONGINGS,
        proposals::belongings::BELONGINGS,
        topics::mine::person::BELONGINGS,
        topics::belongings::BELONGINGS,
        drafts::belongings::BELONGINGS,
        images::belongings::BELONGINGS,
        accounts::belongings::BELONGINGS,
    ])
}

/// Every kind of work in the background.
pub fn background(config: &Config) -> JobKinds {
    let mut kinds = vec![jobs::CANARY];
    if config.chaos {
        kinds.extend(jobs::chaos());
    }
    JobKinds(kinds)
}

/// Everyone who reads the event log.
pub fn listeners() -> Vec<Listener> {
    vec![topics::links::LISTENER, search::docs::LISTENER]
}

/// Every route, below the site's own path.
pub fn build(
    app: App,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl actix_web::body::MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let base = app.config.base_url.path.clone();
    let (routes, mut collected) = actix_web::App::new()
        .into_utoipa_app()
        .service(
            utoipa_actix_web::scope(format!("{base}/api/v1").as_str())
                .configure(accounts::api::routes)
                .configure(images::api::routes)
                .configure(drafts::api::routes)
                .configure(topics::api::routes)
                .configure(search::api::routes)
                .configure(proposals::api::routes)
                .configure(changelog::api::routes)
                .configure(desk::api::routes)
                .configure(crate::webhooks::api::routes)
                .configure(people::api::routes)
                .configure(transfer::api::routes)
                .configure(admin::api::routes)
                .configure(feeds::api::routes)
                .route("/openapi.json", web::get().to(openapi::show))
                .default_service(web::to(no_operation)),
        )
        .split_for_parts();
    // Schemas that only answers outside of operations use.
    let mut problem = Vec::new();
    problem.push((
        "Problem".to_owned(),
        <ProblemJson as utoipa::PartialSchema>::schema(),
    ));
    <ProblemJson as utoipa::ToSchema>::schemas(&mut problem);
    collected
        .components
        .get_or_insert_default()
        .schemas
        .extend(problem);
    app.part::<Document>().finish(&app, collected);

    // The site's path without its slash leads to the first page too.
    let routes = match base.is_empty() {
        true => routes,
        false => routes.service(web::redirect(base.clone(), format!("{base}/"))),
    };
    routes
        .app_data(app)
        .app_data(web::PayloadConfig::new(crate::wire::BODY))
        .app_data(
            web::FormConfig::default()
                .limit(crate::wire::BODY)
                .error_handler(|error, _| misread_form(error).into()),
        )
        .app_data(web::PathConfig::default().error_handler(|_, _| Error::NotFound("page").into()))
        .app_data(web::QueryConfig::default().error_handler(|error, _| {
            Error::BadRequest(say!("web-address-unread", told = error.to_string())).into()
        }))
        .service(web::scope(&format!("{base}/assets")).configure(assets::routes))
        .service(web::scope(&format!("{base}/theme")).configure(theme::routes))
        .service(
            web::scope(&base)
                .service(web::resource("/shortcuts").get(shortcuts::show))
                // First: their addresses end where others go on.
                .configure(feeds::pages::routes)
                .configure(proposals::pages::routes)
                .configure(changelog::pages::routes)
                .configure(desk::pages::routes)
                .configure(images::pages::routes)
                .configure(topics::pages::routes)
                .configure(search::pages::routes)
                .configure(people::pages::routes)
                .configure(accounts::pages::routes)
                .configure(drafts::pages::routes)
                .configure(transfer::pages::routes)
                .configure(upkeep::metrics::routes)
                .configure(admin::routes)
                .configure(developers::routes)
                .configure(crate::web::language::routes),
        )
        .wrap(from_fn(guard::around))
        .wrap(Compress::default())
}

fn misread_form(error: actix_web::error::UrlencodedError) -> Error {
    use actix_web::error::UrlencodedError::{Overflow, Payload};
    match error {
        Overflow { .. } => Error::unread(&actix_web::error::PayloadError::Overflow),
        Payload(error) => Error::unread(&error),
        _ => Error::BadRequest(say!("web-form-not-whole")),
    }
}

/// An address of the API that is none, or a method that an address does not take.
async fn no_operation(app: App, req: HttpRequest) -> Result<HttpResponse> {
    let methods = openapi::methods(&app, req.path());
    if methods.is_empty() {
        return Err(Error::NotFound("address"));
    }
    Ok(HttpResponse::MethodNotAllowed()
        .insert_header((header::ALLOW, methods.join(", ")))
        .finish())
}
