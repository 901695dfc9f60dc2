//! The price of spite: work grows with length and with nothing else. Counted, not timed.

use super::reading::{Piece, read};
use super::*;
use pulldown_cmark::{Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

const LONGEST: usize = 200_000;

fn known() -> Known {
    Known {
        handles: HashMap::from([("ann".to_owned(), "ann".to_owned())]),
        topics: HashSet::from([7]),
        ..Known::default()
    }
}

/// Pieces to repeat, alone.
const STORMS: &[&str] = &[
    "> ",
    "[",
    "*",
    "`",
    "((((",
    "- ",
    "1. ",
    "|",
    "![",
    "[^a]",
    "[a](",
    "<",
    "&",
    "&amp;",
    "\\",
    "_",
    "~",
    "**a",
    "*a_ ",
    "[](",
    "`a``",
    "<a ",
    "#",
    "a@",
    "@ann ",
    "#7 ",
    "http://a.b ",
    "http://a.b/))) ",
    "|a\n|-\n",
    "[^a]: [^a]\n\n",
    "    a\n",
    "- [ ] a\n",
    "[![a](/b)](/c)",
    "*`[a](/b)`* ",
    "```rust\nfn a\n```\n",
    "~~~\n",
    "\u{A0}",
    "\u{301}",
    "😀",
    "\n\n> ",
    "<http://a>",
    "![^a]",
    "\u{0}",
];

/// A beginning to repeat through one half, and a line to repeat through the other: what is open meets many lines.
const PAIRS: &[(&str, &str)] = &[
    ("> ", "\na"),
    ("> ", "\n|a|b"),
    ("- ", "|a|b\n"),
    ("1. \t", ":)&\n"),
    ("- \t", "\n\n"),
    ("[^a]: ", "\na"),
    ("> - 1. ", "\n\ta"),
    ("*a ", " b*"),
    ("[", "](b)"),
    ("![", "](b)"),
    ("|a", "\n|-"),
    ("<a b=\"", "\n"),
    ("`", "\n"),
    ("[a]: /b\n", "[a]"),
];

fn storm(piece: &str, chars: usize) -> String {
    piece.repeat(chars / piece.chars().count())
}

#[test]
fn work_grows_in_step_with_length() {
    let known = known();
    let work = |text: String| {
        let work = render(&text, &known).work;
        // However short the piece: the bytes of one link at most for each character, and never more than so much in all.
        assert!(
            work <= 60 * text.chars().count() + 4_000,
            "{work} for {:?}…",
            text.chars().take(20).collect::<String>()
        );
        assert!(
            work <= 2_500_000,
            "{work} for {:?}…",
            text.chars().take(20).collect::<String>()
        );
        work
    };
    for piece in STORMS {
        let [quarter, whole] = [LONGEST / 4, LONGEST].map(|chars| work(storm(piece, chars)));
        assert!(
            whole <= quarter * 5 + 10_000,
            "{piece:?}: {quarter}, then {whole}"
        );
    }
    for (head, line) in PAIRS {
        let [quarter, whole] = [LONGEST / 4, LONGEST]
            .map(|chars| work(storm(head, chars / 2) + "a" + &storm(line, chars / 2)));
        assert!(
            whole <= quarter * 5 + 10_000,
            "{head:?} {line:?}: {quarter}, then {whole}"
        );
    }
}

/// The parser's own steps are not counted, but what makes them many is: quotes and items open at once.
#[test]
fn no_text_opens_more_at_once_than_the_parser_bears() {
    let indented: String = (0..80)
        .map(|n| format!("{}{}\n", "\t".repeat(32 * n), "- ".repeat(64)))
        .collect();
    let pairs = PAIRS
        .iter()
        .map(|(head, line)| storm(head, 50_000) + "a" + &storm(line, 50_000));
    let storms = STORMS.iter().map(|piece| storm(piece, 50_000));
    for text in pairs.chain(storms).chain([indented]) {
        let (mut open, mut most) = (0, 0);
        read(&text, |piece| {
            match piece {
                Piece::Open(Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_)) => {
                    open += 1
                }
                Piece::Close(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                    open -= 1
                }
                _ => {}
            }
            most = most.max(open);
            ControlFlow::Continue(())
        });
        assert!(
            most <= 200,
            "{most} for {:?}…",
            text.chars().take(20).collect::<String>()
        );
    }
}

#[test]
fn short_lines_do_not_buy_long_pages() {
    let link = format!(
        "[a]: /{}\n\n{}",
        "x".repeat(8_000),
        storm("[a]", LONGEST - 8_010)
    );
    let cells = format!(
        "{}\n{}\n{}",
        storm("|a", 25_000),
        storm("|-", 25_000),
        storm("|\n", 100_000)
    );
    for text in [link, cells] {
        assert!(render(&text, &known()).work < 2_000_000);
    }
}

#[test]
fn no_storm_harms_what_only_reads() {
    for piece in STORMS {
        let text = storm(piece, LONGEST);
        assert!(references(&text).handles.len() <= 1);
        assert!(excerpt(&text, 200).chars().count() <= 200);
        assert!(slug(&text).chars().count() <= 80);
        assert!(clean_line(&text).len() <= text.len() * 2);
        assert!(clean_text(&text).len() <= text.len() * 2);
        assert!(reasons::alike(&text, &text));
    }
}
