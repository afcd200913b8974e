//! Pages of measures from rows: the list, one definition with its runs, and asking for a run.

use axum::Form as Body;
use axum::extract::State;
use axum::response::Response;
use domain::access::{Action, Thing};
use platform::db::Connection;
use platform::secrets;
use platform::words::Words;
use uuid::Uuid;

use super::runs;
use super::store::{self, MeasureRow, RunRow};
use super::written::{self, COUNTED_BY, FOLDS, SHARES, Said, Written};
use crate::accounts::visit::Visit;
use crate::agreements::clauses::indicator_choices;
use crate::blocks::{Block, Form, Shape, Table, Typed, cell, link, page, problems_of};
use crate::dates;
use crate::directory::actions::commit;
use crate::directory::pages::{At, Pairs, address, name_of, to};
use crate::directory::places;
use crate::error::Error;
use crate::measurement::store as measurement;
use crate::problems::{Problem, Refusal};
use crate::state::AppState;
use crate::vault::pages::{SECTION, missing};
use crate::vault::store as vault;
use platform::history::NewFact;

/// The measures.
pub async fn list(visit: Visit, State(state): State<AppState>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgreements)?;
    let begin = Typed::default()
        .with("id", secrets::new_uuid())
        .with("counted_by", "events")
        .with("share_of", "all");
    list_page(&visit, &state, &begin, &[]).await
}

async fn list_page(
    visit: &Visit,
    state: &AppState,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let indicators = indicator_choices(&reader, words).await?;
    let rows = store::measures(&reader).await?.into_iter().map(|row| {
        let own = address(visit, &format!("vault/measures/{}", row.vault_measure_id));
        vec![
            link(words.pick(&row.title_en, &row.title_es), own),
            cell(name_of(&indicators, Some(&row.indicator_id))),
            cell(on(visit, row.changed_at)),
        ]
    });
    let head = ["measure-title", "field-measure_for", "measure-changed"];
    let table = Table::new(words, "measure-list", &head, rows.collect());
    let back = link(words.say("vault-list"), address(visit, "vault"));
    let mut blocks = vec![Block::Links(vec![back])];
    blocks.extend(missing(visit, state));
    blocks.push(Block::Table(table));
    if visit.shows(Action::KeepAgreements, Thing::Whole) {
        let form = form(visit, &reader, "vault/measures", (typed, problems)).await?;
        blocks.push(Block::Form(Box::new(form.under("measure-add"))));
    }
    page(
        visit.frame(&words.say("measure-list"), SECTION),
        words.say("measure-list-lede"),
        blocks,
    )
}

fn on(visit: &Visit, millis: i64) -> String {
    dates::plain(visit.words, dates::day_of(millis, &visit.collaborative.time_zone))
}

async fn form(
    visit: &Visit,
    connection: &Connection,
    path: &str,
    (typed, problems): (&Typed, &[Problem]),
) -> Result<Form, Error> {
    let words = visit.words;
    let places = places::places(connection).await?.into_iter();
    let places = places.map(|place| (place.place_id, place.name));
    let mut form = Form::new(words, address(visit, path), "button-save", typed, problems)
        .hiding("id", typed.get("id"))
        .lines(&["measure_title_en", "measure_title_es"])
        .things("measure_for", indicator_choices(connection, words).await?)
        .heading("measure-heading-who")
        .areas(&["cohort_rules"])
        .lines(&[
            "enrolled_least",
            "enrolled_from",
            "enrolled_until",
            "enrolled_days",
        ])
        .heading("measure-heading-what")
        .codes("counted_by", "measure-by", &COUNTED_BY)
        .areas(&["counted_rules"])
        .lines(&["counted_day"])
        .codes("fold_by", "measure-fold", &FOLDS)
        .lines(&["fold_element"])
        .codes("share_of", "measure-share", &SHARES)
        .lines(&["counted_least", "counted_most"])
        .heading("measure-heading-by")
        .lines(&["place_element"])
        .things("whole_place", places)
        .heading("measure-heading-once")
        .things("measure_linkage", linkages(connection, words).await?)
        .heading("measure-heading-groups");
    for dimension in measurement::dimensions(connection).await? {
        let label = words.pick(&dimension.label_en, &dimension.label_es).to_owned();
        form = form.named(
            &format!("dimension_{}", dimension.slug),
            label,
            Shape::Line("text"),
        );
    }
    Ok(form)
}

/// Linkages that have a result.
async fn linkages(connection: &Connection, words: Words) -> Result<Vec<(String, String)>, Error> {
    let rows = crate::linkages::store::linkages(connection).await?.into_iter();
    let linked = rows.filter(|row| row.state == "linked");
    let titled = linked.map(|row| {
        let title = words.pick(&row.title_en, &row.title_es).to_owned();
        (row.linkage_id, title)
    });
    Ok(titled.collect())
}

async fn slugs(connection: &Connection) -> Result<Vec<String>, Error> {
    let all = measurement::dimensions(connection).await?;
    Ok(all.into_iter().map(|one| one.slug).collect())
}

