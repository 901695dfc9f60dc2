//! A page as bytes, and the same compressed, each kind once.
use std::io::Write;

use actix_web::HttpResponse;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::web;
use sha2::{Digest, Sha256};
use tokio::sync::OnceCell;

use crate::wire;

/// Fewer bytes are not worth it.
const SMALL: usize = 512;

/// A way to compress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Brotli,
    Zstd,
    Gzip,
}

impl Coding {
    /// Smallest first.
    const ALL: [Self; 3] = [Self::Brotli, Self::Zstd, Self::Gzip];

    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Zstd => "zstd",
            Self::Gzip => "gzip",
        }
    }

    fn press(self, plain: &[u8]) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Brotli => {
                let mut out = brotli::CompressorWriter::new(Vec::new(), 4096, 6, 20);
                out.write_all(plain)?;
                Ok(out.into_inner())
            }
            Self::Zstd => zstd::encode_all(plain, 9),
            Self::Gzip => {
                let mut out =
                    flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(7));
                out.write_all(plain)?;
                out.finish()
            }
        }
    }

    /// The best that an `Accept-Encoding` takes.
    fn wanted(accept: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for coding in Self::ALL {
            let mut named = None;
            let mut any = None;
            for part in accept.split(',') {
                let mut words = part.split(';').map(str::trim);
                let name = words.next().unwrap_or_default();
                let q = words
                    .find_map(|w| w.strip_prefix("q="))
                    .map_or(1.0, |q| q.parse().unwrap_or(0.0));
                if name.eq_ignore_ascii_case(coding.name()) {
                    named = Some(q);
                } else if name == "*" {
                    any = Some(q);
                }
            }
            let q = named.or(any).unwrap_or(0.0);
            if q > 0.0 && best.is_none_or(|(before, _)| q > before) {
                best = Some((q, coding));
            }
        }
        best.map(|(_, coding)| coding)
    }
}

/// What of a request decides how the bytes are handed over.
pub struct Asked {
    coding: Option<Coding>,
    known: Vec<String>,
}

impl Asked {
    pub fn of(headers: &HeaderMap) -> Self {
        let accept: Vec<&str> = headers
            .get_all(header::ACCEPT_ENCODING)
            .filter_map(|v| v.to_str().ok())
            .collect();
        Self {
            coding: Coding::wanted(&accept.join(",")),
            known: wire::known_tags(headers).map(str::to_owned).collect(),
        }
    }
    fn has(&self, tag: &str) -> bool {
        self.known.iter().any(|known| known == tag || known == "*")
    }
}

/// A good answer.
pub struct Bytes {
    headers: Vec<(HeaderName, HeaderValue)>,
    tag: String,
    plain: web::Bytes,
    pressed: [OnceCell<Option<web::Bytes>>; 3],
}

impl Bytes {
    pub fn of(headers: &HeaderMap, plain: web::Bytes) -> Self {
        let tag = match headers.get(header::ETAG).and_then(|v| v.to_str().ok()) {
            Some(tag) => tag.trim_start_matches("W/").to_owned(),
            None => {
                let digest = Sha256::digest(&plain);
                let hex: String = digest[..12].iter().map(|b| format!("{b:02x}")).collect();
                format!("\"{hex}\"")
            }
        };
        let page = headers
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        let mut kept: Vec<_> = headers
            .iter()
            .filter(|(name, _)| ![header::ETAG, header::CONTENT_LENGTH].contains(name))
            .filter(|(name, _)| !page || ![header::CACHE_CONTROL, header::VARY].contains(name))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if page {
            // A browser may keep it, and asks each time whether it is still so.
            kept.push((
                header::CACHE_CONTROL,
                HeaderValue::from_static("private, no-cache"),
            ));
            kept.push((
                header::VARY,
                HeaderValue::from_static("Accept-Language, Cookie, X-Fragment, Accept-Encoding"),
            ));
        }
        Self {
            headers: kept,
            tag,
            plain,
            pressed: Default::default(),
        }
    }

    /// How much room it takes at most, all kinds together.
    pub fn weight(&self) -> u64 {
        u64::try_from(self.plain.len() * 2).unwrap_or(u64::MAX)
    }

    /// The first time, plain: perhaps nobody asks again.
    pub fn first(&self, asked: &Asked) -> HttpResponse {
        match asked.has(&self.tag) {
            true => self.with(HttpResponse::NotModified(), "").finish(),
            false => self.with(HttpResponse::Ok(), "").body(self.plain.clone()),
        }
    }

    /// Compressed as the asker likes best; the first who asks for a kind waits until it is made.
    pub async fn answer(&self, asked: &Asked) -> HttpResponse {
        let coding = asked.coding.filter(|_| self.plain.len() >= SMALL);
        let Some(coding) = coding.filter(|_| !asked.has(&self.tag)) else {
            return self.first(asked);
        };
        let at = Coding::ALL.iter().position(|c| *c == coding).unwrap_or(0);
        let pressed = self.pressed[at]
            .get_or_init(|| async {
                let plain = self.plain.clone();
                let made = web::block(move || coding.press(&plain)).await;
                match made {
                    Ok(Ok(bytes)) if bytes.len() < self.plain.len() => Some(bytes.into()),
                    Ok(_) | Err(_) => None,
                }
            })
            .await;
        match pressed {
            None => self.first(asked),
            Some(bytes) => self
                .with(HttpResponse::Ok(), "W/")
                .insert_header((header::CONTENT_ENCODING, coding.name()))
                .body(bytes.clone()),
        }
    }

    fn with(
        &self,
        mut response: actix_web::HttpResponseBuilder,
        weak: &str,
    ) -> actix_web::HttpResponseBuilder {
        for (name, value) in &self.headers {
            response.append_header((name.clone(), value.clone()));
        }
        response.insert_header((header::ETAG, format!("{weak}{}", self.tag)));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_that_is_taken_is_chosen() {
        assert_eq!(
            Coding::wanted("gzip, deflate, br, zstd"),
            Some(Coding::Brotli)
        );
        assert_eq!(Coding::wanted("gzip, zstd"), Some(Coding::Zstd));
        assert_eq!(Coding::wanted("br;q=0.5, gzip"), Some(Coding::Gzip));
        assert_eq!(Coding::wanted("br;q=0, *"), Some(Coding::Zstd));
        assert_eq!(Coding::wanted("identity"), None);
        assert_eq!(Coding::wanted(""), None);
    }

    #[test]
    fn every_coding_says_the_same() {
        use std::io::Read;
        let plain = "a page like any other ".repeat(100);
        for coding in Coding::ALL {
            let pressed = coding.press(plain.as_bytes()).expect("it is pressed");
            let mut back = String::new();
            match coding {
                Coding::Brotli => brotli::Decompressor::new(&pressed[..], 4096)
                    .read_to_string(&mut back)
                    .expect("it opens"),
                Coding::Zstd => zstd::Decoder::new(&pressed[..])
                    .expect("it opens")
                    .read_to_string(&mut back)
                    .expect("it opens"),
                Coding::Gzip => flate2::read::GzDecoder::new(&pressed[..])
                    .read_to_string(&mut back)
                    .expect("it opens"),
            };
            assert_eq!(back, plain);
        }
    }
}
