//! One indicator at one place in one period: everyone and all groups, with their sums, and what was printed before.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::{
    Adding, AtSource, Audit, Count, Display, Earlier, Fault, Pattern, Policy, Prints, RowId, Table,
    TableProblem, TableRow, Tail, Verdict, Why,
};
use domain::measurement::Group;
use domain::quantity::{Status, Unit};

use super::document::Shown;
use super::printed::{Known, PrintedTable};
use super::release::{Figure, NotReleasable, Protection, Rules, Strength};
use super::report::HiddenWhy;

/// Name of the way in which tables are decided. A new name makes every table be decided anew.
const METHOD: &str = "complementary suppression 1";

/// What was decided about a table.
#[derive(Debug)]
pub(super) struct Decision {
    /// Each figure.
    pub(super) figures: Vec<Decided>,
    /// The narrowest range that the audit found.
    pub(super) narrowest: Option<i64>,
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
    /// The value that an earlier edition printed, where this one differs.
    pub(super) corrected_from: Option<f64>,
}

/// Everything about one place in one period.
pub(super) struct TableWork<'work> {
    rules: &'work Rules,
    place: &'work str,
    period: &'work str,
    figures: Vec<&'work Figure>,
    printed: Option<&'work PrintedTable<'work>>,
}

/// A table as the engine takes it, with the row of each group.
struct Built {
    table: Table,
    rows: BTreeMap<Group, RowId>,
}

/// What readers take for granted about groups that are not in this edition any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belief {
    /// The parts that an earlier edition listed are all there are.
    OldSumsHold,
    /// They are no more than the total: where the figures contradict the first, nobody can go on believing it.
    OldPartsFit,
}

impl<'work> TableWork<'work> {
    pub(super) fn new(
        rules: &'work Rules,
        (place, period): (&'work str, &'work str),
        figures: Vec<&'work Figure>,
        printed: Option<&'work PrintedTable<'work>>,
    ) -> Self {
        Self {
            rules,
            place,
            period,
            figures,
            printed,
        }
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
        platform::secrets::sha256_hex(format!("{METHOD} {:?} {figures:?}", self.rules))
    }

    /// Decides about every figure.
    pub(super) fn decide(&self, strength: Strength) -> Result<Decision, NotReleasable> {
        let policy = match self.rules.protection {
            Protection::Counts { minimum } => Policy {
                // "5% or less" is said of percentages only: 10.9 of 1,000 births is no "5 or less".
                coding: Policy::with_minimum(minimum)
                    .coding
                    .filter(|_| self.rules.unit == Unit::Percent),
                ..Policy::with_minimum(minimum)
            },
            Protection::Estimates => {
                let plain = self.figures.iter().map(|figure| self.decided(figure, None));
                return Ok(Decision {
                    figures: plain.collect(),
                    narrowest: None,
                });
            }
        };
        let decided = match self.decide_believing(Belief::OldSumsHold, &policy, strength) {
            Err(Stopped::Fault(Fault::Contradiction { .. })) if !self.gone().is_empty() => {
                self.decide_believing(Belief::OldPartsFit, &policy, strength)
            }
            other => other,
        };
        decided.map_err(|stopped| self.not_releasable(&stopped))
    }

    fn decide_believing(
        &self,
        belief: Belief,
        policy: &Policy,
        strength: Strength,
    ) -> Result<Decision, Stopped> {
        let built = self.build(belief);
        let problem = built.table.problem(policy);
        let (pattern, narrowest) = pattern(&problem, strength)?;
        let decide = |figure: &&Figure| {
            let row = built.rows.get(&figure.group).filter(|_| self.is_row(figure));
            let verdict = row.map(|row| problem.verdict(*row, &pattern));
            self.decided(figure, verdict)
        };
        Ok(Decision {
            figures: self.figures.iter().map(decide).collect(),
            narrowest,
        })
    }

