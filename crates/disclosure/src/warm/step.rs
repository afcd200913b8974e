//! One step of a walk: which variable to move, how far it can move in whole numbers, and what leaves the basis for it.

use super::{NOWHERE, TOLERANCE, Warm};

/// Entries smaller than this stop nothing and are not pivoted on.
const PIVOT_MIN: f64 = 1e-7;
/// An entry smaller than this is not pivoted on where the counts have other numerators.
const UNEVEN_MIN: f64 = 1e-2;
/// Movements tried for one that keeps the counts whole, and how near to a whole number one must be.
const FRACTIONS_MAX: usize = 8;
const WHOLE: f64 = 1e-7;
/// Variables looked at in one step, and after how many one is taken that only changes the basis.
const OFFERED_MAX: usize = 64;
const STANDING_MAX: usize = 5;
/// A variable that enters the basis, and which way it moves.
#[derive(Clone, Copy)]
pub(super) struct Entering {
    pub(super) variable: usize,
    pub(super) direction: f64,
    /// The lower the sooner.
    pub(super) rank: u64,
}

/// How far a variable moves, and what leaves the basis for it.
#[derive(Clone, Copy)]
struct Stop {
    after: f64,
    leaving: Option<Leaving>,
}

/// What leaves the basis.
#[derive(Clone, Copy)]
struct Leaving {
    place: usize,
    /// Whether it moves one for one with what enters, so that the basis keeps what is whole.
    is_even: bool,
    /// Whether it never comes back.
    is_fixed: bool,
}

impl Warm {
    /// One step with one of the variables on offer: the first that leads on, or else one that changes the basis only.
    /// Returns how far it led; `None` if none keeps what is whole.
    pub(super) fn step(&mut self, goal: (usize, f64)) -> Option<f64> {
        let mut standing: Option<(Entering, Leaving)> = None;
        for index in 0..self.offered.len().min(OFFERED_MAX) {
            let entering = self.offered[index];
            self.fetch(entering.variable);
            let Some(stop) = self.stop(entering, goal) else {
                continue;
            };
            if stop.after > 0.5 {
                self.go(entering, stop);
                return Some(stop.after);
            }
            let Some(leaving) = stop.leaving else { continue };
            if standing.is_none_or(|(_, other)| leaving.is_even && !other.is_even) {
                standing = Some((entering, leaving));
            }
            if index > STANDING_MAX && leaving.is_even {
                break;
            }
        }
        let (entering, leaving) = standing?;
        self.fetch(entering.variable);
        let stop = Stop {
            after: 0.0,
            leaving: Some(leaving),
        };
        self.go(entering, stop);
        Some(0.0)
    }

    /// Changes the basis where nothing on offer led on: one of these takes the place of what would stop it soonest of all that
    /// moves one for one with it. Nothing moves: what is outside the basis may lie anywhere.
    pub(super) fn stir(&mut self, goal: (usize, f64)) -> bool {
        let index = self.dice.below(self.offered.len() as u64) as usize;
        let entering = self.offered[index];
        self.fetch(entering.variable);
        let mut soonest: Option<(usize, f64)> = None;
        for (place, by) in self.column.iter().enumerate() {
            let basic = self.basic[place];
            if (by.abs() - 1.0).abs() > TOLERANCE || basic == goal.0 {
                continue;
            }
            let rate = -by * entering.direction;
            let room = (self.end(basic, rate > 0.0, goal) - self.value[basic]) / rate;
            if soonest.is_none_or(|(_, least)| room < least) {
                soonest = Some((place, room));
            }
        }
        let Some((place, _)) = soonest else { return false };
        let leaving = Leaving {
            place,
            is_even: true,
            is_fixed: false,
        };
        let stop = Stop {
            after: 0.0,
            leaving: Some(leaving),
        };
        self.go(entering, stop);
        true
    }

    fn fetch(&mut self, variable: usize) {
        self.column.fill(0.0);
        for (row, by) in self.column_of(variable) {
            self.column[row] += by;
        }
        self.factors.forwards(&mut self.column);
    }

    /// Offers the variables outside the basis that move the one in `place` the way it should go, the best first.
    pub(super) fn offer(&mut self, place: usize, is_up: bool, by_chance: bool) {
        self.multipliers.fill(0.0);
        self.multipliers[place] = 1.0;
        self.factors.backwards(&mut self.multipliers);
        self.alpha.fill(0.0);
        let cells = self.cells;
        let sign = if is_up { -1.0 } else { 1.0 };
        for row in 0..self.multipliers.len() {
            let by = self.multipliers[row];
            if by == 0.0 {
                continue;
            }
            for (cell, times) in self.rows.of(row) {
                self.alpha[*cell] += by * times;
            }
            self.offer_one(cells + row, -by, sign, by_chance);
        }
        for cell in 0..cells {
            self.offer_one(cell, self.alpha[cell], sign, by_chance);
        }
        self.offered
            .sort_unstable_by_key(|entering| (entering.rank, entering.variable));
    }

