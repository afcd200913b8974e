//! The attack on one indicator in one period: equations from what was read, solved, and held against what is promised.

use std::collections::{BTreeMap, BTreeSet};

use disclosure::attacker::{Attacker, Question, Stuck, Unknown, WorkedOut};
use domain::measurement::Group;

use super::demonstration::Truth;
use super::knowledge::{Fact, Family, Subject, Table};

/// More people than live in the state.
const PEOPLE_MAX: i64 = 5_000_000;
/// Every reader knows what lies in it.
const STATE: &str = "connecticut";

/// What was found out about one subject.
#[derive(Debug, Default)]
pub struct Found {
    /// Hidden counts that were asked for.
    pub asked: usize,
    /// Hidden counts that can be worked out more closely than was promised.
    pub pinned: Vec<Pin>,
    /// Ranges without the truth in them: the reading is wrong somewhere.
    pub misread: Vec<String>,
    /// Sums that nobody can believe, since they contradict what is printed.
    pub disbelieved: Vec<String>,
    /// What could not be solved to the end.
    pub stuck: Vec<String>,
}

/// A hidden count that can be worked out more closely than was promised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    pub subject: String,
    pub count: String,
    /// Between what and what, as far as was asked.
    pub range: (i64, i64),
    pub said: String,
}

/// The counts behind one group. A plain count has no group behind it.
#[derive(Clone, Copy)]
struct Counts {
    counted: Unknown,
    share: Option<Share>,
}

#[derive(Clone, Copy)]
struct Share {
    whole: Unknown,
    others: Unknown,
}

/// Which sums the reader goes along with.
#[derive(Debug, Clone, Default)]
struct Doubts {
    /// Places of which he does not believe that the parts are all there is.
    not_all: BTreeSet<String>,
    /// Places of which he believes no sum.
    nothing: BTreeSet<String>,
    /// Places do not lie in each other.
    no_nesting: bool,
}

pub struct System<'a> {
    subject: &'a Subject,
    truth: &'a Truth,
    pub(super) attacker: Attacker,
    counts: BTreeMap<(&'a str, &'a Group), Counts>,
}

/// Attacks all of a subject's places together.
pub fn attack(subject: &Subject, truth: &Truth) -> Found {
    let mut found = Found::default();
    let places: Vec<&str> = subject.tables.keys().map(String::as_str).collect();
    let mut doubts = Doubts::default();
    let all = System::of(subject, truth, &places, &doubts).judge(&mut found);
    let Err(stuck) = all else { return found };
    // Which of the tables contradicts itself, and how far must the reader stop believing it?
    for place in &places {
        let alone = || System::of(subject, truth, &[place], &doubts).judge(&mut Found::default());
        if alone() == Err(Stuck::Contradiction) {
            found
                .disbelieved
                .push(format!("{}: {place} is not all", subject.name()));
            doubts.not_all.insert((*place).to_owned());
        }
        let alone = || System::of(subject, truth, &[place], &doubts).judge(&mut Found::default());
        if alone() == Err(Stuck::Contradiction) {
            found
                .disbelieved
                .push(format!("{}: {place} adds up to nothing", subject.name()));
            doubts.nothing.insert((*place).to_owned());
        }
    }
    let is_mended = stuck == Stuck::Contradiction && !doubts.not_all.is_empty();
    if is_mended
        && System::of(subject, truth, &places, &doubts)
            .judge(&mut found)
            .is_ok()
    {
        return found;
    }
    found
        .disbelieved
        .push(format!("{}: places ({stuck})", subject.name()));
    doubts.no_nesting = true;
    for place in &places {
        let alone = System::of(subject, truth, &[place], &doubts).judge(&mut found);
        if let Err(stuck) = alone {
            found.stuck.push(format!("{} {place}: {stuck}", subject.name()));
        }
    }
    found
}

impl Subject {
    pub fn name(&self) -> String {
        format!("{} {}", self.indicator, self.period)
    }
}

