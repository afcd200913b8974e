//! Groups against the goal, and groups over time.

use charts::{Blank, Goal, GroupRow, Groups, Multiples, Panel, Point, Value};
use domain::measurement::Group;
use domain::period::Period;
use domain::quantity::Direction;

use super::address::Order;
use super::figures::{Subject, at, reading};
use super::sheet::Moment;
use super::speech;
use super::standing::Standing;
use crate::editions::document::DimensionPart;

/// Most small panels on a page: beyond it the page would outgrow a phone's patience; the table has all.
const PANELS_MAX: usize = 12;

/// The groups of a dimension against the goal.
#[derive(Debug)]
pub struct GroupFigure<'d> {
    /// The dimension.
    pub dimension: &'d DimensionPart,
    /// Keys of its groups.
    pub keys: Vec<String>,
    /// The figure.
    pub groups: Groups,
    /// When the groups started, if they have a past that compares.
    pub before: Option<Period>,
    /// When they were last measured.
    pub now: Period,
}

impl<'d> Subject<'d> {
    /// The dimensions that the place has figures of, each with the keys of its groups, in the edition's order.
    pub fn dimensions(&self) -> Vec<(&'d DimensionPart, Vec<String>)> {
        let keys = self.sheet.groups(self.place());
        let order = &self.sheet.indicator.definition.dimensions;
        let rank = |slug: &str| {
            order
                .iter()
                .position(|other| other == slug)
                .unwrap_or(order.len())
        };
        let mut dimensions: Vec<(&DimensionPart, Vec<String>)> = Vec::new();
        for dimension in &self.document.dimensions {
            let groups = dimension
                .categories
                .iter()
                .map(|category| Group::of(&dimension.slug, &category.slug).key());
            let known: Vec<String> = groups.filter(|key| keys.contains(&key.as_str())).collect();
            if !known.is_empty() {
                dimensions.push((dimension, known));
            }
        }
        dimensions.sort_by_key(|(dimension, _)| rank(&dimension.slug));
        dimensions
    }

