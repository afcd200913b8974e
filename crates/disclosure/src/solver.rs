//! Linear programs, and what any solver for them must offer.
//!
//! The engine never believes a solver: what it calls safe is proved by whole-numbered points that are checked in exact
//! arithmetic. A solver only has to find candidates, so floating point is good enough behind this trait.

/// A column of a program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// Where the search starts; between `low` and `high`.
    pub start: f64,
}

/// A row of a program: `low <= sum of coefficient * column <= high`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Columns with their coefficients.
    pub terms: Vec<(usize, f64)>,
    /// Least value of the sum; may be minus infinity.
    pub low: f64,
    /// Greatest value of the sum; may be infinity.
    pub high: f64,
}

/// Columns with bounds, joined by rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Program {
    /// The unknowns.
    pub columns: Vec<Column>,
    /// What holds between them.
    pub rows: Vec<Row>,
}

/// How a search for the least cost ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// At a point of least cost; [`Session::value`] tells it.
    Optimal,
    /// Nothing satisfies the rows and bounds.
    Infeasible,
    /// After the permitted number of steps, without an answer.
    Stopped,
}

/// One program being worked on: bounds and costs change between solves, and each solve starts where the last ended.
pub trait Session {
    /// Changes the bounds of a column.
    fn bound(&mut self, column: usize, low: f64, high: f64);

    /// Searches for the least `sum of cost * column`; columns not named cost nothing.
    fn minimise(&mut self, costs: &[(usize, f64)]) -> Outcome;

    /// The value of a column after a solve.
    fn value(&self, column: usize) -> f64;

    /// Steps taken so far, a measure of effort that is the same on every machine.
    fn steps(&self) -> u64;

    /// A copy that goes its own way.
    fn fork(&self) -> Box<dyn Session>;
}

/// Anything that can work on a [`Program`].
pub trait Solver: Sync {
    /// Its name, for certificates.
    fn name(&self) -> &'static str;

    /// Prepares a program.
    fn session(&self, program: &Program) -> Box<dyn Session>;

    /// Whether a program with so many columns and rows is within reach.
    fn can_hold(&self, columns: usize, rows: usize) -> bool;
}
