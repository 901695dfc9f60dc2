//! Pictures over HTTP: given out to readers, taken in from forms that a script sends, listed for their owner.
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use super::actions;
use super::model::Image;
use crate::access::{AddPictures, Can};
use crate::clock::Time;
use crate::error::{Error, Invalid, Result};
use crate::lang::Message;
use crate::say;
use crate::state::App;
use crate::web::sent::Parts;
use crate::web::{Page, Shell};
use crate::wire;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/images").get(list).post(add))
        .service(web::resource("/images/{key}/removal").post(remove));
}

/// Gives a picture out to someone who may see it. What everyone may see is kept by whoever passes it on, for a day: so
/// long it may outlive its topic's move to a board of few. Anything else is kept by nobody.
///
/// # Errors
/// [`Error::NotFound`] when its bytes are gone.
pub async fn hand(
    app: &App,
    req: &HttpRequest,
    image: Image,
    public: bool,
) -> Result<HttpResponse> {
    let file = image.file();
    let etag = format!("\"{}\"", &image.blob[..32]);
    let known = wire::known_tags(req.headers()).any(|tag| tag == etag);
    let mut response = match known {
        true => HttpResponse::NotModified(),
        false => HttpResponse::Ok(),
    };
    response
        .insert_header((header::ETAG, etag))
        .insert_header((
            header::CACHE_CONTROL,
            match public {
                true => "public, max-age=86400",
                false => "private, no-store",
            },
        ))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        ));
    if known {
        return Ok(response.finish());
    }
    let mime = image.kind.mime();
    let bytes = app
        .db
        .read(move |conn| actions::bytes(conn, &image))
        .await?;
    Ok(response
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{file}\""),
        ))
        .content_type(mime)
        .body(bytes))
}

/// What a script is told of a new picture.
#[derive(Serialize)]
struct Added {
    markdown: String,
    url: String,
}

async fn add(app: App, by: Can<AddPictures>, shell: Shell, parts: Parts) -> Result<HttpResponse> {
    let file = parts
        .file
        .ok_or_else(|| Invalid::field("picture", say!("image-none")))?;
    let image = actions::upload(&app, &by, &file.name, file.bytes).await?;
    if parts.script {
        return Ok(HttpResponse::Created()
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .json(Added {
                markdown: image.markdown(),
                url: image.path(),
            }));
    }
    Ok(shell.done("/images", say!("image-added")))
}

#[derive(Serialize)]
struct Shown {
    key: String,
    path: String,
    label: String,
    markdown: String,
    width: i32,
    height: i32,
    kilobytes: i64,
    at: Time,
    used: bool,
}

impl From<Image> for Shown {
    fn from(image: Image) -> Self {
        Self {
            path: image.path(),
            markdown: image.markdown(),
            kilobytes: (image.size + 1023) / 1024,
            used: image.unused_until.is_none(),
            key: image.key,
            label: image.label,
            width: image.width,
            height: image.height,
            at: image.at,
        }
    }
}

#[derive(Serialize)]
struct ImagesPage {
    images: Vec<Shown>,
    /// Why no more may be added now.
    refusal: Option<Message>,
    megabytes_used: i64,
    megabytes: u32,
    per_day: u32,
}
impl Page for ImagesPage {
    const TEMPLATE: &'static str = "images/index.html";
}

async fn list(app: App, by: Can<AddPictures>, shell: Shell) -> Result<HttpResponse> {
    let (settings, now) = (app.settings(), app.now());
    let (megabytes, per_day) = (settings.images_megabytes, settings.images_per_day);
    let (images, refusal) = app
        .db
        .read(move |conn| {
            let images = actions::mine(conn, &by)?;
            let refusal = match actions::may(conn, &by.who, &settings, now) {
                Ok(()) => None,
                Err(Error::Invalid(invalid)) => {
                    invalid.fields.into_iter().next().map(|f| f.message)
                }
                Err(Error::Forbidden(told)) => Some(told),
                Err(error) => return Err(error),
            };
            Ok((images, refusal))
        })
        .await?;
    let images: Vec<Shown> = images.into_iter().map(Into::into).collect();
    shell.page(&ImagesPage {
        megabytes_used: (images.iter().map(|i| i.kilobytes).sum::<i64>() + 512) / 1024,
        images,
        refusal,
        megabytes,
        per_day,
    })
}

async fn remove(
    app: App,
    by: Can<AddPictures>,
    shell: Shell,
    key: web::Path<String>,
) -> Result<HttpResponse> {
    app.db
        .write(move |tx| actions::remove(tx, &by, &key))
        .await?;
    Ok(shell.done("/images", say!("image-removed")))
}
