//! To each participant the nearest others: one or several, within a distance, alike exactly where that is asked.

use std::collections::BTreeMap;

use crate::fault::{Fault, finite};

/// What "near" is measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// How likely people were to take part, from 0 to 1.
    Likelihood,
    /// Its log odds, where people near 0 and 1 are not taken for alike.
    LogOdds,
}

/// Whether one person may stand beside several participants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reuse {
    /// Each of the others is taken once at most. Participants who were most likely to take part choose first.
    Once,
    /// As often as they are the nearest.
    Often,
}

/// How to match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matching {
    /// How many others for each participant.
    pub each: usize,
    /// What distance is measured on.
    pub scale: Scale,
    /// The greatest distance, in standard deviations of the scale over everyone; 0.2 on log odds is usual (Austin, 2011).
    pub caliper: Option<f64>,
    /// Whether others may be taken again.
    pub reuse: Reuse,
}

/// A participant and those beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matches {
    /// The participant's position.
    pub participant: usize,
    /// The others' positions, the nearest first.
    pub others: Vec<usize>,
}

/// Who was matched with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matched {
    /// Each participant who found at least one, in the order of positions.
    pub sets: Vec<Matches>,
    /// Participants who found nobody: the figure does not speak of them.
    pub unmatched: Vec<usize>,
    people: usize,
}

/// People to be matched.
#[derive(Debug, Clone, Copy)]
pub struct Pool<'a> {
    /// How likely each was to take part.
    pub shares: &'a [f64],
    /// Whether they did.
    pub took_part: &'a [bool],
    /// Only people of the same stratum are matched, such as the same school, grade and prior band; by any number.
    pub strata: Option<&'a [usize]>,
}

impl Pool<'_> {
    /// Matches each participant with the nearest others, greedily.
    ///
    /// Without reuse, everyone chooses a first before anyone chooses a second. Of two others as near, the one given first.
    ///
    /// Errors: `LengthsDiffer`; `NotAProbability`; `Separated` for log odds of 0 or 1; `TooFew` if `each` is 0;
    /// `NotFinite` or `Negative` caliper; `NobodyToCompare`; `NoMatch` if nobody found anyone.
    ///
    /// Source: Rosenbaum and Rubin (1985), "Constructing a control group using multivariate matched sampling"; largest
    /// first and rounds as in Ho, Imai, King and Stuart (2011), "MatchIt".
    ///
    /// By hand: participants at 0.6 and 0.5, others at 0.55, 0.4 and 0.1. The first takes 0.55, the second 0.4.
    ///
    /// ```
    /// # use mainstay_statistics::{Matching, MatchingScale, Pool, Reuse};
    /// let pool = Pool { shares: &[0.5, 0.6, 0.55, 0.4, 0.1], took_part: &[true, true, false, false, false], strata: None };
    /// let how = Matching { each: 1, scale: MatchingScale::Likelihood, caliper: None, reuse: Reuse::Once };
    /// let matched = pool.matched(how)?;
    /// assert_eq!(matched.sets[0].others, [3]);
    /// assert_eq!(matched.sets[1].others, [2]);
    /// let again = pool.matched(Matching { reuse: Reuse::Often, ..how })?;
    /// assert_eq!(again.sets[0].others, [2]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn matched(&self, how: Matching) -> Result<Matched, Fault> {
        let places = self.places(how.scale)?;
        if how.each == 0 {
            return Err(Fault::TooFew { found: 0, needed: 1 });
        }
        let farthest = match how.caliper {
            Some(caliper) if finite(caliper)? < 0.0 => return Err(Fault::Negative),
            Some(caliper) => caliper * deviation(&places),
            None => f64::INFINITY,
        };
        let mut free = self.others_by_stratum(&places);
        let mut participants: Vec<usize> = (0..places.len())
            .filter(|person| self.took_part[*person])
            .collect();
        if participants.is_empty() || participants.len() == places.len() {
            return Err(Fault::NobodyToCompare);
        }
        participants.sort_by(|one, other| places[*other].total_cmp(&places[*one]));
        let mut taken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for _ in 0..how.each {
            for participant in &participants {
                let Some(line) = free.get_mut(&self.stratum(*participant)) else {
                    continue;
                };
                let own = taken.entry(*participant).or_default();
                let Some(position) = nearest(line, places[*participant], own) else {
                    continue;
                };
                if (line[position].0 - places[*participant]).abs() > farthest {
                    continue;
                }
                own.push(line[position].1);
                if how.reuse == Reuse::Once {
                    line.remove(position);
                }
            }
        }
        let (mut sets, mut unmatched) = (Vec::new(), Vec::new());
        participants.sort_unstable();
        for participant in participants {
            match taken.remove(&participant).filter(|others| !others.is_empty()) {
                Some(others) => sets.push(Matches { participant, others }),
                None => unmatched.push(participant),
            }
        }
        if sets.is_empty() {
            return Err(Fault::NoMatch);
        }
        Ok(Matched {
            sets,
            unmatched,
            people: places.len(),
        })
    }

    fn places(&self, scale: Scale) -> Result<Vec<f64>, Fault> {
        let has_strata = self.strata.is_none_or(|strata| strata.len() == self.shares.len());
        if self.shares.len() != self.took_part.len() || !has_strata {
            return Err(Fault::LengthsDiffer);
        }
        let mut places = Vec::with_capacity(self.shares.len());
        for share in self.shares {
            if !(0.0..=1.0).contains(share) {
                return Err(Fault::NotAProbability);
            }
            places.push(match scale {
                Scale::Likelihood => *share,
                Scale::LogOdds if *share == 0.0 || *share == 1.0 => return Err(Fault::Separated),
                Scale::LogOdds => (share / (1.0 - share)).ln(),
            });
        }
        Ok(places)
    }

    fn stratum(&self, person: usize) -> usize {
        self.strata.map_or(0, |strata| strata[person])
    }

    /// The others of each stratum in the order of their places, as (place, position).
    fn others_by_stratum(&self, places: &[f64]) -> BTreeMap<usize, Vec<(f64, usize)>> {
        let mut lines: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
        for (person, place) in places.iter().enumerate() {
            if !self.took_part[person] {
                lines
                    .entry(self.stratum(person))
                    .or_default()
                    .push((*place, person));
            }
        }
        for line in lines.values_mut() {
            line.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        }
        lines
    }
}

