//! Choosing how much to hear of a topic, a board or a tag, and seeing all that was chosen.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::reading::AskedList;
use crate::access::{Can, Follow, Sight};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Invalid, Result};
use crate::id::{BoardId, PersonId, TagId, TopicId};
use crate::say;
use crate::state::App;
use crate::topics::mine::follows::{self, Following};
use crate::topics::mine::{Level, Subject};
use crate::topics::model::{Kind, Topic};
use crate::topics::pages::lists::ROWS;
use crate::web::{Page, Shell, own_path};

/// The menu that chooses how much to hear of something.
#[derive(Clone, Debug, Serialize)]
pub struct Menu {
    /// Where it is sent.
    action: String,
    /// How much is wanted now, all in all.
    level: Level,
    /// Whether that was chosen for this very thing.
    chosen: bool,
    /// What can be chosen.
    options: &'static [Level],
}

/// What can be chosen, the most first.
const LEVELS: [Level; 4] = [
    Level::Watching,
    Level::Tracking,
    Level::Normal,
    Level::Muted,
];
/// The same where there are decisions to hear of.
const WITH_DECISIONS: [Level; 5] = [
    Level::Watching,
    Level::Tracking,
    Level::Decisions,
    Level::Normal,
    Level::Muted,
];

impl Menu {
    fn of(action: String, following: Following, votes: bool) -> Self {
        // A board may be at a level that a topic on it has no use for.
        let decisions = votes || following.level == Level::Decisions;
        Self {
            action,
            level: following.level,
            chosen: following.own.is_some_and(|own| own.chosen),
            options: if decisions { &WITH_DECISIONS } else { &LEVELS },
        }
    }
}

pub(super) fn menu_of_topic(conn: &mut Conn, person: PersonId, topic: &Topic) -> Result<Menu> {
    let following = follows::of_topic(conn, person, topic)?;
    let action = format!("/t/{}/follow", topic.id);
    Ok(Menu::of(action, following, topic.kind == Kind::Proposal))
}

/// The menu for a board that the reader may see; none for a visitor.
///
/// # Errors
/// Those of the database.
pub fn menu_of_board(
    conn: &mut Conn,
    sight: &Sight,
    board: BoardId,
    slug: &str,
) -> Result<Option<Menu>> {
    let action = format!("/boards/{slug}/follow");
    menu_of_place(conn, sight, Subject::Board(board), action)
}

/// The menu for a tag that the reader may see; none for a visitor.
///
/// # Errors
/// Those of the database.
pub fn menu_of_tag(conn: &mut Conn, sight: &Sight, tag: TagId, slug: &str) -> Result<Option<Menu>> {
    let action = format!("/tags/{slug}/follow");
    menu_of_place(conn, sight, Subject::Tag(tag), action)
}

fn menu_of_place(
    conn: &mut Conn,
    sight: &Sight,
    place: Subject,
    action: String,
) -> Result<Option<Menu>> {
    let Some(person) = sight.person else {
        return Ok(None);
    };
    let following = follows::of_place(conn, person, place)?;
    Ok(Some(Menu::of(action, following, true)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::topics::pages) struct TypedLevel {
    /// Empty takes back what was chosen.
    level: String,
    next: Option<String>,
}

async fn choose(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    typed: TypedLevel,
    back: String,
    find: impl Fn(&mut Tx<'_>, &Sight) -> Result<Subject> + Send + 'static,
) -> Result<HttpResponse> {
    let level = match typed.level.as_str() {
        "" => None,
        named => Some(
            Level::named(named)
                .ok_or_else(|| Invalid::field("level", say!("follow-no-such-level")))?,
        ),
    };
    let now = app.now();
    app.db
        .write_unseen(move |tx| {
            let of = find(tx, &by.who.sight())?;
            match level {
                Some(level) => follows::choose(tx, &by, of, level, now),
                None => follows::leave(tx, &by, of),
            }
        })
        .await?;
    let back = match &typed.next {
        Some(next) => own_path(Some(next)),
        None => back,
    };
    let told = match level {
        Some(Level::Watching) => say!("follow-done-watching"),
        Some(Level::Tracking) => say!("follow-done-tracking"),
        Some(Level::Decisions) => say!("follow-done-decisions"),
        Some(Level::Normal) => say!("follow-done-normal"),
        Some(Level::Muted) => say!("follow-done-muted"),
        None => say!("follow-done-left"),
    };
    Ok(shell.done(back, told))
}

pub(in crate::topics::pages) async fn follow_topic(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<TypedLevel>,
) -> Result<HttpResponse> {
    let id = *id;
    let find = move |tx: &mut Tx<'_>, sight: &Sight| Ok(follows::topic(tx, sight, id)?.1);
    choose(app, by, shell, form.into_inner(), format!("/t/{id}"), find).await
}

pub(in crate::topics::pages) async fn follow_board(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    slug: web::Path<String>,
    form: web::Form<TypedLevel>,
) -> Result<HttpResponse> {
    let slug = slug.into_inner();
    let back = format!("/boards/{slug}");
    let find = move |tx: &mut Tx<'_>, sight: &Sight| follows::board(tx, sight, &slug);
    choose(app, by, shell, form.into_inner(), back, find).await
}

pub(in crate::topics::pages) async fn follow_tag(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    slug: web::Path<String>,
    form: web::Form<TypedLevel>,
) -> Result<HttpResponse> {
    let slug = slug.into_inner();
    let back = format!("/tags/{slug}");
    let find = move |tx: &mut Tx<'_>, sight: &Sight| follows::tag(tx, sight, &slug);
    choose(app, by, shell, form.into_inner(), back, find).await
}

/// Something followed.
#[derive(Serialize)]
struct FollowRow {
    kind: &'static str,
    name: String,
    path: String,
    action: String,
    level: Level,
    chosen: bool,
    since: Time,
    options: &'static [Level],
}

#[derive(Serialize)]
pub(in crate::topics::pages) struct FollowingPage {
    rows: Vec<FollowRow>,
    next: Option<String>,
    first: Option<&'static str>,
}
impl Page for FollowingPage {
    const TEMPLATE: &'static str = "topics/following.html";
}

/// Everything that the reader follows, with the way to change it.
pub(in crate::topics::pages) async fn following(
    app: App,
    by: Can<Follow>,
    shell: Shell,
    asked: web::Query<AskedList>,
) -> Result<HttpResponse> {
    let after = asked.cursor("follows")?;
    let (entries, next) = app
        .db
        .read(move |conn| follows::all(conn, &by.who.sight(), by.who.id, after, ROWS))
        .await?;
    let rows = entries
        .into_iter()
        .map(|entry| FollowRow {
            action: format!("{}/follow", entry.at),
            options: match entry.votes || entry.kind != "topic" {
                true => &WITH_DECISIONS,
                false => &LEVELS,
            },
            kind: entry.kind,
            name: entry.name,
            path: entry.path,
            level: entry.level,
            chosen: entry.chosen,
            since: entry.since,
        })
        .collect();
    shell.page(&FollowingPage {
        rows,
        next: next.map(|cursor| format!("/settings/following?after={}", cursor.write("follows"))),
        first: after.map(|_| "/settings/following"),
    })
}
