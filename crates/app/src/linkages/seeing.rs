//! Who sees how many people partners have in common: a few of them can be known to each partner.
//!
//! Whoever every agreement of a linkage names sees its report as it is. For everybody else numbers are rounded, nothing is told of
//! bands and pairs in doubt, and where a number of people is below the collaborative's minimum, none is told: of two or
//! three partners each number follows from the others and from how many records each sent.

use platform::db::Connection;
use platform::words::Words;

use super::gate::{self, Wanted};
use super::people::LINKED_FROM;
use super::report::{BANDS, Between, Report};
use super::store::SideRow;
use crate::error::Error;

/// What somebody sees of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sees {
    /// Everything: every agreement names them.
    All,
    /// Rounded numbers, none of a few.
    Rounded,
    /// No number of people: some are too few.
    Nothing,
}

/// Lets somebody pass whom every agreement of a linkage names.
///
/// Errors: `Refused` with the agreement and the clause.
pub async fn pass(
    connection: &Connection,
    words: Words,
    sides: &[SideRow],
    wanted: Wanted,
) -> Result<(), Error> {
    for side in sides {
        gate::pass(connection, words, &side.root_id, wanted).await?;
    }
    Ok(())
}

/// What somebody sees of a report.
pub async fn sees(
    connection: &Connection,
    (words, wanted): (Words, Wanted),
    sides: &[SideRow],
    (report, minimum): (&Report, usize),
) -> Result<Sees, Error> {
    match pass(connection, words, sides, wanted).await {
        Ok(()) => Ok(Sees::All),
        Err(Error::Refused(_)) => {
            let sizes: Vec<usize> = sides
                .iter()
                .map(|side| usize::try_from(side.records).unwrap_or_default())
                .collect();
            Ok(match has_few(report, &sizes, minimum) {
                true => Sees::Nothing,
                false => Sees::Rounded,
            })
        }
        Err(other) => Err(other),
    }
}

/// Whether any number of people in a report is below the minimum, or follows as one from the sizes of the partners' files.
fn has_few(report: &Report, sizes: &[usize], minimum: usize) -> bool {
    let is_few = |one: &Between| {
        let common = linked(one).min(one.expected.round() as usize);
        let size = |side: usize| sizes.get(side).copied().unwrap_or_default();
        let smaller = size(one.left).min(size(one.right));
        // Nearly all of a partner's people are known to the other: as telling as nearly none.
        common < minimum || smaller.saturating_sub(linked(one)) < minimum
    };
    report.at_sides.iter().any(|count| *count < minimum)
        || report.between.iter().any(is_few)
        || has_few_of_three(report, sizes, minimum)
}

/// Of three partners every part follows from what is told: those at two of them and not at the third, and those at one alone.
fn has_few_of_three(report: &Report, sizes: &[usize], minimum: usize) -> bool {
    let &[_, _, at_all] = report.at_sides.as_slice() else {
        return false;
    };
    let of_two = |one: &Between| linked(one).saturating_sub(at_all);
    let alone = |side: usize| {
        let own = report
            .between
            .iter()
            .filter(|one| one.left == side || one.right == side);
        let common: usize = own.map(of_two).sum();
        sizes
            .get(side)
            .copied()
            .unwrap_or_default()
            .saturating_sub(common + at_all)
    };
    report.between.iter().any(|one| of_two(one) < minimum) || (0..3).any(|side| alone(side) < minimum)
}

fn linked(one: &Between) -> usize {
    let bands = BANDS.iter().zip(&one.bands);
    bands
        .filter(|(from, _)| **from >= LINKED_FROM)
        .map(|(_, pairs)| pairs)
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(at_sides: &[usize], bands: &[usize]) -> Report {
        let linked: usize = bands[..3].iter().sum();
        Report {
            at_sides: at_sides.to_vec(),
            people: at_sides.iter().sum(),
            between: vec![Between {
                left: 0,
                right: 1,
                bands: bands.to_vec(),
                expected: linked as f64,
                ..Between::default()
            }],
            ..Report::default()
        }
    }

    #[test]
    fn few_in_common_few_apart_and_few_in_all_are_few() {
        let sizes = [200, 100];
        assert!(!has_few(&report(&[200, 50], &[40, 6, 4, 3, 0]), &sizes, 10));
        assert!(
            has_few(&report(&[292, 4], &[3, 1, 0, 3, 0]), &sizes, 10),
            "in common"
        );
        assert!(
            has_few(&report(&[110, 95], &[90, 5, 0, 3, 0]), &sizes, 10),
            "apart"
        );
        assert!(
            has_few(&report(&[200, 50, 3], &[40, 6, 4, 3, 0]), &sizes, 10),
            "at all three"
        );
        assert!(
            has_few(&report(&[300, 0], &[0, 0, 0, 0, 0]), &sizes, 10),
            "nobody is few"
        );
        let between = |left: usize, right: usize, linked: usize| Between {
            left,
            right,
            bands: vec![linked, 0, 0, 0, 0],
            expected: linked as f64,
            ..Between::default()
        };
        let of_three = |first: usize| Report {
            at_sides: vec![300, 90, 50],
            between: vec![between(0, 1, first), between(0, 2, 90), between(1, 2, 90)],
            ..Report::default()
        };
        let sizes = [300, 300, 300];
        assert!(!has_few(&of_three(90), &sizes, 10));
        assert!(has_few(&of_three(53), &sizes, 10), "three are at two of three");
    }
}
