//! The page that leads to everything about learning and improving, as far as somebody may see it.

use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use platform::db::Connection;

use super::choosing::store as choosing;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Cell, Table, cell, link, page};
use crate::directory::pages::address;
use crate::error::Error;
use crate::measurement::actions::sheets_on;
use crate::measurement::store as measurement;
use crate::state::PublicState;

/// Learning, in one page.
pub async fn hub(visit: Visit, State(public): State<PublicState>) -> Result<Response, Error> {
    visit.allow_whole(Action::ScoreCandidates)?;
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let mut blocks = Vec::new();
    if visit.shows(Action::ViewLearning, Thing::Whole) {
        let together = address(&visit, "learning/together");
        let coded = address(&visit, "contributions");
        let ways = vec![
            link(words.say("together"), together),
            link(words.say("contributions"), coded),
        ];
        blocks.push(Block::Links(ways));
        let newest = public.shelf.newest(&visit.collaborative.slug);
        if let Some(drawing) = newest.and_then(|edition| super::figures::gears::drawn(words, &edition)) {
            blocks.push(Block::Drawing(Box::new(drawing)));
        }
        blocks.push(Block::Table(indicators(&visit, &reader).await?));
    }
    blocks.push(Block::Table(results(&visit, &reader).await?));
    if visit.shows(Action::ViewMeasures, Thing::Whole) {
        let programmes = super::programmes::pages::table(&visit, &reader).await?;
        blocks.push(Block::Table(programmes));
    }
    if visit.shows(Action::RecordMeasures, Thing::Whole) && !visit.shows(Action::ViewLearning, Thing::Whole) {
        // Others come to this form from the page of the indicator.
        blocks.push(Block::Table(to_serve(&visit, &reader).await?));
    }
    page(
        visit.frame(&words.say("learning"), "learning"),
        words.say("learning-hub-lede"),
        blocks,
    )
}

/// Indicators with how much was noted about them.
async fn indicators(visit: &Visit, connection: &Connection) -> Result<Table, Error> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for (indicator, title) in titles(visit, connection).await? {
        let id = indicator.indicator_id.as_str();
        let href = address(visit, &format!("results/indicators/{id}/learning"));
        let counts = [
            super::sessions::store::sessions(connection, id).await?.len(),
            super::contributions::store::told(connection, id).await?.len(),
            super::cycles::store::cycles(connection, id).await?.len(),
        ];
        let mut cells = vec![link(title, href)];
        cells.extend(counts.map(cell));
        rows.push(cells);
    }
    let head = ["field-indicator", "sessions", "contributions", "cycles"];
    Ok(Table::new(visit.words, "learning-indicators", &head, rows))
}

/// Indicators that a partner's programme may serve, each leading to the form for one.
async fn to_serve(visit: &Visit, connection: &Connection) -> Result<Table, Error> {
    let titles = titles(visit, connection).await?.into_iter();
    // What the team only prepares is not for partners yet.
    let public = titles.filter(|(indicator, _)| indicator.visibility == "public");
    let rows = public.map(|(indicator, title)| {
        let id = indicator.indicator_id;
        let href = address(visit, &format!("results/indicators/{id}/programmes/new"));
        vec![link(title, href)]
    });
    let head = ["field-indicator"];
    Ok(Table::new(visit.words, "programme-add", &head, rows.collect()))
}

/// Indicators in order, each with its title today.
async fn titles(
    visit: &Visit,
    connection: &Connection,
) -> Result<Vec<(measurement::IndicatorRow, String)>, Error> {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let sheets = sheets_on(connection, &today.to_string()).await?;
    let indicators = measurement::indicators(connection).await?.into_iter();
    let titled = indicators.map(|row| {
        let sheet = sheets.get(&row.indicator_id);
        let title = sheet.map_or(row.slug.clone(), |(_, sheet)| {
            visit.words.pick(&sheet.title.en, &sheet.title.es).to_owned()
        });
        (row, title)
    });
    Ok(titled.collect())
}

/// Results with their candidates.
async fn results(visit: &Visit, connection: &Connection) -> Result<Table, Error> {
    let candidates = choosing::candidates(connection).await?;
    let results = measurement::results(connection).await?.into_iter();
    let rows = results.map(|result| {
        let own = candidates
            .iter()
            .filter(|candidate| candidate.result_id == result.result_id);
        let open = own.clone().filter(|candidate| candidate.state == "open").count();
        let title = visit.words.pick(&result.title_en, &result.title_es);
        let href = address(visit, &format!("results/{}/candidates", result.result_id));
        vec![link(title, href), cell(open), cell(own.count())]
    });
    let head = ["field-result", "candidates-open", "candidates-all-told"];
    Ok(Table::new(
        visit.words,
        "learning-choosing",
        &head,
        rows.collect(),
    ))
}
