//! The CSPLIB tables as JSON: cells [id, value, lower, upper, weight, sensitive, lower and upper protection], relations
//! as lists of [cell, coefficient].

use mainstay_disclosure::{CellId, Entry, Levels, Linear, Problem, Status};

/// Relations that do not add up (values were rounded one by one) are taken as a reader finds them.
pub fn problem(text: &str) -> Problem {
    let (cells, relations) = text.split_once("\"relations\"").expect("cells, then relations");
    let (_, cells) = cells.split_once("\"cells\"").expect("there are cells");
    let mut problem = Problem::default();
    let mut ids: Vec<CellId> = Vec::new();
    for numbers in rows(cells) {
        let [id, value, low, high, weight, sensitive, lower, upper] = numbers[..] else {
            panic!("eight numbers for each cell");
        };
        let levels = Levels {
            lower: lower.ceil() as i64,
            upper: upper.ceil() as i64,
            sliding: 0,
        };
        let entry = Entry {
            name: format!("cell {id}"),
            value: value as i64,
            low: low as i64,
            high: high as i64,
            weight: weight as u64,
            status: if sensitive == 1.0 {
                Status::Sensitive(levels)
            } else {
                Status::Free
            },
        };
        ids.push(problem.entry(entry).0);
    }
    for relation in relations.split("]],").map(rows) {
        let terms: Vec<(CellId, i64)> = relation
            .iter()
            .map(|pair| (ids[pair[0] as usize], pair[1] as i64))
            .collect();
        let linear = Linear::as_found(&problem, &terms).expect("all values are known");
        problem.relation(linear);
    }
    problem
}

/// The innermost lists of numbers.
fn rows(text: &str) -> Vec<Vec<f64>> {
    let lists = text.split('[').filter_map(|list| list.split(']').next());
    lists
        .filter_map(|list| list.split(',').map(|number| number.trim().parse().ok()).collect())
        .collect()
}
