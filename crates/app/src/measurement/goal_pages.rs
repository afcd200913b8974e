//! Pages of goals for each group, breaks in series, and dimensions.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::extract::Query;
use axum::response::Response;
use domain::access::Action;
use domain::ids::IndicatorId;
use domain::measurement::Group;
use platform::db::Connection;

use super::actions::{self, BREAK_KINDS, BreakForm};
use super::dimensions::{self, CategoryForm, DimensionForm};
use super::indicator_pages::indicator_rows;
use super::pages::pick;
use super::sheet::Sheet;
use super::store::{self, IndicatorRow};
use super::targets::{GoalForm, TARGET_KINDS, set_goals};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Choice, Form, Shape, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, to};
use crate::directory::places;
use crate::error::Error;
use crate::problems::Problem;

/// The label of each group of one category, by its key; everyone too.
pub(super) async fn group_labels(
    visit: &Visit,
    connection: &Connection,
) -> Result<BTreeMap<String, String>, Error> {
    let dimensions = store::dimensions(connection).await?;
    let mut labels = BTreeMap::from([(String::new(), visit.words.say("group-everyone"))]);
    for category in store::categories(connection).await? {
        let dimension = dimensions
            .iter()
            .find(|row| row.dimension_id == category.dimension_id);
        if let Some(dimension) = dimension {
            let label = visit.words.pick(&category.label_en, &category.label_es);
            labels.insert(Group::of(&dimension.slug, &category.slug).key(), label.to_owned());
        }
    }
    Ok(labels)
}

/// The groups an indicator has goals for, in order: everyone first, then each dimension's categories.
async fn groups_of(
    visit: &Visit,
    connection: &Connection,
    dimensions: &[String],
) -> Result<Vec<(Group, String)>, Error> {
    let mut groups = vec![(Group::everyone(), visit.words.say("group-everyone"))];
    let rows = store::dimensions(connection).await?;
    let categories = store::categories(connection).await?;
    for slug in dimensions {
        let Some(dimension) = rows.iter().find(|row| row.slug == *slug) else {
            continue;
        };
        let own = categories
            .iter()
            .filter(|category| category.dimension_id == dimension.dimension_id);
        groups.extend(own.map(|category| {
            let label = visit.words.pick(&category.label_en, &category.label_es);
            (Group::of(slug, &category.slug), label.to_owned())
        }));
    }
    Ok(groups)
}

const GOAL_FIELDS: [&str; 4] = ["baseline_period", "baseline_value", "goal_period", "goal_value"];

/// What stands in the form of goals for one place.
async fn goals_typed(
    connection: &Connection,
    row: &IndicatorRow,
    place: &str,
    groups: &[(Group, String)],
) -> Result<Typed, Error> {
    let baselines = store::baselines(connection).await?;
    let targets = store::targets(connection).await?;
    let mut typed = Typed::default();
    for (number, (group, _)) in groups.iter().enumerate() {
        let key = group.key();
        let baseline = baselines.iter().find(|baseline| {
            baseline.indicator_id == row.indicator_id
                && baseline.place_id == place
                && baseline.group_key == key
        });
        if let Some(baseline) = baseline {
            typed = typed
                .with(&format!("g{number}-baseline_period"), &baseline.period)
                .with(&format!("g{number}-baseline_value"), baseline.value);
        }
        let mut own = targets.iter().filter(|target| {
            target.indicator_id == row.indicator_id && target.place_id == place && target.group_key == key
        });
        if let Some(target) = own.next_back() {
            typed = typed
                .with(&format!("g{number}-goal_period"), &target.period)
                .with(&format!("g{number}-goal_value"), target.value)
                .with(&format!("g{number}-kind"), &target.kind);
        }
    }
    Ok(typed)
}

async fn goals_page(
    visit: &Visit,
    path: &At,
    place: Option<&str>,
    again: Option<(&Typed, &[Problem])>,
) -> Result<Response, Error> {
    let (id, row, versions) = indicator_rows(visit, path).await?;
    let sheet = Sheet::of(versions.first().ok_or(Error::NotFound)?);
    let reader = visit.scope.read().await?;
    let all = places::places(&reader).await?;
    let wanted = place.or(row.headline_place_id.as_deref());
    let place = all
        .iter()
        .find(|one| Some(one.place_id.as_str()) == wanted)
        .or(all.first());
    let place = place.ok_or_else(|| Error::Refused(visit.words.say("goals-need-a-place")))?;
    let groups = groups_of(visit, &reader, &sheet.dimensions).await?;
    let typed = match again {
        Some((typed, _)) => typed.clone(),
        None => goals_typed(&reader, &row, &place.place_id, &groups).await?,
    };
    drop(reader);
    let problems = again.map_or(&[][..], |(_, problems)| problems);
    let goals = address(visit, &format!("results/indicators/{id}/goals"));
    let mut form = Form::new(visit.words, goals.clone(), "button-save", &typed, problems);
    form = form.hiding("place", &place.place_id);
    for (number, (_, label)) in groups.iter().enumerate() {
        form = form.named(&format!("g{number}"), label.clone(), Shape::Heading);
        for field in GOAL_FIELDS {
            let label = format!("{} ({label})", visit.words.say(&format!("field-{field}")));
            form = form.named(&format!("g{number}-{field}"), label, Shape::Line("text"));
        }
        let kinds = TARGET_KINDS.iter().map(|kind| Choice {
            value: (*kind).to_owned(),
            label: visit.words.say(&format!("target-kind-{kind}")),
        });
        let label = format!("{} ({label})", visit.words.say("field-target-kind"));
        form = form.named(&format!("g{number}-kind"), label, Shape::Choose(kinds.collect()));
    }
    let others = all.iter().filter(|one| one.kind == sheet.place_kind);
    let others = others.map(|one| link(&one.name, format!("{goals}?place={}", one.place_id)));
    let blocks = vec![
        Block::Links(others.collect()),
        Block::Heading(place.name.clone()),
        Block::Form(Box::new(form)),
    ];
    let title = format!(
        "{}: {}",
        visit.words.say("indicator-goals"),
        pick(visit, &sheet.title)
    );
    page(
        visit.frame(&title, "results"),
        visit.words.say("indicator-goals-lede"),
        blocks,
    )
}

