//! One submission: beside last time's, with accept and return.

use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, SmallCounts, Thing};
use domain::ids::{SubmissionFigureId, SubmissionId};
use domain::quantity::Unit;
use domain::text::Reason;
use platform::db::Connection;
use serde::Deserialize;

use super::partner_decisions;
use super::review_actions as actions;
use super::review_compare::{self as compare, Line, Look};
use super::review_store::{self as store, SubmissionRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Typed, problems_of};
use crate::collaborative::pages::WorkFrame;
use crate::dates;
use crate::directory::pages::Pairs;
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::problems::Problem;
use crate::requests::pages::{desk, render};
use crate::requests::store as requests;
use crate::state::AppState;
use crate::vault;
use crate::vault::asks::{self, AskRow};

/// Figures on one page; what needs a look is always on the first.
const PAGE: usize = 200;

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    done: Option<String>,
    /// The figure about to be returned.
    figure: Option<String>,
    /// Page of the table, from 1.
    page: Option<usize>,
}

/// The form with which a value goes back.
#[derive(Debug, Deserialize)]
pub struct ReturnForm {
    reason: String,
}

#[derive(Template)]
#[template(path = "submissions/review.html")]
struct ReviewPage {
    frame: WorkFrame,
    submission: SubmissionRow,
    title: String,
    heading: String,
    request_slug: String,
    sent: String,
    summary: String,
    state: String,
    to_look_at: Vec<Line>,
    rest: Vec<Line>,
    returning: Option<Line>,
    reason: String,
    reason_problem: String,
    accept: String,
    open: usize,
    dropped: String,
    /// What the partner decided while sending, one sentence each.
    decided: Vec<String>,
    has_several_periods: bool,
    is_small_shown: bool,
    may_review: bool,
    pages: Vec<(usize, bool)>,
}

/// `GET /{c}/work/data/submissions/{id}`.
pub async fn page(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let (row, _, thing) = thing(&reader, &id).await?;
    let ask = asks::of_request(&reader, &row.data_request_id).await?;
    drop(reader);
    if let Some(ask) = ask {
        visit.allow(Action::ViewSubmission, thing.clone())?;
        return rows_page(&visit, (&row, &ask), thing, (&Typed::default(), &[])).await;
    }
    let view = review(&visit, &id, &asked, "", "").await?;
    Ok(render(&view)?.into_response())
}

/// `POST …/accept`.
pub async fn accept(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, id)): Path<(String, String)>,
) -> Result<Redirect, Error> {
    let submission = reviewable(&visit, &id).await?;
    let reader = visit.scope.read().await?;
    let (row, ..) = thing(&reader, &id).await?;
    let ask = asks::of_request(&reader, &row.data_request_id).await?;
    drop(reader);
    if ask.is_some() {
        if !state.settings.vault.is_installed() {
            return Err(Error::Refused(visit.words.say("vault-worker-missing")));
        }
        vault::intake::accept(&visit.scope, visit.actor(), &state.settings.vault, submission).await?;
        return Ok(Redirect::to(&address(&visit, &id)));
    }
    let recorded = actions::accept(&visit.scope, visit.actor(), submission).await?;
    let done = if recorded.corrected > 0 {
        "accepted-with-corrections"
    } else {
        "accepted"
    };
    Ok(Redirect::to(&format!("{}?done={done}", address(&visit, &id))))
}

