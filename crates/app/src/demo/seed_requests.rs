//! Two open requests with submissions in different states: one waits for review, one is half mended, one accepted.

use domain::ids::DataRequestId;
use domain::measurement::{Figure, Group};
use domain::period::Period;
use domain::quantity::{Status, Unit};
use domain::text::{Prose, Title};
use intake::{Limits, Rules};
use jiff::civil::Date;
use platform::history::Actor;
use platform::secrets;
use serde::Deserialize;

use super::{Community, files, json, ours, slug};
use crate::directory::places;
use crate::error::Error;
use crate::measurement::observations::{self, NewObservation};
use crate::measurement::store as measurement;
use crate::requests::actions::{NewRequest, create, note_opened, open};
use crate::requests::letters::Desk;
use crate::requests::store::{self, RequestRow, RequestScope};
use crate::submissions::context::Context;
use crate::submissions::drafts::{self, Whose};
use crate::submissions::{draft_store, review_actions};
use crate::table::Table;

/// The request asks two things; each becomes a request of its own, since partners answer for one measure.
const PROGRAMME: &str = "programme_attendance";

#[derive(Deserialize)]
struct RequestFile {
    requests: Vec<Request>,
}

#[derive(Deserialize)]
struct Request {
    title_en: String,
    title_es: String,
    text_en: String,
    text_es: String,
    period: String,
    counts_only: bool,
    sent_day: i32,
    due_day: i32,
    recipients: Vec<Recipient>,
}

#[derive(Deserialize)]
struct Recipient {
    organisation: String,
    person: String,
    indicator: String,
    state: String,
    opened_day: Option<i32>,
    submitted_day: Option<i32>,
    reviewed_day: Option<i32>,
    file: Option<String>,
}

/// Something that happens on a day.
struct Event<'file> {
    day: Date,
    recipient: &'file Recipient,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Opens,
    UploadsAndStops,
    Sends,
    IsAccepted,
}

/// Seeds the requests and everything that happened to them until today.
pub(super) async fn seed(community: &Community) -> Result<(), Error> {
    let file: RequestFile = json(files::REQUESTS)?;
    let request = file.requests.first().ok_or(Error::NotFound)?;
    community.set_day(community.days_from_today(-19));
    seed_last_year(community).await?;
    community.set_day(community.days_from_today(request.sent_day));
    let schools = ask(
        community,
        request,
        "chronic_absence",
        &request.title_en,
        &request.title_es,
    )
    .await?;
    let programme = (
        "After-school attendance 2019–20",
        "Asistencia extraescolar 2019–20",
    );
    let programme = ask(community, request, PROGRAMME, programme.0, programme.1).await?;
    for event in events(community, &request.recipients) {
        community.set_day(event.day);
        let row = if event.recipient.indicator == PROGRAMME {
            &programme
        } else {
            &schools
        };
        happen(community, row, &event).await?;
    }
    Ok(())
}

/// Makes and opens the request for one of the measures.
async fn ask(
    community: &Community,
    request: &Request,
    indicator: &str,
    title_en: &str,
    title_es: &str,
) -> Result<RequestRow, Error> {
    let bad = |error: domain::text::BadText| Error::Fault(error.to_string());
    let mut partners = Vec::new();
    for recipient in request.recipients.iter().filter(|one| one.indicator == indicator) {
        partners.push((
            community.organisation(&recipient.organisation)?,
            community.person(&recipient.person)?,
        ));
    }
    let reader = community.scope.read().await?;
    let kind = if indicator == PROGRAMME { "site" } else { "town" };
    let places = places::places(&reader).await?;
    let asked = places
        .into_iter()
        .filter(|place| place.kind == kind)
        .map(|place| place.place_id);
    let scope = RequestScope {
        places: asked.collect(),
        dimensions: vec!["race-ethnicity".into(), "grade".into()],
    };
    drop(reader);
    let new = NewRequest {
        id: DataRequestId::from_uuid(secrets::new_uuid()),
        title: Title::parse(title_en).map_err(bad)?,
        title_es: title_es.to_owned(),
        what: Prose::parse(&request.text_en).map_err(bad)?,
        what_es: request.text_es.clone(),
        why: String::new(),
        why_es: String::new(),
        indicator: community.indicator(indicator)?,
        period: Period::parse(&request.period).ok(),
        due_on: community.days_from_today(request.due_day),
        is_counts_only: request.counts_only,
        scope,
        partners,
    };
    let address = create(&community.scope, community.data_manager()?, new).await?;
    let desk = Desk {
        collaborative: &community.row,
        base_url: &community.base_url,
    };
    open(&community.scope, community.data_manager()?, desk, &address).await?;
    let row = store::request_by_slug(&*community.scope.read().await?, &address).await?;
    row.ok_or(Error::NotFound)
}

