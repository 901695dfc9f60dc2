//! `GET /complete`: what a name, a tag or a topic may go on as, while someone types.
use actix_web::http::header;
use actix_web::{HttpResponse, web};
use serde::{Deserialize, Serialize};

use crate::access::Sight;
use crate::accounts;
use crate::db::{Conn, Pace};
use crate::error::{Error, Result};
use crate::id::TopicId;
use crate::state::App;
use crate::text;
use crate::topics::list::{self, Finder, Query};
use crate::topics::model::{Kind, Sort};
use crate::topics::{actions, boards, store};
use crate::web::Shell;

/// What one answer holds at most.
const MOST: i64 = 8;
/// Characters of what was typed that count.
const TYPED: usize = 60;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    kind: String,
    q: String,
}

#[derive(Debug, Serialize)]
struct Choice {
    /// What takes the place of what was typed.
    value: String,
    /// What is shown beside it.
    label: String,
}

pub(super) async fn complete(
    app: App,
    shell: Shell,
    asked: web::Query<Asked>,
) -> Result<HttpResponse> {
    let Asked { kind, q } = asked.into_inner();
    let sight = shell.viewer.sight();
    let q: String = q.trim().chars().take(TYPED).collect();
    // Topics are searched for, the rest begins as an index does.
    let pace = if kind == "topics" {
        Pace::Slow
    } else {
        Pace::Quick
    };
    let finder = *app.part::<Finder>();
    let choices = app
        .db
        .read_at(pace, move |conn| match kind.as_str() {
            _ if q.is_empty() => Ok(Vec::new()),
            "people" => people(conn, &q),
            "tags" => tags(conn, &sight, &q),
            "topics" => topics(conn, &sight, finder, &q),
            _ => Err(Error::NotFound("page")),
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, max-age=30"))
        .json(choices))
}

fn people(conn: &mut Conn, q: &str) -> Result<Vec<Choice>> {
    Ok(accounts::actions::beginning(conn, q, MOST)?
        .into_iter()
        .map(|author| Choice {
            value: format!("@{}", author.handle),
            label: author.name,
        })
        .collect())
}

fn tags(conn: &mut Conn, sight: &Sight, q: &str) -> Result<Vec<Choice>> {
    let boards: Vec<_> = boards::visible(conn, sight)?.iter().map(|b| b.id).collect();
    let slug = text::slug(q);
    if slug == "untitled" {
        return Ok(Vec::new());
    }
    Ok(store::tags_beginning(conn, &slug, &boards, MOST)?
        .into_iter()
        .map(|tag| Choice {
            value: tag.name,
            label: String::new(),
        })
        .collect())
}

fn topics(conn: &mut Conn, sight: &Sight, finder: Finder, q: &str) -> Result<Vec<Choice>> {
    let mut found = Vec::new();
    if let Some(id) = q.parse().ok().filter(|id| *id > 0) {
        match actions::find(conn, sight, TopicId::new(id)) {
            Ok(seen) => found.push(seen.topic),
            Err(Error::NotFound(_) | Error::Gone(_)) => {}
            Err(error) => return Err(error),
        }
    }
    for kind in [Kind::Proposal, Kind::Discussion] {
        let asked = list::Asked {
            q: Some(q.to_owned()),
            sort: Some(Sort::Hot),
            ..list::Asked::default()
        };
        let query = Query::of(conn, sight, kind, &asked)?.found_by(finder);
        let (topics, _) = list::read(conn, &query, None, MOST / 2)?;
        found.extend(topics);
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|topic| seen.insert(topic.id));
    found.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    Ok(found
        .into_iter()
        .map(|topic| Choice {
            value: format!("#{}", topic.id),
            label: topic.title,
        })
        .collect())
}