/// Where in a sorted line the nearest stands who is not yet beside this participant.
fn nearest(line: &[(f64, usize)], place: f64, own: &[usize]) -> Option<usize> {
    let middle = line.partition_point(|(other, _)| *other < place);
    let is_free = |position: &usize| !own.contains(&line[*position].1);
    let above = (middle..line.len()).find(is_free);
    // The first of those who are equally far below, to break ties by the order given.
    let below = (0..middle).rev().find(is_free).map(|last| {
        let tied = |position: &usize| line[*position].0 == line[last].0;
        (0..last)
            .rev()
            .take_while(tied)
            .filter(is_free)
            .last()
            .unwrap_or(last)
    });
    match (below, above) {
        (Some(below), Some(above)) => {
            let (down, up) = (place - line[below].0, line[above].0 - place);
            let is_below = down < up || (down == up && line[below].1 < line[above].1);
            Some(if is_below { below } else { above })
        }
        (below, above) => below.or(above),
    }
}

fn deviation(places: &[f64]) -> f64 {
    let count = places.len() as f64;
    let mean = places.iter().sum::<f64>() / count;
    let squares: f64 = places.iter().map(|place| (place - mean).powi(2)).sum();
    (squares / (count - 1.0)).sqrt()
}

impl Matched {
    /// How much each person counts: matched participants 1, each of the k beside one of them 1/k, everyone else 0.
    ///
    /// By hand: two others beside one participant count ½ each.
    ///
    /// ```
    /// # use mainstay_statistics::{Matching, MatchingScale, Pool, Reuse};
    /// let pool = Pool { shares: &[0.5, 0.55, 0.4, 0.1], took_part: &[true, false, false, false], strata: None };
    /// let how = Matching { each: 2, scale: MatchingScale::Likelihood, caliper: None, reuse: Reuse::Once };
    /// assert_eq!(pool.matched(how)?.weights(), [1.0, 0.5, 0.5, 0.0]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn weights(&self) -> Vec<f64> {
        let mut weights = vec![0.0; self.people];
        for set in &self.sets {
            weights[set.participant] = 1.0;
            for other in &set.others {
                weights[*other] += 1.0 / set.others.len() as f64;
            }
        }
        weights
    }

    /// For each person a number of their set, for errors clustered by set where nobody was taken twice; people in no set
    /// have numbers of their own.
    ///
    /// ```
    /// # use mainstay_statistics::{Matching, MatchingScale, Pool, Reuse};
    /// let pool = Pool { shares: &[0.5, 0.55, 0.4], took_part: &[true, false, false], strata: None };
    /// let how = Matching { each: 1, scale: MatchingScale::Likelihood, caliper: None, reuse: Reuse::Once };
    /// let sets = pool.matched(how)?.set_numbers();
    /// assert!(sets[0] == sets[1] && sets[2] != sets[0]);
    /// # Ok::<(), mainstay_statistics::Fault>(())
    /// ```
    pub fn set_numbers(&self) -> Vec<usize> {
        let mut numbers: Vec<usize> = (0..self.people).collect();
        for set in &self.sets {
            for other in &set.others {
                numbers[*other] = set.participant;
            }
        }
        numbers
    }
}
