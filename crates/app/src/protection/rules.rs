//! Which cells must be protected, how strongly, and what hiding costs.

use super::decimal;
use super::refusal::Refusal;
use super::shares;
use super::tables::{Measure, Status, TableCell, Tables};

/// The minimum for counts where no rule is named.
pub const MINIMUM_DEFAULT: i64 = 10;

/// A rule that finds cells to be protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Counts, or numbers of contributors, below this are too small.
    Minimum(i64),
    /// All but the two largest contributions must be at least so much of the largest, or the second could estimate it
    /// too closely. Source: the p% rule, Hundepool et al. 2012, Statistical Disclosure Control, chapter 4.
    PPercent(Percent),
    /// So many of the largest contributions together may not be more than so much of the total. Source: the same.
    Dominance {
        /// 1 or 2.
        contributors: u8,
        /// The share of the total.
        percent: Percent,
    },
}

/// A percentage in hundredths of a percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percent(i64);

impl Percent {
    /// Reads `10`, `10%` or `12.5%`.
    pub fn parse(text: &str) -> Result<Percent, String> {
        let wrong = || format!("\"{text}\" is no percentage: write 10 or 12.5");
        let number = decimal::parse(text.trim().trim_end_matches('%')).map_err(|_| wrong())?;
        let hundredths = number.at(2).filter(|hundredths| *hundredths > 0);
        hundredths.map(Percent).ok_or_else(wrong)
    }

    /// So much of a value, rounded up.
    fn of(self, value: i64) -> i64 {
        let of = (i128::from(value) * i128::from(self.0))
            .unsigned_abs()
            .div_ceil(10_000);
        i64::try_from(of).unwrap_or(i64::MAX)
    }

    /// The value of which this is so much, rounded up.
    fn whole_of(self, part: i64) -> i64 {
        let whole = (i128::from(part) * 10_000)
            .unsigned_abs()
            .div_ceil(self.0.unsigned_abs().into());
        i64::try_from(whole).unwrap_or(i64::MAX)
    }
}

impl std::fmt::Display for Percent {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(&decimal::text(self.0, 2))
    }
}

impl Rule {
    /// Reads `minimum=10`, `p-percent=10` or `dominance=1,75`.
    pub fn parse(text: &str) -> Result<Rule, String> {
        let known = "write minimum=10, p-percent=10 or dominance=1,75";
        let (name, value) = text
            .split_once('=')
            .ok_or_else(|| format!("\"{text}\" is no rule: {known}"))?;
        match name.trim() {
            "minimum" => match value.trim().parse() {
                Ok(minimum) if (2..=1_000_000).contains(&minimum) => Ok(Rule::Minimum(minimum)),
                _ => Err(format!("\"{value}\" is no minimum: write a whole number from 2")),
            },
            "p-percent" => Percent::parse(value).map(Rule::PPercent),
            "dominance" => {
                let (contributors, percent) = value
                    .split_once(',')
                    .ok_or("write dominance=1,75: how many contributors, and their share in percent")?;
                let contributors = match contributors.trim() {
                    "1" => 1,
                    "2" => 2,
                    other => return Err(format!("dominance of {other} contributors is not read: 1 or 2")),
                };
                let percent = Percent::parse(percent)?;
                if percent.0 >= 10_000 {
                    return Err("a share of 100 percent or more can never be exceeded".to_owned());
                }
                Ok(Rule::Dominance {
                    contributors,
                    percent,
                })
            }
            other => Err(format!("there is no rule \"{other}\": {known}")),
        }
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Rule::Minimum(minimum) => write!(to, "minimum={minimum}"),
            Rule::PPercent(percent) => write!(to, "p-percent={percent}"),
            Rule::Dominance {
                contributors,
                percent,
            } => write!(to, "dominance={contributors},{percent}"),
        }
    }
}

/// What makes hiding a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Loss {
    /// The weight that the file tells; where it tells none, the value.
    #[default]
    Weight,
    /// The value of the cell: large figures are kept.
    Value,
    /// Each cell counts as one: as few hidden cells as possible.
    Count,
}

impl std::fmt::Display for Loss {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Loss::Weight => "weight",
            Loss::Value => "value",
            Loss::Count => "count",
        })
    }
}

