//! What hiding costs, in words: what readers lose, what must be lost however one chooses, and how far the two are apart.
//!
//! Never public: the loss is made up of the sizes of hidden groups.

use platform::words::Words;

use crate::editions::report::{Checked, Report, TableReport};
use crate::numbers;

/// What hiding costs, added up.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    loss: i64,
    needed: i64,
    bound: i64,
}

impl Cost {
    fn of(checked: &Checked) -> Self {
        Self {
            loss: checked.loss,
            needed: checked.needed,
            bound: checked.bound,
        }
    }

    /// Of everything in a draft.
    pub fn of_all(report: &Report) -> Self {
        let each = report.tables.iter().filter_map(|table| table.checked.as_ref());
        each.map(Self::of).fold(Self::default(), |sum, one| Self {
            loss: sum.loss + one.loss,
            needed: sum.needed + one.needed,
            bound: sum.bound + one.bound,
        })
    }

    /// How much of the loss might be saved at best, in percent of it.
    fn gap(self) -> f64 {
        if self.loss == 0 {
            return 0.0;
        }
        (self.loss - self.bound).max(0) as f64 * 100.0 / self.loss as f64
    }

    fn told(self, words: &Words, key: &str, others: i64) -> String {
        if self.loss == 0 {
            return String::new();
        }
        let gap = if self.bound >= self.loss {
            "0".to_owned()
        } else {
            format!("{:.1}", self.gap())
        };
        let arguments = [
            ("loss", numbers::count(self.loss).into()),
            ("needed", numbers::count(self.needed).into()),
            ("bound", numbers::count(self.bound).into()),
            ("gap", gap.into()),
            ("others", others.into()),
        ];
        words.with(key, &arguments)
    }

    /// The whole draft in a paragraph; empty where nothing is lost.
    pub fn paragraph(self, words: &Words) -> String {
        self.told(words, "desk-cost", 0)
    }
}

/// What one table costs; with those that were decided together with it, where there are some.
pub fn table_cost(words: &Words, report: &Report, (indicator, place, period): (&str, &str, &str)) -> String {
    let is_it =
        |table: &&TableReport| table.indicator == indicator && table.place == place && table.period == period;
    let Some(table) = report.tables.iter().find(is_it) else {
        return String::new();
    };
    // Tables that were decided together were decided from the same.
    let mut together = report
        .tables
        .iter()
        .filter(|other| other.decided_from == table.decided_from);
    let Some(checked) = together.find_map(|one| one.checked.as_ref()) else {
        return String::new();
    };
    Cost::of(checked).told(words, "desk-cost-table", checked.tables - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gap_is_what_a_better_choice_could_save_at_most() {
        let cost = |loss, bound| Cost {
            loss,
            needed: 0,
            bound,
        };
        for (cost, gap) in [(cost(200, 150), 25.0), (cost(200, 200), 0.0), (cost(0, 0), 0.0)] {
            assert!((cost.gap() - gap).abs() < 1e-9, "{cost:?}");
        }
    }
}
