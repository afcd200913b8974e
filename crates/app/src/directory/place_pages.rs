//! Pages of places: codes over time, other names, and what a text means.

use axum::Form as Body;
use axum::extract::{Multipart, Query};
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::PlaceId;
use domain::place::{Match, PlaceKind};
use jiff::civil::Date;

use super::pages::{At, Pairs, address, at, name_of, neighbours, to};
use super::places::{self, CodeForm, PlaceForm, PlaceRow};
use super::places_import;
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, page, problems_of};
use crate::error::Error;
use crate::problems::Problem;

/// Kinds of places, as codes.
fn kinds() -> Vec<&'static str> {
    PlaceKind::ALL.iter().map(|kind| kind.code()).collect()
}

/// Every place, and a box to try what a code or name means.
pub async fn list(visit: Visit, Query(asked): Query<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let typed = Typed::from_pairs(asked);
    let reader = visit.scope.read().await?;
    let (all, codes) = (places::places(&reader).await?, places::codes(&reader).await?);
    let names: Vec<(String, String)> = all
        .iter()
        .map(|row| (row.place_id.clone(), row.name.clone()))
        .collect();
    let rows = all.iter().map(|row| {
        let own = codes.iter().filter(|code| code.place_id == row.place_id);
        let own: Vec<String> = own.map(|code| format!("{} {}", code.scheme, code.code)).collect();
        vec![
            link(&row.name, address(&visit, &format!("places/{}", row.place_id))),
            cell(visit.words.say(&format!("place-kind-{}", row.kind))),
            cell(name_of(&names, row.parent_id.as_deref())),
            cell(own.join(", ")),
        ]
    });
    let head = ["field-name", "field-kind", "field-parent", "place-codes"];
    let table = Table::new(visit.words, "directory-places", &head, rows.collect());
    let mut blocks = vec![neighbours(&visit)];
    if visit.shows(Action::ManageDirectory, Thing::Whole) {
        blocks.push(Block::Links(vec![
            link(visit.words.say("place-add"), address(&visit, "places/new")),
            link(visit.words.say("place-import"), address(&visit, "places/import")),
        ]));
    }
    if !typed.get("text").is_empty() {
        let day: Date = typed
            .id("on")
            .unwrap_or_else(|| visit.scope.clock().today(&visit.collaborative.time_zone));
        let found = places::gazetteer(&reader).await?.find(typed.get("text"), day, "");
        blocks.push(Block::Paragraph(meaning(&visit, &typed, &found, &names)));
    }
    blocks.push(Block::Table(table));
    let frame = visit.frame(&visit.words.say("directory-places"), "places");
    page(frame, visit.words.say("directory-places-lede"), blocks)
}

/// What a text means, as a sentence.
fn meaning(visit: &Visit, typed: &Typed, found: &Match, names: &[(String, String)]) -> String {
    let named = |ids: &[PlaceId]| {
        let named = ids
            .iter()
            .map(|id| name_of(names, Some(&id.to_string())).to_owned());
        named.collect::<Vec<_>>().join(", ")
    };
    let (key, said) = match found {
        Match::One(found) => ("place-found-one", named(&[found.place])),
        Match::Several(places) => ("place-found-several", named(places)),
        Match::Unknown(places) => ("place-found-none", named(places)),
    };
    visit.words.with(
        key,
        &[("text", typed.get("text").into()), ("places", said.into())],
    )
}

async fn place_form(visit: &Visit, path: &str, typed: &Typed, problems: &[Problem]) -> Result<Block, Error> {
    let all = places::places(&*visit.scope.read().await?).await?;
    let parents = all.into_iter().map(|row| (row.place_id, row.name));
    let form = Form::new(visit.words, address(visit, path), "button-save", typed, problems)
        .lines(&["name", "name_es"])
        .codes("kind", "place-kind", &kinds())
        .things("parent", parents);
    Ok(Block::Form(Box::new(form)))
}

fn read_place(typed: &Typed) -> PlaceForm {
    PlaceForm {
        slug: String::new(),
        name: typed.text("name"),
        name_es: typed.text("name_es"),
        kind: typed.text("kind"),
        parent: typed.id("parent"),
    }
}

async fn new_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let form = place_form(visit, "places/new", typed, problems).await?;
    page(
        visit.frame(&visit.words.say("place-add"), "places"),
        String::new(),
        vec![form],
    )
}

/// The form for a new place.
pub async fn new_place(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    new_page(&visit, &Typed::default(), &[]).await
}

/// Adds a place.
pub async fn add_place(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(places::add_place(&visit.scope, visit.actor(), &read_place(&typed)).await)? {
        Ok(id) => Ok(to(&visit, &format!("places/{id}"))),
        Err(problems) => new_page(&visit, &typed, &problems).await,
    }
}

async fn place_row(visit: &Visit, path: &At) -> Result<(PlaceId, PlaceRow), Error> {
    let id: PlaceId = at(path)?;
    let all = places::places(&*visit.scope.read().await?).await?;
    let row = all.into_iter().find(|row| row.place_id == id.to_string());
    Ok((id, row.ok_or(Error::NotFound)?))
}

