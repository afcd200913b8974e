#![doc = include_str!("../README.md")]

mod cell;
pub mod columns;
mod contract;
mod grid;
mod layout;
pub mod limits;
mod melt;
mod narrow;
mod open;
mod problems;
mod reading;
mod refusal;
mod rules;
mod sheet;
pub mod tidy;

use std::io::Read;
use std::path::Path;

pub use cell::dates::{DateOrder, date, proven_order, span};
pub use contract::{Contract, contract};
pub use limits::Limits;
pub use melt::Melted;
pub use problems::{Problem, ProblemKind};
pub use refusal::Unreadable;
pub use rules::Rules;
pub use sheet::{Cell, Column, ColumnKind, Sheet, Status, Table, Unit, Value, Wide, Workbook};

/// Reads a spreadsheet of any kind: CSV and its kin, xlsx, xls, ods, or a table saved as a web page.
///
/// Errors: the reason, when it holds no cells we can read or passes a limit.
pub fn read(bytes: &[u8], file_name: &str, rules: &Rules, limits: &Limits) -> Result<Workbook, Unreadable> {
    let opened = open::open(bytes, limits)?;
    reading::read(opened, file_name, rules, limits)
}

/// Reads a spreadsheet from a path. See `read`.
///
/// Errors: as `read`, and `NotOpened` when the machine does not give us the file.
pub fn read_path(path: &Path, rules: &Rules, limits: &Limits) -> Result<Workbook, Unreadable> {
    let not_opened = |error: std::io::Error| Unreadable::NotOpened {
        detail: error.to_string(),
    };
    let most = limits.text_file_bytes.max(limits.workbook_file_bytes);
    let file = std::fs::File::open(path).map_err(not_opened)?;
    let size = file.metadata().map_err(not_opened)?.len();
    if size > most {
        return Err(Unreadable::TooLarge {
            bytes: size,
            limit: most,
        });
    }
    let mut bytes = Vec::new();
    // One byte more than the limit: a file that grew meanwhile is still refused.
    file.take(most + 1).read_to_end(&mut bytes).map_err(not_opened)?;
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    read(&bytes, &name, rules, limits)
}
