//! What each column may be for.

pub(crate) mod words;
