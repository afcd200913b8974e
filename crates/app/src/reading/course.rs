//! Today's course: where everyone's line goes if nothing else changes, with the range that honesty asks for.

use domain::period::Period;
use domain::quantity::Unit;
use statistics::{Course, Level, Scale};

use super::word::{Mark, is_alike, yearly};
use crate::editions::said::CoursePart;

/// Below so many points a course has no direction, and is not told.
const POINTS_LEAST: usize = 5;
/// Years ahead where no goal says how far to look.
const YEARS_USUAL: u32 = 3;
/// Nobody knows more than ten years ahead.
const YEARS_MOST: u32 = 10;
/// Standard errors in a margin of error at 90 percent.
const ERRORS_IN_MARGIN: f64 = 1.645;

/// The scale that an indicator's values move on.
pub fn scale(unit: Unit, values: &[f64]) -> Scale {
    match unit {
        Unit::Percent => Scale::Share { whole: 100.0 },
        Unit::PerThousand | Unit::Count => Scale::NotNegative,
        Unit::Number if values.iter().all(|value| *value >= 0.0) => Scale::NotNegative,
        Unit::Number => Scale::Any,
    }
}

/// The course of yearly values that compare, oldest first; `people` is how many are behind the latest.
///
/// None: fewer than five such years, periods that share years (they are too few once they do not), or months.
pub fn course(marks: &[Mark], people: Option<i64>, unit: Unit) -> Option<Course> {
    let last = marks.last()?;
    if matches!(last.period, Period::Years(_, _) | Period::Month(_, _)) {
        return None;
    }
    let alike: Vec<Mark> = marks
        .iter()
        .filter(|mark| is_alike(mark.period, last.period))
        .copied()
        .collect();
    if alike.len() < POINTS_LEAST {
        return None;
    }
    let values: Vec<f64> = alike.iter().map(|mark| mark.value).collect();
    let course = yearly(&alike)?.course(scale(unit, &values)).ok()?;
    match standard_error(last, people, unit) {
        Some(error) => course.with_standard_error(error).ok(),
        None => Some(course),
    }
}

/// What chance alone does to the latest value, in the unit: from its margin, or from the number of people.
fn standard_error(last: &Mark, people: Option<i64>, unit: Unit) -> Option<f64> {
    if let Some(margin) = last.margin {
        return Some(margin / ERRORS_IN_MARGIN);
    }
    let people = people.filter(|people| *people > 0 && unit == Unit::Percent)?;
    let share = (last.value / 100.0).clamp(0.0, 1.0);
    Some(100.0 * (share * (1.0 - share) / people as f64).sqrt())
}

/// The steps of a course from the last period on: up to the goal's, or three years.
pub fn steps(course: &Course, last: Period, goal: Option<Period>, decimals: usize) -> Vec<CoursePart> {
    let ahead = goal
        .filter(|goal| *goal > last)
        .and_then(|goal| u32::try_from(goal.axis_year() - last.axis_year()).ok())
        .filter(|years| *years > 0);
    let years = ahead.unwrap_or(YEARS_USUAL).min(YEARS_MOST);
    let round = |value: f64| rounded(value, decimals);
    let mut period = last;
    let mut steps = Vec::new();
    for year in 1..=years {
        period = period.next();
        let (Ok(value), Ok(likely)) = (course.middle(year), course.range(year, Level::EIGHTY)) else {
            break;
        };
        steps.push(CoursePart {
            period: period.key(),
            value: round(value),
            lower: round(likely.lower),
            upper: round(likely.upper),
        });
    }
    steps
}

/// A value with no more decimals than are printed.
pub fn rounded(value: f64, decimals: usize) -> f64 {
    let factor = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    // Adding zero turns -0 into 0, which is how it is printed.
    (value * factor).round() / factor + 0.0
}