    fn offer_one(&mut self, variable: usize, entry: f64, sign: f64, by_chance: bool) {
        if entry.abs() <= PIVOT_MIN || self.place[variable] != NOWHERE {
            return;
        }
        let direction = sign * entry.signum();
        let room = if direction > 0.0 {
            self.high[variable] - self.value[variable]
        } else {
            self.value[variable] - self.low[variable]
        };
        if room <= TOLERANCE {
            return;
        }
        let rank = if by_chance {
            self.dice.below(1 << 30)
        } else {
            // What moves it one for one first, then what has room.
            let uneven = ((entry.abs() - 1.0).abs() > TOLERANCE) as u64;
            (uneven << 20) + (1 << 20) - (room.min(1e6) as u64)
        };
        self.offered.push(Entering {
            variable,
            direction,
            rank,
        });
    }

    /// Where a variable must stop on its way.
    fn end(&self, variable: usize, is_up: bool, goal: (usize, f64)) -> f64 {
        match variable {
            _ if variable == goal.0 => goal.1,
            _ if is_up => self.high[variable],
            _ => self.low[variable],
        }
    }

    /// How far the entering variable, whose column was fetched, can move in whole numbers, and what leaves the basis for it;
    /// `None` if it cannot without leaving the whole numbers.
    fn stop(&self, entering: Entering, goal: (usize, f64)) -> Option<Stop> {
        let Entering {
            variable, direction, ..
        } = entering;
        let own = (self.end(variable, direction > 0.0, goal) - self.value[variable]).abs();
        let mut least = own;
        let mut leaving: Option<Leaving> = None;
        for (place, by) in self
            .column
            .iter()
            .enumerate()
            .filter(|(_, by)| by.abs() > PIVOT_MIN)
        {
            let rate = -by * direction;
            let basic = self.basic[place];
            let room = (self.end(basic, rate > 0.0, goal) - self.value[basic]) / rate;
            let room = room.max(0.0);
            if room > least + TOLERANCE {
                continue;
            }
            if room < least - TOLERANCE {
                leaving = None;
            }
            least = least.min(room);
            if basic == goal.0 || by.abs() < UNEVEN_MIN {
                continue;
            }
            let own = Leaving {
                place,
                is_even: (by.abs() - 1.0).abs() <= TOLERANCE,
                is_fixed: self.low[basic] == self.high[basic],
            };
            if leaving.is_none_or(|other| (own.is_even, own.is_fixed) > (other.is_even, other.is_fixed)) {
                leaving = Some(own);
            }
        }
        let furthest = (least + TOLERANCE).floor();
        let tried = (0..FRACTIONS_MAX).map(|less| furthest - less as f64);
        let mut tried = tried.take_while(|after| *after > 0.5);
        let after = tried.find(|after| self.keeps_whole(*after)).unwrap_or(0.0);
        let is_at_stop = (least - after).abs() <= 10.0 * TOLERANCE && least < own - TOLERANCE;
        let leaving = leaving.filter(|_| is_at_stop);
        (after > 0.5 || leaving.is_some()).then_some(Stop { after, leaving })
    }

    /// Whether the counts in the basis stay whole when the entering variable moves so far.
    fn keeps_whole(&self, after: f64) -> bool {
        let cells = self.cells;
        let by_place = self.column.iter().zip(&self.basic);
        let mut moved = by_place.filter(|(by, basic)| **by != 0.0 && **basic < cells);
        moved.all(|(by, _)| (by * after - (by * after).round()).abs() <= WHOLE)
    }

    fn go(&mut self, entering: Entering, stop: Stop) {
        let Entering {
            variable, direction, ..
        } = entering;
        if stop.after > 0.0 {
            for (place, by) in self.column.iter().enumerate().filter(|(_, by)| **by != 0.0) {
                self.value[self.basic[place]] -= by * direction * stop.after;
            }
            self.value[variable] += direction * stop.after;
        }
        let Some(Leaving { place, .. }) = stop.leaving else {
            return;
        };
        let out = self.basic[place];
        self.factors.replace(place, &self.column);
        self.basic[place] = variable;
        self.place[variable] = place;
        self.place[out] = NOWHERE;
    }
}
