//! Proposals as HTML: the first page, lists, a proposal's page, proposing, voting, moving on.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::actions::{self, Evidence, Response, Station};
use super::model::{Ballot, Importance, Stance, TypedVote, takes_votes};
use super::store;
use crate::access::{Can, Moderate, Propose, Sight, Vote};
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::state::App;
use crate::topics::actions::Seen;
use crate::topics::kinds::KindRoom;
use crate::topics::list::{self, Asked, Query};
use crate::topics::model::{Act, Board, Draft, Kind, Sort, Status, Topic, split_tags};
use crate::topics::pages::{self as lists, AskedPage, Choice, Choices, Row, ShowPage as TopicPage};
use crate::topics::{boards, prose, statuses};
use crate::web::{Page, Shell};

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/").get(home))
        .service(web::resource("/proposals").get(index).post(create))
        .service(web::resource("/proposals/new").get(new))
        .service(web::resource("/t/{id}/vote").get(vote_form).post(vote))
        .service(
            web::resource("/t/{id}/status")
                .get(status_form)
                .post(change_status),
        );
}

/// The page and the JSON of proposals.
pub fn room() -> KindRoom {
    KindRoom {
        kind: Kind::Proposal,
        show: |app, shell, seen, page| Box::pin(show(app, shell, seen, page)),
        tell: super::api::tell,
    }
}

fn supported(conn: &mut Conn, sight: &Sight, topics: &[Topic]) -> Result<Vec<TopicId>> {
    let ids: Vec<_> = topics.iter().map(|t| t.id).collect();
    match sight.person {
        Some(person) if !ids.is_empty() => Ok(store::supported(conn, &ids, person)?),
        _ => Ok(Vec::new()),
    }
}

fn rows(conn: &mut Conn, sight: &Sight, topics: Vec<Topic>) -> Result<Vec<Row>> {
    let mine = supported(conn, sight, &topics)?;
    Ok(lists::rows(list::cards(conn, topics)?, sight, &mine))
}

// The first page.

#[derive(Serialize)]
struct HomePage {
    announcements: Vec<Row>,
    hot: Vec<Row>,
    new: Vec<Row>,
    paved: Vec<Row>,
    talked: Vec<Row>,
    boards: Vec<Choice>,
    proposals: i64,
}
impl Page for HomePage {
    const TEMPLATE: &'static str = "proposals/home.html";
}

async fn home(app: App, shell: Shell) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let page = app
        .db
        .read(move |conn| {
            let mut some = |kind, sort, limit| {
                let asked = Asked {
                    sort: Some(sort),
                    ..Asked::default()
                };
                let query = Query::of(conn, &sight, kind, &asked)?;
                let (topics, _) = list::read(conn, &query, None, limit)?;
                rows(conn, &sight, topics)
            };
            let announcements = some(Kind::Announcement, Sort::New, 1)?;
            let hot = some(Kind::Proposal, Sort::Hot, 8)?;
            let new = some(Kind::Proposal, Sort::New, 4)?;
            let talked = some(Kind::Discussion, Sort::Discussed, 4)?;
            let visible: Vec<_> = boards::visible(conn, &sight)?
                .iter()
                .map(|b| b.id)
                .collect();
            let done = store::last_done(conn, &visible, 4)?;
            let counts = boards::counts(conn, Kind::Proposal)?;
            Ok(HomePage {
                announcements,
                hot,
                new,
                talked,
                paved: rows(conn, &sight, done)?,
                proposals: visible.iter().filter_map(|id| counts.get(id)).sum(),
                boards: lists::choices(
                    conn,
                    &sight,
                    Kind::Proposal,
                    "/proposals",
                    &Asked::default(),
                )?
                .boards,
            })
        })
        .await?;
    shell.page(&page)
}

// Lists.

#[derive(Serialize)]
struct IndexPage {
    rows: Vec<Row>,
    choices: Choices,
    narrowed: Vec<Choice>,
    next: Option<String>,
    first: Option<String>,
    q: String,
    board: Option<String>,
}
impl Page for IndexPage {
    const TEMPLATE: &'static str = "proposals/index.html";
}

async fn index(app: App, shell: Shell, asked: web::Query<AskedPage>) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let asked = asked.into_inner();
    const PATH: &str = "/proposals";
    let page = app
        .db
        .read(move |conn| {
            let after = lists::cursor(&asked)?;
            let query = Query::of(conn, &sight, Kind::Proposal, &asked.asked)?;
            let (topics, next) = list::read(conn, &query, after, lists::ROWS)?;
            Ok(IndexPage {
                rows: rows(conn, &sight, topics)?,
                choices: lists::choices(conn, &sight, Kind::Proposal, PATH, &asked.asked)?,
                narrowed: lists::narrowed(PATH, &asked.asked),
                next: lists::next_path(PATH, &asked.asked, next),
                first: after.map(|_| lists::list_path(PATH, &asked.asked, ("after", None))),
                q: asked.asked.q.clone().unwrap_or_default(),
                board: asked.asked.board.clone().filter(|b| !b.is_empty()),
            })
        })
        .await?;
    shell.page(&page)
}

