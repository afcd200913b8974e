//! How little must be lost at least: cuts that every safe pattern satisfies, and the linear relaxation of choosing the
//! cheapest pattern that satisfies them.
//!
//! For fractions x of figures hidden, a count p reaches its protection if some movement z keeps every relation with
//! z_p = the movement demanded and -DN_i x_i <= z_i <= UP_i x_i. Where none does, multipliers y of the relations refute
//! it, and with e = M'y every safe pattern satisfies
//!
//! sum over i of min(need, max(e_i, 0) UP_i + max(-e_i, 0) DN_i) x_i >= need
//!
//! in either sign of e (Fischetti and Salazar 2001, section 3; Benders 1962). The cut holds for whatever y, so rounding in
//! the search for y costs strength and never truth; and the bound is computed from the multipliers of the master
//! program, for which the same is true.

use crate::dual::{Dual, Priced};
use crate::integer::End;
use crate::lean::{self, Engine, Lean, Program, Refutation};
use crate::net::{Net, Owner};
use crate::options::Phase;
use crate::pattern::{Display, Why};
use crate::problem::Need;
use crate::solver::Outcome;
use crate::work::{Ended, Work};

/// Effort on one separation.
const EFFORT_MAX: u64 = 3_000_000;
/// Steps of the master program in one round.
const MASTER_STEPS_MAX: u64 = 5_000;
/// Entries of the master program that are still within reach.
const MASTER_ENTRIES_MAX: u64 = 12_000_000;
/// A cut that is broken by less is left.
const BROKEN_MIN: f64 = 1e-4;
/// How much of a bound is given up for rounding.
const CAUTION: f64 = 1e-7;

/// A cut, scaled so that its right side is one: figures with their coefficients, at most one each.
type Cut = Vec<(usize, f64)>;

/// A count and the movement demanded of it.
type Demand = (usize, i64);

/// The relaxation.
pub(crate) struct Relaxation {
    cuts: Vec<Cut>,
    master: Dual,
    /// The column of each figure, and the figure of each column.
    column: Vec<Option<usize>>,
    figures: Vec<usize>,
    /// Whether every demand is met at the last solution.
    pub is_closed: bool,
}

/// One separation: capacities are shares of the room of each cell.
struct Separation<'a> {
    net: &'a Net,
    demand: Demand,
    share: &'a dyn Fn(usize) -> f64,
}

impl Relaxation {
    pub(crate) fn new(net: &Net) -> Relaxation {
        Relaxation {
            cuts: Vec::new(),
            master: Dual::new(&[]),
            column: vec![None; net.weights.len()],
            figures: Vec::new(),
            is_closed: false,
        }
    }

    /// The fraction of a figure that is hidden in the relaxation.
    pub(crate) fn fraction(&self, figure: usize) -> f64 {
        self.column[figure].map_or(0.0, |column| self.master.value(column).clamp(0.0, 1.0))
    }

    /// Adds rounds of cuts until nothing is broken or so many steps are spent, and raises the proved bound.
    pub(crate) fn tighten(&mut self, work: &mut Work, lean: &mut Lean, steps_max: u64) -> Result<(), Ended> {
        let demands = demands(work);
        while work.steps < steps_max && !self.is_closed {
            let mut found = 0;
            let mut unclear = 0;
            for (index, demand) in demands.iter().enumerate() {
                if index % 32 == 0 {
                    work.go_on(Phase::Proving)?;
                }
                let before = lean.effort;
                match self.separate(work, lean, *demand) {
                    Separated::Cut(cut) => {
                        self.add(work.net, cut);
                        found += 1;
                    }
                    Separated::Met => {}
                    Separated::Unclear => unclear += 1,
                }
                work.steps += (lean.effort - before) / 1_000 + 1;
                if work.steps >= steps_max {
                    break;
                }
            }
            let size = (self.cuts.len() * self.figures.len()) as u64;
            if size > MASTER_ENTRIES_MAX {
                break;
            }
            let before = self.master.steps();
            let outcome = self.master.solve(MASTER_STEPS_MAX);
            work.steps += (self.master.steps() - before) * size / 1_000 + 1;
            if outcome != Outcome::Optimal {
                break;
            }
            work.bound = work.bound.max(self.bound(work.net));
            self.is_closed = found == 0 && unclear == 0;
            if found == 0 {
                break;
            }
        }
        Ok(())
    }

