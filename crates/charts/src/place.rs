//! Finds a free place for a label: the first of its candidate places that covers nothing, else the least bad.

use crate::drawing::{Anchor, Area, Label};

/// What is already on the paper, and the room there is.
#[derive(Debug, Clone)]
pub(crate) struct Placer {
    room: Area,
    taken: Vec<Area>,
    washes: Vec<Area>,
    strokes: Vec<[f64; 4]>,
}

/// The badness of a place: zero is free.
type Cost = u32;

const COST_OUTSIDE: Cost = 100;
const COST_COVERS: Cost = 20;
const COST_CROSSES: Cost = 3;
const COST_ON_WASH: Cost = 1;

impl Placer {
    pub(crate) fn new(room: Area) -> Self {
        Self {
            room,
            taken: Vec::new(),
            washes: Vec::new(),
            strokes: Vec::new(),
        }
    }

    /// Keeps labels off this area.
    pub(crate) fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Keeps labels off an area, where they can, for looks.
    pub(crate) fn wash(&mut self, area: Area) {
        self.washes.push(area);
    }

    /// Keeps labels off a stroke, where they can.
    pub(crate) fn stroke(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.strokes.push([from.0, from.1, to.0, to.1]);
    }

    /// Sets a label that must be there, in its best place.
    pub(crate) fn must(&mut self, label: &Label, places: &[(f64, f64, Anchor)]) -> Label {
        let (_, best) = self.best(label, places);
        self.take(best.area());
        best
    }

    /// Sets lines of text that must be there, one under the other, in their best place.
    pub(crate) fn must_all(
        &mut self,
        lines: &[Label],
        apart: f64,
        places: &[(f64, f64, Anchor)],
    ) -> Vec<Label> {
        let (_, best) = self.best_of_all(lines, apart, places);
        for line in &best {
            self.take(line.area());
        }
        best
    }

    /// Sets lines of text if there is a place where they cover nothing; a wash behind them is no harm.
    pub(crate) fn may_all(
        &mut self,
        lines: &[Label],
        apart: f64,
        places: &[(f64, f64, Anchor)],
    ) -> Option<Vec<Label>> {
        let (cost, best) = self.best_of_all(lines, apart, places);
        if cost >= COST_CROSSES {
            return None;
        }
        for line in &best {
            self.take(line.area());
        }
        Some(best)
    }

    fn best_of_all(&self, lines: &[Label], apart: f64, places: &[(f64, f64, Anchor)]) -> (Cost, Vec<Label>) {
        let mut best: Option<(Cost, Vec<Label>)> = None;
        for (x, y, anchor) in places {
            let mut cost = 0;
            let mut tried = lines.to_vec();
            for (index, line) in tried.iter_mut().enumerate() {
                line.at = (*x, y + apart * index as f64);
                line.anchor = *anchor;
                // Lines of one text share their wash: it counts once at most.
                cost = self.cost(&line.area()).max(cost);
            }
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, tried));
            }
        }
        best.unwrap_or_else(|| (COST_OUTSIDE, lines.to_vec()))
    }

    /// Sets a label if a place is free.
    pub(crate) fn may(&mut self, label: &Label, places: &[(f64, f64, Anchor)]) -> Option<Label> {
        let (cost, best) = self.best(label, places);
        if cost > COST_ON_WASH || places.is_empty() {
            return None;
        }
        self.take(best.area());
        Some(best)
    }

    fn best(&self, label: &Label, places: &[(f64, f64, Anchor)]) -> (Cost, Label) {
        let mut best: Option<(Cost, Label)> = None;
        for (x, y, anchor) in places {
            let mut tried = label.clone();
            tried.at = (*x, *y);
            tried.anchor = *anchor;
            let cost = self.cost(&tried.area());
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, tried));
            }
        }
        best.unwrap_or_else(|| (COST_OUTSIDE, label.clone()))
    }

    fn cost(&self, area: &Area) -> Cost {
        let mut cost = 0;
        if !self.room.contains(area) {
            cost += COST_OUTSIDE;
        }
        for taken in &self.taken {
            if taken.overlaps(area) {
                cost += COST_COVERS;
            }
        }
        for wash in &self.washes {
            if wash.overlaps(area) {
                cost += COST_ON_WASH;
            }
        }
        for stroke in &self.strokes {
            if crosses(*stroke, area) {
                cost += COST_CROSSES;
            }
        }
        cost
    }
}

