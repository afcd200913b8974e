//! What can be wrong with a problem.

use thiserror::Error;

use crate::problem::{CellId, FigureId};

/// Why a problem could not be worked on.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Fault {
    /// A relation or figure names a cell that is not there.
    #[error("cell {} is not part of the problem", cell.0)]
    NoSuchCell {
        /// The missing cell.
        cell: CellId,
    },
    /// A count lies outside its own bounds.
    #[error("the count of {name} lies outside its bounds")]
    OutOfBounds {
        /// The cell.
        cell: CellId,
        /// Its name.
        name: String,
    },
    /// The known counts break a relation, such as parts that do not add up to their total.
    #[error("relation {index} does not hold between {cells}")]
    Relation {
        /// Position among the relations.
        index: usize,
        /// The names of its cells.
        cells: String,
    },
    /// A figure says something that its own counts contradict.
    #[error("figure {name} says what its counts contradict")]
    Statement {
        /// The figure.
        figure: FigureId,
        /// Its name.
        name: String,
    },
    /// A figure would print a count that we do not know.
    #[error("figure {name} would print a count that is not known")]
    PrintsUnknown {
        /// The figure.
        figure: FigureId,
        /// Its name.
        name: String,
    },
    /// No whole numbers agree with everything that is said, or none were found within the limits.
    #[error("no counts were found that agree with everything said about {cells}")]
    Contradiction {
        /// The names of the cells concerned.
        cells: String,
    },
    /// The tables hang together in a piece too large to be audited; nothing of it may be published.
    #[error("{cells} cells in {relations} relations hang together: too many to be audited")]
    TooBig {
        /// Unknown cells in the piece.
        cells: usize,
        /// Relations between them.
        relations: usize,
    },
    /// A pattern for another problem.
    #[error("the pattern has {given} figures, the problem {wanted}")]
    WrongPattern {
        /// Figures in the pattern.
        given: usize,
        /// Figures in the problem.
        wanted: usize,
    },
}
