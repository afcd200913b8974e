//! A reader with nothing but public pages, pencil and paper: equations in, ranges out.
//!
//! This is for tests of what was really published. It takes equations gathered from the printed bytes and shares no
//! search and no arithmetic with [`crate::protect`] and [`crate::audit`]: bounds are propagated in whole numbers, and
//! what remains is solved by an exact simplex in fractions with branch and bound.

use crate::exact::{Exact, ExactFact, Solved};
use crate::rounded::Rounded;

/// Branchings permitted for one end of one range.
const NODES_MAX: u32 = 500;
/// Rounds of propagation; more would only be a slower way to the same ends.
const ROUNDS_MAX: u32 = 200;

/// Something the attacker wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unknown(usize);

impl Unknown {
    /// Its position in what [`Attacker::work_out`] answers.
    pub fn index(self) -> usize {
        self.0
    }
}

/// What the attacker has read.
#[derive(Debug, Clone, Default)]
pub struct Attacker {
    bounds: Vec<(i64, i64)>,
    facts: Vec<ExactFact>,
}

/// What he has worked out about one unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkedOut {
    /// The least it can be.
    pub low: i64,
    /// The most it can be.
    pub high: i64,
    /// Whether both ends are the last ones; if not, the true range is at least this wide.
    pub is_exact: bool,
}

/// Why the attacker got nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stuck {
    /// What he has read contradicts itself.
    #[error("what was read contradicts itself")]
    Contradiction,
    /// The numbers or the search grew too large.
    #[error("the equations are too large to be solved exactly")]
    TooLarge,
}

impl Attacker {
    /// An attacker who has read nothing.
    pub fn new() -> Attacker {
        Attacker::default()
    }

    /// Something to find out, which lies between these counts at any rate.
    pub fn unknown(&mut self, low: i64, high: i64) -> Unknown {
        self.bounds.push((low, high));
        Unknown(self.bounds.len() - 1)
    }

    /// He has read `low <= sum of coefficient * unknown <= high`.
    pub fn fact(&mut self, terms: &[(Unknown, i64)], low: Option<i64>, high: Option<i64>) {
        self.facts.push((
            terms.iter().map(|(unknown, by)| (unknown.0, *by)).collect(),
            low,
            high,
        ));
    }

    /// He has read the count itself.
    pub fn told(&mut self, unknown: Unknown, value: i64) {
        self.fact(&[(unknown, 1)], Some(value), Some(value));
    }

    /// He has read that `total` is the sum of `parts`.
    pub fn sum(&mut self, total: Unknown, parts: &[Unknown]) {
        let mut terms = vec![(total, -1)];
        terms.extend(parts.iter().map(|part| (*part, 1)));
        self.fact(&terms, Some(0), Some(0));
    }

    /// He has read a rounded rate.
    pub fn rate(&mut self, numerator: Unknown, denominator: Unknown, rate: &Rounded) {
        let (least, most, by) = rate.limits();
        self.fact(&[(numerator, by), (denominator, -least)], Some(0), None);
        self.fact(&[(numerator, by), (denominator, -most)], None, Some(0));
    }

    /// Works out all ranges.
    ///
    /// Errors: [`Stuck`].
    pub fn work_out(&self) -> Result<Vec<WorkedOut>, Stuck> {
        let mut bounds = self.bounds.clone();
        propagate(&self.facts, &mut bounds).ok_or(Stuck::Contradiction)?;
        let mut worked_out = vec![None; bounds.len()];
        for members in self.pieces(&bounds) {
            self.solve(&members, &bounds, &mut worked_out)?;
        }
        let settled = |(known, (low, _)): (Option<WorkedOut>, &(i64, i64))| {
            known.unwrap_or(WorkedOut {
                low: *low,
                high: *low,
                is_exact: true,
            })
        };
        Ok(worked_out.into_iter().zip(&bounds).map(settled).collect())
    }

    /// Works out one range.
    ///
    /// Errors: [`Stuck`].
    pub fn range(&self, unknown: Unknown) -> Result<WorkedOut, Stuck> {
        Ok(self.work_out()?[unknown.0])
    }

