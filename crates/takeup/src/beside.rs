//! Participants beside people like them: how alike they are, how they differ after, and what may be said.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use statistics::{
    Choice, Claim, Cohort, Comparison, Design, Draws, Fault, Finding, Label, Level, Method, Reason, Trim,
    many,
};

use crate::reached::Table;
use crate::shown::{Open, ROUNDED_TO, rounded};
use crate::{Person, Plan};

/// At most this share of all findings may be chance.
const FALSE_MOST: f64 = 0.05;
/// Drawings of the bootstrap that is shown beside the interval.
const DRAWS: Draws = Draws { count: 999, seed: 7 };

/// One comparison.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beside {
    /// The element of the group; empty for everyone.
    pub by: String,
    /// What they are.
    pub value: String,
    /// Participants it speaks of, rounded; nothing where they are not shown, and then there is no more.
    pub participants: Option<usize>,
    /// Others it compares them with, rounded.
    pub others: usize,
    /// Participants minus people like them.
    pub difference: f64,
    /// Its interval of 95 percent, with errors by place.
    pub interval: (f64, f64),
    /// Participants minus everyone else as they are: for comparison, never a result.
    pub naive: f64,
    /// The share of chance, corrected for all comparisons.
    pub adjusted_p: f64,
    /// Whether it is a finding after that correction.
    pub is_finding: bool,
    /// Places in which people were together.
    pub places: usize,
    /// Whether the label is green.
    pub is_green: bool,
    /// Why not.
    pub reasons: Vec<Refusal>,
    /// What the sentence may claim: a code of the fixed list.
    pub claim: String,
    /// What was found: `more`, `less` or `chance`.
    pub finding: String,
    /// How alike everyone is in each feature that may be told; empty for a group.
    pub balance: Vec<Balanced>,
    /// How many people the participants are worth, counting weights.
    pub participants_worth: f64,
    /// And the others.
    pub others_worth: f64,
    /// Why there is no figure, if there is none.
    pub fault: String,
}

/// How one feature differs, in standard deviations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Balanced {
    /// The element, and its value where it is one of several.
    pub feature: String,
    /// As they are.
    pub before: f64,
    /// After weighting.
    pub after: f64,
}

/// Why a label is not green.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// A word of ours: `unbalanced`, `extremes`, `likelihood` or `few`.
    pub why: String,
    /// The feature, if it is about one.
    pub feature: String,
}

/// Everyone, then each value of each group; and how many comparisons that are. What is hidden among the counts is not compared.
pub(crate) fn all(plan: &Plan, people: &[Person], shown: (&[Table], &Open)) -> (Vec<Beside>, usize) {
    let mut found = Vec::new();
    for (number, (table, open)) in shown.0.iter().zip(&shown.1.lines).enumerate() {
        // Places, the second table, are no groups: errors are clustered by them.
        if number == 1 {
            continue;
        }
        for (line, value) in table.values.iter().enumerate() {
            let of = (table.by.as_str(), value.as_str());
            if !open[line] {
                found.push((hidden(of), None));
                continue;
            }
            let members = people.iter().zip(&table.of).filter(|(_, own)| **own == line);
            let members: Vec<&Person> = members.map(|(person, _)| person).collect();
            found.push(one(plan, of, &members, shown));
        }
    }
    let computed: Vec<usize> = (0..found.len())
        .filter(|place| found[*place].1.is_some())
        .collect();
    let p_values: Vec<f64> = computed.iter().filter_map(|place| found[*place].1).collect();
    if let Ok(corrected) = many(&p_values) {
        let findings = corrected.findings(FALSE_MOST);
        for (number, place) in computed.iter().enumerate() {
            let beside = &mut found[*place].0;
            beside.adjusted_p = corrected.adjusted[number];
            beside.is_finding = findings[number];
            // A difference that many comparisons explain is none.
            if !beside.is_finding {
                "chance".clone_into(&mut beside.finding);
            }
        }
    }
    let tests = computed.len();
    (found.into_iter().map(|(beside, _)| beside).collect(), tests)
}

fn hidden((by, value): (&str, &str)) -> Beside {
    Beside {
        by: by.to_owned(),
        value: value.to_owned(),
        ..Beside::default()
    }
}

fn one(plan: &Plan, of: (&str, &str), people: &[&Person], shown: (&[Table], &Open)) -> (Beside, Option<f64>) {
    let mut beside = hidden(of);
    let participants = people.iter().filter(|person| person.dose.is_some()).count();
    if participants < plan.minimum || people.len() - participants < plan.minimum {
        return (beside, None);
    }
    let features = Features::of(plan, people, of.0, shown);
    match compare(people, &features) {
        Ok(found) => {
            let p = found.effect.p();
            beside.fill(&found, &features, (participants, people.len() - participants));
            (beside, Some(p))
        }
        Err(fault) => {
            beside.participants = Some(rounded(participants));
            beside.others = rounded(people.len() - participants);
            told(fault).clone_into(&mut beside.fault);
            (beside, None)
        }
    }
}

/// Why there is no figure, without the counts that a fault may name.
fn told(fault: Fault) -> &'static str {
    match fault {
        Fault::TooFew { .. } | Fault::TooFewClusters { .. } => "too few people or places are left",
        Fault::Collinear { .. } => "one feature follows from the others",
        Fault::OneClusterDecides => "the figure rests on one place alone",
        Fault::NobodyToCompare | Fault::Separated | Fault::NoMatch => "nobody alike is left to compare with",
        Fault::PartAboveWhole
        | Fault::Empty
        | Fault::NotFinite
        | Fault::Negative
        | Fault::OutsideScale
        | Fault::TooMany { .. }
        | Fault::OutOfOrder
        | Fault::LengthsDiffer
        | Fault::ZeroReference
        | Fault::ZeroGroup
        | Fault::NoSuchGroup
        | Fault::NotAProbability
        | Fault::NoChangeAsked
        | Fault::OneCategory => "the numbers do not allow a comparison",
    }
}