/// All that decides which cells are protected.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    /// A cell is protected if one of them finds it.
    pub rules: Vec<Rule>,
    /// How far a reader's range must reach to either side of the value.
    pub protection: Option<Percent>,
    /// What makes hiding a loss.
    pub loss: Loss,
}

impl Rules {
    /// The minimum for counts, if there is one.
    pub fn minimum(&self) -> Option<i64> {
        self.rules
            .iter()
            .filter_map(|rule| match rule {
                Rule::Minimum(minimum) => Some(*minimum),
                Rule::PPercent(_) | Rule::Dominance { .. } => None,
            })
            .max()
    }

    /// Takes the default where nothing else says which cells are small. Tells in words if so.
    pub fn complete(&mut self, tables: &Tables) -> Result<Option<String>, Refusal> {
        let says = |cell: &TableCell| {
            cell.status == Status::Sensitive || cell.protection.is_some() || cell.need.is_some()
        };
        if self.loss == Loss::Weight && tables.cells.iter().all(|cell| cell.weight.is_none()) {
            self.loss = Loss::Value;
        }
        if !self.rules.is_empty() {
            return Ok(None);
        }
        let is_told = tables.cells.iter().any(says);
        if tables.measure == Measure::Amounts {
            return if is_told {
                Ok(None)
            } else {
                Err(
                    Refusal::of(&tables.name, "nothing says which amounts must be protected")
                        .mend("add a rule: --rule minimum=3, --rule p-percent=10 or --rule dominance=1,75"),
                )
            };
        }
        let has_levels = tables.cells.iter().any(|cell| cell.protection.is_some());
        if has_levels {
            return Ok(None);
        }
        self.rules.push(Rule::Minimum(MINIMUM_DEFAULT));
        Ok(Some(format!(
            "no rule was named: counts of 1 to {} are protected (minimum={MINIMUM_DEFAULT})",
            MINIMUM_DEFAULT - 1
        )))
    }

    /// Writes into each cell what must remain uncertain about it.
    ///
    /// Errors: a rule needs what the tables do not tell.
    pub fn apply(&self, tables: &mut Tables) -> Result<(), Refusal> {
        for position in 0..tables.cells.len() {
            let cell = &tables.cells[position];
            if cell.need.is_some() {
                continue;
            }
            let is_open = match cell.status {
                Status::Free | Status::Sensitive => true,
                Status::MustShow
                | Status::Public
                | Status::ZeroKnown
                | Status::Withheld
                | Status::Behind
                | Status::Part => false,
            };
            let Some(value) = cell.value.filter(|_| is_open) else {
                continue;
            };
            let need = self
                .need(tables, cell, value)
                .map_err(|what| self.refusal(tables, cell, what))?;
            tables.cells[position].need = need;
        }
        shares::protect(tables, self.minimum());
        Ok(())
    }

    fn refusal(&self, tables: &Tables, cell: &TableCell, (what, mend): (String, &str)) -> Refusal {
        Refusal::of(tables.file(cell.place), what)
            .at(cell.place.line)
            .cell(cell.key.to_string())
            .mend(mend)
    }

    fn need(
        &self,
        tables: &Tables,
        cell: &TableCell,
        value: i64,
    ) -> Result<Option<(i64, i64)>, (String, &'static str)> {
        let levels = |(lower, upper): (i64, i64)| {
            // That one or two contributed nothing is told of them too: it may at least not be certain.
            let upper = if value == 0 { upper.max(1) } else { upper };
            let high = value.saturating_add(upper);
            (
                (value.saturating_sub(lower)).max(cell.low),
                cell.high.map_or(high, |most| high.min(most)),
            )
        };
        let given = cell.protection.filter(|levels| *levels != (0, 0));
        let by_percent = self
            .protection
            .map(|percent| percent.of(value))
            .map(|by| (by, by));
        let mut found: Option<(i64, i64)> = None;
        for rule in &self.rules {
            let reach = match tables.measure {
                Measure::Counts => self.of_count(*rule, value)?,
                Measure::Amounts => self.of_amount(*rule, cell, value)?,
            };
            if let Some(reach) = reach {
                let before = found.unwrap_or(reach);
                found = Some((before.0.min(reach.0), before.1.max(reach.1)));
            }
        }
        let is_told = cell.status == Status::Sensitive || given.is_some();
        if found.is_none() && !is_told {
            return Ok(None);
        }
        if let Some(told) = given.or(by_percent) {
            return Ok(Some(levels(told)));
        }
        if found.is_none()
            && tables.measure == Measure::Counts
            && let Some(minimum) = self.minimum().filter(|minimum| value < *minimum)
        {
            // Nobody, called sensitive by the file: readers may not tell it from the small counts.
            found = Some((value.min(1), minimum - 1));
        }
        match found {
            Some((low, high)) if low < high => Ok(Some((low.max(cell.low), high))),
            _ => Err((
                "nothing says how uncertain this cell must stay".to_owned(),
                "add --protection 10%, or columns lower_protection and upper_protection",
            )),
        }
    }

