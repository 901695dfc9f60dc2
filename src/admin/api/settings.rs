//! Settings and looks as JSON, `/api/v1`: the rules are those of the panel's pages.
use actix_web::http::header;
use actix_web::{HttpResponse, get, patch};
use serde::{Deserialize, Serialize};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::access::{Administer, Can};
use crate::admin::theme::{change, known, written};
use crate::error::{Invalid, Result};
use crate::say;
use crate::settings::theme::Chosen;
use crate::settings::{Registration, Settings};
use crate::state::App;
use crate::wire::Body;

/// Operations of this room.
pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(show_settings).service(change_settings);
}

/// A link of the navigation.
#[derive(Clone, Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = NavigationLink)]
#[serde(deny_unknown_fields)]
struct LinkJson {
    /// What it is called.
    #[schema(min_length = 1, max_length = 30)]
    label: String,
    /// A path of this site, or an address that begins with `https://`.
    #[schema(max_length = 200, pattern = "^(/|https://)")]
    path: String,
}

/// How the site runs and looks.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = Settings)]
struct SettingsJson {
    /// The site's name, in the header and in titles.
    site_name: String,
    /// The question at the top of the first page.
    site_question: String,
    /// Who may make an account.
    registration: Registration,
    /// Requests a minute that one address may make of the API without a token, or one token with it.
    api_per_minute: u32,
    /// Things one person or address may write in a minute.
    writes_per_minute: u32,
    /// Tries to sign in a minute, for one address and for one account.
    sign_ins_per_minute: u32,
    /// Accounts that one address may make in a day.
    sign_ups_per_day: u32,
    /// Megabytes that a file to import may have.
    import_megabytes: u32,
    /// Pictures that one person may add in a day.
    images_per_day: u32,
    /// Megabytes of pictures that one person may have.
    images_megabytes: u32,
    /// Minutes after joining before which nobody adds pictures.
    images_after_minutes: u32,
    /// Whether guests may add pictures.
    images_by_guests: bool,
    /// What means the same when people search or propose: `a = b, c`, groups with `;` between.
    synonyms: String,
    /// Whether one person may stand behind a few open proposals only.
    vote_budget: bool,
    /// Colours of its own, each as `#2f6b4f`: `accent-light`, `accent-dark` and so on for `earth`, `paper` and `ink`.
    #[schema(value_type = std::collections::BTreeMap<String, String>)]
    colours: Chosen,
    /// What stands below the head of every page, in Markdown.
    header: String,
    /// What stands at the foot of every page, in Markdown.
    footer: String,
    /// Where the navigation leads.
    navigation: Vec<LinkJson>,
    /// Where its logo is; nothing: the mark it came with. It is changed on the panel's page.
    #[schema(format = "uri")]
    logo_url: Option<String>,
}

impl SettingsJson {
    fn of(app: &App, all: &Settings) -> Self {
        let logo = (!all.logo.is_empty()).then(|| format!("/theme/logo/{}.png", all.logo));
        Self {
            site_name: all.site_name.clone(),
            site_question: all.site_question.clone(),
            registration: all.registration,
            api_per_minute: all.api_per_minute,
            writes_per_minute: all.writes_per_minute,
            sign_ins_per_minute: all.sign_ins_per_minute,
            sign_ups_per_day: all.sign_ups_per_day,
            import_megabytes: all.import_megabytes,
            images_per_day: all.images_per_day,
            images_megabytes: all.images_megabytes,
            images_after_minutes: all.images_after_minutes,
            images_by_guests: all.images_by_guests,
            synonyms: all.synonyms.clone(),
            vote_budget: all.vote_budget,
            colours: all.colours.clone(),
            header: all.header.markdown.clone(),
            footer: all.footer.markdown.clone(),
            navigation: all
                .navigation
                .iter()
                .map(|link| LinkJson {
                    label: link.label.clone(),
                    path: link.path.clone(),
                })
                .collect(),
            logo_url: logo.map(|path| app.config.base_url.link(&path)),
        }
    }
}

