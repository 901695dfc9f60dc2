//! The other acts as JSON.
use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Comment as MayComment, Moderate, Viewer, VoteForOthers};
use crate::clock::Time;
use crate::db::Conn;
use crate::desk::{convert, typed};
use crate::error::{Invalid, Result};
use crate::id::{CommentId, TopicId};
use crate::lang::Lang;
use crate::proposals::model::{Ballot, Importance, TypedVote};
use crate::proposals::{behalf, plan};
use crate::say;
use crate::state::App;
use crate::topics::actions;
use crate::topics::api::stands;
use crate::topics::closures::{self, Means};
use crate::topics::model::{Draft, Kind, Topic};
use crate::topics::pages::Rank;
use crate::topics::{answers, boards, pins, prose, split};
use crate::wire::{self, Answer, Body};

/// What staff decided about a topic.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Decided {
    /// The topic's number.
    #[schema(value_type = i64)]
    id: TopicId,
    /// Its page.
    #[schema(format = "uri")]
    url: String,
    /// What sort of topic it is.
    kind: Kind,
    /// The slug of its board.
    board: String,
    /// Why it takes no more comments, if it is locked; may be empty.
    locked: Option<String>,
    /// When it takes no more comments and votes.
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<Time>,
    /// Whether it is pinned above lists.
    pinned: bool,
    /// Until when it is pinned.
    #[schema(value_type = Option<String>, format = DateTime)]
    pinned_until: Option<Time>,
    /// The number of the comment that is accepted as the answer.
    #[schema(value_type = Option<i64>)]
    answer: Option<CommentId>,
    /// Who answers for it, by their handle (proposals).
    owner: Option<String>,
    /// The month in which it is expected, as `2026-03` (proposals).
    eta: Option<String>,
}

fn decided(conn: &mut Conn, app: &App, topic: &Topic, now: Time) -> Result<Decided> {
    let sight = crate::access::Sight::ALL;
    let board = actions::find(conn, &sight, topic.id)?.board;
    let closures = closures::of(conn, topic.id)?;
    let pin = pins::of(conn, topic.id, now)?;
    let plan = match topic.kind {
        Kind::Proposal => plan::of(conn, topic.id)?,
        Kind::Discussion | Kind::Announcement => plan::Plan::default(),
    };
    Ok(Decided {
        id: topic.id,
        url: app.config.base_url.link(&topic.path()),
        kind: topic.kind,
        board: board.slug,
        locked: closures.lock().map(|lock| lock.why.clone()),
        closes_at: closures.date(),
        pinned: pin.is_some(),
        pinned_until: pin.and_then(|pin| pin.until_at),
        answer: answers::of(conn, &[topic.id])?.first().map(|(_, id)| *id),
        owner: plan.owner,
        eta: plan.eta,
    })
}

/// What staff decided about a topic of any kind.
#[utoipa::path(tag = "Decisions", params(("id" = i64, Path)), responses((status = 200, body = Decided),
    (status = 301, description = "The topic is merged into another.", headers(("Location" = String)))))]
#[get("/topics/{id}/decisions")]
pub(super) async fn show_decisions(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let (sight, now, inner) = (viewer.sight(), app.now(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            let topic = actions::find(conn, &sight, *id)?.topic;
            stands(conn, &inner, &sight, &topic, "/decisions")?;
            decided(conn, &inner, &topic, now)
        })
        .await?;
    wire::ok(&req, &told)
}

/// Why a topic stands where it does in lists: the numbers, for anyone to work out again.
#[utoipa::path(tag = "Topics", params(("id" = i64, Path)), responses((status = 200, body = Rank),
    (status = 301, description = "The topic is merged into another.", headers(("Location" = String)))))]
#[get("/topics/{id}/rank")]
pub(super) async fn show_rank(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let (sight, now, inner) = (viewer.sight(), app.now(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            let topic = actions::find(conn, &sight, *id)?.topic;
            stands(conn, &inner, &sight, &topic, "/rank")?;
            Rank::of(conn, &topic, now)
        })
        .await?;
    wire::ok(&req, &told)
}

/// Does one thing to a topic and tells what is decided about it now.
async fn act(
    app: &App,
    what: impl Fn(&mut crate::db::Tx<'_>, Time) -> Result<TopicId> + Send + 'static,
) -> Result<HttpResponse> {
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write(move |tx| {
            let id = what(tx, now)?;
            let topic = actions::find(tx, &crate::access::Sight::ALL, id)?.topic;
            Answer::ok(&decided(tx, &inner, &topic, now)?)
        })
        .await
        .map(Answer::respond)
}

/// Why comments are locked.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NewLock {
    /// What everyone reads who wants to comment.
    #[schema(required = false, max_length = 280)]
    why: String,
}

