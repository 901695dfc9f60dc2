//! Topics as JSON, `/api/v1`: discussions, comments, boards, tags, free fields.
use actix_web::HttpRequest;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::access::Sight;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::state::App;
use crate::topics::family;
use crate::topics::model::Topic;

mod comments;
mod discussions;
mod extra;
mod mine;
mod places;
mod shapes;

pub use discussions::{TopicChange, change, tell};
pub use extra::{drop_extra, keep_extra};
pub use shapes::{AuthorJson, StatusJson, TextJson, TopicJson};

/// What stands behind a request's path: `?` and all that is asked for, or nothing.
pub fn asked_with(req: &HttpRequest) -> String {
    match req.query_string() {
        "" => String::new(),
        query => format!("?{query}"),
    }
}

/// Leads whoever asks about a merged topic to the same about what leads it; `rest` is what follows its number in the
/// address.
///
/// # Errors
/// [`Error::Moved`], unless the topic stands for itself.
pub fn stands(conn: &mut Conn, app: &App, sight: &Sight, topic: &Topic, rest: &str) -> Result<()> {
    match family::leads_to(conn, sight, topic)? {
        None => Ok(()),
        Some(lead) => Err(Error::Moved(
            app.config
                .base_url
                .link(&format!("/api/v1/topics/{}{rest}", lead.topic.id)),
        )),
    }
}

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(discussions::list_discussions)
        .service(discussions::create_discussion)
        .service(discussions::show_discussion)
        .service(discussions::edit_discussion)
        .service(comments::list_comments)
        .service(comments::create_comment)
        .service(comments::show_comment)
        .service(comments::edit_comment)
        .service(comments::remove_comment)
        .service(places::list_boards)
        .service(places::put_form)
        .service(places::list_tags)
        .service(places::list_statuses)
        .service(extra::show_topic_extra)
        .service(extra::keep_topic_extra)
        .service(extra::drop_topic_extra)
        .service(extra::show_comment_extra)
        .service(extra::keep_comment_extra)
        .service(extra::drop_comment_extra)
        .service(extra::find_extra);
    mine::routes(cfg);
}
