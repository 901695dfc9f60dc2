//! What a text looks like when it is shown.

use super::*;
use std::collections::{HashMap, HashSet};

const OUT: &str = "rel=\"nofollow ugc noopener noreferrer\"";

fn shown(markdown: &str) -> String {
    let known = Known {
        handles: HashMap::from([
            ("ann".to_owned(), "Ann".to_owned()),
            ("太郎".to_owned(), "太郎".to_owned()),
        ]),
        topics: HashSet::from([7]),
        ..Known::default()
    };
    render(markdown, &known)
        .html
        .at("")
        .replace(OUT, "OUT")
        .trim_end()
        .to_owned()
}

fn hash_of(markdown: &str) -> String {
    let html = shown(markdown);
    let (_, rest) = html.split_once("id=\"fn-").expect("a footnote");
    rest[..8].to_owned()
}

#[test]
fn plain_markdown_reads_as_expected() {
    assert_eq!(
        shown("# A\n\na *b* **c** ~~d~~ `e`  \nf\ng\n\n> h\n\n3. i\n4. j\n\n---\n"),
        "<h3>A</h3>\n<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code><br>\nf\ng</p>\n\
         <blockquote>\n<p>h</p>\n</blockquote>\n<ol start=\"3\">\n<li>i</li>\n<li>j</li>\n</ol>\n<hr>"
    );
}

#[test]
fn headings_stand_below_those_of_the_page() {
    assert_eq!(
        shown("# a\n## b\n### c\n#### d\n###### e"),
        "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>e</h6>"
    );
}

