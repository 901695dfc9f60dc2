//! What can be done with topics of every kind. One verb, one transaction.
use std::collections::HashMap;

use serde_json::json;

use super::family;
use super::fields::{self, Change};
use super::mine::{Level, follows};
use super::model::{Act, Board, Draft, Kind, State, Topic, hot, surge_start};
use super::statuses::{self, Statuses};
use super::store::{self, New, Tally};
use crate::access::{Can, Discuss, Member, Moderate, Role, Sight};
use crate::clock::Time;
use crate::db::{Conn, Tx};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{BoardId, ImportId, StatusId, TopicId};
use crate::images;
use crate::say;

/// A topic with the board that decides about it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The topic.
    pub topic: Topic,
    /// Its board.
    pub board: Board,
}

/// The topic with this id, if this reader may see it. The one way from an id to a topic.
///
/// # Errors
/// [`Error::NotFound`], or [`Error::Gone`] when it was removed from a board this reader may see.
pub fn find(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Seen> {
    let missing = || Error::NotFound("topic");
    let topic = store::find(conn, id)?.ok_or_else(missing)?;
    let board = store::boards(conn)?
        .into_iter()
        .find(|b| b.id == topic.board_id)
        .ok_or_else(missing)?;
    if topic.seen_by(&board, sight) {
        Ok(Seen { topic, board })
    } else if board.shows(sight) {
        Err(Error::Gone("topic"))
    } else {
        Err(missing())
    }
}

/// These topics with their boards, whoever may see them: the caller asks [`Topic::seen_by`] for each reader.
///
/// # Errors
/// Those of the database.
pub fn gather(conn: &mut Conn, ids: &[TopicId]) -> Result<HashMap<TopicId, Seen>> {
    let boards: HashMap<_, _> = store::boards(conn)?
        .into_iter()
        .map(|b| (b.id, b))
        .collect();
    Ok(store::by_ids(conn, ids)?
        .into_iter()
        .filter_map(|topic| {
            let board = boards.get(&topic.board_id)?.clone();
            Some((topic.id, Seen { topic, board }))
        })
        .collect())
}

/// The texts of several topics, as shown.
///
/// # Errors
/// Those of the database.
pub fn htmls(conn: &mut Conn, ids: &[TopicId]) -> Result<HashMap<TopicId, crate::text::Html>> {
    Ok(store::htmls(conn, ids)?
        .into_iter()
        .map(|(id, html)| (id, crate::text::Html::from_stored(html)))
        .collect())
}

/// Where a topic comes from, if not from someone typing it here.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Names it for ever, so that a second import finds it.
    pub source: Option<String>,
    /// Where it was.
    pub url: Option<String>,
    /// The run that brought it.
    pub import: Option<ImportId>,
}

/// Starts a topic. The room of its kind checks who may, then calls this.
///
/// # Errors
/// Those of the board, and of the database.
#[allow(clippy::too_many_arguments)]
pub fn start(
    tx: &mut Tx<'_>,
    by: &Member,
    kind: Kind,
    board: &Board,
    status: Option<StatusId>,
    draft: &Draft,
    origin: &Origin,
    now: Time,
) -> Result<TopicId> {
    board.lets(Act::Propose, Some(by.role))?;
    let id = add(tx, by, kind, board.id, status, draft, origin, now)?;
    follows::join(tx, by.id, id, Level::Watching, now)?;
    Ok(id)
}

