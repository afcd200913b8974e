//! What is protected: counts, how they hang together, and what would be printed of them.
//!
//! Start reading at [`Problem`]. A *cell* is an unknown for the reader: a whole number of people. A *relation* is what
//! any reader knows about cells (sums, earlier publications). A *figure* is what a page would print: exact cells,
//! statements such as a rounded percentage, or both. Suppression decides about figures; safety is asked of cells.

use crate::fault::Fault;

/// The largest count anyone is assumed to think possible where no better bound is known.
pub const COUNT_MAX: i64 = 1_000_000_000;

/// A cell of one [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellId(pub(crate) usize);

/// A figure of one [`Problem`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureId(pub(crate) usize);

impl CellId {
    /// The position of the cell in [`Problem::cells`].
    pub fn index(self) -> usize {
        self.0
    }
}

impl FigureId {
    /// The position of the figure in [`Problem::figures`] and in a [`Pattern`].
    pub fn index(self) -> usize {
        self.0
    }
}

/// How uncertain a reader must remain about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The range that a reader can work out must reach down to `low` and up to `high`.
    ///
    /// For counts under a minimum m this is 1 and m - 1: the reader learns no more than the rule itself says.
    Reach {
        /// The range must begin here or lower.
        low: i64,
        /// The range must end here or higher.
        high: i64,
    },
    /// The range must be at least this wide (its end less its beginning), wherever it lies.
    Width(i64),
    /// The range must reach down to `low`, up to `high`, and be at least `width` wide: the lower, upper and sliding
    /// protection level of a magnitude (Fischetti and Salazar 2001, section 2).
    Sliding {
        /// The range must begin here or lower.
        low: i64,
        /// The range must end here or higher.
        high: i64,
        /// The range must be at least this wide.
        width: i64,
    },
}

/// One count that may be printed, or that stands behind something printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Used in reports only.
    pub name: String,
    /// The true count; `None` where we do not know it ourselves, as when the source suppressed it.
    pub value: Option<i64>,
    /// What any reader takes for granted before anything is printed: not less than this …
    pub low: i64,
    /// … and not more than this.
    pub high: i64,
    /// What must remain uncertain; `None` for a count that may be known.
    pub need: Option<Need>,
}

impl Cell {
    /// A count that we know and that nobody needs to protect.
    pub fn known(name: impl Into<String>, value: i64) -> Cell {
        Cell {
            name: name.into(),
            value: Some(value),
            low: 0,
            high: COUNT_MAX,
            need: None,
        }
    }

    /// A count that we do not know ourselves.
    pub fn unknown(name: impl Into<String>) -> Cell {
        Cell {
            name: name.into(),
            value: None,
            low: 0,
            high: COUNT_MAX,
            need: None,
        }
    }

    /// A cell of which everybody knows that it is nothing.
    pub fn zero(name: impl Into<String>) -> Cell {
        Cell::known(name, 0).between(0, 0)
    }

    /// The same cell with what must remain uncertain about it.
    pub fn needing(mut self, need: Need) -> Cell {
        self.need = Some(need);
        self
    }

    /// The same cell with what any reader takes for granted about it.
    pub fn between(mut self, low: i64, high: i64) -> Cell {
        self.low = low;
        self.high = high;
        self
    }
}

/// A linear statement: `low <= sum of coefficient * cell <= high`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linear {
    /// Cells with their coefficients.
    pub terms: Vec<(CellId, i64)>,
    /// The least the sum can be; `None` if nothing is said.
    pub low: Option<i64>,
    /// The most the sum can be; `None` if nothing is said.
    pub high: Option<i64>,
}

impl Linear {
    /// `total` is the sum of `parts`.
    pub fn sum(total: CellId, parts: &[CellId]) -> Linear {
        let mut terms = vec![(total, -1)];
        terms.extend(parts.iter().map(|part| (*part, 1)));
        Linear {
            terms,
            low: Some(0),
            high: Some(0),
        }
    }

    /// What these values make of a combination of cells: for relations that hold only nearly, as between figures that
    /// were rounded one by one. A reader is taken to know the difference.
    pub fn as_found(problem: &Problem, terms: &[(CellId, i64)]) -> Option<Linear> {
        let mut sum = 0i64;
        for (cell, by) in terms {
            let value = problem.cells.get(cell.0)?.value?;
            sum = sum.checked_add(value.checked_mul(*by)?)?;
        }
        Some(Linear {
            terms: terms.to_vec(),
            low: Some(sum),
            high: Some(sum),
        })
    }

    /// `part` is not more than `whole`.
    pub fn at_most(part: CellId, whole: CellId) -> Linear {
        Linear {
            terms: vec![(whole, 1), (part, -1)],
            low: Some(0),
            high: None,
        }
    }

    /// The count in `cell` is `value`.
    pub fn exactly(cell: CellId, value: i64) -> Linear {
        Linear {
            terms: vec![(cell, 1)],
            low: Some(value),
            high: Some(value),
        }
    }

