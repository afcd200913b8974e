//! An indicator's charts, described for the `charts` crate from what the edition shows.

use charts::{
    Blank, Course, Figure, Goal, Period as At, Point, Reading, Ruler, Trend, Unit as ChartUnit, Value,
    Words as ChartWords,
};
use domain::period::Period;
use domain::quantity::Unit;
use jiff::civil::Date;
use platform::words::{Language, Words};

use super::address::Order;
use super::sheet::{Known, Moment, Sheet};
use super::speech::{self, Speech};
use super::standing::Standing;
use crate::editions::document::{Document, Released, Shown};
use crate::editions::said::CoursePart;

/// A 95 percent range from the 90 percent margin that surveys publish: 1.96 over 1.645.
const LIKELY_FROM_MARGIN: f64 = 1.96 / 1.645;

/// Everything that describing an indicator's figures takes.
#[derive(Debug)]
pub struct Subject<'d> {
    /// The edition.
    pub document: &'d Document,
    /// The figures.
    pub sheet: Sheet<'d>,
    /// The words and numbers of the reader.
    pub speech: Speech,
    /// Words on the charts.
    pub chart_words: ChartWords,
    /// Where everyone stands at the place the page leads with.
    pub standing: Standing<'d>,
}

/// The words of a chart in the reader's language.
pub fn chart_words(language: Language) -> ChartWords {
    let mut words = match language {
        Language::English => ChartWords::english(),
        Language::Spanish => ChartWords::spanish(),
    };
    words.numbers = speech::style(language);
    words
}

impl<'d> Subject<'d> {
    /// The subject of an indicator. None: the document has no such indicator.
    pub fn of(document: &'d Document, slug: &str, words: Words) -> Option<Self> {
        let indicator = document.indicator(slug)?;
        let sheet = Sheet::of(indicator);
        let standing = Standing::of(&sheet, &indicator.headline_place, "");
        Some(Self {
            document,
            speech: Speech::of(words, indicator),
            chart_words: chart_words(words.language),
            standing,
            sheet,
        })
    }

