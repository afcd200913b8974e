//! Taking over published editions in the workspace: packages are uploaded, looked at, and then confirmed.
//!
//! Looking changes nothing that anybody sees: the packages are kept by their content, and the address of the page names them, so
//! that a data manager can look and whoever may publish can confirm. What is confirmed is read anew.

use axum::extract::{Form as Body, Multipart, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Action;
use platform::db::Connection;
use platform::history::NewFact;
use platform::objects;
use platform::words::Words;

use super::document::Document;
use super::store;
use super::takeover::{self, NotTakenOver};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page};
use crate::directory::pages::{address, to};
use crate::error::Error;
use crate::problems::Problem;
use crate::site::speech;
use crate::state::AppState;

/// Largest upload, all packages together.
pub const UPLOAD_BYTES_MAX: usize = 64 << 20;
/// Most packages at once.
const PACKAGES_MAX: usize = 40;

/// The packages that an address names.
#[derive(Debug, serde::Deserialize)]
pub struct Named {
    /// Their hashes, with commas.
    #[serde(default)]
    packages: String,
}

impl Named {
    fn hashes(&self) -> Vec<&str> {
        let hashes = self.packages.split(',');
        hashes
            .filter(|hash| !hash.is_empty())
            .take(PACKAGES_MAX)
            .collect()
    }
}

/// The form for packages.
pub async fn form(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::MakeDraft)?;
    form_page(&visit, &[])
}

