//! Boards: what each reader may see of them, and how admins change them.
use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::model::{Act, Board, Kind};
use super::store;
use crate::access::{Administer, Audience, Can, Role, Sight};
use crate::clock::Time;
use crate::db::{Conn, Tx, taken};
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{BoardId, PersonId};
use crate::say;
use crate::text;

/// The boards this reader may see, in their order.
///
/// # Errors
/// Those of the database.
pub fn visible(conn: &mut Conn, sight: &Sight) -> Result<Vec<Board>> {
    let mut boards = store::boards(conn)?;
    boards.retain(|b| b.shows(sight));
    Ok(boards)
}

/// The board with this slug, if this reader may see it.
///
/// # Errors
/// [`Error::NotFound`].
pub fn by_slug(conn: &mut Conn, sight: &Sight, slug: &str) -> Result<Board> {
    visible(conn, sight)?
        .into_iter()
        .find(|b| b.slug == slug)
        .ok_or(Error::NotFound("board"))
}

/// The boards where this reader may start topics.
///
/// # Errors
/// Those of the database.
pub fn open_for(conn: &mut Conn, sight: &Sight, act: Act) -> Result<Vec<Board>> {
    let mut boards = visible(conn, sight)?;
    boards.retain(|b| b.lets(act, sight.role).is_ok());
    Ok(boards)
}

/// The same for a form: a visitor is offered what they may do once they have an account.
///
/// # Errors
/// Those of the database.
pub fn offered(conn: &mut Conn, sight: &Sight, act: Act) -> Result<Vec<Board>> {
    let role = sight.role.or(Some(Role::Member));
    let mut boards = visible(conn, sight)?;
    boards.retain(|b| b.lets(act, role).is_ok());
    Ok(boards)
}

/// The board that a form names, or the first where its writer may start a topic.
///
/// # Errors
/// [`Error::Invalid`] when there is no such board for them.
pub fn chosen(conn: &mut Conn, sight: &Sight, slug: &str) -> Result<Board> {
    let mut open = open_for(conn, sight, Act::Propose)?;
    let place = match slug.trim() {
        "" => (!open.is_empty()).then_some(0),
        slug => open.iter().position(|b| b.slug == slug),
    };
    match place {
        Some(place) => Ok(open.swap_remove(place)),
        None => Err(Invalid::field("board", say!("board-choose")).into()),
    }
}

/// How many topics of a kind each visible board holds.
///
/// # Errors
/// Those of the database.
pub fn counts(conn: &mut Conn, kind: Kind) -> Result<HashMap<BoardId, i64>> {
    Ok(store::board_counts(conn, kind)?.into_iter().collect())
}

/// A board as someone typed it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Typed {
    pub slug: String,
    pub name: String,
    pub description: String,
    pub position: String,
    pub see: String,
    pub propose: String,
    pub comment: String,
    pub vote: String,
}

impl From<&Board> for Typed {
    fn from(board: &Board) -> Self {
        Self {
            slug: board.slug.clone(),
            name: board.name.clone(),
            description: board.description.clone(),
            position: board.position.to_string(),
            see: board.see.to_string(),
            propose: board.propose.to_string(),
            comment: board.comment.to_string(),
            vote: board.vote.to_string(),
        }
    }
}

impl Typed {
    fn parse(&self, id: BoardId) -> Result<Board, Invalid> {
        let mut invalid = Invalid::default();
        let name = text::clean_line(&self.name);
        let slug = match self.slug.trim() {
            "" => text::slug(&name),
            typed => text::slug(typed),
        };
        invalid.check(
            "name",
            (1..=60).contains(&name.chars().count()),
            say!("field-characters", min = 1, max = 60),
        );
        invalid.check("name", !text::bidi_control(&name), say!("field-no-turning"));
        invalid.check(
            "slug",
            slug.chars().count() <= 40,
            say!("field-at-most", max = 40),
        );
        let description = text::clean_line(&self.description);
        invalid.check(
            "description",
            description.chars().count() <= 300,
            say!("field-at-most", max = 300),
        );
        let position = match self.position.trim() {
            "" => Some(100),
            number => number.parse().ok().filter(|n| (0..=10_000).contains(n)),
        };
        invalid.check(
            "position",
            position.is_some(),
            say!("field-number", min = 0, max = 10_000),
        );
        let mut audience = |field: &str, typed: &str, default| {
            let found = if typed.is_empty() {
                Some(default)
            } else {
                Audience::named(typed)
            };
            invalid.check(field, found.is_some(), say!("board-choose-audience"));
            found.unwrap_or(default)
        };
        let see = audience("see", &self.see, Audience::Guests);
        let propose = audience("propose", &self.propose, Audience::Members);
        let comment = audience("comment", &self.comment, Audience::Members);
        let vote = audience("vote", &self.vote, Audience::Members);
        invalid.or(Board {
            id,
            slug,
            name,
            description,
            position: position.unwrap_or(100),
            see,
            propose,
            comment,
            vote,
        })
    }
}

/// Makes a board, or changes one.
///
/// # Errors
/// [`Error::Invalid`], also when its address is taken.
pub fn keep(
    tx: &mut Tx<'_>,
    by: &Can<Administer>,
    id: Option<BoardId>,
    typed: &Typed,
    now: Time,
) -> Result<BoardId> {
    put(tx, Some(by.who.id), id, typed, now)
}

/// Makes a board on the operator's word: imports and the demo.
///
/// # Errors
/// [`Error::Invalid`], also when its address is taken.
pub fn bring(tx: &mut Tx<'_>, by: Option<PersonId>, typed: &Typed, now: Time) -> Result<BoardId> {
    put(tx, by, None, typed, now)
}

/// Changes a board on the operator's word: the demo.
///
/// # Errors
/// [`Error::Invalid`], also when its address is taken.
pub fn rewrite(tx: &mut Tx<'_>, id: BoardId, typed: &Typed, now: Time) -> Result<BoardId> {
    put(tx, None, Some(id), typed, now)
}

fn put(
    tx: &mut Tx<'_>,
    by: Option<PersonId>,
    id: Option<BoardId>,
    typed: &Typed,
    now: Time,
) -> Result<BoardId> {
    let board = typed.parse(id.unwrap_or(BoardId::new(0)))?;
    let clash = |error: diesel::result::Error| match taken(&error, "boards", "slug") {
        true => Invalid::field("slug", say!("board-address-taken")).into(),
        false => Error::from(error),
    };
    let id = match id {
        Some(id) => match store::update_board_row(tx, &board).map_err(clash)? {
            0 => return Err(Error::NotFound("board")),
            _ => id,
        },
        None => store::insert_board(tx, &board, now).map_err(clash)?,
    };
    events::record(
        tx,
        now,
        Happened {
            actor: by,
            verb: Verb::BoardChanged,
            object: "board",
            object_id: id.get(),
            topic: None,
            data: json!({}),
        },
    )?;
    Ok(id)
}
