//! Pages of one indicator: its definition sheet, new versions, settings. Thin over `actions`.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::IndicatorId;
use domain::place::PlaceKind;
use domain::quantity::{Direction, Unit};

use super::actions::{self, IndicatorForm};
use super::pages::pick;
use super::sheet::{
    CADENCES, COMPARE_WITH, PERIOD_KINDS, SUPPRESSIONS, Sheet, VISIBILITIES, compare_with, read_minimum,
    read_sheet,
};
use super::store::{self, IndicatorRow, VersionRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, choices, name_of, to};
use crate::directory::{places, store as directory};
use crate::error::Error;
use crate::problems::{Check, Problem};

/// The fields of a definition sheet.
fn sheet_fields(form: Form) -> Form {
    let units: Vec<&str> = Unit::ALL.iter().map(|unit| unit.code()).collect();
    let directions: Vec<&str> = Direction::ALL.iter().map(|direction| direction.code()).collect();
    let kinds: Vec<&str> = PlaceKind::ALL.iter().map(|kind| kind.code()).collect();
    form.heading("sheet-names")
        .lines(&[
            "title_en",
            "title_es",
            "short_en",
            "short_es",
            "also_called_en",
            "also_called_es",
        ])
        .heading("sheet-counting")
        .areas(&[
            "numerator_en",
            "numerator_es",
            "denominator_en",
            "denominator_es",
            "population_en",
            "population_es",
        ])
        .codes("unit", "unit", &units)
        .lines(&["decimals"])
        .codes("direction", "direction-is", &directions)
        .codes("compare_with", "compare-with", &COMPARE_WITH)
        .heading("sheet-where-when")
        .codes("place_kind", "place-kind", &kinds)
        .codes("period_kind", "period-kind", &PERIOD_KINDS)
        .tick("overlapping_periods")
        .codes("cadence", "cadence", &CADENCES)
        .lines(&["lag_months", "dimensions"])
        .heading("sheet-whence")
        .areas(&[
            "source_en",
            "source_es",
            "method_en",
            "method_es",
            "caution_en",
            "caution_es",
        ])
}

/// The fields of what belongs to an indicator besides its definition.
async fn setting_fields(form: Form, visit: &Visit) -> Result<Form, Error> {
    let reader = visit.scope.read().await?;
    let results = store::results(&reader).await?.into_iter();
    let results = results.map(|row| {
        let title = visit.words.pick(&row.title_en, &row.title_es).to_owned();
        (row.result_id, title)
    });
    let owners = choices(&directory::organisations(&reader).await?);
    let people = directory::people(&reader)
        .await?
        .into_iter()
        .map(|row| (row.person_id, row.name));
    let places = places::places(&reader)
        .await?
        .into_iter()
        .map(|row| (row.place_id, row.name));
    Ok(form
        .things("result", results)
        .things("owner", owners)
        .things("steward", people)
        .things("headline_place", places)
        .codes("visibility", "visibility", &VISIBILITIES)
        .codes("suppression", "suppression", &SUPPRESSIONS)
        .lines(&["minimum_count", "reason"]))
}

fn read_settings(check: &mut Check, typed: &Typed) -> IndicatorForm {
    IndicatorForm {
        slug: String::new(),
        result: typed.id("result"),
        owner: typed.id("owner"),
        steward: typed.id("steward"),
        headline_place: typed.id("headline_place"),
        visibility: typed.text("visibility"),
        suppression: typed.text("suppression"),
        minimum_count: read_minimum(check, typed.get("minimum_count")),
        reason: typed.text("reason"),
    }
}

