//! What is there already, for programs that help someone propose.
use actix_web::{HttpRequest, HttpResponse, get, web};
use serde::{Deserialize, Serialize};

use super::ItemJson;
use crate::access::Viewer;
use crate::error::Result;
use crate::proposals::similar;
use crate::search::similar::Titles;
use crate::state::App;
use crate::wire;

/// What is being proposed.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct Wanted {
    /// A title, or as much of it as is typed. From two words on; 150 characters count.
    title: String,
}

/// A proposal like it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SimilarProposal)]
struct SimilarJson {
    #[serde(flatten)]
    proposal: ItemJson,
    /// How the last official response begins.
    response: Option<String>,
    /// Whether it takes your vote.
    open: bool,
}

/// Proposals like it, most alike first.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SimilarProposals)]
struct SimilarList {
    /// At most five.
    data: Vec<SimilarJson>,
}

/// Proposals that ask for something like a title, whatever became of them.
#[utoipa::path(tag = "Search", params(Wanted), responses((status = 200, body = SimilarList)))]
#[get("/similar")]
pub(super) async fn find_similar(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let found = app
        .db
        .read_slowly(move |conn| {
            let titles = inner.part::<Titles>();
            similar::to(conn, titles, &inner.settings(), &sight, &wanted.title)
        })
        .await?;
    let data = found
        .iter()
        .map(|one| {
            Ok(SimilarJson {
                proposal: ItemJson::of(&app, &one.card)?,
                response: one.response.clone(),
                open: one.open,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    wire::ok(&req, &SimilarList { data })
}
