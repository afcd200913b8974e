//! Timeline: lanes by group, a line for today. Done is grey, under way filled, to come outlined, late or over its first date
//! striped, stopped a thin line, and a moment is a diamond. A name stands in its bar or beside it, else above it: never over
//! the names of the lanes, and the line of today makes way for it.

mod marks;

use marks::{bars, free_of, today_box};

use crate::drawing::{Anchor, Drawing, Label};
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
    /// Begun, and behind what was agreed.
    Late,
    /// Ended before its time; the note says so.
    Stopped,
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
/// Height of the word for today with its box.
const TODAY: f64 = 24.0;
/// A drawing taller than this says "Today" at its foot once more.
const TALL: f64 = 640.0;
/// What a name above its bar adds to the height.
const ABOVE: f64 = 18.0;

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
                let state = task.state_told(words);
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
        let today = self.today.filter(|day| (self.from..=self.until).contains(day));
        let mut y = HEAD + 6.0 + today.map_or(0.0, |_| TODAY);
        for lane in &self.lanes {
            let dated: Vec<&Task> = lane.tasks.iter().filter(|task| task.dates.is_some()).collect();
            if dated.is_empty() {
                continue;
            }
            let (first, named_until) = lane.head(&mut labels, &frame, y);
            y = first;
            for task in dated {
                y += self.task(&mut over, &mut labels, &frame, task, y);
            }
            y = y.max(named_until) + 8.0;
        }
        let bottom = y;
        let is_tall = bottom > TALL;
        y += if today.is_some() && is_tall {
            TODAY + 2.0
        } else {
            4.0
        };
        y = self.parked(&mut labels, &frame, words, y);
        let mut drawing = Drawing::new(frame.width, y);
        self.ticks(&mut drawing, &frame, bottom);
        if let Some(day) = today {
            let x = self.x(&frame, day);
            for (from, until) in free_of(&labels, x, (HEAD + TODAY - 2.0, bottom + 2.0)) {
                drawing.line("today", (x, from), (x, until));
            }
        }
        drawing.paste(&over, 0.0, 0.0);
        for label in labels {
            drawing.label(label);
        }
        if let Some(day) = today {
            let x = self.x(&frame, day);
            today_box(&mut drawing, words, (x, HEAD + 15.0), frame.width);
            if is_tall {
                today_box(&mut drawing, words, (x, bottom + 16.0), frame.width);
            }
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

    /// Draws a task; returns how high it is.
    fn task(
        &self,
        drawing: &mut Drawing,
        labels: &mut Vec<Label>,
        frame: &Frame,
        task: &Task,
        y: f64,
    ) -> f64 {
        let Some(dates) = &task.dates else { return 0.0 };
        let text = match task.note.as_str() {
            "" => task.name.clone(),
            note => format!("{}, {note}", task.name),
        };
        let (from, until) = (self.x(frame, dates.from.0), self.x(frame, dates.until.0));
        let (from, until) = (from.min(until), until.max(from));
        let is_moment = dates.from.0 == dates.until.0;
        let until = if is_moment { from } else { until.max(from + 4.0) };
        let wide = text_width(&text, 13.0, Weight::Strong);
        let gap = if is_moment { 12.0 } else { 6.0 };
        let has_room = task.has_whole_bar() && !is_moment && wide + 12.0 <= until - from;
        let beside = match frame.size {
            Size::Narrow => None,
            Size::Wide if has_room => Some((from + 6.0, Anchor::Start, task.class_inside())),
            Size::Wide if until + gap + wide <= frame.width => {
                Some((until + gap, Anchor::Start, "t-strong t-halo"))
            }
            Size::Wide if from - gap - wide >= frame.left => {
                Some((from - gap, Anchor::End, "t-strong t-halo"))
            }
            Size::Wide => None,
        };
        let above = match (frame.size, beside) {
            (Size::Narrow, _) => 20.0,
            (Size::Wide, None) => ABOVE,
            (Size::Wide, Some(_)) => 0.0,
        };
        let bar_top = y + above;
        let middle = bar_top + frame.bar / 2.0;
        if is_moment {
            drawing.diamond("s1", (from, middle), 7.0);
        } else {
            let first = dates.first_until.as_ref().map(|(day, _)| self.x(frame, *day));
            let heights = (bar_top, bar_top + frame.bar);
            bars(drawing, task.state, (from, until), first, heights);
        }
        if let Some((x, anchor, class)) = beside {
            labels.push(Label::new((x, middle + 4.5), anchor, class, text).sized(13.0));
            return frame.row;
        }
        let text = shorten(&text, 13.0, Weight::Strong, frame.width - frame.left);
        let wide = text_width(&text, 13.0, Weight::Strong);
        let x = match frame.size {
            Size::Narrow => frame.left,
            Size::Wide => from.min(frame.width - wide).max(frame.left),
        };
        labels.push(Label::new((x, y + 13.0), Anchor::Start, "t-strong t-halo", text).sized(13.0));
        match frame.size {
            Size::Narrow => frame.row,
            Size::Wide => frame.row + above,
        }
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
            Size::Wide => (frame.left - 10.0, 6),
            Size::Narrow => (frame.width, 3),
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
            Size::Narrow => (named_until + 6.0, named_until),
        }
    }
}

impl Task {
    /// Whether its bar is one piece that a name can stand on.
    fn has_whole_bar(&self) -> bool {
        let is_split = self
            .dates
            .as_ref()
            .is_some_and(|dates| dates.first_until.is_some());
        match self.state {
            TaskState::Done | TaskState::UnderWay | TaskState::ToCome => !is_split,
            // Nobody reads a name on stripes or on a thin line.
            TaskState::Late | TaskState::Stopped => false,
        }
    }

    fn class_inside(&self) -> &'static str {
        match self.state {
            TaskState::UnderWay => "t-on",
            TaskState::Done | TaskState::ToCome | TaskState::Late | TaskState::Stopped => "t-mid",
        }
    }

    fn state_words<'a>(&self, words: &'a Words) -> &'a str {
        match self.state {
            TaskState::Done => &words.plan.done,
            TaskState::UnderWay | TaskState::Late => &words.plan.under_way,
            TaskState::ToCome => &words.plan.to_come,
            TaskState::Stopped => "",
        }
    }

    /// Where it stands and what its note adds.
    fn state_told(&self, words: &Words) -> String {
        let parts = [self.state_words(words), &self.note];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<&str>>().join(", ")
    }

    fn told(&self, words: &Words) -> String {
        let state = self.state_told(words);
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
