//! Lists of topics, and the links that narrow, widen and sort them.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::Sight;
use crate::accounts::Author;
use crate::clock::Time;
use crate::db::{Conn, Cursor};
use crate::error::Result;
use crate::id::{CommentId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::state::App;
use crate::topics::list::{self, Asked, Card, Query};
use crate::topics::mine::Mark;
use crate::topics::model::{Act, Board, Kind, Sort, Status, Tag};
use crate::topics::pages::mine::{Menu, marked, menu_of_board, menu_of_tag};
use crate::topics::{boards, fields, statuses};
use crate::web::{Page, Shell};

/// A topic in a list.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Row {
    pub id: TopicId,
    pub kind: Kind,
    pub path: String,
    pub title: String,
    /// The best-said reason, if people gave any.
    pub reason: Option<String>,
    pub excerpt: String,
    pub board: Board,
    pub author: Author,
    pub status: Option<Status>,
    pub tags: Vec<Tag>,
    pub supporters: i64,
    pub comments: i64,
    /// The comment that answers it.
    pub answer: Option<CommentId>,
    pub created_at: Time,
    pub active_at: Time,
    /// Whether the visitor supports it.
    pub mine: bool,
    /// Whether it takes votes from someone like the visitor.
    pub votable: bool,
    /// Whether it closed on the date that was set.
    pub closed: bool,
    /// What else is the visitor's own about it.
    pub mark: Mark,
}

/// Makes rows of cards as of now, for a reader who supports these topics.
pub fn rows(cards: Vec<Card>, sight: &Sight, supported: &[TopicId], now: Time) -> Vec<Row> {
    let over = |card: &Card| card.closes_at.is_some_and(|at| at <= now);
    cards
        .into_iter()
        .map(|card| Row {
            closed: over(&card),
            mark: Mark::default(),
            mine: supported.contains(&card.topic.id),
            votable: !over(&card)
                && card.status.as_ref().is_some_and(|s| !s.freeze_votes)
                && (sight.role.is_none() || card.board.lets(Act::Vote, sight.role).is_ok()),
            id: card.topic.id,
            kind: card.topic.kind,
            path: card.topic.path(),
            title: card.topic.title,
            reason: card.topic.best_reason,
            excerpt: card.topic.excerpt,
            board: card.board,
            author: card.author,
            status: card.status,
            tags: card.tags,
            supporters: card.topic.supporters,
            comments: card.topic.comments,
            answer: card.answer,
            created_at: card.topic.created_at,
            active_at: card.topic.active_at,
        })
        .collect()
}

/// A link that narrows, widens or sorts a list.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its name.
    pub label: Message,
    /// Where it leads.
    pub path: String,
    /// Whether it is what the list shows now.
    pub here: bool,
    /// How many are behind it, where that is known.
    pub count: Option<i64>,
}

/// Links beside a list.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Choices {
    pub sorts: Vec<Choice>,
    pub boards: Vec<Choice>,
    pub statuses: Vec<Choice>,
    pub tags: Vec<Choice>,
    /// Fields of the one board that is shown, with what may be chosen there.
    pub fields: Vec<Field>,
}

/// A field of a board whose answers narrow a list.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Field {
    pub label: String,
    pub choices: Vec<Choice>,
}

