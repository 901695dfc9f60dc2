//! Markdown becomes HTML.

mod links;

use super::footnotes::Footnotes;
use super::highlight::{self, Language};
use super::html::Html;
use super::mentions::Known;
use super::reading::{Piece, read};
use super::sheet::{Kind, Sheet};
use super::wall;
use pulldown_cmark::{Alignment, CodeBlockKind, HeadingLevel, Tag, TagEnd};
use std::ops::ControlFlow;

/// How many elements one text may have, links counted twice: each costs the cleaner about a microsecond, their addresses
/// another. The longest Rust RFC has 4,300.
const ELEMENTS: usize = 20_000;

/// A text as HTML, and what it cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rendered {
    /// What to show.
    pub html: Html,
    /// Units of work done (parser events, bytes cleaned, bytes highlighted), so that tests can count without a clock.
    pub work: usize,
}

/// Makes Markdown safe to show: CommonMark with tables, tasks, strikethrough, footnotes and coloured code; HTML in it is
/// shown as the text it is, pictures of ours are shown, other images become links, and mentions of what is `known` become links too.
///
/// Classes in it: `mention`, `footnote`, `footnote-back`, `footnotes`, `task`, `table`, `align-center`, `align-end`, and
/// in code `hl-comment`, `hl-keyword`, `hl-string`, `hl-number`, `hl-type`, `hl-function`, `hl-constant`, `hl-meta`,
/// `hl-name`, `hl-added` and `hl-removed`.
///
/// The caller bounds the length. The time it takes grows with the length and with nothing else.
pub fn render(markdown: &str, known: &Known) -> Rendered {
    let mut writer = Writer {
        known,
        sheet: Sheet::default(),
        suspended: Vec::new(),
        left: ELEMENTS,
        notes: Footnotes::of(markdown),
        code: None,
        picture: None,
        columns: Vec::new(),
        column: 0,
        head: false,
        colour: highlight::Allowance::default(),
    };
    let events = read(markdown, |piece| {
        writer.take(piece);
        ControlFlow::Continue(())
    });
    let mut out = writer.sheet.out;
    writer.notes.finish(&mut out);
    Rendered {
        work: events + out.len() + writer.colour.used(),
        html: wall::clean(&out),
    }
}

struct Writer<'k> {
    known: &'k Known,
    sheet: Sheet,
    /// Sheets waiting while a footnote is written on its own, with the footnote's label.
    suspended: Vec<(Sheet, String)>,
    left: usize,
    notes: Footnotes,
    /// The code block being gathered.
    code: Option<(Option<&'static Language>, String)>,
    /// The picture whose description is being gathered.
    picture: Option<links::Picture>,
    columns: Vec<Alignment>,
    column: usize,
    head: bool,
    colour: highlight::Allowance,
}

