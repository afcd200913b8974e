//! A tally, receipts and what is told of a round, as they are kept.

use std::collections::{BTreeMap, BTreeSet};

use domain::backbone::telling::{Cell, Group, Tally, Told};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize, Default)]
struct KeptCell {
    answered: usize,
    agreeing: Vec<usize>,
}

/// The tally as text.
pub fn tally_written(tally: &Tally) -> String {
    let cells = tally.answered.iter().map(|(cell, answered)| {
        let kept = KeptCell {
            answered: *answered,
            agreeing: tally.agreeing.get(cell).cloned().unwrap_or_default(),
        };
        (cell.code(), kept)
    });
    serde_json::to_string(&cells.collect::<BTreeMap<_, _>>()).expect("counts are plain JSON")
}

/// The tally in a text; nothing where it cannot be read.
pub fn tally_read(kept: &str) -> Option<Tally> {
    let cells: BTreeMap<String, KeptCell> = serde_json::from_str(kept).ok()?;
    let mut tally = Tally::default();
    for (code, kept) in cells {
        let cell = Cell::from_code(&code)?;
        tally.answered.insert(cell, kept.answered);
        tally.agreeing.insert(cell, kept.agreeing);
    }
    Some(tally)
}

/// Identifiers in an order that is theirs alone.
pub fn receipts_written(receipts: &BTreeSet<String>) -> String {
    serde_json::to_string(receipts).expect("identifiers are plain JSON")
}

/// Who has answered; nothing where it cannot be read.
pub fn receipts_read(kept: &str) -> Option<BTreeSet<String>> {
    serde_json::from_str(kept).ok()
}

#[derive(Serialize, Deserialize)]
struct KeptGroup {
    cells: Vec<String>,
    answered: usize,
    agreeing: Vec<usize>,
}

/// What is told, as text.
pub fn told_written(told: &Told) -> String {
    let groups: Vec<KeptGroup> = told
        .iter()
        .map(|group| KeptGroup {
            cells: group.cells.iter().map(|cell| cell.code().to_owned()).collect(),
            answered: group.answered,
            agreeing: group.agreeing.clone(),
        })
        .collect();
    serde_json::to_string(&groups).expect("counts are plain JSON")
}

/// What is told, from its text; nothing told where it is empty or cannot be read.
pub fn told_read(kept: &str) -> Told {
    let groups: Vec<KeptGroup> = serde_json::from_str(kept).unwrap_or_default();
    let groups = groups.into_iter().map(|kept| Group {
        cells: kept
            .cells
            .iter()
            .filter_map(|code| Cell::from_code(code))
            .collect(),
        answered: kept.answered,
        agreeing: kept.agreeing,
    });
    groups.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back_and_holds_no_person() {
        let mut tally = Tally::default();
        tally.add(Cell::Working, &[true, false]);
        tally.add(Cell::Working, &[true, true]);
        let kept = tally_written(&tally);
        assert_eq!(kept, r#"{"working":{"answered":2,"agreeing":[2,1]}}"#);
        assert_eq!(tally_read(&kept), Some(tally));
        assert_eq!(tally_read("{"), None);
        assert_eq!(tally_read("{}"), Some(Tally::default()));
        let told = vec![Group {
            cells: Cell::ALL.into(),
            answered: 6,
            agreeing: vec![5, 1],
        }];
        assert_eq!(told_read(&told_written(&told)), told);
        assert_eq!(told_read(""), Told::new());
    }

    #[test]
    fn receipts_tell_no_order_of_coming() {
        let (one, two) = ("b".to_owned(), "a".to_owned());
        let first = BTreeSet::from([one.clone(), two.clone()]);
        let second = BTreeSet::from([two, one]);
        assert_eq!(receipts_written(&first), receipts_written(&second));
        assert_eq!(receipts_read(&receipts_written(&first)), Some(first));
    }
}
