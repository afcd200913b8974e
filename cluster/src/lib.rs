//! Counts from rows on several machines, by Apache Ballista.
//!
//! Three programs: `mainstay-cluster` takes the orders that `mainstay-vault` takes, and has records folded by other machines;
//! `mainstay-scheduler` plans; `mainstay-executor` folds. People and cells are counted in the worker, by the vault's own code.
//! A sealed table stays in the worker's memory and goes out in sealed parts ([`parcels`]); executors open them ([`sealed`]) with a
//! key that they alone share with the worker, and cover participants' keys ([`veil`]) before anything is written down between
//! two steps. Start with [`machines`].

pub mod closed;
pub mod codec;
pub mod listening;
pub mod machines;
pub mod parcels;
pub mod sealed;
pub mod settings;
pub mod veil;

/// What an error of these programs is called in DataFusion's words. Never a cell, a name or a key: schedulers and logs see it.
pub(crate) fn failed(words: &'static str) -> datafusion::error::DataFusionError {
    datafusion::error::DataFusionError::Execution(words.to_owned())
}
