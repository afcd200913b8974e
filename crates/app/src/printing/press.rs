//! The worker that prints: where it is, what it is asked, what it answers.

use std::path::{Path, PathBuf};

use platform::child::worker::{self, WorkerFailure};
use platform::words::Language;
use serde::{Deserialize, Serialize};

use super::book::{Book, book};
use super::form::Form;
use crate::editions::document::Document;

/// The worker's program.
pub const PROGRAM: &str = "mainstay-press";

/// What to do where the worker is missing.
pub const HOW_TO_GET_IT: &str = "Report cards are printed by a worker of its own, mainstay-press, which is not beside this \
     program. Build it with `cargo build --release -p mainstay-press` and lay it into the same folder.";

/// A printed report card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: i64,
    /// Letters that the press's fonts do not have, and that were written without their marks or as question marks.
    pub replaced: String,
}

#[derive(Serialize)]
struct Order {
    form: &'static str,
    book: Book,
}

#[derive(Deserialize)]
struct Head {
    pages: i64,
    replaced: String,
}

/// The worker beside this program. None: it was not installed.
pub fn installed() -> Option<PathBuf> {
    worker::beside_us(PROGRAM)
}

/// Prints an edition. Errors: the worker's, in words for the log and the command line.
pub async fn print(
    press: &Path,
    document: &Document,
    base_url: &str,
    (form, language): (Form, Language),
) -> Result<Printed, WorkerFailure> {
    let order = Order {
        form: form.code(),
        book: book(document, base_url, form, language),
    };
    set(press, &order).await
}

/// Has the worker set a book. Errors: the worker's, in words for the log.
pub async fn set(press: &Path, order: &impl Serialize) -> Result<Printed, WorkerFailure> {
    let order = serde_json::to_vec(order).expect("texts and lists become JSON");
    let answer = worker::ask(press, &order).await?;
    let broken = || WorkerFailure::Died("its answer is none".to_owned());
    let end = answer.iter().position(|byte| *byte == b'\n').ok_or_else(broken)?;
    let head: Head = serde_json::from_slice(&answer[..end]).map_err(|_| broken())?;
    Ok(Printed {
        bytes: answer[end + 1..].to_vec(),
        pages: head.pages,
        replaced: head.replaced,
    })
}
