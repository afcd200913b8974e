//! Where an indicator (or a group in it) stands: baseline, now, goal, and which way it goes.

use domain::measurement::Course;
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
        let (course, since) = told_course(sheet, place, group, &series);
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

/// The word that the edition froze, and the first value that it was told from.
fn told_course(sheet: &Sheet<'_>, place: &str, group: &str, series: &Series<'_>) -> (Course, Option<Known>) {
    let Some(reading) = sheet.indicator.reading(place, group) else {
        return (Course::TooEarlyToSay, None);
    };
    let since = series
        .comparable()
        .into_iter()
        .find(|known| known.period.key() == reading.since);
    (
        Course::from_code(&reading.word).unwrap_or(Course::TooEarlyToSay),
        since,
    )
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
        // Three years are too few.
        assert_eq!(standing("young").0, Course::TooEarlyToSay);
        // Nothing is shown at all.
        assert_eq!(standing("protected"), (Course::TooEarlyToSay, None, None));
        // Context has no better or worse.
        assert_eq!(standing("context").0, Course::TooEarlyToSay);
        // Spans that share years are too few to tell anything, and their margins are wide.
        assert_eq!(standing("survey").0, Course::TooEarlyToSay);
    }

    #[test]
    fn a_goal_is_reached_from_the_side_that_is_good() {
        assert_eq!(standing("attendance").2, Some(false));
        assert_eq!(standing("slipping").2, Some(false));
        assert_eq!(standing("reached").2, Some(true));
    }
}
