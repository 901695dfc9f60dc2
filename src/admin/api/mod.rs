//! The panel as JSON, `/api/v1`, for admins.
use utoipa_actix_web::service_config::ServiceConfig;

mod jobs;
mod settings;

/// Operations of this room.
pub fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(settings::routes).configure(jobs::routes);
}
