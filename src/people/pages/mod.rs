//! People as HTML: profiles, preferences, one's own data, leaving.
use actix_web::web;

mod data;
mod leaving;
mod preferences;
mod profile;

/// Routes of this room.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/people/{handle}").get(profile::proposals))
        .service(web::resource("/people/{handle}/discussions").get(profile::discussions))
        .service(web::resource("/people/{handle}/comments").get(profile::comments))
        .service(web::resource("/people/{handle}/votes").get(profile::votes))
        .service(
            web::resource("/settings/preferences")
                .get(preferences::form)
                .post(preferences::change),
        )
        .service(web::resource("/appearance").post(preferences::theme))
        .service(
            web::resource("/settings/data")
                .get(data::form)
                .post(data::hand_out),
        )
        .service(
            web::resource("/settings/account/deletion")
                .get(leaving::form)
                .post(leaving::leave),
        );
}
