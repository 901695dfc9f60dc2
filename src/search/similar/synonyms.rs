//! What means the same on this site: `dark mode = night mode, dark theme; log in = sign in`.
use crate::search::words;

/// Groups of expressions that mean the same, each as its stems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms(Vec<Vec<Vec<String>>>);

impl Synonyms {
    /// Reads groups, one a line or with `;` between, expressions with `=` or `,` between.
    pub fn parse(text: &str) -> Self {
        let groups = text
            .split(['\n', ';'])
            .map(|group| {
                group
                    .split(['=', ','])
                    .map(words::tokens)
                    .filter(|stems| !stems.is_empty())
                    .collect::<Vec<_>>()
            })
            .filter(|group| group.len() > 1)
            .collect();
        Self(groups)
    }

    /// For each place where an expression stands among these stems: where, and what else means that.
    pub(super) fn of(&self, stems: &[String]) -> Vec<(std::ops::Range<usize>, Vec<&[String]>)> {
        let mut found = Vec::new();
        for group in &self.0 {
            for (which, expression) in group.iter().enumerate() {
                let places = stems
                    .windows(expression.len())
                    .enumerate()
                    .filter(|(_, window)| *window == expression.as_slice());
                for (at, _) in places {
                    let others = group
                        .iter()
                        .enumerate()
                        .filter(|(other, _)| *other != which)
                        .map(|(_, stems)| stems.as_slice())
                        .collect();
                    found.push((at..at + expression.len(), others));
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_of_a_line_stand_for_each_other() {
        let synonyms = Synonyms::parse("dark mode = night theme, lights off\nlog in=sign in; ;x");
        let stems = words::tokens("a dark mode please");
        let found = synonyms.of(&stems);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, 1..3);
        assert_eq!(
            found[0].1,
            [words::tokens("night theme"), words::tokens("lights off")]
        );
        assert_eq!(Synonyms::parse(""), Synonyms::default());
    }
}
