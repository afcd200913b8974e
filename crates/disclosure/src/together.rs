//! Many counts at once: movements that take dozens of counts where they must be able to lie, at the least loss together.
//!
//! Where one count can move only if hundreds of others do, as in tables over many hidden finest counts, such a movement
//! answers for most of those others too. A dozen of them protects what hundreds of single searches would.
//!
//! min sum c_i (z+_i + z-_i) - sum over the demands of g z_p subject to M z = 0 and z_p no further than demanded: Fischetti and
//! Salazar 2001, section 5, for several p in one program.

use std::collections::{BTreeMap, BTreeSet};

use crate::elastic::Move;
use crate::improve::Dice;
use crate::integer::End;
use crate::lean::{Priced, Program};
use crate::movements::{apart, whole};
use crate::net::{Net, Owner};
use crate::options::Phase;
use crate::pattern::{Display, Pattern, Why};
use crate::problem::Need;
use crate::question::{HIDDEN_COST, cost_of};
use crate::work::{Ended, Work};

/// So many cells around a count may move, and so many counts are asked about at once. Asked about as a whole, tables lose
/// less; what was not worth its cost there is soon asked about singly.
const STAGES: [(usize, usize); 1] = [(usize::MAX, 40)];
/// The same where what hangs together has more entries than this, which would take too long as a whole: first, and of those
/// that were not worth their cost together.
const ENTRIES_MAX: usize = 40_000;
const STAGES_OF_LARGE: [(usize, usize); 6] = [
    (400, 40),
    (800, 20),
    (1_200, 12),
    (2_000, 6),
    (3_200, 4),
    (usize::MAX, 2),
];
/// What it is worth to meet a demand, in middling weights.
const GAIN: f64 = 80.0;
/// By how much the costs of what is hidden differ, in middling weights.
const TILT: f64 = 8e-4;
/// A movement smaller than this share of the largest one asked for is rounding dust.
const DUST: f64 = 1e-7;
/// No cell moves more than so many times as far as the largest movement asked for.
const FURTHER_MAX: f64 = 1e6;

/// Several demands in one program.
struct Together<'a> {
    net: &'a Net,
    pattern: &'a Pattern,
    bias: &'a [f64],
    /// Cells with the movements wanted of them.
    wanted: BTreeMap<usize, i64>,
    /// The largest of these movements.
    unit: f64,
}

/// A demand as far as it can be told from others: the cell and its end.
type Key = (usize, End);

