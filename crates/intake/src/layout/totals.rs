//! Rows that add others up: kept apart from the data, or every sum is counted twice.

use crate::grid::{Row, tidy};

/// Words that name a total wherever they stand alone in a cell.
const PLACES: &[&str] = &[
    "statewide",
    "state total",
    "statewide total",
    "total statewide",
    "state average",
    "statewide average",
    "countywide",
    "county total",
    "districtwide",
    "district total",
    "citywide",
    "city total",
    "grand total",
    "overall total",
    "all districts",
    "all schools",
    "all towns",
    "all counties",
    "all sites",
    "nationwide",
    "total general",
    "total estatal",
    "gran total",
    "todo el estado",
];

/// Words that name a total only where no other key stands in the row: "Total" may also be a group of pupils.
const WORDS: &[&str] = &[
    "total",
    "totals",
    "sub total",
    "subtotal",
    "sub-total",
    "sum",
    "average",
    "mean",
    "median",
    "averages",
    "overall",
    "state",
    "totales",
    "suma",
    "promedio",
    "subtotales",
];

/// What a label says about its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Total {
    /// "Statewide": a total wherever it stands.
    Place,
    /// "Total": a total if no other key stands in the row.
    Word,
    /// "Total of all plants", "average per library": a total at the top or the end of a table.
    Phrase,
}

/// Tells whether a label names a total.
pub(crate) fn is_total_label(label: &str) -> Option<Total> {
    let plain = tidy(label)
        .trim_end_matches([':', '*', '†'])
        .trim()
        .to_lowercase();
    if plain.is_empty() || plain.len() > 60 {
        return None;
    }
    if PLACES.contains(&plain.as_str()) {
        return Some(Total::Place);
    }
    if WORDS.contains(&plain.as_str()) {
        return Some(Total::Word);
    }
    let phrase = ["total ", "average ", "totals ", "mean ", "sum of "]
        .iter()
        .any(|start| plain.starts_with(start))
        || [" total", " totals", " average"]
            .iter()
            .any(|end| plain.ends_with(end));
    phrase.then_some(Total::Phrase)
}

/// Tells whether a label says that its row holds changes between the rows above.
pub(crate) fn is_change_label(label: &str) -> bool {
    let plain = tidy(label).to_lowercase();
    matches!(
        plain.as_str(),
        "percent change"
            | "% change"
            | "pct change"
            | "pct. change"
            | "percentage change"
            | "change (%)"
            | "percent chg"
            | "cambio porcentual"
            | "variación porcentual"
    )
}

/// What a table's columns tell about its totals.
pub(crate) struct Keys<'a> {
    /// The columns of figures.
    pub values: &'a [u32],
    /// The columns of keys that nearly every row fills.
    pub usual: Vec<u32>,
}

/// Whether a row is a total by its labels.
///
/// A word such as "Total" is believed if it is the only key, or if a key is missing that nearly every row has: a group
/// of pupils called "Total" has its school beside it.
pub(crate) fn is_total_row(row: &Row, keys: &Keys<'_>, carried: Option<&str>) -> Option<Total> {
    let mut others = 0;
    let mut found = None;
    for cell in row.filled() {
        match is_total_label(&cell.text) {
            Some(Total::Place) => return Some(Total::Place),
            Some(kind) => found = found.or(Some(kind)),
            None if !keys.values.contains(&cell.col) => others += 1,
            None => {}
        }
    }
    if found.is_none() && carried.and_then(is_total_label) == Some(Total::Place) {
        return Some(Total::Place);
    }
    let lacks_key = keys.usual.iter().any(|col| row.text(*col).is_empty());
    found.filter(|_| others == 0 || lacks_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_totals_are_known_and_names_are_not() {
        assert_eq!(is_total_label("STATEWIDE"), Some(Total::Place));
        assert_eq!(is_total_label(" Total: "), Some(Total::Word));
        assert_eq!(is_total_label("AVERAGE PER LIBRARY"), Some(Total::Phrase));
        assert_eq!(is_total_label("STATEWIDE TOTAL"), Some(Total::Place));
        for name in [
            "Totoket",
            "Connecticut",
            "Averill Park",
            "State College",
            "Statewide Academy",
        ] {
            assert_eq!(is_total_label(name), None, "{name}");
        }
    }
}
