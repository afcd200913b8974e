//! The community's make-up by one dimension: typed with its source and year, or taken from a published indicator.
//!
//! From an indicator only the counts of people that stand in the newest edition are used: disclosure control has let them out.

use std::collections::BTreeMap;

use axum::Form as Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::{Action, Thing};
use domain::ids::CommunityFigureId;
use domain::measurement::Group;

use super::actions::{self, FigureForm, share_field};
use super::asked::Asked;
use super::pages::PATH;
use super::store;
use crate::accounts::visit::Visit;
use crate::backbone::tabs;
use crate::blocks::{Block, Form, Shape, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{Pairs, address};
use crate::editions::document::{Document, IndicatorPart, Shown, Text};
use crate::error::Error;
use crate::problems::{Problem, Refusal};
use crate::state::AppState;

/// People behind the groups of a published indicator, at one place in one period.
struct Published {
    /// Indicator, place and period, divided by bars.
    key: String,
    label: Text,
    whole: Text,
    source: String,
    period: String,
    shares: BTreeMap<String, f64>,
}

/// What published indicators tell of a dimension: at the place each leads with, in the newest period that has counts of people
/// for everyone and for two groups at least.
fn published(document: &Document, question: &Asked) -> Vec<Published> {
    let indicators = document.indicators.iter();
    indicators
        .filter_map(|indicator| of_indicator(document, indicator, question))
        .collect()
}

fn of_indicator(document: &Document, indicator: &IndicatorPart, question: &Asked) -> Option<Published> {
    let mut periods: BTreeMap<&str, BTreeMap<&str, i64>> = BTreeMap::new();
    let own = indicator.figures.iter();
    for figure in own.filter(|figure| figure.place() == indicator.headline_place) {
        if let Shown::Value {
            denominator: Some(people),
            ..
        } = figure.shown()
        {
            periods
                .entry(figure.period())
                .or_default()
                .insert(figure.group(), *people);
        }
    }
    let shares_of = |people: &BTreeMap<&str, i64>| -> Option<BTreeMap<String, f64>> {
        let all = *people.get("").filter(|all| **all > 0)? as f64;
        let groups = question.groups.iter().filter_map(|group| {
            let key = Group::of(&question.code, &group.code).key();
            let share = 100.0 * *people.get(key.as_str())? as f64 / all;
            Some((group.code.clone(), (share * 10.0).round() / 10.0))
        });
        let shares: BTreeMap<String, f64> = groups.collect();
        (shares.len() > 1).then_some(shares)
    };
    // Keys of years sort as the years do; others are shown newest by their text, which is near enough to choose by.
    let newest = periods.iter().rev();
    let (period, shares) = newest
        .filter_map(|(period, people)| Some((*period, shares_of(people)?)))
        .next()?;
    let place = document
        .places
        .iter()
        .find(|place| place.slug == indicator.headline_place)?;
    let sources = document
        .sources
        .iter()
        .filter(|source| indicator.sources.contains(&source.slug));
    let mut publishers: Vec<&str> = sources.map(|source| source.publisher.as_str()).collect();
    publishers.dedup();
    let whole = |people: &str, title: &str| {
        let people = if people.is_empty() { title } else { people };
        format!("{people}, {}", place.name)
    };
    let sheet = &indicator.definition.denominator;
    Some(Published {
        key: format!("{}|{}|{period}", indicator.slug, place.slug),
        label: Text {
            en: format!("{}, {}, {period}", indicator.title.en, place.name),
            es: format!("{}, {}, {period}", indicator.title.es, place.name),
        },
        whole: Text {
            en: whole(&sheet.en, &indicator.title.en),
            es: whole(&sheet.es, &indicator.title.es),
        },
        source: publishers
            .first()
            .map(|one| (*one).to_owned())
            .unwrap_or_default(),
        period: period.to_owned(),
        shares,
    })
}

/// What is kept of the community by a dimension, and how it is kept anew.
pub async fn show(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, code)): Path<(String, String)>,
) -> Result<Response, Error> {
    community_page(&visit, &state, &code, (&Typed::default(), &[])).await
}

async fn question(visit: &Visit, code: &str) -> Result<Asked, Error> {
    let all = actions::askable(&*visit.scope.read().await?).await?;
    all.into_iter()
        .find(|one| one.code == code)
        .ok_or(Error::NotFound)
}

async fn community_page(
    visit: &Visit,
    state: &AppState,
    code: &str,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewBackbone)?;
    let words = visit.words;
    let question = question(visit, code).await?;
    let figures = store::figures(&*visit.scope.read().await?).await?;
    let own = figures.iter().filter(|row| row.dimension == code);
    let rows = own.map(|row| {
        let shares: BTreeMap<String, f64> = serde_json::from_str(&row.shares).unwrap_or_default();
        let shares = question.groups.iter().filter_map(|group| {
            let share = crate::numbers::value(domain::quantity::Unit::Percent, *shares.get(&group.code)?);
            Some(format!("{} {share}", group.label(words)))
        });
        let shares: Vec<String> = shares.collect();
        let source = match row.address.is_empty() {
            true => cell(&row.source),
            false => link(&row.source, row.address.clone()),
        };
        vec![
            cell(words.pick(&row.whole_en, &row.whole_es)),
            cell(&row.as_of),
            source,
            cell(shares.join("; ")),
        ]
    });
    let head = ["mirror-whole", "mirror-year", "mirror-source", "mirror-shares"];
    let mut blocks = vec![
        tabs::block(visit, "mirror")?,
        Block::Links(vec![link(words.say("mirror-title"), address(visit, PATH))]),
        Block::Table(Table::new(
            words,
            "mirror-community-figures",
            &head,
            rows.collect(),
        )),
    ];
    if visit.shows(Action::AskAssessment, Thing::Whole) {
        blocks.extend(forms(visit, state, &question, (typed, problems)));
    }
    let arguments = [("question", question.label(words).into())];
    let title = words.with("mirror-community-title", &arguments);
    page(
        visit.frame(&title, "backbone"),
        words.say("mirror-community-lede"),
        blocks,
    )
}

