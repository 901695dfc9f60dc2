//! What is the token owner's own: how far they read, what they follow, what they keep.
mod bookmarks;
mod follows;
mod reading;

use utoipa_actix_web::service_config::ServiceConfig;

/// Operations about what is one's own.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(reading::list_unread)
        .service(reading::mark_everything_read)
        .service(reading::mark_topic_read)
        .service(reading::show_own)
        .service(follows::list_follows)
        .service(follows::keep_topic_follow)
        .service(follows::drop_topic_follow)
        .service(follows::keep_board_follow)
        .service(follows::drop_board_follow)
        .service(follows::keep_tag_follow)
        .service(follows::drop_tag_follow)
        .service(bookmarks::list_bookmarks)
        .service(bookmarks::keep_topic_bookmark)
        .service(bookmarks::drop_topic_bookmark)
        .service(bookmarks::keep_comment_bookmark)
        .service(bookmarks::drop_comment_bookmark);
}
