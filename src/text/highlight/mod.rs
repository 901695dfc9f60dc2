//! Code in colours, at a bounded price.
//!
//! One small scanner with a table of languages, not a grammar engine: it looks at each character a bounded number of
//! times and keeps no memory. (syntect with its fancy regular expressions needed 30 ms for 16 kB of plain Rust, up to
//! 750 ms for 16 kB of spite, and 10 MB for each language once used.)

mod languages;
mod markup;
mod scanner;

use super::wall::guard;
#[cfg(test)]
pub(super) use languages::names;
pub(super) use languages::{Language, language};

/// Every class that coloured code can carry; `assets/css/components/code.css` dresses each.
///
/// `hl-comment`, `hl-keyword` (and names of elements), `hl-string`, `hl-number`, `hl-type`, `hl-function`, `hl-constant`,
/// `hl-meta` (attributes, decorators, directives), `hl-name` (keys and names of attributes), `hl-added`, `hl-removed`.
pub(super) const CLASSES: &[&str] = &[
    "hl-comment",
    "hl-keyword",
    "hl-string",
    "hl-number",
    "hl-type",
    "hl-function",
    "hl-constant",
    "hl-meta",
    "hl-name",
    "hl-added",
    "hl-removed",
];

/// What a stretch of code is; the order is that of [`CLASSES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Comment,
    Keyword,
    String,
    Number,
    Type,
    Function,
    Constant,
    Meta,
    Name,
    Added,
    Removed,
}

/// How much code of one text may still be coloured.
pub(super) struct Allowance {
    bytes: usize,
    spans: usize,
}

const BYTES: usize = 65_536;
const SPANS: usize = 8_000;
/// Code with longer lines was not written to be read.
const LONGEST_LINE: usize = 400;

impl Default for Allowance {
    fn default() -> Self {
        Allowance {
            bytes: BYTES,
            spans: SPANS,
        }
    }
}

impl Allowance {
    /// How many bytes have been looked at.
    pub(super) fn used(&self) -> usize {
        BYTES - self.bytes
    }
}

/// Writes a block of code, coloured if its language is known and the allowances last; each span is one of the elements `left`.
pub(super) fn write(
    language: Option<&Language>,
    code: &str,
    out: &mut String,
    left: &mut usize,
    colour: &mut Allowance,
) {
    let fit = code.len() <= colour.bytes && code.lines().all(|line| line.len() <= LONGEST_LINE);
    let Some(language) = language.filter(|_| fit) else {
        return guard(out, code);
    };
    colour.bytes -= code.len();
    language.scan(code, |class, text| {
        let class = class.filter(|_| colour.spans > 0 && *left > 0);
        match class {
            None => guard(out, text),
            Some(class) => {
                colour.spans -= 1;
                *left -= 1;
                out.push_str("<span class=\"");
                out.push_str(CLASSES[class as usize]);
                out.push_str("\">");
                guard(out, text);
                out.push_str("</span>");
            }
        }
    });
}

#[cfg(test)]
mod tests;