/// The same on the operator's word, whatever the board says: imports and the demo.
///
/// # Errors
/// Those of the database.
#[allow(clippy::too_many_arguments)]
pub fn add(
    tx: &mut Tx<'_>,
    by: &Member,
    kind: Kind,
    board: BoardId,
    status: Option<StatusId>,
    draft: &Draft,
    origin: &Origin,
    now: Time,
) -> Result<TopicId> {
    let id = store::insert(
        tx,
        &New {
            kind,
            board,
            author: by.id,
            status,
            draft,
            hot: hot(kind, 0.0, 0, now),
            surging: surge_start(now),
            source: origin.source.as_deref(),
            source_url: origin.url.as_deref(),
            import: origin.import,
            at: now,
        },
    )?;
    tag(tx, id, draft)?;
    images::show(
        tx,
        Some(by.id),
        images::Place::Topic(id),
        draft.prose().images(),
    )?;
    count(tx, id, kind, board, 1)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.id),
            verb: Verb::TopicCreated,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({ "kind": kind, "board": board }),
        },
    )?;
    Ok(id)
}

fn tag(tx: &mut Tx<'_>, id: TopicId, draft: &Draft) -> Result<()> {
    for (slug, name) in draft.tags() {
        let tag = match store::tag_by_slug(tx, slug)? {
            Some(tag) => tag.id,
            None => store::insert_tag(tx, slug, name)?,
        };
        store::add_tag(tx, id, tag)?;
    }
    Ok(())
}

/// Adds a topic to (or takes it from) the counts of its board and tags.
pub(super) fn count(
    tx: &mut Tx<'_>,
    id: TopicId,
    kind: Kind,
    board: BoardId,
    by: i64,
) -> Result<()> {
    store::bump_board(tx, board, kind, by)?;
    for (_, tag) in store::tags_of(tx, &[id])? {
        store::bump_tag(tx, tag.id, board, by)?;
    }
    Ok(())
}

/// Starts a discussion or, by staff, an announcement.
///
/// # Errors
/// [`Error::Forbidden`] where the board or the role does not allow it.
pub fn discuss(
    tx: &mut Tx<'_>,
    by: &Can<Discuss>,
    kind: Kind,
    board: &Board,
    draft: &Draft,
    now: Time,
) -> Result<TopicId> {
    match kind {
        Kind::Discussion => {}
        Kind::Announcement if by.who.role.is_staff() => {}
        Kind::Announcement => return Err(Error::Forbidden(say!("announcement-staff-only"))),
        Kind::Proposal => {
            return Err(Invalid::field("kind", say!("topic-proposals-elsewhere")).into());
        }
    }
    start(
        tx,
        &by.who,
        kind,
        board,
        None,
        draft,
        &Origin::default(),
        now,
    )
}

/// Changes a topic's title, text, tags and, by staff, its board; the text before is kept as a revision.
/// `read` is the version its author looked at.
///
/// # Errors
/// [`Error::Stale`] when someone changed it since, [`Error::Forbidden`] or [`Error::Conflict`], saying why not.
pub fn edit(
    tx: &mut Tx<'_>,
    by: &Member,
    id: TopicId,
    draft: &Draft,
    board: Option<&Board>,
    read: Option<i64>,
    now: Time,
) -> Result<Topic> {
    let seen = find(tx, &by.sight(), id)?;
    let statuses = statuses::all(tx)?;
    may_edit(&seen.topic, by, &statuses)?;
    if read.is_some_and(|version| version != seen.topic.version) {
        return Err(Error::Stale);
    }
    let topic = seen.topic;
    let (body, _) = store::words(tx, id)?;
    let tags_now: Vec<_> = store::tags_of(tx, &[id])?
        .into_iter()
        .map(|(_, t)| t.slug)
        .collect();
    let mut tags_then: Vec<_> = draft.tags().iter().map(|(slug, _)| slug.clone()).collect();
    tags_then.sort_unstable();
    let words_changed = body != draft.prose().markdown() || topic.title != draft.title();
    let moves = board.is_some_and(|b| b.id != topic.board_id);
    if !words_changed && !moves && tags_now == tags_then {
        return Ok(topic);
    }
    if tags_now != tags_then {
        let names = |tags: &[String]| tags.join(", ");
        let change = Change {
            what: String::new(),
            before: names(&tags_now),
            after: names(&tags_then),
        };
        fields::note(tx, id, &[change], by, now)?;
    }
    if words_changed {
        store::insert_revision(tx, id, None, &topic.title, &body, by.id, now)?;
    }
    let counted = topic.state == State::Shown;
    if counted {
        count(tx, id, topic.kind, topic.board_id, -1)?;
    }
    store::delete_tags(tx, id)?;
    tag(tx, id, draft)?;
    let mut board_id = topic.board_id;
    if let Some(board) = board.filter(|b| b.id != board_id) {
        if by.role < Role::Moderator {
            return Err(Error::Forbidden(say!("topic-staff-move")));
        }
        family::stands_alone(tx, &by.sight(), &topic)?;
        family::follow(tx, id, board.id)?;
        board_id = board.id;
    }
    if counted {
        count(tx, id, topic.kind, board_id, 1)?;
    }
    store::update_words(tx, id, draft, now)?;
    images::show(
        tx,
        Some(by.id),
        images::Place::Topic(id),
        draft.prose().images(),
    )?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.id),
            verb: Verb::TopicEdited,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({ "words": words_changed, "board": board_id }),
        },
    )?;
    store::find(tx, id)?.ok_or(Error::NotFound("topic"))
}

