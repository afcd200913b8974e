//! The frame of a document: who publishes, results, places, dimensions, partners, sources.

use std::collections::{BTreeMap, BTreeSet};

use domain::measurement::Group;
use platform::db::Connection;
use platform::words::Language;

use super::assemble::Plan;
use super::document::{
    CategoryPart, Collaborative, DecisionPart, DimensionPart, Document, FORMAT, Partner, PlacePart,
    ProtectionPart, ResultPart, SourcePart, Text,
};
use super::gather;
use super::pooling::Pool;
use super::selection::Selection;
use crate::error::Error;

/// Name and version of the policy that editions are protected by.
const POLICY: &str = "minimum count with complementary suppression, version 2";

/// The document without its indicators.
pub(super) async fn frame(connection: &Connection, plan: &Plan<'_>) -> Result<Document, Error> {
    let row = plan.collaborative;
    let collaborative = Collaborative {
        slug: row.slug.clone(),
        name: row.name.clone(),
        about: Text {
            en: row.about_en.clone(),
            es: row.about_es.clone(),
        },
        place: row.place_name.clone(),
        credit: Text {
            en: row.credit_en.clone(),
            es: row.credit_es.clone(),
        },
        contact: row.contact_email.clone(),
        is_fictitious: row.is_fictitious,
    };
    let results = gather::results(connection)
        .await?
        .into_iter()
        .map(|row| ResultPart {
            slug: row.slug,
            title: Text {
                en: row.title_en,
                es: row.title_es,
            },
            indicators: Vec::new(),
        });
    let mut results: Vec<ResultPart> = results.collect();
    for indicator in gather::indicators(connection).await? {
        let result = results
            .iter_mut()
            .find(|result| Some(&result.slug) == indicator.result.as_ref());
        if let (Some(result), true) = (result, plan.selection.until.contains_key(&indicator.slug)) {
            result.indicators.push(indicator.slug);
        }
    }
    Ok(Document {
        format: FORMAT,
        collaborative,
        number: 0,
        protected_against: plan.earlier.last().map_or(0, |newest| newest.number),
        title: plan.title.to_owned(),
        published_on: String::new(),
        note: plan.note.clone(),
        results,
        indicators: Vec::new(),
        places: places(connection, plan.today).await?,
        dimensions: dimensions(connection, plan.selection).await?,
        partners: partners(connection).await?,
        sources: sources(connection).await?,
        protection: ProtectionPart {
            minimum_count: row.minimum_count,
            policy: POLICY.into(),
            hidden: 0,
            narrowest_range: None,
            certificate: None,
        },
        checkpoint: String::new(),
        agenda: super::agenda::public(connection).await?,
        decisions: decisions(connection, &row.time_zone).await?,
        pathway: super::way::public(connection).await?,
        plan: super::plan::public(connection, plan.today).await?,
        selections: super::chosen::selections(connection).await?,
        policies: super::chosen::policies(connection).await?,
    })
}

async fn decisions(connection: &Connection, time_zone: &str) -> Result<Vec<DecisionPart>, Error> {
    let rows = gather::public_decisions(connection).await?.into_iter();
    let text = |en: String, es: String| Text { en, es };
    let parts = rows.map(|row| DecisionPart {
        number: row.number,
        body: text(row.body_en, row.body_es),
        title: text(row.title_en, row.title_es),
        text: text(row.text_en, row.text_es),
        method_code: row.method,
        outcome_code: row.outcome,
        chosen: text(
            row.option_en.unwrap_or_default(),
            row.option_es.unwrap_or_default(),
        ),
        decided_on: crate::dates::day_of(row.decided_at, time_zone).to_string(),
        reasons: text(row.reasons_en, row.reasons_es),
        expected: text(row.expected_en, row.expected_es),
        reviewed_on: row.reviewed_on.unwrap_or_default(),
        happened: text(row.happened_en, row.happened_es),
    });
    Ok(parts.collect())
}

async fn places(connection: &Connection, today: &str) -> Result<Vec<PlacePart>, Error> {
    let mut places: Vec<PlacePart> = Vec::new();
    for row in gather::places(connection, today).await? {
        if places.last().is_none_or(|last| last.slug != row.slug) {
            places.push(PlacePart {
                slug: row.slug,
                name: row.name,
                kind: row.kind,
                codes: Vec::new(),
            });
        }
        if let (Some(place), Some(scheme), Some(code)) = (places.last_mut(), row.scheme, row.code) {
            place.codes.push(format!("{scheme}:{code}"));
        }
    }
    Ok(places)
}

