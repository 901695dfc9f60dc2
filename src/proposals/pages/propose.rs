//! Asking for something.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::{Can, Propose};
use crate::error::{Error, Invalid, Result};
use crate::proposals::actions::{self};
use crate::proposals::model::{Ballot, Importance, Stance, TypedVote};
use crate::say;
use crate::state::App;
use crate::topics::model::{Act, Board, Draft, Topic, split_tags};
use crate::topics::{boards, prose};
use crate::web::{Page, Shell};

/// A proposal as someone typed it: a topic and, in the same form, the first vote's reason.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct TypedProposal {
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

pub(super) fn ballot(
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
                .ok_or_else(|| Invalid::field("importance", say!("field-choose")))?,
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
pub(super) struct NewPage {
    boards: Vec<Board>,
    typed: TypedProposal,
    invalid: Invalid,
}
impl Page for NewPage {
    const TEMPLATE: &'static str = "proposals/new.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    board: String,
    title: String,
}

pub(super) async fn new(
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

pub(super) async fn new_page(
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
        return Err(Error::Forbidden(say!("proposal-no-board")));
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

pub(super) async fn create(
    app: App,
    by: Can<Propose>,
    shell: Shell,
    form: web::Form<TypedProposal>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    match propose(&app, &by, &typed).await {
        Ok(topic) => Ok(shell.done(topic.path(), say!("proposal-is-here"))),
        Err(Error::Invalid(invalid)) => new_page(&app, &by, &shell, typed, Some(invalid)).await,
        Err(error) => Err(error),
    }
}

pub(super) async fn propose(app: &App, by: &Can<Propose>, typed: &TypedProposal) -> Result<Topic> {
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
            let board = boards::chosen(tx, &sight, &board)?;
            let id = actions::propose(tx, &by, &board, &draft, &ballot, now)?;
            actions::find(tx, &sight, id).map(|seen| seen.topic)
        })
        .await
}
