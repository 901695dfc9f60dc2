//! Choosing comments that become a topic of their own.
use actix_web::{HttpResponse, web};
use serde::Serialize;

use crate::access::{Can, Moderate, Sight};
use crate::accounts;
use crate::db::Conn;
use crate::desk::{convert, typed};
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, TopicId};
use crate::say;
use crate::state::App;
use crate::text;
use crate::topics::model::{Draft, Kind};
use crate::topics::{actions, family, prose, split};
use crate::web::{Page, Shell};

#[derive(Serialize)]
struct Row {
    id: CommentId,
    handle: String,
    words: String,
    answer: bool,
    ticked: bool,
}

#[derive(Serialize)]
pub(super) struct SplitPage {
    id: TopicId,
    title: String,
    back: String,
    rows: Vec<Row>,
    typed_title: String,
    typed_kind: String,
    invalid: Invalid,
}
impl Page for SplitPage {
    const TEMPLATE: &'static str = "desk/split.html";
}

fn page(conn: &mut Conn, sight: &Sight, id: TopicId, ticked: &[CommentId]) -> Result<SplitPage> {
    let topic = actions::find(conn, sight, id)?.topic;
    family::stands_alone(conn, sight, &topic)?;
    let choices = split::choices(conn, id)?;
    let people: Vec<_> = choices.iter().map(|(_, _, person, _)| *person).collect();
    let authors = accounts::authors(conn, &people)?;
    Ok(SplitPage {
        id,
        back: topic.path(),
        title: topic.title,
        rows: choices
            .into_iter()
            .map(|(id, depth, person, body)| Row {
                id,
                handle: authors
                    .get(&person)
                    .map(|a| a.handle.clone())
                    .unwrap_or_default(),
                words: text::excerpt(&body, 160),
                answer: depth > 0,
                ticked: ticked.contains(&id),
            })
            .collect(),
        typed_title: String::new(),
        typed_kind: Kind::Discussion.text().to_owned(),
        invalid: Invalid::default(),
    })
}

pub(super) async fn form(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let page = app
        .db
        .read(move |conn| page(conn, &by.who.sight(), *id, &[]))
        .await?;
    shell.page(&page)
}

pub(super) async fn split(
    app: App,
    by: Can<Moderate>,
    shell: Shell,
    id: web::Path<TopicId>,
    form: web::Form<Vec<(String, String)>>,
) -> Result<HttpResponse> {
    let (id, form, sight, now) = (*id, form.into_inner(), by.who.sight(), app.now());
    let field = |name: &str| {
        form.iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.clone())
            .unwrap_or_default()
    };
    let (title, kind, chosen) = (field("title"), field("kind"), typed::ticked(&form));
    let made = async {
        // A title that cannot be taken is told before anything else is looked at.
        Draft::parse(&title, &[], prose::topic(&app, "").await?)?;
        let (lang, ticked) = (shell.lang(), chosen.clone());
        let words = app
            .db
            .read(move |conn| convert::words(conn, &sight, id, &ticked, lang))
            .await?;
        let draft = Draft::parse(&title, &[], prose::topic(&app, &words).await?)?;
        let kind = match kind.as_str() {
            "proposal" => Kind::Proposal,
            _ => Kind::Discussion,
        };
        let chosen = chosen.clone();
        app.db
            .write(move |tx| convert::split_off(tx, &by, id, &chosen, kind, &draft, now))
            .await
    };
    match made.await {
        Ok(topic) => Ok(shell.done(topic.path(), say!("desk-split-done"))),
        Err(Error::Invalid(invalid)) => {
            let mut page = app
                .db
                .read(move |conn| page(conn, &sight, id, &chosen))
                .await?;
            page.typed_title = title;
            page.typed_kind = kind;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}
