//! Equiplot: one row a period, a dot with letters a group, a line from the lowest to the highest, and how far apart.

use crate::drawing::{Anchor, Drawing, Label};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, text_width, wrap};
use crate::number::{Unit, decimals, plain, printed_difference, shortest, with_unit};
use crate::palette::Ground;
use crate::scale::{Grain, Scale, Start, Ticks, ticks};
use crate::table::{Cell, Column, Row, Status, Table};
use crate::value::{Goal, Period, Reading, Value, is_drawable};
use crate::words::{Words, fill};

/// How far apart groups are, period by period. Made for up to ten groups: more are hard to tell apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Equiplot {
    /// What the figure and its table are of.
    pub title: String,
    /// What the values count.
    pub unit: Unit,
    /// Heading of the periods: "School year".
    pub period_heading: String,
    /// Names of the groups.
    pub groups: Vec<String>,
    /// One row a period, earliest first, each with a value for every group in their order.
    pub rows: Vec<(Period, Vec<Value>)>,
    /// What every group is to reach.
    pub goal: Option<Goal>,
}

/// Half a dot, and how far apart the middles of two dots must be to be read.
const RADIUS: f64 = 11.0;
const APART: f64 = 2.0 * RADIUS + 1.0;
const GRID_LINES_MAX: usize = 5;

/// A group's dot in a row.
struct Dot {
    group: usize,
    reading: Reading,
    x: f64,
    lane: usize,
}

impl Equiplot {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        Figure {
            title: self.title.clone(),
            description: self.description(words),
            table: self.table(words),
            wide: Sheet::new(self, words, Size::Wide).drawn(),
            narrow: Some(Sheet::new(self, words, Size::Narrow).drawn()),
            ground: Ground::Paper,
        }
    }

    fn value_words(&self, reading: Reading, words: &Words) -> String {
        with_unit(
            words.numbers,
            self.unit,
            reading.value,
            decimals(self.unit, reading.people),
        )
    }

    /// The lowest and the highest of a row, if it has two values.
    fn ends<'a>(&'a self, values: &'a [Value]) -> Option<[(usize, Reading); 2]> {
        let mut known: Vec<(usize, Reading)> = values
            .iter()
            .take(self.groups.len())
            .enumerate()
            .filter_map(|(group, value)| Some((group, value.reading()?)))
            .collect();
        known.sort_by(|a, b| a.1.value.total_cmp(&b.1.value));
        match known[..] {
            [low, .., high] => Some([low, high]),
            _ => None,
        }
    }

    /// "24.7 points apart", as the printed values show it.
    fn apart_words(&self, [low, high]: [(usize, Reading); 2], words: &Words) -> String {
        let digits = decimals(self.unit, low.1.people).min(decimals(self.unit, high.1.people));
        let apart = printed_difference(high.1.value, low.1.value, digits);
        let phrase = if self.unit == Unit::Percent {
            &words.points_apart
        } else {
            &words.apart
        };
        fill(phrase, &[("value", &plain(words.numbers, apart, digits))])
    }

    fn description(&self, words: &Words) -> String {
        let mut told = vec![words.equiplot_kind.clone().into_owned()];
        for (period, values) in &self.rows {
            let Some(ends) = self.ends(values) else { continue };
            let [low, high] = ends;
            told.push(fill(
                &words.equiplot_row,
                &[
                    ("when", &period.long),
                    ("low_group", &self.groups[low.0]),
                    ("low", &self.value_words(low.1, words)),
                    ("high_group", &self.groups[high.0]),
                    ("high", &self.value_words(high.1, words)),
                    ("apart", &self.apart_words(ends, words)),
                ],
            ));
        }
        told.extend(self.blanks(words));
        if let Some(goal) = self.goal.as_ref().filter(|goal| is_drawable(goal.value)) {
            let value = shortest(words.numbers, self.unit, goal.value, decimals(self.unit, None));
            told.push(fill(&words.groups_goal, &[("value", &value)]));
        }
        if told.len() == 1 {
            return format!("{}.", words.no_numbers);
        }
        told.join(" ")
    }

    /// Who is not drawn and why: "Pacific Islander: 2019–20 and 2020–21, protected."
    fn blanks(&self, words: &Words) -> Vec<String> {
        let mut told = Vec::new();
        for (group, name) in self.groups.iter().enumerate() {
            for blank in crate::blank::Blank::ALL {
                let missing = self.rows.iter().filter(|(_, values)| {
                    let own = values.get(group).and_then(Value::missing);
                    own.is_some_and(|(own, _)| own == blank)
                });
                let periods: Vec<String> = missing.map(|(period, _)| period.long.clone()).collect();
                if !periods.is_empty() {
                    let when = format!("{name}, {}", words.join(&periods));
                    let blank = words.blanks_within.of(blank);
                    told.push(fill(&words.run_blank, &[("when", &when), ("blank", blank)]));
                }
            }
        }
        told
    }

    fn table(&self, words: &Words) -> Table {
        let mut columns = vec![Column::text(&self.period_heading)];
        columns.extend(self.groups.iter().map(Column::numbers));
        let cell = |value: Option<&Value>| match value.map(|value| (value.missing(), value.reading())) {
            Some((None, Some(reading))) => Cell::words(self.value_words(reading, words)),
            Some((Some((blank, _)), _)) => Cell::blank(blank, words.blanks.of(blank)),
            Some((None, None)) | None => Cell::words(""),
        };
        let rows = self.rows.iter().map(|(period, values)| {
            let mut cells = vec![Cell::words(&period.long)];
            cells.extend((0..self.groups.len()).map(|group| cell(values.get(group))));
            Row {
                cells,
                status: Status::Measured,
            }
        });
        Table {
            caption: self.title.clone(),
            columns,
            rows: rows.collect(),
        }
    }

    /// One or two letters a group, as far as possible its own.
    fn letters(&self) -> Vec<String> {
        let mut taken: Vec<String> = Vec::new();
        for name in &self.groups {
            let letters: Vec<char> = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
            let first: String = letters
                .iter()
                .take(1)
                .flat_map(|letter| letter.to_uppercase())
                .collect();
            let with = |second: char| format!("{first}{}", second.to_lowercase());
            let words_ = name
                .split_whitespace()
                .skip(1)
                .filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
            let mut choices = vec![first.clone()];
            choices.extend(letters.iter().skip(1).take(1).map(|letter| with(*letter)));
            choices.extend(words_.map(with));
            choices.extend(letters.iter().skip(2).map(|letter| with(*letter)));
            let own = choices
                .iter()
                .find(|choice| !choice.is_empty() && !taken.contains(choice));
            taken.push(own.cloned().unwrap_or_else(|| (taken.len() + 1).to_string()));
        }
        taken
    }

    fn value_ticks(&self) -> Ticks {
        let values = self
            .rows
            .iter()
            .flat_map(|(_, values)| values.iter().filter_map(Value::reading));
        let mut values: Vec<f64> = values.map(|reading| reading.value).collect();
        values.extend(
            self.goal
                .iter()
                .map(|goal| goal.value)
                .filter(|value| is_drawable(*value)),
        );
        let grain = match self.unit {
            Unit::Count => Grain::Whole,
            Unit::Percent | Unit::Rate { .. } => Grain::Fractions,
        };
        ticks(&values, GRID_LINES_MAX, Start::NearData, grain)
    }
}

