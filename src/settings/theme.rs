//! How a site looks, as data: colours for light and dark, checked so that everyone can read them, the site's own words
//! above and below each page, and where its navigation leads. No I/O.
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Invalid;
use crate::say;
use crate::text::colour::Colour;
use crate::text::{self, Html, Known};

/// The palette everything is drawn from. Its colours are `--name: light-dark(…, …)`.
const SHEET: &str = include_str!("../../assets/css/tokens.css");

/// Every colour by its name, for light and for dark.
pub type Palette = BTreeMap<String, [Colour; 2]>;

/// The palette of a site that changed nothing.
pub fn shipped() -> &'static Palette {
    static SHIPPED: LazyLock<Palette> = LazyLock::new(|| palette(SHEET));
    &SHIPPED
}

/// The colours of a style sheet.
fn palette(sheet: &str) -> Palette {
    let mut found = Palette::new();
    for line in sheet.lines().map(str::trim) {
        let pair = || {
            let (name, rest) = line.strip_prefix("--")?.split_once(": light-dark(")?;
            let (light, dark) = rest.strip_suffix(");")?.split_once(", ")?;
            Some((
                name.to_owned(),
                [Colour::parse(light)?, Colour::parse(dark)?],
            ))
        };
        found.extend(pair());
    }
    found
}

/// The least contrast of text with what is behind it.
pub const TEXT: f64 = 4.5;
/// The least contrast of what one can act on, and of lines that say something.
pub const CONTROL: f64 = 3.0;

/// What stands on what, and how far apart the two must be.
pub const PAIRS: &[(&str, &[&str], f64)] = &[
    (
        "ink",
        &[
            "paper",
            "surface",
            "sunken",
            "accent-soft",
            "earth-soft",
            "danger-soft",
            "info-soft",
        ],
        TEXT,
    ),
    ("ink-2", &["paper", "surface", "sunken"], TEXT),
    (
        "accent",
        &["paper", "surface", "sunken", "accent-soft"],
        TEXT,
    ),
    ("accent-ink", &["accent", "accent-strong"], TEXT),
    ("earth-ink", &["paper", "surface", "earth-soft"], TEXT),
    ("danger", &["paper", "surface", "danger-soft"], TEXT),
    ("info", &["paper", "surface", "info-soft"], TEXT),
    ("line-strong", &["paper", "surface"], CONTROL),
    ("earth", &["paper", "surface"], CONTROL),
];

/// Two colours that are too close.
#[derive(Clone, Debug, PartialEq)]
pub struct Close {
    /// What stands in front.
    pub front: &'static str,
    /// What is behind it.
    pub back: &'static str,
    /// 0 for light, 1 for dark.
    pub scheme: usize,
    /// How far apart they are.
    pub contrast: f64,
    /// How far they must be.
    pub least: f64,
}

/// Every pair of a palette that is too close.
pub fn too_close(palette: &Palette) -> Vec<Close> {
    let mut found = Vec::new();
    for (front, backs, least) in PAIRS {
        for back in *backs {
            let (Some(a), Some(b)) = (palette.get(*front), palette.get(*back)) else {
                continue;
            };
            for scheme in 0..2 {
                let contrast = a[scheme].contrast(b[scheme]);
                if contrast < *least {
                    found.push(Close {
                        front,
                        back,
                        scheme,
                        contrast,
                        least: *least,
                    });
                }
            }
        }
    }
    found
}

/// What a site may choose; the rest follows from these.
pub const CHOICES: [&str; 4] = ["accent", "earth", "paper", "ink"];
/// How the two schemes are called.
pub const SCHEMES: [&str; 2] = ["light", "dark"];

/// The colours that a site chose: `accent-light` to `#2f6b4f`.
pub type Chosen = BTreeMap<String, String>;

