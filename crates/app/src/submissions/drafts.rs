//! A partner's side: take in a file, keep answers, send what is ready, correct what was returned.

use std::collections::BTreeMap;

use domain::agreements::Act;
use domain::ids::{DataRequestId, OrganisationId, SubmissionId};
use domain::measurement::Figure;
use domain::place::name_key;
use domain::quantity::Status;
use intake::{Sheet, Workbook};
use platform::db::{Connection, Scope, Tx, Value};
use platform::history::{Actor, NewFact};
use platform::{args, objects, secrets};

use super::answers::{Answers, LEAVE_OUT};
use super::context::Context;
use super::draft_store::{self as store, NewSubmission, SubmissionRow};
use super::interpret::{Interpretation, Ready, interpret};
use super::private::personal_columns;
use super::roles::{Role, heading_key};
use crate::agreements::{gate, sealing, uploads};
use crate::directory::places::learn_alias_in;
use crate::error::Error;
use crate::requests::store::RequestRow;

/// Whose submission to which request.
#[derive(Debug, Clone, Copy)]
pub struct Whose {
    /// The request.
    pub request: DataRequestId,
    /// The organisation.
    pub organisation: OrganisationId,
}

/// A draft with its file as it was read.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The row.
    pub row: SubmissionRow,
    /// The sheets, without columns that are not kept.
    pub workbook: Workbook,
    /// Answers so far.
    pub answers: Answers,
    /// Headings of columns that were not kept.
    pub dropped: Vec<String>,
}

impl Draft {
    /// The sheet that is read.
    pub fn sheet(&self) -> Option<&Sheet> {
        self.workbook
            .sheet(&self.row.sheet)
            .or_else(|| self.workbook.main_sheet())
    }

    /// What it says.
    pub fn interpretation(&self, context: &Context) -> Interpretation {
        self.sheet()
            .map(|sheet| interpret(sheet, context, &self.answers))
            .unwrap_or_default()
    }
}

/// Takes in a file that was read: drops what must not be kept, then keeps the reading as the draft. A draft that
/// is there already gets the new file.
pub async fn take_in(
    scope: &Scope,
    actor: Actor,
    whose: Whose,
    request: &RequestRow,
    workbook: Workbook,
) -> Result<(), Error> {
    let about = gate::Asked {
        request: &request.data_request_id,
        organisation: &whose.organisation.to_string(),
        indicator: &request.indicator_id,
    };
    let reader = scope.read().await?;
    // What the agreement does not cover goes first, so that nothing of it is ever kept.
    let governed = gate::pass(&reader, &actor, about, Act::Upload).await?;
    let narrowed = match &governed {
        Some(governed) => Some(governed.narrow(&reader, &actor, workbook.clone()).await?),
        None => None,
    };
    drop(reader);
    let workbook = narrowed
        .as_ref()
        .map_or(workbook, |narrowed| narrowed.workbook.clone());
    let (workbook, people) = if request.is_counts_only {
        without_people(workbook)
    } else {
        (workbook, Vec::new())
    };
    let mut dropped = narrowed
        .as_ref()
        .map(|one| one.dropped.clone())
        .unwrap_or_default();
    dropped.extend(people);
    let main = workbook
        .main_sheet()
        .map(|sheet| sheet.name.clone())
        .unwrap_or_default();
    let content = serde_json::to_vec(&workbook).map_err(|error| Error::Fault(error.to_string()))?;
    let tx = scope.write(actor).await?;
    let reading_hash = match &governed {
        Some(governed) => sealing::put(&tx, &governed.row.root_id, &content).await?,
        None => objects::put(&tx, &content).await?,
    };
    let (request_id, organisation) = (whose.request.to_string(), whose.organisation.to_string());
    let known = store::submissions(&tx, &request_id, &organisation).await?;
    let draft = known.iter().find(|row| row.state == "draft");
    let id = draft.map_or_else(
        || secrets::new_uuid().to_string(),
        |row| row.submission_id.clone(),
    );
    let new = NewSubmission {
        id: id.clone(),
        request: request_id.clone(),
        organisation: organisation.clone(),
        number: known.iter().map(|row| row.number).max().unwrap_or(0) + 1,
        file_name: workbook.file.clone(),
        reading_hash: reading_hash.clone(),
        sheet: main,
        answers: "{}".into(),
        dropped_columns: serde_json::to_string(&dropped).map_err(|error| Error::Fault(error.to_string()))?,
    };
    match draft {
        Some(old) => store::update_reading(&tx, &new, old.reading_hash.as_deref()).await?,
        None => store::insert(&tx, new).await?,
    }
    if let (Some(governed), Some(narrowed)) = (&governed, &narrowed) {
        uploads::note(&tx, governed, (&id, &reading_hash), narrowed).await?;
    }
    store::update_started(&tx, &request_id, &organisation).await?;
    let fact = NewFact::new("submission.read", "submission", id_of(&id)?)
        .set("request", whose.request)
        .set("organisation", whose.organisation)
        .set("reading", reading_hash)
        .set("dropped_columns", dropped.len());
    tx.commit(vec![fact]).await?;
    Ok(())
}