    /// The first dimension's groups against the goal.
    pub fn groups(&self, order: Order) -> Option<GroupFigure<'d>> {
        let (dimension, keys) = self.dimensions().into_iter().next()?;
        let now = self.latest_of(&keys)?;
        let before = self.earliest_of(&keys, now);
        let words = self.speech.words;
        let mut rows: Vec<(GroupRow, Option<f64>, Option<i64>)> =
            keys.iter().map(|key| self.group_row(key, before, now)).collect();
        sort_rows(&mut rows, order);
        let everyone = self.sheet.series(self.place(), "");
        let everyone = everyone.at(now).and_then(Moment::comparable);
        let groups = Groups {
            title: self.groups_title(dimension, before, now),
            unit: self.unit(),
            group_heading: words.say("group-heading"),
            people_heading: words.say("people-heading"),
            people_phrase: words.say("people-phrase"),
            before: before
                .map(|period| self.speech.period(period))
                .unwrap_or_default(),
            now: self.speech.period(now),
            rows: rows.into_iter().map(|(row, _, _)| row).collect(),
            everyone: everyone.map(|known| (words.say("everyone"), Value::Measured(reading(&known)))),
            goal: self.goal_of_all(&keys),
            band_heading: String::new(),
        };
        Some(GroupFigure {
            dimension,
            keys,
            groups,
            before,
            now,
        })
    }

    fn groups_title(&self, dimension: &DimensionPart, before: Option<Period>, now: Period) -> String {
        let label = speech::within_a_sentence(self.speech.pick(&dimension.label));
        let now = self.speech.period(now);
        let arguments = |before: &str| {
            [
                ("title", self.title().into()),
                ("dimension", label.as_str().into()),
                ("before", before.into()),
                ("now", now.clone().into()),
            ]
        };
        match before {
            Some(before) => {
                let before = self.speech.period(before);
                self.speech.words.with("groups-title-moved", &arguments(&before))
            }
            None => self.speech.words.with("groups-title", &arguments("")),
        }
    }

    fn group_row(
        &self,
        key: &str,
        before: Option<Period>,
        now: Period,
    ) -> (GroupRow, Option<f64>, Option<i64>) {
        let series = self.sheet.series(self.place(), key);
        let value_at = |period: Period| {
            series.at(period).map_or_else(
                || Value::blank(Blank::NotYetMeasured, ""),
                |moment| self.value(moment),
            )
        };
        let known = |period: Period| series.at(period).and_then(Moment::comparable);
        let step = before
            .and_then(known)
            .zip(known(now))
            .map(|(before, now)| self.speech.difference(now.value, before.value));
        let gain = step.map(|step| match self.standing.direction {
            Direction::Lower => -step,
            Direction::Higher | Direction::Neither => step,
        });
        let people = known(now).and_then(|known| known.denominator);
        let row = GroupRow {
            name: self.document.group_label(key, self.speech.words),
            before: before.map_or_else(|| Value::blank(Blank::NotYetMeasured, ""), value_at),
            now: value_at(now),
            band: None,
        };
        (row, gain, people)
    }

    /// The latest period in which any of these groups shows a value; else the latest at all.
    pub(crate) fn latest_of(&self, keys: &[String]) -> Option<Period> {
        let series: Vec<_> = keys
            .iter()
            .map(|key| self.sheet.series(self.place(), key))
            .collect();
        let known = series
            .iter()
            .flat_map(|series| series.comparable())
            .map(|known| known.period);
        let any = series
            .iter()
            .flat_map(|series| series.moments.iter().map(|moment| moment.period));
        known.max().or_else(|| any.max())
    }

    /// The baseline's period if a group has a value there that compares with now, else the earliest that has.
    pub(crate) fn earliest_of(&self, keys: &[String], now: Period) -> Option<Period> {
        let series = keys.iter().map(|key| self.sheet.series(self.place(), key));
        let mut periods: Vec<Period> = series
            .flat_map(|series| series.comparable())
            .map(|known| known.period)
            .filter(|period| *period < now && !period.overlaps(now))
            .collect();
        periods.sort_unstable();
        let agreed: Vec<Period> = self
            .sheet
            .indicator
            .baselines
            .iter()
            .filter(|part| {
                part.place == self.place() && (part.group.is_empty() || keys.contains(&part.group))
            })
            .filter_map(|part| Period::parse(&part.period).ok())
            .collect();
        let baseline = agreed.into_iter().find(|period| periods.contains(period));
        baseline.or_else(|| periods.first().copied())
    }

    /// The goal that every one of these groups shares; none where goals differ.
    pub(crate) fn goal_of_all(&self, keys: &[String]) -> Option<Goal> {
        let own = |key: &String| Standing::of(&self.sheet, self.place(), key).goal;
        let own: Vec<_> = keys.iter().filter_map(own).collect();
        let Some(((first, period), rest)) = own.split_first() else {
            return self.goal();
        };
        if rest.iter().any(|(other, _)| other.value != first.value) {
            return None;
        }
        Some(Goal {
            value: first.value,
            by: period.map(|period| self.chart_period(period)),
        })
    }

    /// A group's own goal with its period, to which its path leads.
    fn goal_of_group(&self, key: &str) -> Option<Goal> {
        let (target, period) = Standing::of(&self.sheet, self.place(), key).goal?;
        Some(Goal {
            value: target.value,
            by: Some(self.chart_period(period?)),
        })
    }

    /// Small trends of the groups that the first figure does not show; of its own groups where there are no others.
    pub fn multiples(&self) -> Option<(Multiples, Vec<String>, usize)> {
        let dimensions = self.dimensions();
        let rest: Vec<String> = dimensions
            .iter()
            .skip(1)
            .flat_map(|(_, keys)| keys.clone())
            .collect();
        let mut keys = match dimensions.first() {
            Some((_, first)) if rest.is_empty() => first.clone(),
            _ => rest,
        };
        let series = |key: &String| self.sheet.series(self.place(), key);
        // One year is a dot, which the first figure and the table show better.
        keys.retain(|key| series(key).moments.len() > 1);
        let left_out = keys.len().saturating_sub(PANELS_MAX);
        keys.truncate(PANELS_MAX);
        if keys.is_empty() {
            return None;
        }
        let points = |key: &str| -> Vec<Point> {
            let series = self.sheet.series(self.place(), key);
            series.moments.iter().map(|moment| self.point(moment)).collect()
        };
        let everyone = points("");
        let trend = self.trend();
        let panels = keys.iter().map(|key| Panel {
            name: self.document.group_label(key, self.speech.words),
            points: points(key),
            goal: self.goal_of_group(key),
        });
        let multiples = Multiples {
            title: self.title().to_owned(),
            measure: self.title().to_owned(),
            unit: self.unit(),
            group_heading: self.speech.words.say("group-heading"),
            period_heading: trend.period_heading,
            people_heading: trend.people_heading,
            step: 1,
            panels: panels.collect(),
            everyone: (!everyone.is_empty()).then(|| (self.speech.words.say("everyone-short"), everyone)),
            baseline: trend.baseline,
            breaks: self
                .sheet
                .series(self.place(), &keys[0])
                .breaks
                .iter()
                .map(|period| at(*period))
                .collect(),
            goal: self.goal_of_all(&keys).map(|goal| goal.value),
        };
        Some((multiples, keys, left_out))
    }
}

impl GroupFigure<'_> {
    /// Whether the number of people in any group is known.
    pub fn has_people(&self) -> bool {
        let mut rows = self.groups.rows.iter();
        rows.any(|row| matches!(&row.now, Value::Measured(reading) if reading.people.is_some()))
    }
}

fn sort_rows(rows: &mut [(GroupRow, Option<f64>, Option<i64>)], order: Order) {
    // By name within equals, so that the order never depends on chance.
    rows.sort_by_key(|row| row.0.name.to_lowercase());
    match order {
        Order::Name => {}
        Order::Gain => rows.sort_by(|a, b| {
            let gain = |row: &(GroupRow, Option<f64>, Option<i64>)| row.1.unwrap_or(f64::NEG_INFINITY);
            gain(b).total_cmp(&gain(a))
        }),
        Order::Number => rows.sort_by_key(|row| std::cmp::Reverse(row.2)),
    }
}