/// A list's address with one thing about it changed.
pub fn list_path(path: &str, asked: &Asked, change: (&str, Option<&str>)) -> String {
    let sort = asked.sort.map(Sort::text);
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in [
        ("board", asked.board.as_deref()),
        ("status", asked.status.as_deref()),
        ("tag", asked.tag.as_deref()),
        ("by", asked.by.as_deref()),
        ("owner", asked.owner.as_deref()),
        ("q", asked.q.as_deref()),
        ("sort", sort),
        ("after", None),
    ] {
        let value = if name == change.0 { change.1 } else { value };
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            query.append_pair(name, value);
        }
    }
    // Fields are their board's: another board has others.
    let kept = asked.fields.iter().filter(|_| change.0 != "board");
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    let changed = change.1.map(|value| (change.0, value));
    for (name, value) in kept.filter(|(name, _)| *name != change.0).chain(changed) {
        if name.starts_with(list::FIELD) && !value.trim().is_empty() {
            query.append_pair(name, value);
        }
    }
    match query.finish() {
        empty if empty.is_empty() => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

/// The links beside a list of this kind, as this reader may see them.
///
/// # Errors
/// Those of the database.
pub fn choices(
    conn: &mut Conn,
    sight: &Sight,
    kind: Kind,
    path: &str,
    asked: &Asked,
) -> Result<Choices> {
    let sorts: &[Sort] = match kind {
        Kind::Proposal => Sort::ALL,
        Kind::Discussion | Kind::Announcement => {
            &[Sort::Hot, Sort::New, Sort::Discussed, Sort::Unanswered]
        }
    };
    let now = asked.sort.unwrap_or(Sort::Hot);
    let counts = boards::counts(conn, kind)?;
    let visible = boards::visible(conn, sight)?;
    let boards: Vec<_> = visible
        .iter()
        .map(|board| Choice {
            path: list_path(path, asked, ("board", Some(&board.slug))),
            here: asked.board.as_deref() == Some(&board.slug),
            count: Some(counts.get(&board.id).copied().unwrap_or(0)),
            label: Message::verbatim(board.name.clone()),
        })
        .collect();
    let statuses = match kind {
        Kind::Proposal => statuses::all(conn)?
            .list()
            .iter()
            .map(|status| Choice {
                label: status.told(),
                path: list_path(path, asked, ("status", Some(&status.slug))),
                here: asked.status.as_deref() == Some(&status.slug),
                count: None,
            })
            .collect(),
        Kind::Discussion | Kind::Announcement => Vec::new(),
    };
    let tags = list::tags(conn, sight, 12)?
        .into_iter()
        .map(|(tag, count)| Choice {
            path: list_path(path, asked, ("tag", Some(&tag.slug))),
            here: asked.tag.as_deref() == Some(&tag.slug),
            count: Some(count),
            label: Message::verbatim(tag.name),
        })
        .collect();
    let here = boards.iter().position(|board: &Choice| board.here);
    let fields = match (kind, here.and_then(|at| visible.get(at))) {
        (Kind::Proposal, Some(board)) => fields::asked(conn, &[board.id])?
            .iter()
            .map(|field| field_choices(path, asked, field))
            .filter(|field| !field.choices.is_empty())
            .collect(),
        (Kind::Proposal, None) | (Kind::Discussion | Kind::Announcement, _) => Vec::new(),
    };
    Ok(Choices {
        fields,
        sorts: sorts
            .iter()
            .map(|sort| Choice {
                label: sort.label(),
                path: list_path(
                    path,
                    asked,
                    (
                        "sort",
                        // Named where another order is in force, by the address or by what one likes.
                        Some(sort.text()).filter(|_| *sort != Sort::Hot || now != Sort::Hot),
                    ),
                ),
                here: *sort == now,
                count: None,
            })
            .collect(),
        boards,
        statuses,
        tags,
    })
}

fn field_choices(path: &str, asked: &Asked, field: &fields::Field) -> Field {
    let name = format!("{}{}", list::FIELD, field.key);
    let now = asked.fields.get(&name).map(String::as_str);
    let choices = field
        .options()
        .into_iter()
        .map(|value| Choice {
            label: match field.kind {
                fields::Kind::YesNo => Message::of("answer", value),
                fields::Kind::Text | fields::Kind::Number | fields::Kind::Choice => {
                    Message::verbatim(value.to_owned())
                }
            },
            path: list_path(path, asked, (&name, Some(value))),
            here: now == Some(value),
            count: None,
        })
        .collect();
    Field {
        label: field.label.clone(),
        choices,
    }
}

/// What narrows a list now, each with the way to widen it again.
pub fn narrowed(path: &str, asked: &Asked) -> Vec<Choice> {
    let answers = asked.answers().map(|(key, value)| Choice {
        label: match value {
            "yes" | "no" => {
                say!(
                    "narrowed-field",
                    field = key,
                    value = Message::of("answer", value)
                )
            }
            value => say!("narrowed-field", field = key, value = value),
        },
        path: list_path(path, asked, (&format!("{}{key}", list::FIELD), None)),
        here: true,
        count: None,
    });
    [
        ("board", &asked.board),
        ("status", &asked.status),
        ("tag", &asked.tag),
        ("by", &asked.by),
        ("q", &asked.q),
    ]
    .into_iter()
    .filter_map(|(name, value)| {
        let value = value.as_deref().filter(|v| !v.trim().is_empty())?;
        Some(Choice {
            label: Message::of("narrowed", name).with("value", value),
            path: list_path(path, asked, (name, None)),
            here: true,
            count: None,
        })
    })
    .chain(answers)
    .collect()
}

/// How a list is asked for by a browser.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AskedPage {
    /// The filters.
    #[serde(flatten)]
    pub asked: Asked,
    /// Where to go on.
    #[serde(default)]
    pub after: Option<String>,
}

/// Rows on one page of a list.
pub const ROWS: i64 = 30;

/// The cursor that a browser sent.
///
/// # Errors
/// [`crate::error::Error::BadRequest`] for anything but one of ours.
pub fn cursor(asked: &AskedPage) -> Result<Option<Cursor>> {
    let name = asked.asked.sort.unwrap_or(Sort::Hot).text();
    asked
        .after
        .as_deref()
        .filter(|a| !a.is_empty())
        .map(|text| Cursor::read(name, text))
        .transpose()
}

/// The address of the page of a list that begins at `next`.
pub fn next_path(path: &str, asked: &Asked, next: Option<Cursor>) -> Option<String> {
    let name = asked.sort.unwrap_or(Sort::Hot).text();
    next.map(|cursor| {
        let here = list_path(path, asked, ("after", None));
        let joint = if here.contains('?') { '&' } else { '?' };
        format!("{here}{joint}after={}", cursor.write(name))
    })
}