fn id_of(text: &str) -> Result<uuid::Uuid, Error> {
    text.parse::<SubmissionId>()
        .map(SubmissionId::uuid)
        .map_err(|_| Error::NotFound)
}

/// Every sheet without the columns that look like people; and those columns' headings.
pub(crate) fn without_people(mut workbook: Workbook) -> (Workbook, Vec<String>) {
    let mut dropped = Vec::new();
    let sheets = std::mem::take(&mut workbook.sheets);
    for sheet in sheets {
        let personal = personal_columns(&sheet);
        for column in sheet
            .columns
            .iter()
            .filter(|column| personal.contains(&column.col))
        {
            dropped.push(column.name.clone());
        }
        workbook.sheets.push(sheet.without_columns(&personal));
    }
    (workbook, dropped)
}

/// The open draft, if there is one.
pub async fn draft(connection: &Connection, whose: Whose) -> Result<Option<Draft>, Error> {
    let rows = store::submissions(
        connection,
        &whose.request.to_string(),
        &whose.organisation.to_string(),
    )
    .await?;
    match rows.into_iter().find(|row| row.state == "draft") {
        Some(row) => {
            let mut draft = load(connection, row).await?;
            as_covered_now(connection, whose, &mut draft).await?;
            Ok(Some(draft))
        }
        None => Ok(None),
    }
}

/// A draft may have come under a version of the agreement that covered more, or before a family said no.
async fn as_covered_now(connection: &Connection, whose: Whose, draft: &mut Draft) -> Result<(), Error> {
    let (request, organisation) = (whose.request.to_string(), whose.organisation.to_string());
    let Some(root) = gate::root_of(connection, (&request, &organisation)).await? else {
        return Ok(());
    };
    // Rows for the vault are held against it where they are read, and the page says what is left out.
    if gate::asks_rows(connection, &request).await? {
        return Ok(());
    }
    let governed = gate::speaking(connection, &root).await?.ok_or(Error::NotFound)?;
    match governed.kept(connection, draft.workbook.clone()).await? {
        Ok(narrowed) => {
            draft.workbook = narrowed.workbook;
            draft.dropped.extend(narrowed.dropped);
        }
        Err(_) => draft.workbook.sheets.clear(),
    }
    Ok(())
}

async fn load(connection: &Connection, row: SubmissionRow) -> Result<Draft, Error> {
    let hash = row.reading_hash.as_deref().ok_or(Error::NotFound)?;
    let content = sealing::get(connection, hash).await?;
    let workbook = serde_json::from_slice(&content).map_err(|error| Error::Fault(error.to_string()))?;
    let answers = serde_json::from_str(&row.answers).unwrap_or_default();
    let dropped = serde_json::from_str(&row.dropped_columns).unwrap_or_default();
    Ok(Draft {
        row,
        workbook,
        answers,
        dropped,
    })
}

