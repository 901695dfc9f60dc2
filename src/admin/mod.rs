//! The panel, as far as it is built: settings, people, invitations, boards, background work. For admins only; and how
//! the site is, for whoever watches it.
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::access::{Administer, Can, Role};
use crate::accounts::actions as accounts;
use crate::accounts::model::Standing;
use crate::clock::Time;
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::id::{BoardId, InvitationId, PersonId};
use crate::lang::Message;
use crate::say;
use crate::settings::{self, Asked};
use crate::state::App;
use crate::topics::boards;
use crate::topics::fields;
use crate::topics::model::Board;
use crate::web::sent::Parts;
use crate::web::{Page, Shell};

pub mod api;
mod deletion;
mod health;
mod jobs;
mod outbox;
mod theme;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.configure(theme::routes)
        .configure(jobs::routes)
        .configure(health::routes)
        .configure(outbox::routes);
    cfg.service(web::resource("/admin").get(home))
        .service(
            web::resource("/admin/settings")
                .get(settings_form)
                .post(change_setting),
        )
        .service(web::resource("/admin/people").get(list_people))
        .service(web::resource("/admin/people/{id}/standing").post(settle))
        .service(web::resource("/admin/people/{id}/role").post(change_role))
        .service(
            web::resource("/admin/people/{id}/deletion")
                .get(deletion::form)
                .post(deletion::delete),
        )
        .service(
            web::resource("/admin/invitations")
                .get(list_invitations)
                .post(invite),
        )
        .service(web::resource("/admin/invitations/{id}/end").post(uninvite))
        .service(
            web::resource("/admin/boards")
                .get(list_boards)
                .post(make_board),
        )
        .service(
            web::resource("/admin/boards/{id}/form")
                .get(form_of_board)
                .post(change_form),
        )
        .service(
            web::resource("/admin/boards/{id}")
                .get(board_form)
                .post(change_board),
        );
}

async fn home(_by: Can<Administer>, shell: Shell) -> HttpResponse {
    shell.redirect("/admin/settings")
}

// Settings.

#[derive(Serialize)]
struct SettingsPage {
    settings: Vec<Asked>,
    /// What someone typed into one of them that does not fit.
    typed: Option<TypedSetting>,
    invalid: Invalid,
}
impl Page for SettingsPage {
    const TEMPLATE: &'static str = "admin/settings.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedSetting {
    key: String,
    value: String,
}

async fn settings_form(_by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    shell.page(&SettingsPage {
        settings: app.settings().asked(),
        typed: None,
        invalid: Invalid::default(),
    })
}

async fn change_setting(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    form: web::Form<TypedSetting>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let (now, key, value) = (app.now(), typed.key.clone(), typed.value.clone());
    let stored = app
        .db
        .write(move |tx| {
            settings::store(tx, &key, &value, Some(by.who.id), now)?;
            events::record(
                tx,
                now,
                Happened {
                    actor: Some(by.who.id),
                    verb: Verb::SettingChanged,
                    object: "setting",
                    object_id: 0,
                    topic: None,
                    data: json!({ "key": key }),
                },
            )?;
            settings::load(tx)
        })
        .await;
    match stored {
        Ok(all) => {
            app.live_settings().replace(all);
            Ok(shell.done("/admin/settings", say!("setting-changed")))
        }
        Err(Error::Invalid(invalid)) => shell.retry(&SettingsPage {
            settings: app.settings().asked(),
            typed: Some(typed),
            invalid,
        }),
        Err(error) => Err(error),
    }
}

// People.

