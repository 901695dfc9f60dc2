//! What holds for every text whatever.

use super::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::{HashMap, HashSet};

/// What Markdown, HTML and our own markers are made of.
const SCRAPS: &[&str] = &[
    "> ",
    "- ",
    "1. ",
    "# ",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```",
    "```rust\n",
    "```html\n",
    "~~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "[^",
    "]: ",
    "[^a]",
    "[^a]: ",
    "|",
    "|-|-|\n",
    "---\n",
    "===\n",
    "\n",
    "\n\n",
    "    ",
    "\t",
    " ",
    "  \n",
    "\\",
    "<",
    ">",
    "&",
    "\"",
    "'",
    "=",
    ":",
    "/",
    "<script>",
    "</script>",
    "<style>",
    "<img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">",
    "<svg onload=x>",
    "<!--",
    "-->",
    "<p id=\"x\" class=\"y\" style=\"z\">",
    "javascript:alert(1)",
    "data:text/html,",
    "vbscript:",
    "cowpath:/t/7",
    "![a \"b\" <c>](/images/0123456789abcdef0123456789abcdef/a.png)",
    "(/images/0123456789abcdef0123456789abcdef/a.png)",
    "href=\"cowpath:/x\"",
    "//evil",
    "https://a.example/b",
    "http://",
    "<https://a.example>",
    "mailto:a@b",
    "@ann",
    "@bob",
    "#7",
    "#8",
    "&lt;",
    "&#x6A;",
    "&#0;",
    "&nbsp;",
    "a",
    "B",
    "- [ ] ",
    "- [x] ",
    "\u{FDD0}",
    "\u{FDD1}",
    "\u{FDD2}",
    "\u{FDD4}",
    "\u{0}",
    "\u{7f}",
    "\u{202E}",
    "\u{200D}",
    "\u{301}",
    "é",
    "太",
    "😀",
    "\r\n",
    "\u{A0}",
    "\u{2028}",
    "</td>",
    "</a>",
    "<table>",
    "<![CDATA[",
    "<?php",
    "title\"onmouseover=\"x",
];

fn known() -> Known {
    Known {
        handles: HashMap::from([("ann".to_owned(), "Ann\"<>".to_owned())]),
        topics: HashSet::from([7]),
        images: HashMap::from([("0123456789abcdef0123456789abcdef".to_owned(), (4, 3))]),
    }
}

fn markdown() -> impl Strategy<Value = String> {
    let scraps = vec(select(SCRAPS), 0..60).prop_map(|scraps| scraps.concat());
    let repeated = (vec(select(SCRAPS), 1..4), 1..80_usize)
        .prop_map(|(scraps, times)| scraps.concat().repeat(times));
    let anything = any::<String>();
    prop_oneof![
        scraps.clone(),
        repeated.clone(),
        anything,
        (scraps, repeated).prop_map(|(a, b)| a + &b)
    ]
}

/// The tags of some HTML: name and attributes. Fails on anything a serializer of ours would not write.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    for tag in html.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("every tag is closed");
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let (key, value) = rest.split_once("=\"").expect("values are quoted");
            let (value, more) = value.split_once('"').expect("quotes are closed");
            attributes.push((key.trim_start().to_owned(), value.to_owned()));
            rest = more;
        }
        tags.push((name.to_owned(), attributes));
    }
    tags
}

