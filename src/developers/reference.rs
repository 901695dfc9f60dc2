//! The OpenAPI document turned into what a page shows: groups of operations with their parameters and an example.
use serde::Serialize;
use serde_json::Value;

/// Operations about one thing.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Group {
    pub name: String,
    pub anchor: String,
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Operation {
    pub anchor: String,
    pub method: String,
    pub path: String,
    pub summary: String,
    /// The scope that a token needs, if it needs one.
    pub scope: Option<String>,
    pub needs_token: bool,
    pub parameters: Vec<Field>,
    /// What the body may hold.
    pub body: Vec<Field>,
    /// What a good answer holds.
    pub answer: Vec<Field>,
    pub status: String,
    pub curl: String,
}

/// A parameter, or a field of a body.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Field {
    pub name: String,
    pub place: String,
    pub kind: String,
    pub required: bool,
    pub meaning: String,
}

/// What a problem's type means.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct Explained {
    pub kind: &'static str,
    pub status: u16,
    pub meaning: &'static str,
}

/// Every problem type, in the order of their statuses.
pub fn problems() -> Vec<Explained> {
    let one = |kind, status, meaning| Explained {
        kind,
        status,
        meaning,
    };
    vec![
        one(
            "bad-request",
            400,
            "The request cannot be read: broken JSON, an unknown cursor, a malformed parameter.",
        ),
        one(
            "sign-in-required",
            401,
            "No token was sent, and this needs one.",
        ),
        one(
            "unauthorized",
            401,
            "The token is not known, or it has expired.",
        ),
        one(
            "forbidden",
            403,
            "The token lacks a scope, or its owner may not do this here.",
        ),
        one(
            "not-found",
            404,
            "There is nothing at this address that you may see.",
        ),
        one(
            "method-not-allowed",
            405,
            "The address exists but does not take this method; Allow lists those it takes.",
        ),
        one("slow", 408, "The request took too long to arrive."),
        one(
            "conflict",
            409,
            "The thing has moved on: voting has ended, comments are closed.",
        ),
        one("gone", 410, "It was here and has been removed."),
        one(
            "stale",
            412,
            "If-Match names an older version. Read again, then repeat the change.",
        ),
        one("too-large", 413, "More than two megabytes were sent."),
        one(
            "invalid",
            422,
            "Some fields cannot be taken as they are; errors says which and why.",
        ),
        one(
            "too-many-requests",
            429,
            "Too often; Retry-After says how many seconds to wait.",
        ),
        one(
            "internal",
            500,
            "Something broke on our side. It has been written down.",
        ),
        one(
            "busy",
            503,
            "The house is full or shutting down; Retry-After says when to come back.",
        ),
        one(
            "no-room",
            507,
            "The disk is full: reading goes on, writing waits.",
        ),
    ]
}

fn anchor(text: &str) -> String {
    crate::text::slug(text)
}

/// The document's operations by tag, in the order in which tags first appear in the list below.
pub fn groups(doc: &Value, base: &str) -> Vec<Group> {
    const ORDER: [&str; 7] = [
        "Proposals",
        "Votes",
        "Discussions",
        "Comments",
        "Boards, tags, statuses",
        "People",
        "Free fields",
    ];
    let mut groups: Vec<Group> = ORDER
        .iter()
        .map(|name| Group {
            name: (*name).into(),
            anchor: anchor(name),
            operations: Vec::new(),
        })
        .collect();
    for (path, operations) in doc["paths"].as_object().into_iter().flatten() {
        for (method, operation) in operations.as_object().into_iter().flatten() {
            let tag = operation["tags"][0].as_str().unwrap_or("Other");
            let place = groups
                .iter()
                .position(|g| g.name == tag)
                .unwrap_or_else(|| {
                    groups.push(Group {
                        name: tag.into(),
                        anchor: anchor(tag),
                        operations: Vec::new(),
                    });
                    groups.len() - 1
                });
            groups[place]
                .operations
                .push(read(doc, base, path, method, operation));
        }
    }
    let rank = |method: &str| {
        ["GET", "POST", "PUT", "PATCH", "DELETE"]
            .iter()
            .position(|m| *m == method)
    };
    for group in &mut groups {
        group.operations.sort_by(|a, b| {
            a.path
                .cmp(&b.path)
                .then(rank(&a.method).cmp(&rank(&b.method)))
        });
    }
    groups.retain(|g| !g.operations.is_empty());
    groups
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn read(doc: &Value, base: &str, path: &str, method: &str, operation: &Value) -> Operation {
    let method = method.to_uppercase();
    let token = operation["security"][0]["token"].as_array();
    let parameters: Vec<Field> = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|p| Field {
            name: text(&p["name"]),
            place: text(&p["in"]),
            kind: kind(doc, &p["schema"]),
            required: p["required"].as_bool().unwrap_or(false),
            meaning: text(&p["description"]),
        })
        .collect();
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let body = fields(doc, schema);
    let (status, good) = operation["responses"]
        .as_object()
        .into_iter()
        .flatten()
        .find(|(status, _)| status.starts_with('2'))
        .map_or(("200".to_owned(), &Value::Null), |(status, good)| {
            (status.clone(), good)
        });
    let answer = fields(doc, &good["content"]["application/json"]["schema"]);
    Operation {
        anchor: format!("{}-{}", method.to_lowercase(), anchor(path)),
        summary: match operation["description"].as_str() {
            Some(more) => format!("{} {more}", text(&operation["summary"])),
            None => text(&operation["summary"]),
        },
        scope: token.and_then(|scopes| scopes.first()).map(text),
        needs_token: token.is_some(),
        curl: curl(base, path, &method, token.is_some(), !schema.is_null()),
        path: path.to_owned(),
        method,
        parameters,
        body,
        answer,
        status,
    }
}

