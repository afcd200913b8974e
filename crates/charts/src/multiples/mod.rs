//! Small multiples: the same small trend for each group, on the same scales, everyone together in grey behind it.
//!
//! `panel` draws one of them.

mod panel;

use crate::drawing::{Anchor, Drawing, Label};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, wrap};
use crate::number::{Unit, decimals, plain, shortest, with_unit};
use crate::palette::Ground;
use crate::scale::{Grain, Ticks, three_ticks};
use crate::table::{Cell, Column, Row, Status, Table};
use crate::trend::{Series, Trend};
use crate::value::{Goal, Period, Point, Reading, is_drawable};
use crate::words::{Words, fill};
use panel::{Layout, Painter, Scales};

/// The same trend for several groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// What the figure and its table are of.
    pub title: String,
    /// The measure's short name.
    pub measure: String,
    /// What the values count.
    pub unit: Unit,
    /// Heading of the groups: "Group".
    pub group_heading: String,
    /// Heading of the periods: "School year".
    pub period_heading: String,
    /// Heading of the numbers of people: "Students".
    pub people_heading: String,
    /// How far apart neighbours are in time, as in [`Trend::step`].
    pub step: u32,
    /// The groups, in the order they are to stand in.
    pub panels: Vec<Panel>,
    /// Everyone together, with a short name: "All".
    pub everyone: Option<(String, Vec<Point>)>,
    /// Which period is the baseline.
    pub baseline: Option<i32>,
    /// Where counting changed.
    pub breaks: Vec<i32>,
    /// What every group is to reach.
    pub goal: Option<f64>,
}

/// One group's values.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// The group's name.
    pub name: String,
    /// Its values.
    pub points: Vec<Point>,
    /// What it is to reach by when: a dashed path leads there. Without a period it is not drawn.
    pub goal: Option<Goal>,
}

impl Panel {
    /// The goal with its period, where there is a path to draw.
    pub(super) fn path(&self) -> Option<(f64, &Period)> {
        let goal = self.goal.as_ref().filter(|goal| is_drawable(goal.value))?;
        let by = goal.by.as_ref()?;
        let last = self.points.iter().filter(|point| point.value.reading().is_some());
        let last = last.map(|point| point.period.at).max()?;
        (by.at > last).then_some((goal.value, by))
    }
}

/// Small multiples ready to be written: each panel for a page, and all of them as one figure.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnMultiples {
    /// One figure a panel, in order; the page writes the name above and a sentence below.
    pub panels: Vec<Figure>,
    /// All panels with their names, and the long table: for files and pictures.
    pub whole: Figure,
}

impl Multiples {
    /// Draws each panel and the whole.
    pub fn draw(&self, words: &Words) -> DrawnMultiples {
        let trends: Vec<Trend> = self
            .panels
            .iter()
            .map(|panel| self.trend_of(&panel.points))
            .collect();
        let everyone = self.everyone.as_ref().map(|(_, points)| self.trend_of(points));
        let all: Vec<Series<'_>> = trends.iter().map(Series::of).collect();
        let grey = everyone.as_ref().map(Series::of);
        let ticks = self.ticks(&all, grey.as_ref());
        let named = self.panel_naming_everyone(&all, grey.as_ref());
        let scales = Scales {
            ticks,
            first: self.ends(&all, grey.as_ref()).0,
            last: self.ends(&all, grey.as_ref()).1,
        };
        let panels: Vec<Figure> = self
            .panels
            .iter()
            .zip(&all)
            .enumerate()
            .map(|(index, (panel, series))| {
                let draw = |size| {
                    let painter = Painter {
                        figure: self,
                        words,
                        scales: &scales,
                        size,
                    };
                    painter.draw(panel, series, grey.as_ref(), named == Some(index))
                };
                Figure {
                    title: format!("{}, {}", panel.name, self.measure),
                    description: self.told(panel, words),
                    table: self.table(std::slice::from_ref(panel), words),
                    wide: draw(Size::Wide),
                    narrow: Some(draw(Size::Narrow)),
                    ground: Ground::Paper,
                }
            })
            .collect();
        let whole = self.whole(&panels, words);
        DrawnMultiples { panels, whole }
    }

    fn trend_of(&self, points: &[Point]) -> Trend {
        let mut trend = Trend::new("", &self.measure, self.unit);
        trend.step = self.step;
        trend.points = points.to_vec();
        trend.baseline = self.baseline;
        trend.breaks.clone_from(&self.breaks);
        trend
    }

