//! The daily case made comfortable: one indicator at one place in one period, for everyone and for groups.
//!
//! A [`Table`] is a list of rows (each a share, or a plain count) and of sums between rows. It becomes a [`Problem`] under
//! a [`Policy`], and a [`Pattern`] becomes verdicts about its rows.

use crate::policy::Policy;
use crate::problem::Problem;
use crate::rounded::Rounded;
use crate::rows::TableProblem;

/// A row of one [`Table`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub(crate) usize);

impl RowId {
    /// The position of the row in its table.
    pub fn index(self) -> usize {
        self.0
    }
}

/// A count as it reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Count {
    /// We know it.
    Known(i64),
    /// We do not, except perhaps that it lies in a range that the public knows too.
    Between(i64, i64),
    /// We know nothing about it.
    #[default]
    Unknown,
}

impl Count {
    pub(crate) fn known(self) -> Option<i64> {
        match self {
            Count::Known(value) => Some(value),
            Count::Between(_, _) | Count::Unknown => None,
        }
    }
}

/// Whether the source itself kept the row back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AtSource {
    /// The source told us what we know.
    #[default]
    Told,
    /// The source suppressed the row: what we do not know of it must not become derivable through us.
    Suppressed,
}

/// What a page prints of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Prints {
    /// Rate and counts, whatever is known.
    #[default]
    Everything,
    /// The rate and the denominator.
    RateAndDenominator,
    /// The rate alone.
    RateOnly,
}

/// One row of a table: everyone, or one group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableRow {
    /// Used in reports only.
    pub name: String,
    /// Those counted.
    pub numerator: Count,
    /// The group they are counted in; `None` for a plain count without a group behind it.
    pub denominator: Option<Count>,
    /// The rate as it is printed.
    pub rate: Option<Rounded>,
    /// Whether the source kept it back.
    pub at_source: AtSource,
    /// What a page prints of it.
    pub prints: Prints,
    /// What is lost by hiding it; 0 lets the size of the group decide.
    pub weight: u64,
}

/// How parts relate to their total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adding {
    /// Each person is in exactly one part.
    Exactly,
    /// Each person is in one part at most; some parts are not in the table.
    AtMost,
    /// Parts overlap.
    Overlapping,
}

/// Something printed earlier about a row that is still true of the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// The exact numerator.
    Numerator(i64),
    /// The exact denominator.
    Denominator(i64),
    /// The rate.
    Rate(Rounded),
    /// "5% or less", with the percentage.
    AtMostPercent(i64),
    /// "95% or more", with the percentage.
    AtLeastPercent(i64),
}

/// Rows and the sums between them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    rows: Vec<TableRow>,
    sums: Vec<(RowId, Vec<RowId>, Adding)>,
    earlier: Vec<(RowId, Earlier)>,
}

impl Table {
    /// A table without rows.
    pub fn new() -> Table {
        Table::default()
    }

    /// Adds a row.
    pub fn row(&mut self, row: TableRow) -> RowId {
        self.rows.push(row);
        RowId(self.rows.len() - 1)
    }

    /// Says how parts relate to their total.
    pub fn sum(&mut self, total: RowId, parts: &[RowId], adding: Adding) {
        self.sums.push((total, parts.to_vec(), adding));
    }

    /// Finds out from the counts how parts relate to their total, says so, and tells.
    ///
    /// What is unknown is assumed to fit: a reader who believes in the sum must not learn more than one who does not.
    pub fn sum_as_found(&mut self, total: RowId, parts: &[RowId]) -> Adding {
        let numerators = self.adding(total, parts, |row| row.numerator);
        let denominators = self.adding(total, parts, |row| row.denominator.unwrap_or_default());
        let adding = match (numerators, denominators) {
            (Adding::Overlapping, _) | (_, Adding::Overlapping) => Adding::Overlapping,
            (Adding::AtMost, _) | (_, Adding::AtMost) => Adding::AtMost,
            (Adding::Exactly, Adding::Exactly) if self.is_average(total, parts) => Adding::Exactly,
            (Adding::Exactly, Adding::Exactly) => Adding::AtMost,
        };
        self.sum(total, parts, adding);
        adding
    }

    /// Whether the rate of the total can be an average of the rates of its parts; where a rate is missing, it can.
    fn is_average(&self, total: RowId, parts: &[RowId]) -> bool {
        let rates: Option<Vec<Rounded>> = parts.iter().map(|part| self.rows[part.0].rate).collect();
        let (Some(total), Some(rates)) = (self.rows[total.0].rate, rates) else {
            return true;
        };
        rates.iter().any(|rate| !rate.is_above(&total)) && rates.iter().any(|rate| !total.is_above(rate))
    }

    fn adding(&self, total: RowId, parts: &[RowId], count: impl Fn(&TableRow) -> Count) -> Adding {
        let known: Vec<Option<i64>> = parts
            .iter()
            .map(|part| count(&self.rows[part.0]).known())
            .collect();
        let Some(total) = count(&self.rows[total.0]).known() else {
            return Adding::Exactly;
        };
        let sum: i64 = known.iter().flatten().sum();
        if sum > total {
            return Adding::Overlapping;
        }
        if sum < total && known.iter().all(Option::is_some) {
            Adding::AtMost
        } else {
            Adding::Exactly
        }
    }

    /// Adds what was printed earlier about a row.
    pub fn printed_earlier(&mut self, row: RowId, earlier: Earlier) {
        self.earlier.push((row, earlier));
    }

    /// How many rows there are.
    pub fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The table as a problem under a policy.
    pub fn problem(&self, policy: &Policy) -> TableProblem {
        self.problem_by(|_| policy)
    }

    /// The table as a problem, each row under a policy of its own. Whatever is hidden stays as uncertain as the
    /// strictest of them asks.
    pub fn problem_by<'policy>(&self, policy_of: impl Fn(RowId) -> &'policy Policy) -> TableProblem {
        let policies: Vec<&Policy> = (0..self.rows.len()).map(|row| policy_of(RowId(row))).collect();
        let hidden_width = policies.iter().map(|policy| policy.hidden_width()).max();
        let mut built = TableProblem::new(Problem {
            hidden_width: hidden_width.unwrap_or_default(),
            ..Problem::default()
        });
        for (row, policy) in self.rows.iter().zip(policies) {
            built.add_row(row, policy);
        }
        for (total, parts, adding) in &self.sums {
            built.add_sum(*total, parts, *adding);
        }
        for (row, earlier) in &self.earlier {
            built.add_earlier(*row, *earlier);
        }
        built
    }
}