async fn dimensions(connection: &Connection, selection: &Selection) -> Result<Vec<DimensionPart>, Error> {
    let mut dimensions: Vec<DimensionPart> = Vec::new();
    for row in gather::categories(connection).await? {
        if dimensions.last().is_none_or(|last| last.slug != row.dimension) {
            let label = Text {
                en: row.dimension_en,
                es: row.dimension_es,
            };
            dimensions.push(DimensionPart {
                slug: row.dimension,
                label,
                categories: Vec::new(),
            });
        }
        if let (Some(dimension), Some(slug)) = (dimensions.last_mut(), row.category) {
            let label = Text {
                en: row.category_en.unwrap_or_default(),
                es: row.category_es.unwrap_or_default(),
            };
            dimension.categories.push(CategoryPart { slug, label });
        }
    }
    for dimension in &mut dimensions {
        add_pools(dimension, selection);
    }
    Ok(dimensions)
}

/// A category for each of a dimension's pools, named after its members.
fn add_pools(dimension: &mut DimensionPart, selection: &Selection) {
    let pools: BTreeSet<&Pool> = selection.pools.values().flatten().collect();
    for pool in pools.into_iter().filter(|pool| pool.dimension == dimension.slug) {
        if dimension
            .categories
            .iter()
            .any(|category| category.slug == pool.category)
        {
            continue;
        }
        let members = dimension
            .categories
            .iter()
            .filter(|category| pool.members.contains(&category.slug));
        let (mut en, mut es) = (Vec::new(), Vec::new());
        for member in members {
            en.push(member.label.en.as_str());
            es.push(Language::Spanish.pick(&member.label.en, &member.label.es));
        }
        let told = |language: Language, labels: &[&str]| {
            crate::words::words(language).with("pool-label", &[("list", labels.join(", ").into())])
        };
        let label = Text {
            en: told(Language::English, &en),
            es: told(Language::Spanish, &es),
        };
        dimension.categories.push(CategoryPart {
            slug: pool.category.clone(),
            label,
        });
    }
}

async fn partners(connection: &Connection) -> Result<Vec<Partner>, Error> {
    let rows = gather::organisations(connection).await?;
    let parts = rows.into_iter().map(|row| Partner {
        slug: row.slug,
        name: row.name,
        sector: row.sector,
        about: Text {
            en: row.about_en,
            es: row.about_es,
        },
    });
    Ok(parts.collect())
}

async fn sources(connection: &Connection) -> Result<Vec<SourcePart>, Error> {
    let rows = gather::sources(connection).await?;
    let parts = rows.into_iter().map(|row| SourcePart {
        slug: row.slug,
        publisher: row.publisher,
        title: row.title,
        licence: row.licence,
        credit: row.credit,
    });
    Ok(parts.collect())
}

/// Places, categories, sources and results that no figure of the edition names are left out.
pub(super) fn keep_what_is_used(document: &mut Document) {
    let figures = || {
        document
            .indicators
            .iter()
            .flat_map(|indicator| &indicator.figures)
    };
    let places: BTreeSet<String> = figures().map(|figure| figure.place().to_owned()).collect();
    let mut categories: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let groups: BTreeSet<&str> = figures().map(|figure| figure.group()).collect();
    for group in groups.into_iter().filter_map(|key| Group::parse(key).ok()) {
        for (dimension, category) in group.parts() {
            categories
                .entry(dimension.to_owned())
                .or_default()
                .insert(category.to_owned());
        }
    }
    let sources: BTreeSet<String> = document
        .indicators
        .iter()
        .flat_map(|indicator| indicator.sources.clone())
        .collect();
    document.places.retain(|place| places.contains(&place.slug));
    document
        .dimensions
        .retain(|dimension| categories.contains_key(&dimension.slug));
    for dimension in &mut document.dimensions {
        let used = categories.get(&dimension.slug);
        dimension
            .categories
            .retain(|category| used.is_some_and(|used| used.contains(&category.slug)));
    }
    document.sources.retain(|source| sources.contains(&source.slug));
    document.results.retain(|result| !result.indicators.is_empty());
}
