//! Topics as JSON, `/api/v1`: discussions, comments, boards, tags, free fields.
use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put, web};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa_actix_web::service_config::ServiceConfig;

use super::actions::{self, Seen};
use super::extras::{self, Subject};
use super::list::{self, Asked, Card, Query};
use super::model::{Draft, Kind, Sort, State, StatusKind};
use super::pages::chosen_board;
use super::{boards, comments, prose, statuses, store};
use crate::access::{Can, Comment as MayComment, Discuss, KeepExtra, Sight, Viewer};
use crate::accounts::{self, Author};
use crate::clock::Time;
use crate::db::{Conn, Cursor, Key};
use crate::error::{Error, Invalid, Result};
use crate::id::{CommentId, PersonId, TopicId};
use crate::state::App;
use crate::wire::{self, Answer, Body, Key as Once, List, Paging, once};

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_discussions)
        .service(create_discussion)
        .service(show_discussion)
        .service(edit_discussion)
        .service(list_comments)
        .service(create_comment)
        .service(show_comment)
        .service(edit_comment)
        .service(remove_comment)
        .service(list_boards)
        .service(list_tags)
        .service(list_statuses)
        .service(show_topic_extra)
        .service(keep_topic_extra)
        .service(drop_topic_extra)
        .service(show_comment_extra)
        .service(keep_comment_extra)
        .service(drop_comment_extra)
        .service(find_extra);
}

/// Who wrote something.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Author)]
pub struct AuthorJson {
    /// Their handle: `/people/{handle}`.
    pub handle: String,
    /// The name they go by; may be empty.
    pub name: String,
}

impl From<Author> for AuthorJson {
    fn from(author: Author) -> Self {
        Self {
            handle: author.handle,
            name: author.name,
        }
    }
}

/// Where a proposal stands.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Status)]
pub struct StatusJson {
    /// Its stable name in the API.
    pub slug: String,
    /// Its name for people.
    pub name: String,
    /// What it means, whatever it is called.
    pub kind: StatusKind,
}

/// What a topic of any kind tells in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Topic)]
pub struct TopicJson {
    /// Its number, the same in its address.
    #[schema(value_type = i64)]
    pub id: TopicId,
    /// What sort of topic it is.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its page.
    #[schema(format = "uri")]
    pub url: String,
    /// The slug of its board.
    pub board: String,
    /// How many comments it has.
    pub comments: i64,
    /// Who started it.
    pub author: AuthorJson,
    /// The slugs of its tags.
    pub tags: Vec<String>,
    /// When it was started.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Time,
    /// When its text or status last changed.
    #[schema(value_type = String, format = DateTime)]
    pub updated_at: Time,
}

impl TopicJson {
    /// A card in the API's words.
    pub fn of(app: &App, card: &Card) -> Self {
        Self {
            id: card.topic.id,
            kind: card.topic.kind,
            title: card.topic.title.clone(),
            url: app.config.base_url.link(&card.topic.path()),
            board: card.board.slug.clone(),
            comments: card.topic.comments,
            author: card.author.clone().into(),
            tags: card.tags.iter().map(|t| t.slug.clone()).collect(),
            created_at: card.topic.created_at,
            updated_at: card.topic.updated_at,
        }
    }
}

/// What a single topic tells besides.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TopicText)]
pub struct TextJson {
    /// The text as written, in Markdown.
    pub body: String,
    /// The text as shown: safe HTML.
    pub body_html: String,
    /// Counts the changes of its text; name it in `If-Match` (as `"v{version}"`) to change what you read.
    pub version: i64,
    /// Where it was imported from.
    #[schema(format = "uri")]
    pub source_url: Option<String>,
    /// Free fields of other programs, by program.
    pub extra: BTreeMap<String, Value>,
}

impl TextJson {
    /// A topic's text in the API's words.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of(conn: &mut Conn, app: &App, seen: &Seen) -> Result<Self> {
        let (body, html) = actions::words(conn, seen.topic.id)?;
        Ok(Self {
            body,
            body_html: html.at(&app.config.base_url.full),
            version: seen.topic.version,
            source_url: seen.topic.source_url.clone(),
            extra: extras::all(conn, Subject::Topic(seen.topic.id))?,
        })
    }
}

