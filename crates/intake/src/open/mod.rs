//! From bytes to grids: what kind of file it is, and the reader for it.

pub(crate) mod archive;
pub(crate) mod compound;
pub(crate) mod delimited;
pub(crate) mod encoding;
pub(crate) mod formats;
pub(crate) mod html;
pub(crate) mod kind;
pub(crate) mod ods;
pub(crate) mod strings;
pub(crate) mod xls;
pub(crate) mod xlsx;

use crate::grid::Grid;
use crate::{Limits, Unreadable};
use kind::Kind;

/// A file taken apart into sheets of cells.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    pub grids: Vec<Grid>,
    /// Of text files only.
    pub encoding: Option<String>,
    pub delimiter: Option<char>,
    pub line_end: Option<String>,
}

/// Opens a file of any kind we read.
pub(crate) fn open(bytes: &[u8], limits: &Limits) -> Result<Opened, Unreadable> {
    let kind = kind::recognise(bytes)?;
    let limit = match kind {
        Kind::Text | Kind::Html => limits.text_file_bytes,
        Kind::Zip | Kind::Xls => limits.workbook_file_bytes,
    };
    let size = bytes.len() as u64;
    if size > limit {
        return Err(Unreadable::TooLarge { bytes: size, limit });
    }
    match kind {
        Kind::Text => delimited::open(bytes, limits),
        Kind::Html => html::open(bytes, limits),
        Kind::Xls => guarded(|| xls::open(bytes, limits)),
        Kind::Zip => match archive::examine(bytes, limits)? {
            archive::Inside::Xlsx => guarded(|| xlsx::open(bytes, limits)),
            archive::Inside::Ods => guarded(|| ods::open(bytes, limits)),
        },
    }
}

/// Runs a workbook reader such that a panic inside it is an answer, not the end of us.
fn guarded<F>(reader: F) -> Result<Opened, Unreadable>
where
    F: FnOnce() -> Result<Vec<Grid>, Unreadable> + std::panic::UnwindSafe,
{
    let grids = std::panic::catch_unwind(reader).map_err(|_| Unreadable::BrokenWorkbook {
        detail: "the reader stopped inside the workbook".into(),
    })??;
    if grids.iter().all(|grid| grid.rows.is_empty()) {
        return Err(Unreadable::NoCells);
    }
    Ok(Opened {
        grids,
        ..Opened::default()
    })
}
