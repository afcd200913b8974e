//! From the cells of a row to a checked figure, or to the question that stands in its way.

use domain::ids::PlaceId;
use domain::measurement::{Figure, Group};
use domain::quantity::Status;
use intake::{Cell, Status as CellStatus, Value};

use super::answers::Blank;
use super::interpret::{Range, Work};
use super::questions::TypedCell;
use super::roles::Role;

/// Share of filled cells from which an empty one is a question and not the rule.
const FILLED_MIN: f64 = 0.5;

/// A number as a cell says it.
enum Read {
    Number(f64),
    KeptBack(Option<f64>, Option<f64>),
    NoNumber,
    /// A question stands in the way.
    Open,
}

impl Work<'_> {
    /// The figure of a row, checked; nothing where a question stands in its way.
    pub(super) fn figure(&mut self, row: u32, place: PlaceId, group: &Group) -> Option<(Figure, Range)> {
        let roles = [Role::Numerator, Role::Denominator, Role::Value, Role::Margin];
        let reads = roles.map(|role| self.col(&role).map(|col| self.number(row, col)));
        if reads.iter().any(|read| matches!(read, Some(Read::Open))) {
            return None;
        }
        let number = |read: &Option<Read>| match read {
            Some(Read::Number(number)) => Some(*number),
            Some(Read::KeptBack(_, _) | Read::NoNumber | Read::Open) | None => None,
        };
        let [numerator, denominator, value, margin] = [0, 1, 2, 3].map(|at| number(&reads[at]));
        let range = reads.iter().flatten().find_map(|read| match read {
            Read::KeptBack(low, high) => Some((*low, *high)),
            Read::Number(_) | Read::NoNumber | Read::Open => None,
        });
        if [numerator, denominator]
            .into_iter()
            .flatten()
            .any(|count| count.fract() != 0.0)
        {
            self.note_impossible(row, place, group, "not-whole");
            return None;
        }
        let [numerator, denominator] = [numerator, denominator].map(|count| count.map(|count| count as i64));
        let mut figure = Figure {
            numerator,
            denominator,
            value,
            margin,
            numerator_margin: None,
            status: Status::Ok,
        };
        let has_value = value.is_some() || figure.implied(self.context.unit).is_some();
        let is_value_kept_back = matches!(reads[2], Some(Read::KeptBack(_, _)));
        if !has_value || is_value_kept_back {
            figure.status = if range.is_some() {
                Status::SuppressedAtSource
            } else {
                Status::NotAvailable
            };
            figure.value = None;
        }
        match figure.checked(self.context.unit) {
            Ok(figure) => Some((figure, range.unwrap_or_default())),
            Err(bad) => {
                self.note_impossible(row, place, group, bad.code());
                None
            }
        }
    }

    fn number(&mut self, row: u32, col: u32) -> Read {
        if let Some(typed) = self.answers.typed(row, col) {
            return self.typed(row, col, typed);
        }
        let Some(cell) = self.sheet.cell(row, col) else {
            return self.blank(row, col);
        };
        match (cell.status, &cell.value) {
            (CellStatus::Suppressed, _) => Read::KeptBack(cell.low, cell.high),
            (CellStatus::NotAvailable, _) => Read::NoNumber,
            (CellStatus::Blank, _) => self.blank(row, col),
            (_, Value::Number(number)) => Read::Number(*number),
            (_, Value::None) => self.blank(row, col),
            (_, Value::Text(_) | Value::Span(_)) => self.not_a_number(row, col, cell),
        }
    }

    fn typed(&mut self, row: u32, col: u32, typed: &str) -> Read {
        let plain: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != ',' && *c != '%')
            .collect();
        match plain.parse::<f64>() {
            Ok(number) if number.is_finite() => Read::Number(number),
            _ if plain.is_empty() => Read::NoNumber,
            _ => {
                let heading = self.heading(col);
                self.not_numbers.push(TypedCell {
                    row,
                    col,
                    heading,
                    now: typed.to_owned(),
                });
                Read::Open
            }
        }
    }

    fn not_a_number(&mut self, row: u32, col: u32, cell: &Cell) -> Read {
        let heading = self.heading(col);
        self.not_numbers.push(TypedCell {
            row,
            col,
            heading,
            now: cell.raw.clone(),
        });
        Read::Open
    }

    /// An empty cell is a question only where most others of its column are filled.
    fn blank(&mut self, row: u32, col: u32) -> Read {
        match self.answers.blanks.get(&col) {
            Some(Blank::Zero) => return Read::Number(0.0),
            Some(Blank::NoNumber) => return Read::NoNumber,
            None => {}
        }
        let (mut filled, mut all) = (0_u32, 0_u32);
        for cell in self.sheet.data_cells(col) {
            all += 1;
            filled += u32::from(cell.status != CellStatus::Blank);
        }
        if f64::from(filled) < f64::from(all) * FILLED_MIN {
            return Read::NoNumber;
        }
        self.blanks.entry(col).or_default().push(row);
        Read::Open
    }
}
