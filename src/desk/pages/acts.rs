//! Locking, closing on a date, pinning, moving to another board, turning into another kind: small forms.
use actix_web::{HttpResponse, web};
use serde::Deserialize;

use super::form::{ActPage, Ask, Choice, Field};
use crate::access::{Can, Moderate};
use crate::desk::{convert, typed};
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::lang::{self, Message};
use crate::say;
use crate::state::App;
use crate::topics::actions;
use crate::topics::closures::{self, Means};
use crate::topics::model::{Kind, Topic};
use crate::topics::{boards, family, pins, split};
use crate::web::Shell;

/// All that these forms send; each takes what it asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    why: String,
    on: String,
    until: String,
    place: String,
    board: String,
    /// What is undone: a button of its own.
    undo: Option<String>,
}

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    Lock,
    Closing,
    Pin,
    Board,
    Kind,
    Join,
}

fn kind_after(topic: &Topic) -> Kind {
    match topic.kind {
        Kind::Discussion => Kind::Proposal,
        Kind::Proposal | Kind::Announcement => Kind::Discussion,
    }
}

/// The form, with what was typed into it.
async fn form(
    app: &App,
    by: &Can<Moderate>,
    id: TopicId,
    which: Which,
    typed: Typed,
    invalid: Invalid,
) -> Result<ActPage> {
    let (sight, now) = (by.who.sight(), app.now());
    let page = app
        .db
        .read(move |conn| {
            let topic = actions::find(conn, &sight, id)?.topic;
            family::stands_alone(conn, &sight, &topic)?;
            let closures = closures::of(conn, id)?;
            Ok(match which {
                Which::Lock => match closures.lock() {
                    None => ActPage::about(&topic, "lock", say!("desk-lock"), say!("desk-lock-do"))
                        .tell(say!("desk-lock-told", comments = topic.comments))
                        .ask(Field::new(
                            Ask::Line,
                            "why",
                            say!("desk-lock-why"),
                            typed.why,
                        )),
                    Some(lock) => {
                        ActPage::about(&topic, "lock", say!("desk-unlock"), say!("desk-unlock-do"))
                            .tell(match lock.why.as_str() {
                                "" => say!("desk-locked"),
                                why => say!("desk-locked-why", why = why),
                            })
                            .tell(say!("desk-unlock-told"))
                            .ask(Field::hidden("undo", "yes"))
                    }
                },
                Which::Closing => {
                    let on = match typed.on.as_str() {
                        "" => typed::day(closures.date()),
                        typed => typed.to_owned(),
                    };
                    let page = ActPage::about(
                        &topic,
                        "closing",
                        say!("desk-closing"),
                        say!("desk-closing-do"),
                    )
                    .tell(say!("desk-closing-told"));
                    match closures.date() {
                        Some(at) => page.tell(say!("desk-closing-now", date = day(at))),
                        None => page,
                    }
                    .ask(
                        Field::new(Ask::Day, "on", say!("desk-closing-on"), on)
                            .hint(say!("desk-closing-hint")),
                    )
                }
                Which::Pin => {
                    let pin = pins::of(conn, id, now)?;
                    let page = ActPage::about(&topic, "pin", say!("desk-pin"), say!("desk-pin-do"))
                        .tell(say!("desk-pin-told"));
                    let place = match &pin {
                        Some(pin) if pin.board_id.is_none() => "everywhere",
                        _ => "board",
                    };
                    let until = match typed.until.as_str() {
                        "" => typed::day(pin.as_ref().and_then(|pin| pin.until_at)),
                        typed => typed.to_owned(),
                    };
                    let page = page
                        .ask(Field::choice(
                            "place",
                            say!("desk-pin-place"),
                            place,
                            vec![
                                option("board", say!("desk-pin-board")),
                                option("everywhere", say!("desk-pin-everywhere")),
                            ],
                        ))
                        .ask(
                            Field::new(Ask::Day, "until", say!("desk-pin-until"), until)
                                .hint(say!("desk-pin-until-hint")),
                        );
                    match pin {
                        None => page,
                        Some(_) => page.ask(Field::tick("undo", say!("desk-unpin"), "yes", false)),
                    }
                }
                Which::Board => {
                    let options = boards::visible(conn, &sight)?
                        .into_iter()
                        .map(|board| option(&board.slug, Message::verbatim(board.name)))
                        .collect();
                    let here = actions::find(conn, &sight, id)?.board.slug;
                    let family = family::members(conn, id)?.len() as i64 - 1;
                    let page =
                        ActPage::about(&topic, "board", say!("desk-move"), say!("desk-move-do"))
                            .tell(say!("desk-move-told", comments = topic.comments));
                    match family {
                        0 => page,
                        merged => page.tell(say!("desk-move-along", merged = merged)),
                    }
                    .ask(Field::choice(
                        "board",
                        say!("desk-move-to"),
                        here,
                        options,
                    ))
                }
                Which::Kind => {
                    let (heading, told) = match kind_after(&topic) {
                        Kind::Proposal => (
                            say!("desk-to-proposal"),
                            say!("desk-to-proposal-told", comments = topic.comments),
                        ),
                        Kind::Discussion | Kind::Announcement => (
                            say!("desk-to-discussion"),
                            say!(
                                "desk-to-discussion-told",
                                people = topic.supporters,
                                comments = topic.comments
                            ),
                        ),
                    };
                    if topic.kind == Kind::Announcement {
                        return Err(Error::Conflict(say!("desk-no-announcement")));
                    }
                    ActPage::about(&topic, "kind", heading, say!("desk-turn-do")).tell(told)
                }
                Which::Join => {
                    let from = split::came_from(conn, id)?
                        .ok_or_else(|| Error::Conflict(say!("desk-not-split")))?;
                    let from = actions::find(conn, &sight, from)?.topic;
                    ActPage::about(&topic, "join", say!("desk-join"), say!("desk-join-do")).tell(
                        say!(
                            "desk-join-told",
                            comments = topic.comments,
                            title = &from.title
                        ),
                    )
                }
            })
        })
        .await?;
    Ok(page.wrong(invalid))
}

