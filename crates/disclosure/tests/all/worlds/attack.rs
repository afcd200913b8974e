//! What a reader of all editions writes down, and what he is not to find out.

use std::collections::{BTreeMap, BTreeSet};

use mainstay_disclosure::attacker::{Attacker, Question, Stuck, Unknown};
use mainstay_disclosure::{Insider, Said};

use super::{Print, World, inside};

/// Nobody thinks that a group is larger than this.
const MOST: i64 = 1_000_000_000;

/// A sum of finest counts with coefficients.
type Form = BTreeMap<usize, i64>;

/// A form, and the ends that its range must reach; without ends it must be wide enough wherever it lies.
type Wanted = (Form, Option<(i64, i64)>);

/// What was read, and what is to stay uncertain. Finest counts have numbers; a restated one gets a new number.
#[derive(Clone)]
pub struct Reading {
    minimum: i64,
    values: Vec<i64>,
    /// Every key with its finest counts as they are now.
    keys: BTreeMap<String, Form>,
    /// Keys as they were before they were restated.
    before: BTreeMap<String, Form>,
    /// Which keys are made of which, and which parts belong to which group.
    made_of: BTreeMap<String, Vec<String>>,
    group_of: BTreeMap<String, String>,
    facts: Vec<(Form, Option<i64>, Option<i64>)>,
    /// Forms printed as exact counts of groups.
    told: Vec<Form>,
    /// Forms of which a percentage was printed.
    shares: BTreeSet<Form>,
    /// Forms for which the mark was printed, with the group for a share.
    marked: Vec<(Form, Option<Form>)>,
    /// Groups hidden because they are small themselves.
    small: Vec<Form>,
    /// Forms that are protected while they are small: groups and corrections, and parts, for which nobody counts too.
    groups: BTreeSet<Form>,
    parts: BTreeSet<(Form, Form)>,
    /// Finest counts that are the reader's own.
    own: BTreeSet<usize>,
    /// He knows more than what was printed.
    is_inside: bool,
}

/// What an attack found.
#[derive(Debug, Default)]
pub struct Found {
    /// What could be worked out too closely.
    pub leaks: Vec<String>,
    /// Searches that were given up before they could tell.
    pub undecided: usize,
}

impl Reading {
    pub fn new(world: &World, minimum: i64) -> Reading {
        let mut reading = Reading {
            minimum,
            values: Vec::new(),
            keys: BTreeMap::new(),
            before: BTreeMap::new(),
            made_of: world.totals.iter().cloned().collect(),
            group_of: BTreeMap::new(),
            facts: Vec::new(),
            told: Vec::new(),
            marked: Vec::new(),
            shares: BTreeSet::new(),
            small: Vec::new(),
            groups: BTreeSet::new(),
            parts: BTreeSet::new(),
            own: BTreeSet::new(),
            is_inside: false,
        };
        let parts = world.parts.iter().map(|(key, _, value)| (key, value));
        for (key, value) in world.atoms.iter().map(|(key, value)| (key, value)).chain(parts) {
            reading
                .keys
                .insert(key.clone(), Form::from([(reading.values.len(), 1)]));
            reading.values.push(*value);
        }
        for (key, of, _) in &world.parts {
            reading.group_of.insert(key.clone(), of.clone());
        }
        for (key, of, parts) in &world.part_totals {
            reading.group_of.insert(key.clone(), of.clone());
            reading.made_of.insert(key.clone(), parts.clone());
        }
        reading.add_up();
        reading
    }

    /// Makes the totals of what they are made of now, and notes what is to be protected.
    fn add_up(&mut self) {
        for key in self.made_of.keys().cloned().collect::<Vec<_>>() {
            self.keys.remove(&key);
        }
        while let Some(key) = self
            .made_of
            .keys()
            .find(|key| !self.keys.contains_key(*key))
            .cloned()
        {
            let form = self.form(&key);
            self.keys.insert(key, form);
        }
        for (key, form) in &self.keys {
            match self.group_of.get(key) {
                Some(group) => {
                    self.parts.insert((form.clone(), self.keys[group].clone()));
                }
                None => {
                    self.groups.insert(form.clone());
                }
            }
        }
    }

    fn form(&self, key: &str) -> Form {
        if let Some(form) = self.keys.get(key) {
            return form.clone();
        }
        let mut form = Form::new();
        for part in &self.made_of[key] {
            for (count, by) in self.form(part) {
                *form.entry(count).or_default() += by;
            }
        }
        form
    }