/// A discussion or announcement, whole.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Discussion)]
pub struct DiscussionJson {
    #[serde(flatten)]
    topic: TopicJson,
    #[serde(flatten)]
    text: TextJson,
}

/// The JSON of a discussion's or announcement's page.
///
/// # Errors
/// Those of the database.
pub fn tell(conn: &mut Conn, app: &App, _: &Sight, seen: &Seen) -> Result<Value> {
    serde_json::to_value(discussion(conn, app, seen)?).map_err(Error::internal)
}

fn discussion(conn: &mut Conn, app: &App, seen: &Seen) -> Result<DiscussionJson> {
    let card = list::cards(conn, vec![seen.topic.clone()])?
        .pop()
        .ok_or(Error::NotFound("topic"))?;
    Ok(DiscussionJson {
        topic: TopicJson::of(app, &card),
        text: TextJson::of(conn, app, seen)?,
    })
}

fn find_discussion(conn: &mut Conn, sight: &Sight, id: TopicId) -> Result<Seen> {
    let seen = actions::find(conn, sight, id)?;
    match seen.topic.kind {
        Kind::Discussion | Kind::Announcement => Ok(seen),
        Kind::Proposal => Err(Error::NotFound("discussion")),
    }
}

/// Discussions, as everyone or the token's owner sees them.
#[utoipa::path(tag = "Discussions", params(Asked, Paging), responses(
    (status = 200, body = List<TopicJson>)))]
#[get("/discussions")]
async fn list_discussions(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    asked: web::Query<Asked>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let (asked, limit) = (asked.into_inner(), paging.rows()?);
    let sort = asked.sort.unwrap_or(Sort::Hot);
    let after = paging.from(sort.text())?;
    let (cards, next) = app
        .db
        .read(move |conn| {
            let query = Query::of(conn, &sight, Kind::Discussion, &asked)?;
            let (topics, next) = list::read(conn, &query, after, limit)?;
            Ok((list::cards(conn, topics)?, next))
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data: cards.iter().map(|c| TopicJson::of(&app, c)).collect(),
            next: next.map(|c| wire::next_link(&app, &req, &c.write(sort.text()))),
        },
    )
}

/// A topic to start.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDiscussion {
    /// 4 to 150 characters.
    #[schema(min_length = 4, max_length = 150)]
    pub title: String,
    /// Markdown, up to 200,000 characters.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    pub body: String,
    /// A board's slug; by default the first where you may start one.
    #[serde(default)]
    pub board: Option<String>,
    /// At most 5 tags.
    #[serde(default)]
    #[schema(max_items = 5)]
    pub tags: Vec<String>,
}

/// Starts a discussion.
#[utoipa::path(tag = "Discussions", request_body = NewDiscussion, security(("token" = ["discussions:write"])),
    params(("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key gets the first answer.", max_length = 255, min_length = 1)),
    responses((status = 201, body = DiscussionJson, headers(("Location" = String)))))]
#[post("/discussions")]
async fn create_discussion(
    app: App,
    by: Can<Discuss>,
    key: Once,
    body: Body<NewDiscussion>,
) -> Result<HttpResponse> {
    let prose = prose::topic(&app, &body.value.body).await?;
    let draft = Draft::parse(&body.value.title, &body.value.tags, prose)?;
    let (now, inner) = (app.now(), app.clone());
    app.db
        .write(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let sight = by.who.sight();
                let board =
                    chosen_board(tx, &sight, body.value.board.as_deref().unwrap_or_default())?;
                let id = actions::discuss(tx, &by, Kind::Discussion, &board, &draft, now)?;
                let seen = actions::find(tx, &sight, id)?;
                let told = discussion(tx, &inner, &seen)?;
                Answer::created(
                    inner
                        .config
                        .base_url
                        .link(&format!("/api/v1/discussions/{id}")),
                    &told,
                )
            })
        })
        .await
        .map(Answer::respond)
}

