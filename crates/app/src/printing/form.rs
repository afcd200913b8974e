//! The forms a report card is printed in.

use platform::words::Language;

/// A form of the printed report card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Form {
    /// Cover, contents, a page or two for each measure, and what stands behind them.
    Booklet,
    /// Everything on one sheet.
    OnePage,
    /// The booklet at 18 points.
    LargePrint,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 3] = [Self::Booklet, Self::OnePage, Self::LargePrint];

    /// Every form in every language.
    pub fn in_every_language() -> impl Iterator<Item = (Self, Language)> {
        let forms = Self::ALL.into_iter();
        forms.flat_map(|form| Language::ALL.map(|language| (form, language)))
    }

    /// The name it is kept and ordered by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Booklet => "booklet",
            Self::OnePage => "one-page",
            Self::LargePrint => "large-print",
        }
    }

    /// The form of a name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.code() == code)
    }

    /// The form at the last part of an address.
    pub fn of_file(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.file_name() == name)
    }

    /// The last part of its public address.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Booklet => "report-card.pdf",
            Self::OnePage => "report-card-one-page.pdf",
            Self::LargePrint => "report-card-large-print.pdf",
        }
    }
}
