//! The simulation of 12 organisations by 6 groups under which the usual rules leak.

use std::time::Instant;

use mainstay_disclosure::{audit, protect, protect_primary_only};

use crate::grid::grid;

/// A small fixed generator, so that the same tables are made everywhere.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self, below: u64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % below) as i64
    }
}

fn table(seeded: &mut Seeded) -> Vec<Vec<i64>> {
    let group_size = [90, 60, 30, 14, 8, 5];
    (0..12)
        .map(|_| {
            group_size
                .iter()
                .map(|size| seeded.next(*size) * (1 + seeded.next(3)) / 2)
                .collect()
        })
        .collect()
}

#[test]
fn twelve_organisations_by_six_groups_leave_nothing_pinned_or_narrow() {
    let mut seeded = Seeded(7);
    let (mut small, mut hidden, mut leaks_without) = (0, 0, 0);
    let mut slowest = 0.0f64;
    for _ in 0..60 {
        let made = grid(&table(&mut seeded), 11, 100_000);
        small += made
            .problem
            .cells
            .iter()
            .filter(|cell| cell.need.is_some())
            .count();
        let alone = protect_primary_only(&made.problem).pattern;
        leaks_without += audit(&made.problem, &alone)
            .unwrap()
            .ranges
            .iter()
            .filter(|range| range.width() == 0)
            .count();
        let started = Instant::now();
        let protection = protect(&made.problem).unwrap();
        let audit = audit(&made.problem, &protection.pattern).unwrap();
        slowest = slowest.max(started.elapsed().as_secs_f64());
        hidden += audit.ranges.len();
        assert_eq!(audit.failures, []);
        let narrowest = audit.narrowest().unwrap();
        assert!(narrowest.width() >= 9, "{narrowest:?}");
    }
    println!(
        "{small} small counts, {hidden} hidden; {leaks_without} pinned without complementary suppression; slowest {slowest:.3} s"
    );
    assert!(leaks_without > 0, "these tables would show nothing");
}
