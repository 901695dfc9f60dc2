//! The scanner for languages of words. It goes forward only, and every step takes at least one character.

use super::Class;
use super::languages::{Vocabulary, Words};

/// Hands out code in order: stretches of one class, and what is between them.
pub(super) struct Cutter<'c, F: FnMut(Option<Class>, &'c str)> {
    code: &'c str,
    /// Up to here everything was handed out.
    done: usize,
    /// Here we are.
    pub at: usize,
    each: F,
}

impl<'c, F: FnMut(Option<Class>, &'c str)> Cutter<'c, F> {
    pub(super) fn new(code: &'c str, each: F) -> Self {
        Cutter {
            code,
            done: 0,
            at: 0,
            each,
        }
    }

    pub(super) fn rest(&self) -> &'c str {
        &self.code[self.at..]
    }

    /// Goes on by so many bytes.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// Goes on by so many bytes of one class.
    pub(super) fn mark(&mut self, class: Class, bytes: usize) {
        if self.done < self.at {
            (self.each)(None, &self.code[self.done..self.at]);
        }
        let end = self.at + bytes;
        (self.each)(Some(class), &self.code[self.at..end]);
        (self.at, self.done) = (end, end);
    }

    pub(super) fn finish(mut self) {
        if self.done < self.code.len() {
            (self.each)(None, &self.code[self.done..]);
        }
    }
}

/// Scans code of a language of words.
pub(super) fn words<'c>(
    words: &Words,
    known: &Vocabulary,
    code: &'c str,
    each: impl FnMut(Option<Class>, &'c str),
) {
    let mut cutter = Cutter::new(code, each);
    let mut before = '\n';
    let mut naming = false;
    while let Some(c) = cutter.rest().chars().next() {
        let rest = cutter.rest();
        let from = cutter.at;
        if let Some(length) = comment(words, rest, before) {
            cutter.mark(Class::Comment, length);
        } else if let Some(length) = string(words, rest) {
            let key = words
                .key
                .is_some_and(|key| rest[length..].trim_start_matches(' ').starts_with(key));
            cutter.mark(if key { Class::Name } else { Class::String }, length);
        } else if let Some(length) = meta(words, rest, c) {
            cutter.mark(Class::Meta, length);
        } else if c.is_ascii_digit() {
            cutter.mark(Class::Number, number(rest));
        } else if starts_word(words, c) {
            let length = rest.find(|c| !is_of_word(words, c)).unwrap_or(rest.len());
            let word = &rest[..length];
            match class_of(words, known, word, &rest[length..]) {
                None if naming => cutter.mark(Class::Function, length),
                Some((class, length)) => cutter.mark(class, length),
                None => cutter.skip(length),
            }
            naming = matches!(
                word,
                "fn" | "def" | "defn" | "defun" | "fun" | "func" | "function" | "sub"
            );
        } else if words.rust && c == '\'' {
            quote_of_rust(&mut cutter);
        } else {
            cutter.skip(c.len_utf8());
        }
        before = code[from..cutter.at].chars().next_back().unwrap_or(c);
    }
    cutter.finish();
}

fn line_end(text: &str) -> usize {
    text.find('\n').unwrap_or(text.len())
}

fn comment(words: &Words, rest: &str, before: char) -> Option<usize> {
    if let Some((open, close)) = words.block.filter(|(open, _)| rest.starts_with(open)) {
        return Some(block_comment(rest, open, close, words.nested));
    }
    let open = words
        .comments
        .iter()
        .find(|open| rest.starts_with(**open))?;
    // `$#`, `a#b` and `https://…` are no comments.
    let apart = before.is_whitespace() || !(*open == "#" || *open == "//" && before == ':');
    apart.then(|| line_end(rest))
}

