//! How much room each part of the group figure takes, and which side of its line a word stands on.

use super::{GroupRow, Groups};
use crate::drawing::{Anchor, Label};
use crate::figure::Size;
use crate::metrics::{Weight, text_width, wrap};
use crate::number::{Unit, decimals, shortest};
use crate::scale::{Grain, Scale, Start, Ticks, ticks};
use crate::words::Words;

/// The most vertical grid lines.
const GRID_LINES_MAX: usize = 5;
const NAME_SIZE: f64 = 14.0;

/// One row's name in lines, and its height.
pub(super) struct Sized<'a> {
    pub row: &'a GroupRow,
    pub lines: Vec<String>,
    pub height: f64,
}

pub(super) fn value_ticks(groups: &Groups) -> Ticks {
    let mut values: Vec<f64> = Vec::new();
    for row in &groups.rows {
        values.extend(row.now.reading().map(|reading| reading.value));
        if groups.has_before() {
            values.extend(row.before.reading().map(|reading| reading.value));
        }
        for (low, high) in [row.band(), groups.likely(row)].into_iter().flatten() {
            values.extend([low, high]);
        }
    }
    values.extend(groups.goal_value());
    if let Some((_, value)) = &groups.everyone {
        values.extend(value.reading().map(|reading| reading.value));
    }
    let grain = match groups.unit {
        Unit::Count => Grain::Whole,
        Unit::Percent | Unit::Rate { .. } => Grain::Fractions,
    };
    ticks(&values, GRID_LINES_MAX, Start::NearData, grain)
}

pub(super) fn column_width(groups: &Groups, words: &Words, size: Size) -> f64 {
    let text = if size == Size::Wide { 16.0 } else { 15.0 };
    groups
        .rows
        .iter()
        .filter_map(|row| row.now.reading())
        .map(|reading| text_width(&groups.value_words(reading, words), text, Weight::Strong))
        .fold(text_width(&words.now, 14.0, Weight::Strong), f64::max)
        .min(150.0)
}

pub(super) fn change_width(groups: &Groups, words: &Words) -> f64 {
    if !groups.has_before() {
        return 0.0;
    }
    groups
        .rows
        .iter()
        .filter_map(|row| groups.change_words(row, words))
        .map(|change| text_width(&change, 14.0, Weight::Regular))
        .fold(text_width(&words.change, 14.0, Weight::Strong), f64::max)
        .min(120.0)
        + 16.0
}

pub(super) fn sized_rows<'a>(groups: &'a Groups, size: Size, left: f64, value_width: f64) -> Vec<Sized<'a>> {
    groups
        .rows
        .iter()
        .map(|row| match size {
            Size::Wide => {
                let lines = wrap(&row.name, NAME_SIZE, Weight::Strong, left - 16.0, 3);
                let has_people = row.now.reading().is_some_and(|reading| reading.people.is_some());
                let text = 16.0 * lines.len() as f64 + if has_people { 16.0 } else { 0.0 };
                let height = (text + 14.0).max(56.0);
                Sized { row, lines, height }
            }
            Size::Narrow => {
                let lines = wrap(
                    &row.name,
                    NAME_SIZE,
                    Weight::Strong,
                    336.0 - value_width - 64.0,
                    2,
                );
                let height = 54.0 + 16.0 * lines.len() as f64;
                Sized { row, lines, height }
            }
        })
        .collect()
}

/// A value with the words over its line.
pub(super) type Head = (f64, String);

/// The words over the lines of everyone and of the goal, and where the lines stand.
pub(super) fn head_words(groups: &Groups, words: &Words, size: Size) -> (Option<Head>, Option<Head>) {
    let everyone = groups.everyone.as_ref().and_then(|(name, value)| {
        let reading = value.reading()?;
        Some((
            reading.value,
            format!("{name} {}", groups.value_words(reading, words)),
        ))
    });
    let goal = groups.goal_value().map(|goal| {
        let value = shortest(words.numbers, groups.unit, goal, decimals(groups.unit, None));
        (goal, format!("{} {value}", words.goal))
    });
    let is_narrow = size == Size::Narrow;
    let everyone = everyone.filter(|(_, text)| !is_narrow || text_width(text, 14.0, Weight::Regular) < 240.0);
    (everyone, goal)
}

/// Whether the two words over the plot would run into each other on one line.
pub(super) fn needs_two_head_lines(
    groups: &Groups,
    words: &Words,
    size: Size,
    left: f64,
    right: f64,
    ticks: &Ticks,
) -> bool {
    let (Some(everyone), Some(goal)) = head_words(groups, words, size) else {
        return false;
    };
    let across = Scale {
        values: (ticks.low(), ticks.high()),
        pixels: (left, right),
    };
    let (everyone_x, goal_x) = (across.at(everyone.0), across.at(goal.0));
    let everyone = everyone_label(everyone_x, everyone.1, 44.0, right, Some(goal_x));
    let goal = goal_label(goal_x, goal.1, 44.0, right, Some(everyone_x));
    let mut area = goal.area();
    area.left -= 20.0;
    area.right += 20.0;
    everyone.area().overlaps(&area)
}

/// The words of everyone's line, on the side away from the goal where there is room.
pub(super) fn everyone_label(x: f64, words: String, y: f64, right: f64, goal: Option<f64>) -> Label {
    let before = Label::new((x - 6.0, y), Anchor::End, "", words);
    let after = Label {
        at: (x + 6.0, y),
        anchor: Anchor::Start,
        ..before.clone()
    };
    let is_left_better = goal.is_none_or(|goal| goal >= x);
    let fits_left = before.area().left >= 0.0;
    let fits_right = after.area().right <= right;
    if fits_left && (is_left_better || !fits_right) {
        before
    } else {
        after
    }
}

/// The words of the goal's line, on the side away from everyone's line where there is room.
pub(super) fn goal_label(x: f64, words: String, y: f64, right: f64, everyone: Option<f64>) -> Label {
    let after = Label::new((x + 12.0, y), Anchor::Start, "t-goal", words);
    let before = Label {
        at: (x - 12.0, y),
        anchor: Anchor::End,
        ..after.clone()
    };
    let is_right_better = everyone.is_none_or(|everyone| everyone <= x);
    let fits_left = before.area().left >= 0.0;
    let fits_right = after.area().right <= right;
    if fits_right && (is_right_better || !fits_left) {
        after
    } else {
        before
    }
}
