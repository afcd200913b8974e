//! Writes small random worlds with what the audit says of them as JSON, for `bench/independent_audit.py`.
//!
//! `cargo run --release -p mainstay-disclosure --example audit_worlds -- 200` writes so many worlds, one a line. Half of
//! them are protected as they should be, half only where counts are small themselves, so that both answers occur. The last
//! line is a ledger of twenty releases. What is
//! written is the problem as the crate is given it, and the ranges that the audit answers; nothing it works with inside.

#[allow(dead_code, unused_imports, reason = "the tests use the rest")]
#[path = "../tests/all/worlds/mod.rs"]
mod worlds;

use mainstay_disclosure::{
    Audit, CellId, Display, FigureState, Linear, Need, Pattern, Policy, Problem, audit,
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
    println!(
        "{}",
        world("\"twenty releases\"", &built.problem, &pattern, &audit)
    );
}

fn world(seed: &str, problem: &Problem, pattern: &Pattern, audit: &Audit) -> String {
    let cell = |cell: &mainstay_disclosure::Cell| {
        let value = number(cell.value);
        format!("[{},{},{value}]", cell.low, cell.high)
    };
    let figure = |(figure, display): (&mainstay_disclosure::Figure, &Display)| {
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
