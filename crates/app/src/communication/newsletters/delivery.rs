//! Letters to whoever asked for the newsletter: each once, in their language, with the one press that ends them.

use domain::ids::CollaborativeId;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::jobs::{self, Job};
use platform::mail::{Letter, Parts, enqueue_parts};
use platform::words::Language;

use super::store::{self, NewsletterRow};
use super::subscriber_store::{self, SubscriberRow};
use crate::collaborative::store::CollaborativeRow;
use crate::communication::choice::BOUNCES_MAX;
use crate::communication::digest::{Office, html};
use crate::communication::segments;
use crate::error::Error;
use crate::state::AppState;
use crate::worker::Done;

/// Kind of the job that writes to whoever is still to get a newsletter.
pub const DELIVER: &str = "newsletter.deliver";
/// Letters laid ready in one transaction: others want to write, too.
const BATCH: i64 = 200;

/// Lays the delivery ready, in the transaction that sends the newsletter.
pub async fn enqueue(tx: &Tx, newsletter: &str) -> Result<(), Error> {
    jobs::enqueue(tx, DELIVER, newsletter, tx.clock().now_millis()).await?;
    Ok(())
}

/// Where a letter is read, after the collaborative's slug.
pub fn path(language: Language, slug: &str) -> String {
    match language {
        Language::English => format!("/newsletter/{slug}"),
        Language::Spanish => format!("/es/newsletter/{slug}"),
    }
}

/// Does the job; what a crash interrupted goes on where it stopped, and nobody is written to twice.
pub fn run(state: AppState, job: Job) -> Done {
    Box::pin(async move {
        let id = job.collaborative_id.as_deref().ok_or(Error::NotFound)?;
        let found = crate::collaborative::store::collaborative_by_id(&state.database.host(), id).await?;
        let collaborative = found.ok_or(Error::NotFound)?;
        let id: CollaborativeId = id.parse().map_err(|_| Error::NotFound)?;
        let office = Office {
            collaborative: &collaborative,
            base_url: &state.settings.base_url,
        };
        let scope = state.database.scope(id);
        while deliver_some(&scope, office, &job.payload).await? > 0 {}
        Ok(())
    })
}

async fn deliver_some(scope: &Scope, office: Office<'_>, newsletter: &str) -> Result<usize, Error> {
    let tx = scope.write(Actor::installation()).await?;
    let row = store::one(&tx, newsletter).await?.ok_or(Error::NotFound)?;
    let sent_at = row.sent_at.ok_or(Error::NotFound)?;
    let waiting = subscriber_store::waiting(&tx, newsletter, (sent_at, BOUNCES_MAX), BATCH).await?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let today = scope.clock().today(&office.collaborative.time_zone).to_string();
    let hear_otherwise = match row.segment.as_str() {
        "" => Vec::new(),
        segment => segments::recipients(&tx, segment, &today).await?,
    };
    let mut letters = 0;
    for subscriber in &waiting {
        // Who gets it with their own letters already does not get it twice.
        let is_told = hear_otherwise
            .iter()
            .any(|person| person.email == subscriber.email);
        let is_first = subscriber_store::delivered(&tx, newsletter, &subscriber.subscriber_id).await? > 0;
        if is_first && !is_told {
            write_to(&tx, office, &row, subscriber).await?;
            letters += 1;
        }
    }
    let id = crate::directory::actions::id_of(newsletter);
    let fact = NewFact::new("newsletter.delivered", "newsletter", id);
    tx.commit(vec![fact.set("letters", letters)]).await?;
    Ok(waiting.len())
}

async fn write_to(
    tx: &Tx,
    office: Office<'_>,
    row: &NewsletterRow,
    subscriber: &SubscriberRow,
) -> Result<(), Error> {
    let language = Language::from_code(&subscriber.language).unwrap_or_default();
    let words = crate::words::words(language);
    let CollaborativeRow { slug, name, .. } = office.collaborative;
    let ending = ending(office, subscriber);
    let page = path(language, row.slug.as_deref().unwrap_or_default());
    let text = words.with(
        "newsletter-letter",
        &[
            ("text", words.pick(&row.text_en, &row.text_es).into()),
            ("page", format!("{}/{slug}{page}", office.base_url).into()),
            ("collaborative", name.into()),
            ("ending", (&ending).into()),
        ],
    );
    let parts = Parts {
        html: html(&text, words.code()),
        unsubscribe: ending,
        list_id: format!("newsletter.{slug}.mainstay"),
        reply_to: office.collaborative.contact_email.clone(),
        ..Parts::default()
    };
    let letter = Letter {
        to: subscriber.email.clone(),
        subject: words.pick(&row.title_en, &row.title_es).to_owned(),
        text,
    };
    enqueue_parts(tx, letter, &parts).await?;
    Ok(())
}

/// Where somebody ends their letters, by a page or by the press of RFC 8058.
pub fn ending(office: Office<'_>, subscriber: &SubscriberRow) -> String {
    format!(
        "{}/{}/newsletter/end/{}",
        office.base_url, office.collaborative.slug, subscriber.end_key
    )
}

/// Whether a mail program sent this for its reader, without a page (RFC 8058).
pub fn is_one_click(pairs: &[(String, String)]) -> bool {
    pairs
        .iter()
        .any(|(name, value)| name == "List-Unsubscribe" && value == "One-Click")
}
