//! An indicator's figures by place and group, in order of time, with what is blank and why.

use std::collections::{BTreeMap, BTreeSet};

use charts::Blank;
use domain::period::Period;

use crate::editions::document::{BreakPart, IndicatorPart, Released, Shown};

/// The figures of one indicator, sorted out.
#[derive(Debug)]
pub struct Sheet<'d> {
    /// The indicator.
    pub indicator: &'d IndicatorPart,
    by_series: BTreeMap<(&'d str, &'d str), BTreeMap<Period, &'d Released>>,
    breaks: Vec<(Period, &'d BreakPart)>,
}

/// One place and group over time, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Series<'d> {
    /// The moments, oldest first, among them those of which only the reason for a blank is known.
    pub moments: Vec<Moment<'d>>,
    /// First periods of a new way of counting.
    pub breaks: Vec<Period>,
}

/// What is known of one period.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'d> {
    /// When.
    pub period: Period,
    /// The figure, if the edition has one.
    pub figure: Option<&'d Released>,
    /// Why it does not compare with the others.
    pub not_comparable: Option<&'d BreakPart>,
}

/// A published value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// When.
    pub period: Period,
    /// In the unit.
    pub value: f64,
    /// The part, if shown.
    pub numerator: Option<i64>,
    /// The whole, if shown.
    pub denominator: Option<i64>,
    /// Margin of error at 90 percent, in the unit.
    pub margin: Option<f64>,
}

impl<'d> Sheet<'d> {
    /// Sorts out an indicator.
    pub fn of(indicator: &'d IndicatorPart) -> Self {
        let mut by_series: BTreeMap<(&str, &str), BTreeMap<Period, &Released>> = BTreeMap::new();
        for figure in &indicator.figures {
            // A period that cannot be read cannot be placed in time: it stays in the data files.
            let Ok(period) = Period::parse(figure.period()) else {
                continue;
            };
            let series = by_series.entry((figure.place(), figure.group())).or_default();
            series.insert(period, figure);
        }
        let breaks = indicator.breaks.iter();
        let breaks = breaks.filter_map(|part| Some((Period::parse(&part.period).ok()?, part)));
        Self {
            indicator,
            by_series,
            breaks: breaks.collect(),
        }
    }

    /// A place and group over time. The empty group is everyone.
    pub fn series(&self, place: &str, group: &str) -> Series<'d> {
        let Some(figures) = self.by_series.get(&(place, group)) else {
            return Series::default();
        };
        let (first, last) = (figures.keys().next(), figures.keys().next_back());
        let is_within = |period: &Period| {
            first.is_some_and(|first| first < period) && last.is_some_and(|last| period <= last)
        };
        let here = self.breaks.iter().filter(|(_, part)| applies(part, group));
        let (breaks, blanks): (Vec<_>, Vec<_>) = here.partition(|(_, part)| part.kind == "break");
        let blanks: BTreeMap<Period, &BreakPart> = blanks.into_iter().copied().collect();
        let mut periods: BTreeSet<Period> = figures.keys().copied().collect();
        periods.extend(blanks.keys().filter(|period| is_within(period)));
        let moments = periods.into_iter().map(|period| Moment {
            period,
            figure: figures.get(&period).copied(),
            not_comparable: blanks.get(&period).copied(),
        });
        let mut breaks: Vec<Period> = breaks.into_iter().map(|(period, _)| *period).collect();
        breaks.retain(is_within);
        breaks.sort_unstable();
        Series {
            moments: moments.collect(),
            breaks,
        }
    }

    /// The breaks in counting that concern a group, with their reasons.
    pub fn breaks(&self, group: &str) -> Vec<(Period, &'d BreakPart)> {
        let here = self.breaks.iter().filter(|(_, part)| applies(part, group));
        here.copied().collect()
    }

    /// Why a group's figure of this period does not compare, or is missing.
    pub fn not_comparable(&self, period: Period, group: &str) -> Option<&'d BreakPart> {
        let mut here = self
            .breaks
            .iter()
            .filter(|(at, part)| *at == period && part.kind != "break" && applies(part, group));
        here.next().map(|(_, part)| *part)
    }

    /// Keys of the groups that a place has figures of, without everyone.
    pub fn groups(&self, place: &str) -> Vec<&'d str> {
        let keys = self.by_series.keys();
        keys.filter(|(of, group)| *of == place && !group.is_empty())
            .map(|(_, group)| *group)
            .collect()
    }
}

/// Whether a break concerns a group: all of them, everyone only, a whole dimension, or this very group.
fn applies(part: &BreakPart, group: &str) -> bool {
    match part.applies_to.as_str() {
        "" => true,
        "all" => group.is_empty(),
        only => {
            let is_dimension = |key: &str| {
                key.split_once('=')
                    .is_some_and(|(dimension, _)| dimension == only)
            };
            group == only || group.split('&').any(is_dimension)
        }
    }
}

impl<'d> Series<'d> {
    /// Values that compare with the latest: since the last break, without periods that do not compare.
    pub fn comparable(&self) -> Vec<Known> {
        let since = self.breaks.last();
        let moments = self
            .moments
            .iter()
            .filter(|moment| since.is_none_or(|since| moment.period >= *since));
        moments.filter_map(Moment::comparable).collect()
    }

    /// The moment of a period.
    pub fn at(&self, period: Period) -> Option<&Moment<'d>> {
        self.moments.iter().find(|moment| moment.period == period)
    }

    /// Whether any figure is hidden to protect people.
    pub fn has_protected(&self) -> bool {
        let mut blanks = self.moments.iter().filter_map(Moment::blank);
        blanks.any(|blank| blank == Blank::Protected)
    }

    /// Periods of which nothing is shown because few people are behind them.
    pub fn protected_count(&self) -> usize {
        let blanks = self.moments.iter().filter_map(Moment::blank);
        blanks.filter(|blank| *blank == Blank::Protected).count()
    }
}

impl Moment<'_> {
    /// The published value, whether or not it compares.
    pub fn known(&self) -> Option<Known> {
        match self.figure?.shown() {
            Shown::Value {
                value,
                numerator,
                denominator,
                margin,
            } => Some(Known {
                period: self.period,
                value: *value,
                numerator: *numerator,
                denominator: *denominator,
                margin: *margin,
            }),
            Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::Protected | Shown::NotAvailable => None,
        }
    }

    /// The published value, if it compares with its neighbours.
    pub fn comparable(&self) -> Option<Known> {
        if self.not_comparable.is_some() {
            return None;
        }
        self.known()
    }

    /// Why a drawing shows nothing here. A value that does not compare is in the table, not in the line.
    pub fn blank(&self) -> Option<Blank> {
        match (self.figure.map(Released::shown), self.not_comparable) {
            // What is hidden says so first: it must not look as if only the method differed.
            (Some(Shown::Protected | Shown::AtLeast { .. } | Shown::AtMost { .. }), _) => {
                Some(Blank::Protected)
            }
            (Some(Shown::Value { .. }), None) => None,
            (_, Some(part)) if part.kind == "missing" => Some(Blank::NotYetMeasured),
            (_, Some(_)) => Some(Blank::NotComparable),
            (Some(Shown::NotAvailable) | None, None) => Some(Blank::NotYetMeasured),
        }
    }
}
