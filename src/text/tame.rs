//! Markdown made harmless for the parser.
//!
//! pulldown-cmark is linear in all we tried but one thing: each line is compared with every quote and list still open,
//! so half a text of `> > > …` makes the other half slow (100 kB of `>` before 100 kB of lines took 1.6 s). No person
//! nests this deep.

use std::borrow::Cow;

/// How many quotes and lists one line may open. What would open more stays text.
const MARKERS: usize = 64;
/// How many columns of space may stand before a line's words. Lists nest by indentation too.
const COLUMNS: usize = 256;

/// The Markdown with the depth of every line bounded; almost always the text itself.
pub(super) fn tame(markdown: &str) -> Cow<'_, str> {
    let mut tamed: Option<String> = None;
    let mut done = 0;
    let mut start = 0;
    while start < markdown.len() {
        let end = markdown[start..]
            .find(['\n', '\r'])
            .map_or(markdown.len(), |at| start + at + 1);
        if let Some(excess) = excess(&markdown[start..end]) {
            let out = tamed.get_or_insert_with(|| String::with_capacity(markdown.len() + 16));
            match excess {
                Excess::Marker(at) => {
                    out.push_str(&markdown[done..start + at]);
                    out.push('\\');
                    done = start + at;
                }
                Excess::Space(at) => {
                    out.push_str(&markdown[done..start + at]);
                    let rest = markdown[start + at..end].trim_start_matches([' ', '\t']);
                    done = end - rest.len();
                    // What opens nothing this far out must not open something further in.
                    if let Some(at) = marker(rest, 0) {
                        out.push_str(&rest[..at]);
                        out.push('\\');
                        done += at;
                    }
                }
            }
        }
        start = end;
    }
    match tamed {
        None => Cow::Borrowed(markdown),
        Some(mut out) => {
            out.push_str(&markdown[done..]);
            Cow::Owned(out)
        }
    }
}

/// Where a line goes too far.
enum Excess {
    /// Here begins the punctuation that would open one list or quote too many.
    Marker(usize),
    /// Here begins space that would indent too far.
    Space(usize),
}

fn excess(line: &str) -> Option<Excess> {
    let bytes = line.as_bytes();
    let (mut at, mut markers, mut columns) = (0, 0, 0);
    loop {
        if let Some(b' ' | b'\t') = bytes.get(at) {
            columns += if bytes[at] == b' ' { 1 } else { 4 };
            if columns > COLUMNS {
                return Some(Excess::Space(at));
            }
            at += 1;
            continue;
        }
        let punctuation = marker(line, at)?;
        markers += 1;
        if markers > MARKERS {
            return Some(Excess::Marker(punctuation));
        }
        at = punctuation + 1;
        // The one space after a marker belongs to it.
        columns -= usize::from(bytes.get(at) == Some(&b' ') && columns > 0);
    }
}

/// If a quote, an item or a footnote begins here, the place of the punctuation that makes it one.
fn marker(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    match *bytes.get(at)? {
        b'>' => Some(at),
        b'-' | b'+' | b'*' if spaced(bytes, at + 1) => Some(at),
        b'0'..=b'9' => {
            let digits = bytes[at..]
                .iter()
                .take(10)
                .take_while(|b| b.is_ascii_digit())
                .count();
            let dot = at + digits;
            (matches!(bytes.get(dot), Some(b'.' | b')')) && spaced(bytes, dot + 1)).then_some(dot)
        }
        // A footnote's text may hold quotes and lists, and other footnotes.
        b'[' if bytes.get(at + 1) == Some(&b'^') => Some(at + line[at..].find("]:")? + 1),
        _ => None,
    }
}

fn spaced(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_none_or(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_passes_untouched() {
        for text in [
            "",
            "- a\n  - b\n",
            "> > > a\r\n> b\n",
            &"- ".repeat(60),
            "a > b",
            &"[^1]: x\n".repeat(99),
            &" ".repeat(99),
        ] {
            assert!(matches!(tame(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn what_goes_too_deep_stays_text() {
        assert_eq!(
            tame(&">".repeat(70)),
            format!("{}\\{}", ">".repeat(64), ">".repeat(6))
        );
        assert_eq!(
            tame(&"1. ".repeat(65)),
            format!("{}1\\. ", "1. ".repeat(64))
        );
        assert_eq!(
            tame(&format!("a\n{}b\n- c", "\t".repeat(90))),
            format!("a\n{}b\n- c", "\t".repeat(64))
        );
        assert_eq!(
            tame(&format!("{}- b", " ".repeat(300))),
            format!("{}\\- b", " ".repeat(256))
        );
        assert_eq!(
            tame(&format!("{}1. \t2. 3. b", "\t".repeat(64))),
            format!("{}1. 2\\. 3. b", "\t".repeat(64))
        );
    }
}
