//! The API's own description, collected from the operations that are registered, finished once.
use std::sync::OnceLock;

use actix_web::{HttpRequest, HttpResponse};
use serde_json::{Value, json};
use utoipa::openapi::OpenApi;

use crate::error::Result;
use crate::state::App;

/// The OpenAPI document, finished once for this process.
#[derive(Default)]
pub struct Document(OnceLock<Value>);

impl Document {
    /// Finishes what the rooms' operations tell: where the service is, how tokens work, what failures look like.
    pub fn finish(&self, app: &App, collected: OpenApi) {
        self.0.get_or_init(|| finish(app, collected));
    }
    /// The finished document.
    pub fn get(&self) -> &Value {
        self.0.get_or_init(|| json!({}))
    }
}

fn finish(app: &App, collected: OpenApi) -> Value {
    let mut doc = serde_json::to_value(collected).unwrap_or_else(|_| json!({}));
    doc["openapi"] = json!("3.1.0");
    doc["info"] = json!({
        "title": "Cowpath API",
        "version": "1",
        "description": "Everything the pages can do. Reading needs no key; writing needs a personal token, made at \
            /settings/tokens, sent as `Authorization: Bearer cow_…`. Lists are paged by `next`; every answer tells \
            its limits; a repeat of a write with the same `Idempotency-Key` gets the first answer.",
        "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
    });
    doc["servers"] = json!([{ "url": app.config.base_url.full }]);
    doc["components"]["securitySchemes"]["token"] = json!({
        "type": "http",
        "scheme": "bearer",
        "description": "A personal token. What it may write is bound by its scopes.",
    });
    let problem = json!({
        "description": "A problem, in words and with a stable type.",
        "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
    });
    // Operations are collected below the site's own path, which the server's address names already.
    let base = app.config.base_url.path.as_str();
    let collected = doc["paths"]
        .as_object_mut()
        .map(std::mem::take)
        .unwrap_or_default();
    doc["paths"] = collected
        .into_iter()
        .map(|(path, operations)| {
            (
                path.strip_prefix(base).unwrap_or(&path).to_owned(),
                operations,
            )
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    if let Some(paths) = doc["paths"].as_object_mut() {
        for operation in paths
            .values_mut()
            .filter_map(Value::as_object_mut)
            .flat_map(|p| p.values_mut())
        {
            operation["responses"]["default"] = problem.clone();
        }
    }
    doc
}

/// `GET /api/v1/openapi.json`.
pub async fn show(app: App, req: HttpRequest) -> Result<HttpResponse> {
    super::ok(&req, app.part::<Document>().get())
}

/// The methods that a path of the API takes, for those who tried another.
pub fn methods(app: &App, path: &str) -> Vec<String> {
    let doc = app.part::<Document>().get();
    let base = app.config.base_url.path.as_str();
    let path = path.strip_prefix(base).unwrap_or_default();
    if path == "/api/v1/openapi.json" {
        return vec!["GET".into(), "HEAD".into()];
    }
    let asked: Vec<_> = path.trim_matches('/').split('/').collect();
    let fits = |template: &str| {
        let parts: Vec<_> = template.trim_matches('/').split('/').collect();
        parts.len() == asked.len()
            && parts
                .iter()
                .zip(&asked)
                .all(|(part, asked)| part.starts_with('{') || part == asked)
    };
    let mut methods: Vec<String> = doc["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(template, _)| fits(template))
        .flat_map(|(_, operations)| operations.as_object().into_iter().flatten())
        .map(|(method, _)| method.to_uppercase())
        .collect();
    if methods.iter().any(|m| m == "GET") {
        methods.push("HEAD".into());
    }
    methods.sort_unstable();
    methods.dedup();
    methods
}
