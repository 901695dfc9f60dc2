//! What a form sends, however it is encoded: fields, and perhaps one file.
use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, dev::Payload, web};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::error::{Error, Result};
use crate::say;
use crate::wire;

/// The most bytes of a file; who takes it may want less.
const FILE: usize = (8 << 20) + 1;
/// The most fields of a form.
const FIELDS: usize = 500;

/// A file that came with a form.
#[derive(Clone, Debug)]
pub struct File {
    /// What its sender calls it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A form's fields in their order, and its first file that is not empty.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Names and values.
    pub fields: Vec<(String, String)>,
    /// The file.
    pub file: Option<File>,
    /// Whether a script sent it, which wants JSON.
    pub script: bool,
}

impl Parts {
    /// The value of the first field of this name; empty if there is none.
    pub fn value(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find(|(n, _)| n == name)
            .map_or("", |(_, v)| v)
    }
    /// Names and values.
    pub fn pairs(&self) -> impl Iterator<Item = (&String, &String)> {
        self.fields.iter().map(|(name, value)| (name, value))
    }
    /// The fields as a type that names them.
    ///
    /// # Errors
    /// [`Error::BadRequest`] when a field came twice or does not fit.
    pub fn typed<T: DeserializeOwned>(&self) -> Result<T> {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&self.fields);
        web::Query::<T>::from_query(&query.finish())
            .map(web::Query::into_inner)
            .map_err(|_| Error::BadRequest(say!("error-not-whole")))
    }
}

impl FromRequest for Parts {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;
    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let says = |name: header::HeaderName, words: &str| {
            req.headers()
                .get(name)
                .and_then(|v| v.to_str().ok())
                .is_some_and(|v| v.starts_with(words))
        };
        let script = says(header::ACCEPT, "application/json");
        if says(header::CONTENT_TYPE, "multipart/form-data") {
            let form = Multipart::new(req.headers(), payload.take());
            return Box::pin(async move {
                let parts = multipart(form).await?;
                Ok(Self { script, ..parts })
            });
        }
        let form = web::Form::<Vec<(String, String)>>::from_request(req, payload);
        Box::pin(async move {
            Ok(Self {
                fields: form.await?.into_inner(),
                file: None,
                script,
            })
        })
    }
}

async fn multipart(mut form: Multipart) -> Result<Parts> {
    let mut parts = Parts::default();
    let mut room = wire::BODY;
    while let Some(field) = form.next().await {
        let mut field = field.map_err(unread)?;
        let name = field.name().unwrap_or_default().to_owned();
        let file = field
            .content_disposition()
            .and_then(|d| d.get_filename())
            .map(str::to_owned);
        match file {
            Some(name) => {
                let bytes = read(&mut field, FILE)
                    .await?
                    .ok_or_else(|| Error::TooLarge(say!("image-too-large", n = FILE >> 20)))?;
                if parts.file.is_none() && !bytes.is_empty() {
                    parts.file = Some(File { name, bytes });
                }
            }
            None => {
                let bytes = read(&mut field, room)
                    .await?
                    .ok_or_else(|| Error::TooLarge(say!("error-body-too-large")))?;
                room -= bytes.len();
                let value = String::from_utf8(bytes)
                    .map_err(|_| Error::BadRequest(say!("error-not-whole")))?;
                if parts.fields.len() >= FIELDS {
                    return Err(Error::TooLarge(say!("error-body-too-large")));
                }
                parts.fields.push((name, value));
            }
        }
    }
    Ok(parts)
}

/// A field's bytes, unless they are too many.
async fn read(field: &mut Field, most: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(part) = field.next().await {
        let part = part.map_err(unread)?;
        if bytes.len() + part.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&part);
    }
    Ok(Some(bytes))
}

fn unread(error: MultipartError) -> Error {
    match error {
        MultipartError::Payload(error) => Error::unread(&error),
        _ => Error::BadRequest(say!("error-not-whole")),
    }
}
