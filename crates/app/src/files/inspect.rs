//! `mainstay inspect FILE`: how a spreadsheet is read, for people and, with `--json`, for other tools.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use intake::{ColumnKind, Limits, Rules, Sheet, Status, Unreadable, Workbook};
use platform::child::{Answer, Reader, Task};

use super::UploadRefused;
use super::child::arguments;
use crate::cli::Failure;

/// Longest answer of the child for the command line, in bytes.
const ANSWER_BYTES_MAX: u64 = 1 << 30;

/// Arguments of the command.
#[derive(Debug, Args)]
pub struct Inspect {
    /// The spreadsheet.
    file: PathBuf,
    /// Only the sheet of this name.
    #[arg(long)]
    sheet: Option<String>,
    /// A JSON file that says what the source's marks mean: {"*": "suppressed, below 10"}.
    #[arg(long)]
    rules: Option<PathBuf>,
    /// Print one JSON object for each sheet, with every cell.
    #[arg(long)]
    json: bool,
}

/// Reads the file in a child and gives what is to be printed.
///
/// Errors: the file is refused, with the sentence; wrong use if the rules cannot be read.
pub async fn run(inspect: Inspect) -> Result<String, Failure> {
    let rules = inspect.rules.as_ref().map_or(Ok(Rules::default()), read_rules)?;
    let path = &inspect.file;
    let file = open(path)?;
    let file_name = path.file_name().unwrap_or_default().to_string_lossy();
    let program = std::env::current_exe().map_err(|error| Failure::Refused(error.to_string()))?;
    let task = Task {
        arguments: arguments(&file_name, &rules, &Limits::default()),
        file,
        tenant: None,
        answer_bytes_max: ANSWER_BYTES_MAX,
    };
    let answer = Reader::new(program).read::<Workbook, Unreadable>(task).await;
    let mut workbook = match answer.map_err(UploadRefused::from) {
        Ok(Answer::Read(workbook)) => workbook,
        Ok(Answer::Refused(reason)) => return Err(Failure::Refused(reason.to_string())),
        Err(refused) => return Err(Failure::Refused(refused.to_string())),
    };
    if let Some(sheet) = inspect.sheet {
        workbook.sheets.retain(|read| read.name == sheet);
        if workbook.sheets.is_empty() {
            return Err(Failure::Refused(Unreadable::NoSuchSheet { sheet }.to_string()));
        }
    }
    if inspect.json {
        return Ok(intake::contract(&workbook).to_string());
    }
    Ok(told(&workbook))
}

fn open(path: &PathBuf) -> Result<std::fs::File, Failure> {
    let refused = |what: &str| Failure::Refused(format!("{}: {what}", path.display()));
    let file = std::fs::File::open(path).map_err(|error| refused(&error.to_string()))?;
    let kind = file.metadata().map_err(|error| refused(&error.to_string()))?;
    if kind.is_dir() {
        return Err(refused("this is a folder; name a file in it"));
    }
    Ok(file)
}

fn read_rules(path: &PathBuf) -> Result<Rules, Failure> {
    let wrong = |error: String| Failure::WrongUse(format!("--rules {}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| wrong(error.to_string()))?;
    Rules::from_json(&text).map_err(|error| wrong(error.to_string()))
}

/// The reading for people: what was found where, column by column.
fn told(workbook: &Workbook) -> String {
    let mut text = String::new();
    let mut line = |words: String| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{words}");
    };
    line(workbook.file.clone());
    if let Some(encoding) = &workbook.encoding {
        let delimiter = workbook.delimiter.map_or("none".to_owned(), shown_delimiter);
        line(format!("  text in {encoding}, cells parted by {delimiter}"));
    }
    for sheet in &workbook.sheets {
        for words in told_sheet(sheet) {
            line(words);
        }
    }
    text.trim_end().to_owned()
}

fn told_sheet(sheet: &Sheet) -> Vec<String> {
    let mut lines = vec![String::new()];
    if !sheet.name.is_empty() {
        lines.push(format!("Sheet {}", sheet.name));
    }
    for (name, rows) in [
        ("titles", &sheet.title_rows),
        ("headings", &sheet.header_rows),
        ("totals", &sheet.total_rows),
        ("notes", &sheet.notes_rows),
    ] {
        if !rows.is_empty() {
            lines.push(format!("  {name} in rows {}", listed(rows)));
        }
    }
    match (sheet.first_data_row, sheet.last_data_row) {
        (Some(first), Some(last)) => {
            lines.push(format!("  {} records in rows {first} to {last}", sheet.records));
        }
        _ => lines.push("  no rows of data".to_owned()),
    }
    for column in &sheet.columns {
        lines.push(told_column(sheet, column.col, &column.name, column.kind));
    }
    for tidied in &sheet.tidied {
        lines.push(format!("  tidied: {:?}, {} cells", tidied.kind, tidied.count));
    }
    for problem in sheet.problems.iter().take(20) {
        lines.push(format!(
            "  look at row {}, column {}: {:?}",
            problem.row, problem.col, problem.kind
        ));
    }
    if sheet.problems.len() > 20 {
        lines.push(format!("  and {} more to look at", sheet.problems.len() - 20));
    }
    lines
}

fn told_column(sheet: &Sheet, col: u32, name: &str, kind: ColumnKind) -> String {
    let cells: Vec<_> = sheet.data_cells(col).collect();
    let count = |status: Status| cells.iter().filter(|cell| cell.status == status).count();
    let mut line = format!("  column {col}: {name:?}, {kind:?}").to_owned();
    for (words, number) in [
        ("suppressed", count(Status::Suppressed)),
        ("not available", count(Status::NotAvailable)),
        ("blank", count(Status::Blank)),
    ] {
        if number > 0 {
            // Writing to a string does not fail.
            let _ = write!(line, ", {number} {words}");
        }
    }
    line
}

fn shown_delimiter(delimiter: char) -> String {
    match delimiter {
        '\t' => "tabs".to_owned(),
        other => format!("{other:?}"),
    }
}

/// Row numbers, runs written as `3-7`.
fn listed(rows: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *row => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    let shown = runs.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    shown.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_listed_in_runs() {
        assert_eq!(listed(&[1, 2, 3, 7, 9, 10]), "1-3, 7, 9-10");
        assert_eq!(listed(&[]), "");
    }
}
