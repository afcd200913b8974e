//! Random worlds: whatever the engine calls safe, an attacker who tries every number must find safe too.

use mainstay_disclosure::{
    Audit, FigureState, Linear, Need, Pattern, Problem, audit, protect, protect_primary_only,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::brute;
use crate::grid::{Grid, grid};

const MINIMUM: i64 = 4;
const MOST: i64 = 80;

/// What is special about one cell of the world: chosen by position, modulo the number of cells.
#[derive(Debug, Clone)]
struct World {
    counts: Vec<Vec<i64>>,
    published_before: Vec<usize>,
    withheld: Vec<usize>,
    must_show: Vec<usize>,
}

fn worlds() -> impl Strategy<Value = World> {
    let counts = (2usize..4, 2usize..4).prop_flat_map(|(rows, columns)| {
        proptest::collection::vec(proptest::collection::vec(0i64..9, columns), rows)
    });
    let some = |most: usize| proptest::collection::vec(0usize..100, 0..=most);
    (counts, some(3), some(1), some(2)).prop_map(|(counts, published_before, withheld, must_show)| World {
        counts,
        published_before,
        withheld,
        must_show,
    })
}

fn build(world: &World) -> Grid {
    let mut made = grid(&world.counts, MINIMUM, MOST);
    let all: Vec<_> = made
        .cells
        .iter()
        .flatten()
        .copied()
        .zip(made.figures.iter().flatten().copied())
        .collect();
    for pick in &world.withheld {
        let (cell, figure) = all[pick % all.len()];
        let cell = &mut made.problem.cells[cell.index()];
        cell.value = None;
        cell.need = Some(Need::Reach {
            low: 1,
            high: MINIMUM - 1,
        });
        made.problem.figures[figure.index()].state = FigureState::Withheld;
    }
    for pick in &world.published_before {
        let (cell, _) = all[pick % all.len()];
        if let Some(value) = made.problem.cells[cell.index()].value {
            made.problem.relation(Linear::exactly(cell, value));
        }
    }
    for pick in &world.must_show {
        let (cell, figure) = all[pick % all.len()];
        let cell = &made.problem.cells[cell.index()];
        if cell.value.is_some() && cell.need.is_none() {
            made.problem.figures[figure.index()].state = FigureState::MustShow;
        }
    }
    made
}

fn agree_with_brute_force(problem: &Problem, pattern: &Pattern, audit: &Audit) {
    let truth = brute::ranges(problem, pattern).expect("the true counts always fit");
    for range in &audit.ranges {
        let (low, high) = truth[range.cell.index()];
        assert!(
            low <= range.low && range.high <= high,
            "{range:?} is wider than {low}..{high}"
        );
        if range.is_exact {
            assert_eq!((range.low, range.high), (low, high), "{range:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_called_safe_is_safe_from_an_attacker_who_tries_everything(world in worlds()) {
        let made = build(&world);
        let protection = protect(&made.problem).unwrap();
        let audit = audit(&made.problem, &protection.pattern).unwrap();
        agree_with_brute_force(&made.problem, &protection.pattern, &audit);
        // Without figures that must be shown, everything can be hidden: then nothing new may be given away.
        let is_free = made.problem.figures.iter().all(|figure| figure.state != FigureState::MustShow);
        prop_assert!(audit.passes() || !is_free, "{:?}", audit.failures);
    }

    #[test]
    fn the_same_world_gives_the_same_pattern(world in worlds()) {
        let made = build(&world);
        prop_assert_eq!(protect(&made.problem).unwrap(), protect(&build(&world).problem).unwrap());
    }

    #[test]
    fn what_was_public_already_is_reported_and_not_shown_again(world in worlds()) {
        let made = build(&world);
        let protection = protect(&made.problem).unwrap();
        let audit = audit(&made.problem, &protection.pattern).unwrap();
        for failure in &audit.failures {
            let reported = protection.exposed.contains(&failure.range.cell);
            let is_only_guessable = made.problem.cells[failure.range.cell.index()].need.is_none();
            prop_assert!(reported || is_only_guessable);
        }
    }
}

#[test]
fn hiding_small_counts_only_breaks_many_of_the_same_worlds() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut broken = 0;
    for _ in 0..100 {
        let world = worlds().new_tree(&mut runner).unwrap().current();
        let made = build(&world);
        let pattern = protect_primary_only(&made.problem).pattern;
        let audit = audit(&made.problem, &pattern).unwrap();
        agree_with_brute_force(&made.problem, &pattern, &audit);
        broken += usize::from(!audit.passes());
    }
    assert!(
        broken > 30,
        "only {broken} of 100 worlds noticed that complementary suppression is off"
    );
}
