//! From a sheet and the answers so far to figures that are ready, and the questions that remain. Pure: the same
//! sheet, context and answers always give the same.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::PlaceId;
use domain::measurement::{Figure, Group};
use domain::period::Period;
use domain::place::Match;
use intake::{Sheet, Value};

use super::answers::{Answers, LEAVE_OUT};
use super::context::{Context, category_key, place_key};
use super::questions::{ImpossibleRow, Question, TwiceRow, TypedCell};
use super::roles::{ColumnReading, Role, read_columns};

/// Unknown names above which they are asked about together.
const UNKNOWN_PLACES_MAX: usize = 12;
/// Names shown where they are asked about together.
const NAMES_SHOWN: usize = 8;

/// The least and the most that a number kept back at the source can be.
pub type Range = (Option<f64>, Option<f64>);

/// A figure that is ready to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready {
    /// Row in the sheet.
    pub row: u32,
    /// Where.
    pub place: PlaceId,
    /// When.
    pub period: Period,
    /// Whom.
    pub group: Group,
    /// What.
    pub figure: Figure,
    /// Range of a number that the source keeps back.
    pub range: Range,
    /// Columns of its numbers: part, whole, value.
    pub cols: [Option<u32>; 3],
}

/// What a file says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Interpretation {
    /// How the columns are read.
    pub columns: Vec<ColumnReading>,
    /// Figures ready to be sent.
    pub ready: Vec<Ready>,
    /// What remains to be asked.
    pub questions: Vec<Question>,
    /// Rows with figures, ready or not.
    pub rows: usize,
    /// Rows left out by answers, and rows about places that were not asked for.
    pub left_out: usize,
    /// Counts below the minimum.
    pub small: usize,
}

/// Interprets a sheet. `sheet` already lacks what must not be kept; undone tidying is undone here.
pub fn interpret(sheet: &Sheet, context: &Context, answers: &Answers) -> Interpretation {
    let mut sheet = sheet.clone();
    for kind in &answers.undone {
        sheet.undo(*kind);
    }
    let columns = read_columns(&sheet, context, &answers.roles);
    let mut work = Work::new(&sheet, context, answers, &columns);
    if work.has_columns() {
        for row in work.data_rows() {
            work.read_row(row);
        }
        work.ask();
    }
    let mut done = work.done;
    done.columns = columns;
    done
}

pub(super) struct Work<'work> {
    pub(super) sheet: &'work Sheet,
    pub(super) context: &'work Context,
    pub(super) answers: &'work Answers,
    pub(super) columns: &'work [ColumnReading],
    pub(super) period: Option<Period>,
    pub(super) done: Interpretation,
    pub(super) unknown_places: BTreeMap<String, (String, Vec<u32>, Vec<PlaceId>)>,
    pub(super) unknown_categories: BTreeMap<(String, String), (String, Vec<u32>)>,
    pub(super) blanks: BTreeMap<u32, Vec<u32>>,
    pub(super) not_numbers: Vec<TypedCell>,
    pub(super) impossible: Vec<ImpossibleRow>,
    pub(super) twice: Vec<TwiceRow>,
    pub(super) seen: BTreeMap<(PlaceId, Period, String), usize>,
}

impl<'work> Work<'work> {
    fn new(
        sheet: &'work Sheet,
        context: &'work Context,
        answers: &'work Answers,
        columns: &'work [ColumnReading],
    ) -> Self {
        Self {
            sheet,
            context,
            answers,
            columns,
            period: context.period.or_else(|| period_in_titles(sheet)),
            done: Interpretation::default(),
            unknown_places: BTreeMap::new(),
            unknown_categories: BTreeMap::new(),
            blanks: BTreeMap::new(),
            not_numbers: Vec::new(),
            impossible: Vec::new(),
            twice: Vec::new(),
            seen: BTreeMap::new(),
        }
    }

