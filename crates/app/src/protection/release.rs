//! One release as it stands in a pattern or in a ledger: its cells, and what adds up between them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Number;

use super::decimal;
use super::noise;
use super::refusal::Refusal;
use super::tables::{Key, Mark, Measure, Mode, Share, Source, Status, Sum, TableCell, Tables};

/// One release: cells, and what adds up between them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The name of its first file.
    pub name: String,
    /// Digest of what it was made from, by which it is known again.
    pub sha256: String,
    /// Who is counted, where that is not everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub population: Vec<(String, String)>,
    /// `counts` or `amounts`.
    pub measure: String,
    /// Decimal places of the values.
    pub decimals: u32,
    /// The base of which every figure is a multiple, if they were rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounded_to: Option<Number>,
    /// The budget of the noise on every figure, if there is any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noise_rho: Option<String>,
    /// The cells.
    pub cells: Vec<ReleaseCell>,
    /// The shares, each printed as a percentage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<ReleaseShare>,
    /// Sums by positions of cells.
    pub sums: Vec<ReleaseSum>,
}

/// What a release does with one cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseCell {
    /// What it is about.
    pub at: BTreeMap<String, String>,
    /// `shown`, `hidden`, `rounded`, `noisy`, `behind` or `part`.
    pub display: String,
    /// Why it is hidden: `primary`, `secondary` or `withheld`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Its value, where the file tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Number>,
    /// What is printed, where that is not the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub printed: Option<Number>,
    /// The least and the most that a rounded figure stands for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<(Number, Number)>,
    /// The most anybody thinks possible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Number>,
    /// The ends that a reader's range must reach; only in a ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<(Number, Number)>,
}

/// What a release does with one share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseShare {
    /// Position of the group's cell.
    pub of: usize,
    /// Position of those to whom something applies.
    pub counted: usize,
    /// Position of the others.
    pub others: usize,
    /// `shown` or `hidden`.
    pub display: String,
    /// Why it is hidden: `primary`, `secondary` or `withheld`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The percentage as it is printed, where the file tells it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<String>,
}

/// Cells that add up to a constant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReleaseSum {
    /// Positions of cells with their coefficients.
    pub terms: Vec<(usize, i64)>,
    /// What they add up to.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub constant: Option<Number>,
}

fn is_nothing(constant: &Option<Number>) -> bool {
    constant
        .as_ref()
        .is_none_or(|constant| constant.as_i64() == Some(0))
}

/// How much a release tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// What readers know.
    NoHiddenValue,
    /// Everything, for the ledger.
    Everything,
}

impl Release {
    /// A release as its tables and their marks are; `why` says of each hidden cell why.
    pub fn of(
        tables: &Tables,
        sha256: &str,
        why: &BTreeMap<usize, &'static str>,
        telling: Telling,
    ) -> Release {
        let number = |units: i64| number(units, tables.decimals);
        let cells = tables.cells.iter().enumerate().map(|(position, cell)| {
            let display = match (cell.status, cell.mark) {
                (Status::Behind, _) => "behind",
                (Status::Part, _) => "part",
                (_, Some(Mark::Shown)) => "shown",
                (_, Some(Mark::Rounded { .. })) => "rounded",
                (_, Some(Mark::Noisy { .. })) => "noisy",
                (_, Some(Mark::Hidden) | None) => "hidden",
            };
            let (printed, between) = match cell.mark {
                Some(Mark::Rounded { printed, low, high }) => {
                    (Some(number(printed)), Some((number(low), number(high))))
                }
                Some(Mark::Noisy { printed }) => (Some(number(printed)), None),
                Some(Mark::Shown | Mark::Hidden) | None => (None, None),
            };
            let is_told = display == "shown" || telling == Telling::Everything;
            ReleaseCell {
                at: cell.key.0.iter().cloned().collect(),
                display: display.to_owned(),
                why: why
                    .get(&position)
                    .filter(|_| cell.status.is_printed())
                    .map(|why| (*why).to_owned()),
                value: cell.value.filter(|_| is_told).map(number),
                printed,
                between,
                high: cell.high.map(number),
                need: match telling {
                    Telling::Everything => cell.need.map(|(low, high)| (number(low), number(high))),
                    Telling::NoHiddenValue => None,
                },
            }
        });
        Release {
            name: tables.name.clone(),
            sha256: sha256.to_owned(),
            population: tables.population.clone(),
            measure: match tables.measure {
                Measure::Counts => "counts",
                Measure::Amounts => "amounts",
            }
            .to_owned(),
            decimals: tables.decimals,
            rounded_to: match tables.mode {
                Mode::Rounding { base } => Some(number(base)),
                Mode::Hiding | Mode::Noise { .. } => None,
            },
            noise_rho: match tables.mode {
                Mode::Noise { rho_thousandths } => Some(noise::rho(rho_thousandths)),
                Mode::Hiding | Mode::Rounding { .. } => None,
            },
            cells: cells.collect(),
            shares: tables
                .shares
                .iter()
                .map(|share| share_of(share, why, telling))
                .collect(),
            sums: tables
                .sums
                .iter()
                .map(|sum| ReleaseSum {
                    terms: sum.terms.clone(),
                    constant: Some(number(sum.constant)),
                })
                .collect(),
        }
    }

