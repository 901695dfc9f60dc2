//! Which words of a text are marked.
use std::collections::HashSet;
use std::ops::Range;

use super::Way;
use crate::search::words::{self, Piece};
use crate::text::fold;

/// What is marked in a text that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    stems: HashSet<String>,
    begun: Vec<String>,
    runs: Vec<Vec<String>>,
}

impl Marks {
    /// Whether a word is worth a closer look: it begins as one that is wanted.
    pub fn may_begin(&self, word: &str) -> bool {
        let Some(first) = word.bytes().next().filter(u8::is_ascii) else {
            return true;
        };
        let first = first.to_ascii_lowercase();
        let all = self.stems.iter().chain(&self.begun);
        all.into_iter()
            .any(|w| w.as_bytes().first() == Some(&first))
    }

    /// How words that may be marked begin, or what they hold: enough to tell where a closer look is worth it.
    pub fn traces(&self) -> Vec<Trace> {
        let begun = self.begun.iter().cloned();
        let stems = self.stems.iter().map(|stem| {
            // A stem's last letter may be another in the word: "happi" of "happy".
            let short = stem.char_indices().nth_back(0).map_or(0, |(at, _)| at);
            match stem.chars().count() > 3 && stem.is_ascii() {
                true => stem[..short].to_owned(),
                false => stem.clone(),
            }
        });
        let beginnings = begun.chain(stems).map(|text| match text.is_ascii() {
            true => Trace::Beginning(text),
            false => Trace::Part(text),
        });
        let runs = self.runs.iter().map(|run| Trace::Part(run.concat()));
        beginnings.chain(runs).collect()
    }

    /// Adds a term.
    pub fn take(&mut self, pieces: &[Piece], ways: &[Way], begun: bool) {
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

    /// Where a piece of a text holds one of them.
    pub fn places(&self, text: &str, piece: &Piece) -> Vec<Range<usize>> {
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

/// What a word that is worth a closer look has.
pub(super) enum Trace {
    /// It begins so, in any case of a–z.
    Beginning(String),
    /// It holds this as it is.
    Part(String),
}

impl Trace {
    /// Where a text has it, so many times at most.
    pub fn places(&self, text: &str, most: usize) -> Vec<usize> {
        match self {
            Self::Part(part) => text
                .match_indices(part.as_str())
                .map(|(at, _)| at)
                .take(most)
                .collect(),
            Self::Beginning(beginning) => {
                let (text, wanted) = (text.as_bytes(), beginning.as_bytes());
                let Some(first) = wanted.first() else {
                    return Vec::new();
                };
                let begins = |at: usize| {
                    text[at].eq_ignore_ascii_case(first)
                        && (at == 0 || !text[at - 1].is_ascii_alphanumeric())
                        && text
                            .get(at..at + wanted.len())
                            .is_some_and(|word| word.eq_ignore_ascii_case(wanted))
                };
                (0..text.len())
                    .filter(|at| begins(*at))
                    .take(most)
                    .collect()
            }
        }
    }
}