/// What to change; what is left out stays.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
struct SettingsChange {
    /// The site's name, in the header and in titles.
    #[schema(min_length = 1, max_length = 60)]
    site_name: Option<String>,
    /// The question at the top of the first page.
    #[schema(min_length = 1, max_length = 120)]
    site_question: Option<String>,
    /// Who may make an account.
    #[schema(inline)]
    registration: Option<Registration>,
    /// Requests a minute that one address may make of the API without a token, or one token with it.
    #[schema(minimum = 1, maximum = 1_000_000)]
    api_per_minute: Option<u32>,
    /// Things one person or address may write in a minute.
    #[schema(minimum = 1, maximum = 1_000_000)]
    writes_per_minute: Option<u32>,
    /// Tries to sign in a minute, for one address and for one account.
    #[schema(minimum = 1, maximum = 10_000)]
    sign_ins_per_minute: Option<u32>,
    /// Accounts that one address may make in a day.
    #[schema(minimum = 1, maximum = 100_000)]
    sign_ups_per_day: Option<u32>,
    /// Megabytes that a file to import may have.
    #[schema(minimum = 1, maximum = 256)]
    import_megabytes: Option<u32>,
    /// Pictures that one person may add in a day.
    #[schema(minimum = 1, maximum = 10_000)]
    images_per_day: Option<u32>,
    /// Megabytes of pictures that one person may have.
    #[schema(minimum = 1, maximum = 100_000)]
    images_megabytes: Option<u32>,
    /// Minutes after joining before which nobody adds pictures.
    #[schema(minimum = 0, maximum = 525_600)]
    images_after_minutes: Option<u32>,
    /// Whether guests may add pictures.
    images_by_guests: Option<bool>,
    /// What means the same when people search or propose: `a = b, c`, groups with `;` between.
    #[schema(min_length = 1, max_length = 4_000)]
    synonyms: Option<String>,
    /// Whether one person may stand behind a few open proposals only.
    vote_budget: Option<bool>,
    /// All colours of its own, as they are told; those left out are as they came. Each pair must be readable.
    #[schema(value_type = Option<std::collections::BTreeMap<String, String>>)]
    colours: Option<Chosen>,
    /// What stands below the head of every page, in Markdown.
    #[schema(max_length = 2_000)]
    header: Option<String>,
    /// What stands at the foot of every page, in Markdown.
    #[schema(max_length = 2_000)]
    footer: Option<String>,
    /// Where the navigation leads, whole.
    #[schema(max_items = 12)]
    navigation: Option<Vec<LinkJson>>,
}

impl SettingsChange {
    /// As the panel would send it.
    fn values(self) -> Result<Vec<(&'static str, String)>> {
        if let Some(odd) = self.colours.iter().flatten().find(|(key, _)| !known(key)) {
            return Err(
                Invalid::field(&format!("colours.{}", odd.0), say!("setting-unknown")).into(),
            );
        }
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let on_off = |on: bool| if on { "on" } else { "off" }.to_owned();
        let number = |n: Option<u32>| n.map(|n| n.to_string());
        let registration = self.registration.map(|r| r.slug().to_owned());
        let sent = [
            ("site_name", self.site_name),
            ("site_question", self.site_question),
            ("registration", registration),
            ("api_per_minute", number(self.api_per_minute)),
            ("writes_per_minute", number(self.writes_per_minute)),
            ("sign_ins_per_minute", number(self.sign_ins_per_minute)),
            ("sign_ups_per_day", number(self.sign_ups_per_day)),
            ("import_megabytes", number(self.import_megabytes)),
            ("images_per_day", number(self.images_per_day)),
            ("images_megabytes", number(self.images_megabytes)),
            ("images_after_minutes", number(self.images_after_minutes)),
            ("images_by_guests", self.images_by_guests.map(yes_no)),
            ("synonyms", self.synonyms),
            ("vote_budget", self.vote_budget.map(on_off)),
            ("colours", self.colours.as_ref().map(written).transpose()?),
            ("header", self.header.as_ref().map(written).transpose()?),
            ("footer", self.footer.as_ref().map(written).transpose()?),
            (
                "navigation",
                self.navigation.as_ref().map(written).transpose()?,
            ),
        ];
        Ok(sent
            .into_iter()
            .filter_map(|(key, value)| Some((key, value?)))
            .collect())
    }
}

fn told(app: &App) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .json(SettingsJson::of(app, &app.settings()))
}

/// How the site runs and looks (admins only).
#[utoipa::path(tag = "Site", security(("token" = ["admin:write"])), responses((status = 200, body = SettingsJson)))]
#[get("/settings")]
async fn show_settings(app: App, _by: Can<Administer>) -> Result<HttpResponse> {
    Ok(told(&app))
}

/// Changes how the site runs and looks, all of what is sent or nothing (admins only).
#[utoipa::path(tag = "Site", request_body = SettingsChange, security(("token" = ["admin:write"])), responses((status = 200, body = SettingsJson)))]
#[patch("/settings")]
async fn change_settings(
    app: App,
    by: Can<Administer>,
    body: Body<SettingsChange>,
) -> Result<HttpResponse> {
    let values = body.value.values()?;
    change(&app, by, values).await?;
    Ok(told(&app))
}
