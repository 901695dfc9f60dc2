//! The roadmap as JSON.
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;

use super::ItemJson;
use crate::access::Viewer;
use crate::error::Result;
use crate::proposals::roadmap::{self, Narrowed};
use crate::state::App;
use crate::topics::api::StatusJson;
use crate::wire;

/// A column of the roadmap.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = RoadmapColumn)]
struct ColumnJson {
    /// The status its proposals have.
    status: StatusJson,
    /// How many there are; counted up to 200.
    count: i64,
    /// Whether there are more than were counted.
    more: bool,
    /// The most wanted of them, at most 12.
    proposals: Vec<ItemJson>,
    /// Slugs of the statuses that may follow.
    next: Vec<String>,
    /// The whole list, in the browser.
    #[schema(format = "uri")]
    url: String,
}

/// What is planned, under way and built.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Roadmap {
    /// The statuses that are on the roadmap, in their order.
    columns: Vec<ColumnJson>,
}

/// What is planned, under way and built, by status.
#[utoipa::path(tag = "Proposals", params(Narrowed), responses((status = 200, body = Roadmap), (status = 304, description = "You have it already.")))]
#[get("/roadmap")]
pub(super) async fn show_roadmap(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    narrowed: web::Query<Narrowed>,
) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let columns = app
        .db
        .read(move |conn| roadmap::read(conn, &sight, &narrowed))
        .await?;
    let columns = columns
        .into_iter()
        .map(|column| {
            Ok(ColumnJson {
                count: column.count,
                more: column.more,
                proposals: column
                    .cards
                    .iter()
                    .map(|card| ItemJson::of(&app, card))
                    .collect::<Result<_>>()?,
                next: column.next.into_iter().map(|s| s.slug).collect(),
                url: app.config.base_url.link(&column.path),
                status: StatusJson {
                    slug: column.status.slug,
                    name: column.status.name,
                    kind: column.status.kind,
                },
            })
        })
        .collect::<Result<_>>()?;
    wire::ok(&req, &Roadmap { columns })
}
