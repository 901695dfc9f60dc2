//! Text as it is typed, made fit to keep.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One line fit to be a name or a title: NFC, no controls, no invisible characters, single spaces.
pub fn clean_line(s: &str) -> String {
    let chars: Vec<char> = s
        .nfc()
        .map(|c| {
            if c.is_control() && !is_break(c) {
                '\0'
            } else {
                c
            }
        })
        .filter(|c| *c != '\0')
        .collect();
    let mut line = String::with_capacity(s.len());
    let mut last = ' ';
    for (at, &c) in chars.iter().enumerate() {
        let c = if is_break(c) || is_blank(c) { ' ' } else { c };
        let keep = match c {
            ' ' => last != ' ',
            '\u{200C}' | '\u{200D}' => {
                joins(last) && chars.get(at + 1).is_some_and(|&next| joins(next))
            }
            // Tags are letters nobody sees, except in the flags of regions.
            '\u{E0020}'..='\u{E007F}' => {
                last == '\u{1F3F4}' || matches!(last, '\u{E0020}'..='\u{E007F}')
            }
            _ => !is_nothing(c),
        };
        if keep {
            line.push(c);
            last = c;
        }
    }
    line.truncate(line.trim_end().len());
    line.nfc().collect()
}

/// A text of many lines fit to keep: NFC, lines ended by `\n`, no controls but that and the tab, no space at its end.
pub fn clean_text(s: &str) -> String {
    let mut text = String::with_capacity(s.len());
    let mut chars = s.nfc().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\n' | '\t' => text.push(c),
            '\u{FEFF}' => {}
            _ if c.is_control() => {}
            _ => text.push(c),
        }
    }
    text.truncate(text.trim_end().len());
    text.nfc().collect()
}

/// Whether a text holds characters that reorder what stands around them, which names and titles must not.
pub fn bidi_control(s: &str) -> bool {
    s.contains(['\u{200E}', '\u{200F}', '\u{061C}'])
        || s.contains(|c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
}

fn is_break(c: char) -> bool {
    c.is_whitespace()
}

/// Letters without ink, with which a name could look empty.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        '\u{115F}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
    )
}

/// Characters without ink or width. Bidi controls are not among them: they are refused aloud, not dropped in silence.
fn is_nothing(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E001F}'
    )
}

/// Letters of scripts that join, their marks, and emoji: where a zero-width joiner has work to do.
fn joins(c: char) -> bool {
    let script = c >= '\u{590}' && (c.is_alphanumeric() || is_combining_mark(c));
    script || matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_without_tricks() {
        assert_eq!(
            clean_line("  Put\u{0} News\r\n at\tthe\u{2028}top\u{7f}  "),
            "Put News at the top"
        );
        assert_eq!(clean_line("Ame\u{301}lie"), "Amélie");
        assert_eq!(
            clean_line("pay\u{200B}\u{200D}pal\u{FEFF}\u{AD}\u{3164}"),
            "paypal"
        );
        assert_eq!(clean_line("\u{3164}\u{2800} \u{200B}"), "");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        let family = "👨\u{200D}👩\u{200D}👧 می\u{200C}خواهم";
        assert_eq!(clean_line(family), family);
        assert_eq!(clean_line("\u{200D}👨\u{200D} a"), "👨 a");
        let flag = "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}";
        assert_eq!(clean_line(flag), flag);
        assert_eq!(clean_line("a\u{E0067}b"), "ab");
    }

    #[test]
    fn a_text_keeps_its_lines_and_tabs() {
        assert_eq!(
            clean_text("\u{FEFF}a  \r\n\tb\r\rc\u{1b}[1m\u{85}d \n\n"),
            "a  \n\tb\n\nc[1m\nd"
        );
    }

    #[test]
    fn characters_that_reorder_are_seen() {
        assert!(bidi_control("abc\u{202E}def"));
        assert!(bidi_control("\u{2067}x"));
        assert!(bidi_control("\u{061C}"));
        assert!(!bidi_control("שלום 👨\u{200D}👩"));
    }
}
