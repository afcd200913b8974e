//! The gate: accepted figures in, [`Released`] figures out. The only place where a figure becomes publishable.
//!
//! For each indicator, place and period the figures of everyone and of all groups form one table with its sums; tables
//! that share people are joined ([`super::sharing`]). The engine (`disclosure`) decides what is hidden, with everything printed in earlier editions as known to the
//! reader; then its attacker audits the result. A table that fails the audit is not published.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use disclosure::Rounded;
use domain::measurement::Group;
use domain::quantity::{Status, Unit};

use super::again::Again;
use super::document::{Document, Released, Shown, Standing};
use super::joint::{Joint, joints};
use super::pooling::{Member, Pool, Pooled, pooled};
use super::printed::History;
use super::release_table::{Decision, TableWork};
use super::report::{Corrected, Hidden, Report, TableReport};
use super::restated::Restated;
use super::sharing::{Nesting, links};

/// Tables that are decided at the same time; the rest of the machine answers pages.
const THREADS: usize = 2;

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
    /// What is protected.
    pub protection: Protection,
    /// What becomes of a corrected rate behind which no count is known.
    pub corrected_rates: CorrectedRates,
    /// Small groups that are told together.
    pub pools: Vec<Pool>,
}

/// What becomes of a corrected rate when nobody can say how many people the correction is about. The owner of the
/// figures decides, for each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CorrectedRates {
    /// It is told like any other correction.
    #[default]
    Told,
    /// It is held back: the rate stays as it was printed until the next period.
    Held,
}

/// What is protected in an indicator's figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Counts of people: each is at least this large, or hidden with whatever would give it away.
    Counts {
        /// Smallest count that is shown.
        minimum: i64,
    },
    /// Estimates from a survey or a model. No count of theirs is a count of people who could be found, their
    /// margins tell how uncertain they are, and a zero is an estimate too: they are shown as they are. What the
    /// source kept back stays back.
    Estimates,
}

/// A table by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    /// Slug of the indicator.
    pub indicator: String,
    /// Slug of the place.
    pub place: String,
    /// Period key.
    pub period: String,
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}, {}", self.indicator, self.place, self.period)
    }
}

/// Why a table may not be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotReleasable {
    /// The engine could not work on it.
    #[error("{at}: the check of small numbers could not be done ({reason}), so it is not published")]
    NotChecked {
        /// The table.
        at: At,
        /// Whether it hangs together in a piece too large to be audited.
        is_too_big: bool,
        /// What the engine said.
        reason: String,
    },
    /// Whoever asked would not wait any longer.
    #[error("computing it takes too long")]
    TookTooLong,
    /// The audit found a count that could be worked out.
    #[error("{at}: a hidden count could be worked out to {low}–{high}, so it is not published")]
    NotSafe {
        /// The table.
        at: At,
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
    /// What is hidden and why, and what each table was decided from; never public.
    pub report: Report,
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

/// What was published before.
#[derive(Debug, Clone, Copy, Default)]
pub struct Before<'before> {
    /// Every published edition, oldest first.
    pub editions: &'before [&'before Document],
    /// The report on the newest of them. Without it every table is decided anew.
    pub report: Option<&'before Report>,
    /// When whoever asks stops waiting; tables that are begun until then are finished.
    pub until: Option<Instant>,
}

/// The figures of one table, and the members of those that are told together.
type Rows<'figures> = (Vec<&'figures Figure>, Vec<&'figures Member>);