async fn new_indicator_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let form = Form::new(
        visit.words,
        address(visit, "results/indicators/new"),
        "button-save",
        typed,
        problems,
    );
    let form = sheet_fields(form).day("valid_from").heading("indicator-settings");
    let form = setting_fields(form, visit).await?;
    let frame = visit.frame(&visit.words.say("indicator-add"), "results");
    page(
        frame,
        visit.words.say("indicator-add-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// The form for a new indicator.
pub async fn new_indicator(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let typed = Typed::default().with("valid_from", today).with("decimals", 1);
    new_indicator_page(&visit, &typed, &[]).await
}

/// Adds an indicator with the first version of its definition.
pub async fn add_indicator(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let typed = Typed::from_pairs(pairs);
    let mut check = Check::form();
    let sheet = read_sheet(&mut check, |field| typed.get(field));
    let settings = read_settings(&mut check, &typed);
    let problems = check.into_problems();
    if !problems.is_empty() {
        return new_indicator_page(&visit, &typed, &problems).await;
    }
    let from = typed.get("valid_from");
    match problems_of(actions::add_indicator(&visit.scope, visit.actor(), &settings, &sheet, from).await)? {
        Ok(id) => Ok(to(&visit, &format!("results/indicators/{id}"))),
        Err(problems) => new_indicator_page(&visit, &typed, &problems).await,
    }
}

/// An indicator with every version of its definition, the newest first.
pub(super) async fn indicator_rows(
    visit: &Visit,
    path: &At,
) -> Result<(IndicatorId, IndicatorRow, Vec<VersionRow>), Error> {
    let id: IndicatorId = at(path)?;
    let reader = visit.scope.read().await?;
    let row = store::indicator(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let versions = store::versions_of(&reader, &id.to_string()).await?;
    Ok((id, row, versions))
}

/// The definition sheet of an indicator, its goals, breaks and earlier versions.
pub async fn indicator(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let (id, row, versions) = indicator_rows(&visit, &path).await?;
    let newest = versions.first().ok_or(Error::NotFound)?;
    let sheet = Sheet::of(newest);
    let mut blocks = Vec::new();
    if visit.shows(Action::DefineIndicators, Thing::Whole) {
        let links = ["version", "settings", "goals", "asks", "breaks", "sentence"].map(|part| {
            let path = format!("results/indicators/{id}/{part}");
            link(
                visit.words.say(&format!("indicator-{part}")),
                address(&visit, &path),
            )
        });
        blocks.push(Block::Links(links.to_vec()));
    }
    blocks.push(Block::Heading(visit.words.say("sheet")));
    blocks.push(Block::Facts(facts(&visit, &sheet, newest)));
    blocks.extend(goal_and_break_tables(&visit, &row).await?);
    let rows = versions.iter().map(|version| {
        let title = visit.words.pick(&version.title_en, &version.title_es).to_owned();
        vec![cell(version.version), cell(&version.valid_from), cell(title)]
    });
    let head = ["field-version", "field-valid_from", "field-title"];
    blocks.push(Block::Table(Table::new(
        visit.words,
        "sheet-versions",
        &head,
        rows.collect(),
    )));
    page(
        visit.frame(&pick(&visit, &sheet.title), "results"),
        pick(&visit, &sheet.population),
        blocks,
    )
}

/// The sheet as terms and what they mean.
fn facts(visit: &Visit, sheet: &Sheet, version: &VersionRow) -> Vec<(String, String)> {
    let say = |key: String| visit.words.say(&key);
    let all = [
        ("field-numerator", pick(visit, &sheet.numerator)),
        ("field-denominator", pick(visit, &sheet.denominator)),
        ("field-unit", say(format!("unit-{}", sheet.unit))),
        (
            "field-direction",
            say(format!("direction-is-{}", sheet.direction)),
        ),
        (
            "field-compare_with",
            say(format!("compare-with-{}", compare_with(&sheet.compare_with))),
        ),
        (
            "field-place_kind",
            say(format!("place-kind-{}", sheet.place_kind)),
        ),
        (
            "field-period_kind",
            say(format!("period-kind-{}", sheet.period_kind)),
        ),
        ("field-cadence", say(format!("cadence-{}", sheet.cadence))),
        ("field-dimensions", sheet.dimensions.join(", ")),
        ("field-source", pick(visit, &sheet.source)),
        ("field-method", pick(visit, &sheet.method)),
        ("field-caution", pick(visit, &sheet.caution)),
        ("field-version", version.version.to_string()),
        ("field-valid_from", version.valid_from.clone()),
    ];
    let told = all.into_iter().filter(|(_, text)| !text.is_empty());
    told.map(|(key, text)| (visit.words.say(key), text)).collect()
}

async fn goal_and_break_tables(visit: &Visit, row: &IndicatorRow) -> Result<Vec<Block>, Error> {
    let reader = visit.scope.read().await?;
    let places: Vec<(String, String)> = places::places(&reader)
        .await?
        .into_iter()
        .map(|row| (row.place_id, row.name))
        .collect();
    let groups = super::goal_pages::group_labels(visit, &reader).await?;
    let baselines: BTreeMap<(String, String), String> = store::baselines(&reader)
        .await?
        .into_iter()
        .filter(|baseline| baseline.indicator_id == row.indicator_id)
        .map(|baseline| {
            (
                (baseline.place_id, baseline.group_key),
                format!("{} ({})", baseline.value, baseline.period),
            )
        })
        .collect();
    let targets = store::targets(&reader).await?.into_iter();
    let own = targets
        .filter(|target| target.indicator_id == row.indicator_id)
        .map(|target| {
            let from = baselines.get(&(target.place_id.clone(), target.group_key.clone()));
            vec![
                cell(groups.get(&target.group_key).cloned().unwrap_or(target.group_key)),
                cell(name_of(&places, Some(&target.place_id))),
                cell(from.cloned().unwrap_or_default()),
                cell(format!("{} ({})", target.value, target.period)),
                cell(visit.words.say(&format!("target-kind-{}", target.kind))),
            ]
        });
    let head = [
        "field-group",
        "field-place",
        "field-baseline",
        "field-goal",
        "field-kind",
    ];
    let goals = Table::new(visit.words, "indicator-goals", &head, own.collect());
    let breaks = store::breaks(&reader).await?.into_iter();
    let own = breaks
        .filter(|one| one.indicator_id == row.indicator_id)
        .map(|one| {
            let reason = visit.words.pick(&one.reason_en, &one.reason_es).to_owned();
            vec![
                cell(one.period),
                cell(visit.words.say(&format!("break-kind-{}", one.kind))),
                cell(one.applies_to),
                cell(reason),
            ]
        });
    let head = ["field-period", "field-kind", "field-applies_to", "field-reason"];
    let breaks = Table::new(visit.words, "indicator-breaks", &head, own.collect());
    Ok(vec![Block::Table(goals), Block::Table(breaks)])
}

/// The sheet as typed, to begin a new version with.
fn sheet_typed(sheet: &Sheet) -> Typed {
    let texts = [
        ("title", &sheet.title),
        ("short", &sheet.short),
        ("also_called", &sheet.also_called),
        ("numerator", &sheet.numerator),
        ("denominator", &sheet.denominator),
        ("population", &sheet.population),
        ("source", &sheet.source),
        ("method", &sheet.method),
        ("caution", &sheet.caution),
    ];
    let typed = texts.iter().fold(Typed::default(), |typed, (name, text)| {
        typed
            .with(&format!("{name}_en"), &text.en)
            .with(&format!("{name}_es"), &text.es)
    });
    let everyone = if sheet.has_everyone { "all " } else { "" };
    typed
        .with("unit", &sheet.unit)
        .with("decimals", sheet.decimals)
        .with("direction", &sheet.direction)
        .with("compare_with", compare_with(&sheet.compare_with))
        .with("place_kind", &sheet.place_kind)
        .with("period_kind", &sheet.period_kind)
        .with(
            "overlapping_periods",
            if sheet.has_overlapping_periods { "yes" } else { "" },
        )
        .with("cadence", &sheet.cadence)
        .with(
            "lag_months",
            sheet
                .lag_months
                .map(|months| months.to_string())
                .unwrap_or_default(),
        )
        .with("dimensions", format!("{everyone}{}", sheet.dimensions.join(" ")))
}

fn version_page(
    visit: &Visit,
    id: IndicatorId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let action = address(visit, &format!("results/indicators/{id}/version"));
    let form = Form::new(visit.words, action, "version-save", typed, problems);
    let form = sheet_fields(form)
        .heading("sheet-from-when")
        .day("valid_from")
        .areas(&["reason"]);
    let frame = visit.frame(&visit.words.say("indicator-version"), "results");
    page(
        frame,
        visit.words.say("indicator-version-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// The form for a new version: the present sheet, to be changed.
pub async fn version(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, _, versions) = indicator_rows(&visit, &path).await?;
    let sheet = Sheet::of(versions.first().ok_or(Error::NotFound)?);
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    version_page(&visit, id, &sheet_typed(&sheet).with("valid_from", today), &[])
}

/// Adds a version; the earlier ones stay as they were.
pub async fn add_version(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, _, _) = indicator_rows(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let mut check = Check::form();
    let sheet = read_sheet(&mut check, |field| typed.get(field));
    let problems = check.into_problems();
    if !problems.is_empty() {
        return version_page(&visit, id, &typed, &problems);
    }
    let (from, reason) = (typed.get("valid_from"), typed.get("reason"));
    match problems_of(actions::new_version(&visit.scope, visit.actor(), id, &sheet, from, reason).await)? {
        Ok(_) => Ok(to(&visit, &format!("results/indicators/{id}"))),
        Err(problems) => version_page(&visit, id, &typed, &problems),
    }
}

async fn settings_page(
    visit: &Visit,
    id: IndicatorId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let action = address(visit, &format!("results/indicators/{id}/settings"));
    let form = Form::new(visit.words, action, "button-save", typed, problems);
    let form = setting_fields(form, visit).await?;
    let frame = visit.frame(&visit.words.say("indicator-settings"), "results");
    page(frame, String::new(), vec![Block::Form(Box::new(form))])
}

/// What belongs to an indicator besides its definition, to be changed.
pub async fn settings(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, row, _) = indicator_rows(&visit, &path).await?;
    let typed = Typed::default()
        .with("result", row.result_id.unwrap_or_default())
        .with("owner", row.owner_organisation_id.unwrap_or_default())
        .with("steward", row.steward_person_id.unwrap_or_default())
        .with("headline_place", row.headline_place_id.unwrap_or_default())
        .with("visibility", row.visibility)
        .with("suppression", row.suppression)
        .with(
            "minimum_count",
            row.minimum_count
                .map(|count| count.to_string())
                .unwrap_or_default(),
        );
    settings_page(&visit, id, &typed, &[]).await
}

/// Changes what belongs to an indicator besides its definition.
pub async fn change_settings(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, _, _) = indicator_rows(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let mut check = Check::form();
    let form = read_settings(&mut check, &typed);
    let problems = check.into_problems();
    if !problems.is_empty() {
        return settings_page(&visit, id, &typed, &problems).await;
    }
    match problems_of(actions::change_indicator(&visit.scope, visit.actor(), id, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("results/indicators/{id}"))),
        Err(problems) => settings_page(&visit, id, &typed, &problems).await,
    }
}
