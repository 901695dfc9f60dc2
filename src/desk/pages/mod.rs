//! The desk as HTML: a form for every act, each with a way back.
use actix_web::web;

mod form;
mod merge;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(
        web::resource("/t/{id}/merge")
            .get(merge::form)
            .post(merge::merge),
    )
    .service(
        web::resource("/t/{id}/unmerge")
            .get(merge::unmerge_form)
            .post(merge::unmerge),
    );
}
