//! Cycles of change (DOMAIN C2.9): plan, do, study, act. A partner says what it wants to change and what it expects,
//! tries it, measures every month, and decides: adopt, adapt or abandon. The method is that of Deming (1993), "The new
//! economics"; whether a month stands out is decided by the rules of control charts in `statistics`.
//!
//! Start with [`actions`]; [`months`] reads the series.

pub mod actions;
pub mod months;
pub mod pages;
pub mod store;
mod views;
