//! The gate: accepted figures in, [`Released`] figures out. The only place where a figure becomes publishable.
//!
//! For each indicator, place and period the figures of everyone and of all groups form one table with its sums.
//! The engine (`disclosure`) decides what is hidden, with everything printed in earlier editions as known to the
//! reader; then its attacker audits the result. A table that fails the audit is not published.

use std::collections::BTreeMap;

use disclosure::{
    AtSource, Audit, Count, Display, Earlier, Pattern, Policy, Prints, Rounded, RowId, Table, TableProblem,
    TableRow, Tail, Verdict, Why,
};
use domain::measurement::Group;
use domain::quantity::{Status, Unit};
use serde::{Deserialize, Serialize};

use super::document::{Document, IndicatorPart, Released, Shown};

/// An accepted figure of one indicator, as the gate takes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Slug of the place.
    pub place: String,
    /// Period key.
    pub period: String,
    /// Group.
    pub group: Group,
    /// The part, if known.
    pub numerator: Option<i64>,
    /// The whole, if known.
    pub denominator: Option<i64>,
    /// Value in the unit, if known.
    pub value: Option<f64>,
    /// Margin of error in the unit, if known.
    pub margin: Option<f64>,
    /// What is known.
    pub status: Status,
}

/// How one indicator's figures are printed and protected.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Slug of the indicator.
    pub indicator: String,
    /// Unit of its values.
    pub unit: Unit,
    /// Decimals that are printed.
    pub decimals: u32,
    /// Smallest count that is shown.
    pub minimum_count: i64,
}

/// Why a table may not be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReleasable {
    /// The engine could not work on it.
    #[error(
        "{indicator}, {place}, {period}: the check of small numbers could not be done ({reason}), so it is not published"
    )]
    NotChecked {
        /// Indicator, place and period of the table.
        indicator: String,
        /// Place.
        place: String,
        /// Period.
        period: String,
        /// What the engine said.
        reason: String,
    },
    /// The audit found a count that could be worked out.
    #[error(
        "{indicator}, {place}, {period}: a hidden count could be worked out to {low}–{high}, so it is not published"
    )]
    NotSafe {
        /// Indicator of the table.
        indicator: String,
        /// Place.
        place: String,
        /// Period.
        period: String,
        /// Least it can be.
        low: i64,
        /// Most it can be.
        high: i64,
    },
}

/// What was released of one indicator, and what was done to it.
#[derive(Debug, Clone, Default)]
pub struct Release {
    /// Figures in the order of place, period, group.
    pub figures: Vec<Released>,
    /// What is hidden and why, for the data manager; never public.
    pub hidden: Vec<Hidden>,
    /// Narrowest range in which a hidden count can be pinned, over all tables.
    pub narrowest: Option<i64>,
}

/// One hidden figure and its reason. For staff who may see small counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slug of the place.
    pub place: String,
    /// Period key.
    pub period: String,
    /// Group key.
    pub group: String,
    /// Why.
    pub why: HiddenWhy,
}

/// Why a figure is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenWhy {
    /// A count of it is below the minimum.
    Small,
    /// It would give another small count away.
    GivesAway,
    /// The source kept it back.
    AtSource,
    /// It is told as "5% or less" or "95% or more".
    Coded,
}

/// Which part of the engine is at work; tests switch the second part off to show that they would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Strength {
    /// Primary and complementary suppression, then the audit.
    #[default]
    Full,
    /// Only counts that are small themselves are hidden, without an audit. Never used outside tests.
    #[doc(hidden)]
    PrimaryOnly,
}

/// Releases one indicator's figures; `earlier` are the published editions, oldest first.
pub fn release(
    rules: &Rules,
    figures: &[Figure],
    earlier: &[&Document],
    strength: Strength,
) -> Result<Release, NotReleasable> {
    let mut tables: BTreeMap<(&str, &str), Vec<&Figure>> = BTreeMap::new();
    for figure in figures {
        tables
            .entry((&figure.place, &figure.period))
            .or_default()
            .push(figure);
    }
    let history = History::of(&rules.indicator, earlier);
    let mut release = Release::default();
    for ((place, period), figures) in tables {
        let work = TableWork::new(rules, place, period, figures, &history);
        work.release_into(&mut release, strength)?;
    }
    release.figures.sort_by(|a, b| {
        let key = |figure: &Released| {
            (
                figure.place().to_owned(),
                figure.period().to_owned(),
                figure.group().to_owned(),
            )
        };
        key(a).cmp(&key(b))
    });
    Ok(release)
}

/// Everything that earlier editions printed of one indicator, by place, period and group.
struct History<'document>(BTreeMap<(String, String, String), Vec<&'document Shown>>);

