//! Draws the groups: names left, a row of marks, the value and its change right; on phones the name stands above.

use super::layout::{
    Sized, change_width, column_width, everyone_label, goal_label, head_words, needs_two_head_lines,
    sized_rows, value_ticks,
};
use super::told::range_ends;
use super::{GroupRow, Groups};
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::Size;
use crate::metrics::{Weight, text_width};
use crate::number::{plain, with_unit};
use crate::scale::{Scale, Ticks};
use crate::words::{Words, fill};

const SMALL_SIZE: f64 = 12.5;

struct Plot<'a> {
    groups: &'a Groups,
    words: &'a Words,
    size: Size,
    drawing: Drawing,
    across: Scale,
    ticks: Ticks,
    /// Names end and the plot begins; the plot ends; values begin; changes end.
    left: f64,
    right: f64,
    value_at: f64,
    /// The first row begins, the last ends.
    top: f64,
    bottom: f64,
}

pub(super) fn draw(groups: &Groups, words: &Words, size: Size) -> Drawing {
    let width = if size == Size::Wide { 760.0 } else { 360.0 };
    let value_width = column_width(groups, words, size);
    let change_width = if size == Size::Wide {
        change_width(groups, words)
    } else {
        0.0
    };
    let (left, right, value_at) = match size {
        Size::Wide => {
            let value_at = width - 2.0 - change_width - value_width;
            (226.0, value_at - 18.0, value_at)
        }
        Size::Narrow => (8.0, 352.0, 352.0),
    };
    let ticks = value_ticks(groups);
    let rows = sized_rows(groups, size, left, value_width);
    let top = 54.0
        + if needs_two_head_lines(groups, words, size, left, right, &ticks) {
            20.0
        } else {
            0.0
        };
    let bottom = top + rows.iter().map(|row| row.height).sum::<f64>();
    let across = Scale {
        values: (ticks.low(), ticks.high()),
        pixels: (left, right),
    };
    let drawing = Drawing::new(width, bottom + 26.0);
    let mut plot = Plot {
        groups,
        words,
        size,
        drawing,
        across,
        ticks,
        left,
        right,
        value_at,
        top,
        bottom,
    };
    plot.grid();
    plot.heads();
    let mut y = top;
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            let (from, to) = if size == Size::Wide {
                (0.0, width)
            } else {
                (left, right)
            };
            plot.drawing.line("grid", (from, y), (to, y));
        }
        plot.row(row, y);
        y += row.height;
    }
    plot.drawing
}