/// A discussion or announcement.
#[utoipa::path(tag = "Discussions", params(("id" = i64, Path)), responses((status = 200, body = DiscussionJson), (status = 304, description = "You have it already.")))]
#[get("/discussions/{id}")]
async fn show_discussion(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<TopicId>,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            let seen = find_discussion(conn, &sight, *id)?;
            discussion(conn, &inner, &seen)
        })
        .await?;
    wire::ok_version(&req, &told, told.text.version)
}

/// What to change about a topic; what is left out stays.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TopicChange {
    /// 4 to 150 characters.
    #[schema(required = false, min_length = 4, max_length = 150)]
    pub title: Option<String>,
    /// Markdown, up to 200,000 characters.
    #[schema(required = false, max_length = 200_000)]
    pub body: Option<String>,
    /// All its tags.
    #[schema(required = false, max_items = 5)]
    pub tags: Option<Vec<String>>,
    /// Another board's slug (moderators only).
    #[schema(required = false)]
    pub board: Option<String>,
}

/// Changes a topic of any kind through the API: what is left out stays as it was read.
///
/// # Errors
/// Those of [`actions::edit`].
pub async fn change(
    app: &App,
    viewer: &Viewer,
    id: TopicId,
    change: TopicChange,
    read: Option<i64>,
) -> Result<Seen> {
    let member = viewer.member().ok_or(Error::SignInRequired)?.clone();
    let sight = member.sight();
    let (title, body, tags, version) = app
        .db
        .read(move |conn| {
            let seen = actions::find(conn, &sight, id)?;
            let (body, _) = actions::words(conn, id)?;
            let tags = store::tags_of(conn, &[id])?;
            let tags: Vec<_> = tags.into_iter().map(|(_, t)| t.name).collect();
            Ok((seen.topic.title, body, tags, seen.topic.version))
        })
        .await?;
    let prose = prose::topic(app, change.body.as_deref().unwrap_or(&body)).await?;
    let draft = Draft::parse(
        change.title.as_deref().unwrap_or(&title),
        change.tags.as_ref().unwrap_or(&tags),
        prose,
    )?;
    // What was left out was read above: a change in between must not be undone by that.
    let read = read.or(Some(version));
    let now = app.now();
    app.db
        .write(move |tx| {
            let board = match &change.board {
                None => None,
                Some(slug) => Some(
                    boards::by_slug(tx, &sight, slug)
                        .map_err(|_| Invalid::field("board", "There is no such board."))?,
                ),
            };
            actions::edit(tx, &member, id, &draft, board.as_ref(), read, now)?;
            actions::find(tx, &sight, id)
        })
        .await
}

/// Changes a discussion. Only its author and staff may.
#[utoipa::path(tag = "Discussions", request_body = TopicChange, security(("token" = ["discussions:write"])), params(("id" = i64, Path),
    ("If-Match" = Option<String>, Header, description = "The ETag that was read.")), responses((status = 200, body = DiscussionJson)))]
#[patch("/discussions/{id}")]
async fn edit_discussion(
    app: App,
    viewer: Viewer,
    _by: Can<Discuss>,
    req: HttpRequest,
    id: web::Path<TopicId>,
    body: Body<TopicChange>,
) -> Result<HttpResponse> {
    let (sight, id) = (viewer.sight(), *id);
    app.db
        .read(move |conn| find_discussion(conn, &sight, id))
        .await?;
    let seen = change(&app, &viewer, id, body.value, wire::if_match(&req)?).await?;
    let inner = app.clone();
    let told = app
        .db
        .read(move |conn| discussion(conn, &inner, &seen))
        .await?;
    wire::ok_version(&req, &told, told.text.version)
}

