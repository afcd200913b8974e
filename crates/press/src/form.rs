//! The forms of what is printed: a report card's, and the book of a meeting.

use serde::Deserialize;

/// A form, each with a template of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Cover, contents, a page or two for each measure, and what stands behind them.
    Booklet,
    /// Everything on one sheet.
    OnePage,
    /// The booklet at 18 points, with charts drawn for narrow columns.
    LargePrint,
    /// The book of a meeting: agenda, what waits for a decision, the minutes of last time.
    Meeting,
}

impl Form {
    /// The template's file.
    pub(crate) fn template(self) -> &'static str {
        match self {
            Self::Booklet | Self::LargePrint => "booklet.typ",
            Self::OnePage => "one_page.typ",
            Self::Meeting => "meeting.typ",
        }
    }
}
