//! Weighted scores, and how far they depend on the weights. Everything is reckoned in whole numbers, so that a tie is a tie.
//!
//! A candidate's total is the sum over criteria of weight times the sum of scores. Everybody scores every candidate, so
//! sums compare as means do; and shares of all points compare as points do, since the same whole stands under each.

use std::cmp::Ordering;

/// Weights and the sums of scores, from which everything else follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reckoning {
    /// Points of each criterion, none below 0.
    weights: Vec<i64>,
    /// For each candidate the sum of all reviewers' scores by criterion.
    sums: Vec<Vec<i64>>,
}

/// A fraction with its sign above and its bottom above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// Above the line.
    pub top: i128,
    /// Below the line; more than 0.
    pub bottom: i128,
}

impl Ratio {
    fn new(top: i128, bottom: i128) -> Self {
        debug_assert!(bottom != 0, "nothing is divided by nothing");
        let sign = if bottom < 0 { -1 } else { 1 };
        Self {
            top: top * sign,
            bottom: bottom * sign,
        }
    }

    /// Thousandths of a whole, cut off below. For 2/3: 666.
    pub fn thousandths_down(self) -> i128 {
        (self.top * 1000).div_euclid(self.bottom)
    }

    /// Thousandths of a whole, filled up. For 2/3: 667.
    pub fn thousandths_up(self) -> i128 {
        -(-self.top * 1000).div_euclid(self.bottom)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.top * other.bottom).cmp(&(other.top * self.bottom))
    }
}

/// Between which shares of all points one criterion's weight may lie, the others keeping their proportions, while the same
/// candidate stays alone in first place. The ends are those shares at which another draws level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// Its share of all points as agreed.
    pub now: Ratio,
    /// The lower end; none: the weight may fall to nothing.
    pub down_to: Option<Ratio>,
    /// Which candidate draws level there.
    pub down_rival: Option<usize>,
    /// The upper end; none: the weight may grow as it likes.
    pub up_to: Option<Ratio>,
    /// Which candidate draws level there.
    pub up_rival: Option<usize>,
}

impl Reckoning {
    /// From weights and each candidate's sums. None: the lists do not fit, a weight is below 0, or all are 0.
    pub fn of(weights: Vec<i64>, sums: Vec<Vec<i64>>) -> Option<Self> {
        let fits = sums.iter().all(|row| row.len() == weights.len());
        let is_weighed =
            weights.iter().all(|weight| *weight >= 0) && weights.iter().any(|weight| *weight > 0);
        (fits && is_weighed).then_some(Self { weights, sums })
    }

    /// Each candidate's total under the weights.
    pub fn totals(&self) -> Vec<i128> {
        let total = |row: &Vec<i64>| {
            let pairs = self.weights.iter().zip(row);
            pairs
                .map(|(weight, sum)| i128::from(*weight) * i128::from(*sum))
                .sum()
        };
        self.sums.iter().map(total).collect()
    }

    /// Each candidate's mean score, in thousandths, cut off below. `reviewers` is how many people scored.
    pub fn means(&self, reviewers: usize) -> Vec<i128> {
        let points: i128 = self.weights.iter().map(|weight| i128::from(*weight)).sum();
        let whole = points * i128::try_from(reviewers.max(1)).unwrap_or(1);
        self.totals()
            .into_iter()
            .map(|total| Ratio::new(total, whole).thousandths_down())
            .collect()
    }

    /// Each candidate's place, from 1. Equals share a place, and the place after them stays empty.
    pub fn places(&self) -> Vec<usize> {
        let totals = self.totals();
        let before = |mine: &i128| totals.iter().filter(|other| *other > mine).count();
        totals.iter().map(|mine| before(mine) + 1).collect()
    }

