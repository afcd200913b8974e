//! The simplex method in exact fractions: slow, and never wrong. Only [`crate::attacker`] uses it, so that the attacker
//! shares no arithmetic with the engine it is to check.
//!
//! Source: Bland 1977 (always the first variable that helps, so that it cannot circle).

use crate::ratio::Ratio;

/// Steps permitted in one solve.
const STEPS_MAX: u32 = 5_000;

/// How a search for the greatest value ended; `None` where fractions grew too large or it took too long.
pub(crate) enum Solved {
    Infeasible,
    At(Ratio),
}

/// Unknowns and one more variable per row (its sum), all with bounds.
#[derive(Clone)]
pub(crate) struct Exact {
    lines: Vec<Vec<Ratio>>,
    basic: Vec<usize>,
    nonbasic: Vec<usize>,
    value: Vec<Ratio>,
    low: Vec<Option<Ratio>>,
    high: Vec<Option<Ratio>>,
}

/// A row: terms, least and greatest sum.
pub(crate) type ExactFact = (Vec<(usize, i64)>, Option<i64>, Option<i64>);

impl Exact {
    pub(crate) fn new(bounds: &[(i64, i64)], facts: &[ExactFact]) -> Option<Exact> {
        let mut exact = Exact {
            lines: Vec::new(),
            basic: (bounds.len()..bounds.len() + facts.len()).collect(),
            nonbasic: (0..bounds.len()).collect(),
            value: bounds.iter().map(|(low, _)| Ratio::whole(*low)).collect(),
            low: bounds.iter().map(|(low, _)| Some(Ratio::whole(*low))).collect(),
            high: bounds.iter().map(|(_, high)| Some(Ratio::whole(*high))).collect(),
        };
        for (terms, low, high) in facts {
            let mut line = vec![Ratio::ZERO; bounds.len()];
            for (unknown, by) in terms {
                line[*unknown] = line[*unknown].plus(Ratio::whole(*by))?;
            }
            exact.lines.push(line);
            exact.value.push(Ratio::ZERO);
            exact.low.push(low.map(Ratio::whole));
            exact.high.push(high.map(Ratio::whole));
        }
        exact.recompute()?;
        Some(exact)
    }

    pub(crate) fn bound(&mut self, unknown: usize, low: i64, high: i64) -> Option<()> {
        if self.low[unknown] == Some(Ratio::whole(low)) && self.high[unknown] == Some(Ratio::whole(high)) {
            return Some(());
        }
        self.low[unknown] = Some(Ratio::whole(low));
        self.high[unknown] = Some(Ratio::whole(high));
        if self.nonbasic.contains(&unknown) {
            if self.value[unknown].against(Ratio::whole(low))? < 0 {
                self.value[unknown] = Ratio::whole(low);
            }
            if self.value[unknown].against(Ratio::whole(high))? > 0 {
                self.value[unknown] = Ratio::whole(high);
            }
            self.recompute()?;
        }
        Some(())
    }

    pub(crate) fn value(&self, unknown: usize) -> Ratio {
        self.value[unknown]
    }

    /// The greatest `sign * unknown`.
    pub(crate) fn greatest(&mut self, unknown: usize, sign: i64) -> Option<Solved> {
        if !self.climb(None)? {
            return Some(Solved::Infeasible);
        }
        self.climb(Some((unknown, Ratio::whole(sign))))?;
        Some(Solved::At(self.value[unknown].times(Ratio::whole(sign))?))
    }

    fn recompute(&mut self) -> Option<()> {
        for (line, basic) in self.lines.iter().zip(&self.basic) {
            let mut sum = Ratio::ZERO;
            for (entry, nonbasic) in line.iter().zip(&self.nonbasic) {
                sum = sum.plus(entry.times(self.value[*nonbasic])?)?;
            }
            self.value[*basic] = sum;
        }
        Some(())
    }

    /// -1 below its bounds, 1 above, 0 within.
    fn outside(&self, variable: usize) -> Option<i32> {
        if let Some(low) = self.low[variable]
            && self.value[variable].against(low)? < 0
        {
            return Some(-1);
        }
        if let Some(high) = self.high[variable]
            && self.value[variable].against(high)? > 0
        {
            return Some(1);
        }
        Some(0)
    }