impl Writer<'_> {
    fn take(&mut self, piece: Piece<'_>) {
        if self.picture.is_some() {
            return self.describe(piece);
        }
        match piece {
            Piece::Open(tag) => self.open(tag),
            Piece::Close(end) => self.close(end),
            Piece::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(text),
                None => self.words(text),
            },
            Piece::Code(code) => {
                self.plainly("<code>", "</code>", Kind::Flow);
                self.sheet.text(&code);
                self.sheet.close();
            }
            Piece::Soft => self.sheet.text("\n"),
            Piece::Hard => self.sheet.whole(&mut self.left, "<br>\n", 1, "\n"),
            Piece::Rule => self.sheet.whole(&mut self.left, "<hr>\n", 1, "\n"),
            Piece::Note(label) => self.notes.refer(&label, &mut self.sheet, &mut self.left),
            Piece::Task(done) => {
                self.sheet.mark_task();
                let (html, flat) = match done {
                    true => (
                        "<input type=\"checkbox\" disabled checked aria-label=\"Done\"> ",
                        "[x] ",
                    ),
                    false => (
                        "<input type=\"checkbox\" disabled aria-label=\"To do\"> ",
                        "[ ] ",
                    ),
                };
                self.sheet.whole(&mut self.left, html, 1, flat);
            }
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.plainly("<p>", "</p>\n", Kind::Flow),
            Tag::Heading { level, .. } => {
                let (open, close) = heading(level);
                self.plainly(open, close, Kind::Flow);
            }
            Tag::BlockQuote(_) => self.plainly("<blockquote>\n", "</blockquote>\n", Kind::Flow),
            Tag::CodeBlock(kind) => {
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => highlight::language(info),
                    CodeBlockKind::Indented => None,
                };
                if self.sheet.open(
                    &mut self.left,
                    "<pre tabindex=\"0\"><code>",
                    "</code></pre>\n",
                    2,
                    Kind::Flow,
                ) {
                    self.code = Some((language, String::new()));
                }
            }
            Tag::List(None) => self.plainly("<ul>\n", "</ul>\n", Kind::Holder),
            Tag::List(Some(1)) => self.plainly("<ol>\n", "</ol>\n", Kind::Holder),
            Tag::List(Some(start)) => self.plainly(
                &format!("<ol start=\"{start}\">\n"),
                "</ol>\n",
                Kind::Holder,
            ),
            Tag::Item => self.plainly(
                "<li>",
                "</li>\n",
                Kind::Item(self.sheet.out.len() + "<li".len()),
            ),
            Tag::FootnoteDefinition(label) => {
                // It will stand in a list, two levels deep.
                let page = std::mem::replace(&mut self.sheet, Sheet::inside(2));
                self.suspended.push((page, label.into_string()));
            }
            Tag::Table(columns) => {
                self.columns = columns;
                let open = "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>";
                self.sheet.open(
                    &mut self.left,
                    open,
                    "</tbody></table></div>\n",
                    3,
                    Kind::Holder,
                );
            }
            Tag::TableHead => {
                (self.column, self.head) = (0, true);
                self.sheet.open(
                    &mut self.left,
                    "<thead><tr>",
                    "</tr></thead><tbody>\n",
                    2,
                    Kind::Holder,
                );
            }
            Tag::TableRow => {
                (self.column, self.head) = (0, false);
                self.plainly("<tr>", "</tr>\n", Kind::Holder);
            }
            Tag::TableCell => self.cell(),
            Tag::Emphasis => self.plainly("<em>", "</em>", Kind::Flow),
            Tag::Strong => self.plainly("<strong>", "</strong>", Kind::Flow),
            Tag::Strikethrough => self.plainly("<del>", "</del>", Kind::Flow),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.image(&dest_url),
            // Parts of Markdown that we do not switch on.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => self.nothing(Kind::Flow),
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.nothing(Kind::Flow)
            }
        }
    }

    fn plainly(&mut self, open: &str, close: &'static str, kind: Kind) {
        self.sheet.open(&mut self.left, open, close, 1, kind);
    }

    /// Opens something that has no tag.
    fn nothing(&mut self, kind: Kind) {
        self.sheet.open(&mut self.left, "", "", 0, kind);
    }

    fn cell(&mut self) {
        let align = match self.columns.get(self.column) {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        };
        self.column += 1;
        match self.head {
            true => self.plainly(&format!("<th scope=\"col\"{align}>"), "</th>", Kind::Flow),
            false => self.plainly(&format!("<td{align}>"), "</td>", Kind::Flow),
        }
    }

    fn close(&mut self, end: TagEnd) {
        if end == TagEnd::FootnoteDefinition {
            if let Some((page, label)) = self.suspended.pop() {
                let note = std::mem::replace(&mut self.sheet, page);
                self.notes.define(&label, &note.out, &mut self.left);
            }
            return;
        }
        if let Some((language, code)) = self.code.take() {
            highlight::write(
                language,
                &code,
                &mut self.sheet.out,
                &mut self.left,
                &mut self.colour,
            );
        }
        if !self.sheet.close() {
            self.sheet.text(flat_end(end));
        }
    }
}

/// The page has its own title and section headings above a person's words.
fn heading(level: HeadingLevel) -> (&'static str, &'static str) {
    match level {
        HeadingLevel::H1 => ("<h3>", "</h3>\n"),
        HeadingLevel::H2 => ("<h4>", "</h4>\n"),
        HeadingLevel::H3 => ("<h5>", "</h5>\n"),
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => ("<h6>", "</h6>\n"),
    }
}

/// What keeps words apart where the element that ended between them was not written.
fn flat_end(end: TagEnd) -> &'static str {
    match end {
        TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript => "",
        TagEnd::Link | TagEnd::Image => "",
        TagEnd::TableCell => " ",
        _ => "\n",
    }
}

#[cfg(test)]
mod tests;