    /// The least loss that the cuts permit, from the multipliers of the master program (weak duality).
    fn bound(&self, net: &Net) -> u64 {
        let multipliers = self.master.multipliers();
        let mut covered = vec![0.0; self.figures.len()];
        let mut sum = 0.0;
        for (cut, multiplier) in self.cuts.iter().zip(multipliers) {
            let multiplier = multiplier.max(0.0);
            sum += multiplier;
            for (figure, by) in cut {
                if let Some(column) = self.column[*figure] {
                    covered[column] += multiplier * by;
                }
            }
        }
        for (column, covered) in covered.iter().enumerate() {
            sum -= (covered - cost(net, self.figures[column])).max(0.0);
        }
        let bound = sum * net.usual_weight;
        (bound - bound.abs() * CAUTION - CAUTION).ceil().max(0.0) as u64
    }

    fn add(&mut self, net: &Net, cut: Cut) {
        let mut terms = Vec::with_capacity(cut.len());
        for (figure, by) in &cut {
            let column = *self.column[*figure].get_or_insert_with(|| {
                self.figures.push(*figure);
                self.master.column(Priced {
                    low: 0.0,
                    high: 1.0,
                    cost: cost(net, *figure),
                })
            });
            terms.push((column, *by));
        }
        self.master.row(&terms, 1.0, f64::INFINITY);
        self.cuts.push(cut);
    }

    fn separate(&self, work: &Work, lean: &mut Lean, demand: Demand) -> Separated {
        let share = |cell: usize| {
            let figures = work.net.printed_by.of(cell).iter();
            let share = |figure: &usize| match work.proofs.pattern.displays[*figure] {
                Display::Hidden(Why::Primary) => 1.0,
                Display::Hidden(_) | Display::Shown | Display::Coded => self.fraction(*figure),
            };
            figures.map(share).fold(1.0, f64::min)
        };
        let separation = Separation {
            net: work.net,
            demand,
            share: &share,
        };
        match lean.solve(&separation, EFFORT_MAX) {
            Outcome::Optimal => Separated::Met,
            Outcome::Stopped => Separated::Unclear,
            Outcome::Infeasible => {
                let cut = cut_from(work, demand, lean.refutation());
                let broken = cut.filter(|cut| {
                    let filled: f64 = cut.iter().map(|(figure, by)| by * self.fraction(*figure)).sum();
                    filled < 1.0 - BROKEN_MIN
                });
                broken.map_or(Separated::Unclear, Separated::Cut)
            }
        }
    }
}

enum Separated {
    Met,
    Cut(Cut),
    Unclear,
}

fn cost(net: &Net, figure: usize) -> f64 {
    net.weights[figure] as f64 / net.usual_weight
}

/// What must be reached whatever is hidden; counts that cannot, and ranges that may lie anywhere, are left out.
fn demands(work: &Work) -> Vec<Demand> {
    let mut demands = Vec::new();
    for (cell, need) in work.base.needs.iter().enumerate() {
        let is_exposed = work.exposed.iter().any(|exposed| exposed.index() == cell);
        let (Some(need @ (Need::Reach { .. } | Need::Sliding { .. })), false) = (need, is_exposed) else {
            continue;
        };
        let (low, high) = work.base.ends(work.problem, cell, *need);
        for (end, wanted) in [(End::Low, low), (End::High, high)] {
            let amount = wanted - work.base.point[cell];
            if (end == End::Low && amount < 0) || (end == End::High && amount > 0) {
                demands.push((cell, amount));
            }
        }
    }
    demands
}

