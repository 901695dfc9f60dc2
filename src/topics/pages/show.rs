//! A topic's page, whatever its kind.

use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::mine::{self, Mine};
use crate::access::Sight;
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::Conn;
use crate::drafts::Context;
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, TopicId};
use crate::lang::Message;
use crate::say;
use crate::state::App;
use crate::text::Html;
use crate::topics::actions::{self, Seen};
use crate::topics::closures::{self, Closures};
use crate::topics::kinds::Kinds;
use crate::topics::model::{Act, Board, Kind, State, Tag, Topic, TypedComment};
use crate::topics::thread::{self, Timeline};
use crate::topics::writing::{self, Left, Writing};
use crate::topics::{
    answers, boards, family, fields, happened, links, pins, split, statuses, store,
};
use crate::web::{Page, Shell};

/// What the page of any topic shows; each kind adds its own.
#[derive(Serialize)]
#[allow(missing_docs)]
pub struct ShowPage {
    pub id: TopicId,
    pub kind: Kind,
    pub path: String,
    pub title: String,
    pub html: Html,
    pub empty: bool,
    pub board: Board,
    pub author: Author,
    pub tags: Vec<Tag>,
    pub comments: i64,
    pub created_at: Time,
    pub edited_at: Option<Time>,
    pub source_url: Option<String>,
    pub removed: bool,
    pub timeline: Timeline,
    pub next: Option<String>,
    pub first: Option<String>,
    pub linked: Vec<Linked>,
    /// Proposals merged into this one, each with the way to take it out again.
    pub merged: Vec<Linked>,
    /// When it closes, as long as that is to come.
    pub closes_at: Option<Time>,
    /// Whether it is pinned to lists.
    pub pinned: bool,
    /// Until when, if that is set.
    pub pinned_until: Option<Time>,
    /// The accepted answer.
    pub answer: Option<Answered>,
    /// What staff may do here, each with its own form.
    pub staff: Vec<StaffAct>,
    /// Whether the visitor may change the text.
    pub can_edit: bool,
    /// Whether someone like the visitor may comment; if not, why.
    pub can_comment: bool,
    pub closed: Option<Message>,
    /// A comment that came back to its writer, with what is wrong.
    pub typed: TypedComment,
    pub invalid: Invalid,
    pub writing: Writing,
    /// Answers to what the board asks.
    pub fields: Vec<fields::Answer>,
    pub excerpt: String,
    /// What is the visitor's own about it.
    pub mine: Option<Mine>,
    /// The comments on the page, if opening it changes how far the visitor read.
    #[serde(skip)]
    note: Option<Vec<CommentId>>,
}
impl Page for ShowPage {
    const TEMPLATE: &'static str = "topics/show.html";
    fn section(&self) -> &'static str {
        match self.kind {
            Kind::Discussion => "/discussions",
            Kind::Proposal => "/proposals",
            Kind::Announcement => "",
        }
    }
}

/// The comment that answers a discussion.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Answered {
    pub id: CommentId,
    pub handle: String,
    pub html: Html,
}

fn answered(conn: &mut Conn, topic: TopicId) -> Result<Option<Answered>> {
    let Some((_, id)) = answers::of(conn, &[topic])?.pop() else {
        return Ok(None);
    };
    let Some(comment) = store::comment(conn, id)? else {
        return Ok(None);
    };
    let (_, html) = store::comment_words(conn, id)?;
    let author = accounts::authors(conn, &[comment.author_id])?.remove(&comment.author_id);
    Ok(author.map(|author| Answered {
        id,
        handle: author.handle,
        html: Html::from_stored(html),
    }))
}

/// An act of staff.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct StaffAct {
    pub label: Message,
    pub path: String,
}

/// What staff may do with a topic, as far as it makes sense now.
fn staff_acts(
    topic: &Topic,
    closures: &Closures,
    pinned: bool,
    split_off: bool,
    boards: usize,
) -> Vec<StaffAct> {
    let act = |label: Message, path: &str| StaffAct {
        label,
        path: format!("/t/{}/{path}", topic.id),
    };
    let mut acts = Vec::new();
    match topic.kind {
        Kind::Proposal => {
            acts.push(act(say!("desk-plan"), "plan"));
            acts.push(act(say!("desk-behalf"), "behalf"));
            acts.push(act(say!("desk-merge"), "merge"));
            acts.push(act(say!("desk-to-discussion"), "kind"));
        }
        Kind::Discussion => acts.push(act(say!("desk-to-proposal"), "kind")),
        Kind::Announcement => {}
    }
    if topic.comments > 0 {
        acts.push(act(say!("desk-split"), "split"));
    }
    if split_off {
        acts.push(act(say!("desk-join"), "join"));
    }
    if boards > 1 {
        acts.push(act(say!("desk-move"), "board"));
    }
    acts.push(match closures.lock() {
        None => act(say!("desk-lock"), "lock"),
        Some(_) => act(say!("desk-unlock"), "lock"),
    });
    acts.push(act(say!("desk-closing"), "closing"));
    acts.push(match pinned {
        false => act(say!("desk-pin"), "pin"),
        true => act(say!("desk-pinned-change"), "pin"),
    });
    acts
}

/// Another topic that speaks of this one.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Linked {
    pub title: String,
    pub path: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskedThread {
    after: Option<String>,
}

