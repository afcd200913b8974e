//! Results, indicators with their definitions, and breaks.
//!
//! Figures are in `observations`, goals in `targets`, groups in `dimensions`, stories in `stories`.

use std::collections::BTreeMap;

use domain::ids::{IndicatorId, OrganisationId, PersonId, PlaceId, ResultId};
use domain::measurement::Group;
use domain::period::Period;
use platform::db::{Connection, Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::lowering::{lowerings, propose_all, reason_for};
use super::sheet::{SUPPRESSIONS, Sheet, VISIBILITIES, check_dimensions};
use super::store::{self, BreakRow, IndicatorRow, ResultRow, SourceRow, VersionRow};
use crate::collaborative::protection::{self, Own};
use crate::directory::actions::{commit, known, taken, with_changes};
use crate::error::Error;
use crate::problems::{Check, Refusal};

pub use super::stories::write_story;

/// Kinds of results.
pub const RESULT_KINDS: [&str; 2] = ["result", "context"];
/// Kinds of breaks.
pub const BREAK_KINDS: [&str; 3] = ["break", "not-comparable", "missing"];

/// A result as typed.
#[derive(Debug, Clone, Default)]
pub struct ResultForm {
    /// Part of its address; made from the title when empty.
    pub slug: String,
    /// Kind.
    pub kind: String,
    /// Title, English.
    pub title_en: String,
    /// Title, Spanish.
    pub title_es: String,
    /// About it, English.
    pub about_en: String,
    /// About it, Spanish.
    pub about_es: String,
}

impl ResultForm {
    fn check(&self, id: &str, position: i64, slug: Option<&str>) -> Result<ResultRow, Refusal> {
        let mut check = Check::form();
        let kind = check.code("kind", &self.kind, |code| known(&RESULT_KINDS, code));
        let row = ResultRow {
            result_id: id.to_owned(),
            slug: match slug {
                Some(slug) => slug.to_owned(),
                None => check.slug("slug", &self.slug, &self.title_en),
            },
            kind: kind.unwrap_or_default(),
            title_en: check.title("title_en", &self.title_en),
            title_es: check.optional_title("title_es", &self.title_es),
            about_en: check.optional_prose("about_en", &self.about_en),
            about_es: check.optional_prose("about_es", &self.about_es),
            position,
        };
        check.finish(row)
    }
}

/// Adds results after those there are, all or none.
pub async fn add_results(
    scope: &Scope,
    actor: Actor,
    forms: &[ResultForm],
) -> Result<Vec<ResultId>, Refusal> {
    let (mut ids, mut facts) = (Vec::new(), Vec::new());
    let tx = scope.write(actor).await?;
    let mut position = last_position(store::results(&tx).await?.iter().map(|row| row.position));
    for form in forms {
        position += 1;
        let id = ResultId::from_uuid(secrets::new_uuid());
        let row = form.check(&id.to_string(), position, None)?;
        taken("title_en", store::insert_result(&tx, &row).await)?;
        let fact = NewFact::new("measurement.result-added", "result", id.uuid());
        facts.push(fact.set("slug", &row.slug).set("title_en", &row.title_en));
        ids.push(id);
    }
    commit(tx, facts).await?;
    Ok(ids)
}

/// Changes a result.
pub async fn change_result(
    scope: &Scope,
    actor: Actor,
    id: ResultId,
    form: &ResultForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let all = store::results(&tx).await?;
    let old = all
        .iter()
        .find(|row| row.result_id == id.to_string())
        .ok_or(Error::NotFound)?;
    let new = form.check(&old.result_id, old.position, Some(&old.slug))?;
    let fields = [
        ("kind", &old.kind, &new.kind),
        ("title_en", &old.title_en, &new.title_en),
        ("title_es", &old.title_es, &new.title_es),
        ("about_en", &old.about_en, &new.about_en),
        ("about_es", &old.about_es, &new.about_es),
    ];
    let fact = NewFact::new("measurement.result-changed", "result", id.uuid());
    let Some(fact) = with_changes(fact, &fields) else {
        return Ok(());
    };
    store::update_result(&tx, &new).await?;
    commit(tx, vec![fact]).await
}

/// Adds sources that are not there yet; gives how many.
pub async fn add_sources(scope: &Scope, actor: Actor, mut rows: Vec<SourceRow>) -> Result<usize, Refusal> {
    let tx = scope.write(actor).await?;
    let there = store::sources(&tx).await?;
    rows.retain(|row| there.iter().all(|other| other.slug != row.slug));
    let added = rows.len();
    if added == 0 {
        return Ok(0);
    }
    store::insert_sources(&tx, rows).await?;
    let fact = NewFact::new(
        "measurement.sources-added",
        "collaborative",
        tx.collaborative().uuid(),
    );
    commit(tx, vec![fact.set("sources", added)]).await?;
    Ok(added)
}

/// What belongs to an indicator besides its definition.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IndicatorForm {
    /// Part of its address; made from the title when empty.
    pub slug: String,
    /// For which result.
    pub result: Option<ResultId>,
    /// Whose data it is.
    pub owner: Option<OrganisationId>,
    /// Who looks after it.
    pub steward: Option<PersonId>,
    /// The place its page leads with.
    pub headline_place: Option<PlaceId>,
    /// `public` or `internal`.
    pub visibility: String,
    /// `house` or `none`.
    pub suppression: String,
    /// Its own smallest count.
    pub minimum_count: Option<i64>,
    /// Why it protects less than before, or less than the house; needed where it does.
    pub reason: String,
}

