//! One indicator at one place in one period: everyone and all groups, with their sums, and what was printed before.

use std::collections::BTreeMap;

use disclosure::{Display, Pattern, Policy, TableProblem, Tail, Verdict, Why};
use domain::measurement::Group;
use domain::quantity::{Status, Unit};

use super::document::{Shown, Standing};
use super::pooling::Member;
use super::printed::{Known, PrintedTable};
use super::release::{CorrectedRates, Figure, Protection, Rules};
use super::report::{Checked, HiddenWhy};
use super::restated::{Counts, Restated};
use super::table_build::{Built, Marks};

/// Name of the way in which tables are decided. A new name makes every table be decided anew.
pub(super) const METHOD: &str = "complementary suppression 3";

/// What was decided about a table.
#[derive(Debug)]
pub(super) struct Decision {
    /// Each figure.
    pub(super) figures: Vec<Decided>,
    /// What the audit did; nothing where nothing is protected.
    pub(super) checked: Option<Checked>,
}

/// What was decided about one figure.
#[derive(Debug)]
pub(super) struct Decided {
    /// Group.
    pub(super) group: Group,
    /// What is shown.
    pub(super) shown: Shown,
    /// Why it is hidden, if it is.
    pub(super) why: Option<HiddenWhy>,
    /// How it stands beside what was printed of it.
    pub(super) standing: Standing,
    /// How it differs from what was told of it.
    pub(super) restated: Restated,
}

/// Why a correction is held back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Held {
    /// It is about fewer people than may be told; with the counts that were printed.
    ByFew(Counts),
    /// Nobody can say how many people it is about, and the owner holds such corrections back.
    CannotTell,
}

/// Everything about one place in one period.
pub(super) struct TableWork<'work> {
    pub(super) rules: &'work Rules,
    place: &'work str,
    period: &'work str,
    pub(super) figures: Vec<&'work Figure>,
    pub(super) members: Vec<&'work Member>,
    pub(super) printed: Option<&'work PrintedTable<'work>>,
    /// Corrections that are held back, by group.
    pub(super) held: BTreeMap<Group, Held>,
}

impl<'work> TableWork<'work> {
    pub(super) fn new(
        rules: &'work Rules,
        (place, period): (&'work str, &'work str),
        (figures, members): (Vec<&'work Figure>, Vec<&'work Member>),
        printed: Option<&'work PrintedTable<'work>>,
    ) -> Self {
        let mut work = Self {
            rules,
            place,
            period,
            figures,
            members,
            printed,
            held: BTreeMap::new(),
        };
        let held = work.figures.iter().filter_map(|figure| {
            let held = work.restated(figure).1?;
            Some((figure.group.clone(), held))
        });
        work.held = held.collect();
        work
    }

    pub(super) fn indicator(&self) -> &str {
        &self.rules.indicator
    }

    pub(super) fn place(&self) -> &str {
        self.place
    }

    pub(super) fn period(&self) -> &str {
        self.period
    }

    pub(super) fn groups(&self) -> impl ExactSizeIterator<Item = &Group> {
        self.figures.iter().map(|figure| &figure.group)
    }

    /// Fingerprint of everything that the decision depends on, but for what was printed before.
    pub(super) fn fingerprint(&self) -> String {
        let mut figures = self.figures.clone();
        figures.sort_by(|one, other| one.group.cmp(&other.group));
        let members: Vec<&Figure> = self.members.iter().map(|member| &member.figure).collect();
        platform::secrets::sha256_hex(format!("{:?} {figures:?} {members:?}", self.rules))
    }

    /// How its counts are protected; nothing where they are no counts of people.
    pub(super) fn policy(&self) -> Option<Policy> {
        match self.rules.protection {
            Protection::Counts { minimum } => Some(Policy {
                // "5% or less" is said of percentages only: 10.9 of 1,000 births is no "5 or less".
                coding: Policy::with_minimum(minimum)
                    .coding
                    .filter(|_| self.rules.unit == Unit::Percent),
                ..Policy::with_minimum(minimum)
            }),
            Protection::Estimates => None,
        }
    }

    /// Every figure as it is, where nothing is protected.
    pub(super) fn decide_plainly(&self) -> Decision {
        let plain = self
            .figures
            .iter()
            .map(|figure| self.decided(figure, None, Marks::Told));
        Decision {
            figures: plain.collect(),
            checked: None,
        }
    }

    /// What a pattern means for every figure.
    pub(super) fn decisions(
        &self,
        problem: &TableProblem,
        built: &Built,
        (pattern, marks): (&Pattern, Marks),
    ) -> Vec<Decided> {
        let decide = |figure: &&Figure| {
            let row = built.rows.get(&figure.group).filter(|_| self.is_row(figure));
            let verdict = row.map(|row| problem.verdict(*row, pattern));
            self.decided(figure, verdict, marks)
        };
        self.figures.iter().map(decide).collect()
    }

