//! Import of definition sheets from CSV: a new indicator, a new version, or no change; nothing half-saved.

use std::collections::{BTreeMap, BTreeSet};

use domain::ids::IndicatorId;
use domain::text::Reason;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{objects, secrets};

use super::actions::{insert_version, last_position};
use super::lowering::{lowerings, propose_all};
use super::sheet::{SUPPRESSIONS, Sheet, VISIBILITIES, check_dimensions, read_minimum, read_sheet};
use super::store::{self, IndicatorRow, VersionRow};
use crate::collaborative::protection::{self, Own};
use crate::directory::actions::known;
use crate::problems::{Check, PROBLEMS_MAX, Problem, Refusal};
use crate::table::{Row, Table};

/// Headings that an import must have; others may be there.
pub const HEADINGS: [&str; 12] = [
    "indicator",
    "result",
    "title_en",
    "numerator_en",
    "denominator_en",
    "unit",
    "direction",
    "place_kind",
    "period_kind",
    "cadence",
    "dimensions",
    "valid_from",
];

/// Why an imported definition protects less than the house: its file says so.
const FROM_THE_FILE: &str = "The imported definitions say so.";

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DefinitionsImported {
    /// New indicators.
    pub added: usize,
    /// New versions of definitions that were there.
    pub new_versions: usize,
    /// Definitions that were there already.
    pub unchanged: usize,
}

/// One row, read and checked.
struct Definition {
    slug: String,
    result_id: Option<String>,
    owner_id: Option<String>,
    visibility: String,
    suppression: String,
    minimum_count: Option<i64>,
    valid_from: String,
    sheet: Sheet,
}

/// What rows may refer to, by slug.
struct Known {
    results: BTreeMap<String, String>,
    owners: BTreeMap<String, String>,
    dimensions: Vec<String>,
    newest: BTreeMap<String, VersionRow>,
    ids: BTreeMap<String, String>,
}

/// Imports definition sheets: one row an indicator.
///
/// Errors: each problem by row and column; then nothing was saved.
pub async fn import_definitions(
    scope: &Scope,
    actor: Actor,
    file: &[u8],
) -> Result<DefinitionsImported, Refusal> {
    let table = Table::read(file, &HEADINGS)?;
    let tx = scope.write(actor).await?;
    let known = Known::load(&tx).await?;
    let (mut definitions, mut problems) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for row in table.rows() {
        match known.read(row, &mut seen) {
            Ok(definition) => definitions.push(definition),
            Err(found) => problems.extend(found),
        }
    }
    problems.truncate(PROBLEMS_MAX);
    if !problems.is_empty() {
        return Err(Refusal::Problems(problems));
    }
    save(tx, file, &known, definitions).await
}

impl Known {
    async fn load(tx: &Tx) -> Result<Self, Refusal> {
        let results = store::results(tx).await?;
        let owners = crate::directory::store::organisations(tx).await?;
        let dimensions = store::dimensions(tx).await?;
        let indicators = store::indicators(tx).await?;
        let versions = store::versions(tx).await?;
        Ok(Self {
            results: results.into_iter().map(|row| (row.slug, row.result_id)).collect(),
            owners: owners
                .into_iter()
                .map(|row| (row.slug, row.organisation_id))
                .collect(),
            dimensions: dimensions.into_iter().map(|row| row.slug).collect(),
            // Ordered by version, so the newest is the one that stays.
            newest: versions
                .into_iter()
                .map(|row| (row.indicator_id.clone(), row))
                .collect(),
            ids: indicators
                .into_iter()
                .map(|row| (row.slug, row.indicator_id))
                .collect(),
        })
    }

