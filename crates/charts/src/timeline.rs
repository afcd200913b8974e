//! Timeline: lanes by group, a line for today. Done is grey, under way filled, to come outlined, what runs over its first
//! date striped, and a moment is a diamond.

use crate::drawing::{Anchor, Area, Drawing, Label, Manner, Shape};
use crate::figure::{Figure, Size};
use crate::metrics::{Weight, shorten, text_width, wrap};
use crate::palette::Ground;
use crate::table::{Cell, Column, Row, Status, Table};
use crate::words::{Words, fill};

/// A plan over time. Days are counted from any day, the same for all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// What the figure and its table are of.
    pub title: String,
    /// The first day drawn.
    pub from: i32,
    /// The last day drawn.
    pub until: i32,
    /// This day, where it is drawn.
    pub today: Option<i32>,
    /// Where a month or year begins, with its name, in order.
    pub ticks: Vec<(i32, String)>,
    /// The groups with what each has to do.
    pub lanes: Vec<Lane>,
}

/// What a group has to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The group.
    pub name: String,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What is to be done.
    pub name: String,
    /// Who sees to it. May be empty.
    pub owner: String,
    /// From when to when. `None`: no dates yet, so it is listed below.
    pub dates: Option<Dates>,
    /// Where it stands.
    pub state: TaskState,
    /// A few words after the name: "7 weeks late". May be empty.
    pub note: String,
}

/// The dates of a task, each as a day and as people write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    /// When it begins; the same as `until` for a moment.
    pub from: (i32, String),
    /// When it ends or is expected to end.
    pub until: (i32, String),
    /// The end that was agreed first, where it is another.
    pub first_until: Option<(i32, String)>,
}

/// Where a task stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Done.
    Done,
    /// Begun and not done.
    UnderWay,
    /// Not begun.
    ToCome,
}

/// The measures of one of the two drawings.
struct Frame {
    width: f64,
    left: f64,
    right: f64,
    /// From the top of one task to the next.
    row: f64,
    bar: f64,
    size: Size,
}

const HEAD: f64 = 24.0;

impl Timeline {
    /// Draws it, wide and narrow, with its description and table.
    pub fn draw(&self, words: &Words) -> Figure {
        Figure {
            title: self.title.clone(),
            description: self.description(words),
            table: self.table(words),
            wide: self.drawing(words, Size::Wide),
            narrow: Some(self.drawing(words, Size::Narrow)),
            ground: Ground::Paper,
        }
    }

    fn description(&self, words: &Words) -> String {
        let told: Vec<String> = self
            .lanes
            .iter()
            .filter(|lane| !lane.tasks.is_empty())
            .map(|lane| {
                let tasks: Vec<String> = lane.tasks.iter().map(|task| task.told(words)).collect();
                format!("{}: {}.", lane.name, tasks.join("; "))
            })
            .collect();
        if told.is_empty() {
            return format!("{}.", words.plan.nothing_agreed);
        }
        told.join(" ")
    }

    fn table(&self, words: &Words) -> Table {
        let plan = &words.plan;
        let headings = [
            &plan.task,
            &plan.lane,
            &plan.owner,
            &plan.start,
            &plan.first_end,
            &plan.end,
            &words.state,
        ];
        let rows = self.lanes.iter().flat_map(|lane| {
            lane.tasks.iter().map(|task| {
                let date = |pick: fn(&Dates) -> &str| task.dates.as_ref().map_or("", pick);
                let first = |dates: &Dates| {
                    let first = dates.first_until.as_ref().unwrap_or(&dates.until);
                    first.1.clone()
                };
                let state = match task.note.as_str() {
                    "" => task.state_words(words).to_owned(),
                    note => format!("{}, {note}", task.state_words(words)),
                };
                Row {
                    cells: vec![
                        Cell::words(&task.name),
                        Cell::words(&lane.name),
                        Cell::words(&task.owner),
                        Cell::words(date(|dates| &dates.from.1)),
                        Cell::words(task.dates.as_ref().map(first).unwrap_or_default()),
                        Cell::words(date(|dates| &dates.until.1)),
                        Cell::words(state),
                    ],
                    status: Status::Measured,
                }
            })
        });
        Table {
            caption: self.title.clone(),
            columns: headings
                .into_iter()
                .map(|heading| Column::text(heading.clone()))
                .collect(),
            rows: rows.collect(),
        }
    }

