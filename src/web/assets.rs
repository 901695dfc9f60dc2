//! CSS, JavaScript and images, in the binary. One digest names the whole folder, so `/assets/<digest>/…` may be
//! cached for ever and relative imports keep working. The style sheets are joined into one file at the start.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::access::secrets::hex;
use crate::error::{Error, Result};

#[derive(RustEmbed)]
#[folder = "assets"]
struct Embedded;

struct Assets {
    digest: String,
    files: BTreeMap<String, (String, web::Bytes)>,
}

/// The style sheet that pages link: all others, joined in this order.
const JOINED: &str = "css/app.css";
const ORDER: [&str; 8] = [
    "css/00-layers.css",
    "css/tokens.css",
    "css/reset.css",
    "css/base.css",
    "css/layout.css",
    "css/components/",
    "css/rooms/",
    "css/utilities.css",
];

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut names: Vec<_> = Embedded::iter().map(|n| n.into_owned()).collect();
    names.sort_unstable();
    let mut files = BTreeMap::new();
    let mut sheet = Vec::new();
    for part in ORDER {
        for name in names.iter().filter(|n| n.starts_with(part)) {
            if let Some(file) = Embedded::get(name) {
                sheet.extend_from_slice(&file.data);
                sheet.push(b'\n');
            }
        }
    }
    files.insert(
        JOINED.to_owned(),
        ("text/css; charset=utf-8".to_owned(), sheet.into()),
    );
    for name in names.iter().filter(|n| !n.starts_with("css/")) {
        if let Some(file) = Embedded::get(name) {
            let kind = match file.metadata.mimetype() {
                text if text.starts_with("text/") => format!("{text}; charset=utf-8"),
                other => other.to_owned(),
            };
            files.insert(name.clone(), (kind, file.data.into_owned().into()));
        }
    }
    let digest = files.iter().fold(Sha256::new(), |sum, (name, (_, data))| {
        sum.chain_update(name).chain_update(data)
    });
    Assets {
        digest: hex(&digest.finalize()[..6]),
        files,
    }
});

/// Where the assets are, below the site's own path.
pub fn folder() -> String {
    format!("/assets/{}", ASSETS.digest)
}

/// Routes below `/assets`.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/{digest}/{path:.+}", web::get().to(serve))
        .route("/{digest}/{path:.+}", web::head().to(serve));
}

async fn serve(path: web::Path<(String, String)>) -> Result<HttpResponse> {
    let (kind, data) = ASSETS.files.get(&path.1).ok_or(Error::NotFound("file"))?;
    // An old digest gets today's file, but not for ever.
    let cache = match path.0 == ASSETS.digest {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    Ok(HttpResponse::Ok()
        .content_type(kind.as_str())
        .insert_header((header::CACHE_CONTROL, cache))
        .body(data.clone()))
}