    /// Groups that an earlier edition listed and this one does not tell anything about.
    fn gone(&self) -> BTreeSet<Group> {
        let here = |group: &Group| {
            let mut figures = self.figures.iter();
            figures.any(|figure| figure.group == *group && self.is_row(figure))
        };
        let listed = self.printed.into_iter().flat_map(PrintedTable::groups);
        listed.filter(|group| !here(group)).cloned().collect()
    }

    /// A figure that the source does not have is no row: a reader may take it for nobody, and the sums must hold
    /// even then. A number without a count behind it has nothing that could be added up.
    fn is_row(&self, figure: &Figure) -> bool {
        let is_bare = self.rules.unit == Unit::Number && figure.numerator.or(figure.denominator).is_none();
        match figure.status {
            Status::Ok => !is_bare,
            Status::SuppressedAtSource => true,
            Status::NotAvailable => false,
        }
    }

    fn build(&self, belief: Belief) -> Built {
        let mut built = Built {
            table: Table::new(),
            rows: BTreeMap::new(),
        };
        for figure in self.figures.iter().filter(|figure| self.is_row(figure)) {
            self.add_row(&mut built, figure);
        }
        self.add_sums(&mut built);
        let gone = self.gone();
        for group in &gone {
            self.add_gone(&mut built, group);
        }
        if !gone.is_empty() {
            self.add_old_sums(&mut built, &gone, belief);
        }
        built
    }

    fn add_row(&self, built: &mut Built, figure: &Figure) {
        let known = |count: Option<i64>| count.map_or(Count::Unknown, Count::Known);
        let row = built.table.row(TableRow {
            name: figure.group.key(),
            numerator: known(self.rules.counted(figure)),
            denominator: self.rules.unit.factor().map(|_| known(figure.denominator)),
            rate: self
                .rules
                .value(figure)
                .and_then(|value| self.rules.rounded(self.rules.printed(value))),
            at_source: match figure.status {
                Status::SuppressedAtSource => AtSource::Suppressed,
                Status::Ok | Status::NotAvailable => AtSource::Told,
            },
            prints: Prints::Everything,
            weight: 0,
        });
        built.rows.insert(figure.group.clone(), row);
        self.add_known(built, row, self.still_true(figure));
    }

    /// A group that is in no figure of this edition: nothing is printed of it, what was printed stays known, and
    /// what was hidden stays protected.
    fn add_gone(&self, built: &mut Built, group: &Group) {
        let known = self.known(group);
        let row = built.table.row(TableRow {
            name: group.key(),
            numerator: Count::Unknown,
            denominator: self.rules.unit.factor().map(|_| Count::Unknown),
            at_source: if known.is_told() {
                AtSource::Told
            } else {
                AtSource::Suppressed
            },
            ..TableRow::default()
        });
        built.rows.insert(group.clone(), row);
        self.add_known(built, row, known);
    }

    fn known(&self, group: &Group) -> Known {
        self.printed
            .map(|printed| printed.known(group))
            .unwrap_or_default()
    }

    /// What was printed of a figure and was not corrected since.
    ///
    /// What was printed wrong says nothing about what is right. Each thing is judged by itself, so that a denominator
    /// which still holds stays known beside a rate that was corrected.
    fn still_true(&self, figure: &Figure) -> Known {
        let known = self.known(&figure.group);
        let value = self.rules.value(figure);
        let same = |now: Option<i64>, before: &i64| now.is_none_or(|now| now == *before);
        Known {
            value: known
                .value
                .filter(|before| value.is_none_or(|now| self.rules.printed(now) == *before)),
            numerator: known.numerator.filter(|before| same(figure.numerator, before)),
            denominator: known
                .denominator
                .filter(|before| same(figure.denominator, before)),
            at_least: known
                .at_least
                .filter(|bound| value.is_none_or(|now| now >= *bound)),
            at_most: known
                .at_most
                .filter(|bound| value.is_none_or(|now| now <= *bound)),
        }
    }

