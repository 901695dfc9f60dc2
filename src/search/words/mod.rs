//! What a text is found by: its words, folded and cut to their stems; of writing without spaces, every two characters.
//!
//! Both engines, the highlighter and the index in memory take their words from here, so that they agree. Pure, and
//! in time proportional to the text.
use std::ops::Range;

use crate::text::fold;

mod porter;
mod stop;

pub use stop::is_stop;

/// Characters of a word that count.
const LONGEST: usize = 48;

/// A run of characters that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// Itself, folded.
    pub folded: String,
    /// Whether it is of a writing that puts no spaces between words.
    pub dense: bool,
}

impl Piece {
    /// What it is found by.
    pub fn tokens(&self) -> Vec<String> {
        match self.dense {
            false => vec![stem(&self.folded)],
            true => pairs(&self.folded),
        }
    }
}

/// Whether a writing's words run together: Han, kana, Hangul, Thai, Lao, Khmer, Burmese.
pub fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1100}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3100}'..='\u{318F}' | '\u{31A0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FFDC}' | '\u{20000}'..='\u{3FFFF}')
}

fn of_word(c: char) -> bool {
    c.is_alphanumeric()
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{640}')
}

/// The runs of word characters in a text.
pub fn pieces(text: &str) -> Vec<Piece> {
    runs(text)
        .into_iter()
        .filter_map(|(at, dense)| piece(text, at, dense))
        .collect()
}

/// A run, folded; nothing if no letter of it remains.
pub fn piece(text: &str, at: Range<usize>, dense: bool) -> Option<Piece> {
    let plain: String = text[at.clone()]
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '\u{640}'))
        .collect();
    let folded: String = fold(&plain)
        .chars()
        .filter(|c| of_word(*c))
        .take(if dense { usize::MAX } else { LONGEST })
        .collect();
    (!folded.is_empty()).then_some(Piece { at, folded, dense })
}

/// Where word characters stand together, and whether they are of dense writing.
pub fn runs(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut run: Option<(usize, bool)> = None;
    let mut chars = text.char_indices().peekable();
    let mut end_run = |run: &mut Option<(usize, bool)>, end: usize| {
        if let Some((start, dense)) = run.take() {
            found.push((start..end, dense));
        }
    };
    while let Some((at, c)) = chars.next() {
        // An apostrophe within a word belongs to it: don't, l’eau.
        let joins = matches!(c, '\'' | '’')
            && run.is_some_and(|(_, dense)| !dense)
            && chars
                .peek()
                .is_some_and(|(_, next)| next.is_alphabetic() && !is_dense(*next));
        if !of_word(c) && !joins {
            end_run(&mut run, at);
            continue;
        }
        let mark = unicode_normalization::char::is_combining_mark(c);
        let dense = is_dense(c) || (mark && run.is_some_and(|(_, dense)| dense));
        match run {
            Some((_, before)) if before == dense || mark || joins => {}
            _ => {
                end_run(&mut run, at);
                run = Some((at, dense));
            }
        }
    }
    end_run(&mut run, text.len());
    found
}

/// What a text is found by, in order.
pub fn tokens(text: &str) -> Vec<String> {
    pieces(text).iter().flat_map(Piece::tokens).collect()
}

/// Every two neighbours, and the last alone: so a single character finds whatever holds it, as a beginning.
fn pairs(run: &str) -> Vec<String> {
    let chars: Vec<char> = run.chars().collect();
    let mut found: Vec<String> = chars.windows(2).map(|two| two.iter().collect()).collect();
    found.extend(chars.last().map(char::to_string));
    found
}

/// A folded word without the ending that grammar gave it.
pub fn stem(word: &str) -> String {
    if word.bytes().all(|b| b.is_ascii_lowercase()) {
        return porter::stem(word);
    }
    if word.chars().any(|c| ('\u{620}'..='\u{6FF}').contains(&c)) {
        return arabic(word);
    }
    word.to_owned()
}

