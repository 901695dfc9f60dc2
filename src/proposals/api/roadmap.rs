//! The roadmap as JSON.
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::Serialize;

use super::PlannedJson;
use crate::access::Viewer;
use crate::db::Conn;
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
    proposals: Vec<PlannedJson>,
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
    let inner = app.clone();
    let tell = move |conn: &mut Conn| {
        let columns = roadmap::read(conn, &sight, &narrowed)?;
        let tell = |column: roadmap::Column| {
            Ok(ColumnJson {
                count: column.count,
                more: column.more,
                proposals: PlannedJson::all(conn, &inner, &column.cards)?,
                next: column.next.into_iter().map(|s| s.slug).collect(),
                url: inner.config.base_url.link(&column.path),
                status: StatusJson {
                    slug: column.status.slug,
                    name: column.status.name,
                    kind: column.status.kind,
                },
            })
        };
        columns.into_iter().map(tell).collect::<Result<Vec<_>>>()
    };
    let columns = app.db.read(tell).await?;
    wire::ok(&req, &Roadmap { columns })
}