fn forms(
    visit: &Visit,
    state: &AppState,
    question: &Asked,
    (typed, problems): (&Typed, &[Problem]),
) -> Vec<Block> {
    let words = visit.words;
    let here = address(visit, &format!("{PATH}/community/{}", question.code));
    let document = state.public.shelf.newest(&visit.collaborative.slug);
    let published = document
        .map(|document| published(&document, question))
        .unwrap_or_default();
    let mut blocks = Vec::new();
    if !published.is_empty() {
        let (id, typed) = Typed::default().own_id::<CommunityFigureId>();
        let choices = published.into_iter().map(|one| {
            let label = words.pick(&one.label.en, &one.label.es).to_owned();
            (one.key, label)
        });
        let form = Form::new(words, format!("{here}/published"), "mirror-take", &typed, &[])
            .under("mirror-from-published")
            .hiding("id", id)
            .things("figure_published", choices);
        blocks.push(Block::Form(Box::new(form)));
    }
    let (id, typed) = typed.clone().own_id::<CommunityFigureId>();
    let mut form = Form::new(words, here, "mirror-keep", &typed, problems)
        .under("mirror-from-source")
        .hiding("id", id)
        .lines(&[
            "figure_whole_en",
            "figure_whole_es",
            "figure_source",
            "figure_address",
            "figure_as_of",
        ])
        .heading("mirror-shares-typed");
    for group in &question.groups {
        form = form.named(&share_field(&group.code), group.label(words), Shape::Line("text"));
    }
    blocks.push(Block::Form(Box::new(form)));
    blocks
}

/// Keeps figures as typed.
pub async fn keep(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, code)): Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::AskAssessment)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<CommunityFigureId>();
    let question = question(&visit, &code).await?;
    let shares = question.groups.iter();
    let form = FigureForm {
        whole_en: typed.text("figure_whole_en"),
        whole_es: typed.text("figure_whole_es"),
        source: typed.text("figure_source"),
        address: typed.text("figure_address"),
        as_of: typed.text("figure_as_of"),
        shares: shares
            .map(|group| (group.code.clone(), typed.text(&share_field(&group.code))))
            .collect(),
    };
    let kept = actions::keep_figure(&visit.scope, visit.actor(), (id, &code), &form).await;
    match problems_of(kept)? {
        Ok(()) => Ok(Redirect::to(&address(&visit, &format!("{PATH}/community/{code}"))).into_response()),
        Err(problems) => community_page(&visit, &state, &code, (&typed, &problems)).await,
    }
}

/// Takes the counts of people behind a published indicator.
pub async fn take(
    visit: Visit,
    State(state): State<AppState>,
    Path((_, code)): Path<(String, String)>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::AskAssessment)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<CommunityFigureId>();
    let question = question(&visit, &code).await?;
    let document = state.public.shelf.newest(&visit.collaborative.slug);
    let taken = document.and_then(|document| take_form(&document, &question, typed.get("figure_published")));
    let here = address(&visit, &format!("{PATH}/community/{code}"));
    // Nothing was chosen, or another edition was published since: the page shows what there is now.
    let Some(form) = taken else {
        return Ok(Redirect::to(&here).into_response());
    };
    let kept = actions::keep_figure(&visit.scope, visit.actor(), (id, &code), &form).await;
    match kept {
        Ok(()) => Ok(Redirect::to(&here).into_response()),
        Err(Refusal::Problems(problems)) => {
            community_page(&visit, &state, &code, (&Typed::default(), &problems)).await
        }
        Err(Refusal::Error(error)) => Err(error),
    }
}

/// What a chosen indicator tells of the community, as if it were typed; nothing where it is not there.
fn take_form(document: &Document, question: &Asked, key: &str) -> Option<FigureForm> {
    let all = published(document, question);
    all.into_iter().find(|one| one.key == key).map(form_of)
}

/// What an indicator tells of the community by its slug alone. See [`take`].
pub fn of_indicator_form(document: &Document, question: &Asked, slug: &str) -> Option<FigureForm> {
    let indicator = document.indicators.iter().find(|one| one.slug == slug)?;
    of_indicator(document, indicator, question).map(form_of)
}

fn form_of(found: Published) -> FigureForm {
    let shares = found.shares.into_iter();
    FigureForm {
        whole_en: found.whole.en,
        whole_es: found.whole.es,
        source: found.source,
        address: String::new(),
        as_of: found.period,
        shares: shares.map(|(group, share)| (group, share.to_string())).collect(),
    }
}