/// The whole palette that follows from what was chosen, and the names of what differs from the shipped one.
///
/// # Errors
/// Names what is no colour.
pub fn follow(chosen: &Chosen) -> Result<(Palette, Vec<String>), Invalid> {
    let mut invalid = Invalid::default();
    let mut palette = shipped().clone();
    let mut changed = Vec::new();
    for name in CHOICES {
        for (scheme, called) in SCHEMES.iter().enumerate() {
            let key = format!("{name}-{called}");
            let typed = chosen.get(&key).map(|t| t.trim()).unwrap_or_default();
            if typed.is_empty() {
                continue;
            }
            match Colour::parse(typed) {
                Some(colour) => {
                    if let Some(pair) = palette.get_mut(name) {
                        pair[scheme] = colour;
                    }
                    changed.push((name, scheme));
                }
                None => invalid.check(&key, false, say!("theme-no-colour")),
            }
        }
    }
    let mut names: Vec<String> = Vec::new();
    for (name, scheme) in changed {
        names.push(name.to_owned());
        derive(&mut palette, name, scheme, &mut names);
    }
    names.sort();
    names.dedup();
    invalid.or((palette, names))
}

/// What follows from one colour.
fn derive(palette: &mut Palette, name: &str, scheme: usize, names: &mut Vec<String>) {
    let white = Colour::parse("#fff").unwrap_or(palette["surface"][0]);
    let black = Colour::parse("#14201a").unwrap_or(palette["ink"][0]);
    let now = |palette: &Palette, name: &str| palette[name][scheme];
    let (paper, ink) = (now(palette, "paper"), now(palette, "ink"));
    let (accent, earth) = (now(palette, "accent"), now(palette, "earth"));
    let readable = match accent.contrast(white) >= accent.contrast(black) {
        true => white,
        false => black,
    };
    let lifted = [0.6, 0.04][scheme];
    let follows: Vec<(&str, Colour)> = match name {
        "accent" => vec![
            ("accent-strong", accent.mixed(ink, 0.2)),
            ("accent-soft", paper.mixed(accent, [0.08, 0.14][scheme])),
            ("accent-ink", readable),
        ],
        "earth" => vec![
            ("earth-ink", earth.mixed(ink, 0.35)),
            ("earth-soft", paper.mixed(earth, [0.1, 0.16][scheme])),
        ],
        _ => vec![
            ("surface", paper.mixed(white, lifted)),
            ("sunken", paper.mixed(ink, [0.035, 0.08][scheme])),
            ("line", paper.mixed(ink, [0.11, 0.18][scheme])),
            ("line-strong", paper.mixed(ink, [0.48, 0.5][scheme])),
            ("ink-2", ink.mixed(paper, [0.28, 0.24][scheme])),
            ("accent-soft", paper.mixed(accent, [0.08, 0.14][scheme])),
            ("earth-soft", paper.mixed(earth, [0.1, 0.16][scheme])),
        ],
    };
    for (name, colour) in follows {
        if let Some(pair) = palette.get_mut(name) {
            pair[scheme] = colour;
        }
        names.push(name.to_owned());
    }
}

/// Checks chosen colours as a whole.
///
/// # Errors
/// What is no colour, or which pairs are too close, with the numbers.
pub fn check(chosen: &Chosen) -> Result<Option<Style>, Invalid> {
    let (palette, names) = follow(chosen)?;
    let close = too_close(&palette);
    let mut invalid = Invalid::default();
    for pair in close.iter().take(8) {
        let place = |name: &str| {
            // Where the one who chose can do something about it.
            let own = CHOICES.iter().rev().find(|c| name.starts_with(**c));
            own.map(|c| format!("{c}-{}", SCHEMES[pair.scheme]))
                .filter(|key| chosen.get(key).is_some_and(|t| !t.trim().is_empty()))
        };
        let field = place(pair.front)
            .or_else(|| place(pair.back))
            .unwrap_or_else(|| format!("paper-{}", SCHEMES[pair.scheme]));
        let told = |n: f64| format!("{n:.2}");
        let message = match pair.scheme {
            0 => say!(
                "theme-close-light",
                front = pair.front,
                back = pair.back,
                contrast = told(pair.contrast),
                least = told(pair.least)
            ),
            _ => say!(
                "theme-close-dark",
                front = pair.front,
                back = pair.back,
                contrast = told(pair.contrast),
                least = told(pair.least)
            ),
        };
        invalid.check(&field, false, message);
    }
    invalid.or(Style::of(&palette, &names))
}