fn compare(people: &[&Person], features: &Features) -> Result<Comparison, Fault> {
    let took_part: Vec<bool> = people.iter().map(|person| person.dose.is_some()).collect();
    let outcome: Vec<f64> = people.iter().map(|person| person.after).collect();
    let clusters = clusters(people.iter().map(|person| &person.place));
    let cohort = Cohort {
        choice: Choice {
            took_part: &took_part,
            features: &features.columns,
        },
        outcome: &outcome,
        clusters: Some(&clusters),
    };
    let method = Method::Weighted {
        target: None,
        trim: Trim::Nobody,
    };
    cohort.compare(method, DRAWS, Level::NINETY_FIVE)
}

/// For each person the number of their place.
pub(crate) fn clusters<'a>(places: impl Iterator<Item = &'a String>) -> Vec<usize> {
    let mut known: BTreeMap<&String, usize> = BTreeMap::new();
    places
        .map(|place| {
            let next = known.len();
            *known.entry(place).or_insert(next)
        })
        .collect()
}

/// What was known of people before: the measure, and for each group its values but one.
struct Features {
    names: Vec<FeatureName>,
    columns: Vec<Vec<f64>>,
}

/// What a feature is called, and whether how it differs may be told: from that and the totals a count can be worked out.
#[derive(Clone, Default)]
struct FeatureName {
    element: String,
    value: String,
    is_open: bool,
}

impl FeatureName {
    fn whole(&self) -> String {
        if self.is_open && !self.value.is_empty() {
            return format!("{}: {}", self.element, self.value);
        }
        self.element.clone()
    }
}

impl Features {
    fn of(plan: &Plan, people: &[&Person], without: &str, (tables, open): (&[Table], &Open)) -> Self {
        let mut features = Self {
            names: vec![FeatureName {
                element: plan.before.clone(),
                value: String::new(),
                is_open: without.is_empty(),
            }],
            columns: vec![people.iter().map(|person| person.before).collect()],
        };
        // Everyone and places stand before the groups.
        for (number, table) in tables.iter().skip(2).enumerate() {
            if table.by == without {
                continue;
            }
            let mut values: Vec<&String> = people.iter().map(|person| &person.groups[number]).collect();
            values.sort();
            values.dedup();
            for value in values.into_iter().skip(1) {
                let is = |person: &&Person| f64::from(u8::from(person.groups[number] == *value));
                let line = table.values.binary_search(value).unwrap_or_default();
                features.names.push(FeatureName {
                    element: table.by.clone(),
                    value: value.clone(),
                    // Within a group it would be a count of two groups crossed, of which nothing is shown.
                    is_open: without.is_empty() && open.lines[number + 2][line],
                });
                features.columns.push(people.iter().map(is).collect());
            }
        }
        features
    }
}

impl Beside {
    fn fill(&mut self, found: &Comparison, features: &Features, (participants, others): (usize, usize)) {
        let estimate = found.effect.estimate(Level::NINETY_FIVE);
        self.participants = Some(rounded(participants - found.participants_left_out));
        self.others = rounded(others);
        self.difference = estimate.value;
        self.interval = (estimate.interval.lower, estimate.interval.upper);
        self.naive = found.naive.value;
        self.places = found.clusters.unwrap_or(0);
        self.is_green = found.label == Label::Green;
        let worth = |people: f64| (people / ROUNDED_TO as f64).round() * ROUNDED_TO as f64;
        self.participants_worth = worth(found.balance.participants_effective);
        self.others_worth = worth(found.balance.others_effective);
        let name = |feature: usize| {
            features
                .names
                .get(feature)
                .map(FeatureName::whole)
                .unwrap_or_default()
        };
        let is_open = |feature: usize| features.names.get(feature).is_some_and(|one| one.is_open);
        if let Label::Refused(reasons) = &found.label {
            self.reasons = reasons.iter().map(|reason| refusal(reason, name)).collect();
        }
        let balance = found.balance.love_plot().into_iter();
        self.balance = balance
            .filter(|line| is_open(line.feature))
            .map(|line| Balanced {
                feature: name(line.feature),
                before: line.before,
                after: line.after,
            })
            .collect();
        let wording = Design::Alike(&found.label).grade().wording(estimate);
        claim(wording.claim).clone_into(&mut self.claim);
        finding(wording.finding).clone_into(&mut self.finding);
    }
}

fn refusal(reason: &Reason, name: impl Fn(usize) -> String) -> Refusal {
    let (why, feature) = match reason {
        Reason::Unbalanced { feature, .. } => ("unbalanced", name(*feature)),
        Reason::UnbalancedSquare { feature, .. } => ("extremes", name(*feature)),
        Reason::UnbalancedPropensity { .. } => ("likelihood", String::new()),
        Reason::FewLeft { .. } => ("few", String::new()),
    };
    Refusal {
        why: why.to_owned(),
        feature,
    }
}

fn claim(claim: Claim) -> &'static str {
    match claim {
        Claim::Had => "had",
        Claim::HadBesideOthers => "beside-others",
        Claim::HadBesideAlike => "beside-alike",
        Claim::GainedBesideOthers => "gained",
        Claim::Caused => "caused",
    }
}

fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::More => "more",
        Finding::Less => "less",
        Finding::NotBeyondChance => "chance",
    }
}