/// What the recipients did, in order of days.
fn events<'file>(community: &Community, recipients: &'file [Recipient]) -> Vec<Event<'file>> {
    let mut events = Vec::new();
    for recipient in recipients {
        let mut add = |days: Option<i32>, what: What| {
            if let Some(days) = days {
                let day = community.days_from_today(days);
                events.push(Event { day, recipient, what });
            }
        };
        add(recipient.opened_day, What::Opens);
        if recipient.state == "started" {
            add(recipient.opened_day, What::UploadsAndStops);
        }
        add(recipient.submitted_day, What::Sends);
        add(recipient.reviewed_day, What::IsAccepted);
    }
    events.sort_by_key(|event| event.day);
    events
}

async fn happen(community: &Community, row: &RequestRow, event: &Event<'_>) -> Result<(), Error> {
    let recipient = event.recipient;
    let whose = Whose {
        request: row.data_request_id.parse().map_err(|_| Error::NotFound)?,
        organisation: community.organisation(&recipient.organisation)?,
    };
    let actor = community.acting(&recipient.person, "link")?;
    match event.what {
        What::Opens => note_opened(&community.scope, actor, whose.request, whose.organisation).await,
        What::UploadsAndStops => take_in(community, row, whose, actor, recipient).await,
        What::Sends => {
            take_in(community, row, whose, actor.clone(), recipient).await?;
            send(community, row, whose, actor).await
        }
        What::IsAccepted => accept(community, whose).await,
    }
}

async fn take_in(
    community: &Community,
    row: &RequestRow,
    whose: Whose,
    actor: Actor,
    recipient: &Recipient,
) -> Result<(), Error> {
    let name = recipient.file.as_deref().unwrap_or_default();
    let bytes = match name {
        "school-attendance-2019-20-by-race.csv" => files::STATE_FILE,
        "brightwater-attendance.xlsx" => files::WORKBOOK,
        "bridgeport-attendance-by-grade.csv" => files::SCHOOLS_FILE,
        _ => return Err(Error::Fault(format!("the binary carries no file {name}"))),
    };
    // Our own files, compiled in: they need no child process around them.
    let workbook = intake::read(bytes, name, &Rules::default(), &Limits::default())
        .map_err(|refusal| Error::Fault(refusal.to_string()))?;
    drafts::take_in(&community.scope, actor, whose, row, workbook).await
}

async fn send(community: &Community, row: &RequestRow, whose: Whose, actor: Actor) -> Result<(), Error> {
    let reader = community.scope.read().await?;
    let draft = drafts::draft(&reader, whose).await?.ok_or(Error::NotFound)?;
    let minimum = community.row.minimum_count;
    let context = Context::load(&reader, row.clone(), whose.organisation, minimum).await?;
    drop(reader);
    drafts::send(&community.scope, actor, whose, &draft, &context).await?;
    Ok(())
}

/// Accepts what a partner sent.
async fn accept(community: &Community, whose: Whose) -> Result<(), Error> {
    let reader = community.scope.read().await?;
    let (request, organisation) = (whose.request.to_string(), whose.organisation.to_string());
    let sent = draft_store::submissions(&reader, &request, &organisation).await?;
    drop(reader);
    for row in sent.iter().filter(|row| row.state == "sent") {
        let id = row.submission_id.parse().map_err(|_| Error::NotFound)?;
        review_actions::accept(&community.scope, community.data_manager()?, id).await?;
    }
    Ok(())
}

/// The programme's figures of the year before, to compare with.
async fn seed_last_year(community: &Community) -> Result<(), Error> {
    let table = Table::read(files::LAST_YEAR, &["site", "period", "grade", "group"]).map_err(ours)?;
    let reader = community.scope.read().await?;
    let gazetteer = places::gazetteer(&reader).await?;
    let crosswalk = measurement::crosswalk(&reader).await?;
    let categories = measurement::categories(&reader).await?;
    drop(reader);
    let race = |text: &str| {
        let key = domain::place::name_key(text);
        let row = crosswalk.iter().find(|row| row.name_key == key)?;
        let category = categories
            .iter()
            .find(|category| category.category_id == row.category_id)?;
        Some(category.slug.clone())
    };
    let mut new = Vec::new();
    for row in table.rows() {
        let unknown = |what: &str| Error::Fault(format!("last year’s file, row {}: {what}", row.number));
        let period = Period::parse(row.get("period")).map_err(|error| unknown(&error.to_string()))?;
        let place = gazetteer.find(row.get("site"), period.end(), "").place();
        let category = race(row.get("group")).ok_or_else(|| unknown(row.get("group")))?;
        let figure = Figure {
            numerator: row.get("attending").parse().ok(),
            denominator: row.get("enrolled").parse().ok(),
            value: None,
            margin: None,
            numerator_margin: None,
            status: Status::Ok,
        };
        new.push(NewObservation {
            indicator: community.indicator(PROGRAMME)?,
            place: place.ok_or_else(|| unknown(row.get("site")))?,
            period,
            group: Group::of("race-ethnicity", &category)
                .with("grade", &slug(&format!("grade_{}", row.get("grade")))),
            figure: figure
                .checked(Unit::Percent)
                .map_err(|error| unknown(&error.to_string()))?,
            note: String::new(),
            source: None,
            submission: None,
        });
    }
    observations::record(&community.scope, community.data_manager()?, &new)
        .await
        .map_err(ours)?;
    Ok(())
}
