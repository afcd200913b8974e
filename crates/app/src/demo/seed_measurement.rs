//! Definitions, goals, figures and stories of the demonstration.

use std::collections::BTreeMap;

use domain::ids::IndicatorId;
use domain::period::Period;
use domain::text::Reason;
use platform::secrets;
use serde::Deserialize;

use super::seed_editions::edition_file;
use super::{Community, files, json, ours, slug};
use crate::collaborative::protection;
use crate::directory::actions::id_of;
use crate::directory::places;
use crate::editions::document::{ActionPart, Passage, StoryPart, Text};
use crate::error::Error;
use crate::measurement::actions::{
    BreakForm, IndicatorForm, ResultForm, add_results, add_sources, change_indicator, group, set_breaks,
};
use crate::measurement::dimensions::{CategoryForm, DimensionForm, add_dimensions};
use crate::measurement::import_definitions::import_definitions;
use crate::measurement::import_observations::import_observations;
use crate::measurement::store::{self, IndicatorRow, SourceRow};
use crate::measurement::stories::write_story;
use crate::measurement::targets::{GoalForm, set_goals};
use crate::table::{Row, Table};

/// Seeds results, dimensions, sources, definitions, breaks and goals.
pub(super) async fn seed_definitions(community: &mut Community) -> Result<(), Error> {
    let scope = &community.scope;
    let results = Table::read(files::RESULTS, &["result"]).map_err(ours)?;
    let results: Vec<ResultForm> = results.rows().map(result).collect();
    add_results(scope, community.data_manager()?, &results)
        .await
        .map_err(ours)?;
    add_dimensions(scope, community.data_manager()?, &dimensions()?)
        .await
        .map_err(ours)?;
    let sources = Table::read(files::SOURCES, &["source"]).map_err(ours)?;
    let sources: Vec<SourceRow> = sources.rows().map(source).collect();
    add_sources(scope, community.data_manager()?, sources)
        .await
        .map_err(ours)?;
    let imported = import_definitions(scope, community.data_manager()?, files::DEFINITIONS).await;
    imported.map_err(ours)?;
    confirm_estimates(community).await?;
    let rows = store::indicators(&*scope.read().await?).await?;
    let ids = rows
        .iter()
        .map(|row| (row.slug.clone(), IndicatorId::from_uuid(id_of(&row.indicator_id))));
    community.indicators = ids.collect();
    lead_with_the_town(community, &rows).await?;
    seed_breaks(community).await?;
    seed_goals(community).await
}

fn result(row: Row<'_>) -> ResultForm {
    ResultForm {
        slug: row.get("result").into(),
        kind: row.get("kind").into(),
        title_en: row.get("title_en").into(),
        title_es: row.get("title_es").into(),
        about_en: row.get("text_en").into(),
        about_es: row.get("text_es").into(),
    }
}

fn source(row: Row<'_>) -> SourceRow {
    SourceRow {
        source_id: secrets::new_uuid().to_string(),
        slug: row.get("source").into(),
        publisher: row.get("publisher").into(),
        title: format!("{}: {}", row.get("repository"), row.get("file")),
        licence: row.get("licence").into(),
        credit: format!("{}, through {}", row.get("publisher"), row.get("distributor")),
    }
}

/// Every dimension but `all`, which is no dimension here.
fn dimensions() -> Result<Vec<DimensionForm>, Error> {
    let crosswalk = Table::read(files::CROSSWALK, &["dimension"]).map_err(ours)?;
    let categories = Table::read(files::CATEGORIES, &["dimension"]).map_err(ours)?;
    let table = Table::read(files::DIMENSIONS, &["dimension"]).map_err(ours)?;
    let named = |category: &Row<'_>| {
        let (dimension, category) = (category.get("dimension"), category.get("category"));
        let rows = crosswalk
            .rows()
            .filter(move |row| row.get("dimension") == dimension && row.get("category") == category);
        rows.map(|row| row.get("source_label").to_owned()).collect()
    };
    let forms = table
        .rows()
        .filter(|row| row.get("dimension") != "all")
        .map(|row| {
            let own = categories
                .rows()
                .filter(|category| category.get("dimension") == row.get("dimension"));
            DimensionForm {
                slug: row.get("dimension").into(),
                label_en: row.get("title_en").into(),
                label_es: row.get("title_es").into(),
                note_en: row.get("note_en").into(),
                note_es: row.get("note_es").into(),
                categories: own
                    .map(|category| CategoryForm {
                        slug: category.get("category").into(),
                        label_en: category.get("label_en").into(),
                        label_es: category.get("label_es").into(),
                        source_values: named(&category),
                    })
                    .collect(),
            }
        });
    Ok(forms.collect())
}

