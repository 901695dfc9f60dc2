//! Proposals as HTML: the first page, lists, a proposal's page, proposing, voting, moving on.
use actix_web::web;

use crate::topics::kinds::KindRoom;
use crate::topics::model::Kind;

mod lists;
mod propose;
mod roadmap;
mod show;
mod similar;
mod status;
mod vote;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/").get(lists::home))
        .service(
            web::resource("/proposals")
                .get(lists::index)
                .post(propose::create),
        )
        .service(web::resource("/proposals/new").get(propose::new))
        .service(
            web::resource("/proposals/similar")
                .get(similar::show)
                .post(propose::look),
        )
        .service(web::resource("/tags/{slug}").get(lists::tag))
        .service(
            web::resource("/t/{id}/vote")
                .get(vote::vote_form)
                .post(vote::vote),
        )
        .service(
            web::resource("/t/{id}/status")
                .get(status::status_form)
                .post(status::change_status),
        )
        .service(web::resource("/roadmap").get(roadmap::show))
        .service(web::resource("/roadmap/{id}").post(roadmap::move_card));
}

/// The page and the JSON of proposals.
pub fn room() -> KindRoom {
    KindRoom {
        kind: Kind::Proposal,
        show: |app, shell, seen, page| Box::pin(show::show(app, shell, seen, page)),
        tell: super::api::tell,
    }
}