/// The places around a mark, best first: above, below, then to the sides.
pub(crate) fn around(centre: (f64, f64), gap: f64, size: f64) -> Vec<(f64, f64, Anchor)> {
    let (x, y) = centre;
    let above = y - gap - size * 0.2;
    let below = y + gap + size * 0.8;
    let beside = y + size * 0.35;
    vec![
        (x, above, Anchor::Middle),
        (x, below, Anchor::Middle),
        (x + gap * 0.5, above, Anchor::End),
        (x - gap * 0.5, above, Anchor::Start),
        (x - gap * 0.5, below, Anchor::Start),
        (x + gap * 0.5, below, Anchor::End),
        (x + gap + 3.0, beside, Anchor::Start),
        (x - gap - 3.0, beside, Anchor::End),
        (x, above - size * 0.8, Anchor::Middle),
        (x, below + size * 0.8, Anchor::Middle),
        (x + gap * 0.5, above - size, Anchor::End),
        (x - gap * 0.5, above - size, Anchor::Start),
        (x - gap * 0.5, below + size, Anchor::Start),
        (x + gap * 0.5, below + size, Anchor::End),
        (x + gap, beside - size * 1.2, Anchor::Start),
        (x - gap, beside - size * 1.2, Anchor::End),
        (x + gap, beside + size * 1.2, Anchor::Start),
        (x - gap, beside + size * 1.2, Anchor::End),
        (x, above - size * 1.8, Anchor::Middle),
        (x, below + size * 1.8, Anchor::Middle),
    ]
}

/// Whether a stroke touches an area (Liang and Barsky 1984: clip the stroke, see whether anything is left).
fn crosses([x1, y1, x2, y2]: [f64; 4], area: &Area) -> bool {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (direction, distance) in [
        (-dx, x1 - area.left),
        (dx, area.right - x1),
        (-dy, y1 - area.top),
        (dy, area.bottom - y1),
    ] {
        if direction == 0.0 {
            if distance < 0.0 {
                return false;
            }
            continue;
        }
        let part = distance / direction;
        if direction < 0.0 {
            enter = enter.max(part);
        } else {
            leave = leave.min(part);
        }
    }
    enter <= leave
}

/// Spreads centres along a line so that neighbours are `apart`, moving each as little as this one pass allows.
///
/// The input is in rising order; the output keeps the order and stays within `from..to` where there is room.
pub(crate) fn spread(centres: &[f64], apart: f64, from: f64, to: f64) -> Vec<f64> {
    let mut placed: Vec<f64> = Vec::with_capacity(centres.len());
    for centre in centres {
        let least = placed.last().map_or(from, |last| last + apart);
        placed.push(centre.max(least));
    }
    let mut most = to;
    for centre in placed.iter_mut().rev() {
        *centre = centre.min(most);
        most = *centre - apart;
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Area = Area {
        left: 0.0,
        top: 0.0,
        right: 200.0,
        bottom: 100.0,
    };

    #[test]
    fn a_label_goes_above_its_mark_unless_that_is_taken() {
        let mut placer = Placer::new(ROOM);
        let label = Label::new((0.0, 0.0), Anchor::Middle, "", "82%");
        let first = placer.must(&label, &around((100.0, 50.0), 8.0, 14.0));
        assert!(first.at.1 < 50.0);
        let second = placer.must(&label, &around((100.0, 50.0), 8.0, 14.0));
        assert!(second.at.1 > 50.0);
        assert!(!first.area().overlaps(&second.area()));
    }

    #[test]
    fn a_label_that_may_go_goes_when_there_is_no_room() {
        let mut placer = Placer::new(ROOM);
        placer.take(ROOM);
        let label = Label::new((0.0, 0.0), Anchor::Middle, "", "82%");
        assert_eq!(placer.may(&label, &around((100.0, 50.0), 8.0, 14.0)), None);
    }

    #[test]
    fn strokes_are_seen_from_both_sides() {
        let area = Area {
            left: 10.0,
            top: 10.0,
            right: 20.0,
            bottom: 20.0,
        };
        assert!(crosses([0.0, 0.0, 30.0, 30.0], &area));
        assert!(crosses([30.0, 30.0, 0.0, 0.0], &area));
        assert!(crosses([15.0, 0.0, 15.0, 30.0], &area));
        assert!(!crosses([0.0, 0.0, 30.0, 0.0], &area));
        assert!(!crosses([0.0, 25.0, 5.0, 30.0], &area));
    }

    #[test]
    fn close_marks_are_spread_and_keep_their_order() {
        assert_eq!(spread(&[10.0, 11.0, 50.0], 20.0, 0.0, 100.0), [10.0, 30.0, 50.0]);
        assert_eq!(spread(&[90.0, 99.0], 20.0, 0.0, 100.0), [80.0, 100.0]);
    }
}