/// The sheet in the making.
struct Sheet<'a> {
    plot: &'a Equiplot,
    words: &'a Words,
    size: Size,
    letters: Vec<String>,
    ticks: Ticks,
    across: Scale,
    rows: Vec<(f64, Vec<Dot>)>,
    bottom: f64,
    width: f64,
}

impl<'a> Sheet<'a> {
    fn new(plot: &'a Equiplot, words: &'a Words, size: Size) -> Self {
        let width = if size == Size::Wide { 760.0 } else { 360.0 };
        let names = plot
            .rows
            .iter()
            .map(|(period, _)| text_width(&period.long, 14.0, Weight::Strong));
        let apart = plot.rows.iter().filter_map(|(_, values)| plot.ends(values));
        let apart = apart.map(|ends| text_width(&plot.apart_words(ends, words), 14.0, Weight::Strong));
        let (left, right) = match size {
            Size::Wide => (
                names.fold(0.0, f64::max).min(200.0) + 24.0,
                width - apart.fold(0.0, f64::max).min(200.0) - 28.0,
            ),
            Size::Narrow => (RADIUS + 4.0, width - RADIUS - 4.0),
        };
        let ticks = plot.value_ticks();
        let across = Scale {
            values: (ticks.low(), ticks.high()),
            pixels: (left, right),
        };
        let mut sheet = Self {
            plot,
            words,
            size,
            letters: plot.letters(),
            ticks,
            across,
            rows: Vec::new(),
            bottom: 40.0,
            width,
        };
        sheet.lay_out();
        sheet
    }

    /// Rows from top to bottom; dots that would cover each other stand in a lane below.
    fn lay_out(&mut self) {
        for (_, values) in &self.plot.rows {
            let mut dots: Vec<Dot> = values
                .iter()
                .take(self.plot.groups.len())
                .enumerate()
                .filter_map(|(group, value)| {
                    let reading = value.reading()?;
                    let x = self.across.at(reading.value);
                    Some(Dot {
                        group,
                        reading,
                        x,
                        lane: 0,
                    })
                })
                .collect();
            dots.sort_by(|a, b| a.reading.value.total_cmp(&b.reading.value));
            let mut ends: Vec<f64> = Vec::new();
            for dot in &mut dots {
                let free = ends.iter().position(|end| dot.x - end >= APART);
                dot.lane = free.unwrap_or(ends.len());
                match ends.get_mut(dot.lane) {
                    Some(end) => *end = dot.x,
                    None => ends.push(dot.x),
                }
            }
            let head = if self.size == Size::Narrow { 24.0 } else { 8.0 };
            let first = self.bottom + head + RADIUS;
            let lanes = ends.len().max(1) as f64;
            self.bottom = first + (lanes - 1.0) * APART + RADIUS + 8.0;
            self.rows.push((first, dots));
        }
    }

