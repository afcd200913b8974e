//! Printing published editions and keeping what was printed.

use std::path::Path;

use domain::ids::{CollaborativeId, EditionId};
use platform::db::{Database, Scope};
use platform::history::{Actor, NewFact};
use platform::objects;
use platform::words::Language;

use super::form::Form;
use super::press;
use super::store::{self, PrintRow};
use crate::editions::actions::document_of;
use crate::editions::document::Document;
use crate::editions::shelf::{Print, Shelf};
use crate::editions::store::EditionRow;
use crate::error::Error;
use crate::state::AppState;

/// Prints what is missing of every published edition of a collaborative; gives how many prints were made.
///
/// Run again, it makes nothing twice. Without the worker it makes nothing, and pages offer nothing.
pub async fn print_missing(state: &AppState, id: CollaborativeId) -> Result<usize, Error> {
    let Some(program) = &state.settings.press else {
        tracing::info!("{}", press::HOW_TO_GET_IT);
        return Ok(0);
    };
    let scope = state.database.scope(id);
    let reader = scope.read().await?;
    let rows = crate::editions::store::editions(&reader).await?;
    let made = store::prints(&reader).await?;
    drop(reader);
    let mut count = 0;
    // Newest first, as they come: readers want that one.
    for row in rows.iter().filter(|row| row.state == "published") {
        let Some(number) = row.number else { continue };
        let is_made = |form: Form, language: Language| {
            made.iter().any(|print| {
                (print.number, print.form.as_str(), print.language.as_str())
                    == (number, form.code(), language.code())
            })
        };
        let missing: Vec<_> = Form::in_every_language()
            .filter(|(form, language)| !is_made(*form, *language))
            .collect();
        if missing.is_empty() {
            continue;
        }
        let edition = Edition {
            document: document_of(&*scope.read().await?, row).await?,
            row,
        };
        for kind in missing {
            print_one(
                &scope,
                &state.public.shelf,
                program,
                (&edition, &state.settings.base_url),
                kind,
            )
            .await?;
            count += 1;
        }
    }
    Ok(count)
}

struct Edition<'e> {
    document: Document,
    row: &'e EditionRow,
}

async fn print_one(
    scope: &Scope,
    shelf: &Shelf,
    program: &Path,
    (edition, base_url): (&Edition<'_>, &str),
    (form, language): (Form, Language),
) -> Result<(), Error> {
    let document = &edition.document;
    let printed = press::print(program, document, base_url, (form, language))
        .await
        .map_err(|failure| Error::Fault(format!("a {} was not printed: {failure}", form.code())))?;
    if !printed.replaced.is_empty() {
        tracing::warn!(letters = printed.replaced, "the fonts of the press lack letters");
    }
    let id: EditionId = edition.row.edition_id.parse().map_err(|_| Error::NotFound)?;
    let tx = scope.write(Actor::installation()).await?;
    let row = PrintRow {
        number: document.number,
        form: form.code().to_owned(),
        language: language.code().to_owned(),
        hash: objects::put(&tx, &printed.bytes).await?,
        pages: printed.pages,
    };
    if store::insert(&tx, &edition.row.edition_id, &row).await? == 0 {
        // Another process was faster; its print is the one that is kept.
        return Ok(());
    }
    let fact = NewFact::new("edition.printed", "edition", id.uuid())
        .set("form", form.code())
        .set("language", language.code())
        .set("print", &row.hash);
    tx.commit(vec![fact]).await?;
    let print = Print {
        pages: printed.pages,
        bytes: printed.bytes,
    };
    shelf.put_print(
        (&document.collaborative.slug, document.number),
        (form, language),
        print,
    );
    Ok(())
}

/// Puts every kept print on the shelf. Called once, at the start, after the editions.
pub async fn fill(shelf: &Shelf, database: &Database) -> Result<(), Error> {
    for row in crate::collaborative::store::collaboratives(&database.host()).await? {
        let id = row.collaborative_id.parse().map_err(|_| Error::NotFound)?;
        let reader = database.scope(id).read().await?;
        for print in store::prints(&reader).await? {
            let (Some(form), Some(language)) =
                (Form::from_code(&print.form), Language::from_code(&print.language))
            else {
                continue;
            };
            // A print that cannot be read is not offered; it is no reason to keep the figures from readers.
            let bytes = match objects::get(&reader, &print.hash).await {
                Ok(bytes) => bytes,
                Err(error) => {
                    tracing::error!(%error, print = print.hash, "a printed report card cannot be read");
                    continue;
                }
            };
            let kept = Print {
                pages: print.pages,
                bytes,
            };
            shelf.put_print((&row.slug, print.number), (form, language), kept);
        }
    }
    Ok(())
}
