//! Asking for something.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::similar::{self, Row};
use crate::access::{Can, Propose};
use crate::drafts::{self, Context};
use crate::error::{Error, Invalid, Result};
use crate::proposals::actions::{self};
use crate::proposals::model::{Ballot, Importance, Stance, TypedVote};
use crate::say;
use crate::state::App;
use crate::topics::model::{Act, Board, Draft, Topic, split_tags};
use crate::topics::writing::{self, Left, Step, Writing};
use crate::topics::{boards, fields, list, prose};
use crate::web::sent::Parts;
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
    /// What asks for something like it already.
    similar: Vec<Row>,
    /// Whether that was looked for.
    looked: bool,
    invalid: Invalid,
    writing: Writing,
    /// What the chosen board asks for.
    fields: Vec<fields::Shown>,
    /// Whether another board may ask for something else.
    boards_ask: bool,
    /// Tags to choose from.
    tags: Vec<String>,
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

/// What a form holds when it is shown.
#[derive(Default)]
pub(super) struct Form {
    typed: TypedProposal,
    answers: fields::Typed,
    invalid: Option<Invalid>,
    /// Whether an empty text begins with the board's template.
    fresh: bool,
}

pub(super) async fn new(
    app: App,
    shell: Shell,
    left: Left,
    wanted: web::Query<Wanted>,
) -> Result<HttpResponse> {
    let wanted = wanted.into_inner();
    let (writing, draft) = writing::open(&app, &shell.viewer, &left, Context::Proposal).await?;
    let mut form = match &draft {
        Some(fields) => Form {
            typed: writing::restored(fields)?,
            answers: fields::typed(fields),
            ..Form::default()
        },
        None => Form {
            fresh: true,
            ..Form::default()
        },
    };
    for (field, wanted) in [
        (&mut form.typed.title, wanted.title),
        (&mut form.typed.board, wanted.board),
    ] {
        if field.is_empty() {
            *field = wanted;
        }
    }
    new_page(&app, &shell, form, writing).await
}

pub(super) async fn new_page(
    app: &App,
    shell: &Shell,
    form: Form,
    writing: Writing,
) -> Result<HttpResponse> {
    let sight = shell.viewer.sight();
    let Form {
        mut typed,
        answers,
        invalid,
        fresh,
    } = form;
    let bad = invalid.clone().unwrap_or_default();
    let similar = similar::rows(app, sight, &typed.title).await?;
    let page = app
        .db
        .read(move |conn| {
            let boards = boards::offered(conn, &sight, Act::Propose)?;
            let chosen = boards.iter().find(|b| b.slug == typed.board);
            let Some(chosen) = chosen.or(boards.first()) else {
                return Err(Error::Forbidden(say!("proposal-no-board")));
            };
            let ids: Vec<_> = boards.iter().map(|b| b.id).collect();
            let templates = fields::templates(conn, &ids)?;
            let asked = fields::asked(conn, &ids)?;
            let untouched = typed.body.trim().is_empty()
                || templates.values().any(|t| t.trim() == typed.body.trim());
            if fresh && untouched {
                typed.body = templates.get(&chosen.id).cloned().unwrap_or_default();
            }
            let here: Vec<_> = asked
                .iter()
                .filter(|f| f.board_id == chosen.id)
                .cloned()
                .collect();
            Ok(NewPage {
                tags: list::known_tags(conn, &sight)?,
                fields: fields::shown(&here, &answers),
                boards_ask: boards.len() > 1 && !(asked.is_empty() && templates.is_empty()),
                boards,
                similar,
                looked: !typed.title.trim().is_empty(),
                typed,
                invalid: bad,
                writing,
            })
        })
        .await?;
    match invalid {
        Some(_) => shell.retry(&page),
        None => shell.page(&page),
    }
}

/// The form again with every word kept, and with what is there already.
pub(super) async fn look(app: App, shell: Shell, parts: Parts) -> Result<HttpResponse> {
    let form = Form {
        typed: parts.typed()?,
        answers: fields::typed(parts.pairs()),
        ..Form::default()
    };
    let writing = writing::again(Context::Proposal, &parts);
    new_page(&app, &shell, form, writing).await
}

pub(super) async fn create(
    app: App,
    shell: Shell,
    left: Left,
    mut parts: Parts,
) -> Result<HttpResponse> {
    let step = writing::step::<Propose>(&app, &shell, &left, Context::Proposal, &mut parts).await?;
    let form = Form {
        typed: parts.typed()?,
        answers: fields::typed(parts.pairs()),
        ..Form::default()
    };
    match step {
        Step::Answer(answer) => Ok(answer),
        Step::Show(writing, invalid) => {
            let form = Form {
                invalid,
                fresh: parts.value("do") == "board",
                ..form
            };
            new_page(&app, &shell, form, writing).await
        }
        Step::Send(by) => match propose(&app, &by, &form.typed, &form.answers).await {
            Ok(topic) => Ok(shell.done(
                topic.path(),
                match topic.supporters {
                    0 => say!("proposal-is-here-unvoted"),
                    _ => say!("proposal-is-here"),
                },
            )),
            Err(Error::Invalid(invalid)) => {
                let form = Form {
                    invalid: Some(invalid),
                    ..form
                };
                new_page(
                    &app,
                    &shell,
                    form,
                    writing::again(Context::Proposal, &parts),
                )
                .await
            }
            Err(error) => Err(error),
        },
    }
}

pub(super) async fn propose(
    app: &App,
    by: &Can<Propose>,
    typed: &TypedProposal,
    answers: &fields::Typed,
) -> Result<Topic> {
    let prose = prose::topic(app, &typed.body).await?;
    let draft = Draft::parse(&typed.title, &split_tags(&typed.tags), prose);
    let (by, now, board) = (by.clone(), app.now(), typed.board.clone());
    let sight = by.who.sight();
    let (named, asked) = (board.clone(), answers.clone());
    let answers = app
        .db
        .read(move |conn| {
            let board = boards::chosen(conn, &sight, &named)?;
            Ok(fields::check(&fields::asked(conn, &[board.id])?, &asked))
        })
        .await?;
    let (draft, ballot, answers) = match (draft, typed.ballot(), answers) {
        (Ok(draft), Ok(ballot), Ok(answers)) => (draft, ballot, answers),
        (draft, ballot, answers) => {
            let mut invalid = draft.err().unwrap_or_default();
            invalid
                .fields
                .extend(ballot.err().unwrap_or_default().fields);
            invalid
                .fields
                .extend(answers.err().unwrap_or_default().fields);
            return Err(invalid.into());
        }
    };
    app.db
        .write(move |tx| {
            let board = boards::chosen(tx, &sight, &board)?;
            let id = actions::propose(tx, &by, &board, &draft, &ballot, now)?;
            fields::answer(tx, id, &answers)?;
            drafts::drop_sent(tx, by.who.id, Context::Proposal)?;
            actions::find(tx, &sight, id).map(|seen| seen.topic)
        })
        .await
}
