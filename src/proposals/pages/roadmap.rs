//! The roadmap, and moving a card on it: by form, by key or by hand, all through the same action.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Moderate, Sight};
use crate::clock::Time;
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::lang::Message;
use crate::proposals::roadmap::{self, Narrowed};
use crate::proposals::{actions, plan};
use crate::say;
use crate::state::App;
use crate::topics::list;
use crate::topics::model::{Kind, Status};
use crate::topics::pages::{self as topic_lists, Choice, Row, list_path};
use crate::topics::prose;
use crate::web::{Page, Shell};

const PATH: &str = "/roadmap";

/// A column of the roadmap.
#[derive(Serialize)]
struct Column {
    status: Status,
    cards: Vec<Card>,
    count: i64,
    more: bool,
    /// Whether the column shows fewer than there are.
    cut: bool,
    path: String,
    /// Where its cards may go, for staff.
    steps: Vec<Step>,
    /// Slugs of those it may go to, for scripts.
    allows: String,
}

/// A proposal on the roadmap.
#[derive(Serialize)]
struct Card {
    #[serde(flatten)]
    row: Row,
    /// The month it is expected in.
    month: Option<Message>,
}

/// Another column, as seen from one: whether a card may go there.
#[derive(Serialize)]
struct Step {
    status: Status,
    allowed: bool,
}

/// What someone typed about a card.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct TypedMove {
    status: String,
    response: String,
    board: Option<String>,
    tag: Option<String>,
}

#[derive(Serialize)]
struct RoadmapPage {
    columns: Vec<Column>,
    boards: Vec<Choice>,
    tags: Vec<Choice>,
    narrowed: Vec<Choice>,
    board: String,
    tag: String,
    staff: bool,
    /// The card that could not be moved as asked.
    moving: Option<TopicId>,
    typed: TypedMove,
    invalid: Invalid,
}
impl Page for RoadmapPage {
    const TEMPLATE: &'static str = "proposals/roadmap.html";
}

fn page(conn: &mut Conn, sight: &Sight, narrowed: &Narrowed, now: Time) -> Result<RoadmapPage> {
    let columns = roadmap::read(conn, sight, narrowed)?;
    let shown: Vec<_> = columns
        .iter()
        .flat_map(|column| column.cards.iter().map(|card| card.topic.id))
        .collect();
    let mut months = plan::months(conn, &shown)?;
    let staff = sight.is_staff();
    let others: Vec<Status> = columns.iter().map(|c| c.status.clone()).collect();
    let asked = narrowed.asked();
    let choices = topic_lists::choices(conn, sight, Kind::Proposal, PATH, &asked)?;
    Ok(RoadmapPage {
        columns: columns
            .into_iter()
            .map(|column| Column {
                cut: column.count > column.cards.len() as i64,
                allows: column
                    .next
                    .iter()
                    .map(|s| s.slug.as_str())
                    .collect::<Vec<_>>()
                    .join(" "),
                steps: match staff {
                    true => others
                        .iter()
                        .filter(|s| s.id != column.status.id)
                        .map(|status| Step {
                            allowed: column.next.iter().any(|s| s.id == status.id),
                            status: status.clone(),
                        })
                        .collect(),
                    false => Vec::new(),
                },
                cards: topic_lists::rows(column.cards, sight, &[], now)
                    .into_iter()
                    .map(|row| Card {
                        month: months.remove(&row.id),
                        row,
                    })
                    .collect(),
                status: column.status,
                count: column.count,
                more: column.more,
                path: column.path,
            })
            .collect(),
        boards: choices.boards,
        tags: list::tags(conn, sight, 12)?
            .into_iter()
            .map(|(tag, _)| Choice {
                path: list_path(PATH, &asked, ("tag", Some(&tag.slug))),
                here: asked.tag.as_deref() == Some(&tag.slug),
                count: None,
                label: Message::verbatim(tag.name),
            })
            .collect(),
        narrowed: topic_lists::narrowed(PATH, &asked),
        board: narrowed.board.clone().unwrap_or_default(),
        tag: narrowed.tag.clone().unwrap_or_default(),
        staff,
        moving: None,
        typed: TypedMove::default(),
        invalid: Invalid::default(),
    })
}

pub(super) async fn show(
    app: App,
    shell: Shell,
    narrowed: web::Query<Narrowed>,
) -> Result<HttpResponse> {
    let (sight, narrowed) = (shell.viewer.sight(), narrowed.into_inner());
    let now = app.now();
    let page = app
        .db
        .read(move |conn| self::page(conn, &sight, &narrowed, now))
        .await?;
    shell.page(&page)
}

pub(super) async fn move_card(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<TypedMove>,
) -> Result<HttpResponse> {
    let (id, typed, sight) = (*id, form.into_inner(), by.who.sight());
    let narrowed = Narrowed {
        board: typed.board.clone(),
        tag: typed.tag.clone(),
    };
    let moved = async {
        let response = prose::response(&app, &typed.response).await?;
        let (now, to) = (app.now(), typed.status.clone());
        app.db
            .write(move |tx| {
                let topic = actions::change_status(tx, &by, id, &to, &response, now)?;
                let statuses = crate::topics::statuses::all(tx)?;
                Ok((topic, statuses.by_slug(&to)?.clone()))
            })
            .await
    };
    match moved.await {
        Ok((topic, status)) => {
            let back = list_path(PATH, &narrowed.asked(), ("after", None));
            let name = Message::named("status", &status.slug, status.name);
            let told = say!("roadmap-moved", title = topic.title, status = name);
            Ok(shell.done(back, told))
        }
        Err(Error::Invalid(invalid)) => {
            let now = app.now();
            let mut page = app
                .db
                .read(move |conn| self::page(conn, &sight, &narrowed, now))
                .await?;
            page.moving = Some(id);
            page.typed = typed;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}
