//! The vault's worker (DOMAIN C2.6, C2.7, C2.11): participants' rows as encrypted Parquet, and counts made of them.
//!
//! It knows nothing of Mainstay's database. One order comes in with the sealed tables it is about ([`protocol`]); rows are
//! opened only in this process, which has neither files nor network; what goes out are counts, a new sealed table, or a few
//! rows that somebody named in the agreement asked to see. Start with [`order`].

pub mod keys;
pub mod measure;
pub mod order;
pub mod protocol;
pub mod store;
pub mod table;
pub mod takeup;

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;
use datafusion::parquet::errors::ParquetError;

/// Why an order is not done: one of a fixed list, with the name of a column at most.
///
/// It leaves this process, for pages, logs and the history. What the engine says of an error stays here: it may quote a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is no order, or something in it is not of its form.
    Order,
    /// It did not come whole.
    Cut,
    /// A key is another installation's, or about something else.
    Key,
    /// A table does not open.
    Table,
    /// A row is not as long as the headings.
    Uneven,
    /// A table has no such column.
    NoColumn(String),
    /// A condition on this column has no value.
    Alone(String),
    /// What this column is compared with is no day.
    NotADay(String),
    /// What this column is compared with is no number.
    NotANumber(String),
    /// A cell is not what it is taken for, in this column where it is known.
    Cell(Option<String>),
    /// The rows need more memory than there is.
    Memory,
    /// The engine cannot do it.
    Engine,
    /// No other machine is there to count with.
    Nobody,
    /// A machine that counted was lost, or could open nothing.
    Lost,
    /// Other machines took too long.
    Late,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Order => f.write_str("the order cannot be read"),
            Self::Cut => f.write_str("the order names bytes that did not come"),
            Self::Key => {
                f.write_str("a key does not open: it is another installation's, or about something else")
            }
            Self::Table => {
                f.write_str("a table does not open: the key or the file is another's, or it is damaged")
            }
            Self::Uneven => f.write_str("a row is not as long as the headings"),
            Self::NoColumn(name) => write!(f, "a table has no column {name}"),
            Self::Alone(name) => write!(f, "{name} is compared with nothing"),
            Self::NotADay(name) => write!(f, "{name} is compared with what is no day"),
            Self::NotANumber(name) => write!(f, "{name} is compared with what is no number"),
            Self::Cell(Some(name)) => write!(
                f,
                "a cell of the column {name} is not the day or the number that it is taken for"
            ),
            Self::Cell(None) => f.write_str("a cell is not the day or the number that it is taken for"),
            Self::Memory => f.write_str("the rows need more memory than the worker has"),
            Self::Engine => f.write_str("the engine cannot compute this"),
            Self::Nobody => f.write_str("the machines that count are not there"),
            Self::Lost => f.write_str(
                "the machines that count gave up: one was lost, or has another key than this worker",
            ),
            Self::Late => f.write_str("the machines that count took too long"),
        }
    }
}

impl From<DataFusionError> for Fault {
    fn from(error: DataFusionError) -> Self {
        match error.find_root() {
            DataFusionError::ArrowError(error, _) => Self::of_arrow(error),
            DataFusionError::ResourcesExhausted(_) => Self::Memory,
            DataFusionError::ParquetError(_) => Self::Table,
            _ => Self::Engine,
        }
    }
}

impl From<ArrowError> for Fault {
    fn from(error: ArrowError) -> Self {
        Self::of_arrow(&error)
    }
}

impl From<ParquetError> for Fault {
    fn from(_: ParquetError) -> Self {
        Self::Table
    }
}

impl From<serde_json::Error> for Fault {
    fn from(_: serde_json::Error) -> Self {
        Self::Order
    }
}

impl Fault {
    fn of_arrow(error: &ArrowError) -> Self {
        match error {
            ArrowError::CastError(_) | ArrowError::ParseError(_) => Self::Cell(None),
            ArrowError::MemoryError(_) => Self::Memory,
            ArrowError::ParquetError(_) => Self::Table,
            _ => Self::Engine,
        }
    }

    /// The same, with the column where the engine did not name one.
    #[must_use]
    pub fn in_column(self, name: Option<&str>) -> Self {
        match self {
            Self::Cell(None) => Self::Cell(name.map(str::to_owned)),
            other => other,
        }
    }
}
