//! Text made comparable: folded for searching, slugged for addresses.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// How long the readable part of an address may be.
const SLUG: usize = 80;

/// Text for comparing and searching: compatible forms, accents and case made alike, single spaces.
pub fn fold(s: &str) -> String {
    if s.is_ascii() {
        return single_spaced(s.chars().map(|c| c.to_ascii_lowercase()));
    }
    // Lower, upper, lower: `ẞ` has no short way to `ss`, nor `ς` to `σ`.
    let letters = s.nfkd().filter(|c| !is_silent(*c));
    let cased = letters
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    single_spaced(cased.nfkd()).nfc().collect()
}

fn single_spaced(chars: impl Iterator<Item = char>) -> String {
    let mut text = String::new();
    for c in chars.filter(|c| !is_silent(*c)) {
        if !c.is_whitespace() {
            text.push(c);
        } else if !text.is_empty() && !text.ends_with(' ') {
            text.push(' ');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The readable part of an address: letters and digits of any script, hyphens between words, "untitled" for nothing.
pub fn slug(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for c in fold(title).chars() {
        if is_of_word(c) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if let Some((cut, next)) = slug.char_indices().nth(SLUG) {
        let word = if next == '-' {
            Some(cut)
        } else {
            slug[..cut].rfind('-')
        };
        slug.truncate(word.unwrap_or(cut));
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        "untitled".to_owned()
    } else {
        slug
    }
}

/// Whether a folded character belongs to a word.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Accents and vowel points, which people leave out when they search, and characters without ink.
/// Marks that make another letter (nukta, kana voicing, virama and the vowel signs of Indic scripts) stay.
fn is_silent(c: char) -> bool {
    let accent = is_combining_mark(c) && !matches!(canonical_combining_class(c), 0 | 7..=9);
    accent
        || (c.is_control() && !c.is_whitespace())
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E01EF}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_case_accents_and_forms() {
        assert_eq!(fold("  Crème\u{A0} BRÛLÉE\n"), "creme brulee");
        assert_eq!(fold("Straße STRASSE STRAẞE"), "strasse strasse strasse");
        assert_eq!(fold("ΌΣΟΣ όσος"), "οσοσ οσοσ");
        assert_eq!(fold("ﬁne ½ ①"), "fine 1⁄2 1");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("שָׁלוֹם"), "שלום");
    }

    #[test]
    fn folding_keeps_marks_that_make_another_letter() {
        assert_ne!(fold("が"), fold("か"));
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("한국어"), "한국어");
    }

    #[test]
    fn folding_any_character_twice_is_folding_it_once() {
        for c in '\0'..=char::MAX {
            let once = fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "{c:?} U+{:X}", c as u32);
        }
    }

    #[test]
    fn slugs_read_well() {
        assert_eq!(slug("Put *News* at the top!"), "put-news-at-the-top");
        assert_eq!(slug("Über: Größe & Maß"), "uber-grosse-mass");
        assert_eq!(slug("置顶 新闻?"), "置顶-新闻");
        assert_eq!(slug("हिन्दी में"), "हिन्दी-में");
        assert_eq!(slug(" ?!… "), "untitled");
    }

    #[test]
    fn long_slugs_end_with_a_word() {
        let long = slug(&"seventeen letters ".repeat(9));
        assert!(long.len() == 71 && long.ends_with("-letters"), "{long}");
        assert_eq!(slug(&"x".repeat(200)).len(), 80);
    }
}
