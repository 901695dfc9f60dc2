//! All words of a text, in one line.
use std::ops::ControlFlow;

use pulldown_cmark::TagEnd;

use super::reading::{Piece, read};
use super::wall;

/// What a Markdown text says, headings and code and all, as one plain line with single spaces.
pub fn plain(markdown: &str) -> String {
    let mut line = String::with_capacity(markdown.len());
    read(markdown, |piece| {
        match piece {
            Piece::Text(text) => push(&mut line, text),
            Piece::Code(code) => push(&mut line, &code),
            Piece::Soft | Piece::Hard | Piece::Rule => push(&mut line, " "),
            Piece::Close(end) if parts(&end) => push(&mut line, " "),
            Piece::Open(_) | Piece::Close(_) | Piece::Note(_) | Piece::Task(_) => {}
        }
        ControlFlow::Continue(())
    });
    line.truncate(line.trim_end().len());
    line
}

/// Whether what follows is another word, even without a space.
fn parts(end: &TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
    )
}

fn push(line: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !wall::unseen(c) {
            line.push(c);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn every_word_is_there_once_and_no_markup() {
        assert_eq!(
            plain(
                "# Dark *mode*\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n```rust\nlet x;\n```\nSee [the page](https://a.example)."
            ),
            "Dark mode one two a b c d let x; See the page."
        );
        assert_eq!(plain(""), "");
    }
}