/// A style sheet that is linked after the shipped one, named by what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Style {
    /// Its name.
    pub digest: String,
    /// What is in it.
    #[serde(skip)]
    pub css: String,
}

/// The name of what these bytes are.
pub fn hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest[..8].iter().map(|b| format!("{b:02x}")).collect()
}

impl Style {
    fn of(palette: &Palette, names: &[String]) -> Option<Self> {
        if names.is_empty() {
            return None;
        }
        let mut css = String::from("@layer tokens {\n  :root {\n");
        for name in names {
            let [light, dark] = palette.get(name)?;
            css.push_str(&format!("    --{name}: light-dark({light}, {dark});\n"));
        }
        css.push_str("  }\n}\n");
        let digest = hex(css.as_bytes());
        Some(Self { digest, css })
    }
}

/// Words of the site's own, in Markdown, shown on every page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Words {
    /// As written.
    pub markdown: String,
    /// As shown.
    pub html: Html,
}

/// Most characters of them.
pub const WORDS: usize = 2_000;

impl Words {
    /// Renders them.
    ///
    /// # Errors
    /// When there are too many.
    pub fn parse(field: &str, markdown: &str) -> Result<Self, Invalid> {
        let markdown = text::clean_text(markdown).trim().to_owned();
        if markdown.chars().count() > WORDS {
            return Err(Invalid::field(
                field,
                say!("theme-words-length", max = WORDS),
            ));
        }
        Ok(Self {
            html: match markdown.is_empty() {
                true => Html::default(),
                false => text::render(&markdown, &Known::default()).html,
            },
            markdown,
        })
    }
}

/// A link of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NavLink {
    /// What it is called.
    pub label: String,
    /// Where it leads: a path of ours, or an address that begins with `https://`.
    pub path: String,
    /// Its name among the shipped ones, under which its label is translated.
    #[serde(skip_deserializing, default)]
    pub slug: String,
}

/// Most links of a navigation.
pub const LINKS: usize = 12;

impl NavLink {
    /// Checks one.
    ///
    /// # Errors
    /// What to do about each field.
    pub fn parse(label: &str, path: &str) -> Result<Self, Invalid> {
        let mut invalid = Invalid::default();
        let (label, path) = (text::clean_line(label), path.trim().to_owned());
        invalid.check(
            "label",
            (1..=30).contains(&label.chars().count()) && !text::bidi_control(&label),
            say!("theme-label-length", max = 30),
        );
        let own = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        let other = path.strip_prefix("https://").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphanumeric()) && url::Url::parse(&path).is_ok()
        });
        invalid.check(
            "path",
            (own || other)
                && path.chars().count() <= 200
                && !path
                    .chars()
                    .any(|c| c.is_control() || c.is_whitespace() || matches!(c, '"' | '<' | '>')),
            say!("theme-path-unfit"),
        );
        let slug = text::slug(path.trim_start_matches('/'));
        invalid.or(Self { label, path, slug })
    }
}

/// Where a site's navigation leads before anyone changes it.
pub fn shipped_links() -> Vec<NavLink> {
    [
        ("Proposals", "/proposals"),
        ("Discussions", "/discussions"),
        ("Roadmap", "/roadmap"),
        ("Paved", "/changelog"),
        ("Tags", "/tags"),
    ]
    .map(|(label, path)| NavLink {
        label: label.into(),
        path: path.into(),
        slug: path.trim_start_matches('/').into(),
    })
    .into()
}

