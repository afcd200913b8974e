//! A strategy map: results, the indicators that stand for them with the direction each goes, and what is done about them.
//!
//! Wide, the tree grows from left to right; narrow, it is a list with its branches at the side. Every word of it stands in
//! the table twin too, whole where a box had to cut it.

use crate::drawing::{Anchor, Area, Drawing, Label, Shape};
use crate::figure::Figure;
use crate::metrics::{Weight, text_width, wrap};
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};

/// The whole of an agenda's tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrategyMap {
    /// What it shows: "How our results, measures and strategies hang together".
    pub title: String,
    /// Headings of the three columns: results, indicators, strategies.
    pub headings: [String; 3],
    /// Heading of the direction in the table.
    pub direction_heading: String,
    /// The results in order.
    pub results: Vec<MapResult>,
    /// What is said where there is no result.
    pub empty: String,
}

/// A result with what hangs under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapResult {
    /// Its words.
    pub title: String,
    /// Numbers that stand for it.
    pub indicators: Vec<MapIndicator>,
    /// What is done about it as a whole.
    pub strategies: Vec<String>,
}

/// An indicator with what is done to turn its curve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapIndicator {
    /// Its words.
    pub title: String,
    /// The direction in a word: "improving", "not yet measured".
    pub direction: String,
    /// The shape beside the word.
    pub course: MapCourse,
    /// What is done about it.
    pub strategies: Vec<String>,
}

/// Which way an indicator goes. The word says the same as the shape; no colour does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapCourse {
    /// Toward the goal.
    Improving,
    /// Neither way.
    Steady,
    /// Away from the goal.
    Slipping,
    /// Not known yet.
    Unknown,
}

const WIDE: f64 = 760.0;
const NARROW: f64 = 360.0;
/// Left edges of the wide columns, and how wide their boxes are.
const COLUMNS: [(f64, f64); 3] = [(0.0, 204.0), (238.0, 244.0), (516.0, 244.0)];
const LINE: f64 = 18.0;
const PAD: f64 = 10.0;
const GAP: f64 = 10.0;
const HEAD: f64 = 30.0;
/// How far a branch is set in on a narrow sheet.
const INSET: f64 = 20.0;
const LINES_MAX: usize = 5;

/// One box with its lines.
struct Block {
    lines: Vec<String>,
    direction: Option<(MapCourse, String)>,
    depth: usize,
}

/// A box with what hangs under it.
struct Branch {
    block: Block,
    children: Vec<Branch>,
}

impl Block {
    fn new(words: &str, depth: usize, width: f64) -> Self {
        let weight = if depth == 2 {
            Weight::Regular
        } else {
            Weight::Strong
        };
        Self {
            lines: wrap(words, 14.0, weight, width - 2.0 * PAD, LINES_MAX),
            direction: None,
            depth,
        }
    }

    fn height(&self) -> f64 {
        let lines = self.lines.len() + usize::from(self.direction.is_some());
        lines.max(1) as f64 * LINE + 2.0 * PAD - 4.0
    }
}

impl StrategyMap {
    /// Draws it, wide and narrow.
    pub fn draw(&self) -> Figure {
        Figure {
            title: self.title.clone(),
            description: self.description(),
            table: self.table(),
            wide: self.wide(),
            narrow: Some(self.narrow()),
            ground: Ground::Paper,
        }
    }

    fn branches(&self, width_of: impl Fn(usize) -> f64) -> Vec<Branch> {
        let leaf = |words: &String| Branch {
            block: Block::new(words, 2, width_of(2)),
            children: Vec::new(),
        };
        let measured = |indicator: &MapIndicator| {
            let mut block = Block::new(&indicator.title, 1, width_of(1));
            block.direction = Some((indicator.course, indicator.direction.clone()));
            Branch {
                block,
                children: indicator.strategies.iter().map(leaf).collect(),
            }
        };
        let results = self.results.iter().map(|result| {
            let mut children: Vec<Branch> = result.indicators.iter().map(measured).collect();
            children.extend(result.strategies.iter().map(leaf));
            Branch {
                block: Block::new(&result.title, 0, width_of(0)),
                children,
            }
        });
        results.collect()
    }