    /// A finest group was counted anew. That the parts of it that are told did not change goes without saying.
    pub fn restate(&mut self, key: &str, value: i64) {
        let before = self.keys.clone();
        self.before.extend(
            before
                .iter()
                .map(|(key, form)| (format!("{key} before"), form.clone())),
        );
        if self.of(&self.keys[key]) == value {
            return;
        }
        self.keys.insert(key.into(), Form::from([(self.values.len(), 1)]));
        self.values.push(value);
        self.add_up();
        for (key, form) in &self.keys {
            let moved = minus(form, &before[key]);
            if !moved.is_empty() {
                let more = if self.of(&moved) > 0 {
                    moved
                } else {
                    minus(&before[key], form)
                };
                self.groups.insert(more);
            }
        }
    }

    /// The true count behind a key now.
    pub fn value(&self, key: &str) -> i64 {
        self.of(&self.keys[key])
    }

    fn of(&self, form: &Form) -> i64 {
        form.iter().map(|(count, by)| by * self.values[*count]).sum()
    }

    /// A figure was printed.
    pub fn read(&mut self, print: &Print, said: &Said) {
        let form = self.keys[print.key()].clone();
        match (print, said) {
            (Print::Count(key), Said::Exactly { value, .. }) => {
                self.facts.push((form.clone(), Some(*value), Some(*value)));
                if !self.group_of.contains_key(key) {
                    self.told.push(form);
                }
            }
            (Print::Percent(_, of), Said::Rate { printed, .. }) => {
                let percent: i64 = printed.parse().expect("whole percents");
                // Twice the percentage less or more than one half of a percent: between these of 200.
                let group = &self.keys[of];
                let scaled = |by: i64| {
                    let mut sum: Form = form.iter().map(|(count, times)| (*count, 200 * times)).collect();
                    for (count, times) in group {
                        *sum.entry(*count).or_default() -= by * times;
                    }
                    sum
                };
                self.facts.push((scaled((2 * percent - 1).max(0)), Some(0), None));
                self.facts.push((scaled(2 * percent + 1), None, Some(0)));
                self.shares.insert(form);
            }
            (Print::Rounded(_, base), Said::Rounded { value, .. }) => {
                self.facts
                    .push((form, Some(value - base / 2), Some(value + base / 2)));
            }
            other => panic!("{other:?} was printed otherwise"),
        }
    }

    /// The mark for hidden figures was printed. A share of a group whose size nobody told is no count.
    pub fn see_mark(&mut self, print: &Print) {
        let form = self.keys[print.key()].clone();
        match print {
            Print::Count(_) | Print::Rounded(_, _) => self.marked.push((form, None)),
            Print::Percent(_, of) => self.marked.push((form, Some(self.keys[of].clone()))),
        }
    }

    /// Notes that a group was hidden because it is small itself, which no reader is told.
    pub fn note_small(&mut self, print: &Print) {
        if let Print::Count(key) = print
            && !self.group_of.contains_key(key)
        {
            self.small.push(self.keys[key].clone());
        }
    }

    /// What a reader knows to whom a second mark tells which groups were small themselves.
    pub fn with_second_mark(mut self) -> Reading {
        let between = |form: &Form| (form.clone(), Some(1), Some(self.minimum - 1));
        let told: Vec<_> = self.small.iter().map(between).collect();
        self.facts.extend(told);
        self
    }

    /// The same read by somebody who knows more: what he knows is a fact, and what is his own need not be kept from him.
    pub fn read_by(mut self, reader: &Insider) -> Reading {
        self.is_inside = true;
        let every = self.keys.iter().chain(&self.before);
        let finest: Vec<(String, usize)> = every
            .filter_map(|(key, form)| match form.iter().collect::<Vec<_>>()[..] {
                [(count, 1)] => Some((key.trim_end_matches(" before").to_owned(), *count)),
                _ => None,
            })
            .collect();
        for (key, count) in finest {
            let one = Form::from([(count, 1)]);
            let value = self.values[count];
            match reader {
                Insider::Partner { owner } if inside::owner(&key).as_ref() == Some(owner) => {
                    self.own.insert(count);
                    self.facts.push((one, Some(value), Some(value)));
                }
                Insider::Member { of } if of.contains(&key) && value > 0 => {
                    self.facts.push((one, Some(1), None));
                }
                Insider::Partner { .. } | Insider::Member { .. } => {}
            }
        }
        self
    }