/// Keeps answers, and the sheet they are about.
pub async fn keep_answers(
    scope: &Scope,
    actor: Actor,
    draft: &Draft,
    answers: &Answers,
    sheet: &str,
) -> Result<(), Error> {
    if *answers == draft.answers && sheet == draft.row.sheet {
        return Ok(());
    }
    let text = serde_json::to_string(answers).map_err(|error| Error::Fault(error.to_string()))?;
    gate::pass_submission(scope, &actor, &draft.row.submission_id, Act::Upload).await?;
    let tx = scope.write(actor).await?;
    if store::update_answers(&tx, &draft.row.submission_id, &text, sheet).await? == 0 {
        return Err(Error::NotFound);
    }
    let fact = NewFact::new(
        "submission.answered",
        "submission",
        id_of(&draft.row.submission_id)?,
    );
    tx.commit(vec![fact.set("answers", secrets::sha256_hex(&text))])
        .await?;
    Ok(())
}

/// What was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The submission.
    pub id: SubmissionId,
    /// Figures sent.
    pub figures: usize,
    /// Rows that wait for answers.
    pub open_rows: usize,
}

/// Sends what is ready. Sending the same draft twice sends it once.
///
/// Rows that wait for answers stay in a draft of their own, with the same file and the same answers.
pub async fn send(
    scope: &Scope,
    actor: Actor,
    whose: Whose,
    draft: &Draft,
    context: &Context,
) -> Result<Sent, Error> {
    let said = draft.interpretation(context);
    let open_rows: usize = said
        .questions
        .iter()
        .map(|question| question.holds_up(said.rows))
        .sum();
    let id: SubmissionId = draft.row.submission_id.parse().map_err(|_| Error::NotFound)?;
    let governed = gate::pass_submission(scope, &actor, &draft.row.submission_id, Act::Upload).await?;
    let tx = scope.write(actor).await?;
    let is_partial = open_rows > 0;
    if store::update_sent(&tx, &draft.row.submission_id, is_partial).await? == 0 {
        return Ok(Sent {
            id,
            figures: said.ready.len(),
            open_rows,
        });
    }
    let already = already_sent(&tx, whose).await?;
    let fresh: Vec<&Ready> = said
        .ready
        .iter()
        .filter(|ready| !already.contains_key(&key(ready)))
        .collect();
    let fresh: Vec<&Ready> = if is_partial || !already.is_empty() {
        fresh
    } else {
        said.ready.iter().collect()
    };
    if fresh.is_empty() {
        return Err(Error::Bad("there is no figure to send yet".into()));
    }
    store::insert_figures(
        &tx,
        fresh
            .iter()
            .map(|ready| figure_values(&draft.row.submission_id, ready))
            .collect(),
    )
    .await?;
    let mut facts = vec![
        NewFact::new("submission.sent", "submission", id.uuid())
            .set("request", whose.request)
            .set("organisation", whose.organisation)
            .set("figures", fresh.len())
            .set("open_rows", open_rows),
    ];
    // What an agreement let us see is not learned for other files: at its end nothing of it may be left.
    if governed.is_none() {
        facts.extend(remember(&tx, whose, draft, context, &said).await?);
    }
    let organisation = whose.organisation.to_string();
    if is_partial {
        keep_the_rest(&tx, whose, draft).await?;
    } else {
        store::update_replaced(
            &tx,
            &whose.request.to_string(),
            &organisation,
            &draft.row.submission_id,
        )
        .await?;
    }
    let figures = fresh.len();
    tx.commit(facts).await?;
    Ok(Sent {
        id,
        figures,
        open_rows,
    })
}

fn key(ready: &Ready) -> (String, String, String) {
    (ready.place.to_string(), ready.period.key(), ready.group.key())
}

/// Figures of this file that went out before, as part of it.
async fn already_sent(tx: &Tx, whose: Whose) -> Result<BTreeMap<(String, String, String), ()>, Error> {
    let rows = store::submissions(tx, &whose.request.to_string(), &whose.organisation.to_string()).await?;
    let mut sent = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_partial && row.state != "draft") {
        for figure in store::figures(tx, &row.submission_id).await? {
            sent.insert((figure.place_id, figure.period, figure.group_key), ());
        }
    }
    Ok(sent)
}

