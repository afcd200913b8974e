//! Pages of the register of what we want, who holds it and what stands in the way.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::WantedDatumId;
use platform::db::Connection;

use super::pages::SECTION;
use super::register::{self, OBSTACLES, STATES, WantedRow};
use super::{clauses, store, views};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, link_if, page, problems_of};
use crate::directory::pages::{At, Pairs, address, at, choices, name_of, to};
use crate::directory::store as directory;
use crate::error::Error;
use crate::problems::Problem;

/// The register, and the form of a new line.
pub async fn list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewAgreements)?;
    let (_, typed) = Typed::default().own_id::<WantedDatumId>();
    list_page(&visit, &typed, &[]).await
}

async fn list_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let words = visit.words;
    let reader = visit.scope.read().await?;
    let organisations = choices(&directory::organisations(&reader).await?);
    let indicators = clauses::indicator_choices(&reader, words).await?;
    let may_keep = visit.shows(Action::KeepAgreements, Thing::Whole);
    let rows = register::all(&reader).await?.into_iter().map(|row| {
        let holder = name_of(&organisations, row.holder_id.as_deref());
        let holder = match holder {
            "" => words.say("wanted-holder-unknown"),
            name => name.to_owned(),
        };
        let edit = address(visit, &format!("agreements/wanted/{}", row.wanted_datum_id));
        let review = row.review_on.as_deref().map(|on| views::day(words, on));
        vec![
            link_if(may_keep, words.pick(&row.what_en, &row.what_es), edit),
            cell(name_of(&indicators, row.indicator_id.as_deref())),
            cell(holder),
            cell(words.say(&format!("wanted-obstacle-{}", row.obstacle))),
            cell(words.say(&format!("wanted-state-{}", row.state))),
            cell(row.next_step),
            cell(review.unwrap_or_default()),
        ]
    });
    let head = [
        "wanted-what",
        "field-wanted_for",
        "field-holder",
        "field-obstacle",
        "field-wanted_state",
        "field-wanted_next",
        "field-wanted_review",
    ];
    let table = Table::new(words, "wanted-list", &head, rows.collect());
    let mut blocks = vec![
        Block::Links(vec![link(
            words.say("agreement-list"),
            address(visit, "agreements"),
        )]),
        Block::Table(table),
    ];
    if may_keep {
        let form = form(visit, &reader, "agreements/wanted", typed, problems).await?;
        blocks.push(Block::Form(Box::new(form.under("wanted-add"))));
    }
    page(
        visit.frame(&words.say("wanted-list"), SECTION),
        words.say("wanted-list-lede"),
        blocks,
    )
}

async fn form(
    visit: &Visit,
    connection: &Connection,
    path: &str,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Form, Error> {
    let words = visit.words;
    let mut agreements: Vec<(String, String)> = Vec::new();
    for row in store::agreements(connection).await? {
        if !agreements.iter().any(|(root, _)| *root == row.root_id) {
            agreements.push((row.root_id.clone(), views::title(words, &row)));
        }
    }
    let organisations = choices(&directory::organisations(connection).await?);
    Ok(
        Form::new(words, address(visit, path), "button-save", typed, problems)
            .hiding("id", typed.get("id"))
            .lines(&["wanted_en", "wanted_es"])
            .things("wanted_for", clauses::indicator_choices(connection, words).await?)
            .things("holder", organisations)
            .codes("obstacle", "wanted-obstacle", &OBSTACLES)
            .areas(&["in_the_way"])
            .codes("wanted_state", "wanted-state", &STATES)
            .things("came_to", agreements)
            .lines(&["wanted_next"])
            .day("wanted_review"),
    )
}

/// Keeps a new line.
pub async fn add(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::KeepAgreements)?;
    let (id, typed) = Typed::from_pairs(pairs).own_id::<WantedDatumId>();
    match problems_of(register::keep(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, "agreements/wanted")),
        Err(problems) => list_page(&visit, &typed, &problems).await,
    }
}

/// The form of one line.
pub async fn edit(visit: Visit, path: At) -> Result<Response, Error> {
    let id: WantedDatumId = at(&path)?;
    visit.allow_whole(Action::KeepAgreements)?;
    let row = register::one(&*visit.scope.read().await?, &id.to_string()).await?;
    let typed = typed_of(&row.ok_or(Error::NotFound)?);
    edit_page(&visit, id, &typed, &[]).await
}

async fn edit_page(
    visit: &Visit,
    id: WantedDatumId,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let form = form(
        visit,
        &reader,
        &format!("agreements/wanted/{id}"),
        typed,
        problems,
    )
    .await?;
    page(
        visit.frame(&visit.words.say("wanted-edit"), SECTION),
        String::new(),
        vec![Block::Form(Box::new(form))],
    )
}

fn typed_of(row: &WantedRow) -> Typed {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    Typed::default()
        .with("id", &row.wanted_datum_id)
        .with("wanted_en", &row.what_en)
        .with("wanted_es", &row.what_es)
        .with("wanted_for", text(&row.indicator_id))
        .with("holder", text(&row.holder_id))
        .with("obstacle", &row.obstacle)
        .with("in_the_way", &row.words)
        .with("wanted_state", &row.state)
        .with("came_to", text(&row.root_id))
        .with("wanted_next", &row.next_step)
        .with("wanted_review", text(&row.review_on))
}

/// Changes one line.
pub async fn change(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    let id: WantedDatumId = at(&path)?;
    visit.allow_whole(Action::KeepAgreements)?;
    let known = register::one(&*visit.scope.read().await?, &id.to_string()).await?;
    known.ok_or(Error::NotFound)?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(register::keep(&visit.scope, visit.actor(), id, &typed).await)? {
        Ok(()) => Ok(to(&visit, "agreements/wanted")),
        Err(problems) => edit_page(&visit, id, &typed, &problems).await,
    }
}