    fn wide(&self) -> Drawing {
        let branches = self.branches(|depth| COLUMNS[depth].1);
        let rows: f64 = branches.iter().map(|branch| tall(branch) + 2.0 * GAP).sum();
        let mut drawing = Drawing::new(WIDE, HEAD + rows.max(LINE));
        for (heading, (left, _)) in self.headings.iter().zip(COLUMNS) {
            drawing.label(Label::new((left, 16.0), Anchor::Start, "t-ctx", heading));
        }
        let mut top = HEAD;
        for branch in &branches {
            place(&mut drawing, branch, top);
            top += tall(branch) + 2.0 * GAP;
        }
        if branches.is_empty() {
            drawing.label(Label::new((0.0, HEAD + 14.0), Anchor::Start, "", &self.empty));
        }
        drawing
    }

    fn narrow(&self) -> Drawing {
        let branches = self.branches(|depth| NARROW - depth as f64 * INSET);
        // The sheet is as tall as what goes on it from the start: texts are kept inside the sheet there is.
        let rows: f64 = branches.iter().map(|branch| listed(branch) + GAP).sum();
        let mut drawing = Drawing::new(NARROW, rows.max(LINE + PAD));
        let mut top = 0.0;
        for branch in &branches {
            top = stack(&mut drawing, branch, top) + GAP;
        }
        if branches.is_empty() {
            drawing.label(Label::new((0.0, 14.0), Anchor::Start, "", &self.empty));
        }
        drawing
    }

    fn description(&self) -> String {
        if self.results.is_empty() {
            return self.empty.clone();
        }
        let [results, indicators, strategies] = &self.headings;
        let told = |heading: &str, items: Vec<String>| {
            if items.is_empty() {
                String::new()
            } else {
                format!(" {heading}: {}.", items.join("; "))
            }
        };
        let parts = self.results.iter().map(|result| {
            let measured = result.indicators.iter();
            let measured = measured.map(|one| format!("{} ({})", one.title, one.direction));
            let done = result.indicators.iter().flat_map(|one| one.strategies.clone());
            let done = done.chain(result.strategies.clone());
            format!(
                "{}.{}{}",
                result.title.trim_end_matches('.'),
                told(indicators, measured.collect()),
                told(strategies, done.collect())
            )
        });
        format!("{results}: {}", parts.collect::<Vec<_>>().join(" "))
    }

    fn table(&self) -> Table {
        let [results, indicators, strategies] = &self.headings;
        let row = |cells: [&str; 4]| Row {
            cells: cells.map(Cell::words).to_vec(),
            status: Status::Measured,
        };
        let mut rows = Vec::new();
        for result in &self.results {
            for one in &result.indicators {
                rows.push(row([
                    &result.title,
                    &one.title,
                    &one.direction,
                    &one.strategies.join("; "),
                ]));
            }
            if !result.strategies.is_empty() || result.indicators.is_empty() {
                rows.push(row([&result.title, "", "", &result.strategies.join("; ")]));
            }
        }
        Table {
            caption: self.title.clone(),
            columns: [results, indicators, &self.direction_heading, strategies]
                .map(|heading| Column::text(heading.clone()))
                .to_vec(),
            rows,
        }
    }
}

/// How tall a branch is with what hangs under it, on a wide sheet.
fn tall(branch: &Branch) -> f64 {
    let below: f64 = branch.children.iter().map(|child| tall(child) + GAP).sum();
    branch.block.height().max(below - GAP)
}