    pub(super) fn col(&self, role: &Role) -> Option<u32> {
        self.columns
            .iter()
            .find(|column| column.role == *role)
            .map(|column| column.col)
    }

    pub(super) fn heading(&self, col: u32) -> String {
        self.columns
            .iter()
            .find(|column| column.col == col)
            .map(|column| column.heading.clone())
            .unwrap_or_default()
    }

    /// Without a place, a number and a period no row can be read; one question says what is missing.
    fn has_columns(&mut self) -> bool {
        let has_place = self.col(&Role::Place).or(self.col(&Role::PlaceCode)).is_some();
        let measures = [Role::Numerator, Role::Denominator, Role::Value];
        let has_figures = measures.iter().any(|role| self.col(role).is_some());
        let has_period = self.period.is_some() || self.col(&Role::Period).is_some();
        let missing = [
            (has_place, "place"),
            (has_figures, "figures"),
            (has_period, "period"),
        ];
        for (is_there, what) in missing {
            if !is_there {
                self.done.questions.push(Question::MissingColumn { what });
            }
        }
        if let (Some(asked), Some(found)) = (self.context.period, period_in_titles(self.sheet))
            && asked != found
            && !self.answers.is_period_right
            && self.col(&Role::Period).is_none()
        {
            self.done
                .questions
                .push(Question::OtherPeriod { found: found.label() });
        }
        self.done.questions.is_empty()
    }

    fn data_rows(&self) -> Vec<u32> {
        let (Some(first), Some(last)) = (self.sheet.first_data_row, self.sheet.last_data_row) else {
            return Vec::new();
        };
        let filled: BTreeSet<u32> = self
            .sheet
            .cells
            .iter()
            .filter(|cell| (first..=last).contains(&cell.row) && !cell.raw.trim().is_empty())
            .map(|cell| cell.row)
            .collect();
        let kept = |row: &u32| {
            !self.sheet.total_rows.contains(row)
                && !self.sheet.repeated_rows.contains(row)
                && !self.sheet.notes_rows.contains(row)
        };
        filled.into_iter().filter(kept).collect()
    }

    fn read_row(&mut self, row: u32) {
        self.done.rows += 1;
        if self.answers.rows_out.contains(&row) {
            self.done.left_out += 1;
            return;
        }
        let Some(place) = self.place(row) else { return };
        let Some(group) = self.group(row) else { return };
        let Some(period) = self.row_period(row) else {
            self.done.left_out += 1;
            return;
        };
        if self
            .context
            .period
            .is_some_and(|asked| asked != period && self.col(&Role::Period).is_some())
        {
            self.done.left_out += 1;
            return;
        }
        let Some((figure, range)) = self.figure(row, place, &group) else {
            return;
        };
        self.keep(Ready {
            row,
            place,
            period,
            group,
            figure,
            range,
            cols: self.measure_cols(),
        });
    }

    fn measure_cols(&self) -> [Option<u32>; 3] {
        [Role::Numerator, Role::Denominator, Role::Value].map(|role| self.col(&role))
    }

    /// The place of a row: by code first, then by name. Nothing where it is left out or has to be asked.
    fn place(&mut self, row: u32) -> Option<PlaceId> {
        let code = self.col(&Role::PlaceCode).and_then(|col| self.text(row, col));
        let name = self.col(&Role::Place).and_then(|col| self.text(row, col));
        let by_code = code.as_deref().and_then(|code| self.context.find_place(code));
        if let Some(place) = by_code {
            return self.asked_for(place);
        }
        let raw = name.or(code)?;
        let key = place_key(&raw);
        match self.answers.places.get(&key).map(String::as_str) {
            Some(LEAVE_OUT) => {
                self.done.left_out += 1;
                return None;
            }
            Some(id) => {
                if let Ok(place) = id.parse() {
                    return self.asked_for(place);
                }
            }
            None => {}
        }
        let suggestions = match self.context.match_place(&raw) {
            Match::One(found) => return self.asked_for(found.place),
            Match::Several(places) | Match::Unknown(places) => places,
        };
        self.unknown_places
            .entry(key)
            .or_insert_with(|| (raw, Vec::new(), suggestions))
            .1
            .push(row);
        None
    }