async fn place_page(
    visit: &Visit,
    row: &PlaceRow,
    typed: &Typed,
    problems: &[Problem],
) -> Result<Response, Error> {
    let path = format!("places/{}", row.place_id);
    let reader = visit.scope.read().await?;
    let (codes, aliases) = (places::codes(&reader).await?, places::aliases(&reader).await?);
    drop(reader);
    let own = codes.into_iter().filter(|code| code.place_id == row.place_id);
    let codes = own.map(|code| {
        let (from, to) = (
            code.valid_from.unwrap_or_default(),
            code.valid_to.unwrap_or_default(),
        );
        vec![cell(code.code), cell(code.scheme), cell(from), cell(to)]
    });
    let head = ["field-code", "field-scheme", "field-valid_from", "field-valid_to"];
    let codes = Table::new(visit.words, "place-codes", &head, codes.collect());
    let own = aliases.into_iter().filter(|alias| alias.place_id == row.place_id);
    let aliases = own.map(|alias| vec![cell(alias.alias)]).collect();
    let aliases = Table::new(visit.words, "place-aliases", &["field-alias"], aliases);
    let code_form = Form::new(
        visit.words,
        address(visit, &format!("{path}/codes")),
        "place-code-set",
        typed,
        problems,
    )
    .under("place-code-set")
    .lines(&["scheme", "code"])
    .day("valid_from")
    .day("valid_to");
    let alias_form = Form::new(
        visit.words,
        address(visit, &format!("{path}/aliases")),
        "place-alias-add",
        typed,
        problems,
    )
    .under("place-alias-add")
    .lines(&["alias"]);
    let blocks = vec![
        place_form(visit, &path, typed, problems).await?,
        Block::Table(codes),
        Block::Form(Box::new(code_form)),
        Block::Table(aliases),
        Block::Form(Box::new(alias_form)),
    ];
    page(visit.frame(&row.name, "places"), String::new(), blocks)
}

fn place_typed(row: &PlaceRow) -> Typed {
    Typed::default()
        .with("name", &row.name)
        .with("name_es", &row.name_es)
        .with("kind", &row.kind)
        .with("parent", row.parent_id.clone().unwrap_or_default())
}

/// One place, to be changed.
pub async fn place(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let (_, row) = place_row(&visit, &path).await?;
    place_page(&visit, &row, &place_typed(&row), &[]).await
}

/// Changes a place.
pub async fn change_place(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let (id, row) = place_row(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(places::change_place(&visit.scope, visit.actor(), id, &read_place(&typed)).await)? {
        Ok(()) => Ok(to(&visit, "places")),
        Err(problems) => place_page(&visit, &row, &typed, &problems).await,
    }
}

/// Gives a place a code.
pub async fn set_code(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let (id, row) = place_row(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let form = CodeForm {
        scheme: typed.text("scheme"),
        code: typed.text("code"),
        valid_from: typed.text("valid_from"),
        valid_to: typed.text("valid_to"),
    };
    match problems_of(places::set_code(&visit.scope, visit.actor(), id, &form).await)? {
        Ok(()) => Ok(to(&visit, &format!("places/{id}"))),
        Err(problems) => place_page(&visit, &row, &again(&row, &typed), &problems).await,
    }
}

/// Gives a place another name.
pub async fn add_alias(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let (id, row) = place_row(&visit, &path).await?;
    let typed = Typed::from_pairs(pairs);
    let learned = places::learn_alias(&visit.scope, visit.actor(), id, typed.get("alias"), "").await;
    match problems_of(learned)? {
        Ok(()) => Ok(to(&visit, &format!("places/{id}"))),
        Err(problems) => place_page(&visit, &row, &again(&row, &typed), &problems).await,
    }
}

/// The place's own fields, with what was typed into the form beside them.
fn again(row: &PlaceRow, typed: &Typed) -> Typed {
    let fields = ["scheme", "code", "valid_from", "valid_to", "alias"];
    fields
        .iter()
        .fold(place_typed(row), |all, name| all.with(name, typed.get(name)))
}

fn import_page(visit: &Visit, problems: &[Problem]) -> Result<Response, Error> {
    let form = Form::new(
        visit.words,
        address(visit, "places/import"),
        "button-import",
        &Typed::default(),
        problems,
    );
    let form = form.file("file");
    let frame = visit.frame(&visit.words.say("place-import"), "places");
    page(
        frame,
        visit.words.say("place-import-lede"),
        vec![Block::Form(Box::new(form))],
    )
}

/// The form for a file of places.
pub async fn import_form(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    import_page(&visit, &[])
}

/// Imports a file of places.
pub async fn import(visit: Visit, parts: Multipart) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageDirectory)?;
    let file = file_of(parts).await?;
    match problems_of(places_import::import_places(&visit.scope, visit.actor(), &file).await)? {
        Ok(_) => Ok(to(&visit, "places")),
        Err(problems) => import_page(&visit, &problems),
    }
}

/// The file in what a form sent.
pub(crate) async fn file_of(mut parts: Multipart) -> Result<Vec<u8>, Error> {
    let bad = |error: axum::extract::multipart::MultipartError| Error::Bad(error.body_text());
    while let Some(part) = parts.next_field().await.map_err(bad)? {
        if part.name() == Some("file") {
            return Ok(part.bytes().await.map_err(bad)?.to_vec());
        }
    }
    Ok(Vec::new())
}
