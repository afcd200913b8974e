//! Deciding about what a partner sent: accept, or return one value with a reason. Nothing is overwritten: accepted
//! figures become observations, and one that differs from an earlier one a later vintage.

use domain::agreements::Act;
use domain::ids::{IndicatorId, SubmissionFigureId, SubmissionId};
use domain::measurement::Group;
use domain::period::Period;
use domain::quantity::Unit;
use domain::text::Reason;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::mail;

use super::review_store::{self as store, FigureRow, SubmissionRow};
use crate::agreements::gate;
use crate::error::Error;
use crate::measurement::observations::{NewObservation, Recorded, record_in};
use crate::measurement::store as measurement;
use crate::requests::actions::new_link;
use crate::requests::letters::{self, Desk, LinkInLetter};
use crate::requests::store as requests;

/// A look at small counts within this time of the last one is the same look.
const SAME_LOOK_MILLIS: i64 = 10 * 60 * 1000;

/// Accepts every figure that is open; those with the partner stay there. In one transaction: figures become
/// observations, the history tells of it. Accepting what is accepted does nothing.
///
/// Errors: `NotFound` for a draft or a stranger's submission; `Bad` where a figure cannot be right.
///
/// An agreement that governs the request lets only the people it names do so, while it is in force.
pub async fn accept(scope: &Scope, actor: Actor, submission: SubmissionId) -> Result<Recorded, Error> {
    gate::pass_submission(scope, &actor, &submission.to_string(), Act::Compute).await?;
    let tx = scope.write(actor).await?;
    let id = submission.to_string();
    let row = store::lock_submission(&tx, &id).await?.ok_or(Error::NotFound)?;
    let figures = store::figures(&tx, &id).await?;
    let open = figures
        .iter()
        .filter(|figure| matches!(figure.state.as_str(), "sent" | "corrected"));
    let open: Vec<&FigureRow> = open.collect();
    if open.is_empty() {
        return Ok(Recorded::default());
    }
    let (indicator, unit) = indicator_of(&tx, &row).await?;
    let new = observations(&open, submission, indicator, unit)?;
    let recorded = record_in(&tx, &new).await?;
    store::accept_figures(&tx, &id).await?;
    let is_waiting = figures.iter().any(|figure| figure.state == "returned");
    let state = if is_waiting { "returned" } else { "accepted" };
    store::set_state(&tx, &id, state).await?;
    let fact = NewFact::new("submission.accepted", "submission", submission.uuid())
        .set("organisation", &row.organisation_id)
        .set("request", &row.data_request_id)
        .set("figures", open.len())
        .set("new", recorded.new)
        .set("corrected", recorded.corrected)
        .set("unchanged", recorded.unchanged);
    tx.commit(vec![fact.change("state", &row.state, state)]).await?;
    Ok(recorded)
}

async fn indicator_of(tx: &Tx, row: &SubmissionRow) -> Result<(IndicatorId, Unit), Error> {
    let request = requests::request(tx, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    let versions = measurement::versions_of(tx, &request.indicator_id).await?;
    let unit = versions.last().and_then(|version| Unit::from_code(&version.unit));
    let unit = unit.ok_or_else(|| Error::Bad("the indicator has no definition yet".into()))?;
    Ok((request.indicator_id.parse().map_err(|_| Error::NotFound)?, unit))
}

fn observations(
    open: &[&FigureRow],
    submission: SubmissionId,
    indicator: IndicatorId,
    unit: Unit,
) -> Result<Vec<NewObservation>, Error> {
    let broken = |row: &FigureRow, why: String| Error::Bad(format!("row {}: {why}", row.sheet_row));
    let read = open.iter().map(|row| {
        let figure = row
            .figure()
            .checked(unit)
            .map_err(|error| broken(row, error.to_string()))?;
        Ok(NewObservation {
            indicator,
            place: row.place_id.parse().map_err(|_| Error::NotFound)?,
            period: Period::parse(&row.period).map_err(|error| broken(row, error.to_string()))?,
            group: Group::parse(&row.group_key).map_err(|error| broken(row, error.to_string()))?,
            figure,
            note: String::new(),
            source: None,
            submission: Some(submission),
        })
    });
    read.collect()
}

/// Returns one value to the partner with a reason: it is marked on their page, and a mail with a fresh link says so.
/// Returning what is returned or accepted does nothing; tells whether the value went back.
pub async fn return_figure(
    scope: &Scope,
    actor: Actor,
    desk: Desk<'_>,
    submission: SubmissionId,
    figure: SubmissionFigureId,
    reason: &Reason,
) -> Result<bool, Error> {
    let tx = scope.write(actor).await?;
    let id = submission.to_string();
    let row = store::lock_submission(&tx, &id).await?.ok_or(Error::NotFound)?;
    let figures = store::figures(&tx, &id).await?;
    let mut named = figures
        .iter()
        .filter(|one| one.submission_figure_id == figure.to_string());
    let one = named.next().ok_or(Error::NotFound)?;
    if !store::return_figure(&tx, &id, &one.submission_figure_id, reason.as_str()).await? {
        return Ok(false);
    }
    store::set_state(&tx, &id, "returned").await?;
    let request = requests::request(&tx, &row.data_request_id)
        .await?
        .ok_or(Error::NotFound)?;
    let partner = requests::partner(&tx, &row.data_request_id, &row.organisation_id).await?;
    let partner = partner.ok_or(Error::NotFound)?;
    let (secret, last_day, issued) = new_link(&tx, desk, &request, &partner).await?;
    let link = LinkInLetter {
        secret: &secret,
        last_day,
    };
    mail::enqueue(
        &tx,
        letters::returning(desk, &request, &partner, link, reason.as_str()),
    )
    .await?;
    let fact = NewFact::new("submission.figure-returned", "submission", submission.uuid())
        .set("organisation", &row.organisation_id)
        .set("figure", figure)
        .change("state", &row.state, "returned")
        .because(reason.as_str());
    tx.commit(vec![fact, issued]).await?;
    Ok(true)
}

/// Keeps the look of who sees small counts that are not their own.
pub async fn note_look(scope: &Scope, actor: Actor, submission: SubmissionId) -> Result<(), Error> {
    let reader = scope.read().await?;
    let last = store::last_look(&reader, &actor.key(), &submission.to_string()).await?;
    drop(reader);
    if last > scope.clock().now_millis() - SAME_LOOK_MILLIS {
        return Ok(());
    }
    let tx = scope.write(actor).await?;
    let fact = NewFact::new("submission.small-counts-seen", "submission", submission.uuid());
    tx.commit(vec![fact]).await?;
    Ok(())
}