    fn asked_for(&mut self, place: PlaceId) -> Option<PlaceId> {
        if self.context.is_asked(place) {
            return Some(place);
        }
        self.done.left_out += 1;
        None
    }

    fn group(&mut self, row: u32) -> Option<Group> {
        let mut group = Group::everyone();
        for column in self.columns {
            let Role::Category(dimension) = &column.role else {
                continue;
            };
            let Some(known) = self.context.dimension(dimension) else {
                continue;
            };
            let Some(raw) = self.text(row, column.col) else {
                continue;
            };
            let answer_key = format!("{dimension}|{}", category_key(&raw));
            let answered = self.answers.categories.get(&answer_key).map(String::as_str);
            let category = match answered {
                Some(LEAVE_OUT) => {
                    self.done.left_out += 1;
                    return None;
                }
                Some(category) => Some(category),
                None => known.category_of(&raw),
            };
            match category {
                Some("") => {}
                Some(category) => group = group.with(dimension, category),
                None => {
                    let key = (dimension.clone(), category_key(&raw));
                    self.unknown_categories
                        .entry(key)
                        .or_insert_with(|| (raw, Vec::new()))
                        .1
                        .push(row);
                    return None;
                }
            }
        }
        Some(group)
    }

    fn row_period(&self, row: u32) -> Option<Period> {
        match self.col(&Role::Period) {
            Some(col) => self
                .text(row, col)
                .and_then(|text| Period::parse(&text).ok())
                .or(self.period),
            None => self.period,
        }
    }

    fn text(&self, row: u32, col: u32) -> Option<String> {
        let cell = self.sheet.cell(row, col)?;
        let text = match &cell.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            Value::None | Value::Span(_) => String::new(),
        };
        if text.is_empty() {
            cell.row_key.clone()
        } else {
            Some(text)
        }
    }

    pub(super) fn note_impossible(&mut self, row: u32, place: PlaceId, group: &Group, why: &'static str) {
        let cells = self.measure_cols().into_iter().flatten().map(|col| TypedCell {
            row,
            col,
            heading: self.heading(col),
            now: self.now(row, col),
        });
        let (cells, what) = (cells.collect(), self.what(place, group));
        self.impossible.push(ImpossibleRow {
            row,
            what,
            why,
            cells,
        });
    }

    fn now(&self, row: u32, col: u32) -> String {
        let typed = self.answers.typed(row, col).map(str::to_owned);
        typed
            .or_else(|| self.sheet.cell(row, col).map(|cell| cell.raw.trim().to_owned()))
            .unwrap_or_default()
    }

    /// "Carver Middle, grade 7", with categories as the request labels them.
    fn what(&self, place: PlaceId, group: &Group) -> String {
        let mut parts = vec![self.context.place_name(place).to_owned()];
        for (dimension, category) in group.parts() {
            let known = self.context.dimension(dimension);
            let label = known.and_then(|one| one.categories.iter().find(|(slug, _)| slug == category));
            parts.push(label.map_or(category.to_owned(), |(_, labels)| labels[0].clone()));
        }
        parts.join(", ")
    }

    fn keep(&mut self, ready: Ready) {
        let key = (ready.place, ready.period, ready.group.key());
        let Some(at) = self.seen.get(&key).copied() else {
            self.done.small += small_counts(&ready.figure, self.context.minimum);
            self.seen.insert(key, self.done.ready.len());
            self.done.ready.push(ready);
            return;
        };
        let first = &self.done.ready[at];
        if first.figure == ready.figure {
            return;
        }
        let what = self.what(ready.place, &ready.group);
        let pair = TwiceRow {
            what,
            first: (first.row, told(&first.figure)),
            second: (ready.row, told(&ready.figure)),
        };
        self.twice.push(pair);
    }

    /// Turns what was noted into questions, the ones that hold up most rows first within their kind.
    fn ask(&mut self) {
        if self.unknown_places.len() > UNKNOWN_PLACES_MAX {
            let rows = self.unknown_places.values().map(|(_, rows, _)| rows.len()).sum();
            let names = self
                .unknown_places
                .values()
                .take(NAMES_SHOWN)
                .map(|(raw, _, _)| raw.clone())
                .collect();
            let count = self.unknown_places.len();
            self.done
                .questions
                .push(Question::UnknownPlaces { names, count, rows });
        } else {
            for (raw, rows, suggestions) in std::mem::take(&mut self.unknown_places).into_values() {
                self.done.questions.push(Question::UnknownPlace {
                    raw,
                    rows,
                    suggestions,
                });
            }
        }
        for ((dimension, _), (raw, rows)) in std::mem::take(&mut self.unknown_categories) {
            self.done
                .questions
                .push(Question::UnknownCategory { dimension, raw, rows });
        }
        if !self.not_numbers.is_empty() {
            let cells = std::mem::take(&mut self.not_numbers);
            self.done.questions.push(Question::NotANumber { cells });
        }
        if !self.impossible.is_empty() {
            let rows = std::mem::take(&mut self.impossible);
            self.done.questions.push(Question::Impossible { rows });
        }
        for (col, rows) in std::mem::take(&mut self.blanks) {
            let heading = self.heading(col);
            self.done.questions.push(Question::Blank { col, heading, rows });
        }
        self.ask_twice();
    }

    /// Of two rows about the same neither is ready before one was chosen.
    fn ask_twice(&mut self) {
        if self.twice.is_empty() {
            return;
        }
        let pairs = std::mem::take(&mut self.twice);
        let open: BTreeSet<u32> = pairs.iter().map(|pair| pair.first.0).collect();
        self.done.ready.retain(|ready| !open.contains(&ready.row));
        self.done.questions.push(Question::Twice { pairs });
    }
}

