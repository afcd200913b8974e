//! Figures typed into the grid of the first page become the same as a file: one way of reading for all.

/// Rows of the grid.
pub const GRID_ROWS: usize = 10;

/// The grid as CSV with its headings; nothing where nothing was typed.
///
/// Fields are named `grid:<column>:<row>`; `heading:<column>` names a column.
pub fn csv(fields: &[(String, String)]) -> Option<Vec<u8>> {
    let value = |name: String| {
        fields
            .iter()
            .find(|(field, _)| *field == name)
            .map_or("", |(_, value)| value.trim())
    };
    let columns: Vec<&str> = fields
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("heading:"))
        .collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(columns.iter().map(|column| value(format!("heading:{column}"))))
        .ok()?;
    let mut rows = 0;
    for row in 0..GRID_ROWS {
        let cells: Vec<&str> = columns
            .iter()
            .map(|column| value(format!("grid:{column}:{row}")))
            .collect();
        // The first columns are chosen from lists; a row counts once a number was typed.
        if cells.iter().any(|cell| cell.chars().any(|c| c.is_ascii_digit())) {
            writer.write_record(&cells).ok()?;
            rows += 1;
        }
    }
    if rows == 0 { None } else { writer.into_inner().ok() }
}

/// A number as people type it: `1,204`, ` 57 `, `74.2%`, and `74,2 %` where a comma begins the decimals.
///
/// A comma before exactly three digits separates thousands, since counts are typed far more often than such decimals.
pub fn plain_number(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    let has_decimal_comma = match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) => comma > point,
        (None, Some(_)) => !is_grouped(&text),
        (_, None) => false,
    };
    let plain = if has_decimal_comma {
        text.replace('.', "").replace(',', ".")
    } else {
        text.replace(',', "")
    };
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether commas stand where thousands are separated: `1,204`, `12,000,500`.
fn is_grouped(text: &str) -> bool {
    let mut parts = text.trim_start_matches('-').split(',');
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && parts.all(|part| part.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_a_number_become_lines() {
        let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let fields = [
            field("heading:0", "Place"),
            field("heading:1", "Count"),
            field("grid:0:0", "Carver, Middle"),
            field("grid:1:0", "41"),
            field("grid:0:1", "Lincoln"),
            field("grid:1:1", ""),
        ];
        assert_eq!(
            String::from_utf8(csv(&fields).unwrap()).unwrap(),
            "Place,Count\n\"Carver, Middle\",41\n"
        );
        assert_eq!(csv(&fields[..2]), None);
    }

    #[test]
    fn numbers_are_read_as_people_type_them() {
        assert_eq!(plain_number(" 1,204 "), Some(1204.0));
        assert_eq!(plain_number("74.2%"), Some(74.2));
        assert_eq!(plain_number("n/a"), None);
        assert_eq!(plain_number("12,000,500"), Some(12_000_500.0));
        assert_eq!(plain_number("1,204.5"), Some(1204.5));
    }

    #[test]
    fn a_decimal_comma_is_not_dropped() {
        assert_eq!(plain_number("7,5"), Some(7.5));
        assert_eq!(plain_number("75,6 %"), Some(75.6));
        assert_eq!(plain_number("-0,25"), Some(-0.25));
        assert_eq!(plain_number("1.204,5"), Some(1204.5));
        assert_eq!(plain_number("1,2,3"), None);
    }
}