    fn add_known(&self, built: &mut Built, row: RowId, known: Known) {
        let percent = |value: f64| (value * 100.0 / self.per_whole()).round() as i64;
        let count = known
            .value
            .filter(|_| self.rules.unit == Unit::Count)
            .map(|value| Earlier::Numerator(value.round() as i64));
        let facts = [
            count,
            known
                .value
                .and_then(|value| self.rules.rounded(value))
                .map(Earlier::Rate),
            known.numerator.map(Earlier::Numerator),
            known.denominator.map(Earlier::Denominator),
            known
                .at_least
                .map(|value| Earlier::AtLeastPercent(percent(value))),
            known.at_most.map(|value| Earlier::AtMostPercent(percent(value))),
        ];
        for fact in facts.into_iter().flatten() {
            built.table.printed_earlier(row, fact);
        }
    }

    /// Every group's total is the group without one of its dimensions.
    fn add_sums(&self, built: &mut Built) {
        for ((total, _), parts) in families(built.rows.keys()) {
            if let Some(total) = built.rows.get(&total) {
                let parts: Vec<RowId> = parts.iter().map(|part| built.rows[part]).collect();
                built.table.sum_as_found(*total, &parts);
            }
        }
    }

    /// The sums of earlier editions in which a group stood that is gone.
    fn add_old_sums(&self, built: &mut Built, gone: &BTreeSet<Group>, belief: Belief) {
        let editions = self.printed.map_or(&[][..], PrintedTable::editions);
        let mut said = BTreeSet::new();
        for listed in editions {
            for ((total, _), parts) in families(listed.iter()) {
                let concerns = gone.contains(&total) || parts.iter().any(|part| gone.contains(part));
                // A total that an edition did not list is still one if it is listed now.
                let is_known = built.rows.contains_key(&total);
                if concerns && is_known && said.insert((total.clone(), parts.clone())) {
                    self.add_old_sum(built, &total, &parts, belief);
                }
            }
        }
        // Parts of today whose total is gone.
        let here: Vec<&Group> = built.rows.keys().filter(|group| !gone.contains(*group)).collect();
        let orphans: Vec<_> = families(here.into_iter())
            .into_iter()
            .filter(|((total, _), _)| gone.contains(total))
            .collect();
        for ((total, _), parts) in orphans {
            if said.insert((total.clone(), parts.clone())) {
                self.add_old_sum(built, &total, &parts, belief);
            }
        }
    }

    fn add_old_sum(&self, built: &mut Built, total: &Group, parts: &[Group], belief: Belief) {
        let counts: Vec<[Option<i64>; 3]> = parts.iter().map(|part| self.counts(part)).collect();
        let adding = match (adding(self.counts(total), &counts), belief) {
            (Adding::Exactly, Belief::OldPartsFit) => Adding::AtMost,
            (adding, _) => adding,
        };
        let rows: Vec<RowId> = parts.iter().map(|part| built.rows[part]).collect();
        built.table.sum(built.rows[total], &rows, adding);
    }

    /// Numerator, denominator and complement of a group as they are, or else as they were printed.
    fn counts(&self, group: &Group) -> [Option<i64>; 3] {
        let figure = self
            .figures
            .iter()
            .find(|figure| figure.group == *group && self.is_row(figure));
        let known = self.known(group);
        let printed_count = known
            .value
            .filter(|_| self.rules.unit == Unit::Count)
            .map(|value| value.round() as i64);
        let (numerator, denominator) = match figure {
            Some(figure) => (self.rules.counted(figure), figure.denominator),
            None => (known.numerator.or(printed_count), known.denominator),
        };
        let complement = numerator.zip(denominator).map(|(part, whole)| whole - part);
        [numerator, denominator, complement]
    }