/// One indicator's figures, with how they are printed and protected.
#[derive(Debug, Clone)]
pub struct Subject {
    /// How they are printed and protected.
    pub rules: Rules,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// Releases one indicator's figures, given what was published before.
pub fn release(
    rules: &Rules,
    figures: &[Figure],
    before: Before<'_>,
    strength: Strength,
) -> Result<Release, NotReleasable> {
    let subject = Subject {
        rules: rules.clone(),
        figures: figures.to_vec(),
    };
    let released = release_all(&[subject], &Nesting::default(), (before, strength), None)?;
    Ok(released.into_iter().next().unwrap_or_default())
}

/// Releases the figures of several indicators, given what was published before: what shares people is decided together.
///
/// With `about`, only tables that are joined with some table of that indicator are decided; nothing is told of the others.
pub fn release_all(
    subjects: &[Subject],
    nesting: &Nesting,
    (before, strength): (Before<'_>, Strength),
    about: Option<&str>,
) -> Result<Vec<Release>, NotReleasable> {
    let published_now = subjects.len();
    // What an edition printed is known for ever, though no later one tells it again.
    let gone = gone(subjects, before.editions);
    let subjects: Vec<&Subject> = subjects.iter().chain(&gone).collect();
    let pooled: Vec<Pooled> = subjects
        .iter()
        .map(|one| pooled(&one.figures, &one.rules))
        .collect();
    let histories: Vec<History<'_>> = subjects
        .iter()
        .map(|one| History::of(&one.rules.indicator, before.editions))
        .collect();
    let (works, subject_of) = all_tables(&subjects, &pooled, &histories);
    let minimums = subjects.iter().map(|one| match one.rules.protection {
        Protection::Counts { minimum } => minimum,
        Protection::Estimates => 0,
    });
    let links = match strength {
        Strength::Full => links(&works, nesting, minimums.max().unwrap_or_default()),
        Strength::PrimaryOnly => Vec::new(),
    };
    let mut joints = joints(&works, &links);
    joints.retain(|joint| {
        let is_about = |work: &TableWork<'_>| about.is_none_or(|slug| work.indicator() == slug);
        let is_told = |work: &TableWork<'_>| !work.figures.is_empty();
        let mut works = joint.works.iter().map(|(_, work)| *work);
        works.clone().any(is_told) && works.any(is_about)
    });
    let again: Vec<Again<'_>> = subjects
        .iter()
        .map(|one| Again::of(&one.rules.indicator, before, strength))
        .collect();
    let is_over = || before.until.is_some_and(|until| Instant::now() > until);
    let decide = |joint: &Joint<'_, '_>| {
        let decided_from = joint.fingerprint();
        let again = joint
            .works
            .iter()
            .map(|(index, work)| again[subject_of[*index]].decision(work, &decided_from));
        let decided = match again.collect::<Option<Vec<Decision>>>() {
            Some(again) => again,
            None if is_over() => return Err(NotReleasable::TookTooLong),
            None => joint.decide(strength)?,
        };
        Ok((decided_from, decided))
    };
    let mut released = vec![Release::default(); subjects.len()];
    for (joint, decided) in joints.iter().zip(decide_all(&joints, &decide)) {
        let (decided_from, decisions) = decided?;
        for ((index, work), decision) in joint.works.iter().zip(decisions) {
            released[subject_of[*index]].add(work, decision, &decided_from);
        }
    }
    released.truncate(published_now);
    for release in &mut released {
        release.sort();
    }
    Ok(released)
}

/// Every table of now and of earlier editions, and to which subject each belongs.
fn all_tables<'all>(
    subjects: &[&'all Subject],
    pooled: &'all [Pooled],
    histories: &'all [History<'all>],
) -> (Vec<TableWork<'all>>, Vec<usize>) {
    let (mut works, mut subject_of) = (Vec::new(), Vec::new());
    for (index, subject) in subjects.iter().enumerate() {
        let mut tables = tables_of(&pooled[index]);
        for (place, period) in histories[index].tables() {
            tables.entry((place, period)).or_default();
        }
        for ((place, period), rows) in tables {
            let printed = histories[index].table(place, period);
            works.push(TableWork::new(&subject.rules, (place, period), rows, printed));
            subject_of.push(index);
        }
    }
    (works, subject_of)
}

/// Indicators that earlier editions printed and this one leaves out, each without a figure of today.
fn gone(subjects: &[Subject], editions: &[&Document]) -> Vec<Subject> {
    let mut gone: BTreeMap<&str, Subject> = BTreeMap::new();
    for document in editions {
        for part in &document.indicators {
            if subjects.iter().any(|one| one.rules.indicator == part.slug) {
                continue;
            }
            let rules = Rules {
                indicator: part.slug.clone(),
                unit: Unit::from_code(&part.unit).unwrap_or(Unit::Number),
                decimals: 0,
                protection: Protection::Counts {
                    minimum: document.protection.minimum_count,
                },
                corrected_rates: CorrectedRates::Told,
                pools: Vec::new(),
            };
            let figures = Vec::new();
            gone.insert(&part.slug, Subject { rules, figures });
        }
    }
    gone.into_values().collect()
}

/// Figures and members of pools by the table they belong to.
fn tables_of(pooled: &Pooled) -> BTreeMap<(&str, &str), Rows<'_>> {
    let mut tables: BTreeMap<(&str, &str), Rows<'_>> = BTreeMap::new();
    for figure in &pooled.figures {
        let table = tables.entry((&figure.place, &figure.period)).or_default();
        table.0.push(figure);
    }
    for member in &pooled.members {
        let figure = &member.figure;
        let table = tables.entry((&figure.place, &figure.period)).or_default();
        table.1.push(member);
    }
    tables
}

