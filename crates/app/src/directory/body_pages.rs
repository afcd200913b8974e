//! Pages of bodies with their seats.

use axum::Form as Body;
use axum::response::Response;
use domain::access::{Action, Thing};
use domain::ids::{BodyId, SeatId};

use super::bodies::{self, BODY_KINDS, BodyForm, SEAT_ROLES, SeatForm};
use super::pages::{At, Pairs, address, at, choices, name_of, neighbours, to};
use super::store::{self, SeatRow};
use crate::accounts::visit::Visit;
use crate::blocks::{Block, Form, Table, Typed, cell, link, link_if, page, problems_of};
use crate::error::Error;
use crate::problems::Problem;

/// Identifiers with names.
type Names = Vec<(String, String)>;

/// Every body with its seats.
pub async fn body_list(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ViewWorkspace)?;
    let reader = visit.scope.read().await?;
    let seats = store::seats(&reader).await?;
    let may_change = visit.shows(Action::ManageSeats, Thing::Whole);
    let rows = store::bodies(&reader).await?.into_iter().map(|row| {
        let held = seats
            .iter()
            .filter(|seat| seat.body_id == row.body_id && seat.until_on.is_none());
        let held = held.filter(|seat| seat.person_id.is_some()).count();
        let name = visit.words.pick(&row.name, &row.name_es).to_owned();
        vec![
            link_if(
                may_change,
                name,
                address(&visit, &format!("bodies/{}", row.body_id)),
            ),
            cell(visit.words.say(&format!("body-kind-{}", row.kind))),
            cell(held),
            cell(row.seats_planned),
        ]
    });
    let head = [
        "field-name",
        "field-kind",
        "body-seats-held",
        "field-seats_planned",
    ];
    let table = Table::new(visit.words, "directory-bodies", &head, rows.collect());
    let mut blocks = vec![neighbours(&visit)];
    if may_change {
        blocks.push(Block::Links(vec![link(
            visit.words.say("body-add"),
            address(&visit, "bodies/new"),
        )]));
    }
    blocks.push(Block::Table(table));
    let frame = visit.frame(&visit.words.say("directory-bodies"), "partners");
    page(frame, visit.words.say("directory-bodies-lede"), blocks)
}

fn body_form(visit: &Visit, path: &str, typed: &Typed, problems: &[Problem]) -> Block {
    let form = Form::new(visit.words, address(visit, path), "button-save", typed, problems)
        .lines(&["name", "name_es"])
        .codes("kind", "body-kind", &BODY_KINDS)
        .areas(&["purpose_en", "purpose_es"])
        .lines(&["seats_planned"]);
    Block::Form(Box::new(form))
}

fn read_body(typed: &Typed) -> BodyForm {
    BodyForm {
        slug: String::new(),
        name: typed.text("name"),
        name_es: typed.text("name_es"),
        kind: typed.text("kind"),
        purpose_en: typed.text("purpose_en"),
        purpose_es: typed.text("purpose_es"),
        seats_planned: typed.text("seats_planned"),
    }
}

fn new_body_page(visit: &Visit, typed: &Typed, problems: &[Problem]) -> Result<Response, Error> {
    let form = body_form(visit, "bodies/new", typed, problems);
    page(
        visit.frame(&visit.words.say("body-add"), "partners"),
        String::new(),
        vec![form],
    )
}

/// The form for a new body.
pub async fn new_body(visit: Visit) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    new_body_page(&visit, &Typed::default(), &[])
}

/// Adds a body.
pub async fn add_body(visit: Visit, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let typed = Typed::from_pairs(pairs);
    let form = read_body(&typed);
    match problems_of(bodies::add_bodies(&visit.scope, visit.actor(), std::slice::from_ref(&form)).await)? {
        Ok(_) => Ok(to(&visit, "bodies")),
        Err(problems) => new_body_page(&visit, &typed, &problems),
    }
}