impl<'document> History<'document> {
    fn of(indicator: &str, earlier: &[&'document Document]) -> Self {
        let mut printed: BTreeMap<_, Vec<&Shown>> = BTreeMap::new();
        for part in earlier
            .iter()
            .filter_map(|document| document.indicator(indicator))
        {
            for figure in &part.figures {
                let key = (
                    figure.place().into(),
                    figure.period().into(),
                    figure.group().into(),
                );
                printed.entry(key).or_default().push(figure.shown());
            }
        }
        Self(printed)
    }

    fn of_figure(&self, figure: &Figure) -> &[&'document Shown] {
        let key = (figure.place.clone(), figure.period.clone(), figure.group.key());
        self.0.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The value printed last, if one was.
    fn last_value(&self, figure: &Figure) -> Option<f64> {
        self.of_figure(figure).iter().rev().find_map(|shown| match shown {
            Shown::Value { value, .. } => Some(*value),
            Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::Protected | Shown::NotAvailable => None,
        })
    }
}

/// One indicator at one place in one period.
struct TableWork<'work> {
    rules: &'work Rules,
    place: &'work str,
    period: &'work str,
    figures: Vec<&'work Figure>,
    rows: Vec<Option<RowId>>,
    table: Table,
    history: &'work History<'work>,
}

impl<'work> TableWork<'work> {
    fn new(
        rules: &'work Rules,
        place: &'work str,
        period: &'work str,
        figures: Vec<&'work Figure>,
        history: &'work History<'work>,
    ) -> Self {
        let mut work = Self {
            rules,
            place,
            period,
            figures,
            rows: Vec::new(),
            table: Table::new(),
            history,
        };
        for index in 0..work.figures.len() {
            let row = work.add_row(work.figures[index]);
            work.rows.push(row);
        }
        work.add_sums();
        work
    }

    /// A figure that the source does not have is no row: a reader may take it for nobody, and the sums must hold
    /// even then.
    fn add_row(&mut self, figure: &Figure) -> Option<RowId> {
        if figure.status == Status::NotAvailable {
            return None;
        }
        let is_count = self.rules.unit == Unit::Count;
        let value_as_count = figure
            .value
            .filter(|_| is_count)
            .map(|value| value.round() as i64);
        let numerator = figure.numerator.or(value_as_count);
        let known = |count: Option<i64>| count.map_or(Count::Unknown, Count::Known);
        let row = self.table.row(TableRow {
            name: figure.group.key(),
            numerator: known(numerator),
            denominator: self.rules.unit.factor().map(|_| known(figure.denominator)),
            rate: self.rules.rounded(figure.value),
            at_source: match figure.status {
                Status::SuppressedAtSource => AtSource::Suppressed,
                Status::Ok | Status::NotAvailable => AtSource::Told,
            },
            prints: Prints::Everything,
            weight: 0,
        });
        for shown in self.history.of_figure(figure) {
            if self.rules.is_corrected(figure, shown) {
                continue;
            }
            for earlier in self.rules.earlier(shown) {
                self.table.printed_earlier(row, earlier);
            }
        }
        Some(row)
    }

    /// Every group's total is the group without one of its dimensions.
    fn add_sums(&mut self) {
        let mut parts: BTreeMap<(Group, String), Vec<RowId>> = BTreeMap::new();
        for (figure, row) in self.figures.iter().zip(&self.rows) {
            let Some(row) = row else { continue };
            for (dimension, _) in figure.group.parts() {
                let total = figure.group.without(dimension);
                parts.entry((total, dimension.to_owned())).or_default().push(*row);
            }
        }
        for ((total, _), parts) in parts {
            let found = self.figures.iter().position(|figure| figure.group == total);
            if let Some(total) = found.and_then(|index| self.rows[index]) {
                self.table.sum_as_found(total, &parts);
            }
        }
    }

    fn release_into(&self, release: &mut Release, strength: Strength) -> Result<(), NotReleasable> {
        let problem = self.table.problem(&self.rules.policy());
        let pattern = self.pattern(&problem, strength, release)?;
        for (figure, row) in self.figures.iter().zip(&self.rows) {
            let shown = match row {
                None => Shown::NotAvailable,
                Some(row) => {
                    let verdict = problem.verdict(*row, &pattern);
                    self.note_hidden(figure, verdict, release);
                    self.shown(figure, verdict)
                }
            };
            let corrected_from = self.corrected_from(figure, &shown);
            let (place, period) = (figure.place.clone(), figure.period.clone());
            release.figures.push(Released::release(
                place,
                period,
                figure.group.key(),
                shown,
                corrected_from,
            ));
        }
        Ok(())
    }

    fn pattern(
        &self,
        problem: &TableProblem,
        strength: Strength,
        release: &mut Release,
    ) -> Result<Pattern, NotReleasable> {
        if strength == Strength::PrimaryOnly {
            return Ok(disclosure::protect_primary_only(&problem.problem).pattern);
        }
        let not_checked = |fault: disclosure::Fault| NotReleasable::NotChecked {
            indicator: self.rules.indicator.clone(),
            place: self.place.to_owned(),
            period: self.period.to_owned(),
            reason: fault.to_string(),
        };
        let protection = disclosure::protect(&problem.problem).map_err(not_checked)?;
        let audit = disclosure::audit(&problem.problem, &protection.pattern).map_err(not_checked)?;
        self.refuse_unsafe(&audit)?;
        let narrowest = audit.narrowest().map(disclosure::Range::width);
        release.narrowest = [release.narrowest, narrowest].into_iter().flatten().min();
        Ok(protection.pattern)
    }

