//! What is written on a trend: values, bands, goal, time axis, actions and the note about the scale.

use super::Trend;
use super::plot::Plot;
use super::series::{Run, Series};
use crate::drawing::{Anchor, Area, Label, Manner, Shape};
use crate::figure::Size;
use crate::metrics::{Weight, text_width, wrap};
use crate::number::{decimals, plain, shortest};
use crate::place::{around, spread};
use crate::scale::Ticks;
use crate::value::Period;
use crate::words::{Words, fill};

/// Writes on the plot, the most important first, so that lesser labels give way.
pub(super) fn write(plot: &mut Plot<'_>) {
    break_names(plot);
    now(plot);
    goal(plot);
    course(plot);
    baseline(plot);
    bands(plot);
    ends(plot);
}

/// The room that labels right of the plot need.
pub(super) fn gutter(trend: &Trend, series: &Series<'_>, words: &Words, size: Size) -> f64 {
    if size == Size::Narrow {
        return 16.0;
    }
    let mut widest: f64 = 0.0;
    if series.goal.is_some() {
        widest = widest.max(text_width(
            &goal_words(trend, series, words),
            15.0,
            Weight::Strong,
        ));
    }
    if let Some([first, second]) = course_words(trend, series, words) {
        widest = widest
            .max(text_width(&first, 14.0, Weight::Strong))
            .max(text_width(&second, 14.0, Weight::Regular));
    }
    if widest == 0.0 {
        24.0
    } else {
        (widest + 18.0).min(240.0)
    }
}

fn goal_words(trend: &Trend, series: &Series<'_>, words: &Words) -> String {
    let value = series.goal.map_or(0.0, |goal| goal.value);
    let value = shortest(words.numbers, trend.unit, value, decimals(trend.unit, None));
    format!("{} {value}", words.goal)
}

/// "On today’s course" and "79%, likely 75–83".
fn course_words(trend: &Trend, series: &Series<'_>, words: &Words) -> Option<[String; 2]> {
    let last = series.course.last()?;
    let value = shortest(words.numbers, trend.unit, last.value, 0);
    let likely = last.likely.map(|(low, high)| {
        let (low, high) = (plain(words.numbers, low, 0), plain(words.numbers, high, 0));
        fill(&words.likely, &[("low", &low), ("high", &high)])
    });
    let value = likely.map_or(value.clone(), |likely| format!("{value}, {likely}"));
    Some([words.course.clone().into_owned(), value])
}

fn bands(plot: &mut Plot<'_>) {
    let series = plot.series;
    let mut named = Vec::new();
    for run in &series.runs {
        let half = plot.period_width * 0.45;
        let from = (plot.across.at(f64::from(run.first.at)) - half).max(plot.area.left);
        let to = (plot.across.at(f64::from(run.last.at)) + half).min(plot.drawing.width - 8.0);
        // A kind of blank that is named once on the drawing may stay unnamed where there is no room.
        let is_needed = !named.contains(&run.blank);
        for label in band_labels(plot, run, f64::midpoint(from, to), to - from, is_needed) {
            named.push(run.blank);
            plot.drawing.label(label);
        }
    }
}