fn told(figure: &Figure) -> String {
    let number = |number: Option<f64>| number.map_or("–".to_owned(), |number| number.to_string());
    let count = |count: Option<i64>| count.map_or("–".to_owned(), |count| count.to_string());
    format!(
        "{} / {} / {}",
        count(figure.numerator),
        count(figure.denominator),
        number(figure.value)
    )
}

/// How many counts of a figure are small: the part, the rest, the whole.
pub fn small_counts(figure: &Figure, minimum: i64) -> usize {
    let complement = figure
        .denominator
        .zip(figure.numerator)
        .map(|(whole, part)| whole - part);
    let counts = [figure.numerator, complement, figure.denominator];
    counts
        .into_iter()
        .flatten()
        .filter(|count| (0..minimum).contains(count))
        .count()
}

/// The period that the lines above the table name, if they name just one.
fn period_in_titles(sheet: &Sheet) -> Option<Period> {
    let above = |row: u32| sheet.title_rows.contains(&row) || sheet.filter_rows.contains(&row);
    let texts = sheet
        .cells
        .iter()
        .filter(|cell| above(cell.row))
        .map(|cell| cell.raw.as_str());
    let mut found: BTreeSet<Period> = BTreeSet::new();
    for text in texts {
        for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')')) {
            // A bare year in a title may be anything: a version, a date of printing.
            if let Ok(period @ (Period::SchoolYear(_) | Period::Years(_, _))) = Period::parse(word) {
                found.insert(period);
            }
        }
    }
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

/// Whether the codes of a refused figure are known to the catalogue: a test keeps them so.
pub const IMPOSSIBLE_CODES: [&str; 8] = [
    "no-value",
    "value-though",
    "negative",
    "more-than-all",
    "not-a-percent",
    "of-nobody",
    "not-finite",
    "not-whole",
];