    /// Who stands alone in first place; none where several share it, or there is nobody.
    pub fn first(&self) -> Option<usize> {
        let places = self.places();
        let mut firsts = places.iter().enumerate().filter(|(_, place)| **place == 1);
        let (at, _) = firsts.next()?;
        firsts.next().is_none().then_some(at)
    }

    /// The same scores under other weights. None: they do not fit.
    pub fn under(&self, weights: Vec<i64>) -> Option<Self> {
        let fits = weights.len() == self.weights.len();
        fits.then(|| Self::of(weights, self.sums.clone())).flatten()
    }

    /// How far the weight of one criterion can move before first place is shared. None: nobody is alone in first place, or
    /// there is no such criterion.
    ///
    /// With weight x in place of w the lead over a rival is D + (x - w) d, where D is the lead as agreed and d what the
    /// first has more in this criterion. It is nothing at x = w - D / d: below w where d is above 0, above w where below.
    pub fn room(&self, criterion: usize) -> Option<Room> {
        let first = self.first()?;
        let weight = i128::from(*self.weights.get(criterion)?);
        let points: i128 = self.weights.iter().map(|weight| i128::from(*weight)).sum();
        let others = points - weight;
        let totals = self.totals();
        let mut room = Room {
            now: Ratio::new(weight, points),
            down_to: None,
            down_rival: None,
            up_to: None,
            up_rival: None,
        };
        for rival in (0..self.sums.len()).filter(|rival| *rival != first) {
            let more = i128::from(self.sums[first][criterion]) - i128::from(self.sums[rival][criterion]);
            if more == 0 {
                continue;
            }
            // The weight at which they are level, as a fraction over `more`, and its share of all points then.
            let level = Ratio::new(weight * more - (totals[first] - totals[rival]), more);
            if level.top < 0 {
                continue;
            }
            let points_then = level.top + others * level.bottom;
            if points_then == 0 {
                continue;
            }
            let share = Ratio::new(level.top, points_then);
            if more > 0 && room.down_to.is_none_or(|nearest| share > nearest) {
                (room.down_to, room.down_rival) = (Some(share), Some(rival));
            }
            if more < 0 && room.up_to.is_none_or(|nearest| share < nearest) {
                (room.up_to, room.up_rival) = (Some(share), Some(rival));
            }
        }
        Some(room)
    }

    /// By what part of itself every weight may move, all at once and each its own way, before first place can be shared.
    /// None: nobody is alone in first place. Unbounded where nothing but its weights' sign could change it: above 1.
    ///
    /// The lead over a rival is the sum of w d; the worst that moves by t w do to it is t times the sum of w |d|.
    pub fn room_for_all(&self) -> Option<Ratio> {
        let first = self.first()?;
        let totals = self.totals();
        let rivals = (0..self.sums.len()).filter(|rival| *rival != first);
        let nearest = rivals.filter_map(|rival| {
            let columns = self.weights.iter().zip(&self.sums[first]).zip(&self.sums[rival]);
            let worst: i128 = columns
                .map(|((weight, mine), theirs)| i128::from(*weight) * i128::from((mine - theirs).abs()))
                .sum();
            (worst > 0).then(|| Ratio::new(totals[first] - totals[rival], worst))
        });
        nearest.min()
    }

    /// The order that other weights would give, beside the agreed one: all equal, and each criterion left out in turn.
    pub fn trials(&self) -> Vec<(Trial, Vec<usize>)> {
        let equal = self.under(vec![1; self.weights.len()]);
        let mut trials: Vec<(Trial, Vec<usize>)> = equal
            .map(|other| (Trial::Equal, other.places()))
            .into_iter()
            .collect();
        for criterion in 0..self.weights.len() {
            let mut weights = self.weights.clone();
            weights[criterion] = 0;
            if let Some(other) = self.under(weights) {
                trials.push((Trial::Without(criterion), other.places()));
            }
        }
        trials
    }
}

/// Other weights that are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trial {
    /// Every criterion counts the same.
    Equal,
    /// One is left out.
    Without(usize),
}