/// A change to a list of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One place towards the beginning.
    Up,
    /// One place towards the end.
    Down,
    /// Away.
    Off,
}

/// The list with one of its links moved or taken away; a step that leads nowhere changes nothing.
pub fn stepped(mut links: Vec<NavLink>, at: usize, step: Step) -> Vec<NavLink> {
    match step {
        Step::Up if (1..links.len()).contains(&at) => links.swap(at, at - 1),
        Step::Down if at + 1 < links.len() => links.swap(at, at + 1),
        Step::Off if at < links.len() => {
            links.remove(at);
        }
        Step::Up | Step::Down | Step::Off => {}
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(pairs: &[(&str, &str)]) -> Chosen {
        pairs
            .iter()
            .map(|(k, v)| ((*k).to_owned(), (*v).to_owned()))
            .collect()
    }

    #[test]
    fn the_shipped_palette_can_be_read_in_both_schemes() {
        let palette = shipped();
        for (front, backs, _) in PAIRS {
            assert!(palette.contains_key(*front), "no --{front}");
            for back in *backs {
                assert!(palette.contains_key(*back), "no --{back}");
            }
        }
        assert_eq!(too_close(palette), []);
        // Every token is part of a pair, but for the hairline, which says nothing alone.
        for name in palette.keys().filter(|n| *n != "line") {
            assert!(
                PAIRS
                    .iter()
                    .any(|(front, backs, _)| front == name || backs.contains(&name.as_str())),
                "--{name} is in no pair"
            );
        }
    }

    #[test]
    fn a_site_that_chose_nothing_has_no_style_of_its_own() {
        assert_eq!(check(&Chosen::new()), Ok(None));
        assert_eq!(check(&chosen(&[("accent-light", " ")])), Ok(None));
    }

    #[test]
    fn one_colour_brings_what_follows_from_it() {
        let style = check(&chosen(&[("accent-light", "#5b3fa8")]))
            .expect("readable")
            .expect("a style");
        assert!(style.css.contains("--accent: light-dark(#5b3fa8, "));
        assert!(style.css.contains("--accent-soft: "));
        assert!(!style.css.contains("--paper"));
    }

    #[test]
    fn colours_that_cannot_be_read_are_refused_with_the_numbers() {
        let wrong = check(&chosen(&[("accent-light", "#ffd54a")])).expect_err("refused");
        assert_eq!(wrong.fields[0].field, "accent-light");
        let told = wrong.fields[0].message.to_string();
        assert!(told.contains("4.50") && told.contains("1.36"), "{told}");
        let wrong = check(&chosen(&[("paper-dark", "url(x)")])).expect_err("refused");
        assert_eq!(wrong.fields[0].field, "paper-dark");
    }

    #[test]
    fn paper_and_ink_of_ones_own_can_be_read() {
        let own = chosen(&[
            ("paper-light", "#fdf6e3"),
            ("ink-light", "#1d2b30"),
            ("paper-dark", "#101418"),
            ("ink-dark", "#f0f0f0"),
        ]);
        assert!(check(&own).expect("readable").is_some());
    }

    #[test]
    fn links_lead_to_us_or_to_https() {
        for good in ["/proposals", "/t/1/x?y=z#a", "https://example.org/a"] {
            assert!(NavLink::parse("A", good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "proposals",
            "//evil.example",
            "http://example.org",
            "javascript:alert(1)",
            "https://",
            "https:// x",
            "/a\"b",
            "/\\evil",
        ] {
            assert!(NavLink::parse("A", bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_step_that_leads_nowhere_changes_nothing() {
        let links = shipped_links();
        assert_eq!(stepped(links.clone(), 0, Step::Up), links);
        assert_eq!(stepped(links.clone(), 4, Step::Down), links);
        assert_eq!(stepped(links.clone(), 9, Step::Off), links);
        assert_eq!(stepped(links, 1, Step::Up)[0].label, "Discussions");
    }
}