    /// The unknowns that are still open, in groups that share no fact.
    fn pieces(&self, bounds: &[(i64, i64)]) -> Vec<Vec<usize>> {
        let is_open = |unknown: usize| bounds[unknown].0 < bounds[unknown].1;
        let mut group: Vec<usize> = (0..bounds.len()).collect();
        loop {
            let before = group.clone();
            for (terms, _, _) in &self.facts {
                let open: Vec<usize> = terms
                    .iter()
                    .map(|(unknown, _)| *unknown)
                    .filter(|u| is_open(*u))
                    .collect();
                let least = open.iter().map(|unknown| group[*unknown]).min();
                for unknown in open {
                    group[unknown] = least.expect("there is at least this one");
                }
            }
            if group == before {
                break;
            }
        }
        let members = |leader: usize| {
            (0..bounds.len())
                .filter(|u| is_open(*u) && group[*u] == leader)
                .collect()
        };
        (0..bounds.len())
            .map(members)
            .filter(|piece: &Vec<usize>| !piece.is_empty())
            .collect()
    }

    fn solve(
        &self,
        members: &[usize],
        bounds: &[(i64, i64)],
        into: &mut [Option<WorkedOut>],
    ) -> Result<(), Stuck> {
        let mut facts: Vec<ExactFact> = Vec::new();
        for (terms, low, high) in &self.facts {
            let mut open = Vec::new();
            let mut known = 0;
            for (unknown, by) in terms {
                match members.iter().position(|member| member == unknown) {
                    Some(position) => open.push((position, *by)),
                    None => known += by * bounds[*unknown].0,
                }
            }
            if !open.is_empty() {
                facts.push((open, low.map(|low| low - known), high.map(|high| high - known)));
            }
        }
        let inner: Vec<(i64, i64)> = members.iter().map(|member| bounds[*member]).collect();
        let start = Exact::new(&inner, &facts).ok_or(Stuck::TooLarge)?;
        for (position, member) in members.iter().enumerate() {
            let (most, is_last) = end(&start, &facts, &inner, position, 1)?;
            let (least, is_first) = end(&start, &facts, &inner, position, -1)?;
            into[*member] = Some(WorkedOut {
                low: -least,
                high: most,
                is_exact: is_last && is_first,
            });
        }
        Ok(())
    }
}

/// What one fact leaves of one unknown's range, given those of the others; `None` if nothing.
fn consequence(fact: &ExactFact, unknown: usize, by: i64, bounds: &[(i64, i64)]) -> Option<(i64, i64)> {
    let (terms, low, high) = fact;
    let (mut least, mut most) = (0i128, 0i128);
    for (other, by) in terms.iter().filter(|(other, _)| *other != unknown) {
        let ends = [bounds[*other].0, bounds[*other].1].map(|end| i128::from(end) * i128::from(*by));
        least += ends[0].min(ends[1]);
        most += ends[0].max(ends[1]);
    }
    // by * x >= low - most of the others, and by * x <= high - least of the others; signs turn for a negative factor.
    let (by, sign) = (i128::from(by).abs(), i128::from(by).signum());
    let above = low.map(|low| (i128::from(low) - most) * sign);
    let below = high.map(|high| (i128::from(high) - least) * sign);
    let (lower, upper) = if sign > 0 { (above, below) } else { (below, above) };
    let (from, to) = (i128::from(bounds[unknown].0), i128::from(bounds[unknown].1));
    let from = lower.map_or(from, |lower| from.max(-(-lower).div_euclid(by)));
    let to = upper.map_or(to, |upper| to.min(upper.div_euclid(by)));
    (from <= to).then_some((from as i64, to as i64))
}

/// Draws each fact's consequences for each of its unknowns, in whole numbers, until nothing changes; `None` if nothing
/// is left of one.
fn propagate(facts: &[ExactFact], bounds: &mut [(i64, i64)]) -> Option<()> {
    for _ in 0..ROUNDS_MAX {
        let before = bounds.to_vec();
        for fact in facts {
            for (unknown, by) in fact.0.iter().filter(|(_, by)| *by != 0) {
                bounds[*unknown] = consequence(fact, *unknown, *by, bounds)?;
            }
        }
        if bounds == before {
            break;
        }
    }
    Some(())
}

