//! A query's words in the language of each engine, and where they stand in a text. Pure.
use super::query::{Query, Term};
use super::words::{self, Piece};

mod excerpt;
mod marks;

use marks::Marks;

/// One way to be found: these words after each other, the last perhaps only begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) words: Vec<String>,
    pub(super) begun: bool,
}

/// What must be there, and what must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    all: Vec<Vec<Way>>,
    none: Vec<Vec<Way>>,
    in_title: bool,
    marks: Marks,
}

impl Matching {
    /// Of what someone asks; `complete` knows stems of words that begin like the last.
    pub fn of(query: &Query, complete: impl Fn(&str) -> Vec<String>) -> Self {
        let mut matching = Self {
            in_title: query.in_title,
            ..Self::default()
        };
        // Words that say little need not be there, unless nothing else is asked for.
        let little = |term: &Term| {
            let pieces = words::pieces(&term.text);
            !term.quoted && pieces.iter().all(|p| words::is_stop(&p.folded))
        };
        let only_little = query.terms.iter().filter(|t| !t.not).all(little);
        for term in &query.terms {
            if !term.not && little(term) && !only_little {
                continue;
            }
            let pieces = words::pieces(&term.text);
            let ways = ways(&pieces, term.prefix, &complete);
            if ways.is_empty() {
                continue;
            }
            if term.not {
                matching.none.push(ways);
            } else {
                matching.marks.take(&pieces, &ways, term.prefix);
                matching.all.push(ways);
            }
        }
        matching
    }

    /// Whether no word must be there.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// In FTS5's language; nothing when no word must be there.
    pub fn fts5(&self) -> Option<String> {
        let way = |way: &Way| {
            let star = if way.begun { " *" } else { "" };
            format!("\"{}\"{star}", way.words.join(" "))
        };
        let clause = |ways: &Vec<Way>| {
            let ways: Vec<_> = ways.iter().map(way).collect();
            format!("({})", ways.join(" OR "))
        };
        self.write(clause, " AND ", " OR ", |all, none, title| {
            let column = if title { "{title} : " } else { "" };
            match none {
                Some(none) => format!("{column}({all}) NOT {column}({none})"),
                None => format!("{column}({all})"),
            }
        })
    }

    /// What has every word in its title, in FTS5's language.
    pub fn fts5_titles(&self) -> Option<String> {
        let titles = Self {
            in_title: false,
            none: Vec::new(),
            ..self.clone()
        };
        let titles = format!("{{title}} : ({})", titles.fts5()?);
        match self.unwanted() {
            Some(none) => Some(format!("({titles}) NOT ({})", none.fts5()?)),
            None => Some(titles),
        }
    }

    /// What has every word, but not all in its title; nothing where only titles are asked for.
    pub fn fts5_rest(&self) -> Option<String> {
        match self.in_title {
            true => None,
            false => Some(format!("({}) NOT ({})", self.fts5()?, self.fts5_titles()?)),
        }
    }

    /// In PostgreSQL's language; nothing when no word must be there.
    pub fn tsquery(&self) -> Option<String> {
        let weight = if self.in_title { "A" } else { "" };
        let way = |way: &Way| {
            let last = way.words.len() - 1;
            let words: Vec<_> = way
                .words
                .iter()
                .enumerate()
                .map(|(at, word)| {
                    let star = if way.begun && at == last { "*" } else { "" };
                    match weight.is_empty() && star.is_empty() {
                        true => format!("'{word}'"),
                        false => format!("'{word}':{star}{weight}"),
                    }
                })
                .collect();
            format!("({})", words.join(" <-> "))
        };
        let clause = |ways: &Vec<Way>| {
            let ways: Vec<_> = ways.iter().map(way).collect();
            format!("({})", ways.join(" | "))
        };
        self.write(clause, " & ", " | ", |all, none, _| match none {
            Some(none) => format!("({all}) & !({none})"),
            None => all.to_owned(),
        })
    }

    fn write(
        &self,
        clause: impl Fn(&Vec<Way>) -> String,
        and: &str,
        or: &str,
        join: impl Fn(&str, Option<&str>, bool) -> String,
    ) -> Option<String> {
        if self.all.is_empty() {
            return None;
        }
        let list = |clauses: &[Vec<Way>], with: &str| {
            let clauses: Vec<_> = clauses.iter().map(&clause).collect();
            clauses.join(with)
        };
        let none = (!self.none.is_empty()).then(|| list(&self.none, or));
        Some(join(&list(&self.all, and), none.as_deref(), self.in_title))
    }