// One proposal.

/// The vote box: what a script asks for alone after a vote.
#[derive(Serialize)]
struct VoteBox {
    supporters: i64,
    /// Votes that came with an import, without people; shown apart.
    imported: i64,
    /// What the visitor's vote says, if they cast one.
    mine: Option<Mine>,
    /// Whether someone like the visitor may vote; if not, why.
    open: bool,
    closed: Option<String>,
    /// Whether it is built, so that people *wanted* it.
    past: bool,
}

/// The visitor's own vote.
#[derive(Serialize)]
struct Mine {
    supports: bool,
    importance: Option<Importance>,
    reason: String,
    workaround: String,
    named: bool,
}

#[derive(Serialize)]
struct ShowPage {
    #[serde(flatten)]
    topic: TopicPage,
    status: Status,
    vote: VoteBox,
    reasons: Vec<Evidence>,
    response: Option<Response>,
    stations: Vec<Station>,
    /// Where staff may move it.
    steps: Vec<Status>,
}
impl Page for ShowPage {
    const TEMPLATE: &'static str = "proposals/show.html";
    const FRAGMENTS: &'static [&'static str] = &["vote"];
}

fn vote_box(conn: &mut Conn, sight: &Sight, seen: &Seen, status: &Status) -> Result<VoteBox> {
    use crate::access::Role;
    use crate::topics::model::StatusKind;
    let (_, imported) = store::numbers(conn, seen.topic.id)?;
    let mine = match sight.person {
        Some(person) => store::vote(conn, seen.topic.id, person)?,
        None => None,
    };
    let refusal = takes_votes(&seen.topic, status).and_then(|()| {
        seen.board
            .lets(Act::Vote, sight.role.or(Some(Role::Member)))
    });
    Ok(VoteBox {
        supporters: seen.topic.supporters,
        imported,
        mine: mine.map(|vote| Mine {
            supports: vote.supports(),
            importance: vote.importance,
            reason: vote.reason,
            workaround: vote.workaround,
            named: vote.named,
        }),
        open: refusal.is_ok(),
        closed: refusal.err().map(|e| e.to_string()),
        past: matches!(status.kind, StatusKind::Done | StatusKind::Closed),
    })
}

async fn show(app: App, shell: Shell, seen: Seen, topic: TopicPage) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let invalid = !topic.invalid.fields.is_empty();
    let page = app
        .db
        .read(move |conn| show_page(conn, &sight, &seen, topic))
        .await?;
    match invalid {
        true => shell.retry(&page),
        false => shell.page(&page),
    }
}

fn show_page(
    conn: &mut Conn,
    sight: &Sight,
    seen: &Seen,
    mut topic: TopicPage,
) -> Result<ShowPage> {
    let statuses = statuses::all(conn)?;
    let status = statuses
        .get(seen.topic.status_id)
        .cloned()
        .ok_or_else(|| Error::internal(format!("proposal {} has no status", seen.topic.id)))?;
    let way = actions::way(conn, &seen.topic)?;
    topic.timeline.weave(way.notes);
    Ok(ShowPage {
        vote: vote_box(conn, sight, seen, &status)?,
        reasons: actions::evidence(conn, seen.topic.id)?,
        response: way.response,
        stations: way.stations,
        steps: match sight.is_staff() {
            true => statuses.next(conn, status.id)?,
            false => Vec::new(),
        },
        status,
        topic,
    })
}

// Proposing.

/// A proposal as someone typed it: a topic and, in the same form, the first vote's reason.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedProposal {
    title: String,
    body: String,
    board: String,
    tags: String,
    reason: String,
    workaround: String,
    importance: String,
    named: Option<String>,
}

impl TypedProposal {
    fn ballot(&self) -> Result<Ballot, Invalid> {
        ballot(
            Stance::Support,
            &self.importance,
            &self.reason,
            &self.workaround,
            self.named.is_some(),
        )
    }
}

fn ballot(
    stance: Stance,
    importance: &str,
    reason: &str,
    workaround: &str,
    named: bool,
) -> Result<Ballot, Invalid> {
    let importance = match importance {
        "" => None,
        text => Some(
            Importance::named(text)
                .ok_or_else(|| Invalid::field("importance", "Choose one of the list."))?,
        ),
    };
    Ballot::parse(&TypedVote {
        stance: Some(stance),
        importance,
        reason: Some(reason.to_owned()),
        workaround: Some(workaround.to_owned()),
        named: Some(named),
    })
}