/// Decides everything, in its order, on a few threads: what is joined is decided together, and by itself.
fn decide_all<Joined: Sync, Done: Send>(
    joints: &[Joined],
    decide: &(impl Fn(&Joined) -> Done + Sync),
) -> Vec<Done> {
    let next = AtomicUsize::new(0);
    let run = || {
        let mut done = Vec::new();
        while let Some((index, joint)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            joints.get(index).map(|joint| (index, joint))
        } {
            done.push((index, decide(joint)));
        }
        done
    };
    let mut decisions = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..THREADS).map(|_| scope.spawn(run)).collect();
        let mut decisions = run();
        for helper in helpers {
            decisions.extend(helper.join().expect("deciding does not panic"));
        }
        decisions
    });
    decisions.sort_by_key(|(index, _)| *index);
    decisions.into_iter().map(|(_, decision)| decision).collect()
}

impl Release {
    /// Narrowest range in which a hidden count can be pinned, over all tables.
    pub fn narrowest(&self) -> Option<i64> {
        self.report
            .tables
            .iter()
            .filter_map(|table| table.checked.as_ref()?.narrowest)
            .min()
    }

    fn sort(&mut self) {
        let key = |figure: &Released| {
            (
                figure.place().to_owned(),
                figure.period().to_owned(),
                figure.group().to_owned(),
            )
        };
        self.figures.sort_by_key(key);
        self.report
            .tables
            .sort_by(|one, other| (&one.place, &one.period).cmp(&(&other.place, &other.period)));
    }

    fn add(&mut self, work: &TableWork<'_>, decision: Decision, decided_from: &str) {
        let (indicator, place, period) = (work.indicator(), work.place(), work.period());
        for decided in decision.figures {
            let group = decided.group.key();
            if let Some(why) = decided.why {
                self.report.hidden.push(Hidden {
                    indicator: indicator.to_owned(),
                    place: place.to_owned(),
                    period: period.to_owned(),
                    group: group.clone(),
                    why,
                });
            }
            if decided.restated != Restated::No {
                self.report.corrected.push(Corrected {
                    indicator: indicator.to_owned(),
                    place: place.to_owned(),
                    period: period.to_owned(),
                    group: group.clone(),
                    is_held: decided.standing == Standing::Held,
                    is_by_unknown: decided.restated == Restated::CannotTell,
                });
            }
            self.figures.push(Released::release(
                (place.to_owned(), period.to_owned(), group),
                decided.shown,
                decided.standing,
            ));
        }
        self.report.tables.push(TableReport {
            indicator: indicator.to_owned(),
            place: place.to_owned(),
            period: period.to_owned(),
            decided_from: decided_from.to_owned(),
            checked: decision.checked,
        });
    }
}

impl Rules {
    /// A value rounded to the decimals that are printed.
    pub(super) fn printed(&self, value: f64) -> f64 {
        let scale = 10f64.powi(self.decimals.try_into().unwrap_or(0));
        (value * scale).round() / scale
    }

    /// A printed rate as the engine reads it: always with all decimals, since a reader knows how many there are. An
    /// earlier edition may have printed more of them than this one.
    pub(super) fn rounded(&self, value: f64) -> Option<Rounded> {
        let per = self.unit.factor()? as i64;
        let shortest = value.to_string();
        let decimals = shortest.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        Rounded::parse(
            &format!("{:.*}", decimals.max(self.decimals as usize), value),
            per,
        )
    }

    /// The count that a figure tells of people: for a number, of those it was computed from if no other is known.
    pub(super) fn counted(&self, figure: &Figure) -> Option<i64> {
        let other = match self.unit {
            Unit::Count => figure.value.map(|value| value.round() as i64),
            Unit::Number => figure.denominator,
            Unit::Percent | Unit::PerThousand => None,
        };
        figure.numerator.or(other)
    }

    /// A figure's value: as the source told it, or else from its counts.
    pub(super) fn value(&self, figure: &Figure) -> Option<f64> {
        let from_counts = || match (self.unit, self.unit.factor()) {
            (Unit::Count, _) => figure.numerator.map(|count| count as f64),
            (_, Some(factor)) => {
                let (part, whole) = figure.numerator.zip(figure.denominator)?;
                (whole > 0).then(|| factor * part as f64 / whole as f64)
            }
            (_, None) => None,
        };
        figure.value.or_else(from_counts)
    }

    /// A figure that is shown, with the denominator that may stand beside it.
    pub(super) fn shown_value(&self, figure: &Figure, denominator: Option<i64>) -> Shown {
        let Some(value) = self.value(figure) else {
            return Shown::NotAvailable;
        };
        Shown::Value {
            value: self.printed(value),
            numerator: figure.numerator,
            denominator,
            margin: figure.margin.map(|margin| self.printed(margin)),
        }
    }

    /// A figure behind which no count of people stands that could be protected.
    pub(super) fn shown_without_counts(&self, figure: &Figure) -> Shown {
        match figure.status {
            Status::Ok => self.shown_value(figure, figure.denominator),
            Status::SuppressedAtSource => Shown::Protected,
            Status::NotAvailable => Shown::NotAvailable,
        }
    }
}