/// Name and reason if they fit, else the name, else the name turned upright; low if there is room, else higher.
fn band_labels(plot: &mut Plot<'_>, run: &Run<'_>, middle: f64, room: f64, is_needed: bool) -> Vec<Label> {
    let name = plot.words.blanks.of(run.blank);
    let size = if plot.size == Size::Wide { 14.0 } else { 12.5 };
    let in_full = if run.reason.is_empty() {
        name.to_owned()
    } else {
        fill(
            &plot.words.blank_with_reason,
            &[("blank", name), ("reason", run.reason)],
        )
    };
    let (top, bottom) = (plot.area.top, plot.area.bottom);
    for (text, lines_max) in [(in_full.as_str(), 6), (name, 3)] {
        let lines = wrap(text, size, Weight::Regular, room, lines_max);
        if lines.join(" ") != text {
            continue;
        }
        let height = (lines.len() as f64 - 1.0) * 18.0;
        let centre = f64::midpoint(top, bottom) - height / 2.0;
        let places = [
            bottom - 16.0 - height,
            top + 18.0,
            centre,
            centre + 50.0,
            centre - 50.0,
        ]
        .map(|y| (middle, y, Anchor::Middle));
        let lines: Vec<Label> = lines
            .into_iter()
            .map(|line| Label::new((middle, bottom), Anchor::Middle, "t-halo", line).sized(size))
            .collect();
        if let Some(placed) = plot.placer.may_all(&lines, 18.0, &places) {
            return placed;
        }
    }
    let x = middle + size * 0.26;
    let mut turned = Label::new((x, bottom), Anchor::Start, "t-halo", name).sized(size);
    turned.is_turned = true;
    let mut places: Vec<(f64, f64, Anchor)> = Vec::new();
    let mut y = bottom - 10.0;
    while y > f64::midpoint(top, bottom) {
        places.push((x, y, Anchor::Start));
        places.push((x, top + bottom - y, Anchor::End));
        y -= 20.0;
    }
    if let Some(placed) = plot.placer.may_all(std::slice::from_ref(&turned), 0.0, &places) {
        return placed;
    }
    if is_needed {
        return plot.placer.must_all(&[turned], 0.0, &places);
    }
    Vec::new()
}

fn break_names(plot: &mut Plot<'_>) {
    let Some(at) = plot.trend.breaks.iter().copied().max() else {
        return;
    };
    let x = plot.across.at(f64::from(at)) - plot.period_width / 2.0;
    if x <= plot.area.left || x >= plot.area.right {
        return;
    }
    let (top, low) = (plot.area.top + 4.0, plot.area.bottom - 8.0);
    for (words, anchor, side) in [
        (plot.words.old_count.clone(), Anchor::End, -6.0),
        (plot.words.new_count.clone(), Anchor::Start, 6.0),
    ] {
        let label = Label::new((0.0, 0.0), anchor, "t-halo", words).sized(13.0);
        let places = [(x + side, low, anchor), (x + side, top, anchor)];
        let label = plot.placer.must(&label, &places);
        plot.drawing.label(label);
    }
}

fn now(plot: &mut Plot<'_>) {
    let Some(latest) = plot.series.latest() else {
        return;
    };
    let size = if plot.size == Size::Wide { 17.0 } else { 15.0 };
    let words = format!("{} {}", plot.words.now, plot.value_words(latest));
    let spot = plot.spot(latest);
    let label = Label::new(spot, Anchor::Middle, "t-d1 t-halo", words).sized(size);
    let label = plot.placer.must(&label, &around(spot, 11.0, size));
    plot.drawing.label(label);
}

fn goal(plot: &mut Plot<'_>) {
    let Some((x, y)) = plot.goal_spot() else { return };
    let words = goal_words(plot.trend, plot.series, plot.words);
    let size = if plot.size == Size::Wide { 15.0 } else { 14.0 };
    let label = Label::new((x, y), Anchor::Start, "t-goal t-halo", words).sized(size);
    let mut places = around((x, y), 10.0, size);
    if plot.size == Size::Wide && x >= plot.area.right - 1.0 {
        places.insert(0, (x + 14.0, y + 5.0, Anchor::Start));
    } else {
        places.insert(0, (x + 8.0, y - 14.0, Anchor::End));
        places.insert(1, (x + 8.0, y + 24.0, Anchor::End));
        let further = [-30.0, 40.0, -46.0, 56.0, -62.0, 72.0];
        places.extend(further.map(|dy| (x + 8.0, y + dy, Anchor::End)));
    }
    // A level goal may carry its words anywhere along its line.
    if plot.series.goal_ahead().is_none() {
        for part in [0.02, 0.3, 0.5, 0.7] {
            let along = plot.area.left + part * (plot.area.right - plot.area.left);
            places.push((along, y - 6.0, Anchor::Start));
            places.push((along, y + size, Anchor::Start));
        }
    }
    let label = plot.placer.must(&label, &places);
    plot.drawing.label(label);
}

