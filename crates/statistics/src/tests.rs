//! Reference values, and promises of the form "never" and "always".

mod cases;
mod coverage;
mod promises;
mod reference;