    /// The release as tables with marks.
    ///
    /// Errors: the file was altered into something that is no release.
    pub fn tables(&self, file: &str) -> Result<Tables, Refusal> {
        let wrong = |what: &str, position: usize| {
            Refusal::of(file, what.to_owned())
                .table(&self.name)
                .cell(format!("position {position}, counted from 0"))
                .mend("this file is written by Mainstay; take it from a backup if it was edited")
        };
        let mut cells = Vec::with_capacity(self.cells.len());
        for (position, cell) in self.cells.iter().enumerate() {
            cells.push(
                self.cell(cell)
                    .ok_or_else(|| wrong("a cell cannot be read", position))?,
            );
        }
        let mut sums = Vec::with_capacity(self.sums.len());
        for (position, sum) in self.sums.iter().enumerate() {
            let is_inside = sum.terms.iter().all(|(cell, _)| *cell < cells.len());
            let constant = sum
                .constant
                .as_ref()
                .map_or(Some(0), |constant| self.units(constant));
            let constant = constant
                .filter(|_| is_inside)
                .ok_or_else(|| wrong("a sum cannot be read", position))?;
            sums.push(Sum {
                terms: sum.terms.clone(),
                constant,
                name: format!("sum {position} of {}", self.name),
            });
        }
        let mut shares = Vec::with_capacity(self.shares.len());
        for (position, share) in self.shares.iter().enumerate() {
            let is_inside = [share.of, share.counted, share.others]
                .iter()
                .all(|at| *at < cells.len());
            if !is_inside {
                return Err(wrong("a share cannot be read", position));
            }
            shares.push(Share {
                of: share.of,
                counted: share.counted,
                others: share.others,
                percent: share.percent.clone(),
                mark: Some(if share.display == "shown" {
                    Mark::Shown
                } else {
                    Mark::Hidden
                }),
            });
        }
        let mode = self
            .mode()
            .ok_or_else(|| wrong("how it was protected cannot be read", 0))?;
        Ok(Tables {
            name: self.name.clone(),
            sources: vec![Source {
                file: self.name.clone(),
                sha256: self.sha256.clone(),
            }],
            population: self.population.clone(),
            decimals: self.decimals,
            measure: if self.measure == "amounts" {
                Measure::Amounts
            } else {
                Measure::Counts
            },
            cells,
            sums,
            shares,
            mode,
            ..Tables::default()
        })
    }

    fn mode(&self) -> Option<Mode> {
        match (&self.rounded_to, &self.noise_rho) {
            (Some(base), _) => Some(Mode::Rounding {
                base: self.units(base)?,
            }),
            (None, Some(rho)) => Some(Mode::Noise {
                rho_thousandths: noise::budget(rho).ok()?,
            }),
            (None, None) => Some(Mode::Hiding),
        }
    }

    fn units(&self, number: &Number) -> Option<i64> {
        decimal::parse(&number.to_string()).ok()?.at(self.decimals)
    }

    fn cell(&self, cell: &ReleaseCell) -> Option<TableCell> {
        let units = |number: &Option<Number>| match number {
            Some(number) => self.units(number).map(Some),
            None => Some(None),
        };
        let need = match &cell.need {
            Some((low, high)) => Some((self.units(low)?, self.units(high)?)),
            None => None,
        };
        let value = units(&cell.value)?;
        let printed = units(&cell.printed)?;
        let between = match &cell.between {
            Some((low, high)) => Some((self.units(low)?, self.units(high)?)),
            None => None,
        };
        let open = match value {
            Some(_) => Status::Free,
            None => Status::Withheld,
        };
        let (status, mark) = match (cell.display.as_str(), value) {
            ("behind", _) => (Status::Behind, None),
            ("part", _) => (Status::Part, None),
            ("rounded", _) => {
                let (printed, (low, high)) = printed.zip(between)?;
                (open, Some(Mark::Rounded { printed, low, high }))
            }
            ("noisy", _) => (open, Some(Mark::Noisy { printed: printed? })),
            ("shown", Some(_)) => (Status::Free, Some(Mark::Shown)),
            ("hidden", Some(_)) => (Status::Free, Some(Mark::Hidden)),
            ("hidden", None) => (Status::Withheld, Some(Mark::Hidden)),
            _ => return None,
        };
        Some(TableCell {
            key: Key::of(cell.at.clone().into_iter().collect()),
            value,
            high: units(&cell.high)?,
            status,
            mark,
            need,
            ..TableCell::default()
        })
    }
}

fn share_of(share: &Share, why: &BTreeMap<usize, &'static str>, telling: Telling) -> ReleaseShare {
    let is_shown = share.mark == Some(Mark::Shown);
    let is_told = is_shown || telling == Telling::Everything;
    ReleaseShare {
        of: share.of,
        counted: share.counted,
        others: share.others,
        display: if is_shown { "shown" } else { "hidden" }.to_owned(),
        why: why.get(&share.counted).map(|why| (*why).to_owned()),
        percent: share.percent.clone().filter(|_| is_told),
    }
}

fn number(units: i64, decimals: u32) -> Number {
    if decimals == 0 {
        return Number::from(units);
    }
    let text = decimal::text(units, decimals);
    text.parse::<i64>()
        .map(Number::from)
        .ok()
        .or_else(|| text.parse().ok().and_then(Number::from_f64))
        .unwrap_or_else(|| Number::from(units))
}