async fn body_page(
    visit: &Visit,
    id: BodyId,
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Result<Response, Error> {
    let reader = visit.scope.read().await?;
    let row = store::body(&reader, &id.to_string())
        .await?
        .ok_or(Error::NotFound)?;
    let people = store::people(&reader).await?.into_iter();
    let people: Names = people.map(|row| (row.person_id, row.name)).collect();
    let organisations = choices(&store::organisations(&reader).await?);
    let seats = store::seats(&reader).await?.into_iter();
    let seats: Vec<SeatRow> = seats.filter(|seat| seat.body_id == row.body_id).collect();
    drop(reader);
    let own = Typed::default()
        .with("name", &row.name)
        .with("name_es", &row.name_es)
        .with("kind", &row.kind)
        .with("purpose_en", &row.purpose_en)
        .with("purpose_es", &row.purpose_es)
        .with("seats_planned", row.seats_planned);
    let blocks = vec![
        Block::Table(seat_table(visit, &seats, &people, &organisations)),
        add_seat_form(visit, id, (&people, &organisations), typed, problems),
        end_seat_form(visit, id, &seats, &people),
        Block::Heading(visit.words.say("body-about")),
        body_form(visit, &format!("bodies/{id}"), &own, problems),
    ];
    let title = visit.words.pick(&row.name, &row.name_es).to_owned();
    let purpose = visit.words.pick(&row.purpose_en, &row.purpose_es).to_owned();
    page(visit.frame(&title, "partners"), purpose, blocks)
}

fn seat_table(visit: &Visit, seats: &[SeatRow], people: &Names, organisations: &Names) -> Table {
    let rows = seats.iter().map(|seat| {
        let holder = name_of(people, seat.person_id.as_deref());
        let holder = if holder.is_empty() {
            visit.words.say("seat-empty")
        } else {
            holder.to_owned()
        };
        vec![
            cell(holder),
            cell(visit.words.say(&format!("seat-role-{}", seat.role))),
            cell(name_of(organisations, seat.organisation_id.as_deref())),
            cell(&seat.sector),
            cell(&seat.since_on),
            cell(seat.until_on.clone().unwrap_or_default()),
        ]
    });
    let head = [
        "seat-holder",
        "field-role",
        "field-organisation",
        "field-sector",
        "field-since_on",
        "field-until_on",
    ];
    Table::new(visit.words, "body-seats", &head, rows.collect())
}

fn add_seat_form(
    visit: &Visit,
    id: BodyId,
    (people, organisations): (&Names, &Names),
    typed: Option<&Typed>,
    problems: &[Problem],
) -> Block {
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let beginning = Typed::default().with("since_on", today).with("is_voting", "yes");
    let action = address(visit, &format!("bodies/{id}/seats"));
    let form = Form::new(
        visit.words,
        action,
        "seat-add",
        typed.unwrap_or(&beginning),
        problems,
    )
    .under("seat-add")
    .things("person", people.clone())
    .things("organisation", organisations.clone())
    .lines(&["sector"])
    .codes("role", "seat-role", &SEAT_ROLES)
    .tick("is_voting")
    .tick("has_lived_experience")
    .day("since_on")
    .day("until_on");
    Block::Form(Box::new(form))
}

fn end_seat_form(visit: &Visit, id: BodyId, seats: &[SeatRow], people: &Names) -> Block {
    let lasting = seats.iter().filter(|seat| seat.until_on.is_none());
    let held = lasting.map(|seat| {
        let holder = name_of(people, seat.person_id.as_deref());
        (seat.seat_id.clone(), holder.to_owned())
    });
    let today = visit.scope.clock().today(&visit.collaborative.time_zone);
    let ending = Typed::default().with("until_on", today);
    let action = address(visit, &format!("bodies/{id}/seats/end"));
    let form = Form::new(visit.words, action, "seat-end", &ending, &[])
        .under("seat-end")
        .things("seat", held.filter(|(_, name)| !name.is_empty()))
        .day("until_on");
    Block::Form(Box::new(form))
}

/// One body with its seats.
pub async fn body(visit: Visit, path: At) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    body_page(&visit, at(&path)?, None, &[]).await
}

/// Changes a body.
pub async fn change_body(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let id: BodyId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    match problems_of(bodies::change_body(&visit.scope, visit.actor(), id, &read_body(&typed)).await)? {
        Ok(()) => Ok(to(&visit, "bodies")),
        Err(problems) => body_page(&visit, id, None, &problems).await,
    }
}

/// Adds a seat to a body.
pub async fn add_seat(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let id: BodyId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let seat = SeatForm {
        person: typed.id("person"),
        organisation: typed.id("organisation"),
        sector: typed.text("sector"),
        role: typed.text("role"),
        is_voting: typed.is_ticked("is_voting"),
        has_lived_experience: typed.is_ticked("has_lived_experience"),
        since_on: typed.text("since_on"),
        until_on: typed.text("until_on"),
    };
    match problems_of(bodies::add_seats(&visit.scope, visit.actor(), &[(id, seat)]).await)? {
        Ok(_) => Ok(to(&visit, &format!("bodies/{id}"))),
        Err(problems) => body_page(&visit, id, Some(&typed), &problems).await,
    }
}

/// Ends the term of a seat's holder.
pub async fn end_seat(visit: Visit, path: At, Body(pairs): Body<Pairs>) -> Result<Response, Error> {
    visit.allow_whole(Action::ManageSeats)?;
    let id: BodyId = at(&path)?;
    let typed = Typed::from_pairs(pairs);
    let seat: SeatId = typed.id("seat").ok_or(Error::NotFound)?;
    match problems_of(bodies::end_seat(&visit.scope, visit.actor(), seat, typed.get("until_on")).await)? {
        Ok(()) => Ok(to(&visit, &format!("bodies/{id}"))),
        Err(problems) => body_page(&visit, id, Some(&typed), &problems).await,
    }
}
