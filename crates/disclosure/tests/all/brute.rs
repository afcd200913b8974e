//! An attacker who simply tries all whole numbers. Shares nothing with the engine but the problem's own types.

use mainstay_disclosure::{Display, FigureState, Linear, Pattern, Problem};

/// The least and the most that each cell can be, by trying; `None` if no numbers fit at all.
pub fn ranges(problem: &Problem, pattern: &Pattern) -> Option<Vec<(i64, i64)>> {
    let mut domains: Vec<(i64, i64)> = problem.cells.iter().map(|cell| (cell.low, cell.high)).collect();
    let mut facts: Vec<&Linear> = problem.relations.iter().collect();
    for (figure, display) in problem.figures.iter().zip(&pattern.displays) {
        if *display == Display::Shown || figure.state == FigureState::Public {
            for cell in &figure.cells {
                let value = problem.cells[cell.index()].value.expect("a shown count is known");
                domains[cell.index()] = (value, value);
            }
            facts.extend(&figure.statements);
        }
        if *display == Display::Coded {
            facts.extend(figure.coded.iter().flatten());
        }
    }
    let count = domains.len();
    let mut found = Vec::new();
    for cell in 0..count {
        let (low, high) = domains[cell];
        let fits = |value: i64| {
            let mut narrowed = domains.clone();
            narrowed[cell] = (value, value);
            exists(&mut narrowed, &facts)
        };
        let least = (low..=high).find(|value| fits(*value))?;
        let most = (low..=high).rev().find(|value| fits(*value))?;
        found.push((least, most));
    }
    Some(found)
}

/// Whether whole numbers within the domains satisfy all facts: try every value of one cell after the other.
fn exists(domains: &mut [(i64, i64)], facts: &[&Linear]) -> bool {
    if !narrow(domains, facts) {
        return false;
    }
    let open = domains.iter().enumerate().filter(|(_, (low, high))| low < high);
    let Some((cell, (low, high))) = open
        .min_by_key(|(_, (low, high))| high - low)
        .map(|(c, d)| (c, *d))
    else {
        return true;
    };
    (low..=high).any(|value| {
        let mut narrowed = domains.to_vec();
        narrowed[cell] = (value, value);
        exists(&mut narrowed, facts)
    })
}

/// Drops values that no others can make up for. Tells whether anything is left.
fn narrow(domains: &mut [(i64, i64)], facts: &[&Linear]) -> bool {
    let ends = |by: i64, domain: (i64, i64)| (by * domain.0).min(by * domain.1);
    loop {
        let before = domains.to_vec();
        for fact in facts {
            let least: i64 = fact
                .terms
                .iter()
                .map(|(cell, by)| ends(*by, domains[cell.index()]))
                .sum();
            let most: i64 = fact
                .terms
                .iter()
                .map(|(cell, by)| -ends(-*by, domains[cell.index()]))
                .sum();
            if fact.high.is_some_and(|high| least > high) || fact.low.is_some_and(|low| most < low) {
                return false;
            }
            for (cell, by) in &fact.terms {
                let (low, high) = domains[cell.index()];
                let fits = |value: i64| {
                    let rest_least = least - ends(*by, (low, high));
                    let rest_most = most + ends(-*by, (low, high));
                    fact.high.is_none_or(|high| rest_least + by * value <= high)
                        && fact.low.is_none_or(|low| rest_most + by * value >= low)
                };
                let Some(new_low) = (low..=high).find(|value| fits(*value)) else {
                    return false;
                };
                let new_high = (low..=high)
                    .rev()
                    .find(|value| fits(*value))
                    .expect("one from below fits");
                if (new_low, new_high) != (low, high) {
                    domains[cell.index()] = (new_low, new_high);
                    break;
                }
            }
        }
        if before == domains {
            return true;
        }
    }
}
