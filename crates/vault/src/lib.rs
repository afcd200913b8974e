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

/// Why an order is not done, in words for the log and the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

impl Fault {
    /// A fault of these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! faults {
    ($($error:ty),+ $(,)?) => {$(
        impl From<$error> for Fault {
            fn from(error: $error) -> Self {
                Self(error.to_string())
            }
        }
    )+};
}

faults!(
    datafusion::error::DataFusionError,
    datafusion::arrow::error::ArrowError,
    datafusion::parquet::errors::ParquetError,
    serde_json::Error,
);
