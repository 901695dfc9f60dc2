//! The searches someone keeps, and those that found nothing.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::path;
use crate::access::{Administer, Can, SaveSearches};
use crate::error::{Error, Invalid, Result};
use crate::id::SearchId;
use crate::say;
use crate::search::saved::{self, Failed, Saved, Typed};
use crate::state::App;
use crate::web::{Page, Shell};

#[derive(Serialize)]
struct SearchesPage {
    saved: Vec<Kept>,
    typed: Typed,
    invalid: Invalid,
}
impl Page for SearchesPage {
    const TEMPLATE: &'static str = "search/saved.html";
}

/// A kept search with its address.
#[derive(Serialize)]
struct Kept {
    #[serde(flatten)]
    saved: Saved,
    path: String,
}

async fn searches_page(
    app: &App,
    by: &Can<SaveSearches>,
    shell: &Shell,
    typed: Typed,
    invalid: Option<Invalid>,
) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let saved = app.db.read(move |conn| saved::of(conn, &sight)).await?;
    let page = SearchesPage {
        saved: saved
            .into_iter()
            .map(|saved| Kept {
                path: path(&saved.query, saved.what),
                saved,
            })
            .collect(),
        typed,
        invalid: invalid.clone().unwrap_or_default(),
    };
    match invalid {
        Some(_) => shell.retry(&page),
        None => shell.page(&page),
    }
}

pub(super) async fn list_searches(
    app: App,
    by: Can<SaveSearches>,
    shell: Shell,
) -> Result<HttpResponse> {
    searches_page(&app, &by, &shell, Typed::default(), None).await
}

pub(super) async fn keep_search(
    app: App,
    by: Can<SaveSearches>,
    shell: Shell,
    form: web::Form<Typed>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let (keeper, wanted, now) = (by.clone(), typed.clone(), app.now());
    let kept = app
        .db
        .write_unseen(move |tx| {
            let id = saved::keep(tx, &keeper, &wanted, now)?;
            saved::find(tx, &keeper, id)
        })
        .await;
    match kept {
        Ok(saved) => Ok(shell.done(path(&saved.query, saved.what), say!("search-saved"))),
        Err(Error::Invalid(invalid)) => {
            searches_page(&app, &by, &shell, typed, Some(invalid)).await
        }
        Err(error) => Err(error),
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedName {
    name: String,
}

pub(super) async fn rename_search(
    app: App,
    by: Can<SaveSearches>,
    shell: Shell,
    id: web::Path<SearchId>,
    form: web::Form<TypedName>,
) -> Result<HttpResponse> {
    let (keeper, name) = (by.clone(), form.into_inner().name);
    let renamed = app
        .db
        .write_unseen(move |tx| saved::rename(tx, &keeper, *id, &name).map(drop))
        .await;
    match renamed {
        Ok(()) => Ok(shell.done("/settings/searches", say!("search-renamed"))),
        Err(Error::Invalid(invalid)) => {
            searches_page(&app, &by, &shell, Typed::default(), Some(invalid)).await
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn drop_search(
    app: App,
    by: Can<SaveSearches>,
    shell: Shell,
    id: web::Path<SearchId>,
) -> Result<HttpResponse> {
    app.db
        .write_unseen(move |tx| saved::drop(tx, &by, *id))
        .await?;
    Ok(shell.done("/settings/searches", say!("search-dropped")))
}

// Searches that found nothing, for admins.

#[derive(Serialize)]
struct FailedPage {
    failed: Vec<Failed>,
}
impl Page for FailedPage {
    const TEMPLATE: &'static str = "search/failed.html";
}

pub(super) async fn list_failed(
    app: App,
    by: Can<Administer>,
    shell: Shell,
) -> Result<HttpResponse> {
    let failed = app.db.read(move |conn| saved::failed(conn, &by)).await?;
    shell.page(&FailedPage { failed })
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Forgotten {
    words: String,
}

pub(super) async fn forget_failed(
    app: App,
    by: Can<Administer>,
    shell: Shell,
    form: web::Form<Forgotten>,
) -> Result<HttpResponse> {
    let words = form.into_inner().words;
    app.db
        .write_unseen(move |tx| saved::forget(tx, &by, &words))
        .await?;
    Ok(shell.done("/admin/searches", say!("search-forgotten")))
}