/// Takes no more comments on a topic (moderators only).
#[utoipa::path(tag = "Decisions", request_body = NewLock, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/topics/{id}/lock")]
pub(super) async fn put_lock(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewLock>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| {
        closures::lock(tx, &by, id, &body.value.why, now).map(|s| s.topic.id)
    })
    .await
}

/// Takes comments again (moderators only).
#[utoipa::path(tag = "Decisions", security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[delete("/topics/{id}/lock")]
pub(super) async fn drop_lock(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| {
        closures::open(tx, &by, id, Means::Lock, now).map(|s| s.topic.id)
    })
    .await
}

/// When a topic closes.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewClosing {
    /// A day (all of it, in UTC); a moment with its zone is taken too.
    #[schema(format = "date")]
    on: String,
}

/// Closes a topic for comments and votes on a date (moderators only).
#[utoipa::path(tag = "Decisions", request_body = NewClosing, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/topics/{id}/closing")]
pub(super) async fn put_closing(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewClosing>,
) -> Result<HttpResponse> {
    let id = *id;
    let on = typed::moment("on", &body.value.on)?
        .ok_or_else(|| Invalid::field("on", say!("desk-no-date")))?;
    act(&app, move |tx, now| {
        closures::close_on(tx, &by, id, on, now).map(|s| s.topic.id)
    })
    .await
}

/// Keeps a topic open (moderators only).
#[utoipa::path(tag = "Decisions", security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[delete("/topics/{id}/closing")]
pub(super) async fn drop_closing(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| {
        closures::open(tx, &by, id, Means::Date, now).map(|s| s.topic.id)
    })
    .await
}

/// Where and how long a topic is pinned.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NewPin {
    /// On every list of its kind, not only its board's.
    #[schema(required = false)]
    everywhere: bool,
    /// A moment, or a day (all of it, in UTC); nothing for good.
    #[schema(required = false)]
    until: Option<String>,
}

/// Pins a topic above lists (moderators only).
#[utoipa::path(tag = "Decisions", request_body = NewPin, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/topics/{id}/pin")]
pub(super) async fn put_pin(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewPin>,
) -> Result<HttpResponse> {
    let id = *id;
    let until = typed::moment("until", body.value.until.as_deref().unwrap_or_default())?;
    act(&app, move |tx, now| {
        pins::pin(tx, &by, id, body.value.everywhere, until, now).map(|s| s.topic.id)
    })
    .await
}

/// Takes the pin off (moderators only).
#[utoipa::path(tag = "Decisions", security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[delete("/topics/{id}/pin")]
pub(super) async fn drop_pin(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| {
        pins::unpin(tx, &by, id, now).map(|s| s.topic.id)
    })
    .await
}

/// Where a topic moves.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBoard {
    /// The board's slug.
    board: String,
}

/// Moves a topic, with what is merged into it, to another board (moderators only).
#[utoipa::path(tag = "Decisions", request_body = NewBoard, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/topics/{id}/board")]
pub(super) async fn put_board(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewBoard>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| {
        let board = boards::by_slug(tx, &by.who.sight(), &body.value.board)
            .map_err(|_| Invalid::field("board", say!("field-choose")))?;
        actions::move_to_board(tx, &by, id, &board, now).map(|t| t.id)
    })
    .await
}

/// What a topic becomes.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewKind {
    /// `proposal` or `discussion`.
    kind: Kind,
}

/// Makes a discussion a proposal, or back, under the same address; votes are kept (moderators only).
#[utoipa::path(tag = "Decisions", request_body = NewKind, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/topics/{id}/kind")]
pub(super) async fn put_kind(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewKind>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| {
        convert::convert(tx, &by, id, body.value.kind, now).map(|t| t.id)
    })
    .await
}

/// Which comments become a topic of their own.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSplit {
    /// 4 to 150 characters.
    #[schema(min_length = 4, max_length = 150)]
    title: String,
    /// `proposal` or `discussion`.
    kind: Kind,
    /// The comments' numbers; their answers come along.
    #[schema(value_type = Vec<i64>, min_items = 1, max_items = 200)]
    comments: Vec<CommentId>,
}

/// Moves comments and their answers into a new topic; tells the new one (moderators only).
#[utoipa::path(tag = "Decisions", request_body = NewSplit, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/topics/{id}/split")]
pub(super) async fn put_split(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewSplit>,
) -> Result<HttpResponse> {
    let id = *id;
    let (sight, chosen) = (by.who.sight(), body.value.comments.clone());
    Draft::parse(&body.value.title, &[], prose::topic(&app, "").await?)?;
    let words = app
        .db
        .read(move |conn| convert::words(conn, &sight, id, &chosen, Lang::default()))
        .await?;
    let draft = Draft::parse(&body.value.title, &[], prose::topic(&app, &words).await?)?;
    act(&app, move |tx, now| {
        convert::split_off(
            tx,
            &by,
            id,
            &body.value.comments,
            body.value.kind,
            &draft,
            now,
        )
        .map(|t| t.id)
    })
    .await
}

