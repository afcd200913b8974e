//! Meetings (DOMAIN C4.1): their rhythm, their agenda, what minutes say, and whose turn it is.
//!
//! Start with [`minutes`]; [`rhythm`] says on which days meetings of a row fall, [`agenda`] what a draft holds, [`rotation`]
//! who chairs next, [`digest`] when a person's mail goes out.

pub mod agenda;
pub mod digest;
pub mod minutes;
pub mod rhythm;
pub mod rotation;
