//! Unknowns that hang together: the ends of their ranges by an exact simplex with branch and bound.

use super::ranges::{is_implied, propagate};
use super::{Question, Stuck, WorkedOut};
use crate::exact::{Exact, ExactFact, Solved};

/// Branchings permitted for one end of one range.
const NODES_MAX: u32 = 500;

/// Unknowns that hang together, with what is said about them beyond their bounds.
pub(super) struct Piece {
    pub(super) bounds: Vec<(i64, i64)>,
    pub(super) facts: Vec<ExactFact>,
    start: Exact,
}

impl Piece {
    /// `None` where fractions grow too large.
    pub(super) fn new(facts: &[ExactFact], members: &[usize], bounds: &[(i64, i64)]) -> Option<Piece> {
        let mut inner: Vec<ExactFact> = Vec::new();
        for (terms, low, high) in facts.iter().filter(|fact| !is_implied(fact, bounds)) {
            let mut open = Vec::new();
            let mut known = 0;
            for (unknown, by) in terms {
                match members.binary_search(unknown) {
                    Ok(position) => open.push((position, *by)),
                    Err(_) => known += by * bounds[*unknown].0,
                }
            }
            if !open.is_empty() {
                inner.push((open, low.map(|low| low - known), high.map(|high| high - known)));
            }
        }
        let bounds: Vec<(i64, i64)> = members.iter().map(|member| bounds[*member]).collect();
        let start = Exact::new(&bounds, &inner)?;
        Some(Piece {
            bounds,
            facts: inner,
            start,
        })
    }

    pub(super) fn answer(&self, questions: &[(usize, &Question)]) -> Result<Vec<WorkedOut>, Stuck> {
        // Every whole-numbered point that was found tells something about all unknowns.
        let mut seen: Vec<Option<(i64, i64)>> = vec![None; self.bounds.len()];
        let mut answers = Vec::new();
        for (position, question) in questions {
            let (high, is_last) = self.end(&mut seen, *position, 1, question.up_to)?;
            let (low, is_first) = self.end(&mut seen, *position, -1, question.down_to)?;
            answers.push(WorkedOut {
                low,
                high,
                is_exact: is_last && is_first,
            });
        }
        Ok(answers)
    }

    /// The last value of an unknown upwards (sign 1) or downwards (-1), or one that is far enough; and whether it is
    /// one of these.
    fn end(
        &self,
        seen: &mut [Option<(i64, i64)>],
        position: usize,
        sign: i64,
        far_enough: Option<i64>,
    ) -> Result<(i64, bool), Stuck> {
        let best = seen[position].map(|(low, high)| if sign > 0 { high } else { low });
        let mut search = Search {
            facts: &self.facts,
            position,
            sign,
            enough: far_enough.map(|value| sign * value),
            best: best.map(|best| sign * best),
            seen,
            nodes: 0,
            is_cut: false,
        };
        if let Some(enough) = search.enough
            && !search.is_done()
            && let Some(point) = self.dive(position, sign, enough)
        {
            search.note(&point);
        }
        if !search.is_done() {
            search
                .branch(self.start.clone(), self.bounds.clone())
                .ok_or(Stuck::TooLarge)?;
        }
        let (is_cut, best) = (search.is_cut, search.best);
        match best {
            Some(best) => Ok((sign * best, !is_cut)),
            None if is_cut => Err(Stuck::TooLarge),
            None => Err(Stuck::Contradiction),
        }
    }
}

struct Search<'a> {
    facts: &'a [ExactFact],
    position: usize,
    sign: i64,
    enough: Option<i64>,
    best: Option<i64>,
    seen: &'a mut [Option<(i64, i64)>],
    nodes: u32,
    is_cut: bool,
}

impl Search<'_> {
    /// Whether what was found is far enough.
    fn is_done(&self) -> bool {
        self.enough
            .zip(self.best)
            .is_some_and(|(enough, best)| best >= enough)
    }

    /// Notes a whole-numbered point.
    fn note(&mut self, point: &[i64]) {
        for (seen, value) in self.seen.iter_mut().zip(point) {
            let (low, high) = seen.unwrap_or((*value, *value));
            *seen = Some((low.min(*value), high.max(*value)));
        }
        let own = self.sign * point[self.position];
        self.best = Some(self.best.map_or(own, |best| best.max(own)));
    }

    /// Looks for something better than the best so far within bounds; `None` where fractions grew too large.
    fn branch(&mut self, mut exact: Exact, mut bounds: Vec<(i64, i64)>) -> Option<()> {
        if self.is_done() {
            return Some(());
        }
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
            let point: Option<Vec<i64>> = (0..bounds.len())
                .map(|unknown| exact.value(unknown).floor())
                .collect();
            self.note(&point?);
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
