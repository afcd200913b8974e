//! Telling what partners did, and handing it to an edition.

use domain::ids::{ContributionId, IndicatorId, OrganisationId};
use jiff::civil::Date;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};

use super::credit;
use super::store::{self, ContributionRow, ToldRow};
use crate::directory::actions::{commit, known, taken};
use crate::editions::document::{ActionPart, Document, Text};
use crate::error::Error;
use crate::measurement::sheet::VISIBILITIES;
use crate::measurement::store::indicator_by_slug;
use crate::problems::{Check, Refusal};

/// The zone that days of silence are counted in when an edition is made.
const ZONE: &str = "UTC";

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
    /// What shows it, in words; may be empty.
    pub evidence: String,
    /// Where that stands, an address of the web; may be empty.
    pub evidence_address: String,
    /// The activity of the plan it came from.
    pub activity: Option<String>,
    /// Partners who did it too.
    pub partners: Vec<OrganisationId>,
}

/// Adds a contribution. The identifier comes with the form, so that the same form sent twice is one contribution.
pub async fn add(
    scope: &Scope,
    actor: Actor,
    id: ContributionId,
    indicator: IndicatorId,
    form: &ContributionForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let fact = add_in(&tx, id, indicator, form).await?;
    commit(tx, fact.into_iter().collect()).await
}

/// Adds a contribution in a change's own transaction; gives the fact for the commit, none if it is there already.
pub async fn add_in(
    tx: &Tx,
    id: ContributionId,
    indicator: IndicatorId,
    form: &ContributionForm,
) -> Result<Option<NewFact>, Refusal> {
    let row = read(id, indicator, form)?;
    let mut added = 0;
    taken("title_en", store::insert(tx, &row).await.map(|rows| added = rows))?;
    if added == 0 {
        return Ok(None);
    }
    let key = id.to_string();
    if let Some(activity) = &form.activity {
        taken("activity", store::set_activity(tx, &key, activity).await)?;
    }
    for partner in form
        .partners
        .iter()
        .filter(|one| Some(**one) != form.organisation)
    {
        taken(
            "partners",
            store::add_partner(tx, &key, &partner.to_string()).await,
        )?;
    }
    let fact = NewFact::new("learning.contribution-added", "indicator", indicator.uuid())
        .set("title_en", &row.title_en)
        .set("happened_on", &row.happened_on)
        .set("visibility", &row.visibility);
    Ok(Some(fact))
}

/// What was typed, as a row. Errors: what is wrong with it, each beside its field.
fn read(
    id: ContributionId,
    indicator: IndicatorId,
    form: &ContributionForm,
) -> Result<ContributionRow, Refusal> {
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
        evidence: check.optional_prose("evidence", &form.evidence),
        evidence_address: check.optional_title("evidence_address", &form.evidence_address),
    };
    let address = &row.evidence_address;
    if !address.is_empty() && !address.starts_with("https://") && !address.starts_with("http://") {
        check.wrong("evidence_address", "problem-no-web-address");
    }
    if form.organisation.is_none() {
        // The backbone never appears as who did it: a partner is named, or the mark is not made.
        check.wrong("organisation", "problem-name-a-partner");
    }
    check.finish(row)
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

/// The contributions of an indicator that go out with an edition, as parts of its story. Words that share the credit go
/// with them once everyone named has had their say, and then everyone named is; before that, they go without.
pub async fn public_parts(connection: &Connection, indicator: &str) -> Result<Vec<ActionPart>, Error> {
    // A day late at most, and early nowhere: whoever may answer until tonight has until tonight.
    let today: Date = connection
        .clock()
        .today(ZONE)
        .saturating_sub(jiff::Span::new().days(1));
    let told = store::told(connection, indicator).await?;
    let mut credits = credit::load_for(connection, indicator).await?;
    let mut parts = Vec::new();
    for row in told.into_iter().filter(|row| row.visibility == "public") {
        let credit = credits.remove(&row.contribution_id);
        let mut part = part(row);
        if let Some(credit) = credit.filter(|credit| credit.may_go_out(ZONE, today)) {
            part.partners = credit.named.iter().map(|named| named.name.clone()).collect();
            part.credit = Some(Text {
                en: credit.row.text_en,
                es: credit.row.text_es,
            });
        }
        parts.push(part);
    }
    Ok(parts)
}

/// Holds the words that share the credit in a draft against what partners say of them now: one may have objected, or changed
/// them, since the draft was made.
///
/// Errors: some may not go out any more; which, and what to do.
pub async fn refuse_unagreed(connection: &Connection, draft: &Document) -> Result<(), Error> {
    for part in &draft.indicators {
        let told = part.story.iter().flat_map(|story| &story.actions);
        let worded: Vec<&ActionPart> = told.filter(|action| action.credit.is_some()).collect();
        if worded.is_empty() {
            continue;
        }
        let row = indicator_by_slug(connection, &part.slug).await?;
        let indicator = row.map(|row| row.indicator_id).unwrap_or_default();
        let now = public_parts(connection, &indicator).await?;
        if let Some(action) = worded.into_iter().find(|action| !now.contains(action)) {
            return Err(Error::Refused(format!(
                "the words that share the credit for “{}” are not agreed to as they stand in this draft; make the draft again",
                action.title.en
            )));
        }
    }
    Ok(())
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
        credit: None,
    }
}
