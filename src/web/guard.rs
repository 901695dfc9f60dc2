//! What stands around every request: a request id, methods we take, forged posts refused, limits counted,
//! late bodies dropped, failures dressed, headers set, one line logged.
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::http::{Method, header};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, ResponseError};
use futures_util::FutureExt;

use super::cache::{self, Public};
use super::meter::Meter;
use super::shed::{self, House};
use super::{AsItIs, HeadersAlone, error_page};
use crate::access::limits::{Class, Left, Limits};
use crate::access::{self, Proof, Viewer, secrets};
use crate::config::BaseUrl;
use crate::error::{Error, Problem, Result};
use crate::say;
use crate::state::App;
use crate::wire;

/// How long a body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(20);

/// The one middleware, from the outside in.
pub async fn around(
    mut req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let began = Instant::now();
    let app = App::of(req.request());
    let api = access::is_api(&app, req.path());
    let id = secrets::fresh().map_or_else(|_| "none".to_owned(), |s| s[..16].to_owned());
    let mut limits = Vec::new();
    if *req.method() == Method::HEAD {
        // Answered as GET; the connection leaves the body out.
        req.head_mut().method = Method::GET;
        req.extensions_mut().insert(HeadersAlone);
    }
    let early = match enter(&app, req.request(), api, &mut limits).await {
        Ok(None) if api && *req.method() == Method::OPTIONS => Some(wire::preflight()),
        Ok(None) => None,
        Ok(Some(answer)) => Some(answer),
        Err(error) => Some(error.error_response()),
    };
    let mut response = match early {
        Some(answer) => req.into_response(answer),
        None => {
            if !req.method().is_safe() {
                let body = punctual(req.take_payload());
                req.set_payload(body);
            }
            let render =
                async |req: ServiceRequest| -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
                    let class = shed::class(&app, req.request()).await;
                    let _place = match app.part::<House>().enter(class) {
                        Ok(place) => place,
                        Err(error) => return Ok(req.into_response(error.error_response())),
                    };
                    // The router wants the request to itself: nothing here may hold on to it meanwhile.
                    let answer = AssertUnwindSafe(next.call(req)).catch_unwind().await;
                    Ok(answer
                        .map_err(|_| Error::internal("a handler panicked"))??
                        .map_into_boxed_body())
                };
            match Public::of(&app, req.request()) {
                Some(public) => cache::through(&app, &public, req, render).await?,
                None => render(req).await?,
            }
        }
    };
    let http = response.request().clone();
    if response.status().is_client_error() || response.status().is_server_error() {
        response = dress_failure(&app, &http, api, response).await;
    }
    let status = response.status();
    let headers = response.headers_mut();
    protect(headers, &app.config.base_url);
    if api {
        wire::dress(headers, &limits);
    }
    if let Ok(value) = header::HeaderValue::from_str(&id) {
        headers.insert(header::HeaderName::from_static("x-request-id"), value);
    }
    app.part::<Meter>().count(
        http.method().as_str(),
        http.match_pattern().as_deref().unwrap_or("none"),
        status.as_u16(),
        began.elapsed(),
    );
    tracing::info!(
        request.id = id,
        method = %http.method(),
        route = http.match_pattern().as_deref().unwrap_or("none"),
        status = status.as_u16(),
        micros = u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX),
        "answered"
    );
    Ok(response)
}

/// A body that must have arrived in time: slow ones would hold a connection for ever.
fn punctual(body: Payload) -> Payload {
    use futures_util::StreamExt;
    let late = Box::pin(tokio::time::sleep(PATIENCE));
    let parts = futures_util::stream::unfold((body, Some(late)), |(mut body, late)| async move {
        let mut late = late?;
        tokio::select! {
            part = body.next() => part.map(|part| (part, (body, Some(late)))),
            () = &mut late => {
                let error = std::io::Error::from(std::io::ErrorKind::TimedOut);
                Some((Err(PayloadError::Io(error)), (body, None)))
            }
        }
    });
    Payload::Stream {
        // Whoever reads a form part by part asks once more after the end.
        payload: Box::pin(parts.fuse()),
    }
}