    fn of_count(&self, rule: Rule, value: i64) -> Result<Option<(i64, i64)>, (String, &'static str)> {
        match rule {
            Rule::Minimum(minimum) => Ok((0 < value && value < minimum).then_some((1, minimum - 1))),
            Rule::PPercent(_) | Rule::Dominance { .. } => Err((
                format!("the rule {rule} is about contributions, and these are counts"),
                "add columns with the largest contributions (--largest, --second), or use --rule minimum=10",
            )),
        }
    }

    fn of_amount(
        &self,
        rule: Rule,
        cell: &TableCell,
        value: i64,
    ) -> Result<Option<(i64, i64)>, (String, &'static str)> {
        match rule {
            Rule::Minimum(minimum) => {
                let contributors = cell.contributors.ok_or_else(|| {
                    (
                        lacks(rule, "the number of contributors"),
                        "name its column with --contributors",
                    )
                })?;
                // How far it must stay uncertain is for --protection to say: a number of contributors tells nothing of it.
                Ok((0 < contributors && contributors < minimum).then_some((value, value)))
            }
            // Nothing was contributed: there is no contribution to estimate.
            Rule::PPercent(_) | Rule::Dominance { .. } if value == 0 => Ok(None),
            Rule::PPercent(percent) => {
                let (largest, second) = (largest(rule, cell)?, two_largest(rule, cell, value)?.1);
                let rest = value - largest - second;
                let wanted = percent.of(largest);
                Ok((rest < wanted).then(|| (value - (wanted - rest), value + (wanted - rest))))
            }
            Rule::Dominance {
                contributors,
                percent,
            } => {
                let dominant = match contributors {
                    1 => largest(rule, cell)?,
                    _ => {
                        let (largest, second) = two_largest(rule, cell, value)?;
                        largest + second
                    }
                };
                let is_dominated = i128::from(dominant) * 10_000 > i128::from(value) * i128::from(percent.0);
                let missing = (percent.whole_of(dominant) - value).max(1);
                Ok(is_dominated.then(|| (value - missing, value + missing)))
            }
        }
    }
}

fn lacks(rule: Rule, what: &str) -> String {
    format!("the rule {rule} needs {what} of this cell")
}

fn largest(rule: Rule, cell: &TableCell) -> Result<i64, (String, &'static str)> {
    cell.largest.ok_or_else(|| {
        (
            lacks(rule, "the largest contribution"),
            "name its column with --largest",
        )
    })
}

fn two_largest(rule: Rule, cell: &TableCell, value: i64) -> Result<(i64, i64), (String, &'static str)> {
    let largest = largest(rule, cell)?;
    let second = second(cell, value, largest).ok_or_else(|| {
        (
            lacks(rule, "the second largest contribution"),
            "name its column with --second",
        )
    })?;
    Ok((largest, second))
}

/// The second largest contribution, told or implied.
fn second(cell: &TableCell, value: i64, largest: i64) -> Option<i64> {
    match (cell.second, cell.contributors) {
        (Some(second), _) => Some(second),
        (None, Some(1)) => Some(0),
        (None, Some(2)) => Some(value - largest),
        (None, _) => None,
    }
}

/// The loss of hiding a cell.
pub fn weight(cell: &TableCell, loss: Loss, decimals: u32) -> u64 {
    let value = cell.value.unwrap_or(0).unsigned_abs() / 10u64.pow(decimals);
    match loss {
        Loss::Weight => cell.weight.unwrap_or(value.max(1)),
        Loss::Value => value.max(1),
        Loss::Count => 1,
    }
}
