//! Topics as JSON, `/api/v1`: discussions, comments, boards, tags, free fields.
use utoipa_actix_web::service_config::ServiceConfig;

mod comments;
mod discussions;
mod extra;
mod mine;
mod places;
mod shapes;

pub use discussions::{TopicChange, change, tell};
pub use extra::{drop_extra, keep_extra};
pub use shapes::{AuthorJson, StatusJson, TextJson, TopicJson};

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
