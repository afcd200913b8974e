//! Why a file could not be read: one variant, one stable code and one sentence for each reason.

use serde::{Deserialize, Serialize};

/// Why a file could not be read.
///
/// `Display` is a sentence for the person who sent the file: what is wrong and what to do, without blame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Unreadable {
    /// Nothing in the file at all.
    #[error("This file is empty. It may not have finished saving: open it, check, and send it again.")]
    Empty,
    /// More bytes than the limit for its kind.
    #[error("This file has {} MB; we can read up to {} MB. Delete sheets or columns that are not asked for, or save it as CSV.", megabytes(*.bytes), megabytes(*.limit))]
    TooLarge {
        /// Bytes of the file.
        bytes: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// An archive that unpacks to far more than it should.
    #[error(
        "This file unpacks to far more than a spreadsheet should, so we stopped. Save it again from Excel, or as CSV."
    )]
    ZipBomb {
        /// Bytes unpacked when the reading stopped, or claimed by the archive.
        inflated: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// More parts in the archive than a workbook has.
    #[error(
        "This file holds {entries} parts; we can read up to {limit}. Save it again from Excel, or as CSV."
    )]
    TooManyParts {
        /// Parts in the archive.
        entries: usize,
        /// Parts allowed.
        limit: usize,
    },
    /// A damaged or cut-off archive.
    #[error("This file is damaged or was cut off on its way. Open it, save a new copy, and send that.")]
    BrokenArchive {
        /// What the reader said, for the log.
        detail: String,
    },
    /// A workbook whose inside does not make sense.
    #[error("This workbook is damaged. Open it, save a new copy, and send that, or save the sheet as CSV.")]
    BrokenWorkbook {
        /// What the reader said, for the log.
        detail: String,
    },
    /// Encrypted or protected with a password.
    #[error("This file has a password. Save a copy without one, or paste the cells.")]
    Locked,
    /// A picture of a table.
    #[error(
        "This is a picture of a table ({format}). We need the table itself: Excel, CSV, or cells pasted here. Send it to us as it is and we will help."
    )]
    Picture {
        /// The kind of picture, such as `PNG`.
        format: String,
    },
    /// A PDF.
    #[error(
        "This is a PDF. We need the table itself: Excel, CSV, or cells pasted here. Send us the file the PDF was made from."
    )]
    Pdf,
    /// A word processor's document.
    #[error("This is a Word document. Copy the table into a spreadsheet, or paste its cells here.")]
    WordDocument,
    /// A presentation.
    #[error("This is a presentation. Copy the table into a spreadsheet, or paste its cells here.")]
    Presentation,
    /// Apple Numbers, Pages or Keynote.
    #[error(
        "This is an Apple {program} file. In {program}, choose File, Export To, Excel or CSV, and send that."
    )]
    AppleDocument {
        /// The program, such as `Numbers`.
        program: String,
    },
    /// A web page without a table, perhaps saved with a spreadsheet's name.
    #[error("This is a web page without a table in it. Download the table itself, as Excel or CSV.")]
    WebPage,
    /// An Excel binary workbook (xlsb).
    #[error("This is an Excel binary workbook (.xlsb). In Excel, save it as .xlsx, and send that.")]
    BinaryWorkbook,
    /// A zip archive that is not a workbook.
    #[error("This is a zip archive, not a spreadsheet. Unpack it and send the spreadsheet inside.")]
    Archive,
    /// A database, a program, or anything else that is no spreadsheet.
    #[error(
        "We do not know this kind of file. We can read Excel, OpenDocument and CSV, or cells pasted here."
    )]
    UnknownKind,
    /// More sheets than the limit.
    #[error(
        "This workbook has {sheets} sheets; we can read up to {limit}. Send the sheets that are asked for."
    )]
    TooManySheets {
        /// Sheets in the workbook.
        sheets: usize,
        /// Sheets allowed.
        limit: usize,
    },
    /// More cells than the limit.
    #[error("The sheet {sheet:?} has more than {limit} cells. Send the part that is asked for.")]
    TooManyCells {
        /// The sheet where the limit was passed.
        sheet: String,
        /// Cells allowed.
        limit: usize,
    },
    /// More text than the limit in all cells together.
    #[error("The cells up to the sheet {sheet:?} hold more than {} MB of text. Send the columns that are asked for.", megabytes(*.limit))]
    TooMuchText {
        /// The sheet where the limit was passed.
        sheet: String,
        /// Bytes allowed.
        limit: u64,
    },
    /// A cell further down than the limit.
    #[error(
        "The sheet {sheet:?} reaches row {row}; we can read up to row {limit}. Delete what stands below the table."
    )]
    TooManyRows {
        /// The sheet.
        sheet: String,
        /// The row reached.
        row: u32,
        /// Rows allowed.
        limit: u32,
    },
    /// A cell further right than the limit.
    #[error(
        "The sheet {sheet:?} reaches column {column}; we can read up to column {limit}. Delete what stands to the right of the table."
    )]
    TooManyColumns {
        /// The sheet.
        sheet: String,
        /// The column reached.
        column: u32,
        /// Columns allowed.
        limit: u32,
    },
    /// Workbook with sheets but no cell on any of them.
    #[error("There is nothing on any sheet of this workbook. Check that the right file was saved.")]
    NoCells,
    /// The file could not be opened by us.
    #[error("We could not open this file. Nothing is wrong with it; please send it again.")]
    NotOpened {
        /// What the machine said, for the log.
        detail: String,
    },
    /// The sheet asked for is not there.
    #[error("There is no sheet called {sheet:?} in this file.")]
    NoSuchSheet {
        /// The name asked for.
        sheet: String,
    },
}

impl Unreadable {
    /// The stable code of the reason, for catalogues of sentences and for logs.
    pub fn code(&self) -> &'static str {
        match self {
            Unreadable::Empty => "empty",
            Unreadable::TooLarge { .. } => "too-large",
            Unreadable::ZipBomb { .. } => "zip-bomb",
            Unreadable::TooManyParts { .. } => "too-many-parts",
            Unreadable::BrokenArchive { .. } => "broken-archive",
            Unreadable::BrokenWorkbook { .. } => "broken-workbook",
            Unreadable::Locked => "locked",
            Unreadable::Picture { .. } => "picture",
            Unreadable::Pdf => "pdf",
            Unreadable::WordDocument => "word-document",
            Unreadable::Presentation => "presentation",
            Unreadable::AppleDocument { .. } => "apple-document",
            Unreadable::WebPage => "web-page",
            Unreadable::BinaryWorkbook => "binary-workbook",
            Unreadable::Archive => "archive",
            Unreadable::UnknownKind => "unknown-kind",
            Unreadable::TooManySheets { .. } => "too-many-sheets",
            Unreadable::TooManyCells { .. } => "too-many-cells",
            Unreadable::TooMuchText { .. } => "too-much-text",
            Unreadable::TooManyRows { .. } => "too-many-rows",
            Unreadable::TooManyColumns { .. } => "too-many-columns",
            Unreadable::NoCells => "no-cells",
            Unreadable::NotOpened { .. } => "not-opened",
            Unreadable::NoSuchSheet { .. } => "no-such-sheet",
        }
    }
}

/// Whole megabytes, rounded up, since "0 MB" says nothing.
fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}