/// Draws a branch from a height downward and gives the middle of its box, where the line from its parent ends.
fn place(drawing: &mut Drawing, branch: &Branch, top: f64) -> f64 {
    let (left, width) = COLUMNS[branch.block.depth];
    let height = branch.block.height();
    let below: f64 = branch.children.iter().map(|child| tall(child) + GAP).sum();
    let own_top = top + (tall(branch) - height) / 2.0;
    let middle = own_top + height / 2.0;
    let mut child_top = top + (tall(branch) - (below - GAP).max(0.0)) / 2.0;
    for child in &branch.children {
        let to = place(drawing, child, child_top);
        let edge = COLUMNS[child.block.depth].0;
        // All lines of a parent turn at one place; a strategy of the whole result passes the column between.
        let turn = left + width + 17.0;
        drawing.path(
            "lead",
            vec![(left + width, middle), (turn, middle), (turn, to), (edge, to)],
        );
        child_top += tall(child) + GAP;
    }
    boxed(drawing, &branch.block, (left, own_top, width));
    middle
}

/// How tall a branch is as a list.
fn listed(branch: &Branch) -> f64 {
    let below: f64 = branch.children.iter().map(|child| GAP + listed(child)).sum();
    branch.block.height() + below
}

/// Draws a branch as a list from a height downward and gives where it ends.
fn stack(drawing: &mut Drawing, branch: &Branch, top: f64) -> f64 {
    let left = branch.block.depth as f64 * INSET;
    let height = branch.block.height();
    boxed(drawing, &branch.block, (left, top, NARROW - left));
    let mut end = top + height;
    for child in &branch.children {
        let child_top = end + GAP;
        let middle = child_top + child.block.height() / 2.0;
        let edge = child.block.depth as f64 * INSET;
        let trunk = left + INSET / 2.0;
        drawing.path(
            "lead",
            vec![(trunk, top + height), (trunk, middle), (edge, middle)],
        );
        end = stack(drawing, child, child_top);
    }
    end
}

fn boxed(drawing: &mut Drawing, block: &Block, (left, top, width): (f64, f64, f64)) {
    let area = Area {
        left: left + 0.5,
        top,
        right: left + width - 0.5,
        bottom: top + block.height(),
    };
    let shape = || Shape::Box { area, radius: 3.0 };
    let text_class = match block.depth {
        0 => {
            drawing.mark("s1", shape());
            "t-on"
        }
        1 => {
            drawing.mark("edge", shape());
            "t-strong"
        }
        _ => {
            drawing.mark("q1", shape());
            ""
        }
    };
    let mut base = top + PAD + 11.0;
    for line in &block.lines {
        drawing.label(Label::new((left + PAD, base), Anchor::Start, text_class, line));
        base += LINE;
    }
    if let Some((course, word)) = &block.direction {
        symbol(drawing, *course, (left + PAD + 5.0, base - 5.0));
        let room = width - 2.0 * PAD - 16.0;
        let line = wrap(word, 14.0, Weight::Regular, room, 1).into_iter().next();
        let line = line.unwrap_or_default();
        debug_assert!(text_width(&line, 14.0, Weight::Regular) <= room + 1.0);
        drawing.label(Label::new((left + PAD + 16.0, base), Anchor::Start, "", line));
    }
}