fn course(plot: &mut Plot<'_>) {
    let Some(lines) = course_words(plot.trend, plot.series, plot.words) else {
        return;
    };
    let Some(last) = plot.series.course.last() else {
        return;
    };
    let (x, y) = (plot.across.at(f64::from(last.period.at)), plot.up.at(last.value));
    let (size, places) = match plot.size {
        Size::Wide => {
            let beside = |dy: f64| (x + 14.0, y + dy, Anchor::Start);
            (14.0, [0.0, 12.0, 24.0, -24.0, 40.0].map(beside))
        }
        Size::Narrow => {
            let under = |dy: f64| (x + 8.0, y + dy, Anchor::End);
            (13.0, [30.0, 48.0, 66.0, 84.0, 102.0].map(under))
        }
    };
    let classes = ["t-d1 t-halo", "t-halo"];
    let lines: Vec<Label> = lines
        .into_iter()
        .zip(classes)
        .map(|(line, class)| Label::new((x, y), Anchor::Start, class, line).sized(size))
        .collect();
    for label in plot.placer.must_all(&lines, size * 1.25, &places) {
        plot.drawing.label(label);
    }
}

fn baseline(plot: &mut Plot<'_>) {
    let Some(index) = plot.series.baseline else { return };
    let dot = &plot.series.dots[index];
    let spot = plot.spot(dot);
    let words = format!("{} {}", plot.words.baseline, plot.value_words(dot));
    let label = Label::new(spot, Anchor::Middle, "t-strong t-halo", words);
    let mut places = around(spot, 10.0, 14.0);
    for dy in [-46.0, 52.0, -62.0, 68.0] {
        places.extend([Anchor::Start, Anchor::End].map(|anchor| (spot.0, spot.1 + dy, anchor)));
    }
    // Under the ring and to its right, where a rising line leaves room.
    places.insert(0, (spot.0 - 10.0, spot.1 + 22.0, Anchor::Start));
    let label = plot.placer.must(&label, &places);
    plot.drawing.label(label);
}

/// The first and the last value of every stretch of line, where there is room.
fn ends(plot: &mut Plot<'_>) {
    let series = plot.series;
    let latest = series.dots.len().saturating_sub(1);
    let mut labelled: Vec<usize> = Vec::new();
    for range in &series.lines {
        for index in [range.start, range.end - 1] {
            if index == latest || series.baseline == Some(index) || labelled.contains(&index) {
                continue;
            }
            labelled.push(index);
            let dot = &series.dots[index];
            let class = if dot.is_old { "t-halo" } else { "t-strong t-halo" };
            let spot = plot.spot(dot);
            let label = Label::new(spot, Anchor::Middle, class, plot.value_words(dot));
            if let Some(label) = plot.placer.may(&label, &around(spot, 8.0, 14.0)) {
                plot.drawing.label(label);
            }
        }
    }
}

/// Names periods under the axis: first those that matter, then as many as fit at an even distance.
pub(super) fn time_axis(plot: &mut Plot<'_>) {
    let series = plot.series;
    let mut periods: Vec<&Period> = Vec::new();
    periods.extend(series.latest().map(|dot| dot.period));
    periods.extend(series.goal_ahead());
    periods.extend(series.course.last().map(|course| &course.period));
    periods.extend(series.points.first().map(|point| &point.period));
    periods.extend(series.baseline.map(|index| series.dots[index].period));
    for range in &series.lines {
        periods.extend([range.start, range.end - 1].map(|index| series.dots[index].period));
    }
    let all: Vec<&Period> = series.points.iter().map(|point| &point.period).collect();
    let size = plot.size;
    let name = |period: &Period| match size {
        Size::Wide => period.long.clone(),
        Size::Narrow => period.short.clone(),
    };
    let widest = all
        .iter()
        .map(|period| text_width(&name(period), 14.0, Weight::Regular))
        .fold(0.0, f64::max);
    let stride = (((widest + 12.0) / plot.period_width.max(1.0)).ceil() as usize).max(1);
    periods.extend(all.iter().rev().step_by(stride));

    let y = plot.area.bottom + 21.0;
    let mut taken: Vec<Area> = Vec::new();
    let mut seen: Vec<i32> = Vec::new();
    for period in periods {
        if seen.contains(&period.at) {
            continue;
        }
        seen.push(period.at);
        let x = plot.across.at(f64::from(period.at));
        let label = Label::new((x, y), Anchor::Middle, "t-ctx t-halo", name(period));
        time_label(plot, &mut taken, label);
    }
    if let Some(gathered) = &plot.trend.gathered {
        let x = plot.across.at(gathered.until as f64 / 100.0);
        let words = gathered.until_words.clone();
        let label = Label::new((x, y), Anchor::Middle, "t-ctx t-halo", words);
        time_label(plot, &mut taken, label);
    }
}

