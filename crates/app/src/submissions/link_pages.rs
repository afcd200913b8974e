//! The partner's pages behind a link: choose a file, check it, send it, correct what came back. Nobody needs an
//! account; everything works without scripts; opening changes nothing that matters.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Multipart, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum_extra::extract::Form;
use domain::access::{Action, Purpose, Thing};
use domain::agreements::Act;
use intake::Rules;
use platform::db::Connection;

use super::answers::{Answers, Blank};
use super::check_views::CheckView;
use super::context::Context;
use super::drafts::{self, Correction, Draft, Whose};
use super::link_views::{OpenView, RailView, ReceiptView};
use super::question_cards::CardForm;
use super::{draft_store as store, typed};
use crate::accounts::link::LinkVisit;
use crate::agreements::{gate, uploads};
use crate::collaborative::pages::LinkFrame;
use crate::error::Error;
use crate::files::UploadRefused;
use crate::files::upload::{self, Keeping, Upload};
use crate::requests::store::{self as requests, RequestRow};
use crate::state::AppState;
use crate::vault::link_pages as rows_pages;

#[derive(Template)]
#[template(path = "submissions/open.html")]
struct OpenPage {
    frame: LinkFrame,
    agreement: String,
    rail: RailView,
    view: OpenView,
    error: String,
}

#[derive(Template)]
#[template(path = "submissions/check.html")]
struct CheckPage {
    frame: LinkFrame,
    rail: RailView,
    view: CheckView,
}

#[derive(Template)]
#[template(path = "submissions/receipt.html")]
struct ReceiptPage {
    frame: LinkFrame,
    rail: RailView,
    view: ReceiptView,
    error: String,
}

fn render(page: &impl Template) -> Result<Response, Error> {
    let html = page.render().map_err(|error| Error::Fault(error.to_string()))?;
    Ok(platform::web::private(Html(html).into_response()))
}

/// Whose pages these are, once the link is found to be for sending data and in force.
fn whose(visit: &LinkVisit, action: Action) -> Result<Whose, Error> {
    let Purpose::Submit {
        request,
        organisation,
    } = visit.purpose
    else {
        return Err(Error::NotFound);
    };
    visit.allow(
        action,
        Thing::Request {
            request,
            organisation,
        },
    )?;
    Ok(Whose {
        request,
        organisation,
    })
}

