//! Topics as HTML: lists of discussions, any topic's page, and forms.
use actix_web::web;

use super::kinds::KindRoom;
use super::model::Kind;

mod comments;
mod complete;
mod compose;
mod lists;
mod mine;
mod programs;
mod rank;
mod removal;
mod revisions;
mod show;
mod sitemap;

pub use lists::{
    AskedPage, Choice, Choices, ROWS, Row, choices, cursor, list_path, menu_of_list, narrowed,
    next_path, prev_path, rows,
};
pub use mine::{Menu, Mine, marked, menu_of_board, menu_of_tag};
pub use rank::Rank;
pub use show::{Linked, ShowPage};

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/discussions")
            .get(lists::discussions)
            .post(compose::start),
    )
    .service(web::resource("/discussions/new").get(compose::new))
    .service(web::resource("/preview").post(super::writing::preview))
    .service(web::resource("/complete").get(complete::complete))
    .service(web::resource("/announcements").get(lists::announcements))
    .service(web::resource("/tags").get(lists::tags))
    .service(web::resource("/robots.txt").get(sitemap::robots))
    .service(web::resource("/sitemap.xml").get(sitemap::index))
    .service(web::resource("/sitemap/{part}.xml").get(sitemap::part))
    .service(web::resource("/boards/{slug}").get(lists::board))
    .service(web::resource("/t/{id}/rank").get(rank::show))
    .service(web::resource("/t/{id}.json").get(programs::json_of))
    .service(web::resource("/t/{id}.md").get(programs::markdown_of))
    .service(web::resource("/t/{id}").get(show::show_id))
    .service(
        web::resource("/t/{id}/edit")
            .get(compose::edit_form)
            .post(compose::edit),
    )
    .service(web::resource("/t/{id}/comments").post(comments::say))
    .service(web::resource("/t/{id}/revisions").get(revisions::revisions))
    .service(
        web::resource("/t/{id}/removal")
            .get(removal::removal_form)
            .post(removal::remove),
    )
    .service(web::resource("/t/{id}/restoration").post(removal::restore))
    .service(web::resource("/t/{id}/unread").get(mine::to_unread))
    .service(web::resource("/t/{id}/read").post(mine::mark_topic))
    .service(web::resource("/t/{id}/follow").post(mine::follow_topic))
    .service(web::resource("/t/{id}/bookmark").post(mine::bookmark_topic))
    .service(web::resource("/c/{id}/bookmark").post(mine::bookmark_comment))
    .service(web::resource("/boards/{slug}/follow").post(mine::follow_board))
    .service(web::resource("/tags/{slug}/follow").post(mine::follow_tag))
    .service(
        web::resource("/unread")
            .get(mine::unread)
            .post(mine::mark_all),
    )
    .service(web::resource("/bookmarks").get(mine::bookmarks))
    .service(web::resource("/settings/following").get(mine::following))
    .service(web::resource("/c/{id}").get(comments::comment_place))
    .service(web::resource("/c/{id}/reply").get(comments::reply_form))
    .service(
        web::resource("/c/{id}/edit")
            .get(comments::edit_comment_form)
            .post(comments::edit_comment),
    )
    .service(web::resource("/c/{id}/revisions").get(revisions::comment_revisions))
    .service(
        web::resource("/c/{id}/removal")
            .get(comments::remove_comment_form)
            .post(comments::remove_comment),
    )
    .service(web::resource("/t/{id}/{slug}.json").get(programs::json_of_slug))
    .service(web::resource("/t/{id}/{slug}.md").get(programs::markdown_of_slug))
    .service(web::resource("/t/{id}/{slug}").get(show::show));
}

/// The page and JSON of discussions and of announcements is this room's own.
pub fn rooms() -> [KindRoom; 2] {
    [Kind::Discussion, Kind::Announcement].map(|kind| KindRoom {
        kind,
        show: |_, shell, _, page| {
            Box::pin(async move {
                match page.invalid.fields.is_empty() {
                    true => shell.page(&page),
                    false => shell.retry(&page),
                }
            })
        },
        tell: super::api::tell,
    })
}