    fn read(&self, row: Row<'_>, seen: &mut BTreeSet<String>) -> Result<Definition, Vec<Problem>> {
        let mut check = Check::row(row.number);
        let sheet = read_sheet(&mut check, |field| row.get(field));
        let slug = check.slug("indicator", row.get("indicator"), row.get("title_en"));
        if !slug.is_empty() && !seen.insert(slug.clone()) {
            check.wrong("indicator", "problem-twice-in-file");
        }
        let result_id = refer(
            &mut check,
            &self.results,
            "result",
            row.get("result"),
            "problem-unknown-result",
        );
        let owner_id = refer(
            &mut check,
            &self.owners,
            "owner",
            row.get("owner"),
            "problem-unknown-organisation",
        );
        let visibility = or_default(&mut check, "visibility", row.get("visibility"), &VISIBILITIES);
        let suppression = or_default(&mut check, "suppression", row.get("suppression"), &SUPPRESSIONS);
        let minimum_count = read_minimum(&mut check, row.get("minimum_count"));
        let valid_from = check.day("valid_from", row.get("valid_from"));
        self.check_order(&mut check, &slug, &sheet, &valid_from);
        if let Err(Refusal::Problems(found)) = check_dimensions(&check, &sheet, &self.dimensions) {
            found.into_iter().for_each(|problem| check.note(problem));
        }
        let problems = check.into_problems();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Definition {
            slug,
            result_id,
            owner_id,
            visibility,
            suppression,
            minimum_count,
            valid_from,
            sheet,
        })
    }

    fn newest(&self, slug: &str) -> Option<&VersionRow> {
        self.ids.get(slug).and_then(|id| self.newest.get(id))
    }

    /// A changed definition begins no earlier than the one it follows.
    fn check_order(&self, check: &mut Check, slug: &str, sheet: &Sheet, valid_from: &str) {
        let Some(newest) = self.newest(slug) else {
            return;
        };
        let is_changed = newest.definition != sheet.to_json();
        if is_changed && !valid_from.is_empty() && valid_from < newest.valid_from.as_str() {
            let problem = check.problem("valid_from", "problem-before-version-in-force");
            check.note(problem.with("day", &newest.valid_from));
        }
    }
}

async fn save(
    tx: Tx,
    file: &[u8],
    known: &Known,
    definitions: Vec<Definition>,
) -> Result<DefinitionsImported, Refusal> {
    let mut imported = DefinitionsImported::default();
    let house = protection::house_minimum(&tx).await?;
    let reason = Reason::parse(FROM_THE_FILE).expect("it is a sentence");
    let mut facts = Vec::new();
    let mut position = last_position(store::indicators(&tx).await?.iter().map(|row| row.position));
    for definition in definitions {
        if let Some(newest) = known.newest(&definition.slug) {
            if newest.definition == definition.sheet.to_json() {
                imported.unchanged += 1;
                continue;
            }
            let id = indicator_id(&newest.indicator_id);
            let version = newest.version + 1;
            insert_version(&tx, id, version, &definition.sheet, &definition.valid_from).await?;
            imported.new_versions += 1;
            continue;
        }
        position += 1;
        let id = IndicatorId::from_uuid(secrets::new_uuid());
        let mut row = IndicatorRow {
            indicator_id: id.to_string(),
            slug: definition.slug,
            result_id: definition.result_id,
            steward_person_id: None,
            owner_organisation_id: definition.owner_id,
            headline_place_id: None,
            visibility: definition.visibility,
            suppression: definition.suppression,
            minimum_count: definition.minimum_count,
            position,
        };
        let lowerings = lowerings(&mut row, &Own::house(), house);
        store::insert_indicator(&tx, &row).await?;
        insert_version(&tx, id, 1, &definition.sheet, &definition.valid_from).await?;
        facts.extend(propose_all(&tx, &lowerings, Some(&reason)).await?);
        imported.added += 1;
    }
    if imported.added + imported.new_versions == 0 {
        return Ok(imported);
    }
    let hash = objects::put(&tx, file).await?;
    let fact = NewFact::new(
        "measurement.definitions-imported",
        "collaborative",
        tx.collaborative().uuid(),
    );
    let fact = fact
        .set("added", imported.added)
        .set("new_versions", imported.new_versions)
        .set("unchanged", imported.unchanged)
        .set("file_sha256", hash);
    facts.insert(0, fact);
    tx.commit(facts).await?;
    Ok(imported)
}

fn indicator_id(text: &str) -> IndicatorId {
    IndicatorId::from_uuid(crate::directory::actions::id_of(text))
}

/// The identifier behind a slug; a problem if there is none. An empty cell refers to nothing.
fn refer(
    check: &mut Check,
    known: &BTreeMap<String, String>,
    column: &str,
    text: &str,
    key: &str,
) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let found = known.get(&text.to_lowercase().replace('_', "-")).cloned();
    if found.is_none() {
        let problem = check.problem(column, key).with("text", text);
        check.note(problem);
    }
    found
}

/// One of several codes; the first where nothing stands.
fn or_default(check: &mut Check, column: &str, text: &str, codes: &[&str]) -> String {
    if text.is_empty() {
        return codes[0].to_owned();
    }
    check
        .code(column, text, |code| known(codes, code))
        .unwrap_or_default()
}
