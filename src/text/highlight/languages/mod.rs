//! The languages we colour, as data.

mod curly;
mod data;
mod other;
mod script;

use super::Class;
use super::{markup, scanner};
use std::collections::HashMap;
use std::sync::OnceLock;

/// A language by the names people give it after the fence, and how to scan it.
pub(in super::super) struct Language {
    names: &'static str,
    manner: Manner,
    vocabulary: OnceLock<Vocabulary>,
}

/// The words of a language that always mean the same.
pub(super) type Vocabulary = HashMap<&'static str, Class>;

enum Manner {
    Words(Words),
    Markup,
    Diff,
}

/// A language made of words, numbers, strings and comments.
pub(super) struct Words {
    /// What begins a comment to the end of the line.
    pub comments: &'static [&'static str],
    /// What begins and ends a longer comment.
    pub block: Option<(&'static str, &'static str)>,
    /// Whether comments nest.
    pub nested: bool,
    /// What opens a string, what closes it, and whether it may run over lines. The longest first.
    pub quotes: &'static [(&'static str, &'static str, bool)],
    /// Words with a meaning of their own, spaces between them.
    pub keywords: &'static str,
    /// Words for values.
    pub constants: &'static str,
    /// Words for types.
    pub types: &'static str,
    /// Whether `Capital` words are types and `CAPITALS` constants.
    pub capitals: bool,
    /// Whether `SELECT` is `select`.
    pub folded: bool,
    /// Characters that belong to words beside letters, digits and `_`.
    pub inside: &'static str,
    /// A character that makes the word behind it a decorator or directive.
    pub meta: Option<char>,
    /// What makes the word or string before it a key.
    pub key: Option<char>,
    /// Rust: lifetimes, raw strings, macros.
    pub rust: bool,
}

const C_QUOTES: &[(&str, &str, bool)] = &[("\"", "\"", false), ("'", "'", false)];
const SCRIPT_QUOTES: &[(&str, &str, bool)] =
    &[("\"", "\"", false), ("'", "'", false), ("`", "`", true)];
const PYTHON_QUOTES: &[(&str, &str, bool)] = &[
    ("\"\"\"", "\"\"\"", true),
    ("'''", "'''", true),
    ("\"", "\"", false),
    ("'", "'", false),
];
const OPEN_QUOTES: &[(&str, &str, bool)] = &[("\"", "\"", true), ("'", "'", true)];

const PLAIN: Words = Words {
    comments: &[],
    block: None,
    nested: false,
    quotes: C_QUOTES,
    keywords: "",
    constants: "true false null",
    types: "",
    capitals: false,
    folded: false,
    inside: "",
    meta: None,
    key: None,
    rust: false,
};
const C_LIKE: Words = Words {
    comments: &["//"],
    block: Some(("/*", "*/")),
    capitals: true,
    ..PLAIN
};
const HASH: Words = Words {
    comments: &["#"],
    ..PLAIN
};

const fn words(names: &'static str, words: Words) -> Language {
    new(names, Manner::Words(words))
}

const fn new(names: &'static str, manner: Manner) -> Language {
    Language {
        names,
        manner,
        vocabulary: OnceLock::new(),
    }
}

/// The language that the words after a fence name: "rust,ignore", "{.python}", "js title=x".
pub(in super::super) fn language(info: &str) -> Option<&'static Language> {
    let name = info
        .trim_start()
        .trim_start_matches(['{', '.'])
        .split([' ', '\t', ',', '{', '}', ';', ':'])
        .next()?;
    if name.is_empty() || name.len() > 20 {
        return None;
    }
    let name = name.to_ascii_lowercase();
    all().find(|language| language.names.split(' ').any(|other| other == name))
}

fn all() -> impl Iterator<Item = &'static Language> {
    curly::CURLY
        .iter()
        .chain(&script::SCRIPT)
        .chain(&data::DATA)
        .chain(&other::OTHER)
}

impl Language {
    /// Hands out the code in order, cut into stretches of one class or none.
    pub(super) fn scan<'c>(&self, code: &'c str, each: impl FnMut(Option<Class>, &'c str)) {
        match &self.manner {
            Manner::Words(words) => scanner::words(words, self.vocabulary(words), code, each),
            Manner::Markup => markup::markup(code, each),
            Manner::Diff => markup::diff(code, each),
        }
    }

    fn vocabulary(&self, words: &Words) -> &Vocabulary {
        self.vocabulary.get_or_init(|| {
            let lists = [
                (words.types, Class::Type),
                (words.constants, Class::Constant),
                (words.keywords, Class::Keyword),
            ];
            let all = lists.into_iter().flat_map(|(list, class)| {
                list.split_ascii_whitespace().map(move |word| (word, class))
            });
            all.collect()
        })
    }
}

/// The first name of every language.
#[cfg(test)]
pub(in super::super) fn names() -> Vec<&'static str> {
    all()
        .filter_map(|language| language.names.split(' ').next())
        .collect()
}
