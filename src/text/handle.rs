//! The names people go by.

use super::clean::bidi_control;
use super::fold::fold;
use crate::lang::Message;
use crate::say;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::{RestrictionLevel, RestrictionLevelDetection};

const SHORTEST: usize = 3;
pub(super) const LONGEST: usize = 30;

/// Whether a handle is fit to go by; if not, a sentence that says what to do.
pub fn is_handle(s: &str) -> Result<(), Message> {
    let length = s.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) {
        return Err(say!("handle-length", min = SHORTEST, max = LONGEST));
    }
    if !s.starts_with(char::is_alphabetic) {
        return Err(say!("handle-begin"));
    }
    if bidi_control(s) || !s.chars().all(is_of_handle) {
        return Err(say!("handle-letters"));
    }
    if !s.nfc().eq(s.chars()) {
        return Err(say!("handle-accents"));
    }
    if !one_script(s) {
        return Err(say!("handle-one-alphabet"));
    }
    Ok(())
}

/// The form in which handles that look alike are equal, so that `paypal`, `pay_pal` and Cyrillic `раураl` collide.
pub fn skeleton(handle: &str) -> String {
    // A capital I looks like l, a small one does not: look before case is forgotten.
    let seen: String = fold(&handle.replace('I', "l"))
        .chars()
        .filter(|c| !matches!(c, '-' | '_' | '.'))
        .collect();
    let prototype: String = unicode_security::skeleton(&seen).collect();
    fold(&prototype)
        .chars()
        .map(|c| {
            if c == '0' {
                'o'
            } else if c == '1' {
                'l'
            } else {
                c
            }
        })
        .collect()
}

/// Whether a character may stand in a handle.
pub(super) fn is_of_handle(c: char) -> bool {
    c.is_alphabetic()
        || c.is_ascii_digit()
        || is_digit(c)
        || is_combining_mark(c)
        || matches!(c, '-' | '_')
}

/// Digits of other scripts. Fractions, circled and raised digits are `is_numeric` too and have other compatible forms.
fn is_digit(c: char) -> bool {
    c.is_numeric() && !c.is_ascii() && std::iter::once(c).nfkd().eq(std::iter::once(c))
}

/// UTS 39 "highly restrictive": one script, or Latin beside the scripts of Chinese, Japanese or Korean; and digits of
/// one kind.
fn one_script(s: &str) -> bool {
    let ascii_digits = s.contains(|c: char| c.is_ascii_digit());
    let other_digits = s.contains(|c: char| !c.is_alphabetic() && is_digit(c));
    !(ascii_digits && other_digits)
        && s.check_restriction_level(RestrictionLevel::HighlyRestrictive)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_are_welcome() {
        for name in [
            "ann",
            "Ann-Lee_7",
            "bjørn",
            "Соня",
            "太郎さん",
            "taro太郎",
            "हिन्दी",
            "محمد",
            "김민수",
            "Ελένη",
            "josé",
            "מרים",
        ] {
            assert_eq!(is_handle(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn names_that_mislead_are_refused_with_advice() {
        for (name, advice) in [
            ("al", "3 to 30"),
            ("7up", "Begin"),
            ("_ann", "Begin"),
            ("ann lee", "Use only"),
            ("ann\u{202E}x", "Use only"),
            ("ann\u{200D}x", "Use only"),
            ("ann😀", "Use only"),
            ("ann²", "Use only"),
            ("<b>ann", "Begin"),
            ("jose\u{301}", "accents"),
            ("pаypal", "one alphabet"),
            ("annΩmega", "one alphabet"),
            ("ａｎｎ", "one alphabet"),
        ] {
            let told = is_handle(name).expect_err(name).to_string();
            assert!(told.contains(advice), "{name}: {told}");
        }
        assert!(is_handle(&"a".repeat(31)).is_err());
    }

    #[test]
    fn names_that_look_alike_collide() {
        for (a, b) in [
            ("paypal", "раураl"),
            ("paypal", "Pay_Pal"),
            ("paypal", "paypaI"),
            ("paypal", "PAYPAL"),
            ("google", "g00gle"),
            ("william", "wi11iam"),
            ("modern", "rnodern"),
            ("josé", "jose"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        for (a, b) in [
            ("ann", "anna"),
            ("alia", "alla"),
            ("bob", "rob"),
            ("太郎", "次郎"),
        ] {
            assert_ne!(skeleton(a), skeleton(b), "{a} {b}");
        }
    }
}
