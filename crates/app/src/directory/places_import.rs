//! Import of places from CSV: one row for each code that a place has had.

use std::collections::{BTreeMap, BTreeSet};

use domain::place::{PlaceKind, name_key};
use platform::args;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::{objects, secrets};

use super::places::{PlaceCodeRow, PlaceRow, codes, insert_places, places, validity};
use crate::problems::{Check, PROBLEMS_MAX, Refusal};
use crate::table::{Row, Table};

/// Headings that an import must have.
const HEADINGS: [&str; 8] = [
    "place",
    "name_en",
    "kind",
    "code_system",
    "code",
    "valid_from",
    "valid_to",
    "part_of",
];

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlacesImported {
    /// New places.
    pub places: usize,
    /// Places that were there already.
    pub known: usize,
    /// New codes.
    pub codes: usize,
}

/// Imports places: one row per code that a place has had. Places and codes already there stay as they are.
///
/// Errors: each problem by row and column; then nothing was saved.
pub async fn import_places(scope: &Scope, actor: Actor, file: &[u8]) -> Result<PlacesImported, Refusal> {
    let table = Table::read(file, &HEADINGS)?;
    let tx = scope.write(actor).await?;
    let known = places(&tx).await?;
    let mut draft = Draft::new(&known);
    let mut problems = Vec::new();
    for row in table.rows() {
        if let Err(Refusal::Problems(found)) = draft.read_place(row) {
            problems.extend(found);
        }
    }
    for row in table.rows() {
        if let Err(Refusal::Problems(found)) = draft.read_code(row) {
            problems.extend(found);
        }
    }
    problems.truncate(PROBLEMS_MAX);
    if !problems.is_empty() {
        return Err(Refusal::Problems(problems));
    }
    draft.save(tx, file, known.len()).await
}

/// An import while it is read.
struct Draft {
    ids: BTreeMap<String, String>,
    known: BTreeSet<String>,
    new: Vec<PlaceRow>,
    codes: Vec<PlaceCodeRow>,
}

impl Draft {
    fn new(known: &[PlaceRow]) -> Self {
        Self {
            ids: known
                .iter()
                .map(|row| (row.slug.clone(), row.place_id.clone()))
                .collect(),
            known: known.iter().map(|row| row.slug.clone()).collect(),
            new: Vec::new(),
            codes: Vec::new(),
        }
    }

    /// The place of a row, the first time it is met.
    fn read_place(&mut self, row: Row<'_>) -> Result<(), Refusal> {
        let mut check = Check::row(row.number);
        let slug = check.slug("place", row.get("place"), row.get("name_en"));
        let name = check.title("name_en", row.get("name_en"));
        let kind = check.code("kind", row.get("kind"), PlaceKind::from_code);
        let name_es = check.optional_title("name_es", row.get("name_es"));
        check.finish(())?;
        if self.ids.contains_key(&slug) {
            return Ok(());
        }
        let id = secrets::new_uuid().to_string();
        self.ids.insert(slug.clone(), id.clone());
        self.new.push(PlaceRow {
            place_id: id,
            slug,
            name_key: name_key(&name),
            name_es: if name_es == name { String::new() } else { name_es },
            name,
            kind: kind.map(PlaceKind::code).unwrap_or_default().to_owned(),
            parent_id: None,
            position: i64::try_from(row.number).unwrap_or(i64::MAX),
        });
        Ok(())
    }

    /// The code of a row, once every place of the file is known.
    fn read_code(&mut self, row: Row<'_>) -> Result<(), Refusal> {
        let mut check = Check::row(row.number);
        let (valid_from, valid_to) = validity(&mut check, row.get("valid_from"), row.get("valid_to"));
        let part_of = row.get("part_of").to_lowercase().replace('_', "-");
        let part_of_id = self.ids.get(&part_of).cloned();
        if !part_of.is_empty() && part_of_id.is_none() {
            let problem = check.problem("part_of", "problem-unknown-place");
            check.note(problem.with("text", row.get("part_of")));
        }
        let has_code = !row.get("code").is_empty();
        let scheme = if has_code {
            check.title("code_system", row.get("code_system"))
        } else {
            String::new()
        };
        check.finish(())?;
        let slug = Check::row(row.number).slug("place", row.get("place"), row.get("name_en"));
        let Some(place_id) = self.ids.get(&slug).cloned() else {
            return Ok(());
        };
        if let Some(place) = self.new.iter_mut().find(|place| place.place_id == place_id) {
            // What holds now wins over what held; among those, the first row of the file.
            if valid_to.is_none() && place.parent_id.is_none() && part_of_id.as_ref() != Some(&place_id) {
                place.parent_id.clone_from(&part_of_id);
            }
        }
        if has_code {
            self.codes.push(PlaceCodeRow {
                place_id,
                scheme,
                code: row.get("code").to_owned(),
                valid_from,
                valid_to,
                part_of_id,
            });
        }
        Ok(())
    }

    async fn save(self, tx: Tx, file: &[u8], known: usize) -> Result<PlacesImported, Refusal> {
        let hash = objects::put(&tx, file).await?;
        let there: BTreeSet<(String, String, String)> = codes(&tx)
            .await?
            .into_iter()
            .map(|row| (row.scheme, row.code, row.place_id))
            .collect();
        let mut seen = there;
        let new_codes: Vec<PlaceCodeRow> = self
            .codes
            .into_iter()
            .filter(|row| seen.insert((row.scheme.clone(), row.code.clone(), row.place_id.clone())))
            .collect();
        let mut new = self.new;
        for place in new.iter_mut().filter(|place| place.parent_id.is_none()) {
            // Nothing holds now: a county that is gone stays part of its state.
            let part_of = new_codes.iter().find(|code| code.place_id == place.place_id);
            place.parent_id = part_of.and_then(|code| code.part_of_id.clone());
        }
        let imported = PlacesImported {
            places: new.len(),
            known: self.known.len().min(known),
            codes: new_codes.len(),
        };
        insert_places(&tx, parents_first(new)).await?;
        let rows = new_codes.into_iter().map(|row| {
            args![
                row.place_id,
                row.scheme,
                row.code,
                row.valid_from,
                row.valid_to,
                row.part_of_id
            ]
        });
        let columns = &[
            "place_id",
            "scheme",
            "code",
            "valid_from",
            "valid_to",
            "part_of_id",
        ];
        tx.insert_many("place_code", columns, rows.collect()).await?;
        let fact = NewFact::new(
            "directory.places-imported",
            "collaborative",
            tx.collaborative().uuid(),
        )
        .set("places", imported.places)
        .set("codes", imported.codes)
        .set("file_sha256", hash);
        tx.commit(vec![fact]).await?;
        Ok(imported)
    }
}

/// Places in an order in which each one's parent stands before it, as the database asks.
fn parents_first(mut waiting: Vec<PlaceRow>) -> Vec<PlaceRow> {
    let mut ordered: Vec<PlaceRow> = Vec::new();
    while !waiting.is_empty() {
        let unplaced: BTreeSet<String> = waiting.iter().map(|row| row.place_id.clone()).collect();
        let waits = |row: &PlaceRow| {
            row.parent_id
                .as_ref()
                .is_some_and(|parent| unplaced.contains(parent))
        };
        let (mut later, mut now): (Vec<PlaceRow>, Vec<PlaceRow>) = waiting.into_iter().partition(waits);
        if now.is_empty() {
            // A circle: each would be part of itself, which nothing can mean; the links are dropped.
            for row in &mut later {
                row.parent_id = None;
            }
            now = std::mem::take(&mut later);
        }
        ordered.append(&mut now);
        waiting = later;
    }
    ordered
}