/// Baseline and goal of each group in one place, to be changed.
pub async fn goals(visit: Visit, path: At, Query(asked): Query<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let asked = Typed::from_pairs(asked);
    let place = asked.get("place");
    goals_page(&visit, &path, (!place.is_empty()).then_some(place), None).await
}

/// Changes the goals of one place.
pub async fn change_goals(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, _, versions) = indicator_rows(&visit, &path).await?;
    let sheet = Sheet::of(versions.first().ok_or(Error::NotFound)?);
    let typed = Typed::from_pairs(pairs);
    let reader = visit.scope.read().await?;
    let groups = groups_of(&visit, &reader, &sheet.dimensions).await?;
    drop(reader);
    let forms = groups.into_iter().enumerate().map(|(number, (group, _))| {
        let field = |name: &str| typed.text(&format!("g{number}-{name}"));
        GoalForm {
            indicator: Some(id),
            place: typed.id("place"),
            group,
            baseline_period: field("baseline_period"),
            baseline_value: field("baseline_value"),
            goal_period: field("goal_period"),
            goal_value: field("goal_value"),
            kind: field("kind"),
            prefix: format!("g{number}-"),
            ..GoalForm::default()
        }
    });
    let forms: Vec<GoalForm> = forms.collect();
    match problems_of(set_goals(&visit.scope, visit.actor(), &forms).await)? {
        Ok(_) => Ok(to(&visit, &format!("results/indicators/{id}"))),
        Err(problems) => {
            let place = typed.text("place");
            goals_page(&visit, &path, Some(&place), Some((&typed, &problems))).await
        }
    }
}

async fn breaks_page(
    visit: &Visit,
    path: &At,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let (id, row, _) = indicator_rows(visit, path).await?;
    let all = store::breaks(&*visit.scope.read().await?).await?;
    let own: Vec<_> = all
        .into_iter()
        .filter(|one| one.indicator_id == row.indicator_id)
        .collect();
    let rows = own.iter().map(|one| {
        let reason = visit.words.pick(&one.reason_en, &one.reason_es);
        let kind = visit.words.say(&format!("break-kind-{}", one.kind));
        vec![cell(&one.period), cell(kind), cell(&one.applies_to), cell(reason)]
    });
    let head = ["field-period", "field-kind", "field-applies_to", "field-reason"];
    let table = Table::new(visit.words, "indicator-breaks", &head, rows.collect());
    let action = address(visit, &format!("results/indicators/{id}/breaks"));
    let add = Form::new(visit.words, action.clone(), "break-add", typed, problems)
        .under("break-add")
        .lines(&["period"])
        .codes("kind", "break-kind", &BREAK_KINDS)
        .lines(&["applies_to", "reason_en", "reason_es"]);
    let mut blocks = vec![Block::Table(table), Block::Form(Box::new(add))];
    if !own.is_empty() {
        let known = own.iter().map(|one| {
            let value = format!("{}|{}", one.period, one.applies_to);
            (value, format!("{} {}", one.period, one.applies_to))
        });
        let remove = Form::new(
            visit.words,
            format!("{action}/remove"),
            "break-remove",
            &Typed::default(),
            &[],
        );
        blocks.push(Block::Form(Box::new(
            remove.under("break-remove").things("break", known),
        )));
    }
    page(
        visit.frame(&visit.words.say("indicator-breaks"), "results"),
        visit.words.say("indicator-breaks-lede"),
        blocks,
    )
}

/// Breaks of an indicator's series, to be changed.
pub async fn breaks(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    breaks_page(&visit, &path, &Typed::default(), &[]).await
}

/// Sets a break.
pub async fn add_break(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, _, _) = indicator_rows(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let form = BreakForm {
        period: typed.text("period"),
        kind: typed.text("kind"),
        applies_to: typed.text("applies_to"),
        reason_en: typed.text("reason_en"),
        reason_es: typed.text("reason_es"),
    };
    match problems_of(actions::set_breaks(&visit.scope, visit.actor(), id, &[form]).await)? {
        Ok(()) => Ok(to(&visit, &format!("results/indicators/{id}/breaks"))),
        Err(problems) => breaks_page(&visit, &path, &typed, &problems).await,
    }
}

