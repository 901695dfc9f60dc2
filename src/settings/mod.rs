//! What can be changed while the site runs: typed settings kept in the database, each with a default and bounds.
//!
//! A setting that was never changed is not stored; a stored value that no longer fits falls back to its default.
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arc_swap::ArcSwap;
use diesel::prelude::*;
use serde::{Deserialize, Serialize, Serializer};

use crate::clock::Time;
use crate::db::schema::settings;
use crate::db::{Conn, Touch, Tx, on_each};
use crate::error::{Invalid, Result};
use crate::id::PersonId;
use crate::lang::Message;
use crate::say;

pub mod files;
pub mod theme;

use theme::{Chosen, NavLink, Style, Words};

/// Who may make an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Registration {
    /// Anyone.
    Open,
    /// Anyone, once staff have said yes.
    Approval,
    /// Whoever has a link from staff.
    Invitation,
    /// Nobody.
    Closed,
}

/// Every setting with its present value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Settings {
    /// The site's name, in the header and in titles.
    pub site_name: String,
    /// The question at the top of the first page.
    #[serde(serialize_with = "question")]
    pub site_question: String,
    /// Who may make an account.
    pub registration: Registration,
    /// Requests a minute that one address may make of the API without a token, or one token with it.
    pub api_per_minute: u32,
    /// Megabytes that a file to import may have.
    pub import_megabytes: u32,
    /// Things one person or address may write in a minute.
    pub writes_per_minute: u32,
    /// Tries to sign in a minute, for one address and for one account.
    pub sign_ins_per_minute: u32,
    /// Accounts that one address may make in a day.
    pub sign_ups_per_day: u32,
    /// The colours the site chose instead of the shipped ones.
    pub colours: Chosen,
    /// The style sheet that follows from them; nothing while none is chosen.
    pub style: Option<Style>,
    /// The site's logo: its name among the site's files. Empty: the shipped mark.
    pub logo: String,
    /// What stands below the head of every page.
    pub header: Words,
    /// What stands at the foot of every page.
    pub footer: Words,
    /// Where the navigation leads.
    pub navigation: Vec<NavLink>,
    /// Pictures that one person may add in a day.
    pub images_per_day: u32,
    /// Megabytes of pictures that one person may have.
    pub images_megabytes: u32,
    /// Minutes after joining before which nobody adds pictures.
    pub images_after_minutes: u32,
    /// Whether guests may add pictures.
    pub images_by_guests: bool,
    /// What means the same when people search or propose: `a = b, c`, groups with `;` between.
    pub synonyms: String,
    /// Whether one person may stand behind a few open proposals only.
    pub vote_budget: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            site_name: "Cowpath".into(),
            site_question: "What should get easier?".into(),
            registration: Registration::Open,
            api_per_minute: 600,
            import_megabytes: 32,
            writes_per_minute: 60,
            sign_ins_per_minute: 6,
            sign_ups_per_day: 3,
            colours: Chosen::new(),
            style: None,
            logo: String::new(),
            header: Words::default(),
            footer: Words::default(),
            navigation: theme::shipped_links(),
            images_per_day: 20,
            images_megabytes: 50,
            images_after_minutes: 10,
            images_by_guests: false,
            synonyms: SYNONYMS.into(),
            vote_budget: false,
        }
    }
}

/// The question that came with the house is asked in the reader's language.
fn question<S: Serializer>(stored: &str, to: S) -> std::result::Result<S::Ok, S::Error> {
    Message::named("site", "question", stored).serialize(to)
}

/// What means the same almost everywhere.
const SYNONYMS: &str = "dark mode = night mode, dark theme; log in = sign in, login; log out = sign out, logout; \
    sign up = register, registration, join; notification = alert, reminder; e-mail = email, mail; delete = remove, erase; \
    photo = picture, image; settings = preferences, options, configuration; search = find; bug = error, defect; \
    phone = mobile, smartphone; fast = quick, speed; shortcut = hotkey, keybinding; folder = directory; \
    Dunkelmodus = Nachtmodus, dunkles Design; anmelden = einloggen; Benachrichtigung = Hinweis; löschen = entfernen; \
    Einstellungen = Optionen; الوضع الداكن = الوضع الليلي; تسجيل الدخول = ولوج; حذف = إزالة; صورة = صور; إشعار = تنبيه";

/// How a setting is asked for.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// Its key in the database and the form.
    pub key: &'static str,
    /// Its name for people.
    pub label: Message,
    /// What it does.
    pub meaning: Message,
    /// What it is now.
    pub value: String,
    /// What it is if nobody changed it.
    pub default: String,
    /// The values it may take, if they are few.
    pub choices: Vec<(&'static str, Message)>,
}

const REGISTRATION: [(&str, Registration); 4] = [
    ("open", Registration::Open),
    ("approval", Registration::Approval),
    ("invitation", Registration::Invitation),
    ("closed", Registration::Closed),
];

impl Registration {
    /// Its text in the database and in forms.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approval => "approval",
            Self::Invitation => "invitation",
            Self::Closed => "closed",
        }
    }
}

