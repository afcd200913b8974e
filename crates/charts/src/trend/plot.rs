//! Draws a trend: axes, bands, path to the goal, lines, dots.

use super::Trend;
use super::labels;
use super::series::{Dot, Series};
use crate::blank::Blank;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::Size;
use crate::metrics::{Weight, text_width};
use crate::number::{Unit, decimals, plain, shortest, with_unit};
use crate::place::Placer;
use crate::scale::{Grain, Scale, Start, Ticks, ticks};
use crate::words::{Words, fill};

/// The most horizontal grid lines a figure has.
const GRID_LINES_MAX: usize = 5;

/// Everything the drawing of one trend needs at hand.
pub(super) struct Plot<'a> {
    pub trend: &'a Trend,
    pub series: &'a Series<'a>,
    pub words: &'a Words,
    pub size: Size,
    pub drawing: Drawing,
    pub placer: Placer,
    pub across: Scale,
    pub up: Scale,
    pub ticks: Ticks,
    /// The plot without its labels.
    pub area: Area,
    /// Pixels from one period to the next.
    pub period_width: f64,
}

pub(super) fn draw(trend: &Trend, series: &Series<'_>, words: &Words, size: Size) -> Drawing {
    let mut plot = Plot::lay_out(trend, series, words, size);
    plot.grid();
    plot.bands();
    plot.course_fan();
    plot.goal_line();
    plot.breaks();
    plot.lines();
    labels::write(&mut plot);
    labels::foot(&mut plot);
    labels::time_axis(&mut plot);
    super::gathered::draw(&mut plot);
    plot.drawing
}

impl<'a> Plot<'a> {
    fn lay_out(trend: &'a Trend, series: &'a Series<'a>, words: &'a Words, size: Size) -> Self {
        let (width, top, bottom) = match size {
            Size::Wide => (760.0, 24.0, 316.0),
            Size::Narrow => (360.0, 40.0, 290.0),
        };
        // With nothing to show there is no reason to fill a screen with it.
        let is_empty = series.dots.is_empty() && series.goal.is_none() && series.runs.is_empty();
        let bottom = if is_empty { top + 96.0 } else { bottom };
        let ticks = value_ticks(trend, series);
        let tick_width = ticks
            .values
            .iter()
            .map(|value| {
                text_width(
                    &tick_words(words, trend.unit, *value, &ticks, true),
                    14.0,
                    Weight::Regular,
                )
            })
            .fold(0.0, f64::max);
        let left = (tick_width + 12.0).clamp(if size == Size::Wide { 40.0 } else { 30.0 }, width * 0.35);
        let right = width - labels::gutter(trend, series, words, size);
        let (across, period_width) = time_scale(trend, series, left, right);
        let up = Scale {
            values: (ticks.low(), ticks.high()),
            pixels: (bottom, top),
        };
        let foot = labels::foot_height(trend, &ticks, size);
        let room = Area {
            left: left + 2.0,
            top: 2.0,
            right: width - 2.0,
            bottom: bottom - 2.0,
        };
        Self {
            trend,
            series,
            words,
            size,
            drawing: Drawing::new(width, bottom + 30.0 + foot),
            placer: Placer::new(room),
            across,
            up,
            ticks,
            area: Area {
                left,
                top,
                right,
                bottom,
            },
            period_width,
        }
    }

    /// Where a dot stands.
    pub(super) fn spot(&self, dot: &Dot<'_>) -> (f64, f64) {
        (
            self.across.at(f64::from(dot.period.at)),
            self.up.at(dot.reading.value),
        )
    }

    /// Where the goal's diamond stands.
    pub(super) fn goal_spot(&self) -> Option<(f64, f64)> {
        let y = self.up.at(self.series.goal?.value);
        let x = self
            .series
            .goal_ahead()
            .map_or(self.area.right, |by| self.across.at(f64::from(by.at)));
        Some((x, y))
    }

    fn grid(&mut self) {
        let values = self.ticks.values.clone();
        let is_empty = self.series.dots.is_empty() && self.series.goal.is_none();
        for (index, value) in values.iter().enumerate() {
            if is_empty && index > 0 {
                break;
            }
            let y = self.up.at(*value);
            let class = if index == 0 { "axis" } else { "grid" };
            self.drawing
                .line(class, (self.area.left, y), (self.area.right, y));
            if is_empty {
                continue;
            }
            let is_top = index + 1 == values.len();
            let words = tick_words(self.words, self.trend.unit, *value, &self.ticks, is_top);
            let at = (self.area.left - 6.0, y + 4.5);
            self.drawing.label(Label::new(at, Anchor::End, "t-ctx", words));
        }
        if is_empty && self.series.runs.is_empty() {
            let outline = Area {
                top: self.area.top,
                ..self.area
            };
            let shape = Shape::Box {
                area: outline,
                radius: 0.0,
            };
            self.drawing.mark_in("lead", shape, Manner::Dashed);
            let middle = f64::midpoint(self.area.left, self.area.right);
            let at = (middle, f64::midpoint(self.area.top, self.area.bottom));
            let label = Label::new(at, Anchor::Middle, "", self.words.no_numbers.clone());
            self.drawing.label(label);
        }
    }

