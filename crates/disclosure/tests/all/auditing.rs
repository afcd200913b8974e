//! The audit itself: the same on any number of threads, refused where it is too big, with a certificate.

use mainstay_disclosure::{AuditOptions, Fault, Problem, audit, audit_with, protect_primary_only};

use crate::grid::grid;
use crate::worlds::random::Seeded;

const SIDE: usize = 40;

/// A table in which so many counts are small that they hang together, and some can be worked out.
fn large_table() -> Problem {
    let mut seeded = Seeded::new(9);
    let mut row = || -> Vec<i64> {
        let mut count = || {
            if seeded.chance(20) {
                1 + seeded.below(9)
            } else {
                10 + seeded.below(80)
            }
        };
        (0..SIDE).map(|_| count()).collect()
    };
    let rows: Vec<Vec<i64>> = (0..SIDE).map(|_| row()).collect();
    grid(&rows, 10, 1_000_000).problem
}

#[test]
fn an_audit_answers_the_same_on_any_number_of_threads() {
    let problem = large_table();
    let pattern = protect_primary_only(&problem).pattern;
    let on = |threads: usize| {
        let options = AuditOptions {
            threads,
            ..AuditOptions::default()
        };
        audit_with(&problem, &pattern, &options).unwrap()
    };
    let one = on(1);
    // More than one portion of work, or threads would make no difference.
    assert!(one.functionals > 256, "{}", one.functionals);
    assert_eq!(one, on(2));
    assert_eq!(one, on(5));
}

#[test]
fn what_is_too_big_to_audit_is_refused_with_the_reason() {
    let problem = large_table();
    let pattern = protect_primary_only(&problem).pattern;
    let options = AuditOptions {
        unknown_cells_max: 100,
        ..AuditOptions::default()
    };
    let fault = audit_with(&problem, &pattern, &options).unwrap_err();
    assert!(
        matches!(fault, Fault::TooBig { cells, .. } if cells > 100),
        "{fault}"
    );
    assert!(fault.to_string().contains("too many to be audited"));
}

#[test]
fn a_certificate_says_what_was_looked_at() {
    let problem = grid(&[vec![4, 30, 50], vec![20, 40, 60]], 10, 1_000).problem;
    let pattern = protect_primary_only(&problem).pattern;
    let certificate = audit(&problem, &pattern).unwrap().certificate();
    // The small count is the only one hidden, so its row gives it away: nothing is unknown to a reader.
    assert_eq!(
        (
            certificate.cells,
            certificate.unknown_cells,
            certificate.functionals
        ),
        (12, 0, 1)
    );
    assert_eq!((certificate.failing, certificate.narrowest), (1, Some((4, 4))));
    assert_eq!(certificate.solver, "simplex of the crate");
}
