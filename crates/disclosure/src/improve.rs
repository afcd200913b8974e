//! Losing less than the first safe pattern: again and again a few hidden figures are shown, what that uncovers is
//! protected anew at other costs, and the result is kept if it is no worse.
//!
//! Source: Shaw 1998 (large neighbourhood search).

use crate::options::Phase;
use crate::pattern::{Display, Why};
use crate::work::{Ended, Work};

/// Figures shown at once, at most.
const SHOWN_MAX: u64 = 12;

/// Numbers that look random and are the same on every machine.
///
/// Source: Marsaglia 2003 (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Dice {
        Dice(0x9E37_79B9_7F4A_7C15)
    }

    pub(crate) fn below(&mut self, count: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % count.max(1)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.below(1 << 20) as f64 / f64::from(1 << 20)
    }
}

/// Improves the pattern until so many steps are spent. The pattern is safe whenever this returns.
pub(crate) fn improve(work: &mut Work, dice: &mut Dice, steps_max: u64) -> Result<(), Ended> {
    let mut best = work.loss();
    while work.steps < steps_max && best > 0 {
        work.go_on(Phase::Improving)?;
        let shown = some_neighbours(work, dice);
        if shown.is_empty() {
            return Ok(());
        }
        work.bias = (0..work.net.weights.len())
            .map(|_| dice.between(0.8, 1.25))
            .collect();
        for figure in &shown {
            work.bias[*figure] *= dice.between(0.9, 2.5);
        }
        attempt(work, &shown, &mut best)?;
        work.tidy();
    }
    work.bias.clear();
    Ok(())
}

/// Shows these figures, protects anew, and keeps the result if it is no worse.
pub(crate) fn attempt(work: &mut Work, shown: &[usize], best: &mut u64) -> Result<(), Ended> {
    work.proofs.take_changes();
    let exceptions = work.exceptions();
    let result = rebuild(work, shown);
    let changes = work.proofs.take_changes();
    let is_better = result.is_ok() && work.loss() <= *best && work.exposed.len() <= exceptions.0.len();
    if is_better {
        *best = work.loss();
        work.best = Some(*best);
    } else {
        work.go_back(&changes, exceptions);
    }
    result
}

fn rebuild(work: &mut Work, shown: &[usize]) -> Result<(), Ended> {
    let mut uncovered = Vec::new();
    for figure in shown {
        uncovered.extend(work.proofs.display(*figure, Display::Shown));
    }
    let mut hidden = work.meet_all(uncovered, Phase::Improving)?;
    hidden.extend(around(work, &hidden));
    hidden.extend(around(work, shown));
    hidden.retain(|figure| work.proofs.pattern.displays[*figure] == Display::Hidden(Why::Complementary));
    hidden.sort_by_key(|figure| (std::cmp::Reverse(work.net.weights[*figure]), *figure));
    hidden.dedup();
    work.show_again(&hidden, Phase::Improving)?;
    Ok(())
}

/// Secondaries that share a row with one of these figures, in short rows.
fn around(work: &Work, figures: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    for figure in figures {
        for cell in &work.problem.figures[*figure].cells {
            for (row, _) in work.net.rows_of.of(cell.0) {
                let terms = &work.net.rows[*row].terms;
                if terms.len() > 200 {
                    continue;
                }
                for (other, _) in terms {
                    let printed = work.net.printed_by.of(*other).iter();
                    found.extend(printed.filter(|figure| {
                        work.proofs.pattern.displays[**figure] == Display::Hidden(Why::Complementary)
                    }));
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A hidden figure and some that are hidden near it.
fn some_neighbours(work: &Work, dice: &mut Dice) -> Vec<usize> {
    let secondaries = work.secondaries();
    if secondaries.is_empty() {
        return Vec::new();
    }
    let mut chosen = vec![secondaries[dice.below(secondaries.len() as u64) as usize]];
    let count = 1 + dice.below(SHOWN_MAX.min(secondaries.len() as u64)) as usize;
    for _ in 0..4 * count {
        if chosen.len() >= count {
            break;
        }
        let from = chosen[dice.below(chosen.len() as u64) as usize];
        let mut near = around(work, &[from]);
        near.retain(|figure| !chosen.contains(figure));
        let next = if near.is_empty() {
            secondaries[dice.below(secondaries.len() as u64) as usize]
        } else {
            near[dice.below(near.len() as u64) as usize]
        };
        if !chosen.contains(&next) {
            chosen.push(next);
        }
    }
    chosen
}