impl<'a> System<'a> {
    fn of(subject: &'a Subject, truth: &'a Truth, places: &[&str], doubts: &Doubts) -> Self {
        let mut system = Self {
            subject,
            truth,
            attacker: Attacker::new(),
            counts: BTreeMap::new(),
        };
        let tables: Vec<(&'a String, &'a Table)> = subject
            .tables
            .iter()
            .filter(|(place, _)| places.contains(&place.as_str()))
            .collect();
        for (place, table) in &tables {
            system.add_groups(place, table);
            if !doubts.nothing.contains(*place) {
                for family in &table.families {
                    system.add_family(place, family, !doubts.not_all.contains(*place));
                }
                if !doubts.not_all.contains(*place) {
                    system.add_worlds(place, table);
                }
            }
        }
        if !doubts.no_nesting {
            system.add_nesting(&tables);
        }
        system
    }

    fn add_groups(&mut self, place: &'a str, table: &'a Table) {
        for (group, told) in &table.groups {
            let counted = self.attacker.unknown(0, PEOPLE_MAX);
            let share = self.subject.per.map(|_| {
                // A rate is told only of a group with somebody in it.
                let whole = self.attacker.unknown(i64::from(told.has_value), PEOPLE_MAX);
                let others = self.attacker.unknown(0, PEOPLE_MAX);
                self.attacker.sum(whole, &[counted, others]);
                Share { whole, others }
            });
            self.counts.insert((place, group), Counts { counted, share });
            for fact in &told.facts {
                self.add_fact(counted, share.map(|share| share.whole), fact);
            }
        }
    }

    fn add_fact(&mut self, counted: Unknown, whole: Option<Unknown>, fact: &Fact) {
        match (fact, whole) {
            (Fact::Numerator(count), _) => self.attacker.told(counted, *count),
            (Fact::Denominator(count), Some(whole)) => self.attacker.told(whole, *count),
            (Fact::Rate(rate), Some(whole)) => self.attacker.rate(counted, whole, rate),
            (Fact::AtMostPercent(percent), Some(whole)) => {
                let terms = [(counted, 100), (whole, -percent)];
                self.attacker.fact(&terms, None, Some(0));
            }
            (Fact::AtLeastPercent(percent), Some(whole)) => {
                let terms = [(counted, 100), (whole, -percent)];
                self.attacker.fact(&terms, Some(0), None);
            }
            (_, None) => {}
        }
    }

    /// Parts and their total, as far as it is true: together they are the total, or no more than it.
    fn add_family(&mut self, place: &str, (total, _, parts): &Family, is_believed: bool) {
        let mut is_all = is_believed;
        let mut do_fit = true;
        for kind in Kind::ALL {
            let Some(whole) = self.true_count(place, total, kind) else {
                continue;
            };
            let known: Vec<Option<i64>> = parts
                .iter()
                .map(|part| self.true_count(place, part, kind))
                .collect();
            let sum: i64 = known.iter().flatten().sum();
            do_fit &= sum <= whole;
            is_all &= sum == whole || known.iter().any(Option::is_none);
        }
        if do_fit {
            self.add_parts(
                (place, total),
                &parts.iter().map(|part| (place, part)).collect::<Vec<_>>(),
                is_all,
            );
        }
    }

    /// What lies in the state is no more than the state.
    fn add_nesting(&mut self, tables: &[(&'a String, &'a Table)]) {
        let Some((_, state)) = tables.iter().find(|(place, _)| *place == STATE) else {
            return;
        };
        for group in state.groups.keys() {
            let towns: Vec<(&str, &Group)> = tables
                .iter()
                .filter(|(place, table)| *place != STATE && table.groups.contains_key(group))
                .map(|(place, _)| (place.as_str(), group))
                .collect();
            let is_true = Kind::ALL.into_iter().all(|kind| {
                let whole = self.true_count(STATE, group, kind);
                let known = towns
                    .iter()
                    .filter_map(|(place, group)| self.true_count(place, group, kind));
                whole.is_none_or(|whole| known.sum::<i64>() <= whole)
            });
            if is_true && !towns.is_empty() {
                self.add_parts((STATE, group), &towns, false);
            }
        }
    }

    fn add_parts(&mut self, total: (&str, &Group), parts: &[(&str, &Group)], is_all: bool) {
        for kind in Kind::ALL {
            let Some(whole) = self.unknown(total, kind) else {
                continue;
            };
            let mut terms: Vec<(Unknown, i64)> = parts
                .iter()
                .filter_map(|part| Some((self.unknown(*part, kind)?, 1)))
                .collect();
            terms.push((whole, -1));
            self.attacker.fact(&terms, is_all.then_some(0), Some(0));
        }
    }

