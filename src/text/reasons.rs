//! One-line reasons, compared.

use super::fold::{fold, is_of_word};
use std::collections::HashSet;

/// Words that carry no reason of their own. Negations are not among them: they turn a reason round.
const STOP: &[&str] = &[
    "a", "am", "an", "and", "are", "as", "at", "be", "because", "but", "by", "can", "could", "do",
    "for", "from", "have", "i", "id", "im", "in", "is", "it", "its", "ive", "just", "me", "my",
    "of", "on", "or", "our", "please", "really", "so", "that", "the", "their", "them", "there",
    "they", "this", "to", "very", "want", "was", "we", "when", "will", "with", "would", "you",
    "your",
];

/// Whether two one-line reasons say the same, in other order or other forms of the same words.
pub fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    if a == b {
        return true;
    }
    let (a, b) = (words(&a), words(&b));
    let shared = a.intersection(&b).count();
    let all = a.len() + b.len() - shared;
    // Jaccard, at least 0.6, in whole numbers.
    all > 0 && shared * 5 >= all * 3
}

fn words(folded: &str) -> HashSet<String> {
    let joined = folded.replace(['\'', '’'], "");
    joined
        .split(|c| !is_of_word(c))
        .filter(|word| !word.is_empty() && !STOP.contains(word))
        .map(stem)
        .collect()
}

/// The word without the commonest English endings; wrong alike for both sides is right enough.
fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 {
        return word.to_owned();
    }
    let mut stem = word;
    if let Some(short) = stem.strip_suffix("ies").filter(|short| short.len() > 1) {
        return format!("{short}y");
    }
    if let Some(short) = stem.strip_suffix("es").filter(|short| {
        short.ends_with(['s', 'x', 'z']) || short.ends_with("ch") || short.ends_with("sh")
    }) {
        stem = short;
    } else if let Some(short) = stem
        .strip_suffix('s')
        .filter(|short| !short.ends_with(['s', 'u', 'i']))
    {
        stem = short;
    }
    let ending = ["ing", "ed"]
        .into_iter()
        .find_map(|ending| stem.strip_suffix(ending));
    if let Some(short) =
        ending.filter(|short| short.len() > 2 && short.contains(['a', 'e', 'i', 'o', 'u', 'y']))
    {
        let mut tail = short.bytes().rev();
        stem = if tail.next() == tail.next() && !short.ends_with(['l', 's', 'z']) {
            &short[..short.len() - 1]
        } else {
            short
        };
    }
    stem.strip_suffix('e')
        .filter(|short| short.len() > 2)
        .unwrap_or(stem)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_in_other_words_order_and_forms_are_alike() {
        for (a, b) in [
            ("I read at night", "Reading at night!"),
            ("My eyes hurt at night", "at night my eyes are hurting"),
            (
                "Copying links takes too many clicks",
                "it takes too many clicks to copy a link",
            ),
            ("Crème brûlée", "creme brulee"),
            ("我在晚上阅读", "我在晚上阅读 "),
            ("?!", "?!"),
        ] {
            assert!(alike(a, b), "{a} / {b}");
            assert!(alike(b, a), "{b} / {a}");
        }
    }

    #[test]
    fn other_reasons_are_not() {
        for (a, b) in [
            ("I can read it", "I can't read it"),
            ("My eyes hurt at night", "My battery is empty at night"),
            ("the", "a"),
            ("", "I need it"),
            ("?!", "!?"),
        ] {
            assert!(!alike(a, b), "{a} / {b}");
        }
    }
}