/// A comment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Comment)]
struct CommentJson {
    /// Its number.
    #[schema(value_type = i64)]
    id: CommentId,
    /// Its lasting address.
    #[schema(format = "uri")]
    url: String,
    /// The topic it belongs to.
    #[schema(value_type = i64)]
    topic: TopicId,
    /// The comment it answers.
    #[schema(value_type = Option<i64>)]
    parent: Option<CommentId>,
    /// Who wrote it.
    author: AuthorJson,
    /// The text as written, in Markdown; nothing once it is removed.
    body: Option<String>,
    /// The text as shown: safe HTML; nothing once it is removed.
    body_html: Option<String>,
    /// Whether staff answer officially.
    official: bool,
    /// Whether it was removed; answers to it stay.
    removed: bool,
    /// Counts the changes of its text.
    version: i64,
    /// When it was written.
    #[schema(value_type = String, format = DateTime)]
    created_at: Time,
    /// When it was last changed.
    #[schema(value_type = Option<String>, format = DateTime)]
    edited_at: Option<Time>,
}

fn tell_comments(
    conn: &mut Conn,
    app: &App,
    rows: Vec<(super::model::Comment, String, String)>,
) -> Result<Vec<CommentJson>> {
    let people: Vec<PersonId> = rows.iter().map(|(c, ..)| c.author_id).collect();
    let authors = accounts::authors(conn, &people)?;
    rows.into_iter()
        .map(|(comment, body, html)| {
            let author = authors.get(&comment.author_id).cloned().ok_or_else(|| {
                Error::internal(format!("comment {} has lost its author", comment.id))
            })?;
            let shown = comment.state == State::Shown;
            let html = crate::text::Html::from_stored(html);
            Ok(CommentJson {
                id: comment.id,
                url: app.config.base_url.link(&format!("/c/{}", comment.id)),
                topic: comment.topic_id,
                parent: comment.parent_id,
                author: author.into(),
                body: shown.then_some(body),
                body_html: shown.then(|| html.at(&app.config.base_url.full)),
                official: comment.official,
                removed: !shown,
                version: comment.version,
                created_at: comment.created_at,
                edited_at: comment.edited_at,
            })
        })
        .collect()
}

fn tell_comment(conn: &mut Conn, app: &App, id: CommentId) -> Result<CommentJson> {
    let comment = store::comment(conn, id)?.ok_or(Error::NotFound("comment"))?;
    let (body, html) = store::comment_words(conn, id)?;
    tell_comments(conn, app, vec![(comment, body, html)])?
        .pop()
        .ok_or(Error::NotFound("comment"))
}

/// Comments on a topic of any kind, oldest first.
#[utoipa::path(tag = "Comments", params(("id" = i64, Path), Paging), responses((status = 200, body = List<CommentJson>)))]
#[get("/topics/{id}/comments")]
async fn list_comments(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<TopicId>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let limit = paging.rows()?;
    let after = paging.from("comments")?.map_or(0, |c| c.id);
    let inner = app.clone();
    let (data, next) = app
        .db
        .read(move |conn| {
            actions::find(conn, &sight, *id)?;
            let mut rows = store::by_age(conn, *id, after, limit + 1)?;
            let more = rows.len() as i64 > limit;
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
            let next = rows.last().filter(|_| more).map(|(c, ..)| Cursor {
                key: Key::Number(0),
                id: c.id.get(),
            });
            Ok((tell_comments(conn, &inner, rows)?, next))
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data,
            next: next.map(|c| wire::next_link(&app, &req, &c.write("comments"))),
        },
    )
}

/// A comment to write.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewComment {
    /// Markdown, up to 40,000 characters.
    #[schema(min_length = 1, max_length = 40_000)]
    body: String,
    /// The comment it answers.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    parent: Option<CommentId>,
    /// Whether staff answer officially (moderators only).
    #[serde(default)]
    #[schema(required = false)]
    official: bool,
}

/// Comments on a topic of any kind.
#[utoipa::path(tag = "Comments", request_body = NewComment, security(("token" = ["comments:write"])), params(("id" = i64, Path),
    ("Idempotency-Key" = Option<String>, Header, description = "A repeat with the same key gets the first answer.", max_length = 255, min_length = 1)),
    responses((status = 201, body = CommentJson, headers(("Location" = String)))))]
