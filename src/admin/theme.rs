//! How the site looks: logo, colours, words above and below every page, navigation. For admins only.
use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use futures_util::StreamExt;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::access::{Administer, Can};
use crate::db::Tx;
use crate::error::{Error, Invalid, Result};
use crate::events::{self, Happened, Verb};
use crate::say;
use crate::settings::theme::{self, Chosen, NavLink, Step};
use crate::settings::{self, Settings, files};
use crate::state::App;
use crate::web::{Page, Shell};

const PATH: &str = "/admin/theme";
/// Most bytes of a logo as it is sent.
const LOGO: usize = 512 << 10;
/// As large as a logo is kept.
const WIDE: u32 = 640;
const HIGH: u32 = 160;

/// Routes of this page.
pub fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(web::resource("/admin/theme").get(show))
        .service(web::resource("/admin/theme/logo").post(change_logo))
        .service(web::resource("/admin/theme/logo/removal").post(drop_logo))
        .service(web::resource("/admin/theme/colours").post(change_colours))
        .service(web::resource("/admin/theme/words").post(change_words))
        .service(web::resource("/admin/theme/links").post(add_link))
        .service(web::resource("/admin/theme/links/reset").post(reset_links))
        .service(web::resource("/admin/theme/links/{at}").post(step_link));
}

