//! Shared measurement (DOMAIN C2.1 to C2.4): results, indicators with versioned definitions, dimensions,
//! breaks, baselines and targets for each group, and every vintage of every figure.
//!
//! Start with [`actions`]; [`observations`] keeps figures; the two imports read files.

pub mod actions;
pub mod dimensions;
pub mod import_definitions;
pub mod import_observations;
pub mod observations;
pub mod rows;
pub mod sheet;
pub mod store;
pub mod targets;
