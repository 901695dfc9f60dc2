//! What changed between two versions of a text, line by line.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// How many unchanged lines are shown around a change.
const CONTEXT: usize = 3;
/// Above either, the whole text counts as replaced: comparing could take long and nobody would read it.
const MOST_BYTES: usize = 200_000;
const MOST_LINES: usize = 5_000;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It is in both versions.
    Same,
    /// It is only in the later version.
    Added,
    /// It is only in the earlier version.
    Removed,
    /// It stands for unchanged lines that are not shown; its text is their number.
    Gap,
}

/// One line of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What became of it.
    pub kind: Kind,
    /// Its words, without the line end.
    pub text: String,
}

/// The changed lines, each with a little of what stands around it; nothing when the versions are the same.
pub fn lines(before: &str, after: &str) -> Vec<Line> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    if old == new {
        return Vec::new();
    }
    let huge = before.len().max(after.len()) > MOST_BYTES || old.len().max(new.len()) > MOST_LINES;
    let ops = if huge {
        vec![DiffOp::Replace {
            old_index: 0,
            old_len: old.len(),
            new_index: 0,
            new_len: new.len(),
        }]
    } else {
        capture_diff_slices(Algorithm::Myers, &old, &new)
    };
    let mut shown = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        if let DiffOp::Equal { new_index, len, .. } = *op {
            let head = if at == 0 { 0 } else { CONTEXT };
            let tail = if at + 1 == ops.len() { 0 } else { CONTEXT };
            unchanged(&mut shown, &new[new_index..new_index + len], head, tail);
        } else {
            shown.extend(
                old[op.old_range()]
                    .iter()
                    .map(|text| line(Kind::Removed, text)),
            );
            shown.extend(
                new[op.new_range()]
                    .iter()
                    .map(|text| line(Kind::Added, text)),
            );
        }
    }
    shown
}

fn unchanged(shown: &mut Vec<Line>, run: &[&str], head: usize, tail: usize) {
    let hidden = run.len().saturating_sub(head + tail);
    // A gap that stands for one line takes the room of that line.
    let (head, hidden) = if hidden == 1 {
        (head + 1, 0)
    } else {
        (head, hidden)
    };
    shown.extend(
        run.iter()
            .take(if hidden == 0 { run.len() } else { head })
            .map(|text| line(Kind::Same, text)),
    );
    if hidden > 0 {
        shown.push(line(Kind::Gap, &hidden.to_string()));
        shown.extend(
            run[head + hidden..]
                .iter()
                .map(|text| line(Kind::Same, text)),
        );
    }
}

fn line(kind: Kind, text: &str) -> Line {
    Line {
        kind,
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(before: &str, after: &str) -> String {
        let sign = |kind| match kind {
            Kind::Same => ' ',
            Kind::Added => '+',
            Kind::Removed => '-',
            Kind::Gap => '~',
        };
        lines(before, after)
            .iter()
            .map(|line| format!("{}{}\n", sign(line.kind), line.text))
            .collect()
    }

    #[test]
    fn a_change_is_shown_with_three_lines_around_it() {
        let before: String = (1..=20).map(|n| format!("{n}\n")).collect();
        let after = before.replace("10\n", "ten\n");
        assert_eq!(
            told(&before, &after),
            "~6\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n~7\n"
        );
    }

    #[test]
    fn changes_near_each_other_share_their_surroundings() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";
        assert_eq!(
            told(before, "A\nb\nc\nd\ne\nf\ng\nh\nI\n"),
            "-a\n+A\n b\n c\n d\n e\n f\n g\n h\n-i\n+I\n"
        );
    }

    #[test]
    fn equal_versions_show_nothing() {
        assert!(lines("a\nb", "a\nb").is_empty());
        assert!(lines("a\nb", "a\r\nb\n").is_empty());
    }

    #[test]
    fn an_unchanged_line_beside_huge_changes_is_still_counted_once() {
        let (before, after) = ("x\n".repeat(6_000), "y\n".repeat(6_000));
        let all = lines(&before, &after);
        assert_eq!(all.len(), 12_000);
        assert!(all[..6_000].iter().all(|line| line.kind == Kind::Removed));
    }
}