/// What the definitions protect less than the house does, a second person confirms.
async fn confirm_estimates(community: &Community) -> Result<(), Error> {
    let reason = Reason::parse("Estimates of a survey or a model, with their margins; no counts of people.");
    let reason = reason.expect("it is a sentence");
    let waiting = protection::waiting(&*community.scope.read().await?).await?;
    for change in waiting {
        let director = community.acting("ines-calder", "director")?;
        let answer = (protection::Answer::Confirm, &reason);
        protection::answer(&community.scope, director, &change.protection_change_id, answer).await?;
    }
    Ok(())
}

/// Every page leads with Bridgeport, but for the programme's, which is about sites.
async fn lead_with_the_town(community: &Community, rows: &[IndicatorRow]) -> Result<(), Error> {
    let reader = community.scope.read().await?;
    let town = places::place_by_slug(&reader, "bridgeport")
        .await?
        .ok_or(Error::NotFound)?;
    drop(reader);
    for row in rows.iter().filter(|row| row.visibility == "public") {
        let form = IndicatorForm {
            slug: String::new(),
            result: row.result_id.as_deref().and_then(|id| id.parse().ok()),
            owner: row
                .owner_organisation_id
                .as_deref()
                .and_then(|id| id.parse().ok()),
            steward: Some(community.person("priya-vane")?),
            headline_place: town.place_id.parse().ok(),
            visibility: row.visibility.clone(),
            suppression: row.suppression.clone(),
            minimum_count: row.minimum_count,
            reason: String::new(),
        };
        let id = IndicatorId::from_uuid(id_of(&row.indicator_id));
        let changed = change_indicator(&community.scope, community.data_manager()?, id, &form).await;
        changed.map_err(ours)?;
    }
    Ok(())
}

async fn seed_breaks(community: &Community) -> Result<(), Error> {
    let table = Table::read(files::SERIES_NOTES, &["indicator"]).map_err(ours)?;
    let mut notes: BTreeMap<IndicatorId, Vec<BreakForm>> = BTreeMap::new();
    for row in table.rows() {
        let form = BreakForm {
            period: row.get("period").into(),
            kind: row.get("kind").into(),
            applies_to: row.get("applies_to").into(),
            reason_en: row.get("reason_en").into(),
            reason_es: row.get("reason_es").into(),
        };
        notes
            .entry(community.indicator(row.get("indicator"))?)
            .or_default()
            .push(form);
    }
    for (indicator, forms) in notes {
        let set = set_breaks(&community.scope, community.data_manager()?, indicator, &forms).await;
        set.map_err(ours)?;
    }
    Ok(())
}

async fn seed_goals(community: &Community) -> Result<(), Error> {
    let table = Table::read(files::TARGETS, &["indicator"]).map_err(ours)?;
    let gazetteer = places::gazetteer(&*community.scope.read().await?).await?;
    let mut forms = Vec::new();
    for row in table.rows() {
        forms.push(GoalForm {
            indicator: Some(community.indicator(row.get("indicator"))?),
            place: gazetteer.find(row.get("place_code"), super::BEGINS, "").place(),
            group: group(row.get("dimension"), row.get("category")),
            baseline_period: row.get("baseline_period").into(),
            baseline_value: row.get("baseline_value").into(),
            goal_period: row.get("goal_period").into(),
            goal_value: row.get("goal_value").into(),
            kind: row.get("kind").into(),
            agreed_on: row.get("agreed_on").into(),
            agreed_by: row.get("agreed_by").into(),
            note_en: row.get("note_en").into(),
            note_es: row.get("note_es").into(),
            prefix: String::new(),
        });
    }
    set_goals(&community.scope, community.data_manager()?, &forms)
        .await
        .map_err(ours)?;
    Ok(())
}