/// The stems, shorter than it, of words that an unfinished word may become.
pub fn stems_on_the_way(begun: &str) -> Vec<String> {
    const ENDINGS: [&str; 22] = [
        "e", "s", "d", "ed", "g", "ng", "ing", "n", "on", "ion", "tion", "ation", "ement", "ment",
        "ent", "nt", "t", "ble", "able", "ity", "ty", "y",
    ];
    if begun.len() < 4 || !begun.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut stems: Vec<String> = ENDINGS
        .iter()
        .map(|ending| stem(&format!("{begun}{ending}")))
        .filter(|stem| stem.len() >= 3 && stem.len() < begun.len() && begun.starts_with(stem))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    let own = stem(begun);
    stems.retain(|stem| *stem != own);
    stems
}

/// The light stemming usual for Arabic: the article, a leading "and", and the commonest endings.
fn arabic(word: &str) -> String {
    let same: String = word
        .chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ة' => 'ه',
            'ى' => 'ي',
            other => other,
        })
        .collect();
    let long = |rest: &str, least: usize| rest.chars().count() >= least;
    let mut stem = same.as_str();
    for article in ["وال", "بال", "كال", "فال", "لل", "ال"] {
        if let Some(rest) = stem.strip_prefix(article).filter(|r| long(r, 3)) {
            stem = rest;
            break;
        }
    }
    if let Some(rest) = stem.strip_prefix('و').filter(|r| long(r, 4)) {
        stem = rest;
    }
    for ending in ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"] {
        if let Some(rest) = stem.strip_suffix(ending).filter(|r| long(r, 3)) {
            stem = rest;
            break;
        }
    }
    stem.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_whatever_their_ending_case_and_accents() {
        assert_eq!(
            tokens("Notifications NOTIFY"),
            [tokens("notification"), tokens("notify")].concat()
        );
        assert_eq!(tokens("Crème brûlée"), tokens("CREME BRULEE"));
        assert_eq!(tokens("users’ user's"), tokens("users users"));
        assert_eq!(tokens("dark-mode, v2.0"), ["dark", "mode", "v2", "0"]);
        assert_eq!(tokens("News"), ["news"]);
    }

    #[test]
    fn an_unfinished_word_is_on_its_way_to_its_stem() {
        for word in [
            "notification",
            "publishing",
            "solarized",
            "settings",
            "adjustment",
        ] {
            for end in 5..word.len() {
                let begun = &word[..end];
                let known = stem(word).starts_with(begun)
                    || stem(begun) == stem(word)
                    || stems_on_the_way(begun).contains(&stem(word));
                assert!(known, "{begun}");
            }
        }
    }

    #[test]
    fn german_and_arabic_words_meet_across_their_forms() {
        assert_eq!(
            tokens("Benachrichtigungen"),
            tokens("Benachrichtigung"),
            "German plural"
        );
        assert_eq!(tokens("الإشعارات"), tokens("إشعارات"));
        assert_eq!(tokens("والصفحة"), tokens("صفحة"));
    }

    #[test]
    fn writing_without_spaces_is_found_by_every_two_characters() {
        assert_eq!(tokens("夜间模式"), ["夜间", "间模", "模式", "式"]);
        assert_eq!(tokens("Vim模式"), ["vim", "模式", "式"]);
        assert_eq!(tokens("ﾀﾞｰｸ"), tokens("ダーク"));
    }

    proptest! {
        #[test]
        fn any_text_gives_words_that_give_themselves_again(text in "\\PC{0,60}") {
            for piece in pieces(&text) {
                prop_assert!(text.get(piece.at.clone()).is_some());
                prop_assert!(!piece.folded.is_empty());
                for token in piece.tokens() {
                    prop_assert!(!token.is_empty() && !token.contains(char::is_whitespace));
                    prop_assert!(!token.contains(['"', '\'', '\\']));
                }
            }
        }
    }
}
