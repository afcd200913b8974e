//! Two larger parts of pages made of blocks: a drawing with its words, and a card.

use crate::blocks::{Cell, Table};

/// A drawing with its words.
#[derive(Debug, Clone, Default)]
pub struct Drawing {
    /// Heading.
    pub heading: String,
    /// What is drawn: measure, place, periods.
    pub subtitle: String,
    /// The drawing, as SVG that we made ourselves.
    pub svg: String,
    /// What its numbered marks stand for, in order.
    pub marks: Vec<String>,
    /// Sentences below it.
    pub notes: Vec<String>,
    /// The same as a table, folded away.
    pub table: Option<Table>,
}

/// A short text with a heading: somebody's words, a session, a cycle.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// Heading.
    pub heading: Cell,
    /// Texts, a paragraph each.
    pub texts: Vec<String>,
    /// Where it stands, with the class of its tag; empty where there is nothing to say.
    pub tag: (&'static str, String),
    /// What can be pressed about it: address, hidden field with its value, label.
    pub buttons: Vec<(String, (String, String), String)>,
}
