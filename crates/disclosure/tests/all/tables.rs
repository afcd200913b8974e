//! Random tables of shares, as a caller builds them: known and unknown counts, rounded rates, rows suppressed by the
//! source, earlier editions. Three attackers must agree: the audit, the one with pencil and paper, and brute force.

use mainstay_disclosure::attacker::{Attacker, Unknown, WorkedOut};
use mainstay_disclosure::{
    Adding, AtSource, Count, Display, Earlier, FigureState, Linear, Pattern, Policy, Prints, Problem,
    Rounded, RowId, Table, TableRow, audit, protect, protect_primary_only,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::brute;

const MINIMUM: i64 = 4;
const MOST: i64 = 45;

/// One group: how many are counted, how many are not, and how its row reaches us.
#[derive(Debug, Clone)]
struct Group {
    counted: i64,
    others: i64,
    kind: u8,
}

#[derive(Debug, Clone)]
struct World {
    first: Vec<Group>,
    second_split: i64,
    printed_earlier: Vec<usize>,
}

fn worlds() -> impl Strategy<Value = World> {
    let group = (0i64..8, 0i64..8, 0u8..10).prop_map(|(counted, others, kind)| Group {
        counted,
        others,
        kind,
    });
    (
        proptest::collection::vec(group, 2..4),
        0i64..9,
        proptest::collection::vec(0usize..20, 0..3),
    )
        .prop_map(|(first, second_split, printed_earlier)| World {
            first,
            second_split,
            printed_earlier,
        })
}

fn row(counted: i64, group: i64, kind: u8) -> TableRow {
    let known = TableRow {
        name: format!("{counted} of {group}"),
        numerator: Count::Known(counted),
        denominator: Some(Count::Known(group)),
        rate: Rounded::of(counted, group, 100, 0),
        ..TableRow::default()
    };
    match kind {
        0 => TableRow {
            numerator: Count::Unknown,
            denominator: Some(Count::Unknown),
            rate: None,
            at_source: AtSource::Suppressed,
            ..known
        },
        1 => TableRow {
            numerator: Count::Unknown,
            rate: None,
            at_source: AtSource::Suppressed,
            ..known
        },
        2 => TableRow {
            denominator: Some(Count::Unknown),
            ..known
        },
        3 => TableRow {
            prints: Prints::RateOnly,
            ..known
        },
        4 => TableRow {
            prints: Prints::RateAndDenominator,
            ..known
        },
        _ => known,
    }
}

fn build(world: &World) -> Problem {
    let counted: i64 = world.first.iter().map(|group| group.counted).sum();
    let others: i64 = world.first.iter().map(|group| group.others).sum();
    let mut table = Table::new();
    let all = table.row(row(counted, counted + others, 9));
    let first: Vec<RowId> = world
        .first
        .iter()
        .map(|group| table.row(row(group.counted, group.counted + group.others, group.kind)))
        .collect();
    let (one, other) = (world.second_split.min(counted), world.second_split.min(others));
    let second = [(one, other), (counted - one, others - other)].map(|(c, o)| table.row(row(c, c + o, 9)));
    table.sum(all, &first, Adding::Exactly);
    table.sum(all, &second, Adding::Exactly);
    for pick in &world.printed_earlier {
        let index = pick % first.len();
        let group = &world.first[index];
        let earlier = match pick % 3 {
            0 => Earlier::Numerator(group.counted),
            1 => Earlier::Denominator(group.counted + group.others),
            _ => match Rounded::of(group.counted, group.counted + group.others, 100, 1) {
                Some(rate) => Earlier::Rate(rate),
                None => continue,
            },
        };
        table.printed_earlier(first[index], earlier);
    }
    let mut problem = table.problem(&Policy::with_minimum(MINIMUM)).problem;
    for cell in &mut problem.cells {
        cell.high = cell.high.min(MOST);
    }
    problem
}

fn with_pencil(problem: &Problem, pattern: &Pattern) -> Vec<WorkedOut> {
    let mut attacker = Attacker::new();
    let unknowns: Vec<Unknown> = problem
        .cells
        .iter()
        .map(|cell| attacker.unknown(cell.low, cell.high))
        .collect();
    let mut read = |fact: &Linear| {
        let terms: Vec<(Unknown, i64)> = fact
            .terms
            .iter()
            .map(|(cell, by)| (unknowns[cell.index()], *by))
            .collect();
        attacker.fact(&terms, fact.low, fact.high);
    };
    problem.relations.iter().for_each(&mut read);
    for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
        if *display == Display::Shown || figure.state == FigureState::Public {
            figure.statements.iter().for_each(&mut read);
            for cell in &figure.cells {
                read(&Linear::exactly(
                    *cell,
                    problem.cells[cell.index()].value.expect("shown counts are known"),
                ));
            }
        }
        if *display == Display::Coded {
            figure.coded.iter().flatten().for_each(&mut read);
        }
    }
    attacker
        .work_out()
        .expect("what is true does not contradict itself")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_protected_table_withstands_three_attackers(world in worlds()) {
        let problem = build(&world);
        let protection = protect(&problem).unwrap();
        let audit = audit(&problem, &protection.pattern).unwrap();
        prop_assert!(audit.passes(), "{:?}", audit.failures);
        let tried = brute::ranges(&problem, &protection.pattern).expect("the true counts always fit");
        for (range, (low, high)) in with_pencil(&problem, &protection.pattern).into_iter().zip(&tried) {
            prop_assert!(*low <= range.low && range.high <= *high, "{:?} is wider than {}..{}", range, low, high);
            prop_assert!(!range.is_exact || (*low, *high) == (range.low, range.high), "{:?} not {}..{}", range, low, high);
        }
        for range in &audit.ranges {
            let (low, high) = tried[range.cell.index()];
            prop_assert!(low <= range.low && range.high <= high, "{:?} is wider than {}..{}", range, low, high);
            prop_assert!(!range.is_exact || (low, high) == (range.low, range.high), "{:?} not {}..{}", range, low, high);
        }
    }
}

#[test]
fn tables_break_when_complementary_suppression_is_switched_off() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut broken = 0;
    for _ in 0..100 {
        let problem = build(&worlds().new_tree(&mut runner).unwrap().current());
        let pattern = protect_primary_only(&problem).pattern;
        broken += usize::from(!audit(&problem, &pattern).unwrap().passes());
    }
    assert!(
        broken > 20,
        "only {broken} of 100 tables noticed that complementary suppression is off"
    );
}
