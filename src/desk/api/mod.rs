//! The desk as JSON, `/api/v1`.
use utoipa_actix_web::service_config::ServiceConfig;

mod merge;

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(merge::put_merge).service(merge::drop_merge);
}
