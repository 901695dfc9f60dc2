//! Voting, with a reason or by a press of the button.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use super::propose::ballot;
use super::show::{VoteBox, vote_box};
use crate::access::{Can, Vote};
use crate::db::Conn;
use crate::error::{Error, Invalid, Result};
use crate::id::TopicId;
use crate::proposals::actions::{self, Evidence};
use crate::proposals::model::Stance;
use crate::say;
use crate::state::App;
use crate::topics::model::Topic;
use crate::topics::{family, statuses};
use crate::web::{Page, Shell};

/// A vote as a form sends it: a press of the button, or the whole form with a reason.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct TypedForm {
    /// `yes`, `no` (take it back) or `not_for_me`: what is wanted, never a toggle, so that a repeat is harmless.
    want: String,
    importance: String,
    /// Missing when only the button was pressed; empty when a reason was taken out.
    reason: Option<String>,
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
    fn section(&self) -> &'static str {
        "/proposals"
    }
}

fn vote_page(conn: &mut Conn, by: &Can<Vote>, id: TopicId) -> Result<VotePage> {
    let seen = actions::find(conn, &by.who.sight(), id)?;
    family::stands_alone(conn, &by.who.sight(), &seen.topic)?;
    let cast = actions::cast_by(conn, id, by.who.id)?;
    let voted = cast.is_some();
    let nothing = || TypedForm {
        reason: Some(String::new()),
        ..TypedForm::default()
    };
    let typed = cast.map_or_else(nothing, |vote| TypedForm {
        want: if vote.supports() { "yes" } else { "not_for_me" }.into(),
        importance: vote.importance.map(|i| i.to_string()).unwrap_or_default(),
        reason: Some(vote.reason),
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

pub(super) async fn vote_form(
    app: App,
    by: Can<Vote>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let page = app.db.read(move |conn| vote_page(conn, &by, *id)).await?;
    shell.page(&page)
}

pub(super) async fn vote(
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
        // The page's own vote box, with today's numbers.
        let (sight, now) = (by.who.sight(), app.now());
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
                    vote: vote_box(conn, &sight, &seen, &status, now)?,
                })
            })
            .await?;
        return shell.page(&page);
    }
    let told = match typed.want.as_str() {
        "no" => say!("vote-taken-back"),
        "not_for_me" => say!("vote-not-for-you"),
        _ => say!("vote-in"),
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
    const TEMPLATE: &'static str = "proposals/vote-box.html";
    const FRAGMENTS: &'static [&'static str] = &["vote"];
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
    let Some(reason) = &typed.reason else {
        return app
            .db
            .write(move |tx| actions::press(tx, &by, id, stance, now))
            .await;
    };
    let ballot = ballot(
        stance,
        &typed.importance,
        reason,
        &typed.workaround,
        typed.named.is_some(),
    )?;
    app.db
        .write(move |tx| actions::vote(tx, &by, id, &ballot, now))
        .await
}
