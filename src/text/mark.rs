//! Plain text with the places that a search found.
use std::ops::Range;

use super::html::Html;

/// Plain text as safe HTML, with `<mark>` around these places. They are in order and do not overlap; one that is no
/// place in the text is passed over.
pub fn mark(text: &str, places: &[Range<usize>]) -> Html {
    let mut html = String::with_capacity(text.len() + 13 * places.len() + 16);
    let mut done = 0;
    for place in places {
        let (Some(before), Some(found)) = (text.get(done..place.start), text.get(place.clone()))
        else {
            continue;
        };
        escape(before, &mut html);
        html.push_str("<mark>");
        escape(found, &mut html);
        html.push_str("</mark>");
        done = place.end;
    }
    escape(text.get(done..).unwrap_or_default(), &mut html);
    Html::vouched(html)
}

fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if c.is_control() => html.push(' '),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
#[allow(clippy::single_range_in_vec_init)] // one place that was found
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_was_found_is_marked_and_nothing_else_is_markup() {
        assert_eq!(
            mark("<b>dark</b> & mode", &[3..7, 14..18]).stored(),
            "&lt;b&gt;<mark>dark</mark>&lt;/b&gt; &amp; <mark>mode</mark>"
        );
        assert_eq!(mark("é", &[1..2]).stored(), "é");
    }

    proptest! {
        #[test]
        fn the_only_tag_is_the_mark(text in "\\PC{0,40}", a in 0_usize..40, b in 0_usize..40) {
            let places = [a.min(b)..a.max(b)];
            let html = mark(&text, &places);
            let rest = html.stored().replace("<mark>", "").replace("</mark>", "");
            prop_assert!(!rest.contains(['<', '>', '"', '\'']));
        }
    }
}