    /// The place the page leads with.
    pub fn place(&self) -> &'d str {
        &self.sheet.indicator.headline_place
    }

    /// Its name.
    pub fn place_name(&self) -> &'d str {
        self.document.place_name(self.place())
    }

    /// The indicator's title in the reader's language.
    pub fn title(&self) -> &'d str {
        self.speech.pick(&self.sheet.indicator.title)
    }

    pub(super) fn unit(&self) -> ChartUnit {
        match self.speech.unit {
            Unit::Percent => ChartUnit::Percent,
            Unit::Count => ChartUnit::Count,
            Unit::PerThousand | Unit::Number => ChartUnit::Rate {
                decimals: u8::try_from(self.speech.decimals).unwrap_or(0),
            },
        }
    }

    /// Whether its values are shares of a hundred.
    pub fn is_share(&self) -> bool {
        matches!(self.speech.unit, Unit::Percent)
    }

    /// Whether a figure of everyone is hidden.
    pub fn is_protected(&self) -> bool {
        self.sheet.series(self.place(), "").has_protected()
    }

    /// The trend of everyone.
    pub fn trend(&self) -> Trend {
        self.trend_of("")
    }

    /// The trend of a group; the empty group is everyone.
    pub fn trend_of(&self, group: &str) -> Trend {
        let words = self.speech.words;
        let series = self.sheet.series(self.place(), group);
        let title = format!("{}, {}", self.title(), self.place_name());
        let mut trend = Trend::new(title, self.title(), self.unit());
        let kind = period_kind(series.moments.first().map(|moment| moment.period));
        trend.period_heading = words.say(&format!("period-heading-{kind}"));
        trend.periods = words.say(&format!("period-{kind}"));
        trend.points = series.moments.iter().map(|moment| self.point(moment)).collect();
        if trend.points.iter().any(has_people) {
            trend.people_heading = words.say("people-heading");
        }
        trend.breaks = series.breaks.iter().map(|period| at(*period)).collect();
        trend.baseline = self.standing.baseline.map(|known| at(known.period));
        trend.goal = self.goal();
        trend.course = self.course(group);
        let action_marks = self.actions_since();
        trend.actions = action_marks.into_iter().map(|(_, at)| at).collect();
        trend
    }

    /// Today's course of a group, as the edition froze it; the empty group is everyone.
    fn course(&self, group: &str) -> Vec<Course> {
        let reading = self.sheet.indicator.reading(self.place(), group);
        let steps = reading
            .map(|reading| reading.course.as_slice())
            .unwrap_or_default();
        let step = |step: &CoursePart| {
            let period = Period::parse(&step.period).ok()?;
            Some(Course {
                period: self.chart_period(period),
                value: step.value,
                likely: Some((step.lower, step.upper)),
            })
        };
        steps.iter().filter_map(step).collect()
    }

    /// The goal of everyone.
    pub fn goal(&self) -> Option<Goal> {
        let (target, period) = self.standing.goal.as_ref()?;
        Some(Goal {
            value: target.value,
            by: period.map(|period| self.chart_period(period)),
        })
    }

    /// Titles of the actions that the trend marks, with the place in time where they began.
    pub fn action_marks(&self) -> Vec<(&'d str, f64)> {
        self.actions_since()
    }

    /// Where a day stands on the time axis of the trend of everyone, in hundredths of a year; none without a figure.
    pub fn hundredths_at(&self, day: Date) -> Option<i64> {
        let series = self.sheet.series(self.place(), "");
        let last = series.moments.last()?.period;
        // Years have four digits: a hundred of them fit anywhere.
        Some((place_in_time(day, last) * 100.0).round() as i64)
    }

    /// Actions that began since the first figure: what is newer than the last one stands to its right.
    fn actions_since(&self) -> Vec<(&'d str, f64)> {
        let Some(story) = &self.sheet.indicator.story else {
            return Vec::new();
        };
        let series = self.sheet.series(self.place(), "");
        let (Some(first), Some(last)) = (series.moments.first(), series.moments.last()) else {
            return Vec::new();
        };
        let published = self.document.published_on.parse::<Date>().ok();
        let mut marks: Vec<(&str, f64)> = story
            .actions
            .iter()
            .filter_map(|action| Some((action, action.began.parse::<Date>().ok()?)))
            // What was only planned on the day of publication has not begun.
            .filter(|(_, began)| published.is_none_or(|published| *began <= published))
            .map(|(action, began)| {
                let at_time = place_in_time(began, last.period);
                (self.speech.pick(&action.title), at_time)
            })
            .filter(|(_, at_time)| *at_time >= f64::from(at(first.period)))
            .collect();
        marks.sort_by(|a, b| a.1.total_cmp(&b.1));
        marks
    }

    /// Whether the edition has figures of everyone at the place the page leads with, shown or not.
    pub fn has_everyone(&self) -> bool {
        !self.sheet.series(self.place(), "").moments.is_empty()
    }

    /// What a picture or an embed shows: the trend of everyone, or the groups where there is no total.
    pub fn leading_figure(&self) -> Figure {
        let groups = self.groups(Order::Name).filter(|_| !self.has_everyone());
        match groups {
            Some(figure) => figure.groups.draw(&self.chart_words),
            None => self.trend().draw(&self.chart_words),
        }
    }

    /// Baseline, now and goal on one scale. None: there is nothing to compare now with.
    pub fn ruler(&self) -> Option<Ruler> {
        let now = self.standing.now?;
        if self.standing.baseline.is_none() && self.goal().is_none() {
            return None;
        }
        let pair = |known: Known| (self.chart_period(known.period), reading(&known));
        Some(Ruler {
            title: self.speech.words.say("ruler-title"),
            unit: self.unit(),
            baseline: self
                .standing
                .before()
                .filter(|before| Some(*before) == self.standing.baseline)
                .map(pair),
            now: pair(now),
            course: self
                .course("")
                .pop()
                // A reached goal needs no course to it, and marks upon each other cannot be read.
                .filter(|_| self.standing.has_reached_goal() != Some(true))
                .map(|course| (course.period, course.value)),
            goal: self.goal(),
        })
    }

    pub(super) fn point(&self, moment: &Moment<'_>) -> Point {
        Point {
            period: self.chart_period(moment.period),
            value: self.value(moment),
            note: self.note(moment),
        }
    }

    /// What readers of a table should know of a figure: that it does not compare, or was corrected.
    pub fn note(&self, moment: &Moment<'_>) -> String {
        let words = self.speech.words;
        let mut notes = Vec::new();
        if let (Some(known), Some(part)) = (moment.known(), moment.not_comparable) {
            let value = self.speech.value(known.value, known.denominator);
            let reason = self.speech.pick(&part.reason);
            notes.push(words.with(
                "note-not-comparable",
                &[("value", value.into()), ("reason", reason.into())],
            ));
        }
        if let Some(before) = moment.figure.and_then(Released::corrected_from) {
            let value = self.speech.value(before, None);
            notes.push(words.with("note-corrected", &[("value", value.into())]));
        }
        if moment.figure.is_some_and(Released::is_held) {
            notes.push(words.say("note-held"));
        }
        notes.join(" ")
    }

    pub(super) fn value(&self, moment: &Moment<'_>) -> Value {
        if let Some(blank) = moment.blank() {
            return Value::blank(blank, self.reason(moment, blank));
        }
        moment.known().map_or_else(
            || Value::blank(Blank::NotYetMeasured, ""),
            |known| Value::Measured(reading(&known)),
        )
    }

    fn reason(&self, moment: &Moment<'_>, blank: Blank) -> String {
        let words = self.speech.words;
        match blank {
            Blank::Protected => match moment.figure.map(Released::shown) {
                Some(Shown::AtLeast { value }) => {
                    words.with("at-least", &[("value", self.speech.goal(*value).into())])
                }
                Some(Shown::AtMost { value }) => {
                    words.with("at-most", &[("value", self.speech.goal(*value).into())])
                }
                Some(Shown::Value { .. } | Shown::Protected | Shown::NotAvailable) | None => {
                    words.say("protected-reason")
                }
            },
            Blank::NotComparable | Blank::NotYetMeasured | Blank::TooFew | Blank::Late => moment
                .not_comparable
                .map(|part| self.speech.pick(&part.reason).to_owned())
                .unwrap_or_default(),
        }
    }

    pub(super) fn chart_period(&self, period: Period) -> At {
        At {
            at: at(period),
            long: self.speech.period(period),
            short: period.short_label(),
        }
    }
}

