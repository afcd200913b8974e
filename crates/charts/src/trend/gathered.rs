//! What gathered over time, as steps under the curve on the same time axis: never on the curve's own scale, so that no
//! crossing of two lines can be read as a meaning.

use super::plot::Plot;
use crate::drawing::{Anchor, Label};
use crate::figure::Size;
use crate::table::{Cell, Column, Row};
use crate::words::{Words, fill};

/// Things counted as they came, and a part of them counted apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    /// What is counted: "Contributions so far".
    pub all: String,
    /// What the part is: "of these, changes that stay".
    pub part: String,
    /// Each thing: when, as a place in time in hundredths of [`crate::Period::at`], and whether it belongs to the part.
    pub things: Vec<(i64, bool)>,
    /// Until when was counted, in the same.
    pub until: i64,
    /// What that moment is called on the time axis: "today".
    pub until_words: String,
}

const HEAD: f64 = 26.0;
const STEPS: f64 = 74.0;
/// Height of the whole panel under the time axis.
pub(super) const HEIGHT: f64 = HEAD + STEPS + 21.0;

impl Gathered {
    /// How many there were at a time, and how many of the part.
    pub fn by(&self, at: i64) -> (usize, usize) {
        let came = self.things.iter().filter(|(when, _)| *when <= at);
        (came.clone().count(), came.filter(|(_, is_part)| *is_part).count())
    }

    /// How many by the end of a period. Its place in time is its middle.
    fn by_end_of(&self, at: i32) -> (usize, usize) {
        self.by(i64::from(at) * 100 + 50)
    }

    pub(super) fn columns(&self) -> [Column; 2] {
        [Column::numbers(&self.all), Column::numbers(&self.part)]
    }

    /// Adds the two counts of a period to its row.
    pub(super) fn extend(&self, row: &mut Row, at: i32) {
        let (all, part) = self.by_end_of(at);
        row.cells
            .extend([all, part].map(|count| Cell::words(count.to_string())));
    }

    /// The sentence of it.
    pub(super) fn told(&self, words: &Words) -> String {
        let (all, part) = self.by(self.until);
        let values = [
            ("all", self.all.as_str()),
            ("count", &all.to_string()),
            ("part", &self.part),
            ("number", &part.to_string()),
        ];
        fill(&words.gathered_is, &values)
    }
}