async fn context(visit: &LinkVisit, whose: Whose) -> Result<Context, Error> {
    let reader = visit.scope.read().await?;
    let request = requests::request(&reader, &whose.request.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    Context::load(
        &reader,
        request,
        whose.organisation,
        visit.collaborative.minimum_count,
    )
    .await
}

async fn request_of(visit: &LinkVisit, whose: Whose) -> Result<RequestRow, Error> {
    let reader = visit.scope.read().await?;
    requests::request(&reader, &whose.request.to_string())
        .await?
        .ok_or(Error::NotFound)
}

async fn organisation_of(connection: &Connection, whose: Whose) -> Result<String, Error> {
    let (request, organisation) = (whose.request.to_string(), whose.organisation.to_string());
    let partner = requests::partner(connection, &request, &organisation).await?;
    Ok(partner.map(|one| one.organisation_name).unwrap_or_default())
}

async fn draft_of(visit: &LinkVisit, whose: Whose) -> Result<Option<Draft>, Error> {
    drafts::draft(&*visit.scope.read().await?, whose).await
}

/// To a page of this link, in the language that is open.
fn to(visit: &LinkVisit, page: &str) -> Response {
    let (path, part) = page
        .split_once('#')
        .map_or((page, String::new()), |(path, part)| (path, format!("#{part}")));
    Redirect::to(&format!(
        "{}{path}?lang={}{part}",
        visit.base(),
        visit.words.code()
    ))
    .into_response()
}

/// The first page: what is asked, and where the file goes.
pub async fn open(visit: LinkVisit) -> Result<Response, Error> {
    match visit.purpose {
        Purpose::Submit { .. } => {}
        Purpose::Vet { .. } => return Ok(to(&visit, "/draft")),
        Purpose::Attend { .. } => return Ok(to(&visit, "/meeting")),
        Purpose::Endorse { .. } => return Ok(to(&visit, "/agenda")),
        Purpose::Commit { .. } => return Ok(to(&visit, "/promises")),
        Purpose::Credit { .. } => return Ok(to(&visit, "/credit")),
        Purpose::Mail => return Ok(to(&visit, "/mail")),
        Purpose::Calendar => return Ok(to(&visit, "/calendar.ics")),
        Purpose::Decide { .. } => return Ok(to(&visit, "/decide")),
        Purpose::Assess { .. } => return Ok(to(&visit, "/assess")),
        Purpose::Hours => return Ok(to(&visit, "/hours")),
        Purpose::PeerReview { .. } => return Ok(to(&visit, "/benchmarks")),
        Purpose::Review { .. } => return Ok(to(&visit, "/review")),
        Purpose::Position { .. } => return Ok(to(&visit, "/position")),
        Purpose::Payee => return Ok(to(&visit, "/payments")),
        Purpose::Sign { .. } => return Ok(to(&visit, "/agreement")),
        Purpose::Encode { .. } => return Ok(to(&visit, "/encodings")),
    }
    let whose = whose(&visit, Action::ViewRequest)?;
    crate::requests::actions::note_opened(&visit.scope, visit.actor(), whose.request, whose.organisation)
        .await?;
    open_page(&visit, whose, String::new()).await
}

async fn open_page(visit: &LinkVisit, whose: Whose, error: String) -> Result<Response, Error> {
    let request = request_of(visit, whose).await?;
    let reader = visit.scope.read().await?;
    let rows = store::submissions(
        &reader,
        &whose.request.to_string(),
        &whose.organisation.to_string(),
    )
    .await?;
    let organisation = organisation_of(&reader, whose).await?;
    let agreement = uploads::told_before(
        &reader,
        visit.words,
        (&request.data_request_id, &whose.organisation.to_string()),
    )
    .await?;
    let page = OpenPage {
        agreement,
        rail: RailView::of(visit, &request, &organisation),
        view: OpenView::of(visit, &request, &organisation, &rows),
        error,
        frame: LinkFrame::new(visit, &request.title),
    };
    render(&page)
}

/// Takes a file, or pasted cells: the first part of the form that holds anything.
pub async fn upload(
    State(state): State<AppState>,
    visit: LinkVisit,
    mut form: Multipart,
) -> Result<Response, Error> {
    let whose = whose(&visit, Action::SubmitData)?;
    let words = visit.words;
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return open_page(&visit, whose, words.say("upload-nothing")).await,
            Err(_) => return open_page(&visit, whose, words.say("upload-cut-off")).await,
        };
        let name = match field.name() {
            // A browser sends an empty part where no file was chosen.
            Some("file") if field.file_name().is_some_and(|name| !name.is_empty()) => {
                field.file_name().unwrap_or_default().to_owned()
            }
            Some("pasted") => words.say("upload-pasted-name"),
            _ => continue,
        };
        let keeping = match outside(&visit, whose).await? {
            Within::Free => Keeping::Beside,
            Within::Agreement => Keeping::Memory,
            Within::Refused(sentence) => return open_page(&visit, whose, sentence).await,
        };
        let received = upload::receive(&state, &name, field, keeping).await;
        return read_and_keep(&state, &visit, whose, received).await;
    }
}

async fn read_and_keep(
    state: &AppState,
    visit: &LinkVisit,
    whose: Whose,
    received: Result<Upload, UploadRefused>,
) -> Result<Response, Error> {
    let request = request_of(visit, whose).await?;
    let read = match received {
        Ok(received) => {
            upload::read_upload(state, visit.scope.collaborative(), received, &Rules::default()).await
        }
        Err(refused) => Err(refused),
    };
    let workbook = match read {
        Ok(workbook) => workbook,
        Err(refused) => return open_page(visit, whose, refused.sentence(&visit.words)).await,
    };
    match drafts::take_in(&visit.scope, visit.actor(), whose, &request, workbook).await {
        Ok(()) => Ok(to(visit, "/check")),
        Err(Error::Refused(sentence)) => open_page(visit, whose, sentence).await,
        Err(other) => Err(other),
    }
}

/// Whether a file may come at all, before a byte of it is taken.
enum Within {
    /// No agreement governs the request.
    Free,
    /// One does, and lets it.
    Agreement,
    /// One does, and does not: the sentence names the clause.
    Refused(String),
}

async fn outside(visit: &LinkVisit, whose: Whose) -> Result<Within, Error> {
    let request = request_of(visit, whose).await?;
    let about = gate::Asked {
        request: &request.data_request_id,
        organisation: &whose.organisation.to_string(),
        indicator: &request.indicator_id,
    };
    let reader = visit.scope.read().await?;
    match gate::pass(&reader, &visit.actor(), about, Act::Upload).await {
        Ok(None) => Ok(Within::Free),
        Ok(Some(_)) => Ok(Within::Agreement),
        Err(Error::Refused(sentence)) => Ok(Within::Refused(sentence)),
        Err(other) => Err(other),
    }
}

