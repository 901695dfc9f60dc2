//! Pictures, given out to whoever may read something that shows them.
use actix_web::{HttpRequest, HttpResponse, web};

use crate::access::{Sight, Viewer};
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::images::{self, Image, Place};
use crate::state::App;
use crate::topics::{actions, comments};

/// Whether this reader may read something that shows it.
fn shown_to(conn: &mut Conn, sight: &Sight, places: &[Place]) -> Result<bool> {
    for place in places {
        let read = match *place {
            Place::Topic(id) => actions::find(conn, sight, id).map(|_| true),
            Place::Comment(id) => {
                comments::find(conn, sight, id).map(|found| found.comment.readable())
            }
        };
        match read {
            Ok(true) => return Ok(true),
            Ok(false) | Err(Error::NotFound(_) | Error::Gone(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// The picture, if this reader may see it, and whether everyone may.
fn look(conn: &mut Conn, sight: &Sight, key: &str, file: &str) -> Result<(Image, bool)> {
    let missing = || Error::NotFound("image");
    let image = images::actions::find(conn, key)?;
    if image.file() != file {
        return Err(missing());
    }
    let places = images::actions::places(conn, &image)?;
    let public = shown_to(conn, &Sight::PUBLIC, &places)?;
    match public || image.own_of(sight) || shown_to(conn, sight, &places)? {
        true => Ok((image, public)),
        false => Err(missing()),
    }
}

pub(super) async fn give(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse> {
    let (key, file) = path.into_inner();
    let sight = viewer.sight();
    let (image, public) = app
        .db
        .read(move |conn| look(conn, &sight, &key, &file))
        .await?;
    images::pages::hand(&app, &req, image, public).await
}
