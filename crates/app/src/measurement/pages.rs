//! Pages of results: the list with their indicators, and the forms. Thin over `actions`.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::ResultId;

use super::actions::{self, RESULT_KINDS, ResultForm};
use super::observations::{self, CoverageRow};
use super::sheet::Sheet;
use super::store::{self, IndicatorRow, ResultRow, VersionRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Cell, Form, Table, Typed, cell, link, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, to};
use crate::error::Error;
use crate::problems::Problem;

/// Every result with its indicators.
pub async fn results(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let reader = visit.scope.read().await?;
    let today = visit
        .scope
        .clock()
        .today(&visit.collaborative.time_zone)
        .to_string();
    let sheets = actions::sheets_on(&reader, &today).await?;
    let coverage = observations::coverage(&reader).await?;
    let (results, indicators) = (store::results(&reader).await?, store::indicators(&reader).await?);
    let mut blocks = Vec::new();
    if visit.shows(Action::DefineIndicators, Thing::Whole) {
        // Figures that arrive outside a request are taken in by those who review what partners send.
        let imports_figures = visit.shows(Action::ReviewSubmission, Thing::Whole);
        let links = [
            ("result-add", "results/new", true),
            ("indicator-add", "results/indicators/new", true),
            ("definitions-import", "results/import/definitions", true),
            ("figures-import", "results/import/figures", imports_figures),
            ("dimensions", "results/dimensions", true),
        ];
        let shown = links.into_iter().filter(|(_, _, is_shown)| *is_shown);
        let links = shown.map(|(key, path, _)| link(visit.words.say(key), address(&visit, path)));
        blocks.push(Block::Links(links.collect()));
    }
    let head = [
        "field-indicator",
        "field-unit",
        "field-version",
        "field-figures",
        "field-last",
        "field-visibility",
    ];
    let row_of = |indicator: &IndicatorRow| {
        let figures = coverage
            .iter()
            .find(|row| row.indicator_id == indicator.indicator_id);
        indicator_row(&visit, indicator, sheets.get(&indicator.indicator_id), figures)
    };
    for result in &results {
        let own = indicators
            .iter()
            .filter(|row| row.result_id.as_deref() == Some(result.result_id.as_str()));
        let title = visit.words.pick(&result.title_en, &result.title_es);
        let table = Table::new(visit.words, "results", &head, own.map(row_of).collect()).called(title);
        blocks.push(Block::Table(table));
        if visit.shows(Action::DefineIndicators, Thing::Whole) {
            let edit = address(&visit, &format!("results/{}/edit", result.result_id));
            blocks.push(Block::Links(vec![link(
                visit.words.with("result-edit", &[("title", title.into())]),
                edit,
            )]));
        }
    }
    let homeless = indicators.iter().filter(|row| row.result_id.is_none());
    let homeless: Vec<_> = homeless.map(row_of).collect();
    if !homeless.is_empty() {
        blocks.push(Block::Table(Table::new(
            visit.words,
            "indicators-without-result",
            &head,
            homeless,
        )));
    }
    page(
        visit.frame(&visit.words.say("results"), "results"),
        visit.words.say("results-lede"),
        blocks,
    )
}

/// An indicator's row in the list.
fn indicator_row(
    visit: &Visit,
    indicator: &IndicatorRow,
    sheet: Option<&(VersionRow, Sheet)>,
    figures: Option<&CoverageRow>,
) -> Vec<Cell> {
    let title = sheet.map_or(indicator.slug.clone(), |(_, sheet)| pick(visit, &sheet.title));
    let unit = sheet.map(|(_, sheet)| visit.words.say(&format!("unit-{}", sheet.unit)));
    vec![
        link(
            title,
            address(visit, &format!("results/indicators/{}", indicator.indicator_id)),
        ),
        cell(unit.unwrap_or_default()),
        cell(sheet.map_or(0, |(version, _)| version.version)),
        cell(figures.map_or(0, |row| row.figures)),
        cell(figures.map(|row| row.last_end.clone()).unwrap_or_default()),
        cell(visit.words.say(&format!("visibility-{}", indicator.visibility))),
    ]
}

/// A text of a sheet in the reader's language.
pub(super) fn pick(visit: &Visit, text: &crate::editions::document::Text) -> String {
    visit.words.pick(&text.en, &text.es).to_owned()
}

fn result_page(
    visit: &Visit,
    title: &str,
    path: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let form = Form::new(visit.words, address(visit, path), "button-save", typed, problems)
        .lines(&["title_en", "title_es"])
        .codes("kind", "result-kind", &RESULT_KINDS)
        .areas(&["about_en", "about_es"]);
    page(
        visit.frame(title, "results"),
        String::new(),
        vec![Block::Form(Box::new(form))],
    )
}

fn read_result(typed: &Typed) -> ResultForm {
    ResultForm {
        slug: String::new(),
        kind: typed.text("kind"),
        title_en: typed.text("title_en"),
        title_es: typed.text("title_es"),
        about_en: typed.text("about_en"),
        about_es: typed.text("about_es"),
    }
}

/// The form for a new result.
pub async fn new_result(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let title = visit.words.say("result-add");
    result_page(&visit, &title, "results/new", &Typed::default(), &[])
}

/// Adds a result.
pub async fn add_result(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let typed = Typed::from_pairs(pairs);
    let form = read_result(&typed);
    let added = actions::add_results(&visit.scope, visit.actor(), std::slice::from_ref(&form)).await;
    match problems_of(added)? {
        Ok(_) => Ok(to(&visit, "results")),
        Err(problems) => result_page(
            &visit,
            &visit.words.say("result-add"),
            "results/new",
            &typed,
            &problems,
        ),
    }
}

async fn result_row(visit: &Visit, path: &At) -> Result<(ResultId, ResultRow), Error> {
    let id: ResultId = at(path)?;
    let all = store::results(&*visit.scope.read().await?).await?;
    let row = all.into_iter().find(|row| row.result_id == id.to_string());
    Ok((id, row.ok_or(Error::NotFound)?))
}

/// One result, to be changed.
pub async fn result(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, row) = result_row(&visit, &path).await?;
    let typed = Typed::default()
        .with("title_en", &row.title_en)
        .with("title_es", &row.title_es)
        .with("kind", &row.kind)
        .with("about_en", &row.about_en)
        .with("about_es", &row.about_es);
    let title = visit.words.pick(&row.title_en, &row.title_es);
    result_page(&visit, title, &format!("results/{id}/edit"), &typed, &[])
}

/// Changes a result.
pub async fn change_result(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::DefineIndicators)?;
    let (id, row) = result_row(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(actions::change_result(&visit.scope, visit.actor(), id, &read_result(&typed)).await)? {
        Ok(()) => Ok(to(&visit, "results")),
        Err(problems) => {
            let title = visit.words.pick(&row.title_en, &row.title_es);
            result_page(&visit, title, &format!("results/{id}/edit"), &typed, &problems)
        }
    }
}
