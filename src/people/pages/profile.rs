//! Someone's page: who they are, and what they wrote as far as the reader may see it.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Role, Sight};
use crate::accounts::model::{Person, Standing};
use crate::accounts::{actions as accounts, ignores};
use crate::clock::Time;
use crate::db::{Conn, Cursor};
use crate::error::{Error, Result};
use crate::lang::Message;
use crate::people::history::{self, Said};
use crate::proposals::actions as proposals;
use crate::proposals::model::Stance;
use crate::state::App;
use crate::text;
use crate::topics::list::{self, Asked, Query};
use crate::topics::model::{Kind, Sort};
use crate::topics::pages::{Choice, Row, rows};
use crate::web::{Page, Shell};

/// Rows on one page.
const ROWS: i64 = 30;
/// Characters of a comment in a list.
const CUT: usize = 280;

/// A comment as the list shows it.
#[derive(Serialize)]
struct SaidRow {
    path: String,
    title: String,
    excerpt: String,
    official: bool,
    at: Time,
}

impl From<Said> for SaidRow {
    fn from(said: Said) -> Self {
        Self {
            path: format!("/c/{}", said.id),
            title: said.title,
            excerpt: text::excerpt(&said.body, CUT),
            official: said.official,
            at: said.at,
        }
    }
}

/// A vote as its owner sees it.
#[derive(Serialize)]
struct VoteRow {
    /// Where the proposal is; nothing when its voter may not see it any more.
    path: Option<String>,
    title: String,
    supports: bool,
    reason: String,
    at: Time,
}

#[derive(Serialize)]
pub(super) struct ShowPage {
    handle: String,
    name: Message,
    role: Role,
    bio: String,
    joined_at: Time,
    ghost: bool,
    closed: bool,
    mine: bool,
    /// Whether the visitor ignores them; nothing where they cannot.
    ignored: Option<bool>,
    tabs: Vec<Choice>,
    tab: &'static str,
    rows: Vec<Row>,
    said: Vec<SaidRow>,
    votes: Vec<VoteRow>,
    next: Option<String>,
    first: Option<String>,
}
impl Page for ShowPage {
    const TEMPLATE: &'static str = "people/show.html";
}

/// The lists of a profile.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    Proposals,
    Discussions,
    Comments,
    Votes,
}

impl Tab {
    const ALL: [Self; 4] = [
        Self::Proposals,
        Self::Discussions,
        Self::Comments,
        Self::Votes,
    ];
    const fn text(self) -> &'static str {
        match self {
            Self::Proposals => "proposals",
            Self::Discussions => "discussions",
            Self::Comments => "comments",
            Self::Votes => "votes",
        }
    }
    fn path(self, handle: &str) -> String {
        match self {
            Self::Proposals => format!("/people/{handle}"),
            other => format!("/people/{handle}/{}", other.text()),
        }
    }
    fn label(self) -> Message {
        Message::of("people-tab", self.text())
    }
}

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    after: Option<String>,
}

/// What a tab holds.
#[derive(Default)]
struct Held {
    rows: Vec<Row>,
    said: Vec<SaidRow>,
    votes: Vec<VoteRow>,
    next: Option<Cursor>,
}

fn hold(
    conn: &mut Conn,
    sight: &Sight,
    person: &Person,
    tab: Tab,
    after: Option<Cursor>,
    now: Time,
) -> Result<Held> {
    let kind = match tab {
        Tab::Proposals => Kind::Proposal,
        Tab::Discussions => Kind::Discussion,
        Tab::Comments => {
            let (said, next) = history::comments(conn, sight, person.id, after, ROWS)?;
            return Ok(Held {
                said: said.into_iter().map(SaidRow::from).collect(),
                next,
                ..Held::default()
            });
        }
        Tab::Votes => {
            let (cast, next) = history::votes(conn, person.id, after, ROWS)?;
            let ids: Vec<_> = cast.iter().map(|v| v.topic_id).collect();
            let topics = crate::topics::history::seen(conn, sight, &ids)?;
            let votes = cast
                .into_iter()
                .map(|vote| {
                    let topic = topics.iter().find(|t| t.id == vote.topic_id);
                    VoteRow {
                        path: topic.map(|t| t.path()),
                        title: topic.map(|t| t.title.clone()).unwrap_or_default(),
                        supports: vote.stance == Stance::Support,
                        reason: vote.reason,
                        at: vote.cast_at,
                    }
                })
                .collect();
            return Ok(Held {
                votes,
                next,
                ..Held::default()
            });
        }
    };
    let asked = Asked {
        by: Some(person.handle.clone()),
        sort: Some(Sort::New),
        ..Asked::default()
    };
    let query = Query::of(conn, sight, kind, &asked)?;
    let (topics, next) = list::read(conn, &query, after, ROWS)?;
    let ids: Vec<_> = topics.iter().map(|t| t.id).collect();
    let mine = match sight.person {
        Some(person) if !ids.is_empty() => proposals::supported(conn, &ids, person)?,
        _ => Vec::new(),
    };
    Ok(Held {
        rows: rows(list::cards(conn, topics)?, sight, &mine, now),
        next,
        ..Held::default()
    })
}

