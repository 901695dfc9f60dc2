//! The last wall: one allow-list that everything passes, whatever the code before it did wrong.
//!
//! Characters that HTML treats specially travel through the cleaner as Unicode noncharacters ([`guard`]) and become
//! entities behind it. So text can never turn into a tag on the way, and the cleaner, which is quadratic in a text full
//! of `&`, never sees one. What is put in behind the wall is an entity and nothing else.

use super::address::{REL, picture};
use super::html::{Html, MARKER};
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Stands before an `@` or `#` that its writer escaped, so that it stays a plain character. Never shown.
pub(super) const PLAIN: char = '\u{FDD4}';

const AMP: char = '\u{FDD0}';
const LESS: char = '\u{FDD1}';
const MORE: char = '\u{FDD2}';
const HARD_SPACE: char = '\u{FDD3}';
/// A quotation mark in the value of an attribute.
const QUOTE: char = '\u{FDD5}';

/// Characters nobody may see: our own stand-ins and controls other than line ends and tabs.
pub(super) fn unseen(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || (c.is_control() && c != '\n' && c != '\t')
}

/// Adds text, or the value of an attribute without quotes, so that it stays text.
pub(super) fn guard(out: &mut String, text: &str) {
    let special = |c: char| matches!(c, '&' | '<' | '>' | '\u{A0}') || unseen(c);
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut chars = after.chars();
        match chars.next() {
            Some('&') => out.push(AMP),
            Some('<') => out.push(LESS),
            Some('>') => out.push(MORE),
            Some('\u{A0}') => out.push(HARD_SPACE),
            _ => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Adds the value of an attribute that may hold quotation marks.
pub(super) fn guard_value(out: &mut String, text: &str) {
    for (n, part) in text.split('"').enumerate() {
        if n > 0 {
            out.push(QUOTE);
        }
        guard(out, part);
    }
}

/// Lets through what is allowed and vouches for it.
pub(super) fn clean(guarded: &str) -> Html {
    let cleaned = CLEANER.clean(guarded).to_string();
    let stand_in = |c: char| matches!(c, AMP..=QUOTE);
    let mut html = String::with_capacity(cleaned.len());
    let mut rest = cleaned.as_str();
    while let Some(at) = rest.find(stand_in) {
        let (before, after) = rest.split_at(at);
        html.push_str(before);
        let mut chars = after.chars();
        html.push_str(match chars.next() {
            Some(AMP) => "&amp;",
            Some(LESS) => "&lt;",
            Some(MORE) => "&gt;",
            Some(HARD_SPACE) => "&nbsp;",
            Some(QUOTE) => "&quot;",
            _ => "",
        });
        rest = chars.as_str();
    }
    html.push_str(rest);
    Html::vouched(html)
}

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "input",
        "li",
        "ol",
        "p",
        "pre",
        "span",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    let attributes: [(&str, &[&str]); 8] = [
        ("a", &["href", "id", "rel", "aria-label"]),
        ("div", &["tabindex", "role", "aria-label"]),
        ("img", &["src", "alt", "width", "height", "loading"]),
        ("input", &["type", "disabled", "checked", "aria-label"]),
        ("li", &["id"]),
        ("ol", &["start"]),
        ("pre", &["tabindex"]),
        ("th", &["scope"]),
    ];
    let classes: [(&str, &[&str]); 7] = [
        ("a", &["mention", "footnote", "footnote-back"]),
        ("div", &["table"]),
        ("li", &["task"]),
        ("ol", &["footnotes"]),
        ("span", super::highlight::CLASSES),
        ("td", &["align-center", "align-end"]),
        ("th", &["align-center", "align-end"]),
    ];
    let mut cleaner = Builder::empty();
    cleaner
        .tags(HashSet::from(tags))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from(
            attributes.map(|(tag, names)| (tag, names.iter().copied().collect())),
        ))
        .allowed_classes(HashMap::from(
            classes.map(|(tag, names)| (tag, names.iter().copied().collect())),
        ))
        .set_tag_attribute_value("input", "type", "checkbox")
        .set_tag_attribute_value("input", "disabled", "")
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from([
            "http",
            "https",
            "mailto",
            MARKER.trim_end_matches(':'),
        ]))
        .url_relative(UrlRelative::Custom(Box::new(footnote_only)))
        .link_rel(None)
        .strip_comments(true)
        .attribute_filter(|_, name, value| match name {
            "id" => footnote_id(value).then(|| value.into()),
            "rel" => (value == REL).then(|| value.into()),
            "tabindex" => Some("0".into()),
            "role" => Some("group".into()),
            "scope" => Some("col".into()),
            // Pictures of ours alone are loaded.
            "src" => value
                .strip_prefix(MARKER)
                .is_some_and(|path| picture(path).is_some())
                .then(|| value.into()),
            "loading" => Some("lazy".into()),
            "width" | "height" => value.parse::<u32>().is_ok().then(|| value.into()),
            "start" => value.parse::<u64>().is_ok().then(|| value.into()),
            _ => Some(value.into()),
        });
    cleaner
});

/// A link inside the page leads to a footnote or back from one.
fn footnote_only(address: &str) -> Option<Cow<'_, str>> {
    footnote_id(address.strip_prefix('#')?).then_some(Cow::Borrowed(address))
}

/// Whether an id is one of ours: `fn-` or `fr-`, eight hexadecimal digits, a number.
pub(super) fn footnote_id(id: &str) -> bool {
    let Some(rest) = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fr-")) else {
        return false;
    };
    rest.split_once('-').is_some_and(|(hash, number)| {
        hash.len() == 8
            && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
            && (1..=9).contains(&number.len())
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_holds_alone() {
        let hostile = concat!(
            r#"<script>alert(1)</script><style>p{}</style><p id="login" style="x" class="card" onclick="x()" name="y">a</p>"#,
            r#"<a href="javascript:alert(1)" rel="opener" target="_blank">b</a><a id="fn-0123abcd-1" href="//evil.example/">c</a><li id="login">l</li>"#,
            r##"<a href="#login">d</a><a href="#fr-0123abcd-2" class="mention admin">e</a><img src=x onerror=alert(1)>"##,
            r#"<input type="text" value="x"><svg><p>f</p></svg><span class="hl-keyword x">g</span><!-- h --><iframe></iframe>"#,
            r#"<img src="https://evil.example/i.png" style="x"><img src="cowpath:/t/1"><img src="cowpath:/images/0123456789abcdef0123456789abcdef/a.png" alt="a" onload="x" width="9" height="x" loading="eager">"#,
        );
        assert_eq!(
            clean(hostile).stored(),
            concat!(
                r#"<p>a</p><a>b</a><a id="fn-0123abcd-1">c</a><li>l</li>"#,
                r##"<a>d</a><a href="#fr-0123abcd-2" class="mention">e</a><img>"##,
                r#"<input type="checkbox" disabled=""><p>f</p><span class="hl-keyword">g</span>"#,
                r#"<img><img><img src="cowpath:/images/0123456789abcdef0123456789abcdef/a.png" alt="a" width="9" loading="lazy">"#,
            )
        );
    }

    #[test]
    fn guarded_text_comes_out_as_text() {
        let mut out = String::new();
        guard(
            &mut out,
            "a & <b>\u{A0}\u{FDD1}script\u{FDD2}\u{0}\u{7f}\u{85}&amp;",
        );
        assert_eq!(
            clean(&out).stored(),
            "a &amp; &lt;b&gt;&nbsp;script&amp;amp;"
        );
    }
}
