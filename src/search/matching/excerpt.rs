//! The part of a text that is shown, with what was asked for marked.
use std::collections::HashSet;
use std::ops::Range;

use super::Matching;
use crate::search::words;
use crate::text::{self, Html, fold};

/// Bytes of Markdown that are made plain and looked at closely for one excerpt.
const CLOSE: usize = 1_600;
/// Places in a long text among which the best is chosen, for each word.
const PLACES: usize = 32;

impl Matching {
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

    /// An excerpt of a text in Markdown, however long: only the part around the words is read closely.
    pub fn passage(&self, markdown: &str, chars: usize) -> Option<Html> {
        if markdown.len() <= CLOSE {
            return self.excerpt(&text::plain(markdown), chars);
        }
        let near = match self.densest(markdown, chars) {
            Some(near) => near,
            // Traces are of plain letters; a word with an accent may be meant as well.
            None if !markdown.is_ascii() => 0,
            None => return None,
        };
        let from = floor(markdown, near.saturating_sub(CLOSE / 4));
        // At the beginning of a line Markdown is read as it was meant.
        let from = match markdown[from..near].rfind('\n') {
            _ if from == 0 => 0,
            Some(line) => from + line + 1,
            None => markdown[from..near]
                .find(' ')
                .map_or(from, |space| from + space + 1),
        };
        let to = floor(markdown, from + CLOSE);
        let plain = text::plain(&markdown[from..to]);
        let mut around = String::with_capacity(plain.len() + 8);
        if from > 0 {
            around.push_str("… ");
        }
        around.push_str(&plain);
        if to < markdown.len() {
            around.push_str(" …");
        }
        self.excerpt(&around, chars)
    }

    /// Where most of what is asked for stands together, roughly.
    fn densest(&self, text: &str, chars: usize) -> Option<usize> {
        let mut places: Vec<(usize, usize)> = self
            .marks
            .traces()
            .iter()
            .enumerate()
            .flat_map(|(which, trace)| {
                let places = trace.places(text, PLACES);
                places.into_iter().map(move |at| (at, which))
            })
            .collect();
        places.sort_unstable();
        let (best, _) = places
            .iter()
            .enumerate()
            .map(|(n, (at, _))| {
                let near: HashSet<usize> = places[n..]
                    .iter()
                    .take_while(|(other, _)| *other <= at + chars)
                    .map(|(_, which)| *which)
                    .collect();
                (*at, near.len())
            })
            .max_by_key(|(at, near)| (*near, std::cmp::Reverse(*at)))?;
        Some(best)
    }
}

/// The last place at or before this one where a character begins.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
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

#[cfg(test)]
mod tests {
    use crate::search::matching::tests::matching;

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

    #[test]
    fn a_long_text_is_read_around_its_words_alone() {
        let text = format!(
            "{}\n\nThe **dark** [mode](https://a.example) is happy. 夜间模式 Crème\n\n{}",
            "word ".repeat(2_000),
            "other ".repeat(2_000)
        );
        let passage = |typed: &str| {
            let found = matching(typed).passage(&text, 80);
            found.map(|html| html.stored().to_owned())
        };
        let both = passage("dark mode ").expect("a place");
        assert!(
            both.contains("The <mark>dark</mark> <mark>mode</mark> is happy"),
            "{both}"
        );
        assert!(both.starts_with('…') && both.ends_with('…'), "{both}");
        for typed in ["happiness ", "夜间", "夜"] {
            let found = passage(typed).expect("a place");
            assert!(found.contains("<mark>"), "{typed}: {found}");
        }
        assert_eq!(passage("nowhere "), None);
    }
}