impl IndicatorForm {
    fn row(&self, check: &mut Check, id: IndicatorId, slug: String, position: i64) -> IndicatorRow {
        let visibility = check.code("visibility", &self.visibility, |code| known(&VISIBILITIES, code));
        let suppression = check.code("suppression", &self.suppression, |code| {
            known(&SUPPRESSIONS, code)
        });
        IndicatorRow {
            indicator_id: id.to_string(),
            slug,
            result_id: self.result.map(|id| id.to_string()),
            steward_person_id: self.steward.map(|id| id.to_string()),
            owner_organisation_id: self.owner.map(|id| id.to_string()),
            headline_place_id: self.headline_place.map(|id| id.to_string()),
            visibility: visibility.unwrap_or_default(),
            suppression: suppression.unwrap_or_default(),
            minimum_count: self.minimum_count,
            position,
        }
    }
}

/// Adds an indicator with the first version of its definition.
pub async fn add_indicator(
    scope: &Scope,
    actor: Actor,
    form: &IndicatorForm,
    sheet: &Sheet,
    valid_from: &str,
) -> Result<IndicatorId, Refusal> {
    let tx = scope.write(actor).await?;
    let (id, facts) = put_indicator(&tx, form, sheet, valid_from).await?;
    commit(tx, facts).await?;
    Ok(id)
}

/// Writes a new indicator into the change being made; gives its facts. The form for it and a chosen candidate share it.
pub(crate) async fn put_indicator(
    tx: &Tx,
    form: &IndicatorForm,
    sheet: &Sheet,
    valid_from: &str,
) -> Result<(IndicatorId, Vec<NewFact>), Refusal> {
    let mut check = Check::form();
    let valid_from = check.day("valid_from", valid_from);
    let position = last_position(store::indicators(tx).await?.iter().map(|row| row.position)) + 1;
    let id = IndicatorId::from_uuid(secrets::new_uuid());
    let slug = check.slug("slug", &form.slug, &sheet.title.en);
    let mut row = form.row(&mut check, id, slug, position);
    let house = protection::house_minimum(tx).await?;
    let lowerings = lowerings(&mut row, &Own::house(), house);
    let reason = reason_for(&mut check, &lowerings, &form.reason);
    let row = check.finish(row)?;
    taken("slug", store::insert_indicator(tx, &row).await)?;
    insert_version(tx, id, 1, sheet, &valid_from).await?;
    let mut facts = propose_all(tx, &lowerings, reason.as_ref()).await?;
    let fact = NewFact::new("measurement.indicator-added", "indicator", id.uuid())
        .set("slug", &row.slug)
        .set("title_en", &sheet.title.en)
        .set("version", 1)
        .set("valid_from", &valid_from);
    facts.insert(0, fact);
    Ok((id, facts))
}