#[post("/topics/{id}/comments")]
async fn create_comment(
    app: App,
    by: Can<MayComment>,
    key: Once,
    id: web::Path<TopicId>,
    body: Body<NewComment>,
) -> Result<HttpResponse> {
    let prose = prose::comment(&app, &body.value.body).await?;
    let (now, inner, topic) = (app.now(), app.clone(), *id);
    app.db
        .write(move |tx| {
            once(tx, by.who.id, &key, &body.digest, now, |tx| {
                let id = comments::say(
                    tx,
                    &by,
                    topic,
                    body.value.parent,
                    body.value.official,
                    &prose,
                    now,
                )?;
                let told = tell_comment(tx, &inner, id)?;
                Answer::created(
                    inner
                        .config
                        .base_url
                        .link(&format!("/api/v1/comments/{id}")),
                    &told,
                )
            })
        })
        .await
        .map(Answer::respond)
}

/// A comment.
#[utoipa::path(tag = "Comments", params(("id" = i64, Path)), responses((status = 200, body = CommentJson), (status = 304, description = "You have it already.")))]
#[get("/comments/{id}")]
async fn show_comment(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let told = app
        .db
        .read(move |conn| {
            comments::find(conn, &sight, *id)?;
            tell_comment(conn, &inner, *id)
        })
        .await?;
    wire::ok_version(&req, &told, told.version)
}

/// What a comment shall say instead.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct CommentChange {
    /// Markdown, up to 40,000 characters.
    #[schema(min_length = 1, max_length = 40_000)]
    body: String,
}

/// Changes a comment. Only its author and staff may.
#[utoipa::path(tag = "Comments", request_body = CommentChange, security(("token" = ["comments:write"])), params(("id" = i64, Path),
    ("If-Match" = Option<String>, Header, description = "The ETag that was read.")), responses((status = 200, body = CommentJson)))]
#[patch("/comments/{id}")]
async fn edit_comment(
    app: App,
    by: Can<MayComment>,
    req: HttpRequest,
    id: web::Path<CommentId>,
    body: Body<CommentChange>,
) -> Result<HttpResponse> {
    let prose = prose::comment(&app, &body.value.body).await?;
    let (now, read, inner, id) = (app.now(), wire::if_match(&req)?, app.clone(), *id);
    let told = app
        .db
        .write(move |tx| {
            comments::edit(tx, &by, id, &prose, read, now)?;
            tell_comment(tx, &inner, id)
        })
        .await?;
    wire::ok_version(&req, &told, told.version)
}

/// Removes a comment; answers to it stay. Only its author and staff may.
#[utoipa::path(tag = "Comments", security(("token" = ["comments:write"])), params(("id" = i64, Path)), responses((status = 204, description = "It is removed.")))]
#[delete("/comments/{id}")]
async fn remove_comment(
    app: App,
    by: Can<MayComment>,
    id: web::Path<CommentId>,
) -> Result<HttpResponse> {
    let (now, id) = (app.now(), *id);
    app.db
        .write(move |tx| comments::remove(tx, &by, id, now).map(drop))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A board.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Board)]
struct BoardJson {
    /// Its stable name in the API.
    slug: String,
    /// Its name for people.
    name: String,
    /// What it is for.
    description: String,
    /// Its proposals, in the browser.
    #[schema(format = "uri")]
    url: String,
    /// Who may see it.
    see: crate::access::Audience,
    /// Who may start topics.
    propose: crate::access::Audience,
    /// Who may comment.
    comment: crate::access::Audience,
    /// Who may vote.
    vote: crate::access::Audience,
    /// How many proposals it holds.
    proposals: i64,
    /// How many discussions it holds.
    discussions: i64,
}

/// All boards that you may see.
#[utoipa::path(tag = "Boards, tags, statuses", responses((status = 200, body = List<BoardJson>), (status = 304, description = "You have it already.")))]
#[get("/boards")]
async fn list_boards(app: App, viewer: Viewer, req: HttpRequest) -> Result<HttpResponse> {
    let (sight, inner) = (viewer.sight(), app.clone());
    let data = app
        .db
        .read(move |conn| {
            let proposals = boards::counts(conn, Kind::Proposal)?;
            let discussions = boards::counts(conn, Kind::Discussion)?;
            Ok(boards::visible(conn, &sight)?
                .into_iter()
                .map(|board| BoardJson {
                    url: inner
                        .config
                        .base_url
                        .link(&format!("/boards/{}", board.slug)),
                    proposals: proposals.get(&board.id).copied().unwrap_or(0),
                    discussions: discussions.get(&board.id).copied().unwrap_or(0),
                    slug: board.slug,
                    name: board.name,
                    description: board.description,
                    see: board.see,
                    propose: board.propose,
                    comment: board.comment,
                    vote: board.vote,
                })
                .collect())
        })
        .await?;
    wire::ok(&req, &List { data, next: None })
}

