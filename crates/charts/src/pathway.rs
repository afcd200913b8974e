//! A pathway: stages from cradle to career, the milestones at each, how many children reached them, and what a milestone
//! missed weighs on later. One drawing reads from top to bottom on every width.

use crate::blank::Blank;
use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, wrap};
use crate::palette::Ground;
use crate::strategy_map::MapCourse;
use crate::table::{Cell, Column, Row, Status, Table};

/// The whole pathway.
#[derive(Debug, Clone, PartialEq)]
pub struct Pathway {
    /// What it shows.
    pub title: String,
    /// Headings: stage, milestone, value, missed it, direction, weighs on.
    pub headings: [String; 6],
    /// Before what a milestone weighs on: "Weighs on".
    pub weighs_on: String,
    /// The sentence about the bars: "The filled part reached it; the open part did not."
    pub key: String,
    /// The stages in order.
    pub stages: Vec<PathwayStage>,
    /// What is said where there is no stage.
    pub empty: String,
}

/// A stage.
#[derive(Debug, Clone, PartialEq)]
pub struct PathwayStage {
    /// Its name.
    pub name: String,
    /// From which age to which, and what is done there, in a few words; may be empty.
    pub note: String,
    /// Its milestones.
    pub milestones: Vec<PathwayMilestone>,
    /// What is said where there is none.
    pub none: String,
}

/// A milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct PathwayMilestone {
    /// Its name.
    pub title: String,
    /// The value as it is told, with its period; for a blank its name.
    pub value: String,
    /// How many of a hundred did not reach it, where it counts children.
    pub missed: Option<(f64, String)>,
    /// Why there is no value.
    pub blank: Option<Blank>,
    /// The direction in a word, with its shape.
    pub direction: (MapCourse, String),
    /// Where most children are lost: a word for it; empty elsewhere.
    pub lost: String,
    /// What it weighs on later.
    pub weighs_on: Vec<String>,
}

const BAR: f64 = 12.0;
const LINE: f64 = 18.0;