/// The greatest `sign * unknown` in whole numbers, and whether it is the last one.
fn end(
    start: &Exact,
    facts: &[ExactFact],
    bounds: &[(i64, i64)],
    position: usize,
    sign: i64,
) -> Result<(i64, bool), Stuck> {
    let mut search = Search {
        facts,
        position,
        sign,
        best: None,
        nodes: 0,
        is_cut: false,
    };
    search
        .branch(start.clone(), bounds.to_vec())
        .ok_or(Stuck::TooLarge)?;
    let best = search.best.ok_or(if search.is_cut {
        Stuck::TooLarge
    } else {
        Stuck::Contradiction
    })?;
    Ok((best, !search.is_cut))
}

struct Search<'a> {
    facts: &'a [ExactFact],
    position: usize,
    sign: i64,
    best: Option<i64>,
    nodes: u32,
    is_cut: bool,
}

impl Search<'_> {
    /// Looks for something better than the best so far within bounds; `None` where fractions grew too large.
    fn branch(&mut self, mut exact: Exact, mut bounds: Vec<(i64, i64)>) -> Option<()> {
        self.nodes += 1;
        if self.nodes > NODES_MAX {
            self.is_cut = true;
            return Some(());
        }
        if propagate(self.facts, &mut bounds).is_none() {
            return Some(());
        }
        for (unknown, (low, high)) in bounds.iter().enumerate() {
            exact.bound(unknown, *low, *high)?;
        }
        let Solved::At(hoped) = exact.greatest(self.position, self.sign)? else {
            return Some(());
        };
        let hoped = hoped.floor()?;
        if self.best.is_some_and(|best| best >= hoped) {
            return Some(());
        }
        let Some(broken) = (0..bounds.len()).find(|unknown| !exact.value(*unknown).is_whole()) else {
            self.best = Some(hoped);
            return Some(());
        };
        let below = exact.value(broken).floor()?;
        let (low, high) = bounds[broken];
        for half in [(low, below), (below + 1, high)] {
            if half.0 <= half.1 {
                let mut narrowed = bounds.clone();
                narrowed[broken] = half;
                self.branch(exact.clone(), narrowed)?;
            }
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_part_follows_from_the_total() {
        let mut attacker = Attacker::new();
        let [total, one, other] = [0; 3].map(|low| attacker.unknown(low, 1000));
        attacker.sum(total, &[one, other]);
        attacker.told(total, 20);
        attacker.told(one, 17);
        assert_eq!(
            attacker.work_out().unwrap()[2],
            WorkedOut {
                low: 3,
                high: 3,
                is_exact: true
            }
        );
    }

    #[test]
    fn a_whole_percentage_of_forty_gives_the_count_away() {
        let mut attacker = Attacker::new();
        let counted = attacker.unknown(0, 1000);
        let pupils = attacker.unknown(1, 1000);
        attacker.told(pupils, 40);
        attacker.rate(counted, pupils, &Rounded::parse("95", 100).unwrap());
        assert_eq!(
            attacker.work_out().unwrap()[0],
            WorkedOut {
                low: 38,
                high: 38,
                is_exact: true
            }
        );
    }

    #[test]
    fn two_hidden_per_line_can_still_be_solved() {
        // Every row and column hides two or more, but rows one and two less columns one and two leave 236 - 189 = 47.
        let mut attacker = Attacker::new();
        let [a, b, c, d, e] = [0; 5].map(|low| attacker.unknown(low, 1000));
        attacker.fact(&[(a, 1), (b, 1)], Some(100), Some(100));
        attacker.fact(&[(c, 1), (d, 1), (e, 1)], Some(136), Some(136));
        attacker.fact(&[(a, 1), (c, 1)], Some(90), Some(90));
        attacker.fact(&[(b, 1), (d, 1)], Some(99), Some(99));
        let worked_out = attacker.work_out().unwrap();
        assert_eq!(
            worked_out[4],
            WorkedOut {
                low: 47,
                high: 47,
                is_exact: true
            }
        );
        assert_eq!(
            worked_out[0],
            WorkedOut {
                low: 1,
                high: 90,
                is_exact: true
            }
        );
    }

    #[test]
    fn what_contradicts_itself_is_said() {
        let mut attacker = Attacker::new();
        let one = attacker.unknown(0, 10);
        attacker.told(one, 3);
        attacker.told(one, 4);
        assert_eq!(attacker.work_out(), Err(Stuck::Contradiction));
    }
}