#[test]
fn html_is_shown_as_the_text_it_is() {
    assert_eq!(
        shown("a <b onclick=x>b</b> &lt;i&gt;\n\n<script>alert(1)</script>"),
        "<p>a &lt;b onclick=x&gt;b&lt;/b&gt; &lt;i&gt;</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    );
}

#[test]
fn links_go_out_marked_stay_inside_or_become_words() {
    assert_eq!(
        shown("[a](https://x.example/?a=1&b=2)"),
        "<p><a href=\"https://x.example/?a=1&amp;b=2\" OUT>a</a></p>"
    );
    assert_eq!(
        shown("[a](/t/7#c-8) <b@x.example>"),
        "<p><a href=\"/t/7#c-8\">a</a> <a href=\"mailto:b@x.example\">b@x.example</a></p>"
    );
    assert_eq!(
        shown("[a](javascript:alert(1)) [b](#top) [c](d.md) [e](cowpath:/admin) [f](//x.example)"),
        "<p>a b c e f</p>"
    );
    assert_eq!(
        shown("[a]\n\n[a]: <https://x.example/\"onclick=> 'title'"),
        "<p><a href=\"https://x.example/%22onclick=\" OUT>a</a></p>"
    );
}

#[test]
fn written_addresses_become_links() {
    assert_eq!(
        shown("(https://x.example/a_b_c). `https://x.example`"),
        "<p>(<a href=\"https://x.example/a_b_c\" OUT>https://x.example/a_b_c</a>). <code>https://x.example</code></p>"
    );
    let long = format!("https://x.example/{}", "a".repeat(60));
    let cut = format!("https://x.example/{}…", "a".repeat(41));
    assert_eq!(
        shown(&long),
        format!("<p><a href=\"{long}\" OUT>{cut}</a></p>")
    );
    assert_eq!(
        shown(&format!("<{long}>")),
        format!("<p><a href=\"{long}\" OUT>{cut}</a></p>")
    );
}

#[test]
fn mentions_of_what_is_known_become_links() {
    assert_eq!(
        shown("@ANN, @太郎_ #7"),
        "<p><a class=\"mention\" href=\"/people/Ann\">@Ann</a>, <a class=\"mention\" href=\"/people/太郎\">@太郎</a>_ <a href=\"/t/7\">#7</a></p>"
    );
    assert_eq!(
        shown("@bob #8 \\@ann \\#7 `@ann` a@ann"),
        "<p>@bob #8 @ann #7 <code>@ann</code> a@ann</p>"
    );
    assert_eq!(shown("[@ann](/x)"), "<p><a href=\"/x\">@ann</a></p>");
}

#[test]
fn pictures_of_ours_are_shown_and_described() {
    let key = "0123456789abcdef0123456789abcdef";
    let known = Known {
        images: std::collections::HashMap::from([(key.to_owned(), (40, 30))]),
        ..Known::default()
    };
    let text = format!("![a \"*cat*\" & <b>](/images/{key}/cat.png) ![](/images/{key}/cat.gif)");
    assert_eq!(crate::text::references(&text).images, [key]);
    assert_eq!(
        render(&text, &known).html.at("/feedback"),
        format!(
            "<p><img src=\"/feedback/images/{key}/cat.png\" width=\"40\" height=\"30\" loading=\"lazy\" \
             alt=\"a &quot;cat&quot; &amp; &lt;b&gt;\"> <a href=\"/feedback/images/{key}/cat.gif\">/images/{key}/cat.gif</a></p>\n"
        )
    );
}

#[test]
fn images_become_links_and_nothing_loads() {
    assert_eq!(
        shown("![a *cat*](https://x.example/c.png)"),
        "<p><a href=\"https://x.example/c.png\" OUT>a <em>cat</em></a></p>"
    );
    assert_eq!(
        shown("![](/uploads/c.png)"),
        "<p><a href=\"/uploads/c.png\">/uploads/c.png</a></p>"
    );
    assert_eq!(
        shown("[![badge](https://x.example/b.svg)](https://y.example)"),
        "<p><a href=\"https://y.example\" OUT>badge</a></p>"
    );
    assert_eq!(
        shown("![](data:image/png;base64,AAAA) ![b](c.png)"),
        "<p>data:image/png;base64,AAAA b</p>"
    );
}

#[test]
fn no_link_stands_in_another() {
    assert_eq!(
        shown("![[a](/b) @ann](/c)"),
        "<p><a href=\"/c\">a @ann</a></p>"
    );
}

#[test]
fn tables_can_be_scrolled_and_say_what_heads_a_column() {
    assert_eq!(
        shown("|a|b|\n|-:|:-:|\n|1|"),
        "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead><tr>\
         <th scope=\"col\" class=\"align-end\">a</th><th scope=\"col\" class=\"align-center\">b</th></tr></thead><tbody>\n\
         <tr><td class=\"align-end\">1</td><td class=\"align-center\"></td></tr>\n</tbody></table></div>"
    );
}

#[test]
fn tasks_are_boxes_with_names() {
    assert_eq!(
        shown("- [ ] a\n- [x] b\n- c"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled=\"\" aria-label=\"To do\"> a</li>\n\
         <li class=\"task\"><input type=\"checkbox\" disabled=\"\" checked=\"\" aria-label=\"Done\"> b</li>\n<li>c</li>\n</ul>"
    );
}

#[test]
fn code_is_coloured_or_left_alone() {
    assert_eq!(
        shown("```rust\nlet a = \"<b>\"; // @ann\n```\n\n    #7 <c>\n"),
        "<pre tabindex=\"0\"><code><span class=\"hl-keyword\">let</span> a = <span class=\"hl-string\">\"&lt;b&gt;\"</span>; \
         <span class=\"hl-comment\">// @ann</span>\n</code></pre>\n<pre tabindex=\"0\"><code>#7 &lt;c&gt;\n</code></pre>"
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    let html = shown("a[^x] b[^y] c[^X] d[^none]\n\n[^y]: why\n[^x]: ex\n[^z]: unasked");
    let hash = hash_of("a[^x] b[^y] c[^X] d[^none]\n\n[^y]: why\n[^x]: ex\n[^z]: unasked");
    assert_eq!(
        html.replace(&hash, "H"),
        "<p>a<sup><a class=\"footnote\" id=\"fr-H-1\" href=\"#fn-H-1\">1</a></sup> \
         b<sup><a class=\"footnote\" id=\"fr-H-2\" href=\"#fn-H-2\">2</a></sup> \
         c<sup><a class=\"footnote\" id=\"fr-H-3\" href=\"#fn-H-1\">1</a></sup> d[^none]</p>\n\
         <ol class=\"footnotes\">\n\
         <li id=\"fn-H-1\"><p>ex <a class=\"footnote-back\" href=\"#fr-H-1\" aria-label=\"Back to the text\">↩</a> \
         <a class=\"footnote-back\" href=\"#fr-H-3\" aria-label=\"Back to the text\">↩</a></p></li>\n\
         <li id=\"fn-H-2\"><p>why <a class=\"footnote-back\" href=\"#fr-H-2\" aria-label=\"Back to the text\">↩</a></p></li>\n\
         <li id=\"fn-H-3\"><p>unasked</p></li>\n</ol>"
    );
}

#[test]
fn what_nests_too_deep_goes_flat_and_keeps_its_words() {
    let depth = |html: &str| {
        let mut depth = 0_usize;
        html.split('<').skip(1).fold(0, |deepest, tag| {
            match tag.starts_with('/') {
                true => depth -= 1,
                false
                    if tag.starts_with("br")
                        || tag.starts_with("hr")
                        || tag.starts_with("input") => {}
                false => depth += 1,
            }
            deepest.max(depth)
        })
    };
    for (open, close) in [
        ("> ", ""),
        ("- ", ""),
        ("1. ", ""),
        ("*a ", " b*"),
        ("> - ", ""),
        ("[^1]: > ", ""),
    ] {
        let html = shown(&format!(
            "{}middle{}\n\nend",
            open.repeat(300),
            close.repeat(300)
        ));
        assert!(html.contains("middle") && html.contains("end"), "{html}");
        assert!(depth(&html) <= 64, "{open}: {}", depth(&html));
    }
    let nested: String = (0..200)
        .map(|n| format!("{}- w{n}\n", "  ".repeat(n)))
        .collect();
    let html = shown(&nested);
    assert!((0..200).all(|n| html.contains(&format!("w{n}"))) && depth(&html) <= 64);
}

#[test]
fn too_many_elements_become_words() {
    let html = shown(
        &(0..15_000)
            .map(|n| format!("- *w{n}*\n"))
            .collect::<String>(),
    );
    assert!(html.matches("<em>").count() < 10_001);
    assert!(
        ["<em>w0</em>", "w14998\n", "w14999"]
            .iter()
            .all(|word| html.contains(word))
    );
    let row = "|w|".to_owned() + &"x|".repeat(20);
    let table = format!(
        "{row}\n{}\n{}\nafter *all*",
        row.replace(['w', 'x'], "-"),
        format!("{row}\n").repeat(2_000)
    );
    let html = shown(&table);
    assert_eq!(html.matches('w').count(), 2_001);
    assert!(
        html.contains("</table></div>") && html.ends_with("after all"),
        "{}",
        &html[html.len() - 200..]
    );
}

#[test]
fn ten_thousand_cells_are_a_table() {
    let table = format!(
        "{}\n{}\n{}",
        "|head".repeat(10),
        "|-".repeat(10),
        ("|cell".repeat(10) + "\n").repeat(1_000)
    );
    assert_eq!(shown(&table).matches("<td>cell</td>").count(), 10_000);
}

#[test]
fn controls_and_stand_ins_are_not_shown() {
    assert_eq!(
        shown("a\u{7f}\u{FDD1}b\u{FDD2} \u{FDD4}@ann &#xFDD1;c &#7;d\u{A0}e"),
        "<p>ab @ann c d&nbsp;e</p>"
    );
}