pub(super) fn show_page(
    conn: &mut Conn,
    sight: &Sight,
    seen: &Seen,
    after: Option<&str>,
    now: Time,
) -> Result<ShowPage> {
    let topic = &seen.topic;
    let statuses = statuses::all(conn)?;
    let status = statuses.get(topic.status_id);
    let (body, html) = actions::words(conn, topic.id)?;
    let mut timeline = thread::read(conn, sight, topic, after)?;
    let (mine, note) = mine::look(conn, sight, topic, &mut timeline)?;
    timeline.weave(happened::notes(conn, sight, topic)?);
    let author = author_of(conn, topic)?;
    let tags = store::tags_of(conn, &[topic.id])?;
    let closures = closures::of(conn, topic.id)?;
    let pin = pins::of(conn, topic.id, now)?;
    let answer = match topic.kind {
        Kind::Discussion => answered(conn, topic.id)?,
        Kind::Proposal | Kind::Announcement => None,
    };
    // A visitor is told they may comment once they sign in, if members may.
    let role = sight.role.or(Some(crate::access::Role::Member));
    let refusal = topic
        .takes_comments(status)
        .and_then(|()| closures.takes_comments(sight, now))
        .and_then(|()| seen.board.lets(Act::Comment, role));
    Ok(ShowPage {
        id: topic.id,
        kind: topic.kind,
        path: topic.path(),
        title: topic.title.clone(),
        html,
        empty: body.trim().is_empty(),
        board: seen.board.clone(),
        author,
        tags: tags.into_iter().map(|(_, tag)| tag).collect(),
        comments: topic.comments,
        created_at: topic.created_at,
        edited_at: topic.edited_at,
        source_url: topic.source_url.clone(),
        removed: topic.state == State::Removed,
        next: timeline
            .next
            .as_ref()
            .map(|next| format!("{}?after={next}#comments", topic.path())),
        first: (!timeline.first).then(|| format!("{}#comments", topic.path())),
        timeline,
        linked: links::to(conn, sight, topic.id)?
            .into_iter()
            .map(|t| Linked {
                path: t.path(),
                title: t.title,
            })
            .collect(),
        closes_at: closures.date().filter(|at| *at > now),
        pinned: pin.is_some(),
        pinned_until: pin.as_ref().and_then(|pin| pin.until_at),
        answer,
        merged: family::merged_into(conn, topic.id)?
            .into_iter()
            .map(|t| Linked {
                path: format!("/t/{}/unmerge", t.id),
                title: t.title,
            })
            .collect(),
        staff: match sight.is_staff() {
            true => staff_acts(
                topic,
                &closures,
                pin.is_some(),
                split::came_from(conn, topic.id)?.is_some(),
                boards::visible(conn, sight)?.len(),
            ),
            false => Vec::new(),
        },
        can_edit: topic.editable_by(sight, status).is_ok(),
        can_comment: refusal.is_ok(),
        closed: refusal.err().map(|e| e.told()),
        typed: TypedComment::default(),
        invalid: Invalid::default(),
        writing: Writing::default(),
        fields: match topic.kind {
            Kind::Proposal => fields::of(conn, topic.id)?,
            Kind::Discussion | Kind::Announcement => Vec::new(),
        },
        excerpt: topic.excerpt.clone(),
        mine,
        note,
    })
}

pub(super) fn author_of(conn: &mut Conn, topic: &Topic) -> Result<Author> {
    accounts::authors(conn, &[topic.author_id])?
        .remove(&topic.author_id)
        .ok_or_else(|| Error::internal(format!("topic {} has lost its author", topic.id)))
}

pub(super) async fn show_id(
    app: App,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let seen = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, *id)?;
            Ok(family::leads_to(conn, &sight, &seen.topic)?.unwrap_or(seen))
        })
        .await?;
    Ok(shell.moved(seen.topic.path()))
}

pub(super) async fn show(
    app: App,
    shell: Shell,
    left: Left,
    path: web::Path<(TopicId, String)>,
    asked: web::Query<AskedThread>,
) -> Result<HttpResponse> {
    let (id, slug) = path.into_inner();
    let sight = shell.viewer.sight();
    let (after, now) = (asked.into_inner().after, app.now());
    let (seen, mut page) = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, id)?;
            let seen = family::leads_to(conn, &sight, &seen.topic)?.unwrap_or(seen);
            let page = show_page(conn, &sight, &seen, after.as_deref(), now)?;
            Ok((seen, page))
        })
        .await?;
    if seen.topic.id != id || seen.topic.slug != slug {
        return Ok(shell.moved(seen.topic.path()));
    }
    mine::note(&app, &shell, id, page.note.take()).await;
    let (writing, draft) = writing::open(&app, &shell.viewer, &left, Context::Comment(id)).await?;
    if let Some(fields) = &draft {
        page.typed = writing::restored(fields)?;
    }
    page.writing = writing;
    let room = app.part::<Kinds>().of(seen.topic.kind);
    (room.show)(app, shell, seen, page).await
}

/// The same page again for a comment that could not be taken, its words kept.
pub(super) async fn show_again(
    app: App,
    shell: Shell,
    id: TopicId,
    typed: TypedComment,
    writing: Writing,
    invalid: Invalid,
) -> Result<HttpResponse> {
    let (sight, now) = (shell.viewer.sight(), app.now());
    let (seen, mut page) = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, id)?;
            let page = show_page(conn, &sight, &seen, None, now)?;
            Ok((seen, page))
        })
        .await?;
    page.typed = typed;
    page.writing = writing;
    page.invalid = invalid;
    let room = app.part::<Kinds>().of(seen.topic.kind);
    (room.show)(app, shell, seen, page).await
}
