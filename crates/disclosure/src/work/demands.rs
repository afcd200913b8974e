//! What must remain uncertain about each count, and what of that is not proved yet.

use super::Work;
use crate::elastic::Move;
use crate::integer::End;
use crate::problem::Need;

impl Work<'_> {
    /// Every cell about which something must remain uncertain under this pattern.
    pub(crate) fn needy(&self) -> Vec<usize> {
        let cells = 0..self.problem.cells.len();
        cells.filter(|cell| self.need_of(*cell).is_some()).collect()
    }

    /// What must remain uncertain about a cell: its own need, or what all hidden counts keep.
    pub(crate) fn need_of(&self, cell: usize) -> Option<Need> {
        let width = self.problem.hidden_width;
        let bounds = &self.problem.cells[cell];
        let is_hidden =
            || width > 0 && bounds.low < bounds.high && self.net.is_hidden(cell, &self.proofs.pattern);
        self.base.needs[cell].or_else(|| is_hidden().then_some(Need::Width(width)))
    }

    /// What is still wanted of a cell; `None` if it is uncertain enough.
    pub(crate) fn unmet(&self, cell: usize) -> Option<Move> {
        let need = self.need_of(cell)?;
        let truth = self.base.point[cell];
        let seen = (truth + self.proofs.seen[cell].0, truth + self.proofs.seen[cell].1);
        match need {
            Need::Reach { .. } => self.short_of_reach(cell, need, seen),
            Need::Width(width) => self.short_of_width(cell, width, seen),
            Need::Sliding { width, .. } => self
                .short_of_reach(cell, need, seen)
                .or_else(|| self.short_of_width(cell, width, seen)),
        }
    }

    /// How far a cell can reach at either end, as far as known.
    fn limits(&self, cell: usize) -> (i64, i64) {
        let bounds = &self.problem.cells[cell];
        let limit = |end: End| self.attainable.get(&(cell, end)).copied();
        (
            limit(End::Low).unwrap_or(bounds.low),
            limit(End::High).unwrap_or(bounds.high),
        )
    }

    fn short_of_reach(&self, cell: usize, need: Need, seen: (i64, i64)) -> Option<Move> {
        let (low, high) = self.base.ends(self.problem, cell, need);
        let (least, most) = self.limits(cell);
        // What is missing below must be made up for above, and the other way round.
        let (missing_below, missing_above) = ((least - low).max(0), (high - most).max(0));
        let low = (low - missing_above).max(least);
        let high = (high + missing_below).min(most);
        if seen.0 > low {
            return Some(Move {
                cell,
                end: End::Low,
                wanted: low,
            });
        }
        (seen.1 < high).then_some(Move {
            cell,
            end: End::High,
            wanted: high,
        })
    }

    fn short_of_width(&self, cell: usize, width: i64, seen: (i64, i64)) -> Option<Move> {
        let (least, most) = self.limits(cell);
        let width = width.min(most - least);
        if seen.1 - seen.0 >= width {
            return None;
        }
        let wanted = |end, wanted| Some(Move { cell, end, wanted });
        let low = seen.1 - width;
        if low >= least {
            return wanted(End::Low, low);
        }
        let high = (least + width).min(most);
        if seen.1 < high {
            return wanted(End::High, high);
        }
        wanted(End::Low, least)
    }

    /// Whether no more is demanded of a cell than is proved, whatever was thought attainable before.
    pub(crate) fn is_proved(&mut self, cell: usize) -> bool {
        self.attainable.remove(&(cell, End::Low));
        self.attainable.remove(&(cell, End::High));
        self.unmet(cell).is_none()
    }
}