    /// Blank periods: hatched where a value is withheld, outlined where there is none yet.
    fn bands(&mut self) {
        for run in &self.series.runs {
            let half = self.period_width * 0.45;
            let area = Area {
                left: (self.across.at(f64::from(run.first.at)) - half).max(self.area.left),
                right: (self.across.at(f64::from(run.last.at)) + half)
                    .min(self.area.right.max(self.drawing.width - 8.0)),
                ..self.area
            };
            self.placer.wash(area);
            let shape = Shape::Box { area, radius: 0.0 };
            match run.blank {
                Blank::NotComparable | Blank::Protected | Blank::TooFew => {
                    self.drawing.mark_in("", shape, Manner::Hatched);
                }
                Blank::NotYetMeasured | Blank::Late => {
                    self.drawing.mark_in("lead", shape, Manner::Dashed);
                }
            }
        }
    }

    fn course_fan(&mut self) {
        let Some(latest) = self.series.latest() else {
            return;
        };
        if self.series.course.is_empty() {
            return;
        }
        let start = self.spot(latest);
        let mut line = vec![start];
        let (mut above, mut below) = (vec![start], Vec::new());
        for course in &self.series.course {
            let x = self.across.at(f64::from(course.period.at));
            line.push((x, self.up.at(course.value)));
            let (low, high) = course.likely.unwrap_or((course.value, course.value));
            if low.is_finite() && high.is_finite() {
                above.push((x, self.up.at(high)));
                below.push((x, self.up.at(low)));
            }
        }
        above.extend(below.into_iter().rev());
        self.drawing.polygon("band", above);
        for pair in line.windows(2) {
            self.placer.stroke(pair[0], pair[1]);
        }
        let end = line[line.len() - 1];
        self.drawing.path("ln fc", line);
        self.drawing.circle("pt open", end, 5.5);
        self.placer.take(around(end, 6.0));
    }

    /// A dashed path to a goal ahead, a level line for a goal without a date or one already due.
    fn goal_line(&mut self) {
        let Some(spot) = self.goal_spot() else { return };
        let ahead = self.series.goal_ahead().and(self.series.latest());
        if let Some(latest) = ahead {
            let from = self.spot(latest);
            self.drawing.path("ln path", vec![from, spot]);
            self.placer.stroke(from, spot);
        } else {
            let from = (self.area.left, spot.1);
            self.drawing.line("goal-ln", from, spot);
            self.placer.stroke(from, spot);
        }
        self.drawing.diamond("goal", spot, 8.0);
        self.placer.take(around(spot, 8.0));
    }

    fn breaks(&mut self) {
        let mut breaks = self.trend.breaks.clone();
        breaks.sort_unstable();
        breaks.dedup();
        for at in breaks {
            let after = self.across.at(f64::from(at));
            let x = after - self.period_width / 2.0;
            if x <= self.area.left || x >= self.area.right {
                continue;
            }
            self.drawing
                .line("lead", (x, self.area.top - 6.0), (x, self.area.bottom));
            self.placer
                .stroke((x, self.area.top - 6.0), (x, self.area.bottom));
        }
    }

    fn lines(&mut self) {
        let radius = if self.period_width < 24.0 { 3.0 } else { 4.5 };
        let spots: Vec<(f64, f64)> = self.series.dots.iter().map(|dot| self.spot(dot)).collect();
        for range in &self.series.lines {
            let is_old = self.series.dots[range.start].is_old;
            let line = spots[range.clone()].to_vec();
            for pair in line.windows(2) {
                self.placer.stroke(pair[0], pair[1]);
            }
            if line.len() > 1 {
                self.drawing.path(if is_old { "ln ctx" } else { "ln" }, line);
            }
        }
        for (index, dot) in self.series.dots.iter().enumerate() {
            let is_latest = index + 1 == spots.len();
            let (class, radius) = if is_latest {
                ("pt", 7.0)
            } else if self.series.baseline == Some(index) {
                ("pt open", 6.0)
            } else if dot.is_old {
                ("pt ctx", radius)
            } else {
                ("pt", radius)
            };
            self.drawing.circle(class, spots[index], radius);
            self.placer.take(around(spots[index], radius));
        }
    }

