//! Why an upload gives no figures: facts for the log, and a sentence for the person who sent it.

use intake::Unreadable;
use platform::child::{CHILD_MEMORY_MAX, ChildFailure};
use platform::words::Words;

/// Why an upload could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UploadRefused {
    /// The file is not one we read, or passes a limit.
    #[error("{0}")]
    Unreadable(#[from] Unreadable),
    /// Reading it took too long.
    #[error(
        "This file took longer than {seconds} seconds to read, so we stopped. Send the part that is asked for, or save it as CSV."
    )]
    TooSlow {
        /// Seconds allowed.
        seconds: u64,
    },
    /// Reading it took too much memory.
    #[error(
        "This file needs more than {megabytes} MB of memory to read, so we stopped. Send the part that is asked for, or save it as CSV."
    )]
    TooBig {
        /// Megabytes allowed.
        megabytes: u64,
    },
    /// It holds more text than one submission can carry.
    #[error("This file holds more than {megabytes} MB of text. Send the part that is asked for.")]
    TooMuchText {
        /// Megabytes allowed.
        megabytes: u64,
    },
    /// The body broke off.
    #[error("This file did not arrive whole. Check the connection and send it again.")]
    CutOff,
    /// Too many files wait already.
    #[error("Many files are being read just now. Nothing is wrong with yours; send it again in a minute.")]
    Busy,
    /// A fault of ours.
    #[error("We could not open this file. Nothing is wrong with it; please send it again.")]
    Ours,
}

impl From<ChildFailure> for UploadRefused {
    fn from(failure: ChildFailure) -> Self {
        const MEGABYTE: u64 = 1024 * 1024;
        match failure {
            ChildFailure::TooSlow(seconds) => Self::TooSlow { seconds },
            ChildFailure::TooBig => Self::TooBig {
                megabytes: CHILD_MEMORY_MAX / MEGABYTE,
            },
            ChildFailure::TooLong(bytes) => Self::TooMuchText {
                megabytes: bytes / MEGABYTE,
            },
            ChildFailure::Busy => Self::Busy,
            ChildFailure::Broken => Self::Ours,
        }
    }
}

impl UploadRefused {
    /// The stable code of the reason: the catalogue's key after `file-`, and for logs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(reason) => reason.code(),
            Self::TooSlow { .. } => "too-slow",
            Self::TooBig { .. } => "too-big",
            Self::TooMuchText { .. } => "too-much-text",
            Self::CutOff => "cut-off",
            Self::Busy => "busy",
            Self::Ours => "ours",
        }
    }

    /// What is wrong and what to do, in the reader's language.
    pub fn sentence(&self, words: &Words) -> String {
        let facts = match self {
            Self::Unreadable(reason) => facts_of(reason),
            Self::TooSlow { seconds } => vec![("limit", seconds.to_string())],
            Self::TooBig { megabytes } | Self::TooMuchText { megabytes } => {
                vec![("limit", megabytes.to_string())]
            }
            Self::CutOff | Self::Busy | Self::Ours => Vec::new(),
        };
        let arguments: Vec<_> = facts
            .into_iter()
            .map(|(name, fact)| (name, fact.into()))
            .collect();
        words.with(&format!("file-{}", self.code()), &arguments)
    }
}

/// The facts of a reason, as the catalogue names them.
fn facts_of(reason: &Unreadable) -> Vec<(&'static str, String)> {
    let megabytes = |bytes: u64| bytes.div_ceil(1024 * 1024).to_string();
    match reason {
        Unreadable::TooLarge { bytes, limit } => {
            vec![("size", megabytes(*bytes)), ("limit", megabytes(*limit))]
        }
        Unreadable::TooManyParts { entries, limit } => {
            vec![("parts", entries.to_string()), ("limit", limit.to_string())]
        }
        Unreadable::Picture { format } => vec![("format", format.clone())],
        Unreadable::AppleDocument { program } => vec![("program", program.clone())],
        Unreadable::TooManySheets { sheets, limit } => {
            vec![("sheets", sheets.to_string()), ("limit", limit.to_string())]
        }
        Unreadable::TooManyCells { sheet, limit } => {
            vec![("sheet", sheet.clone()), ("limit", limit.to_string())]
        }
        Unreadable::TooMuchText { limit, .. } => vec![("limit", megabytes(*limit))],
        Unreadable::TooManyRows { sheet, row, limit } => vec![
            ("sheet", sheet.clone()),
            ("row", row.to_string()),
            ("limit", limit.to_string()),
        ],
        Unreadable::TooManyColumns { sheet, column, limit } => vec![
            ("sheet", sheet.clone()),
            ("column", column.to_string()),
            ("limit", limit.to_string()),
        ],
        Unreadable::NoSuchSheet { sheet } => vec![("sheet", sheet.clone())],
        Unreadable::Empty
        | Unreadable::ZipBomb { .. }
        | Unreadable::BrokenArchive { .. }
        | Unreadable::BrokenWorkbook { .. }
        | Unreadable::Locked
        | Unreadable::Pdf
        | Unreadable::WordDocument
        | Unreadable::Presentation
        | Unreadable::WebPage
        | Unreadable::BinaryWorkbook
        | Unreadable::Archive
        | Unreadable::UnknownKind
        | Unreadable::NoCells
        | Unreadable::NotOpened { .. } => Vec::new(),
    }
}
