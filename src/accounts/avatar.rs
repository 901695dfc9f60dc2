//! A picture for everyone who has none: drawn from the handle alone, so it needs no storage and never changes.
use sha2::{Digest, Sha256};

/// Colours that carry white letters at a contrast of at least 4.5 : 1.
const GROUNDS: [&str; 8] = [
    "#3f6b4a", "#7a5a2e", "#2f6474", "#6b4a7a", "#8a4a3c", "#4a5a8a", "#5f6630", "#7a3f5f",
];

/// The SVG of a handle: its first letter on a ground, and a trail that is theirs alone.
pub fn svg(handle: &str) -> String {
    let digest = Sha256::digest(handle.to_lowercase().as_bytes());
    let ground = GROUNDS[usize::from(digest[0]) % GROUNDS.len()];
    let letter: String = handle
        .chars()
        .find(|c| c.is_alphanumeric())
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_else(|| "?".into());
    let at = |i: usize| 4 + u32::from(digest[i]) % 56;
    let trail = format!(
        "M0 {} C16 {} 24 {} 34 {} S52 {} 64 {}",
        at(1),
        at(2),
        at(3),
        at(4),
        at(5),
        at(6)
    );
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\" width=\"64\" height=\"64\">\
         <rect width=\"64\" height=\"64\" fill=\"{ground}\"/>\
         <path d=\"{trail}\" fill=\"none\" stroke=\"#fff\" stroke-opacity=\".35\" stroke-width=\"5\" \
         stroke-linecap=\"round\" stroke-dasharray=\"1 9\"/>\
         <text x=\"32\" y=\"43\" text-anchor=\"middle\" font-family=\"system-ui,sans-serif\" font-size=\"32\" \
         font-weight=\"600\" fill=\"#fff\">{}</text></svg>",
        letter.replace('&', "&amp;").replace('<', "&lt;")
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_picture_is_the_same_each_time_and_safe_for_any_handle() {
        assert_eq!(super::svg("ann"), super::svg("Ann"));
        assert_ne!(super::svg("ann"), super::svg("bob"));
        for odd in ["", "<script>", "&", "ひろ", "--"] {
            assert!(!super::svg(odd).contains("<script"), "{odd}");
        }
    }
}
