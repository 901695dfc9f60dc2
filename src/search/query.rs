//! What a search asks for, in the words people type: `dark "reading mode" -print is:open tag:ui votes:>10`. Pure.
//!
//! Nothing that can be typed is wrong: an operator that is none is searched as the words it is made of, with a note.
use serde::Serialize;

use crate::choice;
use crate::clock::Time;

/// Characters of a search that count.
pub const LONGEST: usize = 200;
/// Words of a search that count.
const WORDS: usize = 12;

choice! {
    /// In what order results stand.
    Order {
        /// What fits best first.
        Relevance = "relevance",
        /// Youngest first.
        New = "new",
        /// Oldest first.
        Old = "old",
        /// Most supporters first.
        Top = "top",
        /// Last talked about first.
        Discussed = "discussed",
    }
}

choice! {
    /// What is looked for.
    What {
        /// Topics and comments, and the people and tags that fit.
        Everything = "everything",
        /// Proposals alone.
        Proposals = "proposals",
        /// Discussions and announcements.
        Discussions = "discussions",
        /// Comments alone.
        Comments = "comments",
        /// People alone.
        People = "people",
        /// Tags alone.
        Tags = "tags",
    }
}

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Compare {
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`, or nothing.
    Exactly,
}

impl Compare {
    /// The same in SQL.
    pub fn sql(self) -> &'static str {
        match self {
            Self::More => ">",
            Self::AtLeast => ">=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Exactly => "=",
        }
    }
}

/// A word or phrase to find, or not to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// As typed, without quotes.
    pub text: String,
    /// Whether it stood in quotes: its words must follow each other.
    pub quoted: bool,
    /// Whether it must not be there.
    pub not: bool,
    /// Whether it may be only the beginning of a word: the last one typed.
    pub prefix: bool,
}

/// What narrows a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// `is:`, a status's slug or kind.
    Is(String),
    /// `kind:`.
    Kind(String),
    /// `board:`, a slug.
    Board(String),
    /// `tag:`, a slug or name.
    Tag(String),
    /// `by:`, a handle or `me`.
    By(String),
    /// `votes:`.
    Votes(Compare, i64),
    /// `before:`, earlier than this.
    Before(Time),
    /// `after:`, from then on.
    After(Time),
}

/// One piece of a search, as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    typed: String,
    key: Option<&'static str>,
}

/// A search, understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases.
    pub terms: Vec<Term>,
    /// What narrows it; `true` where it must not be so.
    pub filters: Vec<(bool, Filter)>,
    /// Whether only titles are looked at.
    pub in_title: bool,
    /// The order asked for.
    pub order: Option<Order>,
    /// What looked like an operator and is none.
    pub unknown: Vec<String>,
    parts: Vec<Part>,
}

/// The operators, each with what people may also call it.
const KEYS: [(&str, &[&str]); 10] = [
    ("is", &["is", "status"]),
    ("kind", &["kind", "type"]),
    ("board", &["board"]),
    ("tag", &["tag", "label"]),
    ("by", &["by", "author", "from"]),
    ("votes", &["votes", "supporters"]),
    ("before", &["before", "until"]),
    ("after", &["after", "since"]),
    ("in", &["in"]),
    ("order", &["order", "sort"]),
];

fn key(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    KEYS.iter()
        .find(|(_, names)| names.contains(&name.as_str()))
        .map(|(key, _)| *key)
}

/// Understands what someone typed.
pub fn parse(typed: &str) -> Query {
    let typed: String = typed.chars().take(LONGEST).collect();
    let mut query = Query::default();
    let mut rest = typed.as_str();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let (part, after) = cut(rest);
        query.take(part);
        rest = after;
    }
    // The last word may still be being typed, unless something follows it.
    let open = !typed.ends_with(|c: char| c.is_whitespace() || c == '"');
    if let Some(last) = query.terms.last_mut()
        && query.parts.last().is_some_and(|p| p.key.is_none())
    {
        last.prefix = open && !last.quoted && !last.not;
    }
    query
}

/// Takes everything for words, but for phrases and what must not be there.
pub fn plainly(typed: &str) -> Query {
    let mut query = parse(typed);
    let operators: Vec<Term> = query
        .parts
        .iter()
        .filter(|p| p.key.is_some())
        .map(|p| Term {
            text: p.typed.replace('"', " "),
            quoted: false,
            not: false,
            prefix: false,
        })
        .collect();
    query.terms.extend(operators);
    Query {
        terms: query.terms,
        ..Query::default()
    }
}

/// The first piece of a text and what follows. A quote may hold spaces, at the start of a piece or after `:`.
fn cut(text: &str) -> (&str, &str) {
    let mut quoted = false;
    let mut before = '\0';
    for (at, c) in text.char_indices() {
        match c {
            '"' if quoted => return text.split_at(at + 1),
            '"' if matches!(before, '\0' | '-' | ':') => quoted = true,
            c if c.is_whitespace() && !quoted => return text.split_at(at),
            _ => {}
        }
        before = c;
    }
    (text, "")
}

impl Query {
    fn take(&mut self, part: &str) {
        let (not, body) = match part.strip_prefix('-').filter(|rest| !rest.is_empty()) {
            Some(rest) => (true, rest),
            None => (false, part),
        };
        let operator = body.split_once(':').filter(|(name, value)| {
            !name.is_empty() && !value.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic())
        });
        let mut known = None;
        if let Some((name, value)) = operator {
            match key(name) {
                Some(key) if self.narrow(not, key, value.trim_matches('"').trim()) => {
                    known = Some(key);
                }
                _ if value.starts_with("//") => {}
                _ => self.unknown.push(part.to_owned()),
            }
        }
        if known.is_none() {
            let quoted = body.starts_with('"');
            let text = body.trim_matches('"').trim();
            if !text.is_empty() && self.terms.len() < WORDS {
                self.terms.push(Term {
                    text: text.to_owned(),
                    quoted,
                    not,
                    prefix: false,
                });
            }
        }
        self.parts.push(Part {
            typed: part.to_owned(),
            key: known,
        });
    }

    /// Takes over an operator; `false` when its value means nothing.
    fn narrow(&mut self, not: bool, key: &str, value: &str) -> bool {
        let text = value.to_owned();
        let filter = match key {
            "is" => Filter::Is(text),
            "kind" => Filter::Kind(text),
            "board" => Filter::Board(text),
            "tag" => Filter::Tag(text),
            "by" => Filter::By(text),
            "votes" => match votes(value) {
                Some((compare, n)) => Filter::Votes(compare, n),
                None => return false,
            },
            "before" | "after" => match date(value) {
                Some(at) if key == "before" => Filter::Before(at),
                Some(at) => Filter::After(at),
                None => return false,
            },
            "in" if value.eq_ignore_ascii_case("title") && !not => {
                self.in_title = true;
                return true;
            }
            "order" if !not => {
                let order = Order::named(&value.to_ascii_lowercase());
                self.order = order.or(self.order);
                return order.is_some();
            }
            _ => return false,
        };
        if value.is_empty() {
            return false;
        }
        self.filters.push((not, filter));
        true
    }

    /// Whether it asks for nothing at all.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filters.is_empty()
    }

    /// Whether it has words that must be there.
    pub fn has_words(&self) -> bool {
        self.terms.iter().any(|t| !t.not)
    }

    /// The value of an operator, where it stands once.
    pub fn value(&self, key: &str) -> Option<&str> {
        let mut found = self.parts.iter().filter(|p| p.key == Some(key));
        let one = found.next()?;
        let (_, value) = one.typed.split_once(':')?;
        (found.next().is_none() && !one.typed.starts_with('-')).then(|| value.trim_matches('"'))
    }

    /// The same search with an operator set to something else, or taken out.
    pub fn with(&self, key: &str, value: Option<&str>) -> String {
        let mut parts: Vec<String> = self
            .parts
            .iter()
            .filter(|p| p.key != Some(key))
            .map(|p| p.typed.clone())
            .collect();
        parts.extend(
            value.map(|value| match value.contains(char::is_whitespace) {
                true => format!("{key}:\"{value}\""),
                false => format!("{key}:{value}"),
            }),
        );
        parts.join(" ")
    }

    /// The same search with one of its words written in another way.
    pub fn reworded(&self, change: impl Fn(&str) -> Option<String>) -> String {
        let parts: Vec<String> = self
            .parts
            .iter()
            .map(|p| match p.key {
                Some(_) => p.typed.clone(),
                None => super::words::pieces(&p.typed).iter().rev().fold(
                    p.typed.clone(),
                    |mut typed, piece| {
                        if let Some(new) = change(&piece.folded) {
                            typed.replace_range(piece.at.clone(), &new);
                        }
                        typed
                    },
                ),
            })
            .collect();
        parts.join(" ")
    }

    /// Its operators as typed, each with the search that lacks it.
    pub fn narrowed(&self) -> Vec<(String, String)> {
        (0..self.parts.len())
            .filter(|&at| self.parts[at].key.is_some_and(|key| key != "order"))
            .map(|at| {
                let others: Vec<_> = (0..self.parts.len())
                    .filter(|&other| other != at)
                    .map(|other| self.parts[other].typed.as_str())
                    .collect();
                (self.parts[at].typed.clone(), others.join(" "))
            })
            .collect()
    }

    /// Its words alone.
    pub fn words(&self) -> String {
        let words: Vec<_> = self
            .terms
            .iter()
            .filter(|t| !t.not)
            .map(|t| t.text.as_str())
            .collect();
        words.join(" ")
    }
}

fn votes(value: &str) -> Option<(Compare, i64)> {
    let (compare, number) = [
        (">=", Compare::AtLeast),
        ("<=", Compare::AtMost),
        (">", Compare::More),
        ("<", Compare::Less),
        ("=", Compare::Exactly),
        ("", Compare::Exactly),
    ]
    .into_iter()
    .find_map(|(sign, compare)| Some((compare, value.strip_prefix(sign)?)))?;
    let number: u32 = number.trim().parse().ok()?;
    Some((compare, i64::from(number)))
}

/// The first instant of a day, a month (`2026-03`) or a year.
fn date(value: &str) -> Option<Time> {
    let plain = value.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let whole = match value.len() {
        4 => format!("{value}-01-01"),
        7 => format!("{value}-01"),
        10 => value.to_owned(),
        _ => return None,
    };
    match plain {
        true => Time::parse(&format!("{whole}T00:00:00Z")),
        false => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_phrases_and_operators_are_told_apart() {
        let query = parse(
            r#"dark "reading mode" -print is:open tag:"my tag" votes:>10 -by:bob order:new in:title pri"#,
        );
        let terms: Vec<_> = query
            .terms
            .iter()
            .map(|t| (t.text.as_str(), t.quoted, t.not, t.prefix))
            .collect();
        assert_eq!(
            terms,
            [
                ("dark", false, false, false),
                ("reading mode", true, false, false),
                ("print", false, true, false),
                ("pri", false, false, true),
            ]
        );
        assert_eq!(
            query.filters,
            [
                (false, Filter::Is("open".into())),
                (false, Filter::Tag("my tag".into())),
                (false, Filter::Votes(Compare::More, 10)),
                (true, Filter::By("bob".into())),
            ]
        );
        assert!(query.in_title && query.order == Some(Order::New) && query.unknown.is_empty());
    }

    #[test]
    fn what_is_no_operator_is_searched_as_words_with_a_note() {
        let query = parse("colour:red votes:many 12:30 https://a.example");
        assert_eq!(query.unknown, ["colour:red", "votes:many"]);
        assert_eq!(
            query.words(),
            "colour:red votes:many 12:30 https://a.example"
        );
        assert!(query.filters.is_empty());
    }

    #[test]
    fn dates_may_be_days_months_or_years() {
        let at = |text| Time::parse(text).expect("a time");
        assert_eq!(
            parse("after:2026 before:2026-03").filters,
            [
                (false, Filter::After(at("2026-01-01T00:00:00Z"))),
                (false, Filter::Before(at("2026-03-01T00:00:00Z"))),
            ]
        );
        assert_eq!(parse("before:2026-13-01").unknown, ["before:2026-13-01"]);
    }

    #[test]
    fn a_filter_is_set_changed_and_taken_out_again() {
        let query = parse("dark is:open mode");
        assert_eq!(query.with("is", Some("paved")), "dark mode is:paved");
        assert_eq!(query.with("is", None), "dark mode");
        assert_eq!(query.value("is"), Some("open"));
        assert_eq!(query.narrowed(), [("is:open".into(), "dark mode".into())]);
        assert_eq!(
            query.reworded(|w| (w == "mode").then(|| "modes".into())),
            "dark is:open modes"
        );
    }

    proptest! {
        #[test]
        fn nothing_that_can_be_typed_breaks_it(text in "\\PC{0,80}", operators in "[a-z:\"<>=0-9 -]{0,60}") {
            for typed in [&text, &operators] {
                let query = parse(typed);
                prop_assert!(query.terms.len() <= WORDS);
                for term in &query.terms {
                    prop_assert!(!term.text.is_empty());
                }
                // Understood again, it says the same.
                let again = parse(&query.with("order", None));
                prop_assert_eq!(again.terms.len(), query.terms.len());
            }
        }
    }
}