/// Takes a break away.
pub async fn remove_break(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, _, _): (IndicatorId, _, _) = indicator_rows(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let (period, applies_to) = typed.get("break").split_once('|').ok_or(Error::NotFound)?;
    let removed = actions::remove_break(&visit.scope, visit.actor(), id, period, applies_to).await;
    problems_of(removed)?.map_err(|_| Error::NotFound)?;
    Ok(to(&visit, &format!("results/indicators/{id}/breaks")))
}

async fn dimensions_page(visit: &Visit, forms: Vec<Block>) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let categories = store::categories(&reader).await?;
    let crosswalk = store::crosswalk(&reader).await?;
    let mut blocks = Vec::new();
    for dimension in store::dimensions(&reader).await? {
        let own = categories
            .iter()
            .filter(|category| category.dimension_id == dimension.dimension_id);
        let rows = own.map(|category| {
            let names = crosswalk
                .iter()
                .filter(|row| row.category_id == category.category_id);
            let names: Vec<&str> = names.map(|row| row.source_value.as_str()).collect();
            vec![
                cell(&category.label_en),
                cell(&category.label_es),
                cell(&category.slug),
                cell(names.join("; ")),
            ]
        });
        let head = [
            "field-label_en",
            "field-label_es",
            "field-slug",
            "field-source_values",
        ];
        let title = visit.words.pick(&dimension.label_en, &dimension.label_es);
        let caption = format!("{title} ({})", dimension.slug);
        blocks.push(Block::Table(
            Table::new(visit.words, "dimensions", &head, rows.collect()).called(caption),
        ));
    }
    blocks.extend(forms);
    page(
        visit.frame(&visit.words.say("dimensions"), "results"),
        visit.words.say("dimensions-lede"),
        blocks,
    )
}

async fn dimension_forms(
    visit: &Visit,
    dimension: (&Typed, &[Problem]),
    category: (&Typed, &[Problem]),
) -> Result<Vec<Block>, Error> {
    let known = store::dimensions(&*visit.scope.read().await?).await?.into_iter();
    let known = known.map(|row| {
        let label = visit.words.pick(&row.label_en, &row.label_es).to_owned();
        (row.slug, label)
    });
    let action = address(visit, "results/dimensions/categories");
    let add_category = Form::new(visit.words, action, "category-add", category.0, category.1)
        .under("category-add")
        .things("dimension", known)
        .lines(&["label_en", "label_es"])
        .areas(&["source_values"]);
    let add_dimension = Form::new(
        visit.words,
        address(visit, "results/dimensions"),
        "dimension-add",
        dimension.0,
        dimension.1,
    )
    .under("dimension-add")
    .lines(&["label_en", "label_es"])
    .areas(&["note_en", "note_es", "categories"]);
    Ok(vec![
        Block::Form(Box::new(add_category)),
        Block::Form(Box::new(add_dimension)),
    ])
}

/// Every dimension with its categories and what sources call them.
pub async fn dimensions(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let nothing = Typed::default();
    let forms = dimension_forms(&visit, (&nothing, &[]), (&nothing, &[])).await?;
    dimensions_page(&visit, forms).await
}

/// Adds a dimension; its categories stand one on a line.
pub async fn add_dimension(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let typed = Typed::from_pairs(pairs);
    let lines = typed
        .get("categories")
        .lines()
        .filter(|line| !line.trim().is_empty());
    let categories = lines.map(|line| CategoryForm {
        label_en: line.trim().to_owned(),
        ..CategoryForm::default()
    });
    let form = DimensionForm {
        slug: String::new(),
        label_en: typed.text("label_en"),
        label_es: typed.text("label_es"),
        note_en: typed.text("note_en"),
        note_es: typed.text("note_es"),
        categories: categories.collect(),
    };
    match problems_of(dimensions::add_dimensions(&visit.scope, visit.actor(), &[form]).await)? {
        Ok(()) => Ok(to(&visit, "results/dimensions")),
        Err(problems) => {
            let forms = dimension_forms(&visit, (&typed, &problems), (&Typed::default(), &[])).await?;
            dimensions_page(&visit, forms).await
        }
    }
}

/// Adds a category to a dimension, or names that sources have for one.
pub async fn add_category(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let typed = Typed::from_pairs(pairs);
    let names = typed
        .get("source_values")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let form = CategoryForm {
        slug: String::new(),
        label_en: typed.text("label_en"),
        label_es: typed.text("label_es"),
        source_values: names.map(str::to_owned).collect(),
    };
    let dimension = typed.get("dimension");
    match problems_of(dimensions::add_category(&visit.scope, visit.actor(), dimension, &form).await)? {
        Ok(()) => Ok(to(&visit, "results/dimensions")),
        Err(problems) => {
            let forms = dimension_forms(&visit, (&Typed::default(), &[]), (&typed, &problems)).await?;
            dimensions_page(&visit, forms).await
        }
    }
}