/// Takes figures typed into the grid.
pub async fn typed_in(
    State(state): State<AppState>,
    visit: LinkVisit,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let whose = whose(&visit, Action::SubmitData)?;
    let Some(csv) = typed::csv(&fields) else {
        return open_page(&visit, whose, visit.words.say("upload-nothing")).await;
    };
    let keeping = match outside(&visit, whose).await? {
        Within::Free => Keeping::Beside,
        Within::Agreement => Keeping::Memory,
        Within::Refused(sentence) => return open_page(&visit, whose, sentence).await,
    };
    let name = visit.words.say("upload-typed-name");
    let received = upload::receive_bytes(&state, &name, csv.into(), keeping).await;
    read_and_keep(&state, &visit, whose, received).await
}

/// What was read, what is asked, and the bar to send.
pub async fn check(visit: LinkVisit) -> Result<Response, Error> {
    let whose = whose(&visit, Action::SubmitData)?;
    let Some(draft) = draft_of(&visit, whose).await? else {
        return Ok(to(&visit, ""));
    };
    if let Some(page) = rows_pages::check(&visit, whose, &draft).await? {
        return Ok(page);
    }
    let context = context(&visit, whose).await?;
    let reader = visit.scope.read().await?;
    let organisation = organisation_of(&reader, whose).await?;
    let said = draft.interpretation(&context);
    let mut view = CheckView::of(&visit, &draft, &context, &said, &organisation);
    let told = uploads::told_after(&reader, visit.words, &draft.row.submission_id, &draft.dropped).await?;
    view.dropped = told.unwrap_or(view.dropped);
    let mut frame = LinkFrame::new(&visit, &view.title);
    frame.has_send_bar = true;
    let page = CheckPage {
        rail: RailView::of(&visit, &context.request, &organisation),
        view,
        frame,
    };
    render(&page)
}

/// Keeps answers and shows the check page again.
pub async fn answer(visit: LinkVisit, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Error> {
    let whose = whose(&visit, Action::SubmitData)?;
    let Some(draft) = draft_of(&visit, whose).await? else {
        return Ok(to(&visit, ""));
    };
    let mut answers = draft.answers.clone();
    let mut sheet = draft.row.sheet.clone();
    let other: BTreeMap<&str, &str> = fields
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("other:")?, value.as_str())))
        .collect();
    for (name, value) in &fields {
        if name == "sheet" {
            sheet.clone_from(value);
            // Answers about cells and columns belong to the sheet they were given for.
            answers = Answers::default();
        } else {
            take_answer(&mut answers, name, value, &other);
        }
    }
    drafts::keep_answers(&visit.scope, visit.actor(), &draft, &answers, &sheet).await?;
    Ok(to(&visit, "/check#questions"))
}

/// Answers are named by what they are about: `place:<name>`, `category:<dimension>|<text>`, `cell:<row>:<column>` …
pub(crate) fn take_answer(answers: &mut Answers, name: &str, value: &str, other: &BTreeMap<&str, &str>) {
    let Some((kind, key)) = name.split_once(':') else {
        return;
    };
    let value = value.trim();
    match kind {
        "role" => drop(key.parse().map(|col| answers.roles.insert(col, value.to_owned()))),
        "place" if value == "other" => {
            if let Some(place) = other.get(key).filter(|place| !place.is_empty()) {
                answers.places.insert(key.to_owned(), (*place).to_owned());
            }
        }
        "place" => drop(answers.places.insert(key.to_owned(), value.to_owned())),
        "category" if !value.is_empty() => drop(answers.categories.insert(key.to_owned(), value.to_owned())),
        "cell" => drop(answers.cells.insert(key.to_owned(), value.to_owned())),
        "blank" => {
            let meaning = if value == "zero" {
                Blank::Zero
            } else {
                Blank::NoNumber
            };
            drop(key.parse().map(|col| answers.blanks.insert(col, meaning)));
        }
        "out" => drop(key.parse().map(|row| answers.rows_out.insert(row))),
        "in" => {
            if let Ok(row) = key.parse() {
                answers.rows_out.remove(&row);
                answers.rows_in.insert(row);
            }
        }
        "forget" => answers.categories.clear(),
        "dates" => answers.date_order = serde_json::from_value(value.into()).ok(),
        "twice" => drop(value.parse().map(|row| answers.rows_out.insert(row))),
        "period" => answers.is_period_right = value == "right",
        "undo" => drop(kind_of(value).map(|kind| answers.undone.insert(kind))),
        "redo" => drop(kind_of(value).map(|kind| answers.undone.remove(&kind))),
        _ => {}
    }
}