/// Writes a name under the axis with its tick, if no other stands there.
fn time_label(plot: &mut Plot<'_>, taken: &mut Vec<Area>, label: Label) {
    let mut area = label.area();
    area.left -= 5.0;
    area.right += 5.0;
    if taken.iter().any(|other| other.overlaps(&area)) {
        return;
    }
    taken.push(area);
    let (x, foot) = (label.at.0, plot.area.bottom);
    plot.drawing.line("axis", (x, foot), (x, foot + 5.0));
    plot.drawing.label(label);
}

/// The height below the time axis.
pub(super) fn foot_height(trend: &Trend, ticks: &Ticks, size: Size) -> f64 {
    let lane = if trend.actions.is_empty() { 0.0 } else { 38.0 };
    let has_periods_note = size == Size::Narrow && !trend.periods_note.is_empty();
    let note = if ticks.low() != 0.0 || has_periods_note {
        22.0
    } else {
        0.0
    };
    let gathered = if trend.gathered.is_some() {
        super::gathered::HEIGHT
    } else {
        0.0
    };
    lane + gathered + note
}

/// The lane of actions and the note about the scale.
pub(super) fn foot(plot: &mut Plot<'_>) {
    lane(plot);
    let mut note = plot.scale_note();
    if plot.size == Size::Narrow && !plot.trend.periods_note.is_empty() {
        note = format!("{note} {}", plot.trend.periods_note).trim().to_owned();
    }
    let at = (plot.area.left, plot.drawing.height - 6.0);
    let label = Label::new(at, Anchor::Start, "t-ctx", note).sized(12.5);
    plot.drawing.label(label);
}

fn lane(plot: &mut Plot<'_>) {
    let mut actions: Vec<(usize, f64)> = (1..)
        .zip(plot.trend.actions.iter().copied())
        .filter(|(_, at)| at.is_finite())
        .collect();
    if actions.is_empty() {
        return;
    }
    actions.sort_by(|a, b| a.1.total_cmp(&b.1));
    let y = plot.area.bottom + 50.0;
    let (left, right) = (plot.area.left + 12.0, plot.area.right - 1.0);
    let exact: Vec<f64> = actions.iter().map(|(_, at)| plot.across.at(*at)).collect();
    let placed = spread(&exact, 24.0, left, right);
    let begins = placed[0] - 20.0;
    for words in [&plot.words.actions_began, &plot.words.actions_began_short] {
        let label = Label::new((begins - 8.0, y + 5.0), Anchor::End, "t-halo", words.clone());
        if label.area().left >= 0.0 {
            plot.drawing.label(label);
            break;
        }
    }
    plot.drawing
        .line("grid", (begins.max(0.0), y), (plot.area.right, y));
    for (((number, at), x), dot_x) in actions.iter().zip(&exact).zip(&placed) {
        let from = (*x, level_at(plot, *at));
        let shape = Shape::Path {
            points: vec![from, (*x, y - 26.0), (*dot_x, y - 12.0)],
            is_closed: false,
        };
        plot.drawing.mark_in("lead", shape, Manner::Dotted);
        plot.drawing.circle("s1", (*dot_x, y), 10.5);
        let label = Label::new((*dot_x, y + 4.5), Anchor::Middle, "t-on", number.to_string());
        plot.drawing.label(label.sized(13.0));
    }
}

/// Just under the line at a place in time, or under the time axis where there is no line.
fn level_at(plot: &Plot<'_>, at: f64) -> f64 {
    for range in &plot.series.lines {
        for pair in plot.series.dots[range.clone()].windows(2) {
            let (before, after) = (f64::from(pair[0].period.at), f64::from(pair[1].period.at));
            if (before..=after).contains(&at) {
                let part = (at - before) / (after - before);
                let value = pair[0].reading.value + part * (pair[1].reading.value - pair[0].reading.value);
                return plot.up.at(value) + 4.0;
            }
        }
    }
    plot.area.bottom + 26.0
}