/// The page of a submission of rows.
async fn rows_page(
    visit: &Visit,
    (row, ask): (&SubmissionRow, &AskRow),
    thing: Thing,
    sent: (&Typed, &[Problem]),
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let request = requests::request(&reader, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    let title = visit.words.pick(&request.title, &request.title_es);
    vault::review_pages::review(visit, (row, ask), thing, title, sent).await
}

/// `POST …/send-back`: rows go back as a whole, with a reason.
pub async fn send_back(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, id)): Path<(String, String)>,
    Form(pairs): Form<Pairs>,
) -> Result<Response, Error> {
    let submission = reviewable(&visit, &id).await?;
    let reader = visit.scope.read().await?;
    let (row, _, thing) = thing(&reader, &id).await?;
    let ask = asks::of_request(&reader, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    let typed = Typed::from_pairs(pairs);
    let (desk, reason) = (desk(&visit, &state), typed.get("return_reason"));
    let done = vault::sending_back::send_back(&visit.scope, visit.actor(), desk, submission, reason).await;
    match problems_of(done)? {
        Ok(_) => Ok(Redirect::to(&address(&visit, &id)).into_response()),
        Err(problems) => rows_page(&visit, (&row, &ask), thing, (&typed, &problems)).await,
    }
}

/// `POST …/figures/{figure}/return`.
pub async fn return_figure(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, id, figure)): Path<(String, String, String)>,
    Form(form): Form<ReturnForm>,
) -> Result<Response, Error> {
    let submission = reviewable(&visit, &id).await?;
    let figure_id: SubmissionFigureId = figure.parse().map_err(|_| Error::NotFound)?;
    let Ok(reason) = Reason::parse(&form.reason) else {
        let problem = visit.words.say("review-reason-needed");
        let asked = Asked {
            figure: Some(figure),
            ..Asked::default()
        };
        let view = review(&visit, &id, &asked, &form.reason, &problem).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&view)?).into_response());
    };
    let desk = desk(&visit, &state);
    actions::return_figure(&visit.scope, visit.actor(), desk, submission, figure_id, &reason).await?;
    Ok(Redirect::to(&format!("{}?done=figure-returned", address(&visit, &id))).into_response())
}

fn address(visit: &Visit, id: &str) -> String {
    format!("/{}/work/data/submissions/{id}", visit.collaborative.slug)
}

