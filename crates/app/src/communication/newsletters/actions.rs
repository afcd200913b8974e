//! Writing a newsletter, looking at what it tells, and sending it: frozen, into the public archive, and out by mail.

use domain::ids::{NewsletterId, PersonId};
use domain::text::Slug;
use jiff::civil::Date;
use platform::db::{Connection, Reader, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::objects;
use platform::words::Language;

use super::delivery;
use super::store::{self, NewsletterRow};
use crate::collaborative::store::CollaborativeRow;
use crate::communication::notices::{self, Told};
use crate::communication::segments;
use crate::directory::actions::commit;
use crate::editions::document::Text;
use crate::editions::newsletter::{self, PublicLetter, Read};
use crate::editions::shelf::Shelf;
use crate::error::Error;
use crate::problems::{Check, Refusal};

/// A newsletter as typed.
#[derive(Debug, Clone, Default)]
pub struct NewsletterForm {
    /// Who of the directory gets it beside those who asked; may be empty.
    pub segment: String,
    /// Title.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// Text.
    pub text_en: String,
    /// Text, Spanish.
    pub text_es: String,
}

/// Keeps a draft. The identifier comes with the form, so that sent twice it is one.
pub async fn write(
    scope: &Scope,
    actor: Actor,
    author: PersonId,
    id: NewsletterId,
    form: &NewsletterForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut row = checked(&tx, form).await?;
    row.newsletter_id = id.to_string();
    row.author_id = author.to_string();
    if store::insert(&tx, &row).await? == 0 {
        return Ok(());
    }
    commit(
        tx,
        vec![NewFact::new("newsletter.drafted", "newsletter", id.uuid())],
    )
    .await
}

/// Changes a draft. What was sent stays as it is.
pub async fn change(
    scope: &Scope,
    actor: Actor,
    id: NewsletterId,
    form: &NewsletterForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let mut row = checked(&tx, form).await?;
    row.newsletter_id = id.to_string();
    if store::update(&tx, &row).await? == 0 {
        return Err(Error::NotFound.into());
    }
    commit(
        tx,
        vec![NewFact::new("newsletter.changed", "newsletter", id.uuid())],
    )
    .await
}

async fn checked(tx: &Tx, form: &NewsletterForm) -> Result<NewsletterRow, Refusal> {
    let known = segments::choices(tx, crate::words::words(Language::default())).await?;
    let mut check = Check::form();
    let segment = form.segment.trim().to_owned();
    if !segment.is_empty() && !known.iter().any(|choice| choice.value == segment) {
        check.wrong("segment", "announcement-whom");
    }
    let row = NewsletterRow {
        segment,
        title_en: check.title("title_en", &form.title_en),
        title_es: check.optional_title("title_es", &form.title_es),
        text_en: check.optional_prose("letter_en", &form.text_en),
        text_es: check.optional_prose("letter_es", &form.text_es),
        ..NewsletterRow::default()
    };
    if row.text_en.is_empty() {
        check.wrong("letter_en", "text-empty");
    }
    check.finish(row)
}

/// A newsletter's words as strangers would read them.
pub fn letter_of(row: &NewsletterRow) -> PublicLetter {
    let text = |en: &str, es: &str| Text {
        en: en.to_owned(),
        es: es.to_owned(),
    };
    PublicLetter::new(
        text(&row.title_en, &row.title_es),
        text(&row.text_en, &row.text_es),
    )
}

/// How the history names whoever wrote a newsletter.
fn author_of(row: &NewsletterRow) -> String {
    format!("person:{}", row.author_id)
}

/// What a draft tells, read against the newest edition; nothing where none was published.
pub async fn read(connection: &Connection, row: &NewsletterRow) -> Result<Option<Read>, Error> {
    newsletter::read(connection, &letter_of(row), &author_of(row)).await
}

/// A second person answers for a number in a draft. The caller has asked for `ConfirmDisclosure`.
pub async fn confirm(scope: &Scope, actor: Actor, id: NewsletterId, said: (&str, &str)) -> Result<(), Error> {
    let row = draft(&*scope.read().await?, id).await?;
    newsletter::confirm(scope, actor, (&letter_of(&row), &author_of(&row)), said).await
}

async fn draft(connection: &Connection, id: NewsletterId) -> Result<NewsletterRow, Error> {
    let row = store::one(connection, &id.to_string()).await?;
    row.filter(|row| row.state == "draft").ok_or(Error::NotFound)
}

/// Why a newsletter cannot be sent now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotSent {
    /// Nothing was published yet: there is no public site that could keep it.
    NoEdition,
    /// So many numbers in it wait for a second person.
    Waiting(usize),
}

