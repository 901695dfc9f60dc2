//! Pictures as JSON, `/api/v1`.
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, delete, get, post, web};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::actions;
use super::model::Image;
use crate::access::{AddPictures, Can};
use crate::clock::Time;
use crate::error::{Invalid, Result};
use crate::say;
use crate::state::App;
use crate::web::sent::Parts;
use crate::wire::{self, List};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_pictures)
        .service(add_picture)
        .service(remove_picture);
}

/// A picture that you added.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Picture)]
struct PictureJson {
    /// Names it for ever; cannot be guessed.
    key: String,
    /// Where it is. Until a post shows it, only you see it there.
    #[schema(format = "uri")]
    url: String,
    /// What to write in a text to show it; put what is to be seen between the brackets.
    markdown: String,
    /// Its width in pixels.
    width: i32,
    /// Its height in pixels.
    height: i32,
    /// Its size in bytes.
    bytes: i64,
    /// Whether a post shows it. If none does in time, it goes.
    used: bool,
    /// When it was added.
    #[schema(value_type = String, format = DateTime)]
    at: Time,
}

impl PictureJson {
    fn of(app: &App, image: Image) -> Self {
        Self {
            url: app.config.base_url.link(&image.path()),
            markdown: image.markdown(),
            used: image.unused_until.is_none(),
            key: image.key,
            width: image.width,
            height: image.height,
            bytes: image.size,
            at: image.at,
        }
    }
}

/// A picture as a form sends it.
#[derive(utoipa::ToSchema)]
#[allow(dead_code)]
struct NewPicture {
    /// PNG, JPEG, GIF or WebP, up to 8 MB and 40 megapixels.
    #[schema(value_type = String, format = Binary)]
    picture: Vec<u8>,
}

/// Your pictures, newest first; at most 200.
#[utoipa::path(tag = "Pictures", security(("token" = ["images:write"])), responses((status = 200, body = List<PictureJson>), (status = 304, description = "You have it already.")))]
#[get("/images")]
async fn list_pictures(app: App, by: Can<AddPictures>, req: HttpRequest) -> Result<HttpResponse> {
    let images = app.db.read(move |conn| actions::mine(conn, &by)).await?;
    let data = images
        .into_iter()
        .map(|image| PictureJson::of(&app, image))
        .collect();
    wire::ok(&req, &List { data, next: None })
}

/// Adds a picture. It is written anew, upright, at most 2,000 pixels wide and high, without anything but its pixels.
#[utoipa::path(tag = "Pictures", request_body(content = inline(NewPicture), content_type = "multipart/form-data"), security(("token" = ["images:write"])),
    responses((status = 201, body = PictureJson, headers(("Location" = String)))))]
#[post("/images")]
async fn add_picture(app: App, by: Can<AddPictures>, parts: Parts) -> Result<HttpResponse> {
    let file = parts
        .file
        .ok_or_else(|| Invalid::field("picture", say!("image-none")))?;
    let image = actions::upload(&app, &by, &file.name, file.bytes).await?;
    let told = PictureJson::of(&app, image);
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, told.url.clone()))
        .json(told))
}

/// Takes a picture away for good; posts that show it keep its description. Its owner may, and staff.
#[utoipa::path(tag = "Pictures", security(("token" = ["images:write"])), params(("key" = String, Path)), responses((status = 204, description = "It is gone.")))]
#[delete("/images/{key}")]
async fn remove_picture(
    app: App,
    by: Can<AddPictures>,
    key: web::Path<String>,
) -> Result<HttpResponse> {
    app.db
        .write(move |tx| actions::remove(tx, &by, &key))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
