//! A sheet with only what may be kept: the columns that were agreed on, and nothing around the table.

use crate::sheet::Sheet;

impl Sheet {
    /// The main table alone: these columns, without these rows of data.
    ///
    /// Titles, notes, filters, totals and other tables go too: anything may stand in them, and nobody agreed on it.
    #[must_use]
    pub fn narrowed(mut self, columns: &[u32], rows_out: &[u32]) -> Sheet {
        let first = self.first_data_row.unwrap_or(u32::MAX);
        let last = self.last_data_row.unwrap_or(0);
        let header = self.header_rows.clone();
        let stays = |row: u32, col: u32| {
            let is_data = (first..=last).contains(&row) && !rows_out.contains(&row);
            columns.contains(&col) && (is_data || header.contains(&row))
        };
        let outside = [
            &mut self.title_rows,
            &mut self.filter_rows,
            &mut self.notes_rows,
            &mut self.total_rows,
        ];
        let mut out_of_table: Vec<u32> = Vec::new();
        for rows in outside {
            out_of_table.append(rows);
        }
        self.cells
            .retain(|cell| stays(cell.row, cell.col) && !out_of_table.contains(&cell.row));
        // The name of a block is text of a column that may not be among those kept.
        self.cells.iter_mut().for_each(|cell| cell.row_key = None);
        self.columns.retain(|column| columns.contains(&column.col));
        self.tables.retain(|table| table.header_rows == self.header_rows);
        for table in &mut self.tables {
            table.title_rows.clear();
            table.total_rows.clear();
            table.columns.retain(|column| columns.contains(&column.col));
        }
        if let Some(wide) = &mut self.wide {
            wide.periods.retain(|(col, _)| columns.contains(col));
        }
        for tidied in &mut self.tidied {
            tidied.cells.retain(|(row, col)| stays(*row, *col));
            tidied.count = tidied.cells.len();
        }
        self.tidied.retain(|tidied| !tidied.cells.is_empty());
        self.problems.retain(|problem| stays(problem.row, problem.col));
        let gone = rows_out.iter().filter(|row| (first..=last).contains(row)).count();
        self.records = self.records.saturating_sub(gone);
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::{Limits, Rules, read};

    #[test]
    fn nothing_stays_but_the_columns_agreed_on_and_the_rows_that_may() {
        let text = "Kept by Zebedee\n\nStudent,Grade,Remark,Days\nAna,5,marker-remark,10\nBea,6,marker-two,20\nCara,7,,30\nTotal,,,60\nNote: marker-note\n";
        let book = read(text.as_bytes(), "rows.csv", &Rules::default(), &Limits::default()).unwrap();
        let sheet = book.main_sheet().unwrap().clone();
        let before = serde_json::to_string(&sheet).unwrap();
        assert!(
            before.contains("marker-remark") && before.contains("Zebedee"),
            "{before}"
        );
        let bea = sheet.cells.iter().find(|cell| cell.raw == "Bea").unwrap().row;
        let kept: Vec<u32> = sheet
            .columns
            .iter()
            .filter(|column| ["Grade", "Days"].contains(&column.name.as_str()))
            .map(|column| column.col)
            .collect();
        assert_eq!(kept.len(), 2, "{:?}", sheet.columns);
        let narrow = sheet.narrowed(&kept, &[bea]);
        let after = serde_json::to_string(&narrow).unwrap();
        for gone in ["marker", "Zebedee", "Ana", "Bea", "Cara", "Student", "Remark"] {
            assert!(!after.contains(gone), "{gone} stays: {after}");
        }
        let days: Vec<&str> = narrow
            .cells
            .iter()
            .filter(|cell| cell.col == kept[1])
            .map(|cell| cell.raw.as_str())
            .collect();
        assert_eq!(days, ["Days", "10", "30"]);
    }
}
