//! HTML that may be shown as it is.

use std::borrow::Cow;

use serde::Serialize;

use crate::lang::{self, Lang, Message};

/// HTML that is safe to show as it is; only [`render`](super::render()) and [`mark`](super::mark()) make it.
///
/// Serialized it is the stored form: call [`at`](Self::at) before it goes into a page, a feed, a mail or the API.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Html(String);

/// What links into the forum begin with while they are stored. No address a person types keeps it.
pub(super) const MARKER: &str = "cowpath:";

impl Html {
    /// The HTML as a page shows it, with links into the forum beginning with `base` ("" or `https://example.org/feedback`).
    pub fn at(&self, base: &str) -> String {
        let base = base
            .trim_end_matches('/')
            .replace('&', "&amp;")
            .replace('"', "&quot;");
        let mut page = String::with_capacity(self.0.len() + 64);
        let mut rest = self.0.as_str();
        // Text says `cowpath:` too. In text a `<` is always written `&lt;`, so `<` always begins a tag of ours.
        while let Some(start) = rest.find('<') {
            let (before, tag) = rest.split_at(start);
            let end = tag.find('>').map_or(tag.len(), |at| at + 1);
            let (tag, after) = tag.split_at(end);
            let tag = &labelled(tag);
            page.push_str(before);
            let name = if tag.starts_with("<a ") {
                " href=\""
            } else {
                " src=\""
            };
            match tag.split_once(&format!("{name}{MARKER}")) {
                Some((head, tail)) => page.extend([head, name, &base, tail]),
                None => page.push_str(tag),
            }
            rest = after;
        }
        page.push_str(rest);
        page
    }

    /// The form to keep in the database, which a changed `BASE_URL` does not break.
    pub fn stored(&self) -> &str {
        &self.0
    }

    /// Takes back text that came out of [`render`](super::render()) and was kept in the database, and nothing else.
    pub fn from_stored(stored: String) -> Html {
        Html(stored)
    }

    /// Vouches for text; only the wall calls this, and `mark` for what it escaped.
    pub(super) fn vouched(text: String) -> Html {
        Html(text)
    }
}

/// What rendering says of its own accord, to those who do not see the signs; stored in English.
const LABELS: [(&str, &str); 4] = [
    ("Back to the text", "prose-back"),
    ("Table", "prose-table"),
    ("To do", "prose-to-do"),
    ("Done", "prose-done"),
];

/// A tag with its label in the language spoken now.
fn labelled(tag: &str) -> Cow<'_, str> {
    if lang::lang() == Lang::En {
        return Cow::Borrowed(tag);
    }
    let Some((head, rest)) = tag.split_once(" aria-label=\"") else {
        return Cow::Borrowed(tag);
    };
    let told = LABELS.iter().find_map(|(stored, id)| {
        let tail = rest.strip_prefix(stored)?.strip_prefix('"')?;
        Some(format!("{head} aria-label=\"{}\"{tail}", Message::new(id)))
    });
    told.map_or(Cow::Borrowed(tag), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Manner;

    #[test]
    fn what_rendering_says_itself_is_said_in_the_readers_language() {
        let html = Html::vouched(
            r#"<p>aria-label="Done"> <input type="checkbox" disabled="" aria-label="Done"> a</p>"#
                .into(),
        );
        let german = Manner {
            lang: Lang::De,
            ..Manner::default()
        };
        assert_eq!(
            lang::speaking(&german, || html.at("")),
            r#"<p>aria-label="Done"> <input type="checkbox" disabled="" aria-label="Erledigt"> a</p>"#
        );
        assert_eq!(html.at(""), html.stored());
    }

    #[test]
    fn links_follow_the_base_and_words_stay() {
        let html = Html::vouched(
            r#"<p>the cowpath: marker, href="cowpath:/x" <a class="mention" href="cowpath:/people/ann">@ann</a></p>"#.into(),
        );
        let shown = html.at("https://example.org/feedback/");
        assert_eq!(
            shown,
            r#"<p>the cowpath: marker, href="cowpath:/x" <a class="mention" href="https://example.org/feedback/people/ann">@ann</a></p>"#
        );
        assert!(html.at("").contains(r#"href="/people/ann""#));
    }
}