impl Plot<'_> {
    fn grid(&mut self) {
        let is_empty = self.groups.rows.iter().all(|row| row.now.reading().is_none())
            && self.groups.goal_value().is_none();
        if is_empty {
            return;
        }
        let mut last_end = f64::NEG_INFINITY;
        for value in self.ticks.values.clone() {
            let x = self.across.at(value);
            self.drawing.line("grid", (x, self.top), (x, self.bottom));
            let words = with_unit(self.words.numbers, self.groups.unit, value, self.ticks.decimals);
            let width = text_width(&words, 14.0, Weight::Regular);
            let middle = x.clamp(width / 2.0, self.drawing.width - width / 2.0);
            if middle - width / 2.0 < last_end + 4.0 {
                continue;
            }
            last_end = middle + width / 2.0;
            let at = (middle, self.bottom + 18.0);
            self.drawing.label(Label::new(at, Anchor::Middle, "t-ctx", words));
        }
    }

    fn heads(&mut self) {
        let (everyone, goal) = head_words(self.groups, self.words, self.size);
        let goal_y = self.top - 9.0;
        let is_high = self.top > 60.0;
        let everyone_x = everyone.as_ref().map(|(value, _)| self.across.at(*value));
        let goal_x = goal.as_ref().map(|(value, _)| self.across.at(*value));
        if let Some((value, words)) = everyone {
            let x = self.across.at(value);
            let y = if is_high { goal_y - 21.0 } else { goal_y - 1.0 };
            self.drawing.line("lead", (x, y + 5.0), (x, self.bottom));
            let label = everyone_label(x, words, y, self.right, goal_x);
            self.drawing.label(label);
        }
        if let Some((value, words)) = goal {
            let x = self.across.at(value);
            self.drawing
                .line("goal-ln", (x, self.top - 4.0), (x, self.bottom));
            self.drawing.diamond("goal", (x, self.top - 14.0), 6.5);
            let label = goal_label(x, words, goal_y, self.right, everyone_x);
            self.drawing.label(label);
        }
        if self.size == Size::Wide {
            let width = self.drawing.width;
            let now = self.words.now.clone();
            let at = (self.value_at, goal_y);
            self.drawing.label(Label::new(at, Anchor::Start, "t-strong", now));
            if self.groups.has_before() {
                let change = self.words.change.clone();
                let at = (width - 2.0, goal_y);
                self.drawing
                    .label(Label::new(at, Anchor::End, "t-strong", change));
            }
        }
    }

    fn row(&mut self, sized: &Sized<'_>, top: f64) {
        let row = sized.row;
        let people = row.now.reading().and_then(|reading| reading.people);
        let people = people.map(|people| plain(self.words.numbers, people as f64, 0));
        let middle = match self.size {
            Size::Wide => {
                self.name_beside(sized, people.as_deref(), top);
                top + sized.height / 2.0
            }
            Size::Narrow => {
                let last = self.name_above(sized, people, top);
                last + 23.0
            }
        };
        if let Some((blank, _)) = row.now.missing() {
            self.blank_row(row, self.words.blanks.of(blank), middle);
            return;
        }
        self.marks(row, middle);
        self.values(row, middle, top);
    }

    fn name_beside(&mut self, sized: &Sized<'_>, people: Option<&str>, top: f64) {
        let phrase = people.map(|people| fill(&self.groups.people_phrase, &[("count", people)]));
        let text = 16.0 * sized.lines.len() as f64 + if phrase.is_some() { 15.0 } else { 0.0 };
        let mut y = top + (sized.height - text) / 2.0 + 12.0;
        for line in &sized.lines {
            self.drawing
                .label(Label::new((0.0, y), Anchor::Start, "t-strong", line));
            y += 16.0;
        }
        if let Some(phrase) = phrase {
            let label = Label::new((0.0, y), Anchor::Start, "", phrase).sized(SMALL_SIZE);
            self.drawing.label(label);
        }
    }

    fn name_above(&mut self, sized: &Sized<'_>, people: Option<String>, top: f64) -> f64 {
        let mut y = top + 21.0;
        let count = sized.lines.len();
        for (index, line) in sized.lines.iter().enumerate() {
            let mut label = Label::new((self.left, y), Anchor::Start, "t-strong t-halo", line);
            if index + 1 == count
                && let Some(people) = &people
            {
                label.after = format!(" {people}");
            }
            self.drawing.label(label);
            y += 16.0;
        }
        y - 16.0
    }

    /// A hatched bar with the word: never an empty row, never a zero.
    fn blank_row(&mut self, row: &GroupRow, name: &str, y: f64) {
        let area = Area {
            left: self.left,
            top: y - 9.0,
            right: self.right,
            bottom: y + 9.0,
        };
        self.drawing
            .mark_in("", Shape::Box { area, radius: 3.0 }, Manner::Hatched);
        let before = row.before.reading().filter(|_| self.groups.has_before());
        let ring = before.map(|reading| self.across.at(reading.value));
        // The word stands in the half where the ring is not.
        let centre = f64::midpoint(self.left, self.right);
        let quarter = (self.right - self.left) / 4.0;
        let x = match ring {
            Some(x) if (x - centre).abs() < quarter => centre + if x < centre { quarter } else { -quarter },
            _ => centre,
        };
        let label = Label::new((x, y + 5.0), Anchor::Middle, "t-strong t-halo", name);
        self.drawing.label(label);
        if let Some(x) = ring {
            self.drawing.circle("pt open", (x, y), 5.0);
        }
    }

    fn marks(&mut self, row: &GroupRow, y: f64) {
        let Some(now) = row.now.reading() else { return };
        let dot = self.across.at(now.value);
        if let Some((low, high)) = row.band() {
            let area = Area {
                left: self.across.at(low),
                top: y - 9.0,
                right: self.across.at(high).max(self.across.at(low) + 2.0),
                bottom: y + 9.0,
            };
            self.drawing.mark("spread", Shape::Box { area, radius: 9.0 });
        }
        if let Some(likely) = self.groups.likely(row) {
            self.whisker(likely, y + 16.0);
        }
        let before = row.before.reading().filter(|_| self.groups.has_before());
        if let Some(before) = before {
            let ring = self.across.at(before.value);
            if (dot - ring).abs() > 16.0 {
                let towards = (dot - ring).signum();
                self.drawing
                    .line("arrow", (ring + 5.0 * towards, y), (dot - 6.0 * towards, y));
            }
            self.drawing.circle("pt open", (ring, y), 5.0);
        }
        self.drawing.circle("pt", (dot, y), 7.0);
    }

    fn whisker(&mut self, (low, high): (f64, f64), y: f64) {
        let (from, to) = (self.across.at(low), self.across.at(high));
        self.drawing.line("lead", (from, y - 3.5), (from, y + 3.5));
        self.drawing.line("lead", (from, y), (to, y));
        self.drawing.line("lead", (to, y - 3.5), (to, y + 3.5));
        let (low, high) = range_ends(self.groups, (low, high), self.words);
        let words = fill(&self.words.likely, &[("low", &low), ("high", &high)]);
        let right = Label::new((to + 7.0, y + 4.0), Anchor::Start, "t-halo", words).sized(SMALL_SIZE);
        if right.area().right <= self.right + 6.0 {
            self.drawing.label(right);
            return;
        }
        let left = Label {
            at: (from - 7.0, y + 4.0),
            anchor: Anchor::End,
            ..right
        };
        if left.area().left >= self.left - 6.0 {
            self.drawing.label(left);
        }
    }

    fn values(&mut self, row: &GroupRow, y: f64, top: f64) {
        let Some(now) = row.now.reading() else { return };
        let words = self.groups.value_words(now, self.words);
        match self.size {
            Size::Wide => {
                let at = (self.value_at, y + 5.0);
                self.drawing
                    .label(Label::new(at, Anchor::Start, "t-d1", words).sized(16.0));
                if let Some(change) = self.groups.change_words(row, self.words) {
                    let at = (self.drawing.width - 2.0, y + 5.0);
                    self.drawing.label(Label::new(at, Anchor::End, "", change));
                }
            }
            Size::Narrow => {
                let at = (self.value_at, top + 21.0);
                let label = Label::new(at, Anchor::End, "t-d1 t-halo", words);
                self.drawing.label(label.sized(15.0));
            }
        }
    }
}