/// The address of the page before the one that goes on from `after`; nothing on the first.
///
/// # Errors
/// Those of the database.
pub fn prev_path(
    conn: &mut Conn,
    path: &str,
    asked: &Asked,
    query: &Query,
    after: Option<Cursor>,
) -> Result<Option<String>> {
    let Some(after) = after else {
        return Ok(None);
    };
    let from = list::before(conn, query, after, ROWS)?;
    let whole = || list_path(path, asked, ("after", None));
    Ok(Some(next_path(path, asked, from).unwrap_or_else(whole)))
}

/// The menu for the board or the tag that a list is narrowed to.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for a board or tag that is not there.
pub fn menu_of_list(conn: &mut Conn, sight: &Sight, asked: &Asked) -> Result<Option<Menu>> {
    if sight.person.is_none() {
        return Ok(None);
    }
    let given = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    match (given(&asked.board), given(&asked.tag)) {
        (Some(slug), None) => {
            let board = boards::by_slug(conn, sight, slug.trim())?;
            menu_of_board(conn, sight, board.id, &board.slug)
        }
        (None, Some(slug)) => {
            let tag = list::tag(conn, sight, slug.trim())?;
            menu_of_tag(conn, sight, tag.id, &tag.slug)
        }
        (Some(_), Some(_)) | (None, None) => Ok(None),
    }
}

#[derive(Serialize)]
pub(super) struct IndexPage {
    heading: Message,
    path: &'static str,
    announcements: bool,
    /// Pinned above the first page.
    pinned: Vec<Row>,
    rows: Vec<Row>,
    choices: Choices,
    narrowed: Vec<Choice>,
    next: Option<String>,
    /// The page before.
    prev: Option<String>,
    first: Option<String>,
    q: String,
    /// What the visitor wants to hear of the board or tag that the list is narrowed to.
    follow: Option<Menu>,
}
impl Page for IndexPage {
    const TEMPLATE: &'static str = "topics/index.html";
}

pub(super) async fn discussions(
    app: App,
    shell: Shell,
    asked: web::Query<AskedPage>,
) -> Result<HttpResponse> {
    index(
        app,
        shell,
        asked.into_inner(),
        Kind::Discussion,
        say!("topics-discussions"),
        "/discussions",
    )
    .await
}

pub(super) async fn announcements(
    app: App,
    shell: Shell,
    asked: web::Query<AskedPage>,
) -> Result<HttpResponse> {
    let mut asked = asked.into_inner();
    asked.asked.sort.get_or_insert(Sort::New);
    index(
        app,
        shell,
        asked,
        Kind::Announcement,
        say!("topics-announcements"),
        "/announcements",
    )
    .await
}

pub(super) async fn index(
    app: App,
    shell: Shell,
    asked: AskedPage,
    kind: Kind,
    heading: Message,
    path: &'static str,
) -> Result<HttpResponse> {
    let (sight, now) = (shell.viewer.sight(), app.now());
    let pace = asked.asked.pace();
    let page = app
        .db
        .read_at(pace, move |conn| {
            let after = cursor(&asked)?;
            let query = Query::of(conn, &sight, kind, &asked.asked)?;
            let (mut topics, next) = list::read(conn, &query, after, ROWS)?;
            let pinned = match after {
                None => list::pinned(conn, &query, now)?,
                Some(_) => Vec::new(),
            };
            topics.retain(|topic| pinned.iter().all(|pin| pin.id != topic.id));
            let pinned = list::cards(conn, pinned)?;
            let cards = list::cards(conn, topics)?;
            Ok(IndexPage {
                pinned: rows(pinned, &sight, &[], now),
                heading,
                path,
                announcements: kind == Kind::Announcement,
                rows: marked(conn, &sight, rows(cards, &sight, &[], now))?,
                choices: choices(conn, &sight, kind, path, &asked.asked)?,
                narrowed: narrowed(path, &asked.asked),
                next: next_path(path, &asked.asked, next),
                prev: prev_path(conn, path, &asked.asked, &query, after)?,
                first: after.map(|_| list_path(path, &asked.asked, ("after", None))),
                follow: menu_of_list(conn, &sight, &asked.asked)?,
                q: asked.asked.q.unwrap_or_default(),
            })
        })
        .await?;
    shell.page(&page)
}

#[derive(Serialize)]
pub(super) struct TagsPage {
    tags: Vec<Choice>,
}
impl Page for TagsPage {
    const TEMPLATE: &'static str = "topics/tags.html";
}

pub(super) async fn tags(app: App, shell: Shell) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let tags = app
        .db
        .read(move |conn| {
            let counted = list::tags(conn, &sight, 500)?;
            Ok(counted
                .into_iter()
                .map(|(tag, count)| Choice {
                    path: format!("/tags/{}", tag.slug),
                    label: Message::verbatim(tag.name),
                    here: false,
                    count: Some(count),
                })
                .collect())
        })
        .await?;
    shell.page(&TagsPage { tags })
}

pub(super) async fn board(shell: Shell, slug: web::Path<String>) -> HttpResponse {
    let asked = Asked::default();
    shell.redirect(list_path("/proposals", &asked, ("board", Some(&slug))))
}
