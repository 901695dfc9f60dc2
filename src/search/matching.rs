//! A query's words in the language of each engine, and where they stand in a text. Pure.
use std::collections::HashSet;
use std::ops::Range;

use super::query::{Query, Term};
use super::words::{self, Piece};
use crate::text::{self, Html, fold};

/// One way to be found: these words after each other, the last perhaps only begun.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Way {
    words: Vec<String>,
    begun: bool,
}

/// What must be there, and what must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    all: Vec<Vec<Way>>,
    none: Vec<Vec<Way>>,
    in_title: bool,
    marks: Marks,
}

/// What is marked in a text that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Marks {
    stems: HashSet<String>,
    begun: Vec<String>,
    runs: Vec<Vec<String>>,
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

    /// Where this plain text holds what was asked for.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        words::runs(text)
            .into_iter()
            .filter(|(at, dense)| *dense || self.marks.may_begin(&text[at.clone()]))
            .filter_map(|(at, dense)| words::piece(text, at, dense))
            .flat_map(|piece| self.marks.places(text, &piece))
            .collect()
    }

    /// A plain text, marked.
    pub fn mark(&self, text: &str) -> Html {
        text::mark(text, &self.places(text))
    }

    /// The part of a plain text that holds most of what was asked for, marked; nothing when none of it does.
    pub fn excerpt(&self, text: &str, chars: usize) -> Option<Html> {
        let places = self.places(text);
        let bytes = chars + chars / 4;
        let (best, _) = places
            .iter()
            .enumerate()
            .map(|(at, first)| {
                let near: HashSet<_> = places[at..]
                    .iter()
                    .take_while(|p| p.end <= first.start + bytes)
                    .filter_map(|p| text.get(p.clone()).map(fold))
                    .collect();
                (at, near.len())
            })
            .max_by_key(|(at, near)| (*near, std::cmp::Reverse(*at)))?;
        let from = start_of(text, places[best].start, chars / 4);
        let line: String = text[from..].chars().take(chars).collect();
        let whole = from + line.len() >= text.len();
        let to = match whole {
            true => text.len(),
            false => from + end_of(&line),
        };
        let mut shown = String::new();
        if from > 0 {
            shown.push('…');
        }
        let shift = shown.len();
        shown.push_str(&text[from..to]);
        if !whole {
            shown.push('…');
        }
        let moved: Vec<_> = places
            .into_iter()
            .filter(|p| p.start >= from && p.end <= to)
            .map(|p| p.start - from + shift..p.end - from + shift)
            .collect();
        Some(text::mark(&shown, &moved))
    }
}

/// A few words before a place.
fn start_of(text: &str, place: usize, chars: usize) -> usize {
    let before: Vec<usize> = text[..place]
        .char_indices()
        .rev()
        .take(chars)
        .map(|(at, _)| at)
        .collect();
    let Some(&from) = before.last() else {
        return place;
    };
    if from == 0 {
        return 0;
    }
    // At a word, or in the middle of writing that has none.
    text[from..place]
        .find(' ')
        .map_or(from, |space| from + space + 1)
}

fn end_of(line: &str) -> usize {
    match line.rfind(' ') {
        Some(space) if space * 3 >= line.len() * 2 => space,
        _ => line.len(),
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

impl Marks {
    /// Whether a word is worth a closer look: it begins as one that is wanted.
    fn may_begin(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next().filter(u8::is_ascii) else {
            return true;
        };
        let first = first.to_ascii_lowercase();
        let all = self.stems.iter().chain(&self.begun);
        all.into_iter()
            .any(|w| w.as_bytes().first() == Some(&first))
    }

    fn take(&mut self, pieces: &[Piece], ways: &[Way], begun: bool) {
        for piece in pieces {
            match piece.dense {
                true => self
                    .runs
                    .push(piece.folded.chars().map(String::from).collect()),
                false => self.stems.extend(piece.tokens()),
            }
        }
        if begun && let Some(last) = pieces.last().filter(|p| !p.dense) {
            self.begun.push(last.folded.clone());
        }
        self.stems.extend(
            ways.iter()
                .filter(|w| w.words.len() == 1 && !w.begun)
                .flat_map(|w| w.words.iter().cloned()),
        );
    }

    fn places(&self, text: &str, piece: &Piece) -> Vec<Range<usize>> {
        if !piece.dense {
            let hit = self.begun.iter().any(|b| piece.folded.starts_with(b))
                || self.stems.contains(&words::stem(&piece.folded));
            return if hit {
                vec![piece.at.clone()]
            } else {
                Vec::new()
            };
        }
        let start = piece.at.start;
        let run: Vec<(usize, String)> = text[piece.at.clone()]
            .char_indices()
            .map(|(at, c)| (start + at, fold(c.encode_utf8(&mut [0; 4]))))
            .collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < run.len() {
            let longest = self
                .runs
                .iter()
                .filter(|wanted| {
                    run.len() >= at + wanted.len()
                        && run[at..].iter().zip(*wanted).all(|((_, c), w)| c == w)
                })
                .map(Vec::len)
                .max();
            match longest {
                Some(length) => {
                    let end = run.get(at + length).map_or(piece.at.end, |(end, _)| *end);
                    found.push(run[at].0..end);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::parse;
    use proptest::prelude::*;

    fn matching(typed: &str) -> Matching {
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
        assert_eq!(matching("-print").fts5(), None);
        assert!(matching("-print").unwanted().is_some());
    }

    #[test]
    fn words_that_say_little_need_not_be_there() {
        assert_eq!(matching("how to print ").fts5(), matching("print ").fts5());
        assert!(matching("how to ").fts5().is_some());
    }

    #[test]
    fn what_was_found_is_marked_in_any_writing() {
        let marked = |typed: &str, text: &str| matching(typed).mark(text).stored().to_owned();
        assert_eq!(
            marked("notifications mod", "Notify by <mode>; a notification"),
            "Notify by &lt;<mark>mode</mark>&gt;; a <mark>notification</mark>"
        );
        assert_eq!(
            marked("模式", "支持夜间模式吗"),
            "支持夜间<mark>模式</mark>吗"
        );
        assert_eq!(marked("夜", "支持夜间模式"), "支持<mark>夜</mark>间模式");
        assert_eq!(marked("creme", "Crème brûlée"), "<mark>Crème</mark> brûlée");
    }

    #[test]
    fn an_excerpt_shows_where_most_of_it_stands() {
        let text = format!(
            "dark {} the dark reading mode helps {}",
            "x ".repeat(200),
            "y ".repeat(200)
        );
        let excerpt = matching("dark mode ").excerpt(&text, 80).expect("a place");
        assert!(
            excerpt
                .stored()
                .contains("<mark>dark</mark> reading <mark>mode</mark>"),
            "{}",
            excerpt.stored()
        );
        assert!(excerpt.stored().starts_with('…') && excerpt.stored().ends_with('…'));
        assert!(matching("nothing ").excerpt(&text, 80).is_none());
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