fn block_comment(rest: &str, open: &str, close: &str, nested: bool) -> usize {
    let mut depth = 1;
    let mut at = open.len();
    while let Some(found) =
        rest[at..].find([open.as_bytes()[0] as char, close.as_bytes()[0] as char])
    {
        at += found;
        if rest[at..].starts_with(close) {
            at += close.len();
            depth -= 1;
            if depth == 0 {
                return at;
            }
        } else if nested && rest[at..].starts_with(open) {
            at += open.len();
            depth += 1;
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn string(words: &Words, rest: &str) -> Option<usize> {
    let (open, close, lines) = words
        .quotes
        .iter()
        .find(|(open, _, _)| rest.starts_with(open))?;
    Some(string_end(rest, open.len(), close, *lines))
}

/// Where a string ends: behind its closing, at the end of the line if it must, or nowhere before the end.
fn string_end(rest: &str, open: usize, close: &str, lines: bool) -> usize {
    let mut at = open;
    while let Some(found) = rest[at..].find(['\\', '\n', close.as_bytes()[0] as char]) {
        at += found;
        match rest.as_bytes()[at] {
            b'\n' if !lines => return at,
            b'\\' => {
                at += 1 + rest[at + 1..]
                    .chars()
                    .next()
                    .filter(|c| *c != '\n')
                    .map_or(0, char::len_utf8)
            }
            _ if rest[at..].starts_with(close) => return at + close.len(),
            _ => at += 1,
        }
    }
    rest.len()
}

fn meta(words: &Words, rest: &str, c: char) -> Option<usize> {
    if words.rust && (rest.starts_with("#[") || rest.starts_with("#![")) {
        let line = &rest[..line_end(rest)];
        return Some(line.find(']').map_or(line.len(), |at| at + 1));
    }
    if words.meta != Some(c) {
        return None;
    }
    let word = &rest[c.len_utf8()..];
    let length = word.find(|c| !is_of_word(words, c)).unwrap_or(word.len());
    (length > 0).then_some(c.len_utf8() + length)
}

fn number(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        let point = *b == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !(b.is_ascii_alphanumeric() || *b == b'_' || point) {
            break;
        }
        at += 1;
    }
    at
}

fn starts_word(words: &Words, c: char) -> bool {
    c.is_alphabetic() || c == '_' || (c == '$' && words.inside.contains('$'))
}

fn is_of_word(words: &Words, c: char) -> bool {
    c.is_alphanumeric() || c == '_' || words.inside.contains(c)
}

/// What a word is, and how many bytes it takes with what belongs to it.
fn class_of(words: &Words, known: &Vocabulary, word: &str, after: &str) -> Option<(Class, usize)> {
    if words.rust
        && matches!(word, "r" | "b" | "br" | "c" | "cr")
        && let Some(length) = raw_string(after, word)
    {
        return Some((Class::String, word.len() + length));
    }
    let class = match words.folded {
        true => known.get(word.to_ascii_lowercase().as_str()),
        false => known.get(word),
    };
    let class = if words
        .key
        .is_some_and(|key| after.trim_start_matches(' ').starts_with(key))
    {
        Class::Name
    } else if let Some(class) = class {
        *class
    } else if words.rust && after.starts_with('!') && after[1..].starts_with(['(', '[', '{', ' ']) {
        return Some((Class::Function, word.len() + 1));
    } else if words.capitals && word.starts_with(char::is_uppercase) {
        let shouted = word.len() > 1 && !word.contains(char::is_lowercase);
        if shouted {
            Class::Constant
        } else {
            Class::Type
        }
    } else if after.starts_with('(') {
        Class::Function
    } else {
        return None;
    };
    Some((class, word.len()))
}

/// The length of `"…"`, `#"…"#` and so on, behind the letters that announce it.
fn raw_string(after: &str, letters: &str) -> Option<usize> {
    let hashes = after.bytes().take_while(|b| *b == b'#').count();
    if !after[hashes..].starts_with('"') || hashes > 16 || (hashes > 0 && !letters.ends_with('r')) {
        return None;
    }
    if !letters.ends_with('r') {
        return Some(string_end(after, 1, "\"", true));
    }
    let close = format!("\"{}", "#".repeat(hashes));
    Some(
        after[hashes + 1..]
            .find(&close)
            .map_or(after.len(), |at| hashes + 1 + at + close.len()),
    )
}

/// A character, or a lifetime.
fn quote_of_rust<'c, F: FnMut(Option<Class>, &'c str)>(cutter: &mut Cutter<'c, F>) {
    let rest = cutter.rest();
    let mut chars = rest[1..].chars();
    match chars.next() {
        Some('\\') => cutter.mark(Class::String, string_end(rest, 1, "'", false)),
        Some(c) if chars.next() == Some('\'') => cutter.mark(Class::String, c.len_utf8() + 2),
        Some(c) if c.is_alphabetic() || c == '_' => {
            let name = rest[1..]
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(rest.len() - 1);
            cutter.mark(Class::Type, 1 + name);
        }
        _ => cutter.skip(1),
    }
}