#[derive(Serialize)]
struct NewPage {
    boards: Vec<Board>,
    typed: TypedProposal,
    invalid: Invalid,
}
impl Page for NewPage {
    const TEMPLATE: &'static str = "proposals/new.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    board: String,
    title: String,
}

async fn new(
    app: App,
    by: Can<Propose>,
    shell: Shell,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let wanted = wanted.into_inner();
    let typed = TypedProposal {
        board: wanted.board,
        title: wanted.title,
        ..TypedProposal::default()
    };
    new_page(&app, &by, &shell, typed, None).await
}

async fn new_page(
    app: &App,
    by: &Can<Propose>,
    shell: &Shell,
    typed: TypedProposal,
    invalid: Option<Invalid>,
) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let boards = app
        .db
        .read(move |conn| boards::open_for(conn, &sight, Act::Propose))
        .await?;
    if boards.is_empty() {
        return Err(Error::Forbidden(
            "There is no board where you may propose something.".into(),
        ));
    }
    let page = NewPage {
        boards,
        typed,
        invalid: invalid.clone().unwrap_or_default(),
    };
    match invalid {
        Some(_) => shell.retry(&page),
        None => shell.page(&page),
    }
}

async fn create(
    app: App,
    by: Can<Propose>,
    shell: Shell,
    form: web::Form<TypedProposal>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    match propose(&app, &by, &typed).await {
        Ok(topic) => Ok(shell.done(
            topic.path(),
            "Your proposal is here, and you are its first supporter.",
        )),
        Err(Error::Invalid(invalid)) => new_page(&app, &by, &shell, typed, Some(invalid)).await,
        Err(error) => Err(error),
    }
}

async fn propose(app: &App, by: &Can<Propose>, typed: &TypedProposal) -> Result<Topic> {
    let prose = prose::topic(app, &typed.body).await?;
    let draft = Draft::parse(&typed.title, &split_tags(&typed.tags), prose);
    let (draft, ballot) = match (draft, typed.ballot()) {
        (Ok(draft), Ok(ballot)) => (draft, ballot),
        (draft, ballot) => {
            let mut invalid = draft.err().unwrap_or_default();
            invalid
                .fields
                .extend(ballot.err().unwrap_or_default().fields);
            return Err(invalid.into());
        }
    };
    let (by, now, board) = (by.clone(), app.now(), typed.board.clone());
    app.db
        .write(move |tx| {
            let sight = by.who.sight();
            let board = lists::chosen_board(tx, &sight, &board)?;
            let id = actions::propose(tx, &by, &board, &draft, &ballot, now)?;
            actions::find(tx, &sight, id).map(|seen| seen.topic)
        })
        .await
}

// Voting.

/// A vote as a form sends it: a press of the button, or the whole form with a reason.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedForm {
    /// `yes`, `no` (take it back) or `not_for_me`: what is wanted, never a toggle, so that a repeat is harmless.
    want: String,
    importance: String,
    reason: String,
    workaround: String,
    named: Option<String>,
    /// Where the button was pressed: back to there.
    next: String,
}

#[derive(Serialize)]
struct VotePage {
    id: TopicId,
    path: String,
    title: String,
    reasons: Vec<Evidence>,
    voted: bool,
    typed: TypedForm,
    invalid: Invalid,
}
impl Page for VotePage {
    const TEMPLATE: &'static str = "proposals/vote.html";
}

fn vote_page(conn: &mut Conn, by: &Can<Vote>, id: TopicId) -> Result<VotePage> {
    let seen = actions::find(conn, &by.who.sight(), id)?;
    let cast = store::vote(conn, id, by.who.id)?;
    let voted = cast.is_some();
    let typed = cast.map_or_else(TypedForm::default, |vote| TypedForm {
        want: if vote.supports() { "yes" } else { "not_for_me" }.into(),
        importance: vote.importance.map(|i| i.to_string()).unwrap_or_default(),
        reason: vote.reason,
        workaround: vote.workaround,
        named: vote.named.then(|| "on".into()),
        next: String::new(),
    });
    Ok(VotePage {
        id,
        path: seen.topic.path(),
        title: seen.topic.title,
        reasons: actions::evidence(conn, id)?,
        voted,
        typed,
        invalid: Invalid::default(),
    })
}

async fn vote_form(
    app: App,
    by: Can<Vote>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let page = app.db.read(move |conn| vote_page(conn, &by, *id)).await?;
    shell.page(&page)
}