/// Freezes a newsletter, puts it into the public archive, and lays its letters ready. Sent twice, it goes out once.
/// The caller has asked for `SendNewsletter`.
pub async fn send(
    scope: &Scope,
    shelf: &Shelf,
    actor: Actor,
    collaborative: &CollaborativeRow,
    id: NewsletterId,
) -> Result<Result<(), NotSent>, Error> {
    let tx = scope.write(actor).await?;
    let row = store::one(&tx, &id.to_string()).await?.ok_or(Error::NotFound)?;
    if row.state != "draft" {
        return Ok(Ok(()));
    }
    // Read from what is frozen, and not from what somebody saw before.
    let Some(read) = read(&tx, &row).await? else {
        return Ok(Err(NotSent::NoEdition));
    };
    if read.waiting() > 0 {
        return Ok(Err(NotSent::Waiting(read.waiting())));
    }
    let today = scope.clock().today(&collaborative.time_zone);
    let mut letter = letter_of(&row);
    letter.sent_on = today.to_string();
    letter.edition = read.document.number;
    letter.slug = free_slug(&tx, today, &row.title_en).await?;
    let hash = objects::put(&tx, &letter.to_bytes()).await?;
    store::update_sent(&tx, &row.newsletter_id, (&letter.slug, &hash), letter.edition).await?;
    let people = tell_directory(&tx, collaborative, &row, &letter).await?;
    delivery::enqueue(&tx, &row.newsletter_id).await?;
    let fact = NewFact::new("newsletter.sent", "newsletter", id.uuid());
    let fact = fact.set("document", &hash).set("edition", letter.edition);
    tx.commit(vec![fact.set("people", people)]).await?;
    shelf.put_letter(&read.document.collaborative.slug, letter);
    Ok(Ok(()))
}

/// "2026-11-22-what-we-learned", with a number where the day had one of that name already.
async fn free_slug(tx: &Tx, today: Date, title: &str) -> Result<String, Error> {
    let title = Slug::from_title(title).map_or_else(|_| "letter".to_owned(), |slug| slug.to_string());
    let slug = format!("{today}-{title}");
    Ok(match store::slugs_like(tx, &slug).await? {
        0 => slug,
        taken => format!("{slug}-{}", taken + 1),
    })
}

/// Those of the directory hear of it with their own letters, as they chose.
async fn tell_directory(
    tx: &Tx,
    collaborative: &CollaborativeRow,
    row: &NewsletterRow,
    letter: &PublicLetter,
) -> Result<usize, Error> {
    if row.segment.is_empty() {
        return Ok(0);
    }
    let mut told = Vec::new();
    for person in segments::recipients(tx, &row.segment, &letter.sent_on).await? {
        let language = Language::from_code(&person.language).unwrap_or_default();
        told.push(Told {
            person_id: person.person_id,
            kind: "announcement",
            told_once: format!("newsletter:{}", row.newsletter_id),
            heading: language.pick(&letter.title.en, &letter.title.es).to_owned(),
            words: language.pick(&letter.text.en, &letter.text.es).to_owned(),
            path: delivery::path(language, &letter.slug),
        });
    }
    Ok(notices::tell(tx, collaborative, told).await?)
}

/// Puts every newsletter that was sent on the shelf. Called once, at the start, after the editions.
pub async fn fill(shelf: &Shelf, slug: &str, reader: &Reader) -> Result<(), Error> {
    for hash in store::frozen(reader).await? {
        let bytes = objects::get(reader, &hash).await?;
        let letter = PublicLetter::from_bytes(&bytes).map_err(Error::Fault)?;
        shelf.put_letter(slug, letter);
    }
    Ok(())
}