impl Work<'_> {
    /// Hides figures until these cells can lie where they must, as far as questions about many at once show that.
    /// Returns what was hidden. Not all of it is proved when this returns; whatever is not is left to single questions.
    pub(crate) fn meet_together(
        &mut self,
        cells: &BTreeSet<usize>,
        phase: Phase,
    ) -> Result<Vec<usize>, Ended> {
        let mut dice = Dice::new();
        let mut hidden = Vec::new();
        let is_large = cells
            .iter()
            .any(|cell| self.whole.entries_around(*cell) > ENTRIES_MAX);
        let stages = if is_large { &STAGES_OF_LARGE[..] } else { &STAGES };
        // Demands that were met, be it in fractions only: single questions find whole numbers sooner.
        let mut done: BTreeSet<Key> = BTreeSet::new();
        for stage in stages.iter().copied() {
            // Demands that were not worth what they cost.
            let mut given_up: BTreeSet<Key> = BTreeSet::new();
            loop {
                self.go_on(phase)?;
                let open = self.open_demands(cells, |key| done.contains(key) || given_up.contains(key));
                let Some(group) = self.group(&open, stage, &mut dice) else {
                    break;
                };
                let moved = self.ask_together(&group);
                let by = |cell: usize| {
                    let at = moved.binary_search_by_key(&cell, |(cell, _)| *cell);
                    at.map_or(0.0, |at| moved[at].1)
                };
                for demand in &open {
                    let amount = (demand.wanted - self.base.point[demand.cell]) as f64;
                    if amount.signum() * by(demand.cell) >= amount.abs() - 1e-6 {
                        done.insert((demand.cell, demand.end));
                    }
                }
                given_up.extend(group.iter().map(|demand| (demand.cell, demand.end)));
                hidden.extend(self.hide_for(&moved));
            }
            if given_up.is_subset(&done) {
                break;
            }
        }
        Ok(hidden)
    }

    /// Both ends of these cells, unless met.
    fn open_demands(&self, cells: &BTreeSet<usize>, is_done: impl Fn(&Key) -> bool) -> Vec<Move> {
        let mut open = Vec::new();
        for cell in cells.iter().copied().filter(|cell| self.whole.can_hold(*cell)) {
            let truth = self.base.point[cell];
            let seen = self.proofs.seen[cell];
            match self.need_of(cell) {
                Some(need @ (Need::Reach { .. } | Need::Sliding { .. })) => {
                    let (low, high) = self.base.ends(self.problem, cell, need);
                    if truth + seen.0 > low {
                        let end = End::Low;
                        open.push(Move {
                            cell,
                            end,
                            wanted: low,
                        });
                    }
                    if truth + seen.1 < high {
                        let end = End::High;
                        open.push(Move {
                            cell,
                            end,
                            wanted: high,
                        });
                    }
                }
                Some(Need::Width(_)) => open.extend(self.unmet(cell)),
                None => {}
            }
        }
        open.retain(|demand| {
            let (below, above) = self.net.room[demand.cell];
            let amount = demand.wanted - self.base.point[demand.cell];
            amount != 0 && below <= amount && amount <= above && !is_done(&(demand.cell, demand.end))
        });
        open
    }

    /// Some open demands around one of them, of about the same size.
    fn group(&mut self, open: &[Move], (limit, count): (usize, usize), dice: &mut Dice) -> Option<Vec<Move>> {
        let first = *open.get(dice.below(open.len() as u64) as usize)?;
        let net = self.net;
        self.whole
            .narrow(&self.proofs.pattern, first.cell, limit, |cell| {
                net.room[cell] != (0, 0)
            });
        let size = |demand: &Move| (demand.wanted - self.base.point[demand.cell]).unsigned_abs();
        let mut group = vec![first];
        let mut taken = BTreeSet::from([first.cell]);
        let from = dice.below(open.len() as u64) as usize;
        for next in open[from..].iter().chain(&open[..from]) {
            if group.len() == count {
                break;
            }
            let (one, other) = (size(&first), size(next));
            let is_alike = one.max(other) / one.min(other).max(1) <= 100;
            if is_alike && self.whole.is_near(next.cell) && taken.insert(next.cell) {
                group.push(*next);
            }
        }
        Some(group)
    }

    /// Movements of these cells, as far as they are worth what they cost.
    fn ask_together(&mut self, group: &[Move]) -> Vec<(usize, f64)> {
        let wanted: BTreeMap<usize, i64> = group
            .iter()
            .map(|demand| (demand.cell, demand.wanted - self.base.point[demand.cell]))
            .collect();
        let largest = wanted.values().map(|amount| amount.unsigned_abs()).max();
        // The search borrows itself while it works, so the program has its own copies.
        let (pattern, bias) = (self.proofs.pattern.clone(), self.bias.clone());
        let together = Together {
            net: self.net,
            pattern: &pattern,
            bias: &bias,
            wanted,
            unit: largest.unwrap_or(1).max(1) as f64,
        };
        let unit = together.unit;
        self.solve_whole(&together);
        let moved = self.whole.moved();
        let moved = moved
            .filter(|(_, by)| by.abs() > DUST)
            .map(|(cell, by)| (cell, by * unit));
        moved.collect()
    }

    /// Hides what these movements show, and keeps as proofs what is whole of them.
    fn hide_for(&mut self, moved: &[(usize, f64)]) -> Vec<usize> {
        let mut hidden = Vec::new();
        for part in apart(self.net, moved) {
            let proof = whole(
                self.net,
                &part,
                |_| false,
                |movement| self.proofs.permits(self.net, movement),
            );
            if let Some(figures) = proof.and_then(|proof| self.open(proof)) {
                hidden.extend(figures);
                continue;
            }
            for (cell, _) in part {
                for figure in self.net.printed_by.of(cell) {
                    if self.proofs.pattern.displays[*figure] == Display::Shown {
                        self.proofs.display(*figure, Display::Hidden(Why::Complementary));
                        hidden.push(*figure);
                    }
                }
            }
        }
        hidden
    }
}

impl Program for Together<'_> {
    fn cell(&self, cell: usize, is_up: bool) -> Priced {
        let (below, above) = self.net.room[cell];
        let room = (if is_up { above } else { -below }) as f64 / self.unit;
        let high = match self.wanted.get(&cell) {
            Some(amount) if (*amount > 0) == is_up => {
                let high = amount.unsigned_abs() as f64 / self.unit;
                let cost = -GAIN / high;
                return Priced { low: 0.0, high, cost };
            }
            Some(_) => 0.0,
            None => room.min(FURTHER_MAX),
        };
        let cost = cost_of(self.net, self.pattern, self.bias, self.net.printed_by.of(cell));
        let uneven = 1.0 + (cell.wrapping_mul(0x9E37_79B1) % 1024) as f64 / 1024.0;
        if cost == 0.0 {
            // What is hidden moves for next to nothing: up for a little less and down for as much more, or the other way.
            let tilt = TILT * (uneven - 1.5);
            let cost = if is_up { tilt } else { -tilt };
            return Priced { low: 0.0, high, cost };
        }
        // Ties are broken a little, so that not every one of several equal ways is taken in part.
        let cost = cost * (1.0 + 0.05 * (uneven - 1.0));
        Priced {
            low: 0.0,
            high,
            cost: cost / high.clamp(1e-3, 1.0),
        }
    }

    fn is_in(&self, _: usize) -> bool {
        true
    }

    fn admission(&self, _: usize, _: bool) -> Option<f64> {
        None
    }

    fn breaking(&self, row: usize) -> Option<f64> {
        match self.net.rows[row].owner {
            Owner::Shown(figure) if self.net.is_active(row, self.pattern) => {
                Some(cost_of(self.net, self.pattern, self.bias, &[figure]) + HIDDEN_COST)
            }
            Owner::Shown(_) | Owner::Coded(_) | Owner::Everybody => None,
        }
    }

    fn is_on(&self, row: usize) -> bool {
        self.net.is_active(row, self.pattern)
    }

    fn unit(&self) -> f64 {
        self.unit
    }

    fn starting(&self) -> Vec<usize> {
        self.wanted.keys().copied().collect()
    }
}