    fn drawn(self) -> Drawing {
        let key = self.key();
        let height = self.bottom + 28.0 + key.len() as f64 * 18.0;
        let mut drawing = Drawing::new(self.width, height);
        if self.rows.iter().all(|(_, dots)| dots.is_empty()) {
            let at = (self.width / 2.0, self.bottom / 2.0);
            drawing.label(Label::new(at, Anchor::Middle, "", self.words.no_numbers.clone()));
            return drawing;
        }
        self.grid(&mut drawing);
        self.goal(&mut drawing);
        for (index, (y, dots)) in self.rows.iter().enumerate() {
            self.row(&mut drawing, index, *y, dots);
        }
        for (index, line) in key.into_iter().enumerate() {
            let at = (0.0, self.bottom + 38.0 + index as f64 * 18.0);
            drawing.label(Label::new(at, Anchor::Start, "", line).sized(13.0));
        }
        drawing
    }

    fn grid(&self, drawing: &mut Drawing) {
        let mut last_end = f64::NEG_INFINITY;
        for value in &self.ticks.values {
            let x = self.across.at(*value);
            drawing.line("grid", (x, 30.0), (x, self.bottom));
            let words = with_unit(self.words.numbers, self.plot.unit, *value, self.ticks.decimals);
            let label = Label::new((x, self.bottom + 17.0), Anchor::Middle, "t-ctx", words);
            let area = label.area();
            if area.left > last_end + 4.0 {
                last_end = area.right;
                drawing.label(label);
            }
        }
    }

    fn goal(&self, drawing: &mut Drawing) {
        let Some(goal) = self.plot.goal.as_ref().filter(|goal| is_drawable(goal.value)) else {
            return;
        };
        let x = self.across.at(goal.value);
        drawing.line("goal-ln", (x, 26.0), (x, self.bottom));
        drawing.diamond("goal", (x, 18.0), 6.5);
        let value = shortest(
            self.words.numbers,
            self.plot.unit,
            goal.value,
            decimals(self.plot.unit, None),
        );
        let words = format!("{} {value}", self.words.goal);
        let is_right = x + 14.0 + text_width(&words, 14.0, Weight::Strong) < self.width;
        let (at, anchor) = if is_right {
            ((x + 12.0, 23.0), Anchor::Start)
        } else {
            ((x - 12.0, 23.0), Anchor::End)
        };
        drawing.label(Label::new(at, anchor, "t-goal t-halo", words));
    }

    fn row(&self, drawing: &mut Drawing, index: usize, y: f64, dots: &[Dot]) {
        let (period, values) = &self.plot.rows[index];
        let name_y = if self.size == Size::Narrow {
            y - RADIUS - 9.0
        } else {
            y + 5.0
        };
        drawing.label(Label::new(
            (0.0, name_y),
            Anchor::Start,
            "t-strong",
            period.long.clone(),
        ));
        if let Some(ends) = self.plot.ends(values) {
            let words = self.plot.apart_words(ends, self.words);
            let at = (self.width - 2.0, name_y);
            drawing.label(Label::new(at, Anchor::End, "t-halo", words));
        }
        if let [low, .., high] = dots {
            drawing.path("ln ctx", vec![(low.x, y), (high.x, y)]);
        }
        for dot in dots {
            let middle = (dot.x, y + dot.lane as f64 * APART);
            drawing.circle("s1", middle, RADIUS);
            let letters = self.letters[dot.group].clone();
            let label = Label::new((middle.0, middle.1 + 4.0), Anchor::Middle, "t-on", letters);
            drawing.label(label.sized(11.0));
        }
    }

    /// What the letters mean, and who is not drawn.
    fn key(&self) -> Vec<String> {
        let pairs = self.letters.iter().zip(&self.plot.groups);
        // Spaces that do not break keep a letter with its name.
        let pairs: Vec<String> = pairs
            .map(|(letters, name)| format!("{letters}\u{a0}{}", name.replace(' ', "\u{a0}")))
            .collect();
        let mut lines = wrap(&pairs.join(" \u{a0} "), 13.0, Weight::Regular, self.width, 8);
        for line in &mut lines {
            *line = line.trim_matches([' ', '\u{a0}']).to_owned();
        }
        for told in self.plot.blanks(self.words) {
            lines.extend(wrap(&told, 13.0, Weight::Regular, self.width, 3));
        }
        lines
    }
}