/// A tag.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Tag)]
struct TagJson {
    /// Its stable name in the API.
    slug: String,
    /// Its name for people.
    name: String,
    /// How many topics you may see have it.
    topics: i64,
}

/// The 500 tags used most on the boards that you may see.
#[utoipa::path(tag = "Boards, tags, statuses", responses((status = 200, body = List<TagJson>), (status = 304, description = "You have it already.")))]
#[get("/tags")]
async fn list_tags(app: App, viewer: Viewer, req: HttpRequest) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let data = app
        .db
        .read(move |conn| {
            Ok(list::tags(conn, &sight, 500)?
                .into_iter()
                .map(|(tag, topics)| TagJson {
                    slug: tag.slug,
                    name: tag.name,
                    topics,
                })
                .collect())
        })
        .await?;
    wire::ok(&req, &List { data, next: None })
}

/// A status with what it does.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = StatusRules)]
struct StatusRules {
    #[serde(flatten)]
    status: StatusJson,
    /// Whether it stands on the roadmap.
    roadmap: bool,
    /// Whether votes are closed.
    freeze_votes: bool,
    /// Whether comments are closed.
    freeze_comments: bool,
    /// Whether the text is final.
    freeze_edits: bool,
}

/// Every status that a proposal may have, in their order.
#[utoipa::path(tag = "Boards, tags, statuses", responses((status = 200, body = List<StatusRules>), (status = 304, description = "You have it already.")))]
#[get("/statuses")]
async fn list_statuses(app: App, req: HttpRequest) -> Result<HttpResponse> {
    let data = app
        .db
        .read(|conn| {
            Ok(statuses::all(conn)?
                .list()
                .iter()
                .map(|s| StatusRules {
                    status: StatusJson {
                        slug: s.slug.clone(),
                        name: s.name.clone(),
                        kind: s.kind,
                    },
                    roadmap: s.roadmap,
                    freeze_votes: s.freeze_votes,
                    freeze_comments: s.freeze_comments,
                    freeze_edits: s.freeze_edits,
                })
                .collect::<Vec<_>>())
        })
        .await?;
    wire::ok(&req, &List { data, next: None })
}

// Free fields.

async fn show_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    subject: Subject,
    name: String,
) -> Result<HttpResponse> {
    let sight = viewer.sight();
    let told = app
        .db
        .read(move |conn| extras::one(conn, &sight, subject, &name))
        .await?;
    wire::ok(&req, &told)
}

/// Keeps free fields beside any subject.
///
/// # Errors
/// Those of [`extras::keep`].
pub async fn keep_extra(
    app: App,
    by: Can<KeepExtra>,
    subject: Subject,
    name: String,
    data: Map<String, Value>,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| {
            extras::keep(tx, &by, subject, &name, &data, now)?;
            Answer::ok(&data)
        })
        .await
        .map(Answer::respond)
}

/// Drops free fields from any subject.
///
/// # Errors
/// Those of [`extras::drop`].
pub async fn drop_extra(
    app: App,
    by: Can<KeepExtra>,
    subject: Subject,
    name: String,
) -> Result<HttpResponse> {
    let now = app.now();
    app.db
        .write(move |tx| extras::drop(tx, &by, subject, &name, now))
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What one program keeps beside a topic.
#[utoipa::path(tag = "Free fields", params(("id" = i64, Path), ("app" = String, Path)), responses((status = 200, body = Object)))]
#[get("/topics/{id}/extra/{app}")]
async fn show_topic_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    show_extra(app, viewer, req, Subject::Topic(id), name).await
}