    pub(super) fn unknown(&self, (place, group): (&str, &Group), kind: Kind) -> Option<Unknown> {
        let counts = self.counts.get(&(place, group))?;
        match kind {
            Kind::Counted => Some(counts.counted),
            Kind::Whole => Some(counts.share?.whole),
            Kind::Others => Some(counts.share?.others),
        }
    }

    pub(super) fn true_count(&self, place: &str, group: &Group, kind: Kind) -> Option<i64> {
        let known = self.truth.figures.get(&self.subject.key(place, group))?;
        match kind {
            Kind::Counted => known.numerator,
            Kind::Whole => known.denominator,
            Kind::Others => Some(known.denominator? - known.numerator?),
        }
    }

    /// Solves it, and notes what breaks a promise.
    fn judge(&self, found: &mut Found) -> Result<(), Stuck> {
        let minimum = self.truth.minimum[&self.subject.indicator];
        let mut asked: Vec<(String, Kind, Option<i64>)> = Vec::new();
        let mut questions: Vec<Question> = Vec::new();
        for (place, group) in self.counts.keys() {
            if !self.subject.tables[*place].groups[*group].is_hidden {
                continue;
            }
            for kind in Kind::ALL {
                let Some(unknown) = self.unknown((place, group), kind) else {
                    continue;
                };
                let true_count = self.true_count(place, group, kind);
                let name = format!("{} {place} {}", self.subject.name(), group.key());
                asked.push((name, kind, true_count));
                questions.push(question(unknown, true_count, minimum));
            }
        }
        let answers = self.attacker.answer(&questions)?;
        found.asked += asked.len();
        for (((name, kind, true_count), question), range) in asked.into_iter().zip(questions).zip(answers) {
            let WorkedOut { low, high, is_exact } = range;
            let said = format!("{name}: {kind:?} {low} to {high}, in truth {true_count:?}");
            if is_exact && true_count.is_some_and(|count| count < low || high < count) {
                found.misread.push(said);
            } else if is_broken(kind, true_count, minimum, range) {
                if !is_exact {
                    found.stuck.push(said);
                    continue;
                }
                found.pinned.push(Pin {
                    subject: self.subject.name(),
                    count: format!("{name} {kind:?}"),
                    range: (
                        low.max(question.down_to.unwrap_or(low)),
                        high.min(question.up_to.unwrap_or(high)),
                    ),
                    said,
                });
            }
        }
        Ok(())
    }
}

/// Which of the counts behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Counted,
    Whole,
    Others,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Counted, Self::Whole, Self::Others];
}

/// Asks only as far as it matters: to the ends of what is promised, and to the truth.
fn question(unknown: Unknown, true_count: Option<i64>, minimum: i64) -> Question {
    let width = minimum - 2;
    let count = true_count.unwrap_or(0);
    Question {
        unknown,
        down_to: Some((count - width).max(0)),
        up_to: Some((count + width).max(2 * minimum)),
    }
}

/// Whether a range tells more of a hidden count than was promised.
fn is_broken(kind: Kind, true_count: Option<i64>, minimum: i64, range: WorkedOut) -> bool {
    let width = range.high - range.low;
    match (true_count, kind) {
        // A small count: no more than that it is small.
        (Some(count), _) if count < minimum => range.low > 1 || range.high < minimum - 1,
        // Hidden for the sake of others: as uncertain as a small count.
        (Some(_), Kind::Counted) => width < minimum - 2,
        // How many a large group has is no secret while its part is uncertain; but it is not told either.
        (Some(_), Kind::Whole | Kind::Others) => width < 1,
        // Withheld by the source, so that nobody here knows it.
        (None, Kind::Counted) => width < minimum - 2,
        (None, Kind::Whole | Kind::Others) => range.high < minimum && width < minimum - 2,
    }
}

impl Found {
    /// Adds what was found elsewhere.
    pub fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.pinned.extend(other.pinned);
        self.misread.extend(other.misread);
        self.disbelieved.extend(other.disbelieved);
        self.stuck.extend(other.stuck);
    }
}
