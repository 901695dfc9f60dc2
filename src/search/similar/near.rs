//! How words are written, and which are written nearly alike.
use std::collections::HashMap;

/// Every way words are written, found by the three-letter pieces they share.
#[derive(Default)]
pub struct Spellings {
    known: HashMap<Box<str>, u32>,
    all: Vec<Spelling>,
    pieces: HashMap<[char; 3], Vec<u32>>,
}

struct Spelling {
    text: Box<str>,
    stem: u32,
    /// How often it was met.
    times: u32,
}

/// A word written nearly like another.
#[derive(Clone, Debug, PartialEq)]
pub struct Near<'a> {
    /// How it is written.
    pub text: &'a str,
    /// Its stem's number.
    pub stem: u32,
    /// How near: 1 is the same.
    pub like: f32,
}

/// Spellings with which one is compared letter by letter.
const COMPARED: usize = 48;

fn pieces(word: &str) -> Vec<[char; 3]> {
    let padded: Vec<char> = std::iter::once(' ')
        .chain(word.chars())
        .chain(std::iter::once(' '))
        .collect();
    let mut pieces: Vec<[char; 3]> = padded
        .windows(3)
        .map(|three| [three[0], three[1], three[2]])
        .collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

impl Spellings {
    pub(super) fn take(&mut self, word: &str, stem: u32, _title: bool) {
        if let Some(known) = self.known.get(word) {
            self.all[*known as usize].times += 1;
            return;
        }
        let Ok(number) = u32::try_from(self.all.len()) else {
            return;
        };
        for piece in pieces(word) {
            self.pieces.entry(piece).or_default().push(number);
        }
        self.known.insert(word.into(), number);
        self.all.push(Spelling {
            text: word.into(),
            stem,
            times: 1,
        });
    }

    /// The stem of a word that was met.
    pub(super) fn stem(&self, word: &str) -> Option<u32> {
        let number = *self.known.get(word)?;
        Some(self.all[number as usize].stem)
    }

    /// Words that begin like this, most used first.
    pub(super) fn beginning(&self, with: &str, most: usize) -> Vec<Near<'_>> {
        let mut found: Vec<&Spelling> = self
            .all
            .iter()
            .filter(|s| s.text.len() > with.len() && s.text.starts_with(with))
            .collect();
        found.sort_by_key(|s| std::cmp::Reverse(s.times));
        found.truncate(most);
        found
            .into_iter()
            .map(|s| Near {
                text: &s.text,
                stem: s.stem,
                like: 0.9,
            })
            .collect()
    }

    /// Words written nearly like this one, nearest first.
    pub(super) fn near(&self, word: &str, most: usize) -> Vec<Near<'_>> {
        let length = word.chars().count();
        let far = match length {
            0..=3 => return Vec::new(),
            4..=5 => 1,
            6..=9 => 2,
            _ => 3,
        };
        let own = pieces(word);
        let mut shared: HashMap<u32, usize> = HashMap::new();
        for piece in &own {
            for number in self.pieces.get(piece).into_iter().flatten() {
                *shared.entry(*number).or_default() += 1;
            }
        }
        // One wrong letter spoils three pieces, two that changed places four.
        let least = own.len().saturating_sub(4 * far).max(1);
        let mut likely: Vec<(usize, u32)> = shared
            .into_iter()
            .filter(|(_, pieces)| *pieces >= least)
            .map(|(number, pieces)| (pieces, number))
            .collect();
        likely.sort_unstable_by(|a, b| b.cmp(a));
        likely.truncate(COMPARED);
        let letters: Vec<char> = word.chars().collect();
        let mut found: Vec<(usize, u32, &Spelling)> = likely
            .into_iter()
            .filter_map(|(_, number)| {
                let spelling = &self.all[number as usize];
                let others: Vec<char> = spelling.text.chars().collect();
                let distance = distance(&letters, &others, far)?;
                (distance > 0 && begins_alike(&letters, &others)).then_some((
                    distance,
                    spelling.times,
                    spelling,
                ))
            })
            .collect();
        found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        found.truncate(most);
        found
            .into_iter()
            .map(|(distance, _, s)| Near {
                text: &s.text,
                stem: s.stem,
                like: 0.95 - 0.1 * distance as f32,
            })
            .collect()
    }
}

/// Whether two words have the same beginning, or one with its first letters swapped: who mistypes a word seldom
/// mistypes its first letter, and many short words differ in nothing else.
fn begins_alike(a: &[char], b: &[char]) -> bool {
    a.first() == b.first() || (a.len() > 1 && a.first() == b.get(1) && a.get(1) == b.first())
}

/// How many letters must be changed, added, left out or swapped to make one of the other; nothing if more than `far`.
fn distance(a: &[char], b: &[char], far: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > far {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        if row.iter().min().is_none_or(|least| *least > far) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|d| *d <= far)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_words_find_the_right_ones() {
        let mut spellings = Spellings::default();
        for (stem, word) in [
            "notification",
            "notifications",
            "modification",
            "night",
            "mode",
        ]
        .into_iter()
        .enumerate()
        {
            spellings.take(word, stem as u32, true);
        }
        let near = |word| -> Vec<&str> {
            spellings
                .near(word, 2)
                .into_iter()
                .map(|n| n.text)
                .collect()
        };
        assert_eq!(near("notificatoin")[0], "notification");
        assert_eq!(near("nihgt"), ["night"]);
        assert_eq!(near("moed"), ["mode"]);
        assert_eq!(near("xyzzy"), Vec::<&str>::new());
        assert_eq!(near("mod"), Vec::<&str>::new());
    }

    #[test]
    fn swapping_two_letters_is_one_mistake() {
        let d = |a: &str, b: &str| {
            let (a, b): (Vec<_>, Vec<_>) = (a.chars().collect(), b.chars().collect());
            distance(&a, &b, 3)
        };
        assert_eq!(d("abcd", "abdc"), Some(1));
        assert_eq!(d("abcd", "abcd"), Some(0));
        assert_eq!(d("", "abc"), Some(3));
        assert_eq!(d("", "abcd"), None);
    }
}