    /// Whether it holds at a point (one count per cell of the problem). Exact.
    pub fn holds_at(&self, point: &[i64]) -> bool {
        let sum: i128 = self
            .terms
            .iter()
            .map(|(cell, by)| i128::from(*by) * i128::from(point[cell.0]))
            .sum();
        self.low.is_none_or(|low| sum >= i128::from(low))
            && self.high.is_none_or(|high| sum <= i128::from(high))
    }
}

/// What a page does with a figure is open, or already decided outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureState {
    /// May be shown or hidden; hiding it costs its weight.
    Free,
    /// Is going to be shown whatever it costs; a conflict is reported, never solved by showing less.
    MustShow,
    /// Was published before and cannot be called back: every reader has it.
    Public,
    /// Is not printed: the source suppressed it, or there is nothing to print.
    Withheld,
}

/// What a page would print as one thing: it is shown or hidden as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Used in reports only.
    pub name: String,
    /// Counts printed exactly.
    pub cells: Vec<CellId>,
    /// What the figure says beside exact counts, such as a rounded percentage.
    pub statements: Vec<Linear>,
    /// Counts the figure is about without printing them; if one must be protected, the figure is hidden.
    pub about: Vec<CellId>,
    /// What may be printed instead of hiding it, such as "95% or more"; used only where it gives nothing away.
    pub coded: Option<Vec<Linear>>,
    /// What is lost by hiding it.
    pub weight: u64,
    /// What is already decided about it.
    pub state: FigureState,
}

impl Figure {
    /// A figure that prints one count.
    pub fn count(name: impl Into<String>, cell: CellId, weight: u64) -> Figure {
        Figure {
            name: name.into(),
            cells: vec![cell],
            statements: Vec::new(),
            about: Vec::new(),
            coded: None,
            weight,
            state: FigureState::Free,
        }
    }
}

/// Cells, what is known about them, and what would be printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problem {
    /// The counts.
    pub cells: Vec<Cell>,
    /// What every reader knows: totals, and each row of what was published before.
    pub relations: Vec<Linear>,
    /// What would be printed.
    pub figures: Vec<Figure>,
    /// Every hidden count, needy or not, must keep a range at least this wide; 0 asks nothing.
    pub hidden_width: i64,
}

impl Problem {
    /// Adds a cell.
    pub fn cell(&mut self, cell: Cell) -> CellId {
        self.cells.push(cell);
        CellId(self.cells.len() - 1)
    }

    /// Adds what every reader knows.
    pub fn relation(&mut self, relation: Linear) {
        self.relations.push(relation);
    }

    /// Adds a figure.
    pub fn figure(&mut self, figure: Figure) -> FigureId {
        self.figures.push(figure);
        FigureId(self.figures.len() - 1)
    }

    /// Checks that the problem is well formed: identifiers exist, counts lie in their bounds, and every relation and
    /// statement whose counts we all know holds.
    ///
    /// Errors: the first [`Fault`] found.
    pub fn check(&self) -> Result<(), Fault> {
        for (index, cell) in self.cells.iter().enumerate() {
            let inside = cell
                .value
                .is_none_or(|value| cell.low <= value && value <= cell.high);
            if !inside || cell.low > cell.high {
                return Err(Fault::OutOfBounds {
                    cell: CellId(index),
                    name: cell.name.clone(),
                });
            }
        }
        for (index, relation) in self.relations.iter().enumerate() {
            if !self.agrees(relation)? {
                return Err(Fault::Relation {
                    index,
                    cells: self.names(relation),
                });
            }
        }
        for (index, figure) in self.figures.iter().enumerate() {
            let id = FigureId(index);
            for cell in figure.cells.iter().chain(&figure.about) {
                self.find(*cell)?;
            }
            let printed = !matches!(figure.state, FigureState::Withheld);
            if printed && figure.cells.iter().any(|cell| self.cells[cell.0].value.is_none()) {
                return Err(Fault::PrintsUnknown {
                    figure: id,
                    name: figure.name.clone(),
                });
            }
            for statement in figure.statements.iter().chain(figure.coded.iter().flatten()) {
                if !self.agrees(statement)? {
                    return Err(Fault::Statement {
                        figure: id,
                        name: figure.name.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    /// Every relation and every statement, which all hold in truth.
    pub(crate) fn truths(&self) -> impl Iterator<Item = &Linear> {
        self.relations
            .iter()
            .chain(self.figures.iter().flat_map(|figure| &figure.statements))
    }

    fn find(&self, cell: CellId) -> Result<&Cell, Fault> {
        self.cells.get(cell.0).ok_or(Fault::NoSuchCell { cell })
    }

    fn names(&self, linear: &Linear) -> String {
        let names: Vec<&str> = linear
            .terms
            .iter()
            .map(|(cell, _)| self.cells[cell.0].name.as_str())
            .collect();
        names.join(", ")
    }

    fn agrees(&self, linear: &Linear) -> Result<bool, Fault> {
        let mut sum = 0i128;
        for (cell, by) in &linear.terms {
            let Some(value) = self.find(*cell)?.value else {
                return Ok(true);
            };
            sum += i128::from(value) * i128::from(*by);
        }
        Ok(linear.low.is_none_or(|low| sum >= low.into())
            && linear.high.is_none_or(|high| sum <= high.into()))
    }
}