/// Seeds the figures that an edition added: those up to its last periods and not yet up to the one before.
///
/// What is in no edition (2019–20 attendance) is not accepted: the open request collects it. Edition 1 has the
/// copying mistakes that edition 2 corrects.
pub(super) async fn seed_figures(community: &Community, edition: usize) -> Result<(), Error> {
    let file = edition_file()?;
    let until = |number: usize, row: &Row<'_>| -> Option<bool> {
        let last = file
            .editions
            .get(number.checked_sub(1)?)?
            .until
            .get(row.get("indicator"))?;
        Some(Period::parse(row.get("period")).ok()? <= Period::parse(last).ok()?)
    };
    let mistakes = file
        .editions
        .get(edition - 1)
        .map(|edition| edition.overrides.as_slice());
    let table = Table::read(files::OBSERVATIONS, &["indicator"]).map_err(ours)?;
    let headings = [
        "indicator",
        "place_code",
        "period",
        "dimension",
        "category",
        "numerator",
        "denominator",
        "value",
        "margin",
        "numerator_margin",
        "status",
        "source",
    ];
    let mut writer = csv::Writer::from_writer(Vec::new());
    let broken = |error: csv::Error| Error::Fault(error.to_string());
    writer.write_record(headings).map_err(broken)?;
    for row in table.rows() {
        let is_new = until(edition, &row).unwrap_or(false) && !until(edition - 1, &row).unwrap_or(false);
        if !is_new {
            continue;
        }
        let mut cells = headings.map(|heading| row.get(heading));
        let mistake = mistakes.into_iter().flatten().find(|mistake| mistake.is_of(&row));
        if let Some(mistake) = mistake {
            cells[7] = &mistake.value;
        }
        writer.write_record(cells).map_err(broken)?;
    }
    let subset = writer
        .into_inner()
        .map_err(|error| Error::Fault(error.to_string()))?;
    let imported = import_observations(&community.scope, community.data_manager()?, &subset).await;
    imported.map_err(ours)?;
    Ok(())
}

#[derive(Deserialize)]
struct Stories {
    stories: Vec<Story>,
}

#[derive(Deserialize)]
struct Story {
    indicator: String,
    versions: Vec<Version>,
    behind: Vec<Behind>,
    actions: Vec<Action>,
}

#[derive(Deserialize)]
struct Version {
    from_edition: usize,
    headline_en: String,
    headline_es: String,
    lede_en: String,
    lede_es: String,
}

#[derive(Deserialize)]
struct Behind {
    kind: String,
    text_en: String,
    text_es: String,
    credit_en: String,
    credit_es: String,
}

#[derive(Deserialize)]
struct Action {
    title_en: String,
    title_es: String,
    partners: Vec<String>,
    state: String,
    began: Option<String>,
}

/// Writes the stories that begin with an edition.
pub(super) async fn seed_stories(community: &Community, edition: usize) -> Result<(), Error> {
    let stories: Stories = json(files::STORIES)?;
    let partners = Table::read(files::ORGANISATIONS, &["organisation"]).map_err(ours)?;
    let names: BTreeMap<&str, &str> = partners
        .rows()
        .map(|row| (row.get("organisation"), row.get("name")))
        .collect();
    for story in &stories.stories {
        let version = story
            .versions
            .iter()
            .find(|version| version.from_edition == edition);
        let Some(version) = version else {
            continue;
        };
        let id = community.indicator(&story.indicator)?;
        let part = part(story, version, &names);
        write_story(&community.scope, community.data_manager()?, id, &part)
            .await
            .map_err(ours)?;
    }
    Ok(())
}

fn part(story: &Story, version: &Version, names: &BTreeMap<&str, &str>) -> StoryPart {
    let text = |en: &str, es: &str| Text {
        en: en.to_owned(),
        es: es.to_owned(),
    };
    let voice = story.behind.iter().find(|behind| behind.kind == "voice");
    let behind = story.behind.iter().filter(|behind| behind.kind != "voice");
    StoryPart {
        headline: text(&version.headline_en, &version.headline_es),
        lede: text(&version.lede_en, &version.lede_es),
        behind: behind
            .map(|behind| Passage {
                title: match behind.kind.as_str() {
                    "caution" => text("Read with care", "Leer con cuidado"),
                    _ => text("What partners see", "Lo que ven los socios"),
                },
                text: text(
                    &format!("{} ({})", behind.text_en, behind.credit_en.trim_end_matches('.')),
                    &format!("{} ({})", behind.text_es, behind.credit_es.trim_end_matches('.')),
                ),
            })
            .collect(),
        voice: voice.map(|voice| Passage {
            title: text(&voice.credit_en, &voice.credit_es),
            text: text(&voice.text_en, &voice.text_es),
        }),
        actions: story
            .actions
            .iter()
            .map(|action| action_part(action, names))
            .collect(),
    }
}

fn action_part(action: &Action, names: &BTreeMap<&str, &str>) -> ActionPart {
    let state = match action.state.as_str() {
        "slow" => "slower".to_owned(),
        "starts" => "not-started".to_owned(),
        state => slug(state),
    };
    let partners = action.partners.iter();
    ActionPart {
        title: Text {
            en: action.title_en.clone(),
            es: action.title_es.clone(),
        },
        partners: partners
            .filter_map(|slug| names.get(slug.as_str()).map(|name| (*name).to_owned()))
            .collect(),
        state,
        began: action.began.clone().unwrap_or_default(),
        credit: None,
    }
}
