//! Where a link may lead, and how an address that was merely written down becomes one.

use super::clean::bidi_control;
use super::html::MARKER;
use super::wall::{self, PLAIN};
use ammonia::Url;

/// What every link out of the forum says of itself.
pub(super) const REL: &str = "nofollow ugc noopener noreferrer";

/// Longer addresses are shown and not linked. Programs in links reach a few thousand characters.
const LONGEST: usize = 8_192;
/// A name in the DNS has at most 253 bytes; the rest is for a port.
const LONGEST_HOST: usize = 260;
/// Names in other letters are costly to check, and the DNS allows them less than this.
const LONGEST_FOREIGN_HOST: usize = 160;
/// How much of a written-down address is shown.
const SHOWN: usize = 60;

/// An address that a link of ours may carry.
pub(super) struct Address {
    /// The value for `href`, escaped except for `&`.
    pub href: String,
    /// Whether it leaves the forum.
    pub external: bool,
}

/// Allows http, https, mailto and absolute paths, which become links into the forum. Everything else is no link.
pub(super) fn address(typed: &str) -> Option<Address> {
    let typed = typed.trim();
    if typed.len() > LONGEST
        || typed.chars().any(wall::unseen)
        || typed.contains(['\n', '\t'])
        || bidi_control(typed)
    {
        return None;
    }
    if let Some(rest) = after_web_scheme(typed) {
        let host = rest.split(['/', '?', '#']).next()?;
        let longest = match host.is_ascii() {
            true => LONGEST_HOST,
            false => LONGEST_FOREIGN_HOST,
        };
        // In `bank.example@evil.example` the name before the `@` means nothing.
        let fit = (1..=longest).contains(&host.len()) && !host.contains(['@', '&']);
        let href = encoded(typed);
        // The cleaner will ask the same and take the address away.
        return (fit && Url::parse(&href).is_ok()).then_some(Address {
            href,
            external: true,
        });
    }
    if let Some((scheme, rest)) = typed.split_once(':')
        && scheme.eq_ignore_ascii_case("mailto")
    {
        return (!rest.is_empty()).then(|| Address {
            href: encoded(typed),
            external: false,
        });
    }
    // `//host` and `/\host` leave the site without naming a scheme.
    let path = typed.starts_with('/') && !typed[1..].starts_with(['/', '\\']);
    path.then(|| Address {
        href: format!("{MARKER}{}", encoded(typed)),
        external: false,
    })
}

/// The key and the file name of a picture of ours: `/images/{32 hexadecimal digits}/{name}.{png, jpg or webp}`.
pub(super) fn picture(path: &str) -> Option<(&str, &str)> {
    let (key, file) = path.strip_prefix("/images/")?.split_once('/')?;
    let (name, kind) = file.split_once('.')?;
    let hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    let plain = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'z' | b'-');
    let fit = key.len() == 32
        && key.bytes().all(hex)
        && (1..=60).contains(&name.len())
        && name.bytes().all(plain)
        && matches!(kind, "png" | "jpg" | "webp");
    fit.then_some((key, file))
}

/// A name as one segment of a path.
pub(super) fn segment(name: &str) -> String {
    encoded(name)
        .replace('/', "%2F")
        .replace('?', "%3F")
        .replace('#', "%23")
}

fn after_web_scheme(text: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme)
            .then(|| &text[scheme.len()..])
    })
}

/// Percent-encodes what would end the attribute or change its meaning for a browser.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_whitespace() || matches!(c, '"' | '<' | '>' | '`' | '\\' | '^' | '{' | '|' | '}') {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The length of the web address at the beginning of a text, if there is one worth linking.
pub(super) fn bare(text: &str) -> Option<usize> {
    let rest = after_web_scheme(text)?;
    if !rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let stop = |c: char| c.is_whitespace() || c == PLAIN || wall::unseen(c) || is_fence(c);
    let scheme = text.len() - rest.len();
    let end = scheme + rest.find(stop).unwrap_or(rest.len());
    // Punctuation at the end belongs to the sentence, and so does a bracket that was opened before the address.
    let mut kept = &text[..end];
    let count = |c: char| kept.chars().filter(|&other| other == c).count();
    let mut spare = count(')').saturating_sub(count('('));
    while let Some(last) = kept.chars().next_back() {
        match last {
            ')' if spare > 0 => spare -= 1,
            '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '*' | '_' | '~' => {}
            _ => break,
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    (kept.len() > scheme).then_some(kept.len())
}

/// What no written-down address holds: quotes, brackets of other kinds, and the punctuation of scripts that write without spaces.
fn is_fence(c: char) -> bool {
    matches!(
        c,
        '<' | '>'
            | '['
            | ']'
            | '"'
            | '`'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '（'
            | '）'
    ) || matches!(
        c,
        '「' | '」' | '『' | '』' | '《' | '》' | '【' | '】' | '“' | '”' | '«' | '»'
    )
}

/// An address as people see it: its beginning, and … for the rest.
pub(super) fn shortened(address: &str) -> String {
    match address.char_indices().nth(SHOWN) {
        None => address.to_owned(),
        Some(_) => address.chars().take(SHOWN - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(typed: &str) -> Option<String> {
        address(typed).map(|address| address.href)
    }

    #[test]
    fn links_lead_to_the_web_to_mail_or_into_the_forum() {
        assert_eq!(
            href("https://a.example/x y?b=\"c\"").as_deref(),
            Some("https://a.example/x%20y?b=%22c%22")
        );
        assert_eq!(
            href("HTTP://a.example").as_deref(),
            Some("HTTP://a.example")
        );
        assert_eq!(
            href("mailto:ann@a.example").as_deref(),
            Some("mailto:ann@a.example")
        );
        assert_eq!(href("/t/7#c-8").as_deref(), Some("cowpath:/t/7#c-8"));
    }

    #[test]
    fn other_addresses_are_no_links() {
        for typed in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "cowpath:/t/7",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "\\\\evil",
            "http:evil.example",
            "https:///x",
            "https://",
            "https://bank.example@evil.example/",
            "https://a.example:99999/",
            "https://a.example](/c)",
            "#top",
            "relative/path",
            "?q=1",
            "",
            "mailto:",
            "https://a\u{202E}b.example",
        ] {
            assert_eq!(href(typed), None, "{typed:?}");
        }
        assert_eq!(href(&format!("https://{}.example", "é".repeat(200))), None);
    }

    #[test]
    fn a_written_address_ends_where_the_sentence_goes_on() {
        for (text, found) in [
            ("https://a.example/b_c, and", "https://a.example/b_c"),
            (
                "https://a.example/wiki/A_(b)).",
                "https://a.example/wiki/A_(b)",
            ),
            (
                "https://a.example/x?y=1&z=2#w!",
                "https://a.example/x?y=1&z=2#w",
            ),
            ("https://a.example/页面。好", "https://a.example/页面"),
            ("http://a.example\">x", "http://a.example"),
            ("https://a.example](/c)", "https://a.example"),
        ] {
            assert_eq!(bare(text).map(|end| &text[..end]), Some(found));
        }
        assert_eq!(bare("https://"), None);
        assert_eq!(bare("http://)))"), None);
    }
}
