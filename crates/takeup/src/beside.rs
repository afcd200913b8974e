//! Participants beside others: how they differ, how alike they were, and what may be said.

use serde::{Deserialize, Serialize};
use statistics::{Claim, Design, Fault, Finding, Label, Level, Reason, many};

use crate::comparing::{Comparing, Found, Sides, compare};
use crate::features::Features;
use crate::reached::Table;
use crate::shown::{Open, ROUNDED_TO, rounded};
use crate::{Person, Plan};

/// At most this share of all findings may be chance.
const FALSE_MOST: f64 = 0.05;
/// Where a smaller share of participants found somebody, those are not the participants whom the label is about. The bound is ours.
const MATCHED_LEAST: f64 = 2.0 / 3.0;

/// One comparison.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Beside {
    /// The element of the group; empty for everyone.
    pub by: String,
    /// What they are.
    pub value: String,
    /// Participants, rounded; nothing where they are not shown, and then there is no more.
    pub participants: Option<usize>,
    /// Others, rounded.
    pub others: usize,
    /// Beside how many of them somebody was found, where they were matched.
    pub paired: Option<Paired>,
    /// Participants minus those they are compared with: in what came after, or in what was gained.
    pub difference: f64,
    /// Its interval of 95 percent, with errors by place.
    pub interval: (f64, f64),
    /// Participants minus everyone else as they are: for comparison, never a result.
    pub naive: f64,
    /// The same of the earlier measure, where gains are compared.
    pub started: Option<f64>,
    /// The share of chance, corrected for all comparisons.
    pub adjusted_p: f64,
    /// Whether it is a finding after that correction.
    pub is_finding: bool,
    /// Places in which people were together, if all that there are count; 0: not told, and six at least.
    pub places: usize,
    /// Whether the label is green.
    pub is_green: bool,
    /// Why not.
    pub reasons: Vec<Refusal>,
    /// What the sentence may claim: a code of the fixed list.
    pub claim: String,
    /// What was found: `more`, `less` or `chance`.
    pub finding: String,
    /// How alike everyone is in each feature that may be told; empty for a group, and where gains are compared.
    pub balance: Vec<Balanced>,
    /// How many people the participants are worth, counting weights; 0: not told.
    pub participants_worth: f64,
    /// And the others.
    pub others_worth: f64,
    /// Why there is no figure, if there is none: a word of ours.
    pub fault: String,
}

/// How many participants found somebody alike. Who found nobody is a count of people, too: a small one is not told, nor worked out
/// from the others who were left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "who")]
pub enum Paired {
    /// All of them, or all but a few.
    NearlyAll,
    /// Some, with the number of those beside them, both rounded.
    Part {
        /// Participants.
        participants: usize,
        /// Those beside them.
        others: usize,
    },
    /// Some; the number would tell how few of the others were left.
    Untold,
}

impl Paired {
    pub(crate) fn told(minimum: usize, all: Sides, counting: Sides) -> Self {
        if all.participants - counting.participants < minimum {
            return Self::NearlyAll;
        }
        if all.others - counting.others < minimum {
            return Self::Untold;
        }
        Self::Part {
            participants: rounded(counting.participants),
            others: rounded(counting.others),
        }
    }
}

/// How one feature differs, in standard deviations, to the hundredth.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Balanced {
    /// The element, and its value where it is one of several.
    pub feature: String,
    /// As they are.
    pub before: f64,
    /// After weighting or matching.
    pub after: f64,
}

/// Why a label is not green.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// A word of ours: `unbalanced`, `extremes`, `likelihood`, `few`, `left-out` or `paths`.
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
    let sides = Sides::of(people.iter().copied());
    if sides.is_below(plan.minimum) {
        return (beside, None);
    }
    beside.participants = Some(rounded(sides.participants));
    beside.others = rounded(sides.others);
    let features = Features::of(plan, people, of.0, shown);
    match compare(plan, people, &features.columns) {
        Ok(found) => {
            if let Comparing::Matching { .. } = plan.comparing {
                beside.paired = Some(Paired::told(plan.minimum, sides, found.counting));
            }
            let places = shown.0.get(1).map_or(0, |places| places.values.len());
            if of.0.is_empty() && found.places == places {
                beside.places = places;
            }
            // What is not told is not told by a label either.
            let is_left_out = match beside.paired {
                None | Some(Paired::NearlyAll) => false,
                Some(Paired::Part { .. }) => {
                    (found.counting.participants as f64) < MATCHED_LEAST * sides.participants as f64
                }
                Some(Paired::Untold) => true,
            };
            let left_out = is_left_out.then(|| Refusal::of("left-out"));
            beside.fill(&found, &features, left_out);
            (beside, Some(found.effect.p()))
        }
        Err(fault) => {
            told(fault).clone_into(&mut beside.fault);
            (beside, None)
        }
    }
}

/// Why there is no figure, without the counts that a fault may name.
fn told(fault: Fault) -> &'static str {
    match fault {
        Fault::TooFew { .. } => "few",
        Fault::TooFewClusters { .. } => "places",
        Fault::Collinear { .. } => "follows",
        Fault::OneClusterDecides => "one-place",
        Fault::NobodyToCompare | Fault::Separated | Fault::NoMatch => "nobody-alike",
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
        | Fault::OneCategory => "numbers",
    }
}

impl Beside {
    fn fill(&mut self, found: &Found, features: &Features, left_out: Option<Refusal>) {
        let estimate = found.effect.estimate(Level::NINETY_FIVE);
        self.difference = estimate.value;
        self.interval = (estimate.interval.lower, estimate.interval.upper);
        self.naive = found.naive;
        self.started = found.started;
        let Some((balance, label)) = &found.alike else {
            // One earlier measure is none to test the paths on, and nobody was made alike.
            let design = Design::OverTime {
                before: None,
                alike: None,
            };
            let wording = design.grade().wording(estimate);
            self.claim = format!("gains-{}", claim(wording.claim));
            finding(wording.finding).clone_into(&mut self.finding);
            self.reasons = vec![Refusal::of("paths")];
            return;
        };
        if let Label::Refused(reasons) = label {
            let name = |feature: usize| features.name(feature);
            self.reasons = reasons.iter().map(|reason| refusal(reason, name)).collect();
        }
        let refused = Label::Refused(Vec::new());
        let label = if left_out.is_some() { &refused } else { label };
        self.reasons.extend(left_out);
        self.is_green = *label == Label::Green;
        // Matches are worth their number, which may not be told.
        if matches!(self.paired, None | Some(Paired::Part { .. })) {
            let worth = |people: f64| (people / ROUNDED_TO as f64).round() * ROUNDED_TO as f64;
            self.participants_worth = worth(balance.participants_effective);
            self.others_worth = worth(balance.others_effective);
        }
        // A feature in which one side does not vary at all has no length in standard deviations.
        let told = balance.love_plot().into_iter().filter(|line| {
            features.is_open(line.feature) && line.before.is_finite() && line.after.is_finite()
        });
        let hundredths = |length: f64| (length * 100.0).round() / 100.0;
        self.balance = told
            .map(|line| Balanced {
                feature: features.name(line.feature),
                before: hundredths(line.before),
                after: hundredths(line.after),
            })
            .collect();
        let wording = Design::Alike(label).grade().wording(estimate);
        claim(wording.claim).clone_into(&mut self.claim);
        finding(wording.finding).clone_into(&mut self.finding);
    }
}

impl Refusal {
    fn of(why: &str) -> Self {
        Self {
            why: why.to_owned(),
            feature: String::new(),
        }
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