    fn drawing(&self, words: &Words, size: Size) -> Drawing {
        let frame = match size {
            Size::Wide => Frame {
                width: 760.0,
                left: 138.0,
                right: 756.0,
                row: 27.0,
                bar: 19.0,
                size,
            },
            Size::Narrow => Frame {
                width: 360.0,
                left: 2.0,
                right: 356.0,
                row: 40.0,
                bar: 13.0,
                size,
            },
        };
        let mut over = Drawing::new(frame.width, 0.0);
        let mut labels = Vec::new();
        let mut y = HEAD + 6.0;
        for lane in &self.lanes {
            let dated: Vec<&Task> = lane.tasks.iter().filter(|task| task.dates.is_some()).collect();
            if dated.is_empty() {
                continue;
            }
            let (first, named_until) = lane.head(&mut labels, &frame, y);
            y = first;
            for task in dated {
                self.task(&mut over, &mut labels, &frame, task, y);
                y += frame.row;
            }
            y = y.max(named_until) + 8.0;
        }
        let bottom = y;
        let today = self.today.filter(|day| (self.from..=self.until).contains(day));
        y += if today.is_some() { 26.0 } else { 4.0 };
        y = self.parked(&mut labels, &frame, words, y);
        let mut drawing = Drawing::new(frame.width, y);
        self.ticks(&mut drawing, &frame, bottom);
        if let Some(day) = today {
            let x = self.x(&frame, day);
            drawing.line("today", (x, HEAD), (x, bottom + 2.0));
        }
        drawing.paste(&over, 0.0, 0.0);
        for label in labels {
            drawing.label(label);
        }
        if let Some(day) = today {
            let label = Label::new(
                (self.x(&frame, day), bottom + 16.0),
                Anchor::Middle,
                "t-on",
                words.plan.today.clone(),
            )
            .sized(12.5);
            let mut area = label.area();
            let shift = (-area.left + 6.0).max(0.0) - (area.right + 6.0 - frame.width).max(0.0);
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
        drawing
    }

    fn x(&self, frame: &Frame, day: i32) -> f64 {
        let days = (f64::from(self.until) - f64::from(self.from)).max(1.0);
        let part = (f64::from(day) - f64::from(self.from)) / days;
        frame.left + part.clamp(0.0, 1.0) * (frame.right - frame.left)
    }

    /// Lines and names of months; where they would touch, every second or third is named.
    fn ticks(&self, drawing: &mut Drawing, frame: &Frame, bottom: f64) {
        let mut free = f64::NEG_INFINITY;
        for (day, name) in &self.ticks {
            if !(self.from..=self.until).contains(day) {
                continue;
            }
            let x = self.x(frame, *day);
            drawing.line("grid", (x, HEAD), (x, bottom));
            let wide = text_width(name, 13.0, Weight::Regular);
            if x + 4.0 > free && x + 4.0 + wide <= frame.width {
                drawing.label(Label::new((x + 4.0, 16.0), Anchor::Start, "t-ctx", name).sized(13.0));
                free = x + 12.0 + wide;
            }
        }
    }

    fn task(&self, drawing: &mut Drawing, labels: &mut Vec<Label>, frame: &Frame, task: &Task, y: f64) {
        let Some(dates) = &task.dates else { return };
        let text = match task.note.as_str() {
            "" => task.name.clone(),
            note => format!("{}, {note}", task.name),
        };
        let (from, until) = (self.x(frame, dates.from.0), self.x(frame, dates.until.0));
        let (from, until) = (from.min(until), until.max(from));
        let bar_top = match frame.size {
            Size::Wide => y,
            Size::Narrow => y + 20.0,
        };
        let middle = bar_top + frame.bar / 2.0;
        let is_moment = dates.from.0 == dates.until.0;
        let until = if is_moment { from } else { until.max(from + 4.0) };
        if is_moment {
            drawing.diamond("s1", (from, middle), 7.0);
        } else {
            let first = dates.first_until.as_ref().map(|(day, _)| self.x(frame, *day));
            bars(
                drawing,
                task.state,
                (from, until),
                first,
                (bar_top, bar_top + frame.bar),
            );
        }
        let baseline = middle + 4.5;
        if frame.size == Size::Narrow {
            let text = shorten(&text, 13.0, Weight::Strong, frame.width);
            labels
                .push(Label::new((frame.left, y + 13.0), Anchor::Start, "t-strong t-halo", text).sized(13.0));
            return;
        }
        let wide = text_width(&text, 13.0, Weight::Strong);
        let gap = if is_moment { 12.0 } else { 6.0 };
        let is_whole = dates.first_until.is_none();
        let (x, anchor, class) = if is_whole && !is_moment && wide + 12.0 <= until - from {
            let class = match task.state {
                TaskState::UnderWay => "t-on",
                TaskState::Done | TaskState::ToCome => "t-mid",
            };
            (from + 6.0, Anchor::Start, class)
        } else if until + gap + wide <= frame.width {
            (until + gap, Anchor::Start, "t-strong t-halo")
        } else {
            (from - gap, Anchor::End, "t-strong t-halo")
        };
        let text = shorten(&text, 13.0, Weight::Strong, frame.width - frame.left);
        labels.push(Label::new((x, baseline), anchor, class, text).sized(13.0));
    }

    /// The tasks without dates, under the drawing; returns its height.
    fn parked(&self, labels: &mut Vec<Label>, frame: &Frame, words: &Words, y: f64) -> f64 {
        let all = self.lanes.iter().flat_map(|lane| &lane.tasks);
        let parked: Vec<&str> = all
            .clone()
            .filter(|task| task.dates.is_none())
            .map(|task| task.name.as_str())
            .collect();
        let text = match (all.count(), parked.is_empty()) {
            (0, _) => words.plan.nothing_agreed.clone().into_owned(),
            (_, true) => return y,
            (_, false) => format!("{}: {}", words.plan.no_dates, parked.join("; ")),
        };
        let mut y = y + 6.0;
        for line in wrap(&text, 13.0, Weight::Regular, frame.width, 6) {
            labels.push(Label::new((0.0, y + 10.0), Anchor::Start, "", line).sized(13.0));
            y += 17.0;
        }
        y + 2.0
    }
}

impl Lane {
    /// Sets the name of the lane; returns where its first task stands, and where the name ends.
    fn head(&self, labels: &mut Vec<Label>, frame: &Frame, y: f64) -> (f64, f64) {
        let (room, lines) = match frame.size {
            Size::Wide => (frame.left - 10.0, 2),
            Size::Narrow => (frame.width, 1),
        };
        let class = match frame.size {
            Size::Wide => "t-strong",
            Size::Narrow => "t-d1 t-halo",
        };
        let lines = wrap(&self.name, 14.0, Weight::Strong, room, lines);
        let named_until = y + 16.0 * lines.len() as f64;
        for (index, line) in lines.into_iter().enumerate() {
            labels.push(Label::new(
                (0.0, y + 14.0 + 16.0 * index as f64),
                Anchor::Start,
                class,
                line,
            ));
        }
        match frame.size {
            Size::Wide => (y, named_until),
            Size::Narrow => (y + 22.0, named_until),
        }
    }
}

impl Task {
    fn state_words<'a>(&self, words: &'a Words) -> &'a str {
        match self.state {
            TaskState::Done => &words.plan.done,
            TaskState::UnderWay => &words.plan.under_way,
            TaskState::ToCome => &words.plan.to_come,
        }
    }

    fn told(&self, words: &Words) -> String {
        let state = match self.note.as_str() {
            "" => self.state_words(words).to_owned(),
            note => format!("{}, {note}", self.state_words(words)),
        };
        let Some(dates) = &self.dates else {
            return fill(&words.plan.task_without_dates, &[("task", &self.name)]);
        };
        let phrase = if dates.from.0 == dates.until.0 {
            &words.plan.moment_is
        } else {
            &words.plan.task_is
        };
        fill(
            phrase,
            &[
                ("task", &self.name),
                ("from", &dates.from.1),
                ("until", &dates.until.1),
                ("state", &state),
            ],
        )
    }
}

/// The bar of a task, with what runs over its first end striped.
fn bars(
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
    }
    if until - split > 1.0 {
        drawing.mark_in("slip", shape(split, until, 0.75), Manner::Hatched);
    }
}