    /// Climbs towards the goal, or without one towards the bounds. Tells whether all bounds are kept.
    fn climb(&mut self, goal: Option<(usize, Ratio)>) -> Option<bool> {
        for _ in 0..STEPS_MAX {
            let mut slopes = vec![Ratio::ZERO; self.nonbasic.len()];
            let mut is_inside = true;
            for (line, basic) in self.lines.iter().zip(&self.basic) {
                let weight = match goal {
                    Some((unknown, sign)) if unknown == *basic => sign,
                    Some(_) => Ratio::ZERO,
                    None => Ratio::whole(-i64::from(self.outside(*basic)?)),
                };
                if weight == Ratio::ZERO {
                    continue;
                }
                is_inside &= goal.is_some();
                for (slope, entry) in slopes.iter_mut().zip(line) {
                    *slope = slope.plus(weight.times(*entry)?)?;
                }
            }
            if goal.is_none() && is_inside {
                return Some(true);
            }
            if let Some((unknown, sign)) = goal
                && let Some(position) = self.nonbasic.iter().position(|nonbasic| *nonbasic == unknown)
            {
                slopes[position] = sign;
            }
            let Some((position, up)) = self.entering(&slopes)? else {
                return Some(goal.is_some());
            };
            self.step(position, up)?;
        }
        None
    }

    /// The first variable that can move the right way.
    fn entering(&self, slopes: &[Ratio]) -> Option<Option<(usize, Ratio)>> {
        let mut best: Option<(usize, Ratio)> = None;
        for (position, slope) in slopes.iter().enumerate() {
            let variable = self.nonbasic[position];
            let up = Ratio::whole(i64::from(slope.sign()));
            let bound = if slope.sign() > 0 {
                self.high[variable]
            } else {
                self.low[variable]
            };
            let has_room = match bound {
                Some(bound) => self.value[variable].against(bound)? != 0,
                None => true,
            };
            let is_first = best.is_none_or(|(first, _)| variable < self.nonbasic[first]);
            if slope.sign() != 0 && has_room && is_first {
                best = Some((position, up));
            }
        }
        Some(best)
    }

    fn step(&mut self, position: usize, up: Ratio) -> Option<()> {
        let entering = self.nonbasic[position];
        let own = if up.sign() > 0 {
            self.high[entering]
        } else {
            self.low[entering]
        };
        let mut least = match own {
            Some(own) => Some((own.minus(self.value[entering])?.times(up)?, None)),
            None => None,
        };
        for (index, basic) in self.basic.iter().enumerate() {
            let rate = self.lines[index][position].times(up)?;
            // Out of bounds, it stops where it comes back in; on the way further out, nowhere.
            let stop = match (self.outside(*basic)?, rate.sign()) {
                (_, 0) | (1, 1) | (-1, -1) => None,
                (1, _) => self.high[*basic],
                (-1, _) => self.low[*basic],
                (_, 1) => self.high[*basic],
                (_, _) => self.low[*basic],
            };
            let Some(stop) = stop else {
                continue;
            };
            let distance = stop.minus(self.value[*basic])?.over(rate)?;
            let is_less = match least {
                None => true,
                Some((known, line)) => match (distance.against(known)?, line) {
                    (sign, _) if sign < 0 => true,
                    (0, Some((known, _))) => *basic < self.basic[known],
                    _ => false,
                },
            };
            if is_less {
                least = Some((distance, Some((index, stop))));
            }
        }
        let (distance, line) = least?;
        let moved = distance.times(up)?;
        self.value[entering] = self.value[entering].plus(moved)?;
        for (index, basic) in self.basic.iter().enumerate() {
            self.value[*basic] = self.value[*basic].plus(self.lines[index][position].times(moved)?)?;
        }
        if let Some((index, _)) = line {
            self.pivot(index, position)?;
        }
        Some(())
    }

    fn pivot(&mut self, index: usize, position: usize) -> Option<()> {
        let by = self.lines[index][position];
        let mut pivot = self.lines[index].clone();
        for entry in &mut pivot {
            *entry = Ratio::ZERO.minus(entry.over(by)?)?;
        }
        pivot[position] = Ratio::whole(1).over(by)?;
        for (other, line) in self.lines.iter_mut().enumerate() {
            let factor = line[position];
            if other == index || factor == Ratio::ZERO {
                continue;
            }
            line[position] = Ratio::ZERO;
            for (entry, known) in line.iter_mut().zip(&pivot) {
                if *known != Ratio::ZERO {
                    *entry = entry.plus(factor.times(*known)?)?;
                }
            }
        }
        self.lines[index] = pivot;
        std::mem::swap(&mut self.basic[index], &mut self.nonbasic[position]);
        Some(())
    }
}
