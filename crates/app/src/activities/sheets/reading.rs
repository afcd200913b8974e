//! From a sheet and the answers so far to activities that are ready, and the questions that remain. Pure: the same sheet,
//! the same names known here and the same answers always give the same.

use std::collections::{BTreeMap, BTreeSet};

use domain::activities::reading::{Edge, State, plain};
use domain::text::PROSE_MAX;
use intake::tidy::TidyKind;
use intake::{DateOrder, Sheet, Status, Value};
use jiff::civil::Date;
use platform::secrets::sha256_hex;

use super::columns::{ColumnReading, Role, read_columns};
use super::days::Unordered;
use super::left::{Left, Why};
use super::names::{About, Meaning, Names};
use crate::activities::actions::{ActivityForm, NewActivity};
use crate::activities::choices::Named;
use crate::activities::steps::MilestoneForm;
use crate::submissions::answers::Answers;
use crate::submissions::questions::TypedCell;

/// The answer that a name stands for nothing the plan knows.
pub const NOTHING: &str = "nothing";
/// Longer titles are cut, and go on among the words about the activity.
const TITLE_MAX: usize = 200;

/// What is known here.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// Partners who may lead.
    pub partners: Vec<Named>,
    /// Organisations that hold the backbone, by name.
    pub backbones: Vec<Named>,
    /// Strategies.
    pub strategies: Vec<Named>,
    /// Working groups.
    pub bodies: Vec<Named>,
    /// Places.
    pub places: Vec<Named>,
    /// What the plan has already: keys of [`entry_key`].
    pub there: BTreeSet<String>,
    /// Words for what a sheet says is done.
    pub done_title: (String, String),
    /// Today.
    pub today: Option<Date>,
    /// Whether whoever looks may add partners.
    pub may_add_partners: bool,
}

/// What must be answered before the sheet can be sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// No column is read as this.
    Missing(Role),
    /// Nothing in the sheet tells whether day or month comes first.
    Order {
        /// A day as it stands.
        raw: String,
        /// The month read first.
        month_first: Date,
        /// The day read first.
        day_first: Date,
        /// Rows.
        rows: Vec<u32>,
    },
    /// Rows whose last day is before the first.
    Backwards {
        /// Row, what is done, and both cells.
        rows: Vec<(u32, String, Vec<TypedCell>)>,
    },
    /// What this name means; nearest first.
    Name {
        /// What it names.
        about: About,
        /// As it stands in the sheet.
        text: String,
        /// Rows.
        rows: Vec<u32>,
        /// Identifiers of whom it may mean.
        near: Vec<String>,
        /// Whether it names the backbone, which leads nothing.
        is_backbone: bool,
    },
    /// Cells to be typed over.
    Cells {
        /// What should stand in them.
        role: Role,
        /// Row, column, what stands there, and which activity it is.
        cells: Vec<(u32, u32, String, String)>,
    },
}

/// What a sheet says. Each of its rows is ready, asked about, or left out with its words.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// How the columns are read.
    pub columns: Vec<ColumnReading>,
    /// Activities ready to be added, each with its row.
    pub ready: Vec<(u32, NewActivity)>,
    /// What remains to be asked.
    pub questions: Vec<Question>,
    /// Rows that say something about an activity.
    pub rows: usize,
    /// Rows that add nothing, with their words.
    pub left: Vec<Left>,
    /// The order in which days of figures are read.
    pub order: Option<DateOrder>,
    /// A day that only this order tells, as it stands and as it is read.
    pub ordered: Option<(String, Date)>,
    /// Partners that are new here: the identifier each will have, and the name.
    pub partners: BTreeMap<String, String>,
}

impl Reading {
    /// Rows that the plan has already, and rows that stand in the sheet twice.
    pub fn there(&self) -> usize {
        self.left.iter().filter(|one| one.why.is_there()).count()
    }
}

/// What makes a row one activity: who leads it and what it is called.
pub fn entry_key(lead: &str, title: &str) -> String {
    let digest = sha256_hex(format!("{lead}|{}", plain(title)));
    format!("sheet:{}", &digest[..32])
}

/// Reads a sheet; undone tidying is undone here.
pub fn read(sheet: &Sheet, context: &Context, answers: &Answers) -> Reading {
    let mut sheet = sheet.clone();
    for kind in &answers.undone {
        sheet.undo(*kind);
    }
    let columns = read_columns(&sheet, &answers.roles);
    let carried = sheet
        .tidied
        .iter()
        .find(|one| one.kind == TidyKind::KeysCarriedDown);
    let mut work = Work {
        sheet: &sheet,
        context,
        answers,
        columns: &columns,
        carried: carried.map_or(&[], |one| &one.cells),
        names: Names::default(),
        cells: BTreeMap::new(),
        backwards: Vec::new(),
        unordered: None,
        seen: BTreeSet::new(),
        done: Reading::default(),
    };
    let missing = [Role::Title, Role::Lead]
        .into_iter()
        .filter(|role| work.cols(*role).is_empty());
    let missing: Vec<Question> = missing.map(Question::Missing).collect();
    if missing.is_empty() {
        work.find_order();
        for row in work.rows() {
            work.row(row);
        }
        work.ask();
    }
    let mut done = work.done;
    done.partners = work.names.new;
    done.questions.splice(0..0, missing);
    done.columns = columns;
    done
}