/// Keeps your program's fields (a JSON object, 16 KiB) beside a topic, in place of what it kept there before.
#[utoipa::path(tag = "Free fields", request_body = Object, security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path)),
    responses((status = 200, body = Object)))]
#[put("/topics/{id}/extra/{app}")]
async fn keep_topic_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(TopicId, String)>,
    body: Body<Map<String, Value>>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    keep_extra(app, by, Subject::Topic(id), name, body.value).await
}

/// Drops your program's fields from a topic.
#[utoipa::path(tag = "Free fields", security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path)),
    responses((status = 204, description = "They are gone.")))]
#[delete("/topics/{id}/extra/{app}")]
async fn drop_topic_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(TopicId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    drop_extra(app, by, Subject::Topic(id), name).await
}

/// What one program keeps beside a comment.
#[utoipa::path(tag = "Free fields", params(("id" = i64, Path), ("app" = String, Path)), responses((status = 200, body = Object)))]
#[get("/comments/{id}/extra/{app}")]
async fn show_comment_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    path: web::Path<(CommentId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    show_extra(app, viewer, req, Subject::Comment(id), name).await
}

/// Keeps your program's fields (a JSON object, 16 KiB) beside a comment.
#[utoipa::path(tag = "Free fields", request_body = Object, security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path)),
    responses((status = 200, body = Object)))]
#[put("/comments/{id}/extra/{app}")]
async fn keep_comment_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(CommentId, String)>,
    body: Body<Map<String, Value>>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    keep_extra(app, by, Subject::Comment(id), name, body.value).await
}

/// Drops your program's fields from a comment.
#[utoipa::path(tag = "Free fields", security(("token" = ["extra:write"])), params(("id" = i64, Path), ("app" = String, Path)),
    responses((status = 204, description = "They are gone.")))]
#[delete("/comments/{id}/extra/{app}")]
async fn drop_comment_extra(
    app: App,
    by: Can<KeepExtra>,
    path: web::Path<(CommentId, String)>,
) -> Result<HttpResponse> {
    let (id, name) = path.into_inner();
    drop_extra(app, by, Subject::Comment(id), name).await
}

/// Where a program's field was found.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Found {
    /// `topic` or `comment`.
    kind: String,
    /// Which one.
    id: i64,
    /// Its address.
    #[schema(format = "uri")]
    url: String,
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A top-level key that the program keeps.
    key: String,
    /// Only where it has this value: text as it is, anything else as JSON; its first 200 characters.
    value: Option<String>,
}

/// Topics and comments beside which a program keeps a key, or a key with a value.
#[utoipa::path(tag = "Free fields", params(("app" = String, Path), Wanted, Paging), responses((status = 200, body = List<Found>)))]
#[get("/extra/{app}")]
async fn find_extra(
    app: App,
    viewer: Viewer,
    req: HttpRequest,
    name: web::Path<String>,
    wanted: web::Query<Wanted>,
    paging: web::Query<Paging>,
) -> Result<HttpResponse> {
    let (sight, limit) = (viewer.sight(), paging.rows()?);
    let after = paging.from("extra")?.map(|cursor| {
        let kind = if cursor.key == Key::Number(0) {
            "comment"
        } else {
            "topic"
        };
        (kind.to_owned(), cursor.id)
    });
    let (found, next) = app
        .db
        .read(move |conn| {
            extras::with_key(
                conn,
                &sight,
                &name,
                &wanted.key,
                wanted.value.as_deref(),
                after,
                limit,
            )
        })
        .await?;
    wire::ok(
        &req,
        &List {
            data: found
                .into_iter()
                .map(|(kind, id)| Found {
                    url: app.config.base_url.link(&match kind.as_str() {
                        "topic" => format!("/t/{id}"),
                        _ => format!("/c/{id}"),
                    }),
                    kind,
                    id,
                })
                .collect::<Vec<_>>(),
            next: next.map(|(kind, id)| {
                let cursor = Cursor {
                    key: Key::Number(i64::from(kind == "topic")),
                    id,
                };
                wire::next_link(&app, &req, &cursor.write("extra"))
            }),
        },
    )
}