/// Puts what was split off back where it came from; tells that topic (moderators only).
#[utoipa::path(tag = "Decisions", security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[delete("/topics/{id}/split")]
pub(super) async fn drop_split(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| split::join(tx, &by, id, now)).await
}

/// Accepts a comment as the answer to its discussion. Only the discussion's author and staff may.
#[utoipa::path(tag = "Comments", security(("token" = ["comments:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/comments/{id}/acceptance")]
pub(super) async fn put_answer(
    app: App,
    by: Can<MayComment>,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| answers::accept(tx, &by, id, now)).await
}

/// Takes that back.
#[utoipa::path(tag = "Comments", security(("token" = ["comments:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[delete("/comments/{id}/acceptance")]
pub(super) async fn drop_answer(
    app: App,
    by: Can<MayComment>,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| answers::unaccept(tx, &by, id, now)).await
}

/// Who answers for a proposal, and when it is expected.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct NewPlan {
    /// The handle of someone of the staff; nothing for nobody.
    #[schema(required = false)]
    owner: Option<String>,
    /// A month as `2026-03`; nothing for no promise.
    #[schema(required = false)]
    eta: Option<String>,
}

/// Says who answers for a proposal and when it is expected (moderators only).
#[utoipa::path(tag = "Decisions", request_body = NewPlan, security(("token" = ["moderation:write"])), params(("id" = i64, Path)), responses((status = 200, body = Decided)))]
#[put("/proposals/{id}/plan")]
pub(super) async fn put_plan(
    app: App,
    by: Can<Moderate>,
    id: web::Path<TopicId>,
    body: Body<NewPlan>,
) -> Result<HttpResponse> {
    let id = *id;
    act(&app, move |tx, now| {
        let (owner, eta) = (&body.value.owner, &body.value.eta);
        plan::plan(
            tx,
            &by,
            id,
            owner.as_deref().unwrap_or_default(),
            eta.as_deref().unwrap_or_default(),
            now,
        )?;
        Ok(id)
    })
    .await
}

/// A vote for someone who asked elsewhere.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewBehalf {
    /// A handle, a name, an address, or `Name <address>`.
    #[schema(min_length = 1)]
    person: String,
    /// Where they asked.
    #[serde(default)]
    #[schema(required = false, format = "uri")]
    source_url: Option<String>,
    /// Why they need it, in one line.
    #[serde(default)]
    #[schema(required = false, max_length = 280)]
    reason: Option<String>,
    /// How much it matters to them.
    #[serde(default)]
    #[schema(required = false)]
    importance: Option<Importance>,
}

/// Whom a vote counts for.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct Behalf {
    /// Their handle.
    person: String,
    /// How many people want the proposal now.
    supporters: i64,
}

/// Votes for someone else, once (moderators only).
#[utoipa::path(tag = "Votes", request_body = NewBehalf, security(("token" = ["votes:behalf"])), params(("id" = i64, Path)), responses((status = 200, body = Behalf)))]
#[put("/proposals/{id}/behalf")]
pub(super) async fn put_behalf(
    app: App,
    by: Can<VoteForOthers>,
    id: web::Path<TopicId>,
    body: Body<NewBehalf>,
) -> Result<HttpResponse> {
    let (id, now, new) = (*id, app.now(), body.value);
    let ballot = Ballot::parse(&TypedVote {
        importance: new.importance,
        reason: new.reason,
        ..TypedVote::default()
    })?;
    app.db
        .write(move |tx| {
            let source = new.source_url.as_deref().unwrap_or_default();
            let (topic, person) = behalf::vote(tx, &by, id, &new.person, source, &ballot, now)?;
            Answer::ok(&Behalf {
                person,
                supporters: topic.supporters,
            })
        })
        .await
        .map(Answer::respond)
}

/// Takes back a vote that was cast for someone (moderators only).
#[utoipa::path(tag = "Votes", security(("token" = ["votes:behalf"])), params(("id" = i64, Path), ("person" = String, Path)), responses((status = 200, body = Behalf)))]
#[delete("/proposals/{id}/behalf/{person}")]
pub(super) async fn drop_behalf(
    app: App,
    by: Can<VoteForOthers>,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    let ((id, person), now) = (path.into_inner(), app.now());
    app.db
        .write(move |tx| {
            let topic = behalf::withdraw(tx, &by, id, &person, now)?;
            Answer::ok(&Behalf {
                person: person.clone(),
                supporters: topic.supporters,
            })
        })
        .await
        .map(Answer::respond)
}