    /// Everything that could be worked out more closely than it may be.
    pub fn leaks(&self) -> Result<Found, Stuck> {
        let mut wanted: Vec<Wanted> = Vec::new();
        for form in &self.groups {
            self.want_small(&mut wanted, form);
        }
        for (part, group) in &self.parts {
            let size = self.of(group);
            for form in [part.clone(), minus(group, part)] {
                if self.of(&form) == 0 && size > 0 {
                    wanted.push((form, Some((1, self.minimum - 1))));
                } else {
                    self.want_small(&mut wanted, &form);
                }
            }
        }
        for larger in &self.told {
            for smaller in &self.told {
                let rest = minus(larger, smaller);
                if rest.values().all(|by| *by > 0) {
                    self.want_small(&mut wanted, &rest);
                }
            }
        }
        let is_told = |form: &Form| {
            self.facts
                .iter()
                .any(|(told, low, high)| told == form && low.is_some() && low == high)
        };
        for (form, group) in &self.marked {
            // A share that was told once is not taken back by hiding it beside a group that was restated.
            let is_told_share = group.is_some() && self.shares.contains(form);
            if !is_told(form) && !is_told_share && group.as_ref().is_none_or(is_told) {
                wanted.push((form.clone(), None));
            }
        }
        if self.is_inside {
            // His own need not be kept from him, nor what was hidden for its sake only. A group that he is a part of
            // is never smaller to him than he is.
            let is_of_others = |form: &Form| form.keys().all(|count| !self.own.contains(count));
            wanted.retain(|(form, reach)| reach.is_some() && is_of_others(form));
        }
        wanted.sort();
        wanted.dedup();
        self.attack(wanted)
    }

    /// A form in words, for reports.
    fn name(&self, form: &Form) -> String {
        let keys = self.keys.iter().chain(&self.before);
        let named = keys
            .into_iter()
            .find(|(_, known)| *known == form)
            .map(|(key, _)| key.clone());
        let finest = |count: &usize| {
            let one = Form::from([(*count, 1)]);
            self.keys
                .iter()
                .chain(&self.before)
                .find(|(_, known)| **known == one)
                .map_or("?", |(key, _)| key.as_str())
        };
        let terms = || {
            form.iter()
                .map(|(count, by)| format!("{by:+} {}", finest(count)))
                .collect::<Vec<_>>()
        };
        named.unwrap_or_else(|| terms().join(" "))
    }

    fn want_small(&self, wanted: &mut Vec<Wanted>, form: &Form) {
        let truth = self.of(form);
        if 0 < truth && truth < self.minimum {
            wanted.push((form.clone(), Some((1, self.minimum - 1))));
        }
    }

    /// Works the wanted forms out and compares with what may be known of each.
    fn attack(&self, wanted: Vec<Wanted>) -> Result<Found, Stuck> {
        let mut attacker = Attacker::new();
        let counts: Vec<Unknown> = self.values.iter().map(|_| attacker.unknown(0, MOST)).collect();
        let terms = |form: &Form| -> Vec<(Unknown, i64)> {
            form.iter().map(|(count, by)| (counts[*count], *by)).collect()
        };
        for (form, low, high) in &self.facts {
            attacker.fact(&terms(form), *low, *high);
        }
        for (part, group) in &self.parts {
            attacker.fact(&terms(&minus(group, part)), Some(0), None);
        }
        let mut unknowns = Vec::new();
        for (form, _) in &wanted {
            if let [(count, 1)] = form.iter().map(|(c, by)| (*c, *by)).collect::<Vec<_>>()[..] {
                unknowns.push(counts[count]);
                continue;
            }
            let sum = attacker.unknown(-MOST, MOST);
            let mut equation = terms(form);
            equation.push((sum, -1));
            attacker.fact(&equation, Some(0), Some(0));
            unknowns.push(sum);
        }
        for (form, low, high) in &self.facts {
            let truth = self.of(form);
            let holds = low.is_none_or(|low| low <= truth) && high.is_none_or(|high| truth <= high);
            assert!(
                holds,
                "{} was printed as {low:?}..{high:?} and is {truth}",
                self.name(form)
            );
        }
        let ends = |(form, reach): &Wanted| {
            let (truth, width) = (self.of(form), self.minimum - 2);
            reach.unwrap_or((truth - width, truth + width))
        };
        let question = |(unknown, wanted): (Unknown, &Wanted)| Question {
            unknown,
            down_to: Some(ends(wanted).0),
            up_to: Some(ends(wanted).1),
        };
        let questions: Vec<Question> = unknowns.into_iter().zip(&wanted).map(question).collect();
        let mut found = Found::default();
        for ((form, reach), range) in wanted.into_iter().zip(attacker.answer(&questions)?) {
            // The truth is always possible, whether a search came by it or not.
            let truth = self.of(&form);
            let (least, most) = (range.low.min(truth), range.high.max(truth));
            let is_uncertain = match reach {
                Some((low, high)) => least <= low && most >= high,
                None => most - least >= self.minimum - 2,
            };
            if !is_uncertain && range.is_exact {
                let what = self.name(&form);
                found
                    .leaks
                    .push(format!("{what} is {truth} and lies in {least}..{most}"));
            } else if !is_uncertain {
                found.undecided += 1;
            }
        }
        Ok(found)
    }
}

fn minus(one: &Form, other: &Form) -> Form {
    let mut difference = one.clone();
    for (count, by) in other {
        *difference.entry(*count).or_default() -= by;
    }
    difference.retain(|_, by| *by != 0);
    difference
}
