//! The desk as HTML: a form for every act, each with a way back.
use actix_web::web;

mod acts;
mod form;
mod merge;
mod people;
mod split;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    let at = |path: &str| web::resource(format!("/t/{{id}}/{path}"));
    cfg.service(at("merge").get(merge::form).post(merge::merge))
        .service(at("unmerge").get(merge::unmerge_form).post(merge::unmerge))
        .service(at("split").get(split::form).post(split::split))
        .service(at("join").get(acts::join_form).post(acts::join))
        .service(at("lock").get(acts::lock_form).post(acts::lock))
        .service(at("closing").get(acts::closing_form).post(acts::closing))
        .service(at("pin").get(acts::pin_form).post(acts::pin))
        .service(at("board").get(acts::board_form).post(acts::board))
        .service(at("kind").get(acts::kind_form).post(acts::kind))
        .service(at("plan").get(people::plan_form).post(people::plan))
        .service(at("behalf").get(people::behalf_form).post(people::behalf))
        .service(web::resource("/c/{id}/answer").post(people::answer));
}
