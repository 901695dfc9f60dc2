//! Which titles are like one being typed.
//!
//! A title asks for *notions*: its telling words, each with what means the same, what it may be misspelt for and, for
//! the last, what it may be the beginning of. First come topics that have all notions, then all but one, then those
//! that have most of what is rare. A word in a title counts eight times a word in the text below.
use super::index::{Index, stems, telling};
use super::synonyms::Synonyms;
use crate::id::{BoardId, TopicId};
use crate::search::words;
use crate::topics::model::Kind;

/// What one word in the text counts against one in a title.
const BELOW: f32 = 1.0 / 8.0;
/// What a synonym counts against the word itself.
const MEANT: f32 = 0.85;
/// Topics that are weighed to the end.
const WEIGHED: usize = 200;
/// Notions of one title.
const NOTIONS: usize = 24;
/// How much of what is asked a topic must have.
const LEAST: f32 = 0.2;

/// What is looked for, and where.
pub struct Asked<'a> {
    /// The title being typed.
    pub title: &'a str,
    /// Only topics of this kind.
    pub kind: Option<Kind>,
    /// Only topics of these boards: those its reader may see.
    pub boards: &'a [BoardId],
    /// What means the same.
    pub synonyms: &'a Synonyms,
    /// How many are wanted.
    pub most: usize,
}

/// A topic that is like it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Like {
    /// Which.
    pub id: TopicId,
    /// How much, from 0 to about 1.5.
    pub score: f32,
}

/// One thing a title asks for.
#[derive(Debug, Default)]
struct Notion {
    /// What satisfies it: all of these stems, and how well.
    ways: Vec<(Vec<u32>, f32)>,
    weight: f32,
}

