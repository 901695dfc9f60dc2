//! Feeds as programs read them: Atom (RFC 4287) and JSON Feed 1.1.
use std::fmt::Write;

use serde_json::{Value, json};

use crate::clock::Time;
use crate::config::BaseUrl;

/// A feed, ready to be written either way.
#[derive(Debug, Default)]
pub struct Feed {
    /// What it tells of.
    pub title: String,
    /// The page of the same, below the site's own path.
    pub page: String,
    /// Its own address without its ending, and its query with `?`.
    pub own: (String, String),
    /// The newest first.
    pub entries: Vec<Entry>,
}

/// One entry; addresses are whole.
#[derive(Debug)]
pub struct Entry {
    /// Names it for ever, whatever it is called.
    pub id: String,
    /// Its page.
    pub url: String,
    /// Its title, as plain text.
    pub title: String,
    /// Safe HTML with whole addresses.
    pub html: String,
    /// Who wrote it: the name they go by, and their page.
    pub author: Option<(String, String)>,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it came.
    pub published: Time,
    /// When it last changed.
    pub updated: Time,
}

/// How a feed is written; also how its address ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Atom.
    Atom,
    /// JSON Feed.
    Json,
}

impl Form {
    /// The form that an address ends with.
    pub fn named(ending: &str) -> Option<Self> {
        match ending {
            "atom" => Some(Self::Atom),
            "feed.json" => Some(Self::Json),
            _ => None,
        }
    }
    /// How the address ends.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Atom => "atom",
            Self::Json => "feed.json",
        }
    }
    /// Its content type.
    pub fn media(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json; charset=utf-8",
        }
    }
}

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

impl Feed {
    fn address(&self, base: &BaseUrl, form: Form) -> String {
        base.link(&format!("{}.{}{}", self.own.0, form.ending(), self.own.1))
    }

    /// The feed in this form.
    pub fn write(&self, site: &str, base: &BaseUrl, form: Form) -> String {
        match form {
            Form::Atom => self.atom(site, base),
            Form::Json => self.json(base).to_string(),
        }
    }

    fn atom(&self, site: &str, base: &BaseUrl) -> String {
        let own = self.address(base, Form::Atom);
        let updated = self.entries.iter().map(|entry| entry.updated).max();
        let updated = updated.unwrap_or(Time::from_micros(0));
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>{own}</id>\n<title>{}</title>\n<updated>{updated}</updated>\n\
             <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <author><name>{}</name></author>\n",
            xml(&self.title),
            xml(&base.link(&self.page)),
            xml(site),
            own = xml(&own),
        );
        for entry in &self.entries {
            let _ = write!(
                out,
                "<entry>\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
                 <published>{}</published>\n<updated>{}</updated>\n",
                xml(&entry.id),
                xml(&entry.title),
                xml(&entry.url),
                entry.published,
                entry.updated,
            );
            if let Some((name, page)) = &entry.author {
                let (name, page) = (xml(name), xml(page));
                let _ = writeln!(out, "<author><name>{name}</name><uri>{page}</uri></author>");
            }
            for tag in &entry.tags {
                let _ = writeln!(out, "<category term=\"{}\"/>", xml(tag));
            }
            let _ = writeln!(
                out,
                "<content type=\"html\">{}</content>\n</entry>",
                xml(&entry.html)
            );
        }
        out.push_str("</feed>\n");
        out
    }

    fn json(&self, base: &BaseUrl) -> Value {
        let entries: Vec<Value> = self
            .entries
            .iter()
            .map(|entry| {
                let mut item = json!({
                    "id": entry.id,
                    "url": entry.url,
                    "title": entry.title,
                    "content_html": entry.html,
                    "date_published": entry.published,
                    "date_modified": entry.updated,
                });
                if let Some((name, page)) = &entry.author {
                    item["authors"] = json!([{ "name": name, "url": page }]);
                }
                if !entry.tags.is_empty() {
                    item["tags"] = json!(entry.tags);
                }
                item
            })
            .collect();
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "home_page_url": base.link(&self.page),
            "feed_url": self.address(base, Form::Json),
            "items": entries,
        })
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_that_people_type_breaks_a_feed() {
        assert_eq!(
            super::xml("a<b> & \"c\"\u{1}\u{FFFF}\n"),
            "a&lt;b&gt; &amp; &quot;c&quot;\n"
        );
    }
}
