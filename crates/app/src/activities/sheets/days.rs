//! The days of a sheet: figures are read in one order for the whole sheet, and where nothing proves it, somebody is asked once.

use domain::activities::reading::{Day, Edge, day};
use intake::DateOrder;
use jiff::civil::Date;

use super::columns::Role;
use super::reading::{Question, Work};

/// Columns that hold days.
const DAYS: [Role; 3] = [Role::Starts, Role::Ends, Role::Due];
/// Years of which a plan may speak; a day outside them is a slip of the hand.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// Days that could be two: the first as it stands, as either order reads it, and the rows.
pub(super) struct Unordered {
    raw: String,
    days: [Date; 2],
    rows: Vec<u32>,
}

impl Unordered {
    pub(super) fn question(self) -> Question {
        let [month_first, day_first] = self.days;
        Question::Order {
            raw: self.raw,
            month_first,
            day_first,
            rows: self.rows,
        }
    }
}

/// A cell of figures in both orders.
enum Figures {
    None,
    One(Date),
    Two([Date; 2]),
}

fn figures(text: &str, edge: Edge) -> Figures {
    let read = |order: DateOrder| {
        let span = intake::span(text, order).map(|[first, last]| match edge {
            Edge::First => first,
            Edge::Last => last,
        });
        let found = span.or_else(|| intake::date(text, order))?;
        found.parse::<Date>().ok()
    };
    match (read(DateOrder::MonthFirst), read(DateOrder::DayFirst)) {
        (None, None) => Figures::None,
        (Some(day), None) | (None, Some(day)) => Figures::One(day),
        (Some(one), Some(other)) if one == other => Figures::One(one),
        (Some(one), Some(other)) => Figures::Two([one, other]),
    }
}

impl Work<'_> {
    /// The order in which this sheet writes days: as was said, else as its own days prove without contradiction.
    pub(super) fn find_order(&mut self) {
        let mut proven: Vec<DateOrder> = Vec::new();
        for col in DAYS.into_iter().flat_map(|role| self.cols(role)) {
            let cells = self.sheet.data_cells(col);
            proven.extend(cells.filter_map(|cell| intake::proven_order(&cell.raw)));
        }
        proven.sort_unstable();
        proven.dedup();
        let only = match proven[..] {
            [only] => Some(only),
            _ => None,
        };
        self.done.order = self.answers.date_order.or(only);
    }

    /// A day; the outer nothing: it is asked about.
    pub(super) fn day(&mut self, row: u32, role: Role, edge: Edge, title: &str) -> Option<Option<Date>> {
        let Some(col) = self.cols(role).first().copied() else {
            return Some(None);
        };
        let text = self.raw(row, col);
        let found = match (figures(&text, edge), self.done.order) {
            (Figures::None, _) => day(&text, edge),
            (Figures::One(only), _) => Day::On(only),
            (Figures::Two(days), Some(order)) => {
                let read = days[usize::from(order == DateOrder::DayFirst)];
                self.done.ordered.get_or_insert((text, read));
                Day::On(read)
            }
            (Figures::Two(days), None) => {
                let asked = self.unordered.get_or_insert_with(|| Unordered {
                    raw: text,
                    days,
                    rows: Vec::new(),
                });
                if asked.rows.last() != Some(&row) {
                    asked.rows.push(row);
                }
                return None;
            }
        };
        match found {
            Day::On(day) if YEARS.contains(&day.year()) => Some(Some(day)),
            Day::Open => Some(None),
            Day::On(_) | Day::Unread => {
                self.cell(row, role, title);
                None
            }
        }
    }
}
