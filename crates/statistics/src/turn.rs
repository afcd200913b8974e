//! Turning the curve: doing better than the course that was frozen at the baseline, even while the line still falls.

use crate::fault::Fault;
use crate::forecast::Course;
use crate::gap::Better;
use crate::level::Level;
use crate::series::Point;

/// Whether the curve turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// What came lies within what the frozen course expected.
    OnCourse,
    /// The latest year is better than the likely range: a first sign.
    FirstSignBetter,
    /// Two years running beyond the likely range, or the latest beyond the 95 percent range.
    Better,
    /// The latest year is worse than the likely range.
    FirstSignWorse,
    /// Two years running worse, or the latest beyond the 95 percent range.
    Worse,
}

/// Compares what came with the course that was frozen before it came.
///
/// Errors: `TooFew` without points; `OutOfOrder` for a year that is not after the course's last; `TooMany` beyond ten years.
///
/// Source: Friedman (2005), "Trying hard is not good enough", for the notion.
///
/// By hand: the course of 50, 52, 54, 56, 58, 60 expects 62, likely 59.1 to 64.9 and at 95 percent 56.7 to 67.3; 66 is a
/// first sign, 68 says it at once.
///
/// ```
/// # use mainstay_statistics::{Better, Point, Scale, Series, Turn, turn};
/// let frozen = Series::yearly(2018, &[50.0, 52.0, 54.0, 56.0, 58.0, 60.0])?.course(Scale::Any)?;
/// let came = |value| turn(&frozen, &[Point { year: 2024, value }], Better::Higher);
/// assert_eq!(came(63.0)?, Turn::OnCourse);
/// assert_eq!(came(66.0)?, Turn::FirstSignBetter);
/// assert_eq!(came(68.0)?, Turn::Better);
/// # Ok::<(), mainstay_statistics::Fault>(())
/// ```
pub fn turn(frozen: &Course, came: &[Point], better: Better) -> Result<Turn, Fault> {
    if came.windows(2).any(|pair| pair[0].year >= pair[1].year) {
        return Err(Fault::OutOfOrder);
    }
    let Some(latest) = came.last() else {
        return Err(Fault::TooFew { found: 0, needed: 1 });
    };
    let side = side(frozen, *latest, Level::EIGHTY, better)?;
    if side == 0 {
        return Ok(Turn::OnCourse);
    }
    let is_far = side == self::side(frozen, *latest, Level::NINETY_FIVE, better)?;
    let is_repeated = match came.len().checked_sub(2) {
        Some(index) => side == self::side(frozen, came[index], Level::EIGHTY, better)?,
        None => false,
    };
    Ok(match (side > 0, is_far || is_repeated) {
        (true, true) => Turn::Better,
        (true, false) => Turn::FirstSignBetter,
        (false, true) => Turn::Worse,
        (false, false) => Turn::FirstSignWorse,
    })
}

/// 1 if the point is better than the range, −1 if worse, 0 inside.
fn side(frozen: &Course, point: Point, level: Level, better: Better) -> Result<i8, Fault> {
    let ahead = i64::from(point.year) - i64::from(frozen.year(0));
    let ahead = u32::try_from(ahead)
        .ok()
        .filter(|ahead| *ahead > 0)
        .ok_or(Fault::OutOfOrder)?;
    let range = frozen.range(ahead, level)?;
    if range.holds(point.value) {
        return Ok(0);
    }
    Ok(if better.gain(point.value, frozen.middle(ahead)?) > 0.0 {
        1
    } else {
        -1
    })
}