async fn keep_the_rest(tx: &Tx, whose: Whose, draft: &Draft) -> Result<(), Error> {
    let id = secrets::new_uuid().to_string();
    let rest = NewSubmission {
        id: id.clone(),
        request: whose.request.to_string(),
        organisation: whose.organisation.to_string(),
        number: draft.row.number + 1,
        file_name: draft.row.file_name.clone(),
        reading_hash: draft.row.reading_hash.clone().unwrap_or_default(),
        sheet: draft.row.sheet.clone(),
        answers: draft.row.answers.clone(),
        dropped_columns: draft.row.dropped_columns.clone(),
    };
    store::insert(tx, rest).await?;
    Ok(uploads::carry(tx, &draft.row.submission_id, &id).await?)
}

fn figure_values(submission: &str, ready: &Ready) -> Vec<Value> {
    let [numerator, denominator, value] = ready.cols;
    let cells = serde_json::json!({ "numerator": numerator, "denominator": denominator, "value": value });
    let figure = &ready.figure;
    args![
        secrets::new_uuid().to_string(),
        submission,
        i64::from(ready.row),
        ready.place.to_string(),
        ready.period.key(),
        ready.group.key(),
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.margin,
        figure.status.code(),
        ready.range.0,
        ready.range.1,
        cells.to_string(),
        "sent",
    ]
}

/// Keeps what this partner's headings and names mean, so that the next file needs no answers.
async fn remember(
    tx: &Tx,
    whose: Whose,
    draft: &Draft,
    context: &Context,
    said: &Interpretation,
) -> Result<Vec<NewFact>, Error> {
    let organisation = whose.organisation.to_string();
    for column in said
        .columns
        .iter()
        .filter(|column| !column.heading.trim().is_empty())
    {
        let heading = heading_key(&column.heading);
        store::remember(
            tx,
            &organisation,
            &context.request.indicator_id,
            &heading,
            &column.role.code(),
        )
        .await?;
    }
    let mut facts = Vec::new();
    for (key, place) in draft
        .answers
        .places
        .iter()
        .filter(|(_, place)| place.as_str() != LEAVE_OUT)
    {
        let Ok(place) = place.parse() else { continue };
        let raw = raw_name(draft, said, key).unwrap_or_else(|| key.clone());
        let learned = learn_alias_in(tx, place, &raw, &organisation).await;
        // A name that is too long to keep is asked about again next time, which loses nothing.
        facts.extend(learned.ok());
    }
    Ok(facts)
}

/// The name as it stands in the file, for a key in the answers.
fn raw_name(draft: &Draft, said: &Interpretation, key: &str) -> Option<String> {
    let place = said.columns.iter().find(|column| column.role == Role::Place)?;
    let sheet = draft.sheet()?;
    let texts = sheet.data_cells(place.col).filter_map(|cell| cell.value.text());
    texts
        .into_iter()
        .find(|text| name_key(text) == key)
        .map(str::to_owned)
}

/// A correction of one returned figure, as typed: part, whole, value.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The figure.
    pub figure: String,
    /// The part.
    pub numerator: Option<i64>,
    /// The whole.
    pub denominator: Option<i64>,
    /// The value.
    pub value: Option<f64>,
}

/// Corrects returned figures in place; the submission waits for review again once none is left.
pub async fn correct(
    scope: &Scope,
    actor: Actor,
    submission: SubmissionId,
    context: &Context,
    corrections: &[Correction],
) -> Result<usize, Error> {
    gate::pass_submission(scope, &actor, &submission.to_string(), Act::Upload).await?;
    let tx = scope.write(actor).await?;
    let (mut facts, mut done) = (Vec::new(), 0);
    for one in corrections {
        let figure = Figure {
            numerator: one.numerator,
            denominator: one.denominator,
            value: one.value,
            margin: None,
            numerator_margin: None,
            status: Status::Ok,
        };
        let figure = figure
            .checked(context.unit)
            .map_err(|bad| Error::Bad(bad.to_string()))?;
        let counts = (figure.numerator, figure.denominator);
        let touched =
            store::update_corrected(&tx, &one.figure, counts, figure.value, figure.status.code()).await?;
        if touched > 0 {
            done += 1;
            let fact = NewFact::new("submission.figure-corrected", "submission", submission.uuid());
            facts.push(fact.set("figure", &one.figure));
        }
    }
    if facts.is_empty() {
        return Ok(0);
    }
    store::update_sent_again(&tx, &submission.to_string()).await?;
    tx.commit(facts).await?;
    Ok(done)
}