impl Pathway {
    /// Draws it, wide and narrow.
    pub fn draw(&self) -> Figure {
        Figure {
            title: self.title.clone(),
            description: self.description(),
            table: self.table(),
            wide: self.drawing(Size::Wide),
            narrow: Some(self.drawing(Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    fn description(&self) -> String {
        if self.stages.is_empty() {
            return self.empty.clone();
        }
        let told = self.stages.iter().map(|stage| {
            let milestones: Vec<String> = stage
                .milestones
                .iter()
                .map(|one| one.told(&self.weighs_on))
                .collect();
            let milestones = if milestones.is_empty() {
                stage.none.clone()
            } else {
                milestones.join("; ")
            };
            format!("{}: {milestones}.", stage.name)
        });
        told.collect::<Vec<_>>().join(" ")
    }

    fn table(&self) -> Table {
        let rows = self.stages.iter().flat_map(|stage| {
            let rows = stage.milestones.iter().map(|one| Row {
                cells: vec![
                    Cell::words(&stage.name),
                    Cell::words(&one.title),
                    match one.blank {
                        Some(blank) => Cell::blank(blank, one.value.clone()),
                        None => Cell::words(&one.value),
                    },
                    Cell::words(one.missed.as_ref().map_or("", |(_, words)| words)),
                    Cell::words(join(&one.direction.1, &one.lost)),
                    Cell::words(one.weighs_on.join("; ")),
                ],
                status: one.blank.map_or(Status::Measured, Status::Blank),
            });
            rows.collect::<Vec<_>>()
        });
        Table {
            caption: self.title.clone(),
            columns: self
                .headings
                .iter()
                .map(|heading| Column::text(heading.clone()))
                .collect(),
            rows: rows.collect(),
        }
    }

    fn drawing(&self, size: Size) -> Drawing {
        let width = match size {
            Size::Wide => 760.0,
            Size::Narrow => 360.0,
        };
        // Drawn once on a sheet that is high enough, then cut to what was used.
        let mut drawing = Drawing::new(width, 100_000.0);
        if self.stages.is_empty() {
            drawing.label(Label::new((0.0, 16.0), Anchor::Start, "", self.empty.clone()));
            drawing.height = 30.0;
            return drawing;
        }
        let mut y = lines(&mut drawing, &self.key, (0.0, 14.0, width), ("t-ctx", 13.0)) + 8.0;
        let (first, mut last) = (y + 12.0, y);
        let mut stops = Vec::new();
        for stage in &self.stages {
            stops.push(y + 12.0);
            last = y + 12.0;
            y = stage.draw(&mut drawing, size, &self.weighs_on, y);
        }
        // The way itself, with a stop for each stage, is laid over what it leads along.
        drawing.line("axis", (9.0, first), (9.0, last));
        for stop in stops {
            drawing.circle("pt", (9.0, stop), 7.0);
        }
        drawing.height = y;
        drawing
    }
}

fn join(first: &str, second: &str) -> String {
    if second.is_empty() {
        first.to_owned()
    } else {
        format!("{first}, {second}")
    }
}

/// Sets a text in lines from a first baseline; gives the baseline after the last.
fn lines(
    drawing: &mut Drawing,
    text: &str,
    (left, top, width): (f64, f64, f64),
    (class, size): (&'static str, f64),
) -> f64 {
    let weight = if class.contains("strong") {
        Weight::Strong
    } else {
        Weight::Regular
    };
    let mut y = top;
    for line in wrap(text, size, weight, width - left, 4) {
        drawing.label(Label::new((left, y), Anchor::Start, class, line).sized(size));
        y += LINE;
    }
    y
}

impl PathwayStage {
    fn draw(&self, drawing: &mut Drawing, size: Size, weighs_on: &str, top: f64) -> f64 {
        let (left, width) = (28.0, drawing.width);
        let mut y = lines(drawing, &self.name, (left, top + 17.0, width), ("t-strong", 16.0));
        if !self.note.is_empty() {
            y = lines(drawing, &self.note, (left, y, width), ("t-ctx", 13.0));
        }
        if self.milestones.is_empty() {
            y = lines(drawing, &self.none, (left, y + 4.0, width), ("", 14.0));
        }
        for milestone in &self.milestones {
            y = milestone.draw(drawing, size, weighs_on, y + 6.0);
        }
        y + 14.0
    }
}

impl PathwayMilestone {
    fn told(&self, weighs_on: &str) -> String {
        let mut told = format!("{}, {}", self.title, self.value);
        for part in [&self.direction.1, &self.lost] {
            if !part.is_empty() {
                told = format!("{told}, {part}");
            }
        }
        if !self.weighs_on.is_empty() {
            told = format!(
                "{told}, {}: {}",
                weighs_on.to_lowercase(),
                self.weighs_on.join(", ")
            );
        }
        told
    }

    fn draw(&self, drawing: &mut Drawing, size: Size, weighs_on: &str, top: f64) -> f64 {
        let left = 28.0;
        let (bar, words, after) = match size {
            // Name at left, bar in the middle, what it weighs on at right.
            Size::Wide => ((300.0, 500.0), (left, 288.0), Some((520.0, drawing.width))),
            Size::Narrow => ((left, drawing.width - 4.0), (left, drawing.width), None),
        };
        let class = if self.lost.is_empty() { "" } else { "t-strong" };
        let named = lines(
            drawing,
            &self.title,
            (words.0, top + 13.0, words.1),
            (class, 14.0),
        );
        let bar_top = match size {
            Size::Wide => top + 2.0,
            Size::Narrow => named - 10.0,
        };
        let under = self.bar(drawing, bar, bar_top);
        let mut y = named.max(under + LINE);
        let told = if self.weighs_on.is_empty() {
            String::new()
        } else {
            format!("{weighs_on}: {}", self.weighs_on.join("; "))
        };
        if told.is_empty() {
            return y;
        }
        match after {
            Some((from, to)) => {
                y = y.max(lines(drawing, &told, (from, top + 13.0, to), ("t-ctx", 13.0)));
            }
            None => y = lines(drawing, &told, (left, y, words.1), ("t-ctx", 13.0)),
        }
        y
    }

    /// The bar with its words under it; gives the baseline of these.
    fn bar(&self, drawing: &mut Drawing, (left, right): (f64, f64), top: f64) -> f64 {
        let area = |from: f64, to: f64| Shape::Box {
            area: Area {
                left: from,
                top,
                right: to,
                bottom: top + BAR,
            },
            radius: 2.0,
        };
        if let Some(blank) = self.blank {
            let manner = match blank {
                Blank::NotComparable | Blank::Protected | Blank::TooFew => Manner::Hatched,
                Blank::NotYetMeasured | Blank::Late => Manner::Dashed,
            };
            drawing.mark_in("lead", area(left, right), manner);
        } else if let Some((missed, _)) = &self.missed {
            let split = left + (1.0 - missed / 100.0).clamp(0.0, 1.0) * (right - left);
            drawing.mark("bar-to", area(left + 0.6, right - 0.6));
            if split > left {
                drawing.mark("bar-on", area(left, split));
            }
        } else {
            drawing.line("grid", (left, top + BAR / 2.0), (right, top + BAR / 2.0));
        }
        let shape = match self.direction.0 {
            MapCourse::Improving => "▲ ",
            MapCourse::Steady => "■ ",
            MapCourse::Slipping => "▼ ",
            MapCourse::Unknown => "",
        };
        let mut words = self.value.clone();
        if !self.direction.1.is_empty() && self.blank.is_none() {
            words = format!("{words} · {shape}{}", self.direction.1);
        }
        let baseline = top + BAR + 15.0;
        drawing.label(Label::new((left, baseline), Anchor::Start, "", words).sized(13.0));
        if self.lost.is_empty() {
            return baseline;
        }
        let below = baseline + LINE;
        drawing.label(Label::new((left, below), Anchor::Start, "t-strong", self.lost.clone()).sized(13.0));
        below
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn milestone(title: &str, missed: Option<f64>) -> PathwayMilestone {
        PathwayMilestone {
            title: title.into(),
            value: "62.0% in 2023–24".into(),
            missed: missed.map(|missed| (missed, format!("{missed}%"))),
            blank: None,
            direction: (MapCourse::Slipping, "slipping".into()),
            lost: String::new(),
            weighs_on: vec!["Reading by grade 3".into()],
        }
    }

    fn pathway(milestones: Vec<PathwayMilestone>) -> Pathway {
        Pathway {
            title: "From cradle to career".into(),
            headings: [
                "Stage",
                "Milestone",
                "Value",
                "Missed it",
                "Direction",
                "Weighs on",
            ]
            .map(str::to_owned),
            weighs_on: "Weighs on".into(),
            key: "The filled part reached it; the open part did not.".into(),
            stages: vec![PathwayStage {
                name: "Early years".into(),
                note: "Birth to 5".into(),
                milestones,
                none: "No milestone yet".into(),
            }],
            empty: "No stages yet.".into(),
        }
    }

    #[test]
    fn a_protected_milestone_is_hatched_and_shows_no_share() {
        let hidden = PathwayMilestone {
            value: "Protected".into(),
            missed: None,
            blank: Some(Blank::Protected),
            ..milestone("Ready for kindergarten", None)
        };
        let figure = pathway(vec![hidden]).draw();
        assert!(figure.wide.is_hatched());
        assert!(!figure.inline("a").contains("bar-on"));
        assert_eq!(figure.table.rows[0].cells[3].words, "");
        assert!(
            figure.description.contains("Ready for kindergarten, Protected"),
            "{}",
            figure.description
        );
    }

    #[test]
    fn every_text_of_both_drawings_stands_on_the_sheet() {
        let long = "Children who start kindergarten with strong skills in language, numbers and getting along with others";
        let figure = pathway(
            (0..9)
                .map(|at| milestone(long, Some(f64::from(at) * 12.0)))
                .collect(),
        )
        .draw();
        for size in [Size::Wide, Size::Narrow] {
            let drawing = figure.drawing(size);
            assert!(drawing.height < 2_000.0);
            for item in &drawing.items {
                if let crate::drawing::Item::Label(label) = item {
                    assert!(drawing.sheet().contains(&label.area()), "{}", label.words);
                }
            }
        }
    }

    #[test]
    fn a_stage_without_milestones_and_a_pathway_without_stages_say_so() {
        assert!(
            pathway(Vec::new())
                .draw()
                .inline("a")
                .contains("No milestone yet")
        );
        let empty = Pathway {
            stages: Vec::new(),
            ..pathway(Vec::new())
        };
        assert!(empty.draw().inline("a").contains("No stages yet."));
    }
}