/// Takes over what a later import says about a topic, without a revision: nobody here changed it.
///
/// # Errors
/// Those of the database.
pub fn reimport(tx: &mut Tx<'_>, id: TopicId, draft: &Draft, now: Time) -> Result<()> {
    store::update_imported(tx, id, draft, now)?;
    events::record(
        tx,
        now,
        Happened {
            actor: None,
            verb: Verb::TopicEdited,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({ "words": true, "import": true }),
        },
    )
}

/// Whether someone may change a topic's text now.
///
/// # Errors
/// [`Error::Forbidden`] or [`Error::Conflict`], saying why not.
pub fn may_edit(topic: &Topic, by: &Member, statuses: &Statuses) -> Result<()> {
    topic.editable_by(&by.sight(), statuses.get(topic.status_id))
}

/// Takes a topic away, or puts it back. Its author may, and staff.
///
/// # Errors
/// [`Error::Forbidden`], saying who may.
pub fn set_state(
    tx: &mut Tx<'_>,
    by: &Member,
    id: TopicId,
    state: State,
    now: Time,
) -> Result<Topic> {
    let seen = find(tx, &by.sight(), id)?;
    let statuses = statuses::all(tx)?;
    may_edit(&seen.topic, by, &statuses)?;
    if seen.topic.state == state {
        return Ok(seen.topic);
    }
    family::stands_alone(tx, &by.sight(), &seen.topic)?;
    if state == State::Shown && !by.role.is_staff() {
        let remover = events::last_actor(tx, id, Verb::TopicRemoved)?;
        if remover != Some(by.id) {
            return Err(Error::Forbidden(say!("topic-staff-restore")));
        }
    }
    store::update_state(tx, id, state, now)?;
    let (verb, step) = match state {
        State::Shown => (Verb::TopicRestored, 1),
        State::Removed => (Verb::TopicRemoved, -1),
        State::Merged | State::Internal | State::Dropped => {
            return Err(Error::internal("topics are shown or removed here"));
        }
    };
    count(tx, id, seen.topic.kind, seen.topic.board_id, step)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.id),
            verb,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({}),
        },
    )?;
    Ok(seen.topic)
}

/// What changed about a topic's numbers; lower rooms hand it in, the trunk keeps all of them in step.
pub fn retally(tx: &mut Tx<'_>, topic: &Topic, change: impl FnOnce(&mut Tally)) -> Result<()> {
    let mut tally = Tally {
        supporters: topic.supporters,
        comments: topic.comments,
        commenters: topic.commenters,
        replied: topic.replied,
        weight: topic.weight,
        hot: topic.hot,
        surging: topic.surging,
        active_at: topic.active_at,
        updated_at: topic.updated_at,
    };
    change(&mut tally);
    tally.hot = hot(topic.kind, tally.weight, tally.commenters, topic.created_at);
    store::update_tally(tx, topic.id, &tally)?;
    Ok(())
}

