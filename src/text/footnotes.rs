//! Footnotes: numbered as they are first referred to, gathered at the end, with ways there and back.

use super::sheet::Sheet;
use std::collections::HashMap;
use std::fmt::Write;

/// What a reference and its way back cost of the elements a text may have: three, and two addresses.
const PRICE: usize = 5;

/// The footnotes of one text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// Tells the footnotes of this text from those of others on the same page.
    hash: u32,
    numbers: HashMap<String, usize>,
    notes: Vec<Note>,
    references: usize,
}

#[derive(Default)]
struct Note {
    html: String,
    listed: bool,
    /// The references that lead here and want a way back.
    back: Vec<usize>,
}

impl Footnotes {
    /// No footnotes yet, of this text.
    pub(super) fn of(markdown: &str) -> Footnotes {
        // FNV-1a: the same on every machine and in every version, which `std` does not promise of its hashes.
        let hash = markdown.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        Footnotes {
            hash,
            ..Footnotes::default()
        }
    }

    fn number(&mut self, label: &str) -> usize {
        let label = label.to_lowercase();
        let next = self.numbers.len() + 1;
        let number = *self.numbers.entry(label).or_insert(next);
        if number > self.notes.len() {
            self.notes.push(Note::default());
        }
        number
    }

    /// Writes a reference: a link where links may stand and elements are left, else the number in brackets.
    pub(super) fn refer(&mut self, label: &str, sheet: &mut Sheet, left: &mut usize) {
        let number = self.number(label);
        // A raised link here and one for the way back.
        if sheet.may_link() && *left >= PRICE {
            self.references += 1;
            let (hash, reference) = (self.hash, self.references);
            let link = format!(
                "<sup><a class=\"footnote\" id=\"fr-{hash:08x}-{reference}\" href=\"#fn-{hash:08x}-{number}\">{number}</a></sup>"
            );
            sheet.whole(left, &link, PRICE, "");
            self.notes[number - 1].back.push(reference);
        } else {
            sheet.text(&format!("[{number}]"));
        }
    }

    /// Keeps the text of a footnote. A label defined twice keeps both texts.
    pub(super) fn define(&mut self, label: &str, html: &str, left: &mut usize) {
        let number = self.number(label);
        let note = &mut self.notes[number - 1];
        note.html.push_str(html);
        if !note.listed && *left > 0 {
            *left -= 1;
            note.listed = true;
        }
    }

    /// Writes the list of all footnotes.
    pub(super) fn finish(self, out: &mut String) {
        let (listed, flat): (Vec<_>, Vec<_>) = self
            .notes
            .iter()
            .enumerate()
            .partition(|(_, note)| note.listed);
        if !listed.is_empty() {
            out.push_str("<ol class=\"footnotes\">\n");
            for (at, note) in listed {
                let _ = write!(out, "<li id=\"fn-{:08x}-{}\">", self.hash, at + 1);
                let (body, close) = match note.html.trim_end().strip_suffix("</p>") {
                    Some(body) => (body, "</p>"),
                    None => (note.html.trim_end(), ""),
                };
                out.push_str(body);
                for reference in &note.back {
                    let _ = write!(
                        out,
                        " <a class=\"footnote-back\" href=\"#fr-{:08x}-{reference}\" aria-label=\"Back to the text\">↩</a>",
                        self.hash
                    );
                }
                out.push_str(close);
                out.push_str("</li>\n");
            }
            out.push_str("</ol>\n");
        }
        for (_, note) in flat {
            out.push_str(&note.html);
        }
    }
}
