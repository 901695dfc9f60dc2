//! HTML that may be shown as it is.

use serde::Serialize;

/// HTML that is safe to show as it is; only [`render`](super::render()) makes it.
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
        // Text says `cowpath:` too. In text a `<` is always written `&lt;`, so `<a ` is always a tag of ours.
        while let Some(start) = rest.find("<a ") {
            let (before, tag) = rest.split_at(start);
            let end = tag.find('>').map_or(tag.len(), |at| at + 1);
            let (tag, after) = tag.split_at(end);
            page.push_str(before);
            match tag.split_once(" href=\"cowpath:") {
                Some((head, tail)) => page.extend([head, " href=\"", &base, tail]),
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

    /// Vouches for text; only the wall calls this.
    pub(super) fn vouched(text: String) -> Html {
        Html(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
