//! Tables that an operator imports: CSV with a heading row, read strictly, since nobody stands beside to ask.
//!
//! What partners send is read by `intake`, which forgives much more.

use std::collections::BTreeMap;

use crate::problems::{Problem, Refusal};

/// Most rows of an import.
pub const ROWS_MAX: usize = 200_000;
/// Most bytes of an import.
pub const BYTES_MAX: usize = 64 * 1024 * 1024;

/// A table read from a file.
#[derive(Debug, Clone)]
pub struct Table {
    columns: BTreeMap<String, usize>,
    rows: Vec<csv::StringRecord>,
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'table> {
    /// As a spreadsheet counts it; the headings stand in row 1.
    pub number: usize,
    table: &'table Table,
    record: &'table csv::StringRecord,
}

impl Table {
    /// Reads a file whose headings hold all of `required`; more columns may be there.
    ///
    /// Errors: a problem in row 1 for each missing heading, or for a file that is no such table.
    pub fn read(bytes: &[u8], required: &[&str]) -> Result<Self, Refusal> {
        if bytes.len() > BYTES_MAX {
            return Err(Problem::cell(1, "", "problem-file-too-large").into());
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|_| Problem::cell(1, "", "problem-not-utf8"))?;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let headings = reader.headers().cloned();
        let headings = headings.map_err(|_| Problem::cell(1, "", "problem-not-a-table"))?;
        let columns: BTreeMap<String, usize> = headings
            .iter()
            .enumerate()
            .map(|(index, heading)| (heading.trim().to_lowercase(), index))
            .collect();
        let missing = required.iter().filter(|heading| !columns.contains_key(**heading));
        let problems: Vec<Problem> = missing
            .map(|heading| Problem::cell(1, heading, "problem-column-missing"))
            .collect();
        if !problems.is_empty() {
            return Err(Refusal::Problems(problems));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let number = rows.len() + 2;
            let record = record.map_err(|_| Problem::cell(number, "", "problem-not-a-table"))?;
            if rows.len() == ROWS_MAX {
                return Err(Problem::cell(number, "", "problem-too-many-rows").into());
            }
            rows.push(record);
        }
        Ok(Self { columns, rows })
    }

    /// Every row that is not empty, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let numbered = self.rows.iter().enumerate().map(|(index, record)| Row {
            number: index + 2,
            table: self,
            record,
        });
        numbered.filter(|row| row.record.iter().any(|cell| !cell.trim().is_empty()))
    }

    /// Whether a heading is there.
    pub fn has(&self, heading: &str) -> bool {
        self.columns.contains_key(heading)
    }
}

impl<'table> Row<'table> {
    /// The cell under a heading, trimmed; empty if there is none.
    pub fn get(&self, heading: &str) -> &'table str {
        let cell = self.table.columns.get(heading);
        cell.and_then(|index| self.record.get(*index))
            .unwrap_or_default()
            .trim()
    }

    /// Whether a cell says yes.
    pub fn is_yes(&self, heading: &str) -> bool {
        matches!(
            self.get(heading).to_lowercase().as_str(),
            "yes" | "true" | "1" | "sí" | "si"
        )
    }
}

/// The separator that the heading row uses most.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    let all = [b',', b';', b'\t'];
    all.into_iter()
        .max_by_key(|delimiter| (count(*delimiter), *delimiter == b','))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_heading_is_named_in_row_one() {
        let refused = Table::read(b"place,name\r\na,b\r\n", &["place", "kind", "code"]);
        let Err(Refusal::Problems(problems)) = refused else {
            panic!("the headings are missing");
        };
        assert_eq!(
            problems,
            [
                Problem::cell(1, "kind", "problem-column-missing"),
                Problem::cell(1, "code", "problem-column-missing")
            ]
        );
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does_and_empty_ones_passed_by() {
        let table = Table::read("\u{feff}Place;Name\n a ;é\n;\nb;\n".as_bytes(), &["place"]).unwrap();
        let cells: Vec<(usize, &str, &str)> = table
            .rows()
            .map(|row| (row.number, row.get("place"), row.get("name")))
            .collect();
        assert_eq!(cells, [(2, "a", "é"), (4, "b", "")]);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(Table::read(b"place\n\xff\xfe", &["place"]).is_err());
    }
}