/// Keeps a definition, new or changed.
async fn keep(visit: &Visit, id: Uuid, typed: &Typed) -> Result<(), Refusal> {
    let reader = visit.scope.read().await?;
    let said = written::read(typed, &slugs(&reader).await?)?;
    let indicator = measurement::indicator(&reader, &said.indicator).await?;
    indicator.ok_or(Error::NotFound)?;
    let known = store::measure(&reader, &id.to_string()).await?;
    if known.is_some_and(|known| known.indicator_id != said.indicator) {
        let runs = store::runs(&reader, &id.to_string()).await?;
        let is_open = |run: &RunRow| matches!(run.state.as_str(), "waiting" | "running" | "done");
        if runs.iter().any(is_open) {
            return Err(Problem::field("measure_for", "problem-measure-open-runs").into());
        }
    }
    drop(reader);
    let tx = visit.scope.write(visit.actor()).await?;
    let row = MeasureRow {
        vault_measure_id: id.to_string(),
        indicator_id: said.indicator,
        title_en: said.title_en,
        title_es: said.title_es,
        definition: said.written.to_json(),
        changed_at: 0,
    };
    store::keep(&tx, &row).await?;
    let fact = NewFact::new("vault.measure-defined", "vault-measure", id)
        .set("indicator", &row.indicator_id)
        .set("definition", secrets::sha256_hex(&row.definition));
    commit(tx, vec![fact]).await
}

/// Keeps a new definition.
pub async fn add(
    visit: Visit,
    State(state): State<AppState>,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<Uuid>();
    match problems_of(keep(&visit, id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/measures/{id}"))),
        Err(problems) => list_page(&visit, &state, &typed, &problems).await,
    }
}

async fn find(visit: &Visit, id: &str) -> Result<MeasureRow, Error> {
    let reader = visit.scope.read().await?;
    store::measure(&reader, id).await?.ok_or(Error::NotFound)
}

/// One definition with its runs.
pub async fn show(visit: Visit, State(state): State<AppState>, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgreements)?;
    let row = find(&visit, &path.0.1).await?;
    measure_page(&visit, &state, &row, None, &[]).await
}

async fn measure_page(
    visit: &Visit,
    state: &AppState,
    row: &MeasureRow,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let back = link(words.say("measure-list"), address(visit, "vault/measures"));
    let mut blocks = vec![Block::Links(vec![back])];
    blocks.extend(missing(visit, state));
    let path = format!("vault/measures/{}", row.vault_measure_id);
    let may_keep = visit.shows(Action::KeepAgreements, Thing::Whole);
    if may_keep && state.settings.vault.is_installed() {
        let known = periods(&reader).await?;
        let begin = Typed::default().with("run_period", known);
        let run = Form::new(
            words,
            address(visit, &format!("{path}/runs")),
            "measure-run",
            typed.unwrap_or(&begin),
            problems,
        );
        let run = run.under("measure-run-heading").lines(&["run_period"]);
        blocks.push(Block::Form(Box::new(run)));
    }
    let runs = store::runs(&reader, &row.vault_measure_id).await?.into_iter();
    let runs = runs.map(|run| {
        let own = address(visit, &format!("vault/runs/{}", run.vault_run_id));
        vec![
            link(run.period.clone(), own),
            cell(state_of(visit, state, &run)),
            cell(on(visit, run.asked_at)),
        ]
    });
    let head = ["vault-period", "measure-run-state", "measure-run-asked"];
    blocks.push(Block::Table(Table::new(
        words,
        "measure-runs",
        &head,
        runs.collect(),
    )));
    let said = Said {
        title_en: row.title_en.clone(),
        title_es: row.title_es.clone(),
        indicator: row.indicator_id.clone(),
        written: Written::of(&row.definition),
    };
    if may_keep {
        let stands = written::typed(&said).with("id", &row.vault_measure_id);
        let shown = typed
            .filter(|typed| !typed.get("measure_title_en").is_empty())
            .unwrap_or(&stands);
        let form = form(visit, &reader, &path, (shown, problems)).await?;
        blocks.push(Block::Form(Box::new(form.under("measure-definition"))));
    }
    let title = words.pick(&row.title_en, &row.title_es);
    page(visit.frame(title, SECTION), words.say("measure-lede"), blocks)
}

/// The newest period that rows in the vault are about.
async fn periods(connection: &Connection) -> Result<String, Error> {
    let tables = vault::tables(connection).await?.into_iter();
    Ok(tables.map(|table| table.period).max().unwrap_or_default())
}

/// Where a run stands, in words.
pub(super) fn state_of(visit: &Visit, state: &AppState, run: &RunRow) -> String {
    let words = visit.words;
    match (
        run.state.as_str(),
        state.settings.vault.how_far(&run.vault_run_id),
    ) {
        ("running", Some(hundredths)) => {
            words.with("measure-running", &[("percent", i64::from(hundredths).into())])
        }
        ("running", None) => words.say("measure-run-interrupted"),
        (other, _) => words.say(&format!("measure-run-{other}")),
    }
}

/// Changes a definition; runs that were asked for keep the one they began with.
pub async fn change(
    visit: Visit,
    State(state): State<AppState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let row = find(&visit, &path.0.1).await?;
    let id: Uuid = row.vault_measure_id.parse().map_err(|_| Error::NotFound)?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(keep(&visit, id, &typed).await)? {
        Ok(()) => Ok(to(&visit, &format!("vault/measures/{id}"))),
        Err(problems) => measure_page(&visit, &state, &row, Some(&typed), &problems).await,
    }
}

/// Asks for a run.
pub async fn ask(
    visit: Visit,
    State(state): State<AppState>,
    path: At,
    Body(pairs): Body<Pairs>,
) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let row = find(&visit, &path.0.1).await?;
    let typed = Typed::from_pairs(pairs);
    if !state.settings.vault.is_installed() {
        let problems = [Problem::field("run_period", "vault-worker-missing")];
        return measure_page(&visit, &state, &row, Some(&typed), &problems).await;
    }
    match problems_of(runs::ask(&visit.scope, visit.actor(), &row, typed.get("run_period")).await)? {
        Ok(id) => Ok(to(&visit, &format!("vault/runs/{id}"))),
        Err(problems) => measure_page(&visit, &state, &row, Some(&typed), &problems).await,
    }
}
