//! Dimensions, their categories, and what sources call them (the crosswalk).

use domain::place::name_key;
use platform::db::{Scope, Tx};
use platform::history::{Actor, NewFact};
use platform::secrets;

use super::actions::last_position;
use super::store::{self, CategoryRow, CrosswalkRow, DimensionRow};
use crate::directory::actions::{commit, id_of, taken};
use crate::error::Error;
use crate::problems::{Check, Problem, Refusal};

/// A dimension as typed, with its categories and what sources call them.
#[derive(Debug, Clone, Default)]
pub struct DimensionForm {
    /// Part of keys; made from the label when empty.
    pub slug: String,
    /// Label, English.
    pub label_en: String,
    /// Label, Spanish.
    pub label_es: String,
    /// Note, English.
    pub note_en: String,
    /// Note, Spanish.
    pub note_es: String,
    /// Its categories, in order.
    pub categories: Vec<CategoryForm>,
}

/// A category as typed.
#[derive(Debug, Clone, Default)]
pub struct CategoryForm {
    /// Part of keys; made from the label when empty.
    pub slug: String,
    /// Label, English.
    pub label_en: String,
    /// Label, Spanish.
    pub label_es: String,
    /// What sources call it.
    pub source_values: Vec<String>,
}

/// Adds dimensions after those there are, all or none.
pub async fn add_dimensions(scope: &Scope, actor: Actor, forms: &[DimensionForm]) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let there = store::dimensions(&tx).await?;
    let mut position = last_position(there.iter().map(|row| row.position));
    let (mut dimensions, mut facts) = (Vec::new(), Vec::new());
    let mut all_categories = Vec::new();
    for form in forms {
        position += 1;
        let row = dimension_row(form, position)?;
        if there
            .iter()
            .chain(&dimensions)
            .any(|other: &DimensionRow| other.slug == row.slug)
        {
            return Err(Problem::field("slug", "problem-taken").into());
        }
        let fact = NewFact::new(
            "measurement.dimension-added",
            "dimension",
            id_of(&row.dimension_id),
        );
        facts.push(
            fact.set("slug", &row.slug)
                .set("categories", form.categories.len()),
        );
        all_categories.push((row.dimension_id.clone(), form.categories.clone()));
        dimensions.push(row);
    }
    store::insert_dimensions(&tx, dimensions).await?;
    for (dimension_id, categories) in all_categories {
        insert_categories(&tx, &dimension_id, 0, &categories).await?;
    }
    commit(tx, facts).await
}

/// Adds one category to a dimension, or more names of its sources to one that is there.
pub async fn add_category(
    scope: &Scope,
    actor: Actor,
    dimension_slug: &str,
    form: &CategoryForm,
) -> Result<(), Refusal> {
    let tx = scope.write(actor).await?;
    let dimensions = store::dimensions(&tx).await?;
    let dimension = dimensions
        .iter()
        .find(|row| row.slug == dimension_slug)
        .ok_or(Error::NotFound)?;
    let there: Vec<CategoryRow> = store::categories(&tx)
        .await?
        .into_iter()
        .filter(|row| row.dimension_id == dimension.dimension_id)
        .collect();
    let mut check = Check::form();
    let slug = check.slug("slug", &form.slug, &form.label_en);
    let slug = check.finish(slug)?;
    let existing = there.iter().find(|row| row.slug == slug);
    match existing {
        Some(row) => {
            let names = form.source_values.iter();
            for name in names.filter(|name| !name.trim().is_empty()) {
                set_source_value(&tx, &dimension.dimension_id, &row.category_id, name).await?;
            }
        }
        None => {
            let after = last_position(there.iter().map(|row| row.position));
            insert_categories(&tx, &dimension.dimension_id, after, std::slice::from_ref(form)).await?;
        }
    }
    let fact = NewFact::new(
        "measurement.category-set",
        "dimension",
        id_of(&dimension.dimension_id),
    );
    let fact = fact
        .set("category", slug)
        .set("sources_say", form.source_values.join("; "));
    commit(tx, vec![fact]).await
}

fn dimension_row(form: &DimensionForm, position: i64) -> Result<DimensionRow, Refusal> {
    let mut check = Check::form();
    let row = DimensionRow {
        dimension_id: secrets::new_uuid().to_string(),
        slug: check.slug("slug", &form.slug, &form.label_en),
        label_en: check.title("label_en", &form.label_en),
        label_es: check.optional_title("label_es", &form.label_es),
        note_en: check.optional_prose("note_en", &form.note_en),
        note_es: check.optional_prose("note_es", &form.note_es),
        position,
    };
    // `all` says everyone in files; as a dimension it would mean two things.
    if row.slug == "all" {
        check.wrong("slug", "problem-taken");
    }
    check.finish(row)
}

async fn insert_categories(
    tx: &Tx,
    dimension_id: &str,
    after: i64,
    forms: &[CategoryForm],
) -> Result<(), Refusal> {
    let mut rows: Vec<CategoryRow> = Vec::new();
    for (form, position) in forms.iter().zip(after + 1..) {
        let mut check = Check::form();
        let row = CategoryRow {
            category_id: secrets::new_uuid().to_string(),
            dimension_id: dimension_id.to_owned(),
            slug: check.slug("slug", &form.slug, &form.label_en),
            label_en: check.title("label_en", &form.label_en),
            label_es: check.optional_title("label_es", &form.label_es),
            position,
        };
        rows.push(check.finish(row)?);
    }
    taken("label_en", store::insert_categories(tx, rows.clone()).await)?;
    for (row, form) in rows.iter().zip(forms) {
        let own = [&row.label_en, &row.label_es];
        let names = own.into_iter().chain(&form.source_values);
        for name in names.filter(|name| !name.trim().is_empty()) {
            set_source_value(tx, dimension_id, &row.category_id, name).await?;
        }
    }
    Ok(())
}

async fn set_source_value(tx: &Tx, dimension_id: &str, category_id: &str, name: &str) -> Result<(), Refusal> {
    let row = CrosswalkRow {
        dimension_id: dimension_id.to_owned(),
        name_key: name_key(name),
        source_value: name.trim().to_owned(),
        category_id: category_id.to_owned(),
    };
    Ok(store::set_crosswalk(tx, &row).await?)
}