/// Follows a `$ref` to the schema it names.
fn resolve<'a>(doc: &'a Value, schema: &'a Value) -> &'a Value {
    match schema["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
        Some(pointer) => doc.pointer(pointer).unwrap_or(&Value::Null),
        None => schema,
    }
}

fn fields(doc: &Value, schema: &Value) -> Vec<Field> {
    let schema = resolve(doc, schema);
    if let Some(parts) = schema["allOf"].as_array() {
        return parts.iter().flat_map(|part| fields(doc, part)).collect();
    }
    let required: Vec<_> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    schema["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, field)| Field {
            place: "body".into(),
            kind: kind(doc, field),
            required: required.contains(&name.as_str()),
            meaning: match field["description"].as_str() {
                Some(told) => told.to_owned(),
                None => text(&resolve(doc, field)["description"]),
            },
            name: name.clone(),
        })
        .collect()
}

/// A schema in a few words: `text`, `number`, `list of text`, `one of open, done`.
fn kind(doc: &Value, schema: &Value) -> String {
    let schema = resolve(doc, schema);
    if let Some(values) = schema["enum"].as_array() {
        let names: Vec<_> = values.iter().filter_map(Value::as_str).collect();
        return names.join(" · ");
    }
    for any in ["oneOf", "anyOf"] {
        if let Some(options) = schema[any].as_array() {
            let named: Vec<_> = options
                .iter()
                .filter(|o| o["type"] != "null")
                .map(|o| kind(doc, o))
                .collect();
            return format!("{} or nothing", named.join(" or "));
        }
    }
    if schema["allOf"].is_array() {
        return "object".into();
    }
    let one = |name: &str| match (name, schema["format"].as_str()) {
        ("string", Some("date-time")) => "time".to_owned(),
        ("string", Some("uri")) => "address".to_owned(),
        ("string", _) => "text".to_owned(),
        ("integer" | "number", _) => "number".to_owned(),
        ("boolean", _) => "yes or no".to_owned(),
        ("array", _) => format!("list of {}", kind(doc, &schema["items"])),
        (other, _) => other.to_owned(),
    };
    match &schema["type"] {
        Value::String(name) => one(name),
        Value::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(Value::as_str).collect();
            let nullable = names.contains(&"null");
            let told = names
                .iter()
                .filter(|n| **n != "null")
                .map(|n| one(n))
                .collect::<Vec<_>>()
                .join(" or ");
            if nullable {
                format!("{told} or nothing")
            } else {
                told
            }
        }
        _ => "object".into(),
    }
}

/// A command that runs as it stands, once `$COWPATH_TOKEN` holds a token.
fn curl(base: &str, path: &str, method: &str, token: bool, body: bool) -> String {
    let path = path
        .replace("{id}", "1")
        .replace("{handle}", "mira")
        .replace("{app}", "example");
    let query = match (method, path.as_str()) {
        ("GET", "/api/v1/proposals") => "?sort=top&limit=5",
        ("GET", "/api/v1/discussions") => "?sort=discussed&limit=5",
        ("GET", "/api/v1/extra/example") => "?key=colour",
        _ => "",
    };
    let mut lines = vec![match method {
        "GET" => format!("curl '{base}{path}{query}'"),
        _ => format!("curl -X {method} '{base}{path}'"),
    }];
    if token {
        lines.push("-H \"Authorization: Bearer $COWPATH_TOKEN\"".into());
    }
    if body {
        lines.push("-H 'Content-Type: application/json'".into());
        lines.push(format!("-d '{}'", example(method, &path)));
    }
    lines.join(" \\\n  ")
}

fn example(method: &str, path: &str) -> &'static str {
    match (method, path.trim_end_matches(char::is_numeric)) {
        ("POST", "/api/v1/proposals") => {
            r#"{"title": "Put News at the top", "body": "It is what I open first.", "reason": "I go through Friends every morning only to reach News."}"#
        }
        ("POST", "/api/v1/discussions") => {
            r#"{"title": "How do you sort your mornings?", "body": "I begin with News."}"#
        }
        ("PATCH", p) if p.contains("comments") => r#"{"body": "Said better."}"#,
        ("PATCH", _) => r#"{"title": "Put News at the top level"}"#,
        ("POST", _) => r#"{"body": "Would it replace Friends on small screens?"}"#,
        ("PUT", p) if p.ends_with("/vote") => {
            r#"{"importance": "important", "reason": "Ten seconds less each morning."}"#
        }
        ("PUT", p) if p.ends_with("/status") => r#"{"status": "planned", "response": "We will."}"#,
        _ => r#"{"colour": "green"}"#,
    }
}