    /// The words that must not be there, as a query of their own; for searches that ask for no others.
    pub fn unwanted(&self) -> Option<Self> {
        (!self.none.is_empty()).then(|| Self {
            // Any of them is too many.
            all: vec![self.none.iter().flatten().cloned().collect()],
            in_title: self.in_title,
            ..Self::default()
        })
    }
}

/// The ways to find a term. Its last word, if it may be only begun, is also found by how it begins.
fn ways(pieces: &[Piece], begun: bool, complete: impl Fn(&str) -> Vec<String>) -> Vec<Way> {
    let Some((last, before)) = pieces.split_last() else {
        return Vec::new();
    };
    let run = |piece: &Piece| {
        let mut tokens = piece.tokens();
        // The last character alone stands only where a run ends.
        if piece.dense && tokens.len() > 1 {
            tokens.pop();
        }
        tokens
    };
    let before: Vec<String> = before.iter().flat_map(run).collect();
    let with = |tail: Vec<String>, begun| Way {
        words: before.iter().cloned().chain(tail).collect(),
        begun,
    };
    // A single character of dense writing is the beginning of a pair.
    let single = last.dense && last.folded.chars().nth(1).is_none();
    let mut ways = vec![with(run(last), single)];
    if begun && !last.dense {
        ways.push(with(vec![last.folded.clone()], true));
        // A word's stem may be shorter than what was typed of it: "notifica" is on its way to "notif".
        ways.extend(
            words::stems_on_the_way(&last.folded)
                .into_iter()
                .map(|stem| with(vec![stem], false)),
        );
        if before.is_empty() {
            ways.extend(
                complete(&last.folded)
                    .into_iter()
                    .map(|s| with(vec![s], false)),
            );
        }
    }
    ways.dedup();
    ways
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::search::query::parse;
    use proptest::prelude::*;

    pub(super) fn matching(typed: &str) -> Matching {
        Matching::of(&parse(typed), |_| Vec::new())
    }

    #[test]
    fn each_engine_is_asked_in_its_own_words() {
        let asked = matching(r#"dark "reading modes" -print pri"#);
        assert_eq!(
            asked.fts5().expect("words"),
            r#"(("dark") AND ("read mode") AND ("pri" OR "pri" *)) NOT (("print"))"#
        );
        assert_eq!(
            asked.tsquery().expect("words"),
            "((('dark')) & (('read' <-> 'mode')) & (('pri') | ('pri':*))) & !((('print')))"
        );
        let titles = matching("in:title dark ");
        assert_eq!(titles.fts5().expect("words"), r#"{title} : (("dark"))"#);
        assert_eq!(titles.tsquery().expect("words"), "(('dark':A))");
        assert_eq!(
            matching("dark -print ").fts5_titles().expect("words"),
            r#"({title} : ((("dark")))) NOT ((("print")))"#
        );
        assert_eq!(titles.fts5_rest(), None);
        assert_eq!(matching("-print").fts5(), None);
        assert!(matching("-print").unwanted().is_some());
    }

    #[test]
    fn words_that_say_little_need_not_be_there() {
        assert_eq!(matching("how to print ").fts5(), matching("print ").fts5());
        assert!(matching("how to ").fts5().is_some());
    }

    proptest! {
        #[test]
        fn any_words_make_a_query_that_no_one_can_break_out_of(typed in "\\PC{0,60}", text in "\\PC{0,200}") {
            let asked = matching(&typed);
            if let (Some(fts5), Some(tsquery)) = (asked.fts5(), asked.tsquery()) {
                prop_assert!(fts5.matches('"').count() % 2 == 0);
                prop_assert!(tsquery.matches('\'').count() % 2 == 0 && !tsquery.contains('\\'));
            }
            let html = asked.excerpt(&text, 40).unwrap_or_else(|| asked.mark(&text));
            let rest = html.stored().replace("<mark>", "").replace("</mark>", "");
            prop_assert!(!rest.contains(['<', '>']));
        }
    }
}
