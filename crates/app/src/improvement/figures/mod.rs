//! What people did, drawn: over time, beside what is measured, and who does it together.
//!
//! Only what was noted is drawn. Where too little was, there is no figure rather than an empty one.

pub mod gears;
pub mod store;
pub mod timeline;
pub mod together;
