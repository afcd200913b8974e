//! Choosing indicators (DOMAIN C2.1): several people score a candidate by three criteria, each for herself.
//!
//! The criteria are those of results-based accountability: Friedman (2005), "Trying hard is not good enough", names
//! communication, proxy and data power.

/// What a candidate is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Criterion {
    /// Everybody understands it at once.
    Communication,
    /// It stands for the result: where it moves, the result moves.
    Proxy,
    /// Good data come for it, in time, for every group.
    Data,
}

impl Criterion {
    /// Every criterion, in the order in which they are asked.
    pub const ALL: [Self; 3] = [Self::Communication, Self::Proxy, Self::Data];

    /// The word kept in tables and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Communication => "communication",
            Self::Proxy => "proxy",
            Self::Data => "data",
        }
    }
}

/// The lowest score.
pub const SCORE_MIN: i64 = 1;
/// The highest score.
pub const SCORE_MAX: i64 = 5;
/// So many people must have scored before a choice can be recorded: one opinion is no choice of a table.
pub const SCORERS_LEAST: usize = 2;

/// What the scores of several people by one criterion say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many people gave each score, from the lowest score on.
    pub gave: [usize; 5],
    /// The score in the middle; between two, their mean.
    pub median: f64,
    /// The lowest that was given.
    pub lowest: i64,
    /// The highest that was given.
    pub highest: i64,
}

impl Summary {
    /// The summary of scores from 1 to 5; none of none. Scores outside are left out.
    pub fn of(scores: &[i64]) -> Option<Self> {
        let mut kept: Vec<i64> = scores
            .iter()
            .copied()
            .filter(|score| (SCORE_MIN..=SCORE_MAX).contains(score))
            .collect();
        kept.sort_unstable();
        let (lowest, highest) = (*kept.first()?, *kept.last()?);
        let mut gave = [0; 5];
        for score in &kept {
            let slot = usize::try_from(score - SCORE_MIN).expect("it is between the lowest and the highest");
            gave[slot] += 1;
        }
        let (below, above) = (kept[(kept.len() - 1) / 2], kept[kept.len() / 2]);
        Some(Self {
            gave,
            median: (below + above) as f64 / 2.0,
            lowest,
            highest,
        })
    }

    /// Whether people disagree: somebody gave 1 or 2 and somebody else 4 or 5. That is worth a talk, whatever the middle.
    pub fn is_divided(&self) -> bool {
        let (low, high) = (self.gave[0] + self.gave[1], self.gave[3] + self.gave[4]);
        low > 0 && high > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_the_ends_and_the_disagreement_of_scores() {
        type Case = (&'static [i64], Option<(f64, i64, i64, bool)>);
        let cases: [Case; 7] = [
            (&[], None),
            (&[4], Some((4.0, 4, 4, false))),
            (&[5, 4, 4], Some((4.0, 4, 5, false))),
            (&[1, 2, 4, 5], Some((3.0, 1, 5, true))),
            (&[3, 4], Some((3.5, 3, 4, false))),
            // The step from agreement to disagreement is one from 3 to 2.
            (&[2, 4], Some((3.0, 2, 4, true))),
            (&[0, 6, 3], Some((3.0, 3, 3, false))),
        ];
        for (scores, expected) in cases {
            let found = Summary::of(scores).map(|summary| {
                (
                    summary.median,
                    summary.lowest,
                    summary.highest,
                    summary.is_divided(),
                )
            });
            assert_eq!(found, expected, "{scores:?}");
        }
    }

    #[test]
    fn how_many_gave_each_score_adds_up() {
        let summary = Summary::of(&[1, 3, 3, 5]).unwrap();
        assert_eq!(summary.gave, [1, 0, 2, 0, 1]);
    }
}