impl Settings {
    /// Sets one by its key.
    ///
    /// # Errors
    /// Says what would fit, under the key's name.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Invalid> {
        let value = value.trim();
        let text = |max: usize| match value.chars().count() {
            _ if crate::text::bidi_control(value) => {
                Err(Invalid::field(key, say!("field-no-turning")))
            }
            n if (1..=max).contains(&n) => Ok(value.to_owned()),
            _ => Err(Invalid::field(
                key,
                say!("field-characters", min = 1, max = max),
            )),
        };
        let number = |max: u32| match value.parse() {
            Ok(n) if (1..=max).contains(&n) => Ok(n),
            _ => Err(Invalid::field(
                key,
                say!("field-number", min = 1, max = max),
            )),
        };
        match key {
            "site_name" => self.site_name = text(60)?,
            "site_question" => self.site_question = text(120)?,
            "registration" => {
                self.registration = REGISTRATION
                    .iter()
                    .find(|(slug, _)| *slug == value)
                    .map(|(_, registration)| *registration)
                    .ok_or_else(|| Invalid::field(key, say!("field-choose")))?;
            }
            "import_megabytes" => self.import_megabytes = number(256)?,
            "api_per_minute" => self.api_per_minute = number(1_000_000)?,
            "writes_per_minute" => self.writes_per_minute = number(1_000_000)?,
            "sign_ins_per_minute" => self.sign_ins_per_minute = number(10_000)?,
            "sign_ups_per_day" => self.sign_ups_per_day = number(100_000)?,
            "colours" => {
                let chosen: Chosen = read(key, value)?;
                self.style = theme::check(&chosen)?;
                self.colours = chosen;
            }
            "logo" => {
                let fit = |c: char| c.is_ascii_hexdigit() || c.is_ascii_lowercase() || c == '.';
                match value.len() <= 40 && value.chars().all(fit) {
                    true => self.logo = value.to_owned(),
                    false => return Err(Invalid::field(key, say!("setting-unknown"))),
                }
            }
            "header" => self.header = Words::parse(key, &read::<String>(key, value)?)?,
            "footer" => self.footer = Words::parse(key, &read::<String>(key, value)?)?,
            "navigation" => {
                let links: Vec<NavLink> = read(key, value)?;
                if links.len() > theme::LINKS {
                    return Err(Invalid::field(
                        key,
                        say!("theme-too-many-links", max = theme::LINKS),
                    ));
                }
                self.navigation = links
                    .iter()
                    .map(|link| NavLink::parse(&link.label, &link.path))
                    .collect::<Result<_, _>>()?;
            }
            "images_per_day" => self.images_per_day = number(10_000)?,
            "images_megabytes" => self.images_megabytes = number(100_000)?,
            "images_after_minutes" => {
                self.images_after_minutes = match value {
                    "0" => 0,
                    _ => number(525_600)?,
                }
            }
            "images_by_guests" => {
                self.images_by_guests = match value {
                    "yes" => true,
                    "no" => false,
                    _ => return Err(Invalid::field(key, say!("setting-yes-or-no"))),
                }
            }
            "synonyms" => self.synonyms = text(4_000)?,
            "vote_budget" => {
                self.vote_budget = match value {
                    "on" => true,
                    "off" => false,
                    _ => return Err(Invalid::field(key, say!("field-choose"))),
                };
            }
            _ => return Err(Invalid::field(key, say!("setting-unknown"))),
        }
        Ok(())
    }

    /// All of them, in the order the panel shows them.
    pub fn asked(&self) -> Vec<Asked> {
        let default = Self::default();
        let one = |key, label, meaning, value: &dyn ToString, default: &dyn ToString| Asked {
            key,
            label,
            meaning,
            value: value.to_string(),
            default: default.to_string(),
            choices: Vec::new(),
        };
        let mut registration = one(
            "registration",
            say!("setting-registration"),
            say!("setting-registration-meaning"),
            &self.registration.slug(),
            &default.registration.slug(),
        );
        registration.choices = REGISTRATION
            .map(|(slug, _)| (slug, Message::of("registration", slug)))
            .into();
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        let mut images_by_guests = one(
            "images_by_guests",
            say!("setting-images-by-guests"),
            say!("setting-images-by-guests-meaning"),
            &yes_no(self.images_by_guests),
            &yes_no(default.images_by_guests),
        );
        images_by_guests.choices = ["yes", "no"]
            .map(|slug| (slug, Message::of("setting", slug)))
            .into();
        let on = |budget| if budget { "on" } else { "off" };
        let mut budget = one(
            "vote_budget",
            say!("setting-vote-budget"),
            say!("setting-vote-budget-meaning"),
            &on(self.vote_budget),
            &on(default.vote_budget),
        );
        budget.choices = vec![
            ("off", say!("setting-vote-budget-off")),
            ("on", say!("setting-vote-budget-on")),
        ];
        vec![
            one(
                "site_name",
                say!("setting-site-name"),
                say!("setting-site-name-meaning"),
                &self.site_name,
                &default.site_name,
            ),
            one(
                "site_question",
                say!("setting-site-question"),
                say!("setting-site-question-meaning"),
                &self.site_question,
                &default.site_question,
            ),
            registration,
            one(
                "api_per_minute",
                say!("setting-api-per-minute"),
                say!("setting-api-per-minute-meaning"),
                &self.api_per_minute,
                &default.api_per_minute,
            ),
            one(
                "import_megabytes",
                say!("setting-import-megabytes"),
                say!("setting-import-megabytes-meaning"),
                &self.import_megabytes,
                &default.import_megabytes,
            ),
            one(
                "writes_per_minute",
                say!("setting-writes-per-minute"),
                say!("setting-writes-per-minute-meaning"),
                &self.writes_per_minute,
                &default.writes_per_minute,
            ),
            one(
                "sign_ins_per_minute",
                say!("setting-sign-ins-per-minute"),
                say!("setting-sign-ins-per-minute-meaning"),
                &self.sign_ins_per_minute,
                &default.sign_ins_per_minute,
            ),
            one(
                "sign_ups_per_day",
                say!("setting-sign-ups-per-day"),
                say!("setting-sign-ups-per-day-meaning"),
                &self.sign_ups_per_day,
                &default.sign_ups_per_day,
            ),
            one(
                "images_per_day",
                say!("setting-images-per-day"),
                say!("setting-images-per-day-meaning"),
                &self.images_per_day,
                &default.images_per_day,
            ),
            one(
                "images_megabytes",
                say!("setting-images-megabytes"),
                say!("setting-images-megabytes-meaning"),
                &self.images_megabytes,
                &default.images_megabytes,
            ),
            one(
                "images_after_minutes",
                say!("setting-images-after-minutes"),
                say!("setting-images-after-minutes-meaning"),
                &self.images_after_minutes,
                &default.images_after_minutes,
            ),
            images_by_guests,
            one(
                "synonyms",
                say!("setting-synonyms"),
                say!("setting-synonyms-meaning"),
                &self.synonyms,
                &default.synonyms,
            ),
            budget,
        ]
    }
}

