//! The desk as JSON, `/api/v1`.
use utoipa_actix_web::service_config::ServiceConfig;

mod acts;
mod merge;

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(merge::put_merge)
        .service(merge::drop_merge)
        .service(acts::show_decisions)
        .service(acts::show_rank)
        .service(acts::put_lock)
        .service(acts::drop_lock)
        .service(acts::put_closing)
        .service(acts::drop_closing)
        .service(acts::put_pin)
        .service(acts::drop_pin)
        .service(acts::put_board)
        .service(acts::put_kind)
        .service(acts::put_split)
        .service(acts::drop_split)
        .service(acts::put_answer)
        .service(acts::drop_answer)
        .service(acts::put_plan)
        .service(acts::put_behalf)
        .service(acts::drop_behalf);
}