fn kind_of(text: &str) -> Option<intake::tidy::TidyKind> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).ok()
}

/// Sends what is ready.
pub async fn send(visit: LinkVisit) -> Result<Response, Error> {
    let whose = whose(&visit, Action::SubmitData)?;
    let Some(draft) = draft_of(&visit, whose).await? else {
        return Ok(to(&visit, "/receipt"));
    };
    let sent = match rows_pages::send(&visit, whose, &draft).await {
        Ok(false) => {
            let context = context(&visit, whose).await?;
            drafts::send(&visit.scope, visit.actor(), whose, &draft, &context)
                .await
                .map(drop)
        }
        rows => rows.map(drop),
    };
    match sent {
        Ok(()) => Ok(to(&visit, "/receipt")),
        Err(Error::Bad(_)) => Ok(to(&visit, "/check")),
        Err(other) => Err(other),
    }
}

/// What was sent, and what came back with a reason.
pub async fn receipt(visit: LinkVisit) -> Result<Response, Error> {
    receipt_page(&visit, String::new(), &[]).await
}

async fn receipt_page(
    visit: &LinkVisit,
    error: String,
    typed: &[(String, String)],
) -> Result<Response, Error> {
    let whose = whose(visit, Action::ViewRequest)?;
    let reader = visit.scope.read().await?;
    let rows = store::submissions(
        &reader,
        &whose.request.to_string(),
        &whose.organisation.to_string(),
    )
    .await?;
    if let Some(page) = rows_pages::receipt(visit, whose, &rows).await? {
        return Ok(page);
    }
    let context = context(visit, whose).await?;
    let mut sent = Vec::new();
    for row in rows.iter().filter(|row| row.state != "draft") {
        sent.push((row.clone(), store::figures(&reader, &row.submission_id).await?));
    }
    if sent.is_empty() {
        return Ok(to(visit, ""));
    }
    let organisation = organisation_of(&reader, whose).await?;
    let has_draft = rows.iter().any(|row| row.state == "draft");
    let view = ReceiptView::of(visit, &context, &sent, has_draft, typed);
    let page = ReceiptPage {
        rail: RailView::of(visit, &context.request, &organisation),
        frame: LinkFrame::new(visit, &view.title),
        view,
        error,
    };
    render(&page)
}

/// Corrects returned figures. Fields are named `numerator:<figure>`, `denominator:<figure>`, `value:<figure>`.
pub async fn correct(visit: LinkVisit, Form(fields): Form<Vec<(String, String)>>) -> Result<Response, Error> {
    let whose = whose(&visit, Action::SubmitData)?;
    let context = context(&visit, whose).await?;
    let reader = visit.scope.read().await?;
    let rows = store::submissions(
        &reader,
        &whose.request.to_string(),
        &whose.organisation.to_string(),
    )
    .await?;
    let mut by_submission: BTreeMap<String, Vec<Correction>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.state == "returned") {
        for figure in store::figures(&reader, &row.submission_id).await? {
            if let Some(correction) = correction(&fields, &figure.submission_figure_id) {
                by_submission
                    .entry(row.submission_id.clone())
                    .or_default()
                    .push(correction);
            }
        }
    }
    drop(reader);
    for (submission, corrections) in by_submission {
        let id = submission.parse().map_err(|_| Error::NotFound)?;
        match drafts::correct(&visit.scope, visit.actor(), id, &context, &corrections).await {
            Ok(_) => {}
            Err(Error::Bad(_)) => {
                return receipt_page(&visit, visit.words.say("returned-impossible"), &fields).await;
            }
            Err(other) => return Err(other),
        }
    }
    Ok(to(&visit, "/receipt"))
}

fn correction(fields: &[(String, String)], figure: &str) -> Option<Correction> {
    let find = |what: &str| {
        let name = format!("{what}:{figure}");
        fields
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, value)| typed::plain_number(value))
    };
    let (numerator, denominator, value) = (find("numerator"), find("denominator"), find("value"));
    if numerator.is_none() && denominator.is_none() && value.is_none() {
        return None;
    }
    let whole = |number: Option<Option<f64>>| number.flatten().map(|number| number.round() as i64);
    Some(Correction {
        figure: figure.to_owned(),
        numerator: whole(numerator),
        denominator: whole(denominator),
        value: value.flatten(),
    })
}
