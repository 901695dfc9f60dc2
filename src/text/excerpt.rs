//! The beginning of a text in one plain line.

use super::reading::{Piece, read};
use super::wall;
use pulldown_cmark::{Tag, TagEnd};
use std::ops::ControlFlow;
use unicode_normalization::char::is_combining_mark;

/// The first prose of a Markdown text as one plain line of at most so many characters, cut at a word with ….
///
/// Headings, code, tables and a leading list of facts ("Start Date: …") are passed over when prose follows.
pub fn excerpt(markdown: &str, chars: usize) -> String {
    let mut taking = Taking {
        enough: chars.saturating_mul(4).saturating_add(4),
        ..Taking::default()
    };
    read(markdown, |piece| taking.take(piece));
    taking.end_list();
    let line = if taking.prose.trim().is_empty() {
        &taking.rest
    } else {
        &taking.prose
    };
    cut(line.trim(), chars)
}

#[derive(Default)]
struct Taking {
    prose: String,
    rest: String,
    /// The items of the list being read at the very beginning, which may turn out to be facts.
    list: Option<Vec<String>>,
    lists: usize,
    /// How many headings, code blocks, tables or HTML blocks we are in.
    aside: usize,
    /// Bytes of prose after which nothing more is needed.
    enough: usize,
}

impl Taking {
    fn take(&mut self, piece: Piece<'_>) -> ControlFlow<()> {
        match piece {
            Piece::Open(Tag::List(_)) => {
                if self.lists == 0 && self.prose.is_empty() {
                    self.list = Some(Vec::new());
                }
                self.lists += 1;
            }
            Piece::Open(Tag::Item) if self.lists == 1 => {
                if let Some(items) = &mut self.list {
                    items.push(String::new());
                }
            }
            Piece::Open(tag) if is_aside(&tag) => self.aside += 1,
            Piece::Open(_) => {}
            Piece::Close(end) => {
                match end {
                    TagEnd::List(_) => {
                        self.lists -= 1;
                        if self.lists == 0 {
                            self.end_list();
                        }
                    }
                    TagEnd::Heading(_)
                    | TagEnd::CodeBlock
                    | TagEnd::Table
                    | TagEnd::HtmlBlock
                    | TagEnd::FootnoteDefinition => {
                        self.space();
                        self.aside -= 1;
                    }
                    _ => {}
                }
                if matches!(
                    end,
                    TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::BlockQuote(_)
                ) {
                    self.space();
                }
            }
            Piece::Text(text) => self.add(text),
            Piece::Code(code) => self.add(&code),
            Piece::Soft | Piece::Hard | Piece::Rule => self.space(),
            Piece::Note(_) | Piece::Task(_) => {}
        }
        if self.prose.len() > self.enough {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn space(&mut self) {
        self.add(" ");
    }

    fn add(&mut self, text: &str) {
        let place = match &mut self.list {
            _ if self.aside > 0 => &mut self.rest,
            Some(items) => match items.last_mut() {
                Some(item) => item,
                None => return,
            },
            None => &mut self.prose,
        };
        push(place, text, self.enough);
    }

    /// Decides whether the first list was facts about the text or its first words.
    fn end_list(&mut self) {
        let Some(items) = self.list.take() else {
            return;
        };
        // Someone always forgets a colon.
        let facts = items.iter().filter(|item| is_fact(item)).count() * 4 >= items.len() * 3;
        let place = if facts {
            &mut self.rest
        } else {
            &mut self.prose
        };
        for item in items {
            push(place, &item, self.enough);
            push(place, " ", self.enough);
        }
    }
}

fn is_aside(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
    )
}

/// "Start Date: 2014-03-11", "RFC PR: (leave this empty)", "Author:".
fn is_fact(item: &str) -> bool {
    item.trim_start()
        .split_once(':')
        .is_some_and(|(name, value)| {
            let short = !name.is_empty()
                && name.chars().count() <= 32
                && name.split_whitespace().count() <= 4;
            short && !value.starts_with("//") && value.chars().count() <= 300
        })
}

/// Adds text with single spaces and without what is not seen, until there is enough.
fn push(place: &mut String, text: &str, enough: usize) {
    for c in text.chars() {
        if place.len() > enough {
            return;
        }
        if c.is_whitespace() {
            if !place.is_empty() && !place.ends_with(' ') {
                place.push(' ');
            }
        } else if !wall::unseen(c) {
            place.push(c);
        }
    }
}

fn cut(line: &str, chars: usize) -> String {
    if line.char_indices().nth(chars).is_none() {
        return line.to_owned();
    }
    let Some((end, _)) = chars
        .checked_sub(1)
        .and_then(|last| line.char_indices().nth(last))
    else {
        return String::new();
    };
    // A word longer than a third of the line, or a script without spaces: cut it, but no letter from its marks.
    let space = if line[end..].starts_with(' ') {
        Some(end)
    } else {
        line[..end].rfind(' ')
    };
    let end = space
        .filter(|space| space * 3 >= end * 2)
        .unwrap_or_else(|| {
            let sticky = |c: char| {
                is_combining_mark(c) || matches!(c, '\u{200D}' | '\u{1F3FB}'..='\u{1F3FF}')
            };
            let mut end = end;
            while end > 0 && (line[end..].starts_with(sticky) || line[..end].ends_with('\u{200D}'))
            {
                end -= line[..end].chars().next_back().map_or(0, char::len_utf8);
            }
            end
        });
    format!(
        "{}…",
        line[..end].trim_end_matches(
            |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '—')
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_plain_and_one_line() {
        let text = "Put **News**\nat the [top](https://a.example), `please`, ![a cat](/cat.png) \\@ann &amp; <b>me</b>!\n\n> Yes.";
        assert_eq!(
            excerpt(text, 200),
            "Put News at the top, please, a cat @ann & <b>me</b>! Yes."
        );
    }

    #[test]
    fn facts_and_headings_give_way_to_prose() {
        let rfc = "- Feature Name: `box_syntax`\n- Start Date: 2014-03-11\n- RFC PR: [rust-lang/rfcs#1](https://github.com/rust-lang/rfcs/pull/1)\n\n\
                   # Summary\n[summary]: #summary\n\n```rust\nlet x = 1;\n```\n\nBoxes get syntax.\n";
        assert_eq!(excerpt(rfc, 100), "Boxes get syntax.");
        assert_eq!(excerpt("---\ntitle: x\n---\n\nWords.", 100), "Words.");
        assert_eq!(
            excerpt("- Read at night\n- Read: by day, and here is more\n", 100),
            "Read at night Read: by day, and here is more"
        );
    }

    #[test]
    fn without_prose_the_rest_is_better_than_nothing() {
        assert_eq!(
            excerpt("# Only a title\n\n- Start Date: today", 100),
            "Only a title Start Date: today"
        );
        assert_eq!(excerpt("```\nlet x = 1;\n```", 100), "let x = 1;");
        assert_eq!(excerpt("", 100), "");
    }

    #[test]
    fn it_is_cut_at_a_word() {
        assert_eq!(excerpt("one two, three four", 9), "one two…");
        assert_eq!(excerpt("one two three", 13), "one two three");
        assert_eq!(excerpt(&"x".repeat(50), 10), "xxxxxxxxx…");
        assert_eq!(excerpt("我们在晚上阅读的时候", 5), "我们在晚…");
        assert_eq!(excerpt("aaaaaa👨\u{200D}👩\u{200D}👧bbbbbb", 9), "aaaaaa…");
        assert_eq!(excerpt("word", 0), "");
    }
}
