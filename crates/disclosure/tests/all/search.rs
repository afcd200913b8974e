//! What more effort buys: no worse a pattern, a bound that holds, the same answer each time, and a way to stop.

use std::ops::ControlFlow;

use mainstay_disclosure::{
    Display, FigureState, Options, Pattern, Problem, Progress, Protection, Weights, Why, audit, protect,
    protect_with,
};

use crate::grid::grid;

const MINIMUM: i64 = 5;

fn counts(seed: usize, rows: usize, columns: usize) -> Vec<Vec<i64>> {
    let count =
        |row: usize, column: usize| ((seed * 31 + row * 17 + column * 29 + row * column * 7) % 23) as i64;
    (0..rows)
        .map(|row| (0..columns).map(|column| count(row, column)).collect())
        .collect()
}

fn with_steps(problem: &Problem, steps: u64) -> Protection {
    let options = Options {
        steps,
        ..Options::default()
    };
    protect_with(problem, &options).expect("the counts add up")
}

/// The least loss of any pattern that passes the audit, by trying all of them.
fn least_by_trying(problem: &Problem) -> u64 {
    let primary = mainstay_disclosure::protect_primary_only(problem).pattern;
    let free: Vec<usize> = (0..problem.figures.len())
        .filter(|figure| {
            primary.displays[*figure] == Display::Shown && problem.figures[*figure].state == FigureState::Free
        })
        .collect();
    let mut least = u64::MAX;
    for set in 0u32..1 << free.len() {
        let mut pattern: Pattern = primary.clone();
        for (bit, figure) in free.iter().enumerate() {
            if set >> bit & 1 == 1 {
                pattern.displays[*figure] = Display::Hidden(Why::Complementary);
            }
        }
        let hidden = problem.figures.iter().zip(&pattern.displays);
        let loss: u64 = hidden
            .filter(|(_, display)| **display != Display::Shown)
            .map(|(figure, _)| figure.weight)
            .sum();
        if loss < least && audit(problem, &pattern).expect("the counts add up").passes() {
            least = loss;
        }
    }
    least
}

#[test]
fn the_bound_never_exceeds_the_least_loss_and_the_pattern_is_never_below_it() {
    for seed in 0..6 {
        let mut problem = grid(&counts(seed, 2, 3), MINIMUM, 500).problem;
        problem.hidden_width = 0;
        let least = least_by_trying(&problem);
        let protection = with_steps(&problem, 3_000);
        assert!(
            protection.report.bound <= least,
            "{seed}: {:?}",
            protection.report
        );
        assert!(protection.report.loss >= least, "{seed}: {:?}", protection.report);
        assert!(
            audit(&problem, &protection.pattern)
                .expect("the counts add up")
                .passes()
        );
    }
}

#[test]
fn more_steps_lose_no_more_and_the_same_steps_give_the_same_answer() {
    let mut saved = 0;
    for seed in 0..4 {
        let problem = grid(&counts(seed, 6, 7), MINIMUM, 5_000).problem;
        let first = protect(&problem).expect("the counts add up");
        let longer = with_steps(&problem, 4_000);
        assert!(longer.report.loss <= first.report.loss);
        assert!(
            longer.report.bound <= longer.report.loss && longer.report.bound >= longer.report.primary_loss
        );
        assert!(
            audit(&problem, &longer.pattern)
                .expect("the counts add up")
                .passes()
        );
        assert_eq!(longer, with_steps(&problem, 4_000));
        saved += first.report.loss - longer.report.loss;
    }
    assert!(saved > 0, "the search found nothing better in any of the tables");
}

#[test]
fn whoever_stops_at_any_moment_holds_a_safe_pattern() {
    let problem = grid(&counts(1, 6, 7), MINIMUM, 5_000).problem;
    for permitted in 0..12 {
        let asked = std::cell::Cell::new(0);
        let watch = |_: &Progress| {
            asked.set(asked.get() + 1);
            if asked.get() > permitted {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let options = Options {
            weights: Weights::Count,
            steps: 4_000,
            watch: &watch,
        };
        let protection = protect_with(&problem, &options).expect("the counts add up");
        assert!(protection.report.was_stopped);
        assert!(
            audit(&problem, &protection.pattern)
                .expect("the counts add up")
                .passes()
        );
    }
}