fn form_page(visit: &Visit, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let action = address(visit, "editions/import");
    let form = Form::new(words, action, "import-look", &Typed::default(), problems).packages("packages");
    page(
        visit.frame(&words.say("import-packages"), "editions"),
        words.say("import-packages-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// Reads what was uploaded; packages that can be read are kept, and the page that shows them has their hashes in its address.
pub async fn upload(visit: Visit, parts: Multipart) -> Result<Response, Error> {
    visit.allow_whole(Action::MakeDraft)?;
    let files = files(parts).await?;
    let wrong = |key: &str| Problem::field("packages", key);
    if files.is_empty() {
        return form_page(&visit, &[wrong("import-none")]);
    }
    if files.len() > PACKAGES_MAX {
        return form_page(&visit, &[wrong("import-too-many").with("most", PACKAGES_MAX)]);
    }
    let (mut problems, mut documents) = (Vec::new(), Vec::new());
    for (name, bytes) in &files {
        match read(bytes.clone()).await? {
            Ok(document) => documents.push(document),
            Err(reason) => problems.push(problem(name, &reason)?),
        }
    }
    if problems.is_empty() {
        let slug = &visit.collaborative.slug;
        if let Err(reason) = fitting(slug, documents) {
            problems.push(problem("", &reason)?);
        }
    }
    if !problems.is_empty() {
        return form_page(&visit, &problems);
    }
    let tx = visit.scope.write(visit.actor()).await?;
    let mut hashes = Vec::new();
    for (_, bytes) in &files {
        hashes.push(objects::put(&tx, bytes).await?);
    }
    let subject = visit.scope.collaborative().uuid();
    let fact = NewFact::new("edition.packages-read", "collaborative", subject);
    tx.commit(vec![fact.set("packages", hashes.len())]).await?;
    Ok(to(
        &visit,
        &format!("editions/import/look?packages={}", hashes.join(",")),
    ))
}

/// Every file that was chosen, with its name.
async fn files(mut parts: Multipart) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let bad = |error: axum::extract::multipart::MultipartError| Error::Bad(error.body_text());
    let mut files = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(bad)? {
        if part.name() != Some("packages") {
            continue;
        }
        let name = part.file_name().unwrap_or("datapackage.zip").to_owned();
        let bytes = part.bytes().await.map_err(bad)?;
        if !bytes.is_empty() {
            files.push((name, bytes.to_vec()));
        }
    }
    Ok(files)
}

/// The edition of a package; unpacking and hashing happen off the threads that answer.
async fn read(bytes: Vec<u8>) -> Result<Result<Document, NotTakenOver>, Error> {
    let read = tokio::task::spawn_blocking(move || takeover::read(&bytes));
    read.await.map_err(|error| Error::Fault(error.to_string()))
}

/// The editions in order. Errors: of another collaborative than this one, of several, or one twice.
fn fitting(slug: &str, documents: Vec<Document>) -> Result<Vec<Document>, NotTakenOver> {
    let documents = takeover::in_order(documents)?;
    let foreign = documents
        .iter()
        .find(|document| document.collaborative.slug != slug);
    match foreign {
        Some(foreign) => Err(NotTakenOver::Foreign {
            theirs: foreign.collaborative.slug.clone(),
            ours: slug.to_owned(),
        }),
        None => Ok(documents),
    }
}

/// What is wrong with a package, as a problem of the form. Errors: a fault that is nobody's mistake.
fn problem(name: &str, reason: &NotTakenOver) -> Result<Problem, Error> {
    let wrong = |key: &str| Problem::field("packages", key).with("name", name);
    Ok(match reason {
        NotTakenOver::NotAPackage(reason) => wrong("import-not-a-package").with("reason", reason),
        NotTakenOver::Field { file, field, reason } => wrong("import-field")
            .with("file", file)
            .with("field", field)
            .with("reason", reason),
        NotTakenOver::Changed(file) => wrong("import-changed").with("file", file),
        NotTakenOver::Newer => wrong("import-newer"),
        NotTakenOver::Several(one, other) => wrong("import-several").with("one", one).with("other", other),
        NotTakenOver::Twice(number) => wrong("import-twice").with("number", number),
        NotTakenOver::Foreign { theirs, ours } => {
            wrong("import-foreign").with("theirs", theirs).with("ours", ours)
        }
        NotTakenOver::NotEmpty(_) => wrong("import-not-empty"),
        NotTakenOver::Fault(fault) => return Err(Error::Fault(fault.clone())),
    })
}

/// The editions of the packages that an address names. Errors: `NotFound`, as for anything that is not here.
async fn named(visit: &Visit, hashes: &[&str]) -> Result<Vec<Document>, Error> {
    let mut archives = Vec::new();
    let reader = visit.scope.read().await?;
    for hash in hashes {
        let archive = objects::get(&reader, hash).await;
        archives.push(archive.map_err(|_| Error::NotFound)?);
    }
    drop(reader);
    let mut documents = Vec::new();
    for archive in archives {
        documents.push(read(archive).await?.map_err(|_| Error::NotFound)?);
    }
    if documents.is_empty() {
        return Err(Error::NotFound);
    }
    fitting(&visit.collaborative.slug, documents).map_err(|_| Error::NotFound)
}

/// What would change.
pub async fn look(visit: Visit, Query(query): Query<Named>) -> Result<Response, Error> {
    visit.allow_whole(Action::MakeDraft)?;
    let words = visit.words;
    let documents = named(&visit, &query.hashes()).await?;
    let reader = visit.scope.read().await?;
    let table = table(words, &reader, &documents).await?;
    let is_taken = store::has_editions_or_indicators(&reader).await?;
    drop(reader);
    let mut blocks = vec![Block::Table(table)];
    if is_taken {
        blocks.push(Block::Paragraph(words.say("import-not-empty")));
    } else {
        let count = [("count", documents.len().into())];
        blocks.push(Block::Paragraph(words.with("import-would", &count)));
        if visit.shows(Action::PublishEdition, domain::access::Thing::Whole) {
            let action = address(&visit, "editions/import/look");
            let form = Form::new(words, action, "import-confirm", &Typed::default(), &[]);
            let form = form.hiding("packages", &query.packages);
            blocks.push(Block::Form(Box::new(form)));
        } else {
            blocks.push(Block::Paragraph(words.say("import-who")));
        }
    }
    blocks.push(Block::Links(vec![link(
        words.say("import-again"),
        address(&visit, "editions/import"),
    )]));
    page(
        visit.frame(&words.say("import-what"), "editions"),
        words.say("import-what-lede"),
        blocks,
    )
}

/// Each edition with what it holds, and whether it is here.
async fn table(words: Words, connection: &Connection, documents: &[Document]) -> Result<Table, Error> {
    let here = store::editions(connection).await?;
    let mut rows = Vec::new();
    for document in documents {
        let same_number = here.iter().find(|row| row.number == Some(document.number));
        let hash = same_number.and_then(|row| row.document_hash.clone());
        let bytes = match hash {
            Some(hash) => Some(objects::get(connection, &hash).await?),
            None => None,
        };
        let state = match bytes {
            None => "new",
            Some(bytes) if bytes == document.to_bytes() => "same",
            Some(_) => "other",
        };
        let figures: usize = document.indicators.iter().map(|part| part.figures.len()).sum();
        rows.push(vec![
            cell(format!("{}: {}", document.number, document.title)),
            cell(speech::day(words, &document.published_on)),
            cell(document.indicators.len()),
            cell(figures),
            cell(document.protection.hidden),
            cell(words.say(&format!("import-state-{state}"))),
        ]);
    }
    let head = [
        "import-edition",
        "import-published",
        "import-measures",
        "edition-figures",
        "import-hidden",
        "import-state",
    ];
    Ok(Table::new(words, "import-caption", &head, rows))
}

/// Takes the editions over and puts them on the shelf.
pub async fn confirm(
    visit: Visit,
    State(state): State<AppState>,
    Body(query): Body<Named>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::PublishEdition)?;
    let documents = named(&visit, &query.hashes()).await?;
    match takeover::keep_all(&visit.scope, visit.actor(), &documents).await {
        Ok(_) => {}
        // Confirmed twice is once: the page says what is here.
        Err(NotTakenOver::NotEmpty(_)) => {
            let path = format!("editions/import/look?packages={}", query.packages);
            return Ok(to(&visit, &path));
        }
        Err(reason) => return Err(Error::Fault(reason.to_string())),
    }
    for document in documents {
        state.public.shelf.put(document);
    }
    let path = address(&visit, "editions");
    Ok(Redirect::to(&path).into_response())
}
