//! What someone typed about how they like the site, and whether it fits. No I/O.
use serde::{Deserialize, Serialize};

use crate::access::Preferences;
use crate::access::preferences::{Density, Landing, Theme};
use crate::error::Invalid;
use crate::lang::Lang;
use crate::say;
use crate::topics::model::Sort;

/// Preferences as someone typed them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs)]
pub struct Typed {
    pub theme: String,
    pub density: String,
    pub language: String,
    pub zone: String,
    pub landing: String,
    pub sort: String,
    pub shortcuts: Option<String>,
}

impl From<&Preferences> for Typed {
    fn from(chosen: &Preferences) -> Self {
        Self {
            theme: chosen.theme.text().into(),
            density: chosen.density.text().into(),
            language: chosen.lang.map_or("", Lang::tag).into(),
            zone: chosen.zone.clone(),
            landing: chosen.landing.text().into(),
            sort: chosen.sort.clone().unwrap_or_default(),
            shortcuts: chosen.shortcuts.then(|| "on".into()),
        }
    }
}

impl Typed {
    /// Checks what someone typed.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn parse(&self) -> Result<Preferences, Invalid> {
        let mut invalid = Invalid::default();
        let mut one_of =
            |field: &str, fits: bool| invalid.check(field, fits, say!("people-choose"));
        let theme = Theme::named(&self.theme);
        one_of("theme", theme.is_some());
        let density = Density::named(&self.density);
        one_of("density", density.is_some());
        let lang = Lang::ALL.into_iter().find(|l| l.tag() == self.language);
        one_of("language", lang.is_some() || self.language.is_empty());
        let landing = Landing::named(&self.landing);
        one_of("landing", landing.is_some());
        let sort = Sort::named(&self.sort);
        one_of("sort", sort.is_some() || self.sort.is_empty());
        let zone = zone(&self.zone);
        invalid.check("zone", zone.is_some(), say!("people-unknown-zone"));
        let chosen = Preferences {
            theme: theme.unwrap_or_default(),
            density: density.unwrap_or_default(),
            lang,
            zone: zone.unwrap_or_default(),
            landing: landing.unwrap_or_default(),
            sort: sort.map(|s| s.text().to_owned()),
            shortcuts: self.shortcuts.is_some(),
        };
        invalid.or(chosen)
    }
}

/// A time zone by the name that its catalogue writes.
pub fn zone(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some("UTC".into());
    }
    zones().into_iter().find(|z| z.eq_ignore_ascii_case(typed))
}

/// The names of all time zones, sorted.
pub fn zones() -> Vec<String> {
    let mut all: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        // The catalogue of the system may hold copies of all under other folders.
        .filter(|name| !name.starts_with("posix/") && !name.starts_with("right/"))
        .filter(|name| name.contains('/') || name == "UTC")
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_reads_back() {
        let chosen = Preferences {
            theme: Theme::Dark,
            density: Density::Compact,
            lang: Some(Lang::Ar),
            zone: "Europe/Berlin".into(),
            landing: Landing::Discussions,
            sort: Some("new".into()),
            shortcuts: false,
        };
        assert_eq!(Typed::from(&chosen).parse(), Ok(chosen));
        let usual = Preferences::default();
        assert_eq!(Typed::from(&usual).parse(), Ok(usual));
    }

    #[test]
    fn zones_are_known_by_their_names() {
        assert!(zones().len() > 300, "{}", zones().len());
        assert_eq!(zone("asia/tokyo").as_deref(), Some("Asia/Tokyo"));
        assert_eq!(zone("").as_deref(), Some("UTC"));
        assert_eq!(zone("Mars/Olympus"), None);
        assert_eq!(zone("../etc/passwd"), None);
    }

    #[test]
    fn what_does_not_fit_is_said_beside_its_field() {
        let typed = Typed {
            theme: "pink".into(),
            zone: "Nowhere".into(),
            sort: "best".into(),
            ..Typed::from(&Preferences::default())
        };
        let fields: Vec<_> = match typed.parse() {
            Ok(_) => Vec::new(),
            Err(invalid) => invalid.fields.into_iter().map(|f| f.field).collect(),
        };
        assert_eq!(fields, ["theme", "sort", "zone"]);
    }
}