fn symbol(drawing: &mut Drawing, course: MapCourse, (x, y): (f64, f64)) {
    match course {
        MapCourse::Improving => {
            drawing.polygon("s1", vec![(x, y - 5.0), (x + 5.0, y + 4.0), (x - 5.0, y + 4.0)])
        }
        MapCourse::Slipping => {
            drawing.polygon("s1", vec![(x, y + 5.0), (x + 5.0, y - 4.0), (x - 5.0, y - 4.0)])
        }
        MapCourse::Steady => {
            let area = Area {
                left: x - 5.0,
                top: y - 1.5,
                right: x + 5.0,
                bottom: y + 1.5,
            };
            drawing.mark("s1", Shape::Box { area, radius: 0.0 });
        }
        MapCourse::Unknown => drawing.circle("pt open", (x, y), 3.5),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::drawing::Item;
    use crate::{Palette, Size};

    fn a_map() -> StrategyMap {
        let indicator = |title: &str, direction: &str, course| MapIndicator {
            title: title.to_owned(),
            direction: direction.to_owned(),
            course,
            strategies: vec!["Visit families before school starts, in their language".to_owned()],
        };
        StrategyMap {
            title: "How it hangs together".to_owned(),
            headings: ["Results", "Measures", "Strategies"].map(str::to_owned),
            direction_heading: "Direction".to_owned(),
            results: vec![
                MapResult {
                    title: "Children are ready for school".to_owned(),
                    indicators: vec![
                        indicator("Attendance in kindergarten", "improving", MapCourse::Improving),
                        indicator("Preschool places", "not yet measured", MapCourse::Unknown),
                    ],
                    strategies: vec!["One waiting list for all preschools".to_owned()],
                },
                MapResult {
                    title: "Families have a home".to_owned(),
                    indicators: Vec::new(),
                    strategies: Vec::new(),
                },
            ],
            empty: "There is no result yet.".to_owned(),
        }
    }

    #[test]
    fn everything_drawn_stands_in_the_words_and_in_the_table() {
        let figure = a_map().draw();
        for said in [
            "ready for school",
            "improving",
            "not yet measured",
            "waiting list",
            "a home",
        ] {
            assert!(
                figure.description.contains(said),
                "{said}: {}",
                figure.description
            );
            let cells = figure.table.rows.iter().flat_map(|row| &row.cells);
            assert!(cells.into_iter().any(|cell| cell.words.contains(said)), "{said}");
        }
        assert_eq!(figure.table.rows.len(), 4);
        let svg = figure.standalone(Size::Wide, &crate::Caption::default(), &Palette::LIGHT);
        assert!(svg.contains("Children are ready"), "{svg}");
    }

    #[test]
    fn an_empty_map_says_so() {
        let empty = StrategyMap {
            results: Vec::new(),
            ..a_map()
        };
        assert!(empty.draw().inline("m").contains("There is no result yet."));
    }

    proptest! {
        #[test]
        fn boxes_never_overlap_and_nothing_leaves_the_sheet(
            shape in proptest::collection::vec((proptest::collection::vec(0usize..4, 0..4), 0usize..3), 0..5),
            words in "[a-zñ ]{1,120}",
        ) {
            let mut map = a_map();
            map.results = shape
                .into_iter()
                .map(|(indicators, strategies)| MapResult {
                    title: words.clone(),
                    indicators: indicators
                        .into_iter()
                        .map(|count| MapIndicator {
                            title: words.clone(),
                            direction: words.clone(),
                            course: MapCourse::Steady,
                            strategies: vec![words.clone(); count],
                        })
                        .collect(),
                    strategies: vec![words.clone(); strategies],
                })
                .collect();
            for drawing in [map.wide(), map.narrow()] {
                let boxes: Vec<Area> = drawing
                    .items
                    .iter()
                    .filter_map(|item| match item {
                        Item::Mark(mark) => match mark.shape {
                            Shape::Box { area, radius } if radius > 0.0 => Some(area),
                            _ => None,
                        },
                        Item::Label(_) => None,
                    })
                    .collect();
                // Below the headings of the columns, every text stands in a box.
                for item in &drawing.items {
                    if let Item::Label(label) = item {
                        let area = label.area();
                        let is_heading = label.class == "t-ctx" || boxes.is_empty();
                        prop_assert!(is_heading || boxes.iter().any(|one| one.contains(&area)), "{label:?}");
                    }
                }
                for (index, one) in boxes.iter().enumerate() {
                    prop_assert!(drawing.sheet().contains(one), "{one:?}");
                    for other in &boxes[index + 1..] {
                        prop_assert!(!one.overlaps(other), "{one:?} {other:?}");
                    }
                }
            }
        }
    }
}