impl Index {
    /// The topics most like what is asked, best first.
    pub fn like(&self, asked: &Asked<'_>) -> Vec<Like> {
        let notions = self.notions(asked);
        let whole: f32 = notions.iter().map(|n| n.weight).sum();
        if whole <= 0.0 {
            return Vec::new();
        }
        let mut found = vec![Found::default(); self.docs.len()];
        let mut touched: Vec<usize> = Vec::new();
        let mut now: Vec<(usize, f32)> = Vec::new();
        let mut best = vec![0.0_f32; self.docs.len()];
        for notion in &notions {
            now.clear();
            for (stems, well) in &notion.ways {
                self.each(stems, |slot, how| {
                    if best[slot] == 0.0 {
                        now.push((slot, 0.0));
                    }
                    best[slot] = best[slot].max(how * well);
                });
            }
            for (slot, _) in &now {
                let how = std::mem::take(&mut best[*slot]);
                let one = &mut found[*slot];
                if one.notions == 0 {
                    touched.push(*slot);
                }
                one.notions += 1;
                one.sum += notion.weight * how;
                if how > BELOW {
                    one.in_title += notion.weight * how;
                }
            }
        }
        let wanted = |slot: &usize| {
            let doc = &self.docs[*slot];
            doc.alive
                && asked.kind.is_none_or(|kind| kind == doc.kind)
                && asked.boards.contains(&doc.board)
        };
        touched.retain(wanted);
        let rough = |slot: &usize| {
            let one = &found[*slot];
            one.sum / whole + bonus(notions.len(), one.notions)
        };
        if touched.len() > WEIGHED {
            touched.select_nth_unstable_by(WEIGHED, |a, b| rough(b).total_cmp(&rough(a)));
            touched.truncate(WEIGHED);
        }
        let mut likes: Vec<Like> = touched
            .into_iter()
            .filter_map(|slot| {
                let (one, doc) = (&found[slot], &self.docs[slot]);
                let covers = one.sum / whole;
                let missing = notions.len().saturating_sub(one.notions);
                if covers < LEAST && missing > 0 {
                    return None;
                }
                let title: f32 = doc.title.iter().map(|stem| self.weight(*stem)).sum();
                let filled = (one.in_title / title.max(0.1)).min(1.0);
                Some(Like {
                    id: doc.id,
                    score: covers * (0.6 + 0.4 * filled) + bonus(notions.len(), one.notions),
                })
            })
            .collect();
        likes.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.id.cmp(&a.id)));
        likes.truncate(asked.most);
        likes
    }

    /// Another way to write a word that nothing here is written with, and its stem.
    pub fn meant(&self, word: &str) -> Option<String> {
        if self.spellings.stem(word).is_some() {
            return None;
        }
        let near = self.spellings.near(word, 1);
        near.first().map(|n| n.text.to_owned())
    }

    /// The stems of words that begin like this.
    pub fn completions(&self, beginning: &str, most: usize) -> Vec<String> {
        let mut stems: Vec<String> = self
            .spellings
            .beginning(beginning, most)
            .into_iter()
            .map(|near| words::stem(near.text))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// Tells of each topic that has all of these stems: where it is, and how well.
    fn each(&self, stems: &[u32], mut tell: impl FnMut(usize, f32)) {
        let how = |in_title: bool| if in_title { 1.0 } else { BELOW };
        match stems {
            [] => {}
            [one] => {
                for place in &self.places[*one as usize] {
                    tell(place.slot(), how(place.in_title()));
                }
            }
            [first, others @ ..] => {
                // Expressions of several words are few and rare: a map is enough.
                let mut all: std::collections::HashMap<usize, (usize, f32)> = self.places
                    [*first as usize]
                    .iter()
                    .map(|p| (p.slot(), (1, how(p.in_title()))))
                    .collect();
                for other in others {
                    for place in &self.places[*other as usize] {
                        if let Some((met, least)) = all.get_mut(&place.slot()) {
                            *met += 1;
                            *least = least.min(how(place.in_title()));
                        }
                    }
                }
                for (slot, (met, least)) in all {
                    if met == stems.len() {
                        tell(slot, least);
                    }
                }
            }
        }
    }

    fn notions(&self, asked: &Asked<'_>) -> Vec<Notion> {
        let mut pieces = telling(asked.title);
        pieces.truncate(NOTIONS);
        let open = !asked.title.ends_with(|c: char| !c.is_alphanumeric());
        let mut notions: Vec<Notion> = Vec::new();
        let mut written: Vec<String> = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            for stem in stems(piece) {
                let mut notion = Notion::default();
                match self.stem(&stem) {
                    Some(known) => {
                        notion.ways.push((vec![known], 1.0));
                        notion.weight = self.weight(known);
                    }
                    None if !piece.dense => {
                        let last = open && at + 1 == pieces.len();
                        self.guess(&mut notion, &piece.folded, last);
                    }
                    None => {}
                }
                if piece.dense {
                    // A word is about two pairs; and pairs that nobody used are mostly two words' seam.
                    notion.weight /= 2.0;
                }
                written.push(stem);
                notions.push(notion);
            }
        }
        // Two words that others write as one, and the reverse.
        for at in 1..pieces.len().min(notions.len()) {
            if pieces.len() != notions.len() || pieces[at].dense || pieces[at - 1].dense {
                break;
            }
            let joined = format!("{}{}", pieces[at - 1].folded, pieces[at].folded);
            if let Some(stem) = self.stem(&words::stem(&joined)) {
                notions[at - 1].ways.push((vec![stem], MEANT));
                notions[at].ways.push((vec![stem], MEANT));
            }
        }
        for (range, others) in asked.synonyms.of(&written) {
            for stems in others {
                let known: Option<Vec<u32>> = stems.iter().map(|s| self.stem(s)).collect();
                let Some(known) = known else {
                    continue;
                };
                let weight = known
                    .iter()
                    .map(|s| self.weight(*s))
                    .fold(f32::MAX, f32::min);
                for notion in &mut notions[range.clone()] {
                    if notion.weight == 0.0 {
                        notion.weight = weight;
                    }
                    notion.ways.push((known.clone(), MEANT));
                }
            }
        }
        // A word that nobody here ever used says little about which topic is meant.
        let known: Vec<f32> = notions
            .iter()
            .map(|n| n.weight)
            .filter(|w| *w > 0.0)
            .collect();
        let middle = known.iter().sum::<f32>() / known.len().max(1) as f32;
        for notion in &mut notions {
            if notion.ways.is_empty() {
                notion.weight = middle / 3.0;
            }
        }
        // Words said twice ask once.
        let mut kept: Vec<Notion> = Vec::with_capacity(notions.len());
        for (notion, stem) in notions.into_iter().zip(&written) {
            let again = written[..kept.len()].contains(stem) && !notion.ways.is_empty();
            match again {
                true => kept.push(Notion::default()),
                false => kept.push(notion),
            }
        }
        kept.retain(|n| n.weight > 0.0);
        kept
    }

    /// What a word that nobody used may be meant for.
    fn guess(&self, notion: &mut Notion, word: &str, last: bool) {
        let mut ways: Vec<(u32, f32)> = Vec::new();
        if last && word.chars().count() >= 3 {
            let begun = self.spellings.beginning(word, 12);
            ways.extend(begun.iter().map(|n| (n.stem, n.like)));
        }
        if ways.is_empty() {
            let near = self.spellings.near(word, 4);
            ways.extend(near.iter().map(|n| (n.stem, n.like)));
        }
        for (at, _) in word.char_indices().filter(|(at, _)| *at >= 3) {
            let (a, b) = word.split_at(at);
            if b.len() >= 3
                && let (Some(a), Some(b)) = (self.spellings.stem(a), self.spellings.stem(b))
            {
                notion.ways.push((vec![a, b], MEANT));
                notion.weight = notion.weight.max(self.weight(a).min(self.weight(b)));
            }
        }
        for (stem, like) in ways {
            notion.weight = notion.weight.max(self.weight(stem) * like);
            notion.ways.push((vec![stem], like));
        }
    }
}

#[derive(Clone, Default)]
struct Found {
    notions: usize,
    sum: f32,
    in_title: f32,
}

/// All notions before all but one, before the rest.
fn bonus(asked: usize, met: usize) -> f32 {
    match asked.saturating_sub(met) {
        0 => 0.3,
        1 if asked > 2 => 0.1,
        _ => 0.0,
    }
}