const TAGS: &[&str] = &[
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
const CLASSES: &[&str] = &[
    "mention",
    "footnote",
    "footnote-back",
    "footnotes",
    "task",
    "table",
    "align-center",
    "align-end",
];

fn check(html: &str, base: &str) {
    for (name, attributes) in tags(html) {
        assert!(
            TAGS.contains(&name.trim_start_matches('/')),
            "<{name}> in {html}"
        );
        let get = |key: &str| {
            attributes
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value.as_str())
        };
        assert!(name != "a" || get("href").is_some(), "{html}");
        for (key, value) in &attributes {
            match key.as_str() {
                "href" => {
                    let lower = value.to_lowercase();
                    let web = lower.starts_with("https://") || lower.starts_with("http://");
                    let inside = value
                        .strip_prefix(base)
                        .is_some_and(|path| path.starts_with('/') && !path.starts_with("//"));
                    let note = value.strip_prefix('#').is_some_and(wall::footnote_id);
                    assert!(
                        web || inside || note || lower.starts_with("mailto:"),
                        "{value} in {html}"
                    );
                    if web && !inside {
                        assert_eq!(
                            get("rel"),
                            Some("nofollow ugc noopener noreferrer"),
                            "{html}"
                        );
                    }
                }
                "id" => assert!(wall::footnote_id(value), "{value} in {html}"),
                "class" => assert!(
                    CLASSES.contains(&value.as_str())
                        || highlight::CLASSES.contains(&value.as_str()),
                    "{value} in {html}"
                ),
                "rel" | "tabindex" | "role" | "aria-label" | "scope" | "start" | "type"
                | "disabled" | "checked" | "alt" => {}
                "src" => assert!(
                    value
                        .strip_prefix(base)
                        .is_some_and(|path| address::picture(path).is_some()),
                    "{value} in {html}"
                ),
                "width" | "height" | "loading" => assert_eq!(name, "img"),
                _ => panic!("{key} in {html}"),
            }
        }
    }
}

/// Every element is closed where it was opened.
fn balanced(html: &str) {
    let mut open = Vec::new();
    for (name, _) in tags(html) {
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop().as_deref(), Some(name), "{html}"),
            None if matches!(name.as_str(), "br" | "hr" | "img" | "input") => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty() && !html.contains('\0'), "{html}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shown_html_holds_nothing_but_ours(text in markdown()) {
        let html = render(&text, &known()).html;
        for base in ["", "https://example.org/feedback"] {
            let shown = html.at(base);
            check(&shown, base);
            balanced(&shown);
            prop_assert!(!shown.contains("href=\"cowpath:/t/") || text.contains("href=\"cowpath:"));
        }
        prop_assert_eq!(&Html::from_stored(html.stored().to_owned()), &html);
    }

    #[test]
    fn shown_html_is_what_the_wall_lets_through_again(text in markdown()) {
        let html = render(&text, &known()).html;
        prop_assert_eq!(wall::clean(html.stored()), html);
    }

    #[test]
    fn no_word_is_lost(words in vec("[a-z]{3,8}", 1..20), scraps in vec(select(&["> ", "- ", "*", "**", " ", "\n", "\n\n", "|", "`", "# ", "_"][..]), 1..20)) {
        let text: String = words.iter().zip(scraps.iter().cycle()).map(|(word, scrap)| format!("{scrap}{word} ")).collect();
        let html = render(&text, &Known::default()).html;
        for word in &words {
            prop_assert!(html.stored().contains(word.as_str()), "{} in {}", word, text);
        }
    }

    #[test]
    fn what_reads_and_folds_never_fails_and_settles(text in markdown()) {
        let _ = references(&text);
        let _ = is_handle(&text);
        let _ = diff::lines(&text, &text.to_uppercase());
        prop_assert!(reasons::alike(&text, &text));
        prop_assert!(excerpt(&text, 40).chars().count() <= 40);
        prop_assert_eq!(skeleton(&text), skeleton(&text.replace('-', "_")));
        for settles in [fold, slug, clean_line, clean_text] {
            let once = settles(&text);
            prop_assert_eq!(settles(&once), once);
        }
        prop_assert!(!clean_line(&text).contains(['\n', '\r', '\t', '\0']));
    }

    #[test]
    fn a_comparison_tells_both_versions(before in "([ab]\n){0,30}", after in "([abc]\n){0,30}") {
        let lines = diff::lines(&before, &after);
        let count = |kind| lines.iter().filter(|line| line.kind == kind).count();
        let hidden: usize = lines.iter().filter(|line| line.kind == diff::Kind::Gap).map(|line| line.text.parse::<usize>().expect("a number")).sum();
        if before != after {
            prop_assert_eq!(count(diff::Kind::Same) + count(diff::Kind::Removed) + hidden, before.lines().count());
            prop_assert_eq!(count(diff::Kind::Same) + count(diff::Kind::Added) + hidden, after.lines().count());
        }
    }

    #[test]
    fn code_is_handed_out_whole(code in markdown(), language in select(highlight::names())) {
        let text = format!("~~~~~~~{language}\n{}\n~~~~~~~", code.replace("~~~", ""));
        let html = render(&text, &Known::default()).html;
        check(html.stored(), "cowpath:");
        balanced(html.stored());
    }
}