/// A colour to choose.
#[derive(Serialize)]
struct Swatch {
    key: String,
    name: &'static str,
    scheme: &'static str,
    /// What was chosen, if anything.
    value: String,
    /// What it is if nothing is chosen.
    shipped: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedWords {
    header: String,
    footer: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct TypedLink {
    label: String,
    path: String,
}

#[derive(Serialize)]
struct ThemePage {
    swatches: Vec<Swatch>,
    words: TypedWords,
    links: Vec<NavLink>,
    link: TypedLink,
    logo: String,
    changed: bool,
    invalid: Invalid,
}
impl Page for ThemePage {
    const TEMPLATE: &'static str = "admin/theme.html";
}

impl ThemePage {
    fn of(settings: &Settings, chosen: &Chosen) -> Self {
        let shipped = theme::shipped();
        let swatches = theme::CHOICES.iter().flat_map(|name| {
            let names = theme::SCHEMES.iter().enumerate();
            names.map(move |(n, scheme)| {
                let key = format!("{name}-{scheme}");
                Swatch {
                    value: chosen.get(&key).cloned().unwrap_or_default(),
                    shipped: shipped
                        .get(*name)
                        .map(|pair| pair[n].to_string())
                        .unwrap_or_default(),
                    key,
                    name,
                    scheme,
                }
            })
        });
        Self {
            swatches: swatches.collect(),
            words: TypedWords {
                header: settings.header.markdown.clone(),
                footer: settings.footer.markdown.clone(),
            },
            links: settings.navigation.clone(),
            link: TypedLink::default(),
            logo: settings.logo.clone(),
            changed: settings.navigation != theme::shipped_links(),
            invalid: Invalid::default(),
        }
    }
}

async fn show(_by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    let settings = app.settings();
    shell.page(&ThemePage::of(&settings, &settings.colours))
}

/// Keeps one setting and writes down that it changed.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    by: &Can<Administer>,
    key: &'static str,
    value: &str,
    now: crate::clock::Time,
) -> Result<()> {
    settings::store(tx, key, value, Some(by.who.id), now)?;
    events::record(
        tx,
        now,
        Happened {
            actor: Some(by.who.id),
            verb: Verb::SettingChanged,
            object: "setting",
            object_id: 0,
            topic: None,
            data: json!({ "key": key }),
        },
    )
}

/// Keeps some settings together; all hold at once.
pub(super) async fn change(
    app: &App,
    by: Can<Administer>,
    values: Vec<(&'static str, String)>,
) -> Result<()> {
    let now = app.now();
    let all = app
        .db
        .write(move |tx| {
            for (key, value) in &values {
                keep(tx, &by, key, value, now)?;
            }
            settings::load(tx)
        })
        .await?;
    app.live_settings().replace(all);
    Ok(())
}

pub(super) fn written<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}

/// Whether a colour of this name can be chosen.
pub(super) fn known(key: &str) -> bool {
    theme::CHOICES
        .iter()
        .flat_map(|name| theme::SCHEMES.map(|scheme| format!("{name}-{scheme}")))
        .any(|k| k == key)
}

async fn change_colours(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    form: web::Form<Chosen>,
) -> Result<HttpResponse> {
    let chosen: Chosen = form
        .into_inner()
        .into_iter()
        .map(|(key, value)| (key, value.trim().to_owned()))
        .filter(|(key, value)| known(key) && !value.is_empty())
        .collect();
    match change(&app, by, vec![("colours", written(&chosen)?)]).await {
        Ok(()) => Ok(shell.done(PATH, say!("theme-colours-changed"))),
        Err(Error::Invalid(invalid)) => {
            let mut page = ThemePage::of(&app.settings(), &chosen);
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}

async fn change_words(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    form: web::Form<TypedWords>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let values = vec![
        ("header", written(&typed.header)?),
        ("footer", written(&typed.footer)?),
    ];
    match change(&app, by, values).await {
        Ok(()) => Ok(shell.done(PATH, say!("theme-words-changed"))),
        Err(Error::Invalid(invalid)) => {
            let settings = app.settings();
            let mut page = ThemePage::of(&settings, &settings.colours);
            page.words = typed;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}

async fn add_link(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    form: web::Form<TypedLink>,
) -> Result<HttpResponse> {
    let typed = form.into_inner();
    let kept = async {
        let link = NavLink::parse(&typed.label, &typed.path)?;
        let mut links = app.settings().navigation.clone();
        links.push(link);
        change(&app, by, vec![("navigation", written(&links)?)]).await
    };
    match kept.await {
        Ok(()) => Ok(shell.done(PATH, say!("theme-link-added"))),
        Err(Error::Invalid(mut invalid)) => {
            for field in &mut invalid.fields {
                if field.field == "navigation" {
                    field.field = "label".into();
                }
            }
            let settings = app.settings();
            let mut page = ThemePage::of(&settings, &settings.colours);
            page.link = typed;
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
struct TypedStep {
    #[serde(default)]
    step: String,
    /// The path of the link that was meant, so that a form that is out of date moves no other.
    #[serde(default)]
    path: String,
}

async fn step_link(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    at: web::Path<usize>,
    form: web::Form<TypedStep>,
) -> Result<HttpResponse> {
    let step = match form.step.as_str() {
        "up" => Step::Up,
        "down" => Step::Down,
        "off" => Step::Off,
        _ => return Err(Error::BadRequest(say!("theme-no-step"))),
    };
    let links = app.settings().navigation.clone();
    if links.get(*at).is_none_or(|link| link.path != form.path) {
        return Err(Error::Conflict(say!("theme-links-moved")));
    }
    let links = theme::stepped(links, *at, step);
    change(&app, by, vec![("navigation", written(&links)?)]).await?;
    Ok(shell.done(PATH, say!("theme-links-changed")))
}

async fn reset_links(by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    let links = written(&theme::shipped_links())?;
    change(&app, by, vec![("navigation", links)]).await?;
    Ok(shell.done(PATH, say!("theme-links-changed")))
}

// The logo.

/// What the form's one file holds.
async fn sent(mut parts: Multipart) -> Result<Vec<u8>> {
    let unread = || Error::BadRequest(say!("theme-logo-unread"));
    let mut data = Vec::new();
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| unread())?;
        let ours = part.name() == Some("logo");
        while let Some(bytes) = part.next().await {
            let bytes = bytes.map_err(|_| unread())?;
            if !ours {
                continue;
            }
            if data.len() + bytes.len() > LOGO {
                return Err(Invalid::field("logo", say!("theme-logo-large", max = 512)).into());
            }
            data.extend_from_slice(&bytes);
        }
    }
    Ok(data)
}

/// Draws a picture anew, so that nothing but its picture stays; as a PNG.
fn redrawn(data: &[u8]) -> Result<Vec<u8>, Invalid> {
    use image::{ImageFormat, ImageReader, Limits};
    let unfit = || Invalid::field("logo", say!("theme-logo-unfit"));
    let mut reader = ImageReader::new(std::io::Cursor::new(data))
        .with_guessed_format()
        .map_err(|_| unfit())?;
    if !matches!(
        reader.format(),
        Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)
    ) {
        return Err(unfit());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(4096);
    limits.max_image_height = Some(4096);
    limits.max_alloc = Some(96 << 20);
    reader.limits(limits);
    let picture = reader.decode().map_err(|_| unfit())?;
    let picture = match picture.width() > WIDE || picture.height() > HIGH {
        true => picture.resize(WIDE, HIGH, image::imageops::FilterType::CatmullRom),
        false => picture,
    };
    let mut out = std::io::Cursor::new(Vec::new());
    image::DynamicImage::ImageRgba8(picture.to_rgba8())
        .write_to(&mut out, ImageFormat::Png)
        .map_err(|_| unfit())?;
    Ok(out.into_inner())
}

async fn change_logo(
    by: Can<Administer>,
    app: App,
    shell: Shell,
    parts: Multipart,
) -> Result<HttpResponse> {
    let kept = async {
        let data = sent(parts).await?;
        let picture = tokio::task::spawn_blocking(move || redrawn(&data))
            .await
            .map_err(Error::internal)??;
        let now = app.now();
        let all = app
            .db
            .write(move |tx| {
                let name = files::keep(tx, "image/png", &picture, now)?;
                files::drop_others(tx, &name)?;
                keep(tx, &by, "logo", &name, now)?;
                settings::load(tx)
            })
            .await?;
        app.live_settings().replace(all);
        Ok(())
    };
    match kept.await {
        Ok(()) => Ok(shell.done(PATH, say!("theme-logo-changed"))),
        Err(Error::Invalid(invalid)) => {
            let settings = app.settings();
            let mut page = ThemePage::of(&settings, &settings.colours);
            page.invalid = invalid;
            shell.retry(&page)
        }
        Err(error) => Err(error),
    }
}

async fn drop_logo(by: Can<Administer>, app: App, shell: Shell) -> Result<HttpResponse> {
    change(&app, by, vec![("logo", String::new())]).await?;
    Ok(shell.done(PATH, say!("theme-logo-gone")))
}
