//! What is there already, while something is being proposed: a block for a script, a page without one.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::Sight;
use crate::error::Result;
use crate::id::TopicId;
use crate::proposals::similar;
use crate::search::similar::Titles;
use crate::state::App;
use crate::topics::model::Status;
use crate::web::{Page, Shell};

/// A proposal like the one being typed, as it is shown.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    id: TopicId,
    path: String,
    title: String,
    supporters: i64,
    status: Option<Status>,
    response: Option<String>,
    mine: bool,
    open: bool,
}

/// The proposals like a title.
pub(super) async fn rows(app: &App, sight: Sight, title: &str) -> Result<Vec<Row>> {
    let (inner, title) = (app.clone(), title.to_owned());
    app.db
        .read_slowly(move |conn| {
            let titles = inner.part::<Titles>();
            let found = similar::to(conn, titles, &inner.settings(), &sight, &title)?;
            Ok(found
                .into_iter()
                .map(|one| Row {
                    id: one.card.topic.id,
                    path: one.card.topic.path(),
                    title: one.card.topic.title,
                    supporters: one.card.topic.supporters,
                    status: one.card.status,
                    response: one.response,
                    mine: one.mine,
                    open: one.open,
                })
                .collect())
        })
        .await
}

#[derive(Serialize)]
struct SimilarPage {
    title: String,
    similar: Vec<Row>,
}
impl Page for SimilarPage {
    const TEMPLATE: &'static str = "proposals/similar.html";
    const FRAGMENTS: &'static [&'static str] = &["similar"];
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    title: String,
}

/// What is like a title: alone, or as the block that a script puts below the field.
pub(super) async fn show(
    app: App,
    shell: Shell,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let title = wanted.into_inner().title;
    let similar = rows(&app, shell.viewer.sight(), &title).await?;
    shell.page(&SimilarPage { title, similar })
}
