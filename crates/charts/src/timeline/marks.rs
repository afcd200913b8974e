//! Bars, and the line and word of today, which make way for the names.

use super::TaskState;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::words::Words;

/// The bar of a task, with what runs over its first end striped.
pub(super) fn bars(
    drawing: &mut Drawing,
    state: TaskState,
    (from, until): (f64, f64),
    first: Option<f64>,
    (top, bottom): (f64, f64),
) {
    let shape = |left: f64, right: f64, by: f64| Shape::Box {
        area: Area {
            left: left + by,
            top: top + by,
            right: (right - by).max(left + by),
            bottom: bottom - by,
        },
        radius: 2.0,
    };
    let split = first.map_or(until, |first| first.clamp(from, until));
    match state {
        TaskState::Done => drawing.mark("bar-done", shape(from, split, 0.0)),
        TaskState::UnderWay => drawing.mark("bar-on", shape(from, split, 0.0)),
        TaskState::ToCome => drawing.mark("bar-to", shape(from, split, 0.6)),
        TaskState::Late => drawing.mark_in("slip", shape(from, split, 0.75), Manner::Hatched),
        TaskState::Stopped => {
            let middle = f64::midpoint(top, bottom);
            let area = Area {
                left: from,
                top: middle - 2.5,
                right: split,
                bottom: middle + 2.5,
            };
            drawing.mark("bar-done", Shape::Box { area, radius: 2.0 });
        }
    }
    if until - split > 1.0 {
        drawing.mark_in("slip", shape(split, until, 0.75), Manner::Hatched);
    }
}

/// The parts of an upright line at `x` on which no label stands.
pub(super) fn free_of(labels: &[Label], x: f64, (from, until): (f64, f64)) -> Vec<(f64, f64)> {
    let across = labels.iter().map(Label::area);
    let mut across: Vec<Area> = across
        .filter(|area| area.left - 3.0 < x && x < area.right + 3.0)
        .collect();
    across.sort_by(|one, other| one.top.total_cmp(&other.top));
    let (mut free, mut at) = (Vec::new(), from);
    for area in across {
        if area.top - 1.0 > at {
            free.push((at, (area.top - 1.0).min(until)));
        }
        at = at.max(area.bottom + 1.0);
    }
    if at < until {
        free.push((at, until));
    }
    free
}

/// The word for today in its box, moved in where it would stand over an edge.
pub(super) fn today_box(drawing: &mut Drawing, words: &Words, at: (f64, f64), width: f64) {
    let label = Label::new(at, Anchor::Middle, "t-on", words.plan.today.clone()).sized(12.5);
    let mut area = label.area();
    let shift = (-area.left + 6.0).max(0.0) - (area.right + 6.0 - width).max(0.0);
    area = Area {
        left: area.left + shift - 6.0,
        right: area.right + shift + 6.0,
        top: area.top - 3.0,
        bottom: area.bottom + 2.0,
    };
    drawing.mark("todaybox", Shape::Box { area, radius: 2.0 });
    drawing.label(Label {
        at: (label.at.0 + shift, label.at.1),
        ..label
    });
}
