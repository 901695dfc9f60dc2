//! A proposal's page and its vote box.
use actix_web::HttpResponse;
use serde::Serialize;

use crate::access::Sight;
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::lang::Message;
use crate::proposals::actions::{self, Evidence, Response, Station};
use crate::proposals::model::{Importance, takes_votes};
use crate::proposals::plan::{self, Plan};
use crate::proposals::{budget, store};
use crate::state::App;
use crate::topics::actions::Seen;
use crate::topics::model::{Act, Status};
use crate::topics::pages::ShowPage as TopicPage;
use crate::topics::{closures, family, statuses};
use crate::web::{Page, Shell};

/// The vote box: what a script asks for alone after a vote.
#[derive(Serialize)]
pub(super) struct VoteBox {
    supporters: i64,
    /// Votes that came with an import, without people; shown apart.
    imported: i64,
    /// Votes that staff cast for people who asked elsewhere; among the supporters.
    behalf: i64,
    /// How many more proposals the visitor may stand behind, where that is counted.
    left: Option<i64>,
    /// What the visitor's vote says, if they cast one.
    mine: Option<Mine>,
    /// Whether someone like the visitor may vote; if not, why.
    open: bool,
    closed: Option<Message>,
    /// Whether it is built, so that people *wanted* it.
    past: bool,
}

/// The visitor's own vote.
#[derive(Serialize)]
pub(super) struct Mine {
    supports: bool,
    importance: Option<Importance>,
    reason: String,
    workaround: String,
    named: bool,
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    #[serde(flatten)]
    topic: TopicPage,
    status: Status,
    vote: VoteBox,
    reasons: Vec<Evidence>,
    response: Option<Response>,
    stations: Vec<Station>,
    /// Who answers for it, and when it is expected.
    plan: Plan,
    /// Where staff may move it.
    steps: Vec<Status>,
    /// The releases it came with.
    releases: Vec<Released>,
}

/// A release that a proposal came with.
#[derive(Serialize)]
pub(super) struct Released {
    path: String,
    title: String,
    at: Option<Time>,
}
impl Page for ShowPage {
    const TEMPLATE: &'static str = "proposals/show.html";
    fn section(&self) -> &'static str {
        "/proposals"
    }
}

pub(super) fn vote_box(
    conn: &mut Conn,
    sight: &Sight,
    seen: &Seen,
    status: &Status,
    now: Time,
) -> Result<VoteBox> {
    use crate::access::Role;
    use crate::topics::model::StatusKind;
    let family = family::members(conn, seen.topic.id)?;
    let imported = store::imported(conn, &family)?;
    let mine = match sight.person {
        Some(person) => actions::cast_by(conn, seen.topic.id, person)?,
        None => None,
    };
    let closures = closures::of(conn, seen.topic.id)?;
    let on_time = |()| closures.takes_votes(now);
    let refusal = takes_votes(&seen.topic, status)
        .and_then(on_time)
        .and_then(|()| {
            seen.board
                .lets(Act::Vote, sight.role.or(Some(Role::Member)))
        });
    Ok(VoteBox {
        supporters: seen.topic.supporters,
        imported,
        behalf: store::count_behalves(conn, &family)?,
        left: match sight.person {
            Some(person) => budget::left(conn, person)?,
            None => None,
        },
        mine: mine.map(|vote| Mine {
            supports: vote.supports(),
            importance: vote.importance,
            reason: vote.reason,
            workaround: vote.workaround,
            named: vote.named,
        }),
        open: refusal.is_ok(),
        closed: refusal.err().map(|e| e.told()),
        past: matches!(status.kind, StatusKind::Done | StatusKind::Closed),
    })
}

pub(super) async fn show(
    app: App,
    shell: Shell,
    seen: Seen,
    topic: TopicPage,
) -> Result<HttpResponse> {
    let (sight, now) = (shell.viewer.sight(), app.now());
    let invalid = !topic.invalid.fields.is_empty();
    let page = app
        .db
        .read(move |conn| show_page(conn, &sight, &seen, topic, now))
        .await?;
    match invalid {
        true => shell.retry(&page),
        false => shell.page(&page),
    }
}

pub(super) fn show_page(
    conn: &mut Conn,
    sight: &Sight,
    seen: &Seen,
    mut topic: TopicPage,
    now: Time,
) -> Result<ShowPage> {
    let statuses = statuses::all(conn)?;
    let status = statuses
        .get(seen.topic.status_id)
        .cloned()
        .ok_or_else(|| Error::internal(format!("proposal {} has no status", seen.topic.id)))?;
    let way = actions::way(conn, &seen.topic)?;
    topic.timeline.weave(way.notes);
    topic.timeline.weave(plan::notes(conn, seen.topic.id)?);
    Ok(ShowPage {
        vote: vote_box(conn, sight, seen, &status, now)?,
        plan: plan::of(conn, seen.topic.id)?,
        reasons: actions::evidence(conn, seen.topic.id)?,
        response: way.response,
        stations: way.stations,
        steps: match sight.is_staff() {
            true => statuses.next(conn, status.id)?,
            false => Vec::new(),
        },
        releases: store::releases_of(conn, seen.topic.id)?
            .into_iter()
            .map(|release| Released {
                path: format!("/changelog/{}/{}", release.id, release.slug),
                title: release.title,
                at: release.at,
            })
            .collect(),
        status,
        topic,
    })
}