    fn ticks(&self, all: &[Series<'_>], grey: Option<&Series<'_>>) -> Ticks {
        let mut values: Vec<f64> = all
            .iter()
            .chain(grey)
            .flat_map(|series| series.dots.iter().map(|dot| dot.reading.value))
            .collect();
        values.extend(self.goal.filter(|goal| is_drawable(*goal)));
        values.extend(self.panels.iter().filter_map(|panel| Some(panel.path()?.0)));
        let grain = match self.unit {
            Unit::Count => Grain::Whole,
            Unit::Percent | Unit::Rate { .. } => Grain::Fractions,
        };
        three_ticks(&values, grain)
    }

    fn ends(&self, all: &[Series<'_>], grey: Option<&Series<'_>>) -> (i32, i32) {
        let ats = all
            .iter()
            .chain(grey)
            .flat_map(|series| series.points.iter().map(|point| point.period.at));
        let first = ats.clone().min().unwrap_or(0);
        let goals = self.panels.iter().filter_map(|panel| Some(panel.path()?.1.at));
        (first, ats.chain(goals).max().unwrap_or(0))
    }

    /// The grey line is named once, in the panel where it is furthest from the group's own.
    fn panel_naming_everyone(&self, all: &[Series<'_>], grey: Option<&Series<'_>>) -> Option<usize> {
        let level = grey?.latest()?;
        let mut furthest: Option<(f64, usize)> = None;
        for (index, series) in all.iter().enumerate() {
            let Some(latest) = series.latest().filter(|dot| dot.period.at == level.period.at) else {
                continue;
            };
            let distance = (latest.reading.value - level.reading.value).abs();
            if furthest.is_none_or(|(most, _)| distance > most) {
                furthest = Some((distance, index));
            }
        }
        furthest.map(|(_, index)| index)
    }

    fn value_words(&self, reading: Reading, words: &Words) -> String {
        with_unit(
            words.numbers,
            self.unit,
            reading.value,
            decimals(self.unit, reading.people),
        )
    }

    fn goal_words(&self, value: f64, words: &Words) -> String {
        shortest(words.numbers, self.unit, value, decimals(self.unit, None))
    }

    fn told(&self, panel: &Panel, words: &Words) -> String {
        let told: Vec<String> = panel
            .points
            .iter()
            .map(|point| {
                let value = match point.value.missing() {
                    Some((blank, _)) => words.blanks_within.of(blank).to_owned(),
                    None => point
                        .value
                        .reading()
                        .map_or_else(String::new, |reading| self.value_words(reading, words)),
                };
                fill(
                    &words.at_value,
                    &[("when", &point.period.long), ("value", &value)],
                )
            })
            .collect();
        let goal = panel.path().map(|(value, by)| {
            let heading = fill(&words.goal_for, &[("when", &by.long)]);
            format!(" {heading}: {}.", self.goal_words(value, words))
        });
        format!("{}: {}.{}", panel.name, told.join(", "), goal.unwrap_or_default())
    }

    fn table(&self, panels: &[Panel], words: &Words) -> Table {
        let mut rows = Vec::new();
        for panel in panels {
            for point in &panel.points {
                let missing = point.value.missing();
                let reading = point.value.reading();
                let value = match (missing, reading) {
                    (None, Some(reading)) => Cell::words(self.value_words(reading, words)),
                    (Some((blank, _)), _) => Cell::blank(blank, words.blanks.of(blank)),
                    (None, None) => Cell::words(""),
                };
                let people = reading.and_then(|reading| reading.people);
                let people = people.map(|people| plain(words.numbers, people as f64, 0));
                rows.push(Row {
                    cells: vec![
                        Cell::words(&panel.name),
                        Cell::words(&point.period.long),
                        value,
                        Cell::words(people.unwrap_or_default()),
                    ],
                    status: missing.map_or(Status::Measured, |(blank, _)| Status::Blank(blank)),
                });
            }
            if let Some((value, by)) = panel.path() {
                let cells = [
                    panel.name.clone(),
                    fill(&words.goal_for, &[("when", &by.long)]),
                    self.goal_words(value, words),
                    String::new(),
                ];
                rows.push(Row {
                    cells: cells.map(Cell::words).to_vec(),
                    status: Status::Goal,
                });
            }
        }
        Table {
            caption: self.title.clone(),
            columns: vec![
                Column::text(&self.group_heading),
                Column::text(&self.period_heading),
                Column::numbers(&self.measure),
                Column::numbers(&self.people_heading),
            ],
            rows,
        }
    }

    fn whole(&self, panels: &[Figure], words: &Words) -> Figure {
        let told: Vec<String> = panels.iter().map(|panel| panel.description.clone()).collect();
        Figure {
            title: self.title.clone(),
            description: told.join(" "),
            table: self.table(&self.panels, words),
            wide: self.sheet(panels, Size::Wide),
            narrow: Some(self.sheet(panels, Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    /// All panels on one sheet, three across or two.
    fn sheet(&self, panels: &[Figure], size: Size) -> Drawing {
        let layout = Layout::of(size);
        let (across, width) = match size {
            Size::Wide => (3, 760.0),
            Size::Narrow => (2, 360.0),
        };
        let gap = (width - layout.width * across as f64) / (across - 1) as f64;
        let row_height = layout.height + 56.0;
        let rows = panels.len().div_ceil(across).max(1);
        let mut sheet = Drawing::new(width, rows as f64 * row_height);
        for (index, (panel, figure)) in self.panels.iter().zip(panels).enumerate() {
            let left = (index % across) as f64 * (layout.width + gap);
            let top = (index / across) as f64 * row_height;
            let lines = wrap(&panel.name, 14.0, Weight::Strong, layout.width, 2);
            // Names of one line stand next to their panel.
            let mut y = top + 14.0 + (2.0 - lines.len() as f64) * 17.0;
            for line in lines {
                sheet.label(Label::new((left, y), Anchor::Start, "t-strong", line));
                y += 17.0;
            }
            sheet.paste(figure.drawing(size), left, top + 40.0);
        }
        sheet
    }
}