/// Notes the best-said reason, the second line of a proposal wherever it is listed.
///
/// # Errors
/// Those of the database.
pub fn note_best_reason(tx: &mut Tx<'_>, id: TopicId, reason: Option<&str>) -> Result<()> {
    Ok(store::update_best_reason(tx, id, reason)?)
}

/// Moves a topic to another status. The proposals room decides whether that may be.
///
/// # Errors
/// Those of the database.
pub fn note_status(tx: &mut Tx<'_>, id: TopicId, status: StatusId, now: Time) -> Result<()> {
    Ok(store::update_status(tx, id, status, now)?)
}

/// The topic that an earlier import brought under this name.
///
/// # Errors
/// Those of the database.
pub fn by_source(conn: &mut Conn, source: &str) -> Result<Option<TopicId>> {
    Ok(store::by_source(conn, source)?)
}

/// A topic's text: what was written, and what is shown.
///
/// # Errors
/// Those of the database.
pub fn words(conn: &mut Conn, id: TopicId) -> Result<(String, crate::text::Html)> {
    let (body, html) = store::words(conn, id)?;
    Ok((body, crate::text::Html::from_stored(html)))
}

/// Moves a topic, with what is merged into it, to another board. Doing it twice is once.
///
/// # Errors
/// [`Error::Elsewhere`] for a merged topic.
pub fn move_to_board(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    id: TopicId,
    board: &Board,
    now: Time,
) -> Result<Topic> {
    let sight = by.who.sight();
    let Seen { topic, board: from } = find(tx, &sight, id)?;
    family::stands_alone(tx, &sight, &topic)?;
    if from.id == board.id {
        return Ok(topic);
    }
    let counted = topic.state == State::Shown;
    if counted {
        count(tx, id, topic.kind, from.id, -1)?;
    }
    family::follow(tx, id, board.id)?;
    if counted {
        count(tx, id, topic.kind, board.id, 1)?;
    }
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::TopicMoved,
            object: "topic",
            object_id: id.get(),
            topic: Some(id),
            data: json!({ "from": from.id, "board": board.id }),
        },
    )?;
    find(tx, &sight, id).map(|seen| seen.topic)
}

/// Makes a topic one of another kind, under the same address. The kinds' rooms keep what is theirs in step.
///
/// # Errors
/// [`Error::Conflict`] while other topics are merged into it or it is removed.
pub fn turn(
    tx: &mut Tx<'_>,
    by: &Can<Moderate>,
    topic: &Topic,
    kind: Kind,
    status: Option<StatusId>,
    now: Time,
) -> Result<Topic> {
    family::stands_alone(tx, &by.who.sight(), topic)?;
    if topic.state != State::Shown {
        return Err(Error::Conflict(say!("desk-removed-first")));
    }
    if !family::alone(tx, topic)? {
        return Err(Error::Conflict(say!("desk-apart-first")));
    }
    count(tx, topic.id, topic.kind, topic.board_id, -1)?;
    store::update_kind(tx, topic.id, kind, status, now)?;
    count(tx, topic.id, kind, topic.board_id, 1)?;
    let turned = store::find(tx, topic.id)?.ok_or(Error::NotFound("topic"))?;
    retally(tx, &turned, |tally| {
        tally.supporters = 0;
        tally.weight = 0.0;
    })?;
    note_best_reason(tx, topic.id, None)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::TopicConverted,
            object: "topic",
            object_id: topic.id.get(),
            topic: Some(topic.id),
            data: json!({ "from": topic.kind, "kind": kind }),
        },
    )?;
    store::find(tx, topic.id)?.ok_or(Error::NotFound("topic"))
}