/// Changes what belongs to an indicator besides its definition.
pub async fn change_indicator(
    scope: &Scope,
    actor: Actor,
    id: IndicatorId,
    form: &IndicatorForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let old = store::indicator(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut check = Check::form();
    let mut new = form.row(&mut check, id, old.slug.clone(), old.position);
    let house = protection::house_minimum(&tx).await?;
    let before = Own {
        minimum_count: old.minimum_count,
        suppression: old.suppression.clone(),
    };
    let lowerings = lowerings(&mut new, &before, house);
    let reason = reason_for(&mut check, &lowerings, &form.reason);
    let new = check.finish(new)?;
    let mut facts = propose_all(&tx, &lowerings, reason.as_ref()).await?;
    let text = |option: &Option<String>| option.clone().unwrap_or_default();
    let minimum = |row: &IndicatorRow| {
        row.minimum_count
            .map(|count| count.to_string())
            .unwrap_or_default()
    };
    let fields = [
        ("result", &text(&old.result_id), &text(&new.result_id)),
        (
            "owner",
            &text(&old.owner_organisation_id),
            &text(&new.owner_organisation_id),
        ),
        (
            "steward",
            &text(&old.steward_person_id),
            &text(&new.steward_person_id),
        ),
        (
            "headline_place",
            &text(&old.headline_place_id),
            &text(&new.headline_place_id),
        ),
        ("visibility", &old.visibility, &new.visibility),
        ("suppression", &old.suppression, &new.suppression),
        ("minimum_count", &minimum(&old), &minimum(&new)),
    ];
    let fact = NewFact::new("measurement.indicator-changed", "indicator", id.uuid());
    if let Some(fact) = with_changes(fact, &fields) {
        taken("result", store::update_indicator(&tx, &new).await)?;
        facts.push(fact);
    }
    if facts.is_empty() {
        return Ok(());
    }
    commit(tx, facts).await
}

/// Adds a version of a definition; the earlier ones stay as they were. The same sheet again changes nothing.
///
/// Errors: a day before the version in force begins; an unknown dimension.
pub async fn new_version(
    scope: &Scope,
    actor: Actor,
    id: IndicatorId,
    sheet: &Sheet,
    valid_from: &str,
    reason: &str,
) -> Result<i64, Refusal> {
    let tx = scope.write(actor).await?;
    let versions = store::versions_of(&tx, &id.to_string()).await?;
    let newest = versions.first().ok_or(Error::NotFound)?;
    if newest.definition == sheet.to_json() {
        return Ok(newest.version);
    }
    let mut check = Check::form();
    let valid_from = check.day("valid_from", valid_from);
    if !valid_from.is_empty() && valid_from < newest.valid_from {
        let problem = check.problem("valid_from", "problem-before-version-in-force");
        check.note(problem.with("day", &newest.valid_from));
    }
    let reason = check.optional_prose("reason", reason);
    if reason.is_empty() {
        check.wrong("reason", "text-empty");
    }
    check.finish(())?;
    let version = newest.version + 1;
    insert_version(&tx, id, version, sheet, &valid_from).await?;
    let fact = NewFact::new("measurement.definition-changed", "indicator", id.uuid())
        .change("version", newest.version, version)
        .set("valid_from", &valid_from)
        .because(&reason);
    commit(tx, vec![fact]).await?;
    Ok(version)
}

/// Writes a version into the change being made; imports and forms share it.
pub(super) async fn insert_version(
    tx: &Tx,
    id: IndicatorId,
    version: i64,
    sheet: &Sheet,
    valid_from: &str,
) -> Result<(), Refusal> {
    let dimensions = store::dimensions(tx).await?;
    let slugs: Vec<String> = dimensions.iter().map(|row| row.slug.clone()).collect();
    check_dimensions(&Check::form(), sheet, &slugs)?;
    let ids = sheet.dimensions.iter().filter_map(|slug| {
        let row = dimensions.iter().find(|row| row.slug == *slug)?;
        Some(row.dimension_id.clone())
    });
    let row = VersionRow {
        indicator_version_id: secrets::new_uuid().to_string(),
        indicator_id: id.to_string(),
        version,
        valid_from: valid_from.to_owned(),
        title_en: sheet.title.en.clone(),
        title_es: sheet.title.es.clone(),
        unit: sheet.unit.clone(),
        direction: sheet.direction.clone(),
        definition: sheet.to_json(),
        created_at: tx.clock().now_millis(),
    };
    store::insert_version(tx, &row).await?;
    let ids: Vec<String> = ids.collect();
    Ok(store::set_indicator_dimensions(tx, &id.to_string(), &ids).await?)
}

/// The sheet in force on a day for each indicator, by its identifier; the first one before any holds.
pub async fn sheets_on(
    connection: &Connection,
    day: &str,
) -> Result<BTreeMap<String, (VersionRow, Sheet)>, Error> {
    let mut sheets: BTreeMap<String, (VersionRow, Sheet)> = BTreeMap::new();
    for row in store::versions(connection).await? {
        let is_first = !sheets.contains_key(&row.indicator_id);
        if is_first || row.valid_from.as_str() <= day {
            let sheet = Sheet::of(&row);
            sheets.insert(row.indicator_id.clone(), (row, sheet));
        }
    }
    Ok(sheets)
}

/// A break as typed.
#[derive(Debug, Clone, Default)]
pub struct BreakForm {
    /// Before or at which period.
    pub period: String,
    /// Kind.
    pub kind: String,
    /// Empty: everything; `all`: everyone only; a dimension; `dimension=category`. Files also write `:`.
    pub applies_to: String,
    /// Why, English.
    pub reason_en: String,
    /// Why, Spanish.
    pub reason_es: String,
}

/// Sets breaks of an indicator's series, all or none.
pub async fn set_breaks(
    scope: &Scope,
    actor: Actor,
    id: IndicatorId,
    forms: &[BreakForm],
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    store::indicator(&tx, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let mut facts = Vec::new();
    for form in forms {
        let mut check = Check::form();
        let kind = check.code("kind", &form.kind, |code| known(&BREAK_KINDS, code));
        let row = BreakRow {
            indicator_id: id.to_string(),
            period: period(&mut check, "period", &form.period),
            kind: kind.unwrap_or_default(),
            applies_to: form
                .applies_to
                .trim()
                .to_lowercase()
                .replace('_', "-")
                .replace(':', "="),
            reason_en: check.title("reason_en", &form.reason_en),
            reason_es: check.optional_title("reason_es", &form.reason_es),
        };
        let row = check.finish(row)?;
        store::set_break(&tx, &row).await?;
        let fact = NewFact::new("measurement.break-set", "indicator", id.uuid());
        facts.push(
            fact.set("period", &row.period)
                .set("kind", &row.kind)
                .set("applies_to", &row.applies_to)
                .set("reason_en", &row.reason_en),
        );
    }
    commit(tx, facts).await
}

/// Takes a break away again: it stays in history, and in editions already published.
pub async fn remove_break(
    scope: &Scope,
    actor: Actor,
    id: IndicatorId,
    period: &str,
    applies_to: &str,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    if store::remove_break(&tx, &id.to_string(), period, applies_to).await? == 0 {
        return Ok(());
    }
    let fact = NewFact::new("measurement.break-removed", "indicator", id.uuid());
    commit(tx, vec![fact.set("period", period).set("applies_to", applies_to)]).await
}

/// A period as typed; empty with a problem noted if it is none.
pub(crate) fn period(check: &mut Check, field: &str, text: &str) -> String {
    match Period::parse(text) {
        Ok(period) => period.key(),
        Err(_) => {
            let problem = check
                .problem(field, "problem-not-a-period")
                .with("text", text.trim());
            check.note(problem);
            String::new()
        }
    }
}

/// The group that a file's dimension and category mean: `all` or nothing is everyone.
pub(crate) fn group(dimension: &str, category: &str) -> Group {
    let slug = |text: &str| text.trim().to_lowercase().replace('_', "-");
    let (dimension, category) = (slug(dimension), slug(category));
    if dimension.is_empty() || dimension == "all" {
        return Group::everyone();
    }
    Group::of(&dimension, &category)
}

/// The last place in an order; 0 before the first.
pub(super) fn last_position(positions: impl Iterator<Item = i64>) -> i64 {
    positions.max().unwrap_or(0)
}
