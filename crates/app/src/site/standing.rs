//! Where an indicator (or a group in it) stands: baseline, now, goal, and which way it goes.

use domain::measurement::{COURSE_POINTS_MIN, Course, course};
use domain::period::Period;
use domain::quantity::Direction;

use super::sheet::{Known, Series, Sheet};
use crate::editions::document::TargetPart;

/// Where one series stands.
#[derive(Debug, Clone)]
pub struct Standing<'d> {
    /// The value the community started from: its agreed baseline, if the edition shows that figure.
    pub baseline: Option<Known>,
    /// The latest value that compares.
    pub now: Option<Known>,
    /// The goal, the one furthest ahead.
    pub goal: Option<(&'d TargetPart, Option<Period>)>,
    /// Which way it goes.
    pub course: Course,
    /// The first value that the course was told from.
    pub since: Option<Known>,
    /// Which way is good.
    pub direction: Direction,
}

impl<'d> Standing<'d> {
    /// Where a place and group of an indicator stand.
    pub fn of(sheet: &Sheet<'d>, place: &str, group: &str) -> Self {
        let series = sheet.series(place, group);
        let indicator = sheet.indicator;
        let direction = Direction::from_code(&indicator.direction).unwrap_or(Direction::Neither);
        let baseline = indicator
            .baselines
            .iter()
            .find(|part| part.place == place && part.group == group)
            .and_then(|part| Period::parse(&part.period).ok())
            // The figure in the edition, not the number in the plan: what is protected stays so here too.
            .and_then(|period| series.at(period)?.known());
        let targets = indicator
            .targets
            .iter()
            .filter(|target| target.place == place && target.group == group);
        let goal = targets
            .map(|target| (target, Period::parse(&target.period).ok()))
            .max_by_key(|(_, period)| *period);
        let (course, since) = told_course(&series, baseline, direction);
        Self {
            baseline,
            now: series.comparable().last().copied(),
            goal,
            course,
            since,
            direction,
        }
    }

    /// The value to compare now with: the baseline if it is earlier and compares, else where the course starts.
    pub fn before(&self) -> Option<Known> {
        let now = self.now?;
        self.baseline
            .filter(|baseline| baseline.period < now.period)
            .or(self.since)
            .filter(|before| before.period < now.period)
    }

    /// Whether the goal is reached.
    pub fn has_reached_goal(&self) -> Option<bool> {
        let (now, (goal, _)) = (self.now?, self.goal.as_ref()?);
        match self.direction {
            Direction::Higher => Some(now.value >= goal.value),
            Direction::Lower => Some(now.value <= goal.value),
            Direction::Neither => None,
        }
    }

    /// The step from before to now, toward what is good: positive is better.
    pub fn gain(&self) -> Option<f64> {
        let step = self.now?.value - self.before()?.value;
        match self.direction {
            Direction::Higher => Some(step),
            Direction::Lower => Some(-step),
            Direction::Neither => None,
        }
    }
}

/// The course over the comparable values, from the baseline on where that leaves enough of them.
///
/// Periods that share years are no independent points, so only every so many of them count, the latest first.
/// A change within its margin of error is no change.
fn told_course(
    series: &Series<'_>,
    baseline: Option<Known>,
    direction: Direction,
) -> (Course, Option<Known>) {
    let apart = apart(series.comparable());
    let since_baseline: Vec<Known> = baseline.map_or_else(Vec::new, |baseline| {
        let later = apart.iter().filter(|known| known.period >= baseline.period);
        later.copied().collect()
    });
    let points = if since_baseline.len() >= COURSE_POINTS_MIN {
        since_baseline
    } else {
        apart
    };
    let values: Vec<f64> = points.iter().map(|known| known.value).collect();
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return (Course::TooEarlyToSay, None);
    };
    let told = course(&values, direction);
    let is_change = matches!(told, Course::Improving | Course::Slipping);
    if is_change && is_within_margin(first, last) {
        return (Course::HoldingSteady, Some(*first));
    }
    (told, Some(*first))
}

/// Leaves out periods that overlap a later one.
fn apart(known: Vec<Known>) -> Vec<Known> {
    let mut kept: Vec<Known> = Vec::new();
    for candidate in known.into_iter().rev() {
        let overlaps = kept
            .last()
            .is_some_and(|later| later.period.overlaps(candidate.period));
        if !overlaps {
            kept.push(candidate);
        }
    }
    kept.reverse();
    kept
}

/// Margins of independent estimates add as squares (US Census Bureau, "Understanding and Using ACS Data", ch. 7).
fn is_within_margin(first: &Known, last: &Known) -> bool {
    match (first.margin, last.margin) {
        (Some(before), Some(now)) => (last.value - first.value).abs() <= before.hypot(now),
        (_, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::specimen;

    fn standing(slug: &str) -> (Course, Option<f64>, Option<bool>) {
        let document = specimen::document(1);
        let indicator = document.indicator(slug).expect("the specimen has it");
        let sheet = Sheet::of(indicator);
        let standing = Standing::of(&sheet, &indicator.headline_place, "");
        (standing.course, standing.gain(), standing.has_reached_goal())
    }

    #[test]
    fn the_course_is_told_only_from_what_compares() {
        // Rises every year; the pandemic year in between does not compare and is left out.
        assert_eq!(standing("attendance").0, Course::Improving);
        // Falls, and falling is bad here.
        assert_eq!(standing("slipping").0, Course::Slipping);
        // Moves by less than it wobbles.
        assert_eq!(standing("steady").0, Course::HoldingSteady);
        // Two years are too few.
        assert_eq!(standing("young").0, Course::TooEarlyToSay);
        // Nothing is shown at all.
        assert_eq!(standing("protected"), (Course::TooEarlyToSay, None, None));
        // Context has no better or worse.
        assert_eq!(standing("context").0, Course::TooEarlyToSay);
        // Five-year spans with a margin: two of them overlap, and the change is within the margin.
        assert_eq!(standing("survey").0, Course::HoldingSteady);
    }

    #[test]
    fn a_goal_is_reached_from_the_side_that_is_good() {
        assert_eq!(standing("attendance").2, Some(false));
        assert_eq!(standing("slipping").2, Some(false));
        assert_eq!(standing("reached").2, Some(true));
    }
}
