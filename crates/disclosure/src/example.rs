//! Examples for the attacker: sets of counts that are said to agree with everything printed.
//!
//! Whoever looked for a pattern knows many. Each is checked here, in whole numbers, against what a reader knows, before
//! it counts for anything; one that does not hold is dropped.

use crate::base::Base;
use crate::net::Lists;
use crate::pattern::Pattern;
use crate::problem::{CellId, Problem};
use crate::world::Knowledge;

/// A set of counts that may agree with everything printed: how far some cells lie from the truth (from the possible truth
/// where the source kept it to itself), all others being where they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Example {
    /// Cells with how far they lie from the truth.
    pub moved: Vec<(CellId, i64)>,
}

/// How far below and above each cell can lie according to the examples that hold; (0, 0) where none says anything.
pub(crate) fn seen(
    problem: &Problem,
    base: &Base,
    pattern: &Pattern,
    examples: &[Example],
) -> Vec<(i64, i64)> {
    let mut seen = vec![(0, 0); problem.cells.len()];
    if examples.is_empty() {
        return seen;
    }
    let knowledge = Knowledge::of_reader(problem, pattern);
    let mut pairs = Vec::new();
    for (index, fact) in knowledge.facts.iter().enumerate() {
        pairs.extend(fact.terms.iter().map(|(cell, _)| (cell.0, index)));
    }
    let facts_of = Lists::new(problem.cells.len(), &pairs);
    let mut point = base.point.clone();
    for example in examples {
        let is_there = |(cell, _): &(CellId, i64)| cell.0 < point.len();
        if !example.moved.iter().all(is_there) {
            continue;
        }
        let mut fits = true;
        for (cell, by) in &example.moved {
            let value = point[cell.0].checked_add(*by);
            let bounds = &problem.cells[cell.0];
            let is_possible = value.is_some_and(|value| bounds.low <= value && value <= bounds.high);
            fits &= is_possible && knowledge.fixed[cell.0].is_none() && !base.unsolved[cell.0];
            point[cell.0] = value.unwrap_or(point[cell.0]);
        }
        let mut facts: Vec<usize> = Vec::new();
        for (cell, _) in &example.moved {
            facts.extend(facts_of.of(cell.0));
        }
        facts.sort_unstable();
        facts.dedup();
        if fits && facts.iter().all(|fact| knowledge.facts[*fact].holds_at(&point)) {
            for (cell, _) in &example.moved {
                let by = point[cell.0] - base.point[cell.0];
                let (below, above) = seen[cell.0];
                seen[cell.0] = (by.min(below), by.max(above));
            }
        }
        for (cell, _) in &example.moved {
            point[cell.0] = base.point[cell.0];
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        AuditOptions, Cell, Display, Figure, Linear, Need, Why, audit, audit_with_examples, protect,
    };

    /// A total of 20 in two parts, the smaller of which, 4, must be able to be anything from 1 to 9.
    fn a_small_part() -> (Problem, [CellId; 3]) {
        let mut problem = Problem::default();
        let cells = [
            problem.cell(Cell::known("all", 20)),
            problem.cell(Cell::known("few", 4).needing(Need::Reach { low: 1, high: 9 })),
            problem.cell(Cell::known("many", 16)),
        ];
        problem.relation(Linear::sum(cells[0], &cells[1..]));
        for (cell, name) in cells.iter().zip(["all", "few", "many"]) {
            problem.figure(Figure::count(name, *cell, 1));
        }
        (problem, cells)
    }

    fn with_hidden(hidden: &[usize]) -> Pattern {
        let mut displays = vec![Display::Shown; 3];
        for figure in hidden {
            displays[*figure] = Display::Hidden(Why::Complementary);
        }
        Pattern { displays }
    }

    fn seen_of_few(pattern: &Pattern, moved: &[(usize, i64)]) -> (i64, i64) {
        let (problem, cells) = a_small_part();
        let base = Base::new(&problem, &crate::Simplex).unwrap();
        let moved = moved.iter().map(|(cell, by)| (cells[*cell], *by)).collect();
        seen(&problem, &base, pattern, &[Example { moved }])[1]
    }

    #[test]
    fn an_example_counts_only_if_it_holds() {
        let both = with_hidden(&[1, 2]);
        assert_eq!(seen_of_few(&both, &[(1, 5), (2, -5)]), (0, 5), "it holds");
        assert_eq!(seen_of_few(&both, &[(1, 5)]), (0, 0), "the parts do not add up");
        assert_eq!(
            seen_of_few(&both, &[(0, 5), (1, 5)]),
            (0, 0),
            "the total is printed"
        );
        assert_eq!(seen_of_few(&both, &[(1, -5), (2, 5)]), (0, 0), "less than nobody");
        assert_eq!(
            seen_of_few(&with_hidden(&[1]), &[(1, 5), (2, -5)]),
            (0, 0),
            "the other is printed"
        );
    }

    #[test]
    fn no_example_makes_a_count_safe_that_is_not() {
        let (problem, cells) = a_small_part();
        let lie = |by: i64| Example {
            moved: vec![(cells[1], by), (cells[2], -by)],
        };
        let leaky = with_hidden(&[1]);
        let options = AuditOptions::default();
        let examples = [
            lie(5),
            lie(-3),
            Example {
                moved: vec![(CellId(99), 1)],
            },
        ];
        let audited = audit_with_examples(&problem, &leaky, &options, &examples).unwrap();
        assert_eq!(audited, audit(&problem, &leaky).unwrap());
        assert!(!audited.passes());
    }

    #[test]
    fn what_the_search_found_is_what_the_audit_takes() {
        let (problem, _) = a_small_part();
        let protection = protect(&problem).unwrap();
        let base = Base::new(&problem, &crate::Simplex).unwrap();
        let seen = seen(&problem, &base, &protection.pattern, &protection.examples);
        assert!(seen[1].0 <= -3 && seen[1].1 >= 5, "{seen:?}");
    }
}
