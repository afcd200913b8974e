//! Two-way tables of counts with their margins.

use mainstay_disclosure::{Cell, CellId, Figure, FigureId, Linear, Need, Problem};

/// A grid as a problem, with its cells (the last row and column are the margins).
pub struct Grid {
    pub problem: Problem,
    pub cells: Vec<Vec<CellId>>,
    pub figures: Vec<Vec<FigureId>>,
}

/// The counts with their margins, small ones (from 1 below `minimum`) in need of protection.
pub fn grid(counts: &[Vec<i64>], minimum: i64, most: i64) -> Grid {
    let mut counts = counts.to_vec();
    for row in &mut counts {
        row.push(row.iter().sum());
    }
    let columns = counts[0].len();
    counts.push(
        (0..columns)
            .map(|column| counts.iter().map(|row| row[column]).sum())
            .collect(),
    );
    let mut problem = Problem {
        hidden_width: minimum - 2,
        ..Problem::default()
    };
    let mut cells = Vec::new();
    let mut figures = Vec::new();
    for (r, row) in counts.iter().enumerate() {
        let mut ids = Vec::new();
        let mut shown = Vec::new();
        for (c, value) in row.iter().enumerate() {
            let mut cell = Cell::known(format!("{r},{c}"), *value).between(0, most);
            if 0 < *value && *value < minimum {
                cell = cell.needing(Need::Reach {
                    low: 1,
                    high: minimum - 1,
                });
            }
            let id = problem.cell(cell);
            ids.push(id);
            shown.push(problem.figure(Figure::count(format!("{r},{c}"), id, 10 + *value as u64)));
        }
        cells.push(ids);
        figures.push(shown);
    }
    let rows = cells.len();
    for row in &cells {
        problem.relation(Linear::sum(row[columns - 1], &row[..columns - 1]));
    }
    for column in 0..columns {
        let parts: Vec<CellId> = cells[..rows - 1].iter().map(|row| row[column]).collect();
        problem.relation(Linear::sum(cells[rows - 1][column], &parts));
    }
    Grid {
        problem,
        cells,
        figures,
    }
}
