//! Ignoring people as HTML and as JSON.
use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};

use super::actions::Author;
use super::ignores;
use crate::access::{Can, Follow};
use crate::clock::Time;
use crate::db::Cursor;
use crate::error::Result;
use crate::say;
use crate::state::App;
use crate::web::{Page, Shell, own_path};
use crate::wire::{self, List, Paging};

/// People on one page of the list.
const ROWS: i64 = 30;

#[derive(Serialize)]
struct Row {
    author: Author,
    since: Time,
}

#[derive(Serialize)]
pub(super) struct IgnoredPage {
    rows: Vec<Row>,
    next: Option<String>,
    first: Option<&'static str>,
}
impl Page for IgnoredPage {
    const TEMPLATE: &'static str = "accounts/ignored.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    after: Option<String>,
}

/// Those whom the reader ignores.
pub(super) async fn ignored(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let given = asked.after.as_deref().filter(|after| !after.is_empty());
    let after = given
        .map(|text| Cursor::read("ignored", text))
        .transpose()?;
    let (rows, next) = app
        .db
        .read(move |conn| ignores::all(conn, by.who.id, after, ROWS))
        .await?;
    shell.page(&IgnoredPage {
        rows: rows
            .into_iter()
            .map(|(author, since)| Row { author, since })
            .collect(),
        next: next.map(|cursor| format!("/settings/ignored?after={}", cursor.write("ignored"))),
        first: after.map(|_| "/settings/ignored"),
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    /// `no` hears them again.
    ignore: String,
    next: Option<String>,
}

/// Ignores someone, or hears them again.
pub(super) async fn ignore(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    handle: web::Path<String>,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let (handle, now) = (handle.into_inner(), app.now());
    let yes = form.ignore != "no";
    let whom = app
        .db
        .write(move |tx| match yes {
            true => ignores::ignore(tx, &by, &handle, now),
            false => ignores::heed(tx, &by, &handle),
        })
        .await?;
    let back = match &form.next {
        Some(next) => own_path(Some(next)),
        None => format!("/people/{}", whom.handle),
    };
    let told = match yes {
        true => say!("ignore-done", who = whom.handle),
        false => say!("ignore-undone", who = whom.handle),
    };
    Ok(shell.done(back, told))
}

/// Someone whom you ignore.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Ignored)]
pub(super) struct IgnoredJson {
    /// Their handle: `/people/{handle}`.
    handle: String,
    /// The name they go by; may be empty.
    name: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: Time,
}

/// Those whom you ignore, last first. Only you are told.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(Paging), responses((status = 200, body = List<IgnoredJson>), (status = 304, description = "You have it already.")))]
#[get("/me/ignored")]
pub(super) async fn list_ignored(
    app: App,
    by: Can<Follow>,
    req: HttpRequest,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (limit, after) = (paging.rows()?, paging.from("ignored")?);
    let (rows, next) = app
        .db
        .read(move |conn| ignores::all(conn, by.who.id, after, limit))
        .await?;
    wire::ok(
        &req,
        &List {
            data: rows
                .into_iter()
                .map(|(author, since)| IgnoredJson {
                    handle: author.handle,
                    name: author.name,
                    since,
                })
                .collect::<Vec<_>>(),
            next: next.map(|cursor| wire::next_link(&app, &req, &cursor.write("ignored"))),
        },
    )
}

/// Ignores someone: what they write is folded away for you, and their calling you does not count.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("handle" = String, Path)), responses((status = 204, description = "You ignore them.")))]
#[put("/people/{handle}/ignore")]
pub(super) async fn keep_ignore(
    app: App,
    by: Can<Follow>,
    handle: web::Path<String>,
) -> Result<HttpResponse> {
    let (handle, now) = (handle.into_inner(), app.now());
    app.db
        .write(move |tx| ignores::ignore(tx, &by, &handle, now).map(drop))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hears someone again.
#[utoipa::path(tag = "Your own", security(("token" = ["following:write"])), params(("handle" = String, Path)), responses((status = 204, description = "You do not ignore them.")))]
#[delete("/people/{handle}/ignore")]
pub(super) async fn drop_ignore(
    app: App,
    by: Can<Follow>,
    handle: web::Path<String>,
) -> Result<HttpResponse> {
    let handle = handle.into_inner();
    app.db
        .write(move |tx| ignores::heed(tx, &by, &handle).map(drop))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
