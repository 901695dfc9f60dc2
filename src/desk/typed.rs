//! What is typed into the desk's forms, made out. No I/O.
use crate::clock::Time;
use crate::error::Invalid;
use crate::id::{CommentId, TopicId};
use crate::say;

/// The topic that someone means who types a number, `#12` or an address of ours.
pub fn meant(typed: &str) -> Option<TopicId> {
    let typed = typed.trim();
    let number = match typed.split_once("/t/") {
        Some((_, rest)) => rest.split(['/', '?', '#', '.']).next()?,
        None => typed.trim_start_matches('#'),
    };
    number.parse().ok().map(TopicId::new)
}

/// The end of a day that is named, or a moment; nothing when nothing is typed.
///
/// # Errors
/// [`Invalid`] for what is neither.
pub fn moment(field: &str, typed: &str) -> Result<Option<Time>, Invalid> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let at = Time::parse(typed)
        .filter(|at| (0..253_402_300_800).contains(&(at.micros() / 1_000_000)))
        .ok_or_else(|| Invalid::field(field, say!("desk-no-date")))?;
    // Whoever names a day means all of it.
    Ok(Some(match typed.contains([':', 'T']) {
        true => at,
        false => at.plus_days(1).plus_seconds(-1),
    }))
}

/// The day of a moment, as a form takes it.
pub fn day(at: Option<Time>) -> String {
    at.map(|at| at.to_string().chars().take(10).collect())
        .unwrap_or_default()
}

/// The comments that were ticked: `comment` once for each.
pub fn ticked(form: &[(String, String)]) -> Vec<CommentId> {
    form.iter()
        .filter(|(name, _)| name == "comment")
        .filter_map(|(_, value)| value.parse().ok().map(CommentId::new))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_is_named_by_number_or_address() {
        for typed in [
            "12",
            " #12 ",
            "https://example.org/t/12/a-title#c-4",
            "/t/12",
        ] {
            assert_eq!(meant(typed), Some(TopicId::new(12)), "{typed}");
        }
        for typed in ["", "twelve", "/t/", "99999999999999999999999"] {
            assert_eq!(meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_day_means_all_of_it() {
        let told = |typed| moment("on", typed).map(|at| at.map(|at| at.to_string()));
        assert_eq!(
            told("2026-03-14"),
            Ok(Some("2026-03-14T23:59:59Z".to_owned()))
        );
        assert_eq!(
            told("2026-03-14T10:00:00Z"),
            Ok(Some("2026-03-14T10:00:00Z".to_owned()))
        );
        assert_eq!(told(""), Ok(None));
        assert!(told("soon").is_err());
    }
}
