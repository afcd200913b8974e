//! Which columns of a file an agreement covers.

use super::{Element, Terms};

/// What becomes of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Column<'a> {
    /// The agreement covers it, as this element.
    Covered(&'a Element),
    /// It does not: it is dropped before anything is kept.
    Dropped,
}

/// What an agreement says of a column with this heading.
pub fn column<'a>(terms: &'a Terms, heading: &str) -> Column<'a> {
    let wanted = key(heading);
    if wanted.is_empty() {
        // A column without a heading could hold anything.
        return Column::Dropped;
    }
    let is_meant = |element: &&Element| {
        key(&element.name) == wanted || element.headings.iter().any(|one| key(one) == wanted)
    };
    match terms.elements.iter().find(is_meant) {
        Some(element) => Column::Covered(element),
        None => Column::Dropped,
    }
}

/// A heading without what differs between two hands: case, accents stay, marks and spaces do not count.
fn key(heading: &str) -> String {
    let letters = heading.chars().filter(|one| one.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