    fn decided(&self, figure: &Figure, verdict: Option<Verdict>) -> Decided {
        let shown = match verdict {
            None => self.rules.shown_without_counts(figure),
            Some(verdict) => self.shown(figure, verdict),
        };
        let why = match verdict.map(|verdict| verdict.share) {
            None => (shown == Shown::Protected).then_some(HiddenWhy::AtSource),
            Some(Display::Shown) => None,
            Some(Display::Coded) => Some(HiddenWhy::Coded),
            Some(Display::Hidden(Why::Primary)) => Some(HiddenWhy::Small),
            Some(Display::Hidden(Why::Complementary)) => Some(HiddenWhy::GivesAway),
            Some(Display::Hidden(Why::Withheld)) => Some(HiddenWhy::AtSource),
        };
        let before = self.known(&figure.group).value;
        let corrected_from = match shown {
            Shown::Value { value, .. } => before.filter(|before| *before != value),
            Shown::AtLeast { .. } | Shown::AtMost { .. } | Shown::Protected | Shown::NotAvailable => None,
        };
        Decided {
            group: figure.group.clone(),
            shown,
            why,
            corrected_from,
        }
    }

    /// What the whole is in the unit: 100 percent, 1,000 per 1,000.
    fn per_whole(&self) -> f64 {
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

    fn not_releasable(&self, stopped: &Stopped) -> NotReleasable {
        let indicator = self.rules.indicator.clone();
        let (place, period) = (self.place.to_owned(), self.period.to_owned());
        match stopped {
            Stopped::Fault(fault) => NotReleasable::NotChecked {
                indicator,
                place,
                period,
                reason: fault.to_string(),
            },
            Stopped::NotSafe(low, high) => NotReleasable::NotSafe {
                indicator,
                place,
                period,
                low: *low,
                high: *high,
            },
        }
    }
}

/// Why no decision was reached.
enum Stopped {
    Fault(Fault),
    NotSafe(i64, i64),
}

impl From<Fault> for Stopped {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

fn pattern(problem: &TableProblem, strength: Strength) -> Result<(Pattern, Option<i64>), Stopped> {
    if strength == Strength::PrimaryOnly {
        let protection = disclosure::protect_primary_only(&problem.problem);
        return Ok((protection.pattern, None));
    }
    let protection = disclosure::protect(&problem.problem)?;
    let audit = disclosure::audit(&problem.problem, &protection.pattern)?;
    refuse_unsafe(&audit)?;
    let narrowest = audit.narrowest().map(disclosure::Range::width);
    Ok((protection.pattern, narrowest))
}

fn refuse_unsafe(audit: &Audit) -> Result<(), Stopped> {
    let failure = audit.failures.iter().find(|failure| !failure.is_already_public);
    failure.map_or(Ok(()), |failure| {
        Err(Stopped::NotSafe(failure.range.low, failure.range.high))
    })
}

/// Groups by the total that they are parts of, and the dimension that tells them apart.
fn families<'group>(groups: impl Iterator<Item = &'group Group>) -> BTreeMap<(Group, String), Vec<Group>> {
    let mut families: BTreeMap<(Group, String), Vec<Group>> = BTreeMap::new();
    for group in groups {
        for (dimension, _) in group.parts() {
            let key = (group.without(dimension), dimension.to_owned());
            families.entry(key).or_default().push(group.clone());
        }
    }
    families
}

/// How parts relate to their total, each as numerator, denominator and complement. What is unknown is taken to fit.
fn adding(total: [Option<i64>; 3], parts: &[[Option<i64>; 3]]) -> Adding {
    let mut found = Adding::Exactly;
    for (kind, total) in total.into_iter().enumerate() {
        let Some(total) = total else { continue };
        let known: Vec<Option<i64>> = parts.iter().map(|part| part[kind]).collect();
        let sum: i64 = known.iter().flatten().sum();
        if sum > total {
            return Adding::Overlapping;
        }
        if sum < total && known.iter().all(Option::is_some) {
            found = Adding::AtMost;
        }
    }
    found
}