/// A sheet on its way to activities.
pub(super) struct Work<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) context: &'a Context,
    pub(super) answers: &'a Answers,
    pub(super) columns: &'a [ColumnReading],
    /// Cells that have the words of the row above, where they stand once for several rows.
    carried: &'a [(u32, u32)],
    pub(super) names: Names,
    cells: BTreeMap<Role, Vec<(u32, u32, String, String)>>,
    backwards: Vec<(u32, String, Vec<TypedCell>)>,
    pub(super) unordered: Option<Unordered>,
    seen: BTreeSet<String>,
    pub(super) done: Reading,
}

impl Work<'_> {
    pub(super) fn cols(&self, role: Role) -> Vec<u32> {
        let cols = self.columns.iter().filter(|column| column.role == role);
        cols.map(|column| column.col).collect()
    }

    /// What stands in a cell, as it stands; what was typed over it comes before.
    pub(super) fn raw(&self, row: u32, col: u32) -> String {
        if let Some(typed) = self.answers.typed(row, col) {
            return typed.trim().to_owned();
        }
        let cell = self.sheet.cell(row, col);
        cell.map(|cell| cell.raw.trim().to_owned()).unwrap_or_default()
    }

    /// What a cell says.
    pub(super) fn text(&self, row: u32, col: u32) -> String {
        let Some(cell) = self.sheet.cell(row, col) else {
            return self.raw(row, col);
        };
        if self.answers.typed(row, col).is_some() {
            return self.raw(row, col);
        }
        if self.carried.binary_search(&(row, col)).is_ok() {
            return cell.row_key.clone().unwrap_or_default();
        }
        // "-", "n/a" and "*" name nobody.
        if matches!(
            cell.status,
            Status::Suppressed | Status::NotAvailable | Status::Blank
        ) {
            return String::new();
        }
        match &cell.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(_) | Value::None | Value::Span(_) => cell.raw.trim().to_owned(),
        }
    }

    pub(super) fn first(&self, row: u32, role: Role) -> String {
        let cols = self.cols(role);
        cols.first().map(|col| self.text(row, *col)).unwrap_or_default()
    }

    /// What every column of a role says.
    fn all(&self, row: u32, role: Role) -> Vec<String> {
        let texts = self.cols(role).into_iter().map(|col| self.text(row, col));
        texts.filter(|text| !text.is_empty()).collect()
    }

    fn row(&mut self, row: u32) {
        if let Some(why) = self.why_left(row) {
            self.leave(row, why);
            return;
        }
        let title = self.first(row, Role::Title);
        let lead = self.first(row, Role::Lead);
        self.done.rows += 1;
        let mut is_open = false;
        if title.is_empty() {
            self.cell(row, Role::Title, &lead);
            is_open = true;
        }
        let (lead, others) = if lead.is_empty() {
            self.cell(row, Role::Lead, &title);
            (Meaning::Open, Vec::new())
        } else {
            self.lead(row, &lead)
        };
        if lead == Meaning::Out {
            self.done.rows -= 1;
            self.leave(row, Why::Unknown);
            return;
        }
        let read = self.rest(row, &title, others);
        let (Meaning::This(lead), Some(mut new), false) = (lead, read, is_open) else {
            return;
        };
        let key = entry_key(&lead, &title);
        if self.context.there.contains(&key) {
            self.leave(row, Why::There);
            return;
        }
        if !self.seen.insert(key.clone()) {
            self.leave(row, Why::Twice);
            return;
        }
        new.form.lead = lead.parse().ok();
        new.entry_key = key;
        self.done.ready.push((row, new));
    }

    /// Everything but who leads; nothing where something is asked about.
    fn rest(&mut self, row: u32, title: &str, others: Vec<String>) -> Option<NewActivity> {
        let strategy = self.optional(row, About::Strategy, Role::Strategy);
        let body = self.optional(row, About::Body, Role::Body);
        let places = self.several(row, About::Place, (Role::Place, Vec::new()));
        let partners = self.several(row, About::Partner, (Role::Partners, others));
        let starts = self.day(row, Role::Starts, Edge::First, title);
        let ends = self.day(row, Role::Ends, Edge::Last, title);
        let due = self.day(row, Role::Due, Edge::Last, title);
        let state = self.state(row);
        let is_backwards = self.is_backwards(row, (starts, ends), title);
        let (strategy, body, places, partners) = (strategy?, body?, places?, partners?);
        let (starts, ends, due, state) = (starts?, ends?, due?, state?);
        let today = self.context.today.unwrap_or(Date::MIN);
        // What ended has begun, though the sheet does not say when.
        let begins = starts.unwrap_or_else(|| ends.map_or(today, |end| end.min(today)));
        let (short, more) = cut(title);
        let (population, whole_population) = cut(&self.first(row, Role::Population));
        let (reason, whole_reason) = cut(&self.first(row, Role::State));
        let mut about = vec![more, whole_population];
        about.extend(self.all(row, Role::About));
        let mut milestones = Vec::new();
        for milestone in self.all(row, Role::Milestone) {
            let (name, whole) = cut(&milestone);
            about.push(whole);
            milestones.push(step((name, String::new()), due.or(ends).unwrap_or(today), None));
        }
        if state == Some(State::Done) {
            let on = ends.unwrap_or(today).min(today);
            milestones.push(step(self.context.done_title.clone(), on, Some(on)));
        }
        let is_stopped = state == Some(State::Stopped);
        if is_stopped {
            about.push(whole_reason);
        }
        about.retain(|text| !text.is_empty());
        let about = about.join("\n");
        if about.chars().count() > PROSE_MAX {
            self.cell(row, Role::About, title);
            return None;
        }
        (!is_backwards).then(|| NewActivity {
            form: ActivityForm {
                title: (short, String::new()),
                about: (about, String::new()),
                body: body.and_then(|id| id.parse().ok()),
                strategy: strategy.unwrap_or_default(),
                scope: "universal".to_owned(),
                population: (population, String::new()),
                starts_on: begins.to_string(),
                ends_on: ends.map(|day| day.to_string()).unwrap_or_default(),
                was_under_way: starts.is_none_or(|day| day < today) && state != Some(State::Planned),
                visibility: "internal".to_owned(),
                ..ActivityForm::default()
            },
            partners: partners
                .iter()
                .filter_map(|id| Some((id.parse().ok()?, String::new())))
                .collect(),
            places: places.iter().filter_map(|id| id.parse().ok()).collect(),
            milestones,
            stopped_because: if is_stopped { reason } else { String::new() },
            ..NewActivity::default()
        })
    }

    /// Whether the last day is before the first; then both cells are asked about.
    fn is_backwards(
        &mut self,
        row: u32,
        (starts, ends): (Option<Option<Date>>, Option<Option<Date>>),
        title: &str,
    ) -> bool {
        let (Some(Some(first)), Some(Some(last))) = (starts, ends) else {
            return false;
        };
        if first <= last {
            return false;
        }
        let cols = [Role::Starts, Role::Ends].map(|role| self.cols(role).first().copied());
        let cells = cols.into_iter().flatten().map(|col| TypedCell {
            row,
            col,
            heading: self.heading(col),
            now: self.raw(row, col),
        });
        let cells = cells.collect();
        self.backwards.push((row, title.to_owned(), cells));
        true
    }

    /// A column's own heading.
    fn heading(&self, col: u32) -> String {
        let column = self.columns.iter().find(|column| column.col == col);
        column.map(|column| column.heading.clone()).unwrap_or_default()
    }

    pub(super) fn cell(&mut self, row: u32, role: Role, what: &str) {
        if let Some(col) = self.cols(role).first() {
            let now = self.raw(row, *col);
            let cells = self.cells.entry(role).or_default();
            cells.push((row, *col, now, what.to_owned()));
        }
    }

    fn ask(&mut self) {
        let questions = &mut self.done.questions;
        questions.extend(self.unordered.take().map(Unordered::question));
        for (role, cells) in std::mem::take(&mut self.cells) {
            questions.push(Question::Cells { role, cells });
        }
        if !self.backwards.is_empty() {
            let rows = std::mem::take(&mut self.backwards);
            questions.push(Question::Backwards { rows });
        }
        questions.extend(self.names.questions());
    }
}

fn step(title: (String, String), due: Date, done: Option<Date>) -> MilestoneForm {
    MilestoneForm {
        kind: "milestone".to_owned(),
        title,
        due_on: due.to_string(),
        done_on: done.map(|day| day.to_string()).unwrap_or_default(),
    }
}

/// A text that fits a title, and the whole of it where something was cut off.
fn cut(text: &str) -> (String, String) {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= TITLE_MAX {
        return (text, String::new());
    }
    let short: String = text.chars().take(TITLE_MAX - 1).collect();
    (format!("{}…", short.trim_end()), text)
}