pub(super) fn reading(known: &Known) -> Reading {
    Reading {
        value: known.value,
        people: known.denominator.and_then(|people| u64::try_from(people).ok()),
        likely: known.margin.map(|margin| {
            let half = margin * LIKELY_FROM_MARGIN;
            (known.value - half, known.value + half)
        }),
    }
}

fn has_people(point: &Point) -> bool {
    matches!(&point.value, Value::Measured(reading) if reading.people.is_some())
}

/// Place in time on an axis.
pub(super) fn at(period: Period) -> i32 {
    match period {
        Period::Month(year, month) => i32::from(year) * 12 + i32::from(month),
        Period::SchoolYear(_) | Period::FiscalYear(_) | Period::Year(_) | Period::Years(_, _) => {
            i32::from(period.axis_year())
        }
    }
}

/// Where a day stands on the axis of periods like this one.
fn place_in_time(day: Date, period: Period) -> f64 {
    match period {
        // Months are counted, and each stands in its own middle.
        Period::Month(_, _) => {
            let within = f64::from(day.day()) / f64::from(day.days_in_month()) - 0.5;
            f64::from(day.year()) * 12.0 + f64::from(day.month()) + within
        }
        Period::SchoolYear(_) | Period::FiscalYear(_) | Period::Year(_) | Period::Years(_, _) => {
            year_of(day) + f64::from(at(period)) - middle(period)
        }
    }
}

/// The middle of a period, in years.
fn middle(period: Period) -> f64 {
    f64::midpoint(year_of(period.start()), year_of(period.end()))
}

fn year_of(date: Date) -> f64 {
    f64::from(date.year()) + f64::from(date.day_of_year() - 1) / 365.25
}

/// The kind of a period, as its texts are named.
fn period_kind(period: Option<Period>) -> &'static str {
    match period {
        Some(Period::SchoolYear(_)) => "school-year",
        Some(Period::FiscalYear(_)) => "fiscal-year",
        Some(Period::Years(_, _)) => "years",
        Some(Period::Month(_, _)) => "month",
        Some(Period::Year(_)) | None => "year",
    }
}
