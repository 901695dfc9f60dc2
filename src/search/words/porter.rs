//! Porter's stemmer (1980) for words of a–z, with plural endings of German that English does not have.

/// Words that only look like a plural or a form.
const WHOLE: [&str; 12] = [
    "news", "always", "this", "is", "was", "has", "as", "us", "css", "dns", "os", "its",
];

/// The stem of a word of a–z.
pub fn stem(word: &str) -> String {
    if word.len() < 3 || WHOLE.contains(&word) {
        return word.to_owned();
    }
    let mut w = Word(word.as_bytes().to_vec());
    for plural in ["ungen", "heiten", "keiten", "ionen"] {
        if word.len() > plural.len() + 2 && word.ends_with(plural) {
            w.0.truncate(word.len() - 2);
        }
    }
    w.plurals();
    w.past_and_ing();
    if w.ends("y") && w.vowel_before(1) {
        w.put(1, "i");
    }
    w.first_that_ends(&STEP_2, 0);
    w.first_that_ends(&STEP_3, 0);
    w.drop_4();
    if w.ends("e") && (w.measure(1) > 1 || (w.measure(1) == 1 && !w.short(w.0.len() - 1))) {
        w.put(1, "");
    }
    if w.ends("ll") && w.measure(1) > 1 {
        w.put(1, "");
    }
    String::from_utf8(w.0).unwrap_or_else(|_| word.to_owned())
}

const STEP_2: [(&str, &str); 21] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
];
const STEP_3: [(&str, &str); 7] = [
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];
const STEP_4: [&str; 19] = [
    "ement", "ment", "ance", "ence", "able", "ible", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ion", "al", "er", "ic", "ou",
];

struct Word(Vec<u8>);

impl Word {
    fn ends(&self, end: &str) -> bool {
        self.0.ends_with(end.as_bytes())
    }
    /// Puts `new` in place of the last `cut` letters.
    fn put(&mut self, cut: usize, new: &str) {
        self.0.truncate(self.0.len() - cut);
        self.0.extend_from_slice(new.as_bytes());
    }
    fn consonant(&self, at: usize) -> bool {
        match self.0[at] {
            b'a' | b'e' | b'i' | b'o' | b'u' => false,
            b'y' => at == 0 || !self.consonant(at - 1),
            _ => true,
        }
    }
    /// How often a vowel is followed by a consonant, without the last `cut` letters.
    fn measure(&self, cut: usize) -> usize {
        let end = self.0.len() - cut;
        (1..end)
            .filter(|&at| self.consonant(at) && !self.consonant(at - 1))
            .count()
    }
    fn vowel_before(&self, cut: usize) -> bool {
        (0..self.0.len() - cut).any(|at| !self.consonant(at))
    }
    fn doubled(&self) -> bool {
        let n = self.0.len();
        n > 1 && self.0[n - 1] == self.0[n - 2] && self.consonant(n - 1)
    }
    /// Whether the first `end` letters end as "hop" does: consonant, vowel, consonant but w, x, y.
    fn short(&self, end: usize) -> bool {
        end > 2
            && self.consonant(end - 3)
            && !self.consonant(end - 2)
            && self.consonant(end - 1)
            && !matches!(self.0[end - 1], b'w' | b'x' | b'y')
    }
    fn plurals(&mut self) {
        if self.ends("sses") || self.ends("ies") {
            self.put(2, "");
        } else if self.ends("s") && !self.ends("ss") && !self.ends("us") {
            self.put(1, "");
        }
    }
    fn past_and_ing(&mut self) {
        if self.ends("eed") {
            if self.measure(3) > 0 {
                self.put(1, "");
            }
            return;
        }
        let cut = match () {
            () if self.ends("ed") && self.vowel_before(2) => 2,
            () if self.ends("ing") && self.vowel_before(3) => 3,
            () => return,
        };
        self.put(cut, "");
        if self.ends("at") || self.ends("bl") || self.ends("iz") {
            self.put(0, "e");
        } else if self.doubled() && !(self.ends("l") || self.ends("s") || self.ends("z")) {
            self.put(1, "");
        } else if self.measure(0) == 1 && self.short(self.0.len()) {
            self.put(0, "e");
        }
    }
    fn first_that_ends(&mut self, steps: &[(&str, &str)], least: usize) {
        if let Some((end, new)) = steps.iter().find(|(end, _)| self.ends(end))
            && self.measure(end.len()) > least
        {
            self.put(end.len(), new);
        }
    }
    fn drop_4(&mut self) {
        let Some(end) = STEP_4.iter().find(|end| self.ends(end)) else {
            return;
        };
        let before = self.0.len() - end.len();
        let fits = *end != "ion" || (before > 0 && matches!(self.0[before - 1], b's' | b't'));
        if fits && self.measure(end.len()) > 1 {
            self.put(end.len(), "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn words_lose_their_endings_as_porter_says() {
        for (word, expected) in [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("cats", "cat"),
            ("agreed", "agre"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("hopping", "hop"),
            ("filing", "file"),
            ("happy", "happi"),
            ("relational", "relat"),
            ("conditional", "condit"),
            ("digitizer", "digit"),
            ("triplicate", "triplic"),
            ("hopefulness", "hope"),
            ("adjustment", "adjust"),
            ("adoption", "adopt"),
            ("probate", "probat"),
            ("rate", "rate"),
            ("controlling", "control"),
        ] {
            assert_eq!(stem(word), expected, "{word}");
        }
    }
}
