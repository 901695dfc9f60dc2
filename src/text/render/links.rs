//! What becomes a link: links, images, and words that name something.

use super::super::address::{REL, address, picture, segment, shortened};
use super::super::html::MARKER;
use super::super::mentions::{Found, person, scan};
use super::super::reading::Piece;
use super::super::sheet::Kind;
use super::super::wall::{guard, guard_value};
use super::Writer;
use pulldown_cmark::{LinkType, Tag, TagEnd};

/// A picture of ours, until its description is complete.
pub(super) struct Picture {
    tag: String,
    alt: String,
    /// How many images stand open inside its description, itself among them.
    open: usize,
}

impl Writer<'_> {
    pub(super) fn link(&mut self, link_type: LinkType, target: &str) {
        let kind = match link_type {
            LinkType::Autolink => Kind::Address,
            _ => Kind::Link,
        };
        let target = if link_type == LinkType::Email {
            format!("mailto:{target}")
        } else {
            target.to_owned()
        };
        match anchor(&target).filter(|_| self.sheet.may_link()) {
            Some(tag) => self.plainly(&tag, "</a>", kind),
            None => self.nothing(Kind::Flow),
        }
    }

    pub(super) fn image(&mut self, target: &str) {
        let ours = picture(target).and_then(|(key, file)| {
            let (width, height) = self.known.images.get(key)?;
            Some(format!(
                "<img src=\"{MARKER}/images/{key}/{file}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" alt=\""
            ))
        });
        if let Some(tag) = ours {
            self.picture = Some(Picture {
                tag,
                alt: String::new(),
                open: 1,
            });
            return;
        }
        let shown = shortened(target);
        match anchor(target).filter(|_| self.sheet.may_link()) {
            Some(tag) => {
                let start = self.sheet.out.len() + tag.len();
                self.plainly(&tag, "</a>", Kind::ImageLink(start, shown));
            }
            None => self.nothing(Kind::Image(self.sheet.out.len(), shown)),
        }
    }

    /// Gathers the description of a picture, and writes it once it is whole.
    pub(super) fn describe(&mut self, piece: Piece<'_>) {
        let Some(picture) = &mut self.picture else {
            return;
        };
        match piece {
            Piece::Text(text) => picture.alt.push_str(text),
            Piece::Code(code) => picture.alt.push_str(&code),
            Piece::Soft | Piece::Hard => picture.alt.push(' '),
            Piece::Open(Tag::Image { .. }) => picture.open += 1,
            Piece::Close(TagEnd::Image) => picture.open -= 1,
            Piece::Open(_) | Piece::Close(_) | Piece::Rule | Piece::Note(_) | Piece::Task(_) => {}
        }
        if picture.open == 0
            && let Some(Picture { mut tag, alt, .. }) = self.picture.take()
        {
            guard_value(&mut tag, &alt);
            tag.push_str("\">");
            self.sheet.whole(&mut self.left, &tag, 1, &alt);
        }
    }

    /// Writes words, with links for what they name.
    pub(super) fn words(&mut self, text: &str) {
        if self.sheet.shows_address() {
            return self.sheet.text(&shortened(text));
        }
        if !self.sheet.may_link() {
            return self.sheet.text(text);
        }
        scan(text, |found| match found {
            Found::Plain(plain) => self.sheet.text(plain),
            Found::Address(written) => match anchor(written) {
                Some(tag) => self.named(&tag, &shortened(written), written),
                None => self.sheet.text(written),
            },
            Found::Person(mention) => match person(mention, self.known) {
                Some((handle, rest)) => {
                    let tag = format!(
                        "<a class=\"mention\" href=\"cowpath:/people/{}\">",
                        segment(handle)
                    );
                    self.named(
                        &tag,
                        &format!("@{handle}"),
                        &mention[..mention.len() - rest.len()],
                    );
                    self.sheet.text(rest);
                }
                None => self.sheet.text(mention),
            },
            Found::Topic(number, written) if self.known.topics.contains(&number) => {
                self.named(
                    &format!("<a href=\"cowpath:/t/{number}\">"),
                    written,
                    written,
                );
            }
            Found::Topic(_, written) => self.sheet.text(written),
        });
    }

    fn named(&mut self, tag: &str, shown: &str, written: &str) {
        let mut html = tag.to_owned();
        guard(&mut html, shown);
        html.push_str("</a>");
        self.sheet.whole(&mut self.left, &html, 2, written);
    }
}

/// The tag of a link to an address, if it may have one.
fn anchor(target: &str) -> Option<String> {
    let address = address(target)?;
    let mut tag = String::from("<a href=\"");
    guard(&mut tag, &address.href);
    tag.push('"');
    if address.external {
        tag.push_str(" rel=\"");
        tag.push_str(REL);
        tag.push('"');
    }
    tag.push('>');
    Some(tag)
}