/// The submission as a thing to ask rights for. What is not there answers as what one may not see.
async fn thing(connection: &Connection, id: &str) -> Result<(SubmissionRow, SubmissionId, Thing), Error> {
    let submission: SubmissionId = id.parse().map_err(|_| Error::NotFound)?;
    let row = store::submission(connection, &submission.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let thing = Thing::Submission {
        submission,
        request: row.data_request_id.parse().map_err(|_| Error::NotFound)?,
        organisation: row.organisation_id.parse().map_err(|_| Error::NotFound)?,
    };
    Ok((row, submission, thing))
}

async fn reviewable(visit: &Visit, id: &str) -> Result<SubmissionId, Error> {
    let reader = visit.scope.read().await?;
    let (_, submission, thing) = thing(&reader, id).await?;
    visit.allow(Action::ReviewSubmission, thing)?;
    Ok(submission)
}

async fn review(
    visit: &Visit,
    id: &str,
    asked: &Asked,
    reason: &str,
    reason_problem: &str,
) -> Result<ReviewPage, Error> {
    let reader = visit.scope.read().await?;
    let (row, submission, thing) = thing(&reader, id).await?;
    let reach = visit.allow(Action::ViewSubmission, thing.clone())?;
    let request = requests::request(&reader, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    let look = look(visit, &reader, &request.indicator_id, reach.small_counts).await?;
    let lines = compare::lines(&reader, &row.submission_id, &request.indicator_id, look).await?;
    let is_small_shown = reach.small_counts != SmallCounts::Hidden;
    let decided = partner_decisions::sentences(&reader, visit.words, &row.answers, is_small_shown).await?;
    drop(reader);
    if reach.small_counts == SmallCounts::ShownAndKept && lines.iter().any(|line| line.is_small) {
        actions::note_look(&visit.scope, visit.actor(), submission).await?;
    }
    let title = visit.words.pick(&request.title, &request.title_es).to_owned();
    let mut page = assemble(visit, row, title, lines, asked);
    page.request_slug = request.slug;
    page.may_review = visit.shows(Action::ReviewSubmission, thing);
    page.is_small_shown = is_small_shown;
    page.decided = decided;
    page.reason_problem = reason_problem.to_owned();
    if !reason_problem.is_empty() {
        page.reason = reason.to_owned();
    }
    Ok(page)
}

async fn look(
    visit: &Visit,
    connection: &Connection,
    indicator: &str,
    small_counts: SmallCounts,
) -> Result<Look, Error> {
    let row = measurement::indicator(connection, indicator)
        .await?
        .ok_or(Error::NotFound)?;
    let versions = measurement::versions_of(connection, indicator).await?;
    let unit = versions.last().and_then(|version| Unit::from_code(&version.unit));
    let is_counted = row.suppression != "none";
    let threshold = row.minimum_count.unwrap_or(visit.collaborative.minimum_count);
    Ok(Look {
        words: visit.words,
        unit: unit.unwrap_or(Unit::Number),
        threshold: if is_counted { threshold } else { 0 },
        small_counts,
    })
}

fn assemble(visit: &Visit, row: SubmissionRow, title: String, lines: Vec<Line>, asked: &Asked) -> ReviewPage {
    let words = visit.words;
    let open = lines.iter().filter(|line| line.is_open()).count();
    let returning = asked.figure.as_deref();
    let returning = lines
        .iter()
        .find(|line| Some(line.figure_id.as_str()) == returning && line.is_open())
        .cloned();
    let summary = summary(visit, &lines);
    let mut periods: Vec<&str> = lines.iter().map(|line| line.period.as_str()).collect();
    periods.sort_unstable();
    periods.dedup();
    let has_several_periods = periods.len() > 1;
    let (to_look_at, rest): (Vec<Line>, Vec<Line>) = lines
        .into_iter()
        .partition(|line| line.needs_a_look || line.state == "returned");
    let count = rest.len().div_ceil(PAGE).max(1);
    let current = asked.page.unwrap_or(1).clamp(1, count);
    let shown = rest.into_iter().skip((current - 1) * PAGE).take(PAGE);
    let heading = words.with(
        "queue-heading",
        &[
            ("organisation", (&row.organisation_name).into()),
            ("title", (&title).into()),
        ],
    );
    let sent = row
        .sent_at
        .map(|at| dates::near(words, dates::day_of(at, &visit.collaborative.time_zone)));
    let key = if row.file_name.is_empty() {
        "review-sent-typed"
    } else {
        "review-sent-file"
    };
    let sent = words.with(
        key,
        &[
            ("day", sent.unwrap_or_default().into()),
            ("file", (&row.file_name).into()),
        ],
    );
    let dropped: Vec<String> = serde_json::from_str(&row.dropped_columns).unwrap_or_default();
    let dropped = match dropped.as_slice() {
        [] => String::new(),
        some => words.with("review-dropped", &[("columns", some.join(", ").into())]),
    };
    ReviewPage {
        frame: visit.frame(&heading, "data").with_notice(notice(visit, asked)),
        state: words.say(&format!("review-state-{}", row.state)),
        accept: words.with("review-accept", &[("count", open.into())]),
        reason: returning
            .as_ref()
            .map(|line| line.question.clone())
            .unwrap_or_default(),
        request_slug: String::new(),
        reason_problem: String::new(),
        rest: shown.collect(),
        pages: (1..=count)
            .filter(|_| count > 1)
            .map(|page| (page, page == current))
            .collect(),
        submission: row,
        title,
        heading,
        sent,
        summary,
        to_look_at,
        returning,
        open,
        dropped,
        decided: Vec::new(),
        has_several_periods,
        is_small_shown: false,
        may_review: false,
    }
}

fn notice(visit: &Visit, asked: &Asked) -> Option<String> {
    let key = format!("notice-{}", asked.done.as_deref()?);
    visit.words.has(&key).then(|| visit.words.say(&key))
}

/// "214 figures. 9 need a look. 4 have counts below 10. 2 would correct an accepted figure."
fn summary(visit: &Visit, lines: &[Line]) -> String {
    let words = visit.words;
    let count = |wanted: fn(&Line) -> bool| lines.iter().filter(|line| wanted(line)).count();
    let parts = [
        ("review-figures", lines.len()),
        ("review-need-a-look", count(|line| line.needs_a_look)),
        ("review-corrections", count(|line| line.corrects)),
        ("review-small", count(|line| line.is_small)),
        ("review-returned", count(|line| line.state == "returned")),
    ];
    let least = ("least", visit.collaborative.minimum_count.into());
    let told = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.with(key, &[("count", count.into()), least.clone()]));
    told.collect::<Vec<_>>().join(" ")
}