/// What is decided before any handler: methods, forged posts, limits.
async fn enter(
    app: &App,
    req: &HttpRequest,
    api: bool,
    limits: &mut Vec<Left>,
) -> Result<Option<HttpResponse>> {
    let method = req.method();
    if *method == Method::TRACE || *method == Method::CONNECT {
        let mut refusal = HttpResponse::MethodNotAllowed();
        if api {
            let methods = wire::openapi::methods(app, req.path());
            refusal.insert_header((header::ALLOW, methods.join(", ")));
        }
        return Ok(Some(refusal.force_close().finish()));
    }
    let safe = method.is_safe();
    if !api && !safe {
        same_site(&app.config.base_url, req)?;
    }
    if !api && safe {
        return Ok(None);
    }
    let viewer = Viewer::from_request(req, &mut Payload::None).await;
    let key = match &viewer {
        Ok(Viewer(Some((_, Proof::Token(id, _))))) => format!("token {id}"),
        Ok(Viewer(Some((member, Proof::Session(_))))) => format!("person {}", member.id),
        _ => format!("address {}", access::address(app, req)),
    };
    let settings = app.settings();
    let counter = app.part::<Limits>();
    if api {
        limits.push(counter.count(&settings, Class::Api, &key)?);
    }
    if !safe {
        // A preview is shown while someone types, and writes nothing.
        let preview =
            req.path().strip_prefix(app.config.base_url.path.as_str()) == Some("/preview");
        let class = if preview {
            Class::Preview
        } else {
            Class::Write
        };
        limits.push(counter.count(&settings, class, &key)?);
    }
    viewer.map(|_| None)
}

/// Refuses a post that another site's page sends in a visitor's name.
///
/// Follows the order of what browsers tell: `Sec-Fetch-Site`, else `Origin`; neither means no browser.
fn same_site(base: &BaseUrl, req: &HttpRequest) -> Result<()> {
    let refused = || Error::Forbidden(say!("web-other-site"));
    let told = |name: &str| {
        req.headers()
            .get(name)
            .map(|v| v.to_str().unwrap_or("unreadable"))
    };
    match told("sec-fetch-site") {
        Some("same-origin" | "none") => Ok(()),
        Some(_) => Err(refused()),
        None => match told("origin") {
            None => Ok(()),
            Some(origin) if base.origins().any(|own| own == origin) => Ok(()),
            Some(_) => Err(refused()),
        },
    }
}

async fn dress_failure(
    app: &App,
    req: &HttpRequest,
    api: bool,
    response: ServiceResponse<BoxBody>,
) -> ServiceResponse<BoxBody> {
    if response.response().extensions().get::<AsItIs>().is_some() {
        return response;
    }
    let known = response.response().extensions().get::<Problem>().cloned();
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let problem = match known {
        Some(problem) => problem,
        // A form that came back with its words is dressed already.
        None if page => return response,
        // Answered by the router or an extractor of the framework: its words are not for visitors.
        None => Problem::of_status(response.status()),
    };
    let mut dressed = if api {
        let body = wire::ProblemJson::of(app, &problem);
        HttpResponse::build(response.status())
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .content_type("application/problem+json")
            .body(serde_json::to_string(&body).unwrap_or_default())
    } else {
        error_page(req, &problem).await
    };
    for name in [
        header::RETRY_AFTER,
        header::WWW_AUTHENTICATE,
        header::ALLOW,
        header::CONNECTION,
    ] {
        if let Some(value) = response.headers().get(&name) {
            dressed.headers_mut().insert(name, value.clone());
        }
    }
    ServiceResponse::new(req.clone(), dressed)
}

/// The headers that keep a browser from being turned against its owner, on every answer.
fn protect(headers: &mut header::HeaderMap, base: &BaseUrl) {
    let mut set = |name: &'static str, value: &str| {
        let name = header::HeaderName::from_static(name);
        if !headers.contains_key(&name)
            && let Ok(value) = header::HeaderValue::from_str(value)
        {
            headers.insert(name, value);
        }
    };
    let under = |folder: &str| {
        base.origins()
            .map(|origin| format!("{origin}{}{folder}", base.path))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (assets, avatars) = (under("/assets/"), under("/avatars/"));
    let (images, theme) = (under("/images/"), under("/theme/"));
    set(
        "content-security-policy",
        &format!(
            "default-src 'none'; script-src {assets}; style-src {assets} {theme}; img-src {assets} {avatars} {images} {theme}; \
             connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
    );
    set("x-content-type-options", "nosniff");
    set("referrer-policy", "same-origin");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set(
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    );
    if base.secure {
        // Below a path the host is shared: its other names are not ours to decide about.
        set(
            "strict-transport-security",
            match base.path.is_empty() {
                true => "max-age=63072000; includeSubDomains",
                false => "max-age=63072000",
            },
        );
    }
}
