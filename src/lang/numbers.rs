//! Whole numbers as people write them.
use fluent_bundle::FluentValue;

use super::{Lang, lang};

/// `1204` as `1,204`, in the language spoken now.
pub fn number(n: i64) -> String {
    write(lang(), n)
}

fn write(lang: Lang, n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut told = String::with_capacity(digits.len() + 8);
    if n < 0 {
        told.push('−');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            told.push(match lang {
                Lang::En => ',',
                Lang::De => '.',
                Lang::Ar => '٬',
            });
        }
        told.push(in_script(lang, digit));
    }
    told
}

/// A digit as this language writes it.
fn in_script(lang: Lang, digit: char) -> char {
    match (lang, digit.to_digit(10)) {
        (Lang::Ar, Some(n)) => char::from_u32(0x660 + n).unwrap_or(digit),
        _ => digit,
    }
}

/// Digits without separators, as in years and clock times.
pub(super) fn plain(lang: Lang, digits: &str) -> String {
    digits.chars().map(|c| in_script(lang, c)).collect()
}

/// How Fluent writes a number in its patterns.
pub(super) fn told(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(n) if n.value.fract() == 0.0 => Some(write(lang, n.value as i64)),
        _ => None,
    }
}
