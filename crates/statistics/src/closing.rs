//! Whether a gap closes, and because of whom.

use crate::gap::{Better, Pair};
use crate::level::{Estimate, Level, Term, sum};
use crate::share::Share;

/// Two groups at two times; the reference is the one that was ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeforeAfter {
    /// At the start.
    pub before: Pair,
    /// Now.
    pub after: Pair,
}

/// What became of a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Closing {
    /// By how much the gap became smaller, from −1 to 1; below zero if it grew.
    pub narrowed: Estimate,
    /// The gain of the group behind: its part in the narrowing.
    pub group_gain: Estimate,
    /// The gain of the reference; a loss here narrows a gap without helping anyone.
    pub reference_gain: Estimate,
    /// The word for it.
    pub how: How,
}

/// How a gap changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The change is within what chance alone brings.
    WithinChance,
    /// The gap grew.
    Widened,
    /// The group behind gained, and the reference did not lose: the gap closes the good way.
    GroupGained,
    /// The group behind gained and the reference lost; both narrowed the gap.
    Both,
    /// Only the reference lost: the gap narrowed and nobody is better off.
    ReferenceLost,
}

/// Splits the change of a gap into the gain of the group behind and the loss of the reference.
///
/// Narrowing = gain of the group − gain of the reference; intervals by Zou and Donner (2008) from four Wilson intervals.
/// People counted in both years make the intervals too wide rather than too narrow.
///
/// By hand: 40 to 55 percent against 80 to 75: the gap went from 40 to 20 points, 15 by the group, 5 by the reference.
///
/// ```
/// # use mainstay_statistics::{BeforeAfter, Better, Counts, How, Level, Pair, closing};
/// let pair = |group, reference| Ok(Pair {
///     group: Counts { part: group, whole: 1000 }.share()?,
///     reference: Counts { part: reference, whole: 1000 }.share()?,
/// });
/// let change = BeforeAfter { before: pair(400, 800)?, after: pair(550, 750)? };
/// let closing = closing(change, Better::Higher, Level::NINETY_FIVE);
/// assert!((closing.narrowed.value - 0.20).abs() < 1e-12);
/// assert!((closing.group_gain.value - 0.15).abs() < 1e-12);
/// assert_eq!(closing.how, How::Both);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn closing(change: BeforeAfter, better: Better, level: Level) -> Closing {
    let BeforeAfter { before, after } = change;
    let sign = better.gain(1.0, 0.0);
    let term = |factor: f64, share: Share| Term {
        factor: factor * sign,
        estimate: share.estimate(level),
    };
    let group = [term(1.0, after.group), term(-1.0, before.group)];
    let reference = [term(1.0, after.reference), term(-1.0, before.reference)];
    let narrowed = sum(&[
        group[0],
        group[1],
        term(-1.0, after.reference),
        term(1.0, before.reference),
    ]);
    let (group_gain, reference_gain) = (sum(&group), sum(&reference));
    let how = if !narrowed.is_beyond_chance() {
        How::WithinChance
    } else if narrowed.value < 0.0 {
        How::Widened
    } else if reference_gain.value >= 0.0 {
        How::GroupGained
    } else if group_gain.value > 0.0 {
        How::Both
    } else {
        How::ReferenceLost
    };
    Closing {
        narrowed,
        group_gain,
        reference_gain,
        how,
    }
}