/// A setting that is more than a line, as JSON.
fn read<T: serde::de::DeserializeOwned>(key: &str, value: &str) -> Result<T, Invalid> {
    serde_json::from_str(value).map_err(|_| Invalid::field(key, say!("setting-unknown")))
}

/// Settings that are kept as JSON, with every white space in them.
const WHOLE: [&str; 4] = ["colours", "header", "footer", "navigation"];

/// The settings of the running program: read without waiting, replaced whole.
#[derive(Clone, Default)]
pub struct Live(Arc<Kept>);

#[derive(Default)]
struct Kept {
    settings: ArcSwap<Settings>,
    /// How often they were replaced.
    turn: AtomicU64,
}

impl Live {
    /// The settings as they are now.
    pub fn get(&self) -> Arc<Settings> {
        self.0.settings.load_full()
    }
    /// Takes over what the database says.
    pub fn replace(&self, settings: Settings) {
        self.0.settings.store(Arc::new(settings));
        self.0.turn.fetch_add(1, Ordering::SeqCst);
    }
    /// How often they were replaced: what was made of them before is not what would be made of them now.
    pub fn turn(&self) -> u64 {
        self.0.turn.load(Ordering::SeqCst)
    }
}

/// Reads all settings.
///
/// # Errors
/// Those of the database.
pub fn load(conn: &mut Conn) -> Result<Settings> {
    let rows: HashMap<String, String> = settings::table
        .select((settings::key, settings::value))
        .load::<(String, String)>(conn)?
        .into_iter()
        .collect();
    let mut all = Settings::default();
    for (key, value) in rows {
        if let Err(error) = all.set(&key, &value) {
            tracing::warn!(key, %error, "a stored setting no longer fits; its default is used");
        }
    }
    Ok(all)
}

/// Keeps one setting.
///
/// # Errors
/// Those of [`Settings::set`] and of the database.
pub fn store(
    tx: &mut Tx<'_>,
    key: &str,
    value: &str,
    by: Option<PersonId>,
    now: Time,
) -> Result<()> {
    let value = &match key {
        // Groups of synonyms may stand on lines of their own.
        "synonyms" => crate::text::clean_line(&value.trim().replace(['\r', '\n'], "; ")),
        _ if WHOLE.contains(&key) => value.to_owned(),
        _ => crate::text::clean_line(value),
    };
    Settings::default().set(key, value)?;
    tx.touch(Touch::Settings);
    let row = (
        settings::key.eq(key),
        settings::value.eq(value),
        settings::changed_by.eq(by),
        settings::changed_at.eq(now.micros()),
    );
    on_each!(tx, |c| diesel::insert_into(settings::table)
        .values(row)
        .on_conflict(settings::key)
        .do_update()
        .set((
            settings::value.eq(value),
            settings::changed_by.eq(by),
            settings::changed_at.eq(now.micros()),
        ))
        .execute(c))?;
    Ok(())
}
