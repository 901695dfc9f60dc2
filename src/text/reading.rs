//! Markdown as the rest of the room reads it.

use super::tame::tame;
use super::wall::PLAIN;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::ControlFlow;

/// A piece of a Markdown text, in order.
pub(super) enum Piece<'p> {
    /// Something begins that holds other pieces.
    Open(Tag<'p>),
    /// It ends.
    Close(TagEnd),
    /// Words, whole: the parser cuts them at every character that could have meant something, and here they are joined.
    /// HTML is words too. An `@` or `#` that its writer escaped stands behind [`PLAIN`].
    Text(&'p str),
    /// Code within a line.
    Code(CowStr<'p>),
    /// A line end that means nothing.
    Soft,
    /// A line end that was meant.
    Hard,
    /// A line across.
    Rule,
    /// A reference to the footnote of this label.
    Note(CowStr<'p>),
    /// The box of a task, ticked or not.
    Task(bool),
}

/// Reads a text piece by piece until the reader has enough; returns how many events the parser told.
pub(super) fn read(markdown: &str, mut each: impl FnMut(Piece<'_>) -> ControlFlow<()>) -> usize {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    let source = tame(markdown);
    let mut events = 0;
    let mut text = String::new();
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        events += 1;
        let piece = match event {
            Event::Text(words) => {
                if words.starts_with(['@', '#']) && source[..range.start].ends_with('\\') {
                    text.push(PLAIN);
                }
                text.push_str(&words);
                continue;
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                text.push_str(&html);
                continue;
            }
            Event::Start(tag) => Piece::Open(tag),
            Event::End(end) => Piece::Close(end),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                Piece::Code(code)
            }
            Event::SoftBreak => Piece::Soft,
            Event::HardBreak => Piece::Hard,
            Event::Rule => Piece::Rule,
            Event::FootnoteReference(label) => Piece::Note(label),
            Event::TaskListMarker(done) => Piece::Task(done),
        };
        if !text.is_empty() {
            if each(Piece::Text(&text)).is_break() {
                return events;
            }
            text.clear();
        }
        if each(piece).is_break() {
            return events;
        }
    }
    if !text.is_empty() {
        let _ = each(Piece::Text(&text));
    }
    events
}
