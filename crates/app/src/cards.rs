//! Two larger parts of pages made of blocks: a drawing with its words, and a card.

use charts::Figure;
use platform::words::Words;

use crate::blocks::{Cell, Table, cell};

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

impl Drawing {
    /// A figure with its title and its table; `id` keeps it apart from others on the page.
    pub fn of(words: Words, figure: &Figure, id: &str) -> Self {
        let rows = figure.table.rows.iter();
        let rows = rows.map(|row| row.cells.iter().map(|one| cell(&one.words)).collect());
        let head = figure.table.columns.iter();
        Self {
            heading: figure.title.clone(),
            svg: figure.inline(id),
            table: Some(Table {
                caption: words.say("tool-table"),
                head: head.map(|column| column.heading.clone()).collect(),
                rows: rows.collect(),
                empty: String::new(),
            }),
            ..Self::default()
        }
    }
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
