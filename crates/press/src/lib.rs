//! The press: sets a described report card as a tagged PDF (PDF/UA-1, PDF/A-2a), with Typst as a library.
//!
//! It is told a [`Form`] and a book: texts and figures ready to show, as JSON, with each chart as SVG beside the words
//! that say what it shows. The templates under `templates/` loop and choose; they compute nothing. Texts reach them as
//! data and never as source, so that `#let` in a story is printed as `#let`.
//!
//! Start with [`set`]; [`letters`] makes texts printable, [`desk`] is all that Typst can reach: the templates, the fonts,
//! and the one book.

mod desk;
mod form;
pub mod letters;
mod set;

pub use form::Form;
pub use set::{Fault, Printed, set};
