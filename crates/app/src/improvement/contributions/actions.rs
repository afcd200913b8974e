//! Telling what partners did, and handing it to an edition.

use domain::ids::{ContributionId, IndicatorId, OrganisationId};
use platform::db::{Connection, Scope};
use platform::history::{Actor, NewFact};

use super::store::{self, ContributionRow, ToldRow};
use crate::directory::actions::{commit, known, taken};
use crate::editions::document::{ActionPart, Text};
use crate::error::Error;
use crate::measurement::sheet::VISIBILITIES;
use crate::problems::{Check, Refusal};

/// Whether it happened once or goes on.
pub const KINDS: [&str; 2] = ["event", "action"];

/// A contribution as typed.
#[derive(Debug, Clone, Default)]
pub struct ContributionForm {
    /// Whose it is.
    pub organisation: Option<OrganisationId>,
    /// `event` or `action`.
    pub kind: String,
    /// Day.
    pub happened_on: String,
    /// What was done, English.
    pub title_en: String,
    /// What was done, Spanish.
    pub title_es: String,
    /// `internal` or `public`.
    pub visibility: String,
}

/// Adds a contribution. The identifier comes with the form, so that the same form sent twice is one contribution.
pub async fn add(
    scope: &Scope,
    actor: Actor,
    id: ContributionId,
    indicator: IndicatorId,
    form: &ContributionForm,
) -> Result<(), Refusal> {
    let mut check = Check::form();
    let kind = check.code("kind", &form.kind, |code| known(&KINDS, code));
    let visibility = check.code("visibility", &form.visibility, |code| known(&VISIBILITIES, code));
    let row = ContributionRow {
        contribution_id: id.to_string(),
        indicator_id: indicator.to_string(),
        organisation_id: form.organisation.map(|id| id.to_string()),
        kind: kind.unwrap_or_default(),
        happened_on: check.day("happened_on", &form.happened_on),
        title_en: check.title("title_en", &form.title_en),
        title_es: check.optional_title("title_es", &form.title_es),
        visibility: visibility.unwrap_or_default(),
    };
    if form.organisation.is_none() {
        // The backbone never appears as who did it: a partner is named, or the mark is not made.
        check.wrong("organisation", "problem-name-a-partner");
    }
    let row = check.finish(row)?;
    let tx = scope.write(actor).await?;
    let mut added = 0;
    taken(
        "title_en",
        store::insert(&tx, &row).await.map(|rows| added = rows),
    )?;
    if added == 0 {
        return Ok(());
    }
    let fact = NewFact::new("learning.contribution-added", "indicator", indicator.uuid())
        .set("title_en", &row.title_en)
        .set("happened_on", &row.happened_on)
        .set("visibility", &row.visibility);
    commit(tx, vec![fact]).await
}

/// Says whether a contribution goes out with the next edition. Editions already published stay as they are.
pub async fn set_visibility(
    scope: &Scope,
    actor: Actor,
    id: ContributionId,
    visibility: &str,
) -> Result<IndicatorId, Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::contribution(&tx, &id.to_string()).await?;
    let old = old.ok_or(Error::NotFound)?;
    let indicator: IndicatorId = old.indicator_id.parse().map_err(|_| Error::NotFound)?;
    let mut check = Check::form();
    let new = check.code("visibility", visibility, |code| known(&VISIBILITIES, code));
    let new = check.finish(new.unwrap_or_default())?;
    if new == old.visibility {
        return Ok(indicator);
    }
    store::set_visibility(&tx, &id.to_string(), &new).await?;
    let fact = NewFact::new("learning.contribution-shown", "indicator", indicator.uuid())
        .set("title_en", &old.title_en)
        .change("visibility", &old.visibility, &new);
    commit(tx, vec![fact]).await?;
    Ok(indicator)
}

/// Withdraws a contribution: it is drawn nowhere any more, and stays in history and in editions already published.
pub async fn withdraw(scope: &Scope, actor: Actor, id: ContributionId) -> Result<IndicatorId, Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::contribution(&tx, &id.to_string()).await?;
    let old = old.ok_or(Error::NotFound)?;
    let indicator: IndicatorId = old.indicator_id.parse().map_err(|_| Error::NotFound)?;
    store::withdraw(&tx, &id.to_string()).await?;
    let fact = NewFact::new("learning.contribution-withdrawn", "indicator", indicator.uuid());
    commit(tx, vec![fact.set("title_en", &old.title_en)]).await?;
    Ok(indicator)
}

/// The contributions of an indicator that go out with an edition, as parts of its story.
pub async fn public_parts(connection: &Connection, indicator: &str) -> Result<Vec<ActionPart>, Error> {
    let told = store::told(connection, indicator).await?;
    let public = told.into_iter().filter(|row| row.visibility == "public");
    Ok(public.map(part).collect())
}

/// A contribution as the curve marks it.
pub fn part(row: ToldRow) -> ActionPart {
    ActionPart {
        title: Text {
            en: row.title_en,
            es: row.title_es,
        },
        partners: row.organisation.into_iter().collect(),
        state: match row.kind.as_str() {
            "event" => "complete".to_owned(),
            _ => "on-course".to_owned(),
        },
        began: row.happened_on,
    }
}