/// Draws the panel under the time axis.
pub(super) fn draw(plot: &mut Plot<'_>) {
    let Some(gathered) = &plot.trend.gathered else {
        return;
    };
    let top = plot.area.bottom + 30.0 + HEAD;
    let bottom = top + STEPS;
    let (left, right) = (plot.area.left, plot.area.right);
    let size = if plot.size == Size::Wide { 14.0 } else { 13.0 };
    let (all, part) = gathered.by(gathered.until);
    let heading = Label::new((left, top - 10.0), Anchor::Start, "", gathered.all.clone()).sized(size);
    plot.drawing.label(heading);
    plot.drawing.line("axis", (left, bottom), (right, bottom));
    let x = |at: i64| plot.across.at(at as f64 / 100.0).clamp(left, right);
    let most = all.max(1) as f64;
    let y = |count: usize| bottom - count as f64 / most * STEPS;
    let end = x(gathered.until);
    let mut whens: Vec<i64> = gathered.things.iter().map(|(when, _)| *when).collect();
    whens.retain(|when| *when <= gathered.until);
    whens.sort_unstable();
    whens.dedup();
    let steps = |of: fn((usize, usize)) -> usize| {
        let mut line = vec![(left, bottom)];
        for when in &whens {
            let (_, before) = line[line.len() - 1];
            line.push((x(*when), before));
            line.push((x(*when), y(of(gathered.by(*when)))));
        }
        let (_, last) = line[line.len() - 1];
        line.push((end, last));
        line
    };
    let (line, changes) = (steps(|counts| counts.0), steps(|counts| counts.1));
    let mut filled = line.clone();
    filled.push((end, bottom));
    plot.drawing.polygon("band", filled);
    plot.drawing.path("ln ctx", line);
    plot.drawing.path("ln", changes);
    // The two counts stand at the end of their lines, one above the other where these lie close.
    let high = y(all) + 5.0;
    let low = (y(part) + 5.0).max(high + 16.0).min(bottom + 2.0);
    let high = high.min(low - 16.0);
    let (at, anchor) = if end + 40.0 < plot.drawing.width {
        (end + 6.0, Anchor::Start)
    } else {
        (end - 6.0, Anchor::End)
    };
    for (y, class, count) in [(high, "t-strong t-halo", all), (low, "t-d1 t-halo", part)] {
        let label = Label::new((at, y), anchor, class, count.to_string());
        plot.drawing.label(label);
    }
    let note = Label::new(
        (left, bottom + 19.0),
        Anchor::Start,
        "t-d1",
        gathered.part.clone(),
    )
    .sized(size);
    plot.drawing.label(note);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Item, Shape};
    use crate::{Period, Point, Trend, Unit, Value};

    fn trend(things: Vec<(i64, bool)>) -> Trend {
        let mut trend = Trend::new("Attendance, Linden", "Attendance", Unit::Percent);
        trend.period_heading = "Year".into();
        trend.points = (2020..2024)
            .map(|year: i32| Point {
                period: Period::new(year, year.to_string()),
                value: Value::of(70.0 + f64::from(year - 2020), 500),
                note: String::new(),
            })
            .collect();
        trend.gathered = Some(Gathered {
            all: "What partners did".into(),
            part: "Changes that stay".into(),
            things,
            until: 2023 * 100 + 20,
            until_words: "today".into(),
        });
        trend
    }

    #[test]
    fn what_came_after_the_last_figure_has_room_of_its_own() {
        let mut trend = trend(vec![(202_330, false), (202_440, true), (202_490, true)]);
        let gathered = trend.gathered.as_mut().expect("it gathers");
        gathered.until = 202_500;
        let figure = trend.draw(&Words::english());
        let narrow = figure.narrow.as_ref().expect("a drawing for phones");
        for drawing in [&figure.wide, narrow] {
            let named = |words: &str| {
                let labels = drawing.items.iter().filter_map(|item| match item {
                    Item::Label(label) => Some(label),
                    Item::Mark(_) => None,
                });
                labels
                    .filter(|label| label.class.starts_with("t-ctx") && label.words.ends_with(words))
                    .map(|label| label.at.0)
                    .next()
            };
            let (last, today) = (named("23"), named("today"));
            let (last, today) = (last.expect("the last figure"), today.expect("today"));
            assert!(today > last + 30.0, "{last} and {today}");
            // The three steps stand apart, none of them on the edge.
            let steps = drawing.items.iter().find_map(|item| match item {
                Item::Mark(mark) if mark.class == "ln ctx" => Some(&mark.shape),
                Item::Mark(_) | Item::Label(_) => None,
            });
            let Some(Shape::Path { points, .. }) = steps else {
                panic!("no steps");
            };
            let mut across: Vec<i64> = points.iter().map(|(x, _)| x.round() as i64).collect();
            across.dedup();
            assert_eq!(across.len(), 5, "{points:?}");
        }
    }

    #[test]
    fn each_period_of_the_table_counts_what_came_by_its_end() {
        let words = Words::english();
        let figure = trend(vec![
            (202_000, true),
            (202_051, false),
            (202_310, true),
            (202_390, true),
        ])
        .draw(&words);
        let counts: Vec<Vec<&str>> = figure
            .table
            .rows
            .iter()
            .map(|row| {
                row.cells[row.cells.len() - 2..]
                    .iter()
                    .map(|cell| cell.words.as_str())
                    .collect()
            })
            .collect();
        assert_eq!(counts[..2], [vec!["1", "1"], vec!["2", "1"]]);
        assert!(
            figure
                .description
                .contains("What partners did: 3; Changes that stay: 2."),
            "{}",
            figure.description
        );
        assert!(
            figure
                .table
                .rows
                .iter()
                .all(|row| row.cells.len() == figure.table.columns.len())
        );
    }

    #[test]
    fn nothing_gathered_is_drawn_as_nothing() {
        let figure = trend(Vec::new()).draw(&Words::english());
        assert!(figure.inline("a").contains(">0<"));
    }
}
