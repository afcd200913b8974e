//! Making, opening, reminding and closing data requests. Doors ask `access::may` before they call these.

use domain::access::Purpose;
use domain::ids::{DataRequestId, IndicatorId, OrganisationId, PersonId};
use domain::period::Period;
use domain::requests::{Reminder, link_last_day, reminders};
use domain::text::{Prose, Slug, Title};
use jiff::civil::Date;
use platform::db::{DbError, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::jobs;
use platform::mail;

use super::jobs::{REMIND, RemindJob};
use super::letters::{self, Desk, LinkInLetter};
use super::store::{self, NewRow, PartnerRow, RequestRow, RequestScope};
use crate::accounts::link::{self, NewLink};
use crate::dates;
use crate::error::Error;

/// Hour of the day at which reminders go out, where the collaborative is.
const REMIND_HOUR: i8 = 9;
/// A partner gets at most one reminder in this time: pressing the button twice sends one mail.
const REMIND_AGAIN_MILLIS: i64 = 12 * 3600 * 1000;

/// A request as a form or a file gives it.
#[derive(Debug, Clone)]
pub struct NewRequest {
    /// Identifier, made with the form: the same form sent twice makes one request.
    pub id: DataRequestId,
    /// Title.
    pub title: Title,
    /// Title in Spanish; empty if there is none yet.
    pub title_es: String,
    /// What is asked.
    pub what: Prose,
    /// The same in Spanish, or empty.
    pub what_es: String,
    /// Why, or empty.
    pub why: String,
    /// Why in Spanish, or empty.
    pub why_es: String,
    /// The indicator.
    pub indicator: IndicatorId,
    /// The period; `None` where it stands in the file.
    pub period: Option<Period>,
    /// The last day.
    pub due_on: Date,
    /// Whether only counts are asked for, so that names are never kept.
    pub is_counts_only: bool,
    /// Places and dimensions.
    pub scope: RequestScope,
    /// Whom to ask: each organisation with its contact.
    pub partners: Vec<(OrganisationId, PersonId)>,
}

/// Keeps a new request as a draft; nobody hears of it yet. Gives its slug.
pub async fn create(scope: &Scope, actor: Actor, new: NewRequest) -> Result<String, Error> {
    let tx = scope.write(actor).await?;
    if let Some(known) = store::request(&tx, &new.id.to_string()).await? {
        return Ok(known.slug);
    }
    let slug = free_slug(&tx, &new.title).await?;
    let row = NewRow {
        data_request_id: new.id.to_string(),
        slug: slug.clone(),
        title: [new.title.to_string(), new.title_es],
        what: [new.what.to_string(), new.what_es],
        why: [new.why, new.why_es],
        indicator_id: new.indicator.to_string(),
        period: new.period.map(Period::key).unwrap_or_default(),
        due_on: new.due_on.to_string(),
        is_counts_only: new.is_counts_only,
        scope: serde_json::to_string(&new.scope).expect("a scope is plain JSON"),
    };
    store::insert(&tx, &row).await?;
    for (organisation, person) in &new.partners {
        store::insert_partner(
            &tx,
            &row.data_request_id,
            &organisation.to_string(),
            &person.to_string(),
        )
        .await?;
    }
    let fact = NewFact::new("request.created", "request", new.id.uuid())
        .set("slug", &slug)
        .set("indicator", new.indicator)
        .set("period", &row.period)
        .set("due_on", &row.due_on)
        .set("partners", new.partners.len());
    tx.commit(vec![fact]).await?;
    Ok(slug)
}

async fn free_slug(tx: &Tx, title: &Title) -> Result<String, Error> {
    let wanted =
        Slug::from_title(title.as_str()).map_or_else(|_| "request".to_owned(), |slug| slug.to_string());
    // "new" is the form's own address.
    let wanted = if wanted == "new" {
        "request".to_owned()
    } else {
        wanted
    };
    let taken = store::slugs_like(tx, &wanted).await?;
    if !taken.contains(&wanted) {
        return Ok(wanted);
    }
    let free = (2..)
        .map(|n| format!("{wanted}-{n}"))
        .find(|slug| !taken.contains(slug));
    Ok(free.expect("numbers do not end"))
}

/// Opens a draft: every contact gets the mail with their link, and reminders are laid ready. Opening an open
/// request again does nothing.
pub async fn open(scope: &Scope, actor: Actor, desk: Desk<'_>, slug: &str) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let request = store::request_by_slug(&tx, slug).await?.ok_or(Error::NotFound)?;
    if !store::change_state(&tx, &request.data_request_id, "draft", "open").await? {
        return Ok(());
    }
    let id = request_id(&request)?;
    let partners = store::partners(&tx, &request.data_request_id).await?;
    let opened = NewFact::new("request.opened", "request", id.uuid()).set("partners", partners.len());
    let mut facts = vec![opened.change("state", "draft", "open")];
    for partner in &partners {
        if !store::note_asked(&tx, &request.data_request_id, &partner.organisation_id).await? {
            continue;
        }
        let (secret, last_day, fact) = new_link(&tx, desk, &request, partner).await?;
        let link = LinkInLetter {
            secret: &secret,
            last_day,
        };
        mail::enqueue(&tx, letters::asking(desk, &request, partner, link)).await?;
        facts.push(fact);
    }
    let today = tx.clock().today(&desk.collaborative.time_zone);
    for (day, reminder) in reminders(request.due(), today) {
        let job = RemindJob {
            request: request.data_request_id.clone(),
            reminder: reminder.code().into(),
        };
        let payload = serde_json::to_string(&job).expect("a job is plain JSON");
        let at = dates::at_hour(day, REMIND_HOUR, &desk.collaborative.time_zone);
        jobs::enqueue(&tx, REMIND, &payload, at).await?;
    }
    tx.commit(facts).await?;
    Ok(())
}

/// A fresh link for a partner's contact. Earlier links go on working until their own end: people answer old mails.
pub async fn new_link(
    tx: &Tx,
    desk: Desk<'_>,
    request: &RequestRow,
    partner: &PartnerRow,
) -> Result<(String, Date, NewFact), Error> {
    let zone = &desk.collaborative.time_zone;
    let last_day = link_last_day(request.due(), tx.clock().today(zone));
    let new = NewLink {
        person: partner.person_id.parse().map_err(|_| Error::NotFound)?,
        purpose: Purpose::Submit {
            request: request_id(request)?,
            organisation: partner.organisation_id.parse().map_err(|_| Error::NotFound)?,
        },
        expires_at: dates::end_of(last_day, zone).as_millisecond(),
    };
    let (secret, _, fact) = link::issue(tx, &new).await?;
    Ok((secret, last_day, fact))
}

/// Reminds a partner whose turn it is, or offers help. Tells whether a mail goes out: not twice in half a day, not
/// to who has sent, not once the request is closed.
pub async fn remind(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    request: &str,
    organisation: &str,
    reminder: Reminder,
) -> Result<bool, Error> {
    let tx = scope.write(actor).await?;
    let request = store::request(&tx, request).await?.ok_or(Error::NotFound)?;
    let found = store::partner(&tx, &request.data_request_id, organisation).await?;
    let partner = found.ok_or(Error::NotFound)?;
    if request.state != "open" || !super::board::response(&partner).is_partners_turn() {
        return Ok(false);
    }
    let since = tx.clock().now_millis() - REMIND_AGAIN_MILLIS;
    if !store::note_reminded(&tx, &request.data_request_id, organisation, since).await? {
        return Ok(false);
    }
    let (secret, last_day, issued) = new_link(&tx, desk, &request, &partner).await?;
    let link = LinkInLetter {
        secret: &secret,
        last_day,
    };
    mail::enqueue(&tx, letters::reminding(desk, &request, &partner, link, reminder)).await?;
    let fact = NewFact::new("request.reminded", "request", request_id(&request)?.uuid())
        .set("organisation", &partner.organisation_id)
        .set("reminder", reminder.code());
    tx.commit(vec![fact, issued]).await?;
    Ok(true)
}

/// Closes an open request (or gives up a draft): nothing more is awaited, reminders end, what was sent can still be
/// reviewed. Closing twice does nothing.
pub async fn close(scope: &Scope, actor: Actor, slug: &str) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    let request = store::request_by_slug(&tx, slug).await?.ok_or(Error::NotFound)?;
    for from in ["open", "draft"] {
        if store::change_state(&tx, &request.data_request_id, from, "closed").await? {
            let fact = NewFact::new("request.closed", "request", request_id(&request)?.uuid());
            tx.commit(vec![fact.change("state", from, "closed")]).await?;
            return Ok(());
        }
    }
    Ok(())
}

/// Notes that a partner opened the link for the first time.
pub async fn note_opened(
    scope: &Scope,
    actor: Actor,
    request: DataRequestId,
    organisation: OrganisationId,
) -> Result<(), Error> {
    let tx = scope.write(actor).await?;
    if !store::note_opened(&tx, &request.to_string(), &organisation.to_string()).await? {
        return Ok(());
    }
    let fact =
        NewFact::new("request.link-opened", "request", request.uuid()).set("organisation", organisation);
    tx.commit(vec![fact]).await?;
    Ok(())
}

/// Notes, inside the change that keeps a partner's first draft, that it has started; gives the fact for the commit.
pub async fn note_started(
    tx: &Tx,
    request: DataRequestId,
    organisation: OrganisationId,
) -> Result<Option<NewFact>, DbError> {
    let is_first = store::note_started(tx, &request.to_string(), &organisation.to_string()).await?;
    let fact =
        || NewFact::new("request.started", "request", request.uuid()).set("organisation", organisation);
    Ok(is_first.then(fact))
}

/// The identifier of a row.
pub fn request_id(row: &RequestRow) -> Result<DataRequestId, Error> {
    row.data_request_id.parse().map_err(|_| Error::NotFound)
}