fn option(value: &str, label: Message) -> Choice {
    Choice {
        value: value.to_owned(),
        label,
    }
}

fn day(at: crate::clock::Time) -> String {
    lang::date(at)
}

/// Does what the form asks for; where it leads, and what to say.
async fn act(
    app: &App,
    by: Can<Moderate>,
    id: TopicId,
    which: Which,
    typed: Typed,
) -> Result<(String, Message)> {
    let now = app.now();
    let undo = typed.undo.is_some();
    match which {
        Which::Lock => {
            let seen = app
                .db
                .write(move |tx| match undo {
                    true => closures::open(tx, &by, id, Means::Lock, now),
                    false => closures::lock(tx, &by, id, &typed.why, now),
                })
                .await?;
            let told = match undo {
                true => say!("desk-unlocked"),
                false => say!("desk-lock-done"),
            };
            Ok((seen.topic.path(), told))
        }
        Which::Closing => {
            let on = typed::moment("on", &typed.on)?;
            let seen = app
                .db
                .write(move |tx| match on {
                    None => closures::open(tx, &by, id, Means::Date, now),
                    Some(on) => closures::close_on(tx, &by, id, on, now),
                })
                .await?;
            let told = match on {
                None => say!("desk-closing-none"),
                Some(on) => say!("desk-closing-now", date = day(on)),
            };
            Ok((seen.topic.path(), told))
        }
        Which::Pin => {
            let until = typed::moment("until", &typed.until)?;
            let everywhere = typed.place == "everywhere";
            let seen = app
                .db
                .write(move |tx| match undo {
                    true => pins::unpin(tx, &by, id, now),
                    false => pins::pin(tx, &by, id, everywhere, until, now),
                })
                .await?;
            let told = match undo {
                true => say!("desk-unpinned"),
                false => say!("desk-pin-done"),
            };
            Ok((seen.topic.path(), told))
        }
        Which::Board => {
            let topic = app
                .db
                .write(move |tx| {
                    let board = boards::by_slug(tx, &by.who.sight(), &typed.board)
                        .map_err(|_| Invalid::field("board", say!("field-choose")))?;
                    actions::move_to_board(tx, &by, id, &board, now)
                })
                .await?;
            Ok((topic.path(), say!("desk-moved")))
        }
        Which::Kind => {
            let topic = app
                .db
                .write(move |tx| {
                    let topic = actions::find(tx, &by.who.sight(), id)?.topic;
                    convert::convert(tx, &by, id, kind_after(&topic), now)
                })
                .await?;
            let told = match topic.kind {
                Kind::Proposal => say!("desk-is-proposal"),
                Kind::Discussion | Kind::Announcement => say!("desk-is-discussion"),
            };
            Ok((topic.path(), told))
        }
        Which::Join => {
            let from = app
                .db
                .write(move |tx| split::join(tx, &by, id, now))
                .await?;
            Ok((format!("/t/{from}"), say!("desk-joined")))
        }
    }
}

macro_rules! forms {
    ($($show:ident $do:ident $which:ident;)+) => {$(
        pub(super) async fn $show(app: App, by: Can<Moderate>, shell: Shell, id: web::Path<TopicId>) -> Result<HttpResponse> {
            let page = form(&app, &by, *id, Which::$which, Typed::default(), Invalid::default()).await?;
            shell.page(&page)
        }
        pub(super) async fn $do(app: App, by: Can<Moderate>, shell: Shell, id: web::Path<TopicId>, typed: web::Form<Typed>) -> Result<HttpResponse> {
            let typed = typed.into_inner();
            match act(&app, by.clone(), *id, Which::$which, typed.clone()).await {
                Ok((to, told)) => Ok(shell.done(to, told)),
                Err(Error::Invalid(invalid)) => shell.retry(&form(&app, &by, *id, Which::$which, typed, invalid).await?),
                Err(error) => Err(error),
            }
        }
    )+};
}
forms! {
    lock_form lock Lock;
    closing_form closing Closing;
    pin_form pin Pin;
    board_form board Board;
    kind_form kind Kind;
    join_form join Join;
}
