//! The catalogues: parsed once, in the binary. An id that a language lacks is said in English.
use std::collections::{BTreeSet, HashMap};
use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use super::{Lang, numbers};

#[derive(RustEmbed)]
#[folder = "locales"]
struct Embedded;

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    ids: BTreeSet<String>,
    faults: Vec<String>,
    /// The words of messages that ask for no values, put together once: a page says a hundred of them.
    fixed: OnceLock<HashMap<String, String>>,
}

impl Catalogue {
    fn fixed(&self, id: &str) -> Option<&String> {
        let fixed = self.fixed.get_or_init(|| {
            let words = |id: &String| {
                let pattern = self.bundle.get_message(id)?.value()?;
                let mut errors = Vec::new();
                let told = self.bundle.format_pattern(pattern, None, &mut errors);
                // Whatever asks for a value cannot be said without one.
                errors.is_empty().then(|| (id.clone(), told.into_owned()))
            };
            self.ids.iter().filter_map(words).collect()
        });
        fixed.get(id)
    }
}

static ALL: LazyLock<[Catalogue; 3]> = LazyLock::new(|| Lang::ALL.map(read));

fn read(lang: Lang) -> Catalogue {
    let id: LanguageIdentifier = lang.tag().parse().expect("our own tags are well formed");
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Names of people stand in <bdi>; invisible marks would only get into titles and addresses.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::En => |value, _| numbers::told(Lang::En, value),
        Lang::De => |value, _| numbers::told(Lang::De, value),
        Lang::Ar => |value, _| numbers::told(Lang::Ar, value),
    }));
    let (mut ids, mut faults) = (BTreeSet::new(), Vec::new());
    // For a name in the middle of a sentence, where a language writes it small.
    if let Err(error) = bundle.add_function("LOWER", |values, _| match values {
        [FluentValue::String(name)] => FluentValue::from(name.to_lowercase()),
        _ => FluentValue::Error,
    }) {
        faults.push(format!("LOWER: {error}"));
    }
    let folder = format!("{}/", lang.tag());
    for name in Embedded::iter().filter(|n| n.starts_with(&folder)) {
        let Some(file) = Embedded::get(&name) else {
            continue;
        };
        let source = String::from_utf8_lossy(&file.data).into_owned();
        for line in source.lines() {
            let id = line.split([' ', '=']).next().unwrap_or_default();
            if id.starts_with(|c: char| c.is_ascii_lowercase()) && line.contains('=') {
                ids.insert(id.to_owned());
            }
        }
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            faults.extend(errors.iter().map(|e| format!("{name}: {e}")));
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(|e| format!("{name}: {e}")));
        }
    }
    Catalogue {
        bundle,
        ids,
        faults,
        fixed: OnceLock::new(),
    }
}

fn of(lang: Lang) -> &'static Catalogue {
    &ALL[lang as usize]
}

/// The ids of a language's messages.
pub fn ids(lang: Lang) -> &'static BTreeSet<String> {
    &of(lang).ids
}

/// What is wrong with the catalogues: unreadable entries, and ids that English has and another language lacks, or
/// the other way round.
pub fn missing() -> Vec<String> {
    let mut told = Vec::new();
    for lang in Lang::ALL {
        told.extend(of(lang).faults.iter().cloned());
        let (ours, english) = (ids(lang), ids(Lang::En));
        told.extend(
            english
                .difference(ours)
                .map(|id| format!("{} lacks {id}", lang.tag())),
        );
        told.extend(
            ours.difference(english)
                .map(|id| format!("only {} has {id}", lang.tag())),
        );
    }
    told
}

/// The words of a message, or `None` if no language has it.
pub(super) fn words(lang: Lang, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    [lang, Lang::En].into_iter().find_map(|lang| {
        let catalogue = of(lang);
        if let Some(words) = catalogue.fixed(id) {
            return Some(words.clone());
        }
        let bundle = &catalogue.bundle;
        let pattern = bundle.get_message(id)?.value()?;
        let mut errors = Vec::new();
        let told = bundle.format_pattern(pattern, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(id, lang = lang.tag(), ?errors, "a message lacks its values");
        }
        Some(told.into_owned())
    })
}

/// A word of ours for something that is stored under a name: `status-planned`, if the catalogue has it and staff
/// have not given it a name of their own.
pub fn term(id: &str, stored: &str) -> String {
    term_in(super::lang(), id, stored)
}

/// The same in this language.
pub(super) fn term_in(lang: Lang, id: &str, stored: &str) -> String {
    let none = FluentArgs::new();
    match words(Lang::En, id, &none) {
        Some(shipped) if shipped == stored => {
            words(lang, id, &none).unwrap_or_else(|| stored.to_owned())
        }
        _ => stored.to_owned(),
    }
}

/// A message as HTML, with values that are HTML already. The words are ours: a test holds that only those whose id
/// ends in `-html` hold tags, and none a bare quotation mark.
pub fn markup(id: &str, values: &[(&str, super::Value)]) -> Option<String> {
    let mut args = FluentArgs::new();
    for (name, value) in values {
        let value = match value {
            super::Value::Number(n) => count(*n),
            super::Value::Text(text) => FluentValue::from(text.as_str()),
            super::Value::Said(said) => FluentValue::from(said.to_string()),
        };
        args.set(*name, value);
    }
    words(super::lang(), id, &args)
}

/// A whole number as Fluent takes it.
pub(super) fn count(n: i64) -> FluentValue<'static> {
    FluentValue::from(n)
}