async fn vote(
    app: App,
    by: Can<Vote>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<TypedForm>,
    req: actix_web::HttpRequest,
) -> Result<HttpResponse> {
    let (id, typed) = (*id, form.into_inner());
    let topic = match cast(&app, &by, id, &typed).await {
        Ok(topic) => topic,
        Err(Error::Invalid(invalid)) => {
            let mut page = app.db.read(move |conn| vote_page(conn, &by, id)).await?;
            page.typed = typed;
            page.invalid = invalid;
            return shell.retry(&page);
        }
        Err(error) => return Err(error),
    };
    if req.headers().contains_key("x-fragment") {
        // The same template's own block, with today's numbers.
        let sight = by.who.sight();
        let page = app
            .db
            .read(move |conn| {
                let seen = actions::find(conn, &sight, id)?;
                let status = statuses::all(conn)?
                    .get(seen.topic.status_id)
                    .cloned()
                    .ok_or(Error::NotFound("status"))?;
                Ok(FragmentPage {
                    id,
                    vote: vote_box(conn, &sight, &seen, &status)?,
                })
            })
            .await?;
        return shell.page(&page);
    }
    let told = match typed.want.as_str() {
        "no" => "Your vote is taken back.",
        "not_for_me" => "Noted: not for you.",
        _ => "Your vote is in.",
    };
    let back = match typed.next.as_str() {
        "" => topic.path(),
        next => crate::web::own_path(Some(next)),
    };
    Ok(shell.done(back, told))
}

/// Just what the vote box needs.
#[derive(Serialize)]
struct FragmentPage {
    id: TopicId,
    vote: VoteBox,
}
impl Page for FragmentPage {
    const TEMPLATE: &'static str = ShowPage::TEMPLATE;
    const FRAGMENTS: &'static [&'static str] = ShowPage::FRAGMENTS;
}

async fn cast(app: &App, by: &Can<Vote>, id: TopicId, typed: &TypedForm) -> Result<Topic> {
    let (by, now) = (by.clone(), app.now());
    let stance = match typed.want.as_str() {
        "no" => {
            return app
                .db
                .write(move |tx| actions::withdraw(tx, &by, id, now))
                .await;
        }
        "not_for_me" => Stance::Against,
        _ => Stance::Support,
    };
    let plain = [&typed.importance, &typed.reason, &typed.workaround]
        .iter()
        .all(|t| t.is_empty());
    let ballot = ballot(
        stance,
        &typed.importance,
        &typed.reason,
        &typed.workaround,
        typed.named.is_some(),
    )?;
    app.db
        .write(move |tx| {
            // A bare press of the button says nothing new about a vote that has its reason already.
            if plain
                && let Some(cast) = store::vote(tx, id, by.who.id)?
                && cast.stance == ballot.stance()
            {
                return actions::find(tx, &by.who.sight(), id).map(|seen| seen.topic);
            }
            actions::vote(tx, &by, id, &ballot, now)
        })
        .await
}

// Moving on.

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedStatus {
    status: String,
    response: String,
}

#[derive(Serialize)]
struct StatusPage {
    id: TopicId,
    path: String,
    title: String,
    status: Status,
    steps: Vec<Status>,
    supporters: i64,
    typed: TypedStatus,
    invalid: Invalid,
}
impl Page for StatusPage {
    const TEMPLATE: &'static str = "proposals/status.html";
}

fn status_page(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<StatusPage> {
    let seen = actions::find(conn, sight, id)?;
    let statuses = statuses::all(conn)?;
    let status = statuses
        .get(seen.topic.status_id)
        .cloned()
        .ok_or(Error::NotFound("status"))?;
    Ok(StatusPage {
        id,
        path: seen.topic.path(),
        title: seen.topic.title,
        supporters: seen.topic.supporters,
        steps: statuses.next(conn, status.id)?,
        status,
        typed: TypedStatus::default(),
        invalid: Invalid::default(),
    })
}

async fn status_form(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let page = app
        .db
        .read(move |conn| status_page(conn, &sight, *id))
        .await?;
    shell.page(&page)
}

async fn change_status(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<TypedStatus>,
) -> Result<HttpResponse> {
    let (id, typed, sight) = (*id, form.into_inner(), by.who.sight());
    let moved = async {
        let response = prose::response(&app, &typed.response).await?;
        let (now, to) = (app.now(), typed.status.clone());
        app.db
            .write(move |tx| actions::change_status(tx, &by, id, &to, &response, now))
            .await
    };
    match moved.await {
        Ok(topic) => Ok(shell.done(topic.path(), "Moved. Its people can read why.")),
        Err(Error::Invalid(invalid)) => {
            let mut page = app
                .db
                .read(move |conn| status_page(conn, &sight, id))
                .await?;
            page.typed = typed;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}
