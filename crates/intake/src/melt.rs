//! Periods across the top, turned into one row for each period.

use serde::{Deserialize, Serialize};

use crate::cell::is_year;
use crate::sheet::{Cell, Sheet};

/// One figure of a wide table, with its period and the keys of its row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Melted {
    /// The keys of the row: column and words.
    pub keys: Vec<(u32, String)>,
    /// The period: `2005`, `2004-05`, `2005-01`.
    pub period: String,
    /// The figure, at its own address.
    pub cell: Cell,
}

impl Sheet {
    /// One row for each period that stands across the top; nothing if no periods do.
    ///
    /// Totals and repeated headings are left out, and so are rows without a figure.
    pub fn melted(&self) -> Vec<Melted> {
        let Some(wide) = &self.wide else { return Vec::new() };
        let (Some(first), Some(last)) = (self.first_data_row, self.last_data_row) else {
            return Vec::new();
        };
        let left_out = |row: u32| self.total_rows.contains(&row) || self.repeated_rows.contains(&row);
        let from = self.cells.partition_point(|cell| cell.row < first);
        let data: Vec<&Cell> = self.cells[from..]
            .iter()
            .take_while(|cell| cell.row <= last)
            .collect();
        let mut melted = Vec::new();
        for row in data
            .chunk_by(|a, b| a.row == b.row)
            .filter(|row| !left_out(row[0].row))
        {
            let is_period = |col: u32| wide.periods.iter().find(|(period_col, _)| *period_col == col);
            let mut keys: Vec<(u32, String)> = Vec::new();
            if let Some((cell, key)) = row.iter().find_map(|cell| Some((cell, cell.row_key.clone()?))) {
                keys.push((cell.col, key));
            }
            let words = row.iter().filter(|cell| is_period(cell.col).is_none());
            keys.extend(words.filter_map(|cell| Some((cell.col, cell.value.text()?.to_string()))));
            for cell in row {
                if let Some((_, period)) = is_period(cell.col) {
                    melted.push(Melted {
                        keys: keys.clone(),
                        period: period.clone(),
                        cell: (*cell).clone(),
                    });
                }
            }
        }
        melted
    }
}

/// The period a heading names: a year, a school year, or a month of a year; nothing if it names none.
pub(crate) fn period(name: &str) -> Option<String> {
    let name = name.trim();
    if is_year(name) {
        return Some(name.to_string());
    }
    if let Some(school_year) = school_year(name) {
        return Some(school_year);
    }
    let (first, second) = name.split_once(" / ").or_else(|| name.split_once([' ', '-']))?;
    let (first, second) = (first.trim(), second.trim());
    let (month, year) = if is_year(second) {
        (first, second)
    } else {
        (second, first)
    };
    let year = is_year(year).then_some(year)?;
    let month = month_number(month)?;
    Some(format!("{year}-{month:02}"))
}

/// `2004-05`, `2004/2005`, `SY 2004-05`, `2004–2005`: the first year and the last two digits of the second.
fn school_year(name: &str) -> Option<String> {
    let bare = name.trim_start_matches(|c: char| c.is_alphabetic() || c == ' ');
    let (first, second) = bare.split_once(['-', '/', '–'])?;
    let (first, second) = (first.trim(), second.trim());
    let digits = second.bytes().all(|b| b.is_ascii_digit()) && matches!(second.len(), 2 | 4);
    if !is_year(first) || !digits {
        return None;
    }
    let next = first.parse::<u32>().ok()? + 1;
    let short = &second[second.len() - 2..];
    (format!("{:02}", next % 100) == short).then(|| format!("{first}-{short}"))
}

fn month_number(name: &str) -> Option<usize> {
    let months = [
        ["jan", "ene"],
        ["feb", "feb"],
        ["mar", "mar"],
        ["apr", "abr"],
        ["may", "may"],
        ["jun", "jun"],
        ["jul", "jul"],
        ["aug", "ago"],
        ["sep", "sep"],
        ["oct", "oct"],
        ["nov", "nov"],
        ["dec", "dic"],
    ];
    let lower = name.trim_end_matches('.').to_lowercase();
    if lower.len() < 3 || lower.len() > 10 || !lower.chars().all(char::is_alphabetic) {
        return None;
    }
    months
        .iter()
        .position(|names| names.iter().any(|start| lower.starts_with(start)))
        .map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_that_are_periods_are_told_from_others() {
        for (name, wanted) in [
            ("2005", Some("2005")),
            ("2004-05", Some("2004-05")),
            ("2004/2005", Some("2004-05")),
            ("SY 2004-2005", Some("2004-05")),
            ("JAN / 2005", Some("2005-01")),
            ("September 2005", Some("2005-09")),
            ("2004-09", None),
            ("Level 1", None),
            ("ANNUAL / AVERAGE", None),
            ("", None),
        ] {
            assert_eq!(period(name).as_deref(), wanted, "{name}");
        }
    }
}
