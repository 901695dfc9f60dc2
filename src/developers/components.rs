//! The component sheet: every piece of markup that pages share, in every state, light and dark, in both directions.
//! Open to everyone in the demo; elsewhere to staff, because it shows nothing that a visitor came for.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::access::{Can, Moderate};
use crate::clock::Time;
use crate::error::{Error, Result};
use crate::settings::theme;
use crate::state::App;
use crate::topics::list::{self, Asked, Query};
use crate::topics::model::Kind;
use crate::topics::pages::{self as topic_lists, Choice, Row};
use crate::web::{Page, Shell};

/// How the sheet is looked at.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Look {
    scheme: String,
    dir: String,
}

#[derive(Serialize)]
struct ComponentsPage {
    scheme: &'static str,
    way: &'static str,
    schemes: Vec<Choice>,
    ways: Vec<Choice>,
    tokens: Vec<String>,
    /// The site's own: each as it is, supported, and no longer open.
    rows: Vec<Row>,
    sample: Value,
    at: Time,
}
impl Page for ComponentsPage {
    const TEMPLATE: &'static str = "developers/components.html";
}

fn choices(
    shown: &Look,
    of: &[&'static str],
    now: &str,
    path: impl Fn(&Look, &str) -> Look,
) -> Vec<Choice> {
    of.iter()
        .map(|one| {
            let look = path(shown, one);
            Choice {
                label: crate::lang::Message::of("sheet-look", one),
                path: format!(
                    "/developers/components?scheme={}&dir={}",
                    look.scheme, look.dir
                ),
                here: *one == now,
                count: None,
            }
        })
        .collect()
}

pub(super) async fn show(app: App, shell: Shell, look: web::Query<Look>) -> Result<HttpResponse> {
    if !app.config.demo {
        Can::<Moderate>::check(&shell.viewer)?;
    }
    let one_of = |of: &[&'static str], asked: &str| {
        let found = of.iter().copied().find(|one| *one == asked);
        found.unwrap_or(of[0])
    };
    let schemes = ["own", "light", "dark"];
    let ways = ["way", "ltr", "rtl"];
    let scheme = one_of(&schemes, &look.scheme);
    let way = one_of(&ways, &look.dir);
    let now = Look {
        scheme: scheme.into(),
        dir: way.into(),
    };
    let sight = shell.viewer.sight();
    let at = app.now();
    let mut rows = app
        .db
        .read(move |conn| {
            let mut rows = Vec::new();
            for kind in [Kind::Proposal, Kind::Discussion] {
                let query = Query::of(conn, &sight, kind, &Asked::default())?;
                let (topics, _) = list::read(conn, &query, None, 1)?;
                let cards = list::cards(conn, topics)?;
                rows.extend(topic_lists::rows(cards, &sight, &[], at));
            }
            Ok(rows)
        })
        .await?;
    if let Some(first) = rows.first().filter(|r| r.kind == Kind::Proposal).cloned() {
        let mine = Row {
            mine: true,
            votable: true,
            ..first.clone()
        };
        let ended = Row {
            votable: false,
            ..first
        };
        rows.extend([mine, ended]);
    }
    shell.page(&ComponentsPage {
        schemes: choices(&now, &schemes, scheme, |look, one| Look {
            scheme: one.into(),
            ..look.clone()
        }),
        ways: choices(&now, &ways, way, |look, one| Look {
            dir: one.into(),
            ..look.clone()
        }),
        scheme,
        way,
        tokens: theme::shipped().keys().cloned().collect(),
        rows,
        sample: serde_json::from_str(include_str!("sample.json")).map_err(Error::internal)?,
        at: app.now().plus_seconds(-7_200),
    })
}
