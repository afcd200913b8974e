//! Writes small random worlds with what the audit says of them as JSON, for `bench/independent_audit.py`.
//!
//! `cargo run --release -p mainstay-disclosure --example audit_worlds -- 200` writes so many worlds, one a line. Half of
//! them are protected as they should be, half only where counts are small themselves, so that both answers occur. The last
//! lines are a ledger of twenty releases and a large table. What is
//! written is the problem as the crate is given it, and the ranges that the audit answers; nothing it works with inside.

#[allow(dead_code, unused_imports, reason = "the tests use the rest")]
#[path = "../tests/all/worlds/mod.rs"]
mod worlds;

use mainstay_disclosure::{
    Audit, Cell, CellId, Display, Figure, FigureState, Linear, Need, Pattern, Policy, Problem, audit,
    protect_primary_only,
};
use worlds::releases::City;
use worlds::{Care, policy, publish_before, random};

const MINIMUM: i64 = 5;
/// No group is thought to be larger; it keeps an independent solver's floating point honest.
const MOST: i64 = 2_000;

fn main() {
    let worlds: u64 = std::env::args()
        .nth(1)
        .and_then(|count| count.parse().ok())
        .unwrap_or(200);
    for seed in 0..worlds {
        let care = if seed % 2 == 0 {
            Care::Full
        } else {
            Care::PrimaryOnly
        };
        let mut last = None;
        publish_before(
            &random::world(seed, MINIMUM),
            &policy(MINIMUM),
            care,
            |problem, pattern| {
                last = Some((problem.clone(), pattern.clone()));
            },
        );
        let (mut problem, pattern) = last.expect("each world has editions");
        for cell in &mut problem.cells {
            (cell.low, cell.high) = (cell.low.max(-MOST), cell.high.min(MOST));
        }
        let audit = audit(&problem, &pattern).expect("a sound problem");
        println!("{}", world(&seed.to_string(), &problem, &pattern, &audit));
    }
    let (built, pattern, audit) = City::new(1, 8).publish(&Policy::TEN).history(&Policy::TEN);
    let line = world("\"twenty releases\"", &built.problem, &pattern, &audit);
    println!("{line}");
    let problem = large_table();
    let pattern = protect_primary_only(&problem).pattern;
    let audit = mainstay_disclosure::audit(&problem, &pattern).expect("a sound problem");
    println!("{}", world("\"large table\"", &problem, &pattern, &audit));
}

/// Twenty-five by twenty-five with margins, one count in six small: too large to be followed to the last, and partly safe
/// with nothing hidden but what is small.
fn large_table() -> Problem {
    const SIDE: usize = 25;
    let mut seeded = random::Seeded::new(3);
    let mut problem = Problem {
        hidden_width: MINIMUM - 2,
        ..Problem::default()
    };
    let mut sums = vec![(0, Vec::new()); 2 * SIDE];
    let mut add = |value: i64| {
        let mut cell = Cell::known("", value).between(0, MOST);
        cell.need = (0 < value && value < MINIMUM).then_some(Need::Reach {
            low: 1,
            high: MINIMUM - 1,
        });
        let id = problem.cell(cell);
        problem.figure(Figure::count("", id, 1));
        id
    };
    for row in 0..SIDE {
        for column in 0..SIDE {
            let is_small = seeded.chance(16);
            let value = if is_small {
                1 + seeded.below(4)
            } else {
                5 + seeded.below(60)
            };
            let id = add(value);
            for line in [row, SIDE + column] {
                sums[line].0 += value;
                sums[line].1.push(id);
            }
        }
    }
    let totals: Vec<CellId> = sums.iter().map(|(sum, _)| add(*sum)).collect();
    for ((_, parts), total) in sums.iter().zip(totals) {
        problem.relation(Linear::sum(total, parts));
    }
    problem
}

fn world(seed: &str, problem: &Problem, pattern: &Pattern, audit: &Audit) -> String {
    let cell = |cell: &Cell| {
        let value = number(cell.value);
        format!("[{},{},{value}]", cell.low, cell.high)
    };
    let figure = |(figure, display): (&Figure, &Display)| {
        let is_open = *display == Display::Shown || figure.state == FigureState::Public;
        let cells: Vec<usize> = figure.cells.iter().map(|cell| cell.index()).collect();
        let statements = list(figure.statements.iter().map(row));
        format!("{{\"shown\":{is_open},\"cells\":{cells:?},\"rows\":{statements}}}")
    };
    let range = |range: &mainstay_disclosure::Range| {
        let (cell, low, high, is_exact) = (range.cell.index(), range.low, range.high, range.is_exact);
        let failure = audit
            .failures
            .iter()
            .find(|failure| failure.range.cell == range.cell);
        format!(
            "[{cell},{low},{high},{is_exact},{},{}]",
            need(problem, range.cell),
            failure.is_some()
        )
    };
    format!(
        "{{\"seed\":{seed},\"cells\":{},\"relations\":{},\"figures\":{},\"ranges\":{}}}",
        list(problem.cells.iter().map(cell)),
        list(problem.relations.iter().map(row)),
        list(problem.figures.iter().zip(&pattern.displays).map(figure)),
        list(audit.ranges.iter().map(range)),
    )
}

/// `[low, high]` that the range must reach, or the width that it must have.
fn need(problem: &Problem, cell: CellId) -> String {
    match problem.cells[cell.index()].need {
        Some(Need::Reach { low, high }) => format!("[{low},{high}]"),
        Some(Need::Width(width)) => width.to_string(),
        Some(Need::Sliding { .. }) => panic!("counts have no sliding levels"),
        None => problem.hidden_width.to_string(),
    }
}

fn row(linear: &Linear) -> String {
    let terms = list(
        linear
            .terms
            .iter()
            .map(|(cell, by)| format!("[{},{by}]", cell.index())),
    );
    format!("[{terms},{},{}]", number(linear.low), number(linear.high))
}

fn number(number: Option<i64>) -> String {
    number.map_or_else(|| "null".to_owned(), |number| number.to_string())
}

fn list(parts: impl Iterator<Item = String>) -> String {
    format!("[{}]", parts.collect::<Vec<_>>().join(","))
}