/// The cut that multipliers prove, whatever they are: computed anew from the relations.
fn cut_from(work: &Work, (cell, amount): Demand, refutation: Refutation) -> Option<Cut> {
    let net = work.net;
    let largest = refutation.rows.iter().map(|(_, by)| by.abs()).fold(0.0, f64::max);
    let mut sums: Vec<(usize, f64)> = Vec::new();
    let mut rows: Vec<(usize, f64)> = refutation.rows;
    rows.retain(|(row, by)| by.abs() > 1e-9 * largest && net.rows[*row].owner == Owner::Everybody);
    rows.sort_unstable_by_key(|(row, _)| *row);
    for (row, by) in &rows {
        sums.extend(
            net.rows[*row]
                .terms
                .iter()
                .map(|(cell, times)| (*cell, by * *times as f64)),
        );
    }
    sums.sort_by_key(|(cell, _)| *cell);
    sums.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    let at = sums.binary_search_by_key(&cell, |(cell, _)| *cell).ok()?;
    let own = sums[at].1;
    if own.abs() < 1e-9 {
        return None;
    }
    // The count's own movement is minus what the others and the rows permit: z_p = -(sum of e_i z_i - rows) / e_p.
    let sign = if (own > 0.0) == (amount > 0) { 1.0 } else { -1.0 };
    let mut need = (own * amount as f64).abs();
    for (row, by) in &rows {
        let (below, above) = (net.rows[*row].below, net.rows[*row].above);
        let end = if by * sign > 0.0 { above } else { below };
        need -= (by * end? as f64).abs();
    }
    let mut capacities: Vec<(usize, f64)> = Vec::new();
    for (other, by) in sums.iter().filter(|(other, _)| *other != cell) {
        let (below, above) = net.room[*other];
        let capacity = if by * sign < 0.0 { above } else { below } as f64 * by.abs();
        match figure_that_pays(work, *other) {
            Some(figure) => capacities.push((figure, capacity.abs())),
            None => need -= capacity.abs(),
        }
    }
    need -= need.abs() * 1e-9;
    if need <= 1e-6 * (own * amount as f64).abs() {
        return None;
    }
    capacities.sort_by_key(|(figure, _)| *figure);
    capacities.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    let scaled = capacities
        .into_iter()
        .map(|(figure, capacity)| (figure, (capacity / need).min(1.0)));
    Some(scaled.filter(|(_, by)| *by > 1e-9).collect())
}

/// The figure that must be hidden for the cell to move; `None` if it moves anyway.
fn figure_that_pays(work: &Work, cell: usize) -> Option<usize> {
    let figures = work.net.printed_by.of(cell).iter().copied();
    let open = |figure: &usize| work.proofs.pattern.displays[*figure] != Display::Hidden(Why::Primary);
    figures
        .filter(open)
        .max_by_key(|figure| (work.net.weights[*figure], *figure))
}

impl Program for Separation<'_> {
    fn cell(&self, cell: usize, is_up: bool) -> lean::Priced {
        if cell == self.demand.0 {
            let at = if is_up == (self.demand.1 > 0) { 1.0 } else { 0.0 };
            return lean::Priced {
                low: at,
                high: at,
                cost: 0.0,
            };
        }
        let (below, above) = self.net.room[cell];
        let room = if is_up { above } else { -below } as f64;
        lean::Priced {
            low: 0.0,
            high: room / self.unit() * (self.share)(cell),
            cost: 0.0,
        }
    }

    fn is_in(&self, _: usize) -> bool {
        true
    }

    fn admission(&self, _: usize, _: bool) -> Option<f64> {
        None
    }

    fn breaking(&self, _: usize) -> Option<f64> {
        None
    }

    fn is_on(&self, row: usize) -> bool {
        self.net.rows[row].owner == Owner::Everybody
    }

    fn unit(&self) -> f64 {
        self.demand.1.unsigned_abs() as f64
    }

    fn starting(&self) -> Vec<usize> {
        vec![self.demand.0]
    }
}
