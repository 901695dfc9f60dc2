//! People, topics and addresses that a text names.

use super::address;
use super::address::picture;
use super::fold::fold;
use super::handle;
use super::reading::{Piece, read};
use super::wall::PLAIN;
use pulldown_cmark::{Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

/// How many people, and how many topics, one text can call.
const MOST: usize = 50;

/// Whom and what mentions may link to, looked up by whoever renders.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// People, by folded handle, with the handle as it is shown.
    pub handles: HashMap<String, String>,
    /// Topics.
    pub topics: HashSet<i64>,
    /// Pictures of ours, by key, with width and height.
    pub images: HashMap<String, (u32, u32)>,
}

/// Whom and what a text mentions outside code and links, each once, in order, at most 50 of each; pictures of ours too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Folded handles. A name that ends in `-` or `_` is here also without them.
    pub handles: Vec<String>,
    /// Topics by number.
    pub topics: Vec<i64>,
    /// Pictures of ours by key.
    pub images: Vec<String>,
}

/// Something in the words of a text that may become a link.
pub(super) enum Found<'t> {
    Plain(&'t str),
    Address(&'t str),
    /// `@` and a handle, with the `@`.
    Person(&'t str),
    /// `#` and a number, with the `#`.
    Topic(i64, &'t str),
}

/// Finds what a Markdown text mentions, to be looked up before [`render`](super::render()) is asked to link it.
pub fn references(markdown: &str) -> References {
    let mut found = References::default();
    let mut silent = 0;
    read(markdown, |piece| {
        match piece {
            Piece::Open(Tag::Image { dest_url, .. }) => {
                silent += 1;
                if let Some((key, _)) = picture(&dest_url) {
                    add(&mut found.images, key.to_owned());
                }
            }
            Piece::Open(Tag::Link { .. } | Tag::CodeBlock(_)) => silent += 1,
            Piece::Close(TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) => silent -= 1,
            Piece::Text(text) if silent == 0 => scan(text, |part| match part {
                Found::Person(mention) => candidates(mention)
                    .into_iter()
                    .for_each(|handle| add(&mut found.handles, handle)),
                Found::Topic(number, _) => add(&mut found.topics, number),
                Found::Plain(_) | Found::Address(_) => {}
            }),
            _ => {}
        }
        let full =
            found.handles.len() >= MOST && found.topics.len() >= MOST && found.images.len() >= MOST;
        if full {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    found
}

/// The person a mention means, as they are shown, and what is left of the text behind the name.
pub(super) fn person<'k, 't>(mention: &'t str, known: &'k Known) -> Option<(&'k str, &'t str)> {
    let whole = mention.len();
    let bare = mention.trim_end_matches(['-', '_']).len();
    [whole, bare].into_iter().find_map(|end| {
        Some((
            known.handles.get(&fold(&mention[1..end]))?.as_str(),
            &mention[end..],
        ))
    })
}

fn candidates(mention: &str) -> Vec<String> {
    let name = &mention[1..];
    let bare = name.trim_end_matches(['-', '_']);
    let mut all = vec![fold(name)];
    if bare != name {
        all.push(fold(bare));
    }
    all
}

fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    // At most 50 to compare with.
    if list.len() < MOST && !list.contains(&item) {
        list.push(item);
    }
}

/// Cuts words into plain ones and those that may become links. Each character is looked at a bounded number of times.
pub(super) fn scan<'t>(text: &'t str, mut each: impl FnMut(Found<'t>)) {
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = text[at..].find(['@', '#', 'h', 'H']) {
        let start = at + found;
        let (before, here) = text.split_at(start);
        let (length, link) = candidate(before.chars().next_back(), here);
        if let Some(link) = link {
            if plain < start {
                each(Found::Plain(&text[plain..start]));
            }
            each(link);
            plain = start + length;
        }
        at = start + length;
    }
    if plain < text.len() {
        each(Found::Plain(&text[plain..]));
    }
}

/// How many bytes to go on by, and what they are if they are something.
fn candidate<'t>(before: Option<char>, here: &'t str) -> (usize, Option<Found<'t>>) {
    let inside = before
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '@' | '#' | '&' | '/' | PLAIN));
    if inside {
        return (1, None);
    }
    let first = here.as_bytes()[0];
    let run = |of: fn(char) -> bool| 1 + here[1..].find(|c| !of(c)).unwrap_or(here.len() - 1);
    match first {
        b'@' => {
            let end = run(handle::is_of_handle);
            let whole = !here[end..].starts_with('@') && here[1..].starts_with(char::is_alphabetic);
            let fit =
                whole && here[1..end].chars().take(handle::LONGEST + 1).count() <= handle::LONGEST;
            (end, fit.then(|| Found::Person(&here[..end])))
        }
        b'#' => {
            let end = run(|c| c.is_ascii_digit());
            let whole = !here[end..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
            let number = if whole && here.as_bytes().get(1) != Some(&b'0') {
                here[1..end].parse().ok()
            } else {
                None
            };
            (end, number.map(|number| Found::Topic(number, &here[..end])))
        }
        _ => match address::bare(here) {
            Some(end) => (end, Some(Found::Address(&here[..end]))),
            None => (1, None),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_and_numbers_are_found_once_each() {
        let found = references("@Ann and @bjørn_: see #12, #7 and #12. cc @ann (@太郎) *@bob*");
        assert_eq!(found.handles, ["ann", "bjørn_", "bjørn", "太郎", "bob"]);
        assert_eq!(found.topics, [12, 7]);
    }

    #[test]
    fn code_links_addresses_and_escapes_mention_nobody() {
        let text = "`@ann #1` [@bob #2](https://a.example) a@b.example https://a.example/@eve#3 \\@dan \\#4 @x@social.example \
                    C#5 &#35;x #06 #7a #99999999999999999999 @7up @\n\n```\n@fay #8\n```\n![@gil](/x) <https://a.example/@hal>";
        assert_eq!(references(text), References::default());
    }

    #[test]
    fn a_storm_of_mentions_calls_fifty() {
        let storm: String = (1..999).map(|n| format!("@a{n} #{n} ")).collect();
        let found = references(&storm);
        assert_eq!((found.handles.len(), found.topics.len()), (50, 50));
    }
}