    /// The counts of a group as they are; nothing for one that this edition does not know.
    pub(super) fn now(&self, group: &Group) -> Option<Counts> {
        let told = self.figures.iter().find(|figure| figure.group == *group).copied();
        let member = || {
            let mut members = self.members.iter();
            members.find(|member| member.figure.group == *group)
        };
        let figure = told.or_else(|| member().map(|member| &member.figure))?;
        self.is_row(figure).then(|| self.counts_of(figure))
    }

    pub(super) fn counts_of(&self, figure: &Figure) -> Counts {
        let known = Known {
            value: self.rules.value(figure).map(|value| self.rules.printed(value)),
            numerator: self.rules.counted(figure),
            denominator: figure.denominator,
            ..Known::default()
        };
        Counts::of(&known, self.rules.unit)
    }

    /// How a figure differs from what was told of it, and why its correction is held back, if it is.
    fn restated(&self, figure: &Figure) -> (Restated, Option<Held>) {
        let Protection::Counts { minimum } = self.rules.protection else {
            return (Restated::No, None);
        };
        if figure.status != Status::Ok || !self.is_row(figure) {
            return (Restated::No, None);
        }
        let now = self.counts_of(figure);
        let tellings = self
            .printed
            .map_or_else(Vec::new, |printed| printed.tellings(&figure.group));
        let mut tellings = tellings
            .iter()
            .rev()
            .map(|(_, known)| Counts::of(known, self.rules.unit));
        let Some(last) = tellings.next() else {
            return (Restated::No, None);
        };
        match now.against(&last, minimum) {
            Restated::No => (Restated::No, None),
            Restated::ByFew => (Restated::ByFew, Some(Held::ByFew(last))),
            // Undoing a correction and changing three more is a correction by three.
            Restated::ByMany => match tellings.find(|told| now.against(told, minimum) == Restated::ByFew) {
                Some(told) => (Restated::ByFew, Some(Held::ByFew(told))),
                None => (Restated::ByMany, None),
            },
            Restated::CannotTell => match self.rules.corrected_rates {
                CorrectedRates::Told => (Restated::CannotTell, None),
                CorrectedRates::Held => (Restated::CannotTell, Some(Held::CannotTell)),
            },
        }
    }

    pub(super) fn known(&self, group: &Group) -> Known {
        self.printed
            .map(|printed| printed.known(group))
            .unwrap_or_default()
    }

    fn decided(&self, figure: &Figure, verdict: Option<Verdict>, marks: Marks) -> Decided {
        let (restated, held) = self.restated(figure);
        let mut decided = Decided {
            group: figure.group.clone(),
            shown: Shown::Protected,
            why: None,
            standing: Standing::Told,
            restated,
        };
        if held.is_some() && marks == Marks::Hidden {
            decided.why = Some(HiddenWhy::GivesAway);
            return decided;
        }
        if held.is_some() {
            decided.standing = Standing::Held;
            let newest = self.printed.and_then(|printed| printed.newest(&figure.group));
            if let Some(printed @ Shown::Value { .. }) = newest {
                decided.shown = printed.clone();
            }
            decided.why = Some(HiddenWhy::Correction);
            return decided;
        }
        decided.shown = match verdict {
            None => self.rules.shown_without_counts(figure),
            Some(verdict) => self.shown(figure, verdict),
        };
        decided.why = match verdict.map(|verdict| verdict.share) {
            None => (decided.shown == Shown::Protected).then_some(HiddenWhy::AtSource),
            Some(Display::Shown) => None,
            Some(Display::Coded) => Some(HiddenWhy::Coded),
            Some(Display::Hidden(Why::Primary)) => Some(HiddenWhy::Small),
            Some(Display::Hidden(Why::Complementary)) => Some(HiddenWhy::GivesAway),
            Some(Display::Hidden(Why::Withheld)) => Some(HiddenWhy::AtSource),
        };
        let before = self.known(&figure.group).value;
        if let (Shown::Value { value, .. }, Some(before)) = (&decided.shown, before)
            && *value != before
        {
            decided.standing = Standing::Corrects(before);
        }
        decided
    }

    /// What the whole is in the unit: 100 percent, 1,000 per 1,000.
    pub(super) fn per_whole(&self) -> f64 {
        self.rules.unit.factor().unwrap_or(100.0)
    }

    /// A tail, which the engine tells in percent, in the unit: 5% is 50 per 1,000.
    fn in_unit(&self, percent: i64) -> f64 {
        percent as f64 * self.per_whole() / 100.0
    }

    fn shown(&self, figure: &Figure, verdict: Verdict) -> Shown {
        match (verdict.share, verdict.tail) {
            (Display::Hidden(_), _) | (Display::Coded, None) => Shown::Protected,
            (Display::Coded, Some(Tail::AtMost(percent))) => Shown::AtMost {
                value: self.in_unit(percent),
            },
            (Display::Coded, Some(Tail::AtLeast(percent))) => Shown::AtLeast {
                value: self.in_unit(percent),
            },
            (Display::Shown, _) => {
                let is_denominator_shown = verdict.denominator == Display::Shown;
                // Only what the engine took into account is printed.
                let denominator = figure
                    .denominator
                    .filter(|_| is_denominator_shown && self.rules.unit.factor().is_some());
                self.rules.shown_value(figure, denominator)
            }
        }
    }
}