    /// The words of a value, rounded as the number of people deserves.
    pub(super) fn value_words(&self, dot: &Dot<'_>) -> String {
        let digits = decimals(self.trend.unit, dot.reading.people);
        with_unit(self.words.numbers, self.trend.unit, dot.reading.value, digits)
    }

    /// What the axis says about its start, where that is not zero.
    pub(super) fn scale_note(&self) -> String {
        if self.ticks.low() == 0.0 || (self.series.dots.is_empty() && self.series.goal.is_none()) {
            return String::new();
        }
        let low = shortest(
            self.words.numbers,
            self.trend.unit,
            self.ticks.low(),
            self.ticks.decimals,
        );
        fill(&self.words.scale_starts, &[("value", &low)])
    }
}

fn around((x, y): (f64, f64), reach: f64) -> Area {
    Area {
        left: x - reach,
        top: y - reach,
        right: x + reach,
        bottom: y + reach,
    }
}

/// Only published values reach the axis: what is withheld must not show in its ends.
fn value_ticks(trend: &Trend, series: &Series<'_>) -> Ticks {
    let mut values: Vec<f64> = series.dots.iter().map(|dot| dot.reading.value).collect();
    values.extend(series.goal.map(|goal| goal.value));
    for course in &series.course {
        values.push(course.value);
        if let Some((low, high)) = course.likely {
            values.extend([low, high].iter().filter(|value| value.is_finite()));
        }
    }
    let grain = match trend.unit {
        Unit::Count => Grain::Whole,
        Unit::Percent | Unit::Rate { .. } => Grain::Fractions,
    };
    ticks(&values, GRID_LINES_MAX, Start::NearData, grain)
}

/// The unit sign stands once, at the top.
fn tick_words(words: &Words, unit: Unit, value: f64, ticks: &Ticks, is_top: bool) -> String {
    if is_top {
        return with_unit(words.numbers, unit, value, ticks.decimals);
    }
    plain(words.numbers, value, ticks.decimals)
}

/// The scale of time and the pixels from one period to the next.
fn time_scale(trend: &Trend, series: &Series<'_>, left: f64, right: f64) -> (Scale, f64) {
    let (first, last) = time_range(trend, series);
    let step = f64::from(trend.step.max(1));
    let is_blank_last = series
        .runs
        .last()
        .is_some_and(|run| f64::from(run.last.at) == last);
    let is_blank_first = series
        .runs
        .first()
        .is_some_and(|run| f64::from(run.first.at) == first);
    // Bands reach half a period to each side; at the ends the plot makes room for them.
    let halves = f64::from(u8::from(is_blank_last)) + f64::from(u8::from(is_blank_first));
    let periods = (last - first) / step + 0.5 * halves;
    let period_width = (right - left - 14.0) / periods.max(1.0);
    let half = period_width / 2.0;
    let start = left + 14.0 + if is_blank_first { half } else { 0.0 };
    let end = right - if is_blank_last { half } else { 0.0 };
    let across = Scale {
        values: (first, last),
        pixels: (start, end),
    };
    (across, period_width)
}

/// The newest of what stands beside the curve: it may be newer than any figure, and needs room on the same axis.
fn newest_beside(trend: &Trend) -> Option<f64> {
    let actions = trend.actions.iter().copied().filter(|at| at.is_finite());
    let gathered = trend
        .gathered
        .iter()
        .map(|gathered| gathered.until as f64 / 100.0);
    actions.chain(gathered).max_by(f64::total_cmp)
}

fn time_range(trend: &Trend, series: &Series<'_>) -> (f64, f64) {
    let mut ats: Vec<i32> = series.points.iter().map(|point| point.period.at).collect();
    ats.extend(series.goal_ahead().map(|by| by.at));
    ats.extend(series.course.iter().map(|course| course.period.at));
    let first = ats.iter().copied().min().unwrap_or(0);
    let last = ats.iter().copied().max().unwrap_or(0);
    let newest = newest_beside(trend).filter(|newest| !ats.is_empty() && *newest > f64::from(last));
    if let Some(newest) = newest {
        return (f64::from(first), newest);
    }
    // One period alone stands in the middle of a span of two.
    let pad = if first == last {
        f64::from(trend.step.max(1))
    } else {
        0.0
    };
    (f64::from(first) - pad, f64::from(last) + pad)
}
