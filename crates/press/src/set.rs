//! Setting a book: from its description to the bytes of a PDF.

use serde_json::Value;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::desk::Desk;
use crate::form::Form;
use crate::letters;

/// A book that was set.
#[derive(Debug)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// Letters that the fonts do not have, in order; each was written without its marks, or as a question mark.
    pub replaced: String,
}

/// Why a book was not set: our templates and its description disagree, or the PDF would not be accessible.
#[derive(Debug)]
pub struct Fault(pub String);

/// Sets a book in a form. The same book gives the same bytes.
///
/// Errors: the description lacks something, or Typst's validator finds that the PDF would break PDF/UA-1 or PDF/A-2a.
pub fn set(form: Form, mut book: Value) -> Result<Printed, Fault> {
    let replaced = letters::make_printable(&mut book);
    let ident = book["address"].as_str().unwrap_or_default().to_owned();
    let description = serde_json::to_vec(&book).map_err(|error| Fault(error.to_string()))?;
    let desk = Desk::new(form.template(), description);
    let document: PagedDocument = typst::compile(&desk).output.map_err(|found| told(&found))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|error| Fault(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("Mainstay".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|found| told(&found))?;
    Ok(Printed {
        bytes,
        pages: document.pages().len(),
        replaced,
    })
}

fn told(found: &[SourceDiagnostic]) -> Fault {
    let messages = found.iter().map(|one| {
        let hints: Vec<String> = one.hints.iter().map(|hint| hint.v.to_string()).collect();
        format!("{} {}", one.message, hints.join(" "))
    });
    Fault(messages.collect::<Vec<_>>().join("; "))
}