    fn refuse_unsafe(&self, audit: &Audit) -> Result<(), NotReleasable> {
        let Some(failure) = audit.failures.iter().find(|failure| !failure.is_already_public) else {
            return Ok(());
        };
        Err(NotReleasable::NotSafe {
            indicator: self.rules.indicator.clone(),
            place: self.place.to_owned(),
            period: self.period.to_owned(),
            low: failure.range.low,
            high: failure.range.high,
        })
    }

    fn shown(&self, figure: &Figure, verdict: Verdict) -> Shown {
        match (verdict.share, verdict.tail) {
            (Display::Hidden(_), _) | (Display::Coded, None) => Shown::Protected,
            (Display::Coded, Some(Tail::AtMost(percent))) => Shown::AtMost {
                value: percent as f64,
            },
            (Display::Coded, Some(Tail::AtLeast(percent))) => Shown::AtLeast {
                value: percent as f64,
            },
            (Display::Shown, _) => {
                let Some(value) = figure.value.or(figure.numerator.map(|count| count as f64)) else {
                    return Shown::NotAvailable;
                };
                let is_denominator_shown = verdict.denominator == Display::Shown;
                Shown::Value {
                    value: self.rules.printed(value),
                    numerator: figure.numerator,
                    denominator: figure.denominator.filter(|_| is_denominator_shown),
                    margin: figure.margin.map(|margin| self.rules.printed(margin)),
                }
            }
        }
    }

    fn note_hidden(&self, figure: &Figure, verdict: Verdict, release: &mut Release) {
        let why = match verdict.share {
            Display::Shown => return,
            Display::Coded => HiddenWhy::Coded,
            Display::Hidden(Why::Primary) => HiddenWhy::Small,
            Display::Hidden(Why::Complementary) => HiddenWhy::GivesAway,
            Display::Hidden(Why::Withheld) => HiddenWhy::AtSource,
        };
        release.hidden.push(Hidden {
            indicator: self.rules.indicator.clone(),
            place: self.place.to_owned(),
            period: self.period.to_owned(),
            group: figure.group.key(),
            why,
        });
    }

    fn corrected_from(&self, figure: &Figure, shown: &Shown) -> Option<f64> {
        let Shown::Value { value, .. } = shown else {
            return None;
        };
        self.history.last_value(figure).filter(|before| before != value)
    }
}

impl Rules {
    fn policy(&self) -> Policy {
        Policy::with_minimum(self.minimum_count)
    }

    /// A value rounded to the decimals that are printed.
    fn printed(&self, value: f64) -> f64 {
        let scale = 10f64.powi(self.decimals.try_into().unwrap_or(0));
        (value * scale).round() / scale
    }

    /// The printed rate as the engine reads it: always with all decimals, since a reader knows how many there are.
    fn rounded(&self, value: Option<f64>) -> Option<Rounded> {
        let per = self.unit.factor()? as i64;
        let text = format!("{:.*}", self.decimals as usize, self.printed(value?));
        Rounded::parse(&text, per)
    }

    /// Whether an earlier edition printed something that this figure corrects. What was wrong tells nothing about
    /// the counts that are right, and together the two would agree with no counts at all.
    fn is_corrected(&self, figure: &Figure, shown: &Shown) -> bool {
        let Shown::Value {
            value,
            numerator,
            denominator,
            ..
        } = shown
        else {
            return false;
        };
        let differs = |before: &Option<i64>, now: Option<i64>| {
            before.zip(now).is_some_and(|(before, now)| before != now)
        };
        figure.value.is_some_and(|now| self.printed(now) != *value)
            || differs(numerator, figure.numerator)
            || differs(denominator, figure.denominator)
    }

    fn earlier(&self, shown: &Shown) -> Vec<Earlier> {
        match shown {
            Shown::Value {
                value,
                numerator,
                denominator,
                ..
            } => {
                let count = (self.unit == Unit::Count).then(|| Earlier::Numerator(value.round() as i64));
                let rate = self.rounded(Some(*value)).map(Earlier::Rate);
                let numerator = numerator.map(Earlier::Numerator);
                [count, rate, numerator, denominator.map(Earlier::Denominator)]
                    .into_iter()
                    .flatten()
                    .collect()
            }
            Shown::AtLeast { value } => vec![Earlier::AtLeastPercent(value.round() as i64)],
            Shown::AtMost { value } => vec![Earlier::AtMostPercent(value.round() as i64)],
            Shown::Protected | Shown::NotAvailable => Vec::new(),
        }
    }
}

/// How many figures are hidden, by reason.
pub fn hidden_by_reason(hidden: &[Hidden]) -> BTreeMap<HiddenWhy, usize> {
    let mut counts = BTreeMap::new();
    for one in hidden {
        *counts.entry(one.why).or_default() += 1;
    }
    counts
}

/// Figures whose value differs from the one printed last: what a correction note has to name.
pub fn corrections(part: &IndicatorPart) -> Vec<&Released> {
    part.figures
        .iter()
        .filter(|figure| figure.corrected_from().is_some())
        .collect()
}
