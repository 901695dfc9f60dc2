//! The changelog as an Atom feed (RFC 4287).
use std::collections::HashMap;
use std::fmt::Write;

use super::actions::Whole;
use crate::clock::Time;
use crate::config::BaseUrl;
use crate::id::ReleaseId;
use crate::say;
use crate::text::Html;

/// Text as XML holds it: markup escaped, and what XML 1.0 cannot hold left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes the feed of these releases, the newest first.
pub fn write(
    site: &str,
    base: &BaseUrl,
    releases: &[Whole],
    htmls: &HashMap<ReleaseId, Html>,
    now: Time,
) -> String {
    let own = base.link("/changelog.atom");
    let updated = releases
        .iter()
        .map(|r| r.release.updated_at)
        .max()
        .unwrap_or(now);
    let title = say!("changelog-feed-title", site = site).to_string();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{own}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
         <author><name>{}</name></author>\n",
        xml(&title),
        xml(&base.link("/changelog")),
        xml(site),
        own = xml(&own),
    );
    for whole in releases {
        let release = &whole.release;
        let mut html = htmls
            .get(&release.id)
            .map(|html| html.at(&base.full))
            .unwrap_or_default();
        if !whole.paved.is_empty() {
            html.push_str("<ul>");
            for card in &whole.paved {
                let _ = write!(
                    html,
                    "<li><a href=\"{}\">{}</a></li>",
                    xml(&base.link(&card.topic.path())),
                    xml(&card.topic.title)
                );
            }
            html.push_str("</ul>");
        }
        let _ = write!(
            out,
            "<entry>\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <published>{}</published>\n<updated>{}</updated>\n<content type=\"html\">{}</content>\n</entry>\n",
            xml(&base.link(&format!("/changelog/{}", release.id))),
            xml(&release.title),
            xml(&base.link(&release.path())),
            release.released_at.unwrap_or(release.created_at),
            release.updated_at,
            xml(&html),
        );
    }
    out.push_str("</feed>\n");
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_that_people_type_breaks_the_feed() {
        assert_eq!(
            super::xml("a<b> & \"c\"\u{1}\u{FFFF}\n"),
            "a&lt;b&gt; &amp; &quot;c&quot;\n"
        );
    }
}