#[derive(Serialize)]
struct PersonRow {
    id: PersonId,
    handle: String,
    name: Message,
    email: Option<String>,
    role: Role,
    joined_at: Time,
}
#[derive(Serialize)]
struct PeoplePage {
    state: Standing,
    states: Vec<StateChoice>,
    people: Vec<PersonRow>,
    roles: &'static [Role],
    next: Option<String>,
}
#[derive(Serialize)]
struct StateChoice {
    state: Standing,
    label: Message,
    here: bool,
}
impl Page for PeoplePage {
    const TEMPLATE: &'static str = "admin/people.html";
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct AskedPeople {
    state: Option<Standing>,
    after: Option<i64>,
}

async fn list_people(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    asked: web::Query<AskedPeople>,
) -> Result<HttpResponse> {
    const ROWS: i64 = 50;
    let state = asked.state.unwrap_or(Standing::Active);
    let after = asked.after.unwrap_or(0);
    let mut people = app
        .db
        .read(move |conn| accounts::in_state(conn, &by, state, after, ROWS + 1))
        .await?;
    let more = people.len() as i64 > ROWS;
    people.truncate(ROWS as usize);
    let next = people
        .last()
        .filter(|_| more)
        .map(|p| format!("/admin/people?state={state}&after={}", p.id));
    shell.page(&PeoplePage {
        state,
        states: Standing::ALL
            .iter()
            .filter(|s| **s != Standing::Deleted)
            .map(|s| StateChoice {
                state: *s,
                label: Message::of("standing", s.text()),
                here: *s == state,
            })
            .collect(),
        people: people
            .into_iter()
            .map(|p| PersonRow {
                id: p.id,
                handle: p.handle,
                name: Message::named("person", "guest", p.name),
                email: p.email,
                role: p.role,
                joined_at: p.created_at,
            })
            .collect(),
        roles: Role::ALL,
        next,
    })
}

#[derive(Debug, Deserialize)]
struct TypedStanding {
    state: Standing,
}

async fn settle(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<PersonId>,
    form: web::Form<TypedStanding>,
) -> Result<HttpResponse> {
    let (now, state) = (app.now(), form.state);
    if state == Standing::Ghost || state == Standing::Waiting {
        return Err(Error::BadRequest(say!("standing-choose")));
    }
    app.db
        .write(move |tx| accounts::settle(tx, &by, *id, state, now))
        .await?;
    let told = match state {
        Standing::Active => say!("standing-opened"),
        _ => say!("standing-ended"),
    };
    Ok(shell.done("/admin/people", told))
}

#[derive(Debug, Deserialize)]
struct TypedRole {
    role: Role,
}

async fn change_role(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<PersonId>,
    form: web::Form<TypedRole>,
) -> Result<HttpResponse> {
    let (now, role) = (app.now(), form.role);
    app.db
        .write(move |tx| accounts::change_role(tx, &by, *id, role, now))
        .await?;
    Ok(shell.done("/admin/people", say!("person-role-changed")))
}

// Invitations.

#[derive(Serialize)]
struct InvitationRow {
    id: InvitationId,
    role: Role,
    note: Message,
    created_at: Time,
    expires_at: Time,
    used: bool,
    expired: bool,
}
#[derive(Serialize)]
struct InvitationsPage {
    invitations: Vec<InvitationRow>,
    roles: &'static [Role],
    /// A link just made: shown this once.
    fresh: Option<String>,
    typed: TypedInvitation,
    invalid: Invalid,
}
impl Page for InvitationsPage {
    const TEMPLATE: &'static str = "admin/invitations.html";
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedInvitation {
    role: String,
    note: String,
}

async fn invitations_page(
    app: &App,
    by: Can<Administer>,
    fresh: Option<String>,
    typed: TypedInvitation,
    invalid: Invalid,
) -> Result<InvitationsPage> {
    let now = app.now();
    let rows = app
        .db
        .read(move |conn| accounts::invitations(conn, &by))
        .await?;
    Ok(InvitationsPage {
        invitations: rows
            .into_iter()
            .map(|i| InvitationRow {
                id: i.id,
                role: i.role,
                note: Message::named("invitation", "first-admin", i.note),
                created_at: i.created_at,
                expired: i.expires_at <= now,
                expires_at: i.expires_at,
                used: i.used_by.is_some(),
            })
            .collect(),
        roles: &[Role::Member, Role::Moderator, Role::Admin],
        fresh,
        typed,
        invalid,
    })
}

async fn list_invitations(by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    let page = invitations_page(
        &app,
        by,
        None,
        TypedInvitation::default(),
        Invalid::default(),
    )
    .await?;
    shell.page(&page)
}

async fn invite(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    form: web::Form<TypedInvitation>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let note = crate::text::clean_line(&typed.note);
    let role = Role::named(&typed.role).filter(|r| *r != Role::Guest);
    let mut invalid = Invalid::default();
    invalid.check("role", role.is_some(), say!("field-choose"));
    invalid.check(
        "note",
        note.chars().count() <= 100,
        say!("field-at-most", max = 100),
    );
    let Some(role) = role.filter(|_| invalid.fields.is_empty()) else {
        return shell.retry(&invitations_page(&app, by, None, typed, invalid).await?);
    };
    let now = app.now();
    let inviter = by.clone();
    let secret = app
        .db
        .write(move |tx| accounts::invite(tx, &inviter, role, &note, now))
        .await?;
    let link = app.config.base_url.link(&format!("/invitation/{secret}"));
    let page = invitations_page(
        &app,
        by,
        Some(link),
        TypedInvitation::default(),
        Invalid::default(),
    )
    .await?;
    shell.page(&page)
}

async fn uninvite(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<InvitationId>,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| accounts::uninvite(tx, &by, *id, now))
        .await?;
    Ok(shell.done("/admin/invitations", say!("invitation-ended")))
}

// Boards.

#[derive(Serialize)]
struct BoardsPage {
    boards: Vec<Board>,
    typed: boards::Typed,
    invalid: Invalid,
}
impl Page for BoardsPage {
    const TEMPLATE: &'static str = "admin/boards.html";
}

#[derive(Serialize)]
struct BoardPage {
    id: BoardId,
    typed: boards::Typed,
    invalid: Invalid,
}
impl Page for BoardPage {
    const TEMPLATE: &'static str = "admin/board.html";
}

async fn boards_page(
    app: &App,
    by: &Can<Administer>,
    typed: boards::Typed,
    invalid: Invalid,
) -> Result<BoardsPage> {
    let sight = by.who.sight();
    Ok(BoardsPage {
        boards: app
            .db
            .read(move |conn| boards::visible(conn, &sight))
            .await?,
        typed,
        invalid,
    })
}

async fn list_boards(by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    let typed = boards::Typed {
        see: "guests".into(),
        propose: "members".into(),
        comment: "members".into(),
        vote: "members".into(),
        ..boards::Typed::default()
    };
    let page = boards_page(&app, &by, typed, Invalid::default()).await?;
    shell.page(&page)
}

async fn make_board(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    form: web::Form<boards::Typed>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let (now, new, maker) = (app.now(), typed.clone(), by.clone());
    let made = app
        .db
        .write(move |tx| boards::keep(tx, &maker, None, &new, now))
        .await;
    match made {
        Ok(_) => Ok(shell.done("/admin/boards", say!("board-made"))),
        Err(Error::Invalid(invalid)) => shell.retry(&boards_page(&app, &by, typed, invalid).await?),
        Err(error) => Err(error),
    }
}

async fn board_form(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<BoardId>,
) -> Result<HttpResponse> {
    let sight = by.who.sight();
    let found = app
        .db
        .read(move |conn| boards::visible(conn, &sight))
        .await?;
    let board = found
        .iter()
        .find(|b| b.id == *id)
        .ok_or(Error::NotFound("board"))?;
    shell.page(&BoardPage {
        id: board.id,
        typed: board.into(),
        invalid: Invalid::default(),
    })
}

async fn change_board(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<BoardId>,
    form: web::Form<boards::Typed>,
) -> Result<HttpResponse> {
    let (id, typed, now) = (*id, form.into_inner(), app.now());
    let change = typed.clone();
    let changed = app
        .db
        .write(move |tx| boards::keep(tx, &by, Some(id), &change, now))
        .await;
    match changed {
        Ok(_) => Ok(shell.done("/admin/boards", say!("board-changed"))),
        Err(Error::Invalid(invalid)) => shell.retry(&BoardPage { id, typed, invalid }),
        Err(error) => Err(error),
    }
}

#[derive(Serialize)]
struct FormPage {
    id: BoardId,
    name: String,
    template: String,
    fields: Vec<fields::Asked>,
    invalid: Invalid,
}
impl Page for FormPage {
    const TEMPLATE: &'static str = "admin/board-form.html";
}

/// Empty fields that the form offers besides those there are.
const SPARE: usize = 2;

impl FormPage {
    fn with_room(mut self) -> Self {
        let room = (self.fields.len() + SPARE).min(fields::MOST.max(self.fields.len()));
        self.fields.resize(room, fields::Asked::default());
        self
    }
}

async fn form_of_board(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<BoardId>,
) -> Result<HttpResponse> {
    let (sight, id) = (by.who.sight(), *id);
    let page = app
        .db
        .read(move |conn| {
            let board = boards::visible(conn, &sight)?
                .into_iter()
                .find(|b| b.id == id)
                .ok_or(Error::NotFound("board"))?;
            Ok(FormPage {
                id,
                name: board.name,
                template: fields::templates(conn, &[id])?
                    .remove(&id)
                    .unwrap_or_default(),
                fields: fields::asked(conn, &[id])?.iter().map(Into::into).collect(),
                invalid: Invalid::default(),
            })
        })
        .await?;
    shell.page(&page.with_room())
}

/// The fields of a form that names each `label-0`, `kind-0` and so on; those without a label are left out.
fn asked_fields(parts: &Parts) -> Vec<fields::Asked> {
    (0..fields::MOST)
        .map(|n| {
            let value = |name: &str| parts.value(&format!("{name}-{n}")).to_owned();
            fields::Asked {
                key: value("key"),
                label: value("label"),
                kind: value("kind"),
                required: !value("required").is_empty(),
                choices: value("choices").lines().map(str::to_owned).collect(),
                hint: value("hint"),
            }
        })
        .filter(|asked| !asked.label.trim().is_empty())
        .collect()
}

async fn change_form(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    id: web::Path<BoardId>,
    parts: Parts,
) -> Result<HttpResponse> {
    let (sight, id, now) = (by.who.sight(), *id, app.now());
    let found = app
        .db
        .read(move |conn| boards::visible(conn, &sight))
        .await?;
    let board = found
        .into_iter()
        .find(|b| b.id == id)
        .ok_or(Error::NotFound("board"))?;
    let asked = asked_fields(&parts);
    let form = match fields::Form::parse(parts.value("template"), &asked) {
        Ok(form) => form,
        Err(invalid) => {
            let page = FormPage {
                id,
                name: board.name,
                template: parts.value("template").to_owned(),
                fields: asked,
                invalid,
            };
            return shell.retry(&page.with_room());
        }
    };
    app.db
        .write(move |tx| fields::ask(tx, &by, id, &form, now))
        .await?;
    Ok(shell.done(format!("/admin/boards/{id}/form"), say!("board-form-saved")))
}