async fn show(
    app: App,
    shell: Shell,
    handle: String,
    tab: Tab,
    from: Place,
) -> Result<HttpResponse> {
    let asked = handle.clone();
    let (sight, now) = (shell.viewer.sight(), app.now());
    let after = match from.after.as_deref().filter(|a| !a.is_empty()) {
        Some(text) => Some(Cursor::read(tab.text(), text)?),
        None => None,
    };
    let viewer = shell.viewer.member().map(|m| m.id);
    let (person, held, ignored) = app
        .db
        .read(move |conn| {
            let person = accounts::by_handle(conn, &handle)?;
            if tab == Tab::Votes && sight.person != Some(person.id) {
                // Votes are private: not even that there is such a page.
                return Err(Error::NotFound("page"));
            }
            let held = match person.handle == handle {
                true => hold(conn, &sight, &person, tab, after, now)?,
                false => Held::default(),
            };
            let ignored = match viewer.filter(|viewer| *viewer != person.id) {
                Some(viewer) => Some(!ignores::among(conn, viewer, &[person.id])?.is_empty()),
                None => None,
            };
            Ok((person, held, ignored))
        })
        .await?;
    if person.handle != asked {
        return Ok(shell.moved(tab.path(&person.handle)));
    }
    let mine = shell.viewer.member().is_some_and(|m| m.id == person.id);
    let path = tab.path(&person.handle);
    shell.page(&ShowPage {
        mine,
        ignored,
        tabs: Tab::ALL
            .into_iter()
            .filter(|t| mine || *t != Tab::Votes)
            .map(|t| Choice {
                label: t.label(),
                path: t.path(&person.handle),
                here: t == tab,
                count: None,
            })
            .collect(),
        tab: tab.text(),
        rows: held.rows,
        said: held.said,
        votes: held.votes,
        next: held
            .next
            .map(|cursor| format!("{path}?after={}", cursor.write(tab.text()))),
        first: after.map(|_| path),
        ghost: person.state == Standing::Ghost,
        closed: person.state == Standing::Closed,
        handle: person.handle,
        name: Message::named("person", "guest", person.name),
        role: person.role,
        bio: person.bio,
        joined_at: person.created_at,
    })
}

pub(super) async fn proposals(
    app: App,
    shell: Shell,
    handle: web::Path<String>,
    from: web::Query<Place>,
) -> Result<HttpResponse> {
    show(
        app,
        shell,
        handle.into_inner(),
        Tab::Proposals,
        from.into_inner(),
    )
    .await
}

pub(super) async fn discussions(
    app: App,
    shell: Shell,
    handle: web::Path<String>,
    from: web::Query<Place>,
) -> Result<HttpResponse> {
    show(
        app,
        shell,
        handle.into_inner(),
        Tab::Discussions,
        from.into_inner(),
    )
    .await
}

pub(super) async fn comments(
    app: App,
    shell: Shell,
    handle: web::Path<String>,
    from: web::Query<Place>,
) -> Result<HttpResponse> {
    show(
        app,
        shell,
        handle.into_inner(),
        Tab::Comments,
        from.into_inner(),
    )
    .await
}

pub(super) async fn votes(
    app: App,
    shell: Shell,
    handle: web::Path<String>,
    from: web::Query<Place>,
) -> Result<HttpResponse> {
    show(
        app,
        shell,
        handle.into_inner(),
        Tab::Votes,
        from.into_inner(),
    )
    .await
}
